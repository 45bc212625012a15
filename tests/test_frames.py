"""Every frame reads its own examples and none of its counter-examples."""

from __future__ import annotations

import pytest
from conftest import read_own

from kg.extraction.frames import frames

EXAMPLES = [(f.id, e, e["reads"]) for f in frames() for e in f.examples]
COUNTERS = [(f.id, c["text"], c["why"]) for f in frames() for c in f.counters]


@pytest.mark.parametrize(("frame", "example", "reads"), EXAMPLES, ids=[f"{f}-{i}" for i, (f, _, _) in enumerate(EXAMPLES)])
def test_example_is_read(frame: str, example: dict[str, str], reads: dict[str, str]) -> None:
    doc = read_own(example["text"], issuer=example.get("issuer"))
    acts = [a for a in doc.acts if a.rule == frame]
    assert acts, [(a.rule, a.cue.of(doc.text)) for a in doc.acts]
    assert acts[0].cue.of(doc.text) == reads["cue"]
    if "content" in reads:
        assert " … ".join(s.of(doc.text) for s in acts[0].content) == reads["content"]


@pytest.mark.parametrize(("frame", "text", "why"), COUNTERS, ids=[f for f, _, _ in COUNTERS])
def test_counter_example_is_not_read(frame: str, text: str, why: str) -> None:
    doc = read_own(text)
    assert not [a for a in doc.acts if a.rule == frame], why
