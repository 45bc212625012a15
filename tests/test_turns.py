"""In a transcript 'I' and 'we' are those of who has the floor; who asks speaks for no party."""

from __future__ import annotations

import pytest
from conftest import read_own

TITLE = "Foreign Minister Ana Ruiz of Peru and Chilean Foreign Minister Leo Paz meet the press"
TALK = (
    "FOREIGN MINISTER RUIZ: Good morning. I welcome the new treaty.\n\n"
    "FOREIGN MINISTER PAZ: We will open the canal in May.\n\n"
    "QUESTION: I condemn the delay. When will it open?\n\n"
    "FOREIGN MINISTER RUIZ: Thank you for your patience.\n\n"
)
ROWS = [
    ("the new treaty", ["Ana Ruiz"], "the first speaker's I"),
    ("open the canal in May", ["Leo Paz"], "the second speaker's we"),
    ("the delay", None, "who asks speaks for no party"),
    ("your patience", ["Ana Ruiz"], "thanks without a subject are the speaker's"),
]


@pytest.mark.parametrize(("content", "by", "why"), ROWS, ids=[r[2] for r in ROWS])
def test_turn(content: str, by: list[str] | None, why: str) -> None:
    doc = read_own(TALK, TITLE, issuer="PER")
    agents = [[e.label for e in a.agent] for a in doc.acts if [s.of(doc.text) for s in a.content] == [content]]
    assert agents == ([by] if by else []), why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The sides stated the following: the canal will open.", "words before a colon, no speaker"),
        ("Joint statement: the canal will open.", "one label alone makes no transcript"),
    ],
)
def test_no_turn(text: str, why: str) -> None:
    assert read_own(text, TITLE, issuer="PER").turns == (), why


GIVEN = (
    'Foreign Minister Kari Lind of Norway has made the following statement on the truce: "I welcome the new truce. '
    'The European Union stands ready to help.\n\n"We regret the delay of the count."\n\n"The harbour needs peace," she said. '
)
SAID = [
    ("the new truce", "Kari Lind", (), "I is who gave the statement"),
    ("to help", "European Union", ("Kari Lind",), "what others do is told by who gave it"),
    ("the delay of the count", "Kari Lind", (), "the statement goes on over paragraphs that open with a mark"),
]


@pytest.mark.parametrize(("content", "by", "via", "why"), SAID, ids=[r[3] for r in SAID])
def test_statement_handed_on_whole(content: str, by: str, via: tuple[str, ...], why: str) -> None:
    doc = read_own(GIVEN, "Statement on the truce", issuer="NOR")
    act = next(a for a in doc.acts if [s.of(doc.text) for s in a.content] == [content])
    assert [e.label for e in act.agent] == [by], why
    assert tuple(c.speaker.label for c in act.reported_via) == via, why


def test_no_statement_is_handed_on() -> None:
    doc = read_own('Kari Lind of Norway issued the following order: close the port. The guard said: "I welcome it."', TITLE, issuer="NOR")
    assert doc.turns == ()
