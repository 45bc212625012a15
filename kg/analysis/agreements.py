"""Which parties agreed with each other: the network of agreements by year, and all of it counted as ``kg ask pairs`` does."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx

from kg.analysis.ties import by_year, ties
from kg.query import select

_PARTIES = """PREFIX dip: <https://w3id.org/dipkg/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?statement ?party ?label WHERE {
  ?statement a dip:Commitment ; dip:joint true ; dip:party ?party . ?party skos:prefLabel ?label .
  FILTER NOT EXISTS { ?statement dip:restates ?body }
}"""


def agreement_network(dataset: Any, **within: str | None) -> list[tuple[str, str, str, int, str]]:
    """(year, party, party, acts of agreement by both, up to three of them), by year, most first."""
    return by_year(t for t in ties(dataset, family="agree", **within) if t.joint)


def co_agreements(dataset: Any) -> list[tuple[str, str, int]]:
    """(party, party, number of joint commitments), most first; by projecting statements onto their parties."""
    graph, labels = nx.Graph(), {}
    for statement, party, label in select(dataset, _PARTIES).rows:
        labels[party] = str(label)
        graph.add_edge(("statement", statement), ("party", party))
    counts: dict[tuple[str, str], int] = {}
    for node in graph:
        if node[0] == "statement":
            for one, other in combinations(sorted(str(n[1]) for n in graph[node]), 2):
                counts[one, other] = counts.get((one, other), 0) + 1
    rows = [(labels[a], labels[b], n) for (a, b), n in counts.items()]
    return sorted(rows, key=lambda r: (-r[2], r[0], r[1]))
