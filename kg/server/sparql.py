"""The SPARQL 1.1 Protocol for reading: GET, form and direct POST, negotiated answers, a service description, an editor page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg import query
from kg.query import Table
from kg.server.bounded import Runner
from kg.server.child import GRAPHS, Asked, Told
from kg.server.draw import draw
from kg.server.gate import LARGEST_BODY
from kg.server.pages import Page
from kg.server.recent import Recent
from kg.server.results import RESULTS
from kg.vocab import VOC

if TYPE_CHECKING:
    from kg.server.desk import Desks
    from kg.server.links import Links

_TABLES = {
    "application/sparql-results+json": "json", "application/json": "json", "application/sparql-results+xml": "xml",
    "application/xml": "xml", "text/csv": "csv", "text/tab-separated-values": "tsv", "text/html": "html",
}  # fmt: skip
_GRAPHS = {
    "text/turtle": "ttl", "application/n-triples": "nt", "text/plain": "nt", "application/ld+json": "jsonld", "application/trig": "trig",
    "application/n-quads": "nq", "application/rdf+xml": "rdf", "text/html": "ttl",
}  # fmt: skip
_FORMATS = (("html", "Table"), *((f, f.upper()) for f in (*RESULTS, *GRAPHS)))
_KEPT_BYTES = 16_000_000
_START = """SELECT ?who ?content ?release WHERE {
  ?statement a dip:Commitment ;
    dip:agent/skos:prefLabel ?who ;
    dip:content ?content ;
    dip:inRelease ?release .
} LIMIT 50
"""


class Malformed(Exception):
    """A request that the protocol does not know, with its status."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


class Endpoint:
    """Answers at /sparql over the union of all graphs of a store."""

    def __init__(self, desks: Desks, links: Links, runner: Runner) -> None:
        self.desks, self.links, self.runner = desks, links, runner
        self.told: Recent[Told] = Recent(_KEPT_BYTES, lambda told: len(told.body) + 100 * len(told.rows or ()))

    async def answer(self, request: Request) -> Response:
        """One request of the protocol."""
        accept = request.headers.get("accept", "*/*")
        try:
            given = await _given(request)
            if "update" in given:
                raise Malformed(403, "updates are refused: this store is only read here")
            if "query" not in given:
                return await self._without_query(request, given, accept)
            if len(given["query"]) != 1:
                raise Malformed(400, "give one query")
            asked = _asked(given, accept)
        except Malformed as error:
            return Response(f"{error}\n", status_code=error.status, media_type="text/plain")
        told = await run_in_threadpool(self._told, asked)
        if asked.table_form == "html" and (told.rows is not None or told.status != 200):
            return self._page(given["query"][0], told)
        headers = {"vary": "accept", **({"x-truncated": "true"} if told.truncated else {})}
        return Response(told.body, status_code=told.status, media_type=told.media, headers=headers)

    def _told(self, asked: Asked) -> Told:
        """The answer; one that was whole and in time is kept for as long as the store stays as it is."""
        stamp = self.desks.now()[1]
        if (known := self.told.get((stamp, asked))) is not None:
            return known
        told = self.runner.run(asked, stamp)
        return self.told.put((stamp, asked), told) if told.status == 200 else told

    async def _without_query(self, request: Request, given: Mapping[str, Sequence[str]], accept: str) -> Response:
        if request.method == "POST":
            raise Malformed(400, "give a query")
        if "try" in given or _preferred(accept, {**_GRAPHS, "text/html": "html"}) == "html":
            return self._page(given.get("try", [_START])[0], None)
        return Response(_description(str(request.url.replace(query=""))), media_type="text/turtle")

    def _page(self, text: str, told: Told | None) -> Response:
        table = Table(told.columns, told.rows) if told and told.rows is not None else None
        problem = told.body.decode() if told and told.status != 200 else ""
        questions = [query.load(n) for n in query.names()]
        values = {
            "text": text, "formats": _FORMATS, "table": table, "problem": problem, "truncated": bool(told and told.truncated), "questions": questions,
        }  # fmt: skip
        html = draw(Page("sparql.html", "SPARQL", values), None, self.links, "/sparql", query={})
        return Response(html, status_code=told.status if told else 200, media_type="text/html", headers={"vary": "accept"})


async def _given(request: Request) -> dict[str, list[str]]:
    """The parameters of a request, from its address and, for POST, its body."""
    address = _parsed(request.url.query.encode())
    if request.method != "POST":
        return address
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            raise Malformed(413, "the request is too large")
    if kind == "application/x-www-form-urlencoded":
        return _parsed(body)
    if kind == "application/sparql-query":
        try:
            return {**address, "query": [body.decode("utf-8")]}
        except UnicodeDecodeError as error:
            raise Malformed(400, "a query is UTF-8") from error
    if kind == "application/sparql-update":
        raise Malformed(403, "updates are refused: this store is only read here")
    raise Malformed(415, "send a form or application/sparql-query")


def _parsed(raw: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        for key, value in parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=200):
            found.setdefault(key, []).append(value)
    except ValueError as error:
        raise Malformed(400, "parameters are UTF-8, percent-encoded") from error
    return found


def _asked(given: Mapping[str, Sequence[str]], accept: str) -> Asked:
    form = given.get("format", [""])[0]
    if form and form not in dict(_FORMATS):
        raise Malformed(400, f"format is one of {', '.join(dict(_FORMATS))}")
    table = form if form in (*RESULTS, "html") else "" if form else _preferred(accept, _TABLES)
    graph = form if form in GRAPHS else "ttl" if form == "html" else "" if form else _preferred(accept, _GRAPHS)
    text = given["query"][0]
    if form == "html" or table == "html":
        text = query.with_prefixes(text)
    return Asked(text, tuple(given.get("default-graph-uri", ())), tuple(given.get("named-graph-uri", ())), table, graph)


def _preferred(accept: str, known: Mapping[str, str]) -> str:
    """The form that an Accept header likes best; of equals the first in our order; empty if none will do."""
    best, quality = "", 0.0
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    for media, form in known.items():
        if media == "text/html" and not any(r == "text/html" for r, _ in ranges):
            continue
        fits = [(len(r.strip("*/")), q) for r, q in ranges if r in (media, media.split("/")[0] + "/*", "*/*")]
        value = max(fits)[1] if fits else 0.0
        if value > quality:
            best, quality = form, value
    return best


def _range(part: str) -> tuple[str, float]:
    media, *options = (p.strip().lower() for p in part.split(";"))
    for option in options:
        if option.startswith("q="):
            try:
                return media, min(1.0, max(0.0, float(option[2:])))
            except ValueError:
                return media, 0.0
    return media, 1.0


def _description(address: str) -> str:
    formats = [f"<http://www.w3.org/ns/formats/{n}>" for n in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV",
               "SPARQL_Results_TSV", "Turtle", "N-Triples", "JSON-LD", "TriG", "N-Quads", "RDF_XML")]  # fmt: skip
    service = address.replace(">", "%3E").replace("<", "%3C").replace('"', "%22").replace(" ", "%20")
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .

<{service}> a sd:Service ;
  sd:endpoint <{service}> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat {", ".join(formats)} ;
  sd:defaultDataset <{service}#dataset> .

<{service}#dataset> a sd:Dataset ;
  sd:defaultGraph <{service}#union> .

<{service}#union> a sd:Graph ;
  void:vocabulary <{VOC}> .
"""
