"""Who asks more of whom than is asked back."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.analysis.ties import evidence, ties


def reciprocity(dataset: Any, **within: str | None) -> list[tuple[str, str, int, int, float, str]]:
    """(who asks more, of whom, requests, requests back, asymmetry from 0 for even to 1 for one side alone, some requests), most first."""
    asked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for tie in ties(dataset, family="request", **within):
        if not tie.joint:
            asked[tie.one, tie.other].add(tie.statement)
    rows = []
    for one, other in sorted({(min(edge), max(edge)) for edge in asked}):
        told = asked.get((one, other), set()), asked.get((other, one), set())
        there, back = map(len, told)
        more, less = (one, other) if there >= back else (other, one)
        high, low = max(there, back), min(there, back)
        rows.append((more, less, high, low, round((high - low) / (high + low), 3), evidence(told[0] | told[1])))
    return sorted(rows, key=lambda r: (-(r[2] + r[3]), r[0], r[1]))
