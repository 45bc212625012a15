"""Finds persons whose office stands beside their name: behind a comma, in small letters, in the plural, as somebody's counterpart."""

from __future__ import annotations

import re

from kg.mentions.forms import has_forename, is_named_so
from kg.mentions.gazetteer import lookup
from kg.mentions.identity import COUNTERPART, Sighting
from kg.mentions.offices import (
    NAME,
    PART,
    affiliation,
    ends_with_title,
    is_courtesy,
    party_code,
    past_body,
    past_open_title,
    past_second,
    past_titles,
    titles,
    told_before,
)
from kg.model import Doc, Mention, Span, within

_NOMINAL = {"NOUN", "PROPN", "ADJ", "ADP", "DET", "CCONJ", "PUNCT"}
_TO_NAME = re.compile(r"[^.;:()\n]{0,100}?, (?=[A-Z])")  # what may part an office from a name


def in_small_letters(doc: Doc, starts: dict[int, Mention], ends: dict[int, Mention]) -> list[Sighting]:
    """'The deputy minister of foreign affairs of Peru, Ada Lee,': an office in small letters with its field and state, set off from its holder's name."""
    text, found = doc.text, []
    for title in titles().finditer(text):
        if not title.group().islower() or is_courtesy(title.group()) or text[title.end() : title.end() + 1] not in (" ", ","):
            continue
        field = _TO_NAME.match(text, title.end())
        name = NAME.match(text, past_titles(text, field.end())) if field else None
        if field is None or name is None or " " not in name.group() or text[name.end() : name.end() + 1] not in (",", " ", "."):
            continue
        words = list(within(doc.tokens, Span(title.end(), field.end())))
        states = [m for at, m in sorted(starts.items()) if title.end() <= at < field.end() and m.entities[0].kind == "state"]
        plain = all(t.pos in _NOMINAL for t in words) and (not words or words[0].text in ("of", "for", ","))
        closed = text[name.end()] != " " or text.startswith(" and ", name.end())
        if not plain or not closed or lookup(name.group()) or not is_named_so(name.group()) or titles().search(name.group()):
            continue
        own = [m for m in states if text.endswith((" of ", " of the "), 0, m.span.start)]
        state = party_code(own[-1].entities[0]) if own else told_before(text, title.start(), ends)
        found.append(Sighting(Span(name.start(), name.end()), name.group(), title.group(), state))
    return found


def paired(text: str) -> list[Sighting]:
    """'Prime Ministers Ruiz and Paz': a title in the plural with a name for each."""
    found = []
    for match in re.finditer(
        rf"\b(?P<title>(?:[A-Z][a-z]+ )?(?:Presidents|Ministers|Secretaries|Leaders)) (?P<a>{PART}) and (?P<b>{PART})", text
    ):
        role = match["title"].replace("Secretaries", "Secretary").rstrip("s")
        for key in ("a", "b"):
            if not titles().match(match[key]):
                found.append(Sighting(Span(match.start(key), match.end(key)), match[key], role, None))
    return found


def apposed(doc: Doc, starts: dict[int, Mention], ends: dict[int, Mention]) -> list[Sighting]:
    """'NAME, Minister of X of Y' and 'Japanese counterpart NAME'."""
    text, found = doc.text, []
    for match in re.finditer(r"\b(?:counterparts?|colleague|peer|homologue),?[  ](?=[A-Z])", text):
        name = NAME.match(text, past_titles(text, match.end()))
        if name and not lookup(name.group()):
            state = told_before(text, match.start(), ends)
            found.append(Sighting(Span(match.start(), name.end()), name.group(), COUNTERPART, state))
    found += [*_counterparts_of(text, starts), *_in_turn(text, starts), *_of_states(doc, starts)]
    for match in re.finditer(rf"(?P<name>{NAME.pattern})(?:, (?:the )?| the )", text):
        people = starts.get(match.end())
        owned = 2 if people and text[people.span.end : people.span.end + 2] in ("'s", "’s") else 0
        title = titles().match(text, people.span.end + owned + 1 if people else match.end())
        begin = past_titles(text, past_open_title(text, match.start("name")), offices=True)
        words = text[begin : match.end("name")]  # empty where the run is nothing but an office
        listed = any(at in starts for at in range(begin, match.end("name"))) or not is_named_so(words)
        if title and " " in words and not listed and not titles().match(words) and not _is_subject(doc, title):
            past, state = affiliation(text, past_second(text, title.end()), starts)
            if text.startswith(" the ", match.end("name")) and text[past : past + 1] not in (",", ".", ";", ")"):
                continue  # "told Ana Ruiz the President had left": no office of hers
            held = begin > match.start("name") or ends_with_title(text, match.start("name"))
            behind = NAME.match(text, past + 1) if text[past : past + 1] == " " else None
            if behind and (held or (past == title.end() and is_named_so(behind.group()))):
                continue  # "with Radio Sol, Minister Ada Lee", "Foreign Minister Ada Lee, Minister of Trade of Peru Leo Paz": the second office is the second name's
            # "Minister of Ports of Peru", where no list has the portfolio.
            body = past_body(text, title.end(), list(starts.values())) if state is None and _ITS_FIELD.match(text, title.end()) else None
            whose = body or (people if owned else None)
            state = state or (party_code(whose.entities[0]) if whose else told_before(text, title.start(), ends))
            if not is_courtesy(title.group()):
                found.append(Sighting(Span(begin, match.end("name")), words, title.group(), state))
    return found


