"""Gives what one says in talks between two the other as addressee, and marks that the setting, not the sentence, says so."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Act, Doc, Meeting, overlapping
from kg.parties import parties_of, party_of

_SIDE = re.compile(r"\b(?:side|delegation)\b")
_SPOKEN = ("state", "appraise", "request", "pledge")


def address(doc: Doc, acts: list[Act]) -> list[Act]:
    """Acts with the other of two participants as addressee, where the release tells of their meeting and nobody else is named."""
    pair = doc.participants
    sides = set(parties_of(pair))
    met = any(isinstance(a, Meeting) and a.event_status == "actual" and (set(pair) <= set(a.agent) or (a.force == "summon" and sides <= set(a.party))) for a in acts)
    if len(pair) != 2 or not met:
        return acts
    heads = {s.span for s in doc.sentences if s.block == "headline"}
    return [_addressed(act, doc) if act.sentence not in heads else act for act in acts]


def _addressed(act: Act, doc: Doc) -> Act:
    pair = doc.participants
    # What the text asserts in its own voice was not said at the meeting.
    sides = [party_of(p) for p in pair]
    # "The Chilean side proposed": what a state condemns in a text on talks it need not have told the other.
    told_as_side = act.family in ("request", "pledge") or _SIDE.search(doc.text, act.sentence.start, act.cue.start)
    as_side = len(act.agent) == 1 and act.agent[0] in sides and len(set(sides)) == len(pair) and bool(told_as_side)
    own = act.family in _SPOKEN and act.force != "assert" and len(act.agent) == 1 and (act.agent[0] in pair or as_side)
    # Where the sentence names nobody, "it was confirmed", it is not told who said it to whom.
    own = own and any({act.agent[0], party_of(act.agent[0])} & {*m.entities, *map(party_of, m.entities)} for m in overlapping(doc.mentions, act.sentence))
    aside = doc.turns and act.family == "appraise" and getattr(act, "stance", None) == "rejects"  # what one condemns before the press is no matter of the other's
    if not own or aside or act.addressee or act.event_status in ("past", "denied"):
        return act
    other = pair[1] if act.agent[0] == pair[0] else pair[0]
    if act.agent[0] not in pair:
        other = sides[1] if act.agent[0] == sides[0] else sides[0]
    return replace(act, addressee=(other,), addressee_by_setting=True)
