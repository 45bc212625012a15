"""Tells who says so: the chain of speakers of each statement, outermost first, from the graph alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from kg.query import select, values_of

_ACTS = """PREFIX dip: <https://w3id.org/dipkg/ns#>
SELECT DISTINCT ?act WHERE { ?act a dip:Act }"""


def chains(dataset: Any, acts: Collection[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Statement IRI -> speakers, the issuer of the release first, the innermost reporter last; of these acts, else of all."""
    acts = [str(row[0]) for row in select(dataset, _ACTS).rows] if acts is None else acts
    outer: dict[str, str] = {}
    here: Collection[str] = acts
    while found := _first(dataset, here, "dip:reportedVia"):
        outer |= found
        here = set(found.values()) - outer.keys()
    speakers = _first(dataset, set(outer.values()), "dip:speaker")
    names = _first(dataset, set(speakers.values()), "skos:prefLabel")
    told = {node: names[speaker] for node, speaker in speakers.items() if speaker in names}
    return {act: _walk(outer, told, outer[act]) for act in acts if act in outer}


def _first(dataset: Any, nodes: Collection[str], tie: str) -> dict[str, str]:
    return {node: values[0] for node, values in values_of(dataset, nodes, tie).items()}


def _walk(outer: dict[str, str], told: dict[str, str], here: str) -> tuple[str, ...]:
    speakers = []
    while here in outer and here in told:
        speakers.append(told[here])
        here = outer[here]
    return (told.get(here, "issuer unknown"), *reversed(speakers))
