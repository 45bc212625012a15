"""Dates acts by the time expressions that their own clause holds."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.factuality import is_slated
from kg.extraction.frames import by_lemma
from kg.extraction.occasion import attended, nominal, on_calendar, verb_of
from kg.extraction.slots import is_to
from kg.extraction.tree import SUBJECTS, Tree
from kg.model import Act, Commitment, DeniedAct, Doc, Event, ProspectiveEvent, Request, TimeSpan, Token, overlapping

_LEAD = re.compile(r" (?:(?:in|on|from|during) )?")
# Prepositions that tie a time to the noun in front of it and to nothing above.
_OF_THE_NOUN = ("of", "since", "from", "for")
_DEADLINE = ("by", "until", "till", "before")
_HOLDING = {"convening", "holding", "hosting", "organization", "organisation", "resumption", "round", "edition", "series"}
_HOPED = ("hope", "look-forward")


def date_acts(doc: Doc, tree: Tree, acts: list[Act]) -> list[Act]:
    """Acts with ``when``: the time expression whose nearest governing act or event word is the act's own.

    Nearness never counts.
    """
    words = {t.span: t for t in tree.tokens}
    said = {words[a.cue].index: a for a in acts if a.cue in words and not isinstance(a, Event | ProspectiveEvent)}
    return [replace(act, when=_time(doc, tree, act, words) or _late(doc, tree, act, words, said)) for act in acts]


def _time(doc: Doc, tree: Tree, act: Act, words: dict) -> TimeSpan | None:  # type: ignore[type-arg]
    cue = words.get(act.cue)
    if cue is None:
        return None
    here = next((t for t in (tree.tokens[n] for n in range(cue.index, len(tree.tokens))) if act.sentence.contains(t.span)), cue)  # an item's time is not in its lead
    near = [(t, inside) for t in overlapping(doc.times, act.sentence) if act.sentence.contains(t.span) and (inside := _tokens(tree, here, t)) and not _opens(doc, act, t)]
    for anchors, inner in ((_anchors(tree, cue, act), _own(act)), (due(tree, cue, act), True)):
        for time, inside in near:
            # What a party says may tell of any time: one inside the content is that of the content.
            said = any(part.contains(time.span) for part in act.content)
            said = said and not (act.force == "discussion" and any(t.head == cue.index and t.relation == "obl:unmarked" for t in inside))
            if (inner or not said) and _governor(tree, act, inside, anchors) in anchors:
                return time
    verb = verb_of(tree, cue)
    above = None if nominal(act) else _leads_both(tree, verb) or _goes_on_there(tree, verb)
    if above is None:
        return None
    return next((time for time, inside in near if inside[-1].index < above.index and _governor(tree, act, inside, set()) == above.index), None)


def _leads_both(tree: Tree, verb: Token) -> Token | None:
    """'On Monday, she opened the fair and thanked Chile': the first of two verbs of one subject, whose time in front is the second's too."""
    first = tree.head(verb)
    joined = verb.relation == "conj" and verb.tag == first.tag and not tree.children(verb, *SUBJECTS, "aux", "aux:pass")
    return first if joined and tree.auxiliaries(first) == tree.auxiliaries(verb) else None


_DATELINE = re.compile(r"[^.!?;:]{0,60}$")
_DASH = re.compile(r"\)?(?: ?\([A-Z][\w /-]{1,20}\))?,? ?(?:[–—]|-{1,2}) ")


def _opens(doc: Doc, act: Act, time: TimeSpan) -> bool:
    """Whether a time stands in the dateline that a sentence begins with: 'Lima, 2 May 2025 – The Minister will travel'."""
    before = doc.text[act.sentence.start : time.span.start]
    return bool(_DATELINE.match(before) and _DASH.match(doc.text, time.span.end))


def _goes_on_there(tree: Tree, verb: Token) -> Token | None:
    """'Was summoned on Monday to the ministry, where he was handed a note': the verb of the encounter that goes on."""
    where = any(t.text.lower() == "where" for t in tree.children(verb, "advmod"))
    if not where or verb.relation not in ("acl:relcl", "advcl") or verb.tag not in ("VBD", "VBN"):
        return None
    met = verb_of(tree, tree.head(verb))
    return met if any(f.act_class == "Meeting" for f in by_lemma("verb").get(met.lemma.lower(), ())) else None


def _own(act: Act) -> bool:
    """Whether a time inside the content may be the act's: that of an event or a signing, but not of what was discussed or said."""
    event = isinstance(act, Event | ProspectiveEvent) or (isinstance(act, DeniedAct) and act.family == "meet")
    return (event and act.force != "discussion") or act.force == "sign"


def _late(doc: Doc, tree: Tree, act: Act, words: dict, said: dict[int, Act]) -> TimeSpan | None:  # type: ignore[type-arg]
    """'Recalled her visit to Peru in June': a time right after an event's phrase that the parser hung on the verb of saying.

    What that verb says contains the time, so it is not when it was said.
    """
    cue = words.get(act.cue)
    if cue is None or not nominal(act):
        return None
    end = tree.subtree(cue)[-1].span.end
    for time in overlapping(doc.times, act.sentence):
        inside = _tokens(tree, cue, time) if act.sentence.contains(time.span) else []
        if inside and _LEAD.fullmatch(doc.text, end, time.span.start):
            above = said.get(_governor(tree, act, inside, set()))
            if above and any(part.contains(time.span) and part.contains(act.cue) for part in above.content):
                return time
    return None


def _tokens(tree: Tree, cue: Token, time: TimeSpan) -> list[Token]:
    return [t for t in tree.words_of(cue) if time.span.overlaps(t.span)]