def _is_subject(doc: Doc, title: re.Match[str]) -> bool:
    """'After talks with Ada Lee, the Minister left': an office behind a name and a comma that is the subject of the verb right behind it."""
    if not doc.text.endswith(", the ", 0, title.start()):
        return False
    words = within(doc.tokens, Span(*title.span()))
    behind = next((t for t in within(doc.tokens, Span(title.end(), title.end() + _REACH)) if t.pos != "ADV"), None)
    return behind is not None and behind.pos in ("VERB", "AUX") and any(t.relation.startswith("nsubj") for t in words)

_REACH = 40
_ITS_FIELD = re.compile(r" (?:of|for) (?:the )?[A-Z][\w’'-]*(?:(?:,| and|,? and| &)? [A-Z][\w’'-]*){0,6} of (?:the )?[A-Z]")
_SEVERAL = re.compile(r"\b(?P<office>counterparts|(?:[A-Za-z]\w+ )?[Mm]inisters|[Pp]residents|[Aa]mbassadors) (?:from|of) (?P<states>(?:the )?[A-Z][^.;:]{2,80}?), (?P<names>[A-Z][^.;:()]{3,120})")
_ONE = re.compile(r"\bcounterpart (?:from|of) (?:the )?(?=[A-Z])")
_NEXT = re.compile(r",? and |, ")


def _counterparts_of(text: str, starts: dict[int, Mention]) -> list[Sighting]:
    """'Her counterpart of Chile, Minister Leo Paz'."""
    found = []
    for match in _ONE.finditer(text):
        whose = starts.get(match.end())
        if whose is None or whose.entities[0].kind != "state":
            continue
        at = past_titles(text, whose.span.end + len(", " if text.startswith(",", whose.span.end) else " "), offices=True)
        name = NAME.match(text, at)
        if name and " " in name.group() and not lookup(name.group()):
            found.append(Sighting(Span(at, name.end()), name.group(), COUNTERPART, party_code(whose.entities[0])))
    return found


def _in_turn(text: str, starts: dict[int, Mention]) -> list[Sighting]:
    """'Her counterparts from Peru and Chile, Leo Paz and Ida Moe', 'the foreign ministers of ...': as many names as states, each of the state in its place."""
    found = []
    for match in _SEVERAL.finditer(text):
        states = [m for at, m in sorted(starts.items()) if match.start("states") <= at < match.end("states") and m.entities[0].kind == "state"]
        at = match.start("names")
        names: list[re.Match[str]] = []
        while len(names) < len(states) and (name := NAME.match(text, past_titles(text, at, offices=True))) and " " in name.group():
            names.append(name)
            follow = _NEXT.match(text, name.end())
            at = follow.end() if follow else len(text)
        office = match["office"].rstrip("s")
        role = COUNTERPART if office == "counterpart" else office if titles().fullmatch(office) else None
        if len(states) > 1 and len(names) == len(states):
            found += [Sighting(Span(n.start(), n.end()), n.group(), role, party_code(s.entities[0])) for n, s in zip(names, states, strict=True)]
    return found


_OF_STATE = re.compile(rf"(?P<name>{NAME.pattern})(?: of (?:the )?| \()(?=[A-Z])")


def _of_states(doc: Doc, starts: dict[int, Mention]) -> list[Sighting]:
    """'Ida Moe of Norway', 'Ida Moe (Norway)', 'Norway's Ida Moe': names without an office, each with the state beside it.

    A name begins with a listed forename, or the tagger sees a person there.
    """
    text = doc.text
    told = [(m, starts.get(m.end())) for m in _OF_STATE.finditer(text)]
    found = [(m.start("name"), m["name"], state) for m, state in told if state]
    for state in starts.values():
        name = NAME.match(text, state.span.end + len("'s ")) if text.startswith(("'s ", "’s "), state.span.end) else None
        found += [(name.start(), name.group(), state)] if name else []
    people = {m.span.start for m in doc.mentions if m.form == "tagged" and m.entities[0].kind == "person"}
    return [
        Sighting(Span(at, at + len(name)), name, None, party_code(state.entities[0]))
        for at, name, state in found
        if " " in name and state.form == "name" and state.entities[0].kind == "state" and (at in people or has_forename(name)) and is_named_so(name) and not titles().search(name)
    ]
