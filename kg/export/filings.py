"""Releases as plain rows: what bibliographies, tables and vaults tell of each."""

from __future__ import annotations

from typing import Any

from kg.export.acts import Nodes
from kg.export.ties import actor, line, title
from kg.vocab import DCT, NS, RDF

FILING = ("iri", "id", "title", "issued", "issuer", "issuer_iri", "publisher", "url", "licence", "retrieved")


def filings(dataset: Any) -> list[dict[str, str]]:
    """Every release, sorted by IRI; a value is one line of text, empty where it is not known."""
    import pyoxigraph as ox

    nodes = Nodes(dataset)
    found = {q.subject.value for q in dataset.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(NS + "Release"), None)}
    return [_filing(iri, nodes) for iri in sorted(found)]


def _filing(iri: str, nodes: Nodes) -> dict[str, str]:
    keys = (NS + "issuedOn", NS + "speaker", DCT + "publisher", DCT + "source", DCT + "license", NS + "retrievedOn")
    issued, issuer, *others = (line(min(nodes[iri].get(key, ()), default="")) for key in keys)
    name = actor(issuer, nodes)["label"] if issuer else ""
    return dict(zip(FILING, (iri, iri.rsplit("/", 1)[-1], title(iri, nodes), issued, name, issuer, *others), strict=True))
