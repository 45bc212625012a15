"""Mends slips of the parser that the tags themselves betray, before anything reads the tree."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Token

_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")


def repair(tokens: list[Token]) -> list[Token]:
    """A sentence's tokens with past-tense verbs joined to the verb before them, not to a noun.

    In "praised the port and briefed the council" the second verb is tagged as a past tense and yet coordinated with
    the noun: a past tense is never coordinated with a noun.
    """
    first = tokens[0].index if tokens else 0
    mended = list(tokens)
    for token in tokens:
        if token.tag != "VBD" or token.relation != "conj" or mended[token.head - first].pos not in _NOMINAL:
            continue
        if any(t.head == token.index and t.relation.startswith(("nsubj", "aux")) for t in tokens):
            continue
        verb = _verb_above(mended, token, first)
        if verb is not None:
            mended[token.index - first] = replace(token, head=verb.index)
    return mended


def _verb_above(tokens: list[Token], token: Token, first: int) -> Token | None:
    here = token
    for _ in range(len(tokens)):
        head = tokens[here.head - first]
        if head.index == here.index:
            return None
        if head.tag in ("VBD", "VBZ", "VBP") and head.index < token.index:
            return head
        here = head
    return None
