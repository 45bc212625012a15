"""The child process that answers queries of others: it may use so much memory and no more, and can be killed at any time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from kg import query
from kg.errors import KgError, UsageError
from kg.free.alone import leave_the_network
from kg.free.guard import refuse_what_reaches_out
from kg.query import Table, over
from kg.server.results import RESULTS, boolean

MOST_ROWS, MOST_BYTES, MEMORY = 10_000, 32_000_000, 1 << 30
GRAPHS = {
    "ttl": ("text/turtle; charset=utf-8", "TURTLE"),
    "nt": ("application/n-triples", "N_TRIPLES"),
    "jsonld": ("application/ld+json", "JSON_LD"),
    "trig": ("application/trig; charset=utf-8", "TRIG"),
    "nq": ("application/n-quads", "N_QUADS"),
    "rdf": ("application/rdf+xml", "RDF_XML"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its dataset, and the forms its answer may have: of a table, of a graph (empty: not acceptable)."""

    sparql: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    table_form: str = "json"
    graph_form: str = "ttl"


@dataclass(frozen=True, slots=True)
class Named:
    """A named question with what is given."""

    name: str
    given: dict[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """The answer: status and words as in HTTP; ``rows`` instead of a body where a page is to show them."""

    status: int
    media: str = "text/plain; charset=utf-8"
    body: bytes = b""
    truncated: bool = False
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] | None = None


class Refused(Exception):
    """What is not done here, in words."""


def main(pipe: Any, path: str) -> None:
    """Answer what comes through the pipe, until it is closed."""
    import os
    import resource

    from kg.ask import open_graph

    leave_the_network()
    dataset = open_graph(Path(path)).dataset
    most = _held() + MEMORY
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    os.nice(5)  # pages come first
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        pipe.send("ready")
        while True:
            asked = pipe.recv()
            try:
                told = named(dataset, asked) if isinstance(asked, Named) else answer(dataset, asked)
            except MemoryError:
                told = Told(503, body=b"the query needs too much memory\n")
            pipe.send(told)
    except (EOFError, OSError):  # nobody asks any more
        return


def _held() -> int:
    """The bytes of data that this process has by now, where the system tells."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(found[1]) * 1024 if (found := re.search(r"VmData:\s+(\d+)", status)) else 0


def named(dataset: Any, asked: Named) -> Table | KgError:
    """The rows of a named question, or what is wrong with what was given."""
    try:
        return query.load(asked.name).run(dataset, **asked.given)
    except KgError as error:
        return error


def answer(dataset: Any, asked: Asked) -> Told:
    """Run one query. What reaches beyond the store is refused before it runs."""
    import pyoxigraph as ox

    try:
        refuse_what_reaches_out(asked.sparql, datasets=True)
        found = dataset.query(asked.sparql, **_dataset_of(dataset, asked))
        if isinstance(found, ox.QuerySolutions):
            return _table(found, asked.table_form)
        if isinstance(found, ox.QueryBoolean):
            return _boolean(bool(found), asked.table_form)
        return _graph(found, asked.graph_form)
    except (Refused, UsageError) as refused:
        return Told(403, body=f"{refused}\n".encode())
    except (SyntaxError, ValueError) as error:
        return Told(400, body=f"{error}\n".encode())
    except (OSError, RuntimeError) as error:
        return Told(500 if "service" not in str(error).lower() else 403, body=b"the query could not be evaluated\n")


def _dataset_of(dataset: Any, asked: Asked) -> dict[str, Any]:
    """The dataset the protocol names, else the query's own, else the union of all graphs but the derived one."""
    import pyoxigraph as ox

    if asked.default_graphs or asked.named_graphs:
        default, named = ([ox.NamedNode(g) for g in graphs] for graphs in (asked.default_graphs, asked.named_graphs))
        return {"default_graph": default, "named_graphs": named}
    return {} if _names_dataset(asked.sparql) else over(dataset, derived=False)


def _names_dataset(sparql: str) -> bool:
    """Whether a query has a FROM of its own: between its form and its WHERE, outside of IRIs, literals and comments."""
    bare = re.sub(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*", " ", sparql)
    return re.search(r"\bFROM\b", bare.partition("{")[0], re.IGNORECASE) is not None


def _table(found: Any, form: str) -> Told:
    columns = tuple(v.value for v in found.variables)
    rows = [tuple(row[c] for c in columns) for row in _bounded(found)]
    truncated = len(rows) > MOST_ROWS
    del rows[MOST_ROWS:]
    if form == "html":
        return Told(200, truncated=truncated, columns=columns, rows=tuple(tuple(None if t is None else getattr(t, "value", str(t)) for t in r) for r in rows[:500]))
    if form not in RESULTS:
        return Told(406, body=b"a table is given as JSON, XML, CSV or TSV\n")
    media, write = RESULTS[form]
    return Told(200, media, write(columns, rows, truncated).encode(), truncated)


def _boolean(answer_: bool, form: str) -> Told:
    if form == "html":
        return Told(200, columns=("answer",), rows=((str(answer_).lower(),),))
    if form not in RESULTS:
        return Told(406, body=b"an answer is given as JSON, XML, CSV or TSV\n")
    return Told(200, RESULTS[form][0], boolean(answer_, form).encode())


def _graph(found: Any, form: str) -> Told:
    import pyoxigraph as ox

    if form not in GRAPHS:
        return Told(406, body=b"a graph is given as Turtle, N-Triples, JSON-LD, TriG, N-Quads or RDF/XML\n")
    triples = list(_bounded(found))
    truncated = len(triples) > MOST_ROWS
    media, name = GRAPHS[form]
    return Told(200, media, ox.serialize(triples[:MOST_ROWS], format=getattr(ox.RdfFormat, name)) or b"", truncated)


def _bounded(found: Any) -> Iterator[Any]:
    """At most one more than the rows that are given out, and no more characters than an answer may have."""
    size = 0
    for row in islice(found, MOST_ROWS + 1):
        size += len(str(row))
        if size > MOST_BYTES:
            raise Refused("the answer is too large; ask for less")
        yield row
