"""Like words in two releases: said again, or another pledge, another meeting, no deed at all. Three pairs of releases a kind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import linking
from kg.ask import open_graph
from kg.ingest import ingest


@dataclass(frozen=True, slots=True)
class Pair:
    """Two releases of one issuer, texts as "title: body", and the links between them that a careful reader would make."""

    issuer: str
    earlier: str
    later: str
    links: tuple[str, ...]
    why: str


FORMS, PARTNERS, PERSONS = "one form for another case", "another partner", "hangs on persons"
POINTING, MEANWHILE, RECALLED = "points to what stands before it", "told of meanwhile", "recalled of another"
GOING_ON, ASKED, AHEAD = "no end", "only asked for", "looked forward to"
ANOTHER_DAY, SOON = "another day of like words", "the days were over"
PAIRS = [
    Pair("PER",
         "Relief: Peru declared an emergency in the region of Piura after the floods of this week. Peru will provide tents and "
         "clean water to the families.",
         "Relief: Peru declared an emergency in the region of Tacna after the landslides of this week. Peru will provide tents "
         "and clean water to the families.", (), FORMS),
    Pair("CHL",
         "Licences: Chile approved the request of the town of Arica. Local fishermen will be given nets and boats at half of "
         "their price.",
         "Licences: Chile approved the request of the town of Iquique. Local fishermen will be given nets and boats at half of "
         "their price.", (), FORMS),
    Pair("MEX",
         "Storm: Mexico closed the port of Manzanillo after the storm. Mexico will open shelters and kitchens for the people "
         "affected.",
         "Storm: Mexico closed the port of Tampico after the storm. Mexico will open shelters and kitchens for the people "
         "affected.", (), FORMS),
    Pair("ECU",
         "Relief: Ecuador declared an emergency in the region of Loja after the floods. Ecuador will provide tents and clean "
         "water to the families.",
         "Relief: Ecuador told the press of the floods in Loja. Ecuador will provide tents and clean water to the families.",
         ("repeats",), "the same case told again"),
    Pair("NOR",
         "Talks: Norwegian Foreign Minister Ida Moe met with Ghanaian Foreign Minister Kofi Addo. Norway pledged to train nurses "
         "for rural clinics.",
         "Visit: Norwegian Foreign Minister Ida Moe received Togolese Foreign Minister Yao Kossi. Norway pledged to train nurses "
         "for rural clinics.", (), PARTNERS),
    Pair("SWE",
         "Visit: Sweden thanked Kenya for the warm welcome. Sweden will send experts for the repair of old cranes.",
         "Harvest: Sweden congratulated Uganda on a good year. Sweden will send experts for the repair of old cranes.",
         (), PARTNERS),
    Pair("IRL",
         "Call: Irish Foreign Minister Sean Moran spoke with Peruvian Foreign Minister Ana Ruiz. They discussed the fair on "
         "Monday in detail. The two ministers stressed the role of schools in rural towns. They welcomed the new books and warm "
         "meals for children of all schools. They agreed on the need for safe roads and bridges on the way to school.",
         "Call: Irish Foreign Minister Sean Moran spoke with Bolivian Foreign Minister Juan Mera. They discussed the fair on "
         "Monday in detail. The two ministers stressed the role of schools in rural towns. They welcomed the new books and warm "
         "meals for children of all schools. They agreed on the need for safe roads and bridges on the way to school.",
         (), PARTNERS),
    Pair("FIN",
         "Talks: Finland and Kenya discussed harbours. Finland will send experts for the repair of old cranes.",
         "Talks: Finland and Kenya discussed railways. Finland will send experts for the repair of old cranes.",
         ("repeats",), "the same partner"),
    Pair("ESP",
         "Miners: The miners of the north met with Minister Ana Gil today. Spain is committed to bringing them home to their "
         "families.",
         "Sailors: After a long day with the sailors of the south and those who employ them, Spain is committed to bringing them "
         "home to their families.", (), POINTING),
    Pair("PRT",
         "Dams: The dam of the north is old. Portugal pledged to inspect these dams every second year with engineers.",
         "Dams: The Minister visited the old walls by the sea and, standing with the mayor, Portugal pledged to inspect these "
         "every second year with engineers.", (), POINTING),
    Pair("GRC",
         "Crews: The crews of the ferries were in Athens. Greece pledged to support them with housing and new contracts.",
         "Crews: At the end of a long day with the crews of the buses Greece stressed safety and pledged to support them with "
         "housing and new contracts.", (), POINTING),
    Pair("KEN",
         "Call: Kenyan Foreign Minister Joseph Otieno spoke with Ugandan Foreign Minister Sam Okello. Minister Otieno and "
         "Minister Okello pledged to remain in close contact in the weeks ahead.",
         "Call: Kenyan Foreign Minister Joseph Otieno spoke with Ugandan President Grace Namata. Minister Otieno and President "
         "Namata pledged to remain in close contact in the weeks ahead.", (), PERSONS),
    Pair("ITA",
         "Changes: Italian Ambassador Mario Galli will become Minister for Ports and Railways.",
         "Changes: Italian Ambassador Luca Serra will become Minister for Ports and Railways.", (), PERSONS),
    Pair("AUT",
         "Changes: Austrian Ambassador Eva Huber will head the office for ports and railways.",
         "Changes: Austrian Ambassador Ida Maier will head the office for ports and railways.", (), PERSONS),
    Pair("ZMB",
         "Call: Zambian Foreign Minister Paul Banda spoke with Malawian Foreign Minister Ruth Phiri. Minister Banda and Minister "
         "Phiri pledged to remain in close contact in the weeks ahead.",
         "Call: Zambian Foreign Minister Paul Banda spoke again with Malawian Foreign Minister Ruth Phiri. Minister Banda and "
         "Minister Phiri pledged to remain in close contact in the weeks ahead.", ("repeats",), "the same two"),
    Pair("DNK",
         "Coasts: Denmark conveyed its commitment to continuing the work to protect the wild salmon of its rivers.",
         "Coasts: Denmark approved the continuing of the work to protect the wild salmon of its rivers.", (), GOING_ON),
    Pair("NLD",
         "Dikes: The Netherlands conveyed its commitment to strengthening the old dikes of the northern province.",
         "Dikes: The Netherlands approved the bill on the strengthening of the old dikes of the northern province.", (), GOING_ON),
    Pair("BEL",
         "Canals: Belgium is committed to maintaining safe canals for small barges in winter.",
         "Canals: Belgium approved the rules on maintaining safe canals for small barges in winter.", (), GOING_ON),
    Pair("POL",
         "Bees: Poland pledged to defend wild bees against harmful sprays in orchards.",
         "Bees: Poland closed the congress with a call to farmers to defend wild bees against harmful sprays in orchards.",
         (), ASKED),
    Pair("CZE",
         "Owls: Czechia pledged to defend barn owls against harmful lights in villages.",
         "Owls: Czechia closed the fair with an appeal to all to defend barn owls against harmful lights in villages.", (), ASKED),
    Pair("HUN",
         "Carp: Hungary pledged to defend wild carp against harmful nets in lakes.",
         "Carp: Hungary closed the week of lakes with a request to anglers to defend wild carp against harmful nets in lakes.",
         (), ASKED),
    Pair("JPN",
         "Whales: Japan stressed the importance of the ratification of the Treaty on Whales of the Southern Ocean by Chile.",
         "Whales: Japan recalled that Chile has promised the ratification of the Treaty on Whales of the Southern Ocean.",
         (), RECALLED),
    Pair("KOR",
         "Rice: South Korea underlined the importance of the accession of Vietnam to the Convention on Rice Seeds.",
         "Rice: South Korea recalled that Vietnam had undertaken the accession to the Convention on Rice Seeds.", (), RECALLED),
    Pair("THA",
         "Ports: Thailand emphasized the value of the opening of the Port of Ranong to ferries by Myanmar.",
         "Ports: Thailand recalled that Myanmar had promised the opening of the Port of Ranong to ferries.", (), RECALLED),
    Pair("CAN",
         "Haiti: Canada underscored its commitment to the sovereignty and the free elections of Haiti.",
         "Haiti: Canada reaffirmed its commitment to the people as they defend the sovereignty and the free elections of Haiti.",
         (), MEANWHILE),
    Pair("FRA",
         "Chad: France stressed its commitment to the open borders and the free press of Chad.",
         "Chad: France reiterated its commitment to aid while it restores the open borders and the free press of Chad.",
         (), MEANWHILE),
    Pair("DEU",
         "Mali: Germany stressed its commitment to the national dialogue and the peace accord of Mali.",
         "Mali: Germany reaffirmed its commitment to schools when they teach the national dialogue and the peace accord of Mali.",
         (), MEANWHILE),
    Pair("AUS",
         "Calendar: Australian Foreign Minister Joan Reed will meet with Fijian Foreign Minister Tomasi Vula on February 1, "
         "2022.",
         "Fisheries: Foreign Minister Joan Reed looked forward to a meeting with Fijian Foreign Minister Tomasi Vula on "
         "fisheries.", (), AHEAD),
    Pair("NZL",
         "Calendar: New Zealand and Samoa will hold talks on February 1, 2022.",
         "Tariffs: New Zealand looks forward to the talks with Samoa today.", (), AHEAD),
    Pair("SGP",
         "Calendar: Singapore and Brunei will hold consultations on February 1, 2022.",
         "Customs: Singapore is looking forward to consultations with Brunei on customs.", (), AHEAD),
    Pair("COL",
         "Relief: Colombia declared an emergency in the region of Choco after the floods that began on December 28, 2021. "
         "Colombia will provide tents and clean water to the families.",
         "Relief: Colombia declared an emergency in the region of Choco after the floods that began on January 25, 2022. "
         "Colombia will provide tents and clean water to the families.", (), ANOTHER_DAY),
    Pair("PRY",
         "Storm: Paraguay approved the request of the town of Luque after the hail of January 4. Farmers will be given seed at "
         "half of its price.",
         "Storm: Paraguay approved the request of the town of Luque after the hail of February 1. Farmers will be given seed at "
         "half of its price.", (), ANOTHER_DAY),
    Pair("URY",
         "Fire: Uruguay closed the port of Salto because of the fire of January 8. Uruguay will open shelters and kitchens for "
         "the people affected.",
         "Fire: Uruguay closed the port of Salto because of the fire of February 1. Uruguay will open shelters and kitchens for "
         "the people affected.", (), ANOTHER_DAY),
    Pair("NAM",
         "Call: Namibia and Angola agreed to hold talks between their border police in the coming days.",
         "Call: Namibia and Angola agreed to hold talks between their border police in the coming days.", (), SOON),
    Pair("TZA",
         "Patrols: Tanzania pledged to send more boats to the lake over the coming days.",
         "Patrols: Tanzania pledged to send more boats to the lake over the coming days.", (), SOON),
    Pair("RWA",
         "Vaccines: Rwanda pledged to hand out vaccines in the schools of Huye over the coming days.",
         "Vaccines: Rwanda pledged to hand out vaccines in the schools of Huye over the coming days.", (), SOON),
    Pair("SEN",
         "Vaccines: Senegal pledged to hand out vaccines in the schools of Thies in the coming weeks.",
         "Vaccines: Senegal pledged to hand out vaccines in the schools of Thies in the coming weeks.", ("repeats",),
         "the weeks are not over"),
]  # fmt: skip
LIFE = ("heldAs", "movedTo", "droppedBy", "fulfilledBy", "supersededBy", "respondsTo", "reaffirms", "repeats")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[frozenset[str], list[str]]:
    """Both releases -> the kinds of links that are made between undertakings, requests, stands and plans of the two."""
    path: Path = tmp_path_factory.mktemp("settings")
    rows = []
    for pair in PAIRS:
        for n, (day, text) in enumerate((("2022-01-10", pair.earlier), ("2022-02-01", pair.later))):
            title, _, body = text.partition(": ")
            rows.append({"id": f"{pair.issuer}-{n}", "issuer": pair.issuer, "date": day, "title": title, "text": body})
    (path / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ingest(path / "store", [path / "own.jsonl"], workers=1)
    found: dict[frozenset[str], list[str]] = {}
    memory = open_graph(path / "store").memory
    for link in linking.find_links(memory):
        ends = frozenset(memory.by_node[n].release.rsplit("/", 1)[-1][:14] for n in (link.one, link.other))
        if link.kind in LIFE and len(ends) == 2:
            found.setdefault(ends, []).append(link.kind)
    return found


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{pair.issuer}-{pair.why}" for pair in PAIRS])
def test_what_two_releases_have_to_do_with_each_other(made: dict[frozenset[str], list[str]], pair: Pair) -> None:
    ends = frozenset({f"{pair.issuer}-2022-01-10", f"{pair.issuer}-2022-02-01"})
    assert tuple(made.get(ends, ())) == pair.links, pair.why
