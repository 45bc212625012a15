"""Tags acts with the issues whose terms stand in their content."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.branching import any_of

_MOST = 4


@cache
def _terms() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    table: dict[str, list[str]] = {}
    for row in lexicon.issues():
        for term in row.terms:
            table.setdefault(term.lower(), []).append(row.id)
    words = sorted(table, key=lambda t: (-len(t), t))
    pattern = re.compile(rf"\b(?:{any_of(words)})\b", re.IGNORECASE)
    return pattern, {term: tuple(ids) for term, ids in table.items()}


# What one word of a coordination stands for as well: 'bilateral trade and cooperation', 'the nuclear and other Iranian issues'.
_SHARED = re.compile(r"\b(bilateral|trilateral|multilateral) [\w-]+ and ([\w-]+)")
_OTHER = re.compile(r"\b([\w-]{1,60}) and other ((?:[A-Z][\w.-]+ )+)(issues?|matters?|questions?|problems?)\b")


def _spelled_out(words: str) -> str:
    """The words, and behind them the phrases that coordinations in them leave unsaid."""
    unsaid = [f"{m[1]} {m[2]}" for m in _SHARED.finditer(words)] + [f"{m[2]}{m[1]} {m[3]}" for m in _OTHER.finditer(words)]
    return "; ".join((words, *unsaid))


def issues_in(words: str) -> tuple[str, ...]:
    """Issue slugs in order of first mention, at most four."""
    pattern, table = _terms()
    found: list[str] = []
    for match in pattern.finditer(_spelled_out(words).replace("’", "'")):
        found += table.get(match.group().lower(), ())
    return tuple(dict.fromkeys(found))[:_MOST]
