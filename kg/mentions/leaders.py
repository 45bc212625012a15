"""Tells the state of heads of state and government, of foreign and other ministers whom the text names without it, from a table with their years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.model import Doc, Entity, Mention, Release, Span
from kg.parties import state_entity

_AFTERWARDS = 15  # years for which a former leader is still named without the state
_SHORTLY = 2  # and a former minister
_LONG = 5  # letters of a name that is no word of daily use
_GOVERNMENT = re.compile(r"\b(?:[Tt]he )?(?P<head>[A-Z][\w’'-]*?)(?:[-–][A-Z]\w+)? (?:[Aa]dministration|[Gg]overnment|[Cc]abinet|[Rr]egime)\b")


def tell_states(mentions: Sequence[Mention], published: str | None) -> list[Mention]:
    """Mentions with the state of listed leaders; what the text tells itself stays, and a surname needs a title.

    A name that leaders of several states bear tells nothing; nor does a leader who was not yet in office on the day of
    release, or had long left it.
    """
    known: dict[Entity, Entity] = {}
    for entity in {e for m in mentions for e in m.entities if e.kind == "person" and not e.state}:
        states = _states(entity.label, entity.role, published)
        if len(states) == 1:
            state = states.pop()
            ident = entity.id.replace("person/", f"person/{state}-", 1)
            known[entity] = replace(entity, id=ident, state=state)
    return [replace(m, entities=tuple(known.get(e, e) for e in m.entities)) for m in mentions]


def led_state(name: str, role: str | None, release: Release) -> str | None:
    """The one state whose leader bears this name in this office on the day of release, if there is one."""
    states = _states(name, role, release.published)
    return next(iter(states)) if len(states) == 1 else None


def is_led_elsewhere(name: str, role: str, release: Release) -> bool:
    """Whether a name is listed as that of another state's leader, so that an office told without a state is not the issuer's."""
    state = led_state(name, role, release)
    return state is not None and state != release.issuer


def holds_office(surname: str, release: Release) -> bool:
    """Whether a single word is the surname of leaders of one state, at least one of whom is in office: 'Museveni' needs no title."""
    rows = [r for r in _heads(surname) if len(surname) >= _LONG and _in_time(r, release.published, afterwards=1)]
    return len({row.state for row in rows}) == 1


def governments(doc: Doc) -> list[Mention]:
    """'The Museveni government', 'the Museveni-Alupo administration': the state that its head leads."""
    found = []
    for match in _GOVERNMENT.finditer(doc.text):
        states = {row.state for row in _heads(match["head"]) if _in_time(row, doc.release.published)}
        if len(states) == 1:
            found.append(Mention(span=Span(*match.span()), form="nominal", entities=(state_entity(states.pop()),)))
    return found


def _states(name: str, role: str | None, published: str | None) -> set[str]:
    full, surnames = _table()
    folded = lexicon.folded(name)
    rows = tuple(r for n in (folded, *_shorter(folded)) for r in full.get(n, ()) if (r.office in _OF_RENOWN and n == folded) or _is_told(r, role))
    rows = rows or tuple(r for r in surnames.get(folded, ()) if _fits(r, role, name))
    rows = rows or (tuple(r for n in _almost(folded) if _misspelt(folded, n) for r in full[n] if r.office in _OF_RENOWN or _is_told(r, role)) if role else ())
    return {row.state for row in rows if _in_time(row, published)}


def _heads(surname: str) -> list[lexicon.Leader]:
    return [row for row in _table()[1].get(lexicon.folded(surname), ()) if row.office == "head"]


_OF_RENOWN = ("head", "foreign")  # whose full name tells who it is, whatever office the text gives them
_OFFICES = {
    office: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for office, words in {
        "head": "president|prime minister|chancellor|premier|king|queen|emir|sultan|pope|taoiseach", "foreign": "foreign|external affairs|secretary of state",
        "deputy": "vice|deputy", "defence": "defen[cs]e", "interior": "interior|home|internal|public security|unification",
        "finance": "financ\\w*|treasury|exchequer|econom\\w*", "trade": "trade|commerce|econom\\w*|industry", "planning": "planning|econom\\w*|development",
        "speaker": "speaker|parliament|assembly|senate|duma|chair\\w*", "envoy": "security|advis[eo]r|envoy|representative|observer|ambassador|nuncio",
    }.items()
}  # fmt: skip


def _is_told(row: lexicon.Leader, role: str | None) -> bool:
    """Whether the text gives the person the office of the row, or one like it."""
    return bool(role and _OFFICES[row.office].search(role))


def _shorter(name: str) -> list[str]:
    """A name of four words or more without one of those in its middle: who is given three forenames here is given two elsewhere."""
    words = name.split()
    return [" ".join([*words[:at], *words[at + 1 :]]) for at in range(1, len(words) - 1)] if len(words) > 3 else []


def _fits(row: lexicon.Leader, role: str | None, name: str) -> bool:
    """Whether a surname may be a leader's: that of a foreign minister needs an office that says so, that of a head any but a deputy's, or none where it stands alone."""
    if row.office == "foreign":
        return _is_told(row, role)
    return row.office == "head" and (bool(role and role.lower() != "minister" and not _OFFICES["deputy"].search(role)) or (not role and " " not in name))


def _almost(name: str) -> set[str]:
    """The listed names that have all words but one with a name in common."""
    words = name.split()
    return {n for at in range(len(words)) for n in _by_all_but_one().get((at, *words[:at], *words[at + 1 :]), ())}


@cache
def _by_all_but_one() -> dict[tuple[object, ...], tuple[str, ...]]:
    found: dict[tuple[object, ...], tuple[str, ...]] = {}
    for name in _table()[0]:
        words = name.split()
        for at in range(len(words)):
            key = (at, *words[:at], *words[at + 1 :])
            found[key] = (*found.get(key, ()), name)
    return found


def _misspelt(name: str, known: str) -> bool:
    """Whether two full names differ in one long word, and there by a single letter put in, left out or mistaken."""
    pairs = [(a, b) for a, b in zip(name.split(), known.split(), strict=False) if a != b]
    if " " not in name or name.count(" ") != known.count(" ") or len(pairs) != 1 or min(map(len, pairs[0])) < _LONG:
        return False
    short, long = sorted(pairs[0], key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _in_time(row: lexicon.Leader, published: str | None, *, afterwards: int = _AFTERWARDS) -> bool:
    if not published:
        return True
    year = int(published[:4])
    late = afterwards if row.office == "head" else min(afterwards, _SHORTLY)
    return int(row.first) <= year and (not row.last or year <= int(row.last) + late)


@cache
def _table() -> tuple[dict[str, tuple[lexicon.Leader, ...]], dict[str, tuple[lexicon.Leader, ...]]]:
    """The leaders under their full names, and under their surnames."""
    full: dict[str, tuple[lexicon.Leader, ...]] = {}
    surnames: dict[str, tuple[lexicon.Leader, ...]] = {}
    for row in lexicon.leaders():
        for table, name in ((full, row.name), (surnames, row.surname)):
            table[lexicon.folded(name)] = (*table.get(lexicon.folded(name), ()), row)
    return full, surnames
