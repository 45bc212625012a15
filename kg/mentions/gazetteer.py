"""Finds states, organizations, places, instruments and other listed names in a text; the longest name wins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.mentions.names import Entry, Index
from kg.mentions.resolutions import find_resolutions
from kg.mentions.words import calm, key
from kg.model import Entity, Mention, Span
from kg.parties import instrument_entity, issuer_entity, organization_entity, place_entity, state_entity


@cache
def _actors() -> Index:
    """Strong names win over homonyms, these over demonyms and metonyms, all over weak ones; states over organizations.

    Names of places and what is no actor stand in the index too, so that no state is found inside them.
    """
    index = Index()
    rows, bodies = lexicon.states(), lexicon.organizations()
    for row in rows:
        index.add((row.label, row.official, *row.names), "name", state_entity(row.id))
    for org in bodies:
        names = (org.label, *org.names)
        index.add((*names, *(low for name in names if (low := _in_small_letters(name)))), "name", organization_entity(org.id))
    for homonym in lexicon.homonyms():
        codes = (issuer_entity(ref.removeprefix("state/")) for ref in homonym.stands_for)
        index.add((homonym.phrase,), homonym.form, *codes, rule=homonym.rule)
    for row in rows:
        index.add(row.demonyms, "demonym", state_entity(row.id))
        index.add(row.metonyms, "metonym", state_entity(row.id))
    for row in rows:
        index.add(row.weak_names, "name", state_entity(row.id))
    for org in bodies:
        index.add(org.weak_names, "name", organization_entity(org.id))
    for place in lexicon.places():
        index.add((n for n in (place.label, *place.names) if " " in n), "place", rule="none")
    return index


# With one of these in front no name is taken for words of a sentence: "European commission", "World bank".
_TELLING = {"European", "African", "Arab", "Asian", "Pacific", "Caribbean", "Nordic", "Baltic", "Commonwealth", "World", "United", "International", "Security"}


def _in_small_letters(name: str) -> str:
    """A body's name as newspapers write it that spare capitals; empty where it would be no name any more."""
    first, _, rest = name.partition(" ")
    plain = all(word.istitle() or word.islower() for word in rest.split())
    return f"{first} {rest.lower()}" if first in _TELLING and rest and plain else ""


@cache
def _places() -> Index:
    """Places, and what is longer and no place: bodies, instruments and states that hold a place's name."""
    index = Index()
    for row in lexicon.places():
        index.add((row.label, *row.names), "place", place_entity(row.id))
    for instrument in lexicon.instruments():
        index.add((instrument.title, *instrument.names), "instrument", rule="none")
    for org in lexicon.organizations():
        index.add((org.label, *org.names), "name", rule="none")
    for state in lexicon.states():
        index.add((state.label, state.official, *state.names), "name", rule="none")
    for homonym in lexicon.homonyms():
        if homonym.rule == "none" and "," not in homonym.phrase:
            index.add((homonym.phrase,), "name", rule="none")
    return index


@cache
def _instruments() -> Index:
    index = Index()
    for row in lexicon.instruments():
        index.add((row.title, *row.names), "instrument", instrument_entity(row.id))
    return index


def lookup(name: str) -> Entity | None:
    """The entity of one name, if it is listed and stands for exactly one."""
    hit = _actors().entries.get(key(name))
    return hit.entities[0] if hit and hit.entities and hit.rule in ("sure", "first") else None


def find_names(text: str, issuer: str | None = None) -> list[Mention]:
    """Every listed state and organization in the text, longest first at each place, in text order.

    A homonym stands for the state that the text names in full elsewhere, or that issues it; an organ whose name one of the
    issuer's own bodies bears only where the text names it in full. What stands for none gives no mention.
    """
    hits = list(_actors().walk(text))
    named = {e for _, entry in hits if entry.rule == "sure" and entry.form == "name" for e in entry.entities}
    states = {e.id.removeprefix("state/") for _, entry in hits if entry.rule == "sure" and entry.form != "metonym" for e in entry.entities}
    speaker = issuer_entity(issuer) if issuer else None
    found = []
    for span, entry in hits:
        if entry.form == "metonym" and _of_these(span.of(text), entry.entities, states):
            continue  # "Tripoli" where the text names Lebanon alone
        entities = _settle(entry, named, speaker)
        # Ethnic Peruvians live anywhere: they are not Peru.
        if entities and not (entry.form == "demonym" and text[max(0, span.start - len("ethnic ")) : span.start].lower() == "ethnic "):
            found.append(Mention(span=span, form=entry.form, entities=entities))
    return found


