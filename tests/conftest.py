"""What the tests share: readings of the first release and of short texts of our own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import chromium
from serving import make_store

from kg import resources
from kg.ask import Graph, open_graph
from kg.ingest import dataset_of, ingest, read, run
from kg.model import Act, Doc
from kg.readers import read_text


@pytest.fixture(scope="session")
def seed() -> Doc:
    return read(resources.data("releases", "2018-04-11-korea-japan.txt"))


@pytest.fixture(scope="session")
def graph(seed: Doc) -> Graph:
    return Graph(dataset_of([seed]))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser without a window; skips by name where there is none."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three releases that no test may write into."""
    return make_store(tmp_path_factory.mktemp("served"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Reports tell which tests are long ones: their figures are those that count."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.user_properties.append(("slow", "yes"))


ATTEMPTS: list[str] = []


def _stay_at_home(event: str, args: tuple[object, ...]) -> None:
    """The whole test run reaches nobody: an attempt to do so ends in an error and is noted."""
    host = args[1][0] if event == "socket.connect" and isinstance(args[1], tuple) else args[0] if event == "socket.getaddrinfo" else None
    if isinstance(host, bytes):
        host = host.decode()
    if host not in (None, "", "127.0.0.1", "::1", "localhost"):
        ATTEMPTS.append(f"{event} {host}")
        raise PermissionError(f"a test reaches out: {event} {host}")


sys.addaudithook(_stay_at_home)


@pytest.fixture(autouse=True)
def stays_at_home() -> Iterator[None]:
    """A test that tries to reach somebody fails, also where what it tests bears the error."""
    yield
    assert ATTEMPTS == []


def own_store(folder: Path, text: str) -> Path:
    """A store of one text of our own, asked once."""
    (folder / "own.txt").write_text(text, encoding="utf-8")
    ingest(folder / "store", [folder / "own.txt"], workers=1, issuer="PER", published="2021-03-03")
    open_graph(folder / "store")
    return folder / "store"


def read_own(text: str, title: str = "Readout of the talks", **given: str | None) -> Doc:
    """Read a text of our own as the body of a release."""
    return run(read_text(f"{title}\n\n{text}\n", "own.txt", **{"published": "2021-03-03", **given}))


def tell(act: Act, doc: Doc) -> str:
    """An act as rows of tests write it: "family by -> to: content"."""
    by = ", ".join(sorted(e.state or e.label for e in act.agent))
    to = ", ".join(e.state or e.label for e in act.addressee)
    return f"{act.family} {by}{' -> ' + to if to else ''}: {' … '.join(s.of(doc.text) for s in act.content)}"


def tell_all(doc: Doc) -> list[str]:
    """Every act as ``tell`` writes it, with its status unless actual, "(not)" where its content is negated, and the day that the text tells."""
    told = []
    for act in doc.acts:
        status = "" if act.event_status == "actual" else f" ({act.event_status})"
        day = f" @{act.when.edtf}" if act.when and act.when.anchor != "issued" else ""
        told.append(f"{tell(act, doc)}{status}{' (not)' if act.negated else ''}{day}")
    return told


SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder of development texts is not here")
