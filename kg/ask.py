"""Asks a store: named questions, free SPARQL, the network, and why a statement stands there."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import query, resources
from kg.chain import chains
from kg.errors import UsageError
from kg.query import Query, Table
from kg.store import Beside, Computed, Contents, Kept, Store, digest, former_contents, kept_answers, last_dataset, open_dataset
from kg.vocab import GRAPH

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.curation import Readings
    from kg.linking import Memory
    from kg.store import Over
    from kg.views import Catalogue

_SHOWN = 60
_RELEASES = "SELECT DISTINCT ?release ?issued { ?release a dip:Release OPTIONAL { ?release dip:issuedOn ?issued } }"
# By their names, so that a store without them is asked without the rooms that read them.
JUDGEMENTS, CORRECTIONS = "judgements.tsv", "corrections.tsv"


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
        import csv

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
        import html

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
    text = cell or ""
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":  # most are as they should be
        text = " ".join(_CONTROL.sub(" ", text).split())
    return f"'{text}" if text.startswith(_FORMULA) else text


def _command(name: str, given: dict[str, str]) -> str:
    import shlex

    return " ".join(["kg ask", name, *(f"--{k} {shlex.quote(v)}" for k, v in given.items())])


class Graph:
    """A graph that can be asked; it knows nothing of how it was read."""

    def __init__(self, dataset: Any, store: Path | None = None, kept: Kept | None = None) -> None:
        self.dataset = dataset
        self.store = store
        self.kept = kept

    @cached_property
    def readings(self) -> Readings | None:
        """What people say of the readings of the store, if it is one and anybody has said anything."""
        return _readings(self.store) if self.store else None

    def ask(self, name: str, *, engine: str = "pyoxigraph", **params: str | None) -> Answers:
        """Answer a named question; each row about a statement begins with who says so, outermost first."""
        question, given = query.load(name), {k: v for k, v in params.items() if v is not None}
        key = _key(name, engine, given)
        if (told := _looked_up(self.kept, key)) is not None:
            return told
        table = self.table(name, given, lambda: question.run(self.rdf() if engine == "rdflib" else self.dataset, **given), engine=engine, keep=False)
        if "statement" in table.columns:
            table = self._attributed(table)
        answers = Answers(table.columns, table.rows, self._note(question, table, params))
        _keep(self.kept, key, answers)
        return answers

    def table(self, name: str, given: Mapping[str, str], work: Callable[[], Table], *, engine: str = "pyoxigraph", keep: bool = True) -> Table:
        """The rows of a named question without who says so: what was kept of it, else what ``work`` gives."""
        key = _key(name, engine, given)
        if (told := _looked_up(self.kept, key)) is not None and told.columns[:1] == ("said_by",):
            return Table(told.columns[1:], tuple(row[1:] for row in told.rows))
        if told is None and (told := _looked_up(self.kept, f"{key} table")) is None:
            table = work()
            if keep:
                _keep(self.kept, f"{key} table", Answers(table.columns, table.rows))
            return table
        return Table(told.columns, told.rows)

    def query(self, sparql: str, *, derived: bool = False, seconds: float | None = None, rows: int | None = None) -> Answers:
        """Answer a free query over the union of the graphs; ``derived`` adds the graph of ties, by its name alone.

        Raises UsageError on an error in it and on what reaches beyond the store, LimitError when it breaks a limit.
        """
        from kg import free
        from kg.export.derived import with_derived

        dataset = with_derived(self.dataset) if derived else self.dataset
        found = free.run(dataset, sparql, derived=derived, seconds=seconds or free.SECONDS, rows=rows or free.ROWS)
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
        releases = query.select(self.dataset, query.with_prefixes(_RELEASES))
        days = sorted(row[1] for row in releases.rows if row[1])
        period = f" of {days[0]} to {days[-1]}" if days else ""
        told = [f"no match in {len(releases.rows)} release{'s' * (len(releases.rows) != 1)}{period}"]
        for name in given:
            fewer = {k: v for k, v in given.items() if k != name}
            if rows := self.table(question.name, fewer, partial(question.run, self.dataset, **fewer)).rows:
                told.append(f"{len(rows)} without --{name}: {_command(question.name, fewer)}")
        parties = {k: v for k, v in given.items() if k in ("party", "with")}
        unread = self.table("unread", parties, partial(query.load("unread").run, self.dataset, **parties)).rows
        told.append(f"{len(unread)} unread cue sentences {'name the parties' if parties else 'may bear on it'}: {_command('unread', parties)}")
        return "; ".join(told)

    def acts(self) -> list[dict[str, Any]]:
        """Every act in the exchange format."""
        from kg.export.acts import acts

        return acts(self.dataset)

    def rdf(self) -> rdflib.Dataset:
        """The whole graph as an rdflib Dataset whose default graph is the union."""
        import rdflib

        from kg.export.rdf import as_nquads

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=as_nquads(self.dataset).decode(), format="nquads")
        return dataset

    def links(self) -> bytes:
        """The links across releases, as sorted N-Quads."""
        import pyoxigraph as ox

        return "".join(sorted(f"{q} .\n" for q in self.dataset.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH + "links")))).encode()

    def network(self, kind: str = "all") -> networkx.MultiDiGraph:
        """Parties and the acts between them; see :func:`kg.analysis.network`."""
        from kg import analysis

        return analysis.network(self.dataset, kind)

    @cached_property
    def memory(self) -> Memory:
        """Every act as the rules that tie releases together see it."""
        from kg import linking

        return linking.recall(contents(self.store), Store(self.store).kept) if self.store else linking.remember(self.dataset)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every act in short form, by actor, issue and release."""
        from kg.views import Catalogue

        return Catalogue(self.dataset)

    def draw_network(self, actor: str, other: str | None = None) -> Picture:
        """Who has dealings with an actor, or with one of two; at most 150 of them. Raises UsageError for a name that is not known."""
        from kg.views.drawing import draw_network
        from kg.views.network import network as drawn

        focus = [query.find_actor(self.dataset, name) for name in (actor, other) if name]
        return Picture(draw_network(drawn(self.catalogue, focus), lambda node: "", lambda one, two: "", styled=True))

    def draw_timeline(self, party: str | None = None) -> Picture:
        """How many acts, all or of one party, the releases of each month or year tell."""
        from kg.views.drawing import draw_bars
        from kg.views.timeline import bars

        entries = self.catalogue.by_actor.get(query.find_actor(self.dataset, party), []) if party else self.catalogue.entries
        return Picture(draw_bars(bars(entries), lambda bar: "", styled=True))

    def path(self, one: str, other: str) -> list[tuple[str, str, str]]:
        """The shortest chain of acts between two actors."""
        from kg import analysis

        return analysis.path(self.dataset, one, other)

    def neighbours(self, name: str) -> list[tuple[str, int]]:
        """Who deals with an actor, in how many acts."""
        from kg import analysis

        return analysis.neighbours(self.dataset, name)

    def common(self, one: str, other: str) -> list[str]:
        """The parties that both actors deal with."""
        from kg import analysis

        return analysis.common(self.dataset, one, other)

    def why(self, statement: str) -> dict[str, Any]:
        """All that is known of one statement, by its IRI or the end of it, rejected ones too. Raises UsageError if none or several fit."""
        from kg.curation import precision
        from kg.export.acts import ending_in, rows

        found = rows(self.dataset, ending_in(self.dataset, statement))
        if not found and self.readings:
            found = self.readings.find(statement)
        if len(found) != 1:
            raise UsageError(f"{len(found)} statements end in {statement!r}; give one from the column statement")
        (act,) = found
        said_by = act.get("said_by") or " > ".join(chains(self.dataset, [act["id"]])[act["id"]])
        verdict = self.readings.standing_of(act["document"]).verdict(act["id"]) if self.readings else None
        judged = precision(self.readings.corrections).get(act["rule"]) if self.readings else None
        return {**act, "said_by": said_by, "verdict": verdict, "precision": judged}


