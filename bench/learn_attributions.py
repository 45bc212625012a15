"""Learns the weights of the attribution reader from annotated texts (PolNeAR's layout); needs numpy and scipy, the reader does not.

usage: learn_attributions.py --polnear FOLDER --scorer score_attributions.py --out data/cues/attribution_weights.tsv
A feature is kept if at least --documents documents show it, so that no text can be read from the table.
"""

from __future__ import annotations

import argparse
import importlib.util
from bisect import bisect_left, bisect_right
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from kg.attribution.candidates import Group, propose
from kg.attribution.features import Described, describe
from kg.attribution.page import Page
from kg.errors import RejectedInput
from kg.nlp import parse
from kg.readers import read_text

Gold = tuple[frozenset[int], frozenset[int], frozenset[int]]
ELSEWHERE = 0.3  # weight of a group whose content is gold under another cue


def words_of(page: Page, roles: dict[str, list[tuple[int, int]]]) -> Gold:
    """Source, cue and content of a gold attribution as token indexes."""
    starts, ends = [t.span.start for t in page.tokens], [t.span.end for t in page.tokens]

    def inside(spans: list[tuple[int, int]]) -> frozenset[int]:
        return frozenset(i for a, b in spans for i in range(bisect_right(ends, a), bisect_left(starts, b)))

    return inside(roles["source"]), inside(roles["cue"]), inside(roles["content"])


def labels(group: Group, gold: list[Gold]) -> tuple[np.ndarray, bool]:
    """For each pair the overlap with a gold content if source and cue are right; and whether some pair matches at all."""
    found = np.zeros((len(group.contents), len(group.sources)))
    anywhere = False
    for a, candidate in enumerate(group.contents):
        mine = set(candidate.content)
        for source, cue, content in gold:
            if not mine & content or (share := len(mine & content) / len(mine | content)) < 0.5:
                continue
            for b, named in enumerate(group.sources):
                if set(named[0]) & source or (not source and not named[0]):
                    anywhere = True
                    if group.cue.index in cue:
                        found[a, b] = max(found[a, b], share)
    return found, anywhere


class Table:
    """The training groups as sparse matrices over numbered features."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.seen: dict[int, set[int]] = defaultdict(set)
        self.rows: list[list[list[int]]] = [[], [], [], []]
        self.group: list[int] = []
        self.content: list[int] = []
        self.source: list[int] = []
        self.labels: list[np.ndarray] = []
        self.anywhere: list[bool] = []

    def add(self, document: int, described: Described, found: np.ndarray, anywhere: bool) -> None:
        """Take in one group."""
        first, named = len(self.rows[1]), len(self.rows[2])
        self.rows[0].append(self._numbers(document, described.cue))
        self.rows[1] += [self._numbers(document, names) for names in described.contents]
        self.rows[2] += [self._numbers(document, names) for names in described.sources]
        for a, pairs in enumerate(described.pairs):
            for b, names in enumerate(pairs):
                self.rows[3].append(self._numbers(document, names))
                self.group.append(len(self.labels))
                self.content.append(first + a)
                self.source.append(named + b)
        self.labels.append(found.ravel())
        self.anywhere.append(anywhere)

    def _numbers(self, document: int, names: tuple[str, ...]) -> list[int]:
        numbers = [self.ids.setdefault(name, len(self.ids)) for name in names]
        for number in numbers:
            self.seen[number].add(document)
        return numbers

    def matrices(self, least: int) -> tuple[list[Any], list[str]]:
        """Cue, content, source and pair rows over the features that ``least`` documents show, and their names."""
        names = [name for name, i in self.ids.items() if len(self.seen[i]) >= least]
        new = {self.ids[name]: k for k, name in enumerate(names)}
        made = []
        for rows in self.rows:
            cells = [(r, new[i]) for r, row in enumerate(rows) for i in row if i in new]
            at, column = np.array(cells, dtype=np.int64).T
            ones = np.ones(len(cells), dtype=np.float32)
            made.append(sparse.csr_matrix((ones, (at, column)), shape=(len(rows), len(names))))
        return made, names


def learn(table: Table, least: int, decay: float) -> dict[str, float]:
    """Weights of the log-linear model over 'none' and the pairs of each group, by L-BFGS with an L2 penalty."""
    made, names = table.matrices(least)
    turned = [m.T.tocsr() for m in made]
    at = [np.array(table.group), np.array(table.content), np.array(table.source)]
    group, count = at[0], len(table.labels)
    starts = np.searchsorted(group, np.arange(count))
    gold = np.concatenate(table.labels) ** 2
    total = np.add.reduceat(gold, starts)
    target = np.where(total[group] > 0, gold / np.maximum(total[group], 1e-9), 0)
    trust = np.where((total == 0) & np.array(table.anywhere), ELSEWHERE, 1.0)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        light = w.astype(np.float32)
        scores = sum((made[k] @ light)[at[k]] for k in range(3)) + made[3] @ light
        scores = scores.astype(np.float64)
        most = np.maximum(np.maximum.reduceat(scores, starts), 0)
        each = np.exp(scores - most[group])
        mass = np.add.reduceat(each, starts) + np.exp(-most)
        value = (trust * (np.log(mass) + most - np.add.reduceat(target * scores, starts))).sum()
        slope = ((each / mass[group] - target) * trust[group]).astype(np.float32)
        grad = turned[3] @ slope
        for k in range(3):
            grad = grad + turned[k] @ np.bincount(at[k], slope, minlength=made[k].shape[0]).astype(np.float32)
        return float(value + decay * (w @ w) / 2), grad.astype(np.float64) + decay * w

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 150, "maxcor": 8})
    return dict(zip(names, best.x, strict=True))


def main() -> None:
    """Read the texts, propose, compare with the annotation, learn, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("polnear", "scorer", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=30)
    parser.add_argument("--decay", type=float, default=3.0)
    args = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", args.scorer)
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    table = Table()
    for number, path in enumerate(sorted((args.polnear / "text").glob("*.txt"))):
        annotated = sorted((args.polnear / "attributions").glob(f"{path.stem}_*.ann"))
        annotated = [p for p in annotated if len(p.stem) == len(path.stem) + 5] or annotated
        try:
            page = Page(parse(read_text(path.read_bytes().decode("utf-8"), path.name)))
        except RejectedInput:
            continue
        gold = [words_of(page, roles) for roles in scorer.gold_of(annotated[0])]
        said = frozenset().union(*(content for _, _, content in gold)) if gold else frozenset()
        for group in propose(page):
            # The annotation is flat: what lies inside a content was not looked at and teaches nothing.
            if group.cue.index not in said:
                table.add(number, describe(page, group), *labels(group, gold))
    weights = learn(table, args.documents, args.decay)
    rows = sorted((name, f"{w:.2f}") for name, w in weights.items() if abs(w) >= 0.02)
    args.out.write_text("feature\tweight\n" + "".join(f"{n}\t{w}\n" for n, w in rows), encoding="utf-8")
    print(f"{len(table.labels)} groups, {len(rows)} weights")


if __name__ == "__main__":
    main()
