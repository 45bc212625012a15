"""Places are found as places: cities, capitals, regions, seas, contested places under each of their names."""

from __future__ import annotations

import pytest

from kg import lexicon
from kg.mentions.gazetteer import find_names, find_places

FOUND = [
    ("They met in Seoul.", ["seoul"], "a capital is a place here"),
    ("Talks moved from Kyoto to Osaka.", ["kyoto", "osaka"], "cities in text order"),
    ("Ships pass the Gulf of Oman and the Strait of Hormuz.", ["gulf-of-oman", "strait-of-hormuz"], "gulf and strait"),
    ("The Red Sea, the Black Sea and the Bay of Bengal.", ["red-sea", "black-sea", "bay-of-bengal"], "seas"),
    ("Security in the Indo-Pacific and the Sahel.", ["indo-pacific", "sahel"], "regions"),
    ("Peace on the Korean Peninsula.", ["korean-peninsula"], "a peninsula"),
    ("The talks in Washington, D.C. went on.", ["washington"], "the alias runs over the comma"),
    ("A visit to Ho Chi Minh City.", ["ho-chi-minh-city"], "four words"),
    ("A visit to New Mexico.", ["new-mexico"], "holds a state's name"),
    ("A visit to Northern Ireland.", ["northern-ireland"], "holds a state's name"),
    ("A visit to the U.S. Virgin Islands.", ["u-s-virgin-islands"], "begins with an abbreviation"),
    ("Odessa and Odesa are one.", ["odesa", "odesa"], "two spellings, one place"),
    ("A visit to St. Petersburg and Saint Petersburg.", ["saint-petersburg", "saint-petersburg"], "abbreviated saint"),
    ("Sharm El-Sheikh hosted it.", ["sharm-el-sheikh"], "spelling of the article"),
    ("They met in Kutaisi, Georgia.", ["kutaisi"], "the city; the country is no place of the list"),
    ("Atlanta, Georgia, hosted it.", ["atlanta"], "the city; the phrase keeps only the country away"),
    ("Tokyo's mayor came.", ["tokyo"], "the possessive is left out"),
    ("Dokdo and Takeshima are one.", ["liancourt-rocks", "liancourt-rocks"], "a contested place under two names"),
    ("Ships near the Senkaku Islands, or Diaoyu Islands.", ["senkaku-diaoyu", "senkaku-diaoyu"], "under two names"),
    ("Second Thomas Shoal, called Ren'ai Jiao.", ["second-thomas-shoal", "second-thomas-shoal"], "under two names"),
    ("The status of Crimea and Abkhazia.", ["crimea", "abkhazia"], "contested places"),
    ("Stepanakert, or Khankendi.", ["stepanakert", "stepanakert"], "a town with two names"),
    ("Lake Chad and the Nile.", ["lake-chad-basin", "nile"], "a lake and a river"),
    ("Victoria Falls is in Zimbabwe.", ["victoria-falls"], "two words, no person"),
    ("Goma and Gao are tense.", ["goma", "gao"], "a town that is also a surname, without a second capital"),
]  # fmt: skip

NOT_FOUND = [
    ("Michael Austin met Victoria Doe.", "persons"),
    ("Secretary Austin spoke.", "a surname after a title"),
    ("Mr. Gao Feng spoke.", "a surname before the forename"),
    ("The Paris Agreement entered into force.", "an instrument is no place"),
    ("The Shanghai Cooperation Organization met.", "a body is no place"),
    ("The Budapest Memorandum was recalled.", "an instrument is no place"),
    ("Japan and Peru signed.", "states are no places of this list"),
    ("Nice words and a mobile reading room in spring.", "common words"),
    ("The Jakarta Post wrote.", "a newspaper"),
    ("He spoke of York. Peninsula talks go on.", "no name over the end of a sentence"),
    ("The Arctic Council met.", "a body named after a region"),
    ("Papua New Guinea signed.", "the state holds the island's name"),
]


