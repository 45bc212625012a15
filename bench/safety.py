"""Runs the tests of docs/safety.md row by row and prints the figure of each; --write puts the table into the document.

The quick ones by default, with --all the long ones as well (two hours). What pytest takes can be added, so that the long ones are
run in stages: the last outcome of every test is kept in out/safety.json, and a row tells of all that were run. Fails when a row does.

    python bench/safety.py 1 --all -n 2 -k html
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "safety.md"
KEPT = ROOT / "out" / "safety.json"
LONG = ["slow", "yes"]  # as conftest.py marks the long tests
Case = dict[str, Any]
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


def run(row: Row, everything: bool, more: list[str]) -> dict[str, Case]:
    """What became of each test of a row that was run."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        marks = ["-m", "slow or not slow"] if everything else []
        command = [sys.executable, "-m", "pytest", "-q", "-o", "junit_family=xunit1", f"--junitxml={report}", *marks, *more, *row.tests]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL, check=False)
        if not report.is_file():
            return {}
        return dict(_case(found) for found in ElementTree.parse(report).iter("testcase"))  # our own file, written a moment ago


def _case(found: ElementTree.Element) -> tuple[str, Case]:
    failed = found.find("failure") is not None or found.find("error") is not None
    outcome = "failed" if failed else "skipped" if found.find("skipped") is not None else "passed"
    told = [[str(p.get("name")), str(p.get("value"))] for p in found.iter("property")]
    home = "/".join(str(found.get("classname")).split(".")[:2])  # a class made by a library tells that library's file
    return f"{home}.py::{found.get('name')}", {"outcome": outcome, "told": told}


def figure(row: Row, kept: dict[str, Case]) -> tuple[bool, str]:
    """Whether the last runs of the tests of a row passed, and what they counted, in words.

    Of a test that has a short and a long form the long one tells; numbers that tests count are added up, those called "most" are not.
    """
    if missing := [t for t in row.tests if not is_there(t)]:
        return False, f"there is no {', '.join(missing)}"
    cases = {name: case for name, case in kept.items() if name.partition("[")[0].startswith(row.tests)}
    long = {name.partition("[")[0] for name, case in cases.items() if LONG in case["told"] and case["outcome"] == "passed"}
    words, counts, most = [], Counter[str](), dict[str, float]()
    for name, case in cases.items():
        if name.partition("[")[0] in long and LONG not in case["told"]:
            continue
        for key, value in case["told"]:
            if key == "figure" and value not in words:
                words.append(value)
            elif key.startswith("most "):
                most[key] = max(most.get(key, 0), float(value))
            elif key not in ("figure", "slow"):
                counts[key] += int(value)
    told = [f"{counts[key]:,} {key}" for key in sorted(counts, key=lambda key: (not key.startswith("inputs"), key))]
    told += [f"{key} {value:.1f}" for key, value in most.items()]
    outcomes = Counter(case["outcome"] for case in cases.values())
    told.append(f"{outcomes['passed']} of {len(cases)} tests pass" + (f", {outcomes['skipped']} skipped" if outcomes["skipped"] else ""))
    told += [f"FAILS: {name.rpartition('::')[2]}" for name, case in cases.items() if case["outcome"] == "failed"]
    return outcomes["passed"] > 0 and not outcomes["failed"], "; ".join([*words, *told])


def main() -> None:
    """Run the rows that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", help="rows; all if none is named")
    parser.add_argument("--all", action="store_true", help="the long tests as well")
    parser.add_argument("--tell", action="store_true", help="run nothing: tell of the last runs")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/safety.md")
    args, more = parser.parse_known_args()
    told: dict[str, str] = {}
    good = True
    for row in rows():
        if args.numbers and row.number not in args.numbers:
            continue
        begun = time.monotonic()
        ran = {} if args.tell else run(row, args.all, more)
        kept: dict[str, Case] = (json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}) | ran
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps(kept, indent=0), encoding="utf-8")
        passes, words = figure(row, kept)
        good &= passes and (bool(ran) or args.tell)
        if passes or ran:
            told[row.number] = words
        print(f"{row.number:>2} {'pass' if passes else 'FAIL'} {time.monotonic() - begun:6.1f} s, {len(ran)} run  {row.risk}: {words}", flush=True)
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
