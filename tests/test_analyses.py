"""The analyses on a small graph written out by hand, where a person can count."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from kg import analysis
from kg.analysis import ANALYSES
from kg.errors import UsageError
from kg.vocab import NS, RDF, SKOS

# statement, family, parties, addressee, issue, stance, day
ACTS = [
    ("a1", "agree", "Chad Benin", "", "roads", "", "2021-01-10"),
    ("a2", "agree", "Chad Benin", "", "roads", "", "2021-05-10"),
    ("a3", "agree", "Benin Gabon", "", "fish", "", "2022-02-01"),
    ("r1", "request", "Chad", "Benin", "roads", "", "2021-02-01"),
    ("r2", "request", "Chad", "Benin", "fish", "", "2021-03-01"),
    ("r3", "request", "Benin", "Chad", "fish", "", "2021-04-01"),
    ("r4", "request", "Gabon", "Togo", "fish", "", "2022-04-01"),
    ("s1", "appraise", "Chad", "", "fish", "supports", "2021-01-01"),
    ("s2", "appraise", "Benin", "", "fish", "rejects", "2021-01-02"),
    ("s3", "appraise", "Gabon", "", "fish", "rejects", "2021-01-03"),
    ("s4", "appraise", "Togo", "", "fish", "rejects", "2021-01-04"),
    ("s5", "appraise", "Togo", "", "fish", "supports", "2021-01-05"),
]


def _triples() -> list[tuple[str, str, Any]]:
    found: list[tuple[str, str, Any]] = [("fish", SKOS + "broader", "sea"), ("sea", SKOS + "prefLabel", ox.Literal("sea"))]
    for name in ("Chad", "Benin", "Gabon", "Togo"):
        found += [(name, RDF + "type", NS + "State"), (name, RDF + "type", NS + "Actor"), (name, SKOS + "prefLabel", ox.Literal(name))]
    for name in ("roads", "fish", "sea"):
        found += [(name, RDF + "type", NS + "Issue"), (name, SKOS + "prefLabel", ox.Literal(name))]
    for stance in ("supports", "rejects"):
        found.append((stance, SKOS + "prefLabel", ox.Literal(stance)))
    for name, family, parties, addressee, issue, stance, day in ACTS:
        release = f"release-{name}"
        date = ox.Literal(day, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
        found += [(release, NS + "issuedOn", date), (name, NS + "inRelease", release), (name, RDF + "type", NS + "Act"),
                  (name, NS + "family", ox.Literal(family)), (name, NS + "issue", issue)]  # fmt: skip
        found += [(name, NS + "party", party) for party in parties.split()]
        found += [(name, NS + "addressee", addressee)] * bool(addressee) + [(name, NS + "stance", stance)] * bool(stance)
    return found


@pytest.fixture(scope="module")
def dataset() -> ox.Store:
    def node(name: str) -> ox.NamedNode:
        return ox.NamedNode(name if ":" in name else f"https://w3id.org/dipkg/id/{name}")

    store = ox.Store()
    for one, tie, other in _triples():
        store.add(ox.Quad(node(one), node(tie), other if isinstance(other, ox.Literal) else node(other), node("urn:graph")))
    return store


def told(*statements: str) -> str:
    return " ".join(f"https://w3id.org/dipkg/id/{name}" for name in statements)


def test_networks_by_year_issue_and_period(dataset: ox.Store) -> None:
    assert analysis.agreement_network(dataset) == [("2021", "Benin", "Chad", 2, told("a1", "a2")), ("2022", "Benin", "Gabon", 1, told("a3"))]
    assert analysis.agreement_network(dataset, issue="roads", since="2021-03-01") == [("2021", "Benin", "Chad", 1, told("a2"))]
    assert analysis.request_network(dataset, issue="sea") == [
        ("2021", "Benin", "Chad", 1, told("r3")), ("2021", "Chad", "Benin", 1, told("r2")), ("2022", "Gabon", "Togo", 1, told("r4"))]  # fmt: skip
    assert analysis.request_network(dataset, until="2021-02-28") == [("2021", "Chad", "Benin", 1, told("r1"))]


def test_who_is_central_and_who_stands_between(dataset: ox.Store) -> None:
    """The ties make one line: Chad, Benin, Gabon, Togo."""
    assert analysis.centrality(dataset) == [("Benin", 2, 0.667, 0.75), ("Gabon", 2, 0.667, 0.75), ("Chad", 1, 0.0, 0.5), ("Togo", 1, 0.0, 0.5)]
    assert analysis.brokers(dataset) == [("Benin", 1, 1, 1.0), ("Gabon", 1, 1, 1.0)]
    assert analysis.communities(dataset) == [(1, "Benin", 5), (1, "Chad", 5), (2, "Gabon", 1), (2, "Togo", 1)]


def test_who_asks_more_than_is_asked_back(dataset: ox.Store) -> None:
    assert analysis.reciprocity(dataset) == [
        ("Chad", "Benin", 2, 1, 0.333, told("r1", "r2", "r3")), ("Gabon", "Togo", 1, 0, 1.0, told("r4"))]  # fmt: skip


def test_stances_together_and_against(dataset: ox.Store) -> None:
    """Togo says both as often and leans nowhere."""
    expected = [
        ("Benin", "Chad", 0, 1, "fish", told("s1", "s2")), ("Chad", "Gabon", 0, 1, "fish", told("s1", "s3")),
        ("Benin", "Gabon", 1, 0, "", told("s2", "s3"))]  # fmt: skip
    assert analysis.stances(dataset) == expected
    assert analysis.stances(dataset, issue="sea") == expected
    assert analysis.stances(dataset, issue="roads") == []
    assert analysis.stances(dataset, until="2021-01-02") == expected[:1]


def test_the_agenda_of_a_pair(dataset: ox.Store) -> None:
    found = analysis.agenda(dataset, party="Chad", with_="Benin")
    assert found == [
        ("2021-Q1", "roads", 2, told("a1", "r1")), ("2021-Q1", "fish", 1, told("r2")), ("2021-Q2", "fish", 1, told("r3")),
        ("2021-Q2", "roads", 1, told("a2"))]  # fmt: skip
    assert analysis.agenda(dataset, party="Togo") == [("2022-Q2", "fish", 1, told("r4"))]


def test_chains_bring_the_evidence_of_each_step(dataset: ox.Store) -> None:
    base = "https://w3id.org/dipkg/id/"
    assert analysis.chains(dataset, party="Benin", with_="Togo") == [(1, "Benin", "Gabon", 1, f"{base}a3"), (1, "Gabon", "Togo", 1, f"{base}r4")]
    assert analysis.chains(dataset, party="Benin", with_="Togo", until="2021-12-31") == []
    with pytest.raises(UsageError, match="two ends"):
        analysis.chains(dataset, party="Benin")


@pytest.mark.parametrize("name", ANALYSES)
def test_an_empty_store_gives_no_rows(name: str) -> None:
    given = {"party": "https://w3id.org/dipkg/id/state/A", "with_": "https://w3id.org/dipkg/id/state/B"} if name == "chains" else {}
    assert list(ANALYSES[name].run(ox.Store(), **given)) == []


@pytest.mark.parametrize("name", ANALYSES)
def test_each_column_has_its_name(dataset: ox.Store, name: str) -> None:
    given = {"party": "Benin", "with_": "Togo"} if name == "chains" else {}
    assert {len(row) for row in ANALYSES[name].run(dataset, **given)} <= {len(ANALYSES[name].columns.split())}
