"""Queries of others: none reaches out, none writes, none tells more than it was asked, and every one comes to its end."""

from __future__ import annotations

import ast
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from serving import Client
from sparql import damaged, queries, reaching

from kg import free, query
from kg.ask import Graph, open_graph
from kg.errors import KgError, LimitError, UsageError

ROOT = Path(__file__).resolve().parents[1]
Figure = Callable[[str, object], None]


@pytest.fixture(scope="module")
def graph_(served: Path) -> Graph:
    return open_graph(served)


@pytest.fixture(scope="module")
def client(served: Path) -> Client:
    return Client(served)


class Canary:
    """A listener that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    bird = Canary()
    socket.create_connection(bird.socket.getsockname()).close()
    time.sleep(0.05)
    assert bird.calls == 1, "it can be reached"
    yield bird
    bird.socket.close()


# U is the address that must not be asked, S a file that must not be read.
OUTWARD = [
    ("SELECT * { SERVICE <U> { ?a ?b ?c } }", "outright"),
    ("SELECT * { service <U> { ?a ?b ?c } }", "in small letters"),
    ("SELECT * { SERVICE SILENT <U> { ?a ?b ?c } }", "silent: errors would not tell"),
    ("SELECT * { SERVICESILENT<U>{ ?a ?b ?c } }", "no space is needed after a keyword"),
    ("PREFIX e: <U> SELECT * { SERVICEe:x { ?a ?b ?c } }", "nor before a name"),
    ("PREFIX e: <U> SELECT * { SERVICESILENTe:x { ?a ?b ?c } }", "nor between two keywords"),
    ("PREFIX e: <U> SELECT * { ?s ?p e:.SERVICEe:x { ?a ?b ?c } }", "a full stop ends a name"),
    ("SELECT * { FILTER(1<2)SERVICE<U>{ ?a ?b ?c } }", "behind a filter"),
    ("SELECT * { \\u0053ERVICE <U> { ?a ?b ?c } }", "a letter hidden by an escape"),
    ("SELECT * { \\U00000053ERVICE <U> { ?a ?b ?c } }", "by a long one"),
    ('SELECT * { ?s ?p "a\\u0022 . } #" . SERVICE <U> { ?a ?b ?c } }', "a literal that only a reader of escapes sees end"),
    ("SELECT * { ?s ?p 'a\\u0027 . } #' . SERVICE <U> { ?a ?b ?c } }", "the same in the other marks"),
    ("SELECT * { # \\u000A\n SERVICE <U> { ?a ?b ?c } }", "a comment that only a reader of escapes sees end"),
    ("SELECT * { # a\r SERVICE <U> { ?a ?b ?c }\n }", "a comment that a carriage return ends"),
    ("SELECT * { ?s ?p <urn:a\\u003E#> . SERVICE <U> { ?a ?b ?c } }", "an IRI that an escape ends"),
    ('SELECT * { ?s ?p """a" } #""" . SERVICE <U> { ?a ?b ?c } }', "a long literal"),
    ('SELECT * { VALUES ?x { """a" } SERVICE <U> { ?a ?b ?c } #\\x """ } }', "a long literal that is none"),
    ("SELECT * { FILTER(?a<'x>') SERVICE <U> { ?a ?b ?c . ?a ?b 'y' } }", "marks that a comparison seems to hide"),
    ("PREFIX e: <U> SELECT * { ?s ?p <urn:it's> . SERVICE e:x #'\n { ?a ?b ?c } }", "marks in an IRI and in a comment"),
    ("SELECT * { ?s ?p <urn:a\u00a0#> . SERVICE <U> { ?a ?b ?c } }", "a mark of comment in an IRI with an odd space"),
    ("PREFIX e: <urn:> SELECT * { ?s e:a\\'b ?c . SERVICE <U> { ?a ?b ?c } ?s e:a\\'b ?d }", "marks escaped in names"),
    ("SELECT * { VALUES ?v { <U> } SERVICE ?v { ?a ?b ?c } }", "by a variable"),
    ("SELECT * { BIND(IRI('U') AS ?v) SERVICE ?v { ?a ?b ?c } }", "by a variable that is computed"),
    ("ASK { FILTER EXISTS { SERVICE <U> { ?a ?b ?c } } }", "inside EXISTS"),
    ("SELECT * { { SELECT * { SERVICE <U> { ?a ?b ?c } } } }", "inside a sub-select"),
    ("SELECT * { OPTIONAL { SERVICE <U> { ?a ?b ?c } } }", "inside OPTIONAL"),
    ("SELECT * { LATERAL { SERVICE <U> { ?a ?b ?c } } }", "inside LATERAL"),
    ("CONSTRUCT { ?a ?b ?c } WHERE { SERVICE <U> { ?a ?b ?c } }", "in a CONSTRUCT"),
    ("SELECT * FROM <U> { ?a ?b ?c }", "as the graph to ask"),
    ("SELECT * FROM NAMED <U> { GRAPH ?g { ?a ?b ?c } }", "as a named graph"),
    ("SELECT * FROM <file://S> { ?a ?b ?c }", "a file as the graph to ask"),
    ("SELECT * { SERVICE <file://S> { ?a ?b ?c } }", "a file as a server"),
    ("LOAD <U>", "loads"),
    ("LOAD SILENT <file://S> INTO GRAPH <urn:g>", "loads a file"),
    ("PREFIX e: <urn:> LOAD <U>", "loads behind a prefix"),
    ("DESCRIBE <U>", "describes an address"),
    ("SELECT * { GRAPH <U> { ?a ?b ?c } }", "a graph of that name"),
]  # fmt: skip
ANSWERED = {"describes an address", "a graph of that name"}


