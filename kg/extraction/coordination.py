"""Tells coordinated contents of one operative word apart: 'agreed to open A and to close B' are two acts."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.kinds import is_not_to_be
from kg.extraction.slots import trim
from kg.extraction.tree import Tree
from kg.model import Act, Span, Statement, Token

_OWN = ("obj", "obl", "xcomp", "ccomp", "advmod", "obl:unmarked", "advcl", "cop")
_HEAVY = ("NOUN", "PROPN", "PRON", "NUM", "VERB", "ADJ", "ADV")


def separate(tree: Tree, act: Act) -> list[Act]:
    """The act, once for each coordinated clause of its content that has a verb and a complement of its own."""
    if not isinstance(act, Statement) or act.quote or len(act.content) != 1:
        return [act]
    words = tree.within(act.content[0])
    root = next((t for t in words if tree.head(t).index == t.index or not act.content[0].contains(tree.head(t).span)), None)
    root = _verb_of(tree, words, root)
    inner = next((t for t in tree.children(root, "xcomp") if t.tag == "VB" and t in words), None) if root is not None and root.lemma in _GOING_ON else None
    root = inner or root
    if root is None:
        return [act]
    starts = [_edge(tree, root, c, words) for c in _clauses(tree, root, words)]
    spans = _cut(tree, words, [s for s in starts if s is not None])
    if len(spans) < 2:
        return [act]
    # "Asked Peru to leave and not to return": each part is negated by itself.
    whole = is_not_to_be(tree, act.content[0])
    return [replace(act, content=(span,), negated=is_not_to_be(tree, span) or (act.negated and not whole)) for span in spans]


_GOING_ON = {"continue", "go", "work", "strive", "keep"}


def _verb_of(tree: Tree, words: list[Token], root: Token | None) -> Token | None:
    """The first verb of the content at the height of its root: an infinitive, a gerund, a clause with 'that'."""
    if root is not None and root.tag.startswith("VB"):
        return root
    first = next((t for t in words if t.tag in ("VB", "VBG")), None)
    return first if first is not None and words.index(first) <= 1 else None


def _clauses(tree: Tree, root: Token, words: list[Token]) -> list[Token]:
    """The verbs coordinated with the root of a content, however deep the parser hung them."""
    led = [t for t in words if t.index > root.index and _has_own(tree, t)]
    series = [t for t in led if words[0].text.lower() == "to" and _joined(tree, t, words)]
    if series and _joined(tree, series[-1], words) == ",":
        series = []
    found = series + [t for t in led if t not in series and _is_match(tree, root, t, words)]
    return sorted(found, key=lambda t: t.index)


def _has_own(tree: Tree, verb: Token) -> bool:
    return (verb.tag.startswith("VB") or bool(tree.children(verb, "cop"))) and any(c.index > verb.index for c in tree.children(verb, *_OWN))


def _joined(tree: Tree, verb: Token, words: list[Token]) -> str:
    """The comma or conjunction before a 'to' of a verb's own; empty where there is none."""
    to = next((t for t in tree.children(verb, "mark") if t.text.lower() == "to"), None)
    before = next((t for t in reversed(words) if to is not None and t.index < to.index and (t.tag != "RB" or t.relation == "conj")), None)
    return before.text.lower() if before is not None and before.text.lower() in (",", "and", "or", ";") else ""


def _is_match(tree: Tree, root: Token, verb: Token, words: list[Token]) -> bool:
    """Whether a conjunct has the form of the root, and no other infinitive stands between that it may continue."""
    if verb.relation != "conj" or _governor(tree, verb).index != root.index:
        return False
    if "that" in {t.text.lower() for t in tree.children(verb, "mark")}:
        return True
    between = [t for t in words if root.index < t.index < verb.index and t.tag == "TO" and t.head != verb.index]
    return verb.tag == root.tag and verb.tag in ("VB", "VBG") and not between


def _governor(tree: Tree, token: Token) -> Token:
    """The verb a coordinated one really continues: up the chain of conjuncts, past a participle that it is no match for."""
    here = tree.head(token)
    for _ in range(20):
        no_match = token.tag == "VB" and here.tag == "VBG" and here.relation in ("xcomp", "ccomp")
        if not no_match and (here.relation != "conj" or here.pos != "VERB"):
            break
        here = tree.head(here)
    return here


def _edge(tree: Tree, root: Token, verb: Token, words: list[Token]) -> Token | None:
    """The first word of a coordinated clause, its conjunction left out; nothing where it shares what the first governs."""
    inside = [t for t in tree.subtree(verb) if t.index <= verb.index and t.relation not in ("cc", "punct") and t in words]
    inside = [t for t in inside if tree.head(t).index == verb.index or t.index == verb.index]
    first = min(inside, key=lambda t: t.index)
    own = [t for t in words if root.index < t.index < first.index and t.pos in _HEAVY]
    return first if own else None


def _cut(tree: Tree, words: list[Token], starts: list[Token]) -> list[Span]:
    """The content cut before each of some words, joining words left out."""
    found = []
    at = [words[0].index, *(s.index for s in starts), words[-1].index + 1]
    for begin, end in zip(at, at[1:], strict=False):
        part = [t for t in words if begin <= t.index < end]
        while part and (part[-1].relation in ("cc", "punct") or part[-1].text.lower() in ("and", "or", "as", "well")):
            part = part[:-1]
        while part and (part[0].text.lower() == "that" or (part[0].relation == "mark" and part[0].text.lower() == "in")):
            part = part[1:]
        if span := trim(tree, part):
            found.append(span)
    return found
