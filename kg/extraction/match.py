"""Fills the frames of operative words: one Act per word, or the reason why none can be told."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction import events, factuality, lists, slots, voices
from kg.extraction.actors import Resolver
from kg.extraction.conditions import ENCOUNTERS, names_encounter, whose_chance
from kg.extraction.frames import Frame, by_lemma, force_of
from kg.extraction.kinds import family_of, is_norm, refuses, stance_of
from kg.extraction.speakers import speak
from kg.extraction.targets import targets, whose_doing
from kg.extraction.tree import SUBJECTS, Tree
from kg.extraction.word import Word
from kg.extraction.words import asks_leave, is_a_pleasure, quoted
from kg.model import STATEMENT_CLASSES, Act, Entity, Span, Token
from kg.parties import parties_of, party_of

# Participles that tell a party's own state of mind: "we are committed to" has no hidden agent.
_STATES = {"unite", "commit", "determine", "prepare", "convince", "resolve", "concern"}


def build(tree: Tree, resolver: Resolver, word: Word, cues: frozenset[int]) -> tuple[Act | None, str]:
    """The act of one operative word, or the reason why none can be told."""
    cue, verb, frame = word[:3]
    subject = tree.subject(verb) or (word.lead and (tree.subject(word.lead) or _before_will(tree, word.lead)))
    stative = frame.kind == "adjective" or (verb.lemma in _STATES and verb.relation != "acl")
    passive = (not stative and tree.is_passive(verb)) or (verb.relation == "acl" and verb.tag == "VBN")
    passive |= word.lead is not None and tree.subject(verb) is None and tree.is_passive(word.lead)  # "The following were signed:"
    if frame.kind in ("claim", "bare", "value"):
        told_by = tree.voice(verb)
        if cue is not verb:  # "..., the minister pointed out"
            told_by = resolver.resolve(tree.children(cue, "nsubj")[0])
            clause = [t for t in tree.subtree(verb) if t.index not in {w.index for w in tree.subtree(cue)}]
            said = word._replace(frame=by_lemma("verb")["say"][0], verb=cue)
            return _act(tree, said, told_by, (), slots.trim(tree, clause), "clause", resolver.participants), ""
        valued = frame.act_class == "Appraisal"
        aimed = tuple(e for t in tree.children(verb, "nsubj") for e in whose_doing(tree, resolver, t, []) if e not in told_by) if valued else ()
        told = _act(tree, word, told_by, aimed, _judged(tree, verb) if valued else _clause_of(tree, verb), "clause", resolver.participants)
        return (told, "") if told_by else (None, "nobody is known to speak for the text")
    if frame.kind == "must":
        return _norm(tree, resolver, word, subject, cues)
    agents = _agents(tree, resolver, word, subject, passive=passive)
    if meant := _meant(tree, resolver, word, agents, cues):
        return meant, ""
    if frame.force == "attendance" and verb.tag in ("VB", "VBP") and not _is_ahead(tree, word):
        return None, "who attends by habit attends no event yet"
    if frame.id in voices.CONTRACTS:
        agents = voices.with_partners(tree, resolver, verb, agents)
    others = _others(tree, resolver, cue, verb, frame)
    if frame.act_class in ENCOUNTERS and frame.others:
        agents = _all_named(tree, resolver, word, agents, others)
        if not _meet(tree, word, subject, agents):
            return None, "an encounter needs two actors"
    if frame.subject_any and all(a.kind == "unnamed" for a in agents):
        agents = ()
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
    aimed = targets(tree, resolver, word, agents, content)
    if frame.id == "request.infinitive" and verb.lemma in _ORDERING and aimed and all(_is_own(a, agents) for a in aimed):
        word, aimed = word._replace(frame=replace(frame, act_class="Measure", force="order", id="measure.order")), ()
    if subject is not None and subject.pos == "PRON":
        agents = voices.without_the_told(tree, resolver, verb, frame, agents)
    if frame.act_class == "Visit" and not aimed and not _goes_to_a_name(tree, word):
        return None, "a visit needs a place or host"
    if frame.act_class == "Visit" and word.standing == "proposed" and aimed and set(parties_of(aimed)) <= set(parties_of(agents)):
        return None, "who invites does not come"
    return _act(tree, word, agents, aimed, content, kind, resolver.participants), ""


def _before_will(tree: Tree, lead: Token) -> Token:
    """Whom a lead that breaks off at its 'will' is about: 'Under the plan, Peru will:'."""
    before = [t for t in tree.words_of(lead) if t.index < lead.index and t.pos in ("NOUN", "PROPN", "PRON")]
    return before[-1] if lead.tag == "MD" and before else lead


def _is_ahead(tree: Tree, word: Word) -> bool:
    """Whether a bare verb tells what is to come or stands in a headline: 'leaders attend the fair' alone tells a habit."""
    planned = bool(word.standing) or factuality.modality(tree, word.verb) != "actual"
    return planned or tree.sentence(word.verb).block == "headline"


# Who thinks that something will come about promises nothing.
_SUPPOSING = {"believe", "think", "trust", "feel", "consider", "assess", "understand", "hold", "view"}


def _meant(tree: Tree, resolver: Resolver, word: Word, agents: tuple[Entity, ...], cues: frozenset[int]) -> Act | None:
    """What saying amounts to: 'said that it will help' undertakes it, 'said that Peru must pay' asks it of Peru."""
    if word.frame.act_class not in ("Claim", "Position", "Commitment") or word.cue is not word.verb or word.standing:
        return None
    if word.verb.lemma.lower() in _SUPPOSING:
        return None
    found = slots.complement(tree, word.verb, word.frame) if agents and "that" in word.frame.content else None
    if found is None or found[0] != "that" or any(q.span.overlaps(found[1].span) for q in tree.doc.quotes):
        return None
    inner = found[1]
    subject = next(iter(tree.children(inner, *SUBJECTS, "expl")), None)
    modals = {t.text.lower() for t in tree.children(inner, "aux")}
    if subject is None:
        return None
    # A pronoun is the speaker's own where it stands for the speaker, or where nobody named could be meant.
    pronoun = subject.lemma.lower() in ("it", "they", "he", "she", "we", "i")
    meant = resolver.resolve(subject)
    own = pronoun and (meant in ((), agents) or all(a.kind == "unnamed" for a in agents))
    # "The minister said that Norway will help": a state undertakes through the one who speaks for it.
    own_state = bool(meant) and len(agents) == 1 and meant[0].kind == "state" and parties_of(meant) == parties_of(agents)
    content, kind = _content(tree, word, cues)
    if modals & {"will", "would", "shall"} and (own or own_state or meant == agents) and not tree.is_passive(inner):
        frame = by_lemma("will")["will"][0]
        own_force = word.frame.force if word.frame.act_class == "Commitment" or word.verb.lemma == "confirm" else frame.force
        told = replace(word.frame, act_class="Commitment", force=own_force, id=frame.id)
        act = _act(tree, word._replace(frame=told), agents, (), content, kind, resolver.participants)
        hinge = slots.condition_of(tree, inner)
        return replace(act, condition=hinge, event_status="conditional") if hinge and not act.condition else act
    willing = next((f for f in by_lemma("adjective").get(inner.text.lower(), ()) if f.act_class == "Commitment"), None)
    if own and subject.relation == "expl" and willing and slots.complement(tree, inner, willing):
        told = replace(word.frame, act_class="Commitment", force=willing.forces[inner.text.lower()], id=willing.id)
        return _act(tree, word._replace(frame=told), agents, (), content, kind, resolver.participants)
    bound = resolver.resolve(subject) if modals & {"must"} and not own else ()
    if bound and set(bound).isdisjoint(agents) and any(e.kind != "unnamed" or speak((e,), word.frame) for e in bound):
        frame = by_lemma("must")["must"][0]
        told = replace(word.frame, act_class="Request", force=frame.force, id=frame.id)
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


def _agents(tree: Tree, resolver: Resolver, word: Word, subject: Token | None, *, passive: bool) -> tuple[Entity, ...]:
    cue, verb, frame = word[:3]
    if frame.kind == "list":
        return events.persons_of(tree, verb)
    if frame.kind in ("feeling", "aim"):
        return _whose(tree, resolver, cue)
    if frame.kind == "nominal":
        return events.who_takes_part(tree, resolver, cue)
    if _happens(word):
        return _anaphoric_parties(tree, resolver, cue)
    if word.standing and (asked := _asked(tree, resolver, verb)):
        return asked
    if passive:
        by = [t for t in tree.children(verb, "obl", "obl:agent") if tree.case(t) in ("by", "between")]
        if by:
            found = resolver.resolve(by[0])
            for_whom = [e for t in _behalf(tree, verb) for e in resolver.resolve(t, unnamed=False)] if frame.id == "commit.sign" else []
            return (*found, *(e for e in for_whom if party_of(e) not in parties_of(found)))
        if frame.id == "measure.approval":  # "Cabinet approval was granted", "approval of the Cabinet"
            return tuple(e for t in tree.children(cue, "nmod", "nmod:poss", "compound") for e in resolver.resolve(t, unnamed=False)) or tree.voice(verb)
        if verb.lemma == "propose" and (proposers := _proposers(tree, resolver)):
            return proposers
        named = _anaphoric(tree, resolver, verb) if frame.act_class in ENCOUNTERS else ()
        if named:
            return named
        if frame.kind == "will":
            return tree.voice(verb)
        if verb.lemma.lower() in _AIMING:
            return ()  # what talks are intended for nobody undertakes
        told = resolver.resolve(subject, unnamed=False) if subject else ()
        if (frame.act_class in ENCOUNTERS and verb.lemma.lower() in events.RECEIVES and not told) or frame.id == "position.deem":
            return ()  # consent that is received is nobody, and what is considered so is nobody's view
        return voices.evident(resolver.doc, tree, frame, verb, told)
    if word.standing and frame.act_class == "Commitment" and (sides := events.who_signs(tree, resolver, verb)):
        return sides
    leave = ("proposal", "approval", "concurrence")
    if word.standing and ((verb.relation == "acl" and tree.head(verb).lemma.lower() in leave) or (subject and subject.lemma.lower() in leave)):
        return tree.voice(verb)  # a minister proposes that the government sign
    if chance := whose_chance(tree, verb):
        return resolver.resolve(chance, unnamed=False)
    if subject is None:
        polite = (verb.lemma == "thank" and verb.tag in ("VB", "VBP")) or asks_leave(tree, verb) or is_a_pleasure(tree, verb)
        return tree.voice(verb) if polite else ()
    if told := _by_what_was_held(tree, resolver, word, subject):
        return told
    if frame.force == "discussion" and names_encounter(subject):
        return resolver.participants
    return resolver.resolve(subject)


def _behalf(tree: Tree, verb: Token) -> list[Token]:
    """Those 'on behalf of' whom something is signed, each told beside who signs."""
    return [t for t in tree.words_of(verb) if t.index > verb.index and tree.head(t).lemma.lower() == "behalf" and tree.case(t) == "of"]


def _proposers(tree: Tree, resolver: Resolver) -> tuple[Entity, ...]:
    """'It has been proposed to': those by whom the text says elsewhere that the proposal is made."""
    made = [t for t in tree.tokens if t.lemma in ("make", "submit") and t.relation == "acl" and tree.head(t).lemma == "proposal"]
    by = [c for t in made for c in tree.children(t, "obl", "obl:agent") if tree.case(c) == "by"]
    return resolver.resolve(by[0]) if by else ()


_NAMING = ("compound", "flat", "amod", "nmod")
_GOES_TO = {"host", "chair", "co-chair", "open", "convene", "lead"}


def _meet(tree: Tree, word: Word, subject: Token | None, agents: tuple[Entity, ...]) -> bool:
    """Whether there are two to an encounter, a group that meets among itself, or one who goes to an event with a name."""
    if len(agents) > 1:
        return any(a.kind != "unnamed" or a.state for a in agents) or all(speak((a,), word.frame) for a in agents)
    if not agents:
        return False
    if word.cue is word.verb:
        several = subject is not None and subject.tag == "NNS" and not tree.children(word.verb, "obj")
        return several and word.frame.force == "meeting" and speak(agents, word.frame)
    named = any(t.pos == "PROPN" for t in tree.subtree(word.cue) if t is word.cue or t.relation in _NAMING)
    return named and word.verb.lemma.lower() in _GOES_TO and agents[0].kind != "unnamed"


_AIMING = {"aim", "seek", "intend", "plan", "strive"}
_TEXTS = {"statement", "declaration", "communique", "communiqué", "resolution"}
_INSTRUMENTS = {"document", "memorandum", "agreement", "treaty", "roadmap"}


def _by_what_was_held(tree: Tree, resolver: Resolver, word: Word, subject: Token) -> tuple[Entity, ...]:
    """'The meeting reaffirmed', 'the joint statement calls on': those who talked, or who speak in the text, say so.

    What a meeting or visit shows, will show or aims at is the text's own remark.
    """
    frame, verb = word.frame, word.verb
    if frame.act_class not in ("Position", "Commitment", "Request", "Appraisal") or not resolver.are_several():
        return ()
    if frame.kind == "will" or verb.lemma.lower() in _AIMING:
        return ()
    lemma = subject.lemma.lower()
    met = any(f.act_class == "Meeting" for f in by_lemma("noun").get(lemma, ())) or lemma == "visit"
    definite = any(t.text.lower() in ("the", "this") for t in tree.children(subject, "det")) and not tree.children(subject, "nmod")
    says = lemma in _TEXTS or (lemma in _INSTRUMENTS and frame.act_class == "Position")
    said = says or (met and verb.tag not in ("VB", "VBZ", "VBP"))
    return resolver.participants if definite and said else ()


def _whose(tree: Tree, resolver: Resolver, noun: Token) -> tuple[Entity, ...]:
    """Whose feelings a noun names: 'our' is the voice of the text."""
    owners = tree.children(noun, "nmod:poss")
    if any(t.text.lower() in ("our", "my") for t in owners):
        return tree.voice(noun)
    return tuple(e for owner in owners for e in resolver.resolve(owner, unnamed=False))


def _asked(tree: Tree, resolver: Resolver, verb: Token) -> tuple[Entity, ...]:
    """Who is to do what is asked: 'urged Peru to resume talks' has Peru, not the one who urges, resume them."""
    head = tree.head(verb)
    frames = [f for f in by_lemma("verb").get(head.lemma.lower(), ()) if f.act_class == "Request"]
    heads = slots.addressees(tree, head, frames[0]) if frames and verb.relation in ("xcomp", "ccomp", "advcl") else []
    return tuple(e for h in heads for e in resolver.resolve(h))


def _anaphoric(tree: Tree, resolver: Resolver, verb: Token) -> tuple[Entity, ...]:
    """'The meeting' whose participants an earlier event noun of the sentence names: 'a summit involving A, B and C'."""
    sentence = tree.sentence(verb)
    for noun in reversed(tree.tokens[sentence.first : verb.index]):
        if noun.lemma.lower() not in by_lemma("noun"):
            continue
        for child in tree.children(noun, "acl", "nmod"):
            if child.lemma in ("involve", "include") or tree.case(child) in ("between", "among"):
                heads = tree.children(child, "obj") if child.relation == "acl" else [child]
                if found := tuple(e for head in heads for e in resolver.resolve(head, unnamed=False)):
                    return found
    return ()


def _goes_to_a_name(tree: Tree, word: Word) -> bool:
    """Whether what is visited bears a proper name; a web address is none."""
    heads = slots.addressees(tree, word.verb, word.frame) or slots.addressees(tree, word.cue, word.frame)
    return any(head.pos == "PROPN" and "." not in head.text.strip(".") for head in heads)


def _happens(word: Word) -> bool:
    """Whether the verb only says that the event its subject names occurs."""
    return word.cue.relation.startswith("nsubj") and word.verb.lemma.lower() in word.frame.happens


def _anaphoric_parties(tree: Tree, resolver: Resolver, noun: Token) -> tuple[Entity, ...]:
    """Whose event a noun names: those it lists itself, else those who talk in the release."""
    own = [
        e
        for c in tree.children(noun, "nmod", "acl")
        if tree.case(c) in ("between", "among", "of")
        for e in resolver.resolve(c, unnamed=False)
    ]
    return tuple(dict.fromkeys(own)) if len(own) > 1 else resolver.participants


_PRESS = {"press", "media", "journalist", "reporter", "correspondent", "newsman", "camera"}


def _others(tree: Tree, resolver: Resolver, cue: Token, verb: Token, frame: Frame) -> tuple[Entity, ...]:
    found: list[Entity] = []
    for slot in frame.others:
        if slot == "object":
            heads = [t for t in tree.children(verb, "obj", "nsubj:pass") if t.index != cue.index]
            if not tree.children(verb, "obj") and verb.lemma.lower() in events.RECEIVES:
                found += events.received(tree, verb)
        else:
            heads = [t for w in (verb, cue) for t in _phrases(tree, w) if tree.case(t) == slot]
        for head in heads:
            if head.lemma.lower() in _BORNE:  # "received the credentials of Ambassador Ruiz": the one who brought them
                head = next((t for t in tree.children(head, "nmod") if tree.case(t) in ("of", "from")), head)
            if head.lemma.lower() not in _PRESS:
                found += resolver.resolve(head, unnamed=slot != "object")
    return tuple(dict.fromkeys(found))


_LINES = {"phone", "telephone", "video", "videoconference", "teleconference", "conference", "link", "call"}
_BORNE = {"credential", "credentials", "letter", "copy"}
_IN_LINE_WITH = {"line", "accordance", "conjunction", "connection", "keeping", "compliance", "conformity", "agreement"}


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
    if agents and any(tree.case(t) in frame.others for w in (verb, cue) for t in _phrases(tree, w)):
        return together
    met = [t for t in tree.children(verb, "obj") if cue is verb and "object" in frame.others]
    if len(together) == 1 and met:  # "met a number of ministers": with others than those who talk
        return tuple(dict.fromkeys((*together, *(e for t in met for e in resolver.resolve(t) if speak((e,), frame)))))
    if len(together) == 1 and together[0] in resolver.participants and verb.lemma in ("hold", "have", "conduct", "meet", "host", "consult", "confer"):
        return resolver.participants
    return together


def _content(tree: Tree, word: Word, cues: frozenset[int]) -> tuple[Span | None, str]:
    cue, verb, frame = word[:3]
    if word.lead is not None and cue.sentence != verb.sentence:
        return lists.item_words(tree, tree.sentence(verb)), "clause"
    if frame.kind == "must":
        return slots.trim(tree, [t for t in tree.subtree(verb) if t.index > cue.index and t.index >= verb.index]), "clause"
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
        if found:
            kind, root = found
            heard = frozenset(t.index for t in slots.addressees(tree, anchor, frame) if kind == "object" and tree.case(t) == "with")
            words = slots.stretch(tree, anchor, kind, root, cues | heard)
            if said and words and said.start - 1 <= words.start < said.end:
                return said, "quote"
            return (slots.with_late_phrases(tree, verb, anchor, words) if words and anchor is not verb else words), kind
    return said, "quote" if said else ""


def _act(
    tree: Tree,
    word: Word,
    agents: tuple[Entity, ...],
    aimed: tuple[Entity, ...],
    content: Span | None,
    kind: str,
    participants: tuple[Entity, ...],
) -> Act:
    cue, verb, frame, standing = word[:4]
    joint = voices.are_joint(frame, cue.lemma.lower(), agents, participants)
    status = factuality.modality(tree, verb, spoken=frame.act_class in ("Appraisal", "Position", "Claim", "Request"))
    denied = factuality.is_negated(tree, verb)
    norm = cue.relation == "aux" or frame.kind in ("bare", "claim", "value")  # the verb is part of what is said
    condition = slots.condition_of(tree, verb)
    if frame.kind in ("will", "must", "adjective", "aim"):
        status = "actual"
    if _happens(word):
        status = frame.happens[verb.lemma.lower()] if status == "actual" else status
    if condition and status != "past":
        status = "conditional"
    if frame.act_class == "Intention":
        status = "considered"
    status = "denied" if denied and not norm else standing or status
    sentence = tree.sentence(verb).span
    spans = [s for s in (cue.span, verb.span, content) if s]
    evidence = Span(min(s.start for s in spans), max(s.end for s in spans))
    ahead = status in ("planned", "proposed", "conditional", "considered")
    name = frame.act_class
    if denied and not norm:
        name = "DeniedAct"
    elif ahead and frame.act_class in (*ENCOUNTERS, "Measure"):
        name = "ProspectiveEvent"
    elif frame.act_class == "Claim" and is_norm(tree, verb, content):
        name = "Position"
    refused = (denied and norm) or refuses(tree, verb, content)
    return STATEMENT_CLASSES[name](
        family=family_of(frame, cue.lemma.lower(), joint=joint),
        cue=cue.span,
        sentence=sentence,
        evidence=evidence,
        force=force_of(frame, cue.text.lower() if cue.text.lower() in frame.forces else cue.lemma.lower()),
        rule=frame.id,
        content=(content,) if content else (),
        agent=agents,
        party=parties_of(agents),
        addressee=aimed,
        joint=joint,
        event_status=status,
        negated=refused,
        condition=condition,
        stance="rejects" if refused and name == "Position" else stance_of(name, frame, cue.lemma.lower()),
        quote=content if kind == "quote" else None,
        act_kind=frame.act_class if name in ("DeniedAct", "ProspectiveEvent") else None,
    )
