"""Scores the reader on annotated releases: runs it on each text with its publisher and date, then the given scorer."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from kg.export.acts import acts
from kg.ingest import dataset_of, run
from kg.readers import read_text


def main() -> None:
    """Write the acts of every gold document and print the score of both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("gold", "texts", "scorer"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("out/acts.jsonl"))
    args = parser.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with args.out.open("w", encoding="utf-8") as out:
        for path in sorted(args.gold.glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            head, _, body = (args.texts / f"{path.stem}.txt").read_text(encoding="utf-8").partition("\n\n")
            text = body if head.startswith("SOURCE:") else f"{head}\n\n{body}"
            doc = run(read_text(text, path.name, publisher=gold["publisher"], published=gold["date"]))
            for act in acts(dataset_of([doc])):
                out.write(json.dumps({**act, "document": path.stem}, ensure_ascii=False) + "\n")
    for half in ("even", "odd"):
        print(f"== {half} half", flush=True)
        command = [sys.executable, str(args.scorer), "--gold", str(args.gold), "--texts", str(args.texts)]
        subprocess.run([*command, "--acts", str(args.out), "--half", half, "--publishers"], check=True)


if __name__ == "__main__":
    main()
