"""Who stands between parties that do not deal with each other."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from kg.analysis.ties import between, ties


def brokers(dataset: Any, **within: str | None) -> list[tuple[str, int, int, float]]:
    """(party, pairs of its partners that have no tie of their own, all pairs of its partners, share), most pairs first."""
    graph = between(ties(dataset, **within))
    rows = []
    for party in sorted(graph):
        pairs = list(combinations(sorted(graph[party]), 2))
        open_ = sum(not graph.has_edge(a, b) for a, b in pairs)
        if open_:
            rows.append((str(party), open_, len(pairs), round(open_ / len(pairs), 3)))
    return sorted(rows, key=lambda r: (-r[1], -r[3], r[0]))
