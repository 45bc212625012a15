"""Reads XML into a small tree and fragments of HTML into text, refusing document types and with limits on depth and size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from xml.parsers import expat

from kg.errors import RejectedInput
from kg.readers.draft import clean, fold

_DEEPEST = 200
_MOST = 600_000


@dataclass(slots=True)
class Node:
    """An element: ``name`` without its namespace, ``space`` the namespace, ``start`` and ``end`` in bytes of the input."""

    name: str
    space: str
    given: dict[str, str]
    start: int
    parts: list[str | Node] = field(default_factory=list)
    end: int = 0

    def __iter__(self) -> Iterator[Node]:
        return (p for p in self.parts if isinstance(p, Node))

    def text(self) -> str:
        """All characters inside, in order."""
        return "".join(p if isinstance(p, str) else p.text() for p in self.parts)

    def first(self, *names: str) -> Node | None:
        """The first child of one of these names; names that come earlier win."""
        return next((child for name in names for child in self if child.name == name), None)


class _Tree:
    def __init__(self) -> None:
        self.open: list[Node] = []
        self.root: Node | None = None
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.finish
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.doctype

    def begin(self, name: str, given: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= _DEEPEST or self.count > _MOST:
            raise RejectedInput("too-costly", f"XML of more than {_DEEPEST} levels or {_MOST} elements")
        space, _, local = name.rpartition(" ")
        node = Node(local, space, {k.rpartition(" ")[2]: v for k, v in given.items()}, self.parser.CurrentByteIndex)
        if self.open:
            self.open[-1].parts.append(node)
        else:
            self.root = node
        self.open.append(node)

    def finish(self, name: str) -> None:
        self.open.pop().end = self.parser.CurrentByteIndex

    def words(self, words: str) -> None:
        if self.open:
            self.open[-1].parts.append(words)

    def doctype(self, *_: Any) -> None:
        raise RejectedInput("doctype", "XML that declares a document type is refused: entities could swell or reach out")


def parse_xml(raw: bytes) -> Node:
    """The root of a document. Raises RejectedInput (malformed, doctype, too-costly); nothing outside ``raw`` is touched."""
    tree = _Tree()
    try:
        tree.parser.Parse(raw, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise RejectedInput("malformed", f"not well-formed XML ({error})") from error
    assert tree.root is not None
    return tree.root


# What holds no words of a release, and what stands on a line of its own.
_HIDDEN = re.compile(r"script|style|template|noscript|svg|nav|form|button|select|iframe|object|figcaption|head|title")
_LINES = re.compile(
    r"p|div|br|tr|table|[uod]l|li|d[td]|h[1-6r]|blockquote|section|article|header|footer|aside|main|figure|pre|address"
)


class _Fragment(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _HIDDEN.fullmatch(tag):
            self.hidden.append(tag)
        elif _LINES.fullmatch(tag):
            self.out.append("\n- " if tag == "li" else "\n" if tag == "br" else "\n\n")
        elif tag in ("td", "th"):
            self.out.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            while self.hidden.pop() != tag:
                pass
        elif _LINES.fullmatch(tag):
            self.out.append("\n\n" if tag != "li" else "\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.out.append(" ".join(data.split()).join(_edges(data)))


def _edges(data: str) -> tuple[str, str]:
    return (" " if data[:1].isspace() else "", " " if data[-1:].isspace() and data.strip() else "")


def strip_html(fragment: str) -> str:
    """The text of a fragment of HTML: one line a block, list items with a dash, scripts, styles and captions left out."""
    reader = _Fragment()
    reader.feed(fragment)
    reader.close()
    return fold(re.sub(" {2,}", " ", clean("".join(reader.out))))
