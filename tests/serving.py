"""A store of two small accounts of the same talks and of the first release, and its server, for the tests of the pages."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest

from kg import resources
from kg.ingest import ingest

OURS = {
    "peru": (
        "PER", "Foreign Minister Ruiz meets Foreign Minister Mori",
        "Foreign Minister Ana Ruiz of Peru met with Japanese Foreign Minister Ken Mori in Lima on 3 March 2021.\n\n"
        "The two ministers agreed to open a joint office for fisheries by 2022. Minister Ruiz urged Japan to ratify the treaty on extradition. "
        "Minister Mori said that Japan had not agreed to lower its tariffs. He promised to visit Lima again, if the talks on trade succeed.",
    ),
    "japan": (
        "JPN", "Japan-Peru Foreign Ministers' Meeting",
        "Japanese Foreign Minister Ken Mori met with Foreign Minister Ana Ruiz of Peru in Lima on 3 March 2021.\n\n"
        "The two ministers agreed to open a joint office for fisheries. Minister Mori called on Peru to lift its ban on imports of fish. "
        "Canada welcomed the talks, and Chile condemned the ban on imports.",
    ),
}  # fmt: skip


def make_store(folder: Path) -> Path:
    """A store of the first release and two accounts of our own."""
    texts = folder / "texts"
    texts.mkdir()
    for name, (issuer, title, body) in OURS.items():
        (texts / f"{name}.txt").write_text(f"{title}\n\n{body}\n", encoding="utf-8")
        (texts / f"{name}.toml").write_text(f'issuer = "{issuer}"\npublished = "2021-03-03"\nlanguage = "en"\n', encoding="utf-8")
    ingest(folder / "store", [texts, resources.data("releases", "2018-04-11-korea-japan.txt")])
    return folder / "store"


def addresses(html: str) -> Iterator[str]:
    """Every address that a page leads to, with its mark left out."""
    for found in re.findall(r'(?:href|src|action)="([^"]*)"', html):
        yield found.replace("&amp;", "&").partition("#")[0]


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Client:
    """Asks the application of a store without a socket, with addresses and headers as raw as a test wants them."""

    def __init__(self, store: Path, **given: Any) -> None:
        make_app = pytest.importorskip("kg.server.app", reason="the part [server] is not installed").make_app
        self.app = make_app(store, **given)

    def get(self, target: str, **headers: str) -> Answer:
        """A GET of a path with its query, both as they would stand on the wire."""
        return self.ask("GET", target, headers)

    def ask(self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Answer:
        """One request."""
        path, _, query = target.partition("?")
        given = {"host": "127.0.0.1", "content-length": str(len(body)), **(headers or {})}
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http", "root_path": "",
            "path": unquote_to_bytes(path).decode("utf-8", "replace"), "raw_path": path.encode("latin-1", "replace"),
            "query_string": query.encode("latin-1", "replace"), "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
            "headers": [(k.replace("_", "-").lower().encode(), v.encode("latin-1", "replace")) for k, v in given.items()],
        }  # fmt: skip
        return asyncio.run(self._ask(scope, body))

    async def _ask(self, scope: dict[str, Any], body: bytes) -> Answer:
        told: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            told.append(message)

        await self.app(scope, receive, send)
        headers = {k.decode().lower(): v.decode() for k, v in told[0]["headers"]}
        return Answer(told[0]["status"], headers, b"".join(m.get("body", b"") for m in told[1:]))
