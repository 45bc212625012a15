"""Compares two graphs node by node and names every difference: a reading against a model made by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.vocab import NS, OA, RDF, SKOS

FORMATS = {".trig": "TRIG", ".nq": "N_QUADS", ".ttl": "TURTLE", ".nt": "N_TRIPLES"}
_STATEMENTS = ("TerritorialClaim", "Commitment", "Intention", "Request", "Position", "Appraisal", "Claim", "DeniedAct")
_EVENTS = ("ProspectiveEvent", "Visit", "Meeting", "Measure", "Event")
# What is compared: for each kind of node its classes, its fields, and the property that stands in for an agent.
KINDS = {
    "statements": (_STATEMENTS, ("class", "force", "agent", "party", "addressee", "stance", "condition", "content", "negated",
                                 "claimedPlace", "speakers")),
    "events": (_EVENTS, ("class", "eventType", "level", "participant", "party", "when", "place", "condition")),
    "clauses": (("ReportingClause",), ("cue", "speaker")),
    "offices": (("OfficeHolding", "Participation"), ("class", "holder", "participant", "officeHeld", "capacity", "represents")),
}  # fmt: skip
_NAMED = ("agent", "party", "addressee", "speaker", "holder", "participant", "represents")
_SLUGS = ("force", "stance", "eventType", "level", "when", "place", "claimedPlace", "officeHeld", "capacity")
_AHEAD = ("scheduled", "agreed", "expected", "proposed", "stalled", "postponed", "cancelled")
_ALIKE = 0.3

Node = dict[str, list[str]]
Table = dict[str, Node]


@dataclass(frozen=True, slots=True)
class Row:
    """One node of a graph as plain text: its cue, the words by which it is found again, and the fields that are compared."""

    node: str
    cue: str
    words: str
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


def load_agreed(path: Path) -> dict[str, str]:
    """Differences that were looked at and agreed, each with its reason: a table of the printed line and the reason."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    rows = [line.split("\t") for line in lines[1:]]
    if not lines or lines[0] != "difference\treason" or any(len(row) != 2 or not row[1].strip() for row in rows):
        raise UsageError(f"{path}: give a table with the columns difference and reason, parted by a tab, both filled")
    return {row[0]: row[1] for row in rows}


def rows(dataset: Any, kind: str = "statements", *, table: Table | None = None, names: dict[str, str] | None = None) -> list[Row]:
    """The nodes of one kind of a dataset in the order of their IRIs."""
    table = _table(dataset) if table is None else table
    names = _join_names([table]) if names is None else names
    wanted, fields = KINDS[kind]
    found = []
    for iri in sorted(table):
        types = {t.removeprefix(NS) for t in table[iri].get(RDF + "type", ()) if t.startswith(NS)}
        name = next((c for c in wanted if c in types), None)
        if name is not None and "#" in iri:
            row = {field: _value(table, table[iri], field, names) for field in fields if field != "class"}
            row = {"class": _class(table[iri], name), **row}
            found.append(Row(iri, _text(table[iri], "cue"), _words(table, table[iri], row), row))
    return found


def _table(dataset: Any) -> Table:
    table: Table = defaultdict(lambda: defaultdict(list))
    for quad in dataset.quads_for_pattern(None, None, None, None):
        table[quad.subject.value][quad.predicate.value].append(getattr(quad.object, "value", str(quad.object)))
    return table


def _join_names(tables: Iterable[Table]) -> dict[str, str]:
    """IRI -> the label of an actor in the first table that knows it: one actor bears one IRI, or one name of several."""
    labels: dict[str, str] = {}
    for table in tables:
        for iri, node in table.items():
            own = [*node.get(SKOS + "prefLabel", ()), *node.get(SKOS + "altLabel", ())]
            if "/id/" not in iri or "/id/state/" in iri or not own:
                continue
            label = next((labels[key] for key in (iri, *own) if key in labels), own[0])
            for key in (iri, *(name for name in own if "/id/person/" in iri)):
                labels.setdefault(key, label)
    return labels


def _text(node: Node, name: str) -> str:
    return " ".join(sorted(set(node.get(NS + name, ()))))


