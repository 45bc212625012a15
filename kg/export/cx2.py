"""CX2 for Cytoscape 3.10 and later and for NDEx: declared attributes, nodes and edges by number."""

from __future__ import annotations

import json
from typing import Any

from kg.export.ties import NODE, ties


def as_cx2(dataset: Any, *, derived: bool = False) -> bytes:
    """Numbers follow the sorted ids; ``represents`` and ``statement`` keep the IRIs."""
    found = ties(dataset, derived=derived)
    number = {n["id"]: i for i, n in enumerate(found.nodes)}
    nodes = [
        {"id": number[n["id"]], "v": {"name": n["label"], "represents": n["id"], **{c: n[c] for c in NODE[2:] if n[c]}}} for n in found.nodes
    ]
    edges = [
        {"id": i, "s": number[e["source"]], "t": number[e["target"]],
         "v": {"name": e["id"], "interaction": e["family"], **{k: int(v) if k == "weight" else v for k, v in found.values(e)}}}
        for i, e in enumerate(found.edges)
    ]  # fmt: skip
    of_nodes = {c: {"d": "string"} for c in ("name", "represents", *NODE[2:])}
    of_edges = {c: {"d": "integer" if c == "weight" else "string"} for c in ("name", "interaction", *found.columns[3:])}
    counts = {"attributeDeclarations": 1, "networkAttributes": 1, "nodes": len(nodes), "edges": len(edges)}
    aspects = [
        {"CXVersion": "2.0", "hasFragments": False},
        {"metaData": [{"name": name, "elementCount": count} for name, count in counts.items()]},
        {"attributeDeclarations": [{"networkAttributes": {"name": {"d": "string"}}, "nodes": of_nodes, "edges": of_edges}]},
        {"networkAttributes": [{"name": "dipkg"}]}, {"nodes": nodes}, {"edges": edges}, {"status": [{"success": True}]},
    ]  # fmt: skip
    return ("[" + ",\n".join(json.dumps(a, ensure_ascii=False) for a in aspects) + "]\n").encode()
