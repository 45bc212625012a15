"""GEXF 1.3 for Gephi: directed edges with an id of their own (readers drop edges that share one), each living on its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from kg.export.ties import NODE, Row, ties

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>dipkg</creator><description>Who deals with whom, as releases tell it</description></meta>
<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">
"""
_TYPES = {"weight": "integer", "joint": "boolean"}


def as_gexf(dataset: Any, *, derived: bool = False) -> bytes:
    """Nodes live from their first to their last edge; what is undated is always there."""
    found = ties(dataset, derived=derived)
    kept = NODE[2:5], tuple(c for c in found.columns[3:] if c not in ("start", "end"))
    out = [_HEAD, *(_declared(name, columns) for name, columns in zip(("node", "edge"), kept, strict=True)), "<nodes>\n"]
    out += [f"<node id={quoteattr(n['id'])} label={quoteattr(n['label'])}{_life(n)}>{_values(n, kept[0])}</node>\n" for n in found.nodes]
    out.append("</nodes>\n<edges>\n")
    for edge in found.edges:
        ends = f"source={quoteattr(edge['source'])} target={quoteattr(edge['target'])}"
        weight = f' weight="{edge["weight"]}"' if "weight" in edge else ""
        label = quoteattr(edge.get("force") or edge["family"])
        out.append(f"<edge id={quoteattr(edge['id'])} {ends} label={label}{weight}{_life(edge)}>{_values(edge, kept[1])}</edge>\n")
    return "".join([*out, "</edges>\n</graph>\n</gexf>\n"]).encode()


def _declared(name: str, columns: Sequence[str]) -> str:
    rows = "".join(f'<attribute id="{c}" title="{c}" type="{_TYPES.get(c, "string")}"/>' for c in columns)
    return f'<attributes class="{name}" mode="static">{rows}</attributes>\n'


def _life(row: Row) -> str:
    return f' start="{row["start"]}" end="{row["end"]}"' if row["start"] else ""


def _values(row: Mapping[str, str], columns: Sequence[str]) -> str:
    return "<attvalues>" + "".join(f'<attvalue for="{c}" value={quoteattr(row[c])}/>' for c in columns if row[c]) + "</attvalues>"
