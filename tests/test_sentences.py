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
    (ALONE, "Peru will support the survey of the valley.", ["pledge PER: support the survey of the valley"], "support that is to come is undertaken"),
    (ALONE, "The Nordic Harbour Council stressed the value of the survey.", ["state The Nordic Harbour Council: the value of the survey"], "a body no list knows"),
    (JOINT, "The two leaders stressed their cooperation, including clearing the mines; addressing the drought; and sharing the harvest.", ["agree CHL, PER: their cooperation, including clearing the mines; addressing the drought; and sharing the harvest"], "gerunds over semicolons name no talks"),
    (JOINT, "Peru and Chile have agreed to a framework for trade that will open both markets.", ["agree CHL, PER: a framework for trade that will open both markets"], "a clause on the thing agreed"),
    (JOINT, "Peru and Chile will engage to settle the matter of the port.", ["agree CHL, PER: engage to settle the matter of the port"], "nobody is met"),
    (JOINT, "The two jointly condemned the raid.", ["appraise CHL, PER: the raid"], "the two"),
    (ALONE, "The foreign ministers of the coastal states pledged to share the survey.", ["agree The foreign ministers of the coastal states: to share the survey"], "several of several states"),
    ("Leaders in Lima", "President Ana Ruiz of Peru, President Leo Paz of Chile, and President Ida Moe of Norway met in Lima.", ["meet CHL, NOR, PER: "], "three in one list, each with a state"),
    ("Talks", "Senior delegations representing Peru and Chile met in Lima on Monday.", ["meet CHL, PER: "], "whom they represent"),
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
