"""Mends slips of the parser that the words themselves betray, before anything reads the tree."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Token

_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")
_FINITE = ("VBD", "VBZ", "VBP")


def repair(tokens: list[Token]) -> list[Token]:
    """A sentence's tokens with coordinated past-tense verbs joined to the verb before them, not to a noun.

    In "praised the port and briefed the council" the second verb is tagged as a past tense and yet coordinated with a
    noun, and in "praised the port and briefed President Ruiz on it" it is taken for an attribute of the name.
    """
    if not tokens:
        return tokens
    first = tokens[0].index
    for token in tokens:
        if token.tag == "VBD" and token.relation == "conj":
            tokens = _joined(tokens, token, first)
        elif token.tag in ("VBN", "VBD") and token.relation == "amod":
            tokens = _freed(tokens, token, first)
        elif token.tag == "VBG" and token.relation == "ccomp":
            tokens = _fronted(tokens, token, first)
    return tokens


def _joined(tokens: list[Token], token: Token, first: int) -> list[Token]:
    own = any(t.head == token.index and t.relation.startswith(("nsubj", "aux")) for t in tokens)
    verb = _verb_above(tokens, token, first)
    if own or verb is None or tokens[token.head - first].pos not in _NOMINAL:
        return tokens
    return _with(tokens, first, replace(token, head=verb.index))


def _freed(tokens: list[Token], token: Token, first: int) -> list[Token]:
    """'... and briefed President Ruiz on X': a participle right after 'and' before a name is a verb of its own."""
    at = token.index - first
    name = tokens[token.head - first]
    verb = next((t for t in reversed(tokens[:at]) if t.tag in _FINITE and t.relation != "acl:relcl"), None)
    if at == 0 or tokens[at - 1].relation != "cc" or name.pos != "PROPN" or name.head > token.index or verb is None:
        return tokens
    tokens = _with(tokens, first, replace(token, tag="VBD", relation="conj", head=verb.index))
    tokens = _with(tokens, first, replace(tokens[at - 1], head=token.index))
    tokens = _with(tokens, first, replace(name, relation="obj", head=token.index))
    for late in tokens[name.index - first + 1 :]:
        if late.relation in ("nmod", "obl") and late.head < token.index:
            tokens = _with(tokens, first, replace(late, relation="obl", head=token.index))
    return tokens


def _fronted(tokens: list[Token], token: Token, first: int) -> list[Token]:
    """'Said that, noting X, the ministers agreed': a participle right after 'that' belongs to the finite verb said as well."""
    at = token.index - first
    before = tokens[at - 1] if at and tokens[at - 1].text != "," else tokens[at - 2] if at > 1 else None
    if before is None or before.text.lower() != "that" or any(t.head == token.index and t.relation.startswith(("nsubj", "aux")) for t in tokens):
        return tokens
    main = next((t for t in tokens[at + 1 :] if t.relation == "ccomp" and t.head == token.head and t.tag in _FINITE), None)
    if main is None:
        return tokens
    tokens = _with(tokens, first, replace(token, relation="advcl", head=main.index))
    return _with(tokens, first, replace(before, head=main.index))


def _with(tokens: list[Token], first: int, token: Token) -> list[Token]:
    at = token.index - first
    return [*tokens[:at], token, *tokens[at + 1 :]]


def _verb_above(tokens: list[Token], token: Token, first: int) -> Token | None:
    here = token
    for _ in range(len(tokens)):
        head = tokens[here.head - first]
        if head.index == here.index:
            return None
        if head.tag in _FINITE and head.index < token.index:
            return head
        here = head
    return None
