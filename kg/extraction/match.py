"""Finds operative words and fills their frames: one Act per word that the text itself puts forward."""

from __future__ import annotations

from kg import lexicon
from kg.extraction import factuality, slots
from kg.extraction.actors import Resolver
from kg.extraction.frames import Frame, by_lemma, force_of
from kg.extraction.tree import Tree
from kg.model import STATEMENT_CLASSES, Act, Entity, Span, Token
from kg.parties import parties_of

_ASSERTED = {"ROOT", "root", "conj", "ccomp", "advcl", "parataxis", "dep"}
_ENCOUNTERS = {"Meeting", "Visit"}
_VERBAL = ("VERB", "AUX")


def operative_words(tree: Tree) -> list[tuple[Token, Token, Frame]]:
    """(cue, verb, frame) for each asserted operative word; for a noun the verb is its light verb."""
    found: list[tuple[Token, Token, Frame]] = []
    taken: set[int] = set()
    for token in tree.tokens:
        if token.pos not in _VERBAL and not token.tag.startswith("VB"):
            continue
        if tree.sentence(token).block not in ("paragraph", "item", "quote", "headline"):
            continue
        noun = _light_noun(tree, token)
        frame = noun[1] if noun else _verb_frame(tree, token)
        if frame is None or not _is_asserted(tree, token) or token.index in taken:
            continue
        taken.add(token.index)
        found.append((noun[0] if noun else token, token, frame))
    return found


def _light_noun(tree: Tree, verb: Token) -> tuple[Token, Frame] | None:
    objects = tree.children(verb, "obj", "nsubj:pass", "obl")
    for noun in [c for o in objects for c in tree.conjuncts(o)[:1]]:
        for frame in by_lemma("noun").get(noun.lemma.lower(), ()):
            if verb.lemma.lower() in frame.light and (noun.relation != "obl" or tree.case(noun) in ("to", "in")):
                return noun, frame
    return None


def _verb_frame(tree: Tree, verb: Token) -> Frame | None:
    for frame in by_lemma("verb").get(verb.lemma.lower(), ()):
        if frame.needs and not _has_any(tree, verb, frame.needs):
            continue
        adverb = frame.needs_adverb.get(verb.lemma.lower())
        if adverb and not any(t.text.lower() == adverb for t in tree.children(verb)):
            continue
        if frame.content == ("none",) or slots.complement(tree, verb, frame) or _quoted(tree, verb, frame):
            return frame
        if frame.others:
            return frame
    return _will_frame(tree, verb)


def _will_frame(tree: Tree, verb: Token) -> Frame | None:
    """'A and B will do X' in a main clause of the release's own words announces what they undertake."""
    names_event = any(f.act_class in (*_ENCOUNTERS, "Measure") for f in by_lemma("verb").get(verb.lemma.lower(), ()))
    main = verb.relation == "conj" or tree.head(verb).index == verb.index
    quoted = any(q.span.overlaps(verb.span) for q in tree.doc.quotes)
    if names_event or quoted or not main or verb.pos != "VERB" or tree.is_passive(verb):
        return None
    return next((f for a in tree.auxiliaries(verb) for f in by_lemma("will").get(a, ())), None)


def _has_any(tree: Tree, verb: Token, words: frozenset[str]) -> bool:
    return any(tree.case(t) in words or t.text.lower() in words for t in tree.children(verb))


# Participles that tell a party's own state of mind: "we are committed to" has no hidden agent.
_STATES = {"commit", "determine", "prepare", "convince", "resolve", "concern"}


