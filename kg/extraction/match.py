"""Fills the frames of operative words: one Act per word, or the reason why none can be told."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction import edges, events, factuality, hinges, lists, slots, voices
from kg.extraction.actors import Resolver
from kg.extraction.agents import agents_of, sides_of
from kg.extraction.conditions import ENCOUNTERS, fits
from kg.extraction.encounters import sides_of_body
from kg.extraction.frames import Frame, by_lemma, force_of
from kg.extraction.kinds import family_of, is_norm, is_not_so, is_not_to_be, is_weighed, refuses, stance_of
from kg.extraction.speakers import names_speakers, speak
from kg.extraction.standing import standing_of
from kg.extraction.targets import heard_by, targets, whose_doing
from kg.extraction.tree import SUBJECTS, Tree
from kg.extraction.word import Word
from kg.extraction.words import quoted
from kg.model import STATEMENT_CLASSES, Act, Entity, Span, Token, overlapping
from kg.parties import parties_of

# Participles that tell a party's own state of mind: "we are committed to" has no hidden agent.
_STATES = {"unite", "commit", "determine", "prepare", "convince", "resolve", "concern"}


def build(tree: Tree, resolver: Resolver, word: Word, cues: frozenset[int]) -> tuple[Act | None, str]:
    """The act of one operative word, or the reason why none can be told."""
    cue, verb, frame = word[:3]
    listed = word.lead is not None and cue.sentence != verb.sentence  # what an item tells is done by others than who says so
    subject = (None if listed else tree.subject(verb)) or (word.lead and (tree.subject(word.lead) or _before_will(tree, word.lead)))
    stative = frame.kind == "adjective" or (verb.lemma in _STATES and verb.relation != "acl")
    passive = (not stative and not listed and tree.is_passive(verb)) or (verb.relation == "acl" and verb.tag == "VBN")
    passive |= _is_fronted_participle(tree, verb)
    passive |= word.lead is not None and tree.subject(verb) is None and tree.is_passive(word.lead)  # "The following were signed:"
    if frame.kind in ("claim", "bare", "value"):
        told_by = tree.voice(verb)
        if cue is not verb and cue.relation != "cop":  # "..., the minister pointed out"
            told_by = resolver.resolve(tree.children(cue, "nsubj")[0])
            clause = [t for t in tree.subtree(verb) if t.index not in {w.index for w in tree.subtree(cue)}]
            said = word._replace(frame=by_lemma("verb")["say"][0], verb=cue)
            return _act(tree, said, told_by, (), slots.trim(tree, clause), "clause", resolver.participants), ""
        valued = frame.act_class == "Appraisal"
        aimed = tuple(e for t in tree.children(verb, "nsubj") for e in whose_doing(tree, resolver, t, []) if e not in told_by) if valued else ()
        put = _judged(tree, verb) if valued or "that" in frame.content else _clause_of(tree, verb)
        told = _act(tree, word, told_by, aimed, put, "clause", resolver.participants)
        return (told, "") if told_by else (None, "nobody is known to speak for the text")
    if frame.kind == "must":
        return _norm(tree, resolver, word, subject, cues)
    agents = agents_of(tree, resolver, word, subject, passive=passive)
    if meant := _meant(tree, resolver, word, agents, cues):
        return meant, ""
    if asking := _to_ask(tree, word):
        return build(tree, resolver, asking, cues)
    if (verb.lemma in _SILENT and factuality.is_negated(tree, verb)) or any(t.lemma in _SILENT for t in tree.children(verb, "xcomp") if verb.lemma in factuality.FAILURES):
        return None, "who does not comment says nothing"
    if frame.act_class == "Measure" and verb.relation == "ccomp" and tree.head(verb).lemma in _PUT_TO:
        return None, "what is put to others is not done"
    if frame.force == "attendance" and verb.tag in ("VB", "VBP") and not _is_ahead(tree, word) and not factuality.is_negated(tree, verb):
        return None, "who attends by habit attends no event yet"
    if word.standing == "proposed" and frame.force == "attendance" and agents and all(a.kind == "unnamed" for a in agents):
        return None, "who is asked to attend does not yet, and has no name"
    if frame.id in voices.CONTRACTS or (verb.lemma in voices.MUTUAL and frame.act_class == "Commitment" and agents and not _is_ones_own(tree, verb)):
        agents = voices.with_partners(tree, resolver, verb, agents)
    others = _others(tree, resolver, cue, verb, frame)
    if frame.force == "discussion":
        others = tuple(e for t in edges.partners(tree, verb) for e in resolver.resolve(t))
        agents = tuple(dict.fromkeys((*agents, *others)))
    if frame.act_class in ENCOUNTERS and frame.others:
        agents = _all_named(tree, resolver, word, agents, others)
        if len(agents) < 2 and subject is not None:
            agents = sides_of_body(tree, subject) or agents
        if not _meet(tree, word, subject, agents):
            return None, "an encounter needs two actors"
    if frame.subject_any and all(a.kind == "unnamed" for a in agents):
        agents = _whose_law(tree, resolver, verb, subject) if frame.force == "enter-into-force" and subject is not None else ()
    speaking = {*tree.voice(verb), *resolver.participants}
    if frame.kind == "ongoing" and not (set(agents) <= speaking or set(parties_of(agents)) & set(parties_of(tuple(sorted(speaking, key=lambda e: e.id))))):
        return None, "only the voice of the text tells what it is doing"
    if not agents and not frame.subject_any:
        return None, "nobody can be told to put it forward"
    if all(a.kind == "unnamed" for a in agents) and (frame.kind == "will" or not speak(agents, frame)):
        return None, "the subject is no actor that speaks or acts for a party"
    if frame.kind == "nominal" and any(a.kind == "unnamed" for a in agents):
        return None, "an event that a noun names needs known actors"
    if frame.force == "discussion" and len(agents) == 1 and not others and agents[0] in resolver.participants:
        agents = resolver.participants
    elif frame.force == "discussion" and agents == tree.voice(verb) and not others and len(resolver.participants) == 1:
        # "We discussed grain" in the words of one side: with the one whom the text is about.
        agents = tuple(dict.fromkeys((*agents, *(p for p in resolver.participants if p.state and p.state != agents[0].state))))
    content, kind = _content(tree, word, cues)
    if content is None and "none" not in frame.content and frame.content != ("discussed",) and not frame.others:
        return None, "no content is told"
    refused = _refuses_to_accept(tree, word)
    aimed = targets(tree, resolver, word._replace(frame=refused) if refused else word, agents, content)
    alone = len(parties_of(agents)) < 2 and not any(voices.is_body_of_many(a) for a in agents)
    if frame.id == "request.infinitive" and verb.lemma in _ORDERING and alone and aimed and all(_is_own(a, agents) for a in aimed):
        word, aimed = word._replace(frame=replace(frame, act_class="Measure", force="order", id="measure.order")), ()
    if alone and (decreed := _decreed(tree, verb, frame)):
        word = word._replace(frame=decreed)
    if subject is not None and subject.pos == "PRON":
        agents = voices.without_the_told(tree, resolver, verb, frame, agents)
    if frame.act_class == "Visit" and not aimed and not _goes_to_a_name(tree, word):
        return None, "a visit needs a place or host"
    if frame.act_class == "Visit" and word.standing == "proposed" and aimed and set(parties_of(aimed)) <= set(parties_of(agents)):
        return None, "who invites does not come"
    if word.standing == "proposed" and _is_invited_to(tree, verb):
        return None, "who hands over an invitation does not come"
    if word.standing == "proposed" and frame.act_class in ENCOUNTERS and _asks_others(tree, resolver, verb, agents):
        return None, "who asks others to meet does not meet them"
    return _act(tree, word, agents, aimed, content, kind, resolver.participants), ""


def _asks_others(tree: Tree, resolver: Resolver, verb: Token, agents: tuple[Entity, ...]) -> bool:
    """'They urged the parties to talk': those who are asked are others, though the words would fit those who ask."""
    outer = tree.head(verb)
    asks = any(f.act_class == "Request" for f in by_lemma("verb").get(outer.lemma.lower(), ())) and bool(tree.children(outer, "obj"))
    subject = tree.subject(outer) if asks and verb.relation in ("xcomp", "ccomp", "advcl") else None
    return subject is not None and set(resolver.resolve(subject)) == set(agents)


_ACCEPTING = {"accept", "receive", "welcome", "decline"}


def _is_invited_to(tree: Tree, verb: Token) -> bool:
    """'Handed over an invitation to attend the fair': who does so attends nothing, who accepts it may."""
    here = tree.head(verb)
    while here.pos in ("NOUN", "PROPN") and here.relation in ("nmod", "obl", "obj"):
        here = tree.head(here)  # "an invitation from his President to attend"
    brought = any(t.lemma.lower() == "invitation" and t.index < verb.index for t in tree.children(here, "obj", "nsubj:pass"))
    return brought and verb.relation in ("acl", "advcl", "xcomp") and here.lemma.lower() not in _ACCEPTING


def _is_ones_own(tree: Tree, verb: Token) -> bool:
    """'Chile agreed with Peru to lift its quota': what only the one who is the subject is to do."""
    return any(t.text.lower() in ("its", "his", "her") for deed in tree.children(verb, "xcomp") for t in tree.subtree(deed) if t.tag == "PRP$")


def _whose_law(tree: Tree, resolver: Resolver, verb: Token, law: Token) -> tuple[Entity, ...]:
    """Who has put in force what takes effect: the sides of an agreement, those who talk where it is theirs; who publishes it has ordered a ban."""
    if law.lemma.lower() in _ORDERED:
        return tree.voice(verb) if len(tree.voice(verb)) == 1 else ()
    if law.lemma.lower() not in _OF_TWO:
        return ()
    theirs = any(t.text.lower() in ("the", "this") for t in tree.children(law, "det")) and not tree.children(law, "nmod", "compound", "amod")
    return sides_of(tree, resolver, law) or (resolver.participants if theirs and resolver.are_several() and tree.tokens[law.index - 1].text.lower() in ("the", "this") else ())


_OF_TWO = {"agreement", "treaty", "memorandum", "mou", "protocol", "accord", "arrangement", "amendment", "pact"}
_ORDERED = {"ban", "measure", "rule", "sanction", "restriction", "levy", "tariff", "order", "regulation", "suspension"}
_SILENT = {"comment", "elaborate", "speculate"}


def _is_fronted_participle(tree: Tree, verb: Token) -> bool:
    """'Asked about the port, she said that it is open': a participle before the clause, by whom nobody tells."""
    fronted = verb.relation == "advcl" and verb.index < verb.head and verb.tag in ("VBN", "VBD")
    return fronted and not tree.auxiliaries(verb) and not tree.children(verb, *SUBJECTS, "mark")


def _before_will(tree: Tree, lead: Token) -> Token:
    """Whom a lead that breaks off at its 'will' is about: 'Under the plan, Peru will:'."""
    before = [t for t in tree.words_of(lead) if t.index < lead.index and t.pos in ("NOUN", "PROPN", "PRON")]
    return before[-1] if lead.tag == "MD" and before else lead


def _is_ahead(tree: Tree, word: Word) -> bool:
    """Whether a bare verb tells what is to come or stands in a headline: 'leaders attend the fair' alone tells a habit."""
    planned = bool(word.standing) or factuality.modality(tree, word.verb) != "actual"
    return planned or tree.sentence(word.verb).block == "headline"

_PUT_TO = {"suggest", "insist"}
# Who thinks that something will come about promises nothing.
_SUPPOSING = {"believe", "think", "trust", "feel", "consider", "assess", "understand", "hold", "view"}


def _meant(tree: Tree, resolver: Resolver, word: Word, agents: tuple[Entity, ...], cues: frozenset[int]) -> Act | None:
    """What saying amounts to: 'said that it will help' undertakes it, 'said that Peru must pay' asks it of Peru."""
    if word.frame.act_class not in ("Claim", "Position", "Commitment") or word.cue is not word.verb or word.standing:
        return None
    if word.verb.lemma.lower() in _SUPPOSING:
        return None
    found = slots.complement(tree, word.verb, word.frame) if agents and "that" in word.frame.content else None
    inner = found[1] if found and found[0] == "that" else None
    subject = next(iter(tree.children(inner, *SUBJECTS, "expl")), None) if inner else None
    if inner is None or subject is None or tree.is_quoted(subject.span):  # "said that Peru “will not pay”" is in the text's own words
        return None
    modals = {t.text.lower() for t in tree.children(inner, "aux")}
    # A pronoun is the speaker's own where it stands for the speaker, or where nobody named could be meant.
    pronoun = subject.lemma.lower() in ("it", "they", "he", "she", "we", "i")
    meant = resolver.resolve(subject)
    own = pronoun and (meant in ((), agents) or all(a.kind == "unnamed" for a in agents))
    # "The minister said that Norway will help": a state undertakes through the one who speaks for it.
    own_state = bool(meant) and len(agents) == 1 and meant[0].kind in ("state", "organization") and parties_of(meant) == parties_of(agents)
    content, kind = _content(tree, word, cues)
    comes = any((f.act_class in ENCOUNTERS or (f.act_class == "Request" and {"will", "would"} & modals)) and fits(tree, inner, f) for f in by_lemma("verb").get(inner.lemma.lower(), ()))
    if modals & {"will", "would", "shall"} and not comes and (own or own_state or meant == agents) and not tree.is_passive(inner):
        frame = by_lemma("will")["will"][0]
        own_force = word.frame.force if word.frame.act_class == "Commitment" or word.verb.lemma == "confirm" else frame.force
        told = replace(word.frame, act_class="Commitment", force=own_force, id=frame.id)
        listening = [e for t in slots.addressees(tree, word.verb, word.frame) for e in heard_by(tree, resolver, t, content)]  # "assured Minister Paz that"
        aimed = tuple(e for e in dict.fromkeys(listening) if e not in agents)
        act = _act(tree, word._replace(frame=told), agents, aimed, content, kind, resolver.participants)
        hinge = hinges.condition_of(tree, inner)
        return replace(act, condition=hinge, event_status="conditional") if hinge and not act.condition else act
    willing = next((f for f in by_lemma("adjective").get(inner.text.lower(), ()) if f.act_class == "Commitment"), None)
    if own and subject.relation == "expl" and willing and slots.complement(tree, inner, willing):
        told = replace(word.frame, act_class="Commitment", force=willing.forces[inner.text.lower()], id=willing.id)
        return _act(tree, word._replace(frame=told), agents, (), content, kind, resolver.participants)
    # "Suggested that Peru open the port": a bare form behind one that would have an -s tells what is to be done.
    one = subject.tag in ("NN", "NNP") and not tree.children(subject, "conj")
    bare = word.verb.lemma in _PUT_TO and word.verb.tag in ("VBD", "VBN") and inner.tag in ("VB", "VBP") and one and inner.lemma not in ("need", "have") and not tree.auxiliaries(inner)
    asked = (bare or modals & {"must"}) and not own and word.frame.act_class != "Commitment"  # "agreed that Chile must pay" is agreed
    bound = resolver.resolve(subject) if asked and (subject.index in tree.mentions or names_speakers(subject.lemma.lower())) else ()
    told_to = set(bound).isdisjoint(agents) and any(e.kind != "unnamed" or speak((e,), word.frame) for e in bound)
    if asked and told_to:
        frame = by_lemma("must")["must"][0]
        told = replace(word.frame, act_class="Request", force="propose" if bare and word.verb.lemma == "suggest" else frame.force, id=frame.id)
        return _act(tree, word._replace(frame=told), agents, bound, content, kind, resolver.participants)
    return None


def _norm(tree: Tree, resolver: Resolver, word: Word, subject: Token | None, cues: frozenset[int]) -> tuple[Act | None, str]:
    """'Russia must withdraw': the text's own voice asks it of others, or holds it where no other actor is the subject."""
    voice = tree.voice(word.verb)
    if not voice:
        return None, "nobody is known to speak for the text"
    named = _called_upon(tree, resolver, word, subject)
    if set(named) & set(voice) or not named:
        content, kind = _clause_of(tree, word.verb), "clause"
        frame = next(f for f in by_lemma("verb")["affirm"] if f.act_class == "Position")
        held = word._replace(frame=frame, standing="actual")
        return _act(tree, held, voice, (), content, kind, resolver.participants), ""
    content, kind = _content(tree, word, cues)
    asked = word._replace(standing="actual")
    return _act(tree, asked, voice, tuple(named), content, kind, resolver.participants), ""

