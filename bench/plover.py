"""Act classes and countries of the gold records of PLOVER: one news sentence a record, read by the whole pipeline.

How a record of the nine classes is counted: its sentence is read as a release. Among the acts read, the one that counts is that
whose cue stands among the words marked as the event (the earliest of several); without one there, the first act of the
sentence. It is right when its class (``kg.export.plover``) is that of the record. A record that gives no act is wrong.
DEMAND is called REQUEST, and DISAPPROVE ACCUSE, as the conversion table of 2021 renames them.

How a mention is counted: it is right when the first mention of ours that lies in its words, or else overlaps them, is of
its country, or else the first unnamed actor there of an act that was read (a body that only the name tagger sees is an organization; words that the file puts together from several places of the sentence are the shortest
stretch that holds them in their order); codes of organizations (IGO, NGO, IMG, ISM) ask for an organization that stands for no state.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from figures import Figure, Result, digest

from kg import lexicon
from kg.export.plover import classes, plover_class
from kg.ingest import dataset_of, run
from kg.model import Doc, Entity, Span
from kg.nlp import parse
from kg.readers import read_text

CLASSES = ("AGREE", "CONSULT", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "AID", "PROTEST")
RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE"}
ORGANIZATIONS = frozenset({"IGO", "NGO", "IMG", "ISM"})
CODES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}  # slips of the file: no codes of any country


def measure(shared: Path, misses: int = 0) -> Result:
    """Classes of the records of nine classes, countries of all mentions."""
    path = shared / "external" / "plover" / "PLOVER_GSR_CAMEO.txt"
    confusion: Counter[tuple[str, str]] = Counter()
    mentions: Counter[bool] = Counter()
    notes: list[str] = []
    for record in json.loads(path.read_text(encoding="utf-8")):
        if record["event"] == "DOCUMENT":
            continue
        doc = run(read_text(record["text"], "record.txt"))  # the date of every record is a dummy
        wanted = RENAMED.get(record["event"], record["event"])
        if wanted in CLASSES:
            found = _class(record, doc)
            confusion[wanted, found] += 1
            if found != wanted:
                notes.append(f"{record['id']}: {found} instead of {wanted}")
        for words, code, span in _actors(record):
            told = _country(doc, span) if span else ""
            right = told == code or (code in ORGANIZATIONS and told == "organization")
            mentions[right] += 1
            if not right:
                notes.append(f"{record['id']}: {words!r} is {code}, not {told or 'unread'}")
    total = sum(confusion.values())
    figures = [
        Figure(name="class accuracy", value=sum(confusion[c, c] for c in CLASSES) / total, bar=0.75),
        Figure(name="country accuracy", value=mentions[True] / mentions.total(), bar=0.93),
    ]
    rows = [f"{c:9} " + ", ".join(f"{p} {n}" for (g, p), n in confusion.most_common() if g == c) for c in CLASSES]
    counts = f"{total} records, {mentions.total()} mentions"
    return Result(figures=tuple(figures), digest=digest([path]), notes=(counts, *rows, *(notes[:misses] if misses else ())))


@cache
def _codes() -> dict[str, str]:
    return classes(dataset_of([]))


def _class(record: dict[str, Any], doc: Doc) -> str:
    if not doc.acts:
        return "nothing"
    events = [span for kind, span in _marks(record) if kind == "EVT"]
    marked = [a for a in doc.acts if any(a.cue.overlaps(e) for e in events)]
    act = (marked or doc.acts)[0]
    row = {"class": type(act).__name__, "family": act.family, "force": act.force, "status": act.event_status, "polarity": "neg" if act.negated else "pos",
           "condition": act.condition.of(doc.text) if act.condition else None, "text": " ".join(s.of(doc.text) for s in act.content)}  # fmt: skip
    return plover_class(row, _codes()) or "no class"


_OPENING = re.compile(r"\((SRC/TAR|SRC/LOC|SRC|TAR|EVT|LOC):\s?|[()]")


def _marks(record: dict[str, Any]) -> list[tuple[str, Span]]:
    """The marked stretches of a record, '(SRC: ...)', as spans of its text; marks may lie in marks."""
    info = record["textInfo"]
    markup = info.get("markup", "") if isinstance(info, dict) else ""
    plain, open_, found = "", list[tuple[str, int]](), list[tuple[str, int, int]]()
    at = 0
    for match in _OPENING.finditer(markup):
        plain += markup[at : match.start()]
        at = match.end()
        if match[1] or match[0] == "(":
            open_.append((match[1] or "", len(plain)))
            plain += "" if match[1] else "("
        elif open_:
            kind, start = open_.pop()
            plain += "" if kind else ")"
            found += [(kind, start, len(plain))] if kind else []
    text, spans, least = record["text"], [], 0
    for kind, start, end in sorted(found, key=lambda f: f[1:]):
        words = plain[start:end].strip()
        place = text.find(words, max(0, least, start - 12))
        if words and place >= 0:
            spans.append((kind, Span(place, place + len(words))))
            least = place
    return spans


def _actors(record: dict[str, Any]) -> Iterator[tuple[str, str, Span | None]]:
    """The 650 mentions with their codes and their places in the text."""
    for role, names in (("source", ("SRC", "SRC/TAR", "SRC/LOC")), ("target", ("TAR", "SRC/TAR"))):
        given = record.get(role)
        marked = [span for kind, span in _marks(record) if kind in names]
        for number, actor in enumerate(given if isinstance(given, list) else []):
            words = actor["actorText"].strip()
            start = record["text"].find(words)
            found = Span(start, start + len(words)) if start >= 0 else None
            yield words, CODES.get(actor["code"], actor["code"]), found or _spread(words, record["text"]) or (marked[number] if number < len(marked) else None)


def _spread(words: str, text: str) -> Span | None:
    """Where the words of a mention stand that the file puts together from several: the shortest stretch with all of them in their order."""
    in_order = r"\b[^.;]*?\b".join(map(re.escape, re.findall(r"\w+", words)))
    found = re.finditer(rf"(?=(\b{in_order}\b))", text) if in_order else ()
    return min((Span(m.start(1), m.end(1)) for m in found), key=lambda s: s.end - s.start, default=None)


def _country(doc: Doc, span: Span) -> str:
    """The country of the first mention inside a span, else of one that overlaps it."""
    near = sorted(
        (m for m in (*doc.mentions, *doc.references) if m.span.overlaps(span)), key=lambda m: (not span.contains(m.span), m.span)
    )
    told = [t for m in near for e in m.entities if (t := _stands_for(e))]
    described = [e for a in doc.acts for e in (*a.agent, *a.addressee) if e.kind == "unnamed" and span.start <= int(e.id[3:8]) < span.end]
    told = told or [t for e in described if (t := e.state or lexicon.home_of(e.label) or ("organization" if lexicon.names_a_body(e.label) else ""))]
    tagged = [m for m in parse(doc).mentions if m.span.overlaps(span) and m.entities[0].kind == "organization"]
    return told[0] if told else "organization" if tagged else ""


@cache
def _homes() -> dict[str, str]:
    """The country that a movement or party comes from."""
    return {f"organization/{row.organization}": row.state for row in lexicon.homes()}


@cache
def _states_of_places() -> dict[str, str]:
    """The code under which a listed place is counted: that of its state, else that of ISO 3166."""
    return {f"place/{row.id}": row.state or row.code for row in lexicon.places()}


def _stands_for(entity: Entity) -> str:
    if home := _homes().get(entity.id):
        return home
    if entity.kind == "place":
        return _states_of_places().get(entity.id, "")
    if entity.kind == "state":
        return entity.id.removeprefix("state/")
    if entity.state and len(entity.state) == 3 and entity.state.isupper():
        return entity.state
    home = lexicon.home_of_person(entity.label) if entity.kind == "person" else ""
    return home or ("organization" if entity.kind == "organization" or entity.state else "")
