"""Finds what a text asserts of others in its own voice without a verb of saying: 'These trials isolate civil society in X'."""

from __future__ import annotations

import re

from kg.extraction.conditions import ENCOUNTERS
from kg.extraction.factuality import is_slated
from kg.extraction.frames import by_lemma
from kg.extraction.tree import Tree
from kg.extraction.word import Word
from kg.model import Sentence, Token

_SHORTEST = 6
# Somebody else's account, which the voice of the text only passes on.
_ACCORDING = re.compile(r"\b(?:according to|reportedly|reports? (?:say|indicate|suggest))\b", re.IGNORECASE)


def assertion(tree: Tree, sentence: Sentence) -> Word | None:
    """The main verb of a sentence in which the voice of the text says what another party does or undergoes now.

    A past tense tells a story, a copula describes, and what names no other party is no matter between parties; a
    transcript is talk, and all of it would be assertion, but for what a ministry answers.
    """
    words, root = tree.tokens[sentence.first : sentence.last], tree.root_of(sentence)
    if root is None:
        return None
    if aside := _aside(tree, words, root):
        return aside
    if sentence.block not in ("paragraph", "item") or words[-1].text in ("?", ":") or tree.is_quoted(sentence.span):
        return None
    if words[0].tag == "MD":
        return None  # "May God bless Peru": a wish
    if tree.doc.turns:
        return _answer(tree, sentence, root)
    if len(words) < _SHORTEST:
        return None
    if _there_is_none(tree, root):
        return Word(root, root, by_lemma("bare")["be"][0])
    # What several who speak together say of what is to come binds them all, whoever its subject is.
    ahead = len(tree.voice(root)) > 1 and any(t.tag == "MD" and t.text.lower() in ("will", "shall", "must") for t in tree.children(root, "aux"))
    if not ahead and not _names_another(tree, words):
        return None
    if _ACCORDING.search(sentence.span.of(tree.doc.text)):
        return None
    if tree.subject(root) is None or tree.children(root, "cop") or _is_encounter(root) or is_slated(tree, root):
        return None
    tags = {root.tag, *(t.tag for t in tree.children(root, "aux", "aux:pass"))}
    return Word(root, root, by_lemma("bare")["be"][0]) if tags & {"VBZ", "VBP", "MD"} and "VBD" not in tags else None


def _answer(tree: Tree, sentence: Sentence, root: Token) -> Word | None:
    """'These reports are baseless', 'no such recall has taken place': what a ministry or its spokesperson answers that is so."""
    turn = next((t for t in tree.doc.turns if t.span.contains(root.span)), None)
    subject = tree.subject(root)
    label = turn.told.of(tree.doc.text) if turn else ""  # a prime minister's talk is his own
    if turn is None or subject is None or not any(_OFFICIAL.search(f"{label} {e.role or ''}") for e in turn.speaker):
        return None
    told = subject.pos in ("NOUN", "PROPN") or any(t.text.lower() in _BASELESS for t in (root, *tree.conjuncts(root)))
    present = {t.tag for t in (root, *tree.children(root, "aux", "aux:pass", "cop"))}
    plain = present & {"VBZ", "VBP"} and not present & {"MD", "VBD"}
    none = any(t.text.lower() == "no" for t in tree.children(subject, "det"))  # "no such meeting took place"
    known = (root.pos == "ADJ" or root.text == "known") and any(t.text.lower() in ("our", "my") for t in tree.children(subject, "nmod:poss"))  # "our position is well known"
    if not told or known or not (plain or none) or _ACCORDING.search(sentence.span.of(tree.doc.text)) or (_is_encounter(root) and root.lemma != "have" and not none) or is_slated(tree, root):
        return None
    return Word(next(iter(tree.children(root, "cop")), root), root, by_lemma("bare")["be"][0])


_OFFICIAL = re.compile(r"\bspokes\w+|^(?:A|Answer|Ministry)\b", re.IGNORECASE)
_BASELESS = {"baseless", "groundless", "false", "untrue", "unfounded", "fabricated", "misleading", "incorrect", "inaccurate", "wrong", "fake", "malicious"}


def _there_is_none(tree: Tree, root: Token) -> bool:
    """'There can be no military solution', 'there is never a reason to': what the voice of the text says there is not."""
    there = any(t.text.lower() == "there" for t in tree.children(root, "expl"))
    none = any(t.text.lower() == "no" for thing in (root, *tree.children(root, "nsubj")) for t in tree.children(thing, "det"))
    never = any(t.text.lower() == "never" for t in tree.children(root, "advmod"))
    ago = root.tag == "VBD" or any(t.tag == "VBD" for t in tree.children(root, "aux", "cop"))
    return there and (none or never) and not ago


_SAYING = {"say", "note", "add", "point", "stress", "explain", "state", "underline", "emphasize", "emphasise", "observe", "remark", "recall", "underscore", "conclude"}


def _aside(tree: Tree, words: tuple[Token, ...], root: Token) -> Word | None:
    """'The ceasefire can help, President Ruiz pointed out': what the whole sentence before a speaker at its end says, whoever its subject is."""
    said = next((t for t in tree.children(root, "parataxis", "conj") if t.lemma in _SAYING and t.tag == "VBD" and tree.children(t, "nsubj") and not tree.children(t, "obj", "ccomp", "cc")), None)
    if said is None or words[-1].index - said.index > _TAIL or root.tag.startswith("NN"):
        return None
    first = min(t.index for t in tree.subtree(said) if t.relation != "punct")
    apart = tree.tokens[first - 1].text == "," and not tree.is_quoted(root.span)
    return Word(said, root, by_lemma("bare")["be"][0]) if apart and tree.subject(root) else None


_TAIL = 3  # words between a trailing verb of saying and the end: "out."


def _is_encounter(verb: Token) -> bool:
    """Whether the verb names an encounter: what is not read of it stays unread."""
    frames = (*by_lemma("verb").get(verb.lemma.lower(), ()), *by_lemma("list").get(verb.lemma.lower(), ()))
    return any(f.act_class in ENCOUNTERS for f in frames)


def _names_another(tree: Tree, words: tuple[Token, ...]) -> bool:
    own = tree.doc.release.issuer
    named = [m.entities[0] for t in words if (m := tree.mentions.get(t.index))]
    return any(e.kind in ("state", "organization", "person") and own not in (e.state, e.id) for e in named)
