"""Puts points of time together: parts of them, spans between two, and what lies before or after one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.mentions.times import edtf
from kg.mentions.times.phrases import Wording, grammar
from kg.mentions.times.readings import POINTS, Groups, Setting, count, counted, look_up

Work = Callable[[Setting], str | None]

# How far before a point its preposition may begin, in code points.
_REACH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A stretch of text that may name a time; ``cues`` must stand before it unless it is part of a wider one."""

    start: int
    end: int
    rank: int
    work: Work
    alone: bool = True
    cues: re.Pattern[str] | None = None

    def stands(self, text: str) -> bool:
        """Whether it may be read by itself where it is."""
        return self.alone and (self.cues is None or bool(_before(self.cues, text, self.start)))


def phrases(text: str) -> list[Phrase]:
    """Every phrase that could name a time: leftmost first, then the longest, then the order of data/times.toml."""
    points = list(_points(text))
    fresh = points
    for _ in range(2):  # the beginning of the second half of the year
        fresh = [wide for point in fresh for wide in _inside(text, point)]
        points += fresh
    points += [wide for point in points for wide in _offset(text, point)]
    joined = list(_joined(text, points))
    open_ended = [wide for point in points for wide in _open(text, point)]
    return sorted([*points, *joined, *open_ended], key=lambda p: (p.start, -p.end, p.rank))


def _before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    return pattern.search(text, max(0, end - _REACH), end)


def _points(text: str) -> Iterator[Phrase]:
    barred = bytearray(len(text))
    for wording in grammar().never:
        for match in wording.pattern.finditer(text):
            barred[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for wording in grammar().points:
        for match in wording.pattern.finditer(text):
            if not any(barred[match.start() : match.end()]):
                yield Phrase(
                    start=match.start(),
                    end=match.end(),
                    rank=wording.rank,
                    work=_reading(wording, match.groupdict()),
                    alone=wording.alone,
                    cues=wording.cues,
                )


def _reading(wording: Wording, groups: Groups) -> Work:
    reading = POINTS[wording.kind]
    return lambda at: reading(groups, at)


def _around(text: str, point: Phrase, kinds: Iterable[str]) -> Iterator[tuple[Wording, re.Match[str], int]]:
    """Wordings of the kinds that stand right before a point, with the end of what must follow it."""
    for wording in grammar().around:
        if wording.kind not in kinds:
            continue
        match = _before(wording.pattern, text, point.start)
        tail = wording.suffix.match(text, point.end) if wording.suffix else None
        if match and (tail or not wording.suffix):
            yield wording, match, tail.end() if tail else point.end


def _wider(point: Phrase, wording: Wording, match: re.Match[str], end: int, work: Work) -> Phrase:
    return Phrase(start=match.start(), end=end, rank=wording.rank, work=work)


def _then(point: Phrase, step: Callable[[str], str | None], lean: str = "") -> Work:
    def work(at: Setting) -> str | None:
        found = point.work(replace(at, lean=lean or at.lean))
        return step(found) if found else None

    return work


def _inside(text: str, point: Phrase) -> Iterator[Phrase]:
    """Early 2019, the second half of next year, earlier this month, about 1950."""
    for wording, match, end in _around(text, point, ("part", "first", "same", "about")):
        if wording.kind == "part":
            step = _part_of(wording)
        elif wording.kind == "first":
            step = _first_of(match.groupdict())
        else:
            step = edtf.about if wording.kind == "about" else str
        wide = _wider(point, wording, match, end, _then(point, step))
        # "about 2000" is a time only where "2000" would be.
        yield replace(wide, cues=point.cues) if wording.kind == "about" else wide


def _part_of(wording: Wording) -> Callable[[str], str | None]:
    def step(whole: str) -> str | None:
        limits = wording.parts.get(edtf.granularity(whole))
        return edtf.part(whole, *limits, wording.fuzzy) if limits else None

    return step


def _first_of(groups: Groups) -> Callable[[str], str | None]:
    """The first six months of 2018, the last ten days of May."""

    def step(whole: str) -> str | None:
        number = count(groups["n"])
        if edtf.PARTS.get(edtf.granularity(whole)) != (groups["u"] or "").lower():
            return None
        return edtf.part(whole, 1, number, "") if look_up("order", groups["x"]) > 0 else edtf.part(whole, -number, -1, "")

    return step


def _offset(text: str, point: Phrase) -> Iterator[Phrase]:
    """Two weeks after 4 May, the day before 4 May, within 30 days of 4 May."""
    for wording, match, end in _around(text, point, ("offset", "within")):
        yield _wider(point, wording, match, end, _then(point, _away(wording.kind, match.groupdict())))


def _away(kind: str, groups: Groups) -> Callable[[str], str | None]:
    def step(start: str) -> str | None:
        sign = look_up("order", groups["x"])
        day = edtf.bound(start, 0 if sign < 0 else 1)
        if edtf.granularity(start) != "day":
            return None
        there = counted(day, sign * count(groups["n"]), groups)
        if kind == "offset":
            return there
        return edtf.interval(there, start) if sign < 0 else edtf.interval(start, there)

    return step


_OPEN: dict[str, Callable[[str], str]] = {
    "since": edtf.since,
    "from": edtf.since,
    "until": edtf.until,
    "until-end": edtf.until,
    "before": edtf.before,
    "after": edtf.after,
}


def _open(text: str, point: Phrase) -> Iterator[Phrase]:
    """Since 2014, by the end of the year; not "after last week's talks", where the time is that of the talks."""
    if text[point.end : point.end + 2] in ("'s", "’s"):
        return
    for wording, match, end in _around(text, point, _OPEN if point.alone else ("until-end",)):
        lean = "since" if wording.kind == "since" and not wording.suffix else ""
        yield _wider(point, wording, match, end, _then(point, _OPEN[wording.kind], lean))


def _joined(text: str, points: list[Phrase]) -> Iterator[Phrase]:
    starts: defaultdict[int, list[Phrase]] = defaultdict(list)
    for point in points:
        if point.alone:
            starts[point.start].append(point)
    for wording in grammar().joins:
        for left in points:
            middle = wording.pattern.match(text, left.end) if left.alone else None
            if not middle:
                continue
            opening = _before(wording.opens, text, left.start) if wording.opens else None
            if wording.opens and not opening:
                continue
            for right in starts.get(middle.end(), ()):
                yield Phrase(
                    start=opening.start() if opening else left.start,
                    end=right.end,
                    rank=wording.rank,
                    work=_between(left, right, adjacent=wording.kind == "adjacent"),
                    cues=None if opening else left.cues and (right.cues or left.cues),
                )


def _between(left: Phrase, right: Phrase, *, adjacent: bool) -> Work:
    """From one to the other; either lends the other its year."""

    def work(at: Setting) -> str | None:
        first = left.work(at)
        last = right.work(replace(at, after=edtf.bounds(first)[0] if first else None))
        if last:
            year = edtf.bound(last, 1).year
            first = left.work(replace(at, year=year))
            if first and edtf.bound(first, 0) > edtf.bound(last, 1):
                first = left.work(replace(at, year=year - 1))
        elif first:
            year = edtf.bound(first, 0).year
            last = right.work(replace(at, year=year))
            if last and edtf.bound(last, 1) < edtf.bound(first, 0):
                last = right.work(replace(at, year=year + 1))
        if not first or not last:
            return None
        if adjacent and edtf.shift(edtf.bound(first, 1), 1, "day") != edtf.bound(last, 0):
            return None
        return edtf.interval(first, last)

    return work
