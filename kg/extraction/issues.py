"""Tags acts with the issues whose terms stand in their content."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon

_MOST = 4


@cache
def _terms() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    table: dict[str, list[str]] = {}
    for row in lexicon.issues():
        for term in row.terms:
            table.setdefault(term.lower(), []).append(row.id)
    words = sorted(table, key=lambda t: (-len(t), t))
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words) + r")\b", re.IGNORECASE)
    return pattern, {term: tuple(ids) for term, ids in table.items()}


def issues_in(words: str) -> tuple[str, ...]:
    """Issue slugs in order of first mention, at most four."""
    pattern, table = _terms()
    found: list[str] = []
    for match in pattern.finditer(words.replace("’", "'")):
        found += table.get(match.group().lower(), ())
    return tuple(dict.fromkeys(found))[:_MOST]
