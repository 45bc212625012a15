"""Finds lists that run on inside a paragraph, or in short lines without marks behind a colon, as pages that lost their marks have them."""

from __future__ import annotations

import re

from kg.model import Block, Span

# The first mark of a list, right behind the colon of its lead.
_FIRST = re.compile(r":\s+(?P<mark>[-–—•▪●◦*]|\(?(?:1|a|i)[.)]|First:)\s+(?=[\w“\"])")
_BULLETS = "•▪●◦"
# Where the last item of a list ends and the paragraph goes on.
_STOP = re.compile(r"(?<=[\w)”\"])[.!?][”\"]?\s+(?=[A-Z“\"])")
_SERIES = {"1": [str(n) for n in range(1, 40)], "a": list("abcdefghijklmnop"), "i": ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"],
           "First:": ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"]}  # fmt: skip


def listed(text: str, span: Span) -> list[Block]:
    """The blocks of a paragraph: itself, or its lead, the items behind a colon, and what follows them."""
    first = _FIRST.search(text, span.start, span.end)
    starts = [first.start("mark"), *_further(text, first["mark"], first.end(), span.end)] if first else []
    if first is None or len(starts) < 2:
        return [Block(kind="paragraph", span=span)]
    stop = _STOP.search(text, starts[-1], span.end)
    end = stop.start() + 1 if stop else span.end
    found = [Block(kind="paragraph", span=Span(span.start, first.start() + 1))]
    for here, after in zip(starts, [*starts[1:], end], strict=True):
        found.append(Block(kind="item", span=Span(here, here + len(text[here:after].rstrip()))))
    if stop:
        found += listed(text, Span(stop.end(), span.end))
    return found


def _further(text: str, mark: str, at: int, end: int) -> list[int]:
    """Where the further items of a list begin, told by marks of the kind of its first."""
    if mark in _BULLETS:
        return [m.start("mark") for m in re.compile(rf"\s(?P<mark>{mark})\s{{1,99}}(?=\S)").finditer(text, at, end)]
    if mark in "-–—*":
        pattern = rf"(?:[,;.]|\b(?:and|or)) (?P<mark>{re.escape(mark)}) (?=[\w“\"])"
        return [m.start("mark") for m in re.compile(pattern).finditer(text, at, end)]
    series = _SERIES[mark.strip("(.)")]  # "First:" keeps its colon, so that "a" word of the text is none
    found: list[int] = []
    for number in series[1:]:
        wanted = re.escape(mark).replace(re.escape(series[0]), number)
        nxt = re.compile(rf"(?<=\s){wanted}\s+(?=\S)").search(text, at, end)
        if nxt is None:
            break
        found.append(nxt.start())
        at = nxt.end()
    return found


def with_unmarked_items(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks with two or more short lines right behind a paragraph that ends with a colon as its items."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        found.append(blocks[at])
        at += 1
        if found[-1].kind != "paragraph" or not found[-1].span.of(text).endswith(":"):
            continue
        run = next((i for i in range(at, len(blocks)) if blocks[i].kind != "subhead"), len(blocks))
        if run - at > 1:
            found += [Block(kind="item", span=b.span) for b in blocks[at:run]]
            at = run
    return found
