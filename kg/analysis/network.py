"""The network of parties: an edge for each act that ties two of them, which names its statement."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.errors import UsageError
from kg.query import find_actor, select

_TIES = """PREFIX dip: <https://w3id.org/dipkg/ns#>
SELECT DISTINCT ?a ?b ?family ?statement WHERE {
  ?statement a dip:Act ; dip:family ?family ; dip:party ?a .
  FILTER NOT EXISTS { ?statement a dip:DeniedAct } FILTER NOT EXISTS { ?statement a dip:ProspectiveEvent }
  { ?statement dip:party ?b } UNION { ?statement dip:addressee ?b }
  FILTER(?a != ?b)
} ORDER BY ?statement ?a ?b"""
_LABELS = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?a ?l WHERE { ?a skos:prefLabel ?l } ORDER BY ?a ?l"""


def network(dataset: Any, kind: str = "all") -> nx.MultiDiGraph:
    """Parties and the acts between them; ``kind`` is all or a family (meet, agree, request ...).

    Edge keys and the attribute ``statement`` are statement IRIs.
    """
    graph = nx.MultiDiGraph()
    labels = {str(a): str(label) for a, label in reversed(select(dataset, _LABELS).rows)}
    for a, b, family, statement in select(dataset, _TIES).rows:
        if kind in ("all", family):
            for node in (a, b):
                graph.add_node(node, label=labels.get(str(node), str(node)))
            graph.add_edge(a, b, key=statement, family=family, statement=statement)
    return graph


def _node(dataset: Any, graph: nx.MultiDiGraph, name: str) -> str:
    node = find_actor(dataset, name)
    if node not in graph:
        raise UsageError(f"{name} stands in no act with another party; see: kg ask speakers")
    return node


def path(dataset: Any, one: str, other: str) -> list[tuple[str, str, str]]:
    """The shortest chain of acts between two actors, as (from, to, statement); empty if there is none."""
    graph = network(dataset)
    plain = graph.to_undirected()
    a, b = _node(dataset, graph, one), _node(dataset, graph, other)
    if not nx.has_path(plain, a, b):
        return []
    nodes = min(nx.all_shortest_paths(plain, a, b))
    return [(graph.nodes[x]["label"], graph.nodes[y]["label"], min(plain[x][y])) for x, y in zip(nodes, nodes[1:], strict=False)]


def neighbours(dataset: Any, name: str) -> list[tuple[str, int]]:
    """Who stands in an act with an actor, and in how many, most first."""
    graph = network(dataset)
    node, plain = _node(dataset, graph, name), graph.to_undirected()
    rows = [(graph.nodes[n]["label"], len(plain[node][n])) for n in plain[node]]
    return sorted(rows, key=lambda r: (-r[1], r[0]))


def common(dataset: Any, one: str, other: str) -> list[str]:
    """The parties that both actors deal with, by label."""
    graph = network(dataset)
    plain = graph.to_undirected()
    a, b = _node(dataset, graph, one), _node(dataset, graph, other)
    return sorted(graph.nodes[n]["label"] for n in set(plain[a]) & set(plain[b]) - {a, b})
