"""Reads the tables of data/ into typed rows: states, organizations, titles, places, instruments, issues."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TypeVar

from kg import resources
from kg.errors import KgError


@dataclass(frozen=True, slots=True)
class State:
    """A state or comparable entity; ``id`` is its ISO 3166-1 alpha-3 code (XKX is user-assigned)."""

    id: str
    label: str
    official: str
    names: tuple[str, ...]
    weak_names: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]
    wikidata: str
    cow: str
    source: str


@dataclass(frozen=True, slots=True)
class Organization:
    """An international organization or grouping, with its members where membership matters."""

    id: str
    kind: str
    label: str
    names: tuple[str, ...]
    weak_names: tuple[str, ...]
    members: tuple[str, ...]
    source: str


WEEKDAYS = frozenset(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
# How many a description counts: "both sides", "the three ministers".
COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


@dataclass(frozen=True, slots=True)
class Title:
    """A title of office or courtesy, lower case, with its rank, and the organization where it is the office of one alone."""

    title: str
    rank: str
    body: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A noun, in the singular, for persons or bodies who speak and act also where nobody names them."""

    noun: str


@dataclass(frozen=True, slots=True)
class Home:
    """The country that a movement or party comes from; it does not speak for that state."""

    organization: str
    state: str


@dataclass(frozen=True, slots=True)
class People:
    """A people nearly all of whom live in one state's country, by its names; its groups do not speak for that state."""

    names: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Partisan:
    """A leader of a party, a movement or a church, with the country he comes from; he does not speak for that state."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Leader:
    """A head of state or government, or a foreign minister, with the years in which he or she first and last held such an office (empty: holds it).

    ``office`` is head or foreign.
    """

    name: str
    surname: str
    state: str
    first: str
    last: str
    office: str


@dataclass(frozen=True, slots=True)
class AbsentOffices:
    """Offices that a state does not have, so that their holders in its texts are another's."""

    state: str
    offices: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Homonym:
    """A phrase that holds a state's name and means something else, or a name that several states share.

    ``rule`` is none (stands for no listed actor), all (for each of ``stands_for``), first (for the one that the text
    names in full, else the first), one (for the one that the text names in full, else for nobody), organ (for the first,
    but in texts of the states after it, which have a body of that name, only where it is named in full) or home (for the
    first, but in texts of the states after it for the state itself, unless the text names the first in full).
    """

    phrase: str
    form: str
    rule: str
    stands_for: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word that tells persons from states: forename, title, body, or a listed name that persons bear as well.

    A "bearer" is a forename wherever a capitalised word follows, a "rare" one only after a title; an "institution" is no
    part of a person's name, and neither is a "field", what a minister is in charge of.
    """

    word: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided of two names: ``verdict`` is same, never (two people) or unsure (kept apart)."""

    one: str
    other: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place; ``namings`` pairs each name in dispute with the state that uses it.

    ``state`` is the ISO code of the state it lies in; empty where that is contested, or where it lies in several. ``code`` is then that under
    which ISO 3166 lists it, if it does, which says nothing of whose it is.
    """

    id: str
    label: str
    names: tuple[str, ...]
    contested: str
    namings: tuple[str, ...]
    state: str
    code: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, declaration or other agreement with a text of its own."""

    id: str
    title: str
    names: tuple[str, ...]
    type: str
    parties: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A matter dealt with, its broader one, and the terms that tell it."""

    id: str
    label: str
    broader: str
    terms: tuple[str, ...]
    plover: str


Row = TypeVar("Row", State, Organization, Title, Speaker, Home, People, Partisan, Leader, AbsentOffices, Homonym, NameWord, Judgement, Place, Instrument, Issue)


def _read(kind: Callable[..., Row], path: Path) -> tuple[Row, ...]:
    slots = fields(kind)  # type: ignore[arg-type]
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != [s.name for s in slots]:
        raise KgError(f"{path.name}, line 1: the columns should be {' '.join(s.name for s in slots)}")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(slots):
            raise KgError(f"{path.name}, line {number}: {len(cells)} cells where {len(slots)} are due")
        values: list[object] = []
        for slot, cell in zip(slots, cells, strict=True):
            many = str(slot.type).startswith("tuple")
            values.append(tuple(p for p in cell.split("|") if p) if many else cell)
        rows.append(kind(*values))
    return tuple(rows)


@cache
def states() -> tuple[State, ...]:
    """States and comparable entities, sorted by code."""
    return _read(State, resources.data("actors", "states.tsv"))


@cache
def organizations() -> tuple[Organization, ...]:
    """International organizations and groupings, sorted by id."""
    return _read(Organization, resources.data("actors", "organizations.tsv"))


@cache
def _organizations_by_id() -> dict[str, Organization]:
    return {row.id: row for row in organizations()}


def organization(ident: str) -> Organization | None:
    """The organization of an id, if it is listed."""
    return _organizations_by_id().get(ident)


@cache
def titles() -> tuple[Title, ...]:
    """Titles of office and courtesy, sorted."""
    return _read(Title, resources.data("actors", "titles.tsv"))


@cache
def speakers() -> tuple[Speaker, ...]:
    """Nouns for persons and bodies who speak and act, sorted."""
    return _read(Speaker, resources.data("actors", "speakers.tsv"))


@cache
def homes() -> tuple[Home, ...]:
    """Movements and parties with the country they come from, sorted."""
    return _read(Home, resources.data("actors", "homes.tsv"))


@cache
def peoples() -> tuple[People, ...]:
    """Peoples with the country nearly all of them live in, sorted."""
    return _read(People, resources.data("actors", "peoples.tsv"))


@cache
def partisans() -> tuple[Partisan, ...]:
    """Leaders of parties, movements and churches with the country they come from, sorted."""
    return _read(Partisan, resources.data("actors", "partisans.tsv"))


@cache
def _homes_of_partisans() -> dict[str, str]:
    return {folded(row.name): row.state for row in partisans()}


def home_of_person(name: str) -> str:
    """The state from whose country a listed leader of a party or movement comes; empty for all others."""
    return _homes_of_partisans().get(folded(name), "")


def folded(name: str) -> str:
    """A name without accents, hyphens and capitals: spellings differ in these."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.replace("-", " ").casefold().split())


