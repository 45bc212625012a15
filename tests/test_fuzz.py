"""Whatever the bytes, an input is read or rejected with a code; whatever is read keeps its promises to the last character."""

from __future__ import annotations

import importlib.util
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from grammar import FORMATS, files, texts
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from kg.errors import RejectedInput
from kg.ingest import graph_of, run
from kg.model import Doc, Span, Statement
from kg.nlp.sentences import split
from kg.readers import find_inputs, read_input, read_text
from kg.vocab import NS, OA, RDF

Figure = Callable[[str, object], None]
NEEDS = {"html": "trafilatura", "pdf": "pypdf"}
SOME = [40, pytest.param(2_000, marks=pytest.mark.slow)]
UNHURRIED = {"deadline": None, "suppress_health_check": list(HealthCheck), "phases": [Phase.explicit, Phase.generate, Phase.target], "database": None}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
@pytest.mark.parametrize("form", FORMATS)
def test_any_file_is_read_to_the_end_or_rejected_with_a_code(form: str, part: int, tmp_path: Path, record_property: Figure) -> None:
    """The whole pipeline on files of a format built from a grammar and damaged; a text that was read before is not read again."""
    if form in NEEDS and not importlib.util.find_spec(NEEDS[form]):
        pytest.skip("the extra 'formats' is not installed")
    path, told, known = tmp_path / f"a.{form}", Counter[str](), set[str]()
    slowest = 0.0
    run(read_text("Peru thanked Chile.", "first.txt"))  # what is loaded once belongs to no input

    @seed(part)
    @settings(max_examples=200, **UNHURRIED)
    @given(files(form))
    def check(raws: list[bytes]) -> None:
        nonlocal slowest
        for raw in raws:
            path.write_bytes(raw)
            begun = time.process_time()
            for found in find_inputs(path, issuer="PER", published="2021-03-04"):
                reading = read_input(found)
                if reading.doc is None:
                    assert reading.rejected and re.fullmatch(r"[a-z-]{4,20}", reading.rejected.code)
                    told[reading.rejected.code] += 1
                    continue
                if reading.doc.text not in known:
                    assert graph_of(run(reading.doc))
                    known.add(reading.doc.text)
                told["read"] += 1
            told["inputs"] += 1
            slowest = max(slowest, time.process_time() - begun)

    check()
    assert told["read"] > 100, "most of what was tried never came to be read"
    record_property(f"inputs of {form}", told["inputs"])
    record_property("of them read", told["read"])
    record_property("texts through the pipeline", len(known))
    assert slowest < 10
    record_property("most seconds of the processor for one", round(slowest, 1))


@pytest.mark.parametrize("count", SOME)
def test_what_is_read_can_be_traced(count: int, record_property: Figure) -> None:
    acts, quads = Counter[str](), 0

    @settings(max_examples=count, **UNHURRIED)
    @given(texts())
    def check(text: str) -> None:
        nonlocal quads
        try:
            doc = run(read_text(text, "any.txt", issuer="PER", published="2021-03-04"))
        except RejectedInput as error:
            assert error.code
            return
        raw = graph_of(doc)
        traced(doc, raw)
        quads += raw.count(b"\n")
        acts.update(type(act).__name__ for act in doc.acts)
        acts["nested"] += sum(len(act.reported_via) > 1 for act in doc.acts if isinstance(act, Statement))

    check()
    assert len(acts) >= 8, f"the grammar reaches few of the classes: {acts}"
    record_property("figure", f"{count:,} texts, {sum(acts.values()) - acts['nested']:,} acts, {quads:,} quads: 100% traced")


def traced(doc: Doc, raw: bytes) -> None:
    """Every act has a rule and spans, every span its own words, every node of the graph its release; the bytes are the same again."""
    for act in doc.acts:
        assert act.rule
        for span in (act.cue, act.evidence, *act.content):
            assert 0 <= span.start < span.end <= len(doc.text)
    spans: dict[str, dict[str, str]] = {}
    acts, evidence = set[str](), set[str]()
    for quad in ox.parse(raw, format=ox.RdfFormat.N_QUADS):
        assert "BlankNode" not in (type(quad.subject).__name__, type(quad.object).__name__)
        if quad.predicate.value.startswith(OA):
            spans.setdefault(quad.subject.value, {})[quad.predicate.value.removeprefix(OA)] = quad.object.value
        if quad.predicate.value == RDF + "type" and quad.object.value == NS + "Act":
            acts.add(quad.subject.value)
        if quad.predicate.value == NS + "evidence":
            evidence.add(quad.subject.value)
    for told in spans.values():
        assert doc.text[int(told["start"]) : int(told["end"])] == told["exact"]
    assert acts <= evidence
    assert raw == graph_of(run(read_text(doc.text, "any.txt", issuer="PER", published="2021-03-04")))


@pytest.mark.parametrize("count", SOME)
def test_any_text_is_read_or_rejected(count: int) -> None:
    @settings(max_examples=count, **UNHURRIED)
    @given(st.text(max_size=300))
    def check(text: str) -> None:
        try:
            traced(doc := run(read_text(text, "any.txt", issuer="PER", published="2021-03-04")), graph_of(doc))
        except RejectedInput as error:
            assert error.code

    check()


@pytest.mark.parametrize("count", SOME)
def test_sentences_are_in_order_and_lose_nothing(count: int) -> None:
    @settings(max_examples=count, **UNHURRIED)
    @given(texts())
    def check(text: str) -> None:
        spans = split(text, Span(0, len(text)))
        assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
        assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())

    check()


def test_short_names_in_a_row_come_to_an_end() -> None:
    """A list of two-letter names once led the search for the next name back to the one before."""
    doc = run(read_text("Talks\n\nThe UN, EU, US, UK and AU condemned the arrest of the crew.\n", "list.txt"))
    assert doc.acts