def _is_asserted(tree: Tree, verb: Token) -> bool:
    """Whether the release puts the act forward itself: not inside what is asked, planned, wished or named."""
    here = verb
    for _ in range(40):
        head = tree.head(here)
        if here.relation == "xcomp" and head.lemma in factuality.FAILURES:
            here = head
            continue
        # A short sentence is often parsed as a noun with a clause to it: "the meeting focused on trade".
        if here.relation == "acl" and here.tag in ("VBD", "VBZ", "VBP") and tree.head(head).index == head.index:
            return True
        if here.relation not in _ASSERTED:
            return False
        if head.index == here.index:
            return True
        if here.relation == "ccomp" and _is_directive(tree, head):
            return False
        if here.relation in ("ccomp", "advcl", "conj") and any(t.text.lower() == "to" for t in tree.children(here, "mark")):
            return False
        if here.relation == "advcl" and tree.case(here) in ("if", "unless", "by", "to", "for", "in", "after", "before"):
            return False
        if here.relation == "conj" and head.pos not in _VERBAL and not head.tag.startswith("VB"):
            return False
        here = head
    return False


def _is_directive(tree: Tree, verb: Token) -> bool:
    frames = by_lemma("verb").get(verb.lemma.lower(), ())
    return any(f.act_class in ("Request", "Appraisal", "Commitment") for f in frames) and not any(
        f.act_class == "Position" for f in frames
    )


def _quoted(tree: Tree, verb: Token, frame: Frame) -> Span | None:
    """The quotation that a verb of saying introduces or follows, in its own sentence."""
    if "quote" not in frame.content or tree.children(verb, "obj"):
        return None
    sentence = tree.sentence(verb).span
    near = [q.span for q in tree.doc.quotes if q.span.overlaps(sentence) and q.span.end - q.span.start > 20]
    near = [q for q in near if not (q.start <= verb.span.start < q.end)]
    return min(near, key=lambda q: min(abs(q.start - verb.span.end), abs(q.end - verb.span.start)), default=None)


def build(tree: Tree, resolver: Resolver, word: tuple[Token, Token, Frame], cues: frozenset[int]) -> tuple[Act | None, str]:
    """The act of one operative word, or the reason why none can be told."""
    cue, verb, frame = word
    subject = tree.subject(verb)
    stative = verb.lemma in _STATES and verb.relation != "acl"
    passive = (not stative and tree.is_passive(verb)) or (verb.relation == "acl" and verb.tag == "VBN")
    agents = _agents(tree, resolver, verb, subject, frame, passive=passive)
    others = _others(tree, resolver, cue, verb, frame)
    if frame.act_class in _ENCOUNTERS and frame.others:
        agents = _all_named(tree, resolver, verb, agents, others)
        if len(agents) < 2 or all(a.kind == "unnamed" for a in agents):
            return None, "an encounter needs two actors"
    if frame.subject_any and all(a.kind == "unnamed" for a in agents):
        agents = ()
    if not agents and not frame.subject_any:
        return None, "nobody can be told to put it forward"
    if all(a.kind == "unnamed" for a in agents) and (frame.kind == "will" or not _speaks(agents, frame)):
        return None, "the subject is no actor that speaks or acts for a party"
    content, kind = _content(tree, cue, verb, frame, cues)
    if content is None and frame.content not in (("none",), ("discussed",)) and not frame.others:
        return None, "no content is told"
    targets = _targets(tree, resolver, word, agents)
    return _act(tree, word, agents, targets, content, kind, resolver.participants, passive=passive), ""


_SPEAKING = ("official", "spokes", "member", "representative", "expert", "minister", "leader", "party", "council", "side",
             "source", "ambassador", "envoy", "committee", "commission", "ministry", "embassy", "community", "group")  # fmt: skip


def _speaks(agents: tuple[Entity, ...], frame: Frame) -> bool:
    if not agents:
        return frame.subject_any
    return any(word in agent.label.lower() for agent in agents for word in _SPEAKING)


