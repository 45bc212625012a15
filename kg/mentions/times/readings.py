"""Works out each kind of wording to EDTF: one short function for a kind, ``None`` where something is not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.mentions.times import edtf
from kg.mentions.times.edtf import Day
from kg.mentions.times.phrases import grammar

Groups = Mapping[str, str | None]

# A date without its year is the nearest one; one ahead must be nearer by so many days, as releases mostly look back.
_LOOKING_BACK = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a wording may lean on.

    ``published`` is the day of the release; ``year`` that of the other end of an interval, ``after`` its first day;
    ``lean`` is "ahead" or "behind" if the clause tells, "since" after that word; ``told`` holds what the text said just
    before, the nearest first.
    """

    published: Day | None = None
    year: int | None = None
    after: Day | None = None
    lean: str = ""
    told: tuple[str, ...] = ()


Reading = Callable[[Groups, Setting], str | None]
POINTS: dict[str, Reading] = {}


def _kind(name: str) -> Callable[[Reading], Reading]:
    def keep(reading: Reading) -> Reading:
        POINTS[name] = reading
        return reading

    return keep


def look_up(table: str, word: str | None) -> int:
    """The number that data/times.toml gives a word of a table. Raises KeyError for others."""
    plain = re.sub(r"\s+", " ", (word or "").lower()).rstrip(".")
    return grammar().words[table][plain]


def count(word: str | None) -> int:
    """A number in digits or words, such as 12, twelve, twenty-one."""
    word = (word or "a").lower()
    return int(word) if word.isdecimal() else sum(look_up("number", w) for w in word.split("-"))


def _year(g: Groups, at: Setting) -> int | None:
    if g.get("y"):
        return int(g["y"] or 0)
    if g.get("w"):
        return at.published.year + look_up("step", g["w"]) if at.published else None
    return at.year


def _in_year(g: Groups, at: Setting, build: Callable[[int], str]) -> str | None:
    """In its year if that is said; else in the year that brings it nearest to the release."""
    year = _year(g, at)
    if year is not None:
        edtf.bounds(build(year))
        return build(year)
    if at.published is None or g.get("w"):
        return None
    options = _options(at.published, build)
    if not options:
        raise ValueError("no such day in any year")
    day, wanted = at.published, g.get("wd")
    if at.lean == "ahead":
        options = [o for o in options if edtf.bound(o, 1) >= day] or options
    elif at.lean == "since":
        options = [o for o in options if edtf.bound(o, 0) <= day] or options
    if wanted:
        number = look_up("weekday", wanted) - 1
        near = [o for o in options if edtf.bound(o, 0).weekday() == number and abs(edtf.bound(o, 0).year - day.year) < 2]
        options = near or options
    return min(options, key=lambda o: _distance(o, day))


def _options(published: Day, build: Callable[[int], str]) -> list[str]:
    found = []
    for year in range(published.year - 4, published.year + 5):  # a leap day may be four years off
        try:
            edtf.bounds(build(year))
        except (ValueError, OverflowError):
            continue
        found.append(build(year))
    return found


