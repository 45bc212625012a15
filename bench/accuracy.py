"""Runs every score and prints one table: each figure with its floor and its bar. Exit code 1 if one falls below its floor.

usage: python bench/accuracy.py --shared ../shared [--only NAME ...] [--misses N] [--corpus] [--pin]

Texts and gold are no part of the project: what is not found is skipped by name. The floors (bench/floors.json) hold figures
and digests of the gold, nothing of its text; ``--pin`` writes what was measured, a little lower, and refuses to lower a floor.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import attributions
import corpus
import gold
import plover
import re3d
import traps
from figures import Figure, Result

MEASURES: dict[str, tuple[Callable[[Path, int], Result], tuple[str, ...]]] = {
    "gold": (gold.measure, ("evaluation/gold", "corpus/dev")),
    "traps": (traps.measure, ("evaluation/gold", "corpus/dev")),
    "attributions": (attributions.measure, ("external/polnear/dev",)),
    "plover": (plover.measure, ("external/plover",)),
    "re3d": (re3d.measure, ("external/re3d",)),
    "corpus": (corpus.measure, ("corpus/releases.jsonl.gz",)),
}
FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.005  # a floor lies this much below what was measured, so that one act more or less is no alarm


def main() -> int:
    """Measure, print, compare with the floors or pin them; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds evaluation, corpus and external")
    parser.add_argument("--only", nargs="+", choices=MEASURES, help="only these measures")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show up to N misses of each measure")
    parser.add_argument("--corpus", action="store_true", help="also read the whole corpus (some ten minutes)")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is measured; never lowers one")
    parser.add_argument("--lower", nargs="+", default=[], metavar="FIGURE", help="with --pin: these floors may be lowered")
    args = parser.parse_args()
    results = {}
    for name, (measure, needs) in MEASURES.items():
        if (args.only and name not in args.only) or (name == "corpus" and not (args.corpus or args.only)):
            continue
        missing = [need for need in needs if not (args.shared / need).exists()]
        if missing:
            print(f"skipped: {name} ({', '.join(missing)} not found in {args.shared})", file=sys.stderr)
            continue
        started = time.perf_counter()
        results[name] = measure(args.shared, args.misses)
        print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr)
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    wrong = pin(results, floors, args.lower) if args.pin else fallen(results, floors)
    for name, result in results.items():
        print_table(name, result, floors.get(name, {}).get("figures", {}))
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def fallen(results: dict[str, Result], floors: dict[str, dict]) -> list[str]:  # type: ignore[type-arg]
    """What lies below its floor, and what rests on other gold than its floor."""
    wrong = []
    for name, result in results.items():
        pinned = floors.get(name)
        if pinned is None:
            continue
        if pinned["digest"] != result.digest:
            wrong.append(f"{name}: the gold is not the one that the floors were pinned on; look, then --pin")
            continue
        measured = {figure.name: figure for figure in result.figures}
        for label, floor in pinned["figures"].items():
            if label not in measured:
                wrong.append(f"{name}: {label} is not measured any more")
            elif not measured[label].reaches(floor):
                wrong.append(f"FALLEN {name}: {label} is {measured[label].value:.3f}, its floor {floor:.3f}")
    return wrong


def pin(results: dict[str, Result], floors: dict[str, dict], lower: list[str]) -> list[str]:  # type: ignore[type-arg]
    """Write floors for what was measured; those that would sink stay, and are told, unless named in ``lower``."""
    refused = []
    for name, result in results.items():
        old = floors.get(name, {})
        figures = {}
        for figure in result.figures:
            new = figure.value if figure.at_most else round(max(0.0, figure.value - SLACK), 3)
            before = old.get("figures", {}).get(figure.name)
            # A measure above its floor never sinks it, for the slack is there to be used.
            if before is not None and figure.reaches(before) and (new > before) == figure.at_most:
                new = before
            elif before is not None and not figure.reaches(before) and figure.name not in lower:
                refused.append(f"not lowered: {name}: {figure.name} is {figure.value:.3f}, its floor {before:.3f}; fix it or --lower it")
                new = before
            figures[figure.name] = new
        floors[name] = {"digest": result.digest, "figures": figures}
    FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    return refused


def print_table(name: str, result: Result, floors: dict[str, float]) -> None:
    """One line a figure: value, floor, bar, and whether the bar is met."""
    print(f"\n{name:46} {'value':>8} {'floor':>7} {'bar':>7}")
    for figure in result.figures:
        print(f"{figure.name[:46]:46} {figure.value:8.3f} {_cell(floors.get(figure.name))} {_cell(figure.bar)} {_verdict(figure)}")
    for note in result.notes:
        print(f"  {note}")


def _cell(level: float | None) -> str:
    return "      -" if level is None else f"{level:7.3f}"


def _verdict(figure: Figure) -> str:
    return "" if figure.bar is None else "met" if figure.reaches(figure.bar) else "NOT met"


if __name__ == "__main__":
    sys.exit(main())
