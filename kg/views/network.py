"""The network of one actor or of a pair: who is in it, how strongly, and where each stands in the picture."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.views.catalogue import Catalogue, Entry, ties_of

LIMIT = 150
WIDTH, MIDDLE = 1000, 500


@dataclass(frozen=True, slots=True)
class Point:
    """An actor in the picture: ``weight`` is the number of acts with those in the middle, ``turn`` the angle of its label."""

    iri: str
    label: str
    weight: int
    x: float
    y: float
    turn: float
    focus: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A tie of two actors and the number of acts it rests on."""

    one: str
    other: str
    weight: int


@dataclass(frozen=True, slots=True)
class Network:
    """A picture of ties; ``left_out`` counts the actors beyond the limit."""

    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    height: int
    left_out: int


def network(catalogue: Catalogue, focus: Sequence[str], entries: Iterable[Entry] | None = None, limit: int = LIMIT) -> Network:
    """The actors that share an act with one or two in the middle, and the ties among all of them.

    Only acts that a release says as done make a tie, each once; the most frequent actors are kept. The same graph gives
    the same picture on every machine: places follow from counts and names.
    """
    ties = catalogue.ties if entries is None else ties_of(catalogue, entries)
    near: dict[str, int] = defaultdict(int)
    for one in focus:
        for other, weight in ties.get(one, {}).items():
            if other not in focus:
                near[other] += weight
    ranked = sorted(near, key=lambda n: (-near[n], catalogue.label(n), n))
    kept = ranked[: max(0, limit - len(focus))]
    inside = {*kept, *focus}
    lines = tuple(Line(a, b, w) for a in sorted(inside) for b, w in sorted(ties.get(a, {}).items()) if a < b and b in inside)
    points, height = _placed(catalogue, list(focus), _in_turn(kept, lines), near)
    return Network(points, lines, height, len(ranked) - len(kept))


def _in_turn(kept: Sequence[str], lines: Iterable[Line]) -> list[str]:
    """An order around the circle in which neighbours have dealings with each other: always on to the closest one left."""
    weight: dict[str, dict[str, int]] = defaultdict(dict)
    for line in lines:
        weight[line.one][line.other] = weight[line.other][line.one] = line.weight
    left, turn = list(kept), list[str]()
    while left:
        ties = weight[turn[-1]] if turn else {}
        best = max(left, key=lambda n: ties.get(n, 0))  # of equals the first
        left.remove(best)
        turn.append(best)
    return turn


def _placed(catalogue: Catalogue, focus: list[str], ring: list[str], near: dict[str, int]) -> tuple[tuple[Point, ...], int]:
    radius = 190 if len(ring) <= 12 else min(310, 190 + 4 * (len(ring) - 12))
    height = 160 if len(ring) <= 2 else 2 * (radius + (60 if len(ring) <= 20 else 185))
    centre, points = height / 2, []
    gap = 0 if len(focus) == 1 else 70
    for i, iri in enumerate(focus):
        points.append(Point(iri, catalogue.label(iri), 0, MIDDLE + (2 * i - 1) * gap, centre, 0, True))
    for i, iri in enumerate(ring):
        angle = 2 * math.pi * i / len(ring) - (math.pi / 2 if len(ring) > 2 else 0)
        x, y = MIDDLE + radius * math.cos(angle), centre + radius * math.sin(angle)
        points.append(Point(iri, catalogue.label(iri), near[iri], round(x, 1), round(y, 1), round(math.degrees(angle), 1), False))
    return tuple(points), height