def _to_ask(tree: Tree, word: Word) -> Word | None:
    """'Intends to propose a survey', 'plans to ask Peru for help': a request that lies ahead."""
    found = slots.complement(tree, word.verb, word.frame) if word.frame.id == "commit.infinitive" and word.verb.lemma in ("intend", "plan") else None
    if found is None or found[0] != "infinitive" or word.standing or factuality.is_negated(tree, word.verb):
        return None
    asks = (f for f in by_lemma("verb").get(found[1].lemma.lower(), ()) if f.act_class == "Request" and fits(tree, found[1], f) and slots.complement(tree, found[1], f))
    return next((Word(found[1], found[1], f, "planned") for f in asks), None)


# What a government does in deciding it.
_DECREES = {"suspend", "expel", "recall", "impose", "close", "ban", "lift", "freeze", "revoke", "sever"}


def _decreed(tree: Tree, verb: Token, frame: Frame) -> Frame | None:
    """'Has decided to suspend the talks': what takes no more than the decision is done by it."""
    found = slots.complement(tree, verb, frame) if verb.lemma == "decide" and frame.id == "commit.infinitive" else None
    done = found[1] if found and found[1].lemma in _DECREES and not factuality.is_negated(tree, found[1]) and tree.children(found[1], "obj") else None
    # "To close it if the talks fail", "to ban it in 2030", "to close in on": more than the decision, or none of it.
    if done is None or tree.children(done, "advcl", "compound:prt", "conj") or overlapping(tree.doc.times, Span(verb.span.end, tree.sentence(verb).span.end)):
        return None
    deed = next((f for f in by_lemma("verb").get(done.lemma, ()) if f.act_class == "Measure" and fits(tree, done, f)), None)
    return replace(frame, act_class="Measure", force=force_of(deed, done.lemma), id=deed.id) if deed else None


