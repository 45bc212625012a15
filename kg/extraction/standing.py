"""Tells how real what an operative word names is: done, planned, conditional, denied, or undertaken not to be done."""

from __future__ import annotations

from typing import NamedTuple

from kg.extraction import factuality
from kg.extraction.agents import only_happens
from kg.extraction.conditions import has_any
from kg.extraction.tree import Tree
from kg.extraction.word import Word

_NOW = frozenset({"today", "now", "immediately", "already", "immediate"})


# Not to do it is a stand that is taken: "does not recognise the results", "has no intention of leaving", "will not renounce its rights".
_WITHHELD = {"recognize", "recognise", "intend", "intention", "plan", "renounce", "forswear", "forgo", "relinquish"}


class Standing(NamedTuple):
    """``status`` of an act, whether it is ``denied``, and whether its denial is what is put forward: ``withheld``."""

    status: str
    denied: bool
    withheld: bool


def standing_of(tree: Tree, word: Word, *, conditional: bool, refuses: bool) -> Standing:
    """How real the act of a word is, where something is known to be made a condition, or an offer to be refused."""
    verb, frame = word.verb, word.frame
    status = factuality.modality(tree, verb, spoken=frame.act_class in ("Appraisal", "Position", "Claim", "Request"))
    denied = factuality.is_negated(tree, verb) or (word.cue is not verb and frame.kind == "noun" and factuality.is_negated(tree, word.cue))
    # Who says that he will never do it undertakes not to; who observed none says so.
    stands = not _WITHHELD.isdisjoint((verb.lemma.lower(), word.cue.lemma.lower()))
    withheld = denied and (frame.kind == "will" or refuses or frame.id == "position.observe" or stands)
    denied = denied and not withheld
    if frame.kind in ("will", "must", "adjective", "aim") or (withheld and status == "planned" and stands):
        status = "actual"
    if frame.id == "commit.offer" and not {"will", "would", "shall"}.isdisjoint(tree.auxiliaries(verb)):
        status = "actual"  # who says that he will offer or announce it undertakes to
    if only_happens(tree, word):
        status, fell = _of_what_happens(tree, word, status)
        denied |= fell
    if frame.force == "enter-into-force" and status == "actual" and verb.tag in ("VBZ", "VBP") and not has_any(tree, verb, _NOW):
        status = "planned"  # "the ban comes into force at midnight"
    if conditional and status != "past":
        status = "conditional"
    if frame.act_class == "Intention":
        status = "considered"
    # The verb is part of what is said.
    norm = word.cue.relation == "aux" or frame.kind in ("bare", "claim", "value")
    told = "" if word.lead is not None and conditional else word.standing
    kept = norm and verb.lemma.lower() == "change"  # a position that has not changed is upheld
    return Standing("denied" if denied and not norm else told or status, denied and not norm, withheld or (denied and norm and not kept))


def _of_what_happens(tree: Tree, word: Word, status: str) -> tuple[str, bool]:
    """The status of an event that takes place, is planned or put off, and whether it fell out: 'postponed to May' is planned."""
    happens = word.frame.happens[word.verb.lemma.lower()]
    if happens != "denied":
        return (happens if status == "actual" else status), False
    moved = any(tree.case(t) in ("to", "until", "till") for t in tree.children(word.verb, "obl"))
    return ("planned", False) if moved else (status, True)
