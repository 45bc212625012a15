"""Which parties form groups that deal more among themselves than with others."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.analysis.ties import between, ties


def communities(dataset: Any, **within: str | None) -> list[tuple[int, str, int]]:
    """(number of the group, party, acts with others of the group), the largest group first."""
    graph = between(ties(dataset, **within))
    if not graph:
        return []
    groups = sorted((sorted(g) for g in nx.community.greedy_modularity_communities(graph, weight="weight")), key=lambda g: (-len(g), g))
    rows = []
    for number, group in enumerate(groups, start=1):
        acts = dict(graph.subgraph(group).degree(weight="weight"))
        rows += [(number, str(n), int(acts[n])) for n in sorted(group, key=lambda n: (-acts[n], n))]
    return rows
