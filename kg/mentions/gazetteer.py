"""Finds states, organizations and other listed names, demonyms and metonyms in a text; the longest name wins."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.model import Entity, Mention, Span
from kg.parties import organization_entity, state_entity

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?", re.UNICODE)
_LONGEST = 12


def key(name: str) -> str:
    """A name in the form in which it is looked up: words joined by single spaces, plain apostrophes."""
    return " ".join(w.rstrip(".").replace("’", "'") for w in _WORD.findall(name))


@cache
def _index() -> dict[str, tuple[str, Entity]]:
    """Key of a name -> (form, entity). Strong names win over weak ones, states over organizations over places."""
    index: dict[str, tuple[str, Entity]] = {}

    def add(names: tuple[str, ...], form: str, entity: Entity) -> None:
        for name in names:
            if key(name):
                index.setdefault(key(name), (form, entity))

    rows = lexicon.states()
    for row in rows:
        add((row.label, row.official, *row.names), "name", state_entity(row.id))
    for org in lexicon.organizations():
        add((org.label, *org.names), "name", organization_entity(org.id))
    for row in rows:
        add(row.demonyms, "demonym", state_entity(row.id))
        add(row.metonyms, "metonym", state_entity(row.id))
    for row in rows:
        add(row.weak_names, "name", state_entity(row.id))
    for org in lexicon.organizations():
        add(org.weak_names, "name", organization_entity(org.id))
    return index


def lookup(name: str) -> Entity | None:
    """The entity of one name, if it is listed."""
    hit = _index().get(key(name))
    return hit[1] if hit else None


def find_names(text: str) -> list[Mention]:
    """Every listed name in the text, longest first at each place, in text order."""
    index = _index()
    words = list(_WORD.finditer(text))
    found: list[Mention] = []
    i = 0
    while i < len(words):
        step = 1
        if words[i].group()[0].isupper() or words[i].group()[0].isdigit():
            for n in range(min(_LONGEST, len(words) - i), 0, -1):
                span = Span(words[i].start(), words[i + n - 1].end())
                hit = _hit(index, text, span)
                if hit:
                    found.append(hit)
                    step = n
                    break
        i += step
    return found


def _hit(index: dict[str, tuple[str, Entity]], text: str, span: Span) -> Mention | None:
    raw = span.of(text)
    if "\n" in raw:
        return None
    entry = index.get(key(raw))
    end = span.end
    if entry is None and raw.endswith(("'s", "’s")):
        entry, end = index.get(key(raw[:-2])), span.end - 2
    if entry is None:
        return None
    if text[end - 1 : end] == "." and not raw.rstrip(".").count("."):
        end -= 1
    return Mention(span=Span(span.start, end), form=entry[0], entities=(entry[1],))
