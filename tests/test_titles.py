"""Titles of office as foreign ministries write them: found with their ranks, told apart from what only looks alike."""

from __future__ import annotations

import pytest
from conftest import read_own

from kg import lexicon
from kg.mentions.gazetteer import find_names

RANKS = {"leader", "minister", "vice-minister", "ambassador", "director-general", "working", "courtesy"}

READ = [
    ("Deputy Minister of Foreign Affairs Ama Mensah of Ghana", "Ama Mensah", "vice-minister", "a deputy"),
    ("Vice Foreign Minister Li Wen of China", "Li Wen", "vice-minister", "a vice-minister, office before the word Foreign"),
    ("First Deputy Foreign Minister Timur Aliyev of Kazakhstan", "Timur Aliyev", "vice-minister", "first among deputies"),
    ("Assistant Foreign Minister Omar Haddad of Jordan", "Omar Haddad", "vice-minister", "assistant to the minister"),
    ("Parliamentary Vice-Minister for Foreign Affairs Aiko Mori of Japan", "Aiko Mori", "vice-minister", "parliamentary"),
    ("State Secretary for Foreign Affairs Eva Berg of Sweden", "Eva Berg", "vice-minister", "a state secretary"),
    ("Under Secretary of State Ruth Cole of the United States", "Ruth Cole", "vice-minister", "under secretary, not secretary"),
    ("Minister for Europe and Foreign Affairs Luc Moreau of France", "Luc Moreau", "minister", "a long name of the ministry"),
    ("Minister of Foreign Affairs and Expatriates Nadia Khoury of Lebanon", "Nadia Khoury", "minister", "with expatriates"),
    ("Acting Foreign Minister Paulo Lopes of Portugal", "Paulo Lopes", "minister", "acting keeps the rank"),
    ("Secretary of Foreign Affairs Jose Reyes of the Philippines", "Jose Reyes", "minister", "a secretary who heads the ministry"),
    ("Minister of National Defense Kim Jae-ho of the Republic of Korea", "Kim Jae-ho", "minister", "defence"),
    ("Speaker of the National Assembly Tran Van Nam of Viet Nam", "Tran Van Nam", "minister", "a presiding officer"),
    ("Governor-General Mary Tofa of Tuvalu", "Mary Tofa", "leader", "not a governor"),
    ("Personal Envoy Jean Keller of Switzerland", "Jean Keller", "director-general", "an envoy"),
    ("Deputy Permanent Representative Aung Htun of Myanmar", "Aung Htun", "ambassador", "second at a mission"),
    ("Chargé d'affaires ad interim Ivan Petrov of Bulgaria", "Ivan Petrov", "ambassador", "with ad interim"),
    ("Apostolic Nuncio Carlo Bianchi of the Holy See", "Carlo Bianchi", "ambassador", "a papal ambassador"),
    ("Chief of the Defence Staff Ravi Menon of India", "Ravi Menon", "director-general", "a military chief"),
    ("Deputy Assistant Secretary of State Joan Reed of the United States", "Joan Reed", "director-general", "not the assistant"),
    ("Deputy Secretary-General Hans Vogel of NATO", "Hans Vogel", "vice-minister", "not the Secretary-General"),
    ("First Secretary Lena Novak of Slovenia", "Lena Novak", "working", "a diplomat's rank, not a party's"),
    ("Foreign Ministry Spokesperson Sami Aydin of Türkiye", "Sami Aydin", "working", "speaks for the ministry"),
]  # fmt: skip


@pytest.mark.parametrize(("person", "name", "rank", "why"), READ)
def test_titles_are_read_with_the_person(person: str, name: str, rank: str, why: str) -> None:
    doc = read_own(f"{person} met Foreign Minister Ana Silva of Brazil in Lima.")
    found = next(e for m in doc.mentions for e in m.entities if e.kind == "person" and e.label == name)
    ranks = {row.title: row.rank for row in lexicon.titles()}
    assert found.role is not None
    assert person.lower().startswith(found.role.lower())
    assert ranks[found.role.lower()] == rank, why


def test_titles_are_sorted_unique_lower_case_and_ranked() -> None:
    rows = lexicon.titles()
    assert [row.title for row in rows] == sorted({row.title for row in rows})
    assert all(row.title == row.title.lower().strip() for row in rows)
    assert {row.rank for row in rows} == RANKS
    assert len(rows) >= 295


DEPUTIES = ("deputy ", "vice ", "first deputy ", "assistant ", "acting ")


def test_a_deputy_never_outranks_the_office() -> None:
    """Where both the office and its deputy are listed, the deputy stands no higher."""
    order = ["leader", "minister", "vice-minister", "ambassador", "director-general", "working"]
    ranks = {row.title: row.rank for row in lexicon.titles()}
    checked = 0
    for title, rank in ranks.items():
        for prefix in DEPUTIES:
            office = title.removeprefix(prefix)
            if office != title and office in ranks and "courtesy" not in (rank, ranks[office]):
                assert order.index(rank) >= order.index(ranks[office]), title
                checked += 1
    assert checked >= 40


BODIES = [
    ("ECOSOC and the UN Peacebuilding Commission met.", ["ecosoc", "peacebuilding"], "bodies of the United Nations"),
    ("UNIFIL and UNDOF reported.", ["unifil", "undof"], "missions by abbreviation"),
    ("The Palestine Liberation Organization replied.", ["palestine-liberation"], "holds a state's name"),
    ("The Lake Chad Basin Commission met.", ["lake-chad-basin-commission"], "holds a lake's name that holds a state's"),
    ("The Alliance of Sahel States withdrew.", ["alliance-of-sahel-states"], "holds a region's name"),
    ("The OPEC Fund and OPEC+ met.", ["opec-fund", "opec-plus"], "two that are not OPEC"),
    ("The Islamic State of Iraq and the Levant was defeated.", ["isil"], "holds a state's name"),
    ("al-Shabaab and al-Qaida were named.", ["al-shabaab", "al-qaida"], "names that begin with an article"),
]


@pytest.mark.parametrize(("text", "parts", "why"), BODIES)
def test_bodies_are_found_whole(text: str, parts: list[str], why: str) -> None:
    found = [m.entities[0].id for m in find_names(text)]
    names = {"ecosoc": "un-economic-and-social-council", "peacebuilding": "un-peacebuilding-commission"}
    names["palestine-liberation"] = "palestine-liberation-organization"
    assert found == [f"organization/{names.get(p, p)}" for p in parts], why


def test_there_are_forty_more_bodies() -> None:
    assert len(lexicon.organizations()) >= 187 + 40
