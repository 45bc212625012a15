"""Who acts: descriptions, titles and pronouns go to the one person they can stand for, and to nobody where several could."""

from __future__ import annotations

import pytest
from conftest import read_own

from kg import lexicon
from kg.mentions.gazetteer import find_names
from kg.mentions.identity import judged
from kg.model import Doc

PUBLISHERS = {"RUS": "Russia, President", "UKR": "Ukraine, President", "KEN": "Kenya, President"}


def who(doc: Doc, cue: str) -> tuple[list[str], list[str]]:
    act = next(a for a in doc.acts if a.cue.of(doc.text) == cue)
    return sorted(e.label for e in act.agent), sorted(e.label for e in act.addressee)


# (issuer, text, cue, who, to whom, why)
ROWS = [
    (
        "USA",
        "Secretary of State Dana Hale met Foreign Secretary Elisa Trent of the United Kingdom. Secretary Hale will also meet a number of business leaders.",
        "meet", ["Dana Hale", "a number of business leaders"], [], "others than those who talk",
    ),
    (
        "USA",
        "In line with its usual practice, the United States held consultations with Kenya on Sudan.",
        "consultations", ["Kenya", "United States"], [], "in line with a practice is with nobody",
    ),
    (
        "KEN",
        "Daniel Otieno had a telephone conversation with Prime Minister of the Italian Republic Ada Russo. The Kenyan leader thanked Italy.",
        "thanked", ["Daniel Otieno"], ["Italy"], "the untitled subject that opens a presidency's text holds the publishing office",
    ),
    (
        "KEN",
        "Daniel Otieno had a telephone conversation with Prime Minister of the Italian Republic Ada Russo. The Head of State urged Italy to sign.",
        "urged", ["Daniel Otieno"], ["Italy"], "the head of state is the president",
    ),
    (
        "KEN",
        "President Daniel Otieno met with President of Peru Ana Ruiz. The leader of the Republic of Peru thanked Kenya for its help.",
        "thanked", ["Ana Ruiz"], ["Kenya"], "the leader of a state is its president here",
    ),
    (
        "KEN",
        "Foreign Minister Daniel Otieno met Foreign Minister Ana Ruiz of Peru. The Peruvian leader thanked Kenya for its help.",
        "thanked", ["The Peruvian leader"], ["Kenya"], "a minister is no leader: nobody is named",
    ),
    (
        "USA",
        "Secretary of State Dana Hale spoke with UK Foreign Secretary Elisa Trent today about Sudan. Secretary Hale underscored the need for aid.",
        "spoke", ["Dana Hale", "Elisa Trent"], [], "the parser stops at the state before the title",
    ),
    (
        "USA",
        "Secretary of State Dana Hale and Foreign Minister Leo Paz of Chile met in Lima. Minister Paz urged his counterpart to act.",
        "urged", ["Leo Paz"], ["Dana Hale"], "his counterpart is the other of the two",
    ),
    (
        "USA",
        "Special Adviser Carl Dunn met with CARICOM leaders. CARICOM leaders acknowledged the importance of trade.",
        "acknowledged", ["CARICOM leaders"], [], "leaders told by their body are not those who talk",
    ),
    (
        "LKA",
        "Dr. Brian Ude, the Vatican Ambassador to Sri Lanka, met with President Ana Perera. The Vatican Ambassador congratulated President Perera on her victory.",
        "congratulated", ["Brian Ude"], ["Ana Perera"], "an ambassador told by the sender",
    ),
    (
        "UKR",
        "Ivan Koval, Head of the Office of the President, met with the ambassadors of the G7 countries. The issue of grain was discussed.",
        "discussed", ["Ivan Koval", "the ambassadors of the G7 countries"], [], "a group takes part without a name",
    ),
    (
        "FRA",
        "France condemned recent unlawful ballistic missile launches by the DPRK.",
        "condemned", ["France"], ["North Korea"], "by whom, though the parser hangs it on the verb",
    ),
    (
        "EU",
        "A year ago, Nadia Sol was taken from her home in Peru. It was proposed to send observers.",
        "proposed", ["European Union"], [], "whom a statement is about does not put it forward",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "text", "cue", "by", "to", "why"), ROWS, ids=[r[-1] for r in ROWS])
def test_who_acts(issuer: str, text: str, cue: str, by: list[str], to: list[str], why: str) -> None:
    given = {"publisher": PUBLISHERS.get(issuer, ""), "issuer": "organization/european-union" if issuer == "EU" else issuer}
    agents, addressees = who(read_own(text, title="Readout", **given), cue)
    assert (agents, addressees) == (by, to), why


