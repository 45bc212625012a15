"""Sentences of our own in the words of ministries far from those that the house was built on, each with every act that a desk officer would note."""

from __future__ import annotations

import pytest
from conftest import read_own, tell

ALONE, TALKS = "Statement on the harbour", "Talks"
# title, text, "family by -> to: content (status)" for each act, why
ROWS = [
    (TALKS, "On 3 March, Minister of Foreign Affairs of Peru B.Lee held talks with Minister of Foreign Affairs of Georgia Levan Paz. Minister L.Paz thanked Minister B.Lee. B.Lee proposed a survey.",
     ["meet GEO, PER:  @2021-03-03", "appraise GEO -> PER: Minister B.Lee", "request PER -> GEO: a survey"], "initials that stick to a name, and a state that is a forename too"),
    (ALONE, "The undersecretary for ports of Chile, Leo Paz, and the deputy minister of foreign affairs of Norway, Ida Moe Montenegro, met in Lima.",
     ["meet CHL, CHL, NOR: "], "offices in small letters, and a state at the end of a name"),
    (ALONE, "The regional bloc ECOWAS welcomed the vote. The main rebel group, the LURD, urged Liberia to hold talks. The bloc condemned the raid.",
     ["appraise organization/ecowas: the vote", "request organization/lurd -> LBR: to hold talks", "appraise The bloc: the raid"], "a body named right behind a word for it"),
    ("Press briefing", "Advisor to the Prime Minister and Official Spokesperson for the Ministry of Foreign Affairs Dr. Ada Lee welcomed the fair. Regarding the Gaza Strip, the Spokesperson stressed the need for aid.",
     ["appraise PER: the fair", "state PER: the need for aid"], "an office held under another; a place before an office is nobody"),
    (TALKS, "Minister YB Dato’ Ada Lee of Peru spoke with Minister Leo Paz of Chile. Dato’ Ada thanked Chile.",
     ["meet CHL, PER: ", "appraise PER -> CHL: Chile"], "honorifics with an apostrophe"),
    (TALKS, "The outgoing Ambassador of Norway to Peru Mr. Leo Moe called on Foreign Minister Ada Lee. The Ambassador thanked Peru.",
     ["meet NOR, PER: ", "appraise NOR -> PER: Peru"], "whom an envoy is sent to is not for whom he acts"),
    (TALKS, "Foreign Minister Ada Lee, Minister of Trade of Chile Leo Paz and the envoy met in Lima.",
     ["meet CHL, PER, the envoy: "], "the second office is the second name's"),
    (TALKS, "The two sides met in Lima. Minister Ada Lee of Peru and Minister Leo Paz of Chile concurred in opening the port, and in holding a fair in May.",
     ["meet CHL, PER: ", "agree CHL, PER: opening the port", "agree CHL, PER: holding a fair in May"], "to concur in doing"),
    (ALONE, "The Ministry of Foreign Affairs today summoned the Deputy Chief of Mission of the Chilean Embassy in Lima to protest the raids of its coast guard.",
     ["meet CHL, PER:  @2021-03-03", "appraise PER -> CHL: the raids of its coast guard"], "a summons is an encounter, its purpose a protest"),
    (ALONE, "The Chargé d’Affaires of Chile was summoned to the Ministry today. He was informed that the raid was led by Chileans. The Chargé d’Affaires undertook to convey the concerns of Peru.",
     ["meet CHL, PER:  @2021-03-03", "state PER -> CHL: the raid was led by Chileans", "pledge CHL -> PER: to convey the concerns of Peru"], "an envoy without a name"),
    (ALONE, "Peru called in the ambassador of Chile over the raid.",
     ["meet CHL, PER: the raid"], "called in"),
    (ALONE, "The Chilean side was asked to pay. Travellers are urged to stay at home. Peruvians in Chile are advised to register.",
     ["request PER -> Travellers: to stay at home", "request PER -> Peruvians in Chile: to register"], "by whom they are asked"),
    (ALONE, "Should the raids go on, Peru will close the port. Peru stands ready to help should Chile ask. Peru is ready to send a team as soon as Chile so requests.",
     ["pledge PER: close the port (conditional)", "pledge PER: to help (conditional)", "pledge PER: to send a team as soon as Chile (conditional)"], "conditions told by a verb in front, and as soon as"),
    (ALONE, "Peru has sent 12 tonnes of relief items to Chile. The tents were handed over by Ambassador Ada Lee in Santiago.",
     ["do PER -> CHL: 12 tonnes of relief items to Chile", "do PER: The tents"], "aid by its pieces"),
    (ALONE, "Peru made available to Chile a rescue team.",
     ["pledge PER -> CHL: a rescue team"], "made available"),
    (TALKS, "Minister Ada Lee telephoned Chilean Foreign Minister Leo Paz to convey her condolences on the flood.",
     ["meet CHL, PER: ", "appraise PER -> CHL: the flood"], "what one telephones to say"),
    (TALKS, "Minister Ada Lee met Leo Paz, Minister of Trade of Chile, who thanked Peru for its help.",
     ["meet CHL, PER: ", "appraise CHL -> PER: its help"], "who goes on about a name"),
    (TALKS, "Minister Ada Lee held talks with Minister of Trade of Chile Leo Paz, who arrived in Lima on an official visit.",
     ["meet CHL, PER: ", "meet CHL -> PER: "], "arrived on a visit"),
    (ALONE, "Asked about the ban, Minister Ada Lee welcomed it.",
     ["appraise PER: it"], "who is asked about something asks nothing"),
    (TALKS, "Minister Ada Lee met Minister Leo Paz of Chile. Asked for help, Minister Paz praised the port.",
     ["meet CHL, PER: ", "appraise CHL -> PER: the port"], "nor for something"),
    (ALONE, "We wish the people of Chile a speedy recovery.",
     ["appraise PER -> CHL: a speedy recovery"], "well-wishing"),
    (ALONE, "Peru takes the view that the port is open. Peru spoke in favour of a new survey. Peru reserves the right to close the port.",
     ["state PER: the port is open", "state PER: a new survey", "state PER: the right to close the port"], "views, favour, rights"),
    (TALKS, "Peru and Chile hold talks in Lima.\n\nThe prospects for trade were considered. The agenda includes ports. A treaty is expected to be signed.",
     ["meet CHL, PER: ", "meet CHL, PER: The prospects for trade", "meet CHL, PER: ports", "agree CHL, PER: A treaty (planned)"], "what was considered is talked of, what is expected is planned by both"),
    (ALONE, "The ministers endorsed the work plan for the coast.",
     ["agree The ministers: the work plan for the coast"], "to endorse a plan together is to adopt it"),
    (ALONE, "Peru deplores and firmly opposes this, and has lodged a démarche with Chile.",
     ["appraise PER: this", "appraise PER: this", "appraise PER -> CHL: "], "two verbs taken for nouns"),
    (ALONE, "Peru will never give up the port.",
     ["pledge PER: give up the port (not)"], "to undertake not to"),
    (ALONE, "Peru seeks a just and lasting peace. Peru sought the help of Chile.",
     ["request PER: the help of Chile"], "what one is after is asked of nobody"),
    (ALONE, "The minister of Chile raised the number of grants. The minister of Chile raised the case of the crew.",
     ["state CHL: the case of the crew"], "a number that is raised is no topic"),
    (ALONE, "Chile dismissed reports of a raid.",
     ["appraise CHL: reports of a raid"], "reports are denied, nobody loses an office"),
    (ALONE, "The Council of Ports of the Southern Sea held its third session in Lima. The Council condemned the raid. It urged Chile to act.",
     ["meet Council of Ports of the Southern Sea: ", "appraise Council of Ports of the Southern Sea: the raid", "request Council of Ports of the Southern Sea -> CHL: to act"], "a body that no list has, though the Security Council is one"),
    (TALKS, "Minister Ada Lee met Minister Leo Paz of Chile. She handed him a note verbale. He thanked her for the survey.",
     ["meet CHL, PER: ", "do PER -> CHL: a note verbale", "appraise CHL -> PER: the survey"], "he is not she"),
    (TALKS, "Minister Ada Lee of Peru said that Minister Leo Paz of Chile will visit Oslo, where he is to open a fair.",
     ["meet CHL -> NOR:  (planned)"], "who is meant inside what another says"),
    ("Visit", "At the invitation of H.E. Leo Paz, Minister of Trade of Chile, Hon. Ada Lee, Minister of Trade of Peru, is paying a visit to Chile.",
     ["meet PER -> CHL: "], "the guest behind the host"),
    (ALONE, "Government has advised all citizens to stay at home.",
     ["request PER -> all citizens: to stay at home"], "a government without its article"),
    (ALONE, "Peru will continue to stand by Chile and to support the fair.",
     ["pledge PER: continue to stand by Chile", "pledge PER: to support the fair"], "two things that will go on"),
    (ALONE, "Lima, 2 February 2021 – Minister Ada Lee will travel to Oslo on 9 March 2021.",
     ["meet PER -> NOR:  (planned) @2021-03-09"], "a dateline dates nothing"),
    (ALONE, "Minister Ada Lee of Peru confirmed the readiness of the Peruvian side to send a team.",
     ["pledge PER: to send a team"], "whose readiness it is"),
    (ALONE, "The Embassy of Peru in Santiago has confirmed that no Peruvians were among the victims.",
     ["state PER: no Peruvians were among the victims"], "an embassy is of who sends it"),
    (ALONE, "Peru and Chile signed today, at the palace, a treaty on ports.",
     ["agree CHL, PER: a treaty on ports @2021-03-03"], "an object behind an aside"),
    (ALONE, "Peru welcomed the exercises that Chile is holding. Peru regretted the discharge of water by Norway.",
     ["appraise PER -> CHL: the exercises that Chile is holding", "appraise PER -> NOR: the discharge of water by Norway"], "whose doing it is"),
    (ALONE, "Peru hosts a million refugees.",
     [], "refugees are met by nobody"),
    (ALONE, "Peru invited Chilean companies to take part in the fair.",
     ["request PER -> CHL: to take part in the fair"], "companies that are asked have met nobody"),
    (ALONE, "He said that he would report it to Chile.",
     [], "nobody"),
    (TALKS, "Minister Ada Lee of Peru met Minister Leo Paz of Chile. Minister Paz said that he would report it to the Cabinet.",
     ["meet CHL, PER: ", "pledge CHL -> PER: he would report it to the Cabinet"], "what one says one will report is a pledge"),
    (TALKS, "Following talks held in Lima between Minister Ada Lee of Peru and Minister Leo Paz of Chile, a treaty was signed.",
     ["meet CHL, PER: ", "agree CHL, PER: a treaty"], "talks held between"),
    (ALONE, "Peru gave the assurance that the port will stay open.",
     ["pledge PER: the port will stay open"], "an assurance"),
    (ALONE, "The ship was inspected. Peru disclosed that it carried grain. Chile claimed that it was empty.",
     ["state PER: it carried grain", "state CHL: it was empty"], "to disclose, to claim"),
    ("Press conference", "Q: Has the envoy been told?\n\nA: Yes. We call on Chile to act.\n\nCoastal Times: Will the port open?\n\nA: We reject the claim.",
     ["request PER -> CHL: to act", "appraise PER: the claim"], "who answers is the ministry, who asks is a paper"),
    (ALONE, "Peru does not accept the claim. Minister Ada Lee reiterated that Peru does not accept the claim.",
     ["appraise PER: the claim (not)", "state PER: Peru does not accept the claim (not)"], "what is not accepted is rejected, and that once"),
    (TALKS, "Ministers from thirty countries met in Lima. Ministers agreed to open the port.",
     ["meet Ministers from thirty countries: ", "agree Ministers: to open the port"], "ministers without a name agree together"),
    (ALONE, "Peru reiterated its readiness to host the talks. Peru contributed 40 tents to Chile.",
     ["pledge PER: its readiness to host the talks", "do PER -> CHL: 40 tents to Chile"], "readiness is offered, tents are given"),
    (TALKS, "Minister Ada Lee invited Minister Leo Paz of Chile to Lima. The invitation was accepted with pleasure.",
     ["request PER -> CHL: Minister Leo Paz of Chile to Lima", "pledge CHL: The invitation"], "an invitation accepted by whom it went to"),
    (ALONE, "“I call on Chile to release the crew,” Minister Ada Lee said.",
     ["request PER -> CHL: to release the crew"], "who calls within his own quote"),
    (ALONE, "Minister Ada Lee met the envoy. With her counterpart of Chile, Minister Leo Paz, she opened a fair. She thanked him.",
     ["meet PER, the envoy: ", "do PER: a fair", "appraise PER -> CHL: him"], "she, after somebody named beside"),
    (TALKS, "Foreign Minister Ada Lee met Karim Al-Haddad, Deputy Prime Minister and Minister of Foreign Affairs and Expatriates of the Hashemite Kingdom of Jordan.",
     ["meet JOR, PER: "], "two offices of one holder, and all that the second is in charge of"),
    (TALKS, "Yang Berhormat Dato Seri Setia Amin bin Haji Yusof, Minister of Foreign Affairs II of Brunei Darussalam, met Foreign Secretary Md. Karim Ahmed of Bangladesh. The Minister of Foreign Affairs II proposed a fair.",
     ["meet BGD, BRN: ", "request BRN: a fair"], "a second minister of a kind, and a forename cut short"),
    (ALONE, "The Permanent Council of the OAS condemned the raid. The Council urged Chile to act.",
     ["appraise organization/oas-permanent-council: the raid", "request organization/oas-permanent-council -> CHL: to act"], "a council of a body"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "expected", "why"), ROWS, ids=[r[3] for r in ROWS])
def test_sentence(title: str, text: str, expected: list[str], why: str) -> None:
    doc = read_own(text, title, issuer="PER")
    told = []
    for act in doc.acts:
        status = "" if act.event_status == "actual" else f" ({act.event_status})"
        day = f" @{act.when.edtf}" if act.when and act.when.anchor != "issued" else ""
        told.append(f"{tell(act, doc)}{status}{' (not)' if act.negated else ''}{day}")
    assert told == expected, why


def test_what_is_not_accepted_is_rejected() -> None:
    """The stance of a refusal is that of a rejection, not that of the accepting which it denies."""
    doc = read_own("Peru does not accept the claim. Peru rejects the claim.", issuer="PER")
    assert [act.stance for act in doc.acts] == ["rejects", "rejects"]
