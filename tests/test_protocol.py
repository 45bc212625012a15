"""The SPARQL 1.1 Protocol: each of the W3C's cases that applies to an endpoint which is only read, those that do not, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from serving import Answer, Client, make_store

from kg.vocab import NS

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
PERU, JAPAN, SEED = "{peru}", "{japan}", "{seed}"  # the IRIs of three releases; their graphs are named IRI#graph
BOTH = f"ASK {{ <{PERU}> a ?type . <{JAPAN}> a ?type }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ <{PERU}> a ?type }} GRAPH ?g2 {{ <{JAPAN}> a ?type }} }}"
FULL = f"ASK {{ <{SEED}> a ?type GRAPH ?g1 {{ <{PERU}> a ?type }} GRAPH ?g2 {{ <{JAPAN}> a ?type }} FILTER NOT EXISTS {{ GRAPH ?g {{ <{SEED}> a ?type }} }} }}"
ONE_NOT_OTHER = f"ASK FROM <{SEED}#graph> {{ <{PERU}> a ?type FILTER NOT EXISTS {{ <{SEED}> a ?type }} }}"
DEFAULTS = [("default-graph-uri", f"{PERU}#graph"), ("default-graph-uri", f"{JAPAN}#graph")]
NAMES = [("named-graph-uri", f"{PERU}#graph"), ("named-graph-uri", f"{JAPAN}#graph")]


@dataclass(frozen=True)
class Case:
    """One case of the W3C: a request, and the status and content that the answer has to have."""

    name: str
    status: tuple[int, ...] = (200,)
    method: str = "POST"
    address: list[tuple[str, str]] = field(default_factory=list)
    body: bytes | str | list[tuple[str, str]] = b""
    kind: str = ""
    accept: str = JSON
    says: bool | str | None = True


REFUSED = (400, 403, 405, 415)
CASES = [
    Case("query_post_form", address=DEFAULTS[:1], body=[("query", "ASK {}")], kind=FORM),
    Case("query_dataset_default_graphs_get", method="GET", address=[("query", BOTH), *DEFAULTS]),
    Case("query_dataset_default_graphs_post", address=DEFAULTS, body=BOTH, kind=DIRECT),
    Case("query_dataset_named_graphs_post", address=NAMES, body=NAMED, kind=DIRECT),
    Case("query_dataset_named_graphs_get", method="GET", address=[("query", NAMED), *NAMES]),
    Case("query_dataset_full", address=[("default-graph-uri", f"{SEED}#graph"), *NAMES], body=FULL, kind=DIRECT),
    Case("query_multiple_dataset", address=DEFAULTS[:1], body=ONE_NOT_OTHER, kind=DIRECT),
    Case("query_get", method="GET", address=[("query", "ASK {}")]),
    Case("query_content_type_select", body=[("query", "SELECT (1 AS ?value) {}")], kind=FORM, accept=JSON, says=JSON),
    Case("query_content_type_ask", body=[("query", "ASK {}")], kind=FORM, accept=XML, says=XML),
    Case("query_content_type_describe", body=[("query", f"DESCRIBE <{PERU}>")], kind=FORM, accept="text/turtle", says="text/turtle"),
    Case("query_content_type_construct", body=[("query", f"CONSTRUCT {{ ?s ?p 1 }} WHERE {{ ?s ?p <{PERU}> }}")], kind=FORM, accept="application/rdf+xml",
         says="application/rdf+xml"),
    Case("query_post_direct", body="ASK {}", kind=DIRECT),
    Case("bad_query_method", (405,), "PUT", [("query", "ASK {}")], says=None),
    Case("bad_multiple_queries", (400,), "GET", [("query", "ASK {}"), ("query", "SELECT * {}")], says=None),
    Case("bad_query_wrong_media_type", (415,), body="ASK {}", kind="text/plain", says=None),
    Case("bad_query_missing_form_type", (400, 415), body="query=ASK%20%7B%7D", says=None),
    Case("bad_query_missing_direct_type", (400, 415), body="ASK {}", says=None),
    Case("bad_query_non_utf8", (400,), body="ASK {}".encode("utf-16"), kind=f"{DIRECT}; charset=UTF-16", says=None),
    Case("bad_query_syntax", (400,), "GET", [("query", "ASK {")], says=None),
]  # fmt: skip
# Updates do not apply: this store changes by reading releases alone. Well formed or not, each is refused.
INSERT = "INSERT DATA { <http://a.example/s> <http://a.example/p> 1 }"
UPDATES = [
    Case("update_dataset_default_graph", REFUSED, address=[("using-graph-uri", PERU)], body=INSERT, kind=UPDATE),
    Case("update_dataset_default_graphs", REFUSED, address=[("using-graph-uri", PERU), ("using-graph-uri", JAPAN)], body=INSERT, kind=UPDATE),
    Case("update_dataset_named_graphs", REFUSED, address=[("using-named-graph-uri", PERU)], body=INSERT, kind=UPDATE),
    Case("update_dataset_full", REFUSED, address=[("using-graph-uri", PERU), ("using-named-graph-uri", JAPAN)], body=INSERT, kind=UPDATE),
    Case("update_post_form", REFUSED, body=[("update", INSERT)], kind=FORM),
    Case("update_post_direct", REFUSED, body=INSERT, kind=UPDATE),
    Case("update_base_uri", REFUSED, body=[("update", f"BASE <http://a.example/> {INSERT}")], kind=FORM),
    Case("bad_update_get", REFUSED, "GET", [("update", INSERT)]),
    Case("bad_multiple_updates", REFUSED, body=[("update", INSERT), ("update", INSERT)], kind=FORM),
    Case("bad_update_wrong_media_type", REFUSED, body=INSERT, kind="text/plain"),
    Case("bad_update_missing_form_type", REFUSED, body="update=CLEAR%20ALL"),
    Case("bad_update_non_utf8", REFUSED, body=INSERT.encode("utf-16"), kind=f"{UPDATE}; charset=UTF-16"),
    Case("bad_update_syntax", REFUSED, body=[("update", "CLEAR XXX")], kind=FORM),
    Case("bad_update_dataset_conflict", REFUSED, address=[("using-named-graph-uri", PERU)], body=f"WITH <{PERU}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
         kind=UPDATE),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module")
def client(store: Path) -> Client:
    return Client(store)


@pytest.fixture(scope="module")
def names(client: Client) -> dict[str, str]:
    told = json.loads(client.get("/releases.json").body)["rows"]
    by_start = {row["node"].rsplit("/", 1)[-1][:3]: row["node"] for row in told}
    return {"peru": by_start["PER"], "japan": by_start["JPN"], "seed": by_start["KOR"]}


def put(client: Client, case: Case, names: dict[str, str]) -> Answer:
    def filled(text: str) -> str:
        for name, iri in names.items():
            text = text.replace(f"{{{name}}}", iri)
        return text

    target = "/sparql" + ("?" + urlencode([(k, filled(v)) for k, v in case.address], quote_via=quote) if case.address else "")
    body = urlencode([(k, filled(v)) for k, v in case.body]).encode() if isinstance(case.body, list) else case.body
    body = filled(body).encode() if isinstance(body, str) else body
    return client.ask(case.method, target, {"accept": case.accept, **({"content-type": case.kind} if case.kind else {})}, body)


def said(answer: Answer) -> bool:
    if answer.headers["content-type"].startswith(JSON):
        return bool(json.loads(answer.body)["boolean"])
    return ElementTree.fromstring(answer.text).findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "true"


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_a_case_of_the_w3c(case: Case, client: Client, names: dict[str, str]) -> None:
    answer = put(client, case, names)
    assert answer.status in case.status, answer.text
    if isinstance(case.says, str):
        assert answer.headers["content-type"].startswith(case.says)
    elif case.says is not None:
        assert said(answer) is case.says


@pytest.mark.parametrize("case", UPDATES, ids=lambda c: c.name)
def test_an_update_is_refused(case: Case, client: Client, names: dict[str, str]) -> None:
    before = client.get("/releases").headers["etag"]
    assert put(client, case, names).status in case.status
    assert client.get("/releases").headers["etag"] == before


def test_every_case_of_the_w3c_is_here() -> None:
    assert len({c.name for c in (*CASES, *UPDATES)}) == len(CASES) + len(UPDATES) == 34


def test_the_list_of_the_docs_is_theirs() -> None:
    lines = (Path(__file__).resolve().parents[1] / "docs" / "protocol.md").read_text(encoding="utf-8").splitlines()
    told = {line.split(" | ")[0].removeprefix("| "): line.rstrip(" |").rsplit("| ", 1)[-1] for line in lines if line.startswith("| ")}
    assert {n: told.get(n) for n in [c.name for c in CASES]} == {c.name: "passes" for c in CASES}
    assert {n: told.get(n) for n in [c.name for c in UPDATES]} == {c.name: "refused" for c in UPDATES}


def ask(client: Client, sparql: str, accept: str = JSON, **more: str) -> Answer:
    return client.ask("GET", f"/sparql?{urlencode({'query': sparql, **more})}", {"accept": accept})


ROWS = 'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (<http://a.example/x> "say \\"<b>\\"\\t\\n"@en 1) (UNDEF "plain" true) } }'


def test_the_four_forms_of_a_table_tell_the_same(client: Client) -> None:
    rows = [["http://a.example/x", 'say "<b>"\t\n', "1"], [None, "plain", "true"]]
    told = json.loads(ask(client, ROWS).body)
    assert [[r[c]["value"] if c in r else None for c in told["head"]["vars"]] for r in told["results"]["bindings"]] == rows
    assert told["results"]["bindings"][0]["b"] == {"type": "literal", "value": 'say "<b>"\t\n', "xml:lang": "en"}
    tree = ElementTree.fromstring(ask(client, ROWS, XML).text)
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [{b.get("name"): b[0].text for b in r} for r in tree.iter(f"{space}result")] == [
        {k: v for k, v in zip("abc", row, strict=True) if v is not None} for row in rows
    ]
    assert list(csv.reader(io.StringIO(ask(client, ROWS, "text/csv").text, newline=""))) == [["a", "b", "c"], *([c or "" for c in r] for r in rows)]
    tsv = ask(client, ROWS, "text/tab-separated-values").text.splitlines()
    assert tsv[0] == "?a\t?b\t?c"
    assert tsv[1].split("\t")[0] == "<http://a.example/x>"
    assert tsv[1].split("\t")[1].endswith('"@en')


GRAPH_FORMS = [
    ("text/turtle", ox.RdfFormat.TURTLE), ("application/n-triples", ox.RdfFormat.N_TRIPLES), ("application/ld+json", ox.RdfFormat.JSON_LD),
    ("application/trig", ox.RdfFormat.TRIG), ("application/n-quads", ox.RdfFormat.N_QUADS), ("application/rdf+xml", ox.RdfFormat.RDF_XML),
]  # fmt: skip


@pytest.mark.parametrize(("media", "form"), GRAPH_FORMS, ids=[m for m, _ in GRAPH_FORMS])
def test_the_forms_of_a_graph_tell_the_same(client: Client, media: str, form: ox.RdfFormat) -> None:
    answer = ask(client, f"CONSTRUCT {{ ?s a ?o }} WHERE {{ ?s a ?o FILTER(?o = <{NS}Release>) }}", media)
    assert answer.headers["content-type"].startswith(media)
    assert len(list(ox.parse(answer.body, format=form))) == 3


NEGOTIATED = [
    ("*/*", 200, JSON), ("application/*", 200, JSON), ("text/csv;q=0.9, application/sparql-results+xml", 200, XML),
    ("text/csv, application/sparql-results+json;q=0", 200, "text/csv"), ("image/png", 406, "text/plain"), ("text/html", 200, "text/html"),
    ("", 200, JSON), ("text/csv;q=x", 406, "text/plain"),
]  # fmt: skip


@pytest.mark.parametrize(("accept", "status", "media"), NEGOTIATED)
def test_a_form_is_negotiated(client: Client, accept: str, status: int, media: str) -> None:
    answer = ask(client, "SELECT (1 AS ?x) {}", accept)
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (status, media)


def test_the_service_describes_itself(client: Client) -> None:
    answer = client.get("/sparql", accept="text/turtle")
    triples = {(t.predicate.value.rsplit("#")[-1], getattr(t.object, "value", "")) for t in ox.parse(answer.body, format=ox.RdfFormat.TURTLE)}
    assert ("endpoint", "http://127.0.0.1/sparql") in triples
    assert ("supportedLanguage", "http://www.w3.org/ns/sparql-service-description#SPARQL11Query") in triples
    assert ("feature", "http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph") in triples


OUTWARD = [
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403, "asks another server"),
    ("SELECT * { SERVICE SILENT <file:///etc/passwd> { ?s ?p ?o } }", 403, "asks it silently"),
    ("LOAD <file:///etc/passwd>", 403, "loads a file"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 200, "a graph there is not is empty and never fetched"),
]


@pytest.mark.parametrize(("sparql", "status", "why"), OUTWARD, ids=[w for _, _, w in OUTWARD])
def test_nothing_reaches_beyond_the_store(client: Client, sparql: str, status: int, why: str) -> None:
    answer = ask(client, sparql)
    assert answer.status == status
    assert b"root:" not in answer.body
    assert status != 200 or json.loads(answer.body)["results"]["bindings"] == []


def test_a_runaway_query_is_stopped_and_the_next_is_answered(store: Path) -> None:
    client = Client(store, seconds=1.0)
    assert ask(client, "ASK {}").status == 200
    answer = ask(client, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert (answer.status, b"was stopped" in answer.body) == (503, True)
    assert ask(client, "ASK {}").status == 200


SWEEP = ["", "\0", "%", "{", "}" * 400, "SELECT", "ASK { ?s ?p", "DESCRIBE", "SELECT * {" * 300, "\ud7ff\ue000", "PREFIX : <", "# only", "ASK {} ASK {}", "∀",
         "SELECT (COUNT(?x) AS ?x) {}", "CONSTRUCT WHERE { ?s ?p _:b }", "ASK { FILTER(REGEX('a', '(')) }", "SELECT * { BIND(1/0 AS ?x) }"]  # fmt: skip


@pytest.mark.parametrize("sparql", SWEEP, ids=range(len(SWEEP)))
def test_nothing_that_is_sent_breaks_the_server(client: Client, sparql: str) -> None:
    for accept in (JSON, "text/html"):
        assert ask(client, sparql, accept).status in (200, 400, 403, 406)
    assert client.ask("POST", "/sparql", {"content-type": DIRECT}, sparql.encode()).status in (200, 400, 403, 406)
