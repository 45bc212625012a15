"""A real browser on the pages of a store: served on this machine, watched for errors and for requests that would leave it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

REFUSAL = "the server responded with a status of 4"
PICTURES = Path(__file__).resolve().parents[1] / "out" / "pictures"


def find_browser() -> str:
    """The Chromium of this machine; skips by name where there is none."""
    pytest.importorskip("playwright", reason="playwright is not installed: pip install '.[readers]'")
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium on this machine")
    return found


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    path = find_browser()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The address of a server for a store, on a port that was free."""
    uvicorn = pytest.importorskip("uvicorn", reason="the part [server] is not installed")
    from kg.server.app import make_app

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(store), host="127.0.0.1", port=port, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


class Watch:
    """What went wrong on a page: errors of scripts and policies, and addresses that were asked beyond ``home``."""

    def __init__(self, page: Any, home: str) -> None:
        self.wrong: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("console", lambda told: self.wrong.append(f"console: {told.text}") if told.type in ("error", "warning") else None)
        page.on("request", lambda asked: None if asked.url.startswith(home) else self.wrong.append(f"left the machine: {asked.url}"))
        # A suggestion still asked for when the reader goes on is given up by the browser: nothing failed.
        page.on("requestfailed", lambda asked: None if asked.failure == "net::ERR_ABORTED" else self.wrong.append(f"failed: {asked.url}"))


@contextmanager
def visit(browser: Any, home: str, *, refused: bool = False, **given: Any) -> Iterator[Any]:
    """A page of a fresh browser; fails at the end if anything went wrong on it. Requests may be ``refused`` where that is what is asked for."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **given})
    page = context.new_page()
    page.set_default_timeout(20_000)
    watch = Watch(page, home)
    yield page
    context.close()
    wrong = [told for told in watch.wrong if not (refused and REFUSAL in told)]
    assert wrong == [], wrong


def shoot(page: Any, name: str, **given: Any) -> None:
    """Keep a picture of the page in the ignored folder, for eyes."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", **given)
