"""Compares two graphs statement by statement and names every difference: a reading against a model made by hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.vocab import NS, RDF, SKOS

FORMATS = {".trig": "TRIG", ".nq": "N_QUADS", ".ttl": "TURTLE", ".nt": "N_TRIPLES"}
_STATEMENTS = ("TerritorialClaim", "Commitment", "Intention", "Request", "Position", "Appraisal", "Claim", "DeniedAct")
_EVENTS = ("Visit", "Meeting", "Measure", "ProspectiveEvent", "Event")
_FIELDS = ("class", "force", "agent", "party", "addressee", "stance", "condition", "content", "negated", "speakers")
_ALIKE = 0.3

Node = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One act of a graph as plain text: its node, its cue and the fields that are compared."""

    node: str
    cue: str
    fields: dict[str, str]


def load(path: Path) -> Any:
    """A graph file as a pyoxigraph store. Raises UsageError on a missing, unknown or broken file."""
    import pyoxigraph as ox

    name = FORMATS.get(path.suffix.lower())
    if name is None or not path.is_file():
        raise UsageError(f"{path}: give a graph file that exists, one of {', '.join(sorted(FORMATS))}")
    store = ox.Store()
    try:
        store.load(path.read_bytes(), format=getattr(ox.RdfFormat, name))
    except SyntaxError as error:
        raise UsageError(f"{path}: {error}") from error
    return store


def rows(dataset: Any, *, events: bool = False) -> list[Row]:
    """The statements (or the events) of a dataset in the order of their nodes."""
    table: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    for quad in dataset.quads_for_pattern(None, None, None, None):
        table[quad.subject.value][quad.predicate.value].append(getattr(quad.object, "value", str(quad.object)))
    wanted = _EVENTS if events else _STATEMENTS
    found = []
    for iri in sorted(table):
        types = {t.removeprefix(NS) for t in table[iri].get(RDF + "type", ()) if t.startswith(NS)}
        kind = next((c for c in (*_EVENTS, *_STATEMENTS) if c in types), None)
        if kind is not None and kind in wanted and "#" in iri:
            found.append(Row(iri, _text(table[iri], "cue"), _fields(table, table[iri], kind)))
    return found


def _text(node: Node, name: str) -> str:
    return " ".join(sorted(set(node.get(NS + name, ()))))


def _names(table: dict[str, Node], iris: list[str]) -> str:
    """Names of actors; a state by its code, because its label is a matter of house style."""
    labels = {
        i.rsplit("/", 1)[-1] if "/id/state/" in i else (table[i].get(SKOS + "prefLabel") or [i.rsplit("/", 1)[-1]])[0] for i in iris
    }
    return ", ".join(sorted(labels))


def _fields(table: dict[str, Node], node: Node, kind: str) -> dict[str, str]:
    fields = {
        "class": kind,
        "content": _text(node, "content").strip('“”." ').removeprefix("to "),
        "condition": _text(node, "condition"),
    }
    for name in ("agent", "party", "addressee"):
        fields[name] = _names(table, node.get(NS + name, []) or (node.get(NS + "participant", []) if name == "agent" else []))
    for name in ("force", "stance"):
        fields[name] = ", ".join(sorted(v.rsplit("/", 1)[-1] for v in set(node.get(NS + name, ()))))
    fields["negated"] = _text(node, "negated") or "false"
    fields["speakers"] = " < ".join(_chain(table, node))
    return fields


def _chain(table: dict[str, Node], node: Node) -> list[str]:
    found, seen = [], set()
    layers = node.get(NS + "reportedVia", [])
    while layers and layers[0] not in seen:
        seen.add(layers[0])
        layer = table[layers[0]]
        if NS + "ReportingClause" in layer.get(RDF + "type", ()):
            found.append(_names(table, layer.get(NS + "speaker", [])))
        layers = layer.get(NS + "reportedVia", [])
    return found


def compare(left: Any, right: Any, *, events: bool = False) -> list[str]:
    """Every difference of the acts of two datasets, one line each; empty where they say the same."""
    mine, theirs = rows(left, events=events), rows(right, events=events)
    scores = sorted(((_likeness(a, b), -i, -j) for i, a in enumerate(mine) for j, b in enumerate(theirs)), reverse=True)
    pairs: dict[int, int] = {}
    for score, i, j in scores:
        if score >= _ALIKE and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    lines = []
    for i, row in enumerate(mine):
        if i not in pairs:
            lines.append(f"only left   {_line(row)}")
            continue
        other = theirs[pairs[i]]
        for name in _FIELDS:
            if row.fields[name] != other.fields[name]:
                lines.append(f"differs     {row.cue!r} {name}: {row.fields[name] or '-'!s} | {other.fields[name] or '-'!s}")
    lines += [f"only right  {_line(row)}" for j, row in enumerate(theirs) if j not in pairs.values()]
    return lines


def _likeness(a: Row, b: Row) -> float:
    first, second = set(a.fields["content"].lower().split()), set(b.fields["content"].lower().split())
    shared = len(first & second) / len(first | second) if first and second else 0.0
    return shared + (0.3 if a.cue and a.cue == b.cue and (shared or not first or not second) else 0.0)


def _line(row: Row) -> str:
    return f"{row.fields['class']} {row.fields['force']} {row.cue!r} {row.fields['agent']}: {row.fields['content']}"
