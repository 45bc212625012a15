"""Splits a block into sentences: abbreviations, initials and closing quotation marks do not mislead it."""

from __future__ import annotations

import re

from kg.model import ITEM_MARK, Block, Span

_NEVER = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "h.e",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "cmdr",
        "adm",
        "sgt",
        "rep",
        "sen",
        "gov",
        "amb",
        "hon",
        "rev",
        "no",
        "nos",
        "art",
        "arts",
        "vol",
        "vs",
        "approx",
        "fig",
        "cf",
        "st",
        "e.g",
        "i.e",
        "messrs",
        "ma",
        "engr",
        "atty",
        "brig",
        "msgr",
        "dra",
        "mme",
        "ch",
    ]
)
_SELDOM = frozenset(
    [
        "jr",
        "sr",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "d.p.r.k",
        "r.o.k",
        "n.k",
        "u.a.e",
        "p.r.c",
        "d.c",
        "a.m",
        "p.m",
        "ph.d",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
    ]
)
_MONTHS = frozenset(["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"])
# "In Jan. Peru", "9 Jan. Peru": behind these it is the month, where "Thank you, Jan. Peru will" is a person.
_MONTH_COMES = re.compile(r"(?:\d|\b(?:in|since|of|last|this|next|early|late|mid|until|till|by|from|to|for|on|and|before|after|through|between))[ ,.-]{1,2}[\w-]{3,4}$", re.IGNORECASE)
_OPENERS = re.compile(
    r"[\"“(]?(?:The|He|She|It|They|We|In|On|At|This|These|Both|For|And|But|However|During|Meanwhile|Also|As|Minister|Foreign|"
    r"President|Prime|Secretary|Mr|Ms|A|An|After|Before|With|Our|His|Her|Their|Further|Finally|Regarding|Earlier)\b"
)
_END = re.compile(r"(?P<stop>[.!?…]{1,5})(?P<close>[\"'”’)\]]{0,3})(?P<gap>\s{1,9})(?=[\"'“‘(\[]?[^\W\d_a-z]|[\"'“‘(\[]?\d)")
_LONGEST = 6_000  # letters of a sentence; the longest in 5,470 releases has 3,537
_IN_BRACKETS = re.compile(r"\(\w{2,4}$")
_WORD_BEFORE = re.compile(r"[\w.’'-]{0,30}$")


def without_mark(text: str, block: Block) -> Span:
    """The words of a block without the mark of an item."""
    mark = ITEM_MARK.match(text, block.span.start, block.span.end) if block.kind == "item" else None
    return Span(mark.end() if mark else block.span.start, block.span.end)


def split(text: str, block: Span) -> list[Span]:
    """The sentences of one block, in order; white space between them belongs to none."""
    if stars := _STARS.search(text, block.start, block.end):
        return [*split(text, Span(block.start, stars.start())), *split(text, Span(stars.end(), block.end))] if stars.start() > block.start else split(text, Span(stars.end(), block.end))
    spans, start = [], block.start
    for match in _END.finditer(text, block.start, block.end):
        if _ends_here(text, match):
            spans.append(Span(start, match.start("gap")))
            start = match.end()
    if start < block.end:
        spans.append(Span(start, block.end))
    return [part for s in spans if s.of(text).strip() for part in _in_reach(text, s)]


def _in_reach(text: str, span: Span) -> list[Span]:
    """A sentence as it is; what is longer than any that people write is cut at a comma or blank, since each verb looks through its whole sentence."""
    parts, start = [], span.start
    while span.end - start > _LONGEST:
        end = next((at for sign in (", ", " ") if (at := text.rfind(sign, start + 1, start + _LONGEST)) > 0), start + _LONGEST - 1) + 1
        parts.append(Span(start, end))
        start = end + len(text[end : span.end]) - len(text[end : span.end].lstrip())
    return [*parts, Span(start, span.end)] if start < span.end else parts


# Stars that part a report from the words spoken: "... in Africa.*** President Ruiz: Welcome."
_STARS = re.compile(r"(?:(?<!\s)\s+)?\*{3}\s*")


def _ends_here(text: str, match: re.Match[str]) -> bool:
    aside = match["close"] == ")" and _IN_BRACKETS.search(text, max(0, match.start() - 30), match.start())  # "Hon. (Mrs.) Lee"
    if match["stop"] != "." or (match["close"] and not aside):
        return True
    found = _WORD_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    # Of "U.S.-U.K." the last part tells.
    word = found.group().lower().strip(".’'-").rsplit("-", 1)[-1] if found else ""
    if word in _NEVER:
        return False
    if word in _MONTHS:
        return not text[match.end()].isdigit() and not _MONTH_COMES.search(text, max(0, match.start() - 30), match.start())
    opens = bool(_OPENERS.match(text, match.end()))
    if re.fullmatch(r"[a-z]", word) or word in _SELDOM or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return opens
    return True
