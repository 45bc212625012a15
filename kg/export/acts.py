"""Acts as JSON Lines: the flat view of the graph for notebooks, pipelines and evaluation."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg import lexicon, query
from kg.vocab import ID, NS, OA, RDF, RELEASE, SKOS, VOC

Node = dict[str, list[str]]


class Nodes(dict[str, Node]):
    """The nodes of a dataset with their properties as plain text, each read when it is first asked for.

    They are read where every triple stands once: a state is described by thousands of releases. ``shared`` holds those that
    belong to no release, for a reader that asks for acts again and again.
    """

    def __init__(self, dataset: Any, shared: Nodes | None = None) -> None:
        super().__init__()
        self.dataset, self.shared = dataset, shared
        self.graph: Any = shared.graph if shared is not None else query.union(dataset)

    def __missing__(self, iri: str) -> Node:
        import pyoxigraph as ox

        if self.shared is not None and not iri.startswith(RELEASE):
            return self.shared[iri]
        node: Node = defaultdict(list)
        for quad in self.dataset.quads_for_pattern(ox.NamedNode(iri), None, None, self.graph):
            value, values = getattr(quad.object, "value", str(quad.object)), node[quad.predicate.value]
            if value not in values:
                values.append(value)
        self[iri] = node
        return node

    def take(self, nquads: bytes) -> None:
        """Have the nodes of a release from its graph."""
        import pyoxigraph as ox

        found: dict[str, Node] = {}
        for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS):
            subject = str(getattr(quad.subject, "value", ""))
            if subject.startswith(RELEASE):
                found.setdefault(subject, defaultdict(list))[quad.predicate.value].append(getattr(quad.object, "value", str(quad.object)))
        self.update(found)


def as_jsonl(dataset: Any) -> bytes:
    """One JSON object per act that the texts put forward, one line each, in text order."""
    return "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in acts(dataset)).encode()


def acts(dataset: Any, release: str | None = None, *, presupposed: bool = False) -> list[dict[str, Any]]:
    """The acts of all releases, or of one, in the exchange format, sorted by release and place in the text.

    What a text only takes for granted is left out unless asked for: it is no act that the release reports.
    """
    import pyoxigraph as ox

    if release is None:
        iris = ending_in(dataset, "")
    else:
        within = {q.subject for q in dataset.quads_for_pattern(None, ox.NamedNode(NS + "inRelease"), ox.NamedNode(release), None)}
        iris = {n.value for n in within if _is_act(dataset, n)}
    return [a for a in rows(dataset, iris) if presupposed or a["basis"] == "explicit"]


def ending_in(dataset: Any, words: str) -> set[str]:
    """The IRIs of the acts that end in these words."""
    import pyoxigraph as ox

    quads = dataset.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(NS + "Act"), query.union(dataset))
    return {iri for q in quads if (iri := q.subject.value).endswith(words)}


def _is_act(dataset: Any, node: Any) -> bool:
    import pyoxigraph as ox

    return any(True for _ in dataset.quads_for_pattern(node, ox.NamedNode(RDF + "type"), ox.NamedNode(NS + "Act"), None))


def rows(dataset: Any, iris: Iterable[str], nodes: Nodes | None = None) -> list[dict[str, Any]]:
    """The acts of these IRIs in the exchange format, sorted by release and place in the text; ``nodes`` may hold what was read before."""
    nodes = Nodes(dataset) if nodes is None else nodes
    found = [_act(iri, nodes[iri], nodes) for iri in iris]
    return sorted(found, key=lambda a: (a["release"], a["cue"], a["content"] or a["cue"], a["id"]))


def _one(node: Node, name: str, space: str = NS) -> str | None:
    values = node.get(space + name, [])
    return values[0] if values else None


def _offsets(nodes: Nodes, span: str) -> list[int]:
    return [int(nodes[span][OA + "start"][0]), int(nodes[span][OA + "end"][0])]


_CLASSES = (
    "DeniedAct", "ProspectiveEvent", "TerritorialClaim", "Commitment", "Intention", "Request", "Position", "Appraisal",
    "Claim", "Meeting", "Visit", "Measure", "Event",
)  # fmt: skip


def _act(iri: str, node: Node, nodes: Nodes) -> dict[str, Any]:
    types = {t.removeprefix(NS) for t in node[RDF + "type"]}
    parts = sorted(_offsets(nodes, s) for s in node.get(NS + "contentSpan", []))
    sentence = node[NS + "inSentence"][0]
    release = node[NS + "inRelease"][0]
    when = _one(node, "when")
    return {
        "id": iri,
        "document": release.rsplit("/", 1)[-1],
        "release": release,
        "family": _one(node, "family"),
        "class": next(c for c in _CLASSES if c in types),
        "force": (_one(node, "force") or "").rsplit("/", 1)[-1],
        "joint": _one(node, "joint") == "true",
        "status": _one(node, "actStatus"),
        "polarity": "neg" if _one(node, "negated") == "true" else "pos",
        "condition": _one(node, "condition"),
        "by": [_actor(a, nodes) for a in sorted(node.get(NS + "agent", []))],
        "to": [_actor(a, nodes) for a in sorted(node.get(NS + "addressee", []))],
        "parties": sorted(_party(p, nodes) for p in node.get(NS + "party", [])),
        "content": [parts[0][0], parts[-1][1]] if parts else None,
        "content_parts": parts,
        "cue": _offsets(nodes, node[NS + "cueSpan"][0]),
        "sentence": _offsets(nodes, sentence),
        "text": _one(node, "content") or nodes[sentence][OA + "exact"][0],
        "quote": NS + "quote" in node and _one(node, "quote") == _one(node, "content"),
        "place": _one(nodes[node[NS + "place"][0]], "prefLabel", SKOS) if NS + "place" in node else None,
        "date": _one(nodes[when], "edtf") if when else None,
        "date_text": _one(node, "whenText"),
        "issues": sorted(i.removeprefix(VOC + "issue/") for i in node.get(NS + "issue", [])),
        "reported_by": _reporters(node, nodes),
        "rule": _one(node, "rule"),
        "basis": (_one(node, "basis") or "explicit").rsplit("/", 1)[-1],
    }


def _reporters(node: Node, nodes: Nodes) -> list[dict[str, Any]]:
    chain, here = [], node[NS + "reportedVia"][0]
    while NS + "ReportingClause" in nodes[here].get(RDF + "type", ()):
        chain.append(_actor(nodes[here][NS + "speaker"][0], nodes))
        here = nodes[here][NS + "reportedVia"][0]
    return chain


def _actor(iri: str, nodes: Nodes) -> dict[str, Any]:
    node = nodes[iri]
    types = {t.removeprefix(NS) for t in node.get(RDF + "type", [])}
    name = _one(node, "prefLabel", SKOS) or iri.rsplit("/", 1)[-1]
    if "State" in types:
        return {"kind": "state", "name": name, "iso3": _one(node, "iso3"), "iri": iri}
    if "Person" in types:
        tie = _one(node, "represents")
        state = tie.removeprefix(ID + "state/") if tie and tie.startswith(ID + "state/") else None
        return {"kind": "person", "name": name, "state": state, "iri": iri}
    if "GovernmentBody" in types:
        tie = _one(node, "represents") or ""
        return {"kind": "government_body", "name": name, "state": tie.removeprefix(ID + "state/") or None, "iri": iri}
    if "Organization" in types:
        return {"kind": "organization", "name": name, "iri": iri}
    return {"kind": "organization" if lexicon.names_a_body(name) else "group", "name": name, "iri": iri}


def _party(iri: str, nodes: Nodes) -> str:
    node = nodes[iri]
    return _one(node, "iso3") or _one(node, "prefLabel", SKOS) or iri
