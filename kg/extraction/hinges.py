"""Finds what an act is made to depend on: a clause with "if", with its verb in front, with "as soon as"."""

from __future__ import annotations

from kg.extraction.slots import CONDITIONS, trim
from kg.extraction.tree import Tree
from kg.model import Span, Token


def condition_of(tree: Tree, verb: Token) -> Span | None:
    """The clause that makes the verb depend on something else, with its conjunction."""
    for child in tree.children(verb, "advcl"):
        if tree.case(child) in CONDITIONS or _is_inverted(tree, child):
            return trim(tree, tree.subtree(child))
    return None


def condition_of_offer(tree: Tree, predicate: Token) -> Span | None:
    """What readiness depends on, wherever the parser hung it: 'is ready to help if asked', 'should Peru so wish', 'as soon as Peru so requests'."""
    for verb in (predicate, *tree.children(predicate, "xcomp", "advcl", "ccomp")):
        if found := condition_of(tree, verb):
            return found
    words = [t for t in tree.subtree(predicate) if t.index > predicate.index]
    soon = next((t for t in words if t.text.lower() == "soon" and tree.tokens[t.index - 1].text.lower() == "as"), None)
    return trim(tree, [t for t in words if t.index >= soon.index - 1]) if soon else None


def _is_inverted(tree: Tree, clause: Token) -> bool:
    """'Should the attacks go on, ...': a condition that its verb in front tells."""
    should = next((t for t in tree.children(clause, "aux") if t.text.lower() == "should"), None)
    subject = tree.children(clause, "nsubj", "nsubj:pass", "expl")
    return should is not None and bool(subject) and should.index < subject[0].index
