"""Asks a server each of the W3C's tests of the SPARQL 1.1 Protocol and lists what it answered, those that do not apply with the reason.

usage: python bench/protocol.py [--out docs/protocol.md]; the requests are those of tests/test_protocol.py
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

import json

import test_protocol as w3c
from serving import Client, make_store

_HEAD = """# The W3C's tests of the SPARQL 1.1 Protocol

Printed by `python bench/protocol.py`: each test by the name the W3C gave it, what was asked and what `/sparql` answered.
"""
_UPDATES = """
## Those that do not apply

Updates: a store changes by reading releases alone, so the endpoint refuses each of them, well formed or not.
"""


def main() -> None:
    """Run the cases and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="also write them here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        client = Client(make_store(Path(folder)))
        rows = json.loads(client.get("/releases.json").body)["rows"]
        by_start = {row["node"].rsplit("/", 1)[-1][:3]: row["node"] for row in rows}
        names = {"peru": by_start["PER"], "japan": by_start["JPN"], "seed": by_start["KOR"]}
        told = [_HEAD, "\n| test | request | wanted | answered | |\n| --- | --- | --- | --- | --- |\n"]
        passed = 0
        for case in w3c.CASES:
            answer = w3c.put(client, case, names)
            holds = answer.status in case.status and _says(case, answer)
            passed += holds
            told.append(_row(case, f"{answer.status} {answer.headers['content-type'].partition(';')[0]}", "passes" if holds else "FAILS"))
        told.append(f"\n{passed} of {len(w3c.CASES)} pass.\n{_UPDATES}\n| test | request | wanted | answered | |\n| --- | --- | --- | --- | --- |\n")
        for case in w3c.UPDATES:
            answer = w3c.put(client, case, names)
            told.append(_row(case, str(answer.status), "refused" if answer.status in case.status else "NOT REFUSED"))
    print("".join(told))
    if args.out:
        args.out.write_text("".join(told), encoding="utf-8")


def _says(case: w3c.Case, answer: w3c.Answer) -> bool:
    if isinstance(case.says, str):
        return bool(answer.headers["content-type"].startswith(case.says))
    return case.says is None or w3c.said(answer) is case.says


def _row(case: w3c.Case, answered: str, verdict: str) -> str:
    asked = f"{case.method}{' ' + case.kind if case.kind else ''}"
    wanted = " or ".join(map(str, case.status)) + (f", {case.says}" if isinstance(case.says, str) else "" if case.says is None or case.status[0] >= 400 else f", {str(case.says).lower()}")
    return f"| {case.name} | {asked} | {wanted} | {answered} | {verdict} |\n"


if __name__ == "__main__":
    main()
