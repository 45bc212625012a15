"""Two accounts side by side: which acts both releases tell, and which only one does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kg.views.catalogue import Catalogue, Filing

Act = Mapping[str, Any]

_ALIKE = 0.34
_DAYS, _FEW = 3, 3
_SMALL = frozenset(["a", "an", "the", "to", "of", "on", "in", "and", "or", "for", "with", "by", "at", "as", "that", "this", "their", "its", "his", "her", "it", "from", "will", "be", "is", "are", "was", "were"])


@dataclass(frozen=True, slots=True)
class Match:
    """An act of the left and the one of the right that is most like it; one of them may be missing."""

    left: Act | None
    right: Act | None
    differences: tuple[str, ...] = ()


def side_by_side(left: Sequence[Act], right: Sequence[Act]) -> list[Match]:
    """Acts of two releases, each paired at most once with the one most like it by its words, issues and kind.

    In the order of the left text; what only the right tells follows. It is a reading aid: both sentences are shown.
    """
    scores = sorted(((_likeness(a, b), -i, -j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True)
    partner: dict[int, int] = {}
    for score, i, j in scores:
        if score >= _ALIKE and -i not in partner and -j not in partner.values():
            partner[-i] = -j
    rows = [Match(a, right[partner[i]], _differences(a, right[partner[i]])) if i in partner else Match(a, None) for i, a in enumerate(left)]
    return rows + [Match(None, b) for j, b in enumerate(right) if j not in partner.values()]


def _words(act: Act) -> set[str]:
    return set(re.findall(r"[\w-]+", act["text"].casefold())) - _SMALL


def _sides(act: Act) -> set[str]:
    return {*act["parties"], *(a["iri"] for a in (*act["by"], *act["to"]))}


def _likeness(a: Act, b: Act) -> float:
    """How like two acts are, from 0 to 1; such as share no party, or neither word nor issue, are not alike at all."""
    one, other = _words(a), _words(b)
    if not _sides(a) & _sides(b) or not (one & other or set(a["issues"]) & set(b["issues"])):
        return 0.0
    shared = len(one & other) / max(_FEW, min(len(one), len(other)))
    return float(0.6 * shared + 0.2 * (a["family"] == b["family"]) + 0.2 * bool(set(a["issues"]) & set(b["issues"])))


def _differences(a: Act, b: Act) -> tuple[str, ...]:
    """Which slots differ, by name."""
    slots = {"family": "kind", "force": "verb", "status": "status", "polarity": "denial", "condition": "condition", "date": "time"}
    found = [shown for key, shown in slots.items() if a[key] != b[key]]
    return tuple(found + (["parties"] if a["parties"] != b["parties"] else []))


def others(catalogue: Catalogue, release: Filing, limit: int = 6) -> list[Filing]:
    """Releases of about the same days that name two or more of the same parties: perhaps another account of the same talks."""
    mine = catalogue.present.get(release.iri, set())
    found = []
    for other in (o for day in _around(release.day) for o in catalogue.by_day.get(day, ()) if len(mine) > 1):
        shared = mine & catalogue.present.get(other.iri, set())
        if other.iri != release.iri and len(shared) > 1:
            found.append((-len(shared), other.day, other.iri, other))
    return [row[-1] for row in sorted(found, key=lambda r: r[:3])[:limit]]


def _around(day: str) -> list[str]:
    """The days about a day; none for what is no day."""
    try:
        middle = date.fromisoformat(day)
        return [(middle + timedelta(days=n)).isoformat() for n in range(-_DAYS, _DAYS + 1)]
    except (ValueError, OverflowError):
        return []
