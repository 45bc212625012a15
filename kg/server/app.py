"""The server: every page as HTML, JSON, CSV and Turtle, completion of names, and SPARQL beside them."""

from __future__ import annotations

import gc
import hashlib
import mimetypes
import os
import signal
import socket
import threading
import warnings
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
from kg.server.bounded import CHILDREN, SECONDS, Runner
from kg.server.desk import Desks
from kg.server.draw import HERE, draw
from kg.server.drawn import Answer, Drawn
from kg.server.forms import TYPES, as_data
from kg.server.gate import LOOPBACK, Gate
from kg.server.links import Links
from kg.server.pages import Missing, Page, find
from kg.server.sparql import Endpoint
from kg.views import path_of

_AT_ONCE, _WAITING = 1, 16
# A process a core: pages are made in Python, one at a time in each. Where processes cannot share a port, one.
PROCESSES = min(4, os.cpu_count() or 1) if hasattr(os, "fork") and hasattr(socket, "SO_REUSEPORT") else 1
_HTML = "text/html; charset=utf-8"
# Requests are not logged: who reads what is nobody's business. A caller beyond the limit is told to come again (503).
_LIMITS: dict[str, Any] = {"limit_concurrency": 200, "timeout_keep_alive": 5, "timeout_graceful_shutdown": 10, "h11_max_incomplete_event_size": 32_768,
                           "access_log": False, "log_level": "warning", "server_header": False, "proxy_headers": False}  # fmt: skip


class Pages:
    """Answers requests for pages from the present state of a store."""

    def __init__(self, store: Path, seconds: float = SECONDS) -> None:
        self.desks, self.links, self.drawn = Desks(store, Runner(store, seconds)), Links(), Drawn()
        # In turn rather than all at once: the work is this process's own, and who came first is answered first. Who waits for a child is out of the way.
        self._own, self._waiting = CapacityLimiter(_AT_ONCE), CapacityLimiter(_WAITING)

    async def page(self, request: Request) -> Response:
        """A page, or its data where the path ends in .json, .csv or .ttl."""
        path, _, form = request.url.path.rpartition(".")
        if form not in TYPES:
            path, form = request.url.path, ""
        params = {k: v for k, v in request.query_params.items() if k != "form"}
        limiter = self._waiting if path.startswith("/ask/") else self._own
        known = request.headers.get("if-none-match", "")
        return await to_thread.run_sync(self._answer, path or "/", form, params, known, limiter=limiter)

    def _answer(self, path: str, form: str, params: dict[str, str], known: str) -> Response:
        try:
            desk, stamp = self.desks.now()
            key = (stamp, path, form, tuple(sorted(params.items())))
            found = self.drawn.get(key)
            if found is None:
                page = find(desk, "/" if path == "/index" else path, {**params, "form": form} if form else params)
                body = as_data(page, desk, form) if form else draw(page, desk, self.links, path, query=params).encode()
                found = Answer(body, TYPES.get(form, _HTML), f'"{hashlib.sha256(body).hexdigest()[:32]}"')
                self.drawn.put(key, found)
        except KgError as error:
            return self._refusal(error, form)
        body, media, tag = found
        headers = {"etag": tag, "cache-control": "no-cache", "vary": "accept"}
        return Response(status_code=304, headers=headers) if tag == known else Response(body, media_type=media, headers=headers)

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
    pages = Pages(store, seconds)
    pages.desks.now()
    return _app(pages, Runner(store, seconds), hosts)


def _app(pages: Pages, queries: Runner, hosts: tuple[str, ...]) -> Gate:
    files, endpoint = _static(HERE / "static"), Endpoint(pages.desks, pages.links, queries)

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


def serve(store: Path, port: int, hosts: tuple[str, ...] = (), seconds: float = SECONDS, processes: int = PROCESSES) -> None:
    """Serve a store on the loopback interface until interrupted, by so many processes that share what they opened."""
    pages, queries = Pages(store, seconds), Runner(store, seconds, max(1, CHILDREN // processes))
    pages.desks.now()[0].warm()
    watched, held = os.pipe()
    gc.freeze()  # what is there by now is never looked at again, and so stays common to all
    for _ in range(processes - 1):
        with warnings.catch_warnings():  # of the store's own idle threads, which need not live on
            warnings.simplefilter("ignore", DeprecationWarning)
            if os.fork() == 0:
                os.close(held)
                threading.Thread(target=_end_with, args=(watched,), daemon=True).start()
                break
    threading.Thread(target=queries.open, args=(pages.desks.now()[1],), daemon=True).start()
    pages.desks.ahead = True
    pages.desks.look_ahead()
    uvicorn.Server(uvicorn.Config(_app(pages, queries, (*LOOPBACK, *hosts)), **_LIMITS)).run([_listening(port)])


def _end_with(watched: int) -> None:
    """End this process when the one that it was forked from has ended."""
    os.read(watched, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _listening(port: int) -> socket.socket:
    """A socket of this process; the system hands each caller to one of the processes."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind(("127.0.0.1", port))
    return made
