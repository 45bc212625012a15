"""Actors and the acts between them as plain rows: what every network format writes, each with the same names and ids."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from kg.export.acts import Nodes, acts
from kg.export.codes import Codes, codes_of
from kg.vocab import DCT, ID, NS, OA, RDF, SKOS

Act = Mapping[str, Any]
Row = Mapping[str, str]

NODE = ("id", "label", "kind", "iso3", "cow", "start", "end")
EDGE = (
    "id", "source", "target", "force", "family", "class", "status", "polarity", "joint", "plover", "cameo", "start", "end", "dated", "date", "issued",
    "place", "place_code", "condition", "issues", "said_by", "text", "sentence", "rule", "release", "statement",
)  # fmt: skip
TIE = ("id", "source", "target", "family", "weight", "start", "end", "issues")
_KINDS = {"State": "state", "Organization": "organization", "Person": "person", "GovernmentBody": "government body"}
_DEEDS = frozenset({"Meeting", "Visit", "Measure", "Event"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Ties:
    """Nodes and edges, sorted by id; every value is one line of text, empty where nothing is known.

    ``columns`` names what formats write of an edge: EDGE for acts, TIE for what is derived from them.
    """

    nodes: tuple[Row, ...]
    edges: tuple[Row, ...]
    columns: tuple[str, ...]

    def values(self, edge: Row) -> list[tuple[str, str]]:
        """What an edge tells beside its id and its ends, where it tells something."""
        return [(c, edge[c]) for c in self.columns[3:] if edge[c]]


def ties(dataset: Any, *, derived: bool = False) -> Ties:
    """The states and organizations of a graph (who acts for none stands for himself) and one edge an act and pair of them.

    Acts tie each party to each addressee, or else the parties with each other. Denied and merely prospective acts and those
    said before in the same release make no tie. ``derived`` gives one edge a pair and family in their place, with its weight.
    """
    nodes, codes = Nodes(dataset), codes_of(dataset)
    edges = [edge for act, pairs in _told(dataset, nodes) for edge in _edges(act, pairs, nodes, codes)]
    found = sorted(_weighed(edges) if derived else edges, key=lambda e: e["id"])
    days: dict[str, list[str]] = defaultdict(list)
    for edge in found:
        for end in (edge["source"], edge["target"]):
            days[end] += [d for d in (edge["start"], edge["end"]) if d]
    actors = tuple(actor(iri, nodes) | {"start": min(days[iri], default=""), "end": max(days[iri], default="")} for iri in sorted(days))
    return Ties(actors, tuple(found), TIE if derived else EDGE)


def line(text: object) -> str:
    """A text as one line: control characters and line ends are spaces, runs of spaces one."""
    return " ".join(_CONTROL.sub(" ", str(text or "")).split())


def actor(iri: str, nodes: Nodes) -> dict[str, str]:
    """Who stands at this IRI: label, kind, and for states the codes of ISO 3166 and of the Correlates of War."""
    node = nodes[iri]
    types = {t.removeprefix(NS) for t in node.get(RDF + "type", ())}
    kind = next((shown for name, shown in _KINDS.items() if name in types), "group")
    label = line(min(node.get(SKOS + "prefLabel", ()), default="")) or local(iri)
    return {"id": iri, "label": label, "kind": kind, "iso3": _first(node, "iso3"), "cow": _first(node, "cowCode")}


def local(iri: str) -> str:
    """The part of an IRI that tells it from others of its kind."""
    return iri.removeprefix(ID).rsplit("#", 1)[-1]


def side(iri: str, nodes: Nodes) -> str:
    """The state or organization that an actor acts for, else the actor."""
    node = nodes[iri]
    return min([*node.get(NS + "represents", ()), *node.get(NS + "affiliatedWith", ())], default=iri)


def sides(act: Act, nodes: Nodes) -> tuple[list[str], list[str]]:
    """The parties of an act and those it is addressed to, by state or organization."""
    node = nodes[act["id"]]
    one, other = ({side(a, nodes) for a in node.get(NS + slot, ())} for slot in ("party", "addressee"))
    return sorted(one), sorted(other - one)


def said_by(act: Act, nodes: Nodes) -> str:
    """Who says so, outermost first: the issuer of the release, then whom it reports."""
    issuer = nodes[act["release"]].get(NS + "speaker", ())
    chain = [actor(issuer[0], nodes)["label"] if issuer else "issuer unknown", *(s["name"] for s in reversed(act["reported_by"]))]
    return line(" > ".join(chain))


def days_of(act: Act, nodes: Nodes) -> tuple[str, str, str]:
    """The first and last day of an act and whether its release tells them, or they are just the day of that release.

    A time said of an undertaking, a request or a view is when its content is due, so these have the day they were told.
    """
    told = nodes[act["id"]].get(NS + "when", ())
    if told and act["class"] in _DEEDS:
        first, last = (_first(nodes[told[0]], name) for name in ("earliest", "latest"))
        if first or last:
            return first or last, last or first, "told"
    issued = _first(nodes[act["release"]], "issuedOn")
    return issued, issued, "release" if issued else ""


def _first(node: Mapping[str, list[str]], name: str) -> str:
    return line(min(node.get(NS + name, ()), default=""))


def _told(dataset: Any, nodes: Nodes) -> Iterable[tuple[Act, list[tuple[str, str]]]]:
    """Each act that ties two, with the pairs."""
    for act in acts(dataset):
        if act["class"] not in ("DeniedAct", "ProspectiveEvent") and NS + "restates" not in nodes[act["id"]]:
            one, other = sides(act, nodes)
            yield act, list(product(one, other)) or list(combinations(one, 2))


def _edges(act: Act, pairs: Iterable[tuple[str, str]], nodes: Nodes, codes: Codes) -> Iterable[dict[str, str]]:
    start, end, dated = days_of(act, nodes)
    about = {
        "force": act["force"], "family": act["family"], "class": act["class"], "status": act["status"],
        "polarity": act["polarity"], "joint": str(act["joint"]).lower(),
        "plover": codes.plover(act), "cameo": codes.cameo(act), "start": start, "end": end, "dated": dated, "date": act["date"],
        "issued": _first(nodes[act["release"]], "issuedOn"), "place": act["place"], "place_code": _code(act, nodes), "condition": act["condition"], "issues": "|".join(act["issues"]),
        "said_by": said_by(act, nodes), "text": act["text"], "sentence": sentence(act, nodes), "rule": act["rule"],
        "release": act["release"], "statement": act["id"],
    }  # fmt: skip
    values = {name: line(value) for name, value in about.items()}
    for one, other in pairs:
        yield {"id": f"{act['id']}~{local(one)}~{local(other)}", "source": one, "target": other, **values}


def _code(act: Act, nodes: Nodes) -> str:
    """The code under which ISO 3166 lists where an act took place, if it does."""
    where = nodes[act["id"]].get(NS + "place", ())
    return _first(nodes[where[0]], "countryCode") if where else ""


def sentence(act: Act, nodes: Nodes) -> str:
    """The words of the sentence an act stands in."""
    return line(nodes[nodes[act["id"]][NS + "inSentence"][0]][OA + "exact"][0])


def title(release: str, nodes: Nodes) -> str:
    """The title of a release, else the end of its IRI."""
    return line(min(nodes[release].get(DCT + "title", ()), default="")) or release.rsplit("/", 1)[-1]


def _weighed(edges: Iterable[Row]) -> list[dict[str, str]]:
    """One edge a pair and family, with the number of acts it rests on as weight."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for edge in edges:
        groups[edge["source"], edge["target"], edge["family"]].append(edge)
    return [
        {
            "id": f"{ID}tie/{hashlib.sha256(' '.join(key).encode()).hexdigest()[:16]}", "source": key[0], "target": key[1], "family": key[2],
            "weight": str(len(rests)), "start": min((e["start"] for e in rests if e["start"]), default=""),
            "end": max((e["end"] for e in rests if e["end"]), default=""),
            "issues": "|".join(sorted({i for e in rests for i in e["issues"].split("|") if i})),
            "statements": " ".join(sorted({e["statement"] for e in rests})),
        }
        for key, rests in groups.items()
    ]  # fmt: skip
