"""Loads the questions of queries/ and runs them on pyoxigraph or rdflib with the same rows."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.columns import by_columns, outermost
from kg.errors import UsageError
from kg.vocab import GRAPH, NS, PREFIXES, RDF, RELEASE, SKOS, VOC, XSD

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

_HEADER = re.compile(r"^#\+ (?P<key>\w+):\s*(?P<value>.*)$")
_PARAM = re.compile(r"^#\+\s+- (?P<name>\w+) \| (?P<kind>\w+) \| (?P<help>.*)$")
_GUARD = re.compile(r"^(?P<line>.*?)\s{1,9}# if (?P<name>\w+)\s*$")
# These lines say something of a statement alone: so the answer with them is a selection among the rows of that without.
_OF_A_STATEMENT = re.compile(
    r"  \?statement dip:(party\|dip:agent \?party|party\|dip:agent\|dip:addressee \?with|issue/skos:broader\* \?issue) \."
    r"|  \?release dip:issuedOn (\?issued\d*) \. FILTER\(\2 [<>]= \?(since|until)\)"
)
# What ties acts of several releases. Beside these its graph has nodes of its own, which no question reaches but through these.
_LINKS = re.compile(
    r"\bdip:(sameEventAs|account|level|usesName|heldAs|movedTo|droppedBy|repeats|reaffirms|respondsTo|fulfilledBy|supersededBy|contradicts"
    r"|discussedAs|cites|signs|ratifies|bringsIntoForce|link\w+|Link|Occasion|score|because)\b"
)
_FEW = 2_000  # columns of so many nodes are better joined as sets
_COMMON = 5_000  # what more triples lead to is common, however many they are
_INNER = " " * 3  # so far in stand the lines of a selection inside another

CORE = ("agreed", "met", "urged", "positions", "planned", "said", "offices", "instruments")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a question: its name, its kind (actor, date, issue) and what it does."""

    name: str
    kind: str
    help: str


@dataclass(frozen=True, slots=True)
class Query:
    """One question: a file of queries/ with its header."""

    name: str
    summary: str
    tags: str
    example: str
    merge: str
    params: tuple[Param, ...]
    text: str

    def sparql(self, bound: dict[str, str]) -> str:
        """The query with its given parameters in place, and the lines of the others left out.

        ``bound`` holds finished terms: an IRI found in the graph or a checked date, never a user's own words.
        What is given comes first, in the order of ``bound``: an engine without statistics then looks among few, and not all, statements.
        It begins with a set of one, the first; the others are written as they are, for what is no variable is looked up early.
        A guarded line of an inner group, indented further than the outermost, stays where it is.
        pyoxigraph 0.5 substitutes only projected variables, so that its own binding cannot serve here.
        """
        lines: list[str] = []
        given: dict[str, list[str]] = {name: [] for name in bound}
        guards = [(line, _GUARD.match(line)) for line in self.text.splitlines()]
        used = set(re.findall(r"\?(\w+)", "".join(line for line, guard in guards if not guard)))
        begins = next((name for name, term in bound.items() if term.startswith("<")), "")
        for line, guard in guards:
            if guard is None:
                lines.append(line)
            elif (name := guard["name"]) in bound:
                told = _bound(name, bound[name], guard["line"], variable=name == begins or name in used)
                (lines if line.startswith(_INNER) else given[name]).extend(told)
        begin = next((at for at, line in enumerate(lines, 1) if line.endswith("WHERE {")), len(lines))
        return "\n".join([*lines[:begin], *chain.from_iterable(given.values()), *lines[begin:]]) + "\n"

    @property
    def linked(self) -> bool:
        """Whether it asks for anything that the graph of links tells."""
        return _LINKS.search(self.text) is not None

    def selects(self, given: Iterable[str]) -> bool:
        """Whether what is given only selects among the rows of the whole answer, by the statement of each."""
        head = self.text.partition("WHERE")[0]
        if "?statement" not in head or "COUNT(" in head or "GROUP BY" in self.text:
            return False
        guards = [found for line in self.text.splitlines() if (found := _GUARD.match(line)) and found["name"] in set(given)]
        return len(guards) == len(set(given)) and all(_OF_A_STATEMENT.fullmatch(g["line"]) for g in guards)

    def run(self, dataset: pyoxigraph.Store | rdflib.Dataset, **params: str | None) -> Table:
        """The rows for the given parameters. Raises UsageError for an unknown parameter, actor, issue or date."""
        known = {p.name: p for p in self.params}
        given = {k: v for k, v in params.items() if v is not None}
        for name in given:
            if name not in known:
                raise UsageError(f"{self.name} has no parameter {name}; it takes {', '.join(known) or 'none'}")
        bound = {name: bind(dataset, known[name].kind, value) for name, value in given.items()}
        wide = all(term.startswith('"') for term in bound.values()) and _is_wide(dataset, self.sparql({}))
        sparql = self.sparql({name: bound[name] for name in _rarest_first(dataset, bound)})
        return _select_named(dataset, sparql, self.merge, wide=wide)


