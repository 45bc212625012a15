"""For whom an act is, who an office is, and where a content ends: sentences of our own, each with every act that a desk officer would note."""

from __future__ import annotations

import pytest
from conftest import read_own, tell_all

# issuer, title, text, "family by -> to: content" of each act, why
ROWS = [
    ("PER", "Statement", "Peru protests the ruling of the Oslo court against two Peruvians. Peru protests acts that breach the Vienna Convention on Ports.",
     ["appraise PER -> NOR: the ruling of the Oslo court against two Peruvians", "state PER: Peru protests acts that breach the Vienna Convention on Ports"], "a protest is addressed to the state whose court or act it is; a convention's name is no party"),
    ("PER", "Statement", "Peru has learned with sorrow of the landslide in Bergen, Norway. Peru expresses its condolences over the fire in Ghana. We are saddened by the loss of life in the floods in Dire Dawa, Ethiopia.",
     ["appraise PER -> NOR: the landslide in Bergen, Norway", "appraise PER -> GHA: the fire in Ghana", "appraise PER -> ETH: the loss of life in the floods in Dire Dawa, Ethiopia"], "mourning is for where the misfortune was"),
    ("PER", "Statement", "Peru imposed sanctions on nine officials involved in Chile's raids. Peru has announced new sanctions against firms that supply Togo's army. Peru banned imports of grain from Ghana and Togo.",
     ["do PER -> CHL: sanctions on nine officials involved in Chile's raids", "do PER -> TGO: new sanctions against firms that supply Togo's army", "do PER: imports of grain from Ghana and Togo"], "constraints are against whom their words name, if one state"),
    ("PER", "Talks", "Foreign Minister Ada Lee of Peru met Foreign Minister Leo Paz of Chile in Lima. Minister Lee condemned the coup in Togo and rejected the claims of the Norwegian government. Minister Paz condemned the raids.",
     ["meet CHL, PER: ", "appraise PER: the coup in Togo", "appraise PER -> NOR: the claims of the Norwegian government", "appraise CHL: the raids"], "what is held against a third is not held against who sits opposite"),
    ("PER", "Statement", "Peru expresses its sympathy with Ghana after the flood. Peru stands ready to send a team. Peru condemned the raid of Togo. Peru is ready to act.",
     ["appraise PER -> GHA: Ghana after the flood", "pledge PER -> GHA: to send a team", "appraise PER -> TGO: the raid of Togo", "pledge PER: to act"], "an offer right after a sympathy is for the same"),
    ("PER", "Statement", "Peru thanks Chile for its help. It is grateful for the boats. It will return the boats next week. Peru will deliver ten tents to Ghana.",
     ["appraise PER -> CHL: its help", "appraise PER: the boats", "pledge PER: return the boats next week @2021-03-08/2021-03-14", "pledge PER -> GHA: deliver ten tents to Ghana"], "'it' is ready or grateful, and gives back"),
    ("PER", "Statement", "The Ministry has noted with deep concern reports of the closure of the port by the Chilean authorities. Peru received with shock the news of the raid. Peru received the news.",
     ["appraise PER -> CHL: reports of the closure of the port by the Chilean authorities", "appraise PER: the news of the raid"], "a feeling between the verb and what it is about"),
    ("PER", "Statement", "President Ada Lee assured his guest of Peru's full support for the survey.",
     ["pledge PER: Peru's full support for the survey"], "what a guest is assured of is not whose he is"),
    ("PER", "Statement", "Peru has rejected the plan and would not work with the mechanism. Peru will share its data with Chile, while the latter will build a camp.",
     ["appraise PER: the plan", "pledge PER -> CHL: share its data with Chile"], "the content ends before a verb with an auxiliary of its own, and before 'while'"),
    ("PER", "Statement", "Peru thanked Chile, and the latter offered to send a team. The latter part of the plan was praised by Peru.",
     ["appraise PER -> CHL: Chile", "pledge CHL: to send a team", "appraise PER: The latter part of the plan"], "the latter of two"),
    ("PER", "Peru on Togo", "Peru condemns the coup. We call on the regime to free the prisoners. The authorities must reopen the port. The authorities of Chile welcomed the vote.",
     ["appraise PER: the coup", "request PER -> TGO: to free the prisoners", "request PER -> TGO: reopen the port", "appraise CHL: the vote"], "the regime is that of the headline's state"),
    ("PER", "Statement", "Peru condemns the raid of Chile on Togo. We call on the junta to act.",
     ["appraise PER -> CHL: the raid of Chile on Togo", "request PER -> the junta: to act"], "where two states are named, a junta is of neither"),
    ("PER", "Cabinet session", "The Cabinet renewed its demand for a ceasefire. It welcomed the vote. The Council of Ministers thanked Chile. It praised Togo.",
     ["request PER: a ceasefire", "appraise PER: the vote", "appraise PER -> CHL: Chile", "appraise PER -> TGO: Togo"], "the cabinet is the state, and so is 'it'"),
    ("PER", "Talks", "Minister Ada Lee met the Ambassador of Chile, Leo Paz. The Ambassador handed over an invitation from his President to visit Santiago.",
     ["meet CHL, PER: ", "request CHL -> PER: to visit Santiago"], "who hands over an invitation does not come"),
    ("PER", "Talks", "Minister Ada Lee held talks with the High Commissioner for Ports, the Foreign Minister of Togo and the State Secretary of Chile.",
     ["meet CHL, PER, TGO, the High Commissioner for Ports: "], "three by their offices, none the other's name"),
    ("OMN", "Talks", "Minister Hamad bin Said Al Amri received a telephone call from Minister Leo Paz of Chile.",
     ["meet CHL, OMN: "], "a father's name reports nothing"),
    ("PER", "Talks", "Foreign Minister Ada Lee met the Australian Minister for Development and the Pacific, Alex Burke. Minister Burke thanked Peru.",
     ["meet AUS, PER: ", "appraise AUS -> PER: Peru"], "a portfolio, a comma and a name"),
    ("PER", "Talks", "Minister Ada Lee received Deputy Prime Minister and Minister of Foreign Affairs and Expatriates of the sisterly Hashemite Kingdom of Jordan Dr. Ayman Amin. HE the Jordanian Minister thanked Peru.",
     ["meet JOR, PER: ", "appraise JOR -> PER: Peru"], "a sisterly kingdom, and its minister by his people's name"),
    ("PER", "Talks", "Minister Ada Lee met Adviser for Foreign Affairs of Bangladesh Md. Tofail Hossain. The Adviser thanked Peru.",
     ["meet BGD, PER: ", "appraise BGD -> PER: Peru"], "an adviser in charge of foreign affairs"),
    ("PER", "Talks", "The Chargé d'Affaires of Norway, Ida Moe, was summoned. The Chargé d’Affaires thanked Peru.",
     ["meet NOR, PER: ", "appraise NOR -> PER: Peru"], "either apostrophe"),
    ("PER", "Talks", "The Principal Secretary, Department of Ports, Dr. Ada Lee, met the Minister of State at the Ministry of Ports of Qatar Karim bin Ali bin Omar Al Amin. The Principal Secretary thanked Qatar.",
     ["meet PER, QAT: ", "appraise PER -> QAT: Qatar"], "a body between commas, and a name of many links"),
    ("PER", "Talks", "Foreign Minister Ada Lee met President Leo Paz of Chile and Minister of Foreign Affairs Ida Ruiz. She also met European Commissioner for Ports Karl Moe.",
     ["meet CHL, CHL, PER: ", "meet PER, organization/european-commission: "], "an office taken at home is the other's; an office of one organization alone"),
    ("PER", "Talks", "Minister Ada Lee received the Chairman of the Ports Committee of the Bundestag Karl Moe.",
     ["meet PER, the Chairman of the Ports Committee: "], "a parliament by its own name"),
    ("PER", "Talks", "Minister Ada Lee of Peru met Minister Leo Paz of Chile. Minister Lee stressed the need for both parties of the conflict to respect the truce. Minister Paz underscored the importance for the rebels to lay down their arms.",
     ["meet CHL, PER: ", "state PER -> both parties of the conflict: the need for both parties of the conflict to respect the truce", "state CHL -> the rebels: the importance for the rebels to lay down their arms"], "who is to do what is needed, whoever sits opposite"),
    ("PER", "Statement", "Peru appeals to sailors staying there to leave the valley. Peru asked for Chile's support for its bid. Peru requested the help of Togo.",
     ["request PER -> sailors staying there: to leave the valley", "request PER -> CHL: Chile's support for its bid", "request PER -> TGO: the help of Togo"], "who stays somewhere is asked; whose help is asked for is asked"),
    ("PER", "Statement", "Minister Leo Paz of Chile offered the support of Chilean divers in the search. Peru offered its condolences to Chile.",
     ["pledge CHL: the support of Chilean divers in the search", "appraise PER -> CHL: Chile"], "who offers his support will give it"),
    ("PER", "Talks", "Foreign Minister Ada Lee met Foreign Minister Leo Paz of Chile. The focus of the talks was on trade and ports. They were unanimous that the port must stay open. They urged the parties to talk.",
     ["meet CHL, PER: ", "meet CHL, PER: trade and ports", "agree CHL, PER: the port must stay open", "request CHL, PER -> the parties: to talk"], "what talks are about; of one mind; others who are asked to talk"),
    ("PER", "Talks", "Minister Ada Lee arrived in Cairo yesterday. She will be received tomorrow by President Sami El Masri.",
     ["meet EGY, PER:  (planned) @2021-03-04"], "who receives a traveller is at home where the journey goes"),
    ("PER", "Statement", "Peru will provide ten tents in response to the landslide in Arusha. Peru objected to the plan. Peru severed diplomatic ties with Chile. Peru abstained in the vote. Peru insisted on the return of the crew.",
     ["pledge PER -> TZA: provide ten tents in response to the landslide in Arusha", "appraise PER: the plan", "do PER -> CHL: diplomatic ties", "do PER: the vote", "request PER: the return of the crew"], "for whom aid is; some of the verbs that diplomacy cannot do without"),
    ("GRC", "Wire", "Greece published a map. In Ankara, the Foreign Ministry rejected the map as baseless. The Foreign Ministry thanked Peru. The Coalition Government approved a grant to Chile.",
     ["appraise TUR: the map as baseless", "appraise GRC -> PER: Peru", "do GRC: a grant to Chile"], "a ministry in another capital, and a coalition at home"),
    ("PER", "Talks", "Foreign Minister Ada Lee met Foreign Minister Leo Paz of Chile. Attention was drawn to the careless remarks of the envoys of Chile. Minister Lee drew attention to the plight of the crew.",
     ["meet CHL, PER: ", "state PER -> CHL: the plight of the crew"], "attention that is drawn is drawn by one side, and the text does not tell which"),
    ("PER", "Talks", "Foreign Minister Ada Lee of Peru met with the ambassadors of the region and explained Peru's position on the dam. She told reporters that the port is open. She briefed the envoys of Togo and Ghana on the survey. She assured all investors that the law stands. She informed our Minister that the port is closed.",
     ["meet PER, the ambassadors of the region: ", "state PER -> the ambassadors of the region: Peru's position on the dam", "state PER -> reporters: the port is open", "state PER -> TGO, GHA: the survey", "state PER -> all investors: the law stands", "state PER: the port is closed"], "who is told something, whether or not he has a name"),
    ("PER", "Statement", "Peru condemns in the strongest terms the raid carried out yesterday by a Chilean drone against a village. Peru deplores the remarks made by the spokesperson of the Ministry of Ports of Togo. Peru condemns the raid by gunmen on a bus in Togo. Peru deplores that Ghana has closed the strait. Peru cannot accept the decision made by Norway.",
     ["appraise PER -> CHL: the raid carried out yesterday by a Chilean drone against a village", "appraise PER -> TGO: the remarks made by the spokesperson of the Ministry of Ports of Togo", "appraise PER: the raid by gunmen on a bus in Togo", "appraise PER -> GHA: Ghana has closed the strait", "appraise PER -> NOR: the decision made by Norway (not)"], "whose drone, servant or act it is"),
    ("PER", "Statement", "On 1 March two Chilean boats crossed the line, and we condemn this act. The claim of the Chilean army that the boats were lost is baseless. Peru is grateful to the Togolese people, who took in the crew. We are grateful to Ghana for its help.",
     ["appraise PER -> CHL: this act", "appraise PER -> CHL: The claim of the Chilean army that the boats were lost", "appraise PER -> TGO: the Togolese people, who took in the crew", "appraise PER -> GHA: its help"], "this act, a claim without a ground, and to whom one is grateful"),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "title", "text", "expected", "why"), ROWS, ids=[r[4] for r in ROWS])
def test_sentence(issuer: str, title: str, text: str, expected: list[str], why: str) -> None:
    doc = read_own(text, title, issuer=issuer)
    assert tell_all(doc) == expected, why
