"""Finds the event a release is about, and lends its day and place to what words of the text tie to it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.frames import frames
from kg.extraction.tree import Tree
from kg.model import Act, Doc, Event, Meeting, ProspectiveEvent, Span, TimeSpan, Token

STAYS = {"visit", "trip", "stay", "tour", "journey", "travel"}
# What a release of one day is about where it tells of no encounter: what was signed, sent or approved.
_DEEDS = {"sign", "greet", "condole", "approve"}
_OPENING = 2
# Who was present was so at an event told elsewhere; what is in force stays so.
_STAYING = {"attendance", "enter-into-force"}
_HELD = {"hold", "schedule", "host", "convene", "organize", "organise", "plan", "slate"}
_ENDS = {"end", "close", "conclusion", "outcome", "completion"}
_TALKS = {"talk", "meeting", "negotiation", "consultation", "session", "visit", "discussion", "conversation", "event", "round", "summit"}


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

    What one travels to do, and what is done during the visit or while in its place, lies within the visit. Who was
    present was so at the main event; the same signing told again, or done at the end of the talks, has its day. The main
    event, where nothing dates it, has the day of the release: its ``when`` then points at its own words.
    """
    words = {t.span: t for t in tree.tokens}
    found, visits, signed, elsewhere = list(acts), list[Act](), list[Act](), set[int]()
    for i, act in enumerate(acts):
        cue = words.get(act.cue)
        if act.force == "visit":
            visits.append(act)
        elif cue is not None and (isinstance(act, Event | ProspectiveEvent) or act.force == "sign"):
            stay = next((v for v in reversed(visits) if _goes(v, act) and _during(tree, cue, v)), None)
            if stay is None and act.force == "attendance" and _at_a_signing(tree, cue):
                stay = next((s for s in reversed(signed) if doc.text.find("\n\n", s.sentence.start, act.sentence.start) < 0), None)
                elsewhere.add(i)
            found[i] = _within(act, stay) if stay else act
        signed += [found[i]] if act.force == "sign" else []
    main = main_event(doc, found)
    if main is None:
        return found
    again = next((a for a in found[main + 1 :] if (cue := words.get(a.cue)) and _told_again(tree, cue, a, found[main])), None)
    told = found[main] = _on_the_day(doc, _within(found[main], again) if again else found[main])
    for i, act in enumerate(found):
        cue = words.get(act.cue)
        if i != main and ((_same(act, told) and (i not in elsewhere or told.force == "sign")) or (cue is not None and i > main and _closes(tree, cue, act, told))):
            found[i] = _within(act, told)
    return found


def _on_the_day(doc: Doc, act: Act) -> Act:
    day, cue = doc.release.published, act.cue
    if act.when is not None or not day:
        return act
    return replace(act, when=TimeSpan(span=cue, text=cue.of(doc.text), edtf=day, earliest=day, latest=day, anchor="issued"))


def past(doc: Doc, tree: Tree, acts: list[Act]) -> list[Act]:
    """Acts with the status past for what was over before the main event, or before the release where a noun names it."""
    told = _reference(doc, acts)

    def over(act: Act) -> bool:
        last = act.when.latest if act.when else None
        reference = told or (doc.release.published if nominal(act) else None)
        held = act.event_status == "actual" and act.force not in _STAYING and (act.family in ("meet", "do") or act.force == "sign")
        return bool(held and last and reference and last < reference)

    briefed = doc.release.is_briefing and not doc.participants
    return [replace(act, event_status="past") if over(act) or (briefed and _was_before(doc, tree, act)) else act for act in acts]


_GIVES_OUT = re.compile(r"\bspokes\w+|\bbriefer\b", re.IGNORECASE)


def _was_before(doc: Doc, tree: Tree, act: Act) -> bool:
    """Whether who briefs the press tells a deed in the past: it was over by then, but for what a summary says that the briefer said."""
    token = next((t for t in tree.within(act.sentence) if t.span == act.cue), None)
    now = act.when is not None and bool(doc.release.published) and act.when.latest is not None and act.when.latest >= str(doc.release.published)
    if token is None or now or act.event_status != "actual" or act.force == "assert":  # nor is a claim of how it is now
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


def _reference(doc: Doc, acts: list[Act]) -> str | None:
    """The day on which the main event began; that of a briefing; where there is neither, that of the release if something in it happened then."""
    if doc.turns and "briefing" in (doc.release.title or "").lower():
        return doc.release.published
    main = main_event(doc, acts)
    start = acts[main].when if main is not None else None
    if start:
        return start.earliest
    today = any(a.when and a.when.earliest == a.when.latest == doc.release.published and a.event_status == "actual" for a in acts)
    return doc.release.published if main is None and today else None


def _same(act: Act, main: Act) -> bool:
    if act.force == "attendance":
        return act.event_status == "actual" and isinstance(main, Meeting)
    return act.force == main.force == "sign" and act.event_status == "actual" and set(act.party) == set(main.party)


def _at_a_signing(tree: Tree, cue: Token) -> bool:
    """'The signing was attended by', 'attended the signing ceremony': what was signed before, unless it is told what else was."""
    return any(
        ("signing" in (t.text.lower(), *(c.text.lower() for c in tree.children(t, "compound", "amod"))))
        and any(c.text.lower() == "the" for c in tree.children(t, "det"))
        and not tree.children(t, "nmod", "acl", "acl:relcl")
        for t in attended(tree, cue)
    )