def open_endpoint(url: str) -> Graph:
    """The graph that a SPARQL server holds, for named questions. Raises UsageError if that is no address."""
    from kg.remote import Endpoint

    return Graph(Endpoint(url))


def open_graph(path: str | Path, *, linked: bool = True) -> Graph:
    """Open the store at ``path``; without ``linked`` its links may be of an earlier state. Raises StoreError if there is none or it is damaged."""
    store = Path(path)
    dataset, kept = open_dataset(store, _beside(store), whole=linked)
    return Graph(dataset, store, kept)


def open_last(path: Path) -> Graph:
    """The store as it was last asked, at once: enough to find a statement that a person judges. Raises StoreError."""
    return Graph(last_dataset(path, _beside(path)), path)


def contents(path: Path) -> Contents:
    """What answers are given from: the graphs of the store with the corrections laid over them, one by one. Raises StoreError."""
    return Store(path).contents(_beside(path))


def state(path: Path, name: str) -> Contents | None:
    """A state of a store by its name: ``now``, ``former`` (when it was last asked before its last change), or the folder of another store."""
    if name == "former":
        return former_contents(path, _beside(path))
    if name == "now":
        return contents(path)
    return contents(Path(name)) if (Path(name) / "manifest.jsonl").is_file() else None


def ask(path: Path, name: str, *, engine: str = "pyoxigraph", **params: str | None) -> Answers:
    """What ``open_graph(path).ask`` answers; where it was asked before it is only looked up, and the store not opened."""
    linked, key = query.load(name).linked, _key(name, engine, {k: v for k, v in params.items() if v is not None})
    told = _looked_up(kept_answers(path, _beside(path), whole=linked), key)
    return open_graph(path, linked=linked).ask(name, engine=engine, **params) if told is None else told


