"""Reads which persons the text shows in which office, for whom."""

from __future__ import annotations

from kg.model import Doc, OfficeHolding
from kg.parties import party_of


def holdings(doc: Doc) -> tuple[OfficeHolding, ...]:
    """One holding per person who is named with an office, by the first words that show it."""
    found: dict[str, OfficeHolding] = {}
    for mention in doc.mentions:
        person = mention.entities[0]
        if mention.form != "name" or person.kind != "person" or not person.role or person.role == "counterpart":
            continue
        words = mention.span.of(doc.text).lower()
        if (person.role.lower() in words or "counterpart" in words) and person.id not in found:
            party = party_of(person)
            found[person.id] = OfficeHolding(
                holder=person,
                office=person.role,
                office_of=party if party is not person else None,
                evidence=mention.span,
            )
    return tuple(found.values())
