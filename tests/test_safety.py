"""Short queries are safe: what was denied, planned or weighed never answers for what was done."""

from __future__ import annotations

import pytest
from conftest import read_own

from kg.ask import Graph
from kg.ingest import dataset_of
from kg.model import Commitment, DeniedAct, Event, Intention, ProspectiveEvent, Statement

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
    assert [a.force for a in doc.acts] == ["urge"]


def test_a_reported_act_keeps_its_reporter() -> None:
    doc = read_own("The Foreign Ministry in Lima said that Peru and Chile agreed to open a joint office.", issuer="PER")
    act = doc.acts[0]
    assert isinstance(act, Statement)
    assert act.joint
    assert [c.speaker.state for c in act.reported_via] == ["PER"]
