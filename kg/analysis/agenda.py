"""What two parties, or one with any other, had on their agenda, quarter by quarter."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.analysis.ties import evidence, ties
from kg.query import find_actor, select, with_prefixes

_ISSUES = "SELECT DISTINCT ?statement ?issue WHERE { ?statement a dip:Act ; dip:issue/skos:prefLabel ?issue }"
_LABEL = "SELECT (MIN(?l) AS ?label) WHERE { <%s> skos:prefLabel ?l }"


def agenda(dataset: Any, *, party: str | None = None, with_: str | None = None, **within: str | None) -> list[tuple[str, str, int, str]]:
    """(quarter, issue, acts, up to three of them), in order of time, most first."""
    wanted = {str(select(dataset, with_prefixes(_LABEL % find_actor(dataset, name))).rows[0][0]) for name in (party, with_) if name}
    issues: dict[str, list[str]] = defaultdict(list)
    for statement, issue in select(dataset, with_prefixes(_ISSUES)).rows:
        issues[str(statement)].append(str(issue))
    acts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for tie in ties(dataset, **within):
        if wanted <= {tie.one, tie.other}:
            for issue in issues[tie.statement]:
                acts[_quarter(tie.day), issue].add(tie.statement)
    return sorted(((quarter, issue, len(found), evidence(found)) for (quarter, issue), found in acts.items()), key=lambda r: (r[0], -r[2], r[1]))


def _quarter(day: str) -> str:
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
