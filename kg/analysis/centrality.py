"""How central each party is among those that act with or towards each other."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.analysis.ties import between, ties


def centrality(dataset: Any, **within: str | None) -> list[tuple[str, int, float, float]]:
    """(party, number of others it deals with, share of shortest chains through it, closeness), most central first."""
    graph = between(ties(dataset, **within))
    through, close = nx.betweenness_centrality(graph), nx.closeness_centrality(graph)
    rows = [(str(n), int(graph.degree[n]), round(through[n], 3), round(close[n], 3)) for n in graph]
    return sorted(rows, key=lambda r: (-r[2], -r[1], r[0]))
