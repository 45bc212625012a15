"""What makes reading fast must find what the slow and plain way finds."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import lexicon
from kg.branching import any_of
from kg.model import Span, overlapping, within

WORDS = st.lists(st.text("aAb -", min_size=1, max_size=5), min_size=1, max_size=12)


@given(WORDS, st.text("aAb -", max_size=30), st.booleans())
def test_branching_finds_what_the_plain_list_finds(words: list[str], text: str, longest_first: bool) -> None:
    """Whatever their order, whatever their case, and with a set for each blank that holds a letter of theirs."""
    words = sorted(words, key=len, reverse=True) if longest_first else words
    plain = "|".join(re.escape(w).replace(r"\ ", "[ -]") for w in words)
    for flags in (0, re.IGNORECASE):
        slow = [m.span() for m in re.finditer(f"(?:{plain})", text, flags)]
        assert [m.span() for m in re.finditer(f"(?:{any_of(words, blank='[ -]')})", text, flags)] == slow


def test_long_lists_of_the_project_branch() -> None:
    titles = sorted((row.title for row in lexicon.titles()), key=lambda t: (-len(t), t))
    assert len(any_of(titles)) < len("|".join(map(re.escape, titles)))


@dataclass(frozen=True)
class Piece:
    span: Span


def pieces(lengths: list[tuple[int, int]]) -> list[Piece]:
    """Stretches one after another, each after a gap."""
    found, at = [], 0
    for gap, length in lengths:
        found.append(Piece(Span(at + gap, at + gap + length)))
        at += gap + length
    return found


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=20), st.integers(0, 40), st.integers(1, 10))
def test_halving_finds_what_looking_at_each_finds(lengths: list[tuple[int, int]], start: int, length: int) -> None:
    things, span = pieces(lengths), Span(start, start + length)
    assert list(overlapping(things, span)) == [t for t in things if t.span.overlaps(span)]
    assert within(things, span) == [t for t in things if span.contains(t.span)]


@pytest.mark.parametrize("find", [overlapping, within])
def test_an_empty_list_holds_nothing(find: object) -> None:
    assert not list(find([], Span(0, 5)))  # type: ignore[operator]
