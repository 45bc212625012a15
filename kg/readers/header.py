"""Tells headline, dateline, paragraphs, items and boilerplate apart, and finds the date a release bears."""

from __future__ import annotations

import datetime
import re

from kg.model import ITEM_MARK, Block, Span
from kg.readers.boilerplate import kind_of
from kg.readers.listing import listed, with_unmarked_items

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATE = re.compile(r"\b(?:(?P<m>[A-Z][a-z]{2,8})\.? ?(?P<d>\d{1,2})(?:st|nd|rd|th)?, ?(?P<y>(?:19|20)\d\d)"
                   r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)? (?P<m2>[A-Z][a-z]{2,8})\.?,? (?P<y2>(?:19|20)\d\d)"
                   r"|(?P<y3>(?:19|20)\d\d)[-./](?P<m3>\d{1,2})[-./](?P<d3>\d{1,2}))\b")  # fmt: skip
_DATELINE = re.compile(r"^[^.!?]{0,60}(?:19|20)\d\d[^.!?]{0,20}$")


def find_blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """One block per non-empty line, except that lines wrapped in mid-sentence belong to one paragraph.

    ``title`` is the headline that the file declares; without one, the first line that looks like a headline is it.
    """
    blocks: list[Block] = []
    spans = _paragraphs(text)
    told = next((s for s in spans if title and _folded(s.of(text)) == _folded(title)), None) or _below_letterhead(text, spans)
    titled = told is not None
    for span in spans:
        words = span.of(text)
        kind = "headline" if span == told else _kind(words, titled=titled)
        titled = titled or kind == "headline"
        title = title or (words if kind == "headline" else None)
        head = _repeated(title, words) if kind == "paragraph" and title else 0
        if head:
            blocks.append(Block(kind="boilerplate", span=Span(span.start, span.start + head)))
            span = Span(span.start + head + 1, span.end)
        blocks += listed(text, span) if kind == "paragraph" else [Block(kind=kind, span=span)]
    return tuple(with_unmarked_items(text, blocks))


# What a ministry prints above a headline: whose paper it is, what kind of text, its number.
_LETTERHEAD = re.compile(
    r"(?:(?:press|media|news) (?:release|statement|note|communiqu[ée])|pr\.?|communiqu[ée]|press communiqu[ée]|statement|readout|news|announcement)\b[\s:.,-]*"
    r"(?:(?:no|n|nr|ref)?\b\.?[º°:]?\s*[\d/.-]+(?:\s*/\s*\d+)?)?|[A-Z]{1,5}[-/]\d[\w/.-]*|(?:no|ref)\.?\s*[:.]?\s*[\w/.-]*\d[\w/.-]*"
    r"|(?-i:(?:(?:FEDERAL|ISLAMIC|DEMOCRATIC|PEOPLE[’']S) )*(?:REPUBLIC|KINGDOM|STATE|GOVERNMENT|COMMONWEALTH|EMBASSY) OF (?:THE )?[A-Z’'-]+(?: [A-Z’'-]+)?"
    r"|(?:MINISTRY|DEPARTMENT|OFFICE|DIRECTORATE) (?:OF|FOR)(?:,? (?:THE|OF|AND|&|FOREIGN|EXTERNAL|INTERNATIONAL|AFFAIRS|RELATIONS|COOPERATION|TRADE|DIASPORA|EUROPEAN?|"
    r"REGIONAL|INTEGRATION|EXPATRIATES|WORSHIP|INFORMATION|COMMUNICATION|PUBLIC|DIPLOMACY|MEDIA|PRESS|SPOKESPERSON|PRESIDENT|PRIME|MINISTER|COMMERCE|DEFEN[CS]E))+)",
    re.IGNORECASE,
)
_ABOVE = 5  # lines among which a letterhead stands


def _below_letterhead(text: str, spans: list[Span]) -> Span | None:
    """The headline under a letterhead; nothing where the text begins with its headline."""
    for at, span in enumerate(spans[:_ABOVE]):
        words = span.of(text)
        if _LETTERHEAD.fullmatch(words) or (at and _kind(words, titled=True) == "dateline"):
            continue
        return span if at and _kind(words, titled=False) == "headline" else None
    return None


def _repeated(title: str, words: str) -> int:
    """How many characters at the head of a paragraph only say the headline again, as pages scraped in one run do.

    A page may put a fuller form of the headline there: all its words in their order, with titles and forenames between them.
    """
    if len(title) <= _SHORT_TITLE:
        return 0
    if words.startswith(title + " "):
        return len(title) if words[len(title) + 1].isupper() else 0
    parts = re.findall(r"\w+", title)
    said = between = 0
    for match in re.finditer(r"\w+|[.!?] ", words[: len(title) + _FULLER]):
        said, between = (said + 1, 0) if match.group() == parts[said] else (said, between + 1)
        if match.group()[0] in ".!?" or between > _BETWEEN:
            return 0
        if said == len(parts):
            return match.end() if re.match(r" [A-Z]", words[match.end() :]) else 0
    return 0


