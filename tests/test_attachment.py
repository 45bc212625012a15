"""What the parser hung on a neighbour is read where it belongs: subjects, partners, objects, clauses, what is asked."""

from __future__ import annotations

import pytest
from conftest import read_own

MET = "Foreign Minister Anna Lind of Norway met with Chilean Foreign Minister Leo Paz in Oslo. "
# (text, cue, family, content or None, why)
ROWS = [
    ("Norway welcomes the talks held in May between leaders of Chad and Togo in Lome.", "welcomes", "appraise",
     "the talks held in May between leaders of Chad and Togo in Lome", "no auxiliary of what was held"),
    ("With a view to opening markets for farmers, Norway and Chile have agreed to review their tariffs.", "agreed", "agree", "to review their tariffs",
     "those behind the opening phrase agree"),
    ("Norway remains committed to seeking peace in Chad and calls on Togo to reopen the border.", "calls", "request", "to reopen the border",
     "a finite verb goes on from a finite verb"),
    (MET + "The two ministers noted a drought that required common steps and agreed to share their forecasts.", "agreed", "agree", "to share their forecasts",
     "a drought agrees to nothing"),
    ("Norway calls on all groups fighting in Chad to lay down arms.", "calls", "request", "to lay down arms", "what is asked, not why they fight"),
    ("Norway backs with a sense of duty the work of the mission in Chad.", "backs", "appraise", "the work of the mission in Chad", "what stands behind the manner"),
    (MET + "They discussed in depth matters of the harbour.", "discussed", "meet", "matters of the harbour", "an adverb of two words"),
    (MET + "It was noted in this regard that the harbour is open.", "noted", "agree", "the harbour is open", "the clause, not the 'it'"),
    ("Norway recognises and supports the reforms of the parliament of Chad.", "recognises", "state", "the reforms of the parliament of Chad",
     "two verbs share an object"),
    ("Deputy Foreign Minister Anna Lind of Norway discussed with Minister Paz Chile’s plans for the harbour.", "discussed", "meet",
     "Chile’s plans for the harbour", "with whom, told apart from whose plans"),
    ("On 7-8 March, Norway and Chile held consultations on copper.", "consultations", "meet", "copper", "a day is no subject"),
    ("Today, Norway, Chile, and Togo hosted an event on copper.", "hosted", "meet", "copper", "the verb heads the sentence, not the day"),
    (MET + "Both sides endorsed planning for the fair.", "endorsed", "appraise", "planning for the fair", "what they endorse, no attribute of theirs"),
    ("Norway calls on all states to fully and promptly reopen the border.", "calls", "request", "to fully and promptly reopen the border", "adverbs inside an infinitive"),
    ("Norway will build a harbour and today announces a fund for fishers.", "announces", "pledge", "a fund for fishers", "a day announces nothing"),
    (MET + "The talks focused on how to reopen the harbour.", "focused", "meet", "how to reopen the harbour", "a question as a topic"),
    (MET + "The ministers held a forum, during which they reaffirmed their stance on copper.", "reaffirmed", "agree", "their stance on copper", "a clause that goes on with the tale"),
    ("There must be an end to the raids.", "must", "state", "There must be an end to the raids", "what there must be"),
    (MET + "Talks centred on the harbour.", "centred", "meet", "the harbour", "a verb, no attribute of the talks"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "family", "content", "why"), ROWS, ids=[r[4] for r in ROWS])
def test_what_belongs_to_a_verb(text: str, cue: str, family: str, content: str | None, why: str) -> None:
    doc = read_own(text, issuer="NOR")
    found = [(a.family, " … ".join(s.of(doc.text) for s in a.content)) for a in doc.acts if a.cue.of(doc.text) == cue]
    assert found == [(family, content)], why


