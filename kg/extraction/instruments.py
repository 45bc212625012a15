"""Ties acts to the instruments that their content names or describes, and reaffirmations to what they uphold."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.extraction.issues import issues_in
from kg.extraction.tree import Tree
from kg.model import Act, Doc, Entity, Mention, Span, Statement, Token, overlapping
from kg.parties import instrument_entity, parties_of

_TEXTS = {"agreement", "treaty", "accord", "convention", "pact", "declaration", "arrangement", "protocol"}
_UPHOLDING = ("reaffirm", "renew", "reiterate", "recommit", "confirm")
_ANNIVERSARY = re.compile(
    r"\b(?:on the occasion of|to mark|marking|marks|commemorating)\b[^.;]{0,80}?\banniversary of (?:the )?(?:so-called )?[“\"]?$",
    re.IGNORECASE,
)


def cite_instruments(doc: Doc, tree: Tree, acts: list[Act]) -> list[Act]:
    """Acts with ``about``: the treaties, declarations and resolutions inside their content; with ``reaffirms`` what they uphold.

    An anniversary on whose occasion something is reaffirmed is no part of the content: that the instrument itself is
    upheld is the reader's inference, and ``tie_basis`` says so.
    """
    cited = [m for m in doc.references if m.entities[0].kind == "instrument"]
    cited += [m for m in _described(doc, tree) if not any(m.span.overlaps(c.span) for c in cited)]
    cited.sort(key=lambda m: m.span)
    found = []
    for act in acts:
        near = overlapping(cited, Span(min(s.start for s in (act.sentence, *act.content)), max(s.end for s in (act.sentence, *act.content))))
        inside = tuple(dict.fromkeys(m.entities[0] for m in near if any(span.contains(m.span) for span in act.content)))
        occasion = tuple(m.entities[0] for m in near if m.entities[0] not in inside and _is_occasion(doc, act, m))
        upholds = isinstance(act, Statement) and act.force in _UPHOLDING
        found.append(
            replace(
                act,
                about=tuple(dict.fromkeys((*act.about, *inside, *(occasion if upholds else ())))),
                reaffirms=(*inside, *occasion) if upholds else (),
                tie_basis="inferred" if upholds and occasion else "",
            )
        )
    return found


def _is_occasion(doc: Doc, act: Act, mention: Mention) -> bool:
    """Whether the clause of an act gives the anniversary of an instrument as its occasion, behind the act's content."""
    if not act.sentence.contains(mention.span) or not act.content or mention.span.start < act.content[-1].end:
        return False
    return bool(_ANNIVERSARY.search(Span(act.content[-1].end, mention.span.start).of(doc.text)))


def _described(doc: Doc, tree: Tree) -> list[Mention]:
    """'A bilateral fisheries agreement': the one listed instrument of the two who talk, on that issue, of an earlier day."""
    pair = parties_of(doc.participants)
    if len(pair) != 2 or any(p.kind != "state" for p in pair):
        return []
    found = []
    for token in tree.tokens:
        if token.lemma.lower() not in _TEXTS or token.pos != "NOUN":
            continue
        words = tree.subtree(token)
        lead = [t.text.lower() for t in words if t.index < token.index]
        if "bilateral" not in lead:
            continue
        span = Span(words[0].span.start, token.span.end)
        if entity := _on_issue(frozenset(str(p.state) for p in pair), _topics(doc, words, token), doc.release.published or "9999"):
            found.append(Mention(span=span, form="nominal", entities=(entity,)))
    return found


def _topics(doc: Doc, words: list[Token], noun: Token) -> frozenset[str]:
    """The issues of a noun phrase: those of the words before its noun, else of its first phrase after it."""
    before = Span(words[0].span.start, noun.span.start).of(doc.text)
    after = Span(noun.span.end, words[-1].span.end).of(doc.text)
    return frozenset(issues_in(before) or issues_in(after))


@cache
def _on_issue(parties: frozenset[str], issues: frozenset[str], day: str) -> Entity | None:
    fits = [
        row.id
        for row in lexicon.instruments()
        if frozenset(row.parties) == parties and row.date <= day and issues & set(issues_in(" ".join((row.title, *row.names))))
    ]
    return instrument_entity(fits[0]) if len(fits) == 1 else None
