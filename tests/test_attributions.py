"""Who says what: source, cue and content of own sentences, and their layers."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from conftest import read_own

from kg.attribution import attributions
from kg.cli import main
from kg.model import Span

ROWS = [
    ("The minister said that the bridge would open in May.", "minister", "said", "the bridge would open", "indirect speech"),
    (
        "“The bridge will open in May,” the minister said.",
        "minister",
        "said",
        "The bridge will open in May",
        "direct speech, source last",
    ),
    ("“The bridge will open in May,” said the envoy of Peru.", "envoy of Peru", "said", "The bridge will open", "inverted source"),
    (
        "According to the ministry, the bridge will open in May.",
        "ministry",
        "According to",
        "the bridge will open",
        "no verb of saying",
    ),
    ("The bridge, the envoy said, will open in May.", "envoy", "said", "will open in May", "source inside the sentence"),
]


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(span.of(text) for span in spans)


@pytest.mark.parametrize(("text", "source", "cue", "content", "why"), ROWS, ids=[r[4] for r in ROWS])
def test_an_attribution_is_read(text: str, source: str, cue: str, content: str, why: str) -> None:
    doc = read_own(text)
    found = attributions(doc)
    assert len(found) == 1, why
    assert source in words(doc.text, found[0].source)
    assert cue in words(doc.text, found[0].cue)
    assert content in words(doc.text, found[0].content)


def test_what_nobody_says_is_attributed_to_nobody() -> None:
    assert attributions(read_own("The bridge is long. It crosses the river at the port.")) == ()


def test_an_attribution_within_another_lies_deeper() -> None:
    doc = read_own("The ministry said that the envoy had told reporters that the bridge would open.")
    depths = {words(doc.text, a.cue): a.depth for a in attributions(doc)}
    assert depths == {"said": 0, "had told": 1}


def test_the_command_prints_one_row_an_attribution(tmp_path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("Statement on the bridge\n\nThe minister said that the bridge would open in May this year.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["read", "--format", "attributions", str(path)])
    assert result.exit_code == 0
    assert '"document": "one"' in result.output
    assert result.output.count("\n") == 1
