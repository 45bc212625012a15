"""Gives names back to their titles where the parser hung one on the other: 'Ana Ruiz, Minister of Trade', 'Today, Ana Ruiz, ...'."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kg.lexicon import WEEKDAYS
from kg.model import Token

DAYS = WEEKDAYS | {"today", "yesterday", "tomorrow"}
_OFFICES = {
    "Minister",
    "Secretary",
    "President",
    "Ambassador",
    "Commissioner",
    "Representative",
    "Chancellor",
    "Envoy",
    "Governor",
    "Premier",
    "Director",
    "Chair",
}


def settle_titles(tokens: list[Token]) -> list[Token]:
    """'Today, Ana Ruiz, Minister of Trade, met ...', 'with Leo Paz, Peru's Minister of Trade': the title behind a name explains it."""
    first = tokens[0].index
    tokens = _named_after_a_day(tokens, first)
    tokens = _two_named(tokens, first)
    tokens = _led_by_a_phrase(tokens, first)
    tokens = _led_by_its_preposition(tokens, first)
    tokens = _named_behind(_led_by_a_seat(tokens, first), first)
    for title in tokens:
        if title.text not in _OFFICES:
            continue
        own = [t for t in tokens if t.head == title.index]
        named = next((t for t in own if t.relation in ("compound", "flat", "nmod:desc") and _is_cut_off(tokens, t, title)), None)
        if named is not None:  # the name hangs on the title that follows it
            led_in = any(t.relation == "case" and t.head in (title.index, named.index) and t.index < named.index for t in tokens)
            relation = "obl" if led_in and title.relation == "obj" else title.relation
            tokens = put(tokens, first, replace(named, head=title.head if title.head != title.index else named.index, relation=relation))
            tokens = put(tokens, first, replace(title, head=named.index, relation="appos"))
            for led in own:
                if led.index < named.index and led.relation in ("case", "cc", "det", "advmod"):
                    tokens = put(tokens, first, replace(led, head=named.index))
            continue
        if (
            title.relation == "conj"
            and not any(t.relation == "cc" for t in own)
            and _is_cut_off(tokens, tokens[title.head - first], title)
        ):
            if not any(t.relation == "conj" and t.head == title.head and t.index > title.index for t in tokens):
                tokens = put(tokens, first, replace(title, relation="appos"))
    return tokens


def _led_by_a_seat(tokens: list[Token], first: int) -> list[Token]:
    """'Member of the Council of the Party and Foreign Minister Ana Ruiz met': a seat without an article is one more office of who is named."""
    for seat in tokens:
        verb = tokens[seat.head - first]
        if seat.text != "Member" or not seat.relation.startswith("nsubj") or any(t.relation == "det" and t.head == seat.index for t in tokens):
            continue
        inside = {seat.index}
        for token in tokens[seat.index - first + 1 : verb.index - first]:
            if token.head in inside and token.relation in ("nmod", "conj", "appos", "flat", "compound"):
                inside.add(token.index)
        titled = {t.head for t in tokens if t.relation == "nmod:desc"}
        name = next((t for t in tokens if t.index in inside and t.relation in ("conj", "appos") and t.index in titled), None)
        if name is not None:
            tokens = put(tokens, first, replace(name, head=verb.index, relation=seat.relation))
            tokens = put(tokens, first, replace(seat, head=name.index, relation="appos"))
    return tokens


def _led_by_its_preposition(tokens: list[Token], first: int) -> list[Token]:
    """'Called on Director General Ana Ruiz': the preposition before a title leads the name that the title belongs to."""
    for case in tokens:
        title = tokens[case.head - first]
        name = tokens[title.head - first]
        if case.relation == "case" and title.relation == "nmod:desc" and case.index < title.index < name.index:
            tokens = put(tokens, first, replace(case, head=name.index))
            if name.relation == "obj":
                tokens = put(tokens, first, replace(name, relation="obl"))
    return tokens


