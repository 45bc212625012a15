"""Asks a store: named questions, free SPARQL, the network, and why a statement stands there."""

from __future__ import annotations

import csv
import html
import io
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import analysis, free, linking, query
from kg.chain import chains
from kg.errors import UsageError
from kg.export.acts import acts, ending_in, rows
from kg.export.derived import with_derived
from kg.query import Query, Table
from kg.store import Computed, Store
from kg.views import Catalogue
from kg.views.drawing import draw_bars, draw_network
from kg.views.network import network as drawn
from kg.views.timeline import bars

if TYPE_CHECKING:
    import networkx
    import rdflib

_SHOWN = 60


JUDGEMENTS = "judgements.tsv"


@dataclass(frozen=True, slots=True)
class Answers(Sequence[dict[str, Any]]):
    """The rows of an answer, list-like; ``note`` tells whose accounts they rest on or what was searched.

    ``triples`` holds N-Triples where a query constructs or describes.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    note: str = ""
    triples: bytes | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [dict(zip(self.columns, row, strict=True)) for row in self.rows[index]]
        return dict(zip(self.columns, self.rows[index], strict=True))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def only(self, columns: Sequence[str]) -> Answers:
        """The same rows with these columns alone, in this order. Raises UsageError for a column there is not."""
        if unknown := [c for c in columns if c not in self.columns]:
            raise UsageError(f"no column {unknown[0]!r}; there are {', '.join(self.columns)}")
        places = [self.columns.index(c) for c in columns]
        return replace(self, columns=tuple(columns), rows=tuple(tuple(row[i] for i in places) for row in self.rows))

    def to_csv(self, delimiter: str = ",", *, headers: bool = True) -> str:
        """Comma- or tab-separated text; cells that a spreadsheet would run as formulas are neutralised."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        if headers:
            writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([_harmless(cell) for cell in row])
        return out.getvalue()

    def df(self) -> Any:
        """A pandas DataFrame; pandas must be installed."""
        import pandas  # type: ignore[import-untyped, unused-ignore]

        return pandas.DataFrame(list(self), columns=list(self.columns))

    def _repr_html_(self) -> str:
        """The first rows for a notebook, everything escaped; all of them are in ``df()``."""
        head = "".join(f"<th>{html.escape(c)}</th>" for c in self.columns)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(c or '')}</td>" for c in r) + "</tr>" for r in self.rows[:_SHOWN])
        left = len(self.rows) - _SHOWN
        note = "; ".join([*([f"{left} more rows"] if left > 0 else []), *([self.note] if self.note else [])])
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{html.escape(note)}</p>"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing that a notebook shows in place; ``svg`` stands on its own."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: str | Path) -> None:
        """Write it as a file."""
        Path(path).write_text(self.svg, encoding="utf-8")


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # some spreadsheets read the wide signs too


def _harmless(cell: str | None) -> str:
    """A cell on one line, without control characters, that no spreadsheet takes for a formula."""
    text = " ".join(_CONTROL.sub(" ", cell or "").split())
    return f"'{text}" if text.startswith(_FORMULA) else text


def _command(name: str, given: dict[str, str]) -> str:
    return " ".join(["kg ask", name, *(f"--{k} {shlex.quote(v)}" for k, v in given.items())])


