"""Finds quotations by the class of their marks, over sentences and paragraphs, never by counting."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Quote, Span

# Marks that open and close alike tell by their neighbours which they are: a mark that opens stands before a word and after
# none, a mark that closes the other way round. One apostrophe alone is no quotation mark; two in a row are.
# Single marks count where a capital follows the one and a stop precedes the other: apostrophes stand elsewhere.
_MARK = re.compile(r"[“”«»\"]|''|``|’’|‘‘|(?<![^\s(])[‘'](?=[A-Z])|(?<=[.,!?])['’](?=\s|$)")
_KIND = {"“": "double", "”": "double", "«": "guillemets", "»": "guillemets", '"': "straight"}
_OPENS = frozenset(["“", "«", "``", "‘‘"])
_CLOSES = frozenset(["”", "»", "’’"])
_LONGEST = {"double": 6000}
_LONGEST_OTHER = 3000
_BEFORE_OPENING = frozenset("([{—–-/:‘'…")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/'’…")


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    opens: bool
    closes: bool


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Quotations in text order, the marks left out; a paragraph left open counts if the next one opens again.

    A quotation of kind "open" is one that the next quotation continues, after a line break.
    """
    found: list[Quote] = []
    left: dict[str, _Mark] = {}
    for match in _MARK.finditer(text):
        mark = _read(text, match)
        before = left.get(mark.kind)
        if before and mark.closes and _pairs(text, before, mark):
            found.append(Quote(span=Span(before.end, mark.start), kind=mark.kind))
            del left[mark.kind]
        elif mark.opens:
            if before and (span := _left_open(text, before, mark)):
                found.append(Quote(span=span, kind="open"))
            left[mark.kind] = mark
    return _apart(found)


def _read(text: str, match: re.Match[str]) -> _Mark:
    sign = match.group()
    kind = _KIND.get(sign, "ticks")
    if sign in ("‘", "'", "’"):
        opens = text[match.end()].isupper() if match.end() < len(text) else False
        return _Mark(match.start(), match.end(), "single", opens, not opens)
    if sign in _OPENS or sign in _CLOSES:
        return _Mark(match.start(), match.end(), kind, sign in _OPENS, sign in _CLOSES)
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    free_before = not before or before.isspace() or before in _BEFORE_OPENING
    free_after = not after or after.isspace() or after in _AFTER_CLOSING
    opens = free_before and bool(after) and not after.isspace()
    closes = bool(before) and not before.isspace() and (free_after or not free_before)
    return _Mark(match.start(), match.end(), kind, opens, closes and not after.isalnum())


def _pairs(text: str, before: _Mark, mark: _Mark) -> bool:
    inside = text[before.end : mark.start]
    across = "\n\n" if before.kind == "double" else "\n"
    return bool(inside.strip()) and across not in inside and len(inside) <= _LONGEST.get(before.kind, _LONGEST_OTHER)


def _left_open(text: str, before: _Mark, mark: _Mark) -> Span | None:
    """The rest of the paragraph of a mark that was never closed, if the next paragraph opens with a mark of its kind."""
    inside = text[before.end : mark.start]
    words, _, gap = inside.partition("\n")
    if not words.strip() or gap.strip() or "\n" not in inside or len(words) > _LONGEST_OTHER:
        return None
    return Span(before.end, before.end + len(words.rstrip()))


def _apart(found: list[Quote]) -> tuple[Quote, ...]:
    """Without quotations that lie in another one, in text order."""
    kept: list[Quote] = []
    for quote in sorted(found, key=lambda q: (q.span.start, -q.span.end)):
        if not kept or not kept[-1].span.overlaps(quote.span):
            kept.append(quote)
    return tuple(kept)


def continued(quotes: tuple[Quote, ...]) -> tuple[tuple[Quote, ...], ...]:
    """The quotations grouped by speech: one left open goes together with the one that re-opens it."""
    groups: list[list[Quote]] = []
    for quote in quotes:
        if groups and groups[-1][-1].kind == "open":
            groups[-1].append(quote)
        else:
            groups.append([quote])
    return tuple(tuple(g) for g in groups)
