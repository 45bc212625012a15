"""Tells whom a stretch of text names: its mentions and places with the parties that they stand for."""

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


def actors_named(doc: Doc, span: Span) -> tuple[Entity, ...]:
    """Whom a stretch names or describes and for whom these act, each once; a pronoun names nobody."""
    told = [(e, party) for m, party in parties_named(doc, span) if m.form != "pronoun" for e in m.entities]
    return tuple(dict.fromkeys(e for pair in told for e in pair if e.kind not in ("unnamed", "place", "instrument")))
