"""Names of persons: cut out of what surrounds them, joined with the office and state told, found again without a title."""

from __future__ import annotations

import pytest
from conftest import read_own

from kg import lexicon
from kg.mentions.forms import person_in
from kg.model import Doc

TALK = " They spoke about the law of the sea, and they will meet again in the spring of the year."


def people(doc: Doc) -> dict[str, tuple[str | None, str | None]]:
    found = [e for m in doc.mentions if m.form == "name" for e in m.entities if e.kind == "person"]
    return {e.label: (e.state, e.role) for e in found}


# (run of capitals, in a headline, the name in it, why)
RUNS = [
    ("Ada Lee Before Their Meeting", True, "Ada Lee", "a headline capitalises what follows"),
    ("OF THE PHILIPPINES", True, "", "no name begins with a small word"),
    ("Armed Forces Leo bin Paz", False, "Leo bin Paz", "the body of the office before the name"),
    ("On Tuesday", False, "", "a day"),
    ("Green Foundation", False, "", "a body alone"),
    ("COVID-19", False, "", "digits"),
    ("Ada Lee briefed", False, "Ada Lee", "a verb that the tagger took in"),
    ("Lena van den Berg", False, "Lena van den Berg", "small words inside a name"),
    ("HE Leo Paz", False, "Leo Paz", "a courtesy that stuck to it"),
    ("Ada Bridges", False, "Ada Bridges", "a surname that is the plural of a word of places"),
    ("Wraps Up", True, "", "a verb of headlines"),
    ("Provincial Councils", False, "", "bodies"),
    ("Held Consultations", True, "", "a verb of headlines in the past"),
    ("Ada Lee Held Talks", True, "Ada Lee", "a name before such a verb"),
    ("Ada Shoal", False, "", "a shoal"),
    ("Election", False, "", "what is held, and no general's name"),
    ("Executive Order", False, "", "what is signed"),
    ("Youth Empowerment Ada Lee", False, "Ada Lee", "what one is in charge of before the name"),
    ("WNBA MVP", False, "", "letters without a vowel"),
    ("Ada Lee Marking One Year", True, "Ada Lee", "what a headline says of a statement"),
]


@pytest.mark.parametrize(("run", "headline", "name", "why"), RUNS, ids=[r[3] for r in RUNS])
def test_the_name_in_a_run_of_capitals(run: str, headline: bool, name: str, why: str) -> None:
    assert person_in(run, headline=headline) == name, why


# (issuer, title, text, name, state, role, why)
ROWS = [
    ("USA", "Readout", "Prime Minister Leo Paz thanked Secretary Ada Lee." + TALK, "Leo Paz", None, "Prime Minister", "an office the issuer lacks is not its own"),
    ("NOR", "Readout", "Prime Minister Leo Paz thanked Minister Ada Lee." + TALK, "Leo Paz", "NOR", "Prime Minister", "an office told without a state is the issuer's"),
    ("AUS", "Readout", "Premier Li Keqiang will visit." + TALK, "Li Keqiang", "CHN", "Premier", "a listed leader is not the issuer's"),
    ("NPL", "Address by the Prime Minister Rt. Hon. Mr. Hari Lama at the Forum", "I thank you all." + TALK, "Hari Lama", "NPL", "Prime Minister",
     "courtesies between office and name"),
    ("UKR", "Readout", "The Deputy Head of the Office of the President Roman Lys met the ambassador." + TALK, "Roman Lys", "UKR",
     "Deputy Head of the Office of the President", "an office under the president is not the president's"),
    ("SGP", "Readout", "SMS Indra Low met various Fijian leaders, including Education Minister Ana Tui." + TALK, "Ana Tui", "FJI", "Education Minister",
     "one of those leaders"),
    ("USA", "Readout", "In Fiji, Secretary Ada Lee will meet with President Ana Tui." + TALK, "Ana Tui", "FJI", "President", "met in the state that one goes to"),
    ("AUS", "Visit", "I will also meet Prime Minister Leo Paz." + TALK, "Leo Paz", None, "Prime Minister", "one who holds the office speaks of another"),
    ("SGP", "Readout", "Second Minister for Law Indra Low spoke." + TALK, "Indra Low", "SGP", "Second Minister for Law", "a rank before a listed portfolio"),
    ("SGP", "Readout", "Minister Indra Low met the Ambassador of Fiji to Singapore, H.E. Jone Tui." + TALK, "Jone Tui", "FJI", "Ambassador",
     "of whom he comes, not to whom he is sent"),
    ("SGP", "Visit", "At the invitation of His Excellency President Jone Tui, President of the Republic of Fiji, Minister Indra Low paid a visit." + TALK, "Jone Tui", "FJI",
     "President", "the office before the name and behind it"),
    ("SGP", "Signing", "Singapore’s Minister for Home Affairs and Minister for Law, Mr K Tan SC, and Fiji’s Minister of Justice, Mr Jone Tui, signed a treaty." + TALK, "Jone Tui", "FJI",
     "Minister of Justice", "the next one's state and office, where the tagger does not know the first name"),
    ("SGP", "Readout", "He met Minister of Trade, Industry and Tourism of Fiji Jone Tui." + TALK, "Jone Tui", "FJI", "Minister of Trade", "a portfolio longer than the listed one"),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "title", "text", "name", "state", "role", "why"), ROWS, ids=[r[6] for r in ROWS])
