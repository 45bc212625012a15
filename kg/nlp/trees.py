"""Gives the words of a sentence their tags and their tree, by the encoder that ships with the package (data/models/en_trees)."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from kg import resources

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc as Words

_FOLDER = ("models", "en_trees")
_UNKNOWN, _START, _END = "[UNK]", "[CLS]", "[SEP]"
_PIECES = 8  # of one word; the rest tells nothing more
_LONGEST = 100  # letters of a run that is looked up
_ROOM = 500  # pieces of one sentence: the encoder has places for 512
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_ROOT = "ROOT"
_LOOSE = "dep"
_GAP = "_"


@dataclass(frozen=True, slots=True)
class Tree:
    """One row a word: index of its head (its own at the root), relation and part of speech of Universal Dependencies, Penn tag."""

    heads: tuple[int, ...]
    relations: tuple[str, ...]
    parts: tuple[str, ...]
    tags: tuple[str, ...]


def tree(words: list[str]) -> Tree:
    """The tree of a sentence; one too long for the encoder is read in pieces, the later ones hung loosely on the first."""
    parts = [_read(part) for part in _within_reach(words)]
    first = parts[0]
    for part in parts[1:]:
        root, before = parts[0].heads.index(_root(parts[0])), len(first.heads)
        moved = tuple(root if i == h else h + before for i, h in enumerate(part.heads))
        loose = tuple(_LOOSE if r == _ROOT else r for r in part.relations)
        first = Tree(first.heads + moved, first.relations + loose, first.parts + part.parts, first.tags + part.tags)
    return first


def grow(words: Words) -> None:
    """Write the tree of a sentence into its spaCy Doc."""
    from spacy.attrs import DEP, HEAD, POS, TAG

    if not len(words):
        return
    found = tree([word.text if word.text.strip() else _GAP for word in words])
    keep = words.vocab.strings.add
    rows = zip(found.heads, found.relations, found.parts, found.tags, strict=True)
    table = [[(head - i) % (1 << 64), keep(relation), keep(part), keep(tag)] for i, (head, relation, part, tag) in enumerate(rows)]
    words.from_array([HEAD, DEP, POS, TAG], np.array(table, dtype=np.uint64))


def _root(found: Tree) -> int:
    return next(i for i, h in enumerate(found.heads) if i == h)


def _within_reach(words: list[str]) -> list[list[str]]:
    made: list[list[str]] = [[]]
    room = _ROOM
    for word in words:
        room -= len(pieces(word))
        if room < 0:
            made.append([])
            room = _ROOM - len(pieces(word))
        made[-1].append(word)
    return made


def _read(words: list[str]) -> Tree:
    ids, first, last = [_vocabulary()[_START]], [], []
    for word in words:
        first.append(len(ids))
        ids += pieces(word)
        last.append(len(ids) - 1)
    ids.append(_vocabulary()[_END])
    given = {"ids": ids, "first": first, "last": last, "shapes": [shape(w) for w in words]}
    scores, relations, tags, parts = _session().run(None, {k: np.array(v, dtype=np.int64) for k, v in given.items()})
    np.fill_diagonal(scores[:, 1:], -np.inf)  # no word governs itself
    heads = heads_of(scores)
    labels = _labels()
    told = relations[np.arange(len(words)), heads].tolist()
    return Tree(
        heads=tuple([i if h == 0 else h - 1 for i, h in enumerate(heads)]),
        relations=tuple([_ROOT if h == 0 else labels["relations"][r] for h, r in zip(heads, told, strict=True)]),
        parts=tuple([labels["parts"][p] for p in parts.tolist()]),
        tags=tuple([labels["tags"][t] for t in tags.tolist()]),
    )


@cache
def _session() -> Any:
    """One thread, and the graph as training/export.py left it: the same sentence gives the same numbers whatever was read before it."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(resources.data(*_FOLDER, "model.onnx")), options, providers=["CPUExecutionProvider"])


