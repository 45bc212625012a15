"""Selects among the rows of a whole answer those that meet what is given, as the question itself would."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg import query
from kg.query import Table
from kg.views.catalogue import Catalogue, Entry


def select(catalogue: Catalogue, table: Table, given: Mapping[str, str]) -> Table | None:
    """The rows whose statements meet what is given; nothing where a statement is none of the catalogue's.

    Only for what :meth:`kg.query.Query.selects`. Raises UsageError for a name or date that is not known.
    """
    tests = [_test(catalogue, name, value) for name, value in given.items()]
    at = table.columns.index("statement")
    if any(row[at] not in catalogue.told for row in table.rows):
        return None
    fits = {iri for iri in {str(row[at]) for row in table.rows} if all(test(catalogue.told[iri]) for test in tests)}
    return Table(table.columns, tuple(row for row in table.rows if row[at] in fits))


def _test(catalogue: Catalogue, name: str, value: str) -> Callable[[Entry], bool]:
    kind = name if name == "issue" else "date" if name in ("since", "until") else "actor"
    term = query.bind(catalogue.dataset, kind, value)
    if kind == "date":
        day = term[1:11]
        return (lambda e: bool(e.day) and e.day >= day) if name == "since" else (lambda e: bool(e.day) and e.day <= day)
    node = term.strip("<>")
    if kind == "issue":
        inside = catalogue.under(node)
        return lambda e: not inside.isdisjoint(e.issues)
    return lambda e: node in e.parties or node in e.agents or (name == "with" and node in e.addressees)
