"""Discourse networks: which parties support or reject the same matters, and where they stand against each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import Any

from kg.analysis.ties import evidence
from kg.query import find_issue, select, with_prefixes

_STANCES = """SELECT DISTINCT ?party ?issue ?stance ?statement ?issued WHERE {
  ?statement dip:stance ?held ; dip:party/skos:prefLabel ?party ; dip:issue ?matter ; dip:inRelease/dip:issuedOn ?issued .
  FILTER NOT EXISTS { ?statement a dip:DeniedAct } FILTER NOT EXISTS { ?statement dip:negated true }
  FILTER NOT EXISTS { ?statement dip:restates ?body }
  ?held skos:prefLabel ?stance . ?matter skos:prefLabel ?issue . %s
} ORDER BY ?statement ?party ?issue"""


def stances(dataset: Any, *, issue: str | None = None, since: str | None = None, until: str | None = None) -> list[tuple[str, str, int, int, str, str]]:
    """(party, party, issues on which both lean one way, issues on which they lean opposite ways, those issues, some statements), most opposed first.

    A party leans to what it says more often of an issue, supports or rejects; where it says both as often it leans nowhere.
    """
    narrowed = f"?matter skos:broader* <{find_issue(dataset, issue)}> ." if issue else ""
    leaning: dict[str, Counter[str]] = defaultdict(Counter)
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for party, matter, stance, statement, day in select(dataset, with_prefixes(_STANCES % narrowed)).rows:
        if stance in ("supports", "rejects") and (since or "") <= str(day) <= (until or "9999"):
            leaning[str(matter)][str(party)] += 1 if stance == "supports" else -1
            said[str(matter), str(party)].add(str(statement))
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    against: dict[tuple[str, str], list[str]] = defaultdict(list)
    for matter, told in sorted(leaning.items()):
        for one, other in combinations(sorted(p for p in told if told[p]), 2):
            if told[one] * told[other] > 0:
                same[one, other].append(matter)
            else:
                against[one, other].append(matter)
    rows = []
    for pair in {*same, *against}:
        alike, opposed = same.get(pair, []), against.get(pair, [])
        bears = evidence(min(said[matter, party]) for matter in opposed or alike for party in pair)
        rows.append((*pair, len(alike), len(opposed), ", ".join(opposed), bears))
    return sorted(rows, key=lambda r: (-r[3], -r[2], r[0], r[1]))
