"""Describes encounters by the words before their noun: kind, level, whose they are, whether they lie ahead or behind."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg import lexicon, resources
from kg.extraction.tree import Tree
from kg.model import Act, Entity, Event, ProspectiveEvent, Span, Token
from kg.parties import parties_of, party_of, state_entity

_BEFORE = ("JJ", "JJS", "JJR", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "CD", "HYPH", "CC", "NFP", ":")
_OPEN = {"but", "or"}


@cache
def words() -> dict[str, Any]:
    """The tables of data/events.toml."""
    return tomllib.loads(resources.data("events.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Description:
    """What the words of a noun phrase tell of its event; ``sides`` holds where each pair they name begins, and both of it."""

    start: int
    type: str | None
    level: str | None
    status: str | None
    sides: tuple[tuple[int, tuple[Entity, ...]], ...]
    definite: bool


def describe(tree: Tree, noun: Token) -> Description:
    """The description of the noun phrase that a noun heads, read off the words right before the noun."""
    before = _words_before(tree, noun)
    start = before[0].span.start if before else noun.span.start
    text = Span(start, noun.span.start).of(tree.doc.text)
    plain = re.sub(r"\s*[-‐‑–]\s*", "-", " ".join(text.lower().split())).replace(" level", "-level")
    first = min([noun, *before], key=lambda t: t.index)
    opener = tree.tokens[first.index - 1] if first.index > tree.sentence(noun).first else None
    table = words()
    kind = table["types"].get(noun.lemma.lower())
    return Description(
        start=start,
        type=kind,
        level=_longest(table["levels"], plain) or ("leader" if kind == "summit" else None),
        status=next((s for s, adjectives in table["status"].items() if set(adjectives) & set(plain.split())), None),
        sides=_sides(tree, Span(start, noun.span.start)),
        definite=noun.tag == "NNS"
        or (opener is not None and (opener.text.lower() in ("the", "this", "their", "our") or opener.tag == "POS")),
    )


def _words_before(tree: Tree, noun: Token) -> list[Token]:
    found: list[Token] = []
    for token in reversed(tree.tokens[tree.sentence(noun).first : noun.index]):
        if token.tag not in _BEFORE and token.text not in ("-", "–"):
            break
        if token.text.lower() in _OPEN:
            break
        found.insert(0, token)
    while found and found[0].tag == "CC":
        found = found[1:]
    return found


def _longest(table: dict[str, str], plain: str) -> str | None:
    fits = [name for name in table if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", plain)]
    return table[max(fits, key=len)] if fits else None


def _sides(tree: Tree, span: Span) -> tuple[tuple[int, tuple[Entity, ...]], ...]:
    """Both sides of each pair that the words name: 'inter-Korean', 'Peru-Chile', 'Peru-Chile and Peru-Bolivia'."""
    text = span.of(tree.doc.text).lower()
    found = [(m.span.start, m.entities) for m in tree.doc.references if m.form == "pair" and span.contains(m.span)]
    for name, codes in words()["pairs"].items():
        sides = tuple(state_entity(code) for code in codes)
        found += [(span.start + m.start(), sides) for m in re.finditer(rf"(?<![\w-]){name}(?![\w-])", text)]
    return tuple(sorted(found, key=lambda pair: pair[0]))


def qualify(tree: Tree, acts: list[Act]) -> list[Act]:
    """Events with type and level, by their noun or by those who take part; what officials are to hold is of the states."""
    nouns = {t.span: t for t in tree.tokens}
    return [_qualified(tree, act, nouns) if isinstance(act, Event | ProspectiveEvent) else act for act in acts]


def _qualified(tree: Tree, act: Act, nouns: dict[Span, Token]) -> Act:
    cue = nouns.get(act.cue)
    told = describe(tree, named(tree, cue, act)) if cue is not None and cue.pos == "NOUN" else None
    kind = (told and told.type) or {"visit": "visit", "meeting": "meeting", "discussion": "discussion", "talks": "talks"}.get(
        act.force
    )
    below = bool(told and told.level not in (None, "leader", "minister"))
    agent = act.agent
    if below and isinstance(act, ProspectiveEvent) and all(a.kind == "person" for a in agent):
        agent = tuple(dict.fromkeys(party_of(a) for a in agent))
    return replace(act, event_type=kind, level=(told and told.level) or _rank(agent), agent=agent, party=parties_of(agent))


def named(tree: Tree, noun: Token, act: Act) -> Token:
    """The noun that says which encounter a bare 'the meeting' is: the one of its sentence before it with the same sides."""
    if noun.lemma.lower() not in words()["generic"]["nouns"] or describe(tree, noun).sides:
        return noun
    sentence = tree.sentence(noun)
    for token in reversed(tree.tokens[sentence.first : noun.index]):
        told = (
            token.lemma.lower() in words()["types"]
            and token.pos == "NOUN"
            and token.lemma.lower() not in words()["generic"]["nouns"]
        )
        if told and set(sides_of(tree, token)) == set(act.party):
            return token
    return noun


def sides_of_body(tree: Tree, noun: Token) -> tuple[Entity, ...]:
    """The two or more whose joint body a noun phrase names: 'the Fiji-Peru Commission', 'the Commission of Fiji and Peru'."""
    if noun.lemma.lower() not in words()["joint"]["nouns"]:
        return ()
    told = tuple(dict.fromkeys(e for _, pair in describe(tree, noun).sides for e in pair)) or sides_of(tree, noun, "of")
    return told if len(told) > 1 else ()


def sides_of(tree: Tree, noun: Token, *further: str) -> tuple[Entity, ...]:
    """Those whom a noun phrase names as taking part: 'involving A and B', 'between A and B', and behind ``further`` prepositions."""
    found: list[Entity] = []
    for child in tree.children(noun, "acl", "nmod"):
        lists = child.relation == "acl" and child.lemma in ("involve", "include")
        if lists or tree.case(child) in ("between", "among", "involving", *further):
            heads = tree.children(child, "obj") if child.relation == "acl" else [child]
            for head in (t for h in heads for t in tree.conjuncts(h)):
                mention = tree.mentions.get(head.index)
                found += [party_of(e) for e in mention.entities] if mention else []
    return tuple(dict.fromkeys(found))


@cache
def _ranks() -> dict[str, str]:
    return {row.title: row.rank for row in lexicon.titles()}


def _rank(agents: tuple[Entity, ...]) -> str | None:
    """The level of an encounter of persons whose offices are of one rank."""
    found = {_ranks().get(" ".join((a.role or "").lower().split())) for a in agents if a.kind == "person"}
    rank = found.pop() if len(found) == 1 and len(agents) > 1 else None
    return rank if rank != "courtesy" else None
