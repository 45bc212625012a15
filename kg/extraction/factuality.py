"""Polarity, modality and time of an operative word, as independent axes read from its own clause."""

from __future__ import annotations

from kg.extraction.tree import Tree
from kg.model import Token

_NEGATIONS = {"not", "n't", "n’t", "never", "neither", "no", "nor"}
FAILURES = {"fail", "refuse", "decline", "deny", "avoid", "cease"}


def is_negated(tree: Tree, word: Token) -> bool:
    """Whether the word itself is denied: not, never, failed to, denied having."""
    if any(t.text.lower() in _NEGATIONS for t in tree.children(word, "advmod", "det", "cc:preconj")):
        return True
    head = tree.head(word)
    return word.relation in ("xcomp", "ccomp") and head.index != word.index and head.lemma in FAILURES


def modality(tree: Tree, word: Token) -> str:
    """planned, proposed, conditional, past or actual, from auxiliaries and mood."""
    auxiliaries = tree.auxiliaries(word)
    # What is recalled was done before.
    if word.relation == "ccomp" and tree.head(word).lemma in ("recall", "remember") and word.tag in ("VBD", "VBN"):
        return "past"
    if any(a in ("will", "shall", "’ll", "'ll") for a in auxiliaries):
        return "planned"
    if any(a in ("would", "could", "might", "may") for a in auxiliaries):
        return "conditional" if "could" in auxiliaries or "might" in auxiliaries else "planned"
    if "should" in auxiliaries or "must" in auxiliaries or "can" in auxiliaries:
        return "proposed"
    if word.tag == "VBN" and any(t.text.lower() == "had" for t in tree.children(word, "aux")):
        return "past"
    return "actual"