def _class(node: Node, name: str) -> str:
    """The class; a meeting that lies ahead is a prospective event, whatever class a model gives it."""
    status = {s.rsplit("/", 1)[-1] for s in node.get(NS + "eventStatus", ())}
    return "ProspectiveEvent" if name in _EVENTS and status & set(_AHEAD) else name


def _name(table: Table, iri: str, names: dict[str, str]) -> str:
    """The name of an actor; a state by its code, because its label is a matter of house style."""
    if "/id/state/" in iri:
        return iri.rsplit("/", 1)[-1]
    return names.get(iri) or (table.get(iri, {}).get(SKOS + "prefLabel") or [iri.rsplit("/", 1)[-1]])[0]


def _value(table: Table, node: Node, field: str, names: dict[str, str]) -> str:
    if field == "content":
        return _text(node, "content").strip('“”." ,').removeprefix("to ")
    if field == "negated":
        return _text(node, "negated") or "false"
    if field == "speakers":
        return " < ".join(_chain(table, node, names))
    if field == "addressee" and "true" in node.get(NS + "addresseeBySetting", ()):
        return ""
    values = set(node.get(NS + field, ()))
    if field == "participant":
        values = {v for v in values if "/id/state/" not in v}
    if field == "party" and NS + "eventStatus" in node:
        values |= {v for v in node.get(NS + "participant", ()) if "/id/state/" in v}
    if field in _NAMED:
        return ", ".join(sorted({_name(table, v, names) for v in values}))
    return ", ".join(sorted(v.rsplit("/", 1)[-1] if field in _SLUGS else v for v in values))


def _words(table: Table, node: Node, row: dict[str, str]) -> str:
    """The words by which a node is found again in the other graph: its content, else its evidence."""
    if row.get("content"):
        return row["content"]
    return " ".join(w for e in sorted(node.get(NS + "evidence", ())) for w in table.get(e, {}).get(OA + "exact", ()))


def _chain(table: Table, node: Node, names: dict[str, str]) -> list[str]:
    found, seen = [], set()
    layers = node.get(NS + "reportedVia", [])
    while layers and layers[0] not in seen:
        seen.add(layers[0])
        layer = table[layers[0]]
        if NS + "ReportingClause" in layer.get(RDF + "type", ()):
            found.append(", ".join(sorted(_name(table, s, names) for s in layer.get(NS + "speaker", []))))
        layers = layer.get(NS + "reportedVia", [])
    return found


def compare(left: Any, right: Any, kind: str = "statements") -> list[str]:
    """Every difference of the nodes of one kind of two datasets, one line each; empty where they say the same."""
    tables = [_table(left), _table(right)]
    names = _join_names(tables)
    mine, theirs = (rows(None, kind, table=table, names=names) for table in tables)
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
        for name, value in row.fields.items():
            if value != other.fields[name]:
                lines.append(f"differs     {_head(row)!r} {name}: {value or '-'!s} | {other.fields[name] or '-'!s}")
    lines += [f"only right  {_line(row)}" for j, row in enumerate(theirs) if j not in pairs.values()]
    return [" ".join(line.split()) if "\n" in line else line for line in lines]


def _likeness(a: Row, b: Row) -> float:
    """How much two nodes share: words, cue, and for what has no content of its own its other fields."""
    first, second = set(a.words.lower().split()), set(b.words.lower().split())
    both = len(first & second)
    shared = max(both / len(first | second), both / min(len(first), len(second)) / 2) if first and second else 0.0
    same = sum(1 for f, v in a.fields.items() if v and v == b.fields.get(f)) / len(a.fields) if "content" not in a.fields else 0.0
    return shared + (0.3 if a.cue and a.cue == b.cue and (shared or not first or not second) else 0.0) + (same if shared else 0.0)


def _head(row: Row) -> str:
    return row.cue or " ".join(row.words.split()[:6])


def _line(row: Row) -> str:
    who = row.fields.get("agent") or row.fields.get("participant") or row.fields.get("speaker") or row.fields.get("holder") or "-"
    return f"{row.fields['class']} {row.fields.get('force', '')} {row.cue!r} {who}: {row.words}"
