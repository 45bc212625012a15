"""Finds states, organizations, places, instruments and other listed names in a text; the longest name wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.mentions.homonyms import is_part_of_person
from kg.mentions.resolutions import find_resolutions
from kg.mentions.words import Word, key, stretch, words_of
from kg.model import Entity, Mention, Span
from kg.parties import instrument_entity, organization_entity, place_entity, state_entity

_LONGEST = 18


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a name stands for. ``rule`` is sure, or how a homonym is settled (none, all, first, one)."""

    form: str
    entities: tuple[Entity, ...]
    rule: str = "sure"
    loose: bool = False


_Index = dict[str, _Entry]


def _add(index: _Index, names: Iterable[str], form: str, *entities: Entity, rule: str = "sure") -> None:
    """Enter names that are not taken yet; a name with commas or brackets may have them in the text as well."""
    for name in names:
        if key(name):
            index.setdefault(key(name), _Entry(form, entities, rule, loose=bool(re.search(r"[,(/]", name))))


@cache
def _actors() -> _Index:
    """Strong names win over homonyms, these over demonyms and metonyms, all over weak ones; states over organizations.

    Names of places and what is no actor stand in the index too, so that no state is found inside them.
    """
    index: _Index = {}
    rows, bodies = lexicon.states(), lexicon.organizations()
    for row in rows:
        _add(index, (row.label, row.official, *row.names), "name", state_entity(row.id))
    for org in bodies:
        _add(index, (org.label, *org.names), "name", organization_entity(org.id))
    for homonym in lexicon.homonyms():
        codes = (state_entity(ref.removeprefix("state/")) for ref in homonym.stands_for)
        _add(index, (homonym.phrase,), homonym.form, *codes, rule=homonym.rule)
    for row in rows:
        _add(index, row.demonyms, "demonym", state_entity(row.id))
        _add(index, row.metonyms, "metonym", state_entity(row.id))
    for row in rows:
        _add(index, row.weak_names, "name", state_entity(row.id))
    for org in bodies:
        _add(index, org.weak_names, "name", organization_entity(org.id))
    for place in lexicon.places():
        _add(index, (n for n in (place.label, *place.names) if " " in n), "place", rule="none")
    return index


@cache
def _places() -> _Index:
    """Places, and what is longer and no place: bodies, instruments and states that hold a place's name."""
    index: _Index = {}
    for row in lexicon.places():
        _add(index, (row.label, *row.names), "place", place_entity(row.id))
    for instrument in lexicon.instruments():
        _add(index, (instrument.title, *instrument.names), "instrument", rule="none")
    for org in lexicon.organizations():
        _add(index, (org.label, *org.names), "name", rule="none")
    for state in lexicon.states():
        _add(index, (state.label, state.official, *state.names), "name", rule="none")
    for homonym in lexicon.homonyms():
        if homonym.rule == "none" and "," not in homonym.phrase:
            _add(index, (homonym.phrase,), "name", rule="none")
    return index


@cache
def _instruments() -> _Index:
    index: _Index = {}
    for row in lexicon.instruments():
        _add(index, (row.title, *row.names), "instrument", instrument_entity(row.id))
    return index


def lookup(name: str) -> Entity | None:
    """The entity of one name, if it is listed and stands for exactly one."""
    hit = _actors().get(key(name))
    return hit.entities[0] if hit and hit.entities and hit.rule in ("sure", "first") else None


def find_names(text: str) -> list[Mention]:
    """Every listed state and organization in the text, longest first at each place, in text order.

    A homonym stands for the state that the text names in full elsewhere; what stands for none gives no mention.
    """
    hits = list(_walk(text, _actors()))
    named = {e for _, entry in hits if entry.rule == "sure" and entry.form == "name" for e in entry.entities}
    found = []
    for span, entry in hits:
        entities = _settle(entry, named)
        if entities:
            found.append(Mention(span=span, form=entry.form, entities=entities))
    return found


def _settle(entry: _Entry, named: set[Entity]) -> tuple[Entity, ...]:
    if entry.rule in ("sure", "all", "none"):
        return entry.entities
    fits = tuple(e for e in entry.entities if e in named)
    if len(fits) == 1:
        return fits
    return entry.entities[:1] if entry.rule == "first" and not fits else ()


def find_places(text: str) -> list[Mention]:
    """Every listed place in the text, in text order, with form "place"; a capital is a place here."""
    return [Mention(span=s, form=e.form, entities=e.entities) for s, e in _walk(text, _places()) if e.entities]


def find_instruments(text: str) -> list[Mention]:
    """Listed treaties and declarations, and resolutions of the United Nations by number, with form "instrument"."""
    found = list(find_resolutions(text))
    for span, entry in _walk(text, _instruments()):
        if not any(span.overlaps(m.span) for m in found):
            found.append(Mention(span=span, form="instrument", entities=entry.entities))
    return sorted(found, key=lambda m: m.span)


def _walk(text: str, index: _Index) -> Iterator[tuple[Span, _Entry]]:
    """The longest entry at each capitalised word or number, from left to right; parts of persons' names are passed by."""
    words = words_of(text)
    i = 0
    while i < len(words):
        hit, length = _longest(text, words, i, index)
        if hit and words[i].raw == "The" and i + 1 < len(words) and _longest(text, words, i + 1, index)[1] >= length:
            hit, length = None, 1  # 'The Netherlands Antilles' is no case of 'The Netherlands'
        if hit and not (length == 1 and is_part_of_person(text, words, i)):
            yield hit
        i += length


def _longest(text: str, words: list[Word], i: int, index: _Index) -> tuple[tuple[Span, _Entry] | None, int]:
    """The longest entry that begins with word ``i``, and its length in words (1 where there is none)."""
    if words[i].raw[0].isupper() or words[i].raw[0].isdigit():
        strict, loose = stretch(text, words, i, _LONGEST)
        for n in range(loose, 0, -1):
            hit = _hit(index, text, Span(words[i].start, words[i + n - 1].end))
            if hit and (n <= strict or hit[1].loose):
                return hit, n
    return None, 1


def _hit(index: _Index, text: str, span: Span) -> tuple[Span, _Entry] | None:
    raw = span.of(text)
    entry = index.get(key(raw))
    end = span.end
    if entry is None and raw.endswith(("'s", "’s")):
        entry, end = index.get(key(raw[:-2])), span.end - 2
    if entry is None:
        return None
    if text[end - 1 : end] == "." and not raw.rstrip(".").count("."):
        end -= 1
    return Span(span.start, end), entry
