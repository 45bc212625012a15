"""Finds operative predicates: what a copula joins to a subject, feelings, judgements, aims, and what must be done."""

from __future__ import annotations

from kg.extraction import slots
from kg.extraction.conditions import fits, names_encounter
from kg.extraction.factuality import is_negated
from kg.extraction.frames import by_lemma
from kg.extraction.tree import SUBJECTS, Tree
from kg.extraction.word import Word
from kg.model import Token

_COPULAS = {"be", "remain", "stay", "stand", "feel", "become", "seem"}


def find_sympathy(tree: Tree, token: Token) -> Word | None:
    """'Our thoughts are with X', 'our hearts go out to X': a feeling that is with those it is told to."""
    for subject in tree.children(token, "nsubj"):
        for frame in by_lemma("feeling").get(subject.lemma.lower(), ()):
            near = [token, *tree.children(token, "obl")]
            if any(tree.case(t) in frame.prepositions for t in near) and (
                token.lemma in ("go", "be") or tree.children(token, "cop")
            ):
                return Word(subject, token, frame)
    return None


def find_remaining(tree: Tree, verb: Token) -> Word | None:
    """'Remain committed to', 'feel encouraged by': a predicate that hangs on a verb of staying or seeming."""
    if verb.lemma.lower() not in _COPULAS:
        return None
    states = [t for t in tree.children(verb, "xcomp") if t.pos == "ADJ" or t.tag in ("VBN", "VBG")]
    return next((word for state in states if (word := fit_adjective(tree, state, verb))), None)


def find_must(tree: Tree, predicate: Token) -> Word | None:
    """'A must do X', 'X should be lasting' in a main clause of the text's own words."""
    first = predicate
    while first.relation == "conj" and first.head != first.index:
        first = tree.head(first)
    main = (first is not predicate and first.relation != "ccomp") or first.head == first.index  # "informed him that it is shut and must open": told him
    polite = any(t.text == "I" for t in tree.children(predicate, "nsubj"))
    if not main or polite or tree.is_quoted(predicate.span):
        return None
    for token in tree.children(predicate, "aux"):
        for frame in by_lemma("must").get(token.lemma.lower(), ()):
            return Word(token, predicate, frame)
    return None


def find_predicate(tree: Tree, token: Token) -> Word | None:
    """'Is ready to', 'remain concerned about': an adjective that a copula joins to its subject."""
    if felt := find_sympathy(tree, token) or find_aim(tree, token) or find_topic(tree, token):
        return felt
    if said := by_lemma("attributed").get(token.text.lower()):
        return Word(token, tree.head(token) if token.relation == "amod" else token, said[0])
    if token.pos == "ADJ" and token.text.lower() in by_lemma("list"):
        absent = token.relation == "xcomp" or is_negated(tree, token)  # "was not allowed to be present"
        return None if absent else Word(token, token, by_lemma("list")[token.text.lower()][0])
    if token.head == token.index and _is_there(tree, token) and (told := find_must(tree, token)):
        return told
    joined = token.relation == "conj" and bool(tree.children(token, "cop"))
    if token.pos not in ("ADJ", "NOUN") or not (joined or tree.children(token, *SUBJECTS)):
        head = tree.head(token)
        if token.pos != "ADJ" or token.relation != "xcomp" or head.lemma.lower() not in _COPULAS:
            return None
        return fit_adjective(tree, token, head)
    if not tree.children(token, "cop", "aux:pass"):
        return None
    return fit_adjective(tree, token, token) or find_must(tree, token) or find_judgement(tree, token)


def _is_there(tree: Tree, predicate: Token) -> bool:
    """Whether a predicate tells what there is: 'there must be an end to the raids'."""
    return any(t.text.lower() == "there" for t in tree.children(predicate, "expl"))


def find_judgement(tree: Tree, predicate: Token) -> Word | None:
    """'These arrests are unacceptable', 'it is worrying that' in a main clause of the text's own words: its voice judges."""
    known = by_lemma("value").get(predicate.text.lower(), ())
    if predicate.head != predicate.index or not known or tree.is_quoted(predicate.span):
        return None
    that = any(t.index > predicate.index for t in tree.children(predicate, "csubj", "ccomp")) and not is_negated(tree, predicate)
    frames = [f for f in known if fits(tree, predicate, f) and (that or "that" not in f.content)]  # "it is false that", not "the report is false"
    if not frames:
        return None
    judged = tree.children(predicate, *SUBJECTS)
    if frames[0].act_class == "Appraisal" and (not judged or any(t.pos == "PRON" and t.text.lower() not in ("it", "this", "that") for t in judged)):
        return None
    return Word(predicate, predicate, frames[0])


def find_aim(tree: Tree, token: Token) -> Word | None:
    """'Our aim is to reopen the port', 'it is my intention to visit': what somebody is said to have in view."""
    expletive = any(t.text.lower() == "it" for t in tree.children(token, "expl", "nsubj"))
    near = [token] if token.pos == "NOUN" and expletive and tree.children(token, "cop") else tree.children(token, "nsubj", "nsubj:outer")
    for noun in near:
        owned = tree.children(noun, "nmod:poss")
        for frame in by_lemma("aim").get(noun.lemma.lower(), ()) if owned else ():
            be = tree.children(token, "cop") or token.lemma in ("be", "remain")
            if be and slots.infinitive_of(tree, token) and not tree.is_quoted(token.span):
                return Word(noun, token, frame)
    return None


def find_topic(tree: Tree, token: Token) -> Word | None:
    """'The focus of the talks was on grain', 'the main topics of the meeting were ports': what an encounter is said to be about."""
    if not tree.children(token, "cop") or token.pos not in ("NOUN", "PROPN"):
        return None
    for noun in tree.children(token, "nsubj"):
        of = [t for t in tree.children(noun, "nmod") if tree.case(t) == "of" and names_encounter(t)]
        if of and (frames := by_lemma("topic").get(noun.lemma.lower(), ())):
            return Word(noun, token, frames[0])
    return None


def fit_adjective(tree: Tree, adjective: Token, verb: Token) -> Word | None:
    """The frame of an adjective, or participle, that takes what stands behind it: 'ready to', 'concerned about'."""
    for frame in by_lemma("adjective").get(adjective.text.lower(), ()):
        if frame.content == ("none",) or slots.complement(tree, adjective, frame):
            return Word(adjective, verb, frame)
    return None
