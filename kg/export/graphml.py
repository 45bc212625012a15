"""GraphML as networkx, igraph, yEd and Gephi read it: one edge an act and pair, each with an id of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kg.export.ties import NODE, Row, ties

_TYPES = {"weight": "int", "joint": "boolean"}


def as_graphml(dataset: Any, *, derived: bool = False) -> bytes:
    """Keys are named as the columns are; ``name`` says the id of an edge again, for igraph mixes up the ids it reads."""
    found = ties(dataset, derived=derived)
    kept = {"node": NODE[1:], "edge": ("name", *found.columns[3:])}
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n']
    out += [
        f'<key id="{part[0]}-{c}" for="{part}" attr.name="{c}" attr.type="{_TYPES.get(c, "string")}"/>\n' for part, cs in kept.items() for c in cs
    ]
    out.append('<graph id="dipkg" edgedefault="directed">\n')
    out += [f"<node id={quoteattr(n['id'])}>{_data('n', n, kept['node'])}</node>\n" for n in found.nodes]
    for edge in found.edges:
        ends = f"source={quoteattr(edge['source'])} target={quoteattr(edge['target'])}"
        out.append(f"<edge id={quoteattr(edge['id'])} {ends}>{_data('e', {**edge, 'name': edge['id']}, kept['edge'])}</edge>\n")
    return "".join([*out, "</graph>\n</graphml>\n"]).encode()


def _data(part: str, row: Row, columns: Sequence[str]) -> str:
    return "".join(f'<data key="{part}-{c}">{escape(row[c])}</data>' for c in columns if row[c])
