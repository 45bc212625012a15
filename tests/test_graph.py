"""The graph: shapes, checks, bytes, both engines, both ways of counting agreements."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import pyoxigraph as ox
import pytest
import rdflib
from conftest import read_own
from shapes import report

from kg import query
from kg.analysis import co_agreements
from kg.ask import Graph
from kg.errors import UsageError
from kg.export import EXPORTS
from kg.export.derived import as_derived
from kg.ingest import dataset_of, graph_of
from kg.model import Doc


def as_rdflib(doc: Doc) -> rdflib.Graph:
    triples = rdflib.Graph()
    for quad in rdflib.Dataset().parse(data=graph_of(doc).decode(), format="nquads").quads():
        triples.add(quad[:3])
    return triples


@pytest.fixture(scope="module")
def triples(seed: Doc) -> rdflib.Graph:
    return as_rdflib(seed)


def test_the_first_release_conforms(triples: rdflib.Graph) -> None:
    assert report(triples, "core") == []


def test_no_blank_nodes_and_every_span_is_its_text(seed: Doc) -> None:
    raw = graph_of(seed).decode()
    assert "_:" not in raw.replace("https:", "")
    quads = list(ox.parse(raw, format=ox.RdfFormat.N_QUADS))
    exact = {q.subject.value: q.object.value for q in quads if q.predicate.value.endswith("oa#exact")}
    assert exact
    for node, words in exact.items():
        start, end = (int(n) for n in node.rsplit("#c", 1)[1].split("-"))
        assert seed.text[start:end] == words


def test_nquads_are_sorted_and_mean_the_same_to_both_parsers(seed: Doc) -> None:
    raw = graph_of(seed)
    assert raw.splitlines() == sorted(raw.splitlines())
    assert len(as_rdflib(seed)) == raw.count(b"\n")


@pytest.mark.parametrize("name", query.names())
def test_both_engines_give_equal_rows(graph: Graph, name: str) -> None:
    one, other = graph.ask(name), graph.ask(name, engine="rdflib")
    assert sorted(map(str, one.rows)) == sorted(map(str, other.rows))


@pytest.mark.parametrize("name", query.checks())
def test_checks_find_nothing(graph: Graph, name: str) -> None:
    assert query.run_check(graph.dataset, name).rows == ()


def test_agreements_counted_both_ways(graph: Graph) -> None:
    asked = [(str(r["one"]), str(r["other"]), int(r["acts"])) for r in graph.ask("pairs")]
    assert asked
    assert [tuple(sorted(r[:2])) + r[2:] for r in co_agreements(graph.dataset)] == [tuple(sorted(r[:2])) + r[2:] for r in asked]


def test_rows_say_who_says_so(graph: Graph) -> None:
    rows = graph.ask("considered")
    assert rows[0]["said_by"] == "South Korea > Kang Kyung-hwa"
    assert rows.note == "one side only: South Korea"


def test_parameters_narrow(graph: Graph) -> None:
    everything = len(graph.ask("agreed"))
    assert everything > 3
    assert len(graph.ask("agreed", party="JPN")) == everything
    assert len(graph.ask("agreed", party="Japan", since="2019-01-01")) == 0
    assert len(graph.ask("said", issue="dokdo-takeshima")) >= 1


@pytest.mark.parametrize("value", ['JPN" . ?x ?y ?z', "} UNION { ?s ?p ?o", "https://x> . ?s ?p ?o", "JPN\\u0022"])
def test_hostile_parameters_find_nobody(graph: Graph, value: str) -> None:
    with pytest.raises(Exception, match="no actor"):
        graph.ask("agreed", party=value)


def test_exports_can_be_read_back(graph: Graph) -> None:
    import io

    import networkx as nx

    acts = EXPORTS["acts"].write(graph.dataset).decode().splitlines()
    assert len(acts) == len(graph.acts())
    assert nx.read_graphml(io.BytesIO(EXPORTS["graphml"].write(graph.dataset))).number_of_edges() > 5
    gexf = EXPORTS["gexf"].write(graph.dataset).decode()
    assert gexf.count("<edge ") == len({line for line in gexf.splitlines() if line.startswith("<edge ")})
    for name, form in (("ttl", "turtle"), ("trig", "trig"), ("nq", "nquads")):
        assert len(rdflib.Dataset().parse(data=EXPORTS[name].write(graph.dataset).decode(), format=form)) >= 0


def test_hash_seed_does_not_matter() -> None:
    code = (
        "import hashlib;from kg.ingest import read,graph_of;from kg import resources;"
        "print(hashlib.sha256(graph_of(read(resources.data('releases','2018-04-11-korea-japan.txt')))).hexdigest())"
    )
    digests = set()
    for value in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": value}
        digests.add(subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout)
    assert len(digests) == 1


def test_an_unrelated_paragraph_changes_no_other_act() -> None:
    text = "Peru and Chile agreed to open a joint office. Kenya welcomed the release of the crew."
    one, other = read_own(text), read_own(text + "\n\nThe weather was mild and the streets were quiet.")
    assert [(a.force, a.cue) for a in one.acts] == [(a.force, a.cue) for a in other.acts]
    assert dataset_of([one])


TIES = """SELECT ?from ?to ?family ?n WHERE { GRAPH <https://w3id.org/dipkg/graph/derived> {
  ?t a dip:Tie ; dip:tieFrom ?from ; dip:tieTo ?to ; dip:tieFamily ?family ; dip:weight ?n } } ORDER BY ?from ?to ?family"""


def test_derived_ties_are_there_only_when_asked_for(graph: Graph) -> None:
    assert graph.query(TIES).rows == ()
    rows = graph.query(TIES, derived=True).rows
    ends = [(str(a)[-3:], str(b)[-3:], str(f)) for a, b, f, _ in rows]
    assert ("JPN", "KOR", "agree") in ends
    assert graph.query("SELECT ?t WHERE { ?t a dip:Tie }", derived=True).rows == ()


def test_a_tie_names_every_statement_it_counts(graph: Graph) -> None:
    lines = as_derived(graph.dataset).decode().splitlines()
    weights = {line.split()[0]: int(line.split('"')[1]) for line in lines if "#weight>" in line}
    rests = Counter(line.split()[0] for line in lines if "#restsOn>" in line)
    assert weights
    assert weights == dict(rests)


OUTWARD = [
    ("SELECT ?s WHERE { SERVICE <http://a.example/> { ?s ?p ?o } }", True, "asks another server"),
    ("SELECT ?s FROM <http://a.example/> WHERE { ?s ?p ?o }", True, "names a graph to load"),
    ('SELECT ?s WHERE { ?s dip:cue "from service" } # FROM SERVICE', False, "the words stand in a literal and a comment"),
    ("SELECT ?s WHERE { \\u0053ERVICE <http://a.example/> { ?s ?p ?o } }", True, "hides a letter of the keyword"),
    ("SELECT ?s WHERE { << ?s ?p ?o >> ?x ?y . SERVICE<http://a.example/> { ?s ?p ?o } }", True, "is of a version that the guard's parser cannot read"),
    ("PREFIX x: <http://a.example/> LOAD x:y", True, "loads"),
    ("# a comment\nINSERT DATA { <a:b> <a:c> <a:d> }", True, "writes"),
    ("SELECT ?service WHERE { ?service a dip:Release }", False, "a variable's name"),
]


@pytest.mark.parametrize(("sparql", "refused", "why"), OUTWARD, ids=[r[2] for r in OUTWARD])
def test_a_query_sees_this_store_alone(graph: Graph, sparql: str, refused: bool, why: str) -> None:
    if refused:
        with pytest.raises(UsageError, match="refused"):
            graph.query(sparql)
    else:
        graph.query(sparql)
