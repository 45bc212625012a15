"""What a page is before it is drawn: its template and values, its rows as a table, its nodes, and how to ask it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.errors import KgError
from kg.vocab import NS, SKOS

PER_PAGE, PER_FILE = 40, 500


class Missing(KgError):
    """There is no such page or node."""


@dataclass(frozen=True, slots=True)
class How:
    """The same answer asked elsewhere: as SPARQL, in Python and on the command line."""

    sparql: str
    python: str
    command: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``values`` go to the template; ``columns`` and ``rows`` make .csv and .json, ``nodes`` .ttl."""

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    nodes: Sequence[str] = ()
    how: How | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet of a long list."""

    number: int
    total: int
    first: int
    per: int

    @property
    def last(self) -> int:
        """The number of its last row, counted from 1."""
        return min(self.first + self.per, self.total)

    @property
    def sheets(self) -> int:
        """How many there are."""
        return max(1, -(-self.total // self.per))


def part_of(total: int, params: Mapping[str, str]) -> Part:
    """The sheet that is asked for by ``page``; files are given longer sheets than pages."""
    per = PER_FILE if params.get("form") else PER_PAGE
    text = params.get("page", "1")
    asked = int(text) if text.isdecimal() and len(text) < 8 else 1
    number = min(max(1, asked), max(1, -(-total // per)))
    return Part(number, total, (number - 1) * per, per)


def acts_query(*conditions: str) -> str:
    """A query for the acts that meet the conditions; an actor stands in one as ``@<IRI>``."""
    lines = [f"PREFIX dip: <{NS}>", f"PREFIX skos: <{SKOS}>", "SELECT DISTINCT ?statement WHERE {", "  ?statement a dip:Act ."]
    for number, condition in enumerate(conditions):
        if condition.startswith("@"):
            who, iri = f"?who{number}", condition[1:]
            lines.append(f"  {{ VALUES {who} {{ {iri} }} }} UNION {{ {who} dip:represents|dip:affiliatedWith {iri} }}")
            lines.append(f"  ?statement dip:agent|dip:party|dip:addressee {who} .")
        else:
            lines.append(f"  {condition}")
    return "\n".join([*lines, "} ORDER BY ?statement"]) + "\n"
