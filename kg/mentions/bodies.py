"""Resolves "the Council", "the Commission" to the body named before, also one that no list has."""

from __future__ import annotations

import re

from kg.model import Doc, Entity, Mention, Span, overlapping
from kg.parties import listing_of

_BODY = re.compile(
    r"\b(?:[Tt]he )?(?P<noun>Council|Commission|Committee|Assembly|Union|Community|League|Conference|Forum|Agency|Alliance|"
    r"Group|Secretariat|Organi[sz]ation|Association|Bank|Court)\b(?! of\b| [A-Z])"
)
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'-]{0,30}[ -]$")


def bodies_alone(doc: Doc) -> list[Mention]:
    """'The Council', 'the Commission': the one body named before it whose name holds that word."""
    found = []
    named = [m for m in doc.mentions if m.form == "name" and m.entities[0].kind == "organization"]
    unlisted = _unlisted_bodies(doc)
    found += [m for rows in unlisted.values() for m in rows]
    for match in _BODY.finditer(doc.text):
        if _CAPITAL_BEFORE.search(doc.text, max(0, match.start() - 30), match.start()):
            continue
        fits = {
            m.entities[0]
            for m in named
            if m.span.start < match.start() and match["noun"] in (*m.span.of(doc.text).split(), *_words_of_body(m.entities[0]))
        }
        last = next((m for m in reversed(unlisted.get(match["noun"], [])) if m.span.start < match.start()), None)
        if last is not None:
            found.append(_nominal(match, last.entities))
        elif len(fits) == 1:
            found.append(_nominal(match, tuple(fits)))
    return found


def _words_of_body(body: Entity) -> list[str]:
    """The words of all names that the list has for a body."""
    row = listing_of(body)
    return [w for name in (body.label, *(row.names if row else ())) for w in name.split()]


_UNLISTED = re.compile(
    r"\b(?P<noun>Council|Commission|Committee|Assembly|Union|Community|League|Conference|Forum|Agency|Alliance|Group|Association)"
    r" (?:of|for)(?: (?:(?:of|for|and|the|on|in) ){0,3}[A-Z][\w’'-]*){1,12}"
)
_SEAT = re.compile(r"\b(?:Member|Chair\w*|President|Head|Secretary|Speaker|Vice[- ]\w+) of (?:the )?$")


def _unlisted_bodies(doc: Doc) -> dict[str, list[Mention]]:
    """Bodies that no list has, by the noun that their names begin with: 'the Council of Ports' is 'the Council' from there on."""
    found: dict[str, list[Mention]] = {}
    for match in _UNLISTED.finditer(doc.text):
        here = Span(match.start(), match.start() + len(match["noun"]) + len(" of the "))
        seat = _SEAT.search(doc.text, max(0, match.start() - 30), match.start())
        joined = any(m.entities[0].kind == "person" for m in overlapping(doc.mentions, Span(*match.span())))
        own = match.group().startswith("Council of Ministers") and "/" not in (doc.release.issuer or "/")  # a state's cabinet
        if not seat and not joined and not own and not any(m.form == "name" for m in overlapping(doc.mentions, here)):
            inner = next((m for m in overlapping(doc.mentions, Span(*match.span())) if m.form == "name" and m.entities[0].kind == "organization" and Span(*match.span()).contains(m.span)), None)
            body = inner.entities[0] if inner else Entity(id=f"#ac{match.start():05}", kind="unnamed", label=match.group())
            found.setdefault(match["noun"], []).append(_nominal(match, (body,)))
    return found


def _nominal(match: re.Match[str], entities: tuple[Entity, ...]) -> Mention:
    return Mention(span=Span(*match.span()), form="nominal", entities=entities)
