"""Who deals with what: the network of parties and issues with degree centrality and communities."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.query import select

_TIES = """PREFIX dip: <https://w3id.org/dipkg/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?party ?issue (COUNT(DISTINCT ?statement) AS ?n) WHERE {
  ?statement dip:party/skos:prefLabel ?party ; dip:issue/skos:prefLabel ?issue .
} GROUP BY ?party ?issue ORDER BY ?party ?issue"""


def actor_issues(dataset: Any) -> list[tuple[str, str, float, int]]:
    """(name, party or issue, degree centrality, number of its community), most central first."""
    graph = nx.Graph()
    for party, issue, count in select(dataset, _TIES).rows:
        graph.add_edge(("party", party), ("issue", issue), weight=int(count or 0))
    if not graph:
        return []
    central = nx.degree_centrality(graph)
    groups = nx.community.greedy_modularity_communities(graph, weight="weight")
    member = {node: i for i, group in enumerate(sorted(sorted(g) for g in groups), start=1) for node in group}
    rows = [(str(n[1]), str(n[0]), round(central[n], 3), member[n]) for n in graph]
    return sorted(rows, key=lambda r: (-r[2], r[1], r[0]))
