"""Finds events that a noun phrase names ("his visit to Peru", "a summit between A and B") and how real they are."""

from __future__ import annotations

from kg.extraction.actors import Resolver
from kg.extraction.factuality import is_negated, is_slated
from kg.extraction.frames import by_lemma
from kg.extraction.tree import Tree
from kg.model import Entity, Token

_AHEAD = {"next", "upcoming", "forthcoming", "planned", "future", "scheduled", "coming"}
_BEHIND = {"last", "previous", "recent", "past", "earlier", "former"}
_STANDING = {"Request": "proposed", "Commitment": "planned", "Intention": "considered"}
_PROPOSED = ("proposal", "suggestion", "idea", "request", "invitation", "call", "appeal", "offer", "wish", "desire", "interest", "hope")
_INTENDED = ("agreement", "decision", "plan", "intention", "commitment", "promise", "pledge", "readiness", "willingness", "arrangement", "approval", "determination")
_NOT_HELD = ("deny", "cancel", "postpone", "rule", "reject", "refuse", "exclude", "decline", "oppose")
_CARRIED = ("during", "on", "for", "at", "in", "after", "following", "before", "ahead", "upon", "to", "through")


def standing(tree: Tree, word: Token) -> str | None:
    """The status of an event told inside another act: proposed, planned or considered; ``None`` if it is denied.

    'Agreed to hold talks' makes talks planned, 'proposed a summit' makes a summit proposed, 'did not rule out' nothing.
    """
    status, here = "actual", word
    for _ in range(40):
        if is_negated(tree, here) or tree.case(here) in ("if", "unless", "without"):
            return None
        head = tree.head(here)
        if status == "actual" and any(a in ("will", "shall", "would") for a in tree.auxiliaries(here)):
            status = "planned"
        if head.index == here.index:
            return status
        if status == "actual" and here.relation == "xcomp" and is_slated(tree, head):
            status = "planned"
        proposal = here.relation == "acl" and head.lemma.lower() in _PROPOSED
        proposal |= here.tag == "VB" and here.relation in ("advcl", "xcomp") and any(t.lemma.lower() in _PROPOSED for t in tree.children(head, "obj"))
        if proposal or (here.relation == "advcl" and tree.is_passive(head) and head.lemma == "propose"):
            status = "proposed"
        if here.relation == "obj" and head.lemma in _NOT_HELD:
            return None
        # "Openness to meeting", "the possibility of visiting": nobody has met, nor will.
        led = here.tag == "VBG" and here.relation in ("acl", "advcl") and head.pos == "NOUN" and bool(tree.children(here, "mark"))
        if led and head.lemma.lower() not in _INTENDED:
            return None
        if status == "actual" and here.relation == "acl" and here.tag in ("VB", "VBG") and head.lemma.lower() in _INTENDED:
            status = "planned"
        if status == "actual" and here.relation in ("acl", "xcomp", "advcl") and "approval" in (head.lemma, *(t.lemma for t in tree.children(head, "nsubj:pass", "obj"))):
            status = "planned"
        if status == "proposed" and here.relation == "nsubj:pass" and head.lemma in ("approve", "endorse", "accept"):
            status = "planned"  # a proposal to sign that was approved
        frames = by_lemma("verb").get(head.lemma.lower(), ())
        kinds = [f.act_class for f in frames if f.act_class in _STANDING]
        if status == "actual" and kinds and here.relation in ("xcomp", "ccomp", "obj", "nsubj:pass", "obl", "advcl"):
            status = _STANDING[kinds[0]] if here.relation in ("xcomp", "ccomp", "obj") else status
        here = head
    return status


def described(tree: Tree, noun: Token) -> str | None:
    """planned or past where the noun's own adjectives say so."""
    words = {t.text.lower() for t in tree.children(noun, "amod", "det")}
    return "planned" if words & _AHEAD else "past" if words & _BEHIND else None


def who_takes_part(tree: Tree, resolver: Resolver, noun: Token) -> tuple[Entity, ...]:
    """Those whose event a noun names: its possessor, its 'by' and 'between', else the subject of the clause around it."""
    found: list[Entity] = []
    held = [c for t in tree.children(noun, "acl") if t.tag == "VBN" for c in tree.children(t, "obl", "nmod")]  # "talks held in Lima between A and B"
    for child in (*tree.children(noun, "nmod:poss", "nmod", "compound"), *held):
        person = (m := resolver.at(child)) is not None and m.entities[0].kind == "person"
        own = tree.case(child) == "of" and noun.lemma in ("visit", "trip") and person  # "the visit of Minister Paz to Lima"
        if child.relation == "nmod:poss" or tree.case(child) in ("by", "between", "among") or own:
            found += resolver.resolve(child, unnamed=False)
    if not found:
        around = _around(tree, resolver, noun)
        # "Will raise it with the rapporteurs during their visit": one person's visit is not theirs.
        theirs = any(t.text.lower() == "their" for t in tree.children(noun, "nmod:poss"))
        found += around if len(around) > 1 or not theirs else ()
    return tuple(dict.fromkeys(found))


def _around(tree: Tree, resolver: Resolver, noun: Token) -> tuple[Entity, ...]:
    if tree.children(noun, "cop") and (subject := tree.subject(noun)):
        return resolver.resolve(subject, unnamed=False)
    if noun.relation == "acl:relcl":
        return resolver.resolve(tree.head(noun), unnamed=False)
    if noun.relation not in ("obl", "obj", "advcl") or (noun.relation == "obl" and tree.case(noun) not in _CARRIED):
        return ()
    verb = tree.head(noun)
    if verb.lemma.lower() in RECEIVES and tree.case(noun) == "on":
        return received(tree, verb)
    subject = tree.subject(verb) if verb.pos in ("VERB", "AUX") else None
    return resolver.resolve(subject, unnamed=False) if subject else ()


RECEIVES = frozenset({"receive", "host", "welcome", "greet"})


def received(tree: Tree, verb: Token) -> tuple[Entity, ...]:
    """Whom a host receives: the first person named after the verb; "received today, in Lima, the Minister" hides the object."""
    if tree.is_passive(verb):
        return ()
    last = tree.sentence(verb).last
    after = (m for t in tree.tokens[verb.index + 1 : last] if (m := tree.mentions.get(t.index)) and m.form == "name")
    return next((m.entities for m in after if m.entities[0].kind == "person"), ())


def who_signs(tree: Tree, resolver: Resolver, verb: Token) -> tuple[Entity, ...]:
    """Whose instrument a verb of signing governs: 'an agreement between A and B'; 'with B' adds the voice of the text."""
    for thing in tree.children(verb, "obj", "obl"):
        for child in (c for t in tree.conjuncts(thing) for c in tree.children(t, "nmod")):
            sides = resolver.resolve(child, unnamed=False) if tree.case(child) in ("between", "among", "with") else ()
            if sides:
                return sides if len(sides) > 1 else tuple(dict.fromkeys((*tree.voice(verb), *sides)))
    return ()


def persons_of(tree: Tree, word: Token) -> tuple[Entity, ...]:
    """Every person named in the sentence of a word, in text order: a list of those present."""
    found = [m.entities[0] for t in tree.words_of(word) if (m := tree.mentions.get(t.index)) and m.form == "name"]
    return tuple(dict.fromkeys(e for e in found if e.kind == "person"))
