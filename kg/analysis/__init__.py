"""Questions to the network of actors: paths, neighbours, what two have in common, who deals with whom on what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kg.analysis.agreements import co_agreements
from kg.analysis.issues import actor_issues
from kg.analysis.network import common, neighbours, network, path

ANALYSES: dict[str, Callable[[Any], Sequence[tuple[Any, ...]]]] = {"actor-issues": actor_issues, "co-agreements": co_agreements}

__all__ = ["ANALYSES", "actor_issues", "co_agreements", "common", "neighbours", "network", "path"]
