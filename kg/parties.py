"""Listed states, organizations, places and instruments as entities, and on whose account an actor acts."""

from __future__ import annotations

from functools import cache

from kg import lexicon
from kg.model import Entity


@cache
def state_entity(code: str) -> Entity:
    """The entity of a state by its ISO 3166-1 alpha-3 code; an unlisted code labels itself."""
    label = next((row.label for row in lexicon.states() if row.id == code), code)
    return Entity(id=f"state/{code}", kind="state", label=label, state=code)


@cache
def organization_entity(slug: str) -> Entity:
    """The entity of a listed organization by its slug; an unlisted slug labels itself."""
    row = lexicon.organization(slug)
    label = row.label if row else slug
    return Entity(id=f"organization/{slug}", kind="organization", label=label, state=f"organization/{slug}")


def listing_of(body: Entity) -> lexicon.Organization | None:
    """The row of a listed organization, with its members and names; None for any other entity."""
    return lexicon.organization(body.id.removeprefix("organization/"))


def issuer_entity(issuer: str) -> Entity:
    """The entity of a release's issuer: an ISO 3166-1 alpha-3 code or ``organization/slug``."""
    return organization_entity(issuer.removeprefix("organization/")) if issuer.startswith("organization/") else state_entity(issuer)


@cache
def foreign_ministry(code: str) -> Entity:
    """The foreign ministry of a state as a body of its government, which acts for the state."""
    label = f"Ministry of Foreign Affairs of {state_entity(code).label}"
    return Entity(id=f"organization/{code}-mofa", kind="government_body", label=label, state=code)


@cache
def place_entity(slug: str) -> Entity:
    """The entity of a listed place; a contested one is labelled with all its names, in alphabetical order."""
    row = lexicon.place(slug)
    label = slug if row is None else row.label or " / ".join(sorted(row.names))
    return Entity(id=f"place/{slug}", kind="place", label=label)


@cache
def instrument_entity(slug: str) -> Entity:
    """The entity of a listed instrument by its slug; an unlisted slug labels itself."""
    label = next((row.title for row in lexicon.instruments() if row.id == slug), slug)
    return Entity(id=f"instrument/{slug}", kind="instrument", label=label)


def party_of(actor: Entity) -> Entity:
    """The state or organization an actor acts for; the actor itself where that is not told."""
    if actor.kind in ("state", "organization") or not actor.state:
        return actor
    if actor.state.startswith("organization/"):
        return organization_entity(actor.state.removeprefix("organization/"))
    return state_entity(actor.state)


def parties_of(actors: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The parties of several actors, each once, in order."""
    return tuple(dict.fromkeys(party_of(a) for a in actors))
