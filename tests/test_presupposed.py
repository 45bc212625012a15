"""What a text takes for granted: encounters named in passing, claims to a place, offices told by a counterpart."""

from __future__ import annotations

import pytest
from conftest import read_own

from kg.ask import Graph
from kg.export.acts import acts
from kg.ingest import dataset_of
from kg.model import Act, Doc, Event, TerritorialClaim

MET = "Foreign Minister Anna Lind of Norway met with Chilean Foreign Minister Leo Paz in Oslo. "


def taken_for_granted(doc: Doc) -> list[Act]:
    return [a for a in doc.acts if a.basis == "presupposed"]


# text, type, level, status, parties, day
ENCOUNTERS = [
    ("Peru welcomed the upcoming India-Nepal summit.", "summit", "leader", "planned", "IND NPL", None),
    ("Ghana and Togo reviewed the outcome of the Kenya-Uganda ministerial consultations of 4 February 2021.",
     "consultations", "minister", "past", "KEN UGA", "2021-02-04"),
    ("Norway hopes that the fees will be settled at expert-level talks next week.", "talks", "working", "planned", "", "2021-03-08/2021-03-14"),
    ("Fiji and Tonga agreed to follow up in director-general level consultations.", "consultations", "director-general", "planned", "FJI TON", None),
    (MET + "They recalled the bilateral summit of 9 January 2021.", "summit", "leader", "past", "CHL NOR", "2021-01-09"),
    ("Sweden took note of the proposed trilateral summit involving Kenya, Uganda and Rwanda.", "summit", "leader", "proposed", "KEN RWA UGA", None),
    ("Spain praised the recent Franco-German summit.", "summit", "leader", "past", "DEU FRA", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "level", "status", "parties", "day"), ENCOUNTERS)
def test_an_encounter_named_in_passing(text: str, kind: str, level: str, status: str, parties: str, day: str | None) -> None:
    found = [a for a in taken_for_granted(read_own(text)) if a.event_type == kind]
    shown = [(a.level, a.event_status, " ".join(sorted(str(p.state) for p in a.party)), a.when and a.when.edtf) for a in found]
    assert shown == [(level, status, parties, day)]


NO_ENCOUNTERS = [
    (MET + "They praised the meeting.", "a bare mention says nothing new"),
    ("Peru welcomed the India-Nepal summit.", "nothing tells whether it lies ahead or behind"),
    ("Peru denied the recent Peru-Chile consultations.", "the text does not grant it"),
    ("A recent summit is no news to Peru.", "nobody's and without a date"),
    ("Peru praised the summit of the mountain on 4 February 2021 in the Andes.", "its date may be that of the praise"),
]


@pytest.mark.parametrize(("text", "why"), NO_ENCOUNTERS)
def test_what_is_no_encounter_named_in_passing(text: str, why: str) -> None:
    assert not taken_for_granted(read_own(text)), why


# text, day, words
OTHERS = [
    ("Peru praised the work done since the launch of the mission in May 2019.", "2019-05", "the launch of the mission in May 2019"),
    ("Ghana marked the anniversary of the signing of the accord on 9 June 2014.", "2014-06-09", "the signing of the accord on 9 June 2014"),
    ("Fiji recalled that trade has grown since the inauguration of the bridge in 2012.", "2012", "the inauguration of the bridge in 2012"),
]


@pytest.mark.parametrize(("text", "day", "words"), OTHERS)
def test_another_event_told_with_a_date_gone_by(text: str, day: str, words: str) -> None:
    doc = read_own(text)
    assert [(type(a), a.when and a.when.edtf, a.evidence.of(doc.text)) for a in taken_for_granted(doc)] == [(Event, day, words)]


@pytest.mark.parametrize("text", ["Peru praised the launch of the mission.", "Peru welcomed the launch of the mission in May 2031."])
def test_another_event_without_a_date_gone_by(text: str) -> None:
    assert not taken_for_granted(read_own(text))


def test_one_phrase_may_name_two_encounters() -> None:
    doc = read_own("Peru stressed the value of the upcoming inter-Korean and Japan-China summits.")
    assert [sorted(str(p.state) for p in a.party) for a in taken_for_granted(doc)] == [["KOR", "PRK"], ["CHN", "JPN"]]