def _named_behind(tokens: list[Token], first: int) -> list[Token]:
    """'The spokesperson for the ministry, Ambassador Ana Ruiz, said': of two subjects the second, a name between commas, explains the first."""
    subjects = [t for t in tokens if t.relation == "nsubj"]
    for who, name in pairwise(subjects):
        before = [t for t in tokens[who.index - first : name.index - first] if t.head != name.index]
        if who.head == name.head and who.pos == "NOUN" and name.pos == "PROPN" and before[-1].text == ",":
            tokens = put(tokens, first, replace(name, head=who.index, relation="appos"))
    return tokens


def _two_named(tokens: list[Token], first: int) -> list[Token]:
    """'President Ruiz and Ambassador Paz': the second name behind "and" and a title is no part of the first."""
    for name in tokens:
        at = name.index - first
        if name.relation != "flat" or name.head > name.index or at < 2 or tokens[at - 1].text not in _OFFICES:
            continue
        joint = next((t for t in tokens[name.head - first + 1 : at] if t.tag == "CC"), None)
        if joint is not None:
            tokens = put(tokens, first, replace(name, relation="conj"))
            tokens = put(tokens, first, replace(joint, head=name.index, relation="cc"))
            tokens = put(tokens, first, replace(tokens[at - 1], head=name.index, relation="nmod:desc"))
    return tokens


def _led_by_a_phrase(tokens: list[Token], first: int) -> list[Token]:
    """'In a meeting with President Ruiz, Secretary Paz stressed': a name behind a preposition is no subject, the one past the comma is."""
    for other in tokens:
        name, at = tokens[other.head - first], other.index - first
        if other.relation not in ("flat", "appos") or other.tag != "NNP" or not name.index < other.index or not any(t.text == "," for t in tokens[name.index - first : at]):
            continue
        led = next((t for t in tokens if t.head == name.index and t.relation == "case" and t.pos == "ADP" and first < t.index < name.index), None)
        verb = next((t for t in tokens[at + 1 :] if t.tag not in ("NNP", "RB")), None)
        if led is None or verb is None or verb.tag not in ("VBD", "VBZ") or any(t.head == verb.index and t.relation == "nsubj" and t is not name for t in tokens):
            continue
        if name.relation == "nsubj":
            above = tokens[led.index - first - 1]
            tokens = put(tokens, first, replace(name, head=above.index, relation="obl" if above.pos == "VERB" else "nmod"))
        tokens = put(tokens, first, replace(other, head=verb.index, relation="nsubj"))
    return tokens


def _named_after_a_day(tokens: list[Token], first: int) -> list[Token]:
    """'Today, Ana Ruiz, Minister of Trade, met ...': the name behind the day is the subject, what follows it its title."""
    day, verb = tokens[0], tokens[tokens[0].head - first]
    if day.text not in ("Today", "Yesterday", *DAYS) or day.relation != "obl:unmarked":
        return tokens
    hung = [
        t for t in tokens if t.head == day.index and t.relation in ("appos", "conj") and t.tag == "NNP" and t.index < verb.index
    ]
    if not hung:
        return tokens
    subject = hung[0]
    titles = [
        *hung[1:],
        *(t for t in tokens if t.head == verb.index and t.relation == "nsubj" and subject.index < t.index < verb.index),
    ]
    if any(t.text not in _OFFICES for t in titles):
        return tokens
    tokens = put(tokens, first, replace(subject, head=verb.index, relation="nsubj"))
    for title in titles:
        tokens = put(tokens, first, replace(title, head=subject.index, relation="appos"))
    return tokens


def _is_cut_off(tokens: list[Token], name: Token, title: Token) -> bool:
    """Whether a comma stands between a name and a title that follows it, the name in capitals up to the comma."""
    between = tokens[name.index - tokens[0].index + 1 : title.index - tokens[0].index]
    run = next((n for n, t in enumerate(between) if t.text == ","), None)
    return name.tag == "NNP" and run is not None and all(t.tag == "NNP" or t.pos == "PUNCT" for t in between[:run])


def put(tokens: list[Token], first: int, token: Token) -> list[Token]:
    """The tokens of a sentence, whose first has the index ``first``, with one put in the place of that of its index."""
    at = token.index - first
    return [*tokens[:at], token, *tokens[at + 1 :]]
