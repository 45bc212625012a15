"""Whether a clause meets what a frame asks of it: a certain subject or object, words near the verb, several who act together."""

from __future__ import annotations

from kg.extraction.frames import Frame, by_lemma
from kg.extraction.tree import OBJECTS, Tree
from kg.model import Token, overlapping

ENCOUNTERS = ("Meeting", "Visit")
CHANCES = {"opportunity", "occasion", "chance"}


def fits(tree: Tree, verb: Token, frame: Frame) -> bool:
    """Whether the clause of a verb meets all that a frame asks of it; what the frame takes is another matter."""
    lemma = verb.lemma.lower()
    adverb = frame.needs_adverb.get(lemma)
    if frame.needs and not has_any(tree, verb, frame.needs):
        return False
    if frame.without and (has_any(tree, verb, frame.without) or not frame.without.isdisjoint(_next_words(tree, verb))):
        return False
    if frame.within and frame.within.isdisjoint(t.text.lower() for t in tree.words_of(verb)):
        return False
    if frame.ongoing and (verb.tag != "VBG" or not any(t.lemma == "be" for t in tree.children(verb, "aux"))):
        return False
    if frame.subjects and not _has_subject(tree, verb, frame.subjects):
        return False
    if (frame.main and not _heads_its_sentence(tree, verb)) or (frame.unasked and _is_asked(tree, verb)):
        return False
    if frame.alone and tree.children(verb, *OBJECTS, "ccomp"):
        return False
    if (frame.objects and not has_object(tree, verb, frame)) or (frame.together and not is_several(tree, verb)):
        return False
    if frame.judged and not _is_judged(tree, verb):
        return False
    if frame.act_class == "Intention" and (_is_opinion(tree, verb) or _was_discussed(tree, verb)):
        return False
    if frame.content == frame.addressee == ("object",) and any(t.text.lower() == "you" for t in tree.children(verb, "obj")):
        return False  # "thank you, Ana": a courtesy of who takes the floor
    if frame.act_class == "Request" and frame.addressee and "object" not in (*frame.content, *frame.addressee) and any(t.index in tree.mentions for t in tree.children(verb, "obj")):
        return False  # "called Minister Paz to thank him": who is rung up is not called on
    if frame.bare and not _is_bare(tree, verb):
        return False
    if lemma in frame.needs_object and not tree.children(verb, "obj") and not tree.is_passive(verb):
        return False
    return not adverb or any(t.text.lower() == adverb for t in tree.children(verb))


def _is_judged(tree: Tree, verb: Token) -> bool:
    """Whether something is said of the object: 'called the raid unacceptable', 'described the treaty as a milestone'."""
    thing = next((t for t in tree.children(verb, "obj") if t.index > verb.index), None)
    said = [t for t in tree.children(verb, "xcomp", "obl", "advcl") if thing and t.index > thing.index and (t.relation == "xcomp" or tree.case(t) == "as")]
    return any(t.pos in ("ADJ", "NOUN") and not any(m.text.lower() == "to" for m in tree.children(t, "mark")) for t in said)


_AIMS = ("Appraisal", "Position", "Claim", "Meeting", "Commitment")


def _is_bare(tree: Tree, verb: Token) -> bool:
    """Whether a verb stands with its object, a time and an aim in words alone: 'called the minister today to thank him', not 'called him a liar', 'called him home'."""
    for token in tree.children(verb):
        timed = bool(overlapping(tree.doc.times, token.span)) or token.lemma.lower() in ("also", "later", "then", "again", "earlier", "separately")
        aim = token.tag == "VB" and token.relation in ("xcomp", "advcl") and any(f.act_class in _AIMS for f in by_lemma("verb").get(token.lemma.lower(), ()))
        if not (timed or aim) and token.relation not in ("nsubj", "obj", "aux", "punct", "conj", "cc", "parataxis", "mark", "nmod:desc", "flat"):
            return False
    return True


def _is_opinion(tree: Tree, verb: Token) -> bool:
    """'Considers it a breach', 'considered the matter closed': an opinion about a thing, where 'is considering sanctions' weighs them."""
    return verb.tag in ("VBD", "VBZ", "VBP") and bool(tree.children(verb, "obj")) and not tree.auxiliaries(verb)


def _was_discussed(tree: Tree, verb: Token) -> bool:
    """'The prospects were considered': what was dealt with, where 'is being considered' is weighed."""
    return tree.is_passive(verb) and any(t.text.lower() in ("was", "were") for t in tree.children(verb, "aux:pass"))


def _is_asked(tree: Tree, verb: Token) -> bool:
    """Whether something is asked with the verb: an infinitive, or a 'for' that is no part of a title."""
    later = [t for t in tree.words_of(verb) if t.index > verb.index]
    return any(t.tag == "TO" for t in later) or any(tree.case(t) == "for" and t.pos != "PROPN" for t in tree.children(verb, "obl"))


