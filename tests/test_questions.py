"""The questions: each with its header, its expected rows on the releases modelled by hand, equal in both engines.

``PYTHONPATH=. python tests/test_questions.py > tests/expected/questions.tsv`` writes the expected rows anew; read the difference.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from shapes import example

from kg import query, resources
from kg.analysis import network
from kg.ask import Graph
from kg.chain import chains
from kg.columns import by_columns
from kg.export.acts import ending_in
from kg.query import Table
from kg.vocab import GRAPH, NS, RDF, RELEASE

EXPECTED = Path(__file__).parent / "expected" / "questions.tsv"
LEFT_OUT = {"sentence", "release", "other_sentence", "other_release", "sha256", "graph", "read_with"}
ON_STATEMENTS = {"status", "condition", "date", "sentence", "release", "statement"}
KINDS = {"actor", "issue", "date", "release"}
# questions over links between releases, and what must never be: nothing in two releases answers them, their rows are in test_memory.py
ELSEWHERE = frozenset({"agreed_discussed", "cited", "co_issues", "contradictions", "fates", "names_used", "omitted", "tied"})

# The competency questions that a first release can answer (1-25), each with the question that answers it.
COMPETENCY = {
    1: "agreed", 2: "responses", 3: "disputes", 4: "conditional", 5: "attended", 6: "reported", 7: "instruments", 8: "said", 9: "third",
    10: "reaffirmed", 11: "undisclosed", 13: "releases", 14: "considered", 15: "offices", 16: "quotes", 17: "unnamed", 18: "stalled",
    19: "onesided", 20: "unanswered", 21: "followups", 22: "dated", 23: "called", 24: "unsaid", 25: "headlines",
}  # fmt: skip


@cache
def modelled() -> ox.Store:
    """The releases modelled by hand, with the vocabularies that label their concepts."""
    store = ox.Store()
    store.load(path=str(example()), format=ox.RdfFormat.TRIG)
    for path in sorted(resources.ontology("voc").glob("*.ttl")):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH + "voc"))
    return store


@cache
def in_rdflib() -> rdflib.Dataset:
    return Graph(modelled()).rdf()


def lines(name: str, table: Table) -> list[str]:
    """The rows as text, one line each, without what is long and told by the rest."""
    keep = [i for i, column in enumerate(table.columns) if column not in LEFT_OUT]
    return ["\t".join([name, *(_short(row[i]) for i in keep)]) for row in table.rows]


def _short(cell: str | None) -> str:
    return "-" if cell is None else cell.rsplit("/", 1)[-1] if cell.startswith("https://") else cell


def expected(name: str) -> list[str]:
    return [line for line in EXPECTED.read_text(encoding="utf-8").splitlines() if line.split("\t")[0] == name]


@pytest.mark.parametrize("name", query.names())
def test_a_question_gives_its_expected_rows(name: str) -> None:
    found = lines(name, query.load(name).run(modelled()))
    assert found or name in ELSEWHERE, "every question has an answer in the modelled releases"
    assert found == expected(name)


@pytest.mark.parametrize("name", query.names())
def test_both_engines_give_equal_rows(name: str) -> None:
    one, other = query.load(name).run(modelled()), query.load(name).run(in_rdflib())
    assert one.columns == other.columns
    assert sorted(map(str, one.rows)) == sorted(map(str, other.rows))


@cache
def doubled() -> ox.Store:
    """The same where triples stand in a second graph as well: all that describe shared nodes, and who acts on what issue."""
    store = ox.Store()
    store.extend(modelled().quads_for_pattern(None, None, None, None))
    for quad in modelled():
        if "/release/" in quad.subject.value and not quad.predicate.value.endswith(("#agent", "#issue", "#party")):
            continue
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(GRAPH + "copy")))
    return store


@cache
def doubled_in_rdflib() -> rdflib.Dataset:
    return Graph(doubled()).rdf()


@pytest.mark.parametrize("name", query.names())
def test_a_triple_in_two_graphs_is_counted_once(name: str) -> None:
    rows = sorted(map(str, query.load(name).run(modelled()).rows))
    assert sorted(map(str, query.load(name).run(doubled()).rows)) == rows
    assert sorted(map(str, query.load(name).run(doubled_in_rdflib()).rows)) == rows


def test_checks_and_chains_hold_for_doubled_triples_too() -> None:
    for name in query.checks():
        assert query.run_check(modelled(), name).rows == (), name
        assert query.run_check(doubled(), name).rows == (), name
    every = ending_in(modelled(), "")
    assert ending_in(doubled(), "") == every
    assert chains(doubled(), every) == chains(modelled(), every)


@pytest.mark.parametrize("name", query.names())
def test_a_question_has_a_whole_header(name: str) -> None:
    question = query.load(name)
    assert question.summary.endswith("?")
    assert question.tags
    assert re.match(rf"kg ask {name}\b", question.example)
    assert {p.kind for p in question.params} <= KINDS
    options = re.findall(r"--(\w+)", question.example)
    assert set(options) <= {p.name for p in question.params}
    assert "GRAPH" not in re.sub(r"#.*", "", question.text)
    columns = query.load(name).run(modelled()).columns
    if "statement" in columns:
        assert set(columns) >= ON_STATEMENTS
        assert [p.name for p in question.params][:5] == ["party", "with", "issue", "since", "until"]


@pytest.mark.parametrize("name", query.names())
def test_every_parameter_can_be_given(name: str) -> None:
    values = {"party": "PER", "with": "Chile", "issue": "transport", "since": "2021-03-03", "until": "2021-03-03", "on": "2021-03-03",
              "release": "PER-2021-03-03-951f4b8c"}  # fmt: skip
    given = {p.name: values[p.name] for p in query.load(name).params}
    one, other = (query.load(name).run(data, **given).rows for data in (modelled(), in_rdflib()))
    assert sorted(map(str, one)) == sorted(map(str, other))
    assert set(one) <= set(query.load(name).run(modelled()).rows) or "acts" in query.load(name).run(modelled()).columns


def test_a_parameter_keeps_what_fits_and_leaves_out_the_rest() -> None:
    def count(name: str, **given: str) -> int:
        return len(query.load(name).run(modelled(), **given).rows)

    assert count("agreed", issue="transport") == count("agreed", issue="rail") > 0
    assert count("agreed", until="2021-03-03") == count("agreed") - 1
    assert count("urged", party="CHL") == 0
    assert count("urged", **{"with": "CHL"}) == count("urged")
    assert count("offices", party="Ana Ruiz") == 2


def test_what_is_unread_can_be_asked_for_by_who_is_named() -> None:
    unread = query.load("unread")
    assert len(unread.run(modelled()).rows) == len(unread.run(modelled(), party="PER").rows) == 1
    assert unread.run(modelled(), party="CHL").rows == (), "the sentence names Peru alone"


def test_competency_questions_are_covered() -> None:
    assert set(COMPETENCY.values()) <= set(query.names())
    assert set(COMPETENCY) | {12} == set(range(1, 26)), "12 is the check contested_places"
    assert "contested_places" in query.checks()
    assert len(query.names()) >= 30


def test_the_core_questions_come_first() -> None:
    assert query.names()[:8] == ("agreed", "met", "urged", "positions", "planned", "said", "offices", "instruments")


def test_who_agreed_on_what_by_sparql_and_by_the_network() -> None:
    """Both ways give the same parties, contents and statements."""
    table = query.load("agreed").run(modelled())
    at = {column: i for i, column in enumerate(table.columns)}
    parties = "SELECT DISTINCT ?s ?iso WHERE { ?s a dip:Commitment ; dip:joint true ; dip:party/dip:iso3 ?iso }"
    by_sparql: dict[str, set[str]] = {str(row[at["statement"]]): set() for row in table.rows}
    for statement, iso in query.select(modelled(), query.with_prefixes(parties)).rows:
        if str(statement) in by_sparql:
            by_sparql[str(statement)].add(str(iso))
    by_network: dict[str, set[str]] = {}
    for one, other, statement in network(modelled(), "agree").edges(keys=True):
        by_network.setdefault(statement, set()).update(end.rsplit("/", 1)[-1] for end in (one, other))
    contents = {str(row[at["statement"]]): row[at["content"]] for row in table.rows}
    only_commitments = {s: p for s, p in by_network.items() if s in contents}
    assert only_commitments == by_sparql
    others = set(by_network) - set(contents)
    assert others == {str(r[0]) for r in query.select(modelled(), query.with_prefixes(NOT_NEW)).rows}


# what else ties two parties as an agreement in the network: joint positions, and what a headline sums up
NOT_NEW = """SELECT DISTINCT ?s WHERE { ?s dip:joint true ; dip:family "agree" . FILTER NOT EXISTS { ?s a dip:DeniedAct }
  { ?s a dip:Position } UNION { ?s dip:restates ?body } }"""


if __name__ == "__main__":
    for each in sorted(query.names()):
        print("\n".join(lines(each, query.load(each).run(modelled()))), end="\n" if each not in ELSEWHERE else "")


def test_the_rarest_of_what_is_given_comes_first() -> None:
    common, rare, fact = (ox.NamedNode(f"http://a.example/{n}") for n in ("common", "rare", "fact"))
    quads = [(common, n) for n in range(5)] + [(rare, n) for n in range(2)]
    dataset = ox.Store()
    dataset.extend([ox.Quad(ox.NamedNode(f"http://a.example/s{n}"), fact, node) for node, n in quads])
    for bound in ({"party": str(common), "with": str(rare)}, {"with": str(rare), "since": '"2020-01-01"', "party": str(common)}):
        assert query._rarest_first(dataset, bound)[:2] == ["with", "party"]


@pytest.mark.parametrize("name", query.names())
def test_asked_by_columns_the_rows_are_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = query.load(name).run(modelled())
    monkeypatch.setattr(query, "_is_wide", lambda *_: True)
    assert query.load(name).run(modelled()) == rows, "whether many statements are looked among or few"


@pytest.mark.parametrize(("positions", "wide"), [(2500, True), (100, False)])
def test_columns_are_asked_for_where_a_question_looks_among_many_nodes(positions: int, wide: bool) -> None:
    dataset, kind = ox.Store(), ox.NamedNode(f"{RDF}type")
    for n in range(3000):
        act = ox.NamedNode(f"{RELEASE}a#st{n}")
        kinds = ("Act", "Position") if n < positions else ("Act",)
        dataset.extend([ox.Quad(act, kind, ox.NamedNode(NS + name)) for name in kinds])
        dataset.add(ox.Quad(act, ox.NamedNode(f"{NS}inRelease"), ox.NamedNode(f"{RELEASE}a")))
    text = "PREFIX dip: <https://w3id.org/dipkg/ns#>\nSELECT ?a WHERE { ?a a dip:Position . ?a dip:inRelease ?r . OPTIONAL { ?a a dip:Claim } }"
    assert query._is_wide(dataset, text) is wide


COLUMNS = [
    ("?a x:p/x:q ?b", "{ SELECT ?a ?step1 { ?a x:p ?step1 } } { SELECT ?step1 ?b { ?step1 x:q ?b } }", "a path step by step"),
    ("?a x:p|^x:q ?b", "{ SELECT ?a ?b { ?a x:p|^x:q ?b } }", "a choice at once"),
    ("?a x:p|(x:q/x:r) ?b ; x:s x:t", "?a x:p|(x:q/x:r) ?b . { SELECT ?a { ?a x:s x:t } }", "what is neither is looked up"),
    ("?a x:p* ?b", "?a x:p* ?b .", "what has no end too"),
    ("?a x:p ?b , ?c", "{ SELECT ?a ?b { ?a x:p ?b } } { SELECT ?a ?c { ?a x:p ?c } }", "two ends"),
    ("?a x:p ?b . FILTER NOT EXISTS { ?b x:q ?c }", "{ SELECT ?a ?b { ?a x:p ?b } } MINUS { { SELECT ?b ?c { ?b x:q ?c } } }", "what must not exist"),
    ("?a x:p ?b . FILTER EXISTS { ?b x:q ?c }", "{ SELECT ?a ?b { ?a x:p ?b } } { SELECT DISTINCT ?b { { SELECT ?b ?c { ?b x:q ?c } } } }", "what must"),
    ("?a x:p ?b . FILTER NOT EXISTS { ?c x:q ?d }", "{ SELECT ?a ?b { ?a x:p ?b } } FILTER NOT EXISTS { ?c x:q ?d }", "what says nothing of the others"),
]


@pytest.mark.parametrize(("group", "columns", "why"), COLUMNS, ids=[row[2] for row in COLUMNS])
def test_patterns_are_asked_for_by_columns(group: str, columns: str, why: str) -> None:
    assert by_columns(f"SELECT * WHERE {{ {group} }}").split() == ["SELECT", "*", "WHERE", "{", *columns.split(), "}"]
