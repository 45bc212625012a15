"""Dates acts by the time expressions that their own clause holds, and the main event by the release's day."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.tree import Tree
from kg.model import Act, Doc, TimeSpan


def date_acts(doc: Doc, tree: Tree, acts: list[Act]) -> list[Act]:
    """Acts with ``when``: a time expression that hangs on the act's own word, by syntax, never by nearness."""
    words = {t.span: t for t in tree.tokens}
    return [replace(act, when=_time(doc, tree, act, words)) for act in acts]


def _time(doc: Doc, tree: Tree, act: Act, words: dict) -> TimeSpan | None:  # type: ignore[type-arg]
    cue = words.get(act.cue)
    if cue is None:
        return None
    anchors = {cue.index}
    if cue.pos == "NOUN":
        anchors.add(tree.head(cue).index)
    for time in doc.times:
        if not act.sentence.contains(time.span):
            continue
        inside = [t for t in tree.words_of(cue) if time.span.overlaps(t.span)]
        for token in inside:
            here = token
            while here.head != here.index and time.span.overlaps(tree.head(here).span):
                here = tree.head(here)
            if here.relation in ("obl", "obl:unmarked", "nmod", "advmod", "nmod:unmarked") and here.head in anchors:
                return time
    return None