def test_no_query_reaches_out(graph_: Graph, client: Client, canary: Canary, tmp_path: Path, record_property: Figure) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text('<urn:s> <urn:s> "hidden-words" .', encoding="utf-8")
    before = canary.calls
    for text, why in OUTWARD:
        sparql = text.replace("U", canary.address).replace("S>", f"{secret}>").replace(f"file://S{canary.address}", "file://S")
        sparql = sparql.replace(f"\\{canary.address}000000", "\\U000000")
        try:
            told = str(graph_.query(sparql).rows)
            assert why in ANSWERED, f"{why}: answered"
            assert told in ("()", "[]")
        except UsageError as error:
            assert "refused" in str(error) or "SPARQL" in str(error), why
        answer = client.get(f"/sparql?query={quote(sparql)}")
        assert answer.status in (400, 403) or b"hidden-words" not in answer.body, why
        assert b"hidden-words" not in answer.body, why
    for more in ("default-graph-uri", "named-graph-uri", "using-graph-uri"):
        answer = client.get(f"/sparql?query={quote('SELECT * { ?s ?p ?o }')}&{more}={quote(canary.address)}")
        assert b"hidden-words" not in answer.body
    assert canary.calls == before, "somebody came"
    record_property("figure", f"{len(OUTWARD) + 3} variants at two doors, {canary.calls - before} connections, 0 files read")


