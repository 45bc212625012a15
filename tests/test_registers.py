"""Sentences of our own in the registers of several ministries, with the act a desk officer would note."""

from __future__ import annotations

import pytest
from conftest import read_own

HEAD = "Foreign Minister Ana Ruiz of Peru met with Chilean Foreign Minister Leo Paz. "
ROWS = [
    ("The two sides exchanged views on migration.", "meet", ["PER", "CHL"], [], "migration", "collective subject, light verb"),
    ("They reaffirmed their commitment to the treaty.", "agree", ["PER", "CHL"], [], "their commitment to the treaty", "joint, so agree"),
    ("Minister Ruiz reaffirmed her commitment to the treaty.", "state", ["PER"], [], "her commitment to the treaty", "alone, so state"),
    ("Minister Paz thanked Kenya for its help.", "appraise", ["CHL"], ["KEN"], "its help", "addressee by name"),
    ("Both ministers condemned Ghana's recent launches.", "appraise", ["PER", "CHL"], ["GHA"], "Ghana's recent launches", "whose conduct"),
    ("Minister Ruiz and Foreign Minister Paz stressed the value of trade.", "agree", ["PER", "CHL"], [], "the value of trade", "two names"),
    ("It was agreed that the next round would be held in Oslo.", "agree", ["PER", "CHL"], [], "the next round would be held in Oslo", "no agent told"),
    ("Minister Paz called on Togo to free the crew.", "request", ["CHL"], ["TGO"], "to free the crew", "called on"),
    ("She urged Santiago to reopen the port.", "request", ["PER"], [], "to reopen the port", "pronoun: the last leading person"),
    ("The ministers look forward to the next round.", "agree", ["PER", "CHL"], [], "the next round", "joint look forward"),
    ("The meeting focused on copper.", "meet", ["PER", "CHL"], [], "copper", "the meeting stands for those who met"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "family", "by", "to", "content", "why"), ROWS, ids=[r[5] for r in ROWS])
def test_register(text: str, family: str, by: list[str], to: list[str], content: str, why: str) -> None:
    doc = read_own(HEAD + text)
    acts = [a for a in doc.acts if a.cue.start > doc.text.index(text) - 1]
    assert len(acts) == 1, [(a.rule, a.cue.of(doc.text)) for a in acts]
    act = acts[0]
    assert act.family == family
    assert [e.state for e in act.agent] == by
    if to:
        assert [e.state for e in act.addressee] == to
    assert " … ".join(s.of(doc.text) for s in act.content) == content
