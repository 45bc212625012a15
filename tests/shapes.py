"""Runs one layer of the SHACL shapes over a graph, for tests alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyshacl
import rdflib

from kg import resources
from kg.vocab import PREFIXES, RELEASE

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
EXAMPLE = {"per": f"{RELEASE}PER-2021-03-03-951f4b8c#", "chl": f"{RELEASE}CHL-2021-03-04-194c933d#"}
PREFIX = "".join(f"@prefix {name}: <{space}> .\n" for name, space in {**PREFIXES, **EXAMPLE, "schema": "http://schema.org/"}.items())


@cache
def layer(name: str) -> rdflib.Graph:
    """The shapes of one file of ontology/shapes."""
    return rdflib.Graph().parse(resources.ontology("shapes", f"{name}.ttl"))


def example() -> Path:
    """The file of the releases modelled by hand."""
    return resources.ontology("example.trig")


@cache
def vocabulary() -> rdflib.Graph:
    """The ontology with its vocabularies, as files."""
    graph = rdflib.Graph().parse(resources.ontology("dip.ttl"))
    for path in sorted(resources.ontology("voc").glob("*.ttl")):
        graph.parse(path)
    return graph


def union(path: Path) -> rdflib.Graph:
    """All graphs of a TriG file as one."""
    graph = rdflib.Graph()
    for quad in rdflib.Dataset().parse(path).quads():
        graph.add(quad[:3])
    return graph


def report(data: rdflib.Graph, name: str, focus: list[rdflib.URIRef] | None = None) -> list[tuple[str, str, str]]:
    """(severity, message, node) of everything that one layer finds, at the nodes of ``focus`` or everywhere."""
    _, found, text = pyshacl.validate(data, shacl_graph=layer(name), focus_nodes=focus)
    assert isinstance(found, rdflib.Graph), text
    rows = []
    for result in found.subjects(rdflib.RDF.type, SH.ValidationResult):
        severity = str(found.value(result, SH.resultSeverity)).rpartition("#")[2]
        rows.append((severity, str(found.value(result, SH.resultMessage)), str(found.value(result, SH.focusNode))))
    return sorted(rows)


def messages(name: str) -> set[str]:
    """Every message of a layer."""
    return {str(m) for m in layer(name).objects(None, SH.message)}
