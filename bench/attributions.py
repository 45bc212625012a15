"""Scores the attribution reader on annotated texts: reads each text, writes JSON Lines, runs the given scorer.

usage: attributions.py --texts FOLDER/text --gold FOLDER --scorer score_attributions.py [--out out/attributions.jsonl]
``--gold`` is the folder that holds ``text`` and ``attributions`` (PolNeAR's layout).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from kg.attribution import as_row, attributions
from kg.errors import RejectedInput
from kg.nlp import parse
from kg.readers import read_text


def main() -> None:
    """Write the attributions of every text and print the score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("gold", "texts", "scorer"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("out/attributions.jsonl"))
    args = parser.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with args.out.open("w", encoding="utf-8") as out:
        for path in sorted(args.texts.glob("*.txt")):
            try:
                doc = parse(read_text(path.read_text(encoding="utf-8"), path.name))
            except RejectedInput as error:
                print(f"rejected: {error}", file=sys.stderr)
                continue
            for row in attributions(doc):
                if row.depth == 0:
                    out.write(json.dumps(as_row(row, path.stem), ensure_ascii=False) + "\n")
    subprocess.run([sys.executable, str(args.scorer), "--polnear", str(args.gold), "--attributions", str(args.out)], check=True)


if __name__ == "__main__":
    main()
