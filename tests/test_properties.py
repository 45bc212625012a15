"""Properties: any text is read or rejected, spans are true, reading twice is reading once."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import RejectedInput
from kg.ingest import graph_of, run
from kg.model import Span
from kg.nlp.sentences import split
from kg.readers import read_text

PIECES = st.sampled_from(
    ["Peru", "Chile", "the two ministers", "President Ana Ruiz", "agreed", "urged", "did not", "said that", "will", "meet", "with", "to",
     "open", "talks", "on", "trade", ".", ",", "“", "”", '"', "'", "\n", "\n\n", "if", "U.S.", "Mr.", "Feb. 9", "next month", "\x07", "é"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join)))
def test_any_text_is_read_or_rejected(text: str) -> None:
    try:
        doc = run(read_text(text, "any.txt", issuer="PER", published="2020-02-02"))
    except RejectedInput as error:
        assert error.code
        return
    for act in doc.acts:
        for span in (act.cue, act.evidence, *act.content):
            assert 0 <= span.start < span.end <= len(text)
        assert act.rule
    assert graph_of(doc) == graph_of(run(read_text(text, "any.txt", issuer="PER", published="2020-02-02")))


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=80).map(" ".join))
def test_sentences_are_in_order_and_lose_nothing(text: str) -> None:
    spans = split(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())


def test_short_names_in_a_row_come_to_an_end() -> None:
    """A list of two-letter names once led the search for the next name back to the one before."""
    doc = run(read_text("Talks\n\nThe UN, EU, US, UK and AU condemned the arrest of the crew.\n", "list.txt"))
    assert doc.acts
