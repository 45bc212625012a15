"""Ties acts of one release together: the headline that restates the body, the answer to a request."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kg.model import Act, Appraisal, Doc, Position, Request

_ALIKE = 0.5
_SHORT = 3
_MARKS = ("respond", "replied", "reply", "in response", "in turn", "answered")
_OPEN = ("hope", "wish", "expect", "look-forward", "note")


def assemble(doc: Doc) -> Doc:
    """Add ``restates`` and ``responds_to`` to the acts of a Doc; nothing is merged or dropped."""
    headlines = [s.span for s in doc.sentences if s.block == "headline"]
    acts = [_restated(doc, act, headlines) for act in doc.acts]
    return replace(doc, acts=tuple(_answered(doc, act, acts[:i]) for i, act in enumerate(acts)))


def _words(doc: Doc, act: Act) -> list[str]:
    text = " ".join(s.of(doc.text) for s in act.content or (act.evidence,))
    return [w for w in text.casefold().replace(",", " ").split() if len(w) > _SHORT]


def _shared(mine: list[str], theirs: list[str]) -> float:
    """How much of some words others repeat: each word counts, and each pair of neighbours once more."""
    pairs = set(pairwise(mine)) & set(pairwise(theirs))
    return (len(set(mine) & set(theirs)) + len(pairs)) / max(1, len(set(mine)))


def _restated(doc: Doc, act: Act, headlines: list) -> Act:  # type: ignore[type-arg]
    """A headline's act restates the act of the body that shares parties, family and most of its words."""
    if act.sentence not in headlines:
        return act
    mine, best = _words(doc, act), (0.0, None)
    for other in doc.acts:
        if other.sentence in headlines or other.family != act.family or set(other.party) != set(act.party):
            continue
        share = _shared(mine, _words(doc, other))
        if share > best[0]:
            best = (share, other.cue)  # type: ignore[assignment]
    return replace(act, restates=best[1]) if best[0] >= _ALIKE else act


def _answered(doc: Doc, act: Act, earlier: list[Act]) -> Act:
    """What follows 'responded' answers the requests last addressed to the same party by another, and goes to who asked.

    A hope in answer to a request neither grants nor refuses it.
    """
    if not isinstance(act, (Appraisal, Position)) or not any(m in act.sentence.of(doc.text).lower() for m in _MARKS):
        return act
    asked = [a for a in earlier if isinstance(a, Request) and set(a.addressee) & {*act.party, *act.agent}]
    if not asked:
        return act
    last = [a for a in asked if a.sentence == asked[-1].sentence]
    told = act.addressee and not act.addressee_by_setting
    return replace(
        act,
        responds_to=tuple(a.cue for a in last),
        addressee=act.addressee if told else tuple(dict.fromkeys(e for a in last for e in a.agent)),
        addressee_by_setting=False,
        stance="noncommittal" if act.force in _OPEN else act.stance,
    )