def test_office_and_state(issuer: str, title: str, text: str, name: str, state: str | None, role: str, why: str) -> None:
    assert people(read_own(text, title, issuer=issuer, publisher="Australia, Prime Minister" if issuer == "AUS" else None)).get(name) == (state, role), why


# (text, cue, who, why)
AGAIN = [
    ("Minister Ada Lee of Fiji met Minister Leo Paz of Chile. Lee and Paz discussed copper.", "discussed", ["Ada Lee", "Leo Paz"], "two surnames"),
    ("Minister Ada Lee of Fiji met Minister Leo Paz of Chile. Paz reiterated that the port is open.", "reiterated", ["Leo Paz"], "a surname that opens"),
    ("Minister for Trade and Minister for Law Ada Lee met Minister Leo Paz of Chile." + TALK, "met", ["Ada Lee", "Leo Paz"], "two offices, one person"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "who", "why"), AGAIN, ids=[r[3] for r in AGAIN])
def test_named_again(text: str, cue: str, who: list[str], why: str) -> None:
    doc = read_own(text, issuer="FJI")
    act = next(a for a in doc.acts if a.cue.of(doc.text) == cue)
    assert sorted(e.label for e in act.agent) == who, why


def test_a_surname_inside_another_name_is_not_the_person() -> None:
    doc = read_own("Minister Ada Lee of Fiji met Minister Leo Paz of Chile. They went to Lee County and to Mount Lee.")
    last = doc.text.index("They")
    assert not [m for m in doc.mentions if m.form == "name" and m.span.start > last]


@pytest.mark.parametrize(("title", "text", "names"), [
    ("President Lee Acts on Ports", "President Lee acts where others did not, and she opened the port.", ["Lee"]),
    ("Statement by First Lady Ada Lee", "I thank you all for what you have done for us.", ["Ada Lee"]),
    ("THE HON A LEE MP HARBOUR BRIDGE", "The Prime Minister opened the bridge.", []),
    ("Vote", "The team was sent to the General Election on Saturday, and the General Licenses are in force.", []),
])  # fmt: skip
def test_a_headline_and_a_paper_hold_no_person(title: str, text: str, names: list[str]) -> None:
    """A name ends before a word that the body writes small; letters of a seat behind a name are no office of the next words."""
    assert list(people(read_own(text + TALK, title, issuer="USA"))) == names


def test_absent_offices_are_of_listed_states() -> None:
    rows = lexicon.absent_offices()
    states = {row.id for row in lexicon.states()}
    assert [row.state for row in rows] == sorted(row.state for row in rows)
    assert all(row.state in states and row.offices and row.reason for row in rows)
