"""DOT for Graphviz: everything quoted, a tooltip tells the sentence."""

from __future__ import annotations

from typing import Any

from kg.export.ties import ties


def as_dot(dataset: Any, *, derived: bool = False) -> bytes:
    """One line a node and an edge; ``dot -Tsvg`` draws it."""
    found = ties(dataset, derived=derived)
    lines = ["digraph dipkg {", '  node [shape=box, style=rounded, fontname="Helvetica"];', '  edge [fontname="Helvetica", fontsize=10];']
    lines += [f"  {_quoted(n['id'])} [label={_quoted(_shown(n['label']))}];" for n in found.nodes]
    for edge in found.edges:
        label = f"{edge['family']} {edge['weight']}" if derived else edge["force"]
        values = {"id": edge["id"], "label": _shown(label), "tooltip": _shown(edge.get("sentence", label))}
        told = ", ".join(f"{k}={_quoted(v)}" for k, v in values.items())
        lines.append(f"  {_quoted(edge['source'])} -> {_quoted(edge['target'])} [{told}];")
    return ("\n".join([*lines, "}"]) + "\n").encode()


def _quoted(text: str) -> str:
    """A quoted string; a backslash would begin an escape of Graphviz's own."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shown(text: str) -> str:
    """A text that is drawn: Graphviz reads character references in it."""
    return text.replace("&", "&amp;")
