"""What lies ahead is never told as done: shared auxiliaries, calendars, headlines, habits, memberships."""

from __future__ import annotations

import pytest
from conftest import read_own

from kg.ingest import run
from kg.readers import read_text

HEAD = "Foreign Minister Ana Ruiz of Peru met with Chilean Foreign Minister Leo Paz. "
# (sentence, acts as "family status cue", reason)
ROWS = [
    ("Minister Ruiz will visit Togo and attend the fair.", ["meet planned visit", "meet planned attend"], "'will' is shared"),
    ("Minister Ruiz is expected to attend the fair.", ["meet planned attend"], "nobody puts an expectation forward"),
    ("Minister Paz is scheduled to visit Togo.", ["meet planned visit"], "a calendar"),
    ("Peru expects Togo to reopen the port.", ["request actual expects"], "one party expects something of another"),
    ("Tourists attend the fair every year.", [], "a habit is no event"),
    ("Minister Paz joined the party in 1990.", [], "a party is no occasion"),
    ("Minister Paz joined the opening of the fair.", ["meet actual joined"], "an occasion"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "acts", "why"), ROWS, ids=[r[2] for r in ROWS])
def test_what_is_ahead(sentence: str, acts: list[str], why: str) -> None:
    doc = read_own(HEAD + sentence)
    told = [a for a in doc.acts if a.sentence.start >= len(HEAD) - 1]
    assert [f"{a.family} {a.event_status} {a.cue.of(doc.text)}" for a in told] == acts, why


def test_a_headline_in_the_infinitive_is_a_plan() -> None:
    doc = run(read_text("Peru and Chile to hold talks on fisheries\n\nPeru thanked Chile for its patience.\n", "own.txt"))
    assert [a.event_status for a in doc.acts if a.cue.of(doc.text) == "talks"] == ["planned"]
