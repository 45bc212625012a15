"""Polarity, modality and time of an operative word, as independent axes read from its own clause."""

from __future__ import annotations

from kg.extraction.tree import Tree
from kg.model import Token

_NEGATIONS = {"not", "n't", "n’t", "never", "neither", "no", "nor"}
_SLATED = {"expect", "schedule", "slate", "set", "plan", "due"}
_ONLY = {"only", "just", "merely", "simply"}  # "not only supports it": it does
FAILURES = {"fail", "refuse", "decline", "deny", "avoid", "cease"}


def is_negated(tree: Tree, word: Token) -> bool:
    """Whether the word itself is denied: not, never, failed to, denied having."""
    negations = [t for t in tree.children(word, "advmod", "det", "cc:preconj") if t.text.lower() in _NEGATIONS]
    negations += [t for t in tree.children(word, "cc") if t.text.lower() == "nor"]  # "nor will it accept conditions"
    if word.lemma == "hesitate":
        return not negations  # who will not hesitate will do it
    if any(t.index + 1 == len(tree.tokens) or tree.tokens[t.index + 1].text.lower() not in _ONLY for t in negations):
        return True
    head = tree.head(word)
    if _was_to_have(tree, word):
        return True
    if word.relation == "xcomp" and head.text.lower() == "going" and is_negated(tree, head):
        return True  # "is not going to pay"
    # "Have yet to agree", "is yet to be signed"
    yet = [t for t in (*tree.children(word, "advmod"), *tree.children(head, "advmod")) if t.text.lower() == "yet" and t.index < word.index]
    if any(tree.tokens[t.index + 1].text.lower() == "to" for t in yet):
        return True
    return word.relation in ("xcomp", "ccomp") and head.index != word.index and head.lemma in FAILURES


def _was_to_have(tree: Tree, word: Token) -> bool:
    """'Was to have visited Lima': a visit that did not come about."""
    near = [*tree.children(word, "aux", "mark", "cop"), *(tree.head(word),)[: word.relation == "xcomp"]]
    be, to, have = (any(t.lemma == w and (w != "be" or t.tag == "VBD") for t in near) for w in ("be", "to", "have"))
    return word.tag == "VBN" and be and to and have


def is_slated(tree: Tree, word: Token) -> bool:
    """Whether a word says no more than that something is on the calendar: 'is expected to', 'is scheduled to', 'is due to'."""
    be = any(t.lemma == "be" for t in tree.children(word, "aux:pass", "cop"))
    doer = any(tree.case(t) == "by" for t in tree.children(word, "obl", "obl:agent"))
    return word.lemma.lower() in _SLATED and be and not doer and bool(tree.children(word, "xcomp", "advcl"))


def _auxiliaries(tree: Tree, word: Token) -> list[str]:
    """Those of a verb, or of the verb whose auxiliary it shares: 'will visit Chile and attend the fair'."""
    found, here = tree.auxiliaries(word), word
    while not found and here.relation == "conj" and here.tag in ("VB", "VBP") and not tree.children(here, "nsubj", "nsubj:pass"):
        here = tree.head(here)
        found = tree.auxiliaries(here)
    return found


def is_bare(tree: Tree, word: Token) -> bool:
    """Whether a verb goes on from an infinitive or a gerund: 'agreed to fund the port and create jobs', 'by opening it, creating jobs'."""
    hung = (word.tag == "VB" and word.relation == "conj") or (word.tag == "VBG" and word.relation in ("conj", "advcl", "parataxis"))
    return hung and not _auxiliaries(tree, word)


_WISHES = {"want", "wish", "desire", "like", "love"}
_PUTS_UP = {"suggest", "propose", "recommend"}


def _is_wished(tree: Tree, word: Token, *, spoken: bool) -> bool:
    """What somebody wants to do, or suggests that others do: 'wants to host talks', 'suggested that the two sides sign it'."""
    above = tree.head(word)
    while above.relation in ("xcomp", "conj") and above.lemma not in _WISHES | _PUTS_UP and above.head != above.index:
        above = tree.head(above)
    bare = word.text.lower() == word.lemma and not tree.auxiliaries(word)
    return bare and ((word.relation == "xcomp" and above.lemma in _WISHES and not spoken) or (word.relation == "ccomp" and above.lemma in _PUTS_UP))


def modality(tree: Tree, word: Token, *, spoken: bool = False) -> str:
    """planned, proposed, conditional, past or actual, from auxiliaries and mood; what is ``spoken`` is done by saying that one wants to: 'want to thank'."""
    auxiliaries = _auxiliaries(tree, word)
    first = word
    while first.relation == "conj" and first.head != first.index and not tree.children(first, "nsubj", "nsubj:pass"):
        first = tree.head(first)
    if first.relation == "xcomp" and is_slated(tree, tree.head(first)):
        return "planned"
    # What is recalled was done before.
    if word.relation == "ccomp" and tree.head(word).lemma in ("recall", "remember") and word.tag in ("VBD", "VBN"):
        return "past"
    if any(a in ("will", "shall", "’ll", "'ll") for a in auxiliaries):
        return "planned"
    if "may" in auxiliaries:
        return "considered"
    if any(a in ("would", "could", "might") for a in auxiliaries):
        return "planned" if "would" in auxiliaries else "conditional"
    if spoken and "can" in auxiliaries:
        return "actual"  # "I can only say that ..."
    if "should" in auxiliaries or "must" in auxiliaries or "can" in auxiliaries:
        return "proposed"
    if _is_wished(tree, word, spoken=spoken):
        return "proposed"
    if word.tag == "VBN" and any(t.text.lower() == "had" for t in tree.children(word, "aux")):
        return "past"
    if any(t.text.lower() == "due" and t.index < word.index for t in tree.children(word, "mark")) and tree.children(word, "cop", "aux"):
        return "planned"  # "are due to meet", whatever the parser made of "due to"
    # "Prime Minister to visit Oslo", as headlines put what lies ahead.
    main = tree.head(word).index == word.index or (word.relation == "acl" and tree.sentence(word).block == "headline")
    if word.tag == "VB" and main and any(t.text.lower() == "to" for t in tree.children(word, "mark")):
        return "planned"
    return "actual"
