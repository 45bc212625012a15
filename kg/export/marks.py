"""Marks acts in the text they were read from: HTML in which marks may nest and overlap, each leading to its statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of text that belongs to a statement.

    ``ref`` is the statement's place on the page, ``role`` sentence, content, cue or unread, ``family`` that of the act.
    """

    start: int
    end: int
    ref: str
    role: str
    family: str = ""


def place(iri: str, prefix: str = "") -> str:
    """The name of an act's place on a page: the end of its IRI."""
    return prefix + iri.rsplit("#", 1)[-1]


def marks_of(acts: Iterable[Mapping[str, Any]], unread: Iterable[Mapping[str, Any]] = (), prefix: str = "") -> list[Mark]:
    """The marks of acts in the exchange format, and of sentences left unread (``sentence``, ``cue``, ``reason``)."""
    found: set[Mark] = set()
    for act in acts:
        ref, family = place(act["id"], prefix), act["family"]
        for role, spans in (("sentence", [act["sentence"]]), ("cue", [act["cue"]]), ("content", act["content_parts"])):
            found.update(Mark(start, end, ref, role, family) for start, end in spans)
    for start, end in {tuple(row["sentence"]) for row in unread}:
        found.add(Mark(start, end, f"{prefix}unread{start:05}", "unread"))
    return sorted(found)


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text as escaped HTML, cut where a mark begins or ends; every piece is a link to the statement it is nearest to.

    ``data-refs`` names all statements of a piece. The first piece of a statement's own words holds the anchor
    ``mark-REF``. Whitespace is kept as it is: show it in an element that does so too.
    """
    marks = sorted(m for m in marks if 0 <= m.start < m.end <= len(text))
    begin: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        begin[mark.start].append(mark)
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    first = _firsts(marks)
    out, here = [], list[Mark]()
    for start, end in zip(cuts, cuts[1:], strict=False):
        here = [m for m in here if m.end > start] + begin[start]
        anchors = "".join(f'<span id="mark-{escape(r)}"></span>' for r in first.get(start, ()))
        out.append(_piece(escape(text[start:end]), here, anchors))
    return "".join(out)


def _firsts(marks: Sequence[Mark]) -> dict[int, list[str]]:
    """Where each statement's own words begin: its cue or content, or the sentence left unread."""
    starts: dict[str, int] = {}
    for mark in marks:
        if mark.role != "sentence":
            starts[mark.ref] = min(mark.start, starts.get(mark.ref, mark.start))
    first: dict[int, list[str]] = defaultdict(list)
    for ref, start in sorted(starts.items()):
        first[start].append(ref)
    return first


def _piece(inner: str, here: list[Mark], anchors: str) -> str:
    """A piece of text under the marks that cover it: the innermost words decide on link and colour."""
    own = sorted((m for m in here if m.role != "sentence"), key=lambda m: (m.end - m.start, m.ref))
    refs = " ".join(dict.fromkeys(escape(m.ref) for m in own))
    if not own:
        return f'<span class="sentence">{inner}</span>' if here else inner
    families = list(dict.fromkeys(m.family for m in own if m.family))
    classes = [own[0].role, *families[:1], *(f"in-{f}" for f in families[1:2])]
    return f'<a class="{" ".join(map(escape, classes))}" href="#{escape(own[0].ref)}" data-refs="{refs}">{anchors}{inner}</a>'
