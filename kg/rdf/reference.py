"""Writes the curated graphs: reference data (who and what there is) and the vocabularies of issues."""

from __future__ import annotations

from functools import cache

from kg import lexicon, resources
from kg.rdf.terms import Quads, iri, join, literal, time_span
from kg.vocab import DCT, GRAPH, ID, NS, RDF, SKOS, VOC


@cache
def reference_nquads() -> bytes:
    """Sorted N-Quads of the reference, vocabulary and ontology graphs; the same for the same data files."""
    reference, voc = Quads(GRAPH + "reference"), Quads(GRAPH + "voc")
    _states(reference)
    _organizations(reference)
    _homes(reference)
    _places(reference)
    _instruments(reference)
    _issues(voc)
    return join(reference, voc) + _ontology()


def _label(graph: Quads, node: str, label: str, *names: str) -> None:
    if label:
        graph.add(node, SKOS + "prefLabel", literal(label, language="en"))
    graph.add(node, SKOS + "altLabel", *(literal(n, language="en") for n in names if n and n != label))


def _states(graph: Quads) -> None:
    for row in lexicon.states():
        node = f"{ID}state/{row.id}"
        graph.add(node, RDF + "type", iri(NS + "State"), iri(NS + "Actor"))
        graph.add(node, NS + "iso3", literal(row.id))
        _label(graph, node, row.label, row.official, *row.names)
        if row.wikidata:
            graph.add(node, SKOS + "exactMatch", iri(f"http://www.wikidata.org/entity/{row.wikidata}"))
        if row.cow:
            graph.add(node, NS + "cowCode", literal(row.cow))


def _organizations(graph: Quads) -> None:
    for row in lexicon.organizations():
        node = f"{ID}organization/{row.id}"
        kinds = ["Organization", "Actor"]
        if row.kind in ("international_organization", "integration_organization"):
            kinds.append("InternationalOrganization")
        graph.add(node, RDF + "type", *(iri(NS + k) for k in kinds))
        _label(graph, node, row.label, *row.names)
        graph.add(node, NS + "hasMember", *(iri(f"{ID}state/{m}") for m in row.members))


def _homes(graph: Quads) -> None:
    for row in lexicon.homes():
        graph.add(f"{ID}organization/{row.organization}", NS + "homeState", iri(f"{ID}state/{row.state}"))


def _places(graph: Quads) -> None:
    """A contested place has no preferred label and no state; each disputed name is a naming by who uses it."""
    for row in lexicon.places():
        node = f"{ID}place/{row.id}"
        graph.add(node, RDF + "type", iri(NS + "Place"))
        if code := row.state or row.code:
            graph.add(node, NS + "countryCode", literal(code))
        _label(graph, node, row.label, *row.names)
        for naming in row.namings:
            name, _, user = naming.partition("=")
            named = f"{ID}naming/{row.id}-{'-'.join(name.lower().split())}"
            graph.add(named, RDF + "type", iri(NS + "Naming"))
            graph.add(named, NS + "named", iri(node))
            graph.add(named, NS + "name", literal(name))
            graph.add(named, NS + "usedBy", iri(f"{ID}state/{user}"))


def _instruments(graph: Quads) -> None:
    for row in lexicon.instruments():
        node = f"{ID}instrument/{row.id}"
        graph.add(node, RDF + "type", iri(NS + "Instrument"), iri(NS + "Agreement"))
        graph.add(node, DCT + "title", literal(row.title))
        _label(graph, node, row.title, *row.names)
        graph.add(node, NS + "instrumentType", iri(f"{VOC}instrument-type/{row.type}"))
        graph.add(node, NS + "party", *(iri(f"{ID}state/{p}") for p in row.parties))
        if row.date:
            graph.add(node, NS + "when", iri(time_span(graph, row.date, *_days(row.date))))


def _days(date: str) -> tuple[str, str]:
    """The first and last day of a day or a year."""
    return (date, date) if len(date) == 10 else (f"{date}-01-01", f"{date}-12-31")


def _issues(graph: Quads) -> None:
    graph.add(VOC + "issue", RDF + "type", iri(SKOS + "ConceptScheme"))
    _label(graph, VOC + "issue", "Issues")
    for row in lexicon.issues():
        node = f"{VOC}issue/{row.id}"
        graph.add(node, RDF + "type", iri(NS + "Issue"), iri(SKOS + "Concept"))
        graph.add(node, SKOS + "inScheme", iri(VOC + "issue"))
        _label(graph, node, row.label)
        if row.broader:
            graph.add(node, SKOS + "broader", iri(f"{VOC}issue/{row.broader}"))
        graph.add(node, NS + "concernsPlace", *(iri(f"{ID}place/{slug}") for slug in _turns_on(row.terms)))
        if row.plover:
            graph.add(node, NS + "ploverCode", literal(f"context={row.plover}"))


def _turns_on(terms: tuple[str, ...]) -> list[str]:
    """The contested places that the terms of an issue name."""
    named = {term.casefold() for term in terms}
    return [row.id for row in lexicon.places() if row.contested and named & {name.casefold() for name in row.names}]


def _ontology() -> bytes:
    """The ontology and vocabulary files, without their anonymous axioms, as sorted N-Quads."""
    import pyoxigraph as ox

    lines: set[str] = set()
    for path in sorted(resources.ontology().rglob("*.ttl")):
        if "shapes" in path.parts:
            continue
        graph = ox.NamedNode(GRAPH + ("voc" if path.parent.name == "voc" else "ontology"))
        for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            if not isinstance(triple.subject, ox.BlankNode) and not isinstance(triple.object, ox.BlankNode):
                lines.add(f"{ox.Quad(triple.subject, triple.predicate, triple.object, graph)} .\n")
    return "".join(sorted(lines)).encode()
