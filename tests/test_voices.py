"""Who puts an act forward together: several parties do, several of one party or a text that says "I" do not."""

from __future__ import annotations

import pytest
from conftest import read_own

MET = "Foreign Minister Anna Lind of Norway met with Chilean Foreign Minister Leo Paz in Oslo. "
# (title, text, cue, family, states of those who act, why)
ROWS = [
    ("Readout", MET + "Minister Lind and Minister Paz announced a fund for the survey.", "announced", "agree", ["CHL", "NOR"], "two states"),
    ("Readout", "Prime Minister Ada Berg of Norway and Foreign Minister Anna Lind of Norway announced a fund for the survey.",
     "announced", "pledge", ["NOR"], "two of one government are one party"),
    ("Readout", "Prime Minister Ada Berg of Norway and her team will continue to work on the survey.", "continue", "pledge", ["NOR"], "her team is hers"),
    ("Readout", "Prime Minister Ada Berg of Norway signed an executive order on the survey.", "signed", "do", ["NOR"], "an order binds nobody else"),
    ("Readout", "Norway signed a memorandum of understanding with Chile.", "signed", "agree", ["CHL", "NOR"], "who signs with another"),
    ("Readout", "Foreign Minister Anna Lind of Norway signed the protocol with Chilean Foreign Minister Leo Paz.", "signed", "agree", ["CHL", "NOR"],
     "with a person"),
    ("Readout", "A fisheries agreement has been signed between Norway and Chile.", "signed", "agree", ["CHL", "NOR"], "between whom it is"),
    ("Readout", MET + "They exchanged information on the catch.", "information", "meet", ["CHL", "NOR"], "no instrument: they talked"),
    ("Readout", MET + "Minister Lind was informed of the plans for the harbour.", "informed", "state", ["CHL"], "not by herself"),
    ("Readout", MET + "They also informed Minister Paz about the plans for the harbour.", "informed", "state", ["NOR"], "not he who is told"),
    ("Readout", MET + "The two ministers considered the state of the harbour.", "considered", "meet", ["CHL", "NOR"], "they talked about it"),
    ("Readout", MET + "It was noted that the harbour is open.", "noted", "agree", ["CHL", "NOR"], "by those who talk"),
    ("Readout", MET + "It was confirmed that the harbour is open.", "confirmed", "state", ["NOR"], "by the side whose readout it is"),
    ("Remarks by Foreign Minister Anna Lind at the joint press conference with Foreign Minister Leo Paz of Chile",
     "I welcome Minister Paz of Chile to Oslo. We attach great importance to our relations with Chile.", "importance", "state", ["NOR"],
     "one who says I speaks alone"),
    ("Remarks by Foreign Minister Anna Lind at the joint press conference with Foreign Minister Leo Paz of Chile",
     "I welcome Minister Paz of Chile to Oslo. We agreed to reopen the harbour.", "agreed", "agree", ["CHL", "NOR"], "what several do"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "cue", "family", "states", "why"), ROWS, ids=[r[5] for r in ROWS])
def test_who_puts_it_forward(title: str, text: str, cue: str, family: str, states: list[str], why: str) -> None:
    doc = read_own(text, title, issuer="NOR")
    act = next(a for a in doc.acts if a.cue.of(doc.text) == cue)
    assert (act.family, sorted({e.state for e in act.party if e.state})) == (family, states), why
    assert act.joint == (family == "agree" or len(states) > 1)


# (text, cue, why nobody puts it forward)
NOBODY = [
    (MET + "The visit will highlight the ties between the two countries.", "highlight", "what a visit will show is no act"),
    (MET + "The two ministers exchanged gifts.", "exchanged", "courtesy"),
    (MET + "Norway and Chile share a long history.", "share", "what is common to both is no view"),
    (MET + "This visit underlines the ties between the two countries.", "underlines", "the text's own remark"),
    (MET + "It was confirmed that the harbour is open.", "confirmed", "one of the two told the other"),
    (MET + "It is being decided whether the harbour will open.", "decided", "not settled yet"),
]


@pytest.mark.parametrize(("text", "cue", "why"), NOBODY, ids=[r[2] for r in NOBODY])
def test_nobody_puts_it_forward(text: str, cue: str, why: str) -> None:
    doc = read_own(text)
    assert cue not in [a.cue.of(doc.text) for a in doc.acts if a.joint and a.family == "agree"], why
