"""Cytoscape's own JSON, for the desktop program and for cytoscape.js: ``name`` on nodes and ``interaction`` on edges, always."""

from __future__ import annotations

import json
from typing import Any

from kg.export.ties import NODE, ties


def as_cyjs(dataset: Any, *, derived: bool = False) -> bytes:
    """Elements sorted by id, one a line."""
    found = ties(dataset, derived=derived)
    nodes = [{"id": n["id"], "name": n["label"], **{c: n[c] for c in NODE[2:] if n[c]}} for n in found.nodes]
    edges = [
        {"id": e["id"], "source": e["source"], "target": e["target"], "name": e.get("force") or e["family"], "interaction": e["family"],
         **{k: int(v) if k == "weight" else v for k, v in found.values(e)}}
        for e in found.edges
    ]  # fmt: skip
    head = '{"format_version": "1.0", "generated_by": "dipkg", "target_cytoscapejs_version": "~3.0", "data": {"name": "dipkg"}, "elements": {'
    return f'{head}\n"nodes": [{_lines(nodes)}],\n"edges": [{_lines(edges)}]}}}}\n'.encode()


def _lines(rows: list[dict[str, Any]]) -> str:
    return ",\n".join(json.dumps({"data": row}, ensure_ascii=False) for row in rows)
