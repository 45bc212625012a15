"""Who agrees with whom and who asks whom for what: the two networks, counted by year, on an issue and in a period."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kg.analysis.ties import ties


def agreement_network(dataset: Any, **within: str | None) -> list[tuple[str, str, str, int]]:
    """(year, party, party, acts of agreement by both), by year, most first."""
    return _by_year(
        (t.day[:4], t.one, t.other)
        for t in {(x.statement, x.one, x.other): x for x in ties(dataset, family="agree", **within) if x.joint}.values()
    )


def request_network(dataset: Any, **within: str | None) -> list[tuple[str, str, str, int]]:
    """(year, who asks, who is asked, requests), by year, most first."""
    return _by_year((t.day[:4], t.one, t.other) for t in ties(dataset, family="request", **within) if not t.joint)


def _by_year(edges: Any) -> list[tuple[str, str, str, int]]:
    return sorted(((*edge, n) for edge, n in Counter(edges).items()), key=lambda r: (r[0], -r[3], r[1], r[2]))
