"""The acts of a graph in short form, in memory, found by actor, by issue and by release: what lists and pictures are made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from kg import query
from kg.vocab import DCT, ID, NS, RDF, SKOS, VOC

_CLASSES = (
    "DeniedAct", "ProspectiveEvent", "TerritorialClaim", "Commitment", "Intention", "Request", "Position", "Appraisal",
    "Claim", "Meeting", "Visit", "Measure", "Event",
)  # fmt: skip
_KINDS = ("State", "Person", "GovernmentBody", "Organization", "UnnamedActor", "Place", "Instrument", "Issue")
_SLOTS = ("agent", "party", "addressee", "issue", "joint", "actStatus", "family", "force", "inRelease", "restates", "when", "basis")


@dataclass(frozen=True, slots=True)
class Filing:
    """A release as lists name it."""

    iri: str
    title: str
    day: str
    issuer: str
    publisher: str
    url: str

    @property
    def id(self) -> str:
        """The end of its IRI."""
        return self.iri.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Entry:
    """An act as lists and pictures need it; ``day`` is that of its release, ``when`` its own as EDTF."""

    iri: str
    release: str
    day: str
    family: str
    kind: str
    force: str
    status: str
    joint: bool
    restates: bool
    agents: tuple[str, ...]
    parties: tuple[str, ...]
    addressees: tuple[str, ...]
    issues: tuple[str, ...]
    when: str
    explicit: bool

    @property
    def happened(self) -> bool:
        """Whether the release says it as done: neither denied nor merely prospective."""
        return self.kind not in ("DeniedAct", "ProspectiveEvent")


class Catalogue:
    """Every act that the releases put forward as an :class:`Entry`, in order of day, release and place in the text.

    ``told`` also has those that a text only takes for granted.
    """

    def __init__(self, dataset: Any) -> None:
        self.dataset, self.graph = dataset, query.union(dataset)
        self.labels = self._labels()
        self.kinds = self._kinds()
        self.represents = {s: o for p in ("affiliatedWith", "represents") for s, o in self._pairs(NS + p)}
        self.broader = dict(self._pairs(SKOS + "broader"))
        self.times = dict(self._pairs(NS + "edtf"))
        self.releases = self._releases()
        self.told = {e.iri: e for e in self._entries()}
        reported = (e for e in self.told.values() if e.explicit)
        self.entries = sorted(reported, key=lambda e: (e.day, e.release, e.iri.rsplit("#", 1)[-1][2:], e.iri))

    def _pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        import pyoxigraph as ox

        for quad in self.dataset.quads_for_pattern(None, ox.NamedNode(predicate), None, self.graph):
            yield quad.subject.value, getattr(quad.object, "value", str(quad.object))

    def _of_class(self, name: str) -> Iterator[str]:
        import pyoxigraph as ox

        for quad in self.dataset.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(NS + name), self.graph):
            yield quad.subject.value

    def _labels(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for predicate in (SKOS + "prefLabel", DCT + "title"):
            for node, label in self._pairs(predicate):
                found[node] = min(label, found.get(node, label))
        return found

    def _kinds(self) -> dict[str, str]:
        return {node: kind for kind in reversed(_KINDS) for node in self._of_class(kind)}

    def _releases(self) -> dict[str, Filing]:
        facts = {key: dict(self._pairs(key)) for key in (NS + "issuedOn", NS + "speaker", DCT + "publisher", DCT + "source")}
        found = {}
        for iri in sorted(self._of_class("Release")):
            day, issuer, publisher, url = (facts[key].get(iri, "") for key in facts)
            found[iri] = Filing(iri, self.labels.get(iri, ""), day, issuer, publisher, url)
        return found

    def _entries(self) -> Iterator[Entry]:
        kinds = {node: kind for kind in reversed(_CLASSES) for node in self._of_class(kind)}
        slots: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in _SLOTS}
        for name, table in slots.items():
            for node, value in self._pairs(NS + name):
                if node in kinds and value not in table[node]:
                    table[node].append(value)
        for node, kind in kinds.items():
            of = {name: sorted(table[node]) if node in table else [] for name, table in slots.items()}
            release = of["inRelease"][0]
            yield Entry(
                iri=node,
                release=release,
                day=self.releases[release].day if release in self.releases else "",
                family=of["family"][0],
                kind=kind,
                force=(of["force"] or [""])[0].rsplit("/", 1)[-1],
                status=(of["actStatus"] or [""])[0],
                joint="true" in of["joint"],
                restates=bool(of["restates"]),
                agents=tuple(of["agent"]),
                parties=tuple(of["party"]),
                addressees=tuple(of["addressee"]),
                issues=tuple(of["issue"]),
                when=self.times.get(of["when"][0], "") if of["when"] else "",
                explicit=not of["basis"] or of["basis"][0].endswith("/explicit"),
            )

    def label(self, iri: str) -> str:
        """The name of a node, else the end of its IRI."""
        return self.labels.get(iri) or iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]

    def side(self, actor: str) -> str:
        """The state or organization an actor acts for, where the graph tells it; else the actor."""
        return self.represents.get(actor, actor)

    @cached_property
    def by_actor(self) -> dict[str, list[Entry]]:
        """The entries in which an actor has a part; a state's are also those of who acts for it."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            named = {*entry.agents, *entry.parties, *entry.addressees}
            for node in sorted(named | {self.side(a) for a in named}):
                found[node].append(entry)
        return dict(found)

    @cached_property
    def by_issue(self) -> dict[str, list[Entry]]:
        """The entries on an issue or a narrower one."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            above: set[str] = set()
            for issue in entry.issues:
                while issue and issue not in above:
                    above.add(issue)
                    issue = self.broader.get(issue, "")
            for issue in sorted(above):
                found[issue].append(entry)
        return dict(found)

    def under(self, issue: str) -> set[str]:
        """An issue and all narrower ones."""
        found, rest = {issue}, {issue}
        while rest:
            rest = {n for n, above in self.broader.items() if above in rest} - found
            found |= rest
        return found

    @cached_property
    def by_release(self) -> dict[str, list[Entry]]:
        """The entries of a release, in the order of its text."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.release].append(entry)
        return dict(found)

    @cached_property
    def by_day(self) -> dict[str, list[Filing]]:
        """The releases of a day."""
        found: dict[str, list[Filing]] = defaultdict(list)
        for filing in self.releases.values():
            found[filing.day].append(filing)
        return dict(found)

    @cached_property
    def present(self) -> dict[str, set[str]]:
        """Who has a part in any act of a release, by state or organization."""
        return {release: {side for e in entries for side in self.sides(e)} for release, entries in self.by_release.items()}

    @cached_property
    def ties(self) -> dict[str, dict[str, int]]:
        """Who has dealings with whom, and in how many acts: both ways."""
        return ties_of(self, self.entries)

    def sides(self, entry: Entry) -> set[str]:
        """The parties of an act and those it is addressed to, by state or organization."""
        return {self.side(a) for a in (*entry.parties, *entry.addressees)}

    def pair(self, one: str, other: str) -> list[Entry]:
        """The entries in which both have a part."""
        theirs = {e.iri for e in self.by_actor.get(other, ())}
        return [e for e in self.by_actor.get(one, ()) if e.iri in theirs]

    def counterparts(self, actor: str, entries: Iterable[Entry]) -> list[tuple[str, int]]:
        """Who else has a part in these acts, and in how many, most first; what was denied or is prospective makes no tie."""
        counts: dict[str, int] = defaultdict(int)
        for entry in entries:
            if entry.happened and not entry.restates:
                for side in self.sides(entry) - {actor, self.side(actor)}:
                    counts[side] += 1
        return sorted(counts.items(), key=lambda r: (-r[1], self.label(r[0]), r[0]))

    def issues(self, entries: Iterable[Entry]) -> list[tuple[str, int]]:
        """The issues of these acts, and in how many, most first."""
        return self._counted(entries, lambda e: e.issues)

    def families(self, entries: Iterable[Entry]) -> list[tuple[str, int]]:
        """The families of these acts, and how many of each, most first."""
        return self._counted(entries, lambda e: (e.family,))

    def _counted(self, entries: Iterable[Entry], keys: Any) -> list[tuple[str, int]]:
        counts: dict[str, int] = defaultdict(int)
        for entry in entries:
            for key in keys(entry):
                counts[key] += 1
        return sorted(counts.items(), key=lambda r: (-r[1], self.label(r[0]), r[0]))


def ties_of(catalogue: Catalogue, entries: Iterable[Entry]) -> dict[str, dict[str, int]]:
    """The ties that these acts make, both ways: of who has them with whom they are addressed to, else among all who have them."""
    rests: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for entry in entries:
        if not entry.happened or entry.restates:
            continue
        parties = {catalogue.side(p) for p in entry.parties}
        addressed = {catalogue.side(a) for a in entry.addressees}
        pairs = [(a, b) for a in parties for b in addressed if a != b] or list(combinations(sorted(parties), 2))
        for a, b in {(min(pair), max(pair)) for pair in pairs}:
            rests[a][b] += 1
            rests[b][a] += 1
    return {a: dict(weights) for a, weights in rests.items()}


def local(iri: str) -> str:
    """What an actor or issue is called in a command or a parameter: the code of a state, the slug of an issue, else its IRI."""
    for space in (ID + "state/", VOC + "issue/"):
        if iri.startswith(space):
            return iri.removeprefix(space)
    return iri
