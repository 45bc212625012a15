"""Takes the graph elsewhere: one file per format, one line per format in the registry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.export.acts import as_jsonl
from kg.export.derived import as_derived
from kg.export.network import as_dot, as_gexf, as_graphml
from kg.export.rdf import as_jsonld, as_nquads, as_trig, as_turtle

EXPORTS: dict[str, Callable[[Any], bytes]] = {
    "acts": as_jsonl,
    "derived": as_derived,
    "dot": as_dot,
    "gexf": as_gexf,
    "graphml": as_graphml,
    "jsonld": as_jsonld,
    "nq": as_nquads,
    "trig": as_trig,
    "ttl": as_turtle,
}