def test_the_child_that_answers_has_no_network(graph_: Graph, canary: Canary, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the guard asleep, the call goes nowhere."""
    import subprocess
    import sys

    probe = "from kg.free.alone import leave_the_network; raise SystemExit(not leave_the_network())"
    if subprocess.run([sys.executable, "-c", probe], cwd=ROOT, check=False).returncode:
        pytest.skip("this system lets no process leave the network")
    before = canary.calls
    monkeypatch.setattr("kg.free.bounded.refuse_what_reaches_out", lambda sparql: None)
    with pytest.raises(KgError):
        graph_.query(f"SELECT * {{ SERVICE <{canary.address}> {{ ?a ?b ?c }} }}")
    assert canary.calls == before


@pytest.mark.parametrize("count", [40, pytest.param(2_000, marks=pytest.mark.slow)])
def test_any_query_is_answered_or_refused(graph_: Graph, count: int, record_property: Figure) -> None:
    """Queries built from the grammar, whole and damaged: an answer, or one line that says why there is none."""
    told = Counter[str]()

    # The few of every run are the same each time: how many of them have rows would else be a matter of luck.
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], database=None, derandomize=count < 100)
    @given(st.one_of(queries(), queries(), damaged()))
    def check(text: str) -> None:
        try:
            rows = graph_.query(text, seconds=0.5).rows
            told["answered"] += 1
            told["with rows"] += bool(rows)
        except KgError as error:
            assert str(error) and "\n" not in str(error)
            told[type(error).__name__] += 1

    check()
    assert min(told["answered"], 2 * told["with rows"], 8 * told["UsageError"]) > count / 8, told
    record_property("figure", f"{count:,} queries of a grammar: {dict(sorted(told.items()))}, 0 unhandled")


@pytest.mark.parametrize("count", [40, pytest.param(2_000, marks=pytest.mark.slow)])
def test_a_call_elsewhere_is_refused_wherever_it_stands(graph_: Graph, count: int, record_property: Figure) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], database=None)
    @given(reaching())
    def check(text: str) -> None:
        with pytest.raises(UsageError):
            graph_.query(text)

    check()
    record_property("figure", f"{count:,} queries of a grammar with a call put in, all refused")


SILENT = [
    ('SELECT ?s { ?s dip:cue "from service" } # FROM SERVICE', "in a literal and a comment"),
    ("SELECT ?service { ?service a dip:Release }", "a variable"),
    ("PREFIX e: <urn:service:> SELECT ?s { ?s e:service ?o }", "in an IRI and a name"),
    ("SELECT ?s { ?s dip:cue 'the \"service\"'@en-service }", "in a literal with a tag"),
    ('SELECT ?s { ?s dip:cue "a\\nb" }', "no such word, but an escape"),
    ('SELECT ?s { ?s dip:cue """it\'s long""" }', "no such word, but a long literal"),
]


@pytest.mark.parametrize(("sparql", "why"), SILENT, ids=[r[1] for r in SILENT])
def test_a_word_where_it_does_no_harm_is_let_through(graph_: Graph, sparql: str, why: str) -> None:
    graph_.query(sparql)


FORMS = ["INSERT DATA { <urn:a> <urn:b> <urn:c> }", "DELETE WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
         "CLEAR ALL", "DROP SILENT ALL", "CREATE GRAPH <urn:g>", "LOAD <file:///etc/hostname>", "ADD DEFAULT TO <urn:g>", "MOVE <urn:a> TO <urn:b>",
         "COPY <urn:a> TO DEFAULT", "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "PREFIX e: <urn:> INSERT DATA { e:a e:b e:c }",
         "BASE <urn:> CLEAR DEFAULT", "# a comment\nDROP ALL", "\\u0044ROP ALL", "dElEtE wHeRe { ?s ?p ?o }", "SELECT * {} ; DROP ALL",
         "INSERT { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }"]  # fmt: skip
PLACES = ["/", "/sparql", "/update", "/statements", "/release/x", "/actors", "/static/app.css", "/complete", "/index.json", "/ask/agreed", "/ledger"]
VERBS = ["POST", "PUT", "PATCH", "DELETE", "MKCOL", "COPY", "LOCK", "PROPPATCH", "OPTIONS", "TRACE", "CONNECT"]


