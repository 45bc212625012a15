"""Names that look alike stay apart: states, persons, rivers, provinces, newspapers."""

from __future__ import annotations

import pytest
from conftest import read_own

from kg import lexicon
from kg.mentions.gazetteer import find_names, find_places, lookup

# (text, states found in order, why)
APART = [
    ("The Chilean-led mission left.", ["CHL"], "led by Chile"),
    ("JOINT STATEMENT OF THE REPUBLIC OF KOREA AND PERU ON THE EU", ["KOR", "PER"], "a title in capitals"),
    ("PERU CHAD", [], "too few words to be a title"),
    ("Ethnic Albanians in the south marched.", [], "a people lives in many states"),
    ("Niger closed the crossing.", ["NER"], "not Nigeria"),
    ("Nigeria closed the crossing.", ["NGA"], "not Niger"),
    ("Nigerien and Nigerian officials met.", ["NER", "NGA"], "one letter tells the peoples apart"),
    ("Farmers of the Niger Delta wrote to Abuja.", ["NGA"], "the delta is no state; the capital is"),
    ("The Niger Basin Authority met in Niamey.", ["NER"], "a river's authority"),
    ("Officials of the Federal Republic of Nigeria came.", ["NGA"], "the official name is one mention"),
    ("North Korea replied to South Korea.", ["PRK", "KOR"], "the longer names win over Korea"),
    ("The DPRK and the ROK exchanged lists.", ["PRK", "KOR"], "abbreviations"),
    ("The Democratic People's Republic of Korea left the talks.", ["PRK"], "the official name holds Republic of Korea"),
    ("Korea and Peru set a date.", ["KOR", "PER"], "the weak name is Seoul's"),
    ("Peace on the Korean Peninsula matters.", [], "a peninsula takes part in nothing"),
    ("North and South Korea reopened the line.", ["PRK", "KOR"], "one phrase names both"),
    ("The two Koreas reopened the line.", ["PRK", "KOR"], "the plural names both"),
    ("The Democratic Republic of the Congo wrote.", ["COD"], "Kinshasa"),
    ("The Republic of the Congo wrote.", ["COG"], "Brazzaville"),
    ("DR Congo and Congo-Brazzaville wrote.", ["COD", "COG"], "short forms"),
    ("Congo wrote.", ["COG"], "alone it is the short name in United Nations lists"),
    ("The DRC wrote. Congo will host the meeting.", ["COD", "COD"], "the text names Kinshasa's state in full and no other"),
    ("The DRC and Congo-Brazzaville met. Congo will host.", ["COD", "COG"], "both are named: the short name stays unresolved"),
    ("Congolese ministers came.", [], "either people, and nothing tells which"),
    ("The Republic of the Congo sent Congolese ministers.", ["COG", "COG"], "the text tells which"),
    ("The Congo Basin holds forests.", [], "a basin"),
    ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea voted.", ["GIN", "GNB", "GNQ", "PNG"], "four states"),
    ("Ships crossed the Gulf of Guinea.", [], "a gulf"),
    ("Flights to New Guinea resumed.", [], "the island, shared by two states"),
    ("Guinea worm disease is nearly gone.", [], "a disease"),
    ("The Republic of Equatorial Guinea joined.", ["GNQ"], "the official name"),
    ("Georgia and Armenia opened a bridge.", ["GEO", "ARM"], "the country"),
    ("Georgian vintners met in Tbilisi.", ["GEO", "GEO"], "demonym and metonym of the country"),
    ("The consul general opened an office in Atlanta, Georgia.", [], "the American state, by its city"),
    ("Georgia Governor Ann Doe received the envoy.", [], "the American state, by its office"),
    ("The Governor of Georgia received the envoy.", [], "the American state, by its office"),
    ("The State of Georgia trades with Ghana.", ["GHA"], "the American state, said so"),
    ("Trade with Georgia and Florida grew.", [], "coordinated with another American state"),
    ("Georgia Prime Minister Ana Doe received the envoy.", ["GEO"], "a title that the American state does not have"),
    ("They met in Kutaisi, Georgia.", ["GEO"], "a city of the country"),
    ("South Georgia has no residents.", [], "an island"),
    ("Jordan and Iraq opened a crossing.", ["JOR", "IRQ"], "the country"),
    ("King Abdullah of Jordan arrived.", ["JOR"], "the country after of"),
    ("Michael Jordan arrived.", [], "a surname after a forename"),
    ("Jordan Smith arrived.", [], "a forename before a surname"),
    ("Vernon E. Jordan arrived.", [], "an initial stands between"),
    ("The delegation was led by Ms. Jordan.", [], "a surname after a courtesy title"),
    ("Jordan Foreign Minister Ali Doe arrived.", ["JOR"], "a title follows, so it is the country"),
    ("Jordan Government officials arrived.", ["JOR"], "a body follows"),
    ("Jordan Thanks Partners for Relief Goods", ["JOR"], "headings capitalise every word"),
    ("Water of the Jordan River is shared.", [], "a river"),
    ("Chad and Sudan spoke.", ["TCD", "SDN"], "the countries"),
    ("Chad Brown spoke.", [], "a forename before a surname"),
    ("Mr. Chad P. Brown spoke.", [], "with title and initial"),
    ("Lake Chad is shrinking.", [], "a lake"),
    ("Foreign Minister Israel Doron spoke.", [], "between title and surname it is a forename"),
    ("Israel Defense Forces spoke.", ["ISR"], "a body of the state"),
    ("Congressman Lee France spoke.", [], "a surname"),
    ("Dominica and the Dominican Republic signed.", ["DMA", "DOM"], "island and republic"),
    ("Dominican farmers signed.", ["DOM"], "the larger people by default"),
    ("Dominica sent Dominican farmers.", ["DMA", "DMA"], "the text names the island alone"),
    ("Sudan and South Sudan signed.", ["SDN", "SSD"], "north and south"),
    ("South Sudanese and Sudanese traders met.", ["SSD", "SDN"], "demonyms likewise"),
    ("The two Sudans signed.", ["SDN", "SSD"], "the plural names both"),
    ("Ireland signed.", ["IRL"], "the state"),
    ("Northern Ireland signed.", [], "a part of another state, not the Irish state"),
    ("The United Kingdom of Great Britain and Northern Ireland signed.", ["GBR"], "the official name holds Northern Ireland"),
    ("Ireland and Northern Ireland share a grid.", ["IRL"], "only the first is the state"),
    ("North Macedonia signed.", ["MKD"], "the present name"),
    ("Macedonia signed.", ["MKD"], "the former short name"),
    ("Investors from Central Macedonia came.", [], "a region of Greece"),
    ("Samoa signed.", ["WSM"], "the state"),
    ("American Samoa sent help.", [], "a territory, neither Samoa nor the United States"),
    ("The Federated States of Micronesia signed.", ["FSM"], "the state"),
    ("The U.S. Virgin Islands sent help.", [], "a territory"),
    ("The British Virgin Islands sent help.", [], "another territory"),
    ("Turkey became Türkiye.", ["TUR", "TUR"], "one state, two names"),
    ("The Republic of Turkey signed.", ["TUR"], "the former official name"),
    ("Turkish Cypriot mayors met.", [], "a community, neither Türkiye nor Cyprus"),
    ("The Turkish Republic of Northern Cyprus was mentioned.", [], "no listed state, and neither of the two"),
    ("Holland and the Netherlands are one.", ["NLD", "NLD"], "one state, two names"),
    ("The Netherlands Antilles were dissolved.", [], "a former territory"),
    ("Mali and Malian troops.", ["MLI", "MLI"], "name and demonym"),
    ("Malians met Maldivians in Malawi.", ["MLI", "MDV", "MWI"], "three that begin alike"),
    ("China signed.", ["CHN"], "Beijing"),
    ("The People's Republic of China signed.", ["CHN"], "the official name holds Republic of China"),
    ("The Peoples' Republic of China signed.", ["CHN"], "a common slip of the apostrophe"),
    ("The Republic of China (Taiwan) signed.", ["TWN"], "one mention, brackets and all"),
    ("Inner Mongolia and Mongolia trade.", ["MNG"], "a region of China, then the state"),
    ("Patrols in the South China Sea and the Sea of Japan.", [], "seas"),
    ("The Indian Ocean is warming.", [], "an ocean"),
    ("New Mexico and Mexico trade.", ["MEX"], "an American state, then the state"),
    ("Latin America and South America grow.", [], "continents are not the United States"),
    ("French Guiana and French Polynesia voted.", [], "territories"),
    ("Guyana, not French Guiana, signed.", ["GUY"], "the state alone"),
    ("East Timor signed; West Timor is Indonesian.", ["TLS", "IDN"], "half an island"),
    ("Austria and Australia signed.", ["AUT", "AUS"], "alike at first sight"),
    ("Slovakia and Slovenia signed.", ["SVK", "SVN"], "alike at first sight"),
    ("Mauritius and Mauritania signed.", ["MUS", "MRT"], "alike at first sight"),
    ("Liberia and Libya signed.", ["LBR", "LBY"], "alike at first sight"),
    ("Gambia and Zambia signed.", ["GMB", "ZMB"], "alike at first sight"),
    ("Iran and Iraq signed.", ["IRN", "IRQ"], "alike at first sight"),
    ("Paraguay and Uruguay signed.", ["PRY", "URY"], "alike at first sight"),
    ("Nauru signed.", ["NRU"], "the name in most texts"),
    ("Trinidad & Tobago and St Lucia signed.", ["TTO", "LCA"], "ampersand and abbreviated saint"),
    ("Hong Kong, China, signed.", ["HKG"], "the name in APEC is one mention"),
    ("George Washington crossed the river.", [], "a surname"),
    ("Washington crossed the line.", ["USA"], "the metonym"),
    ("Officials from Washington State came.", [], "an American state"),
    ("The Washington Post reported.", [], "a newspaper"),
    ("Air France cancelled a flight to Cairo.", ["EGY"], "an airline, then a metonym"),
    ("It gave 3 million US dollars to Haiti.", ["HTI"], "money"),
    ("The Bank of America lent to Jamaica.", ["JAM"], "a company"),
    ("They met in Oman. Air traffic resumed.", ["OMN"], "names do not run over the end of a sentence"),
    ("He left North. Korea replied.", ["KOR"], "names do not run over the end of a sentence"),
    ("Let us join us in the U.S. today.", ["USA"], "the pronoun is no state"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes", "why"), APART)
def test_names_that_look_alike_stay_apart(text: str, codes: list[str], why: str) -> None:
    found = [e.state for m in find_names(text) for e in m.entities if e.kind == "state"]
    assert found == codes, why


def test_the_table_is_large_and_has_a_reason_per_row() -> None:
    assert len(APART) >= 60
    assert len({text for text, _, _ in APART}) == len(APART)
    assert all(why for _, _, why in APART)


PERSONS = [
    ("Ambassador Michael Jordan met Foreign Minister Ana Silva of Brazil.", "Michael Jordan", "a state's name ends the person's"),
    ("Mr. Chad Brown met Foreign Minister Ana Silva of Brazil.", "Chad Brown", "a state's name begins the person's"),
]


@pytest.mark.parametrize(("text", "name", "why"), PERSONS)
def test_a_person_named_like_a_state_is_a_person(text: str, name: str, why: str) -> None:
    doc = read_own(text)
    persons = {e.label for m in doc.mentions for e in m.entities if e.kind == "person"}
    assert name in persons, why
    assert not {e.state for m in doc.mentions for e in m.entities if e.kind == "state"} & {"JOR", "TCD"}, why


@pytest.mark.parametrize("row", lexicon.homonyms(), ids=lambda row: row.phrase)
def test_every_homonym_is_read_as_its_row_says(row) -> None:
    """In a text of its own each phrase gives the actors of its rule, and nothing that its words would give alone."""
    found = [e.id for m in find_names(f"It was about {row.phrase} then.") for e in m.entities]
    first = [*row.stands_for[:1]]
    due = {"none": [], "one": [], "first": first, "organ": first, "home": first, "all": [*row.stands_for]}[row.rule]
    assert found == due
    assert row.reason


@pytest.mark.parametrize(("issuer", "more", "due"), [("AUS", "", "state/AUS"), ("PER", "", "organization/commonwealth"), ("AUS", " Commonwealth leaders agreed.", "organization/commonwealth")])
def test_at_home_a_state_is_called_what_a_body_is_called_abroad(issuer: str, more: str, due: str) -> None:
    assert find_names("The Commonwealth will fund the port." + more, issuer)[0].entities[0].id == due


def test_homonyms_are_sorted_unique_and_stand_for_listed_states() -> None:
    phrases = [row.phrase for row in lexicon.homonyms()]
    assert phrases == sorted(set(phrases))
    codes = {f"state/{row.id}" for row in lexicon.states()} | {f"organization/{row.id}" for row in lexicon.organizations()}
    for row in lexicon.homonyms():
        assert set(row.stands_for) <= codes, row.phrase
        assert bool(row.stands_for) == (row.rule != "none"), row.phrase
    words = [row.word for row in lexicon.name_words()]
    assert words == sorted(set(words))
    assert {k for row in lexicon.name_words() for k in row.kinds} == {"bearer", "body", "field", "forename", "institution", "rare", "surname", "thing", "title", "venue"}


def test_a_homonym_has_no_entity_of_its_own() -> None:
    assert lookup("Lake Chad") is None
    assert lookup("Chad").state == "TCD"


def test_a_person_is_no_place() -> None:
    assert [m.entities[0].id for m in find_places("Lloyd Austin and Victoria Doe met in Austin.")] == ["place/austin"]
