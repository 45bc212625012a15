"""A blueprint for Kumu: elements and connections that refer to each other by id, since labels may be shared."""

from __future__ import annotations

import json
from typing import Any

from kg.export.ties import ties


def as_kumu(dataset: Any, *, derived: bool = False) -> bytes:
    """Issues become tags."""
    found = ties(dataset, derived=derived)
    elements = [{"id": n["id"], "label": n["label"], "type": n["kind"], **{c: n[c] for c in ("iso3", "cow") if n[c]}} for n in found.nodes]
    connections = [
        {"id": e["id"], "from": e["source"], "to": e["target"], "direction": "mutual" if e.get("joint") == "true" else "directed",
         "type": e["family"], "label": e.get("force") or e["family"], "tags": [t for t in e["issues"].split("|") if t],
         **{k: v for k, v in found.values(e) if k not in ("family", "issues")}}
        for e in found.edges
    ]  # fmt: skip
    parts = [f'"{name}": [\n' + ",\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "]" for name, rows in
             (("elements", elements), ("connections", connections))]  # fmt: skip
    return ("{" + ",\n".join(parts) + "}\n").encode()
