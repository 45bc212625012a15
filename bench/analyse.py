"""Measures analyses of networks: networkx, which the project speaks, against rustworkx, on the same graph and with equal results.

usage: python bench/analyse.py [--store DIR] [--nodes 1000 5000 ...]; rustworkx is no part of the project: pip install rustworkx
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import rustworkx as rx

_EACH = 6  # edges that a new node of a drawn network begins with: so hubs come about, as among states


def numbered(graph: nx.Graph) -> tuple[nx.Graph, rx.PyGraph]:
    """The same undirected graph in both, its nodes numbered alike."""
    plain = nx.convert_node_labels_to_integers(nx.Graph(graph))
    other = rx.PyGraph(multigraph=False)
    other.add_nodes_from(list(plain))
    other.add_edges_from_no_data(list(plain.edges))
    return plain, other


WORK: dict[str, tuple[Callable[[nx.Graph], Any], Callable[[rx.PyGraph], Any]]] = {
    "betweenness": (
        lambda g: dict(nx.betweenness_centrality(g)),
        lambda g: dict(rx.betweenness_centrality(g, parallel_threshold=10**9)),
    ),
    "closeness": (lambda g: dict(nx.closeness_centrality(g)), lambda g: dict(rx.closeness_centrality(g, parallel_threshold=10**9))),
    "core numbers": (lambda g: dict(nx.core_number(g)), lambda g: dict(rx.core_number(g))),
    "components": (
        lambda g: {n: float(len(c)) for c in nx.connected_components(g) for n in c},
        lambda g: {n: float(len(c)) for c in rx.connected_components(g) for n in c},
    ),
    "distances from one": (
        lambda g: dict(nx.single_source_shortest_path_length(g, 0)),
        lambda g: {0: 0, **rx.dijkstra_shortest_path_lengths(g, 0, lambda _: 1.0)},
    ),
}


def measure(name: str, graph: nx.Graph) -> None:
    """Each analysis in both, a line for each. Ends the run where they differ."""
    begun = time.process_time()
    plain, other = numbered(graph)
    print(f"\n{name}: {len(plain)} nodes, {plain.number_of_edges()} edges; carried over in {time.process_time() - begun:.2f} s")
    print(f"{'':20} {'networkx':>10} {'rustworkx':>10} {'times':>7}")
    for title, (slow, fast) in WORK.items():
        (one, here), (two, there) = timed(slow, plain), timed(fast, other)
        if any(abs(one[n] - two[n]) > 1e-9 for n in plain):
            raise SystemExit(f"{title}: the results differ")
        print(f"{title:20} {here:9.3f}s {there:9.3f}s {here / max(there, 1e-6):7.0f}", flush=True)


def timed(work: Callable[[Any], Any], graph: Any) -> tuple[Any, float]:
    """The result, and the seconds of the processor."""
    begun = time.process_time()
    return work(graph), time.process_time() - begun


def main() -> None:
    """Measure the network of a store, and drawn ones of some sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--nodes", type=int, nargs="*", default=[500, 2000])
    args = parser.parse_args()
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    if args.store:
        from kg.ask import open_graph

        measure(f"store {args.store.name}", open_graph(args.store).network())
    for nodes in args.nodes:
        measure("drawn", nx.barabasi_albert_graph(nodes, _EACH, seed=5))


if __name__ == "__main__":
    main()