def _heads_its_sentence(tree: Tree, verb: Token) -> bool:
    """Whether nobody else is said to say it: what one tells of another's refusal is that one's claim."""
    here = verb
    while here.relation in ("conj", "xcomp"):
        here = tree.head(here)
    # "Peru refused to pay, the paper said": the clause comes first, and the text tells it as such.
    return here.relation not in ("ccomp", "acl:relcl", "acl") or (here.relation == "ccomp" and here.index < tree.head(here).index)


def _has_subject(tree: Tree, verb: Token, lemmas: frozenset[str]) -> bool:
    """Whether the one who does it, subject or 'by', is one of some words: a cabinet, a parliament; "(body)" stands for any organization with a name."""
    subject = None if tree.is_passive(verb) else tree.subject(verb)
    doers = [subject] if subject else [t for t in tree.children(verb, "obl", "obl:agent") if tree.case(t) == "by"]
    bodies = (m for t in doers if "(body)" in lemmas and (m := tree.mentions.get(t.index)))
    return any(t.lemma.lower() in lemmas for t in doers) or any(e.kind == "organization" for m in bodies for e in m.entities)


def has_object(tree: Tree, verb: Token, frame: Frame) -> bool:
    """Whether what is done is done to one of some things: roads are blocked, aid is given ("a ton of food" is food).

    The word "(person)" among them stands for a person with a name, "(name)" for any name,
    "(money)" for a sum. Where the frame has topics, the thing is on one of them:
    "their stance on joint efforts".
    """
    things = tree.children(verb, "nsubj:pass") if tree.is_passive(verb) else tree.children(verb, "obj") or tree.children(verb, "iobj")
    if frame.topics:
        beside = {c.lemma.lower() for c in tree.children(verb, "obl") if tree.case(c) in frame.prepositions}
        things = [t for t in things if frame.topics & ({c.lemma.lower() for c in tree.children(t, "nmod", "acl")} | beside)]
    # "A ton of food" is food, "the visit of the envoy" no envoy.
    parts = [c for thing in things if not by_lemma("nominal").get(thing.lemma.lower()) for c in tree.children(thing, "nmod") if tree.case(c) == "of"]
    heads = [t for thing in (*things, *parts) for t in tree.conjuncts(thing)]
    kinds = {m.entities[0].kind for t in heads if (m := tree.mentions.get(t.index))}
    if "(money)" in frame.objects and any(_is_money(c) for t in heads for c in tree.children(t)):
        return True
    named = ("(person)" in frame.objects and "person" in kinds) or ("(name)" in frame.objects and bool(kinds))
    return named or any(t.lemma.lower() in frame.objects for t in heads)


def _is_money(word: Token) -> bool:
    return word.text in ("$", "€", "£", "¥") or word.lemma.lower() in ("million", "billion", "trillion")


def is_several(tree: Tree, verb: Token) -> bool:
    """Whether the subject is several, or the encounter itself: 'the meeting focused on', 'they focused on'."""
    subject = whose_chance(tree, verb) or tree.subject(verb)
    if subject is None or tree.is_passive(verb):
        return subject is not None and not any(tree.case(t) == "by" for t in tree.children(verb, "obl", "obl:agent"))
    mention = tree.mentions.get(subject.index)
    return names_encounter(subject) or subject.tag == "NNS" or subject.lemma.lower() in ("two", "both", "three") or len(tree.conjuncts(subject)) > 1 or bool(mention and len(mention.entities) > 1)


def names_encounter(noun: Token) -> bool:
    """Whether a noun is one for talks, a meeting or a visit."""
    return any(f.act_class in ENCOUNTERS for f in by_lemma("noun").get(noun.lemma.lower(), ()))


def _next_words(tree: Tree, verb: Token) -> list[str]:
    """The two words after a verb: a preposition there is the verb's, wherever the parser hung its phrase."""
    return [t.text.lower() for t in tree.tokens[verb.index + 1 : min(verb.index + 3, tree.sentence(verb).last)]]


def has_any(tree: Tree, verb: Token, words: frozenset[str]) -> bool:
    """Whether one of some words stands by a verb, itself or in front of a phrase of the verb; its subject aside."""
    near = [t for t in tree.children(verb) if t.relation not in ("nsubj", "mark")]
    return any(tree.case(t) in words or {t.text.lower(), t.lemma.lower()} & words for t in near)


def whose_chance(tree: Tree, verb: Token) -> Token | None:
    """'It was an opportunity to reaffirm the commitment of both sides': those whose commitment it is."""
    if verb.relation not in ("acl", "csubj") or not _gives_a_chance(tree, tree.head(verb)):
        return None
    things = tree.children(verb, "obj")
    return next((t for thing in things for t in tree.children(thing, "nmod") if tree.case(t) == "of" and t.index in tree.mentions), None)


def _gives_a_chance(tree: Tree, chance: Token) -> bool:
    """'The visit was an opportunity to', 'the talks provided an occasion to': a chance that was had."""
    if chance.lemma.lower() not in CHANCES:
        return False
    verb = next((t for t in tree.children(chance, "cop")), tree.head(chance))
    return verb.tag in ("VBD", "VBN") and verb.lemma.lower() in ("be", "provide", "offer", "give", "serve", "constitute", "present")
