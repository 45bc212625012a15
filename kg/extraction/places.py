"""Places events, and what is undertaken or asked, where their own clause says they take place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

from kg import lexicon
from kg.extraction.conditions import names_encounter
from kg.extraction.occasion import STAYS, attended, nominal, on_calendar, verb_of
from kg.extraction.times import due
from kg.extraction.tree import Tree
from kg.keys import slug
from kg.model import Act, DeniedAct, Doc, Entity, Event, Mention, ProspectiveEvent, Span, Token, overlapping

_WHERE = ("in", "at")
_PHRASES = ("obl", "nmod", "obj", "obl:unmarked", "advcl")
_MARGINS = {"margin", "sideline", "fringe", "occasion", "framework", "participation", "course"}
_OCCASIONS = {"meeting", "summit", "conference", "session", "assembly", "forum", "dialogue", "ceremony", "week", "opening", "council", "congress", "round"}
_SMALL = {"of", "the", "to", "for", "in", "and", "’s", "'s", "-"}
# "In the capital, Accra", "at the port of Bergen", "at its headquarters in Amman": words that say what kind of place is named behind them.
_KINDS = {"capital", "city", "town", "village", "port", "harbour", "harbor", "island", "district", "province", "region", "resort", "airport", "headquarters"}
# What is done somewhere, so that where it is to be done is where the undertaking lies.
_HELD = {"hold", "host", "convene", "reconvene", "organize", "organise", "meet", "take", "open", "reopen", "remain", "stay", "arrive"}


_Names = tuple[list[Mention], list[Mention]]  # the listed places, and what else may be one


def _near(names: _Names, span: Span) -> Iterator[Mention]:
    """The listed places and then the others that share a character with a stretch."""
    return chain.from_iterable(overlapping(mentions, span) for mentions in names)


def place_acts(doc: Doc, tree: Tree, acts: list[Act]) -> list[Act]:
    """Acts with ``place``: what 'in' or 'at' ties to an event's own words, where a visit goes to, or where what is undertaken is to be held."""
    words = {t.span: t for t in tree.tokens}
    listed = [m for m in doc.references if m.entities[0].kind == "place"]
    names = (listed, [m for m in doc.mentions if m.form in ("metonym", "tagged", "name")])
    return [replace(a, place=_place(doc, tree, a, words, names)) for a in acts]


def _place(doc: Doc, tree: Tree, act: Act, words: dict, names: _Names) -> Entity | None:  # type: ignore[type-arg]
    cue = words.get(act.cue)
    event = isinstance(act, Event | ProspectiveEvent) or act.force == "sign" or (isinstance(act, DeniedAct) and act.family == "meet")
    if cue is None or not event:
        return _due_at(doc, tree, act, cue, names) if cue else None
    said = act.content if act.force == "discussion" else ()  # "discussed the price of grain in Lima" may tell where the grain is
    verb = verb_of(tree, cue)
    visit = act.force == "visit"
    things = attended(tree, cue) if act.force == "attendance" else _opened(tree, cue) if act.force in ("open", "sign") else on_calendar(tree, cue)
    for head in dict.fromkeys((cue, *_carriers(tree, cue), *(() if nominal(act) else (verb,)), *things)):
        for child in tree.children(head, *_PHRASES):
            if any(part.contains(child.span) for part in said):
                continue
            lead = (*_WHERE, *_towards(act, head)) if head in (cue, verb) else _WHERE
            if place := _reach(doc, tree, child, lead, names):
                return place
            if child.relation == "obj" and visit and cue.pos == "VERB" and (place := _place_at(doc, child, names)):
                return place
    return None


def _due_at(doc: Doc, tree: Tree, act: Act, cue: Token, names: _Names) -> Entity | None:
    """Where what is undertaken or asked is to be held: 'offered to host the next round in Lima', 'asked Peru to open a post in Arica'."""
    ahead = [tree.tokens[n] for n in sorted(due(tree, cue, act))]
    held = [t for t in ahead if t.lemma.lower() in _HELD or any(names_encounter(o) for o in tree.children(t, "obj"))]  # "continue their talks in Lima"
    things = [t for verb in held for t in _opened(tree, verb)]
    goals = [t for t in tree.children(cue, "obl") if act.force == "invite" and cue in ahead and tree.case(t) == "to"]
    if goals and (place := _reach(doc, tree, goals[0], ("to",), names)):
        return place
    for head in (*held, *things):
        for child in tree.children(head, "obl", "nmod", "advcl"):
            if place := _reach(doc, tree, child, _WHERE, names):
                return place
    return None


def _towards(act: Act, head: Token) -> tuple[str, ...]:
    """What leads to where a visit goes ('leave for Lima'), or to where somebody or something is sent."""
    leaves = ("for",) if head.lemma in ("leave", "depart") else ()
    return ("to", *leaves) if act.force == "visit" else ("to",) if act.force in ("deploy", "summon") else ()


