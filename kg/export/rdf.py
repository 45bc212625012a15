"""The graph as Turtle, TriG, N-Quads and JSON-LD, in an order that does not depend on hash seeds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.vocab import GRAPH, NS, PREFIXES, RDF


def _quads(dataset: Any, no_fulltext: bool) -> list[Any]:
    """All quads of named graphs but the derived one, sorted by their N-Quads text."""
    quads = [q for q in dataset.quads_for_pattern(None, None, None, None) if getattr(q.graph_name, "value", "") not in ("", GRAPH + "derived")]
    hidden = _only_read(quads) if no_fulltext else set()
    return sorted((q for q in quads if q.subject not in hidden and q.object not in hidden), key=str)


def _only_read(quads: Iterable[Any]) -> set[Any]:
    """The sentences that no statement quotes, and what is told of those left unread: with all of them one has the text."""
    of: dict[str, set[Any]] = defaultdict(set)
    for quad in quads:
        if quad.predicate.value == RDF + "type":
            of[quad.object.value].add(quad.subject)
    unread, spans = of[NS + "UnreadSentence"], of[NS + "Span"]
    quoted = {q.object for q in quads if q.subject not in unread and q.subject not in spans}
    return (of[NS + "Sentence"] - quoted) | unread


def as_nquads(dataset: Any, *, no_fulltext: bool = False) -> bytes:
    """Sorted N-Quads; like the others, on demand without the sentences that no statement quotes."""
    return "".join(f"{quad} .\n" for quad in _quads(dataset, no_fulltext)).encode()


def _serialize(quads: list[Any], form: Any) -> bytes:
    import pyoxigraph as ox

    written = ox.serialize(quads, format=form, prefixes=PREFIXES)
    return written if isinstance(written, bytes) else b""


def as_trig(dataset: Any, *, no_fulltext: bool = False) -> bytes:
    """TriG, one block per graph, graphs in order of name."""
    import pyoxigraph as ox

    quads = sorted(_quads(dataset, no_fulltext), key=lambda q: (str(q.graph_name), str(q)))
    return _serialize(quads, ox.RdfFormat.TRIG)


def as_turtle(dataset: Any, *, no_fulltext: bool = False) -> bytes:
    """Turtle of all graphs together: whose account a triple is told in is lost, use TriG to keep it."""
    import pyoxigraph as ox

    triples = sorted({q.triple for q in _quads(dataset, no_fulltext)}, key=str)
    return _serialize(triples, ox.RdfFormat.TURTLE)


def as_jsonld(dataset: Any, *, no_fulltext: bool = False) -> bytes:
    """JSON-LD, graphs in order of name."""
    import pyoxigraph as ox

    quads = sorted(_quads(dataset, no_fulltext), key=lambda q: (str(q.graph_name), str(q)))
    return _serialize(quads, ox.RdfFormat.JSON_LD)


def triples_as(ntriples: bytes, form: str) -> bytes:
    """N-Triples as ttl, nq (one triple a line) or jsonld, in the order they came."""
    import pyoxigraph as ox

    if form == "nq":
        return ntriples
    triples = list(ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))
    return _serialize(triples, ox.RdfFormat.TURTLE if form == "ttl" else ox.RdfFormat.JSON_LD)
