"""What one graph tells the linking rules, read out of its quads alone, and kept by the digest of the graph, so that only what changed is read again."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from kg import resources
from kg.errors import StoreError
from kg.keys import evidence_key
from kg.store import Contents, digest
from kg.store.files import sealed, unsealed, write_file
from kg.vocab import NS, OA, RDF, SKOS

_TIES = {
    NS: """family force actStatus agent party addressee issue about content cue when negated restates place joint stance condition involves
           cueSpan inSentence issuedOn speaker sha256 earliest latest holder officeHeld rank represents affiliatedWith name""",
    OA: "start end exact", SKOS: "prefLabel", RDF: "type",
}  # fmt: skip
_NAMES = {space + name: name for space, names in _TIES.items() for name in names.split()}
_KINDS = ("Meeting", "Visit", "Measure", "ProspectiveEvent", "DeniedAct", "TerritorialClaim", "Commitment", "Intention", "Request",
          "Position", "Appraisal", "Claim")  # fmt: skip

Facts = Mapping[str, Mapping[str, list[str]]]


class Told(NamedTuple):
    """Strings and lists alone. ``acts`` have the fields of ``Row``, with actors as the graph names them; ``states`` are (person, whom it acts for),
    ``held`` (release, person, office), ``ranks`` tells those of offices, ``names`` (sentence, disputed name that stands in it)."""

    acts: list[list[Any]]
    labels: dict[str, str]
    states: list[list[str]]
    held: list[list[str]]
    ranks: dict[str, str]
    names: list[list[str]]


def facts(raw: bytes) -> Facts:
    """Tie -> node -> what a graph ties it to, sorted: of N-Quads, those that the rules read."""
    import pyoxigraph as ox

    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in ox.parse(raw, format=ox.RdfFormat.N_QUADS):
        if name := _NAMES.get(quad.predicate.value):
            found[name][quad.subject.value].add(quad.object.value)
    return defaultdict(dict, {name: {node: sorted(values) for node, values in nodes.items()} for name, nodes in found.items()})


def namings(graphs: Iterable[Facts]) -> dict[str, str]:
    """Disputed names of places -> the naming of each."""
    return dict(sorted((name, node) for told in graphs for node, names in told["name"].items() for name in names))


def tell(told: Facts, disputed: Iterable[str]) -> Told:
    """What a graph tells, and where it uses one of the disputed names."""
    return Told(
        acts=[_act(told, node) for node in told["family"]],
        labels={node: names[0] for node, names in told["prefLabel"].items()},
        states=[[node, end] for tie in ("represents", "affiliatedWith") for node, ends in told[tie].items() for end in ends],
        held=[[node.partition("#")[0], told["holder"][node][0], office] for node, offices in told["officeHeld"].items() for office in offices],
        ranks={office: ranks[0] for office, ranks in told["rank"].items()},
        names=_uses(told, disputed),
    )


def _act(told: Facts, node: str) -> list[Any]:
    def each(tie: str, of: str = node) -> list[str]:
        return told[tie].get(of, [])

    def one(tie: str, of: str = node) -> str:
        return each(tie, of)[0] if each(tie, of) else ""

    release, sentence, span, time, types = node.partition("#")[0], one("inSentence"), one("cueSpan"), one("when"), each("type")
    start, end = int(one("start", span)), int(one("end", span))
    return [
        node, release, next((kind for kind in _KINDS if NS + kind in types), ""), one("family"), _end(one("force")), one("actStatus"),
        [*each("party"), *each("agent")], [a for a in each("agent") if "/id/person/" in a], each("addressee"), each("involves"), each("issue"), each("about"),
        " ".join(" ".join(each("content")).split()), one("cue"), start, sentence, " ".join(one("exact", sentence).split()),
        one("issuedOn", release), one("speaker", release), one("earliest", time), one("latest", time), _end(one("stance")), one("condition"), one("place"),
        bool(one("negated")), bool(one("joint")), each("restates"), evidence_key(one("sha256", release), start, end),
    ]  # fmt: skip


def _end(node: str) -> str:
    return node.rsplit("/", 1)[-1]


def _uses(told: Facts, disputed: Iterable[str]) -> list[list[str]]:
    names = sorted(disputed, key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b") if names else re.compile(r"(?!)")
    sentences = [node for node, types in told["type"].items() if NS + "Sentence" in types]
    return [[node, name] for node in sentences for text in told["exact"].get(node, []) for name in sorted(set(pattern.findall(text)))]


def recalled(contents: Contents, disputed: Iterable[str], kept: Path | None) -> list[Told]:
    """What each release tells: out of the file where it was kept under the digest of its graph, else out of the graph; the file is renewed."""
    version = digest(json.dumps([resources.linking_version(), sorted(disputed)]).encode())
    had = _kept(kept, version) if kept else {}
    keys = {f"{ident} {sha}".encode(): ident for ident, sha in contents.releases.items()}
    told = {key: Told(*json.loads(had[key])) if key in had else tell(facts(contents.graph(ident)), disputed) for key, ident in keys.items()}
    if kept and had.keys() != keys.keys():
        lines = [b"%b\t%b" % (key, had.get(key) or json.dumps(one).encode()) for key, one in told.items()]
        with suppress(StoreError):  # a folder that cannot be written: it is read out of the graphs the next time as well
            write_file(kept, sealed(b"\n".join([version.encode(), *lines])), lasting=False)
    return list(told.values())


def _kept(path: Path, version: str) -> dict[bytes, bytes]:
    """By release and digest of its graph, what was told; nothing where it was told otherwise, or is not whole."""
    with suppress(OSError, ValueError):
        first, *lines = unsealed(path.read_bytes()).split(b"\n")
        return dict(line.split(b"\t", 1) for line in lines) if first.decode() == version else {}
    return {}
