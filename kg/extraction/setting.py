"""Gives what one says in talks between two the other as addressee, and marks that the setting, not the sentence, says so."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Act, Doc, Meeting, overlapping

_SPOKEN = ("state", "appraise", "request", "pledge")


def address(doc: Doc, acts: list[Act]) -> list[Act]:
    """Acts with the other of two participants as addressee, where the release tells of their meeting and nobody else is named."""
    pair = doc.participants
    met = any(isinstance(a, Meeting) and a.event_status == "actual" and set(pair) <= set(a.agent) for a in acts)
    if len(pair) != 2 or not met:
        return acts
    heads = {s.span for s in doc.sentences if s.block == "headline"}
    return [_addressed(act, doc) if act.sentence not in heads else act for act in acts]


def _addressed(act: Act, doc: Doc) -> Act:
    pair = doc.participants
    # What the text asserts in its own voice was not said at the meeting.
    own = act.family in _SPOKEN and act.force != "assert" and len(act.agent) == 1 and act.agent[0] in pair
    # Where the sentence names nobody, "it was confirmed", it is not told who said it to whom.
    own = own and any(act.agent[0] in m.entities for m in overlapping(doc.mentions, act.sentence))
    if not own or act.addressee or act.event_status in ("past", "denied"):
        return act
    other = pair[1] if act.agent[0] == pair[0] else pair[0]
    return replace(act, addressee=(other,), addressee_by_setting=True)
