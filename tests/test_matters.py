"""Eight matters told by ministries over months, three releases each, with traps: the links a careful reader makes, no others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg import linking
from kg.ask import open_graph
from kg.ingest import ingest
from kg.linking import Link, Memory

LIFE = ("heldAs", "movedTo", "droppedBy", "fulfilledBy", "supersededBy", "respondsTo", "reaffirms", "repeats")
# id, issuer, day, title, text
RELEASES = [
    # the same pledge to another partner
    ("ambulances-1", "NOR", "2023-02-06", "Norwegian ambulances for Ghana",
     "Norwegian Foreign Minister Ida Moe met with Ghanaian Foreign Minister Kofi Addo in Oslo today. Norway pledged to hand "
     "over twenty ambulances to Ghana. The two ministers discussed rural clinics."),
    ("ambulances-2", "NOR", "2023-03-14", "Norwegian ambulances for Togo",
     "Norwegian Foreign Minister Ida Moe met with Togolese Foreign Minister Yao Kossi in Oslo today. Norway pledged to hand "
     "over twenty ambulances to Togo. The two ministers discussed rural clinics."),
    ("ambulances-3", "NOR", "2023-06-20", "Ceremony in Accra",
     "Norway handed over twenty ambulances to Ghana in Accra today. Ambassador Nils Dahl thanked the clinics for their "
     "patience."),
    # one boilerplate in two emergencies
    ("storms-1", "PER", "2023-02-10", "Statement on the floods in Piura",
     "Peru declared an emergency in the region of Piura after the floods of this week. Peru will provide tents, drinking water "
     "and medicine to the families concerned. The Ministry thanks all volunteers."),
    ("storms-2", "PER", "2023-08-21", "Statement on the earthquake in Tacna",
     "Peru declared an emergency in the region of Tacna after the earthquake of this week. Peru will provide tents, drinking "
     "water and medicine to the families concerned. The Ministry thanks all volunteers."),
    ("storms-3", "PER", "2023-02-15", "The Ministry on the relief for Piura",
     "After the floods in the region of Piura the Ministry informed the press of the relief. Peru will provide tents, drinking "
     "water and medicine to the families concerned."),
    # another meeting of the same pair on the same day
    ("talks-1", "CHL", "2023-04-20", "Foreign Minister to travel to Quito",
     "Chilean Foreign Minister Luis Rojas will meet with Ecuadorian Foreign Minister Rosa Vera in Quito on May 12, 2023."),
    ("talks-2", "ECU", "2023-05-12", "Trade talks in Quito",
     "Chilean Trade Minister Pablo Soto met with Ecuadorian Trade Minister Juan Mera in Quito today. They discussed customs "
     "forms."),
    ("talks-3", "ECU", "2023-05-12", "Foreign ministers meet",
     "Ecuadorian Foreign Minister Rosa Vera met with Chilean Foreign Minister Luis Rojas in Quito on May 12, 2023. The two "
     "ministers discussed fisheries."),
    # what stood under a condition: another did the like first
    ("border-1", "KEN", "2023-01-16", "Statement on the crossing at Moyale",
     "Kenya pledged to reopen the market at the Moyale border crossing if Ethiopia lifts its ban on cattle trucks."),
    ("border-2", "UGA", "2023-03-02", "Statement on the ban on cattle trucks",
     "Uganda lifted its ban on cattle trucks today. Uganda reopened the market at the Busia border crossing."),
    ("border-3", "KEN", "2023-05-30", "The market at Moyale is open",
     "Ethiopia lifted its ban on cattle trucks last week. Kenya reopened the market at the Moyale border crossing today."),
    # a position taken again; another state takes it as well
    ("seabed-1", "FJI", "2023-03-08", "Statement on the seabed",
     "Fiji stressed the importance of a moratorium on mining in the deep seabed of the Pacific."),
    ("seabed-2", "NZL", "2023-04-19", "Statement on the seabed",
     "New Zealand reaffirmed the importance of a moratorium on mining in the deep seabed of the Pacific."),
    ("seabed-3", "FJI", "2023-09-11", "Minister at the Ocean Forum",
     "Fiji reaffirmed the importance of a moratorium on mining in the deep seabed of the Pacific. Fiji thanked its partners."),
    # moved, then dropped
    ("round-1", "BEN", "2023-05-02", "Consultations with Gabon",
     "Benin and Gabon will hold consultations on ports in Cotonou on June 5, 2023."),
    ("round-2", "GAB", "2023-05-24", "Consultations with Benin put off",
     "The consultations between Gabon and Benin on ports were postponed to June 19, 2023."),
    ("round-3", "BEN", "2023-06-12", "No consultations with Gabon",
     "The consultations between Benin and Gabon on ports, planned for June 19, 2023, were cancelled."),
    # a request answered by another, then by who was asked
    ("catch-1", "COL", "2023-02-01", "Note to Panama",
     "Colombia urged Panama to publish its data on the catch of tuna in the Gulf of Panama."),
    ("catch-2", "CRI", "2023-02-20", "Data on tuna",
     "Costa Rican Foreign Minister Eva Mora met with Colombian Foreign Minister Ana Gil in San Jose. Costa Rica agreed to "
     "publish its data on the catch of tuna in the Gulf of Panama."),
    ("catch-3", "PAN", "2023-03-15", "Talks in Bogota",
     "Panamanian Foreign Minister Raul Diaz met with Colombian Foreign Minister Ana Gil in Bogota. Panama agreed to publish "
     "its data on the catch of tuna in the Gulf of Panama."),
    # another day for the one town; another town
    ("office-1", "ESP", "2023-01-12", "A consulate in Oran",
     "Spain pledged to open a consulate for seasonal workers in Oran by June 30, 2023."),
    ("office-2", "ESP", "2023-03-03", "A consulate in Tunis",
     "Spain pledged to open a consulate for seasonal workers in Tunis by September 30, 2023."),
    ("office-3", "ESP", "2023-05-15", "The consulate in Oran",
     "Spain pledged to open a consulate for seasonal workers in Oran by December 31, 2023."),
]
EXPECTED = [
    ("fulfilledBy", "ambulances-1", "ambulances-3"),
    ("repeats", "storms-3", "storms-1"),
    ("heldAs", "talks-1", "talks-3"),
    ("fulfilledBy", "border-1", "border-3"),
    ("reaffirms", "seabed-3", "seabed-1"),
    ("movedTo", "round-1", "round-2"),
    ("droppedBy", "round-2", "round-3"),
    ("respondsTo", "catch-3", "catch-1"),
    ("supersededBy", "office-1", "office-3"),
]
# What looks like a link of life and is none, each with the reason.
TRAPS = [
    ("ambulances-1", "ambulances-2", "to another partner"),
    ("ambulances-2", "ambulances-3", "the ambulances went to somebody else"),
    ("storms-1", "storms-2", "another emergency"),
    ("storms-2", "storms-3", "another emergency"),
    ("talks-1", "talks-2", "another meeting of the same pair"),
    ("border-1", "border-2", "done by somebody else at another place"),
    ("seabed-1", "seabed-2", "the stand of somebody else"),
    ("seabed-2", "seabed-3", "the stand of somebody else"),
    ("round-1", "round-3", "called off was the later day"),
    ("catch-1", "catch-2", "answered by who was not asked"),
    ("catch-2", "catch-3", "one pledge each"),
    ("office-1", "office-2", "another town"),
    ("office-2", "office-3", "another town"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str, str]]:
    """Kind and both releases of every link of life that is made."""
    path: Path = tmp_path_factory.mktemp("matters")
    rows = [dict(zip(("id", "issuer", "date", "title", "text"), release, strict=True)) for release in RELEASES]
    (path / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ingest(path / "store", [path / "own.jsonl"], workers=1)
    lines = map(json.loads, (path / "store" / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
    memory = open_graph(path / "store").memory
    return between(memory, linking.find_links(memory), {line["id"]: line["key"] for line in lines if "key" in line})


def between(memory: Memory, links: Iterable[Link], keys: dict[str, str]) -> set[tuple[str, str, str]]:
    """Links of life as kind and the two releases that they tie."""
    tied = [(k.kind, *(memory.by_node[n].release.rsplit("/", 1)[-1] for n in (k.one, k.other))) for k in links if k.kind in LIFE]
    ends = {(kind, keys[one], keys[other]) for kind, one, other in tied}
    return {(kind, one, other) for kind, one, other in ends if one != other}


@pytest.mark.parametrize("link", EXPECTED, ids=["-".join(link) for link in EXPECTED])
def test_a_link_of_life_is_found(made: set[tuple[str, str, str]], link: tuple[str, str, str]) -> None:
    assert link in made


@pytest.mark.parametrize(("one", "other", "why"), TRAPS, ids=[f"{one}-{other}" for one, other, _ in TRAPS])
def test_what_looks_like_one_is_not_linked(made: set[tuple[str, str, str]], one: str, other: str, why: str) -> None:
    assert not [link for link in made if {one, other} == set(link[1:])], why


def test_nothing_else_is_linked(made: set[tuple[str, str, str]]) -> None:
    assert made == set(EXPECTED)
