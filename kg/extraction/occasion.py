"""Finds the event a release is about, and lends its day and place to what words of the text tie to it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.frames import frames
from kg.extraction.tree import Tree
from kg.model import Act, Doc, Entity, Event, Meeting, ProspectiveEvent, TimeSpan, Token

STAYS = {"visit", "trip", "stay", "tour", "journey", "travel"}
# What a release of one day is about where it tells of no encounter: what was signed, sent or approved.
_DEEDS = {"sign", "greet", "condole", "approve"}
_OPENING = 2


def nominal(act: Act) -> bool:
    """Whether a noun phrase alone names the event: background, not what the release is about."""
    return next((f.kind for f in frames() if f.id == act.rule), "") == "nominal"


def main_event(doc: Doc, acts: list[Act]) -> int | None:
    """The encounter the release is about: held, in the body, by those who take part in it; else its one deed."""
    body = [s.span for s in doc.sentences if s.block != "headline"]
    told = frozenset(body)
    rows = [(i, a) for i, a in enumerate(acts) if a.event_status == "actual" and a.sentence in told and not nominal(a)]
    met = next((i for i, a in rows if _is_encounter(doc, a)), None)
    return met if met is not None else next((i for i, a in rows if _is_deed(doc, a, body[:_OPENING])), None)


def _is_encounter(doc: Doc, act: Act) -> bool:
    shared = len(set(act.agent) & set(doc.participants)) > 1
    return isinstance(act, Meeting) and act.force not in ("discussion", "attendance") and shared


def _is_deed(doc: Doc, act: Act, opening: list) -> bool:  # type: ignore[type-arg]
    """Signed, sent or wished in the opening by those it is about, or approved by the issuing government."""
    ours = {*doc.participants, *doc.voice}
    if act.force not in _DEEDS or not act.agent or not set(act.agent) <= ours:
        return False
    return act.sentence in opening or act.force == "approve"


def lend(doc: Doc, tree: Tree, acts: list[Act]) -> list[Act]:
    """Acts with day and place of the event they belong to by their own words.

    Who was present was so at the main event; the same signing told again has one day; what one travels to do, and what
    is done during the visit or while in its place, lies within the visit.
    """
    main = main_event(doc, acts)
    words = {t.span: t for t in tree.tokens}
    found = list(acts)
    for i, act in enumerate(acts):
        cue = words.get(act.cue)
        if main is not None and i != main and _same(act, found[main]):
            found[i] = _within(act, found[main].when, found[main].place)
        elif cue is not None and isinstance(act, Event | ProspectiveEvent) and act.force != "visit":
            stay = next((v for v in reversed(found[:i]) if _goes(v, act) and _during(tree, cue, v)), None)
            found[i] = _within(act, stay.when, stay.place) if stay else act
    return found


def past(doc: Doc, tree: Tree, acts: list[Act]) -> list[Act]:
    """Acts with the status past for events whose last day lies before the main event, or before the release if a noun names them."""
    main = main_event(doc, acts)
    start = acts[main].when if main is not None else None
    told = start.earliest if start else None

    def over(act: Act) -> bool:
        last = act.when.latest if act.when else None
        reference = told or (doc.release.published if nominal(act) else None)
        held = act.family == "meet" and act.event_status == "actual" and act.force != "attendance"
        return bool(held and last and reference and last < reference)

    briefed = doc.release.is_briefing and not doc.participants
    return [replace(act, event_status="past") if over(act) or (briefed and _was_before(doc, tree, act)) else act for act in acts]


_GIVES_OUT = re.compile(r"\bspokes\w+|\bbriefer\b", re.IGNORECASE)


def _was_before(doc: Doc, tree: Tree, act: Act) -> bool:
    """Whether who briefs the press tells a deed in the past: it was over by then, but for what a summary says that the briefer said."""
    token = next((t for t in tree.within(act.sentence) if t.span == act.cue), None)
    if token is None or act.event_status != "actual" or act.force == "assert":  # nor is a claim of how it is now
        return False
    subject = tree.subject(verb_of(tree, token))
    told_of = subject is None or subject.text.lower() not in ("i", "we")
    if told_of and any(_GIVES_OUT.search(f"{e.role or ''} {e.label}") for e in act.agent):
        return False
    verb = verb_of(tree, token)
    while verb.relation in ("conj", "xcomp") and not tree.auxiliaries(verb) and verb.tag not in ("VBD", "VBZ", "VBP"):
        verb = tree.head(verb)
    if act.family == "pledge" and any(t.lemma == "have" for t in tree.children(verb, "aux")):
        return False  # "the Government has decided to provide": it is made known here
    helpers = {t.text.lower() for t in tree.children(verb, "aux", "aux:pass", "cop")}
    return verb.tag == "VBD" or (verb.tag in ("VBN", "JJ", "NN") and bool(helpers & {"was", "were", "had", "has", "have", "’ve", "'ve"}) and "be" not in helpers)


def _same(act: Act, main: Act) -> bool:
    if act.force == "attendance":
        return act.event_status == "actual" and isinstance(main, Meeting)
    return act.force == main.force == "sign" and act.event_status == "actual" and set(act.party) == set(main.party)


def _within(act: Act, when: TimeSpan | None, place: Entity | None) -> Act:
    return replace(act, when=act.when or when, place=act.place or place)


def _goes(visit: Act, act: Act) -> bool:
    return visit.force == "visit" and bool(set(visit.agent) & set(act.agent))


def _during(tree: Tree, cue: Token, visit: Act) -> bool:
    """Whether the clause of a word is the purpose of a visit, or says that it falls into the visit."""
    verb = verb_of(tree, cue)
    if verb.span == visit.cue and tree.case(cue) == "for":
        return True
    head = tree.head(verb)
    if verb.relation in ("advcl", "xcomp", "conj") and visit.sentence == tree.sentence(verb).span:
        if head.span == visit.cue or (head.relation in ("advcl", "xcomp") and tree.head(head).span == visit.cue):
            return verb.tag == "VB"
    return any(_into(tree, child, visit) for child in tree.children(verb, "obl", "advcl", "nmod"))


def _into(tree: Tree, child: Token, visit: Act) -> bool:
    """'During the visit', 'on this trip'; 'while in Lima' where Lima is what was visited."""
    if child.lemma.lower() in STAYS and tree.case(child) in ("during", "on", "in"):
        return not [t for t in tree.children(child, "nmod") if tree.case(t) in ("to", "of")]
    inside = {t.text.lower() for t in tree.subtree(child)}
    return (
        "while" in inside and visit.place is not None and visit.place.label.lower() in {t.text.lower() for t in tree.subtree(child)}
    )


def verb_of(tree: Tree, cue: Token) -> Token:
    """The verb that carries a noun of an event, through the nouns it hangs on; a verb carries itself."""
    here = cue
    while here.pos in ("NOUN", "PROPN") and here.head != here.index:
        here = tree.head(here)
    return here
