"""How much each feature counts, from data/cues/attribution_weights.tsv, and the odds that follow for a group of candidates."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.attribution.features import Described
from kg.errors import KgError


@cache
def weights() -> dict[str, float]:
    """Feature name -> weight of the log-linear model. Raises KgError if the table is not in order."""
    path = resources.data("cues", "attribution_weights.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0] != "feature\tweight":
        raise KgError(f"{path.name}, line 1: the columns should be feature weight")
    table: dict[str, float] = {}
    for number, line in enumerate(lines[1:], start=2):
        name, _, weight = line.partition("\t")
        try:
            table[name] = float(weight)
        except ValueError as error:
            raise KgError(f"{path.name}, line {number}: {weight!r} is no number") from error
    return table


@dataclass(frozen=True, slots=True)
class Best:
    """The likeliest pair of a group and the probability that the word attributes at all."""

    content: int
    source: int
    probability: float


def weigh(described: Described) -> Best:
    """Weigh every pair of content and source against 'attributes nothing', whose score is 0."""
    table = weights()
    shared = _sum(table, described.cue)
    contents = [_sum(table, names) for names in described.contents]
    sources = [_sum(table, names) for names in described.sources]
    scores = {
        (i, j): shared + contents[i] + sources[j] + _sum(table, names)
        for i, row in enumerate(described.pairs)
        for j, names in enumerate(row)
    }
    top = max(scores, key=lambda pair: (scores[pair], -pair[0], -pair[1]))
    most = max(scores[top], 0.0)
    mass = sum(math.exp(s - most) for s in scores.values())
    return Best(top[0], top[1], mass / (mass + math.exp(-most)))


def _sum(table: dict[str, float], names: tuple[str, ...]) -> float:
    return sum(table.get(name, 0.0) for name in names)
