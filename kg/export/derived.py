"""Short ties between parties for visualisers: counted from the statements, rebuilt at will, never a source of facts."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import Any

from kg.query import select
from kg.vocab import GRAPH, ID, NS, RDF, XSD

_TIES = """SELECT DISTINCT ?a ?b ?family ?issue ?statement WHERE {
  ?statement a dip:Act ; dip:family ?family .
  FILTER NOT EXISTS { ?statement a dip:DeniedAct } FILTER NOT EXISTS { ?statement a dip:ProspectiveEvent }
  OPTIONAL { ?statement dip:issue ?issue }
  { ?statement dip:party ?a , ?b . FILTER(STR(?a) < STR(?b)) } UNION { ?statement dip:party ?a ; dip:addressee ?b . FILTER(?a != ?b) }
} ORDER BY ?statement ?a ?b ?issue"""
_PREFIX = f"PREFIX dip: <{NS}>\n"


def as_derived(dataset: Any) -> bytes:
    """The derived graph as sorted N-Quads: a node per tie of two parties, with its family, weight, issues and statements.

    Denied and merely prospective acts make no tie. The weight is the number of statements it rests on.
    """
    statements: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    issues: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for a, b, family, issue, statement in select(dataset, _PREFIX + _TIES).rows:
        key = (str(a), str(b), str(family))
        statements[key].add(str(statement))
        if issue:
            issues[key].add(str(issue))
    lines: set[str] = set()
    for key, rests in statements.items():
        lines |= _tie(key, rests, issues[key])
    return "".join(sorted(lines)).encode()


def with_derived(dataset: Any) -> Any:
    """A copy of a pyoxigraph dataset in memory with the derived graph in it."""
    import pyoxigraph as ox

    copy = ox.Store()
    copy.extend(dataset.quads_for_pattern(None, None, None, None))
    copy.bulk_load(as_derived(dataset), format=ox.RdfFormat.N_QUADS)
    return copy


def _tie(key: tuple[str, str, str], rests: set[str], issues: set[str]) -> set[str]:
    a, b, family = key
    node = f"<{ID}tie/{hashlib.sha256(' '.join(key).encode()).hexdigest()[:16]}>"
    rows = [
        (RDF + "type", f"<{NS}Tie>"), (NS + "tieFrom", f"<{a}>"), (NS + "tieTo", f"<{b}>"), (NS + "tieFamily", f'"{family}"'),
        (NS + "weight", f'"{len(rests)}"^^<{XSD}integer>'),
        *((NS + "restsOn", f"<{s}>") for s in rests), *((NS + "tieIssue", f"<{i}>") for i in issues),
    ]  # fmt: skip
    return {f"{node} <{predicate}> {value} <{GRAPH}derived> .\n" for predicate, value in rows}
