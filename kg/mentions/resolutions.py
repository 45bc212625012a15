"""Reads resolutions of the United Nations by body and number, without a list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Entity, Mention, Span

# 'UN Security Council resolution 2231 (2015)', 'UNSCR 1325', 'UNGA resolution 68/262', 'resolutions 242 and 338'.
_BODY = r"(?:(?:UN|U\.N\.|United Nations) )?(?P<body>Security Council|General Assembly|Human Rights Council)(?:['’]s)? "
_SHORT = r"(?P<short>UNSC|UNGA|UNHRC|HRC|UNSCR|UNSCRs) ?"
_NUMBER = r"(?:[AS]/(?:HRC/)?(?:RES/)?)?\d{1,4}(?:/[A-Z]?-?\d{1,3})?(?: \(\d{4}\))?"
_RESOLUTION = re.compile(
    rf"\b(?:{_BODY}|{_SHORT})(?:[Rr]esolutions? )?(?:[Nn]os?\. ?|[Nn]umbers? )?(?P<first>{_NUMBER})(?!\w)(?P<more>(?:,? (?:and )?{_NUMBER}(?!\w))*)"
)
_DOCUMENT = re.compile(r"\b(?P<symbol>[AS]/(?:HRC/)?RES/\d{1,4}(?:/\d{1,3})?)(?: \((?P<year>\d{4})\))?")
_BODIES = {"Security Council": "unsc", "General Assembly": "unga", "Human Rights Council": "unhrc"}
_SHORTS = {"UNSC": "unsc", "UNSCR": "unsc", "UNSCRs": "unsc", "UNGA": "unga", "UNHRC": "unhrc", "HRC": "unhrc"}
_TITLES = {"unsc": "UN Security Council", "unga": "UN General Assembly", "unhrc": "UN Human Rights Council"}


def find_resolutions(text: str) -> Iterator[Mention]:
    """Mentions of form "instrument"; the first number is read with the body before it, each further one alone."""
    taken: list[Span] = []
    for match in _RESOLUTION.finditer(text):
        body = _BODIES.get(match["body"] or "") or _SHORTS[match["short"]]
        plain = "esolution" not in match.group() and not (match["short"] or "").startswith("UNSCR")
        if plain:
            continue
        spans = [Span(match.start(), match.end("first"))]
        numbers = [match["first"]]
        for more in re.finditer(_NUMBER, match["more"]):
            at = match.start("more")
            spans.append(Span(at + more.start(), at + more.end()))
            numbers.append(more.group())
        for span, number in zip(spans, numbers, strict=True):
            taken.append(span)
            yield Mention(span=span, form="instrument", entities=(_resolution(body, number),))
    for match in _DOCUMENT.finditer(text):
        span = Span(match.start(), match.end())
        if not any(span.overlaps(t) for t in taken):
            body = "unhrc" if "HRC" in match["symbol"] else "unga" if match["symbol"][0] == "A" else "unsc"
            yield Mention(span=span, form="instrument", entities=(_resolution(body, match["symbol"]),))


def _resolution(body: str, written: str) -> Entity:
    """One entity a number, whatever the year in brackets or the form of the symbol."""
    number = re.sub(r"^[AS]/(?:HRC/)?(?:RES/)?", "", written.split(" (")[0])
    return Entity(
        id=f"instrument/{body}-resolution-{number.replace('/', '-').lower()}",
        kind="instrument",
        label=f"{_TITLES[body]} resolution {number}",
    )
