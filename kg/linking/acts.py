"""What the linking rules see of a graph: acts, releases, persons and offices as plain rows, and nothing of how they were read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.keys import evidence_key
from kg.query import read_rows
from kg.vocab import ID, NS, OA, RDF, SKOS

_ACT = ("family", "force", "actStatus", "agent", "party", "addressee", "issue", "about", "content", "cue",
        "when", "negated", "restates", "respondsTo", "place", "joint", "stance", "condition", "involves")  # fmt: skip
_OTHER = ("issuedOn", "speaker", "sha256", "earliest", "latest", "holder", "officeHeld", "rank")
_KINDS = ("Meeting", "Visit", "Measure", "ProspectiveEvent", "DeniedAct", "TerritorialClaim", "Commitment", "Intention", "Request",
          "Position", "Appraisal", "Claim")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One act as the linking rules see it. ``day`` is the first and last day it can have happened or is due on.

    ``parties`` are states and organizations, ``persons`` the named agents; ``told`` is the release's day of issue.
    """

    node: str
    release: str
    kind: str
    family: str
    force: str
    status: str
    parties: frozenset[str]
    persons: frozenset[str]
    addressees: frozenset[str]
    involves: frozenset[str]
    issues: frozenset[str]
    about: frozenset[str]
    content: str
    cue: str
    start: int
    sentence: str
    words: str
    told: str
    issuer: str
    first: str
    last: str
    stance: str
    condition: str
    place: str
    negated: bool
    joint: bool
    restates: frozenset[str]
    answers: frozenset[str]
    key: str

    @property
    def dated(self) -> bool:
        """Whether one single day is told."""
        return bool(self.first) and self.first == self.last


@dataclass(frozen=True, slots=True)
class Memory:
    """All acts of a graph in the order of their nodes, and what is known of persons: label, state, rank by release."""

    acts: tuple[Row, ...]
    labels: dict[str, str]
    state_of: dict[str, str]
    ranks: dict[tuple[str, str], str]
    by_node: dict[str, Row] = field(default_factory=dict)


Table = dict[str, list[str]]
_MOST = 0.75


def remember(dataset: Any) -> Memory:
    """Read the acts of a pyoxigraph dataset into rows."""
    triples = {name: _pairs(dataset, NS + name) for name in (*_ACT, *_OTHER)}
    labels = {node: values[0] for node, values in _pairs(dataset, SKOS + "prefLabel").items()}
    cues, sentences = _stretches(dataset, "cueSpan"), _sentences(dataset)
    kinds = _kinds(dataset)
    state_of = _states(dataset, labels)
    found = []
    for node in sorted(triples["family"]):
        one = {name: triples[name].get(node, []) for name in _ACT}
        release, (start, end) = node.partition("#")[0], cues[node]
        sentence, said = sentences[node]
        time = (one["when"] or [""])[0]
        found.append(
            Row(
                node=node,
                release=release,
                kind=kinds.get(node, ""),
                family=one["family"][0],
                force=one["force"][0].rsplit("/", 1)[-1],
                status=one["actStatus"][0],
                parties=_parties((*one["party"], *one["agent"]), state_of),
                persons=frozenset(a for a in one["agent"] if "/id/person/" in a),
                addressees=_parties(one["addressee"], state_of),
                involves=frozenset(one["involves"]),
                issues=frozenset(one["issue"]),
                about=frozenset(one["about"]),
                content=" ".join(" ".join(one["content"]).split()),
                cue=one["cue"][0],
                start=start,
                sentence=sentence,
                words=said,
                told=(triples["issuedOn"].get(release) or [""])[0],
                issuer=(triples["speaker"].get(release) or [""])[0],
                first=(triples["earliest"].get(time) or [""])[0],
                last=(triples["latest"].get(time) or [""])[0],
                stance=(one["stance"] or [""])[0].rsplit("/", 1)[-1],
                condition=(one["condition"] or [""])[0],
                place=(one["place"] or [""])[0],
                negated=bool(one["negated"]),
                joint=bool(one["joint"]),
                restates=frozenset(one["restates"]),
                answers=frozenset(one["respondsTo"]),
                key=evidence_key(triples["sha256"][release][0], start, end),
            )
        )
    return Memory(tuple(found), labels, state_of, _ranks(triples), {row.node: row for row in found})


