"""Reads what a text takes for granted: encounters that a noun phrase names in passing, and claims to a place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.extraction import events
from kg.extraction.actors import Resolver
from kg.extraction.encounters import Description, describe, sides_of, words
from kg.extraction.issues import issues_in
from kg.extraction.tree import Tree
from kg.model import (
    Act,
    Commitment,
    Entity,
    Event,
    Intention,
    Meeting,
    ProspectiveEvent,
    ReportingClause,
    Request,
    Span,
    Statement,
    TerritorialClaim,
    TimeSpan,
    Token,
    overlapping,
)
from kg.parties import parties_of, party_of

_READ = ("paragraph", "item", "quote")
_CLAIMED = ("to", "over", "on", "in", "of")


def presupposed(tree: Tree, resolver: Resolver, acts: list[Act]) -> list[Act]:
    """The acts and, each with the basis "presupposed", the events and territorial claims that their words take for granted."""
    found, told = list(acts), {t for a in acts for t in range(a.cue.start, a.cue.end)}
    inside = _by_sentence(tree, acts)
    named = {*words()["types"], *words()["others"]["nouns"], "claim"}
    for token in tree.tokens:
        if token.pos != "NOUN" or tree.sentence(token).block not in _READ or tree.tokens[tree.sentence(token).last - 1].text == "?":
            continue
        lemma = token.lemma.lower()
        if lemma not in named or not told.isdisjoint(range(token.span.start, token.span.end)):
            continue
        if lemma in words()["types"]:
            found += _encounters(tree, token, found, inside)
        elif lemma in words()["others"]["nouns"]:
            found += _other(tree, token, acts)
        elif lemma == "claim":
            found += _claim(tree, resolver, token, inside)
    return found


def _encounters(tree: Tree, noun: Token, acts: list[Act], inside: dict[int, list[Act]]) -> list[Act]:
    """The encounters of a definite phrase that says whose, at what level or when they are, and whether they lie ahead."""
    told = describe(tree, noun)
    time = _time(tree, noun, acts)
    listed = sides_of(tree, noun)
    around = _around(inside[tree.sentence(noun).index], noun)
    pairs = told.sides or ((told.start, listed if len(listed) > 1 else _both(tree, noun, told, around)),)
    if not told.definite or not (told.sides or len(listed) > 1 or told.level or time) or not (pairs[0][1] or time):
        return []
    status = _status(tree, noun, told, time, around)
    if status is None:
        return []
    made = [_event(tree, noun, replace(told, start=start), sides, status, time) for start, sides in pairs]
    return [e for e in made if not any(_same(e, a) for a in acts)]


def _by_sentence(tree: Tree, acts: list[Act]) -> dict[int, list[Act]]:
    """The statements whose content lies in each sentence: one that is quoted may have several."""
    found: defaultdict[int, list[Act]] = defaultdict(list)
    for act in (a for a in acts if isinstance(a, Statement)):
        ends = [here.index for part in act.content for place in (part.start, part.end - 1) if (here := tree.doc.sentence_at(place))]
        for index in range(min(ends), max(ends) + 1) if ends else ():
            found[index].append(act)
    return found


def _around(acts: list[Act], noun: Token) -> Act | None:
    """The innermost statement whose content holds a word."""
    inside = [a for a in acts if any(s.contains(noun.span) for s in a.content)]
    return min(inside, key=lambda a: sum(s.end - s.start for s in a.content), default=None)


def _both(tree: Tree, noun: Token, told: Description, around: Act | None) -> tuple[Entity, ...]:
    """The two states that talk in the release where the words say 'bilateral'; those who agree on it where they commit to it."""
    pair = parties_of(tree.doc.participants)
    if "bilateral" in Span(told.start, noun.span.start).of(tree.doc.text).lower().split() and len(pair) == 2:
        return pair
    if isinstance(around, Commitment) and around.joint and told.level not in (None, "leader"):
        return around.party
    return ()


def _status(tree: Tree, noun: Token, told: Description, time: TimeSpan | None, around: Act | None) -> str | None:
    """past, planned or proposed; ``None`` where the text denies the event or leaves open whether it lies ahead."""
    standing = events.standing(tree, noun)
    day = tree.doc.release.published
    if standing is None:
        return None
    if told.status:
        return told.status
    if time and day:
        if time.latest and time.latest < day:
            return "past"
        if time.earliest and time.earliest > day:
            return "planned"
    if standing != "actual":
        return standing
    if isinstance(around, Request):
        return "proposed"
    return "planned" if isinstance(around, Intention) else None


def _event(tree: Tree, noun: Token, told: Description, sides: tuple[Entity, ...], status: str, time: TimeSpan | None) -> Act:
    ahead = status != "past"
    evidence = Span(told.start, max(noun.span.end, time.span.end if time else 0))
    kind = ProspectiveEvent if ahead else Meeting
    return kind(
        family="meet", cue=noun.span, sentence=tree.sentence(noun).span, evidence=evidence, force="meeting", rule="presupposed.encounter",
        agent=sides, party=parties_of(sides), joint=len(sides) > 1, event_status=status, when=time, basis="presupposed",
        event_type=told.type, level=told.level, act_kind="Meeting" if ahead else None,
    )  # fmt: skip


def _same(event: Act, other: Act) -> bool:
    """Whether another event of the text is the same: of the same kind and sides, and not of another time."""
    if not isinstance(other, Event | ProspectiveEvent) or other.event_type != event.event_type:
        return False
    times = {t.edtf for t in (event.when, other.when) if t}
    alike = type(other) is type(event) and {other.level, event.level} - {None} in ({other.level}, {event.level}, set())
    return alike and set(other.party) == set(event.party) and len(times) < 2 and bool(event.party)


def _other(tree: Tree, noun: Token, acts: list[Act]) -> list[Act]:
    """'The launch of the mission in May last year': an event of another kind, told with a date gone by."""
    time, day = _time(tree, noun, acts), tree.doc.release.published
    if time is None or not day or not time.latest or time.latest >= day or not events.standing(tree, noun):
        return []
    phrase = [t for t in tree.subtree(noun) if t.span.end <= time.span.end and (t.relation != "case" or t.index > noun.index)]
    evidence = Span(phrase[0].span.start, max(time.span.end, noun.span.end))
    return [
        Event(
            family="do", cue=noun.span, sentence=tree.sentence(noun).span, evidence=evidence, force="occurrence", rule="presupposed.event",
            event_status="past", when=time, basis="presupposed",
        )
    ]  # fmt: skip


def _time(tree: Tree, noun: Token, acts: list[Act]) -> TimeSpan | None:
    """The time right behind a noun phrase, unless the word that governs it names an act: then it may be that act's."""
    phrase = [t for t in tree.subtree(noun) if t.relation != "acl:relcl"]
    ends = {noun.span.end, phrase[-1].span.end}
    ends |= {c.span.end for t in phrase for c in [t] if t.index > noun.index and t.pos in ("NOUN", "PROPN")}
    for time in overlapping(tree.doc.times, tree.sentence(noun).span):
        inside = [t for t in tree.words_of(noun) if time.span.overlaps(t.span)]
        if not inside or time.span.start < noun.span.end:
            continue
        first = inside[0].index
        lead = tree.tokens[first - 1]
        before = tree.tokens[first - 2] if lead.text.lower() in ("in", "on", "of", "during", "the") else lead
        if lead.text.lower() == "the" and before.text.lower() in ("in", "on", "during", "over"):
            before = tree.tokens[before.index - 1]
        own = {t.index for t in inside}
        governor = next((tree.head(t) for t in inside if t.head not in own), inside[0])
        nearer = before.index != noun.index and before.lemma.lower() in (*words()["types"], *words()["others"]["nouns"])
        if before.span.end in ends and not any(a.cue == governor.span for a in acts) and not nearer:
            return time
    return None