def test_the_same_encounter_is_one_event() -> None:
    doc = read_own("Peru welcomed the upcoming India-Nepal summit. Chile stressed the value of the upcoming India-Nepal summit.")
    assert len(taken_for_granted(doc)) == 1


# text, claimant, place, who speaks of it
CLAIMS = [
    ("Foreign Minister Anna Lind of Norway rejected Chile’s claims to Hans Island.", "CHL", "hans-island", ["Anna Lind"]),
    ("Malaysia reiterated that the claim of the Philippines to Sabah has no basis.", "PHL", "sabah", ["Malaysia"]),
    ("The Foreign Ministry in Hanoi said that Viet Nam opposes Chinese claims over the Paracel Islands.", "CHN", "paracel-islands",
     ["Vietnam", "Ministry of Foreign Affairs of Vietnam"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claimant", "place", "speakers"), CLAIMS)
def test_a_territorial_claim_that_is_spoken_of(text: str, claimant: str, place: str, speakers: list[str]) -> None:
    found = [a for a in read_own(text).acts if isinstance(a, TerritorialClaim)]
    assert [(a.party[0].state, [p.id for p in a.claimed_place], a.basis) for a in found] == [(claimant, [f"place/{place}"], "presupposed")]
    assert [c.speaker.label for c in found[0].reported_via] == speakers


NO_CLAIMS = [
    ("Norway rejected Chile’s claims to damages.", "no place"),
    ("Norway rejected Chile’s claims that the Falkland Islands are rich in fish.", "a claim that something is so"),
    ("Norway rejected insurance claims of fishermen in the Falkland Islands.", "nobody's claim to the place"),
]


@pytest.mark.parametrize(("text", "why"), NO_CLAIMS)
def test_what_is_no_territorial_claim(text: str, why: str) -> None:
    assert not [a for a in read_own(text).acts if isinstance(a, TerritorialClaim)], why


def test_what_is_taken_for_granted_is_no_reported_act() -> None:
    data = dataset_of([read_own("Peru welcomed the upcoming India-Nepal summit.")])
    assert [a["force"] for a in acts(data)] == ["welcome"]
    assert [a["basis"] for a in acts(data, presupposed=True)] == ["explicit", "presupposed"]


# text, who holds which office
COUNTERPARTS = [
    ("Foreign Minister Anna Lind of Norway met with her Chilean counterpart Leo Paz.", {"Anna Lind": "Foreign Minister", "Leo Paz": "Foreign Minister"}),
    ("Kenyan Defence Minister Amina Otieno held talks in Oslo with Norwegian counterpart Per Dahl.", {"Amina Otieno": "Defence Minister", "Per Dahl": "Defence Minister"}),
    ("President Ana Ruiz of Peru spoke with Fijian counterpart Semi Vosa.", {"Ana Ruiz": "President", "Semi Vosa": "President"}),
    ("The envoy met with Chilean counterpart Leo Paz.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "offices"), COUNTERPARTS)
def test_a_counterpart_holds_the_same_office(text: str, offices: dict[str, str]) -> None:
    assert {h.holder.label: h.office for h in read_own(text).holdings} == offices


def test_who_takes_part_in_which_office() -> None:
    graph = Graph(dataset_of([read_own("Kenyan Defence Minister Amina Otieno held talks in Oslo with Norwegian counterpart Per Dahl.")]))
    asked = """PREFIX dip: <https://w3id.org/dipkg/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?who ?office ?state WHERE { ?p a dip:Participation ; dip:participant/skos:prefLabel ?who ;
      dip:capacity/skos:prefLabel ?office ; dip:represents/dip:iso3 ?state ; dip:inEvent [ a dip:Meeting ] } ORDER BY ?who"""
    rows = [tuple(str(getattr(c, "value", c)) for c in row) for row in graph.dataset.query(asked, use_default_graph_as_union=True)]
    assert rows == [("Amina Otieno", "Defence Minister (Kenya)", "KEN"), ("Per Dahl", "Defence Minister (Norway)", "NOR")]
