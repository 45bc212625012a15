"""Writes one release's named graph: its text layers, acts, speakers, offices, and what was left unread."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from kg import lexicon
from kg.model import Act, Doc, Entity, Event, OfficeHolding, ReportingClause, Span
from kg.rdf.acts import Nodes, write_act
from kg.rdf.terms import Quads, iri, join, literal
from kg.vocab import BASE, DCT, ID, NS, OA, RDF, RELEASE, SKOS, VOC


def to_nquads(doc: Doc, read_with: str = "") -> bytes:
    """The release graph and its description in the default-like graph of graphs, as sorted N-Quads.

    ``read_with`` names the model digest and versions that the reading depends on.
    """
    base = RELEASE + doc.release.id
    graph = Quads(f"{base}#graph")
    nodes = Nodes(doc, base)
    _release(graph, doc, base, read_with)
    for sentence in doc.sentences:
        _span(graph, nodes, sentence.span, base, sentence=True)
    for act in doc.acts:
        write_act(graph, nodes, act)
        for span in _spans(act):
            _span(graph, nodes, span, base)
        _layers(graph, nodes, act, base)
    for entity in _entities(doc):
        _entity(graph, nodes, entity)
    _holdings(graph, nodes, doc)
    _participations(graph, nodes, doc)
    _unread(graph, nodes, doc, base)
    return join(graph)


def _release(graph: Quads, doc: Doc, base: str, read_with: str) -> None:
    release = doc.release
    graph.add(base, RDF + "type", iri(NS + "Release"), iri(NS + "Source"))
    graph.add(f"{base}#graph", RDF + "type", iri(NS + "ReleaseGraph"))
    graph.add(f"{base}#graph", NS + "inRelease", iri(base))
    graph.add(base, DCT + "title", literal(release.title))
    graph.add(base, NS + "sha256", literal(release.sha256))
    graph.add(base, NS + "textLength", literal(str(len(doc.text)), "integer"))
    if release.published:
        graph.add(base, NS + "issuedOn", literal(release.published, "date"))
    if release.retrieved:
        graph.add(base, NS + "retrievedOn", literal(release.retrieved, "date"))
    if release.issuer:
        local = release.issuer if "/" in release.issuer else f"state/{release.issuer}"
        graph.add(base, NS + "speaker", iri(ID + local))
    for key, value in (("publisher", release.publisher), ("license", release.licence), ("source", release.url)):
        if value:
            graph.add(base, DCT + key, literal(value))
    if read_with:
        graph.add(base, NS + "readWith", literal(read_with))


def _span(graph: Quads, nodes: Nodes, span: Span, base: str, *, sentence: bool = False) -> None:
    node = nodes.span(span)
    graph.add(node, RDF + "type", iri(NS + "Span"))
    if sentence:
        graph.add(node, RDF + "type", iri(NS + "Sentence"))
    graph.add(node, OA + "start", literal(str(span.start), "integer"))
    graph.add(node, OA + "end", literal(str(span.end), "integer"))
    graph.add(node, OA + "exact", literal(span.of(nodes.doc.text)))
    graph.add(node, NS + "inRelease", iri(base))
    sentences = nodes.doc.sentences
    at = bisect_right(sentences, span.start, key=lambda s: s.span.start) - 1
    if at >= 0 and sentences[at].span.contains(span) and sentences[at].span != span:
        graph.add(node, NS + "inSentence", iri(nodes.span(sentences[at].span)))


def _spans(act: Act) -> list[Span]:
    found = [act.cue, act.evidence, *act.content]
    found += [s for s in (act.condition, act.quote) if s]
    found += [s for clause in act.reported_via for s in (clause.cue, clause.evidence)]
    if act.when:
        found.append(act.when.span)
    return found


def _layers(graph: Quads, nodes: Nodes, act: Act, base: str) -> None:
    """The reporting clauses of an act, each reported via the next one out, the last via the release."""
    chain = act.reported_via
    for position, clause in enumerate(chain):
        node = nodes.layer(chain[position:])
        outer = nodes.layer(chain[position + 1 :]) if position + 1 < len(chain) else base
        graph.add(node, RDF + "type", iri(NS + "ReportingClause"), iri(NS + "Source"))
        graph.add(node, NS + "speaker", iri(nodes.entity(clause.speaker)))
        graph.add(node, NS + "cue", literal(clause.cue.of(nodes.doc.text)))
        graph.add(node, NS + "evidence", iri(nodes.span(clause.evidence)))
        graph.add(node, NS + "reportedVia", iri(outer))


def _entities(doc: Doc) -> list[Entity]:
    found: dict[str, Entity] = {}
    for act in doc.acts:
        speakers = [clause.speaker for clause in act.reported_via]
        extra = [act.place] if act.place else []
        for entity in (*act.agent, *act.party, *act.addressee, *act.involves, *act.about, *act.claimed_place, *act.reaffirms, *speakers, *extra):
            found[entity.id] = entity
    for holding in doc.holdings:
        found[holding.holder.id] = holding.holder
    found |= {entity.id: entity for unread in doc.unread for entity in unread.names}
    return list(found.values())


_LEVELS = ("leader", "minister", "vice-minister", "director-general", "ambassador", "working")
_CLASSES = {
    "person": ("Person", "Actor"),
    "government_body": ("GovernmentBody", "Organization", "Actor"),
    "unnamed": ("UnnamedActor", "Actor"),
    "place": ("Place",),
    "instrument": ("Instrument", "Agreement"),
}


@cache
def _listed() -> frozenset[str]:
    """Ids of the places and instruments that the reference graph describes."""
    return frozenset((*(f"place/{row.id}" for row in lexicon.places()), *(f"instrument/{row.id}" for row in lexicon.instruments())))


def _entity(graph: Quads, nodes: Nodes, entity: Entity) -> None:
    """Persons and unnamed actors are described where they are read; listed entities only in the reference graph."""
    if entity.id in _listed() or entity.kind not in _CLASSES:
        return
    node = nodes.entity(entity)
    graph.add(node, RDF + "type", *(iri(NS + c) for c in _CLASSES[entity.kind]))
    graph.add(node, SKOS + "prefLabel", literal(entity.label, language="en"))
    if entity.state:
        local = entity.state if "/" in entity.state else f"state/{entity.state}"
        tie = "affiliatedWith" if entity.kind == "unnamed" else "represents"
        graph.add(node, NS + tie, iri(ID + local))
    elif home := _home(entity):
        graph.add(node, NS + "homeState", iri(f"{ID}state/{home}"))


def _home(entity: Entity) -> str:
    """The state whose country one comes from who acts for none: a group of a people, a leader of a party."""
    if entity.kind == "unnamed":
        return lexicon.home_of(entity.label)
    return lexicon.home_of_person(entity.label) if entity.kind == "person" else ""


def _holdings(graph: Quads, nodes: Nodes, doc: Doc) -> None:
    for holding in doc.holdings:
        node = f"{nodes.base}#oh{holding.evidence.start:05}"
        graph.add(node, RDF + "type", iri(NS + "OfficeHolding"))
        graph.add(node, NS + "holder", iri(nodes.entity(holding.holder)))
        graph.add(node, NS + "officeHeld", iri(_office(graph, nodes, holding)))
        graph.add(node, NS + "evidence", iri(nodes.span(holding.evidence)))
        graph.add(node, NS + "inRelease", iri(nodes.base))
        _span(graph, nodes, holding.evidence, nodes.base)
        if doc.release.published:
            graph.add(node, NS + "attestedOn", iri(f"{BASE}id/time/{doc.release.published}"))
            nodes.time(graph, doc.release.published, doc.release.published, doc.release.published)


@cache
def _ranks() -> dict[str, str]:
    """Title in lower case -> its level; a title without one (a courtesy) is left out."""
    return {row.title: row.rank for row in lexicon.titles() if row.rank in _LEVELS}


def _office(graph: Quads, nodes: Nodes, holding: OfficeHolding) -> str:
    """Describe the office of a holding and give its node."""
    party = holding.office_of
    prefix = f"{party.id.split('/')[-1]}-" if party else ""
    office = f"{ID}office/{prefix}{'-'.join(holding.office.lower().replace('/', ' ').split())}"
    graph.add(office, RDF + "type", iri(NS + "Office"))
    label = f"{holding.office} ({party.label})" if party else holding.office
    graph.add(office, SKOS + "prefLabel", literal(label, language="en"))
    if party:
        graph.add(office, NS + "officeOf", iri(nodes.entity(party)))
    if rank := _ranks().get(holding.office.casefold()):
        graph.add(office, NS + "rank", iri(f"{VOC}level/{rank}"))
    return office


def _participations(graph: Quads, nodes: Nodes, doc: Doc) -> None:
    """Who took part in an event in which office and for whom, where the release shows the office."""
    shown = {holding.holder: holding for holding in doc.holdings}
    for act in (a for a in doc.acts if isinstance(a, Event)):
        for holding in (shown[e] for e in act.agent if e in shown):
            node = f"{nodes.base}#pa{act.cue.start:05}-{holding.evidence.start:05}"
            graph.add(node, RDF + "type", iri(NS + "Participation"))
            graph.add(node, NS + "inEvent", iri(nodes.act(act)))
            graph.add(node, NS + "participant", iri(nodes.entity(holding.holder)))
            graph.add(node, NS + "capacity", iri(_office(graph, nodes, holding)))
            graph.add(node, NS + "represents", *([iri(nodes.entity(holding.office_of))] if holding.office_of else []))
            graph.add(node, NS + "evidence", iri(nodes.span(holding.evidence)))
            graph.add(node, NS + "inRelease", iri(nodes.base))


def _unread(graph: Quads, nodes: Nodes, doc: Doc, base: str) -> None:
    for unread in doc.unread:
        node = f"{base}#un{unread.cue.start:05}"
        graph.add(node, RDF + "type", iri(NS + "UnreadSentence"))
        graph.add(node, NS + "inSentence", iri(nodes.span(unread.sentence)))
        graph.add(node, NS + "cue", literal(unread.cue.of(doc.text)))
        graph.add(node, NS + "reason", literal(unread.reason))
        graph.add(node, NS + "names", *(iri(nodes.entity(e)) for e in unread.names))
        graph.add(node, NS + "inRelease", iri(base))


__all__ = ["ReportingClause", "to_nquads"]
