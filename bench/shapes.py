"""Counts what each layer of the shapes finds in the readings of a folder of texts: ``bench/shapes.py --texts FOLDER``.

A text may begin with a line of metadata and an empty line, as those of the development corpus do (``--skip-head``).
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib

from kg import resources
from kg.errors import RejectedInput
from kg.ingest import dataset_of, run
from kg.readers import read_text

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def main() -> None:
    """Read each text, validate its release graph beside the reference data, and print the counts by message."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--skip-head", action="store_true")
    given = parser.parse_args()
    shapes = {name: rdflib.Graph().parse(resources.ontology("shapes", f"{name}.ttl")) for name in ("core", "strict")}
    found: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in shapes}
    conforming: Counter[str] = Counter()
    paths = sorted(given.texts.glob("*.txt"))
    for path in paths:
        text = path.read_text(encoding="utf-8")
        try:
            doc = run(read_text(text.partition("\n\n")[2] if given.skip_head else text, path.name))
        except RejectedInput:
            continue
        graph, own = _triples(dataset_of([doc]))
        for name, layer in shapes.items():
            rows = _results(graph, layer, own)
            found[name].update(rows)
            conforming[name] += all(severity == "Warning" for severity, _ in rows)
    for name, counts in found.items():
        print(f"{name}: {conforming[name]} of {len(paths)} graphs conform (warnings apart)")
        for (severity, message), count in counts.most_common():
            print(f"{count:6}  {severity:9}  {message}")


def _triples(dataset: ox.Store) -> tuple[rdflib.Graph, list[rdflib.URIRef]]:
    """The union of a dataset, and the nodes that its release describes."""
    graph = rdflib.Graph().parse(data=ox.serialize((q.triple for q in dataset), format=ox.RdfFormat.N_TRIPLES), format="nt")
    own = {q.subject.value for q in dataset if q.graph_name.value.endswith("#graph")}
    return graph, [rdflib.URIRef(node) for node in sorted(own)]


def _results(graph: rdflib.Graph, layer: rdflib.Graph, own: list[rdflib.URIRef]) -> list[tuple[str, str]]:
    _, report, text = pyshacl.validate(graph, shacl_graph=layer, focus_nodes=own)
    if not isinstance(report, rdflib.Graph):
        raise SystemExit(text)
    return [
        (str(report.value(r, SH.resultSeverity)).rpartition("#")[2], str(report.value(r, SH.resultMessage)))
        for r in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    ]


if __name__ == "__main__":
    main()