def _anchors(tree: Tree, cue: Token, act: Act) -> set[int]:
    """The words that stand for the act itself: its cue, the nouns and the verb that carry it, the event that is its subject."""
    found = {cue.index}
    here = cue
    while here.pos in ("NOUN", "PROPN") and here.head != here.index:
        here = tree.head(here)
        if here.pos in ("NOUN", "PROPN") or not nominal(act):
            found.add(here.index)
    found |= {t.index for t in tree.children(cue, *SUBJECTS) if act.family == "meet" and t.lemma.lower() in by_lemma("noun")}
    if act.family == "meet" or act.force == "sign":  # "during the session, which was held from 3 to 5 May"
        events = [t for n in found for t in tree.children(tree.tokens[n], "obl") if tree.case(t) in ("during", "at") and t.lemma.lower() in by_lemma("noun")]
        found |= {t.index for event in (cue, *events) for t in on_calendar(tree, event)}
    if act.force == "attendance":
        found |= {t.index for t in attended(tree, cue)}
    if act.force == "sign":
        found |= {t.index for t in tree.children(cue, "obj", "nsubj:pass")}
    # "The round is scheduled to take place in June": what is on the calendar is the round.
    whole = tree.head(cue) if cue.relation == "nmod" and tree.head(cue).pos == "NOUN" else cue  # "the round of talks"
    calendar = [tree.head(whole)] if whole.relation.startswith("nsubj") and is_slated(tree, tree.head(whole)) else []
    found |= {c.index for verb in calendar for t in tree.children(verb, "xcomp") for c in (verb, t)}
    # "Speaking in Lima today, the Minister announced": when one speaks one says it.
    found |= {c.index for c in tree.children(cue, "advcl") if c.tag == "VBG" and c.lemma == "speak" and c.index < cue.index}
    # "Today, we are pleased to announce": when one says so is when one does it.
    head = tree.head(cue)
    return found | ({head.index} if cue.relation == "xcomp" and head.pos == "ADJ" and cue.pos == "VERB" else set())


def due(tree: Tree, cue: Token, act: Act) -> set[int]:
    """The verb or the event that tells what is undertaken, asked or hoped for: its time is when that falls due."""
    ahead = isinstance(act, Commitment | Request) or act.force in _HOPED
    if not ahead or not act.content or act.event_status in ("past", "denied"):
        return set()
    if not act.sentence.contains(cue.span):  # an item of a list under a verb
        inside = tree.within(act.content[0])
        return {t.index for t in inside if t.head == t.index and t.tag == "VB"}
    if act.rule == "commit.will" and _lies_ahead(tree, cue):
        return {cue.index}
    inside = tree.within(act.content[0])
    roots = [t for t in inside if t.pos == "VERB" and (t.head == t.index or tree.head(t) not in inside)]  # of an item in a series: "to A, to B by 2027"
    roots = [c for t in (*tree.children(cue, "xcomp", "ccomp", "advcl", "acl"), *roots) for c in tree.conjuncts(t)]
    clauses = {t.index for t in roots if act.content[0].contains(t.span) and _lies_ahead(tree, t)}
    return clauses or _awaited(tree, cue, act)


def _awaited(tree: Tree, cue: Token, act: Act) -> set[int]:
    """'Agreed on a visit in October', 'looks forward to the convening of the session in 2027': an event that the content names."""
    if act.force == "invite" and any(tree.case(t) == "to" for t in tree.children(cue, "obl", "nmod")):
        return {cue.index}  # "invited the leaders to Lima in May"
    heads = [t for t in tree.children(cue, "obj", "obl", "nmod") if act.content[0].contains(t.span)][:1]
    heads += [c for t in heads if t.lemma.lower() in _HOLDING for c in tree.children(t, "nmod") if tree.case(c) == "of"]
    known = [f for t in heads for kind in ("noun", "nominal") for f in by_lemma(kind).get(t.lemma.lower(), ())]
    return {cue.index, *(t.index for t in heads)} if any(f.act_class in ("Meeting", "Visit") for f in known) else set()


def _lies_ahead(tree: Tree, verb: Token) -> bool:
    """Whether a verb is an infinitive, or goes on from one, or tells what will be done."""
    first = verb
    while first.relation == "conj" and first.head != first.index and tree.head(first).tag == verb.tag:
        first = tree.head(first)
    return is_to(tree, verb) or is_to(tree, first) or bool({"will", "would", "shall", "must"} & set(tree.auxiliaries(verb)))


def _governor(tree: Tree, act: Act, inside: list[Token], anchors: set[int]) -> int:
    """The first word above a time expression that names an act or event, or is a verb, or a noun that holds the time."""
    own = {t.index for t in inside}
    here = next((t for t in inside if t.head not in own), inside[0])
    deadline = tree.case(here) in _DEADLINE  # "to raise trade to five billion by 2028": no noun's
    for _ in range(40):
        head = tree.head(here)
        if act.force == "sign" and head.pos in ("NOUN", "PROPN") and tree.case(here) in ("of", "for"):
            return -1  # "signed a programme for 2022"
        if head.index in anchors or head.index == here.index:
            return head.index
        event = head.pos == "NOUN" and (head.lemma.lower() in by_lemma("noun") or head.lemma.lower() in by_lemma("nominal"))
        if event or head.pos == "VERB" or (not deadline and _holds(tree, act, head, here)):
            return head.index
        here = head
    return -1


def _holds(tree: Tree, act: Act, noun: Token, time: Token) -> bool:
    """Whether a time belongs to a noun that names no act: 'the flood of 2015', or any noun of what is said."""
    if noun.pos != "NOUN":
        return False
    told = not _own(act) or act.force not in ("sign", "attendance")
    return tree.case(time) in _OF_THE_NOUN or (told and any(part.contains(noun.span) for part in act.content))
