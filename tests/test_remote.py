"""Publishing to a SPARQL server and asking it: a server of the standard protocols, on loopback and within the test."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from stores import release

from kg import query
from kg.ask import contents, open_endpoint, open_graph
from kg.cli import main
from kg.errors import KgError, UsageError
from kg.export.rdf import as_nquads
from kg.ingest import ingest
from kg.remote import Endpoint, Graphs, publish
from kg.remote.publish import RECORD
from kg.store import Store


class Server(ThreadingHTTPServer):
    """Answers queries and updates from a pyoxigraph store; can be told to fail."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.held = ox.Store()
        self.updates = 0
        self.fail_after = 10**9
        self.answer: bytes | None = None
        self.url = f"http://127.0.0.1:{self.server_port}/query"

    def graphs(self) -> bytes:
        """All that it holds, without the record of what was published."""
        copy = ox.Store()
        copy.extend(q for q in self.held if q.graph_name != ox.NamedNode(RECORD))
        return as_nquads(copy)


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        try:
            body = self.server.answer or self.worked(form)
        except (SyntaxError, RuntimeError) as error:
            self.told(400 if isinstance(error, SyntaxError) else 503, str(error).encode())
        else:
            self.told(200, body)

    def worked(self, form: dict[str, list[str]]) -> bytes:
        if self.path == "/update":
            if self.server.updates >= self.server.fail_after:
                raise RuntimeError("no room left")
            self.server.updates += 1
            self.server.held.update(form["update"][0])
            return b""
        found = self.server.held.query(form["query"][0], use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return found.serialize(format=ox.QueryResultsFormat.JSON) or b""

    def told(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running_server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Store:
    held = Store(tmp_path / "store", create=True)
    put(held, *((n, 0) for n in range(6)))
    return held


def put(store: Store, *releases: tuple[int, int]) -> None:
    with store.writing():
        for number, edition in releases:
            store.put(*release(number, edition))


def sent(store: Store, server: Server, batch: int = 40) -> dict[str, int]:
    return publish(Graphs.of(contents(store.path), b""), Endpoint(server.url), batch).counts()


def test_what_is_published_is_what_the_store_holds(server: Server, store: Store) -> None:
    """Whatever the size of a batch: smaller than a release, or of all."""
    for batch in (1, 40, 10**6):
        server.held.clear()
        assert sent(store, server, batch) == {"sent": 6, "unchanged": 0, "removed": 0}
        assert server.graphs() == b"".join(sorted(store.nquads().splitlines(keepends=True)))


def test_published_again_nothing_is_sent(server: Server, store: Store) -> None:
    sent(store, server)
    done = server.updates
    assert sent(store, server) == {"sent": 0, "unchanged": 6, "removed": 0}
    assert server.updates == done


def test_what_changed_is_replaced_and_what_is_gone_goes(server: Server, store: Store) -> None:
    sent(store, server)
    put(store, (2, 1))
    with store.writing():
        store.remove(release(4)[0])
    assert sent(store, server) == {"sent": 1, "unchanged": 4, "removed": 1}
    assert server.graphs() == b"".join(sorted(store.nquads().splitlines(keepends=True)))


@pytest.mark.parametrize("updates", [0, 1, 3])
def test_after_an_interruption_the_rest_is_sent(server: Server, store: Store, updates: int) -> None:
    server.fail_after = updates
    with pytest.raises(KgError, match=r"503.*no room left"):
        sent(store, server)
    server.fail_after = 10**9
    counts = sent(store, server)
    assert counts["sent"] + counts["unchanged"] == 6
    assert bool(counts["unchanged"]) == (updates > 0)
    assert server.graphs() == b"".join(sorted(store.nquads().splitlines(keepends=True)))


def test_a_large_graph_half_sent_is_not_taken_for_whole(server: Server, store: Store) -> None:
    """It comes in several updates, and its digest with the last of them."""
    server.fail_after = 4
    with pytest.raises(KgError):
        sent(store, server, batch=1)
    server.fail_after = 10**9
    assert sent(store, server, batch=1)["sent"] == 6
    assert server.graphs() == b"".join(sorted(store.nquads().splitlines(keepends=True)))


def test_every_question_has_the_same_rows_there(server: Server, tmp_path: Path) -> None:
    """The first release, published by the command, asked by every question with and without a party."""
    kept = str(tmp_path / "kg")
    from kg import resources

    ingest(Path(kept), [resources.data("releases")])
    told = CliRunner().invoke(main, ["publish", "--store", kept, "--endpoint", server.url])
    assert told.exit_code == 0, told.output
    here, there = open_graph(kept), open_endpoint(server.url)
    for name in query.names():
        for params in ({}, {"party": "JPN"}):
            if params.keys() <= {p.name for p in query.load(name).params}:
                one, other = here.ask(name, **params), there.ask(name, **params)
                assert sorted(map(str, one.rows)) == sorted(map(str, other.rows)), name
                assert one.note == other.note, name
    asked = CliRunner().invoke(main, ["ask", "agreed", "--party", "JPN", "--format", "json", "--endpoint", server.url])
    assert json.loads(asked.stdout)[0]["said_by"], asked.output


@pytest.mark.parametrize("answer", [b"", b"<html>welcome</html>", b'{"head": {"vars": ["g"]}, "results": {"bindings": [{"g":', b"[]"])
def test_an_answer_that_breaks_off_is_no_answer(server: Server, answer: bytes) -> None:
    server.answer = answer or b" "
    with pytest.raises(KgError, match="its answer is not whole"):
        Endpoint(server.url).select("SELECT * { ?s ?p ?o }")


def test_a_truth_value_is_written_as_here(server: Server) -> None:
    """Virtuoso writes 1 for true; a number stays one."""
    term = {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#"}
    row = {"a": {**term, "datatype": f"{term['datatype']}boolean"}, "b": {**term, "datatype": f"{term['datatype']}integer"}}
    server.answer = json.dumps({"head": {"vars": ["a", "b", "c"]}, "results": {"bindings": [row]}}).encode()
    assert Endpoint(server.url).select("SELECT * { ?s ?p ?o }").rows == (("true", "1", None),)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "localhost:7878", "ftp://host/query", "http:///query", ""])
def test_only_addresses_of_the_web_are_taken(url: str) -> None:
    with pytest.raises(UsageError, match="no address of a SPARQL server"):
        Endpoint(url)


def test_a_server_that_is_not_there_is_named() -> None:
    told = CliRunner().invoke(main, ["ask", "agreed", "--endpoint", "http://127.0.0.1:9/query"])
    assert told.exit_code == 1
    assert "http://127.0.0.1:9/query: no answer" in told.output
