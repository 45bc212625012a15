"""Verifies a store from its files to its graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import query, resources
from kg.ask import contents, open_graph
from kg.errors import UsageError
from kg.rdf import reference_nquads
from kg.store import Contents, Store
from kg.vocab import OA, RELEASE

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

_PORTION = 40


def problems(path: Path, *, shapes: bool = False) -> Iterator[str]:
    """All that is wrong with a store, in words: files, then spans, then the graph. Raises StoreError if it is busy."""
    store = Store(path)
    found = store.verify()
    yield from found
    if found:  # a graph is asked only when it is known to be the one that was stored
        return
    held = contents(path)
    sizes = {}
    for ident in held.releases:
        raw = held.graph(ident)
        sizes[ident] = raw.count(b"\n")
        yield from _spans(store.text(ident), raw)
    dataset = open_graph(path).dataset
    yield from _counts(sizes, dataset)
    for name in query.checks():
        yield from (f"{name}: {' '.join(str(cell) for cell in row)}" for row in query.run_check(dataset, name).rows)
    if shapes:
        yield from _shapes(held)


def _spans(text: str, nquads: bytes) -> Iterator[str]:
    """Spans of a release whose words are not the characters of its reading text."""
    import pyoxigraph as ox

    told: dict[str, dict[str, str]] = {OA + "start": {}, OA + "end": {}, OA + "exact": {}}
    for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS):
        if quad.predicate.value in told:
            told[quad.predicate.value][quad.subject.value] = quad.object.value
    start, end, exact = told.values()
    for node, words in sorted(exact.items()):
        if text[int(start[node]) : int(end[node])] != words:
            yield f"{node}: its words are not those of the reading text"


def _counts(sizes: dict[str, int], dataset: pyoxigraph.Store) -> Iterator[str]:
    """Releases of which the index holds another number of quads than there are."""
    counted: Any = dataset.query("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    indexed = {row["g"].value: int(row["n"].value) for row in counted}
    for ident, quads in sizes.items():
        if indexed.get(f"{RELEASE}{ident}#graph", 0) != quads:
            yield f"{ident}: the index does not hold its {quads} quads"


def _shapes(held: Contents) -> Iterator[str]:
    """What the shapes find wrong in the releases, a few at a time with the reference data; what is merely wished for is none. Raises UsageError without pyshacl."""
    try:
        import pyshacl
    except ImportError as error:
        raise UsageError("shapes are validated by an optional part; install it: pip install pyshacl") from error
    import rdflib

    shapes, known = rdflib.Graph(), rdflib.Graph()
    for file in sorted(resources.ontology("shapes").glob("*.ttl")):
        shapes.parse(file)
    _parse(known, reference_nquads())
    ids = list(held.releases)
    for at in range(0, len(ids), _PORTION):
        data = rdflib.Graph() + known
        for ident in ids[at : at + _PORTION]:
            _parse(data, held.graph(ident))
        ok, _, report = pyshacl.validate(data, shacl_graph=shapes, allow_warnings=True)
        if not ok:
            yield f"shapes, in {ids[at]} to {ids[at : at + _PORTION][-1]}: {report}"


def _parse(into: rdflib.Graph, nquads: bytes) -> None:
    import pyoxigraph as ox

    triples = (quad.triple for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
    into.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