def _rarest_first(dataset: Any, bound: dict[str, str]) -> list[str]:
    """The names of what is given, first that to which the fewest triples lead."""
    counts: dict[str, int] = {}
    for name, term in bound.items() if len(bound) > 1 and hasattr(dataset, "quads_for_pattern") else ():
        if term.startswith("<"):
            ((told,),) = select(dataset, f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT ?s {{ ?s ?p {term} }} LIMIT {_COMMON} }} }}").rows
            counts[name] = int(told or 0)
    return sorted(bound, key=lambda name: counts.get(name, _COMMON))


def _is_wide(dataset: Any, sparql: str) -> bool:
    """Whether a question is better asked by columns: of an index, and where it looks among many nodes."""
    prefixes = "".join(f"{line}\n" for line in sparql.splitlines() if line.startswith("PREFIX"))

    def many(column: str) -> bool:
        return len(select(dataset, f"{prefixes}SELECT * WHERE {{ {column} }} LIMIT {_FEW}").rows) == _FEW

    return hasattr(dataset, "quads_for_pattern") and all(map(many, outermost(sparql)))


def _bound(name: str, term: str, line: str, *, variable: bool) -> list[str]:
    """A guarded line with its parameter: the term in its place, or an IRI as the one value of the variable."""
    if variable and term.startswith("<"):
        return [f"  VALUES ?{name} {{ {term} }}", line]
    return [re.sub(rf"\?{name}\b", lambda _: term, line)]


Row = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of text; an unbound value is None."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@cache
def load(name: str) -> Query:
    """One question by its name. Raises UsageError with near names."""
    path = resources.queries(f"{name}.rq")
    if name not in names():
        import difflib

        near = difflib.get_close_matches(name, names(), 3)
        hint = f"did you mean {' or '.join(near)}?" if near else "see: kg questions"
        raise UsageError(f"no question {name!r}; {hint}")
    text = path.read_text(encoding="utf-8")
    header: dict[str, str] = {}
    params = []
    for line in text.splitlines():
        if found := _PARAM.match(line):
            params.append(Param(found["name"], found["kind"], found["help"]))
        elif found := _HEADER.match(line):
            header[found["key"]] = found["value"].strip()
    return Query(
        name=name,
        summary=header["summary"],
        tags=header.get("tags", ""),
        example=header.get("example", ""),
        merge=header.get("merge", ""),
        params=tuple(params),
        text=text,
    )


@cache
def names() -> tuple[str, ...]:
    """The names of all questions: the core ones in the order of the help, the others sorted."""
    found = {p.stem for p in resources.queries().glob("*.rq")}
    return (*(name for name in CORE if name in found), *sorted(found.difference(CORE)))


@cache
def checks() -> tuple[str, ...]:
    """The names of the integrity checks, sorted: queries that must return no rows."""
    return tuple(sorted(p.stem for p in resources.queries("checks").glob("*.rq")))


def run_check(dataset: pyoxigraph.Store, name: str) -> Table:
    """The rows of one integrity check; none is as it should be."""
    return select(dataset, resources.queries("checks", f"{name}.rq").read_text(encoding="utf-8"))


def bind(dataset: Any, kind: str, value: str) -> str:
    """A parameter's value as a SPARQL term. Raises UsageError with near names if it is not known."""
    if kind == "date":
        return f'"{_day(value)}"^^<{XSD}date>'
    if kind == "release":
        return f"<{find_release(dataset, value)}>"
    return f"<{find_issue(dataset, value) if kind == 'issue' else find_actor(dataset, value)}>"


