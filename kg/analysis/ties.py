"""The ties that the analyses count: each act between two parties, by kind, issue and period, with its statement as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.query import find_issue, select, with_prefixes

_TIES = """SELECT DISTINCT ?statement ?family ?one ?other ?how ?issued WHERE {
  ?statement a dip:Act ; dip:family ?family ; dip:party ?a ; dip:inRelease ?release . ?release dip:issuedOn ?issued .
  FILTER NOT EXISTS { ?statement a dip:DeniedAct } FILTER NOT EXISTS { ?statement a dip:ProspectiveEvent }
  FILTER NOT EXISTS { ?statement dip:restates ?body }
  { ?statement dip:party ?b . BIND("with" AS ?how) } UNION { ?statement dip:addressee ?b . ?b a ?kind . BIND("to" AS ?how)
    FILTER(?kind IN (dip:State, dip:Organization)) }
  FILTER(?a != ?b) ?a skos:prefLabel ?one . ?b skos:prefLabel ?other .
} ORDER BY ?statement ?one ?other"""
_ON_ISSUE = "SELECT DISTINCT ?statement WHERE { ?statement dip:issue/skos:broader* <%s> }"


@dataclass(frozen=True, slots=True)
class Tie:
    """One act that ties two parties, by their names; ``joint`` if both act, else the first addresses the other."""

    one: str
    other: str
    joint: bool
    family: str
    day: str
    statement: str


def ties(dataset: Any, *, family: str | None = None, issue: str | None = None, since: str | None = None, until: str | None = None) -> list[Tie]:
    """The ties of a family, on an issue or a narrower one, told from a day to a day; joint ones once, in order of names."""
    on = {str(s) for (s,) in select(dataset, with_prefixes(_ON_ISSUE % find_issue(dataset, issue))).rows} if issue else None
    found = []
    for statement, kind, one, other, how, day in select(dataset, with_prefixes(_TIES)).rows:
        tie = Tie(str(one), str(other), how == "with", str(kind), str(day), str(statement))
        wanted = (family in (None, tie.family) and (on is None or tie.statement in on) and (since or "") <= tie.day <= (until or "9999")
                  and (not tie.joint or tie.one < tie.other))  # fmt: skip
        if wanted:
            found.append(tie)
    return found


MOST = 3


def evidence(statements: Iterable[str]) -> str:
    """The first few of some statements, for a cell."""
    return " ".join(sorted(set(statements))[:MOST])


def by_year(found: Iterable[Tie]) -> list[tuple[str, str, str, int, str]]:
    """(year, one party, the other, acts, up to three of them), by year, most first."""
    acts: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for tie in found:
        acts[tie.day[:4], tie.one, tie.other].add(tie.statement)
    return sorted(((*edge, len(told), evidence(told)) for edge, told in acts.items()), key=lambda r: (r[0], -r[3], r[1], r[2]))


def between(found: Iterable[Tie]) -> nx.Graph:
    """The ties as a graph without directions; ``weight`` is the number of acts, ``evidence`` their statements."""
    acts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for tie in found:
        acts[min(tie.one, tie.other), max(tie.one, tie.other)].add(tie.statement)
    graph = nx.Graph()
    for (one, other), statements in sorted(acts.items()):
        graph.add_edge(one, other, weight=len(statements), evidence=tuple(sorted(statements)))
    return graph
