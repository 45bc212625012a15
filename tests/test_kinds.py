"""Kinds of reading that the first release asks for, each on releases of other ministries, with what it must leave alone."""

from __future__ import annotations

import pytest
from conftest import read_own

from kg.mentions.gazetteer import find_pairs
from kg.model import Appraisal, Claim, Commitment, Doc, Position

MET = "Foreign Minister Anna Lind of Norway met with Chilean Foreign Minister Leo Paz in Oslo. "
NAMES = {"Anna Lind": "Lind", "Leo Paz": "Paz"}


def words(doc: Doc, rule: type) -> list[str]:
    return [" … ".join(s.of(doc.text) for s in a.content) for a in doc.acts if type(a) is rule]


NORMS = [
    ("The envoy of Peru said that the border must remain open.", Position),
    ("“We need to open the harbour before winter comes,” Foreign Minister Anna Lind of Norway said.", Position),
    ("Foreign Minister Anna Lind of Norway said that the parties have to return to the table.", Position),
    ("The envoy of Peru said that the border remains open.", Claim),
    ("The envoy of Peru said that the border needed repair.", Claim),
]


@pytest.mark.parametrize(("text", "kind"), NORMS)
def test_what_ought_to_be_is_a_position(text: str, kind: type) -> None:
    found = [a for a in read_own(text).acts if type(a) in (Position, Claim)]
    assert [(type(a), a.stance) for a in found] == [(kind, "supports" if kind is Position else None)]


CHANCES = [
    (MET + "The visit was an opportunity to reaffirm the commitment of both sides to free trade.", ["CHL", "NOR"]),
    (MET + "The talks provided an occasion to renew the commitment of the two countries to the survey.", ["CHL", "NOR"]),
    (MET + "“It was a chance to reaffirm the commitment of both sides to free trade,” Minister Paz said.", ["CHL", "NOR"]),
    (MET + "The visit will be an opportunity to reaffirm the commitment of both sides to free trade.", None),
    (MET + "It is rare to have an opportunity to reaffirm the value of trade.", None),
]


@pytest.mark.parametrize(("text", "parties"), CHANCES)
def test_a_chance_that_was_had_was_taken(text: str, parties: list[str] | None) -> None:
    found = [a for a in read_own(text).acts if a.force == "reaffirm" and isinstance(a, Commitment)]
    assert [sorted(str(p.state) for p in a.party) for a in found] == ([parties] if parties else [])


UNNAMED = [
    ("A Foreign Ministry official in Oslo said the survey has begun.", 1),
    ("A spokesperson of Peru said that the harbour is closed.", 1),
    ("A senior diplomat of Kenya said that the vote was fair.", 1),
    ("Foreign Minister Anna Lind of Norway said the survey has begun.", 0),
]


@pytest.mark.parametrize(("text", "layers"), UNNAMED)
def test_what_a_source_without_a_name_says_keeps_its_clause(text: str, layers: int) -> None:
    assert [len(a.reported_via) for a in read_own(text).acts if isinstance(a, Claim)] == [layers]


def test_a_quotation_of_several_sentences_stays_beside_the_act_inside_it() -> None:
    doc = read_own(
        MET + "“The mood was warm and the talks were long. It was a chance to reaffirm the commitment of both sides to free trade,” an official of Norway said."
    )
    assert [a.force for a in doc.acts][1:] == ["reaffirm", "state"]
    assert all([c.speaker.kind for c in a.reported_via] == ["unnamed"] for a in doc.acts[1:])


FRONTED = [
    "The Foreign Ministry in Oslo said that noting the progress of the survey, the two ministers reaffirmed the value of trade.",
    "The Foreign Ministry in Oslo said that, recalling the treaty on the harbour, the two ministers stressed the need for calm.",
    "The Foreign Ministry in Oslo said that welcoming the release of the crew, the two ministers stressed the need for calm.",
]


@pytest.mark.parametrize("text", FRONTED)
def test_a_participle_before_its_clause_has_the_subject_of_the_clause(text: str) -> None:
    acts = read_own(MET + text).acts[1:]
    assert [[NAMES[e.label] for e in a.agent] for a in acts] == [["Lind", "Paz"]] * 2
    assert all([c.speaker.id for c in a.reported_via] == ["organization/NOR-mofa"] for a in acts)


