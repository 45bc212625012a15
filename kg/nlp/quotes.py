"""Finds quotations by the class of their marks, over sentences and paragraphs, never by counting."""

from __future__ import annotations

import re

from kg.model import Quote, Span

_CURLY = re.compile(r"“([^“”]{1,6000})”")
_STRAIGHT = re.compile(r"(?<![\w\"])\"(?=\S)([^\"\n]{1,3000})(?<=\S)\"(?!\w)")
_GUILLEMETS = re.compile(r"«([^«»]{1,3000})»")
_REOPENED = re.compile(r"“([^“”\n]{1,3000})(?=\n\s*“)")


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Quotations in text order, the marks left out; a paragraph left open counts if the next one opens again."""
    found: list[Quote] = []
    for pattern, kind in ((_CURLY, "double"), (_REOPENED, "open"), (_STRAIGHT, "straight"), (_GUILLEMETS, "guillemets")):
        for match in pattern.finditer(text):
            span = Span(match.start(1), match.end(1))
            if "\n\n" in match.group(1) and kind == "double":
                continue
            if not any(q.span.overlaps(span) for q in found):
                found.append(Quote(span=span, kind=kind))
    return tuple(sorted(found, key=lambda q: q.span))