@cache
def _labels() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = json.loads(resources.data(*_FOLDER, "labels.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _vocabulary() -> dict[str, int]:
    lines = resources.data(*_FOLDER, "vocab.txt").read_text(encoding="utf-8").splitlines()
    return {piece: at for at, piece in enumerate(lines)}


def shape(word: str) -> int:
    """1 for a word in small letters, 2 for one with a capital, 3 for one in capitals."""
    return 3 if word.isupper() and len(word) > 1 else 2 if word[:1].isupper() else 1


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[int, ...]:
    """The pieces of a word after WordPiece (Schuster and Nakajima 2012) as BERT uncased cuts it: the longest known one first."""
    known = _vocabulary()
    plain = "".join(c for c in unicodedata.normalize("NFD", word.translate(_PLAIN).lower()) if unicodedata.category(c) != "Mn")
    found: list[int] = []
    for run in _runs(plain):
        start, cut = 0, [known[_UNKNOWN]] if len(run) > _LONGEST else []
        while start < len(run) <= _LONGEST:
            end = next((e for e in range(len(run), start, -1) if ("##" if start else "") + run[start:e] in known), 0)
            if not end:
                cut = [known[_UNKNOWN]]
                break
            cut.append(known[("##" if start else "") + run[start:end]])
            start = end
        found += cut
    return tuple(found[:_PIECES]) or (known[_UNKNOWN],)


def _runs(word: str) -> list[str]:
    """Letters and digits together, each other sign alone."""
    runs: list[str] = []
    joined = False
    for sign in word:
        alone = unicodedata.category(sign)[0] in "PS"
        if sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf"):
            joined = joined and not sign.isspace()
        elif joined and not alone:
            runs[-1] += sign
        else:
            runs.append(sign)
            joined = not alone
    return runs


def heads_of(scores: NDArray[Any]) -> list[int]:
    """For each word the head of the likeliest tree with one root: 0 the root, n the n-th word."""
    heads: list[int] = scores.argmax(axis=1).tolist()
    return heads if heads.count(0) == 1 and not _circle([0, *heads]) else _spanning(scores)


def _circle(heads: list[int]) -> list[int]:
    """The first circle of heads, if any."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        at = start
        while at and not seen[at]:
            seen[at] = start
            at = heads[at]
        if at and seen[at] == start:
            found = [at]
            while heads[found[-1]] != at:
                found.append(heads[found[-1]])
            return found
    return []


def _spanning(scores: NDArray[Any]) -> list[int]:
    """The maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967) under the word that is likeliest the root."""
    size = len(scores) + 1
    likely = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    root = int(likely[:, 0].argmax())
    weights = np.full((size, size), -np.inf)
    weights[1:] = likely
    weights[1:, 0] = weights[root + 1] = -np.inf
    weights[root + 1, 0] = 0
    np.fill_diagonal(weights, -np.inf)
    return _arborescence(weights)[1:]


def _arborescence(weights: NDArray[Any]) -> list[int]:
    """The best head of each node but the first, under which all hang: a circle is drawn together to one node until there is none."""
    heads: list[int] = weights.argmax(axis=1).tolist()
    circle = _circle(heads)
    if not circle:
        return heads
    rest = [i for i in range(len(heads)) if i not in circle]
    into = weights[np.ix_(circle, rest)] - weights[circle, [heads[i] for i in circle]][:, None]
    out = weights[np.ix_(rest, circle)]
    small = np.full((len(rest) + 1,) * 2, -np.inf)
    small[:-1, :-1], small[-1, :-1], small[:-1, -1] = weights[np.ix_(rest, rest)], into.max(axis=0), out.max(axis=1)
    *outer, over = _arborescence(small)
    for i, head in enumerate(outer):
        heads[rest[i]] = rest[head] if head < len(rest) else circle[int(out[i].argmax())]
    heads[circle[int(into[:, over].argmax())]] = rest[over]
    return heads
