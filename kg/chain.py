"""Tells who says so: the chain of speakers of each statement, outermost first, from the graph alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from kg.query import acts, union
from kg.vocab import NS, SKOS

_UNKNOWN = "issuer unknown"


def chains(dataset: Any, statements: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Statement IRI -> speakers, the issuer of the release first, the innermost reporter last; of all acts if none are named."""
    import pyoxigraph as ox

    everywhere = union(dataset)

    def values(node: str, predicate: str) -> list[str]:
        quads = dataset.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(predicate), None, everywhere)
        return sorted({quad.object.value for quad in quads})

    @cache
    def chain(node: str) -> tuple[str, ...]:
        """Of a layer, who speaks in it after those of the layer around it; of a release, its issuer."""
        speaker = next((label for who in values(node, NS + "speaker") for label in values(who, SKOS + "prefLabel")), "")
        outer = next(iter(values(node, NS + "reportedVia")), "")
        return (*chain(outer), speaker) if outer and speaker else (speaker or _UNKNOWN,)

    return {act: chain(layer) for act in (acts(dataset) if statements is None else statements) for layer in values(act, NS + "reportedVia")[:1]}