@cache
def _homes_of_peoples() -> dict[str, str]:
    return {name: row.state for row in peoples() for name in row.names}


def home_of(description: str) -> str:
    """The state from whose country a group comes by the people that its description names ("Igbo elders"); empty where it names none or several."""
    found = {_homes_of_peoples()[word] for word in re.findall(r"[^\W\d_]+", description) if word in _homes_of_peoples()}
    return found.pop() if len(found) == 1 else ""


@cache
def leaders() -> tuple[Leader, ...]:
    """Heads of state and government, sorted by name."""
    return _read(Leader, resources.data("actors", "leaders.tsv"))


@cache
def absent_offices() -> tuple[AbsentOffices, ...]:
    """Offices that some states do not have, sorted by state."""
    return _read(AbsentOffices, resources.data("actors", "absent_offices.tsv"))


@cache
def homonyms() -> tuple[Homonym, ...]:
    """Phrases that look like a state and are not, and shared names, sorted."""
    return _read(Homonym, resources.data("actors", "homonyms.tsv"))


@cache
def name_words() -> tuple[NameWord, ...]:
    """Words that tell persons from states, sorted."""
    return _read(NameWord, resources.data("actors", "name_words.tsv"))


@cache
def _institutions() -> frozenset[str]:
    return frozenset(row.word for row in name_words() if "institution" in row.kinds)


@cache
def _fields() -> frozenset[str]:
    return frozenset(row.word for row in name_words() if "field" in row.kinds)


@cache
def _things() -> frozenset[str]:
    return frozenset(row.word for row in name_words() if "thing" in row.kinds)


def is_of_no_person(word: str) -> bool:
    """Whether a word belongs to no person's name: one of a body or field, or of what is made, held or counted ("Order", "Election")."""
    return names_a_field(word) or word.capitalize() in _things()


def names_a_field(word: str) -> bool:
    """Whether a word is of a body, or of what a minister is in charge of: it ends no person's name."""
    return is_institution(word) or word.capitalize() in _fields()


def is_institution(word: str) -> bool:
    """Whether a word belongs to names of bodies, offices and papers and to no person's."""
    return word.capitalize() in _institutions()


_SMALL = ("the", "of", "for", "and", "on", "in")
_PEOPLE = ("Leaders", "Ministers", "Officials", "Members", "Secretaries", "Presidents", "Officers", "Sides", "Parties")
_OFFICES = ("Minister", "Secretary", "President", "Ambassador", "Director", "Representative", "Commissioner", "Envoy", "Attorney", "Judge", "Chair", "Deputy")
_PAPERS = ("Convention", "Agreement", "Treaty", "Order", "Orders", "Act", "Memorandum", "Protocol", "Declaration", "Bill", "Programme", "Program", "Plan", "Project",
           "Statement", "Strategy", "Framework", "Dialogue", "Summit", "Meeting", "Conference")  # fmt: skip
_SHORTEST = 2  # letters: "US" and "UN" are listed


_MEMBERS = {"States", "Countries", "Members", "Parties", "Governments"}


def names_a_body(words: str) -> bool:
    """Whether what no list knows is told by a name: 'the International Harbour Office (IHO)', 'COAG', not 'officials of the Office', 'Member States of the Office'."""
    if words.partition(" of ")[0].rpartition(" ")[2] in _MEMBERS:
        return False
    plain = [w for w in words.replace("(", " ").replace(")", " ").split() if w.lower() not in _SMALL]
    whole = bool(plain) and all(w[0].isupper() for w in plain) and plain[0] not in ("Both", "All", "Many", "Some", "This", "These")
    whole = whole and {*_PEOPLE, *_OFFICES, *_PAPERS}.isdisjoint(plain)
    return whole and any(is_institution(w) or (w.isupper() and w.isalpha() and len(w) > _SHORTEST) for w in plain)


@cache
def judgements() -> tuple[Judgement, ...]:
    """Pairs of names that a person has judged, sorted."""
    return _read(Judgement, resources.data("actors", "judgements.tsv"))


@cache
def places() -> tuple[Place, ...]:
    """Places, sorted by id."""
    return _read(Place, resources.data("places.tsv"))


@cache
def _places_by_id() -> dict[str, Place]:
    return {row.id: row for row in places()}


def place(ident: str) -> Place | None:
    """The place of an id, if it is listed."""
    return _places_by_id().get(ident)


@cache
def instruments() -> tuple[Instrument, ...]:
    """Instruments, sorted by id."""
    return _read(Instrument, resources.data("instruments.tsv"))


@cache
def issues() -> tuple[Issue, ...]:
    """Issues, sorted by id."""
    return _read(Issue, resources.data("issues.tsv"))
