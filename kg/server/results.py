"""Writes the rows of a SELECT and the answer of an ASK in the four result formats of SPARQL 1.1, up to a number of rows."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

Row = Sequence[Any]
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _term(term: Any) -> dict[str, str]:
    kind = type(term).__name__
    if kind == "NamedNode":
        return {"type": "uri", "value": term.value}
    if kind == "BlankNode":
        return {"type": "bnode", "value": term.value}
    if kind == "Literal":
        more = {"xml:lang": term.language} if term.language else {}
        plain = term.datatype.value in ("http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
        return {"type": "literal", "value": term.value, **more, **({} if plain else {"datatype": term.datatype.value})}
    return {"type": "literal", "value": str(term)}


def as_json(columns: Sequence[str], rows: Sequence[Row], truncated: bool) -> str:
    """SPARQL 1.1 Query Results JSON; ``truncated`` is told beside the results."""
    bindings = [{c: _term(t) for c, t in zip(columns, row, strict=True) if t is not None} for row in rows]
    told = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}, **({"truncated": True} if truncated else {})}
    return json.dumps(told, ensure_ascii=False)


def as_xml(columns: Sequence[str], rows: Sequence[Row], truncated: bool) -> str:
    """SPARQL Query Results XML; characters that XML cannot hold become spaces."""
    out = ['<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>']
    out += [f"<variable name={quoteattr(c)}/>" for c in columns]
    out.append("</head>" + ("<!-- truncated -->" if truncated else "") + "<results>")
    for row in rows:
        cells = (f"<binding name={quoteattr(c)}>{_xml(t)}</binding>" for c, t in zip(columns, row, strict=True) if t is not None)
        out.append(f"<result>{''.join(cells)}</result>")
    return "".join(out) + "</results></sparql>"


def _xml(term: Any) -> str:
    told = _term(term)
    value = escape(_CONTROL.sub(" ", told["value"]))
    more = f" xml:lang={quoteattr(told['xml:lang'])}" if "xml:lang" in told else ""
    more += f" datatype={quoteattr(told['datatype'])}" if "datatype" in told else ""
    return f"<{told['type']}{more}>{value}</{told['type']}>"


def as_csv(columns: Sequence[str], rows: Sequence[Row], truncated: bool) -> str:
    """Comma-separated values: plain values, as the standard asks."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(["" if t is None else f"_:{t.value}" if type(t).__name__ == "BlankNode" else _term(t)["value"] for t in row] for row in rows)
    return out.getvalue()


def as_tsv(columns: Sequence[str], rows: Sequence[Row], truncated: bool) -> str:
    """Tab-separated terms in the syntax of SPARQL."""
    lines = ["\t".join(f"?{c}" for c in columns)]
    lines += ["\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) for row in rows]
    return "\n".join(lines) + "\n"


RESULTS: dict[str, tuple[str, Callable[[Sequence[str], Sequence[Row], bool], str]]] = {
    "json": ("application/sparql-results+json", as_json),
    "xml": ("application/sparql-results+xml", as_xml),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "tsv": ("text/tab-separated-values; charset=utf-8", as_tsv),
}


def boolean(answer: bool, form: str) -> str:
    """The answer of an ASK."""
    word = str(answer).lower()
    if form == "xml":
        return f'<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>{word}</boolean></sparql>'
    return json.dumps({"head": {}, "boolean": answer}) if form == "json" else word + "\n"