def _looked_up(kept: Kept | None, key: str) -> Answers | None:
    told = kept.get(key) if kept else None
    return None if told is None else Answers(tuple(told["columns"]), tuple(map(tuple, told["rows"])), told["note"])


def _keep(kept: Kept | None, key: str, answers: Answers) -> None:
    if kept:
        kept.put(key, {"columns": answers.columns, "rows": answers.rows, "note": answers.note})


def _beside(path: Path) -> Beside:
    """The curated graphs, and the links by the rules of today and the judgements that lie in the store."""
    judgements = path / JUDGEMENTS
    told = digest(judgements.read_bytes()) if judgements.is_file() else ""

    def links(now: Contents, kept: Path | None) -> bytes:
        from kg import linking

        return linking.links_nquads(linking.recall(now, kept), linking.read_judgements(judgements))

    made = Computed(GRAPH + "links", f"{resources.linking_version()} {told}", links)
    return Beside(resources.reference_version(), _reference, made, *_said(path))


def _said(path: Path) -> tuple[str, Callable[[], Over | None] | None]:
    """What people say of the readings of a store: by what it is known, and how to get it."""
    corrections = path / CORRECTIONS
    if not corrections.is_file():
        return "", None

    def over() -> Over | None:
        readings = _readings(path)
        return readings.over() if readings else None

    return digest(corrections.read_bytes() + resources.curation_version().encode()), over


def _readings(path: Path) -> Readings | None:
    """What people say of the readings of a store; nothing where nobody has said anything."""
    corrections = path / CORRECTIONS
    if not corrections.is_file():
        return None
    from kg.curation import Readings, read_corrections

    return Readings(lambda: Store(path), read_corrections(corrections), _reference)


def _reference() -> bytes:
    from kg.rdf import reference_nquads

    return reference_nquads()


def _key(name: str, engine: str, given: Mapping[str, str]) -> str:
    """What an answer depends on beside the graph: the question, what was given, and the code, the questions and the engine that answer."""
    told = [name, engine, sorted(given.items()), *_answering(query.load(name).name, engine)]
    return digest(json.dumps(told).encode())


@cache
def _answering(name: str, engine: str) -> tuple[str, ...]:
    files = [resources.package() / f for f in ("ask.py", "chain.py", "columns.py", "query.py")]
    files += [resources.queries(f"{n}.rq") for n in dict.fromkeys((name, "unread"))]
    return (*(digest(f.read_bytes()) for f in files), *resources.versions(engine))
