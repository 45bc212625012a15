"""Treaties, declarations and resolutions are found as instruments."""

from __future__ import annotations

import re

import pytest

from kg import lexicon, resources
from kg.mentions.gazetteer import find_instruments

FOUND = [
    ("They recalled the Paris Agreement.", ["2015-paris-agreement"], "a treaty named after a city"),
    ("They recalled the UN Charter and the Charter of the United Nations.", ["1945-un-charter"] * 2, "two names, one text"),
    ("Full use of the NPT and the CTBT.", ["1968-npt", "1996-ctbt"], "abbreviations"),
    ("Under UNCLOS, the Antarctic Treaty and its Protocol.", ["1982-unclos", "1959-antarctic"], "the protocol is not named"),
    ("The Joint Comprehensive Plan of Action (JCPOA) holds.", ["2015-jcpoa", "2015-jcpoa"], "full name and abbreviation"),
    ("The International Covenant on Economic, Social and Cultural Rights binds.", ["1966-icescr"], "a title with commas"),
    ("New START Treaty limits hold; START I expired.", ["2010-new-start", "1991-start"], "the longer name wins"),
    ("The Minsk agreements failed.", ["2015-minsk"], "the noun in lower case"),
    ("The Geneva Convention and the Geneva Protocol.", ["1949-geneva", "1925-geneva-protocol"], "one city, two texts"),
    ("Korea cited the Inter-Korean Basic Agreement.", ["1991-south-north-basic"], "between two who are one nation"),
    ("UN Security Council resolution 2231 was cited.", ["unsc-resolution-2231"], "the plain form"),
    ("United Nations Security Council Resolution 1325 (2000) was cited.", ["unsc-resolution-1325"], "full name, capital, year"),
    ("UNSCR 1540 was cited.", ["unsc-resolution-1540"], "the abbreviation"),
    ("UNSC Resolution No. 425 was cited.", ["unsc-resolution-425"], "with No."),
    ("Security Council resolutions 242 and 338 were cited.", ["unsc-resolution-242", "unsc-resolution-338"], "two at once"),
    (
        "UNSC resolutions 1695 (2006), 1718 (2006) and 1874 (2009) were cited.",
        ["unsc-resolution-1695", "unsc-resolution-1718", "unsc-resolution-1874"],
        "a list with years",
    ),
    ("UN General Assembly resolution 68/262 was cited.", ["unga-resolution-68-262"], "session and number"),
    ("UNGA resolutions ES-11/1 and A/RES/77/276 were cited.", ["unga-resolution-77-276"], "the special session's form is not read"),
    ("It is in A/RES/70/1.", ["unga-resolution-70-1"], "the symbol alone"),
    ("It is in S/RES/2728 (2024).", ["unsc-resolution-2728"], "the symbol with the year"),
    ("Human Rights Council resolution 46/20 was cited.", ["unhrc-resolution-46-20"], "another council"),
]  # fmt: skip

NOT_FOUND = [
    ("An agreement was reached in Paris.", "no name"),
    ("The Security Council adopted a resolution.", "no number"),
    ("Security Council members, 15 in number, voted.", "a number that counts members"),
    ("UNGA 78 opened.", "a session, not a resolution"),
    ("UNSC 1540 Committee members met.", "without the word resolution the abbreviation names the body"),
    ("Parliament adopted resolution 12.", "another body's"),
    ("The Association Agreement was signed.", "a kind of agreement, not one of them"),
    ("The Doha Agreement was recalled.", "several bear that name"),
    ("The ceasefire resolution of the conflict in 2021.", "the common noun"),
]


@pytest.mark.parametrize(("text", "ids", "why"), FOUND)
def test_instruments_are_found(text: str, ids: list[str], why: str) -> None:
    found = find_instruments(text)
    assert [m.entities[0].id for m in found] == [f"instrument/{i}" for i in ids], why
    assert {(m.form, m.entities[0].kind) for m in found} == {("instrument", "instrument")}


@pytest.mark.parametrize(("text", "why"), NOT_FOUND)
def test_what_names_no_instrument_is_not_found(text: str, why: str) -> None:
    assert find_instruments(text) == [], why


def test_the_first_of_several_resolutions_has_its_body_in_the_span() -> None:
    text = "Under UN Security Council resolutions 242 and 338 they met."
    assert [m.span.of(text) for m in find_instruments(text)] == ["UN Security Council resolutions 242", "338"]


def test_one_resolution_is_one_entity_however_it_is_written() -> None:
    forms = ["UN Security Council resolution 2334 (2016)", "UNSCR 2334", "UNSC Resolution 2334", "S/RES/2334 (2016)"]
    assert len({find_instruments(form)[0].entities for form in forms}) == 1


@pytest.mark.parametrize("row", lexicon.instruments(), ids=lambda row: row.id)
def test_every_instrument_is_found_by_each_of_its_names(row) -> None:
    for name in (row.title, *row.names):
        text = f"They recalled the {name} again."
        found = [(m.span.of(text), m.entities[0].id) for m in find_instruments(text)]
        assert found == [(name, f"instrument/{row.id}")]


def test_the_list_of_instruments_holds_together() -> None:
    rows = lexicon.instruments()
    assert len(rows) >= 120
    names = [n for row in rows for n in (row.title, *row.names)]
    assert len(names) == len(set(names)), "a name stands for one instrument"
    kinds = set(re.findall(r"instrument-type/([a-z-]+)>", resources.ontology("voc", "instrument-type.ttl").read_text("utf-8")))
    assert {row.type for row in rows} <= kinds
    assert all(re.fullmatch(r"\d{4}(-\d\d-\d\d)?", row.date) and row.id[:4] == row.date[:4] for row in rows)