_ORDERING = {"order", "direct", "instruct", "task", "mandate"}


def _is_own(asked: Entity, agents: tuple[Entity, ...]) -> bool:
    """Whether who is told to do it is of one's own side: 'directed my team to release oil' is a deed of the one who directs."""
    own = asked.label.lower().startswith(("my ", "our ", "his ", "her ", "its ", "their "))
    return own or (asked.state is not None and parties_of((asked,)) == parties_of(agents))

_ALL_WHO = {"those", "all", "everyone"}


def _called_upon(tree: Tree, resolver: Resolver, word: Word, subject: Token | None) -> list[Entity]:
    """Who must do it: actors, and those whom the text only describes where they are to act themselves."""
    if subject is None:
        return []
    if subject.text.lower() in _ALL_WHO and not tree.is_passive(word.verb):
        return [resolver.describe(subject)]
    return [e for e in resolver.resolve(subject) if e.kind != "unnamed" or speak((e,), word.frame)]


def _clause_of(tree: Tree, verb: Token) -> Span | None:
    return slots.trim(tree, slots.without_acts(tree, tree.subtree(verb), verb))


def _judged(tree: Tree, predicate: Token) -> Span | None:
    """What an adjective is said of: the clause behind 'it is worrying that', else the subject."""
    clause = next((t for t in tree.children(predicate, "csubj", "ccomp", "advcl") if t.index > predicate.index), None)
    if clause is not None:
        return slots.trim(tree, [t for t in tree.subtree(predicate) if t.index > predicate.index and not (t.text.lower() == "that" and t.index == predicate.index + 1)])
    return slots.trim(tree, tree.subtree(tree.children(predicate, *SUBJECTS)[0]))

