"""A page as data: JSON, comma-separated values, and its nodes as Turtle."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kg.ask import Answers
from kg.server.desk import Desk
from kg.server.pages import Page
from kg.vocab import NS, PREFIXES, RELEASE

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "ttl": "text/turtle; charset=utf-8"}


def as_data(page: Page, desk: Desk, form: str) -> bytes:
    """The page in one of the forms of TYPES."""
    if form == "ttl":
        return _turtle(page.nodes, desk)
    columns = tuple(page.columns)
    if form == "csv":
        cells = tuple(tuple("" if c is None else str(c) for c in row) for row in page.rows)
        return Answers(columns, cells).to_csv().encode()
    part = page.values.get("part")
    told: dict[str, Any] = {"title": page.title, "rows": [dict(zip(columns, row, strict=True)) for row in page.rows]}
    if part is not None:
        told |= {"page": part.number, "pages": part.sheets, "total": part.total, "truncated": bool(page.values.get("truncated"))}
    if page.how:
        told |= {"sparql": page.how.sparql, "python": page.how.python, "command": page.how.command}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _turtle(nodes: Iterable[str], desk: Desk) -> bytes:
    """The nodes with their properties, and the stretches of text they rest on; a release with its whole graph."""
    import pyoxigraph as ox

    dataset: Any = desk.dataset
    triples: set[Any] = set()
    for iri in nodes:
        if iri.startswith(RELEASE) and "#" not in iri:
            triples |= {q.triple for q in dataset.quads_for_pattern(None, None, None, ox.NamedNode(f"{iri}#graph"))}
        own = {q.triple for q in dataset.quads_for_pattern(ox.NamedNode(iri), None, None, None)}
        triples |= own
        for triple in own:
            if triple.predicate.value in (NS + "inSentence", NS + "evidence", NS + "contentSpan", NS + "cueSpan"):
                triples |= {q.triple for q in dataset.quads_for_pattern(triple.object, None, None, None)}
    return ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""
