"""Tells whether several put an act forward together, and who does so where a passive names nobody."""

from __future__ import annotations

import re

from kg.extraction.actors import Resolver
from kg.extraction.factuality import is_slated
from kg.extraction.frames import Frame
from kg.extraction.tree import Tree
from kg.model import Doc, Entity, Token
from kg.parties import listing_of, party_of

# Instruments made or exchanged, and what one cannot do alone: also within one state several do it together.
CONTRACTS = ("commit.sign", "commit.subscribe", "commit.enter", "commit.exchange")
MUTUAL = {"agree", "concur"}
_POSSESSIVES = ("his ", "her ", "their ", "its ", "our ", "my ")
# Who gives, announces, holds or protests something is no less hidden for who talks in the release.
_UNTOLD = ("commit.offer", "measure.sign", "protest.representation", "meet.summon", "meet.summon-in", "meet.summon-to")
# What one gives another: "further help was pledged" does not tell who of those who talk did.
_ONE_GIVES = {"pledge", "promise", "assure", "vow"}
# What one of those who talk tells the other, in a readout the own side: "it was confirmed" does not say that both did.
_ONE_TELLS = {"confirm", "report", "explain", "assure", "suggest", "argue", "claim", "inform", "mention", "warn", "make"}

# "Reporters were told", "he was informed": who is told is a third, or the text does not tell who he is.
_TELLS_ANOTHER = {"tell", "inform", "brief", "notify", "apprise", "update", "remind", "assure", "reassure"}


def are_joint(frame: Frame, lemma: str, agents: tuple[Entity, ...], participants: tuple[Entity, ...]) -> bool:
    """Whether several parties put an act forward together, or a body of states that speaks as one.

    'The President and his team', 'the Prime Minister and her Minister of Trade' are one party, unless they agree with each other.
    """
    if len(agents) > 1:
        return frame.id in CONTRACTS or lemma in MUTUAL or len(_sides(agents)) > 1
    if lemma in MUTUAL and agents and agents[0].kind == "unnamed" and agents[0].state is None and _SEVERAL.match(agents[0].label):
        return True  # "ministers from thirty countries agreed"
    return any(_are_many(a) or (_speaks_as_one(a) and _is_of_all(a, participants)) for a in agents)


_CABINET = re.compile(r"\b(?:Cabinet|Council of Ministers)\b")


def decides_as_body(tree: Tree, cue: Token) -> bool:
    """'The Cabinet decided', 'it took the following decisions': what a body of one state decides is agreed in it, by that state alone."""
    if cue.lemma.lower() not in ("decide", "decision", "conclude", "approve", "adopt"):
        return False
    subject = tree.subject(cue) or tree.subject(tree.head(cue))
    if subject is None or subject.pos == "PRON":
        return bool(_CABINET.search(tree.doc.text, 0, cue.span.start))
    return subject.text in ("Cabinet", "Council", "cabinet")


# Several of several states, whom the text does not name one by one.
_MANY = re.compile(
    r"(?:the |all |these |those |both )(?!(?:other|many|most|same|remaining)\b)(?:[a-z]+ ){0,2}(?:ministers|leaders|heads of (?:state|government|delegation)\b.*|governments|states|countries|"
    r"parties|participants|signatories|delegations|delegates)\b(?! of the (?:government|cabinet))",
    re.IGNORECASE,
)


_SEVERAL = re.compile(r"(?:(?:[Tt]he|[Aa]ll|[Oo]ur) )?(?:[A-Z][\w’'-]+ |senior ){0,3}(?:[Mm]inisters|[Ll]eaders|[Aa]llies|[Pp]arties|[Gg]overnments|[Dd]elegations|[Pp]articipants|[Dd]elegates|[Hh]eads of [Ss]tate|officials)\b")
_COUNCIL = re.compile(r"(?:[Tt]he )?(?:[A-Z][\w’'-]+ ){0,3}Council of ")


def _are_many(actor: Entity) -> bool:
    return actor.kind == "unnamed" and actor.state is None and bool(_MANY.match(actor.label) or _COUNCIL.match(actor.label))


def is_body_of_many(actor: Entity) -> bool:
    """Whether an actor is a body whose members meet in it: an organization of states, a council."""
    return _are_many(actor) or _speaks_as_one(actor)


def _is_of_all(body: Entity, participants: tuple[Entity, ...]) -> bool:
    """Whether a body is not one side of talks with others: nobody else takes part, or all who do are its members."""
    row = listing_of(body)
    others = [p for p in participants if p != body]
    return len(participants) < 2 or (row is not None and all(p.state in row.members for p in others))


def _sides(agents: tuple[Entity, ...]) -> set[Entity]:
    """The parties of several, where whom a possessive ties to another is on that one's side, but for a counterpart."""
    return {party_of(a) for a in agents if not (a.kind == "unnamed" and a.label.lower().startswith(_POSSESSIVES) and not _OTHER_SIDE.search(a.label))}


_OTHER_SIDE = re.compile(r"\b(?:counterpart|colleague|homologue|peer)s?\b", re.IGNORECASE)


def _speaks_as_one(actor: Entity) -> bool:
    """Whether an organization is a body of states that decides together (G7, ASEAN, a council).

    An integration organization, to which its members have ceded competence, is a party like a state.
    """
    row = listing_of(actor)
    together = row is not None and bool(row.members) and row.kind != "integration_organization"
    return actor.kind == "organization" and (together or "council" in actor.id)


