"""Questions to the network of actors: paths, neighbours, what two have in common, who deals with whom on what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kg.analysis.agenda import agenda
from kg.analysis.agreements import co_agreements
from kg.analysis.brokers import brokers
from kg.analysis.centrality import centrality
from kg.analysis.chains import chains
from kg.analysis.communities import communities
from kg.analysis.issues import actor_issues
from kg.analysis.network import common, neighbours, network, path
from kg.analysis.networks import agreement_network, request_network
from kg.analysis.reciprocity import reciprocity
from kg.analysis.stances import stances

# name -> the analysis and which options it heeds
WITHIN, PAIR = ("issue", "since", "until"), ("party", "with_")
ANALYSES: dict[str, tuple[Callable[..., Sequence[tuple[Any, ...]]], tuple[str, ...]]] = {
    "actor-issues": (actor_issues, ()),
    "agenda": (agenda, (*PAIR, *WITHIN)),
    "agreements": (agreement_network, WITHIN),
    "brokers": (brokers, WITHIN),
    "centrality": (centrality, WITHIN),
    "chains": (chains, (*PAIR, *WITHIN)),
    "co-agreements": (co_agreements, ()),
    "communities": (communities, WITHIN),
    "reciprocity": (reciprocity, WITHIN),
    "requests": (request_network, WITHIN),
    "stances": (stances, WITHIN),
}

__all__ = [
    "ANALYSES", "actor_issues", "agenda", "agreement_network", "brokers", "centrality", "chains", "co_agreements", "common", "communities",
    "neighbours", "network", "path", "reciprocity", "request_network", "stances",
]  # fmt: skip