def _distance(option: str, published: Day) -> int:
    first, last = edtf.bound(option, 0), edtf.bound(option, 1)
    away = (first + (last - first) // 2 - published).days
    return abs(away) + (_LOOKING_BACK if away > 0 else 0)


@_kind("date")
def _date(g: Groups, at: Setting) -> str | None:
    return Day(count(g["y"]), count(g["o"]), count(g["d"])).isoformat()


@_kind("written")
def _written(g: Groups, at: Setting) -> str | None:
    """Day, month, year in figures. With slashes either of the first two may be the month: then not read if both could."""
    one, two = count(g["d"]), count(g["o"])
    if g["s"] == "/" and one <= 12 and two <= 12 and one != two:
        return None
    if g["s"] == "/" and two > 12:
        one, two = two, one
    return Day(count(g["y"]), two, one).isoformat()


@_kind("written-days")
def _written_days(g: Groups, at: Setting) -> str | None:
    one, two = (Day(count(g["y"]), count(g["o"]), count(g[k])) for k in ("a", "b"))
    return edtf.interval(one.isoformat(), two.isoformat())


@_kind("day")
def _day(g: Groups, at: Setting) -> str | None:
    month, day = look_up("month", g["m"]), count(g["d"])
    return _in_year(g, at, lambda y: f"{edtf.month_of(y, month)}-{day:02}")


@_kind("days")
def _days(g: Groups, at: Setting) -> str | None:
    month, one, two = look_up("month", g["m"]), count(g["a"]), count(g["b"])
    if one >= two:
        raise ValueError("days run forward")
    return _in_year(g, at, lambda y: f"{edtf.month_of(y, month)}-{one:02}/{edtf.month_of(y, month)}-{two:02}")


@_kind("day-of-month")
def _day_of_month(g: Groups, at: Setting) -> str | None:
    if at.published is None:
        return None
    month = edtf.shift(at.published, look_up("step", g["w"]), "month")
    return month.replace(day=count(g["d"])).isoformat()


@_kind("day-alone")
def _day_alone(g: Groups, at: Setting) -> str | None:
    """On the 24th: the nearest such day on the side to which the clause leans, else not read."""
    if at.published is None or at.lean not in ("ahead", "behind"):
        return None
    number, step = count(g["d"]), 1 if at.lean == "ahead" else -1
    for away in range(4):
        month = edtf.shift(at.published.replace(day=1), step * away, "month")
        last = edtf.bound(edtf.month_of(month.year, month.month), 1).day
        if number <= last and (month.replace(day=number) - at.published).days * step >= 0:
            return month.replace(day=number).isoformat()
    return None


@_kind("month")
def _month(g: Groups, at: Setting) -> str | None:
    month = look_up("month", g["m"])
    return _in_year(g, at, lambda y: edtf.month_of(y, month))


@_kind("named-month")
def _named_month(g: Groups, at: Setting) -> str | None:
    """Last May, next May: never the month of the release itself."""
    if at.published is None:
        return None
    month, step, now = look_up("month", g["m"]), look_up("step", g["w"]), at.published.month
    away = -1 if step < 0 and month >= now else 1 if step > 0 and month <= now else 0
    return edtf.month_of(at.published.year + away, month)


@_kind("year")
def _plain_year(g: Groups, at: Setting) -> str | None:
    return edtf.year_of(count(g["y"]))


@_kind("years")
def _years(g: Groups, at: Setting) -> str | None:
    """2014-2020, 2016-17. What may be a month (2010-11, 2021-04) is left."""
    first, last = count(g["y"]), g["z"] or ""
    if len(last) == 2:
        if int(last) <= 12 or int(last) != (first + 1) % 100:
            return None
        return edtf.interval(edtf.year_of(first), edtf.year_of(first + 1))
    return edtf.interval(edtf.year_of(first), edtf.year_of(int(last))) if first < int(last) <= first + 100 else None


@_kind("fiscal")
def _fiscal(g: Groups, at: Setting) -> str | None:
    """Its months differ from state to state, so the year is approximate."""
    year = _year({"y": g["y"] or g["y2"], "w": g["w"]}, at)
    if year is None:
        return None
    first = year + 2000 if year < 100 else year
    if g["z"]:
        return edtf.interval(edtf.year_of(first), edtf.year_of(first + 1))
    return edtf.about(edtf.year_of(first))


@_kind("decade")
def _decade(g: Groups, at: Setting) -> str | None:
    return edtf.unit_of(Day(count(g["y"]), 1, 1), "decade")


@_kind("season")
def _season(g: Groups, at: Setting) -> str | None:
    season = look_up("season", g["x"])
    return _in_year(g, at, lambda y: edtf.season_of(y, season))


@_kind("named-season")
def _named_season(g: Groups, at: Setting) -> str | None:
    """This summer is that of the year; the last one is over, the next one has not begun."""
    if at.published is None:
        return None
    season, step, day = look_up("season", g["x"]), look_up("step", g["w"]), at.published
    options = _options(day, lambda y: edtf.season_of(y, season))
    if step < 0:
        return max(o for o in options if edtf.bound(o, 1) < day)
    if step > 0:
        return min(o for o in options if edtf.bound(o, 0) > day)
    return edtf.season_of(day.year - (1 if season == 4 and day.month < 3 else 0), season)


@_kind("quarter")
def _quarter(g: Groups, at: Setting) -> str | None:
    first = 3 * look_up("ordinal", g["q"]) - 2
    return _in_year(g, at, lambda y: edtf.months_between(y, first, first + 2))


@_kind("half")
def _half(g: Groups, at: Setting) -> str | None:
    first = 6 * look_up("ordinal", g["q"]) - 5
    return _in_year(g, at, lambda y: edtf.months_between(y, first, first + 5))


@_kind("period")
def _period(g: Groups, at: Setting) -> str | None:
    if at.published is None:
        return None
    unit = (g["u"] or "").lower()
    return edtf.unit_of(edtf.shift(at.published, look_up("step", g["w"] or "the"), _stepped(unit)), unit)


@_kind("weekend")
def _weekend(g: Groups, at: Setting) -> str | None:
    """Over the weekend: the one that has begun or gone by, or the coming one if the clause looks ahead."""
    if at.published is None:
        return None
    this = edtf.unit_of(at.published, "weekend")
    begun = edtf.bound(this, 0) <= at.published
    step = 0 if begun or at.lean == "ahead" else -1
    return edtf.unit_of(edtf.shift(at.published, step, "week"), "weekend")


def _stepped(unit: str) -> str:
    return "week" if unit == "weekend" else unit


@_kind("near-day")
def _near_day(g: Groups, at: Setting) -> str | None:
    return edtf.shift(at.published, look_up("near", g["x"]), "day").isoformat() if at.published else None


@_kind("weekday")
def _weekday(g: Groups, at: Setting) -> str | None:
    """On Friday: the last one up to the release, or the first one from it if the clause looks ahead."""
    if at.published is None:
        return None
    number, word, day = look_up("weekday", g["wd"]) - 1, (g["w"] or "").lower(), at.published
    monday = edtf.shift(day, -day.weekday(), "day")
    if word and look_up("step", word) < 0:
        found = edtf.shift(day, -((day.weekday() - number) % 7 or 7), "day")
    elif word.endswith("coming"):
        found = edtf.shift(day, (number - day.weekday()) % 7 or 7, "day")
    elif word:
        found = edtf.shift(monday, 7 * look_up("step", word) + number, "day")
    elif at.after or at.lean == "ahead":
        start = at.after or day
        found = edtf.shift(start, (number - start.weekday()) % 7, "day")
    else:
        found = edtf.shift(day, -((day.weekday() - number) % 7), "day")
    return found.isoformat()


@_kind("weekday-of-week")
def _weekday_of_week(g: Groups, at: Setting) -> str | None:
    """On Friday last week: weeks begin on Monday."""
    if at.published is None:
        return None
    days = 7 * look_up("step", g["w"]) + look_up("weekday", g["wd"]) - 1 - at.published.weekday()
    return edtf.shift(at.published, days, "day").isoformat()


@_kind("ago")
def _ago(g: Groups, at: Setting) -> str | None:
    return counted(at.published, -count(g["n"]), g) if at.published else None


@_kind("ahead")
def _ahead(g: Groups, at: Setting) -> str | None:
    """In two weeks. Where the clause looks back it is a length: "the third round in two weeks", "has doubled in two years"."""
    sure = bool(g.get("t")) or at.lean == "ahead"
    if at.published is None or (not sure and (at.lean == "behind" or _unit(g) not in ("day", "week"))):
        return None
    return counted(at.published, count(g["n"]), g)


def _unit(g: Groups) -> str:
    return (g["u"] or "").lower()


def counted(day: Day, number: int, g: Groups) -> str:
    """So many units on: days and weeks are counted to the day, months to the month, years and decades to the year."""
    unit = _unit(g)
    found = edtf.unit_of(edtf.shift(day, number, unit), {"week": "day", "decade": "year"}.get(unit, unit))
    hedge = (g.get("h") or "").lower()
    if not hedge:
        return found
    if look_up("hedge", hedge):  # more than five years ago
        return edtf.until(found) if number < 0 else edtf.since(found)
    return edtf.about(found)


@_kind("rolling")
def _rolling(g: Groups, at: Setting) -> str | None:
    """The past month to the day, the next five years to the year."""
    if at.published is None:
        return None
    number, unit, day = count(g["n"]), _unit(g), at.published
    if unit == "hour":
        number, unit = -(-number // 24), "day"
    grain = unit if unit in ("month", "year") and number > 1 else "year" if unit == "decade" else "day"
    here, there = (edtf.unit_of(d, grain) for d in (day, edtf.shift(day, look_up("step", g["w"] or "next") * number, unit)))
    return edtf.interval(min(here, there), max(here, there))


@_kind("within")
def _within(g: Groups, at: Setting) -> str | None:
    if at.published is None:
        return None
    number, unit = count(g["n"]), _unit(g)
    if unit == "hour":
        number, unit = -(-number // 24), "day"
    return edtf.interval(at.published.isoformat(), edtf.shift(at.published, number, unit).isoformat())


@_kind("soon")
def _soon(g: Groups, at: Setting) -> str | None:
    return edtf.since(at.published.isoformat()) if at.published else None


@_kind("recent")
def _recent(g: Groups, at: Setting) -> str | None:
    return edtf.until(at.published.isoformat()) if at.published else None


@_kind("year-end")
def _year_end(g: Groups, at: Setting) -> str | None:
    year = int(g["y"] or 0) or (at.published.year if at.published else None)
    return edtf.part(edtf.year_of(year), -1, -1, "start") if year else None


@_kind("by-year-end")
def _by_year_end(g: Groups, at: Setting) -> str | None:
    year = int(g["y"] or 0) or (at.published.year if at.published else None)
    return edtf.until(edtf.year_of(year)) if year else None


def _told(at: Setting, unit: str, *, whole: bool) -> str | None:
    """What the text named just before and what lies in one such unit; the end of a stretch of days will do if not ``whole``."""
    for told in at.told:
        first, last = edtf.bounds(told)
        if first is None or last is None:
            continue
        if edtf.unit_of(first, unit) == edtf.unit_of(last, unit):
            return told
        if not whole and unit == "day" and len(told.rpartition("/")[2]) == len("2018-04-11"):
            return told
    return None


@_kind("told")
def _told_unit(g: Groups, at: Setting) -> str | None:
    """The same day, the following year: from the date named just before, else not read."""
    unit = "day" if _unit(g) in ("morning", "afternoon", "evening", "night") else _unit(g)
    step = look_up("order", g["x"] or "same")
    told = _told(at, unit, whole=step == 0)
    if told is None:
        return None
    return edtf.unit_of(edtf.shift(edtf.bound(told, 0 if step < 0 else 1), step, unit), unit)


@_kind("day-of-text")
def _day_of_text(g: Groups, at: Setting) -> str | None:
    """Later in the day: that named just before, else that of the release."""
    return _told(at, "day", whole=True) or (at.published.isoformat() if at.published else None)


@_kind("told-count")
def _told_count(g: Groups, at: Setting) -> str | None:
    """Three days later: counted from the date named just before, else not read."""
    unit, step = _unit(g), look_up("order", g["x"])
    told = _told(at, "day" if unit in ("day", "week") else unit if unit != "decade" else "year", whole=False)
    return counted(edtf.bound(told, 0 if step < 0 else 1), step * count(g["n"]), g) if told else None


@_kind("told-open")
def _told_open(g: Groups, at: Setting) -> str | None:
    told = _told(at, "day", whole=False)
    return edtf.after(told) if told else None
