"""What a release reports: statements and events, each with its words, its speakers and its rule.

Class names are those of the ontology, field names its properties.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.entities import Entity, TimeSpan
from kg.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingClause:
    """A layer of attribution inside a release: who is said to say it, and the word that tells so."""

    speaker: Entity
    cue: Span
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHolding:
    """A person shown in an office, for a state or organization, by the words in ``evidence``."""

    holder: Entity
    office: str
    office_of: Entity | None
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act in one release: everything that a statement and an event have in common.

    ``content`` holds one span, or several where the words are apart, or none. ``reported_via`` runs from the innermost
    reporter outwards; the release itself is left out. ``addressee_by_setting`` tells that the sentence names no addressee
    and that it is the other of the two who talk. ``event_status`` is actual, planned, proposed, conditional,
    considered, past or denied. ``family`` is that of the exchange format: meet, agree, pledge, request, state,
    appraise, do.
    """

    family: str
    cue: Span
    sentence: Span
    evidence: Span
    force: str
    rule: str
    content: tuple[Span, ...] = ()
    agent: tuple[Entity, ...] = ()
    party: tuple[Entity, ...] = ()
    addressee: tuple[Entity, ...] = ()
    addressee_by_setting: bool = False
    involves: tuple[Entity, ...] = ()
    about: tuple[Entity, ...] = ()
    joint: bool = False
    event_status: str = "actual"
    negated: bool = False
    condition: Span | None = None
    when: TimeSpan | None = None
    place: Entity | None = None
    issue: tuple[str, ...] = ()
    stance: str | None = None
    quote: Span | None = None
    basis: str = "explicit"
    event_type: str | None = None
    level: str | None = None
    claimed_place: tuple[Entity, ...] = ()
    reaffirms: tuple[Entity, ...] = ()
    tie_basis: str = ""
    reported_via: tuple[ReportingClause, ...] = ()
    restates: Span | None = None
    responds_to: tuple[Span, ...] = ()
    act_kind: str | None = None


class Statement(Act):
    """What actors are reported to have put forward."""

    __slots__ = ()


class Intention(Statement):
    """Future conduct of the party itself, weighed or meant."""

    __slots__ = ()


class Commitment(Intention):
    """An intention that the party puts forward as settled."""

    __slots__ = ()


class Request(Statement):
    """An attempt to get an addressee to act."""

    __slots__ = ()


class Position(Statement):
    """Where a party stands."""

    __slots__ = ()


class Appraisal(Statement):
    """Valuing, welcoming, regretting, hoping, condemning."""

    __slots__ = ()


class Claim(Statement):
    """That something is the case."""

    __slots__ = ()


class TerritorialClaim(Claim):
    """A claim of title to a place."""

    __slots__ = ()


class Event(Act):
    """What is reported to have happened or to be under way."""

    __slots__ = ()


class Meeting(Event):
    """Representatives deal with each other."""

    __slots__ = ()


class Visit(Event):
    """A representative goes to another's country."""

    __slots__ = ()


class Measure(Event):
    """A material act: sanctions, aid, expulsion, appointment, entry into force."""

    __slots__ = ()


class ProspectiveEvent(Act):
    """An event or measure that is planned, proposed, conditional or considered; ``act_kind`` says which it would be."""

    __slots__ = ()


class DeniedAct(Act):
    """An act the release says was not done; ``act_kind`` says which it would have been."""

    __slots__ = ()


STATEMENT_CLASSES: dict[str, type[Act]] = {
    c.__name__: c
    for c in (
        Commitment,
        Intention,
        Request,
        Position,
        Appraisal,
        Claim,
        TerritorialClaim,
        Meeting,
        Visit,
        Measure,
        ProspectiveEvent,
        DeniedAct,
    )
}
