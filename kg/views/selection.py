"""Selects among the rows of a whole answer those that meet what is given, as the question itself would."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from kg import query
from kg.query import Table
from kg.views.catalogue import Catalogue, Entry


class Whole:
    """A whole answer of statements, to be selected from again and again: its rows by statement, its statements by who has a part in them.

    Only for what :meth:`kg.query.Query.selects`. Raises KeyError where a statement is none of the catalogue's.
    """

    def __init__(self, catalogue: Catalogue, table: Table) -> None:
        self._catalogue, self.table = catalogue, table
        self._rows: dict[str, list[int]] = defaultdict(list)
        self._of: dict[str, list[Entry]] = defaultdict(list)
        at = table.columns.index("statement")
        for number, row in enumerate(table.rows):
            self._rows[str(row[at])].append(number)
        for entry in map(catalogue.told.__getitem__, self._rows):
            for node in {*entry.parties, *entry.agents, *entry.addressees}:
                self._of[node].append(entry)

    def select(self, given: Mapping[str, str]) -> Table:
        """The rows whose statements meet what is given. Raises UsageError for a name or date that is not known."""
        entries: Iterable[Entry] = map(self._catalogue.told.__getitem__, self._rows)
        tests = []
        for name, value in given.items():
            kind = name if name == "issue" else "date" if name in ("since", "until") else "actor"
            term = query.bind(self._catalogue.dataset, kind, value)
            if kind == "actor":
                entries = self._of.get(term.strip("<>"), ())
            tests.append(_test(self._catalogue, name, kind, term))
        found = sorted(number for e in entries if all(test(e) for test in tests) for number in self._rows[e.iri])
        return Table(self.table.columns, tuple(self.table.rows[number] for number in found))


def _test(catalogue: Catalogue, name: str, kind: str, term: str) -> Callable[[Entry], bool]:
    if kind == "date":
        day = term[1:11]
        return (lambda e: bool(e.day) and e.day >= day) if name == "since" else (lambda e: bool(e.day) and e.day <= day)
    node = term.strip("<>")
    if kind == "issue":
        inside = catalogue.under(node)
        return lambda e: not inside.isdisjoint(e.issues)
    return lambda e: node in e.parties or node in e.agents or (name == "with" and node in e.addressees)
