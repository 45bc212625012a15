"""Communiques, resolutions and accounts of talks of our own, whose grammar hides who acts: items, coordination, passives."""

from __future__ import annotations

import pytest
from test_ministries import line

from kg.ingest import run
from kg.readers import read_text

# (why, issuer or None, text, acts as in test_ministries)
ROWS = [
    (
        "numbered items in the present tense have the body for subject that a line of its own names",
        None,
        "Communique of the 88th meeting of the Peace and Security Council of the African Union on the situation in Mali\n\n"
        "The Peace and Security Council of the African Union, at its 88th meeting, considered the situation in Mali:\n\nCouncil,\n\n"
        "1. Strongly condemns the raids on the wells;\n2. Demands that the armed groups lift the blockade;\n"
        "3. Welcomes the return of the observers, and pledges its full support to them;\n4. Decides to meet again in March.\n",
        [
            "meet/discussion actual considered: African Union Peace and Security Council: the situation in Mali",
            "appraise/condemn actual condemns: African Union Peace and Security Council: the raids on the wells",
            "request/demand actual Demands: African Union Peace and Security Council -> the armed groups: the armed groups lift the blockade",
            "appraise/welcome actual Welcomes: African Union Peace and Security Council: the return of the observers",
            "agree/pledge actual pledges: African Union Peace and Security Council: its full support to them",
            "agree/decide actual Decides: African Union Peace and Security Council: to meet again in March",
        ],
    ),
    (
        "a list belongs to the verb that waits for it, even where an item's own verb or its tag says something else",
        None,
        "Joint Statement by the Prime Minister of Tonga and the Prime Minister of Samoa\n\n"
        "1. Prime Minister Sione Fale and Prime Minister Lani Tui met in Apia.\n\n"
        "2. Prime Ministers reaffirmed the Compact and committed to:\n- increase patrols of the reefs;\n"
        "- complete talks on fishing rights by 2031; and\n- support the training of nurses.\n",
        [
            "meet/meeting actual met: Lani Tui, Sione Fale: ",
            "agree/reaffirm actual reaffirmed: Lani Tui, Sione Fale: the Compact",
            "agree/commit actual committed: Lani Tui, Sione Fale: increase patrols of the reefs",
            "agree/commit actual committed: Lani Tui, Sione Fale: complete talks on fishing rights by 2031",
            "agree/commit actual committed: Lani Tui, Sione Fale: support the training of nurses",
        ],
    ),
    (
        "what is coordinated with a clause is its own act: a new subject ends the content before it",
        None,
        "Talks in Quito\n\nForeign Minister Ana Ruiz of Peru met with Foreign Minister Leo Paz of Chile in Quito. "
        "Peru condemned the attack in northern Mali last week and both sides called upon all states to end the trade in arms.\n",
        [
            "meet/meeting actual met: Ana Ruiz, Leo Paz: ",
            "appraise/condemn actual condemned: Peru: the attack in northern Mali last week",
            "request/call-on actual called: Ana Ruiz, Leo Paz -> all states: to end the trade in arms",
        ],
    ),
    (
        "a line about the statement of another ministry is no letterhead: nobody is known to speak, so nothing is read",
        None,
        "Press Release Regarding the Statement of the Ministry of Foreign Affairs of Chad\n\n"
        "We reject the claims made in that statement. We call on Chad to return to the talks.\n",
        [],
    ),
    (
        "the same line under a known issuer: it speaks, and protests in the passive are its own",
        "NER",
        "Press Release Regarding the Statement of the Ministry of Foreign Affairs of Chad\n\n"
        "We reject the claims made in that statement. Our protest against the raid was conveyed to the embassy.\n",
        [
            "appraise/reject actual reject: Niger: the claims made in that statement",
            "appraise/protest actual protest: Niger -> the embassy: the raid",
        ],
    ),
    (
        "the second present tense goes with what is reported, and so has its subject",
        None,
        "Talks in Lomé\n\nForeign Minister Ana Ruiz of Peru met with Foreign Minister Leo Paz of Chile in Lomé. "
        "Minister Paz said that Togo adheres to the convention and is willing to host the next round.\n",
        [
            "meet/meeting actual met: Ana Ruiz, Leo Paz: ",
            "state/affirm actual adheres: Togo: the convention",
            "pledge/offer actual willing: Togo: to host the next round",
        ],
    ),
]


@pytest.mark.parametrize(("why", "issuer", "text", "acts"), ROWS, ids=[r[0] for r in ROWS])
def test_who_acts(why: str, issuer: str | None, text: str, acts: list[str]) -> None:
    doc = run(read_text(text, "own.txt", issuer=issuer, published="2030-05-06"))
    heads = {s.span for s in doc.sentences if s.block == "headline"}
    assert [line(doc, act) for act in doc.acts if act.sentence not in heads and act.basis == "explicit"] == acts, why