PARTIAL = [
    ("Foreign Minister Anna Lind of Norway praised Chile for reopening the port, saying, Norway “has great hopes that the line will bring growth.”",
     ["reopening the port", "the line will bring growth"]),
    ("President Ana Ruiz of Peru praised Fiji for the vote, adding, Peru “has full confidence that the count will be fair.”",
     ["the vote", "the count will be fair"]),
    ("Foreign Minister Anna Lind of Norway said that Norway “has grave concern about the arrests.”", ["the arrests"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "contents"), PARTIAL)
def test_a_quotation_opened_in_mid_clause(text: str, contents: list[str]) -> None:
    doc = read_own(text)
    assert words(doc, Appraisal) == contents
    assert all(a.agent[0].kind == "person" for a in doc.acts), "who speaks of her own state acts for it"


def test_who_speaks_of_another_state_reports_it() -> None:
    act = read_own("Foreign Minister Anna Lind of Norway said Chile welcomes the vote.").acts[0]
    assert ([e.state for e in act.agent], [c.speaker.label for c in act.reported_via]) == (["CHL"], ["Anna Lind"])


TOPICS = [
    ("Minister Paz expressed his government’s position on the fisheries agreement and the denuclearization of the peninsula.",
     ["his government’s position on the fisheries agreement", "his government’s position on … the denuclearization of the peninsula"]),
    ("Minister Lind explained her position on the visa regime and the human rights of migrants.",
     ["her position on the visa regime", "her position on … the human rights of migrants"]),
    ("Minister Lind outlined her stance on the fisheries and the visas.", ["her stance on the fisheries", "her stance on … the visas"]),
    ("Minister Lind explained her position on the boats and the nets.", ["her position on the boats and the nets"]),
    ("Minister Lind explained her position on the fisheries of Peru and Chile.", ["her position on the fisheries of Peru and Chile"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "contents"), TOPICS)
def test_a_position_not_disclosed_is_parted_by_topics_with_an_issue_each(text: str, contents: list[str]) -> None:
    doc = read_own(MET + text)
    assert words(doc, Position) == contents


PAIR = "Foreign Minister Ken Mori of Japan met with South Korean Foreign Minister Han Yoo in Kyoto. "
DESCRIBED = [
    (PAIR + "Minister Han urged Japan to respect a bilateral fisheries agreement.", ["1998-jpn-kor-fisheries"]),
    (PAIR + "Both ministers stressed the bilateral agreement on comfort women.", ["2015-jpn-kor-comfort-women"]),
    ("Foreign Minister Arun Rao of India met with Sri Lankan Foreign Minister Nimal Perera. Both ministers stressed the bilateral maritime boundary agreement.",
     ["1974-ind-lka-maritime"]),
    (PAIR + "Minister Han urged Japan to respect a fisheries agreement.", []),
    (MET + "Minister Paz urged Norway to respect a bilateral fisheries agreement.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), DESCRIBED)
def test_a_described_instrument_is_found_where_parties_and_issue_leave_one(text: str, ids: list[str]) -> None:
    assert [e.id for a in read_own(text).acts for e in a.about] == [f"instrument/{i}" for i in ids]


OCCASIONS = [
    (MET + "The two ministers reaffirmed their friendship, on the occasion of the fifth anniversary of the Paris Agreement.", "inferred"),
    (MET + "They renewed their commitment to free trade, on the occasion of this year marking the 10th anniversary of the Paris Agreement.", "inferred"),
    (MET + "The two ministers reaffirmed their commitment to the Paris Agreement.", ""),
]


@pytest.mark.parametrize(("text", "basis"), OCCASIONS)
def test_the_occasion_of_a_reaffirmation(text: str, basis: str) -> None:
    act = next(a for a in read_own(text).acts if a.force in ("reaffirm", "renew"))
    assert (len(act.reaffirms), act.tie_basis, act.basis) == (1, basis, "explicit")
    assert set(act.reaffirms) <= set(act.about)


def test_an_anniversary_that_something_else_is_tied_to_upholds_nothing() -> None:
    act = read_own(MET + "The two ministers welcomed the fair, on the occasion of the 30th anniversary of the Paris Agreement.").acts[-1]
    assert (act.force, act.reaffirms, act.tie_basis) == ("welcome", (), "")


OWNED = [
    ("Norwegian Foreign Minister Anna Lind said her ministry is considering opening a consulate in Perth.", "organization/NOR-mofa"),
    ("Kenyan Foreign Minister Amina Otieno said that her ministry is considering a new visa regime.", "organization/KEN-mofa"),
    ("Chilean Foreign Minister Leo Paz said his ministry is weighing opening a consulate in Perth.", "organization/CHL-mofa"),
    ("Norwegian Defence Minister Per Dahl said his ministry is considering opening an office in Perth.", "person/NOR-per-dahl"),
]


@pytest.mark.parametrize(("text", "body"), OWNED)
def test_the_ministry_of_a_foreign_minister_is_the_foreign_ministry(text: str, body: str) -> None:
    assert [a.agent[0].id for a in read_own(text).acts if a.family == "pledge"] == [body]


ASKED = MET + "Minister Lind urged Chile to reopen the port. "
ANSWERS = [
    (ASKED + "Minister Paz responded that he hopes the matter will be reviewed soon.", "noncommittal", "Anna Lind"),
    (ASKED + "In response, Minister Paz hoped that the port would be discussed at the next round.", "noncommittal", "Anna Lind"),
    (ASKED + "Minister Paz replied that he welcomes the appeal.", "supports", "Anna Lind"),
]


@pytest.mark.parametrize(("text", "stance", "asker"), ANSWERS)
def test_an_answer_goes_to_who_asked_and_a_hope_is_none(text: str, stance: str, asker: str) -> None:
    act = read_own(text).acts[-1]
    assert (act.stance, [e.label for e in act.addressee], act.addressee_by_setting, len(act.responds_to)) == (stance, [asker], False, 1)


HEADLINES = [
    ("Norway, Chile agree to boost trade, fisheries at U.S.-E.U. Forum", "They agreed to step up trade and fisheries and to hold a fair.", "step up"),
    ("Norway and Chile agree to widen ocean research", "They agreed to fund a widened programme of ocean research. They agreed to hold a fair.", "fund"),
]


@pytest.mark.parametrize(("title", "text", "restated"), HEADLINES)
def test_a_headline_restates_the_body(title: str, text: str, restated: str) -> None:
    doc = read_own(MET + text, title=title)
    head = doc.acts[0]
    assert doc.sentences[0].span.of(doc.text) == title, "an abbreviation in a headline ends no sentence"
    told = next(a for a in doc.acts if a.cue == head.restates)
    assert restated in told.content[0].of(doc.text)


def test_a_headline_of_another_matter_restates_nothing() -> None:
    doc = read_own(MET + "They agreed to hold a fair in Oslo next spring.", title="Norway, Chile agree to boost trade, fisheries")
    assert doc.acts[0].restates is None


THIRDS = [
    (MET + "They agreed to keep working with Kenya and Fiji on the survey.", ["FJI", "KEN"]),
    (MET + "They agreed to support the planned summit involving Norway, Chile and Peru.", ["PER"]),
    (MET + "Minister Paz welcomed the treaty between Kenya and Uganda.", ["KEN", "UGA"]),
    (MET + "They agreed to send help to Kenya.", []),
]


@pytest.mark.parametrize(("text", "states"), THIRDS)
def test_third_parties_that_the_content_brings_in(text: str, states: list[str]) -> None:
    told = [a for a in read_own(text).acts if a.basis == "explicit"]
    assert sorted(str(e.state) for e in told[-1].involves) == states


PAIRS = [
    ("the Japan-China summit", ["JPN", "CHN"]),
    ("North Korea-U.S. talks", ["PRK", "USA"]),
    ("a Saudi Arabia-Iran meeting", ["SAU", "IRN"]),
    ("the Japan-China-ROK summit", ["JPN", "CHN", "KOR"]),
    ("Guinea-Bissau", []),
    ("Foreign Minister Kang Kyung-hwa", []),
    ("a Norway-based firm", []),
]


@pytest.mark.parametrize(("text", "codes"), PAIRS)
def test_names_joined_by_a_hyphen(text: str, codes: list[str]) -> None:
    assert [e.state for m in find_pairs(text) for e in m.entities] == codes


ELLIPSES = [
    ("Minister Paz stressed the nuclear and other North Korean issues.", "dprk-nuclear"),
    ("Minister Paz stressed the value of bilateral trade and cooperation.", "bilateral-relations"),
    ("Minister Paz stressed the value of trilateral research and cooperation.", "trilateral-cooperation"),
]


@pytest.mark.parametrize(("text", "issue"), ELLIPSES)
def test_what_a_coordination_leaves_unsaid_names_an_issue(text: str, issue: str) -> None:
    assert issue in read_own(MET + text).acts[-1].issue
