"""No pattern of the house can be made to run for long, and a long text costs no more than its length."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import RejectedInput
from kg.ingest.making import make
from kg.readers import Input, find_inputs, read_text

Figure = Callable[[str, object], None]
LONG = 100_000
SEEDS = ["a", "A", " ", "\n", "\t", ".", ",", "-", "_", "*", "`", "(", "[", "<", "'", '"', "“", "1", "\\", "#", "|", "A ", "Ab ", "a.", "1-", "[a](", "<a ", "a, and ", "\u00c3\u00a2", "of the "]


SOURCE = "".join(p.read_text(encoding="utf-8") for p in sorted(Path(kg.__file__).parent.rglob("*.py")))
USES = re.findall(r"\b(\w+)\.(match|fullmatch|search|sub|subn|finditer|findall|split)\(", SOURCE)
SCANNED = {name for name, use in USES if use not in ("match", "fullmatch")}
USED = {name for name, _ in USES}


def patterns() -> list[tuple[re.Pattern[str], bool]]:
    """Every compiled pattern of the package, in whatever it is held, and whether it is looked for at every place of a text."""
    found: dict[str, tuple[re.Pattern[str], bool]] = {}

    def gather(value: Any, scans: bool, depth: int) -> None:
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            found[value.pattern] = (value, scans or found.get(value.pattern, (value, False))[1])
        elif isinstance(value, dict) and depth:
            gather(tuple(value.values()), scans, depth - 1)
        elif isinstance(value, tuple | list | set | frozenset) and depth:
            for part in value:
                gather(part, scans, depth - 1)

    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if not module.name.startswith(("kg._shipped", "kg.__main__")):
            for name, value in vars(importlib.import_module(module.name)).items():
                gather(value, name in SCANNED or name not in USED, 3)
    return list(found.values())


def texts(length: int) -> Iterator[str]:
    for seed in SEEDS:
        yield (seed * (length // len(seed) + 1))[: length - 1] + "\x00"


class Slow(Exception):
    pass


def within(seconds: float, deed: Callable[[], object]) -> float:
    """How long a deed took; it is ended when that is too long."""

    def end(*_: object) -> None:
        raise Slow

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    begun = time.process_time()
    try:
        deed()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return time.process_time() - begun


@pytest.mark.parametrize("length", [2_000, pytest.param(LONG, marks=pytest.mark.slow)])
def test_no_pattern_runs_for_long(length: int, record_property: Figure) -> None:
    slow, slowest, all_ = [], 0.0, patterns()
    assert len(all_) > 60
    for pattern, scans in all_:
        for text in texts(length):
            for deed in (pattern.match, pattern.fullmatch, *((pattern.search,) if scans else ())):
                try:
                    took = within(3, lambda d=deed, t=text: d(t))
                except Slow:
                    took = 3.0
                slowest = max(slowest, took)
                if took > 1:
                    slow.append((pattern.pattern[:120], text[:8], deed.__name__, round(took, 2)))
    assert slow == []
    record_property("figure", f"{len(all_)} patterns on {len(SEEDS)} texts of {length:,}: slowest {slowest:.2f} s of processor time")


SIZES = [("one line", "Peru and Chile agreed to open a joint office in Lima, "), ("one word", "a"), ("no stop", "and "), ("commas", "Peru, "), ("brackets", "("), ("marks", "“"), ("stops", "U.S. ")]


@pytest.mark.slow
@pytest.mark.parametrize(("why", "seed"), SIZES, ids=[row[0] for row in SIZES])
def test_ten_times_the_text_takes_ten_times_as_long(why: str, seed: str, record_property: Figure) -> None:
    times = []
    for length in (100_000, 1_000_000):
        text = "Talks in Lima\n\n" + (seed * (length // len(seed) + 1))[:length] + ".\n"
        begun = time.process_time()
        made = make(Input(path="a.txt", original=text.encode()))
        assert made.code != "failed", made.reason
        times.append(time.process_time() - begun)
    record_property("figure", f"{why}: {times[1] / max(times[0], 0.01):.1f} times for ten times the text ({times[1]:.1f} s for 1 MB)")
    assert times[1] <= 12 * max(times[0], 0.05)


def test_a_text_that_is_too_long_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(RejectedInput, match="limit is") as told:
        read_text("the of and " * 250_000, "a.txt")
    assert told.value.code == "too-large"
    (tmp_path / "a.jsonl").write_text('{"text": "' + "a" * 9_000_000 + '"}\n{"text": "Peru thanked Chile."}\n', encoding="utf-8")
    assert [bool(found.refused) for found in find_inputs(tmp_path / "a.jsonl")] == [True, False]