def _pairs(dataset: Any, predicate: str) -> Table:
    """Subject -> objects of one predicate, sorted, each once, whatever graphs they stand in."""
    found: dict[str, set[str]] = defaultdict(set)
    for node, value in read_rows(dataset, f"SELECT ?s ?o {{ ?s <{predicate}> ?o }}"):
        found[node].add(value)
    return {node: sorted(values) for node, values in found.items()}


def _stretches(dataset: Any, tie: str) -> dict[str, tuple[int, int]]:
    """Act -> the offsets of its one span of a kind."""
    rows = read_rows(dataset, f"SELECT ?s ?a ?b {{ ?s <{NS}{tie}> ?span . ?span <{OA}start> ?a ; <{OA}end> ?b }}")
    return {node: (int(start), int(end)) for node, start, end in rows}


def _sentences(dataset: Any) -> dict[str, tuple[str, str]]:
    """Act -> the node and the words of its sentence."""
    at = read_rows(dataset, f"SELECT ?s ?o {{ ?s <{NS}family> ?family ; <{NS}inSentence> ?o }}")
    each = f"SELECT ?o ?x {{ {{ SELECT DISTINCT ?o {{ ?s <{NS}family> ?family ; <{NS}inSentence> ?o }} }} ?o <{OA}exact> ?x }}"
    words = {node: " ".join(exact.split()) for node, exact in read_rows(dataset, each)}
    return {act: (node, words[node]) for act, node in at}


def _kinds(dataset: Any) -> dict[str, str]:
    """The most specific class of each act."""
    found: dict[str, str] = {}
    for name in reversed(_KINDS):
        found |= {node: name for (node,) in read_rows(dataset, f"SELECT ?s {{ ?s <{RDF}type> <{NS}{name}> }}")}
    return found


def _states(dataset: Any, labels: dict[str, str]) -> dict[str, str]:
    """Person -> the one state or organization it acts for; a name without one takes what most releases give its namesakes."""
    import pyoxigraph as ox

    told: dict[str, Counter[str]] = defaultdict(Counter)
    for tie in ("represents", "affiliatedWith"):
        for quad in dataset.quads_for_pattern(None, ox.NamedNode(NS + tie), None, None):
            if quad.graph_name != ox.DefaultGraph():  # an index holds each triple there once more
                told[quad.subject.value][quad.object.value] += 1
    known = {node: next(iter(states)) for node, states in told.items() if len(states) == 1}
    namesakes: dict[str, Counter[str]] = defaultdict(Counter)
    for node, states in told.items():
        if node.startswith(f"{ID}person/"):
            namesakes[labels.get(node, "").casefold()] += states
    for node, label in labels.items():
        states = namesakes.get(label.casefold(), Counter())
        if node.startswith(f"{ID}person/") and node not in known and states:
            state, most = min(states.items(), key=lambda s: (-s[1], s[0]))
            if most >= _MOST * states.total():
                known[node] = state
    return known


def _parties(actors: Iterable[str], state_of: dict[str, str]) -> frozenset[str]:
    """The states and organizations behind actors; who acts for nobody known is left out."""
    own = (f"{ID}state/", f"{ID}organization/")
    found = {state_of.get(a, a if a.startswith(own) else "") for a in actors} - {""}
    return frozenset(re.sub(r"(/id/)organization/([A-Z]{3})-mofa$", r"\1state/\2", a) for a in found)


def _ranks(triples: dict[str, Table]) -> dict[tuple[str, str], str]:
    """(release, person) -> rank of the highest office the release shows the person in."""
    order = ("leader", "minister", "vice-minister", "director-general", "ambassador", "working")
    found: dict[tuple[str, str], str] = {}
    for node, offices in triples["officeHeld"].items():
        release, holder = node.split("#")[0], triples["holder"][node][0]
        for office in offices:
            rank = (triples["rank"].get(office) or [""])[0].rsplit("/", 1)[-1]
            best = found.get((release, holder))
            if rank in order and (best is None or order.index(rank) < order.index(best)):
                found[release, holder] = rank
    return found