def _day(value: str) -> str:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise UsageError(f"{value!r} is not a date; write it as 2018-04-11")


def find_release(dataset: Any, value: str) -> str:
    """The IRI of a release by its id or IRI. Raises UsageError with near ids."""
    if _is_a(dataset, known := RELEASE + value.strip().rsplit("/", 1)[-1], "Release"):
        return known
    rows = select(dataset, _PREFIXES + "SELECT DISTINCT ?r WHERE { ?r a dip:Release }").rows
    return _pick({str(iri).rsplit("/", 1)[-1].lower(): str(iri) for (iri,) in rows}, value.rsplit("/", 1)[-1], "release")


def find_issue(dataset: Any, value: str) -> str:
    """The IRI of an issue by its label or the end of its IRI. Raises UsageError with near names."""
    if _is_a(dataset, known := f"{VOC}issue/{value.strip()}", "Issue"):
        return known
    rows = select(dataset, _PREFIXES + "SELECT DISTINCT ?i ?l WHERE { ?i a dip:Issue ; skos:prefLabel ?l }").rows
    table = {str(label).lower(): str(iri) for iri, label in rows} | {str(i).rsplit("/", 1)[-1]: str(i) for i, _ in rows}
    return _pick(table, value, "issue", lambda near: _counted(dataset, near, "dip:issue"))


def find_actor(dataset: Any, value: str) -> str:
    """The IRI of the actor of a name, ISO code or IRI. Raises UsageError with near names."""
    if re.fullmatch(r"https://[\w./#%-]+", value):
        return value
    if len(exact := _bearing(dataset, value.strip())) == 1:
        return exact.pop()
    query = (
        _PREFIXES + "SELECT DISTINCT ?a ?l WHERE { { SELECT DISTINCT ?a WHERE { ?a a dip:Actor FILTER NOT EXISTS { ?a a dip:UnnamedActor } } } "
        "{ ?a skos:prefLabel ?l } UNION { ?a skos:altLabel ?l } UNION { ?a dip:iso3 ?l } }"
    )
    table: dict[str, str] = {}
    for iri, label in sorted(select(dataset, query).rows):
        table.setdefault(str(label).lower(), str(iri))
    return _pick(table, value, "actor", lambda near: _counted(dataset, near, "dip:party|dip:agent|dip:addressee"))


_LONGEST = 80  # what is longer is no misspelt name, and likeness takes its time


def _is_a(dataset: Any, iri: str, kind: str) -> bool:
    """Whether a node of this name is there and of this class: looked up, where all of a class take a while to go through."""
    if not hasattr(dataset, "quads_for_pattern") or not re.fullmatch(r"https://(?:[\w./#-]|%[0-9A-Fa-f]{2})+", iri):
        return False
    import pyoxigraph as ox

    return any(True for _ in dataset.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(RDF + "type"), ox.NamedNode(NS + kind), union(dataset)))


def _bearing(dataset: Any, name: str) -> set[str]:
    """The actors that bear a name just so, or in small, large or first letters large: looked up, where all names take a while to go through."""
    if not hasattr(dataset, "quads_for_pattern"):  # rdflib, or a server elsewhere
        return set()
    import pyoxigraph as ox

    def having(predicate: str, value: Any) -> set[Any]:
        return {q.subject for q in dataset.quads_for_pattern(None, ox.NamedNode(predicate), value, union(dataset))}

    spelt = {name, name.lower(), name.upper(), name.title()}
    labels = [ox.Literal(s, language="en") for s in spelt]
    found = {n for p in (SKOS + "prefLabel", SKOS + "altLabel") for label in labels for n in having(p, label)}
    found |= {n for s in spelt for n in having(NS + "iso3", ox.Literal(s))}
    kinds = {node: {q.object.value for q in dataset.quads_for_pattern(node, ox.NamedNode(RDF + "type"), None, None)} for node in found}
    return {node.value for node in found if NS + "Actor" in kinds[node] and NS + "UnnamedActor" not in kinds[node]}


