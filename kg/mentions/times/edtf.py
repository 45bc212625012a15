"""Computes with EDTF expressions (levels 0 and 1): bounds, steps, parts, open and closed intervals.

An expression here is a string: ``2018-04-11``, ``2018-04``, ``2018``, a season ``2018-22`` (21 spring to 24 winter), an
approximate point ``2018~``, or an interval of two points, either of which may be open (``2018/..``, ``../2018-04``).
Its first and last day depend on nothing but the string, so that one node of the graph can carry them.
"""

from __future__ import annotations

import calendar
import datetime
import re

Day = datetime.date

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~?)")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
PARTS = {"year": "month", "season": "month", "quarter": "month", "month": "day", "week": "day", "decade": "year"}


def month_of(year: int, month: int) -> str:
    """The month; numbers beyond 1 to 12 run into the years around."""
    count = year * 12 + month - 1
    return f"{count // 12:04}-{count % 12 + 1:02}"


def year_of(year: int) -> str:
    """The year."""
    return f"{year:04}"


def season_of(year: int, season: int) -> str:
    """The season (1 spring to 4 winter) that begins in the year."""
    return f"{year:04}-{20 + season}"


def months_between(year: int, first: int, last: int) -> str:
    """From the first day of one month to the last day of another of the year."""
    return interval(bound(month_of(year, first), 0).isoformat(), bound(month_of(year, last), 1).isoformat())


def unit_of(day: Day, unit: str) -> str:
    """The calendar day, week (from Monday), weekend, month, quarter, year or decade in which a day lies."""
    if unit == "day":
        return day.isoformat()
    if unit in ("week", "weekend"):
        monday = day - datetime.timedelta(day.weekday())
        return f"{monday + datetime.timedelta(5 if unit == 'weekend' else 0)}/{monday + datetime.timedelta(6)}"
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return months_between(day.year, first, first + 2)
    start = day.year - day.year % 10
    return year_of(day.year) if unit == "year" else f"{start:04}/{start + 9:04}"


def shift(day: Day, count: int, unit: str) -> Day:
    """The day so many units on (or back); the 31st becomes the last day of a shorter month. Raises ValueError, OverflowError."""
    if unit in ("day", "week", "weekend"):
        return day + datetime.timedelta(count * (1 if unit == "day" else 7))
    months = day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    year, month = months // 12, months % 12 + 1
    return Day(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def bounds(edtf: str) -> tuple[Day | None, Day | None]:
    """The first and last day that an expression allows, ``None`` where it is open. Raises ValueError if it is none."""
    left, slash, right = edtf.partition("/")
    if not slash:
        return _point_bounds(left, widen=True)
    first = None if left == ".." else _point_bounds(left)[0]
    last = None if right == ".." else _point_bounds(right)[1]
    if first and last and first > last:
        raise ValueError(f"an interval runs forward: {edtf}")
    return first, last


def bound(edtf: str, side: int) -> Day:
    """The first (0) or last (1) day of a closed expression. Raises ValueError where it is open."""
    day = bounds(edtf)[side]
    if day is None:
        raise ValueError(f"open: {edtf}")
    return day


def _point_bounds(point: str, *, widen: bool = False) -> tuple[Day, Day]:
    """Days of a point. An approximate point that stands alone reaches one unit to either side."""
    match = _POINT.fullmatch(point)
    if not match:
        raise ValueError(f"no EDTF point: {point}")
    year, month, day, about = int(match[1]), int(match[2] or 0), int(match[3] or 0), bool(match[4]) and widen
    if month in _SEASONS and not day:
        first = Day(year, _SEASONS[month], 1)
        last, unit = shift(shift(first, 3, "month"), -1, "day"), "month"
    elif day:
        first = last = Day(year, month, day)
        unit = "day"
    elif month:
        first, last, unit = Day(year, month, 1), Day(year, month, calendar.monthrange(year, month)[1]), "month"
    else:
        first, last, unit = Day(year, 1, 1), Day(year, 12, 31), "year"
    if not about:
        return first, last
    after = shift(last, 1, "day")
    return shift(first, -1, unit), shift(shift(after, 1, unit), -1, "day")


def interval(left: str, right: str) -> str:
    """From the begin of one expression to the end of another. Raises ValueError if that runs backward."""
    start, end = left.partition("/")[0], right.rpartition("/")[2]
    found = start if start == end else f"{start}/{end}"
    bounds(found)
    return found


def since(edtf: str) -> str:
    """Open to the future, from the begin of the expression."""
    return _closed(edtf, 0) + "/.."


def until(edtf: str) -> str:
    """Open to the past, up to and with the end of the expression."""
    return "../" + _closed(edtf, 1)


def _closed(edtf: str, side: int) -> str:
    bound(edtf, side)
    return edtf.rpartition("/")[2] if side else edtf.partition("/")[0]


def before(edtf: str) -> str:
    """Open to the past, up to the day, month or year that ends before the expression begins."""
    unit, start = granularity(edtf), bound(edtf, 0)
    return "../" + unit_of(shift(start, -1, "day"), unit if unit in ("day", "month", "year") else "day")


def after(edtf: str) -> str:
    """Open to the future. After a day is from the next one; after a year or a month may be within it."""
    unit = granularity(edtf)
    if unit in ("month", "year"):
        return since(edtf)
    return shift(bound(edtf, 1), 1, "day").isoformat() + "/.."


def about(edtf: str) -> str:
    """The same, approximate; seasons and intervals stay as they are."""
    return edtf + "~" if granularity(edtf) in ("day", "month", "year") and not edtf.endswith("~") else edtf


def granularity(edtf: str) -> str:
    """One of day, week, month, quarter, year, decade, season, or ``""`` for any other stretch."""
    first, last = bounds(edtf)
    match = _POINT.fullmatch(edtf)
    if match:
        season = match[2] and int(match[2]) > 12
        return "season" if season else "day" if match[3] else "month" if match[2] else "year"
    if first is None or last is None:
        return ""
    for unit in ("week", "quarter", "decade"):
        if unit_of(first, unit) == edtf:
            return unit
    return ""


def part(edtf: str, first: int, last: int, fuzzy: str) -> str | None:
    """The months of a year, season or quarter, the days of a month or week, the years of a decade.

    ``first`` and ``last`` count from 1, or from -1 for the last one; ``fuzzy`` names the ends that are approximate: start,
    end, both or none. ``None`` for stretches that are not so divided.
    """
    step = PARTS.get(granularity(edtf))
    if step is None:
        return None
    start, end = bound(edtf, 0), shift(bound(edtf, 1), 1, "day")
    one = shift(start, first - 1, step) if first > 0 else shift(end, first, step)
    two = shift(start, last, step) if last > 0 else shift(end, last + 1, step)
    two = shift(min(two, end), -1, "day")
    left = one.isoformat() + ("~" if fuzzy in ("start", "both") else "")
    right = two.isoformat() + ("~" if fuzzy in ("end", "both") else "")
    return interval(left, right) if one < two else one.isoformat()