_NAMING = ("compound", "flat", "amod", "nmod")
_HELD_BY_ONE = {"hold", "convene", "conclude", "open", "begin"}
_GOES_TO = {"host", "chair", "co-chair", "open", "convene", "lead"}


def _meet(tree: Tree, word: Word, subject: Token | None, agents: tuple[Entity, ...]) -> bool:
    """Whether there are two to an encounter, a group that meets among itself, or one who goes to an event with a name."""
    if len(agents) > 1:
        return any(a.kind != "unnamed" or a.state for a in agents) or all(speak((a,), word.frame) for a in agents)
    if not agents:
        return False
    if word.cue is word.verb:
        several = subject is not None and subject.tag in ("NNS", "NNPS") and not tree.children(word.verb, "obj")
        several |= voices.is_body_of_many(agents[0]) and not tree.children(word.verb, "obj")
        return several and word.frame.force == "meeting" and speak(agents, word.frame)
    if voices.is_body_of_many(agents[0]) and word.verb.lemma.lower() in _HELD_BY_ONE:
        return True  # "the Council held its third session"
    named = any(t.pos == "PROPN" for t in tree.subtree(word.cue) if t is word.cue or t.relation in _NAMING)
    return named and word.verb.lemma.lower() in _GOES_TO and agents[0].kind != "unnamed"


