"""Who and when: entities, the mentions that stand for them, and spans of time."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Entity:
    """A person, state, body, place or instrument.

    ``id`` is the local part of its IRI (``state/KOR``, ``person/KOR-kang-kyung-hwa``, ``organization/asean``); an
    unnamed actor has an id of the release (``#ac03562``). ``kind`` is one of state, person, government_body,
    organization, unnamed, place, instrument. ``state`` is the ISO alpha-3 code (or organization id) it acts for.
    """

    id: str
    kind: str
    label: str
    state: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for entities; ``form`` is name, nominal, pronoun, demonym or metonym."""

    span: Span
    form: str
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A time expression worked out: EDTF, first and last possible day (ISO dates, ``None`` if open)."""

    span: Span
    text: str
    edtf: str
    earliest: str | None = None
    latest: str | None = None
    anchor: str = "release"