def test_nothing_can_be_written(served: Path, client: Client, graph_: Graph, record_property: Figure) -> None:
    def state() -> dict[str, bytes]:
        """Every file but the marks of locks and logs of the index, which a reader may make."""
        return {str(p): p.read_bytes() for p in sorted(served.rglob("*")) if p.is_file() and "index" not in p.parts and p.name != "lock"}

    before, tried = state(), 0
    for form in FORMS:
        with pytest.raises(KgError):
            graph_.query(form)
        asked = [("GET", f"/sparql?query={quote(form)}", {}, b""), ("GET", f"/sparql?update={quote(form)}", {}, b"")]
        for kind, body in (("application/sparql-update", form), ("application/sparql-query", form), ("application/x-www-form-urlencoded", f"update={quote(form)}"),
                           ("application/x-www-form-urlencoded", f"query={quote(form)}")):  # fmt: skip
            asked.append(("POST", "/sparql", {"content-type": kind, "content-length": str(len(body.encode()))}, body.encode()))
        for method, target, headers, raw in asked:
            assert client.ask(method, target, headers, raw).status in (400, 403), (form, method)
        tried += 1 + len(asked)
    for place in PLACES:
        for verb in VERBS:
            if (verb, place) != ("POST", "/sparql"):
                answer = client.ask(verb, place, {"content-length": "17"}, b"<a:b> <a:b> <a:b>")
                assert answer.status == 405, (verb, place)
                tried += 1
    assert state() == before
    assert tried >= 200
    record_property("figure", f"{tried} attempts, 0 bytes changed, each 400, 403 or 405")


BITS = ["JPN", "", " ", "Japan", '"', "'", "\\", "\\u0022", "}", "{", "} UNION { ?s ?p ?o", "> . ?s ?p ?o . <", '" . ?s ?p ?o . "', "*/", "#", "\n#", "\x00", "%00", "?x", "$x",
        "<urn:x>", "_:b", "https://w3id.org/dipkg/id/state/JPN", "https://x> } #", "https://w3id.org/dipkg/id/state/JPN> ?p ?o } #", "https://w3id.org/dipkg/ns#Act",
        "2021-01-01", '2021-01-01"^^xsd:date) || true || ("', "9999-99-99", "٢٠٢١-٠١-٠١", "2021-01-01\n", "null", "None", "true", "1 OR 1=1", "'; DROP ALL; --", "../../etc/passwd",
        "FILTER(true)", "SERVICE <urn:x> {}", "%s", "{0}", "{{7*7}}", "${x}", "\u202e", "\ud7ff", "😀", "a" * 5_000, "JPN\u0000", "JPN ", "jpn", "JPN JPN", "(JPN)"]  # fmt: skip


HONEST = re.compile(r"\s*(jpn|japan|https://w3id\.org/dipkg/id/state/JPN|2021-01-01)\s*", re.IGNORECASE)
ADDRESSES = ("/ask/agreed?party={}", "/search?q={}", "/id/state/{}", "/release/{}", "/pair/state/JPN/state/{}", "/ledger?since={}", "/{}", "/complete?q={}")


@pytest.mark.parametrize("each", [61, pytest.param(1, marks=pytest.mark.slow)])
def test_no_parameter_brings_rows_that_nobody_asked_for(graph_: Graph, client: Client, each: int, record_property: Figure) -> None:
    """A value names an actor, an issue or a date of the graph, and then narrows, or it is refused."""
    tried = named = 0
    for kind in ("actor", "issue", "date"):
        for bit in BITS:
            tried += 1
            with suppress(UsageError):
                assert HONEST.fullmatch(bit) or bit.startswith("https://w3id.org/"), (query.bind(graph_.dataset, kind, bit), bit)
    for name in query.names():
        question, whole = query.load(name), set[tuple[str | None, ...]]()
        for param in question.params:
            for bit in BITS[tried % min(each, len(BITS)) :: each]:
                tried += 1
                try:
                    rows = question.run(graph_.dataset, **{param.name: bit}).rows
                except UsageError:
                    continue
                whole = whole or set(question.run(graph_.dataset).rows)
                assert question.merge or "COUNT(" in question.text or set(rows) <= whole, (name, param.name, bit)
                assert not rows or HONEST.fullmatch(bit), (name, param.name, bit)
                named += bool(rows)
    for target in ADDRESSES:
        for bit in BITS:
            answer = client.get(target.format(quote(bit)))
            assert answer.status in (200, 400, 404, 414), (target, bit, answer.status)
            tried += 1
    assert tried >= 500
    assert named, "honest values were tried too"
    record_property("figure", f"{tried:,} values through {len(query.names())} questions and {len(ADDRESSES)} addresses, 0 extra rows")


