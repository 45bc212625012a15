"""Questions to the network of actors: paths, neighbours, what two have in common, who deals with whom on what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.analysis.agenda import agenda
from kg.analysis.agreements import agreement_network, co_agreements
from kg.analysis.brokers import brokers
from kg.analysis.centrality import centrality
from kg.analysis.chains import chains
from kg.analysis.communities import communities
from kg.analysis.issues import actor_issues
from kg.analysis.network import common, neighbours, network, path
from kg.analysis.reciprocity import reciprocity
from kg.analysis.requests import request_network
from kg.analysis.stances import stances

WITHIN, PAIR = ("issue", "since", "until"), ("party", "with_")


@dataclass(frozen=True, slots=True)
class Analysis:
    """An analysis, the names of its columns, and which options it heeds."""

    run: Callable[..., Sequence[tuple[Any, ...]]]
    columns: str
    heeds: tuple[str, ...] = WITHIN


ANALYSES: dict[str, Analysis] = {
    "actor-issues": Analysis(actor_issues, "name kind centrality community", ()),
    "agenda": Analysis(agenda, "quarter issue acts evidence", (*PAIR, *WITHIN)),
    "agreements": Analysis(agreement_network, "year one other acts evidence"),
    "brokers": Analysis(brokers, "party open_pairs pairs share"),
    "centrality": Analysis(centrality, "party others through closeness"),
    "chains": Analysis(chains, "chain from to acts evidence", (*PAIR, *WITHIN)),
    "co-agreements": Analysis(co_agreements, "one other commitments", ()),
    "communities": Analysis(communities, "group party acts"),
    "reciprocity": Analysis(reciprocity, "who whom requests back asymmetry evidence"),
    "requests": Analysis(request_network, "year who whom requests evidence"),
    "stances": Analysis(stances, "one other alike opposed opposed_on evidence"),
}

__all__ = [
    "ANALYSES", "Analysis", "actor_issues", "agenda", "agreement_network", "brokers", "centrality", "chains", "co_agreements", "common", "communities",
    "neighbours", "network", "path", "reciprocity", "request_network", "stances",
]  # fmt: skip
