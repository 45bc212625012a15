"""Finds expressions of time and works them out to EDTF with first and last possible day, against the release date."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.mentions.times import edtf
from kg.mentions.times.compose import Phrase, phrases
from kg.mentions.times.phrases import grammar
from kg.mentions.times.readings import Setting
from kg.model import Span, TimeSpan

# "The same day" looks back so far for its date, across one break between paragraphs at most; a verb is sought so far.
_TOLD_REACH = 300
_CLAUSE_REACH = 200
_SENTENCE = re.compile(r"[.!?][\"”’)\]]*\s+(?=[“\"'(]?[A-Z])|\n")


def find_times(text: str, published: str | None) -> tuple[TimeSpan, ...]:
    """Time expressions in text order, none overlapping another; ``published`` is an ISO date.

    Without it, expressions that lean on the day of release are left out rather than guessed. ``anchor`` is "text" where
    the words alone (or a date named just before) give the time, else "release". Impossible dates are left out.
    """
    day = edtf.Day.fromisoformat(published) if published and re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None
    found: list[TimeSpan] = []
    position = 0
    for phrase in phrases(text):
        if phrase.start < position or not phrase.stands(text):
            continue
        try:
            time = _read(text, phrase, day, found)
        except (ValueError, OverflowError):  # 31 June: no day, and nothing within it is to be read as one
            position = phrase.end
            continue
        if time:
            found.append(time)
            position = phrase.end
    return tuple(found)


def _read(text: str, phrase: Phrase, published: edtf.Day | None, found: list[TimeSpan]) -> TimeSpan | None:
    words = Setting(lean=_lean(text, phrase.start), told=_told(text, phrase.start, found))
    value, anchor = phrase.work(words), "text"
    if value is None and published:
        value, anchor = phrase.work(replace(words, published=published)), "release"
    if value is None:
        return None
    first, last = edtf.bounds(value)
    return TimeSpan(
        span=Span(phrase.start, phrase.end),
        text=text[phrase.start : phrase.end],
        edtf=value,
        earliest=first.isoformat() if first else None,
        latest=last.isoformat() if last else None,
        anchor=anchor,
    )


def _told(text: str, start: int, found: list[TimeSpan]) -> tuple[str, ...]:
    near = []
    for time in reversed(found):
        gap = text[time.span.end : start] if start - time.span.end <= _TOLD_REACH else ""
        if start - time.span.end > _TOLD_REACH or len(re.findall(r"\n\s*\n", gap)) > 1:
            break
        near.append(time.edtf)
    return tuple(near)


_OF = re.compile(r"\b(?:of|dated)\s+$")
_LIST_REACH = 800
_UNDER_TO = re.compile(r"\b(?:to|will|shall):[ \t]*(?:\n{1,3}[ \t]{0,8}(?:[-•*–]|\(?\w{1,4}[.)])[ \t][^\n]{0,400}){1,12}$")


def _lean(text: str, start: int) -> str:
    """Whether the last verb of the sentence before the words looks ahead or behind."""
    if _UNDER_TO.search(text[max(0, start - _LIST_REACH) : start]):
        return "ahead"  # an item of what is to be done
    if _OF.search(text[max(0, start - _CLAUSE_REACH) : start]):
        return ""  # "will respect the ruling of 3 March": that of a thing, whatever the verb
    clause = text[max(0, start - _CLAUSE_REACH) : start]
    clause = clause[max((m.end() for m in _SENTENCE.finditer(clause)), default=0) :]
    ahead = max((m.end() for m in grammar().ahead.finditer(clause)), default=0)
    behind = max((m.end() for m in grammar().behind.finditer(clause)), default=0)
    if not ahead and not behind:
        return ""
    return "ahead" if ahead >= behind else "behind"  # "will be signed" ends where "signed" does
