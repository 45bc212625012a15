"""Writes single terms and quads as N-Quads text; the only place where strings are escaped."""

from __future__ import annotations

import re

from kg.vocab import ID, NS, RDF, XSD

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'[\\"\n\r\t\x00-\x1f\x7f]')
# What RFC 3987 has no place for in a path or fragment: signs of syntax, spaces, control and direction characters, private use, what is
# no character at all.
_UNSAFE = re.compile(
    r"[\x00-\x20<>\"{}|^`\\\[\]\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\uffff\U000e0000-\U0010ffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 14) for last in (0xFFFE, 0xFFFF))
    + r"]|%(?![0-9A-Fa-f]{2})"
)


def iri(value: str) -> str:
    """An IRI reference; characters that IRIs forbid are percent-encoded, and so is every hash sign but the first."""
    head, mark, fragment = value.partition("#")
    return "<" + _UNSAFE.sub(_percent, head + mark + fragment.replace("#", "%23")) + ">"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))


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