def _opened(tree: Tree, cue: Token) -> list[Token]:
    """What is opened stands where it is opened: 'the new chancery of the Embassy in Suva'."""
    things = tree.children(cue, "obj", "nsubj:pass")
    return [*things, *(c for t in things for c in tree.children(t, "nmod") if tree.case(c) == "of")]


def _carriers(tree: Tree, cue: Token) -> list[Token]:
    """The nouns that an event's noun hangs on: 'a round of talks'."""
    found, here = [], tree.head(cue)
    while cue.pos in ("NOUN", "PROPN") and here.pos in ("NOUN", "PROPN") and here.head != here.index:
        found.append(here)
        here = tree.head(here)
    return found


def _reach(doc: Doc, tree: Tree, child: Token, lead: tuple[str, ...], names: _Names) -> Entity | None:
    """The place of a phrase, or the one inside it where it names a person, a stay, an occasion or its margins, or a time."""
    case = tree.case(child)
    if case in lead or case == "while":
        place = _place_at(doc, child, names) or _venue(doc, tree, child, names) or (_unlisted(doc, tree, child) if case == "in" else None)
        if place:
            return place
    lemma = child.lemma.lower()
    if case in _WHERE and lemma in _KINDS | venues():
        named = (t for t in tree.children(child, "appos", "nmod", "nmod:desc") if tree.case(t) in ("", "of", *_WHERE))
        return next((place for t in named if (place := _place_at(doc, t, names))), None)
    mention = tree.mentions.get(child.index)
    above = tree.head(child).lemma.lower()
    stay = lemma in STAYS and (case in ("during", "on", "in") or (case == "of" and above in _MARGINS))
    through = (
        stay
        or (lemma in _MARGINS and case in ("on", "at", "in", "within", "of", "during"))
        or ((case in ("at", "during", "of") or above == "participation") and lemma in _OCCASIONS)
        or case == "between"  # "consultations between the two ministries in Lima"
        or (mention is not None and mention.entities[0].kind == "person")
        or bool(overlapping(doc.times, child.span))
    )
    if through:
        held = [t for verb in on_calendar(tree, child) for t in tree.children(verb, "obl")]
        for below in (*tree.children(child, "nmod", "obl", "appos", "conj", "flat"), *held):
            if place := _reach(doc, tree, below, (*_WHERE, "to") if stay else _WHERE, names):
                return place
    return None


def _venue(doc: Doc, tree: Tree, token: Token, names: _Names) -> Entity | None:
    """'The Presidential Palace', 'the Embassy of Peru in Rome': a building or seat told by its name, as the text writes it."""
    in_word = doc.text[max(0, token.span.start - 1)] == "-"  # "the Chairperson-in-Office"
    if token.lemma.lower() not in venues() or not token.text[0].isupper() or in_word:
        return None
    words = [t for t in tree.subtree(token) if not overlapping(doc.times, t.span)]
    while words and not words[0].text[0].isupper():
        words = words[1:]
    end = next((n for n, t in enumerate(words) if not (t.text[0].isupper() or t.text in _SMALL)), len(words))
    words = words[:end]
    while words and words[-1].text in _SMALL:
        words = words[:-1]
    span = tree.span(words)
    behind = (m for m in _near(names, Span(span.end, span.end + len(" in ") + 1)) if m.span.start > span.end and m.entities[0].kind != "person")
    city = next((m.span for m in behind if doc.text[span.end : m.span.start] in (" in ", ", ")), span)
    label = Span(span.start, city.end).of(doc.text)
    return Entity(id=f"place/{slug(label)}", kind="place", label=" ".join(label.split()))


@cache
def venues() -> frozenset[str]:
    """Words that head the name of a building or seat, lower case."""
    return frozenset(row.word.lower() for row in lexicon.name_words() if "venue" in row.kinds)


def _place_at(doc: Doc, token: Token, names: _Names) -> Entity | None:
    """The place that a token belongs to: a listed one, a state, or a name that the tagger takes for a place."""
    for mention in _near(names, token.span):
        entity = mention.entities[0]
        if mention.span.contains(token.span) and entity.kind in ("place", "state"):
            return entity if entity.id.startswith("place/") else _named(mention.span.of(doc.text))
    return None


def _unlisted(doc: Doc, tree: Tree, token: Token) -> Entity | None:
    """'In Livingstone': a bare name behind "in" that nobody knows and that is no time, body or field."""
    known = bool(overlapping(doc.times, token.span) or overlapping(doc.mentions, token.span))
    bare = token.tag == "NNP" and token.text[0].isupper() and not tree.children(token, "det", "amod", "compound", "nummod", "nmod:poss")
    if known or not bare or token.lemma.lower() in venues() or lexicon.is_of_no_person(token.text):
        return None
    words = [token, *tree.children(token, "flat")]
    return _named(tree.span(words).of(doc.text))


def _named(label: str) -> Entity:
    return Entity(id=f"place/{slug(label)}", kind="place", label=label)