# (issuer, text, name, state or None, why)
STATES = [
    ("USA", "Special Representative for the DPRK Sam Kane met with ROK Envoy Noh Sang-min.", "Sam Kane", "USA", "for whom, not of whom"),
    ("USA", "While in Hanoi, President Dale will meet with General Secretary Tran Van Duc.", "Tran Van Duc", "VNM", "met where one goes"),
    ("LKA", "Minister Li Bao of China, who is on a visit to Sri Lanka, met with President Ana Perera.", "Ana Perera", "LKA", "the host is no guest"),
    ("NPL", "The Swiss delegation was led by Assistant State Secretary Ambassador Jan Keller.", "Jan Keller", "CHE", "whose delegation one leads"),
    ("PER", "Ambassador to Peru Olga Lind met Minister Ana Ruiz.", "Olga Lind", None, "another state's ambassador, which is not told"),
    ("RUS", "Ivan Orlov held talks with President of Peru Ana Ruiz.", "Ivan Orlov", "RUS", "the holder of the publishing office"),
    ("USA", "Ivan Orlov held talks with President of Peru Ana Ruiz.", "Ivan Orlov", None, "a ministry's text tells nothing of an untitled name"),
    ("USA", "Prime Minister of the Italian Republic Ada Russo met Secretary Dana Hale.", "Ada Russo", "ITA", "the people's name and the kind of state"),
    ("NPL", "Prime Minister of Nepal K B Thapa met President Ana Ruiz of Peru.", "K B Thapa", "NPL", "initials without stops"),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "text", "name", "state", "why"), STATES, ids=[r[-1] for r in STATES])
def test_for_whom_a_person_acts(issuer: str, text: str, name: str, state: str | None, why: str) -> None:
    doc = read_own(text, title="Readout", issuer=issuer, publisher=PUBLISHERS.get(issuer, "Ministry"))
    persons = {e.label: e.state for m in doc.mentions if m.form == "name" for e in m.entities if e.kind == "person"}
    assert persons[name] == state, why


# (text, issuer, organizations found, why)
COUNCILS = [
    ("He met the permanent members of the Security Council.", "RUS", [], "a national body"),
    ("The Security Council met. The United Nations can help.", "KAZ", ["United Nations"], "naming the United Nations does not make it theirs"),
    ("Russia spoke in the Security Council.", "FRA", ["Russia", "United Nations Security Council"], "in another state's text it is theirs, whoever is named"),
    ("The members of the Security Council condemned the attack.", "organization/un-security-council", ["United Nations Security Council"], "it issues"),
    ("The UN Security Council met. The Security Council will vote.", "RUS", ["United Nations Security Council"] * 2, "named in full"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issuer", "names", "why"), COUNCILS, ids=[r[-1] for r in COUNCILS])
def test_a_bare_security_council(text: str, issuer: str, names: list[str], why: str) -> None:
    assert [e.label for m in find_names(text, issuer) for e in m.entities] == names, why


# Two names of one text, and whether they are one person there.
TOGETHER = [
    ("President Ivan Kovalskyy", "Ivan Kovalsky", True, "a final y doubled"),
    ("President Kishida Fumio", "Fumio Kishida", True, "order of the names"),
    ("President José Muñoz", "Jose Munoz", True, "accents"),
    ("President Asanka Disanayake", "Asanka Dissanayake", True, "a letter doubled"),
    ("President Kim Jong Il", "Kim Jong Un", False, "one short word differs"),
    ("President Anders Holm", "Andreas Holm", False, "two forenames"),
    ("President Lena Berg", "Lena Bergman", False, "a longer surname"),
    ("President Aung San Suu Kyi", "Aung San", False, "judged never the same, though one holds the other"),
    ("President Volodymyr Zelenskyy", "Volodymyr Zelensky", True, "judged the same"),
]


@pytest.mark.parametrize(("one", "other", "same", "why"), TOGETHER, ids=[r[-1] for r in TOGETHER])
def test_names_are_joined_only_where_they_cannot_be_two_people(one: str, other: str, same: bool, why: str) -> None:
    doc = read_own(f"{one} met with Minister Ana Ruiz of Peru in the city of Lima. On the next day it was Minister {other} who came to see her.", title="Readout")
    people = {e.id for m in doc.mentions if m.form == "name" for e in m.entities if e.kind == "person"}
    assert len(people) == (2 if same else 3), why


def test_judgements_are_sorted_complete_and_have_a_reason() -> None:
    rows = lexicon.judgements()
    assert [(r.one, r.other) for r in rows] == sorted((r.one, r.other) for r in rows)
    assert {r.verdict for r in rows} == {"same", "never", "unsure"}
    assert all(r.reason for r in rows)
    assert len({frozenset((r.one, r.other)) for r in rows}) == len(rows)


@pytest.mark.parametrize("row", lexicon.judgements(), ids=lambda row: f"{row.one}, {row.other}")
def test_every_judgement_is_kept(row) -> None:
    """What is judged the same is one person in a text, what is not is two, in either order."""
    assert judged(row.other, row.one) == row.verdict
    doc = read_own(f"President {row.one} met Minister Ana Ruiz of Peru. She thanked Mr. {row.other} for the visit.", title="Readout")
    people = {e.id for m in doc.mentions if m.form == "name" for e in m.entities if e.kind == "person" and e.label != "Ana Ruiz"}
    assert (len(people) == 1) == (row.verdict == "same"), people
