"""Finds those who have the floor where they call each other by forename alone: 'I told Peter', 'Thank you, Ana'."""

from __future__ import annotations

import re

from kg.mentions.gazetteer import lookup
from kg.mentions.offices import titles
from kg.model import Doc, Entity, Mention, Span

_CALLED = r"\b{}\b(?![’'-](?!s\b)| [A-Z])"
_THANKING = re.compile(r"\W*(?:[Tt]hank you|[Tt]hanks|[Dd]ear)(?: very much| so much)?,?(?: (?:my )?(?:dear )?(?:friend|colleague)?,?)? ?(?P<name>[A-Z][a-zà-ž]+)[,.!]")


def forenames(doc: Doc) -> list[Mention]:
    """Mentions of persons by forename in a transcript, or in the words of one who says "I": that of one who takes part, and of nobody else."""
    if not doc.turns and not (len(doc.voice) == 1 and doc.voice[0].kind == "person"):
        return []
    people = dict.fromkeys(e for e in (*(e for t in doc.turns for e in t.speaker), *doc.participants) if e.kind == "person")
    known: dict[str, set[Entity]] = {}
    for person in people:
        if " " in person.label:
            known.setdefault(person.label.split()[0], set()).add(person)
    for name, person in (*_labelled(doc), *_thanked(doc, tuple(people))):
        known.setdefault(name, set()).add(person)
    taken = [m.span for m in doc.mentions if m.form != "tagged"]
    found = []
    for name, owners in sorted(known.items()):
        for match in re.finditer(_CALLED.format(re.escape(name)), doc.text) if len(owners) == 1 and not lookup(name) else ():
            span = Span(*match.span())
            inside = re.search(r"[A-Z][\w’'.-]* $", doc.text[max(0, span.start - 30) : span.start]) and not re.search(r"(?:^|[.!?:\n] ?)[A-Z]\w* $", doc.text[: span.start])
            if not inside and not any(t.overlaps(span) for t in taken):
                found.append(Mention(span=span, form="name", entities=tuple(owners)))
    return found


def _labelled(doc: Doc) -> list[tuple[str, Entity]]:
    """The forename that a label gives to who is else known by surname and office: 'Peter Moe:' is Minister Moe."""
    labels = ((t.told.of(doc.text).split(), t.speaker) for t in doc.turns if t.told and len(t.speaker) == 1)
    return [(words[0], who[0]) for words, who in labels if len(words) == len(("fore", "last")) and words[1] == who[0].label and not titles().fullmatch(words[0])]


def _thanked(doc: Doc, people: tuple[Entity, ...]) -> list[tuple[str, Entity]]:
    """The forename by which the one of two speakers thanks the other for the floor."""
    if len(people) != len(("one", "other")):
        return []
    found = []
    for turn in doc.turns:
        match = _THANKING.match(doc.text, turn.span.start, turn.span.end)
        others = [p for p in people if p not in turn.speaker]
        if match and len(others) == 1:
            found.append((match["name"], others[0]))
    return found
