"""The cue words by class, from data/cues/attribution.toml: which words say, ask, think, want, judge or show."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from kg import resources


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own and what is to be read in it; spans joined by ' … '."""

    text: str
    source: str
    content: str
    kind: str


@dataclass(frozen=True, slots=True)
class Counter:
    """A sentence of our own that attributes nothing, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class CueClass:
    """Words that attribute alike; ``pos`` is a Universal part of speech."""

    name: str
    pos: str
    constructions: tuple[str, ...]
    lemmas: frozenset[str]
    examples: tuple[Example, ...]
    counters: tuple[Counter, ...]


@cache
def classes() -> tuple[CueClass, ...]:
    """All cue classes in the order of the file."""
    rows = tomllib.loads(resources.data("cues", "attribution.toml").read_text(encoding="utf-8"))["cue"]
    return tuple(
        CueClass(
            name=row["class"],
            pos=row["pos"],
            constructions=tuple(row["constructions"]),
            lemmas=frozenset(row["lemmas"]),
            examples=tuple(Example(**e) for e in row.get("example", ())),
            counters=tuple(Counter(**c) for c in row.get("counter", ())),
        )
        for row in rows
    )


@cache
def class_of(lemma: str, pos: str) -> str:
    """The names of the classes that a word belongs to, joined; 'none' if it belongs to none."""
    return "+".join(c.name for c in classes() if c.pos == pos and lemma in c.lemmas) or "none"
