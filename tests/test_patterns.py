"""No pattern of the house can be made to run for long, and a long text costs no more than its length."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as constants
from re import _parser as parser
from typing import Any

import pytest

import kg
from kg.errors import RejectedInput
from kg.ingest.making import make
from kg.readers import Input, find_inputs, read_text

Figure = Callable[[str, object], None]
# What modules of the parts [server], [formats] and [spark] stand on.
PARTS = {"anyio", "jinja2", "pyarrow", "pypdf", "pyspark", "starlette", "trafilatura", "uvicorn"}
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
            try:
                held = vars(importlib.import_module(module.name))
            except ModuleNotFoundError as missing:
                if (missing.name or "").partition(".")[0] not in PARTS:
                    raise
                continue  # of a part that is not installed
            for name, value in held.items():
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


PROBES = [chr(c) for c in (*range(0x180), *range(0x2000, 0x2070), 0x7684)]
ONE_SIGN = (constants.LITERAL, constants.NOT_LITERAL, constants.IN, constants.ANY)
REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT)
MANY = 8  # so many rounds in as many others can be parted in more ways than there is time for


def endless(parsed: Any) -> Iterator[Any]:
    """The bodies of the repeats that may go round many times in a parsed pattern, at whatever depth."""
    for code, value in parsed:
        if code in REPEATS and value[1] >= MANY:
            yield value[2]
        for part in parts(code, value):
            yield from endless(part)


def parts(code: Any, value: Any) -> list[Any]:
    if code in (*REPEATS, constants.POSSESSIVE_REPEAT):
        return [value[2]]
    if code in (constants.SUBPATTERN, constants.ATOMIC_GROUP):
        return [value[-1] if code is constants.SUBPATTERN else value]
    return list(value[1]) if code is constants.BRANCH else [value[1]] if code in (constants.ASSERT, constants.ASSERT_NOT) else []


def signs(parsed: Any, state: Any) -> set[str]:
    """The signs that any one-sign element of a parsed pattern takes."""
    found = set[str]()
    for code, value in parsed:
        if code in ONE_SIGN:
            one = re._compiler.compile(parser.SubPattern(state, [(code, value)]))
            found |= {c for c in PROBES if one.match(c)}
        for part in parts(code, value):
            found |= signs(part, state)
    return found


def divides(body: Any, inner: set[str]) -> bool:
    """Whether each round has a sign of its own that none of the endless repeats in it could take: then there is one way to part a text."""
    for code, value in body:
        if code is constants.SUBPATTERN and divides(value[-1], inner):
            return True
        if code in REPEATS and value[0] and divides(value[2], inner):
            return True
        if code is constants.BRANCH and all(divides(way, inner) for way in value[1]):
            return True
        if code in ONE_SIGN and not (taken := signs([(code, value)], body.state)) & inner and taken:
            return True
    return False


@pytest.mark.parametrize(("pattern", "good", "why"), [
    (r"^(\s*[A-Z]\w*\s*)+agreed$", False, "names and blanks can be parted in many ways"), (r"(a+)+", False, "the plainest"), (r"(?:a|b+)*c", False, "in a branch"),
    (r"(?:-\w+)*", True, "a stroke parts the words"), (r"(?:\w+ )+", True, "so does a blank"), (r"(?:re\s*:\s*)+", True, "and a colon"),
    (r"(?:has |this \w+ )*", True, "in each branch"), (r"(?:has |\w+)*", False, "not in each branch"),
    (r"(?:[A-Z]\w*|of| ){1,120}?:", False, "a bound of a hundred is none"), (r"(?:[A-Z]\w*+|of| ){1,120}?:", True, "what is taken whole is not parted"),
    (r"(?:[A-Z]\w{0,2} ?){1,4}:", True, "few rounds"), (r"(?:\n{1,3}[^\n]{0,400}){1,12}:", True, "an end of line in each round"),
])  # fmt: skip
def test_the_lint_of_patterns_knows_its_business(pattern: str, good: bool, why: str) -> None:
    assert nested(re.compile(pattern)) == (not good), why


def nested(pattern: re.Pattern[str]) -> bool:
    """Whether a repeat of many rounds stands in another one with nothing to tell their rounds apart."""
    found = list(endless(parser.parse(pattern.pattern, pattern.flags)))
    inner = [set().union(*(signs(part, body.state) for part in endless(body))) for body in found]
    return any(taken and not divides(body, taken) for body, taken in zip(found, inner, strict=True))


def test_no_pattern_repeats_what_repeats() -> None:
    assert [p.pattern for p, _ in patterns() if nested(p)] == []


SIZES = [("one line", "Peru and Chile agreed to open a joint office in Lima, "), ("one word", "a"), ("no stop", "and "), ("commas", "Peru, and the "), ("brackets", "Peru ((((((thanked)))) the people of Chile, "),
         ("marks", "“Peru” thanked the people of “Chile”, "), ("stops", "U.S. "), ("no blank", "Peru.thanked(Chile)" * 20 + " for the fish of the coast, and for the help of those in the port, ")]


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


def test_a_letterhead_in_capitals_is_read_at_once() -> None:
    text = "ADA LEE, THE MINISTER FOR FISHERIES AND HARBOURS\n\nJOINT STATEMENT BY PRIME MINISTER BO RUIZ, THE MINISTER FOR PRIMARY EDUCATION AND EXTRAORDINARILY LONG TITLES\n\nPeru thanked Chile.\n"
    made = make(Input(path="a.txt", original=text.encode()))  # what is loaded once counts for no text
    assert within(10, lambda: make(Input(path="b.txt", original=text.encode()))) < 2
    assert made.code == ""