def _agents(
    tree: Tree, resolver: Resolver, verb: Token, subject: Token | None, frame: Frame, *, passive: bool
) -> tuple[Entity, ...]:
    if passive:
        by = [t for t in tree.children(verb, "obl", "obl:agent") if tree.case(t) in ("by", "between")]
        if by:
            return resolver.resolve(by[0])
        named = _anaphoric(tree, resolver, verb) if frame.act_class in _ENCOUNTERS else ()
        if named:
            return named
        # "It was agreed" speaks for those who talk; a passive inside what somebody says does not.
        main = tree.head(verb).index == verb.index or verb.relation in ("conj", "parataxis")
        return resolver.participants if main and frame.act_class != "Measure" else ()
    if subject is None:
        return ()
    if frame.force == "discussion" and subject.lemma.lower() in by_lemma("noun"):
        return resolver.participants
    return resolver.resolve(subject)


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


def _others(tree: Tree, resolver: Resolver, cue: Token, verb: Token, frame: Frame) -> tuple[Entity, ...]:
    found: list[Entity] = []
    for slot in frame.others:
        if slot == "object":
            heads = [t for t in tree.children(verb, "obj") if t.index != cue.index]
        else:
            heads = [t for w in (verb, cue) for t in tree.children(w, "obl", "nmod") if tree.case(t) == slot]
        for head in heads:
            found += resolver.resolve(head, unnamed=slot != "object")
    return tuple(dict.fromkeys(found))


def _all_named(
    tree: Tree, resolver: Resolver, verb: Token, agents: tuple[Entity, ...], others: tuple[Entity, ...]
) -> tuple[Entity, ...]:
    together = tuple(dict.fromkeys((*agents, *others)))
    if len(together) == 1 and together[0] in resolver.participants and verb.lemma in ("hold", "have", "conduct", "meet"):
        return resolver.participants
    return together


def _targets(tree: Tree, resolver: Resolver, word: tuple[Token, Token, Frame], agents: tuple[Entity, ...]) -> tuple[Entity, ...]:
    cue, verb, frame = word
    found: list[Entity] = []
    for head in slots.addressees(tree, verb, frame):
        found += resolver.resolve(head, unnamed=frame.act_class == "Request" and frame.addressee[0] == "object")
    if not found and frame.act_class == "Request" and verb.relation in ("advcl", "conj"):
        outer = tree.head(verb)
        for other in by_lemma("verb").get(outer.lemma.lower(), ()):
            if other.act_class == "Request":
                found += [e for h in slots.addressees(tree, outer, other) for e in resolver.resolve(h, unnamed=False)]
    if not found and frame.act_class == "Appraisal":
        found += _valued(tree, resolver, verb, cue)
    return tuple(e for e in dict.fromkeys(found) if e not in agents)


def _valued(tree: Tree, resolver: Resolver, verb: Token, cue: Token) -> list[Entity]:
    """Whose conduct is valued: 'condemned Peru's decision', 'welcomed the decision by Peru', 'supports Peru'."""
    found: list[Entity] = []
    things = tree.children(verb, "obj") if cue is verb else tree.children(cue, "nmod")
    for thing in things:
        found += resolver.resolve(thing, unnamed=False)
        for child in tree.children(thing, "nmod:poss", "nmod"):
            if child.relation == "nmod:poss" or tree.case(child) == "by":
                found += resolver.resolve(child, unnamed=False)
    return found


def _content(tree: Tree, cue: Token, verb: Token, frame: Frame, cues: frozenset[int]) -> tuple[Span | None, str]:
    if frame.kind == "will":
        rest = [t for t in tree.subtree(verb) if t.index >= verb.index]
        return slots.trim(tree, slots.without_acts(tree, rest, verb)), "clause"
    quoted = _quoted(tree, verb, frame)
    anchors = (cue, verb) if cue is not verb else (verb,)
    for anchor in anchors:
        found = slots.complement(tree, anchor, frame)
        if found:
            kind, root = found
            words = slots.stretch(tree, anchor, kind, root, cues)
            if quoted and words and quoted.start - 1 <= words.start < quoted.end:
                return quoted, "quote"
            return words, kind
    return quoted, "quote" if quoted else ""


