"""Communiques of our own of regional bodies: who speaks in them, in which verbs, over which lists."""

from __future__ import annotations

import pytest
from conftest import read_own, tell

SUMMIT = "Communiqué of the Summit of SADC Heads of State and Government"
HEADS = "Communiqué of the Conference of Heads of Government of the Caribbean Community"
SADC, CARICOM = "organization/sadc", "organization/caricom"
# title, text, "family by -> to: content (status)" for each act, why
ROWS = [
    (SUMMIT, "1. The Summit was officially opened by His Excellency Leo Paz, President of Zambia.\n\n2. Summit commended Lesotho for its help and directed the envoy to report.\n\n3. Summit approved the plan. It urges Malawi to pay.",
     [f"appraise {SADC} -> LSO: its help", f"request {SADC} -> the envoy: to report", f"agree {SADC}: the plan", f"request {SADC} -> MWI: to pay"], "who opens a summit is not who speaks; a summit without its article"),
    (HEADS, "The Conference met in Georgetown under the chairmanship of the President of Guyana, H.E. Ada Lee.\n\nHeads of Government noted the report. They tasked the bureau with drafting rules.\n\nConference agreed to set up a committee.",
     [f"meet {CARICOM}: ", f"agree {CARICOM}: the report", f"request {CARICOM} -> the bureau: drafting rules", f"agree {CARICOM}: to set up a committee"], "those who confer, and the conference"),
    ("FORTIETH PACIFIC ISLANDS FORUM\n\nFORUM COMMUNIQUÉ", "The Forum was attended by leaders of Fiji, Samoa and Tonga.\n\n2. Leaders commended Fiji and Samoa for their help. Some Leaders thanked Japan.",
     ["meet FJI, TON, WSM: The Forum", "appraise organization/pacific-islands-forum -> FJI, WSM: their help", "appraise Some Leaders -> JPN: Japan"], "those who attend a forum are told as the forum; some are not all"),
    ("Final Communiqué of the Supreme Council at its 9th Session", "The Supreme Council of the Gulf Cooperation Council met in Riyadh.\n\nThe Supreme Council expressed its appreciation to King Leo Paz for his efforts.\n\nThe Council agreed to build a port.",
     ["meet organization/gulf-cooperation-council: ", "appraise organization/gulf-cooperation-council -> Leo Paz: his efforts", "agree organization/gulf-cooperation-council: to build a port"], "an organ without a name, later"),
    ("Joint Communiqué of the ASEAN-China Summit", "The Summit agreed to open an office.",
     ["agree CHN, organization/asean: to open an office"], "a summit of two bodies is not that of one"),
    # Lists.
    (SUMMIT, "The Summit met in Lusaka.\n\nThe Summit:\n\n1. Thanks Malawi for its help;\n\n2. Requests the Chairperson of the Commission to:\n\n(a) appoint an envoy; and\n\n(b) report by May;\n\n3. Appeals to partners to pay.",
     [f"meet {SADC}: ", f"appraise {SADC} -> MWI: its help", f"request {SADC} -> the Chairperson of the Commission: appoint an envoy", f"request {SADC} -> the Chairperson of the Commission: report by May",
      f"request {SADC} -> partners: to pay"], "a list inside an item ends where the next number stands"),
    ("Statement of the Observer Mission of the African Union", "The Observer Mission of the African Union recommends that:\n\na) the Port Board buy boats before the vote;\n\nb) the National Assembly adopt the bill; and\n\nc) partners sustain their help.",
     ["request organization/african-union -> the Port Board: the Port Board buy boats before the vote", "request organization/african-union -> the National Assembly: the National Assembly adopt the bill",
      "request organization/african-union -> partners: partners sustain their help"], "who is to do what is recommended stands in each item"),
    ("Statement of the Observer Mission of the African Union", "The Observer Mission of the African Union recommends:\n\n- Adopting a law on ports;\n\n- Training the staff.",
     ["request organization/african-union: Adopting a law on ports", "request organization/african-union: Training the staff"], "what is recommended is not undertaken"),
    (SUMMIT, "On the Republic of Togo, the Summit:\n(a) condemned the raids on the coast;\n(b) decided to send a mission by 30 April 2024; and\n(c) welcomed the truce.",
     [f"appraise {SADC}: the raids on the coast", f"agree {SADC}: to send a mission by 30 April 2024", f"appraise {SADC}: the truce"], "a heading before who acts in a list, and an item with a date"),
    # Verbs and what they take.
    (SUMMIT, "Summit condemned in the strongest terms the raids on the coast. Summit took note with appreciation of the report. Summit holds Malawi fully responsible for the raid.",
     [f"appraise {SADC}: the raids on the coast", f"appraise {SADC}: the report", f"appraise {SADC} -> MWI: the raid"], "what stands behind an adverb of several words; the feeling with which something is noted; a reproach"),
    (SUMMIT, "Summit mandated the Commission to build a port. Summit held a meeting on ports.",
     [f"request {SADC} -> the Commission: to build a port", f"meet {SADC}: ports"], "a commission is no deed"),
    (SUMMIT, "Heads of State expressed their appreciation to the Government and People of Malawi for the warm hospitality extended to them. Summit noted with dismay that the port is closed.",
     [f"appraise {SADC} -> MWI: the warm hospitality extended to them", f"appraise {SADC}: the port is closed"], "what thanks are for; what is noted with a feeling"),
    (SUMMIT, "Summit received a report on the drought and reminded Malawi to pay its dues. Summit charged the envoy with following up. Summit deferred the matter.",
     [f"meet {SADC}: a report on the drought", f"request {SADC} -> MWI: to pay its dues", f"request {SADC} -> the envoy: following up", f"agree {SADC}: the matter"],
     "what a body hears, recalls, charges somebody with and puts off"),
    (SUMMIT, "Summit elected Malawi as its chair, set up a panel of elders and renewed the mandate of the force. Malawi dissociated itself from the plan.",
     [f"do {SADC}: Malawi as its chair", f"do {SADC}: a panel of elders", f"do {SADC}: the mandate of the force", "appraise MWI: the plan"], "what a body does"),
    # Observers.
    ("Declaration of the ECOWAS Election Observation Mission", "The ECOWAS Commission sent an Election Observation Mission. The Head of Mission thanked Ghana. She urged Togo to act.\n\nThe Mission makes the following findings:\n\n- the polls opened on time;\n\n- no incident was recorded.",
     ["do organization/ecowas-commission: an Election Observation Mission", "appraise organization/ecowas -> GHA: Ghana", "request organization/ecowas -> TGO: to act", "state organization/ecowas: the polls opened on time", "state organization/ecowas: no incident was recorded"],
     "who heads a mission speaks for it; what it finds, item by item"),
    ("Statement on the vote", "The ECOWAS Commission stands ready to help Ghana.", ["pledge organization/ecowas-commission -> GHA: to help Ghana"], "a commission is one party"),
    # It.
    ("Concluding observations", "The Committee regrets the delay in Chile. It urges Chile to act. To this end, it recommends a survey.",
     ["appraise The Committee: the delay in Chile", "request The Committee -> CHL: to act", "request The Committee: a survey"], "a body told by its noun alone is the 'it' of the next sentences"),
    ("Visit of the Committee on Ports", "In Lima, the delegation was received by Minister Ada Lee of Peru. In Oslo, it met Minister Ida Moe of Norway.",
     ["meet PER, the delegation: ", "meet NOR, the delegation: "], "'it' behind where it was; who was received goes on"),
    ("Visit of the Committee on Ports", "In Lima, it rained. In the view of Peru, it helps Chile.",
     [], "'it' that is nobody"),
    ("Talks of Foreign Minister Ada Lee of Peru with Foreign Minister Leo Paz of Chile", "Foreign Minister Ada Lee of Peru met Foreign Minister Leo Paz of Chile. The Council of the Arab League thanked Peru. The Council urged Chile to act.",
     ["meet CHL, PER: ", "appraise organization/arab-league -> PER: Peru", "request organization/arab-league -> CHL: to act"], "a council that the text has named is not those who talk"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "expected", "why"), ROWS, ids=[r[3] for r in ROWS])
def test_communique(title: str, text: str, expected: list[str], why: str) -> None:
    doc = read_own(text, title, issuer=None)
    assert [f"{tell(act, doc)}{'' if act.event_status == 'actual' else f' ({act.event_status})'}" for act in doc.acts] == expected, why
