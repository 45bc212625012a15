"""The server: every page as HTML, JSON, CSV and Turtle, completion of names, and SPARQL beside them."""

from __future__ import annotations

import hashlib
import mimetypes
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.errors import KgError, UsageError
from kg.server.bounded import SECONDS
from kg.server.desk import Desks
from kg.server.draw import HERE, draw
from kg.server.forms import TYPES, as_data
from kg.server.gate import LOOPBACK, Gate
from kg.server.links import Links
from kg.server.pages import Missing, Page, find
from kg.server.sparql import Endpoint
from kg.views import path_of

_KEPT_BYTES = 64_000_000
_HTML = "text/html; charset=utf-8"
# Requests are not logged: who reads what is nobody's business. A caller beyond the limit is told to come again (503).
_LIMITS: dict[str, Any] = {"limit_concurrency": 200, "timeout_keep_alive": 5, "timeout_graceful_shutdown": 10, "h11_max_incomplete_event_size": 32_768,
                           "access_log": False, "log_level": "warning", "server_header": False, "proxy_headers": False}  # fmt: skip


class Drawn:
    """Answers that were drawn, kept up to a number of bytes; each belongs to one state of the store."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Any, tuple[bytes, str]] = OrderedDict()
        self._size, self._lock = 0, threading.Lock()

    def get(self, key: Any) -> tuple[bytes, str] | None:
        """The body and type of an answer, if it is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        return None

    def put(self, key: Any, body: bytes, media: str) -> None:
        """Keep an answer; the least used go first."""
        with self._lock:
            if key not in self._kept:
                self._size += len(body)
            self._kept[key] = body, media
            while self._size > _KEPT_BYTES and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1][0])


class Pages:
    """Answers requests for pages from the present state of a store."""

    def __init__(self, store: Path) -> None:
        self.desks, self.links, self.drawn = Desks(store), Links(), Drawn()

    async def page(self, request: Request) -> Response:
        """A page, or its data where the path ends in .json, .csv or .ttl."""
        path, _, form = request.url.path.rpartition(".")
        if form not in TYPES:
            path, form = request.url.path, ""
        params = {k: v for k, v in request.query_params.items() if k != "form"}
        return await run_in_threadpool(self._answer, path or "/", form, params, request.headers.get("if-none-match", ""))

    def _answer(self, path: str, form: str, params: dict[str, str], known: str) -> Response:
        try:
            desk, stamp = self.desks.now()
            key = (stamp, path, form, tuple(sorted(params.items())))
            found = self.drawn.get(key)
            if found is None:
                page = find(desk, "/" if path == "/index" else path, {**params, "form": form} if form else params)
                body = as_data(page, desk, form) if form else draw(page, desk, self.links, path, query=params).encode()
                found = body, TYPES.get(form, _HTML)
                self.drawn.put(key, *found)
        except KgError as error:
            return self._refusal(error, form)
        tag = f'"{hashlib.sha256(found[0]).hexdigest()[:32]}"'
        headers = {"etag": tag, "cache-control": "no-cache", "vary": "accept"}
        return Response(status_code=304, headers=headers) if tag == known else Response(found[0], media_type=found[1], headers=headers)

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


def make_app(store: Path, hosts: tuple[str, ...] = LOOPBACK, seconds: float = SECONDS, *, ready: bool = False) -> Gate:
    """The application for a store, behind its gate; a query of others may take so long.

    ``ready`` opens the children for such queries at once. Raises StoreError if the store cannot be opened.
    """
    pages, files = Pages(store), _static(HERE / "static")
    pages.desks.now()
    endpoint = Endpoint(pages.desks, pages.links, seconds)
    if ready:
        threading.Thread(target=endpoint.open, daemon=True).start()

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
    """Serve a store on the loopback interface until interrupted."""
    import uvicorn

    app = make_app(store, (*LOOPBACK, *hosts), seconds, ready=True)
    uvicorn.run(app, host="127.0.0.1", port=port, **_LIMITS)
