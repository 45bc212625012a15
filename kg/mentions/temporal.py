"""Finds expressions of time and works them out to EDTF with first and last possible day, against the release date."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable

from kg.model import Span, TimeSpan

Day = datetime.date
Groups = dict[str, str | None]
Reading = tuple[Day, Day | None, str] | None

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_NUMBERS = {
    w: i
    for i, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
# Months are capitalised: "may" and "march" in lower case are verbs.
_M = r"(?P<m>(?-i:" + "|".join(m.capitalize() for m in sorted(_MONTHS, key=len, reverse=True)) + r"))\b\.?"
_Y = r"(?P<y>(?:19|20)\d\d)"
_ORD = r"(?:st|nd|rd|th)?"
_STEP = {"last": -1, "previous": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "the": 0}

_RULES: list[tuple[re.Pattern[str], Callable[[Groups, Day | None], Reading]]] = []


def _rule(pattern: str) -> Callable[[Callable[[Groups, Day | None], Reading]], Callable[[Groups, Day | None], Reading]]:
    def keep(function: Callable[[Groups, Day | None], Reading]) -> Callable[[Groups, Day | None], Reading]:
        _RULES.append((re.compile(pattern, re.IGNORECASE), function))
        return function

    return keep


def _nearest(published: Day, month: int, day: int) -> Day:
    """A date without a year: the one nearest to the release, the past preferred."""
    options = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            options.append(Day(year, month, day))
        except ValueError:
            continue
    return min(options, key=lambda d: abs((d - published).days) + (0 if d <= published else 60))


def _on(groups: Groups, published: Day | None, key: str) -> Day | None:
    month = _MONTHS[(groups["m"] or "").lower().rstrip(".")]
    number = int(groups[key] or 0)
    if groups.get("y"):
        return Day(int(groups["y"] or 0), month, number)
    return _nearest(published, month, number) if published else None


def _month(year: int, month: int) -> tuple[Day, Day, str]:
    return Day(year, month, 1), Day(year, month, calendar.monthrange(year, month)[1]), f"{year:04}-{month:02}"


def _year(year: int) -> tuple[Day, Day, str]:
    return Day(year, 1, 1), Day(year, 12, 31), f"{year:04}"


def _span(first: Day, last: Day) -> tuple[Day, Day, str]:
    return first, last, first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


@_rule(r"\b(?P<y>(?:19|20)\d\d)[-./](?P<n>\d{1,2})[-./](?P<d>\d{1,2})\b")
def _iso(g: Groups, _: Day | None) -> Reading:
    day = Day(int(g["y"] or 0), int(g["n"] or 0), int(g["d"] or 0))
    return _span(day, day)


@_rule(rf"\b(?:from )?{_M} (?P<a>\d{{1,2}}){_ORD} ?(?:-|–|to|and|until) ?(?P<b>\d{{1,2}}){_ORD}(?:,? {_Y})?\b(?! (?:million|per))")
@_rule(rf"\b(?:from )?(?P<a>\d{{1,2}}){_ORD} ?(?:-|–|to|and|until) ?(?P<b>\d{{1,2}}){_ORD} {_M}(?:,? {_Y})?(?!\w)")
def _days(g: Groups, published: Day | None) -> Reading:
    first = _on(g, published, "a")
    return _span(first, first.replace(day=int(g["b"] or 0))) if first and int(g["b"] or 0) > first.day else None


@_rule(rf"\b{_M} ?(?P<d>\d{{1,2}}){_ORD}(?:,? {_Y})?\b(?![-–]\d)")
@_rule(rf"\b(?P<d>\d{{1,2}}){_ORD}(?: of)? {_M}(?:,? {_Y})?(?!\w)")
def _day(g: Groups, published: Day | None) -> Reading:
    day = _on(g, published, "d")
    return _span(day, day) if day else None


@_rule(rf"\b{_M}(?: of)? (?P<w>last|this|next) year\b")
def _month_of_year(g: Groups, published: Day | None) -> Reading:
    month = _MONTHS[(g["m"] or "").lower().rstrip(".")]
    return _month(published.year + _STEP[(g["w"] or "").lower()], month) if published else None


@_rule(rf"\b{_M},? {_Y}\b")
def _month_year(g: Groups, _: Day | None) -> Reading:
    return _month(int(g["y"] or 0), _MONTHS[(g["m"] or "").lower().rstrip(".")])


@_rule(rf"\b(?P<w>last|next|this|coming) {_M}(?! \d)")
def _named_month(g: Groups, published: Day | None) -> Reading:
    if published is None:
        return None
    month, step = _MONTHS[(g["m"] or "").lower().rstrip(".")], _STEP[(g["w"] or "").lower()]
    year = published.year
    if step < 0 and month >= published.month:
        year -= 1
    if step > 0 and month <= published.month:
        year += 1
    return _month(year, month)


@_rule(rf"\b(?:in|since|until|by|during) {_M}(?! \d)(?=[ ,.;)]|$)")
def _bare_month(g: Groups, published: Day | None) -> Reading:
    if published is None:
        return None
    near = _nearest(published, _MONTHS[(g["m"] or "").lower().rstrip(".")], 15)
    return _month(near.year, near.month)


@_rule(rf"\b(?:the )?(?P<h>first|second) half of (?:{_Y}|(?P<w>this|next|last|the) year)\b")
def _half(g: Groups, published: Day | None) -> Reading:
    if not g["y"] and published is None:
        return None
    year = int(g["y"] or 0) or (published.year if published else 0) + _STEP[(g["w"] or "the").lower()]
    start = 1 if (g["h"] or "").lower() == "first" else 7
    return _span(Day(year, start, 1), _month(year, start + 5)[1])


@_rule(rf"\b(?:by )?the end of (?:{_Y}|(?P<w>this|the|next) (?P<u>year|month))\b")
def _end_of(g: Groups, published: Day | None) -> Reading:
    if g["y"]:
        return _year(int(g["y"]))
    if published is None:
        return None
    step = _STEP[(g["w"] or "").lower()]
    return _year(published.year + step) if (g["u"] or "").lower() == "year" else _shifted_month(published, step)


def _shifted_month(day: Day, step: int) -> tuple[Day, Day, str]:
    count = day.year * 12 + day.month - 1 + step
    return _month(count // 12, count % 12 + 1)


@_rule(
    r"\b(?:early |late |later |earlier )?(?P<w>next|last|this|coming|previous|current) (?P<u>week|month|year)\b(?! (?:of|to) (?:his|her))"
)
def _period(g: Groups, published: Day | None) -> Reading:
    if published is None:
        return None
    step, unit = _STEP[(g["w"] or "").lower()], (g["u"] or "").lower()
    if unit == "year":
        return _year(published.year + step)
    if unit == "month":
        return _shifted_month(published, step)
    monday = published - datetime.timedelta(published.weekday()) + datetime.timedelta(7 * step)
    return _span(monday, monday + datetime.timedelta(6))


@_rule(r"\b(?P<x>yesterday|today|tomorrow)\b(?![’'])")
def _near_day(g: Groups, published: Day | None) -> Reading:
    if published is None:
        return None
    day = published + datetime.timedelta({"yesterday": -1, "today": 0, "tomorrow": 1}[(g["x"] or "").lower()])
    return _span(day, day)


@_rule(r"\bon (?P<d>" + "|".join(_DAYS) + r")\b")
def _weekday(g: Groups, published: Day | None) -> Reading:
    if published is None:
        return None
    day = published - datetime.timedelta((published.weekday() - _DAYS[(g["d"] or "").lower()]) % 7)
    return _span(day, day)


@_rule(r"\b(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + r") (?P<u>day|week)s? (?P<x>ago|later|from now)\b")
def _ago(g: Groups, published: Day | None) -> Reading:
    if published is None:
        return None
    word = (g["n"] or "").lower()
    count = int(word) if word.isdigit() else _NUMBERS[word]
    sign = -1 if (g["x"] or "").lower() == "ago" else 1
    day = published + datetime.timedelta(sign * count * (7 if (g["u"] or "").lower() == "week" else 1))
    return _span(day, day)


@_rule(
    r"\b(?:in |over |within )?the (?:coming|next few|following) (?:days|weeks|months|years)\b|\bin the near future\b|\bin due course\b"
)
def _soon(_: Groups, published: Day | None) -> Reading:
    return (published, None, f"{published.isoformat()}/..") if published else None


@_rule(rf"(?<![\d.,-])\b(?:in|since|by|until|before|after|of) {_Y}\b(?![-–/]\d)")
def _plain_year(g: Groups, _: Day | None) -> Reading:
    return _year(int(g["y"] or 0))


def find_times(text: str, published: str | None) -> tuple[TimeSpan, ...]:
    """Time expressions in text order. Without a release date, relative ones are left out rather than guessed."""
    day = Day.fromisoformat(published) if published and re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None
    found: list[TimeSpan] = []
    for pattern, work_out in _RULES:
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if any(span.overlaps(t.span) for t in found):
                continue
            try:
                reading = work_out(match.groupdict(), day)
            except (ValueError, OverflowError):
                continue
            if reading:
                found.append(_time(span, match, reading))
    return tuple(sorted(found, key=lambda t: t.span))


def _time(span: Span, match: re.Match[str], reading: tuple[Day, Day | None, str]) -> TimeSpan:
    first, last, edtf = reading
    absolute = bool(match.groupdict().get("y"))
    return TimeSpan(
        span=span,
        text=match.group(),
        edtf=edtf,
        earliest=first.isoformat(),
        latest=last.isoformat() if last else None,
        anchor="text" if absolute else "release",
    )
