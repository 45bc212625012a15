"""Who asks whom, by year: the network of requests."""

from __future__ import annotations

from typing import Any

from kg.analysis.ties import by_year, ties


def request_network(dataset: Any, **within: str | None) -> list[tuple[str, str, str, int, str]]:
    """(year, who asks, who is asked, requests, up to three of them), by year, most first."""
    return by_year(t for t in ties(dataset, family="request", **within) if not t.joint)