def _goes_to_a_name(tree: Tree, word: Word) -> bool:
    """Whether what is visited bears a proper name; a web address is none."""
    heads = slots.addressees(tree, word.verb, word.frame) or slots.addressees(tree, word.cue, word.frame)
    return any(head.pos == "PROPN" and "." not in head.text.strip(".") for head in heads)

_PRESS = {"press", "media", "journalist", "reporter", "correspondent", "newsman", "camera"}


def _others(tree: Tree, resolver: Resolver, cue: Token, verb: Token, frame: Frame) -> tuple[Entity, ...]:
    found: list[Entity] = []
    for slot in frame.others:
        if slot == "object":
            heads = [t for t in tree.children(verb, "obj", "nsubj:pass") if t.index != cue.index]
            if not tree.children(verb, "obj") and verb.lemma.lower() in events.RECEIVES:
                found += events.received(tree, verb)
        else:
            heads = [t for t in _around(tree, verb, cue) if tree.case(t) == slot]
        for head in heads:
            if head.lemma.lower() in _BORNE:  # "received the credentials of Ambassador Ruiz": the one who brought them
                head = next((t for t in tree.children(head, "nmod") if tree.case(t) in ("of", "from")), head)
            if head.lemma.lower() not in _PRESS | _IN_LINE_WITH:  # "with a view to"
                found += resolver.resolve(head, unnamed=slot != "object")
    return tuple(dict.fromkeys(found))

