"""The trees of sentences: one root and no circle whatever the words, the same alone and among others, right where a person drew them."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.nlp.trees import heads_of, pieces, tree

# The weights that the figures of docs/scale.md and bench/floors.json were measured with.
DIGEST = "22eb27f623280a641773628c1efd94f1fefa8194b1a1497d1410bc5c89bd29b9"


def is_tree(heads: tuple[int, ...]) -> bool:
    roots = [i for i, h in enumerate(heads) if i == h]
    for start in range(len(heads)):
        at, steps = start, 0
        while at != heads[at] and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if at not in roots:
            return False
    return len(roots) == 1


def test_the_weights_are_those_measured() -> None:
    assert hashlib.sha256(resources.data("models", "en_trees", "model.onnx").read_bytes()).hexdigest() == DIGEST


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=40))
def test_any_words_make_a_tree(words: list[str]) -> None:
    found = tree(words)
    assert is_tree(found.heads)
    assert len(found.heads) == len(found.relations) == len(found.parts) == len(found.tags) == len(words)
    assert found.relations[next(i for i, h in enumerate(found.heads) if i == h)] == "ROOT"


@given(st.integers(min_value=1, max_value=9).flatmap(lambda n: st.lists(st.lists(st.floats(-9, 9), min_size=n + 1, max_size=n + 1), min_size=n, max_size=n)))
def test_any_scores_make_a_tree(rows: list[list[float]]) -> None:
    scores = np.array(rows)
    np.fill_diagonal(scores[:, 1:], -np.inf)
    assert is_tree(tuple(i if h == 0 else h - 1 for i, h in enumerate(heads_of(scores))))


def test_a_circle_is_broken_where_it_costs_least() -> None:
    scores = np.log(np.array([[0.10, 0.0001, 0.9, 0.0001], [0.0001, 0.9, 0.0001, 0.0001], [0.6, 0.2, 0.2, 0.0001]]))
    assert heads_of(scores) == [3, 1, 0]  # the first two govern each other; the third is the likeliest root


@pytest.mark.parametrize(("words", "heads", "why"), [
    ("The two ministers signed a treaty .", [2, 2, 3, 3, 5, 3, 3], "a clause"),
    ("She thanked Peru and urged Chile to sign .", [1, 1, 1, 4, 1, 4, 7, 4, 1], "two verbs of one subject"),
    ("The minister who signed the treaty left Lima .", [1, 6, 3, 1, 5, 3, 6, 6, 6], "a clause inside"),
])  # fmt: skip
def test_trees_that_a_person_drew(words: str, heads: list[int], why: str) -> None:
    found = tree(words.split()).heads
    plain = [i for i, w in enumerate(words.split()) if w not in (",", ".")]
    assert [found[i] for i in plain] == [heads[i] for i in plain], why


def test_what_is_read_before_changes_nothing() -> None:
    words = ["Norway", "calls", "on", "all", "parties", "to", "lay", "down", "their", "arms", "."]
    first = tree(words)
    tree(["Peru", "welcomes", "it"] * 40)
    assert tree(words) == first


def test_a_sentence_too_long_for_the_encoder_is_one_tree() -> None:
    found = tree(("Peru thanked Chile and " * 300).split())
    assert is_tree(found.heads)
    assert len(found.heads) == 1200


@pytest.mark.parametrize(("word", "count", "why"), [
    ("Peru", 1, "a known word"), ("U.S.", 4, "each mark alone"), ("x" * 101, 1, "too long to look up"),
    ("\u0007", 1, "nothing to look up"), ("-" * 30, 8, "no more than eight"),
])  # fmt: skip
def test_the_pieces_of_a_word(word: str, count: int, why: str) -> None:
    assert len(pieces(word)) == count, why


def test_accents_and_curls_change_no_piece() -> None:
    assert pieces("Türkiye’s") == pieces("turkiye's")