def _closes(tree: Tree, cue: Token, act: Act, main: Act) -> bool:
    """'At the end of the talks', 'during the meeting the ministers signed a treaty': the same two sign at what the release is about."""
    if act.force != "sign" or act.event_status != "actual" or not isinstance(main, Meeting) or set(act.party) != set(main.party):
        return False
    near = tree.children(cue, "obl")
    ends = [c for t in near if t.lemma.lower() in _ENDS and tree.case(t) in ("at", "upon", "on") for c in tree.children(t, "nmod")]
    around = [t for t in near if tree.case(t) in ("during", "in", "at", "after", "following")]
    return any(_definite(tree, t) and t.lemma.lower() in _TALKS for t in (*ends, *around))


def _told_again(tree: Tree, cue: Token, act: Act, main: Act) -> bool:
    """'The talks were held in Lima', 'the meeting took place on 2 March': where and when the one encounter told before was held."""
    talks = isinstance(act, Meeting) and isinstance(main, Meeting) and act.event_status == "actual" and set(act.party) == set(main.party)
    verb = verb_of(tree, cue)
    held = (cue.relation == "nsubj:pass" and verb.lemma in _HELD) or (cue.relation == "nsubj" and verb.lemma == "take")
    return talks and held and cue.lemma.lower() in _TALKS and _definite(tree, cue)


def _definite(tree: Tree, noun: Token) -> bool:
    """'The talks', 'their meeting': no other one, told with a name or a time of its own."""
    first = {t.text.lower() for t in tree.children(noun, "det", "nmod:poss")}
    return bool(first & {"the", "their", "this", "these"}) and not tree.children(noun, "nmod", "acl", "acl:relcl", "nmod:unmarked")


def _within(act: Act, event: Act) -> Act:
    return replace(act, when=act.when or event.when, place=act.place or event.place)


def _goes(visit: Act, act: Act) -> bool:
    return bool(set(visit.agent) & set(act.agent) or set(visit.party) & set(act.party))


def _during(tree: Tree, cue: Token, visit: Act) -> bool:
    """Whether the clause of a word is the purpose of a visit, or says that it falls into the visit."""
    verb = verb_of(tree, cue)
    if verb.span == visit.cue and tree.case(cue) == "for":
        return True
    if visit.sentence == tree.sentence(verb).span and (_serves(tree, verb, visit) or _told_of(tree, verb, visit)):
        return True
    near = tree.children(verb, "obl", "advcl", "nmod")
    if verb.relation == "conj":  # "during the visit, she met the Minister and signed a treaty"
        near += [t for t in tree.children(tree.head(verb), "obl", "advcl") if t.index < verb.head]
    return any(_into(tree, child, visit) for child in near)


def _serves(tree: Tree, verb: Token, visit: Act) -> bool:
    """Whether a chain of infinitives hangs on a visit: 'will travel to Lima to accompany the President, to meet the Minister and attend the fair'."""
    goals, here = _carrying(tree, visit), verb
    while here.tag == "VB" and here.relation in ("advcl", "xcomp", "conj") and here.head != here.index:
        here = tree.head(here)
        if here.span in goals:
            return True
    return False


def _carrying(tree: Tree, visit: Act) -> set[Span]:
    """The words that stand for a visit: its own and, unless it is told in passing, the verb above them."""
    return {visit.cue, *(verb_of(tree, t).span for t in tree.within(visit.cue)[:1] if not nominal(visit))}


def _told_of(tree: Tree, verb: Token, visit: Act) -> bool:
    """'A visit during which she will meet the Minister'; 'will travel to Lima, where she will meet him'."""
    if verb.relation not in ("acl:relcl", "advcl"):
        return False
    during = any(t.text.lower() == "which" and tree.case(t) in ("during", "in", "within") for t in tree.children(verb, "obl"))
    where = any(t.text.lower() == "where" for t in tree.children(verb, "advmod")) and visit.place is not None
    head = tree.head(verb)
    return (during or where) and bool({head.span, tree.head(head).span if where else head.span} & _carrying(tree, visit))


def _into(tree: Tree, child: Token, visit: Act) -> bool:
    """'During the visit', 'within the framework of this trip'; 'while in Lima' where Lima is what was visited."""
    if child.lemma in ("framework", "course") and (inner := tree.children(child, "nmod")):
        return inner[0].lemma.lower() in STAYS and tree.case(inner[0]) == "of" and not tree.children(inner[0], "nmod")
    if child.lemma.lower() in STAYS and tree.case(child) in ("during", "on", "in"):
        if child.span == visit.cue:
            return True  # "during her visit to Lima on 3 May"
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


def attended(tree: Tree, cue: Token) -> list[Token]:
    """The event that is attended, the phrases inside its name, and the verb that says it was held."""
    passive = tree.children(cue, "nsubj:pass")  # "the ceremony held in Lima was attended by the Minister"
    things = passive or [t for t in tree.children(cue, "obj", "obl") if t.index > cue.index]
    inner = [c for t in things for c in tree.children(t, "nmod") if tree.case(c) == "of"]
    return [*things, *inner, *(c for t in things for c in on_calendar(tree, t))]


def on_calendar(tree: Tree, event: Token) -> list[Token]:
    """The participles that say when and where an event is held: 'talks held in Lima on 3 May', 'a visit planned for June'."""
    return [c for c in tree.children(event, "acl", "acl:relcl") if c.lemma.lower() in _HELD and c.tag in ("VBN", "VBD")]