def _settle(entry: Entry, named: set[Entity], issuer: Entity | None) -> tuple[Entity, ...]:
    if entry.rule in ("sure", "all", "none"):
        return entry.entities
    if entry.rule == "organ":
        return entry.entities[:1] if entry.entities[0] in named or issuer not in entry.entities[1:] else ()
    if entry.rule == "home":
        return (issuer,) if issuer in entry.entities[1:] and entry.entities[0] not in named else entry.entities[:1]
    fits = tuple(e for e in entry.entities if e in named or e == issuer)
    if len(fits) == 1:
        return fits
    return entry.entities[:1] if entry.rule == "first" and not fits else ()


def find_places(text: str, states: Collection[str] = ()) -> list[Mention]:
    """Every listed place in the text, in text order, with form "place"; a capital is a place here.

    ``states`` are those that the text is about: of places of one name it is the one that lies in one of these.
    """
    found = [Mention(span=s, form=e.form, entities=e.entities) for s, e in _places().walk(text) if e.entities]
    return [replace(m, entities=_of_these(m.span.of(text), m.entities, states) or m.entities) for m in found] if states else found


@cache
def _namesakes() -> dict[str, list[lexicon.Place]]:
    """Places by the name before the comma of their label: 'Tripoli, Lebanon'."""
    found: dict[str, list[lexicon.Place]] = defaultdict(list)
    for row in lexicon.places():
        if ", " in row.label:
            found[row.label.partition(", ")[0]].append(row)
    return dict(found)


def _of_these(name: str, entities: tuple[Entity, ...], states: Collection[str]) -> tuple[Entity, ...]:
    """The one place of this name that lies in one of the states, where that usually meant lies in none of them."""
    others = [row for row in _namesakes().get(name, ()) if row.state in states]
    place = lexicon.place(entities[0].id.removeprefix("place/")) if others and entities else None
    usual = place.state if place else entities[0].state if entities else None
    return (place_entity(others[0].id),) if len(others) == 1 and usual not in states else ()


def find_instruments(text: str) -> list[Mention]:
    """Listed treaties and declarations, and resolutions of the United Nations by number, with form "instrument"."""
    found = list(find_resolutions(text))
    for span, entry in _instruments().walk(text):
        if not any(span.overlaps(m.span) for m in found):
            found.append(Mention(span=span, form="instrument", entities=entry.entities))
    return sorted(found, key=lambda m: m.span)


# 'Peru-Chile', 'Saudi Arabia-Iran', 'EU–Western Balkans': up to so many words on either side of a hyphen or dash.
_LONGEST_SIDE = 3
_SIDE = r"[A-Z][\w.’']{0,60}+"
_WORDS = rf"(?:{_SIDE} (?:of )?){{0,2}}{_SIDE}"
_JOINED = re.compile(rf"{_WORDS}(?:[-‐‑–]{_WORDS})+")


def find_pairs(text: str) -> list[Mention]:
    """States and organizations joined by hyphens, with form "pair": each stands for all that it joins, at least two."""
    found = []
    text = calm(text, _actors().entries)
    for match in _JOINED.finditer(text):
        parts = re.split(r"[-‐‑–]", match.group())
        named = [side for at, part in enumerate(parts) if (side := _side(part, opens=at == 0, closes=at == len(parts) - 1))]
        if (
            len(named) == len(parts) and len({entity for entity, _ in named}) == len(parts) and not lookup(match.group())
        ):  # Guinea-Bissau is one
            start = match.start() + len(parts[0]) - len(named[0][1])
            end = match.end() - len(parts[-1]) + len(named[-1][1])
            found.append(Mention(span=Span(start, end), form="pair", entities=tuple(e for e, _ in named)))
    return found


def _side(part: str, *, opens: bool, closes: bool) -> tuple[Entity, str] | None:
    """The actor of one side and its words: of the side that opens the last words tell, of the one that closes the first."""
    words = part.split(" ")
    for length in range(min(len(words), _LONGEST_SIDE), 0, -1):
        if length < len(words) and not (opens or closes):
            continue
        name = " ".join(words[-length:] if opens else words[:length])
        entity = lookup(name)
        if entity and entity.kind in ("state", "organization"):
            return entity, name
    return None