def _pick(table: dict[str, str], value: str, what: str, counted: Callable[[list[str]], list[str]] = list) -> str:
    """The IRI that a value names; ``counted`` tells near ones by name and number of acts."""
    key = value.strip().lower()
    if key in table:
        return table[key]
    import difflib

    partial = [k for k in sorted(table) if key in k.split()]
    near = [*partial, *(difflib.get_close_matches(key, sorted(table), 3) if len(key) <= _LONGEST else ())]
    closest = counted(list(dict.fromkeys(table[k] for k in near))[:3])
    raise UsageError(f"no {what} {value!r} in the graph; closest: {', '.join(closest) or 'none comes near'}")


def _counted(dataset: Any, nodes: list[str], path: str) -> list[str]:
    """Name and number of acts of each node, most first."""
    query = "SELECT (SAMPLE(?l) AS ?label) (COUNT(DISTINCT ?s) AS ?acts) WHERE { <%s> skos:prefLabel ?l . OPTIONAL { ?s %s <%s> . ?s a dip:Act } }"
    rows = [select(dataset, _PREFIXES + query % (node, path, node)).rows[0] for node in nodes]
    ranked = sorted(rows, key=lambda row: (-int(row[1] or 0), str(row[0])))
    return [f"{label} ({acts} {'act' if acts == '1' else 'acts'})" for label, acts in ranked]


_PREFIXES = "".join(f"PREFIX {name}: <{space}> " for name, space in PREFIXES.items())


def with_prefixes(sparql: str) -> str:
    """A query with every known prefix declared on its first line, so that line numbers in errors stay right."""
    return _PREFIXES + sparql


def select(dataset: Any, sparql: str, *, derived: bool = False) -> Table:
    """Run a SELECT on any engine over the union of the graphs; the derived one can at most be named."""
    if hasattr(dataset, "select"):  # a server elsewhere
        found: Table = dataset.select(sparql)
        return found
    rdflib_ = type(dataset).__module__.startswith("rdflib")
    return _rdflib(dataset, sparql) if rdflib_ else _pyoxigraph(dataset, sparql, derived=derived)


def over(dataset: Any, *, derived: bool) -> dict[str, Any]:
    """What pyoxigraph is to query: the union of all graphs but the derived one, which can at most be named."""
    import pyoxigraph as ox

    ties, whole = ox.NamedNode(GRAPH + "derived"), union(dataset)
    if not dataset.contains_named_graph(ties):  # an order of magnitude faster than a list of thousands of graphs
        return {} if whole else {"use_default_graph_as_union": True}
    graphs = [g for g in dataset.named_graphs() if g != ties]
    return {"default_graph": whole or graphs, "named_graphs": [*graphs, ties] if derived else graphs}


def union(dataset: Any) -> Any:
    """The graph that holds every triple of the others once, as in an index; None where there is none, which stands for any graph."""
    import pyoxigraph as ox

    everywhere = ox.DefaultGraph()
    return everywhere if any(True for _ in dataset.quads_for_pattern(None, None, None, everywhere)) else None


def _pyoxigraph(dataset: Any, sparql: str, *, derived: bool) -> Table:
    import pyoxigraph as ox

    try:
        found = dataset.query(sparql, **over(dataset, derived=derived))
    except SyntaxError as error:
        raise UsageError(f"SPARQL: {error}; known prefixes: {', '.join(PREFIXES)}") from error
    if not isinstance(found, ox.QuerySolutions):
        raise UsageError("only SELECT queries give a table; ask for SELECT")
    columns, plain = tuple(v.value for v in found.variables), (ox.NamedNode, ox.Literal, ox.BlankNode)  # else a triple
    return Table(columns, tuple([tuple([None if t is None else t.value if type(t) in plain else str(t) for t in row]) for row in found]))


def read_rows(dataset: pyoxigraph.Store, sparql: str) -> list[list[str]]:
    """The rows of a SELECT as plain text, what is unbound empty: much the fastest way to hundreds of thousands of them."""
    import csv
    import io

    import pyoxigraph as ox

    found = dataset.query(sparql, **over(dataset, derived=False))
    assert isinstance(found, ox.QuerySolutions)
    raw = found.serialize(format=ox.QueryResultsFormat.CSV)
    assert raw is not None
    return list(csv.reader(io.StringIO(raw.decode(), newline="")))[1:]


