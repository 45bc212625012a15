"""Writes every export of a store and reads it back with a reader of the tool it is for: node, edge and row counts must be equal.

usage: python bench/exports.py --store DIR [--only NAME ...]; the readers are those of the tests (pip install '.[readers,parquet]', node with cytoscape, dot)
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

import pytest
import test_exports as readers

from kg.ask import Graph, open_graph
from kg.export import EXPORTS
from kg.export.ties import ties
from kg.store import Store

Counts = dict[str, int]
_DERIVED = "https://w3id.org/dipkg/graph/derived"


class Expected:
    """What the graph itself holds: counted without any export."""

    def __init__(self, graph: Graph, store: Store) -> None:
        told = ties(graph.dataset)
        self.network = {"nodes": len(told.nodes), "edges": len(told.edges)}
        self.acts, self.releases = len(graph.acts()), len(store.ids())
        named = [q for q in graph.dataset.quads_for_pattern(None, None, None, None) if not is_default(q)]
        self.quads, self.triples = len(named), len({q.triple for q in named})


def is_default(quad: Any) -> bool:
    """Whether it stands in the default graph, where an index holds every triple once more."""
    return type(quad.graph_name).__name__ == "DefaultGraph"


def network(reader: Callable[[Any], Any]) -> Callable[[Any], Counts]:
    """The counts that a reader of networks gives."""

    def read(made: Any) -> Counts:
        nodes, edges = reader(made)
        return {"nodes": len(nodes), "edges": len(edges)}

    return read


def by_graphviz(made: bytes) -> Counts:
    """DOT as Graphviz parses it, counted by its own ``gc``: to lay out so many edges takes hours."""
    if not shutil.which("gc"):
        pytest.skip("Graphviz is not installed")
    told = subprocess.run(["gc", "-n", "-e"], input=made, capture_output=True, check=True).stdout.split()
    return {"nodes": int(told[0]), "edges": int(told[1])}


def by_pandas(made: bytes) -> Counts:
    """Events as pandas reads them, strictly."""
    import pandas

    return {"rows": len(pandas.read_csv(io.BytesIO(made), sep="\t", quoting=csv.QUOTE_NONE, dtype=str, keep_default_na=False))}


def by_arrow(made: bytes) -> Counts:
    """Parquet as pandas reads it."""
    import pandas

    return {"rows": len(pandas.read_parquet(io.BytesIO(made)))}


def by_datasette(made: bytes) -> Counts:
    """The tables of a database as sqlite3 and datasette count them."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kg.db").write_bytes(made)
        base = sqlite3.connect(Path(folder) / "kg.db")
        found = {t: base.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("releases", "acts", "pairs")}
        loose = len(base.execute("PRAGMA foreign_key_check").fetchall())
        base.close()
        asked = subprocess.run(["datasette", "kg.db", "--get", "/kg/acts.json?_size=0"], capture_output=True, check=True, cwd=folder)
    return {**found, "loose ends": loose, "acts in datasette": json.loads(asked.stdout)["filtered_table_rows_count"]}