@pytest.mark.parametrize(("text", "ids", "why"), FOUND)
def test_places_are_found(text: str, ids: list[str], why: str) -> None:
    found = find_places(text)
    assert [m.entities[0].id for m in found] == [f"place/{i}" for i in ids], why
    assert {(m.form, m.entities[0].kind, m.entities[0].state) for m in found} == {("place", "place", None)}


@pytest.mark.parametrize(("text", "why"), NOT_FOUND)
def test_what_is_no_place_is_not_found(text: str, why: str) -> None:
    assert find_places(text) == [], why


@pytest.mark.parametrize("letter", sorted({row.id[0] for row in lexicon.places()}))
def test_every_place_is_found_by_each_of_its_names(letter: str) -> None:
    for row in (row for row in lexicon.places() if row.id.startswith(letter)):
        for name in (n for n in (row.label, *row.names) if n):
            text = f"It was in {name} that they met."
            found = [(m.span.of(text), m.entities[0].id) for m in find_places(text)]
            assert found == [(name, f"place/{row.id}")]


def test_a_capital_stays_a_metonym_of_its_state() -> None:
    """What ``find_names`` makes of capitals does not depend on the list of places."""
    for row in lexicon.states():
        for name in (n for n in row.metonyms if n[0].isupper()):
            found = [(m.form, m.entities[0].id) for m in find_names(f"They heard from {name} yesterday.")]
            assert found == [("metonym", f"state/{row.id}")], name


@pytest.mark.parametrize(("text", "state", "place", "actors"), [
    ("Lebanese officers spoke to militias in Tripoli.", "LBN", "tripoli-lebanon", ["LBN"]),
    ("Libyan officers spoke to militias in Tripoli.", "LBY", "tripoli", ["LBY", "LBY"]),
    ("Lebanon thanked Libya for the talks in Tripoli.", "LBN LBY", "tripoli", ["LBN", "LBY", "LBY"]),
])  # fmt: skip
def test_of_places_of_one_name_the_text_means_that_of_its_states(text: str, state: str, place: str, actors: list[str]) -> None:
    """Where the state of the usual place is not named, it is no capital speaking either."""
    assert [m.entities[0].id for m in find_places(text, state.split())] == [f"place/{place}"]
    assert [m.entities[0].state for m in find_names(text)] == actors


@pytest.mark.parametrize(("text", "found"), [
    ("The European common market and the World bank.", ["organization/european-community", "organization/world-bank"]),
    ("The future movement of troops, new forces and a free movement.", []),
])  # fmt: skip
def test_newspapers_spare_capitals(text: str, found: list[str]) -> None:
    assert [m.entities[0].id for m in find_names(text)] == found


def test_the_label_of_a_contested_place_takes_no_side() -> None:
    """Whichever name a text uses, the entity is the same and carries all of them in alphabetical order."""
    one, other = (find_places(text)[0].entities[0] for text in ("Dokdo is small.", "Takeshima is small."))
    assert one == other
    assert one.label == "Dokdo / Liancourt Rocks / Takeshima"


def test_the_list_of_places_holds_together() -> None:
    states = {row.id for row in lexicon.states()}
    rows = lexicon.places()
    assert len(rows) >= 600
    assert all(not row.state or row.state in states for row in rows)
    assert not [row.id for row in rows if row.contested and row.state], "no contested place lies in a state"
    assert not [row.id for row in rows if row.code and row.state], "a code of its own has what lies in no state"
    assert not [row.id for row in rows if row.namings and not row.contested]
    assert all(n.rpartition("=")[0] in row.names for row in rows for n in row.namings)
    names = [n for row in rows for n in (row.label, *row.names) if n]
    assert len(names) == len(set(names)), "a name stands for one place"


NO_STATE = ["jerusalem", "taipei", "ramallah", "srinagar", "crimea", "donetsk", "stepanakert", "pristina", "black-sea", "sahel"]


@pytest.mark.parametrize("slug", NO_STATE)
def test_disputed_and_shared_places_lie_in_no_state(slug: str) -> None:
    assert next(row.state for row in lexicon.places() if row.id == slug) == ""
