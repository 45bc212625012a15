"""Dates acts by the time expressions that their own clause holds, and the main event by the release's day."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.frames import by_lemma
from kg.extraction.tree import Tree
from kg.model import Act, Doc, Meeting, TimeSpan, Token


def date_acts(doc: Doc, tree: Tree, acts: list[Act]) -> list[Act]:
    """Acts with ``when``: the time expression whose nearest governing act or event word is the act's own.

    Nearness never counts. The encounter that a release is about, where nothing dates it, has the day of the release:
    its ``when`` then points at the act's own words and is anchored to the day of issue.
    """
    words = {t.span: t for t in tree.tokens}
    dated = [replace(act, when=_time(doc, tree, act, words)) for act in acts]
    main = next((i for i, a in enumerate(dated) if _is_main(doc, a)), None)
    day = doc.release.published
    if main is not None and day and dated[main].when is None:
        cue = dated[main].cue
        when = TimeSpan(span=cue, text=cue.of(doc.text), edtf=day, earliest=day, latest=day, anchor="issued")
        dated[main] = replace(dated[main], when=when)
    return dated


def _is_main(doc: Doc, act: Act) -> bool:
    """Whether an act is the encounter the release is about: held, in the body, by those who take part in it."""
    headline = any(s.span == act.sentence and s.block == "headline" for s in doc.sentences)
    shared = len(set(act.agent) & set(doc.participants)) > 1
    return isinstance(act, Meeting) and act.event_status == "actual" and act.force != "discussion" and shared and not headline


def _time(doc: Doc, tree: Tree, act: Act, words: dict) -> TimeSpan | None:  # type: ignore[type-arg]
    cue = words.get(act.cue)
    if cue is None:
        return None
    anchors = {cue.index}
    here = cue
    while here.pos in ("NOUN", "PROPN") and here.head != here.index:
        here = tree.head(here)
        anchors.add(here.index)
    for time in doc.times:
        if not act.sentence.contains(time.span):
            continue
        inside = [t for t in tree.words_of(cue) if time.span.overlaps(t.span)]
        if inside and _governor(tree, inside, anchors) in anchors:
            return time
    return None


def _governor(tree: Tree, inside: list[Token], anchors: set[int]) -> int:
    """The first word above a time expression that names an act or event, or is a verb."""
    own = {t.index for t in inside}
    here = next((t for t in inside if t.head not in own), inside[0])
    for _ in range(40):
        head = tree.head(here)
        if head.index in anchors or head.index == here.index:
            return head.index
        event = head.pos == "NOUN" and (head.lemma.lower() in by_lemma("noun") or head.lemma.lower() in by_lemma("nominal"))
        if event or head.pos == "VERB":
            return head.index
        here = head
    return -1