def by_citeproc(made: bytes) -> Counts:
    """Releases as a citation processor lists them."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(made)
    shelf = CitationStylesBibliography(CitationStylesStyle(io.BytesIO(readers.STYLE.encode()), validate=False), CiteProcJSON(items), formatter.plain)
    for item in items:
        shelf.register(Citation([CitationItem(item["id"])]))
    return {"releases": len(shelf.bibliography())}


def by_rispy(made: bytes) -> Counts:
    """Releases as rispy reads them."""
    import rispy

    return {"releases": len(rispy.loads(made.decode().replace("\r\n", "\n")))}


def by_lines(made: bytes) -> Counts:
    """Acts, a line of JSON each."""
    return {"acts": len([json.loads(line) for line in made.splitlines()])}


def quads(form: str) -> Callable[[bytes], Counts]:
    """Quads as pyoxigraph parses them."""

    def read(made: bytes) -> Counts:
        import pyoxigraph as ox

        return {"triples" if form == "TURTLE" else "quads": len(set(ox.parse(made, format=getattr(ox.RdfFormat, form))))}

    return read


def by_its_links(made: dict[str, bytes]) -> Counts:
    """A vault by the rules of its tool: a link that leads to no note or block is a loose end."""
    notes = {name.rsplit("/", 1)[-1].removesuffix(".md"): raw.decode() for name, raw in made.items()}
    blocks = {name: set(re.findall(r" \^(\w+)\n", text)) for name, text in notes.items()}
    links = [m for text in notes.values() for m in re.findall(r"\[\[([^\]|#]+)(?:#\^(\w+))?(?:\|[^\]]*)?\]\]", text)]
    loose = sum(name not in notes or bool(block and block not in blocks[name]) for name, block in links)
    return {"releases": sum(name.startswith("Releases/") for name in made), "loose ends": loose}


def by_its_layout(made: dict[str, bytes]) -> Counts:
    """WebAnno by its layout: as many acts in each document as numbers in its annotations tell."""
    acts = 0
    for raw in made.values():
        rows = [line.split("\t") for line in raw.decode().split("\n") if re.match(r"\d+-\d+\t", line)]
        acts += len({n for row in rows for n in re.findall(r"(?<!\\)\[(\d+)\]", row[3])})
    return {"releases": len(made), "parts": acts}


def checks(expected: Expected, graph: Graph) -> Iterator[tuple[str, str, Callable[[Any], Counts], Counts]]:
    """Each export with the name of its reader, the reader, and the counts that it has to give."""
    for name, reader in readers.READERS:
        tool = reader.__name__.rpartition("_")[2]
        yield name, tool, by_graphviz if tool == "graphviz" else network(reader), expected.network
    rows = {"rows": expected.network["edges"]}
    parts = sum(len(a["content_parts"]) or 1 for a in graph.acts())
    base = {"releases": expected.releases, "acts": expected.acts, "pairs": rows["rows"], "loose ends": 0, "acts in datasette": expected.acts}
    yield "events", "pandas", by_pandas, rows
    yield "parquet", "pandas", by_arrow, rows
    yield "sqlite", "sqlite3, datasette", by_datasette, base
    yield "csl", "citeproc", by_citeproc, {"releases": expected.releases}
    yield "ris", "rispy", by_rispy, {"releases": expected.releases}
    yield "obsidian", "its links", by_its_links, {"releases": expected.releases, "loose ends": 0}
    yield "webanno", "its layout", by_its_layout, {"releases": expected.releases, "parts": parts}
    yield "acts", "json", by_lines, {"acts": expected.acts}
    yield "nq", "pyoxigraph", quads("N_QUADS"), {"quads": expected.quads}
    yield "trig", "pyoxigraph", quads("TRIG"), {"quads": expected.quads}
    yield "jsonld", "pyoxigraph", quads("JSON_LD"), {"quads": expected.quads}
    yield "ttl", "pyoxigraph", quads("TURTLE"), {"triples": expected.triples}
    yield "derived", "pyoxigraph", quads("N_QUADS"), {"quads": len(EXPORTS["derived"].write(graph.dataset).splitlines())}


def main() -> None:
    """Write, read back and compare; exits 1 where counts differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--only", nargs="+", help="these formats only")
    args = parser.parse_args()
    graph, store = open_graph(args.store), Store(args.store)
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    wrong, made_of = 0, ("", b"", 0.0)
    for name, tool, reader, counts in checks(Expected(graph, store), graph):
        if args.only and name not in args.only:
            continue
        begun = time.perf_counter()
        if made_of[0] != name:
            takes = {"text": store.text} if "text" in EXPORTS[name].takes else {}
            made = EXPORTS[name].write(graph.dataset, **takes)
            made_of = (name, made, time.perf_counter() - begun)
        size = sum(map(len, made.values())) if isinstance(made, dict) else len(made)
        begun = time.perf_counter()
        try:
            told = reader(made)
        except pytest.skip.Exception as missing:
            print(f"{name:9} skipped: {missing}", flush=True)
            continue
        wrong += told != counts
        words = ", ".join(f"{n:,} {what}" for what, n in told.items())
        verdict = "equal" if told == counts else f"DIFFERS from {counts}"
        print(f"{name:9} {size / 1e6:7.1f} MB in {made_of[2]:6.1f} s; read by {tool:18} in {time.perf_counter() - begun:6.1f} s: {words}: {verdict}", flush=True)
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
