"""Short queries are safe: what was denied, planned or weighed never answers for what was done."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from conftest import read_own

from kg import query
from kg.ask import Graph
from kg.ingest import dataset_of
from kg.model import Commitment, DeniedAct, Doc, Event, Intention, ProspectiveEvent, Statement

ROWS = [
    ("Peru and Chile did not agree on a date.", DeniedAct, "denied: not a commitment"),
    ("Peru and Chile failed to agree on a date.", DeniedAct, "failure is denial"),
    ("Peru never condemned the arrest.", DeniedAct, "never is denial"),
    ("Canada has not imposed sanctions on the bank.", DeniedAct, "a measure not taken"),
    ("Foreign Minister Ana Ruiz will meet with Japanese Foreign Minister Ken Mori.", ProspectiveEvent, "still to come"),
    ("Norway is considering opening an embassy in Lima.", Intention, "weighed only"),
]


@pytest.mark.parametrize(("text", "kind", "why"), ROWS)
def test_what_was_not_done(text: str, kind: type, why: str) -> None:
    acts = read_own(text).acts
    assert [type(a) for a in acts] == [kind], why
    assert not isinstance(acts[0], (Commitment, Event)), why


def test_what_one_says_one_will_do_is_a_pledge_and_no_measure() -> None:
    acts = read_own("Canada will impose sanctions on the bank.").acts
    assert [type(a) for a in acts] == [Commitment]
    assert not isinstance(acts[0], Event)


def test_denying_every_act_leaves_no_rows() -> None:
    text = (
        "Peru and Chile did not agree on a date. Peru and Chile did not sign a treaty on extradition. "
        "Foreign Minister Ana Ruiz of Peru did not meet with Chilean Foreign Minister Leo Paz. "
        "Canada has not imposed sanctions on the bank. Peru did not urge Chile to reopen the port."
    )
    doc = read_own(text, title="No result")
    assert len(doc.acts) >= 4
    graph = Graph(dataset_of([doc]))
    for name in ("agreed", "met", "measures", "signed", "urged", "pledged", "visits", "said"):
        assert not graph.ask(name).rows, name
    assert len(graph.ask("denied").rows) == len(doc.acts)


def test_what_is_asked_for_is_not_asserted() -> None:
    doc = read_own("Ghana urged Togo to condemn the arrest and to release the crew.")
    assert [a.force for a in doc.acts] == ["urge", "urge"]


def test_a_reported_act_keeps_its_reporter() -> None:
    doc = read_own("The Foreign Ministry in Lima said that Peru and Chile agreed to open a joint office.", issuer="PER")
    act = doc.acts[0]
    assert isinstance(act, Statement)
    assert act.joint
    assert [c.speaker.state for c in act.reported_via] == ["PER"]


# What such questions ask for is no act: they may answer of a release in which nothing was done.
NOT_OF_ACTS = {"actors", "attribution", "coverage", "denials", "evidence", "issues", "names", "offices", "releases", "time"}
OF_ACTS = [name for name in query.names() if query.load(name).tags not in NOT_OF_ACTS]


def deny(doc: Doc) -> Doc:
    """The Doc with each of its acts denied: of the same words, slots and speakers."""
    acts = []
    for act in doc.acts:
        slots = {f.name: getattr(act, f.name) for f in fields(act)}
        denied = {"event_status": "denied", "act_kind": act.act_kind or type(act).__name__}
        acts.append(DeniedAct(**{**slots, **denied}))
    return replace(doc, acts=tuple(acts))


@pytest.fixture(scope="module")
def denied(seed: Doc) -> Graph:
    return Graph(dataset_of([deny(seed)]))


def test_the_questions_of_acts_are_all_but_those_named() -> None:
    assert len(OF_ACTS) >= 24
    assert {"agreed", "met", "measures", "signed", "visits", "planned", "reaffirmed", "urged", "said"} <= set(OF_ACTS)


@pytest.mark.parametrize("name", OF_ACTS)
def test_with_every_act_of_the_first_release_denied_no_question_of_acts_answers(denied: Graph, name: str) -> None:
    assert not denied.ask(name).rows


def test_every_denied_act_is_told_as_denied(denied: Graph, seed: Doc) -> None:
    rows = denied.ask("denied").rows
    assert len({row[-1] for row in rows}) == len([a for a in seed.acts if a.agent])
