"""Finds where a person who is known by now is named again without a title: by the full name, or by the surname alone."""

from __future__ import annotations

import re

from kg import lexicon
from kg.mentions.gazetteer import lookup
from kg.model import Doc, Entity, Mention, Span, overlapping

_SHORTEST = 3
_TAIL = re.compile(r",? (?:Jr|Sr)\b\.?$")


def again(doc: Doc, people: list[Mention], names: list[Mention]) -> list[Mention]:
    """Mentions of persons by a name that is theirs alone in the release, where no longer name stands."""
    owners = _owners(doc, people)
    if not owners:
        return []
    longest = sorted(owners, key=lambda n: (-len(n), n))
    pattern = re.compile(rf"(?<![\w’'-])(?:[A-Z][hs]?\.)?(?P<name>{'|'.join(re.escape(n) for n in longest)})(?![\w-]|[’'](?!s\b|\s))")
    taken = [[m for m in mentions if m.form != "demonym"] for mentions in (people, names)]
    parts = {t.span.start: t.pos for t in doc.tokens}
    found = []
    for match in pattern.finditer(doc.text):
        span = Span(*match.span())
        full = " " in match.group()
        if any(overlapping(mentions, span) for mentions in taken) or not (full or _stands_alone(doc, span, parts)):
            continue
        found.append(Mention(span=span, form="name", entities=(owners[match["name"]],)))
    return found


def _owners(doc: Doc, people: list[Mention]) -> dict[str, Entity]:
    """Full names and surnames that stand for one person of the release."""
    owners: dict[str, set[Entity]] = {}
    for person in dict.fromkeys(m.entities[0] for m in people):
        name = _TAIL.sub("", person.label)
        last = name.split()[-1]
        for known in {name, last} if " " in name else {name}:
            owners.setdefault(known, set()).add(person)
    shared = {w for m in people for w in m.entities[0].label.split()[:-1]}
    return {
        name: next(iter(who))
        for name, who in sorted(owners.items())
        if len(who) == 1 and (" " in name or (len(name) >= _SHORTEST and name not in shared and not lexicon.is_institution(name) and not lookup(name)))
    }


def _stands_alone(doc: Doc, span: Span, parts: dict[int, str]) -> bool:
    """Whether a surname is no word of a longer name and, by its part of speech, a name at all."""
    before, after = doc.text[max(0, span.start - 40) : span.start], doc.text[span.end : span.end + 2]
    inside = re.search(r"\b[A-Z](?:[\w’'-]*|\.)[  -]$", before) and not re.search(r"(?:^|[.!?:\n]\s*|\b(?:and|And) )[A-Z][\w’'-]*[  ]$", before)
    longer = re.match(r"[  -][A-Z]", after)
    return parts.get(span.start) == "PROPN" and not inside and not longer
