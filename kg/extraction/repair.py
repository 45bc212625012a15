"""Joins participles that name an act of their own to the finite verb before them, wherever the parser hung them."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.frames import by_lemma
from kg.model import Doc, Token

_ACTS = ("Request", "Position", "Appraisal", "Claim")


def regovern(doc: Doc) -> Doc:
    """A Doc whose ", demanding X" belongs to "urged", not to the infinitive between them.

    Only words that put forward an act are moved: another participle after a comma belongs to what it follows.
    """
    tokens = list(doc.tokens)
    for token in doc.tokens:
        if token.tag == "VBG" and token.relation == "advcl" and _names_an_act(token) and _after_comma(doc, token):
            verb = _finite_above(doc.tokens, token)
            if verb is not None:
                tokens[token.index] = replace(token, head=verb.index)
    return replace(doc, tokens=tuple(tokens))


def _names_an_act(token: Token) -> bool:
    return any(f.act_class in _ACTS for f in by_lemma("verb").get(token.lemma.lower(), ()))


def _after_comma(doc: Doc, token: Token) -> bool:
    before = doc.tokens[max(doc.sentences[token.sentence].first, token.index - 2) : token.index]
    return any(t.text == "," for t in before)


def _finite_above(tokens: tuple[Token, ...], token: Token) -> Token | None:
    """The first past or present tense above an infinitive that governs the word; nothing where a finite verb does."""
    here = tokens[token.head]
    if here.tag not in ("VB", "VBG"):
        return None
    for _ in range(20):
        if here.head == here.index:
            return None
        here = tokens[here.head]
        if here.tag in ("VBD", "VBZ", "VBP") and here.index < token.index:
            return here
    return None
