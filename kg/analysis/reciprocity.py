"""Who asks more of whom than is asked back."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kg.analysis.ties import ties


def reciprocity(dataset: Any, **within: str | None) -> list[tuple[str, str, int, int, float]]:
    """(who asks more, of whom, requests, requests back, asymmetry from 0 for even to 1 for one side alone), most requests first."""
    asked = Counter((t.one, t.other) for t in ties(dataset, family="request", **within) if not t.joint)
    rows = []
    for one, other in sorted({(min(edge), max(edge)) for edge in asked}):
        there, back = asked[one, other], asked[other, one]
        more, less = (one, other) if there >= back else (other, one)
        high, low = max(there, back), min(there, back)
        rows.append((more, less, high, low, round((high - low) / (high + low), 3)))
    return sorted(rows, key=lambda r: (-(r[2] + r[3]), r[0], r[1]))