def with_partners(tree: Tree, resolver: Resolver, verb: Token, agents: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Those who sign or agree with those with whom they do: 'signed a memorandum with Peru', 'agreed with Minister Paz to'.

    Where nobody is said to sign, it is those between whom the instrument is.
    """
    things = tree.children(verb, "obj", "nsubj:pass", "obl") if verb.lemma not in MUTUAL else []
    near = [*tree.children(verb, "obl"), *(c for t in things for c in _phrases(tree, t))]
    cases = ("with",) if agents else ("with", "between", "among")
    partners = [e for t in near if tree.case(t) in cases for e in resolver.resolve(t, unnamed=False)]
    if len({party_of(e) for e in agents}) > 1 or (not agents and len(partners) < 2):
        return agents
    if agents and not partners:
        partners = _named_in_front(resolver, [t for t in things if t.index > verb.index], {party_of(a) for a in agents})
    return tuple(dict.fromkeys((*agents, *partners)))


def _named_in_front(resolver: Resolver, things: list[Token], own: set[Entity]) -> list[Entity]:
    """'Signed the Peru-Chile Air Services Agreement': the other sides that the name of an instrument tells, where it tells the signer's as well."""
    for thing in things:
        words = [t for t in resolver.tree.subtree(thing) if t.index < thing.index]
        named = [party_of(e) for t in words if (m := resolver.at(t)) and m.form != "tagged" for e in m.entities if e.kind in ("state", "organization")]
        if own & set(named):
            return [e for e in named if e not in own]
    return []


def without_the_told(tree: Tree, resolver: Resolver, verb: Token, frame: Frame, agents: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """'They informed the President': of all who talk, those who are not the one they tell."""
    if len(agents) < 2 or "object" not in frame.addressee:
        return agents
    told = {e for t in tree.children(verb, "obj", "iobj") for e in resolver.resolve(t, unnamed=False)}
    return tuple(a for a in agents if a not in told) or agents


def _phrases(tree: Tree, noun: Token) -> list[Token]:
    """The prepositional phrases of a noun and those inside them: 'a memorandum of understanding with Peru'."""
    own = [c for t in tree.conjuncts(noun) for c in tree.children(t, "nmod")]
    return own + [c for t in own for c in _phrases(tree, t)]


# "No losses have been reported", "the right was not guaranteed": by nobody of those who talk.
_BY_ANYBODY = {"report", "guarantee", "describe", "identify", "cite", "mention"}


def evident(doc: Doc, tree: Tree, frame: Frame, verb: Token, told: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Who does what a main clause in the passive does not say who does: those who talk, without whom it is done to.

    The text's own voice where a release is about one other alone, and where a thing is given or announced.
    """
    # "It was agreed" speaks for those who talk; a passive inside what somebody says does not.
    first = verb
    while first.relation == "conj" and first.head != first.index:
        first = tree.head(first)
    main = tree.head(first).index == first.index or first.relation == "parataxis" or (first is not verb and first.relation != "ccomp") or (verb.relation == "xcomp" and is_slated(tree, tree.head(verb)))
    going_on = any(t.text.lower() == "being" for t in tree.children(verb, "aux:pass", "aux"))
    expletive = any(t.lemma.lower() == "it" for t in tree.children(verb, "nsubj:pass", "expl"))
    if main and doc.turns and told and frame.act_class == "Request":  # "the Chilean side was called upon", says the spokesperson
        return tuple(e for e in tree.voice(verb) if party_of(e) not in {party_of(t) for t in told})
    if main and doc.turns and (frame.id in _UNTOLD or (expletive and frame.act_class == "Request")):
        return tree.voice(verb)
    if not main or going_on or frame.deed or doc.turns or (verb.lemma in _BY_ANYBODY and not expletive):
        return ()
    sides = {party_of(t) for t in told}
    aside = not expletive and verb.lemma.lower() in _TELLS_ANOTHER and sides.isdisjoint(party_of(p) for p in doc.participants)
    if aside or (expletive and verb.lemma.lower() in _ONE_TELLS):
        own = tuple(p for p in doc.participants if p.state and p.state == doc.release.issuer and party_of(p) not in sides)
        voice = tree.voice(verb) if aside else ()
        return own if len(own) == 1 else voice if len(voice) == 1 and party_of(voice[0]) not in sides else ()
    if frame.id in _UNTOLD and not expletive:
        return tree.voice(verb)
    found = doc.participants
    if frame.act_class == "Request" and not expletive:  # "the Chilean side was asked": by the other side; "travellers are urged": by the voice of the text
        others = tuple(e for e in found if party_of(e) not in sides) if sides & {party_of(p) for p in found} else ()
        return others or tuple(e for e in tree.voice(verb) if party_of(e) not in sides)
    if verb.lemma.lower() in _ONE_GIVES and not expletive:
        return ()
    if frame.force == "discussion" and len(found) < 2:
        return ()  # "the fields were covered in snow"
    alone = len(found) == 1 and found[0].kind != "organization"
    who = tree.voice(verb) if alone and found[0].state != doc.release.issuer else found
    return tuple(e for e in who if party_of(e) not in sides)
