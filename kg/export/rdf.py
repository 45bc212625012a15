"""The graph as Turtle, TriG, N-Quads and JSON-LD, in an order that does not depend on hash seeds."""

from __future__ import annotations

from typing import Any

from kg.vocab import GRAPH, PREFIXES


def _quads(dataset: Any) -> list[Any]:
    """All quads of named graphs but the derived one, sorted by their N-Quads text."""
    quads = dataset.quads_for_pattern(None, None, None, None)
    return sorted((q for q in quads if getattr(q.graph_name, "value", "") not in ("", GRAPH + "derived")), key=str)


def as_nquads(dataset: Any) -> bytes:
    """Sorted N-Quads."""
    return "".join(f"{quad} .\n" for quad in _quads(dataset)).encode()


def _serialize(quads: list[Any], form: Any) -> bytes:
    import pyoxigraph as ox

    written = ox.serialize(quads, format=form, prefixes=PREFIXES)
    return written if isinstance(written, bytes) else b""


def as_trig(dataset: Any) -> bytes:
    """TriG, one block per graph, graphs in order of name."""
    import pyoxigraph as ox

    quads = sorted(_quads(dataset), key=lambda q: (str(q.graph_name), str(q)))
    return _serialize(quads, ox.RdfFormat.TRIG)


def as_turtle(dataset: Any) -> bytes:
    """Turtle of all graphs together: whose account a triple is told in is lost, use TriG to keep it."""
    import pyoxigraph as ox

    triples = sorted({q.triple for q in _quads(dataset)}, key=str)
    return _serialize(triples, ox.RdfFormat.TURTLE)


def as_jsonld(dataset: Any) -> bytes:
    """JSON-LD, graphs in order of name."""
    import pyoxigraph as ox

    quads = sorted(_quads(dataset), key=lambda q: (str(q.graph_name), str(q)))
    return _serialize(quads, ox.RdfFormat.JSON_LD)


def triples_as(ntriples: bytes, form: str) -> bytes:
    """N-Triples as ttl, nq (one triple a line) or jsonld, in the order they came."""
    import pyoxigraph as ox

    if form == "nq":
        return ntriples
    triples = list(ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))
    return _serialize(triples, ox.RdfFormat.TURTLE if form == "ttl" else ox.RdfFormat.JSON_LD)