class Graph:
    """A graph that can be asked; it knows nothing of how it was read."""

    def __init__(self, dataset: Any) -> None:
        self.dataset = dataset

    def ask(self, name: str, *, engine: str = "pyoxigraph", **params: str | None) -> Answers:
        """Answer a named question; each row about a statement begins with who says so, outermost first."""
        question = query.load(name)
        table = question.run(self.rdf() if engine == "rdflib" else self.dataset, **params)
        if "statement" in table.columns:
            table = self._attributed(table)
        return Answers(table.columns, table.rows, self._note(question, table, params))

    def query(self, sparql: str, *, derived: bool = False, seconds: float = free.SECONDS, rows: int = free.ROWS) -> Answers:
        """Answer a free query over the union of the graphs; ``derived`` adds the graph of ties, by its name alone.

        Raises UsageError on an error in it and on what reaches beyond the store, LimitError when it breaks a limit.
        """
        dataset = with_derived(self.dataset) if derived else self.dataset
        found = free.run(dataset, sparql, derived=derived, seconds=seconds, rows=rows)
        return Answers(found.columns, found.rows, triples=found.triples)

    def _attributed(self, table: Table) -> Table:
        at = table.columns.index("statement")
        told = chains(self.dataset, {str(row[at]) for row in table.rows})
        rows = tuple((" > ".join(told.get(str(row[at]), ("",))), *row) for row in table.rows)
        return Table(("said_by", *table.columns), rows)

    def _note(self, question: Query, table: Table, params: dict[str, str | None]) -> str:
        if not table.rows:
            return self._nothing(question, {k: v for k, v in params.items() if v})
        if "said_by" not in table.columns:
            return ""
        at = table.columns.index("said_by")
        sides = sorted({str(row[at]).split(" > ")[0] for row in table.rows})
        return f"one side only: {sides[0]}" if len(sides) == 1 else f"accounts of {len(sides)}: {', '.join(sides)}"

    def _nothing(self, question: Query, given: dict[str, str]) -> str:
        """What was searched, which question would match, and how many unread cue sentences name the parties."""
        releases = query.load("releases").run(self.dataset)
        days = sorted(str(row[1]) for row in releases.rows if row[1])
        period = f" of {days[0]} to {days[-1]}" if days else ""
        told = [f"no match in {len(releases.rows)} release{'s' * (len(releases.rows) != 1)}{period}"]
        for name in given:
            fewer = {k: v for k, v in given.items() if k != name}
            if rows := question.run(self.dataset, **fewer).rows:
                told.append(f"{len(rows)} without --{name}: {_command(question.name, fewer)}")
        parties = {k: v for k, v in given.items() if k in ("party", "with")}
        unread = query.load("unread").run(self.dataset, **parties).rows
        told.append(f"{len(unread)} unread cue sentences {'name the parties' if parties else 'may bear on it'}: {_command('unread', parties)}")
        return "; ".join(told)

    def acts(self) -> list[dict[str, Any]]:
        """Every act in the exchange format."""
        return acts(self.dataset)

    def rdf(self) -> rdflib.Dataset:
        """The whole graph as an rdflib Dataset whose default graph is the union."""
        import rdflib

        from kg.export.rdf import as_nquads

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=as_nquads(self.dataset).decode(), format="nquads")
        return dataset

    def network(self, kind: str = "all") -> networkx.MultiDiGraph:
        """Parties and the acts between them; see :func:`kg.analysis.network`."""
        return analysis.network(self.dataset, kind)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every act in short form, by actor, issue and release."""
        return Catalogue(self.dataset)

    def draw_network(self, actor: str, other: str | None = None) -> Picture:
        """Who has dealings with an actor, or with one of two; at most 150 of them. Raises UsageError for a name that is not known."""
        focus = [query.find_actor(self.dataset, name) for name in (actor, other) if name]
        return Picture(draw_network(drawn(self.catalogue, focus), lambda node: "", lambda one, two: "", styled=True))

    def draw_timeline(self, party: str | None = None) -> Picture:
        """How many acts, all or of one party, the releases of each month or year tell."""
        entries = self.catalogue.by_actor.get(query.find_actor(self.dataset, party), []) if party else self.catalogue.entries
        return Picture(draw_bars(bars(entries), lambda bar: "", styled=True))

    def path(self, one: str, other: str) -> list[tuple[str, str, str]]:
        """The shortest chain of acts between two actors."""
        return analysis.path(self.dataset, one, other)

    def neighbours(self, name: str) -> list[tuple[str, int]]:
        """Who deals with an actor, in how many acts."""
        return analysis.neighbours(self.dataset, name)

    def common(self, one: str, other: str) -> list[str]:
        """The parties that both actors deal with."""
        return analysis.common(self.dataset, one, other)

    def why(self, statement: str) -> dict[str, Any]:
        """All that is known of one statement, by its IRI or the end of it. Raises UsageError if none or several fit."""
        fits = rows(self.dataset, ending_in(self.dataset, statement))
        if len(fits) != 1:
            raise UsageError(f"{len(fits)} statements end in {statement!r}; give one from the column statement")
        return {**fits[0], "said_by": " > ".join(chains(self.dataset, [fits[0]["id"]])[fits[0]["id"]])}


def open_endpoint(url: str) -> Graph:
    """The graph that a SPARQL server holds, for named questions. Raises UsageError if that is no address."""
    from kg.remote import Endpoint

    return Graph(Endpoint(url))


def open_graph(path: str | Path) -> Graph:
    """Open the store at ``path``. Raises StoreError if there is none or it is damaged."""
    from kg.rdf import reference_nquads

    store = Store(Path(path))
    told = linking.read_judgements(store.path / JUDGEMENTS)
    links = Computed(linking.LINKS, linking.version(told), lambda index: linking.links_nquads(index, told))
    return Graph(store.dataset(reference_nquads(), links))
