"""Runs the tests of docs/safety.md row by row and prints the figure of each; --write puts the table into the document.

The quick ones by default, with --all the long ones as well (hours; FUZZ_INPUTS=1000 shortens the fuzzing). Fails when a row does.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "safety.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One risk, what must hold, and the tests that try it."""

    number: str
    risk: str
    bar: str
    tests: tuple[str, ...]


def rows() -> list[Row]:
    """The rows of safety.tsv."""
    with (ROOT / "bench" / "safety.tsv").open(encoding="utf-8") as lines:
        return [Row(r["row"], r["risk"], r["passes when"], tuple(r["tests"].split())) for r in csv.DictReader(lines, delimiter="\t")]


def is_there(test: str) -> bool:
    """Whether a file holds the test."""
    name, _, function = test.partition("::")
    return (ROOT / name).is_file() and f"def {function}" in (ROOT / name).read_text(encoding="utf-8")


def run(row: Row, everything: bool) -> tuple[bool, str]:
    """Whether the tests of a row pass, and their figures in words."""
    if missing := [t for t in row.tests if not is_there(t)]:
        return False, f"there is no {', '.join(missing)}"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        marks = ["-m", "slow or not slow"] if everything else []
        command = [sys.executable, "-m", "pytest", "-q", "-o", "junit_family=xunit1", f"--junitxml={report}", *marks, *row.tests]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, check=False)
        if not report.is_file():
            return False, "the tests could not be run"
        cases = list(ElementTree.parse(report).iter("testcase"))  # our own file, written a moment ago
    failed = [c.get("name", "") for c in cases if c.find("failure") is not None or c.find("error") is not None]
    skipped = sum(c.find("skipped") is not None for c in cases)
    told = [str(p.get("value")) for c in cases for p in c.iter("property") if p.get("name") == "figure"]
    words = f"{len(cases) - len(failed) - skipped} of {len(cases)} tests pass" + (f", {skipped} skipped" if skipped else "")
    return not failed and len(cases) > skipped, "; ".join([*told, words, *(f"FAILS: {name}" for name in failed)])


def main() -> None:
    """Run the rows that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", help="rows; all if none is named")
    parser.add_argument("--all", action="store_true", help="the long tests as well")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/safety.md")
    args = parser.parse_args()
    told: dict[str, str] = {}
    good = True
    for row in rows():
        if args.numbers and row.number not in args.numbers:
            continue
        begun = time.monotonic()
        passes, words = run(row, args.all)
        good &= passes
        told[row.number] = words
        print(f"{row.number:>2} {'pass' if passes else 'FAIL'} {time.monotonic() - begun:6.1f} s  {row.risk}: {words}", flush=True)
    if args.write:
        write(told)
    raise SystemExit(not good)


def write(told: dict[str, str]) -> None:
    """Put the table into the document; rows that were not run keep their figures."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    table, _, tail = rest.partition(END)
    before = {line.split("|")[1].strip(): line.split("|")[4].strip() for line in table.splitlines() if line.count("|") == 5}
    lines = ["| # | Risk | Passes when | Last measured |", "|---|---|---|---|"]
    lines += [f"| {r.number} | {r.risk} | {r.bar} | {told.get(r.number, before.get(r.number, 'not measured')).replace('|', '/')} |" for r in rows()]
    PAGE.write_text(head + BEGIN + "\n".join(lines) + "\n" + END + tail, encoding="utf-8")


if __name__ == "__main__":
    main()
