"""Sentences of our own that a parser cuts wrongly or that no name opens, each with every act that a desk officer would note."""

from __future__ import annotations

import pytest
from conftest import read_own

JOINT = "Joint Statement by Peru and Chile"
ALONE = "Statement on the harbour"
# title, text, one "family by -> to: content" for each act, why
ROWS = [
    (ALONE, "We are alarmed by the raids in the valley and urge Chile to act.", ["appraise PER: the raids in the valley", "request PER -> CHL: to act"], "by after a feeling"),
    (ALONE, "Peru used the opportunity to present its plan for the port.", ["state PER: its plan for the port"], "who uses a chance takes it"),
    (ALONE, "Peru re-affirmed its position on the port.", ["state PER: its position on the port"], "a hyphen in the verb"),
    (ALONE, "Customs and Trade: Peru has agreed to lower its tariffs on grain.", ["pledge PER: to lower its tariffs on grain"], "a label before the sentence"),
    (ALONE, "Peru commits to lift the duty on fruit that cannot be grown in Chile.", ["pledge PER: to lift the duty on fruit that cannot be grown in Chile"], "what cannot be is no refusal"),
    (ALONE, "Peru has committed to restore the forests; encourage a better use of water; and combat illegal logging.", ["pledge PER: to restore the forests", "pledge PER: encourage a better use of water", "pledge PER: combat illegal logging"], "infinitives over semicolons are pledged, not asked"),
    (ALONE, "We look forward to the next round in May, to be preceded by a survey.", ["appraise PER: the next round in May, to be preceded by a survey"], "the nearer complement"),
    (ALONE, "Peru calls on all parties to lay down their arms.", ["request PER -> all parties: to lay down their arms"], "whom no name tells"),
    (ALONE, "Peru calls for calm in the valley.", ["request PER: calm in the valley"], "a name beside its verb is its subject"),
    (ALONE, "Peru ruled out paying the fee.", ["appraise PER: paying the fee"], "ruled out"),
    (ALONE, "Peru condemned the raid that sank a boat and extended its condolences to the people of Chile.", ["appraise PER: the raid that sank a boat", "appraise PER -> CHL: the people of Chile"], "raids condole with nobody"),
    (ALONE, "Peru welcomed the entry of Norway into the League and Chile noted the offer.", ["appraise PER: the entry of Norway into the League", "state CHL: the offer"], "each has its verb"),
    (ALONE, "Peru values the help of Timor-Leste and congratulates Timor-Leste on its fair.", ["appraise PER: the help of Timor-Leste", "appraise PER -> TLS: its fair"], "a name with a hyphen, and whose fair it is"),
    (ALONE, "Peru decided on 5 April to send a team.", ["pledge PER: to send a team"], "a day is not what is decided"),
    (ALONE, "The Foreign Ministry sent a note to Chile demanding an answer and requesting talks.", ["request PER -> CHL: an answer", "request PER -> CHL: talks"], "who gets the note is asked"),
    ("Talks", "Minister Ada Lee raised the case of the crew with Chilean Foreign Minister Leo Paz on the margins of the fair.", ["state PER -> CHL: the case of the crew"], "with whom it is raised"),
    ("Talks", "His Highness Sheikh Ali bin Said Al Amin, President of the Republic of Peru, met President Leo Paz of Chile. His Highness thanked Chile for its help.", ["meet CHL, PER: ", "appraise PER -> CHL: its help"], "an honour stands for who bears it"),
    ("Chilean President receives President of Peru", "Chilean President Leo Paz received President Ana Ruiz of Peru.", ["meet CHL, PER: ", "meet CHL, PER: "], "the offices of a headline are those of the body"),
    ("Talks", "The Minister for Trade of Chile, Sukarto, and the Minister of Defence, Leo Paz, met Minister Ada Lee of Norway.", ["meet CHL, CHL, NOR: "], "one name alone, and two of one cabinet"),
    ("Talks", "Minister Ada Lee of Peru spoke with Secretary of State Ida Moe.", ["meet Ida Moe, PER: "], "an office that Peru does not have"),
    ("Talks", "Member of the Council of the Coastal League and Foreign Minister Ana Ruiz met President Leo Paz of Chile.", ["meet CHL, PER: "], "a seat and an office of one"),
    ("Decision of the African Union", "The African Union,\n\nActing under Article 7 of its Statute,\n\n1. Condemns the raid on a port led by pirates and extends its condolences to Chile;\n\n2. Decides to send a team.", ["appraise organization/african-union: the raid on a port led by pirates", "appraise organization/african-union -> CHL: Chile", "pledge organization/african-union: to send a team"], "what a body acts under leads into no list"),
    (JOINT, "The two leaders agreed to:\n\na) open the port;\nb) share the survey; and\nc) task officials to report on it.", ["agree CHL, PER: open the port", "agree CHL, PER: share the survey", "agree CHL, PER: task officials to report on it"], "letters begin items, line by line"),
    ("Foreign Minister receives his Chilean counterpart", "Minister of Foreign Affairs Ana Ruiz received Minister of Foreign Affairs of Chile Leo Paz. The Foreign Minister thanked Chile.", ["meet CHL, PER: ", "meet CHL, PER: ", "appraise PER -> CHL: Chile"], "the Foreign Minister is the Minister of Foreign Affairs"),
    ("Talks", "Minister Ada Lee of Peru met Minister Leo Paz of Chile. The talks covered trade, with Minister Lee praising the port and Minister Paz stressing the need for a survey.", ["meet CHL, PER: ", "meet CHL, PER: trade", "appraise PER -> CHL: the port", "state CHL -> PER: the need for a survey"], "with somebody doing something"),
    (ALONE, "The spokesperson for the Ministry of Foreign Affairs, Ambassador Ida Moe, said that the port is closed.", ["state PER: the port is closed"], "the spokesperson has a name"),
    (ALONE, "The treaty was signed in Lima by the Minister of Foreign Affairs, Ambassador Ana Ruiz, and her Chilean counterpart, Mr. Leo Paz.", ["agree CHL, PER: The treaty"], "both who sign"),
    (ALONE, "The Foreign Office rejected the claims.", ["appraise PER: the claims"], "one's own ministry"),
    (ALONE, "Peru has today (Tuesday 20 May) announced a ban on the trade in coal.", ["pledge PER: a ban on the trade in coal"], "a day in brackets parts no verb"),
    ("Talks", "Foreign Minister Ada Lee said:\n\n“The port is open.\n\n“It will stay open.”", ["state PER: The port is open.\n\n“It will stay open."], "a quotation in paragraphs of its own"),
    (ALONE, "Peru wants to host talks with Chile.", ["meet CHL, PER: "], "what is wanted is proposed"),
    (ALONE, "Peru expressed its condolences to the Government and people of Chile.", ["appraise PER -> CHL: the Government and people of Chile"], "whose government it is"),
    (ALONE, "No losses have been reported. The right to a fair trial was not guaranteed.", [], "by nobody who talks"),
    (ALONE, "Peru has learned with deep sadness of the loss of the crew.", ["appraise PER: the loss of the crew"], "a feeling with which something is learned"),
    ("Talks", "Minister Ada Lee of Peru and Deputy State Secretary of the Ministry of Trade and Ports of Chile Leo Sztarow co-chaired talks in Lima. Mr. Sztarow thanked Peru.", ["meet CHL, PER: ", "appraise CHL -> PER: Peru"], "the name behind the state whose ministry it is"),
    ("Talks", "Minister Ada Lee of Peru met a delegation of the port. Mr. Paz thanked Peru. He stressed the need for a survey.", ["meet PER, a delegation of the port: ", "appraise Paz -> PER: Peru", "state Paz: the need for a survey"], "a courtesy tells a person"),
    ("Visit", "Minister Ada Lee will travel to Oslo on Friday to meet Minister Leo Paz.", ["meet PER -> NOR: ", "meet NOR, PER: "], "whom one meets abroad"),
    (ALONE, "Peru expressed its pleasure at the fair in Santiago.", ["appraise PER: the fair in Santiago"], "pleasure"),
    (JOINT, "Lima - Peru and Chile signed, on Friday in Arica, a treaty.", ["agree CHL, PER: a treaty"], "a capital before a dash is no subject"),
    ("Visit", "At the invitation of H.E. Leo Paz, President of the Republic of Chile, H.E. Ida Moe, President of the Republic of Norway, visited Chile. The two Heads of State asked the ministers responsible for ports to pay the crew.", ["meet NOR -> CHL: ", "request CHL, NOR -> the ministers responsible for ports: to pay the crew"], "the office behind a name is not of the next one"),
    ("Talks", "Mr. Paz will meet Prime Minister Ida Moe of Norway and Deputy Prime Minister for Trade Ada Lee.", ["meet NOR, NOR, Paz: "], "two of one government"),
    (ALONE, "Minister for Development Cooperation and Foreign Trade Benjamin Lee welcomed the fair.", ["appraise PER: the fair"], "a portfolio longer than the list has"),
    (ALONE, "Peru will pay for the survey, provided that the Congress agrees.", ["pledge PER: pay for the survey, provided that the Congress agrees"], "a condition provides nothing"),
    (ALONE, "According to Minister Leo Paz of Chile, Norway should open the port.", ["request CHL -> NOR: open the port"], "according to whom"),
    (ALONE, "According to officials, Norway must open the port.", [], "according to nobody who is named"),
    (ALONE, "The Kingdom expressed its welcoming of the fair and affirmed its readiness to send a team.", ["appraise PER: the fair", "pledge PER: to send a team"], "a state by its kind"),
    (ALONE, "Peru will pay if the Congress approves the budget.", ["pledge PER: pay if the Congress approves the budget"], "what is but a condition has not been done"),
    (ALONE, "Peru will pay once the Congress approves the budget.", ["pledge PER: pay once the Congress approves the budget"], "nor what is waited for"),
    (ALONE, "Minister Ada Lee thanked her Chilean colleague, Rubén Paz Soto, for his help.", ["appraise PER -> CHL: his help"], "a colleague of another side"),
    (ALONE, "Peru requested Chile's support for its application to join the League.", ["request PER -> CHL: Chile's support for its application to join the League"], "what is asked for is a thing"),
    (ALONE, "Peru called on Secretary General Ida Moe to refrain from taking sides.", ["request PER -> PER: to refrain from taking sides"], "a preposition before a title"),
    (ALONE, "Minister Ada Lee, who witnessed the signing, called for calm in the valley.", ["request PER: calm in the valley"], "the verb behind an aside"),
    (ALONE, "The treaty was signed on behalf of Peru by the Minister of Trade, Ada Lee, and on behalf of Chile by the Minister of Ports, Leo Paz.", ["agree CHL, PER: The treaty"], "on whose behalf it is signed"),
    (ALONE, "Peru reminded Chile of its duties under the treaty.", ["state PER -> CHL: its duties under the treaty"], "reminded of"),
    (JOINT, "Ana Paz, Coastal Board Chair\n\nLeo Ruiz, Arica State Representative\n\nThe two leaders stressed the value of trade.", ["agree CHL, PER: the value of trade"], "names with seats are no sentences, and raise nothing"),
    (ALONE, "Peru not only welcomed the fair but also thanked Chile.", ["appraise PER: the fair", "appraise PER -> CHL: Chile"], "not only"),
    (JOINT, "The two leaders not only condemned the raid; they urged Norway to act.", ["appraise CHL, PER: the raid", "request CHL, PER -> NOR: to act"], "not only, of two"),
    (ALONE, "Peru will support the survey of the valley.", ["pledge PER: support the survey of the valley"], "support that is to come is undertaken"),
    (ALONE, "The Nordic Harbour Council stressed the value of the survey.", ["state The Nordic Harbour Council: the value of the survey"], "a body no list knows"),
    (JOINT, "The two leaders stressed their cooperation, including clearing the mines; addressing the drought; and sharing the harvest.", ["agree CHL, PER: their cooperation, including clearing the mines; addressing the drought; and sharing the harvest"], "gerunds over semicolons name no talks"),
    (JOINT, "Peru and Chile have agreed to a framework for trade that will open both markets.", ["agree CHL, PER: a framework for trade that will open both markets"], "a clause on the thing agreed"),
    (JOINT, "Peru and Chile will engage to settle the matter of the port.", ["agree CHL, PER: engage to settle the matter of the port"], "nobody is met"),
    (JOINT, "The two jointly condemned the raid.", ["appraise CHL, PER: the raid"], "the two"),
    (ALONE, "The foreign ministers of the coastal states pledged to share the survey.", ["agree The foreign ministers of the coastal states: to share the survey"], "several of several states"),
    ("Leaders in Lima", "President Ana Ruiz of Peru, President Leo Paz of Chile, and President Ida Moe of Norway met in Lima.", ["meet CHL, NOR, PER: "], "three in one list, each with a state"),
    ("Talks", "Senior delegations representing Peru and Chile met in Lima on Monday.", ["meet CHL, PER: "], "whom they represent"),
    (ALONE, "Peru is following with great concern the trial of the crew.", ["appraise PER: the trial of the crew"], "the object behind a phrase"),
    (ALONE, "Peru is of the view that the strait must stay open.", ["state PER: the strait must stay open"], "of the view"),
    (ALONE, "Norway and Iceland align themselves with the declaration.", ["agree ISL, NOR: the declaration"], "who joins a stand takes it"),
    (ALONE, "Under the plan, Peru will:\n\n- Work with Chile on the harvest;\n- Foster trade in grain.", ["pledge PER -> CHL: Work with Chile on the harvest", "pledge PER: Foster trade in grain"], "a list that hangs on 'will'"),
    (JOINT, "The two leaders considered it important that the port be rebuilt.", ["agree CHL, PER: important that the port be rebuilt"], "an opinion, no talks"),
    (JOINT, "A joint commission will be established to review the plan.", ["agree CHL, PER: A joint commission will be established to review the plan"], "who speaks undertakes it"),
    (JOINT, "The two leaders agreed the new road through the valley helped farmers.", ["agree CHL, PER: the new road through the valley helped farmers"], "a clause without 'that'"),
    (JOINT, "Noting the steps President Moe and her team have taken, Peru and Chile reaffirmed their support for the plan.", ["agree CHL, PER: the steps President Moe and her team have taken", "appraise CHL, PER: the plan"], "whose steps they are"),
    ("Signing", "Peru’s Minister of Justice and Keeper of the Seals, Mr Luc Paz, and Chile’s Minister for Trade, Ms Ida Moe, signed the agreement on fisheries.", ["agree CHL, PER: the agreement on fisheries"], "each with the state before the office"),
    ("Visit", "Minister for Culture and Second Minister for Law Ada Lee made an official visit to Chile.", ["meet PER -> CHL: "], "one person with two offices"),
    (JOINT, "The two leaders looked forward to Peru and Chile hosting the fair.", ["agree CHL, PER: Peru and Chile hosting the fair"], "what they do is looked forward to"),
    (JOINT, "The two leaders agreed that officials would survey the valley and reaffirmed both countries' support for the plan.", ["agree CHL, PER: officials would survey the valley", "appraise CHL, PER: the plan"], "the tense tells who reaffirms"),
    (JOINT, "The two leaders attached importance to the role and continued growth of the fair.", ["agree CHL, PER: the role and continued growth of the fair"], "a participle before a noun"),
    (ALONE, "Peru expressed concern over the raids and its readiness to send a team.", ["appraise PER: the raids", "pledge PER: to send a team"], "two nouns of one verb"),
    ("Talks", "President Ana Ruiz of Peru spoke with President Leo Paz of Chile. The strait can stay open through the winter, President Paz pointed out.", ["meet CHL, PER: ", "state CHL -> PER: The strait can stay open through the winter"], "the speaker at the end"),
    ("Talks", "President Ana Ruiz of Peru spoke with President Leo Paz of Chile. President Ruiz told President Paz about the state of the harvest.", ["meet CHL, PER: ", "state PER -> CHL: the state of the harvest"], "told about"),
    ("Talks", "President Ana Ruiz of Peru spoke with President Leo Paz of Chile. Prospects were discussed for trade in grain.", ["meet CHL, PER: ", "meet CHL, PER: trade in grain"], "the topic behind a passive"),
    ("Agreement with Chile", "The proposal made by Hon. Ana Ruiz, the Minister of Trade, to sign a treaty between Peru and Chile, was approved by the Cabinet.", ["request PER -> PER: to sign a treaty between Peru and Chile", "agree CHL, PER: a treaty between Peru and Chile", "do PER: The proposal made by Hon. Ana Ruiz, the Minister of Trade, to sign a treaty between Peru and Chile"], "proposed, planned and approved"),
    ("The coal of Arica", "The proposal of the port to move the coal imported in May to the mill, was approved by the Cabinet.", ["do PER: The proposal of the port to move the coal imported in May to the mill"], "the passive at the end is the verb"),
    (JOINT, "The two leaders resolved to work together and with their partners to promote trade.", ["agree CHL, PER: to work together and with their partners to promote trade"], "with whom they work is nobody's subject"),
    (ALONE, "Houses in the valley have been covered in ash.", [], "nothing is discussed"),
    (ALONE, "Cabinet approval was granted to sign a treaty with Chile.", ["do PER: to sign a treaty with Chile", "agree CHL, PER: a treaty with Chile"], "what is approved is planned"),
    (ALONE, "The Prime Minister and the Chief Minister agreed to rebuild the port.", ["agree PER, the Chief Minister: to rebuild the port"], "two offices, two persons"),
    ("Joint Statement of the Harbour Meeting", "Representatives of the African Union, Peru, Chile, and Norway met in Lima on Monday. We remain committed to free passage.", ["meet CHL, NOR, PER, organization/african-union: ", "agree CHL, NOR, PER, organization/african-union: free passage"], "those who met speak"),
    ("Statement by the African Union on the strait", "We will keep the strait open.", ["pledge organization/african-union: keep the strait open"], "the body in the title speaks"),
    (ALONE, "The death of Muhammad Said Salim was a loss for the port.", [], "a capital is part of a name"),
    (ALONE, "Peru will continue supporting the people of the valley and create jobs.", ["pledge PER: continue supporting the people of the valley", "pledge PER: create jobs"], "what is undertaken is not done"),
    ("Talks", "In a meeting with Prime Minister Leo Paz of Chile, Deputy Secretary Moe stressed the value of the ceasefire.", ["meet CHL, PER: ", "state PER -> CHL: the value of the ceasefire"], "a name behind a preposition is no subject"),
    (ALONE, "Will Minister Ada Lee tell the farmers that the port is closed?", [], "a question puts nothing forward"),
    ("Talks", "Minister Ada Lee of Peru met President Leo Paz of Chile. Minister Lee pressed the government to reopen the port.", ["meet CHL, PER: ", "request PER -> CHL: to reopen the port"], "asked of another, the government is not one's own"),
    ("CHAIR’S STATEMENT OF THE THIRD AFRICAN UNION-REPUBLIC OF KOREA FISHERIES MEETING", "The Meeting welcomed the survey and agreed to share it. It urged Chile to join. At its close the Meeting thanked Chile.",
     ["appraise KOR, organization/african-union: the survey", "agree KOR, organization/african-union: to share it", "request KOR, organization/african-union -> CHL: to join",
      "appraise KOR, organization/african-union -> CHL: Chile"], "those who meet are the meeting"),
    ("Consultations in Lima", "Deputy Foreign Minister of Peru Ana Ruiz met State Secretary of Norway Leo Moe. The Norwegian diplomat thanked Peru.", ["meet NOR, PER: ", "appraise NOR -> PER: Peru"], "the one diplomat of that state"),
    ("Talks", "President Ana Ruiz of Peru met President Leo Paz of Chile. The new rules protect herring. They impose a fee on trawlers.", ["meet CHL, PER: "], "rules are not those who talk"),
    (ALONE, "Peru asked for access to be granted and expects the claims to be examined.", ["request PER: access to be granted", "request PER: the claims to be examined"], "what is to be granted and examined"),
    ("Talks with Chile", "Foreign Minister Ana Ruiz Holds Talks with Minister Leo Paz\n\nForeign Minister Ana Ruiz of Peru held talks with Minister Leo Paz of Chile. Ana Ruiz thanked Chile for its help.",
     ["meet CHL, PER: ", "appraise PER -> CHL: its help"], "a title in the body"),
    ("Secretary meets the President of Chile", "Foreign Secretary Ana Ruiz of Peru met the President of Chile, Leo Paz, in Lima.", ["meet CHL, PER: ", "meet CHL, PER: "], "the office of the title, named below"),
    ("Visit", "External Affairs Minister Ana Ruiz of Peru paid a visit to Chile. EAM called on President Leo Paz of Chile.", ["meet PER -> CHL: ", "meet CHL, PER: "], "an office by its letters"),
    ("Talks", "President Ana Ruiz of Peru met President Leo Paz of Chile. President Ruiz made clear that Peru would not hesitate to act.",
     ["meet CHL, PER: ", "pledge PER -> CHL: Peru would not hesitate to act"], "no hesitation is no refusal"),
    ("Statement by the African Union on the raid", "The African Union condemns the raid. The African Union regrets the loss.\n\nThe candidate countries Peru and Chile, and the EFTA countries Iceland and Norway, as well as Ukraine align themselves with this statement.",
     ["appraise organization/african-union: the raid", "appraise organization/african-union: the loss", "agree CHL, ISL, NOR, PER, UKR: this statement"], "the countries named behind the word"),
    (ALONE, "Peru asked for support for its bid to host the fair.", ["request PER: support for its bid to host the fair"], "what the bid is for is not what is asked"),
    ("Talks", "Foreign Minister Ana Ruiz of Peru hosted her counterparts from Chile and Norway, Leo Paz and Ida Moe, in Lima.", ["meet CHL, NOR, PER: "], "each name with the state in its place"),
    (ALONE, "Peru took note of the efforts of Chile.", ["state PER: the efforts of Chile"], "a note that is taken holds nothing"),
    ("Talks", "President Ana Ruiz of Peru welcomed the President of Chile, Leo Paz, to Lima on Friday.", ["meet CHL, PER: "], "a guest is received"),
    (ALONE, "Peru and Chile agreed, in a spirit of trust, to forgo the fee.", ["agree CHL, PER: to forgo the fee"], "an aside behind the verb"),
    (ALONE, "Peru expressed concern around the raids in the valley.", ["appraise PER: the raids in the valley"], "around what one worries"),
    ("Talks", "President Ana Ruiz of Peru met President Leo Paz of Chile. President Ruiz noted that, considering the price of grain, trade had grown.",
     ["meet CHL, PER: ", "state PER -> CHL: considering the price of grain, trade had grown"], "a participle that is a preposition"),
    ("Talks", "President Ana Ruiz of Peru met President Leo Paz of Chile. President Ruiz reaffirmed her openness to meeting with Norway without conditions.",
     ["meet CHL, PER: ", "state PER -> CHL: her openness to meeting with Norway without conditions"], "openness is no meeting"),
    ("Visit", "President Ana Ruiz of Peru met President Leo Paz of Chile. President Ruiz extended an invitation to President Paz to pay a visit to Peru.",
     ["meet CHL, PER: ", "request PER -> CHL: to pay a visit to Peru"], "who is invited has not come"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "expected", "why"), ROWS, ids=[r[3] for r in ROWS])
def test_sentence(title: str, text: str, expected: list[str], why: str) -> None:
    doc = read_own(text, title, issuer="PER")
    told = []
    for act in doc.acts:
        by = ", ".join(sorted(e.state or e.label for e in act.agent))
        to = ", ".join(e.state or e.label for e in act.addressee)
        told.append(f"{act.family} {by}{' -> ' + to if to else ''}: {' … '.join(s.of(doc.text) for s in act.content)}")
    assert told == expected, why
    assert not any(act.negated for act in doc.acts), why


@pytest.mark.parametrize(("text", "expected"), [
    ("We want to offer our thanks to Chile.", "actual"), ("Peru wants to thank Chile.", "actual"), ("Peru wants to host talks with Chile.", "proposed"),
])  # fmt: skip
def test_what_is_wanted_is_proposed_but_what_is_said_is_said(text: str, expected: str) -> None:
    assert [act.event_status for act in read_own(text, ALONE, issuer="PER").acts] == [expected]
