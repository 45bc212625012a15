"""Tables for neo4j-admin, with the command that imports them: actors are nodes, acts relationships typed by their family."""

from __future__ import annotations

from typing import Any

from kg.export.table import table
from kg.export.ties import NODE, ties

_IMPORT = """#!/bin/sh
# Run in this folder; the database must not exist yet, or add --overwrite-destination.
neo4j-admin database import full --id-type=string --nodes=nodes.csv --relationships=relationships.csv neo4j
"""


def as_neo4j(dataset: Any, *, derived: bool = False) -> dict[str, bytes]:
    """Headings name the types; no cell is changed, as no spreadsheet is meant to open them."""
    found = ties(dataset, derived=derived)
    nodes = [[*(n[c] for c in NODE), f"Actor;{n['kind'].title().replace(' ', '')}"] for n in found.nodes]
    heads = [{"start": "start:date", "end": "end:date", "weight": "weight:int", "joint": "joint:boolean"}.get(c, c) for c in found.columns[3:]]
    edges = [[e["source"], e["target"], _type(e["family"]), e["id"], *(e[c] for c in found.columns[3:])] for e in found.edges]
    return {
        "import.sh": _IMPORT.encode(),
        "nodes.csv": table(["id:ID", *NODE[1:5], "start:date", "end:date", ":LABEL"], nodes, raw=True),
        "relationships.csv": table([":START_ID", ":END_ID", ":TYPE", "id", *heads], edges, raw=True),
    }


def _type(family: str) -> str:
    return family.upper().replace("-", "_")
