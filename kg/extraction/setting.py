"""Gives an act the addressee that its setting tells: the other of two who talk, whom the words before it were for; and marks that no sentence says so."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.named import parties_named
from kg.model import Act, Doc, Entity, Meeting, overlapping
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


def offer(doc: Doc, acts: list[Act]) -> list[Act]:
    """Offers with whom they are for: 'Our thoughts are with Peru. We stand ready to help' is offered to whom the words right before were for."""
    told: list[Act] = []
    for act in sorted(acts, key=lambda a: a.cue.start):
        if act.force == "offer" and not act.addressee and len(parties_of(act.agent)) == 1 and (other := _just_addressed(doc, act, told)):
            act = replace(act, addressee=(other,), addressee_by_setting=True)
        told.append(act)
    return told


def _just_addressed(doc: Doc, act: Act, told: list[Act]) -> Entity | None:
    """The one state or body that the same party valued, thanked or felt with in this sentence or the one before, where nothing else came between."""
    last = told[-1] if told else None
    here, before = doc.sentence_at(act.cue.start), doc.sentence_at(last.cue.start) if last else None
    near = here is not None and before is not None and here.index - before.index in (0, 1)
    to = parties_of(last.addressee) if last else ()
    same = near and last is not None and last.family == "appraise" and parties_of(last.agent) == parties_of(act.agent) and last.stance != "rejects"
    return to[0] if same and len(to) == 1 and to[0].kind in ("state", "organization") else None


def _addressed(act: Act, doc: Doc) -> Act:
    pair = doc.participants
    # What the text asserts in its own voice was not said at the meeting.
    sides = [party_of(p) for p in pair]
    # "The Chilean side proposed": what a state plans for itself or condemns in a text on talks it need not have told the other.
    asks_or_offers = act.family == "request" or (act.family == "pledge" and act.force not in ("plan", "intend"))
    told_as_side = asks_or_offers or _SIDE.search(doc.text, act.sentence.start, act.cue.start)
    as_side = len(act.agent) == 1 and act.agent[0] in sides and len(set(sides)) == len(pair) and bool(told_as_side)
    own = act.family in _SPOKEN and act.force != "assert" and len(act.agent) == 1 and (act.agent[0] in pair or as_side)
    # Where the sentence names nobody, "it was confirmed", it is not told who said it to whom.
    own = own and any({act.agent[0], party_of(act.agent[0])} & {*m.entities, *map(party_of, m.entities)} for m in overlapping(doc.mentions, act.sentence))
    # Nor is who is condemned or contradicted the one to whom it is said, unless the sentence says so; before the press less still.
    aside = act.force in ("condemn", "reject") or (doc.turns and act.family == "appraise" and getattr(act, "stance", None) == "rejects")
    if not own or aside or act.addressee or act.event_status in ("past", "denied") or _blames_another(doc, act, sides):
        return act
    other = pair[1] if act.agent[0] == pair[0] else pair[0]
    if act.agent[0] not in pair:
        other = sides[1] if act.agent[0] == sides[0] else sides[0]
    return replace(act, addressee=(other,), addressee_by_setting=True)


def _blames_another(doc: Doc, act: Act, sides: list[Entity]) -> bool:
    """'Condemned the coup in Niger': what is held against one who is not there is not held against the other side."""
    if getattr(act, "stance", None) != "rejects":
        return False
    named = {e.state for part in act.content for _, e in parties_named(doc, part) if e.state}
    return bool(named) and not named & {s.state for s in sides}