_LINES = {"phone", "telephone", "video", "videoconference", "teleconference", "conference", "link", "call"}
_BORNE = {"credential", "credentials", "letter", "copy"}
_IN_LINE_WITH = {"line", "accordance", "conjunction", "connection", "keeping", "compliance", "conformity", "agreement", "view", "aim", "goal", "objective", "purpose", "intention", "hope", "eye", "emphasis"}


def _around(tree: Tree, verb: Token, cue: Token) -> list[Token]:
    """The prepositional phrases of a verb and the noun of its act; of 'a round of talks with Peru' also those of the round."""
    whole = (tree.head(cue),) if cue.relation == "nmod" and cue is not verb and tree.head(cue).relation in ("obj", "nsubj:pass", "nsubj") else ()
    return [t for w in (verb, cue, *whole) for t in _phrases(tree, w)]


def _phrases(tree: Tree, word: Token) -> list[Token]:
    """The prepositional phrases of a word, and those hung on its place or time: 'met at the palace with Peru'."""
    own = tree.children(word, "obl", "nmod")
    places = [c for c in own if tree.case(c) in ("at", "in", "on", "during") and c.lemma.lower() not in _IN_LINE_WITH]
    places += [c for c in own if tree.case(c) in ("by", "via", "over") and c.lemma.lower() in _LINES]
    topics = [c for c in own if tree.case(c) in ("on", "about", "over")]  # "talks on energy between A and B"
    return (
        own
        + [t for c in places for t in tree.children(c, "nmod") if tree.case(t) == "with"]
        + [t for c in topics for t in tree.children(c, "nmod") if tree.case(t) in ("between", "among")]
    )


