"""Short ties between parties for visualisers: counted from the statements, rebuilt at will, never a source of facts."""

from __future__ import annotations

from typing import Any

from kg.export.ties import Row, ties
from kg.vocab import GRAPH, NS, RDF, VOC, XSD


def as_derived(dataset: Any) -> bytes:
    """The derived graph as sorted N-Quads: a node per tie of two parties, with its family, weight, issues and statements.

    Denied and merely prospective acts make no tie. The weight is the number of statements it rests on.
    """
    return "".join(sorted({row for tie in ties(dataset, derived=True).edges for row in _quads(tie)})).encode()


def with_derived(dataset: Any) -> Any:
    """A copy of a pyoxigraph dataset in memory with the derived graph in it."""
    import pyoxigraph as ox

    copy = ox.Store()
    copy.extend(dataset.quads_for_pattern(None, None, None, None))
    copy.bulk_load(as_derived(dataset), format=ox.RdfFormat.N_QUADS)
    return copy


def _quads(tie: Row) -> set[str]:
    rows = [
        (RDF + "type", f"<{NS}Tie>"), (NS + "tieFrom", f"<{tie['source']}>"), (NS + "tieTo", f"<{tie['target']}>"),
        (NS + "tieFamily", f'"{tie["family"]}"'), (NS + "weight", f'"{tie["weight"]}"^^<{XSD}integer>'),
        *((NS + "restsOn", f"<{s}>") for s in tie["statements"].split()),
        *((NS + "tieIssue", f"<{VOC}issue/{slug}>") for slug in tie["issues"].split("|") if slug),
    ]  # fmt: skip
    return {f"<{tie['id']}> <{predicate}> {value} <{GRAPH}derived> .\n" for predicate, value in rows}