def _act(
    tree: Tree,
    word: tuple[Token, Token, Frame],
    agents: tuple[Entity, ...],
    targets: tuple[Entity, ...],
    content: Span | None,
    kind: str,
    participants: tuple[Entity, ...],
    *,
    passive: bool,
) -> Act:
    cue, verb, frame = word
    joint = len(agents) > 1 or (len(participants) < 2 and any(_speaks_as_one(a) for a in agents))
    status = factuality.modality(tree, verb)
    denied = factuality.is_negated(tree, verb)
    condition = slots.condition_of(tree, verb)
    if frame.act_class not in (*_ENCOUNTERS, "Measure") and status == "planned" and passive:
        status = "planned"
    if frame.kind == "will":
        status = "actual"
    if condition and status != "past":
        status = "conditional"
    if frame.act_class == "Intention":
        status = "considered"
    status = "denied" if denied else status
    sentence = tree.sentence(cue).span
    spans = [s for s in (cue.span, verb.span, content) if s]
    evidence = Span(min(s.start for s in spans), max(s.end for s in spans))
    ahead = status in ("planned", "proposed", "conditional", "considered")
    name = frame.act_class
    if denied:
        name = "DeniedAct"
    elif ahead and frame.act_class in (*_ENCOUNTERS, "Measure"):
        name = "ProspectiveEvent"
    return STATEMENT_CLASSES[name](
        family=_family(frame, cue.lemma.lower(), joint=joint),
        cue=cue.span,
        sentence=sentence,
        evidence=evidence,
        force=force_of(frame, cue.lemma.lower()),
        rule=frame.id,
        content=(content,) if content else (),
        agent=agents,
        party=parties_of(agents),
        addressee=targets,
        joint=joint,
        event_status=status,
        negated=_refuses(tree, verb, content),
        condition=condition,
        stance=_stance(frame, cue.lemma.lower()),
        quote=content if kind == "quote" else None,
        act_kind=frame.act_class if name != frame.act_class else None,
    )


def _speaks_as_one(actor: Entity) -> bool:
    """Whether an organization is a body of states that decides together (G7, ASEAN, a council)."""
    slug = actor.id.removeprefix("organization/")
    members = next((row.members for row in lexicon.organizations() if row.id == slug), ())
    return actor.kind == "organization" and (bool(members) or "council" in slug)


def _refuses(tree: Tree, verb: Token, content: Span | None) -> bool:
    """Whether the content itself is refused: 'will never be accepted', 'would not recognize'."""
    if content is None:
        return False
    for token in tree.words_of(verb):
        if content.start <= token.span.start < content.end and token.text.lower() in ("never", "not"):
            head = tree.head(token)
            outside = not (content.start <= tree.head(head).span.start < content.end) or head.relation == "ROOT"
            if outside and any(a in ("will", "would", "must", "can", "should") for a in tree.auxiliaries(head)):
                return True
    return False


_AGAINST = {"condemn", "reject", "oppose", "deplore", "denounce", "protest", "criticize", "regret", "deny", "blame"}


def _stance(frame: Frame, lemma: str) -> str | None:
    if frame.act_class == "Position":
        return "undisclosed" if lemma in ("outline", "express", "explain") else "supports"
    if frame.act_class == "Appraisal":
        return "rejects" if force_of(frame, lemma) in _AGAINST else "supports"
    return None


def _family(frame: Frame, lemma: str, *, joint: bool) -> str:
    if frame.id == "commit.sign" or (joint and lemma == "look"):
        return "agree"
    return {
        "Commitment": "agree" if joint else "pledge",
        "Intention": "agree" if joint else "pledge",
        "Request": "request",
        "Position": "agree" if joint else "state",
        "Claim": "state",
        "Appraisal": "appraise",
        "Meeting": "meet",
        "Visit": "meet",
        "Measure": "do",
    }[frame.act_class]
