"""Threats, charges, refusals and pledges inside what is said: who puts them forward, and what stays another's claim."""

from __future__ import annotations

import pytest
from conftest import read_own

from kg.export.acts import acts
from kg.export.plover import classes, plover_class
from kg.ingest import dataset_of

# (text, family, by, to, PLOVER class, reason)
ROWS = [
    ("Peru said that it will fund the survey.", "pledge", ["PER"], [], "AGREE", "said that it will: a pledge"),
    ("Peru said on Tuesday that Chile must reopen the port.", "request", ["PER"], ["CHL"], "REQUEST", "said that another must: a request"),
    ("Peru said it would withdraw its patrols unless Chile reopened the port.", "pledge", ["PER"], [], "THREATEN", "unless: a threat"),
    ("Peru announced that it will impose tariffs on copper.", "pledge", ["PER"], [], "THREATEN", "what is pledged does harm"),
    ("Peru said it will not accept the ruling.", "pledge", ["PER"], [], "REJECT", "the deed is refused"),
    ("Peru said that Chile refuses to answer the letter.", "state", ["PER"], [], None, "Chile's refusal is Peru's claim"),
    ("Peru says that Chile accused Togo of theft.", "state", ["PER"], [], None, "a charge that Peru tells of"),
    ("Chile accused Peru of theft, the paper said.", "appraise", ["CHL"], ["PER"], "ACCUSE", "the source comes after: the text tells it"),
    ("Peru declared Tuesday that the port remains open.", "state", ["PER"], [], None, "a day after the verb is no content"),
    ("Chile refused to answer the letter.", "appraise", ["CHL"], [], "REJECT", "refused"),
    ("Norway sent tents to Haiti.", "do", ["NOR"], ["HTI"], "AID", "aid in kind"),
    ("Students in Lima staged a rally against the law.", "do", None, [], "PROTEST", "a crowd without a name"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "family", "by", "to", "plover", "why"), ROWS, ids=[r[5] for r in ROWS])
def test_what_is_put_forward(text: str, family: str, by: list[str] | None, to: list[str], plover: str | None, why: str) -> None:
    dataset = dataset_of([read_own(text)])
    (act,) = acts(dataset)
    assert act["family"] == family
    if by is not None:
        assert [a["iso3"] for a in act["by"]] == by
    assert [a["iso3"] for a in act["to"]] == to
    assert plover_class(act, classes(dataset)) == plover


STANDINGS = [
    ("The European Union recalled that Peru has committed to a survey.", "committed", "past", "what is recalled was done before"),
    ("Foreign Minister Ana Ruiz of Peru will travel to Chile for talks with Foreign Minister Leo Paz of Chile.", "talks", "planned",
     "an event inside a main clause that lies ahead"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "status", "why"), STANDINGS, ids=[r[3] for r in STANDINGS])
def test_standing(text: str, cue: str, status: str, why: str) -> None:
    doc = read_own(text)
    assert [a.event_status for a in doc.acts if a.cue.of(doc.text) == cue] == [status]