def _claim(tree: Tree, resolver: Resolver, noun: Token, inside: dict[int, list[Act]]) -> list[Act]:
    """'Peru's claims to the reef', 'the claim by Chile over the strait': one party's title to a listed place, told by another."""
    whose = [
        t
        for t in tree.children(noun, "nmod:poss", "nmod", "amod", "compound")
        if t.relation != "nmod" or tree.case(t) in ("by", "of")
    ]
    claimants = tuple(dict.fromkeys(party_of(e) for t in whose for e in _listed(resolver, t)))
    heads = [t for t in tree.children(noun, "nmod", "acl") if tree.case(t) in _CLAIMED]
    named = {m.span: m.entities[0] for h in heads for t in tree.subtree(h) for m in tree.doc.references
             if m.entities[0].kind == "place" and m.span.contains(t.span)}  # fmt: skip
    around = _around(inside[tree.sentence(noun).index], noun)
    if len(claimants) != 1 or claimants[0].kind != "state" or not named:
        return []
    start = min(t.span.start for t in tree.subtree(noun) if t.relation not in ("case", "punct") or t.index > noun.index)
    content = Span(start, max(s.end for s in named))
    return [
        TerritorialClaim(
            family="state", cue=noun.span, sentence=tree.sentence(noun).span, evidence=content, force="claim", rule="presupposed.claim",
            content=(content,), agent=claimants, party=claimants, basis="presupposed", claimed_place=tuple(dict.fromkeys(named.values())),
            issue=issues_in(content.of(tree.doc.text)), reported_via=_told_by(around),
        )
    ]  # fmt: skip


def _listed(resolver: Resolver, token: Token) -> tuple[Entity, ...]:
    """Whom a modifier names: an adjective of nationality counts here as well."""
    mention = resolver.at(token)
    return mention.entities if mention else resolver.resolve(token, unnamed=False) if token.relation != "amod" else ()


def _told_by(act: Act | None) -> tuple[ReportingClause, ...]:
    """The layer of the statement that speaks of a claim: who makes it is the one who presupposes the claim."""
    if act is None or not act.agent:
        return ()
    layer = ReportingClause(speaker=act.agent[0], cue=act.cue, evidence=Span(act.cue.start, act.cue.end))
    return (layer, *act.reported_via)