@pytest.mark.parametrize("name", query.names())
def test_every_parameter_binds(name: str) -> None:
    """A parameter that no line asks for would be taken and change nothing."""
    question = query.load(name)
    assert [p.name for p in question.params if not re.search(rf"# if {p.name}\s*$", question.text, re.MULTILINE)] == []


def built(tree: ast.AST) -> Iterator[int]:
    """The lines where words of a query are put together, but for those that are shown and never run."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "How":
            continue
        words = "".join(str(v.value) for v in node.values if isinstance(v, ast.Constant)) if isinstance(node, ast.JoinedStr) else ""
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant):
            words = str(node.left.value)
        if re.search(r"\b(SELECT|CONSTRUCT|ASK|WHERE|VALUES|FILTER)\b.*[{(]", words, re.DOTALL):
            yield node.lineno
        yield from built(node)


def test_no_query_is_built_from_words_of_others() -> None:
    """Queries are put together of terms found in the graph, in one place; those that a page shows are never run by it."""
    found = {p.relative_to(ROOT).as_posix() for p in sorted((ROOT / "kg").rglob("*.py")) if any(built(ast.parse(p.read_text(encoding="utf-8"))))}
    # Beside the one place and what it hands the project's own questions to: rows into a file of SQLite, whose names are the project's, a question of fixed words to a server elsewhere,
    # and whole columns of the project's own terms.
    own = {"kg/columns.py", "kg/export/sqlite.py", "kg/remote/publish.py", "kg/curation/review.py"}
    assert {p for p in found if not p.startswith("kg/server/pages/")} == {"kg/query.py", *own}
    ran = [p for p in (ROOT / "kg/server/pages").glob("*.py") if re.search(r"\.query\(|\bselect\(", re.sub(r"f?'[^'\n]*'|f?\"[^\"\n]*\"", "", p.read_text(encoding="utf-8")))]
    assert ran == []


P = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(6))
RUNAWAY = [
    (f"SELECT (COUNT(*) AS ?n) {{ {P} }}", "a product of everything"),
    (f"SELECT * {{ {P} }} ORDER BY ?a0 ?c5", "a product in order"),
    (f"SELECT DISTINCT ?a0 ?c3 {{ {P} }}", "a product, each once"),
    (f"ASK {{ {P} FILTER(STR(?c0) = 'no such word') }}", "a product that never fits"),
    ("SELECT * { ?a (dip:party|^dip:party|dip:agent|^dip:agent|rdf:type|^rdf:type)* ?b . ?b (!rdf:nil)* ?c . ?c (!rdf:nil)* ?d . ?d (!rdf:nil)* ?e } ORDER BY ?e", "paths"),
    ("SELECT (COUNT(*) AS ?n) { ?a (!rdf:nil|^!rdf:nil)* ?b . ?c (!rdf:nil|^!rdf:nil)* ?d }", "paths both ways"),
    ("SELECT (COUNT(*) AS ?n) { ?a ((!rdf:nil)/(!rdf:nil))* ?b . ?b ((!rdf:nil)/^(!rdf:nil))+ ?c . ?c ((!rdf:nil)|^(!rdf:nil))+ ?d }", "paths of paths"),
    (f"SELECT (GROUP_CONCAT(STR(?c0)) AS ?x) {{ {P} }}", "one long word"),
    (f"SELECT ?a0 (GROUP_CONCAT(?c1; separator='') AS ?x) {{ {P} }} GROUP BY ?a0", "long words"),
    (f"SELECT (SUM(STRLEN(REPLACE(STR(?c0), '(a*)*b', 'x'))) AS ?n) {{ {P} }}", "patterns that go back"),
    (f"SELECT * {{ {P} FILTER(REGEX(STR(?c0), '^(([a-z])+.)+[A-Z]([a-z])+$')) }} ORDER BY ?c1", "patterns in a product"),
    ("SELECT * { ?a ?b ?c FILTER(REGEX(STR(?c), '(x+x+)+y{1000}{1000}')) }", "a pattern too large to be made"),
    (f"CONSTRUCT {{ ?a0 ?b1 ?c2 }} WHERE {{ {P} }}", "a graph of everything"),
    ("SELECT (COUNT(DISTINCT CONCAT(STR(?a0),STR(?a1),STR(?a2))) AS ?n) { " + P + " }", "distinct words"),
    (f"SELECT ?a0 (COUNT(*) AS ?n) {{ {P} }} GROUP BY ?a0 ?a1 ?a2 ?a3 ORDER BY DESC(?n)", "groups"),
    (f"SELECT * {{ {{ {P} }} MINUS {{ {P} FILTER(?c0 != ?c1) }} }} ORDER BY ?a0", "a product less a product"),
    (f"SELECT * {{ ?x ?y ?z FILTER NOT EXISTS {{ {P} FILTER(STRLEN(STR(?c0)) > 99999) }} }}", "a product each time"),
    (f"SELECT * {{ {{ SELECT * {{ {P} }} ORDER BY ?c5 LIMIT 3 }} }}", "a product inside"),
    ("SELECT (STRLEN(?k) AS ?n) { " + "BIND('xxxxxxxxxxxxxxxx' AS ?a) " + " ".join(f"BIND(CONCAT({','.join(['?' + a] * 16)}) AS ?{b})" for a, b in zip("abcdefgh", "bcdefghk", strict=True)) + " }", "a word that swells"),
    (f"SELECT (COUNT(*) AS ?n) {{ {' '.join('{ ?a ?b ?c } UNION' for _ in range(40))} {{ ?a ?b ?c }} {P} }}", "many unions"),
    ("SELECT * { " + "{ " * 3_000 + "?a ?b ?c" + " }" * 3_000 + " }", "nested three thousand deep"),
    ("SELECT (" + "(" * 3_000 + "1" + ")" * 3_000 + " AS ?x) {}", "brackets three thousand deep"),
]  # fmt: skip


@pytest.mark.parametrize(("door", "each"), [("graph", 5), pytest.param("graph", 1, marks=pytest.mark.slow), pytest.param("server", 1, marks=pytest.mark.slow)])
def test_every_query_comes_to_its_end(served: Path, graph_: Graph, door: str, each: int, record_property: Figure) -> None:
    """Each of them ends within its limit, and whoever comes next is answered."""
    seconds, slowest, next_, outcomes = free.SECONDS if each == 1 else 0.5, 0.0, 0.0, dict[str, int]()
    client = Client(served)
    client.get(f"/sparql?query={quote('ASK {}')}")
    for text, why in RUNAWAY[::each]:
        begun = time.monotonic()
        if door == "graph":
            try:
                outcome = f"answered {len(graph_.query(text, seconds=seconds).rows) > 9_999}"
            except (LimitError, UsageError) as error:
                outcome = type(error).__name__
        else:
            answer = client.get(f"/sparql?query={quote(query.with_prefixes(text))}")
            outcome = f"{answer.status}{' truncated' if 'x-truncated' in answer.headers else ''}"
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        slowest, begun = max(slowest, time.monotonic() - begun), time.monotonic()
        if door == "graph":
            assert graph_.query("ASK { ?s a dip:Release }").rows == (("true",),), why
        else:
            assert client.get("/actors").status == 200, why
        next_ = max(next_, time.monotonic() - begun)
    assert slowest < 4 * (seconds + 1)
    record_property("figure", f"{len(RUNAWAY[::each])} at the {door}, all ended, slowest {slowest:.1f} s of {seconds:g} allowed, next served within {next_:.2f} s")
