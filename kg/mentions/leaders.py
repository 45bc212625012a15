"""Tells the state of heads of state and government whom the text names without it, from a table with their years."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.model import Doc, Entity, Mention, Release, Span
from kg.parties import state_entity

_AFTERWARDS = 15  # years for which a former leader is still named without the state
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
    rows = [r for r in _table()[1].get(_folded(surname), ()) if len(surname) >= _LONG and _in_time(r, release.published, afterwards=1)]
    return len({row.state for row in rows}) == 1


def governments(doc: Doc) -> list[Mention]:
    """'The Museveni government', 'the Museveni-Alupo administration': the state that its head leads."""
    found = []
    for match in _GOVERNMENT.finditer(doc.text):
        states = {row.state for row in _table()[1].get(_folded(match["head"]), ()) if _in_time(row, doc.release.published)}
        if len(states) == 1:
            found.append(Mention(span=Span(*match.span()), form="nominal", entities=(state_entity(states.pop()),)))
    return found


def _states(name: str, role: str | None, published: str | None) -> set[str]:
    full, surnames = _table()
    folded = _folded(name)
    rows = full.get(folded, ()) or (surnames.get(folded, ()) if role or " " not in name else ())
    rows = rows or (tuple(r for n, known in full.items() if _misspelt(folded, n) for r in known) if role else ())
    return {row.state for row in rows if _in_time(row, published)}


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
    return int(row.first) <= year and (not row.last or year <= int(row.last) + afterwards)


@cache
def _table() -> tuple[dict[str, tuple[lexicon.Leader, ...]], dict[str, tuple[lexicon.Leader, ...]]]:
    """The leaders under their full names, and under their surnames."""
    full: dict[str, tuple[lexicon.Leader, ...]] = {}
    surnames: dict[str, tuple[lexicon.Leader, ...]] = {}
    for row in lexicon.leaders():
        for table, name in ((full, row.name), (surnames, row.surname)):
            table[_folded(name)] = (*table.get(_folded(name), ()), row)
    return full, surnames


def _folded(name: str) -> str:
    """A name without accents, hyphens and capitals: spellings differ in these."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.replace("-", " ").casefold().split())
