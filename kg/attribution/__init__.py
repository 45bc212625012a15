"""Attributes: who says, asks, thinks or shows what, in direct, indirect and mixed speech, layer under layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.attribution.candidates import Group, propose
from kg.attribution.features import describe
from kg.attribution.page import MARKS, Page
from kg.attribution.weights import weigh
from kg.model import Attribution, Doc, Token

LIKELY = 0.5  # an attribution is told if it is likelier than none
_SAME = 0.4  # share of words from which two contents are one


@dataclass(frozen=True, slots=True)
class _Found:
    cue: Token
    source: tuple[int, ...]
    content: frozenset[int]
    way: str
    probability: float


def attributions(doc: Doc) -> tuple[Attribution, ...]:
    """The attributions of a parsed Doc, in order of their cues; needs its sentences, tokens and quotes, no more."""
    page = Page(doc)
    found = [f for group in propose(page) if (f := _weighed(page, group)) is not None]
    depths = _layers(found)
    kept = _once(found, depths)
    return tuple(_made(page, found[i], depths[i]) for i in kept)


def as_row(attribution: Attribution, document: str) -> dict[str, Any]:
    """An attribution as a row to print: spans as [start, end) pairs of code points."""
    spans = {k: [[s.start, s.end] for s in getattr(attribution, k)] for k in ("source", "cue", "content")}
    return {"document": document, **spans, "kind": attribution.kind, "depth": attribution.depth, "rule": attribution.rule}


def _weighed(page: Page, group: Group) -> _Found | None:
    best = weigh(describe(page, group))
    if best.probability < LIKELY:
        return None
    content, source = group.contents[best.content], group.sources[best.source]
    return _Found(group.cue, source[0], frozenset(content.content), content.way, best.probability)


def _layers(found: list[_Found]) -> list[int]:
    """How many contents each cue lies in; where two lie in each other, the likelier one is the outer."""
    above: list[list[int]] = [[] for _ in found]
    for i, inner in enumerate(found):
        for j, outer in enumerate(found):
            if i == j or inner.cue.index not in outer.content:
                continue
            mutual = outer.cue.index in inner.content
            if not mutual or (outer.probability, -j) > (inner.probability, -i):
                above[i].append(j)
    depths = [-1] * len(found)

    def depth(i: int, seen: frozenset[int]) -> int:
        if depths[i] < 0:
            depths[i] = 1 + max((depth(j, seen | {i}) for j in above[i] if j not in seen), default=-1)
        return depths[i]

    return [depth(i, frozenset()) for i in range(len(found))]


def _once(found: list[_Found], depths: list[int]) -> list[int]:
    """Without those that attribute what a likelier cue of the same layer attributes already: 'refused to say'."""
    kept: list[int] = []
    for i in sorted(range(len(found)), key=lambda i: (-found[i].probability, i)):
        mine = found[i].content
        rivals = (found[j].content for j in kept if depths[j] == depths[i])
        if all(len(mine & other) / len(mine | other) <= _SAME for other in rivals):
            kept.append(i)
    return sorted(kept)


def _made(page: Page, found: _Found, depth: int) -> Attribution:
    content = sorted(found.content)
    return Attribution(
        source=page.spans(sorted(found.source)),
        cue=page.spans(_cue(page, found.cue, content)),
        content=page.spans(content),
        kind=_kind(page, found.cue, content),
        depth=depth,
        rule=f"attribution.{found.way}",
    )


def _cue(page: Page, cue: Token, content: list[int]) -> list[int]:
    """The cue word with its auxiliaries, negation and particle; 'according' with its 'to'."""
    words = [cue.index, *(t.index for t in page.tree.children(cue, "aux", "aux:pass", "compound:prt"))]
    words += [t.index for t in page.tree.children(cue, "advmod") if t.lemma.lower() in ("not", "n't", "n’t", "never")]
    if cue.text.lower() == "according":
        words.append(cue.index + 1)
    said = set(content)
    return sorted(i for i in set(words) if i == cue.index or i not in said)


def _kind(page: Page, cue: Token, content: list[int]) -> str:
    """By the quotations that hold words of the content but not the cue."""
    around = page.quote_of[cue.index]
    words = [i for i in content if page.tokens[i].pos != "PUNCT" and page.tokens[i].text not in MARKS]
    quoted = sum(page.quote_of[i] >= 0 and page.quote_of[i] != around for i in words)
    return "indirect" if not quoted else "direct" if quoted == len(words) else "mixed"
