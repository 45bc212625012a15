"""Scores the shipped trees on gold words and sentences: python training/score.py FILE.conllu ..."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kg.nlp.trees import tree


def main(paths: list[Path]) -> None:
    """One row a file: UAS, LAS, Penn tags, universal parts of speech, words a second of one core."""
    for path in paths:
        right = dict.fromkeys(("UAS", "LAS", "XPOS", "UPOS"), 0)
        every, spent = 0, 0.0
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            rows = [r for line in block.splitlines() if line[:1].isdigit() and (r := line.split("\t"))[0].isdigit()]
            if not rows:
                continue
            started = time.process_time()
            found = tree([r[1] for r in rows])
            spent += time.process_time() - started
            every += len(rows)
            for i, row in enumerate(rows):
                head = int(row[6]) - 1 if row[6] != "0" else i
                right["UAS"] += found.heads[i] == head
                right["LAS"] += found.heads[i] == head and found.relations[i].lower() == row[7]
                right["XPOS"] += found.tags[i] == row[4]
                right["UPOS"] += found.parts[i] == row[3]
        print(f"{path.name:24} " + "  ".join(f"{k} {100 * v / every:.2f}" for k, v in right.items()) + f"  {every / spent:,.0f} words a second")


if __name__ == "__main__":
    main([Path(p) for p in sys.argv[1:]])
