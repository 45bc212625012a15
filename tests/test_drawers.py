"""Processes that draw pages: whoever asks is answered, by them or, where they died, by the one that asks."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator

import pytest

pytest.importorskip("starlette")

from kg.errors import UsageError
from kg.server.drawers import Answer, Asked, Drawers

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that draw need fork")


def make(asked: Asked) -> Answer:
    """A page that tells who drew it."""
    if asked.path == "/slow":
        time.sleep(0.2)
    if asked.path == "/refused":
        raise UsageError("there is no harbour")
    if asked.path == "/broken":
        raise ZeroDivisionError
    return Answer((), f"{os.getpid()} {asked.path}".encode(), "text/plain", '"t"')


def page(path: str) -> Asked:
    return Asked(path, "", ())


@pytest.fixture
def two() -> Iterator[Drawers]:
    drawers = Drawers(2, make)
    yield drawers
    drawers.end()


@pytest.fixture
def one() -> Iterator[Drawers]:
    drawers = Drawers(1, make)
    yield drawers
    drawers.end()


def drawn(drawers: Drawers, *paths: str) -> list[tuple[int, str]]:
    async def all_at_once() -> list[Answer]:
        return await asyncio.gather(*(drawers.draw(page(p)) for p in paths))

    told = [a.body.decode().split(" ") for a in asyncio.run(all_at_once())]
    return [(int(pid), path) for pid, path in told]


def test_each_draws_some_and_each_answer_is_of_its_question(two: Drawers) -> None:
    paths = ["/slow", "/slow", *(f"/{n}" for n in range(50)), "/slow", "/slow"]
    told = drawn(two, *paths)
    assert [path for _, path in told] == paths
    counts = Counter(pid for pid, path in told if path == "/slow")
    assert sorted(counts.values()) == [2, 2], "both draw at a time"
    assert os.getpid() not in dict(told)


def test_without_processes_pages_are_drawn_here() -> None:
    assert drawn(Drawers(0, make), "/a", "/b") == [(os.getpid(), "/a"), (os.getpid(), "/b")]


def test_what_cannot_be_drawn_is_told_and_the_next_page_is_drawn(one: Drawers) -> None:
    async def in_turn() -> list[str]:
        told = []
        for path in ("/refused", "/broken", "/fine"):
            try:
                told.append((await one.draw(page(path))).body.decode().split()[-1])
            except (UsageError, RuntimeError) as error:
                told.append(str(error))
        return told

    assert asyncio.run(in_turn()) == ["there is no harbour", "ZeroDivisionError", "/fine"]


def test_one_that_died_leaves_its_work_to_this_process(one: Drawers) -> None:
    async def before_and_after() -> list[int]:
        first = int((await one.draw(page("/a"))).body.split()[0])
        os.kill(first, signal.SIGKILL)
        os.waitpid(first, 0)
        return [first, *[int((await one.draw(page(p))).body.split()[0]) for p in ("/b", "/c")]]

    first, *rest = asyncio.run(before_and_after())
    assert first != os.getpid()
    assert rest == [os.getpid()] * 2


def test_a_caller_who_leaves_is_not_answered_in_place_of_the_next(one: Drawers) -> None:
    async def leave_and_ask() -> str:
        leaving = asyncio.ensure_future(one.draw(page("/slow")))
        await asyncio.sleep(0.05)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        return (await one.draw(page("/next"))).body.decode().split()[-1]

    assert asyncio.run(leave_and_ask()) == "/next"


def test_they_end_with_the_process_that_asks() -> None:
    told, theirs = os.pipe()
    asking = os.fork()
    if asking == 0:
        drawers = Drawers(2, make)
        pids = {pid for pid, _ in drawn(drawers, "/slow", "/slow")}
        os.write(theirs, " ".join(map(str, pids)).encode())
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(asking, 0)
    pids = [int(p) for p in os.read(told, 100).split()]
    assert len(pids) == 2
    until = time.monotonic() + 10
    while any(_lives(p) for p in pids):
        assert time.monotonic() < until, "a process that nobody asks any more lives on"
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