# (text, labels of those who meet, why)
MEETINGS = [
    ("Foreign Minister Anna Lind of Norway spoke with French Foreign Ministry Secretary General Paul Roux today about copper.", {"Anna Lind", "Paul Roux"},
     "a name behind the body of its office"),
    ("On 13 July 2023, the Presidents of Finland and Chile met in Lima for talks on copper.", {"Presidents of Finland", "Presidents of Chile"},
     "an unnamed one for each state"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "people", "why"), MEETINGS, ids=[r[2] for r in MEETINGS])
def test_who_meets(text: str, people: set[str], why: str) -> None:
    assert {e.label for a in read_own(text, issuer="NOR").acts if a.family == "meet" for e in a.agent} == people, why


def test_a_name_at_the_end_of_a_portfolio() -> None:
    text = "Under Secretary of State for Civilian Security, Democracy, and Human Rights Ada Roux traveled to Chile."
    (act,) = read_own(text, issuer="USA").acts
    assert [(e.label, e.state) for e in act.agent] == [("Ada Roux", "USA")]


def test_an_opening_phrase_keeps_its_own_names() -> None:
    text = "After the talks in Oslo, Norway, Peru agreed to pay."
    (act,) = [a for a in read_own(text).acts if a.family == "pledge"]
    assert [e.label for e in act.agent] == ["Peru"]


# (text of a release in which one meets one after the other, cue, labels of those who talked, why)
JOURNEYS = [
    ("Foreign Minister Anna Lind of Norway met with Foreign Minister Leo Paz of Chile. They discussed copper. Minister Lind later met with Minister Kofi Mensah "
     "of Ghana. They spoke about cocoa.", "spoke", {"Anna Lind", "Kofi Mensah"}, "those who the sentence before says meet"),
    ("Prime Minister Ada Berg of Norway will travel to Lima. During the visit, Prime Minister Berg will meet with President Leo Paz of Peru. The two leaders will "
     "discuss copper.", "discuss", {"Ada Berg", "Leo Paz"}, "a visit is of one, the meeting of two"),
    ("Vice President Ada Berg of Norway met with President Leo Paz of Chile. The Vice President and President Paz agreed to open a school.", "agreed",
     {"Ada Berg", "Leo Paz"}, "two offices that two people hold"),
    ("Foreign Minister Anna Lind of Norway met with Foreign Minister Leo Paz of Chile. They agreed to open a school.", "agreed", {"Anna Lind", "Leo Paz"},
     "those whom the release is about"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "people", "why"), JOURNEYS, ids=[r[3] for r in JOURNEYS])
def test_who_they_are(text: str, cue: str, people: set[str], why: str) -> None:
    doc = read_own(text, issuer="NOR")
    assert {e.label for a in doc.acts if a.cue.of(doc.text) == cue for e in a.agent} == people, why


# (text, what is agreed or announced item by item, why)
LISTS = [
    (MET + "The two sides agreed on the following steps: - a joint survey of the strait, - a fund for fishers, and - talks in Lima by May. They thanked the hosts.",
     ["a joint survey of the strait", "a fund for fishers", "talks in Lima by May"], "marks inside a paragraph"),
    (MET + "The ministers agreed to: (1) open a school; (2) close a mine. They thanked the hosts.", ["open a school", "close a mine"], "numbers inside a paragraph"),
    (MET + "The two sides agreed on the following steps:\n\nA fund of $20 million for fishers\n\nA consulate in Bergen", ["A fund of $20 million for fishers", "A consulate in Bergen"],
     "lines that lost their marks"),
    (MET + "The ministers agreed: a fund is needed - and soon.", [], "a dash is no list"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "contents", "why"), LISTS, ids=[r[2] for r in LISTS])
def test_items_of_lists_without_lines(text: str, contents: list[str], why: str) -> None:
    doc = read_own(text, issuer="NOR")
    assert [" … ".join(s.of(doc.text) for s in a.content) for a in doc.acts if a.cue.of(doc.text) == "agreed" and doc.sentences and a.sentence.start > a.cue.end] == contents, why
