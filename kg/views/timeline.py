"""Acts along time: how many in each year or month, for a picture over the list."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.views.catalogue import Entry

_MONTHS_AT_MOST = 48


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or month: its name, first and last day, and the acts of the releases issued in it."""

    name: str
    since: str
    until: str
    count: int


def bars(entries: Iterable[Entry]) -> list[Bar]:
    """One bar a month, or a year where the months are too many; empty ones between are kept, acts without a day left out."""
    days = sorted(e.day for e in entries if len(e.day) == 10)
    if not days:
        return []
    first, last = (int(d[:4]) * 12 + int(d[5:7]) - 1 for d in (days[0], days[-1]))
    if last - first < _MONTHS_AT_MOST:
        counts = Counter(d[:7] for d in days)
        return [_month(at // 12, at % 12 + 1, counts) for at in range(first, last + 1)]
    years = Counter(d[:4] for d in days)
    return [Bar(str(y), f"{y}-01-01", f"{y}-12-31", years[str(y)]) for y in range(first // 12, last // 12 + 1)]


def _month(year: int, month: int, counts: Counter[str]) -> Bar:
    name = f"{year:04}-{month:02}"
    return Bar(name, f"{name}-01", f"{name}-{calendar.monthrange(year, month)[1]:02}", counts[name])
