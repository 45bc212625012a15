"""Whom an act is directed at: named by the verb, the one whose conduct is valued, the one with or for whom one side will act."""

from __future__ import annotations

import pytest
from conftest import read_own

# (text, cue, to whom, why); the issuer is Norway
ROWS = [
    ("Norway welcomed the efforts of Chile to protect the strait.", "welcomed", ["Chile"], "whose efforts they are"),
    ("Norway welcomed the opening of the strait of Chile.", "welcomed", [], "a place, nobody's conduct"),
    ("Norway expressed its gratitude for the help extended by Chile.", "gratitude", ["Chile"], "who gave it"),
    ("Norway thanked the fishermen and officials of the coast for their help.", "thanked", ["the fishermen and officials of the coast"], "persons without a name"),
    ("Norway urged the release of the crew.", "urged", [], "a release can be asked for, not asked"),
    ("Norway will continue to support Chile in the survey.", "continue", ["Chile"], "whom it helps"),
    ("Norway pledged to work closely with Chile on copper.", "pledged", ["Chile"], "with whom it will work"),
    ("Norway pledged to publish what Chile had sent to Peru.", "pledged", [], "in a clause of its own"),
    ("Norway looks forward to working with Chile.", "looks", ["Chile"], "with whom it will work"),
    ("Norway and Chile pledged to work with Peru.", "pledged", [], "several undertake it among themselves"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "whom", "why"), ROWS, ids=[r[3] for r in ROWS])
def test_to_whom(text: str, cue: str, whom: list[str], why: str) -> None:
    doc = read_own(text, issuer="NOR")
    act = next(a for a in doc.acts if a.cue.of(doc.text) == cue)
    assert [e.label for e in act.addressee] == whom, why
