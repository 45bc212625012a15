"""Releases of our own in the registers of a dozen ministries and bodies, own words and own facts, with every act that they tell."""

from __future__ import annotations

import pytest

from kg.ingest import run
from kg.model import Act, Doc
from kg.readers import read_text

# (register, issuer, title, text, acts as "family/force status cue: who -> to whom: content"); a star marks an addressee by setting.
ROWS = [
    (
        "US readout",
        "USA",
        "Readout of Secretary Hale’s Call with Foreign Minister Ruiz of Peru",
        "Secretary of State Dana Hale spoke today with Foreign Minister Ana Ruiz of Peru. Secretary Hale underscored the importance of a swift return to the inspection regime. The two discussed the flooding in the northern provinces, and the Secretary committed to providing further relief.",
        [
            "meet/meeting actual spoke: Ana Ruiz, Dana Hale: ",
            "state/underscore actual underscored: Dana Hale -> Ana Ruiz*: the importance of a swift return to the inspection regime",
            "meet/discussion actual discussed: Ana Ruiz, Dana Hale: the flooding in the northern provinces",
            "pledge/commit actual committed: Dana Hale -> Ana Ruiz*: to providing further relief",
        ],
    ),
    (
        "US readout",
        "USA",
        "Secretary Hale’s Meeting with Kenyan Foreign Minister Otieno",
        "Secretary of State Dana Hale met with Kenyan Foreign Minister Joseph Otieno in Nairobi to discuss port security. The Secretary and the Foreign Minister reaffirmed their support for the ceasefire in the valley. Secretary Hale thanked Kenya for hosting the refugees.",
        [
            "meet/meeting actual met: Dana Hale, Joseph Otieno: port security",
            "agree/support actual support: Dana Hale, Joseph Otieno: the ceasefire in the valley",
            "appraise/thank actual thanked: Dana Hale -> Kenya: hosting the refugees",
        ],
    ),
    (
        "US readout",
        "USA",
        "Sanctions on Four Officials",
        "The United States imposed sanctions on four officials of the border guard. We condemn the detention of two journalists. The authorities of Belarus must release them.",
        [
            "do/impose actual imposed: United States: sanctions on four officials of the border guard",
            "appraise/condemn actual condemn: United States: the detention of two journalists",
            "request/demand actual must: United States -> Belarus: release them",
        ],
    ),
    (
        "Japan",
        "JPN",
        "Japan-Chile Foreign Ministers’ Meeting",
        "Foreign Minister Ken Mori held a meeting with Chilean Foreign Minister Leo Paz on March 2. The two ministers concurred on expanding exchanges between universities. Minister Mori expressed concern over the test launches by North Korea.",
        [
            "meet/talks actual meeting: Ken Mori, Leo Paz: ",
            "agree/concur actual concurred: Ken Mori, Leo Paz: expanding exchanges between universities",
            "appraise/express-concern actual concern: Ken Mori -> North Korea: the test launches by North Korea",
        ],
    ),
    (
        "Japan",
        "JPN",
        "Telephone Talk with the Minister of Norway",
        "Foreign Minister Ken Mori held a telephone talk with Norwegian Foreign Minister Kari Dahl. Minister Mori welcomed Norway’s ratification of the convention. The two ministers confirmed that they would continue to cooperate closely.",
        [
            "meet/talks actual talk: Kari Dahl, Ken Mori: ",
            "appraise/welcome actual welcomed: Ken Mori -> Norway: Norway’s ratification of the convention",
            "agree/confirm actual confirmed: Kari Dahl, Ken Mori: they would continue to cooperate closely",
        ],
    ),
    (
        "Japan",
        "JPN",
        "Courtesy Call by the Ambassador of Peru",
        "Ambassador of Peru Luis Soto paid a courtesy call on Foreign Minister Ken Mori. Minister Mori requested Peru’s support for the candidate. Ambassador Soto replied that Peru would consider the request.",
        [
            "meet/talks actual call: Ken Mori, Luis Soto: ",
            "request/request actual requested: Ken Mori -> Peru: Peru’s support for the candidate",
            "pledge/consider considered consider: Luis Soto -> Ken Mori*: the request",
        ],
    ),
    (
        "Korea",
        "KOR",
        "Vice Minister Meets Mongolian Counterpart",
        "First Vice Foreign Minister Park Min-ho met with Mongolian Vice Foreign Minister Bat Erdene in Seoul on May 3. The two sides shared the understanding that supply chains are vital. They agreed to hold the next consultation in Ulaanbaatar.",
        [
            "meet/meeting actual met: Bat Erdene, Park Min-ho: ",
            "agree/agree actual understanding: Bat Erdene, Park Min-ho: supply chains are vital",
            "agree/agree actual agreed: Bat Erdene, Park Min-ho: to hold the next consultation in Ulaanbaatar",
            "meet/talks planned consultation: Bat Erdene, Park Min-ho: ",
        ],
    ),
    (
        "Korea",
        "KOR",
        "Director-General Talks with Japan",
        "Director-General Lee Jin-woo met with his Japanese counterpart Sato Hiro. Director-General Lee urged Japan to withdraw the textbook. The two sides exchanged views on fisheries.",
        [
            "meet/meeting actual met: Lee Jin-woo, Sato Hiro: ",
            "request/urge actual urged: Lee Jin-woo -> Japan: to withdraw the textbook",
            "meet/discussion actual views: Lee Jin-woo, Sato Hiro: fisheries",
        ],
    ),
    (
        "Korea",
        "KOR",
        "Statement on the Launch",
        "The government strongly condemns North Korea’s launch of a missile. We urge North Korea to return to dialogue.",
        [
            "appraise/condemn actual condemns: South Korea -> North Korea: North Korea’s launch of a missile",
            "request/urge actual urge: South Korea -> North Korea: to return to dialogue",
        ],
    ),
    (
        "India",
        "IND",
        "Visit of the Foreign Minister of Kenya",
        "Foreign Minister of Kenya Joseph Otieno visited India from 3 to 5 May 2021. The two Ministers expressed satisfaction at the growth of trade. They exchanged views on maritime security.",
        [
            "meet/visit actual visited: Joseph Otieno -> India: ",
            "appraise/welcome actual satisfaction: India, Joseph Otieno: the growth of trade",
            "meet/discussion actual views: India, Joseph Otieno: maritime security",
        ],
    ),
    (
        "India",
        "IND",
        "Third India-Peru Consultations",
        "The third round of consultations between India and Peru was held in Lima on 4 May 2021. Both sides reviewed the progress of trade talks. They agreed to resume direct flights.",
        [
            "meet/talks actual consultations: India, Peru: ",
            "meet/discussion actual reviewed: India, Peru: the progress of trade talks",
            "agree/agree actual agreed: India, Peru: to resume direct flights",
        ],
    ),
    (
        "India",
        "IND",
        "Signing of a Memorandum with Bhutan",
        "India and Bhutan signed a memorandum on power lines today. The two sides reaffirmed their commitment to open borders.",
        [
            "agree/sign actual signed: Bhutan, India: a memorandum on power lines today",
            "agree/reaffirm actual reaffirmed: Bhutan, India: their commitment to open borders",
        ],
    ),
    (
        "EU",
        "organization/european-union",
        "Statement by the Spokesperson on the Elections in Ruritania",
        "The European Union deplores the arrests of candidates. The EU calls on the authorities of Belarus to release all prisoners. The EU stands ready to support an inquiry.",
        [
            "appraise/deplore actual deplores: European Union: the arrests of candidates",
            "request/call-on actual calls: European Union -> Belarus: to release all prisoners",
            "pledge/offer actual ready: European Union: to support an inquiry",
        ],
    ),
    (
        "EU",
        "organization/european-union",
        "EU-Chile Association Council",
        "The European Union and Chile held their annual human rights dialogue in Brussels on 4 May 2021. The EU stressed the importance of prison reform. Both sides recalled their commitment to the Rome Statute.",
        [
            "meet/talks actual dialogue: Chile, European Union: ",
            "state/stress actual stressed: European Union -> Chile*: the importance of prison reform",
            "agree/recall actual recalled: Chile, European Union: their commitment to the Rome Statute",
        ],
    ),
    (
        "EU",
        "organization/european-union",
        "High Representative meets the President of Kenya",
        "High Representative Marta Vidal met with President of Kenya Joseph Otieno. She welcomed the adoption of the port law. They also discussed the drought.",
        [
            "meet/meeting actual met: Joseph Otieno, Marta Vidal: ",
            "appraise/welcome actual welcomed: Marta Vidal -> Joseph Otieno*: the adoption of the port law",
            "meet/discussion actual discussed: Joseph Otieno, Marta Vidal: the drought",
        ],
    ),
    (
        "Kremlin",
        "RUS",
        "Talks with the President of Mongolia",
        "President of Russia Ivan Orlov held talks with President of Mongolia Bat Erdene. It was noted that trade has grown. The sides expressed readiness to build a second bridge.",
        [
            "meet/talks actual talks: Bat Erdene, Ivan Orlov: ",
            "agree/note actual noted: Bat Erdene, Ivan Orlov: trade has grown",
            "agree/offer actual readiness: Bat Erdene, Ivan Orlov: to build a second bridge",
        ],
    ),
    (
        "Kremlin",
        "RUS",
        "Telephone conversation with the Prime Minister of Armenia",
        "Ivan Orlov had a telephone conversation with Prime Minister of Armenia Aram Sarkis. They discussed the implementation of the agreements on transport. It was agreed to continue contacts.",
        [
            "meet/talks actual conversation: Aram Sarkis, Ivan Orlov: ",
            "meet/discussion actual discussed: Aram Sarkis, Ivan Orlov: the implementation of the agreements on transport",
            "agree/agree actual agreed: Aram Sarkis, Ivan Orlov: to continue contacts",
        ],
    ),
    (
        "Kremlin",
        "RUS",
        "Greetings to the President of Uruguay",
        "President of Russia Ivan Orlov sent a message of greetings to President of Uruguay Marta Silva on the national holiday. The President of Russia expressed confidence that the two countries would expand trade in grain. On May 12, Marta Silva will visit Russia.",
        [
            "appraise/greet actual greetings: Ivan Orlov -> Marta Silva: the national holiday",
            "appraise/express-confidence actual confidence: Ivan Orlov: the two countries would expand trade in grain",
            "meet/visit planned visit: Marta Silva -> Russia: ",
        ],
    ),
    (
        "Security Council",
        "organization/un-security-council",
        "Security Council Press Statement on the Attack in Mali",
        "The members of the Security Council condemned the attack on the convoy. They urged the parties to resume the talks. The members of the Security Council reiterated their support for the mission.",
        [
            "appraise/condemn actual condemned: United Nations Security Council: the attack on the convoy",
            "request/urge actual urged: United Nations Security Council -> the parties: to resume the talks",
            "agree/support actual support: United Nations Security Council: the mission",
        ],
    ),
    (
        "Security Council",
        "organization/un-security-council",
        "Security Council Press Statement on Somalia",
        "The Security Council welcomed the agreement on elections. The members of the Council called on all parties to refrain from violence.",
        [
            "appraise/welcome actual welcomed: United Nations Security Council: the agreement on elections",
            "request/call-on actual called: United Nations Security Council -> all parties: to refrain from violence",
        ],
    ),
    (
        "Security Council",
        "organization/un-security-council",
        "Security Council Press Statement on Yemen",
        "The members of the Security Council expressed deep concern at the fighting near the port. They stressed the need for safe passage.",
        [
            "appraise/express-concern actual concern: United Nations Security Council: the fighting near the port",
            "agree/stress actual stressed: United Nations Security Council: the need for safe passage",
        ],
    ),
    (
        "Cabinet",
        "LKA",
        "Decisions of the Cabinet",
        "The Cabinet approved the signing of the Memorandum of Understanding with Chile. The Minister of Fisheries proposed to establish a joint committee.",
        [
            "do/approve actual approved: Sri Lanka: the signing of the Memorandum of Understanding with Chile",
            "request/propose actual proposed: The Minister of Fisheries: to establish a joint committee",
        ],
    ),
    (
        "Cabinet",
        "LKA",
        "Agreement on Air Services",
        "The Cabinet of Ministers approved the proposal by the Minister of Transport. The agreement entered into force on 1 May 2021.",
        [
            "do/approve actual approved: Sri Lanka: the proposal by the Minister of Transport",
            "do/enter-into-force actual entered: : The agreement",
        ],
    ),
    (
        "Cabinet",
        "LKA",
        "Appointment of an Envoy",
        "The Government appointed Nimal Perera as special envoy. Sri Lanka will open an embassy in Lima.",
        [
            "do/appoint actual appointed: Sri Lanka -> Nimal Perera: Nimal Perera as special envoy",
            "pledge/pledge actual open: Sri Lanka: open an embassy in Lima",
        ],
    ),
    (
        "Gulf",
        "QAT",
        "Foreign Minister Meets UK Foreign Secretary",
        "Doha, October 10 (QN) – HE Minister of Foreign Affairs Sheikh Khalid bin Nasser Al Mannai met on Thursday with HE Foreign Secretary of the United Kingdom James Whitmore. HE the Minister of Foreign Affairs stressed the need to protect shipping. HE the UK Foreign Secretary expressed his country's appreciation for Qatar's mediation. The State of Qatar expressed its strong condemnation of the bombing of a school in Aden, and considered it a flagrant violation of international law. The Ministry of Foreign Affairs renewed its call for an independent investigation.",
        [
            "meet/meeting actual met: James Whitmore, Khalid bin Nasser Al Mannai: ",
            "state/stress actual stressed: Khalid bin Nasser Al Mannai -> James Whitmore*: the need to protect shipping",
            "appraise/appreciate actual appreciation: James Whitmore -> Qatar: Qatar's mediation",
            "appraise/condemn actual condemnation: Qatar: the bombing of a school in Aden",
            "request/call-on actual call: Ministry of Foreign Affairs of Qatar: an independent investigation",
        ],
    ),
    (
        "Security Council",
        "UNSC",
        "Security Council Press Statement on the Attack near Gao",
        "The following Security Council press statement was issued today by Council President Elena Rossi (Malta):\n\nThe members of the Security Council condemned in the strongest terms the attack near Gao on 3 June. They called on the Government of Mali to investigate the attack. They stressed the importance of the mission having the necessary means.",
        [
            "appraise/condemn actual condemned: United Nations Security Council: the attack near Gao on 3 June",
            "request/call-on actual called: United Nations Security Council -> Mali: to investigate the attack",
            "agree/stress actual stressed: United Nations Security Council: the importance of the mission having the necessary means",
        ],
    ),
    (
        "ASEAN",
        None,
        "Chairman’s Statement of the 30th ASEAN Regional Meeting",
        "The 30th Meeting was convened in Vientiane, Lao PDR, on 27 July 2020, chaired by H.E. Somsak Vong, Minister of Foreign Affairs of the Lao PDR.\n\nThe Ministers reaffirmed the importance of freedom of navigation. Some Ministers expressed concern over land reclamation in the area. The Meeting adopted the Statement on Ferry Safety and agreed to extend the work plan to 2027.",
        [
            "meet/talks actual Meeting: ASEAN: ",
            "agree/reaffirm actual reaffirmed: ASEAN: the importance of freedom of navigation",
            "appraise/express-concern actual concern: Some Ministers: land reclamation in the area",
            "agree/adopt actual adopted: ASEAN: the Statement on Ferry Safety",
            "agree/agree actual agreed: ASEAN: to extend the work plan to 2027",
        ],
    ),
    (
        "China",
        "CHN",
        "Foreign Minister Zhao Ming Holds Talks with Malaysian Foreign Minister",
        "Foreign Minister Zhao Ming held talks with Malaysian Foreign Minister Ahmad Faisal in Beijing. The two sides exchanged in-depth views on the situation at sea. China firmly supports Malaysia in playing a greater role in the region. Spokesperson Lin Hua said China firmly opposes the remarks, and has lodged solemn representations with Chile.",
        [
            "meet/talks actual talks: Ahmad Faisal, Zhao Ming: ",
            "meet/discussion actual views: Ahmad Faisal, Zhao Ming: the situation at sea",
            "appraise/support actual supports: China -> Malaysia: Malaysia in playing a greater role in the region",
            "appraise/oppose actual opposes: Lin Hua: the remarks",
            "appraise/protest actual representations: Lin Hua -> Chile: ",
        ],
    ),
    (
        "Japan",
        "JPN",
        "Japan-Chile Vice-Ministerial Dialogue",
        "Vice Minister Ken Mori met Chilean Vice Minister Leo Paz. The two vice ministers strongly opposed attempts to change the border by force, and confirmed that they would work together on fisheries. The dialogue was co-chaired by Mr. Mori and Mr. Paz.",
        [
            "meet/meeting actual met: Ken Mori, Leo Paz: ",
            "appraise/oppose actual opposed: Ken Mori, Leo Paz: attempts to change the border by force",
            "agree/confirm actual confirmed: Ken Mori, Leo Paz: they would work together on fisheries",
            "meet/talks actual chaired: Ken Mori, Leo Paz: ",
        ],
    ),
    (
        "Brazil",
        "BRA",
        "Visit of the Minister of External Relations of Angola",
        "The Minister of Foreign Affairs, Paulo Nogueira, received today, May 6, in Brasília, the Minister of External Relations of Angola, Domingos Neto, on an official visit to Brazil. The ministers agreed on the convening of the joint commission in the second half of the year.",
        [
            "meet/meeting actual received: Domingos Neto, Paulo Nogueira: ",
            "meet/visit actual visit: Domingos Neto -> Brazil: ",
            "agree/agree actual agreed: Domingos Neto, Paulo Nogueira: the convening of the joint commission in the second half of the year",
        ],
    ),
    (
        "United Kingdom",
        "GBR",
        "PM call with President Ricci of Italy",
        "The Prime Minister spoke to President Ricci this afternoon. They both condemned the attack on the ferry and agreed that the strait has to stay open. Turning to fisheries, the leaders underlined the need to protect stocks.",
        [
            "meet/meeting actual spoke: Ricci, The Prime Minister: ",
            "appraise/condemn actual condemned: Ricci, The Prime Minister: the attack on the ferry",
            "agree/agree actual agreed: Ricci, The Prime Minister: the strait has to stay open",
            "agree/underline actual underlined: Ricci, The Prime Minister: the need to protect stocks",
        ],
    ),
    (
        "Canada",
        "CAN",
        "Minister Tremblay speaks with Indonesia's foreign minister",
        "Today, the Honourable Chantal Tremblay, Minister of Foreign Affairs, spoke with Budi Hartono, Indonesia's Minister for Foreign Affairs. Minister Tremblay congratulated Indonesia on its G20 presidency and thanked Minister Hartono for his work on food security. The ministers agreed to remain in close contact and looked forward to meeting in Bali.",
        [
            "meet/meeting actual spoke: Budi Hartono, Chantal Tremblay: ",
            "appraise/congratulate actual congratulated: Chantal Tremblay -> Indonesia: its G20 presidency",
            "appraise/thank actual thanked: Chantal Tremblay -> Budi Hartono: his work on food security",
            "agree/agree actual agreed: Budi Hartono, Chantal Tremblay: to remain in close contact",
            "agree/look-forward actual looked: Budi Hartono, Chantal Tremblay: to meeting in Bali",
        ],
    ),
    (
        "African Union",
        "organization/african-union-peace-and-security-council",
        "Communiqué of the Peace and Security Council of the African Union",
        "The Peace and Security Council,\n\nNoting with deep concern the continued fighting near the port;\n\nActing under Article 7 of its Protocol, Council:\n\n1. Strongly condemns the attacks against civilians;\n\n2. Urges the parties to return to negotiations;\n\n3. Commends Chad for hosting refugees, and appeals to the international community to scale up assistance;\n\n4. Decides to remain seized of the matter.",
        [
            "appraise/express-concern actual Noting: African Union Peace and Security Council: the continued fighting near the port",
            "appraise/condemn actual condemns: African Union Peace and Security Council: the attacks against civilians",
            "request/urge actual Urges: African Union Peace and Security Council -> the parties: to return to negotiations",
            "appraise/commend actual Commends: African Union Peace and Security Council -> Chad: hosting refugees",
            "request/call-on actual appeals: African Union Peace and Security Council -> the international community: to scale up assistance",
            "agree/decide actual Decides: African Union Peace and Security Council: to remain seized of the matter",
        ],
    ),
    (
        "Pacific",
        None,
        "Fifty-First Pacific Islands Forum: Forum Communiqué",
        "1. Leaders declared that the Pacific is facing a climate emergency.\n\n2. Leaders:\n(a) endorsed the strategy for the ocean;\n(b) tasked the Secretary General to develop a plan by the end of 2022; and\n(c) reaffirmed their commitment to the Boe Declaration.\n\n3. Leaders urged Japan to share all data.",
        [
            "agree/declare actual declared: Pacific Islands Forum: the Pacific is facing a climate emergency",
            "appraise/endorse actual endorsed: Pacific Islands Forum: the strategy for the ocean",
            "request/task actual tasked: Pacific Islands Forum -> the Secretary General: to develop a plan by the end of 2022",
            "agree/reaffirm actual reaffirmed: Pacific Islands Forum: their commitment to the Boe Declaration",
            "request/urge actual urged: Pacific Islands Forum -> Japan: to share all data",
        ],
    ),
    (
        "Pakistan",
        "PAK",
        "Telephone call with the Foreign Minister of Uzbekistan",
        "Foreign Minister Tariq Janjua received a telephone call today from Foreign Minister of Uzbekistan Bakhodir Yuldashev. He felicitated the Uzbek side on the success of the fair. The two leaders reviewed the work on the railway.",
        [
            "meet/talks actual call: Bakhodir Yuldashev, Tariq Janjua: ",
            "appraise/congratulate actual felicitated: Tariq Janjua -> Uzbekistan: the success of the fair",
            "meet/discussion actual reviewed: Bakhodir Yuldashev, Tariq Janjua: the work on the railway",
        ],
    ),
    (
        "Poland",
        "POL",
        "Statement on the expulsion of Polish diplomats",
        "The Ministry of Foreign Affairs of the Republic of Poland firmly protests against the decision of the authorities of Belarus to expel three diplomats. Poland demands the release of the prisoners and once again calls on the authorities in Minsk to cease repression.",
        [
            "appraise/protest actual protests: Poland -> Belarus: the decision of the authorities of Belarus to expel three diplomats",
            "request/demand actual demands: Poland: the release of the prisoners",
            "request/call-on actual calls: Poland -> Belarus: to cease repression",
        ],
    ),
    (
        "Gulf",
        "SAU",
        "Statement of the Ministry of Foreign Affairs",
        "Riyadh, 14.02.2022 -- The Kingdom of Saudi Arabia expresses its strong condemnation and denunciation of the attack on a mosque in Peshawar.",
        [
            "appraise/condemn actual condemnation: Saudi Arabia: the attack on a mosque in Peshawar",
        ],
    ),
    (
        "South Africa",
        "ZAF",
        "South Africa condemns the seizure of power",
        "The Government of the Republic of South Africa has noted with grave concern the reports of a seizure of power in Niger. South Africa strongly condemns any unconstitutional change of government and calls for the release of the President.",
        [
            "appraise/express-concern actual noted: South Africa: the reports of a seizure of power in Niger",
            "appraise/condemn actual condemns: South Africa: any unconstitutional change of government",
            "request/call-on actual calls: South Africa: the release of the President",
        ],
    ),
    (
        "New Zealand",
        "NZL",
        "Foreign Minister to travel to the Pacific",
        '"The sea is our home, and New Zealand is committed to listening to its neighbours," Foreign Minister Helen Marsters says. New Zealand will contribute NZ$12 million towards cyclone shelters.',
        [
            "pledge/commit actual committed: Helen Marsters: to listening to its neighbours",
            "pledge/pledge actual contribute: New Zealand: contribute NZ$12 million towards cyclone shelters",
        ],
    ),
]


def line(doc: Doc, act: Act) -> str:
    to = ", ".join(e.label for e in act.addressee) + ("*" if act.addressee_by_setting else "")
    who = ", ".join(sorted(e.label for e in act.agent))
    words = " … ".join(span.of(doc.text) for span in act.content)
    return f"{act.family}/{act.force} {'neg ' if act.negated else ''}{act.event_status} {act.cue.of(doc.text)}: {who}{' -> ' + to if to else ''}: {words}"


@pytest.mark.parametrize(("register", "issuer", "title", "text", "acts"), ROWS, ids=[f"{r[0]}: {r[2]}" for r in ROWS])
def test_a_release_in_a_register(register: str, issuer: str, title: str, text: str, acts: list[str]) -> None:
    doc = run(read_text(f"{title}\n\n{text}\n", "own.txt", issuer=issuer, published="2021-05-06"))
    heads = {s.span for s in doc.sentences if s.block == "headline"}
    assert [line(doc, act) for act in doc.acts if act.sentence not in heads] == acts, register
