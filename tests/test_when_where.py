"""When and where: a date or place comes from words tied to the act, a deadline, or the main event, never from nearness."""

from __future__ import annotations

import pytest
from conftest import read_own

# (text, cue, EDTF or None, place or None, status, why)
ROWS = [
    ("Peru and Chile held their annual Dialogue on 13 May 2020 in Suva.", "Dialogue", "2020-05-13", "Suva", "actual", "both hang on the verb"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile on the margins of the Pacific Forum in Suva on Monday.", "met", "2021-03-01", "Suva", "actual", "through the margins of a forum"),
    ("During a working visit to Oslo, Minister Ana Ruiz of Peru met with Minister Leo Paz of Chile.", "met", "2021-03-03", "Oslo", "actual", "met where the visit goes"),
    ("While in Nairobi, Minister Ana Ruiz of Peru will meet with Minister Leo Paz of Chile.", "meet", None, "Nairobi", "planned", "while in a city"),
    ("Minister Ana Ruiz of Peru held talks with Minister Leo Paz of Chile at the Presidential Palace this morning.", "talks", "2021-03-03", "Presidential Palace", "actual", "a building by its name"),
    ("Minister Ana Ruiz of Peru held talks with Minister Leo Paz of Chile at the Embassy of Peru in Rome.", "talks", "2021-03-03", "Embassy of Peru in Rome", "actual", "a building with its city"),
    ("Minister Ana Ruiz of Peru held talks with Minister Leo Paz of Chile at the invitation of the Prime Minister.", "talks", "2021-03-03", None, "actual", "an invitation is no place"),
    ("Minister Ana Ruiz of Peru held talks with Minister Leo Paz of Chile on the summit in Oslo.", "talks", "2021-03-03", None, "actual", "a topic's place is not that of the talks"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile. Peru signed the convention on 25 March 2015.", "signed", "2015-03-25", None, "past", "behind the thing that is signed, and long before the talks"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile. Peru and Kenya signed an agreement on fisheries today.", "signed", "2021-03-03", None, "actual", "hung on a noun inside the thing signed"),
    ("Minister Ana Ruiz of Peru attended a meeting of the Coalition on 2 February 2020.", "attended", "2020-02-02", None, "actual", "hung on whose meeting it was"),
    ("Today, we are pleased to announce a fund for the survey.", "announce", "2021-03-03", None, "actual", "when one says so one does it"),
    ("The third round of consultations between Peru and Chile is scheduled to take place in the summer of 2022.", "consultations", "2022-22", None, "planned", "what is on the calendar"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile on the 25th.", "met", "2021-02-25", None, "actual", "a day alone, behind"),
    ("Peru and Chile signed a treaty at the Leaders’ Meeting in Suva.", "signed", "2021-03-03", "Suva", "actual", "what the release is about was signed that day"),
    ("Peru and Chile agreed to hold the next round of talks in Lima in October 2021.", "agreed", "2021-10", "Lima", "actual", "when and where the undertaking is due"),
    ("Peru and Chile agreed to hold the next round of talks in Lima in October 2021.", "talks", "2021-10", "Lima", "planned", "an event inside what is agreed"),
    ("Peru welcomed the aid of Chile after the flood of 2015.", "welcomed", None, None, "actual", "the year belongs to the flood"),
    ("Peru urged Chile to reopen the border that was closed on 2 May 2019.", "urged", None, None, "actual", "a date inside what is asked"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile. They recalled the results of President Ida Holm's visit to Peru in June 2019.", "visit", "2019-06", "Peru", "past", "a visit that was over before the talks"),
    ("Minister Ana Ruiz of Peru will travel to Oslo from 9 to 11 March 2021. During the visit, Minister Ruiz will meet with Minister Leo Paz of Chile.", "meet", "2021-03-09/2021-03-11", "Oslo", "planned", "within the visit"),
    ("Minister Ana Ruiz of Peru will travel to Oslo from 9 to 11 March 2021. Minister Ruiz will meet with Minister Leo Paz of Chile.", "meet", None, None, "planned", "no word ties it to the visit"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile in Oslo. The Peruvian delegation included Ms. Eva Sol.", "included", "2021-03-03", "Oslo", "actual", "who was present was so at the main event"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile in Oslo. The ministers agreed to open two consulates.", "agreed", None, None, "actual", "nothing dates what was agreed"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile in Oslo. Representing Peru were Dr Ivo Sol, Secretary to the President and Ms Eva Lund, Additional Secretary.", "Representing", "2021-03-03", "Oslo", "actual", "a participle that the tagger takes for a name"),
    ("Fiji offered to host the next round in Abdoun in May 2022.", "offered", "2022-05", "Abdoun", "actual", "where it is to be held, a town that no list has"),
    ("Peru and Chile decided that the ninth session will take place in Arica.", "decided", None, "Arica", "actual", "told with will"),
    ("Peru asked Chile to lift the ban on trade in Arica.", "asked", None, None, "actual", "a ban is held nowhere"),
    ("Peru and Chile agreed to hold consultations between the two ministries in Arica in May 2022.", "agreed", "2022-05", "Arica", "actual", "behind whom it is between"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile at the ministry's headquarters in Oslo.", "met", "2021-03-03", "Oslo", "actual", "the city of a seat without a name"),
    ("In the capital, Suva, Minister Ana Ruiz of Peru met Minister Leo Paz of Chile.", "met", "2021-03-03", "Suva", "actual", "a kind of place and its name"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile at the port of Bergen.", "met", "2021-03-03", "Bergen", "actual", "at the port of"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile at the height of the crisis in Norway.", "met", "2021-03-03", None, "actual", "where a crisis is nobody need have met"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile in Cabinet.", "met", "2021-03-03", None, "actual", "a body is no town"),
    ("Minister Ana Ruiz of Peru took part in the informal meeting of Trade Ministers in Oslo.", "took", None, "Oslo", "actual", "where what is attended is held"),
    ("The signing ceremony, held in Suva, was attended by Minister Ana Ruiz of Peru.", "attended", None, "Suva", "actual", "where it was held, says a participle"),
    ("Minister Ana Ruiz of Peru will discuss the ban with Minister Leo Paz of Chile at the Trade Council in Oslo.", "discuss", None, "Oslo", "planned", "a council that sits there"),
    ("Minister Ana Ruiz of Peru will leave for Oslo tomorrow.", "leave", "2021-03-04", "Oslo", "planned", "where one leaves for"),
    ("Peru opened the new chancery of its Embassy in Suva on Tuesday.", "opened", "2021-03-02", "Suva", "actual", "where what is opened stands"),
    ("Peru deployed a team of observers to Fiji.", "deployed", None, "Fiji", "actual", "where they are sent"),
    ("Minister Ana Ruiz of Peru will travel to Oslo from 9 to 11 March 2021 to accompany the President to meet with Minister Leo Paz of Chile and attend the fair.", "attend", "2021-03-09/2021-03-11", "Oslo", "planned", "what one travels to do, three verbs on"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile. They discussed the rise of attacks over the last two days.", "discussed", None, None, "actual", "the time of what was discussed"),
    ("Minister Ana Ruiz of Peru visited Oslo from 9 to 11 February 2021, during which she held talks with Minister Ida Moe of Norway.", "talks", "2021-02-09/2021-02-11", "Oslo", "actual", "during which"),
    ("Minister Ana Ruiz of Peru will travel to Oslo on Friday, where she will meet Minister Ida Moe of Norway.", "meet", "2021-03-05", "Oslo", "planned", "where"),
    ("Within the framework of her visit to Oslo, Minister Ana Ruiz of Peru met Minister Ida Moe of Norway on 1 March.", "met", "2021-03-01", "Oslo", "actual", "within the framework of a visit"),
    ("On the occasion of her participation in the ministerial week of the Assembly in Oslo, Minister Ana Ruiz of Peru met Minister Leo Paz of Chile.", "met", "2021-03-03", "Oslo", "actual", "while taking part in what is held there"),
    ("Minister Ana Ruiz of Peru visited Oslo from 9 to 11 February 2021. During the visit, Peru and Norway signed a treaty.", "signed", "2021-02-09/2021-02-11", "Oslo", "actual", "signed during the visit"),
    ("During the session, which was held in Suva from 9 to 11 February 2021, Peru and Fiji signed a treaty.", "signed", "2021-02-09/2021-02-11", "Suva", "actual", "signed during a session that was held then"),
    ("Peru and Fiji held talks in Suva today. At the end of the talks, the two sides signed a treaty. The signing was attended by Minister Leo Paz of Chile.", "signed", "2021-03-03", "Suva", "actual", "at the end of the talks"),
    ("Peru and Fiji held talks in Suva today. At the end of the talks of last year, the two sides signed a treaty.", "signed", None, None, "actual", "other talks"),
    ("Peru and Fiji held talks in Suva today. The two sides signed a treaty.", "signed", None, None, "actual", "no word ties it to the talks"),
    ("Talks between Peru and Fiji, planned for 9 May 2021 in Suva, were cancelled.", "Talks", "2021-05-09", "Suva", "denied", "when they were to be held"),
    ("Peru and Fiji did not discuss the ban today.", "discuss", "2021-03-03", None, "denied", "when it was not discussed"),
    ("Speaking in Lima on Monday, Minister Ana Ruiz of Peru announced a fund for Fiji.", "announced", "2021-03-01", None, "actual", "when one speaks one says it"),
    ("Peru and Chile agreed to raise trade to US$5 billion by 2028.", "agreed", "../2028", None, "actual", "a deadline is no amount's"),
    ("Peru and Chile agreed on the visit of the Chilean Minister to Oslo in May.", "agreed", "2021-05", None, "actual", "when the visit agreed on is due"),
    ("Peru and Chile agreed on the value of the summit in May.", "agreed", None, None, "actual", "the value of a summit is not due"),
    ("Peru looks forward to the convening of the ninth session in Suva in 2022.", "looks", "2022", None, "actual", "when what one looks forward to is held"),
    ("Peru hopes that the talks will resume in May.", "hopes", "2021-05", None, "actual", "when what one hopes for is to be"),
    ("Peru hopes for an end to the war that began on 4 May 2020.", "hopes", None, None, "actual", "when the war began"),
    ("The programme of cooperation of Peru and Chile for 2022-2023 was signed.", "signed", "2021-03-03", None, "actual", "the years are those of the programme"),
    ("Peru summoned the Ambassador of Chile today. Minister Ana Ruiz of Peru spoke with Minister Leo Paz of Chile last night.", "spoke", "2021-03-02", None, "past", "the night before what happened today"),
    ("Minister Ana Ruiz of Peru spoke with Minister Leo Paz of Chile on Monday.", "spoke", "2021-03-01", None, "actual", "what the release is about is not over before it"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile. Peru sent ten tents to Fiji last week.", "sent", "2021-02-22/2021-02-28", None, "past", "what was sent before the talks"),
    ("During the trip to Oslo on 9-10 February 2021, Minister Ana Ruiz of Peru met Minister Ida Moe of Norway.", "met", "2021-02-09/2021-02-10", "Oslo", "actual", "during a trip whose days are told with it"),
    ("On 11 February 2021, the Vice Minister of Peru summoned the Ambassador of Chile and rejected the claim.", "rejected", "2021-02-11", None, "actual", "a time in front is of both verbs"),
    ("Minister Ana Ruiz of Peru opened the fair on Monday and thanked Chile.", "thanked", None, None, "actual", "one behind the first verb is not the second's"),
    ("On Monday, Minister Ana Ruiz of Peru opened the fair and will thank Chile.", "thank", None, None, "planned", "nor does it reach what is still to come"),
    ("Peru and Chile agreed to raise the number of flights at all levels, to raise trade to 2 billion euros by 2027, and to send a team.", "agreed", None, None, "actual", "the first of a series has no deadline"),
    ("Minister Ana Ruiz of Peru said that Peru would raise its aid to Fiji by three million euros this year.", "said", "2021", None, "actual", "when what one says one would do is due"),
    ("Minister Ana Ruiz of Peru announced that a team would arrive in Honiara in August.", "announced", "2021-08", "Honiara", "actual", "what would arrive lies ahead"),
    ("Peru and Chile agreed to continue their talks in Oslo in September.", "agreed", "2021-09", "Oslo", "actual", "where talks are to go on"),
    ("Peru invited all leaders of the League to Arica in September.", "invited", "2021-09", "Arica", "actual", "where and when they are asked to come"),
    ("On Monday, Peru and Fiji held talks in Suva. On Tuesday, Peru and Chile signed a treaty in Arica. The signing ceremony was attended by Ambassador Ida Moe of Norway.", "attended", "2021-03-02", "Arica", "actual", "the signing told before"),
    ("On Monday, Peru and Fiji held talks in Suva. On Tuesday, Peru and Chile signed a treaty in Arica. Minister Ida Moe of Norway attended a signing ceremony of the League.", "attended", "2021-03-01", "Suva", "actual", "another ceremony"),
    ("On Monday, Peru and Fiji held talks in Suva.\n\nThe signing ceremony was attended by Ambassador Ida Moe of Norway.", "attended", None, None, "actual", "a signing of which nothing is told here"),
    ("On the morning of March 2, the Ambassador of Chile was summoned to the Ministry, where Minister Ana Ruiz of Peru protested the raid.", "protested", "2021-03-02", None, "actual", "where he was summoned to"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile on Monday in Suva, where Peru opened a school.", "opened", None, None, "actual", "what was opened there was so at some time"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile. The talks were held in Suva on 1 March 2021.", "met", "2021-03-01", "Suva", "actual", "the talks are the meeting told before"),
    ("Minister Ana Ruiz of Peru met Minister Leo Paz of Chile. The talks of last year were held in Suva.", "met", "2021-03-03", None, "actual", "other talks are not"),
    ("The Ambassador of Chile was summoned to the Ministry of Foreign Affairs in Lima today.", "summoned", "2021-03-03", "Ministry of Foreign Affairs in Lima", "actual", "where one is summoned to"),
    ("Peru and Fiji held talks in Suva today. Following the talks, the two sides signed a treaty.", "signed", "2021-03-03", "Suva", "actual", "following the talks"),
    ("Peru and Fiji held talks in Suva today. During the talks of the League, the two sides signed a treaty.", "signed", None, None, "actual", "during those of another body"),
    ("The envoys of Chile must leave Peru within three days.", "must", "2021-03-03/2021-03-06", None, "actual", "what must be done in time"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "when", "place", "status", "why"), ROWS, ids=[f"{r[1]}: {r[-1]}" for r in ROWS])
def test_when_and_where(text: str, cue: str, when: str | None, place: str | None, status: str, why: str) -> None:
    doc = read_own(text, issuer="PER")
    act = next(a for a in doc.acts if a.cue.of(doc.text) == cue)
    found = (act.when.edtf if act.when else None, act.place.label if act.place else None, act.event_status)
    assert found == (when, place, status), why


def test_what_a_briefing_tells_of_was_before_it() -> None:
    doc = read_own("Spokesperson: Minister Ana Ruiz of Peru met Minister Leo Paz of Chile on Monday.\n\nQuestion: What of Fiji?\n\nSpokesperson: Peru signed a treaty with Fiji today.", "Weekly press briefing", issuer="PER")
    assert [(a.cue.of(doc.text), a.event_status) for a in doc.acts] == [("met", "past"), ("signed", "actual")]