def _all_named(
    tree: Tree, resolver: Resolver, word: Word, agents: tuple[Entity, ...], others: tuple[Entity, ...]
) -> tuple[Entity, ...]:
    """All who take part; one of those who talk meets the rest of them where the clause does not say with whom."""
    cue, verb, frame = word[:3]
    together = tuple(dict.fromkeys((*agents, *others)))
    if agents and any(tree.case(t) in frame.others for t in _around(tree, verb, cue)):
        return together
    met = [t for t in tree.children(verb, "obj") if cue is verb and "object" in frame.others]
    if len(together) == 1 and met:  # "met a number of ministers": with others than those who talk
        return tuple(dict.fromkeys((*together, *(e for t in met if _may_meet(tree, t) for e in resolver.resolve(t) if speak((e,), frame)))))
    if len(together) == 1 and together[0] in resolver.participants and verb.lemma in ("hold", "have", "conduct", "meet", "host", "consult", "confer"):
        return resolver.participants
    return together


_SHELTERED = {"refugee", "migrant", "person", "people", "student", "worker", "visitor", "tourist", "citizen"}


def _may_meet(tree: Tree, thing: Token) -> bool:
    """Whether a noun itself is of those who meet: the leaders, not 'the Council’s information centre'."""
    if tree.head(thing).lemma in ("host", "receive", "welcome") and thing.index not in tree.mentions:
        return names_speakers(thing.lemma.lower()) and thing.lemma.lower() not in _SHELTERED  # "hosts a million refugees"
    several = [thing, *(tree.children(thing, "nmod") if thing.lemma in ("number", "group", "range", "series") else ())]
    return thing.index in tree.mentions or names_speakers(thing.lemma.lower()) or any(t.tag == "NNS" for t in several)


def _content(tree: Tree, word: Word, cues: frozenset[int]) -> tuple[Span | None, str]:
    cue, verb, frame = word[:3]
    if word.lead is not None and cue.sentence != verb.sentence:
        return lists.item_words(tree, tree.sentence(verb)), "clause"
    if frame.kind == "must":
        return slots.trim(tree, [t for t in tree.subtree(verb) if t.index > cue.index and t.index >= verb.index]), "clause"
    if "told" in frame.content:  # what a whole clause tells was done
        return _clause_of(tree, verb), "clause"
    if frame.kind == "topic":
        return slots.trim(tree, [t for t in tree.subtree(verb) if t.index >= verb.index or (t.head == verb.index and t.relation in ("det", "amod", "nmod:poss", "compound", "nummod"))]), "preposition"
    if frame.kind == "feeling":
        felt = next((t for t in (verb, *tree.children(verb, "obl")) if tree.case(t) in frame.prepositions), verb)
        led = next(t.index for t in tree.children(felt, "case"))
        return slots.trim(tree, [t for t in tree.subtree(felt) if t.index > led]), "preposition"
    if frame.kind == "aim" and (inner := slots.infinitive_of(tree, verb)):
        to = next(t.index for t in tree.children(inner, "mark"))
        return slots.trim(tree, slots.without_acts(tree, [t for t in tree.subtree(inner) if t.index >= to], inner)), "infinitive"
    if frame.kind in ("will", "ongoing"):
        rest = [t for t in tree.subtree(verb) if t.index >= verb.index or tree.is_passive(verb)]
        return slots.trim(tree, slots.without_acts(tree, rest, verb)), "clause"
    said = quoted(tree, verb, frame)
    # "Expressed its condemnation and denunciation of the raid": the last of two nouns takes what both are about.
    joined = [t for t in tree.children(cue, "conj") if t.pos == "NOUN" and frame.kind == "noun"]
    anchors = (cue, *joined, verb) if cue is not verb and not word.second else (cue,)
    for anchor in anchors:
        found = slots.complement(tree, anchor, frame)
        if found and found[1] is not cue:  # "presided over the meeting"
            kind, root = found
            heard = [t for t in slots.addressees(tree, anchor, frame) if kind == "object" and tree.case(t) == "with"]
            heard += edges.partners(tree, anchor) if frame.force == "discussion" else []
            words = slots.stretch(tree, anchor, kind, root, cues | {t.index for t in heard})
            words = edges.before(tree, words, heard[0]) if words and heard else words
            if said and words and said.start - 1 <= words.start < said.end:
                return said, "quote"
            return (slots.with_late_phrases(tree, verb, anchor, words) if words and anchor is not verb else words), kind
    return said, "quote" if said else ""


