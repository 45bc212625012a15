"""The text of a release and its layers: spans, blocks, sentences, tokens, quotes, and the Doc that carries them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from kg.model.entities import Entity, Mention, TimeSpan
    from kg.model.statements import Act, OfficeHolding


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of ``Doc.text``: half-open, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from 0: {self.start}-{self.end}")

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Placed(Protocol):
    """What stands somewhere in a text."""

    @property
    def span(self) -> Span:
        """Where."""


Thing = TypeVar("Thing", bound=Placed)


def overlapping(things: Sequence[Thing], span: Span) -> Sequence[Thing]:
    """Those of things in text order, none of which overlaps another, that share a character with a stretch; found by halving."""
    first = bisect_right(things, span.start, key=lambda thing: thing.span.end)
    return things[first : bisect_left(things, span.end, first, key=lambda thing: thing.span.start)]


def within(things: Sequence[Thing], span: Span) -> list[Thing]:
    """Those of things in text order that lie wholly inside a stretch."""
    first = bisect_left(things, span.start, key=lambda thing: thing.span.start)
    last = bisect_left(things, span.end, first, key=lambda thing: thing.span.start)
    return [thing for thing in things[first:last] if thing.span.end <= span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One published text and what is known about it beside its words.

    ``issuer`` is an ISO 3166-1 alpha-3 code or an organization id; ``None`` where neither metadata nor text tell.
    ``published`` is an ISO date, ``retrieved`` the one on which the text was fetched, where it is told. ``sha256`` is that of the UTF-8 reading text that all offsets refer to.
    """

    id: str
    title: str
    sha256: str
    issuer: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    language: str = "en"
    licence: str | None = None
    retrieved: str | None = None

    @property
    def is_briefing(self) -> bool:
        """Whether the title says that somebody told the press about the matters of the day."""
        return bool(_BRIEFING.search(self.title))


_BRIEFING = re.compile(r"(?<![Jj]oint )\b(?:(?:[Pp]ress|[Mm]edia|[Nn]ews|[Ww]eekly|[Dd]aily|[Rr]egular) )+[Bb]riefings?\b")

# The dash, number or letter that begins an item: "-", "3.", "(b)", "iv)".
ITEM_MARK = re.compile(r"\s{0,99}+(?:[-•*–◦▪]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\(?[ivx]{1,9}[.)]|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth):)\s{1,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A headline, dateline, subhead, paragraph, item, quote, table, caption or boilerplate."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word with its place in the Universal Dependencies tree; ``head`` and ``index`` count tokens of the Doc."""

    index: int
    span: Span
    text: str
    lemma: str
    pos: str
    tag: str
    head: int
    relation: str
    sentence: int


def hang_together(tokens: Sequence[Token]) -> bool:
    """Whether the tokens of one sentence make a tree: one governs itself, and all others hang on it, directly or not."""
    if not tokens:
        return True
    first, sound = tokens[0].index, set[int]()
    if sum(t.head == t.index for t in tokens) != 1:
        return False
    for token in tokens:
        way: set[int] = set()
        here = token
        while here.index not in sound and here.head != here.index:
            if here.index in way or not 0 <= here.head - first < len(tokens):
                return False
            way.add(here.index)
            here = tokens[here.head - first]
        sound.update(way)
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A grammatical period, a heading or a list item; tokens ``first`` up to but not including ``last``."""

    index: int
    span: Span
    first: int
    last: int
    block: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words between quotation marks, the marks left out."""

    span: Span
    kind: str = "double"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A stretch of a transcript, or a statement handed on whole, and who speaks in it; nobody where who asks speaks for no party.

    ``told`` are the words that give the floor: the label, or "Foreign Minister Ruiz issued the following statement".
    """

    span: Span
    speaker: tuple[Entity, ...]
    told: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A sentence that carries a cue and gave nothing, and why; ``names`` are whom it names or describes, and for whom these act."""

    sentence: Span
    cue: Span
    reason: str
    names: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """A release on its way up: every step gives a new Doc with one more layer.

    ``references`` are the places, instruments and hyphened pairs of parties the text names; ``participants`` are those who deal with each other in the event the release is about, ``voice`` those who speak
    where the text speaks for itself ("we"): the signatories of a joint text, else the issuer. ``turns`` are those of a
    transcript.
    """

    release: Release
    text: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    references: tuple[Mention, ...] = ()
    participants: tuple[Entity, ...] = ()
    voice: tuple[Entity, ...] = ()
    turns: tuple[Turn, ...] = ()
    acts: tuple[Act, ...] = ()
    holdings: tuple[OfficeHolding, ...] = ()
    unread: tuple[Unread, ...] = ()

    def voice_at(self, place: int) -> tuple[Entity, ...]:
        """Who says "we" at a place of the text: the speaker of its turn, else the voice of the whole."""
        turn = self.turn_at(place)
        return turn.speaker if turn else self.voice

    def turn_at(self, place: int) -> Turn | None:
        """The turn of a transcript, or the statement handed on whole, that a place of the text lies in."""
        return next(iter(overlapping(self.turns, Span(place, place + 1))), None)

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that a place of the text lies in."""
        at = bisect_right(self.sentences, place, key=lambda s: s.span.start) - 1
        return self.sentences[at] if at >= 0 and place < self.sentences[at].span.end else None

    def around(self, span: Span) -> Span:
        """The sentence that holds a stretch of the text; the stretch itself where none does."""
        here = self.sentence_at(span.start)
        return here.span if here and here.span.contains(span) else span

    def coverage(self) -> tuple[int, int]:
        """How many sentences gave an act, of how many that gave one or carry an operative word."""
        read = {act.sentence for act in self.acts}
        return len(read), len(read | {row.sentence for row in self.unread})