def _paragraphs(text: str) -> list[Span]:
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n\r]+", text) if m.group().strip()]
    joined: list[Span] = []
    wrapped = _is_wrapped(text, lines)
    for line in lines:
        here = line.of(text)
        opening = len(joined) == 1 and here.lstrip()[:1].isupper()  # the first line is a title unless the next goes on in small letters
        if joined and (_continues(text, joined[-1], line) or (wrapped and not opening and _runs_on(text, joined[-1], line))):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            lead = len(here) - len(here.lstrip())
            joined.append(Span(line.start + lead, line.end))
    return [Span(s.start, s.start + len(s.of(text).rstrip())) for s in joined]


def _continues(text: str, before: Span, line: Span) -> bool:
    between = text[before.end : line.start]
    starts_low = line.of(text).lstrip()[:1].islower()
    another = ITEM_MARK.match(text, line.start, line.end) and ITEM_MARK.match(text, before.start, before.end)
    return between.count("\n") <= 1 and starts_low and not another and before.of(text).rstrip()[-1:] not in ".!?:;"


_SHORT_TITLE = 20
_FULLER = 60  # characters that a fuller form of a headline may have more
_BETWEEN = 3  # words that it may have between two of the headline
_FULL_LINE = 40
_OFTEN = 0.2


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether a text breaks its sentences at the edge of the page, as scans and old mail do, blank lines or not."""
    pairs = list(zip(lines, lines[1:], strict=False))
    cut = [a for a, b in pairs if _ends_open(a.of(text)) and b.of(text).lstrip()[:1].islower()]
    return len(pairs) >= 6 and len(cut) >= _OFTEN * len(pairs)


def _ends_open(words: str) -> bool:
    return len(words) >= _FULL_LINE and words.rstrip()[-1:] not in '.!?:;”"'


def _runs_on(text: str, before: Span, line: Span) -> bool:
    """Whether a line goes on in the next one: it is long, stops nowhere and is no heading in capitals."""
    last = before.of(text).rstrip().rpartition("\n")[2]
    new = line.of(text).strip()
    return _ends_open(last) and not last.isupper() and not new.isupper() and not ITEM_MARK.match(new)


def _kind(words: str, *, titled: bool) -> str:
    if apart := kind_of(words):
        return apart
    if words.startswith("|"):
        return "table"
    mark = ITEM_MARK.match(words)
    goes_on = mark is not None and words[mark.end() :].lstrip()[:1].islower()  # "(c) decided to open it by 30 April 2024; and"
    if not goes_on and _DATELINE.match(words) and _DATE.search(words) and len(words) < 70 and not re.search(r"\b(?:on|met|at)\b", words):
        return "dateline"
    if not titled and len(words) < 300 and not words.rstrip().endswith("."):
        return "headline"
    if mark:
        return "item"
    if len(words) < 90 and words.rstrip()[-1:] not in '.!?:;,”"' and not re.search(r"[a-z][.!?]\s", words):
        return "subhead"
    return "paragraph"


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def is_menu(text: str, blocks: tuple[Block, ...]) -> bool:
    """Whether a text is a dozen or more short lines and nowhere a sentence, as a page of links is."""
    lines = [b.span.of(text) for b in blocks]
    sentences = [w for w in lines if len(w) >= 50 or (w.count(" ") >= 3 and w.rstrip('"”’)')[-1:] in ".!?")]
    return len(lines) >= 12 and not sentences


def find_title(text: str, blocks: tuple[Block, ...]) -> str:
    """The first headline, white space folded; the first words of the text where there is none."""
    for block in blocks:
        if block.kind == "headline":
            return " ".join(block.span.of(text).split())
    return " ".join(text.split())[:80]


def find_date(text: str) -> str | None:
    """The first full date in the first 400 characters, as an ISO date."""
    for match in _DATE.finditer(text[:400]):
        g = match.groupdict()
        month = g["m3"] or g["m"] or g["m2"]
        number = int(month) if month.isdigit() else _month(month)
        try:
            day = datetime.date(int(g["y"] or g["y2"] or g["y3"]), number, int(g["d"] or g["d2"] or g["d3"]))
        except ValueError:
            continue
        return day.isoformat()
    return None


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0
