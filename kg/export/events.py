"""Dyadic events as event-data people keep them: one line a pair, with ISO3, COW, PLOVER, quad class and CAMEO."""

from __future__ import annotations

from typing import Any

from kg.export.codes import quad_class
from kg.export.table import table
from kg.export.ties import ties

_FROM_EDGE = {
    "event_id": "id", "event_date": "start", "event_date_end": "end", "date_from": "dated", "release_date": "issued",
    "plover": "plover", "cameo": "cameo", "family": "family", "verb": "force", "status": "status", "polarity": "polarity", "joint": "joint",
    "place": "place", "place_code": "place_code", "condition": "condition", "issues": "issues", "said_by": "said_by", "content": "text", "sentence": "sentence", "release": "release",
    "statement": "statement",
}  # fmt: skip
_OF_ACTOR = ("label", "iso3", "cow", "kind", "id")
HEADS = (
    "event_id", "event_date", "event_date_end", "date_from", "release_date", "plover", "quad_class", "cameo",
    *(f"actor_{c}" for c in _OF_ACTOR), *(f"recipient_{c}" for c in _OF_ACTOR),
    "family", "verb", "status", "polarity", "joint", "place", "place_code", "condition", "issues", "said_by", "content", "sentence", "release", "statement",
)  # fmt: skip


def as_events(dataset: Any, *, raw: bool = False) -> bytes:
    """Tab-separated, nothing quoted, no tab or line end in a cell; ``date_from`` says whether the release tells the day."""
    return table(HEADS, event_rows(dataset), raw=raw, tabs=True)


def event_rows(dataset: Any) -> list[list[str]]:
    """One row an act and pair, in the order of HEADS."""
    found = ties(dataset)
    nodes = {n["id"]: n for n in found.nodes}
    rows = []
    for edge in found.edges:
        row = {head: edge[column] for head, column in _FROM_EDGE.items()} | {"quad_class": quad_class(edge["plover"])}
        for role, end in (("actor", "source"), ("recipient", "target")):
            row |= {f"{role}_{c}": nodes[edge[end]][c] for c in _OF_ACTOR}
        rows.append([row[h] for h in HEADS])
    return rows
