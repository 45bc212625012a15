"""The trees of sentences: one root and no circle whatever the words, the same alone and among others, right where a person drew them."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import resources
from kg.extraction.repair import regovern
from kg.model import Doc, Sentence, Span, Token, hang_together
from kg.nlp.repair import repair
from kg.nlp.trees import heads_of, pieces, tree
from kg.readers import read_text

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


def sentences() -> st.SearchStrategy[list[Token]]:
    """Any tree over any words, tags and relations: what a parser might ever say."""

    def made(rows: list[tuple[int, str, str, str, str]]) -> list[Token]:
        return [
            Token(index=i, span=Span(3 * i, 3 * i + 2), text=word, lemma=word, pos=pos, tag=tag, head=0 if i == 0 else at % i, relation="ROOT" if i == 0 else relation, sentence=0)
            for i, (at, word, pos, tag, relation) in enumerate(rows)
        ]  # fmt: skip

    def turned(tokens: list[Token], shift: int) -> list[Token]:
        size = len(tokens)
        moved = sorted((replace(t, index=(t.index + shift) % size, head=(t.head + shift) % size) for t in tokens), key=lambda t: t.index)
        return [replace(t, span=Span(3 * t.index, 3 * t.index + 2)) for t in moved]

    words = st.sampled_from(["to", "and", ",", "that", "it", "with", "in", "for", "agree", "agreed", "calls", "have", "remain", "united", "talks", "Peru", "held", "today", "visit"])
    tags = st.sampled_from([("VERB", "VBD"), ("VERB", "VBZ"), ("VERB", "VB"), ("VERB", "VBN"), ("VERB", "VBG"), ("NOUN", "NN"), ("NOUN", "NNS"), ("PROPN", "NNP"), ("ADP", "IN"),
                            ("ADJ", "JJ"), ("AUX", "VBZ"), ("PART", "TO"), ("CCONJ", "CC"), ("PRON", "PRP"), ("ADV", "RB"), ("PUNCT", ",")])  # fmt: skip
    relations = st.sampled_from(["nsubj", "obj", "obl", "nmod", "acl", "advcl", "xcomp", "ccomp", "conj", "cc", "case", "mark", "appos", "aux", "aux:pass", "cop", "punct", "flat",
                                 "compound", "amod", "parataxis", "expl", "csubj", "csubj:pass", "nsubj:pass", "nsubj:outer", "iobj", "dep"])  # fmt: skip
    row = st.tuples(st.integers(0, 99), words, tags, relations).map(lambda r: (r[0], r[1], r[2][0], r[2][1], r[3]))
    return st.tuples(st.lists(row, min_size=1, max_size=14), st.integers(0, 13)).map(lambda given: turned(made(given[0]), given[1]))


@settings(max_examples=400)
@given(sentences())
def test_what_is_mended_is_a_tree(tokens: list[Token]) -> None:
    assert hang_together(tokens)
    mended = repair(tokens)
    assert hang_together(mended)
    assert [t.text for t in mended] == [t.text for t in tokens]


@settings(max_examples=400)
@given(sentences())
def test_what_is_mended_by_acts_is_a_tree(tokens: list[Token]) -> None:
    text = " ".join(t.text[:2].ljust(2) for t in tokens)
    whole = Span(0, len(text))
    release = read_text("Peru thanked Chile.", "own.txt").release
    doc = Doc(text=text, release=release, tokens=tuple(tokens), sentences=(Sentence(index=0, span=whole, first=0, last=len(tokens), block="paragraph"),))
    assert hang_together(regovern(doc).tokens)
