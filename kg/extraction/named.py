"""Tells which mentions and places a stretch of text names, each with the party that it stands for."""

from __future__ import annotations

from kg import lexicon
from kg.model import Doc, Entity, Mention, Span, overlapping
from kg.parties import party_of, state_entity


def parties_named(doc: Doc, span: Span) -> list[tuple[Mention, Entity]]:
    """Each mention in a stretch with the party it acts for, each listed place with its state; a place that lies in no state of ours is left out."""
    found = [(m, party_of(e)) for m in overlapping(doc.mentions, span) for e in m.entities]
    for mention in overlapping(doc.references, span):
        rows = (lexicon.place(e.id.removeprefix("place/")) for e in mention.entities if e.kind == "place")
        found += [(mention, state_entity(row.state)) for row in rows if row and row.state]
    return found
