"""Places events where their own clause says they take place."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.extraction.occasion import STAYS, nominal, verb_of
from kg.extraction.tree import Tree
from kg.keys import slug
from kg.model import Act, Doc, Entity, Event, Mention, ProspectiveEvent, Span, Token

_WHERE = ("in", "at")
_PHRASES = ("obl", "nmod", "obj", "obl:unmarked", "advcl")
_MARGINS = {"margin", "sideline", "fringe", "occasion"}
_OCCASIONS = {"meeting", "summit", "conference", "session", "assembly", "forum", "dialogue", "ceremony", "week", "opening"}
_SMALL = {"of", "the", "to", "for", "in", "and", "’s", "'s", "-"}


def place_acts(doc: Doc, tree: Tree, acts: list[Act]) -> list[Act]:
    """Events with ``place``: what 'in' or 'at' ties to the event's own words, or where a visit goes to."""
    words = {t.span: t for t in tree.tokens}
    listed = [m for m in doc.references if m.entities[0].kind == "place"]
    names = [*listed, *(m for m in doc.mentions if m.form in ("metonym", "tagged", "name"))]
    return [replace(a, place=_place(doc, tree, a, words, names)) for a in acts]


def _place(doc: Doc, tree: Tree, act: Act, words: dict, names: list[Mention]) -> Entity | None:  # type: ignore[type-arg]
    cue = words.get(act.cue)
    event = isinstance(act, Event | ProspectiveEvent) or act.force == "sign"
    if cue is None or not event:
        return None
    said = act.content if act.force == "discussion" else ()  # "discussed the price of grain in Lima" may tell where the grain is
    verb = verb_of(tree, cue)
    visit = act.force == "visit"
    for head in dict.fromkeys((cue, *_carriers(tree, cue), *(() if nominal(act) else (verb,)))):
        for child in tree.children(head, *_PHRASES):
            if any(part.contains(child.span) for part in said):
                continue
            lead = (*_WHERE, "to") if visit and head in (cue, verb) else _WHERE
            if place := _reach(doc, tree, child, lead, names):
                return place
            if child.relation == "obj" and visit and cue.pos == "VERB" and (place := _place_at(doc, child, names)):
                return place
    return None


def _carriers(tree: Tree, cue: Token) -> list[Token]:
    """The nouns that an event's noun hangs on: 'a round of talks'."""
    found, here = [], tree.head(cue)
    while cue.pos in ("NOUN", "PROPN") and here.pos in ("NOUN", "PROPN") and here.head != here.index:
        found.append(here)
        here = tree.head(here)
    return found


def _reach(doc: Doc, tree: Tree, child: Token, lead: tuple[str, ...], names: list[Mention]) -> Entity | None:
    """The place of a phrase, or the one inside it where it names a person, a stay, an occasion or its margins, or a time."""
    case = tree.case(child)
    if case in lead or case == "while":
        if place := _place_at(doc, child, names) or _venue(doc, tree, child, names):
            return place
    lemma = child.lemma.lower()
    mention = tree.mentions.get(child.index)
    stay = lemma in STAYS and case in ("during", "on", "in")
    through = (
        stay
        or (lemma in _MARGINS and case in ("on", "at", "in"))
        or (case in ("at", "during", "of") and lemma in _OCCASIONS)
        or (mention is not None and mention.entities[0].kind == "person")
        or any(time.span.overlaps(child.span) for time in doc.times)
    )
    if through:
        for below in tree.children(child, "nmod", "obl", "appos", "conj", "flat"):
            if place := _reach(doc, tree, below, (*_WHERE, "to") if stay else _WHERE, names):
                return place
    return None


def _venue(doc: Doc, tree: Tree, token: Token, names: list[Mention]) -> Entity | None:
    """'The Presidential Palace', 'the Embassy of Peru in Rome': a building or seat told by its name, as the text writes it."""
    in_word = doc.text[max(0, token.span.start - 1)] == "-"  # "the Chairperson-in-Office"
    if token.lemma.lower() not in venues() or not token.text[0].isupper() or in_word:
        return None
    words = [t for t in tree.subtree(token) if not any(time.span.overlaps(t.span) for time in doc.times)]
    while words and not words[0].text[0].isupper():
        words = words[1:]
    end = next((n for n, t in enumerate(words) if not (t.text[0].isupper() or t.text in _SMALL)), len(words))
    words = words[:end]
    while words and words[-1].text in _SMALL:
        words = words[:-1]
    span = tree.span(words)
    city = next((m.span for m in names if doc.text[span.end : m.span.start] in (" in ", ", ") and m.entities[0].kind != "person"), span)
    label = Span(span.start, city.end).of(doc.text)
    return Entity(id=f"place/{slug(label)}", kind="place", label=" ".join(label.split()))


@cache
def venues() -> frozenset[str]:
    """Words that head the name of a building or seat, lower case."""
    return frozenset(row.word.lower() for row in lexicon.name_words() if "venue" in row.kinds)


def _place_at(doc: Doc, token: Token, names: list[Mention]) -> Entity | None:
    """The place that a token belongs to: a listed one, a state, or a name that the tagger takes for a place."""
    for mention in names:
        entity = mention.entities[0]
        if mention.span.contains(token.span) and entity.kind in ("place", "state"):
            label = mention.span.of(doc.text)
            return entity if entity.id.startswith("place/") else Entity(id=f"place/{slug(label)}", kind="place", label=label)
    return None
