"""Writes single terms and quads as N-Quads text; the only place where strings are escaped."""

from __future__ import annotations

import re

from kg.vocab import ID, NS, RDF, XSD

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'[\\"\n\r\t\x00-\x1f\x7f]')
_UNSAFE = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


def iri(value: str) -> str:
    """An IRI reference; characters that N-Quads forbids are percent-encoded."""
    return "<" + _UNSAFE.sub(lambda m: f"%{ord(m.group()):02X}", value) + ">"


def literal(value: str, datatype: str | None = None, language: str | None = None) -> str:
    """A literal: plain string, language-tagged, or typed by a local name of XML Schema."""
    body = '"' + _SPECIAL.sub(lambda m: _ESCAPES.get(m.group(), f"\\u{ord(m.group()):04X}"), value) + '"'
    if language:
        return f"{body}@{language}"
    return f"{body}^^<{XSD}{datatype}>" if datatype else body


class Quads:
    """Collects the statements of one named graph and gives them sorted, each once."""

    def __init__(self, graph: str) -> None:
        self._graph = iri(graph)
        self._lines: set[str] = set()

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """Add triples; subject and predicate are IRIs, objects are finished terms."""
        for term in objects:
            self._lines.add(f"{iri(subject)} {iri(predicate)} {term} {self._graph} .\n")

    def lines(self) -> set[str]:
        """The N-Quads lines, unsorted."""
        return self._lines


def time_span(graph: Quads, edtf: str, earliest: str | None, latest: str | None) -> str:
    """Describe a time span by its EDTF expression and give its node."""
    # An open end is spelled out: a name that ends in full stops cannot be written short in Turtle.
    node = f"{ID}time/{re.sub(r'[^0-9A-Za-z~-]', '_', edtf.replace('..', 'open'))}"
    graph.add(node, RDF + "type", iri(NS + "TimeSpan"))
    graph.add(node, NS + "edtf", literal(edtf))
    for name, day in (("earliest", earliest), ("latest", latest)):
        if day:
            graph.add(node, NS + name, literal(day, "date"))
    return node


def join(*parts: Quads) -> bytes:
    """Sorted N-Quads of several graphs, UTF-8."""
    lines: set[str] = set()
    for part in parts:
        lines |= part.lines()
    return "".join(sorted(lines)).encode()
