"""Finds what an act is made to depend on: a clause with "if", with its verb in front, with "as soon as"."""

from __future__ import annotations

from kg.extraction.slots import CONDITIONS, trim
from kg.extraction.tree import SUBJECTS, Tree
from kg.model import Span, Token

ASKS_WHETHER = {"ask", "know", "see", "wonder", "decide", "determine", "question", "clarify", "consider", "inquire", "enquire", "tell", "say", "discuss"}


def parted(tree: Tree, content: Span, *, clause: bool) -> tuple[Span, Span] | None:
    """The content and the condition that it ends with, told apart: 'to hold a fair in Lima, if funds are found'.

    Where the content is a clause of its own and the condition all but the whole of it, the words stay together: "pay if the Congress agrees".
    """
    words = tree.within(content)
    for depends in words:
        below = tree.subtree(depends)
        ends = below[-1].span.end >= words[-1].span.end and below[0].span.start > content.start
        ends = ends and (not clause or len([t for t in below if t.pos != "PUNCT"]) <= below[0].index - words[0].index)
        if ends and (tree.case(depends) in CONDITIONS or is_inverted(tree, depends)) and _is_whole(tree, depends, words):
            kept, condition = trim(tree, [t for t in words if t.index < below[0].index]), trim(tree, below)
            return (kept, condition) if kept and condition else None
    return None


def _is_whole(tree: Tree, clause: Token, words: list[Token]) -> bool:
    """Whether a clause has a subject, and holds of all that the content tells: not inside a plan that ends if something happens."""
    here = tree.head(clause)
    while here in words and here.head != here.index:
        if here.relation.startswith(("acl", "ccomp")) and tree.head(here) in words:
            return False
        here = tree.head(here)
    return clause.relation == "advcl" and tree.head(clause).lemma not in ASKS_WHETHER and bool(tree.children(clause, *SUBJECTS))


def condition_of(tree: Tree, verb: Token) -> Span | None:
    """The clause that makes the verb depend on something else, with its conjunction."""
    for child in tree.children(verb, "advcl", "parataxis", "ccomp"):
        led = child.relation == "advcl" and tree.case(child) in CONDITIONS
        if led or (is_inverted(tree, child) and (child.relation == "advcl" or child.index > verb.index)):
            return trim(tree, tree.subtree(child))
    return None


def subject_to(tree: Tree, verb: Token) -> Span | None:
    """'Offered troops, subject to the consent of parliament': what it is made subject to, behind a comma, wherever the parser hung it."""
    words = [t for t in tree.subtree(verb) if t.index > verb.index]
    pairs = ((a, b, c) for a, b, c in zip(words, words[1:], words[2:], strict=False) if (a.text, b.text.lower(), c.text) == (",", "subject", "to"))
    comma = next((a for a, *_ in pairs), None)
    return trim(tree, [t for t in words if t.index > comma.index]) if comma else None


def condition_of_offer(tree: Tree, predicate: Token) -> Span | None:
    """What readiness depends on, wherever the parser hung it: 'is ready to help if asked', 'should Peru so wish', 'as soon as Peru so requests', 'whenever'."""
    below = tree.children(predicate, "xcomp", "advcl", "ccomp")
    for verb in (predicate, *below, *(t for v in below for t in tree.children(v, "xcomp"))):
        if found := condition_of(tree, verb):
            return found
    words = [t for t in tree.subtree(predicate) if t.index > predicate.index]
    soon = next((t.index - 1 for t in words if t.text.lower() == "soon" and tree.tokens[t.index - 1].text.lower() == "as"), None)
    soon = next((t.index for t in words if t.text.lower() == "whenever"), soon)
    return trim(tree, [t for t in words if t.index >= soon]) if soon else None


def is_inverted(tree: Tree, clause: Token) -> bool:
    """'Should the attacks go on, ...': a condition that its verb in front tells."""
    should = next((t for t in tree.children(clause, "aux") if t.text.lower() == "should"), None)
    subject = tree.children(clause, "nsubj", "nsubj:pass", "expl")
    return should is not None and bool(subject) and should.index < subject[0].index and not tree.children(clause, "mark")
