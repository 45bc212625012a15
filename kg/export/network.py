"""Who deals with whom as GraphML, GEXF and DOT: one node an actor, one edge an act between two of them."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax.saxutils import quoteattr

from kg.export.acts import acts

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def edges(dataset: Any) -> list[dict[str, str]]:
    """Edges between parties: each pair of a joint act, and each party to each addressee; unique ids."""
    found = []
    for act in acts(dataset):
        if act["class"] in ("DeniedAct", "ProspectiveEvent"):
            continue
        names = [(a.get("state") or a.get("iso3") or a["name"]) for a in act["by"]]
        targets = [(a.get("state") or a.get("iso3") or a["name"]) for a in act["to"]]
        pairs = [(a, b) for a in names for b in targets if a != b]
        if not targets:
            pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :] if a != b]
        for number, (a, b) in enumerate(dict.fromkeys(pairs)):
            text = _CONTROL.sub(" ", act["text"])
            edge = {"id": f"{act['id']}~{number}", "source": a, "target": b, "family": act["family"], "force": act["force"]}
            found.append({**edge, "statement": act["id"], "text": text, "release": act["release"]})
    return found


def _graph(dataset: Any) -> Any:
    import networkx as nx

    graph = nx.MultiDiGraph()
    for edge in edges(dataset):
        for end in ("source", "target"):
            graph.add_node(edge[end], label=edge[end])
        data = {k: v for k, v in edge.items() if k not in ("id", "source", "target")}
        graph.add_edge(edge["source"], edge["target"], key=edge["id"], **data)
    return graph


def as_graphml(dataset: Any) -> bytes:
    """GraphML as networkx, igraph and Gephi read it."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml(_graph(dataset), out)
    return out.getvalue()


def as_gexf(dataset: Any) -> bytes:
    """GEXF 1.3, every edge with an id of its own (readers drop edges that share one)."""
    rows = edges(dataset)
    names = sorted({e[end] for e in rows for end in ("source", "target")})
    keys = ("family", "force", "statement", "text", "release")
    out = ['<?xml version="1.0" encoding="UTF-8"?>', '<gexf xmlns="http://gexf.net/1.3" version="1.3">']
    out.append('<graph defaultedgetype="directed" mode="static"><attributes class="edge">')
    out += [f'<attribute id="{i}" title="{k}" type="string"/>' for i, k in enumerate(keys)]
    out.append("</attributes><nodes>")
    out += [f"<node id={quoteattr(n)} label={quoteattr(n)}/>" for n in names]
    out.append("</nodes><edges>")
    for edge in rows:
        ends = f"source={quoteattr(edge['source'])} target={quoteattr(edge['target'])}"
        values = "".join(f'<attvalue for="{i}" value={quoteattr(edge[k])}/>' for i, k in enumerate(keys))
        out.append(f"<edge id={quoteattr(edge['id'])} {ends} label={quoteattr(edge['force'])}>")
        out.append(f"<attvalues>{values}</attvalues></edge>")
    out.append("</edges></graph></gexf>")
    return "\n".join(out).encode() + b"\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def as_dot(dataset: Any) -> bytes:
    """DOT for Graphviz, everything quoted."""
    lines = ["digraph dipkg {"]
    rows = edges(dataset)
    lines += [f"  {_quoted(n)};" for n in sorted({e[end] for e in rows for end in ("source", "target")})]
    lines += [f"  {_quoted(e['source'])} -> {_quoted(e['target'])} [label={_quoted(e['force'])}];" for e in rows]
    return ("\n".join([*lines, "}"]) + "\n").encode()
