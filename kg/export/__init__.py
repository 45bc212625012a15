"""Takes the graph elsewhere: one file per format, one line per format in the registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.export.acts import as_jsonl
from kg.export.csl import as_csl
from kg.export.cx2 import as_cx2
from kg.export.cyjs import as_cyjs
from kg.export.derived import as_derived
from kg.export.dot import as_dot
from kg.export.events import as_events
from kg.export.gephi import as_gephi
from kg.export.gexf import as_gexf
from kg.export.graphml import as_graphml
from kg.export.kumu import as_kumu
from kg.export.neo4j import as_neo4j
from kg.export.obsidian import as_obsidian
from kg.export.parquet import as_parquet
from kg.export.rdf import as_jsonld, as_nquads, as_trig, as_turtle
from kg.export.ris import as_ris
from kg.export.sqlite import as_sqlite
from kg.export.webanno import as_webanno


@dataclass(frozen=True, slots=True)
class Export:
    """A format: ``write`` gives the bytes of a file, or those of the files of a folder by name.

    ``takes`` names what else it can be given: ``derived``, ``raw``, ``no_fulltext`` (see the command), ``text`` (the text of
    a release by id).
    """

    write: Callable[..., bytes | dict[str, bytes]]
    purpose: str
    takes: tuple[str, ...] = ()


EXPORTS: dict[str, Export] = {
    "acts": Export(as_jsonl, "acts as JSON Lines, the exchange format"),
    "csl": Export(as_csl, "releases as CSL-JSON: Zotero, citation processors"),
    "cx2": Export(as_cx2, "network as CX2: Cytoscape, NDEx", ("derived",)),
    "cyjs": Export(as_cyjs, "network as JSON: Cytoscape, cytoscape.js", ("derived",)),
    "derived": Export(as_derived, "the graph of derived ties as N-Quads"),
    "dot": Export(as_dot, "network as DOT: Graphviz", ("derived",)),
    "events": Export(as_events, "dyadic events as TSV: ISO3, COW, PLOVER, quad class, CAMEO", ("raw",)),
    "gephi": Export(as_gephi, "network as a folder of nodes.csv and edges.csv: Gephi, spreadsheets", ("derived", "raw")),
    "gexf": Export(as_gexf, "network as GEXF 1.3 that changes with time: Gephi", ("derived",)),
    "graphml": Export(as_graphml, "network as GraphML: networkx, igraph, yEd, Gephi", ("derived",)),
    "jsonld": Export(as_jsonld, "the graph as JSON-LD", ("no_fulltext",)),
    "kumu": Export(as_kumu, "network as a blueprint: Kumu", ("derived",)),
    "neo4j": Export(as_neo4j, "network as a folder of tables with the command that imports them: Neo4j", ("derived",)),
    "nq": Export(as_nquads, "the graph as N-Quads, sorted", ("no_fulltext",)),
    "obsidian": Export(as_obsidian, "releases and actors as a folder of linked notes: Obsidian"),
    "parquet": Export(as_parquet, "the events as Parquet: pandas, Polars, DuckDB"),
    "ris": Export(as_ris, "releases as RIS: reference managers"),
    "sqlite": Export(as_sqlite, "releases, actors, acts, parts and pairs as one SQLite file: datasette, R"),
    "trig": Export(as_trig, "the graph as TriG", ("no_fulltext",)),
    "ttl": Export(as_turtle, "the graph as Turtle, accounts no longer told apart", ("no_fulltext",)),
    "webanno": Export(as_webanno, "a folder of texts with their acts as WebAnno TSV 3.3: INCEpTION", ("text",)),
}