# Who chairs a session does not hold it: the verb tells what he does, not the noun.
_PRESIDING = {"chair", "co-chair"}


def _refuses_to_accept(tree: Tree, word: Word) -> Frame | None:
    """'Does not accept the claim', 'will not accept that': a rejection, where it names a commitment not made."""
    if word.verb.lemma != "accept" or word.frame.act_class != "Commitment" or not factuality.is_negated(tree, word.verb):
        return None
    return next(f for f in by_lemma("verb")["reject"] if f.act_class == "Appraisal")


def _act(
    tree: Tree,
    word: Word,
    agents: tuple[Entity, ...],
    aimed: tuple[Entity, ...],
    content: Span | None,
    kind: str,
    participants: tuple[Entity, ...],
) -> Act:
    if frame_refuses := _refuses_to_accept(tree, word):
        word = word._replace(frame=frame_refuses)
    cue, verb, frame = word[:3]
    joint = voices.are_joint(frame, cue.lemma.lower(), agents, participants)
    condition = hinges.condition_of_offer(tree, verb) if frame.id == "commit.predicate" else hinges.condition_of(tree, verb)
    if condition is None and frame.act_class == "Commitment":
        condition = hinges.subject_to(tree, verb)
    if content and kind != "quote":
        content = edges.proposition(tree, content)
    # "Agreed to hold a fair, if funds are found": what is undertaken ends where the condition begins.
    cut = content and frame.act_class == "Commitment" and kind not in ("that", "quote")
    if content and cut and (hinged := hinges.parted(tree, content, clause=kind == "clause")):
        content, condition = hinged[0], condition or hinged[1]
    status, denied, refused = standing_of(tree, word, conditional=condition is not None, refuses=bool(frame_refuses))
    sentence = tree.sentence(verb).span
    spans = [s for s in (cue.span, verb.span, content) if s]
    evidence = Span(min(s.start for s in spans), max(s.end for s in spans))
    ahead = status in ("planned", "proposed", "conditional", "considered")
    name = frame.act_class
    if denied:
        name = "DeniedAct"
    elif ahead and frame.act_class in (*ENCOUNTERS, "Measure"):
        name = "ProspectiveEvent"
    elif frame.act_class == "Claim" and is_norm(tree, verb, content):
        name = "Position"
    if frame_refuses and status in ("planned", "proposed"):
        status = "actual"
    refused |= refuses(tree, verb, content)
    if content and frame.act_class in ("Request", "Commitment") and kind in ("infinitive", "that", "rest"):
        refused |= is_not_to_be(tree, content)
    force = force_of(frame, cue.text.lower() if cue.text.lower() in frame.forces else cue.lemma.lower())
    against = frame.act_class == "Request" and frame.prepositions == {"against"}  # "advises against all travel"
    refused |= (force == "deny" or against) and not denied  # what is denied is what is not so
    if content and name == "Commitment" and status in ("actual", "conditional") and not (joint or refused) and is_weighed(tree, content):
        name, status, force = "Intention", "considered", "consider"
    return STATEMENT_CLASSES[name](
        family=family_of(frame, cue.lemma.lower(), verb.lemma.lower(), joint=joint or voices.decides_as_body(tree, cue)),
        cue=(verb if verb.lemma.lower() in _PRESIDING else cue).span,
        sentence=sentence,
        evidence=evidence,
        force=force,
        rule=frame.id,
        content=(content,) if content else (),
        agent=agents,
        party=parties_of(agents),
        addressee=aimed,
        joint=joint,
        event_status=status,
        negated=refused or (name in ("Position", "Claim") and kind == "that" and content is not None and is_not_so(tree, content)),
        condition=condition,
        stance="rejects" if frame_refuses or (refused and name == "Position") else stance_of(name, frame, cue.lemma.lower()),
        quote=content if kind == "quote" else None,
        act_kind=frame.act_class if name in ("DeniedAct", "ProspectiveEvent") else None,
    )
