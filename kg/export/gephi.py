"""Two tables for Gephi's spreadsheet import, and for spreadsheets: nodes.csv and edges.csv."""

from __future__ import annotations

from typing import Any

from kg.export.table import table
from kg.export.ties import NODE, ties

_NAMES = {"id": "Id", "label": "Label", "source": "Source", "target": "Target", "weight": "Weight", "start": "Timestamp"}


def as_gephi(dataset: Any, *, derived: bool = False, raw: bool = False) -> dict[str, bytes]:
    """Headings as Gephi wants them; every edge is directed, has an id of its own and a weight."""
    found = ties(dataset, derived=derived)
    nodes = [[n[c] for c in NODE] for n in found.nodes]
    more = [c for c in found.columns if c not in ("id", "source", "target", "weight")]
    heads = ["Source", "Target", "Type", "Id", "Label", "Weight", *(_NAMES.get(c, c) for c in more)]
    edges = [
        [e["source"], e["target"], "Directed", e["id"], e.get("force") or e["family"], e.get("weight", "1"), *(e[c] for c in more)]
        for e in found.edges
    ]
    return {"edges.csv": table(heads, edges, raw=raw), "nodes.csv": table([_NAMES.get(c, c) for c in NODE], nodes, raw=raw)}
