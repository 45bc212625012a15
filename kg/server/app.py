"""The server: every page as HTML, JSON, CSV and Turtle, completion of names, and SPARQL beside them."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import threading
from pathlib import Path
from typing import Any

import uvicorn
from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import KgError, UsageError
from kg.server.bounded import SECONDS, Runner
from kg.server.desk import Desks
from kg.server.draw import HERE, draw
from kg.server.drawers import Answer, Asked, Drawers
from kg.server.forms import TYPES, as_data
from kg.server.gate import LOOPBACK, Gate
from kg.server.links import Links
from kg.server.pages import Missing, Page, find
from kg.server.recent import Recent
from kg.server.sparql import Endpoint
from kg.views import path_of

_WAITING, _KEPT = 16, 128_000_000  # callers who wait for a child; bytes of pages that are kept
# A process a core that draws: pages are made in Python, one at a time in each. Where there is no fork, none.
DRAWERS = min(4, os.cpu_count() or 1) if hasattr(os, "fork") else 0
_HTML = "text/html; charset=utf-8"
# Requests are not logged: who reads what is nobody's business. A caller beyond the limit is told to come again (503).
_LIMITS: dict[str, Any] = {"limit_concurrency": 200, "timeout_keep_alive": 5, "timeout_graceful_shutdown": 10, "h11_max_incomplete_event_size": 32_768,
                           "access_log": False, "log_level": "warning", "server_header": False, "proxy_headers": False}  # fmt: skip


class Pages:
    """Answers requests for pages from the present state of a store: what is kept at once, what is asked of the graph from here, all else from the drawers."""

    def __init__(self, store: Path, seconds: float = SECONDS, drawers: int = 0) -> None:
        self.queries = Runner(store, seconds)
        self.desks, self.links = Desks(store, self.queries), Links()
        self.desks.now()[0].warm()
        self.drawers = Drawers(drawers, self.make)
        self._kept: Recent[Answer] = Recent(_KEPT, lambda answer: 500 + len(answer.body))
        self._waiting = CapacityLimiter(_WAITING)

    async def page(self, request: Request) -> Response:
        """A page, or its data where the path ends in .json, .csv or .ttl."""
        path, _, form = request.url.path.rpartition(".")
        if form not in TYPES:
            path, form = request.url.path, ""
        params = {k: v for k, v in request.query_params.items() if k != "form"}
        asked = Asked(path or "/", form, tuple(sorted(params.items())))
        try:
            found = self._kept.get((self.desks.stamp(), *asked))
            if found is None:
                waits = path.startswith("/ask/")  # for a child that answers the question
                found = await (to_thread.run_sync(self.make, asked, limiter=self._waiting) if waits else self.drawers.draw(asked))
                self._kept.put((found.stamp, *asked), found)
        except KgError as error:
            return self._refusal(error, form)
        headers = {"etag": found.tag, "cache-control": "no-cache", "vary": "accept"}
        if found.tag == request.headers.get("if-none-match"):
            return Response(status_code=304, headers=headers)
        return Response(found.body, media_type=found.media, headers=headers)

    def make(self, asked: Asked) -> Answer:
        """The page, made in this process. Raises KgError where it cannot be."""
        path, form, params = asked.path, asked.form, dict(asked.params)
        desk, stamp = self.desks.now()
        page = find(desk, "/" if path == "/index" else path, {**params, "form": form} if form else params)
        body = as_data(page, desk, form) if form else draw(page, desk, self.links, path, query=params).encode()
        return Answer(stamp, body, TYPES.get(form, _HTML), f'"{hashlib.sha256(body).hexdigest()[:32]}"')

    def _refusal(self, error: KgError, form: str) -> Response:
        status = 404 if isinstance(error, Missing) else 400 if isinstance(error, UsageError) else 503
        if form:
            return JSONResponse({"error": str(error)}, status_code=status)
        page = Page("error.html", "Not found" if status == 404 else "This cannot be answered", {"words": str(error), "status": status})
        return Response(draw(page, None, self.links, "", query={}), status_code=status, media_type=_HTML)

    async def complete(self, request: Request) -> Response:
        """Names of actors and issues that begin so."""
        begun = request.query_params.get("q", "")[:100]
        hits = await run_in_threadpool(lambda: self.desks.now()[0].search.complete(begun))
        return JSONResponse([{"label": h.label, "group": h.group, "acts": h.acts, "path": path_of(h.iri)} for h in hits])

    async def broken(self, request: Request, error: Exception) -> Response:
        """What is said where this program is at fault: no path, no trace."""
        page = Page("error.html", "Something broke", {"words": "The page could not be made. The store is unharmed.", "status": 500})
        return Response(draw(page, None, self.links, "", query={}), status_code=500, media_type=_HTML)


def _static(folder: Path) -> dict[str, tuple[bytes, str]]:
    return {p.name: (p.read_bytes(), mimetypes.guess_type(p.name)[0] or "application/octet-stream") for p in sorted(folder.iterdir())}


def make_app(store: Path, hosts: tuple[str, ...] = LOOPBACK, seconds: float = SECONDS) -> Gate:
    """The application for a store, behind its gate; a question or query may take so long. Raises StoreError if the store cannot be opened."""
    return _app(Pages(store, seconds), hosts)


def _app(pages: Pages, hosts: tuple[str, ...]) -> Gate:
    files, endpoint = _static(HERE / "static"), Endpoint(pages.desks, pages.links, pages.queries)

    async def static(request: Request) -> Response:
        found = files.get(request.path_params["name"])
        if found is None:
            return pages._refusal(Missing("There is no such file."), "")
        return Response(found[0], media_type=found[1], headers={"cache-control": "max-age=3600"})

    routes = [
        Route("/static/{name}", static),
        Route("/complete", pages.complete),
        Route("/sparql", endpoint.answer, methods=["GET", "POST"]),
        Route("/{path:path}", pages.page),
    ]
    inner = Starlette(routes=routes, exception_handlers={500: pages.broken, Exception: pages.broken})
    inner.router.redirect_slashes = False
    return Gate(inner, hosts)


def serve(store: Path, port: int, hosts: tuple[str, ...] = (), seconds: float = SECONDS) -> None:
    """Serve a store on the loopback interface until interrupted: this process listens, others forked from it draw."""
    pages = Pages(store, seconds, DRAWERS)
    threading.Thread(target=pages.queries.open, args=(pages.desks.now()[1],), daemon=True).start()
    pages.desks.ahead = True
    pages.desks.look_ahead()
    try:
        uvicorn.run(_app(pages, (*LOOPBACK, *hosts)), host="127.0.0.1", port=port, **_LIMITS)
    finally:
        pages.drawers.end()
