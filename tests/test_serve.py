"""The pages of a store: every address answers, as page and as data, for those alone who may ask, and as plain files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from serving import Client, addresses, make_store

from kg import query
from kg.ask import open_graph
from kg.errors import UsageError
from kg.query import Table
from kg.server.desk import Desk
from kg.views.selection import Whole

KINDS = ["/", "/search?q=Peru", "/actors", "/issues", "/releases", "/questions", "/ledger", "/timeline", "/network", "/compare", "/ask/agreed",
         "/id/state/PER", "/pair/state/JPN/state/PER", "/network/state/PER"]  # fmt: skip

DATA = re.compile(r"\.(json|csv|ttl)(\?|$)")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def client(store: Path) -> Client:
    return Client(store)


@pytest.fixture(scope="module")
def pages(client: Client) -> dict[str, str]:
    """Every page that can be reached from the first one, by its address; sheets of the editor are left to other tests."""
    found, todo = dict[str, str](), ["/"]
    while todo:
        target = todo.pop()
        if target in found or target.startswith(("/sparql", "/complete", "/static")) or DATA.search(target):
            continue
        answer = client.get(target)
        assert answer.status == 200, (target, answer.text[:300])
        found[target] = answer.text
        todo += [a for a in addresses(answer.text) if a.startswith("/")]
    return found


def test_every_address_that_a_page_gives_is_answered(pages: dict[str, str]) -> None:
    assert len(pages) > 200
    assert not [a for html in pages.values() for a in addresses(html) if a and not a.startswith("/")], "no page leads off this server"


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_data_too(client: Client, kind: str) -> None:
    path, _, query = kind.partition("?")
    path = "/index" if path == "/" else path
    told = json.loads(client.get(f"{path}.json?{query}").body)
    table = list(csv.reader(io.StringIO(client.get(f"{path}.csv?{query}").text)))
    assert len(table) - 1 == len(told["rows"]) or kind == "/compare"
    assert client.get(f"{path}.ttl?{query}").status == 200


def test_every_statement_is_marked_and_its_mark_leads_back(client: Client, pages: dict[str, str]) -> None:
    releases = [h for a, h in pages.items() if a.startswith("/release/") and a.count("/") == 2]
    assert len(releases) == 3
    for html in releases:
        cards = set(re.findall(r'class="card" id="([^"]+)"', html))
        assert cards
        assert {f"mark-{c}" for c in cards} <= set(re.findall(r'id="([^"]+)"', html))
        assert all(f'href="#{c}"' in html and f'href="#mark-{c}"' in html for c in cards)


GIVEN: list[dict[str, str]] = [
    {"party": "JPN"}, {"party": "PER", "with": "JPN"}, {"issue": "fisheries"}, {"since": "2021-03-03"}, {"until": "2018-12-31"},
    {"party": "Japan", "issue": "fisheries", "since": "2018-01-01", "until": "2030-01-01"},
]  # fmt: skip


@pytest.mark.parametrize("given", GIVEN, ids=" ".join)
def test_a_choice_among_the_rows_of_the_whole_answer_is_the_answer(store: Path, given: dict[str, str]) -> None:
    graph, compared, rows = open_graph(store), 0, 0
    for question in (query.load(name) for name in query.names()):
        if given.keys() <= {p.name for p in question.params} and question.selects(given):
            chosen = Whole(graph.catalogue, question.run(graph.dataset)).select(given)
            assert chosen == question.run(graph.dataset, **given), question.name
            compared, rows = compared + 1, rows + len(chosen.rows)
    assert compared > 30
    assert rows > 5


def test_what_is_counted_or_asked_inside_is_no_choice_of_rows() -> None:
    assert query.load("said").selects(["party", "since"])
    for name, given in (("pressed", "party"), ("offices", "party"), ("issues", "party"), ("said", "release")):
        assert not query.load(name).selects([given]), name


def test_answers_that_are_at_hand_are_chosen_from(store: Path) -> None:
    def whole_only(name: str, given: Mapping[str, str]) -> Table:
        assert not given, "asked of a child what is at hand"
        return query.load(name).run(desk.dataset)

    desk = Desk(store, whole_only)
    desk.foresee(lambda name: whole_only(name, {}))
    assert desk.ask("agreed", {"party": "PER"}) == query.load("agreed").run(desk.dataset, party="PER")
    with pytest.raises(UsageError, match="no actor"):
        desk.ask("agreed", {"party": "Atlantis"})


def test_a_question_that_takes_too_long_is_ended(store: Path) -> None:
    answer = Client(store, seconds=0.0).get("/ask/said?party=PER")
    assert answer.status == 503
    assert "ask for less" in answer.text


HOSTS = [("127.0.0.1", 200), ("localhost:8321", 200), ("[::1]:8321", 200), ("evil.example", 421), ("127.0.0.1.evil.example", 421),
         ("evil.example:127.0.0.1", 421), ("", 421)]  # fmt: skip


@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_only_a_known_host_is_answered(client: Client, host: str, status: int) -> None:
    assert client.get("/", host=host).status == status


def test_every_answer_carries_the_policy(client: Client) -> None:
    for target in ("/", "/nowhere", "/static/app.css", "/static/none", "/complete?q=Pe", "/sparql", "/release/x", "/index.json"):
        policy = client.get(target).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'"), target
        assert "unsafe" not in policy
        assert client.get(target).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_done_but_read(client: Client, method: str) -> None:
    assert client.ask(method, "/").status == 405
    if method != "POST":
        assert client.ask(method, "/sparql").status == 405


def test_an_answer_that_is_known_is_not_sent_again(client: Client) -> None:
    first = client.get("/actors")
    assert client.get("/actors", if_none_match=first.headers["etag"]).status == 304


def test_a_changed_store_is_seen_at_once(tmp_path: Path) -> None:
    from kg.ingest import ingest

    store = make_store(tmp_path)
    client = Client(store)
    before = client.get("/releases").text
    more = tmp_path / "more.txt"
    more.write_text("Talks in Oslo\n\nNorway and Chile agreed to open a school for sailors in Oslo.\n", encoding="utf-8")
    ingest(store, [more], published="2021-05-05", issuer="NOR")
    after = client.get("/releases").text
    assert "Talks in Oslo" in after
    assert "Talks in Oslo" not in before


def test_the_site_holds_every_page_with_relative_links(store: Path, tmp_path: Path) -> None:
    from kg.server.site import write_site

    count = write_site(store, tmp_path / "site")
    files = {p.relative_to(tmp_path / "site").as_posix() for p in (tmp_path / "site").rglob("*") if p.is_file()}
    pages = [f for f in files if f.endswith(".html")]
    assert len(pages) == count
    for page in pages:
        html = (tmp_path / "site" / page).read_text(encoding="utf-8")
        for address in addresses(html):
            to = unquote(address.partition("?")[0])
            if to:
                target = ((tmp_path / "site" / page).parent / to).resolve().relative_to((tmp_path / "site").resolve())
                assert target.as_posix() in files, (page, address)