# A selection that only has a pattern taken as a whole.
_WHOLE = re.compile(r"\{ SELECT (?:\?\w+ )+WHERE (\{[^{}]*\}) \}")


def _rdflib(dataset: Any, sparql: str) -> Table:
    found = dataset.query(_WHOLE.sub(r"\1", sparql))  # it joins whole sets row by row, and patterns as they are met
    columns = tuple(str(v) for v in found.vars or ())
    return Table(columns, tuple(tuple(None if t is None else str(t) for t in row) for row in found))


# "dip:agent/skos:prefLabel ?who": a column that holds what a node is called. Many release graphs describe the same node; a join
# with them repeats each row as often. So such a column is asked for as the node, and named when the rows are found.
_NAMED = re.compile(
    r"(?P<optional>OPTIONAL \{[^}]*)?(?:(?<=[\w)])/(?P<tie>skos:prefLabel|dip:edtf|oa:exact)|(?<![;,] )(?P<node>\?\w+) skos:prefLabel) \?(?P<name>\w+)(?P<end> \.)?"
)
# Whose act it is, which may be many: each would repeat all that is looked up after it, so the act stands in the place of their names.
_WHOSE = re.compile(r"^(  \?statement .*) ; (?P<tie>dip:agent/skos:prefLabel) \?who \.$", re.MULTILINE)
_OF_ACTORS = re.compile(r"dip:(?:agent|party|addressee)/$")
_KEYS = re.compile(r"ORDER BY((?: \?\w+| DESC\(\?\w+\))+)\s*$")
_AT_ONCE, _MANY, _DIGITS = 500, 6_000, 12  # so many nodes cost as much, looked up some at a time, as all that have a name


def _select_named(dataset: Any, sparql: str, merge: str = "", *, wide: bool = False) -> Table:
    """The rows of a question in the order that it asks for, the columns that hold names of nodes filled in when the rows are found.

    Those that differ in the column ``merge`` alone are one.
    """
    words, named = _with_nodes("".join(f"{line}\n" for line in sparql.splitlines() if not line.startswith("#")), wide=wide)
    words, keys, hidden = _with_keys(words)
    if wide and keys:
        words = words.replace("SELECT DISTINCT", "SELECT", 1)  # rows alike are told apart below, where all are in memory
    table = select(dataset, by_columns(words) if wide else words)
    for name, (tie, optional) in named.items():
        table = _named(dataset, table, name, tie, optional=optional)
    if merge:
        table = _merged(table, merge)
    rows: Iterable[Row] = _ordered(table, keys) if keys else dict.fromkeys(table.rows) if named else table.rows
    if hidden:
        rows = dict.fromkeys(row[:-hidden] for row in rows)
    return Table(table.columns[: len(table.columns) - hidden], tuple(rows))


def _with_nodes(sparql: str, *, wide: bool) -> tuple[str, dict[str, tuple[str, bool]]]:
    """A question that asks for nodes in place of their names, where these are only shown; by column, what tells the names and whether there need be any.

    By columns all but actors, which have a name in each release, are named as soon in the question: short names cost less than nodes.
    """
    columns: dict[str, tuple[str, bool]] = {}
    nodes: dict[str, str] = {}
    body, _, order = sparql.rpartition("}")

    def shown(name: str) -> bool:
        used = re.compile(rf"\?{name}\b")
        return len(used.findall(body)) == 2 and bool(used.search(body.partition("{")[0])) and "BY (" not in order and "GROUP" not in order

    def left(found: re.Match[str]) -> str:
        soon = not _OF_ACTORS.search(words, 0, found.start("tie")) if wide and found["tie"] else found["tie"] == "oa:exact" and not found["optional"]
        if not shown(found["name"]) or soon or (found["node"] and (found["optional"] or not found["end"])):
            return found.group()
        columns[found["name"]] = found["tie"] or "skos:prefLabel", bool(found["optional"])
        if found["node"]:
            nodes[found["name"]] = found["node"]
        return "" if found["node"] else f"{found['optional'] or ''} ?{found['name']}{found['end'] or ''}"

    words = sparql
    if not wide and shown("who") and (whose := _WHOSE.search(sparql)):
        words = _WHOSE.sub(r"\1 .", sparql, 1)
        columns["who"], nodes["who"] = (whose["tie"], False), "?statement"
    words, brace, last = _NAMED.sub(left, words).rpartition("}")
    # At the end of the group: engines do not join across a BIND as they join within a pattern.
    same = "".join(f"  BIND({node} AS ?{name})\n" for name, node in nodes.items())
    return words + same + brace + last, columns


