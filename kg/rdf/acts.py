"""Writes one act: its class and all above it, its slots, its words, its status and its speakers."""

from __future__ import annotations

import re

from kg.model import STATEMENT_CLASSES, Act, Doc, Entity, Event, ProspectiveEvent, ReportingClause, Span
from kg.rdf.terms import Quads, iri, literal, time_span
from kg.vocab import ID, NS, RDF, VOC

_EVENT_STATUS = {
    "actual": "held", "past": "held", "planned": "scheduled", "proposed": "proposed", "conditional": "proposed",
    "considered": "proposed",
}  # fmt: skip
_KINDS_OF_EVENT = ("Meeting", "Visit", "Measure")


class Nodes:
    """Gives the IRIs of one release: made from offsets, so that reading twice names the same nodes."""

    def __init__(self, doc: Doc, base: str) -> None:
        self.doc, self.base = doc, base
        self._acts: dict[tuple[int, int, int, str], str] = {}
        taken: set[str] = set()
        for act in doc.acts:
            name = f"{base}#{self._prefix(act)}{act.cue.start:05}-{self._last(act):05}"
            unique, count = name, 1
            while unique in taken:
                count += 1
                unique = f"{name}-{count}"
            taken.add(unique)
            self._acts[self._key(act)] = unique

    @staticmethod
    def _prefix(act: Act) -> str:
        return "ev" if isinstance(act, (Event, ProspectiveEvent)) else "st"

    @staticmethod
    def _last(act: Act) -> int:
        return act.content[-1].start if act.content else act.cue.start

    def _key(self, act: Act) -> tuple[int, int, int, str]:
        return act.cue.start, self._last(act), act.evidence.start, act.rule

    def act(self, act: Act) -> str:
        """The node of an act."""
        return self._acts[self._key(act)]

    def at_cue(self, cue: Span) -> list[str]:
        """The nodes of the acts that a cue names."""
        return [node for (start, *_), node in self._acts.items() if start == cue.start]

    def span(self, span: Span) -> str:
        """The node of a stretch of text."""
        return f"{self.base}#c{span.start:05}-{span.end:05}"

    def layer(self, chain: tuple[ReportingClause, ...]) -> str:
        """The node of a reporting clause within its outer ones."""
        return f"{self.base}#rep{chain[0].cue.start:05}-{len(chain)}"

    def entity(self, entity: Entity) -> str:
        """The node of an entity: shared, or local to the release."""
        return self.base + entity.id if entity.id.startswith("#") else ID + entity.id

    def time(self, graph: Quads, edtf: str, earliest: str | None, latest: str | None) -> str:
        """Describe a time span and give its node."""
        return time_span(graph, edtf, earliest, latest)


def _classes(act: Act) -> list[str]:
    return [c.__name__ for c in type(act).__mro__ if c is Act or c.__name__ in (*STATEMENT_CLASSES, "Statement", "Event")]


def kebab(name: str) -> str:
    """A class name as a slug: TerritorialClaim -> territorial-claim."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def write_act(graph: Quads, nodes: Nodes, act: Act) -> None:
    """All triples of one act, apart from the spans and layers it points to."""
    node, text = nodes.act(act), nodes.doc.text

    def put(name: str, *terms: str) -> None:
        graph.add(node, NS + name, *terms)

    graph.add(node, RDF + "type", *(iri(NS + c) for c in _classes(act)))
    put("family", literal(act.family))
    put("cue", literal(act.cue.of(text)))
    put("cueSpan", iri(nodes.span(act.cue)))
    put("evidence", iri(nodes.span(act.evidence)))
    put("inSentence", iri(nodes.span(act.sentence)))
    put("inRelease", iri(nodes.base))
    put("reportedVia", iri(nodes.layer(act.reported_via) if act.reported_via else nodes.base))
    put("force", iri(f"{VOC}force/{act.force}"))
    put("rule", literal(act.rule))
    put("actStatus", literal(act.event_status))
    for name, entities in (
        ("agent", act.agent), ("party", act.party), ("addressee", act.addressee), ("involves", act.involves),
        ("about", act.about), ("claimedPlace", act.claimed_place), ("reaffirms", act.reaffirms),
    ):  # fmt: skip
        put(name, *(iri(nodes.entity(e)) for e in entities))
    put("issue", *(iri(f"{VOC}issue/{slug}") for slug in act.issue))
    _words(graph, nodes, act)
    _flags(graph, nodes, act)


def _words(graph: Quads, nodes: Nodes, act: Act) -> None:
    node, text = nodes.act(act), nodes.doc.text
    if act.content:
        graph.add(node, NS + "content", literal(" … ".join(s.of(text) for s in act.content)))
        graph.add(node, NS + "contentSpan", *(iri(nodes.span(s)) for s in act.content))
    if act.quote:
        graph.add(node, NS + "quote", literal(act.quote.of(text)))
    if act.condition:
        graph.add(node, NS + "condition", literal(act.condition.of(text)))
        graph.add(node, NS + "conditionSpan", iri(nodes.span(act.condition)))
    if act.place:
        graph.add(node, NS + "place", iri(nodes.entity(act.place)))
    if act.when:
        graph.add(node, NS + "whenText", literal(act.when.text))
        time = nodes.time(graph, act.when.edtf, act.when.earliest, act.when.latest)
        graph.add(node, NS + "when", iri(time))


def _flags(graph: Quads, nodes: Nodes, act: Act) -> None:
    node = nodes.act(act)
    if act.joint:
        graph.add(node, NS + "joint", literal("true", "boolean"))
    if act.addressee_by_setting:
        graph.add(node, NS + "addresseeBySetting", literal("true", "boolean"))
    if act.negated:
        graph.add(node, NS + "negated", literal("true", "boolean"))
    if act.stance:
        graph.add(node, NS + "stance", iri(f"{VOC}stance/{act.stance}"))
    if act.basis != "explicit":
        graph.add(node, NS + "basis", iri(f"{VOC}basis/{act.basis}"))
    if act.tie_basis:
        graph.add(node, NS + "tieBasis", iri(f"{VOC}basis/{act.tie_basis}"))
    if act.act_kind:
        graph.add(node, NS + "actKind", iri(f"{VOC}act-kind/{kebab(act.act_kind)}"))
    if isinstance(act, (Event, ProspectiveEvent)):
        graph.add(node, NS + "participant", *(iri(nodes.entity(e)) for e in act.agent))
        for name, value in (("eventType", "event-type/" + (act.event_type or "")), ("level", "level/" + (act.level or ""))):
            if not value.endswith("/"):
                graph.add(node, NS + name, iri(VOC + value))
        graph.add(node, NS + "eventStatus", iri(f"{VOC}event-status/{_EVENT_STATUS[act.event_status]}"))
    if act.restates:
        graph.add(node, NS + "restates", *(iri(n) for n in nodes.at_cue(act.restates)))
    for cue in act.responds_to:
        graph.add(node, NS + "respondsTo", *(iri(n) for n in nodes.at_cue(cue)))
