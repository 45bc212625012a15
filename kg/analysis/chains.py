"""The shortest chains of acts between two parties, with the evidence of each step."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.analysis.ties import between, evidence, ties
from kg.errors import UsageError
from kg.query import find_actor, select, with_prefixes

_LABEL = "SELECT (MIN(?l) AS ?label) WHERE { <%s> skos:prefLabel ?l }"


def chains(dataset: Any, *, party: str | None = None, with_: str | None = None, **within: str | None) -> list[tuple[int, str, str, int, str]]:
    """(chain, from, to, acts, up to three statements) of every shortest chain, step by step; empty if there is none."""
    if not (party and with_):
        raise UsageError("a chain needs two ends: kg analyse chains --party KOR --with PRK")
    graph = between(ties(dataset, **within))
    one, other = (str(select(dataset, with_prefixes(_LABEL % find_actor(dataset, name))).rows[0][0]) for name in (party, with_))
    if one not in graph or other not in graph or not nx.has_path(graph, one, other):
        return []
    rows = []
    for number, nodes in enumerate(sorted(nx.all_shortest_paths(graph, one, other)), start=1):
        for a, b in zip(nodes, nodes[1:], strict=False):
            acts = graph[a][b]["evidence"]
            rows.append((number, str(a), str(b), len(acts), evidence(acts)))
    return rows