def _with_keys(sparql: str) -> tuple[str, list[tuple[str, bool]], int]:
    """A question left unsorted, where its rows are each told once: what to sort by, falling or not, and how many columns are for that alone."""
    body, brace, last = sparql.rpartition("}")
    head, found = sparql.partition("{")[0], _KEYS.search(last)
    if not found or not ("DISTINCT" in head or "GROUP BY" in last):
        return sparql, [], 0
    keys = [(name, bool(falling)) for falling, name in re.findall(r"(DESC\()?\?(\w+)", found[1])]
    hidden = [name for name, _ in keys if not re.search(rf"\?{name}\b", head)]
    body = body.replace(" WHERE {", "".join(f" ?{name}" for name in hidden) + " WHERE {", 1)
    return body + brace + last[: found.start()], keys, len(hidden)


def _ordered(table: Table, keys: list[tuple[str, bool]]) -> Iterator[Row]:
    """Each row once, by these columns, falling or not, and then by all: engines sort slowly, and leave open what of rows alike in these comes first."""
    rows, at = list(dict.fromkeys(table.rows)), [table.columns.index(name) for name, _ in keys]
    cells = [[row[place] or "" for row in rows] for place in at]
    cells = [[cell.zfill(_DIGITS) for cell in of] if all(cell.isdigit() for cell in of if cell) else of for of in cells]
    order = list(range(len(rows)))
    for falling, alike in groupby(reversed([*zip(keys, cells, strict=True)]), lambda key: key[0][1]):
        order.sort(key=[*zip(*reversed([of for _, of in alike]), strict=True)].__getitem__, reverse=falling)
    rows = [rows[i] for i in order]
    for _, same in groupby(rows, itemgetter(*at)):
        some = list(same)
        yield from sorted(some, key=lambda row: [cell or "" for cell in row]) if len(some) > 1 else some


def _named(dataset: Any, table: Table, column: str, tie: str, *, optional: bool) -> Table:
    """A row for each name of the node in the column; without a name it has none there, or no row."""
    at = table.columns.index(column)
    names = values_of(dataset, {row[at] for row in table.rows if row[at]}, tie)
    none: list[str | None] = [None] if optional else []
    return Table(table.columns, tuple([(*row[:at], name, *row[at + 1 :]) for row in table.rows for name in names.get(row[at] or "", none)]))


def values_of(dataset: Any, nodes: Iterable[str | None], tie: str) -> dict[str, list[Any]]:
    """What a property of each node is, sorted, each value once; asked for many nodes at a time, and as a whole where there are very many."""
    of, found = set(nodes), defaultdict[str, list[Any]](list)
    wanted = sorted(f"<{node}>" for node in of)
    here = hasattr(dataset, "quads_for_pattern") and len(wanted) > _MANY and "/" not in tie
    for first in range(0, len(wanted), len(wanted) if here else _AT_ONCE):
        some = "" if here else f"VALUES ?n {{ {' '.join(wanted[first : first + _AT_ONCE])} }} "
        rows = select(dataset, f"{_PREFIXES}SELECT DISTINCT ?n ?v {{ {some}?n {tie} ?v }}").rows
        for node, value in sorted(row for row in rows if row[0] in of) if here else sorted(rows):
            found[str(node)].append(value)
    return dict(found)


def _merged(table: Table, column: str) -> Table:
    """Rows that differ only in one column become one, its values joined in alphabetical order."""
    at = table.columns.index(column)
    groups = defaultdict[Row, set[str]](set)
    for row in table.rows:
        groups[row[:at] + row[at + 1 :]].add(row[at] or "")
    return Table(table.columns, tuple([(*rest[:at], " + ".join(sorted(values)), *rest[at:]) for rest, values in groups.items()]))
