"""Processes that draw pages: forked from one that has the store open, each draws one page at a time, and who asked first is served first."""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import signal
import socket
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn

from anyio import CapacityLimiter, to_thread

from kg.errors import KgError


class Asked(NamedTuple):
    """A page: its path, the form of its data (empty: HTML) and its parameters, sorted."""

    path: str
    form: str
    params: tuple[tuple[str, str], ...]


class Answer(NamedTuple):
    """A page as it is sent: its bytes, their type and the tag that names them; ``stamp`` is the state of the store that it tells of."""

    stamp: Any
    body: bytes
    media: str
    tag: str


Make = Callable[[Asked], Answer]
_SIZE = 8  # bytes before an answer that tell its length


class Drawers:
    """So many processes that draw; with none of them, and in place of one that died, this process draws by itself.

    A page is some thousandths of a second of Python. Were each caller tied to a process, as a shared port ties them, some would wait behind
    many while others wait behind few: here all wait in one line.
    """

    def __init__(self, count: int, make: Make) -> None:
        self._make, self._here = make, CapacityLimiter(1)
        gc.freeze()  # what is there by now is never looked at again, and so stays common to all
        self._lines = list[socket.socket]()
        for _ in range(count):
            self._lines.append(_fork(self._lines, make))
        self._free: asyncio.Queue[socket.socket | None] | None = None

    async def draw(self, asked: Asked) -> Answer:
        """The page, by the first that is free. Raises what making it raises."""
        if not self._lines:
            return await self._drawn_here(asked)
        if self._free is None:
            self._free = asyncio.Queue()
            for each in self._lines:
                self._free.put_nowait(each)
        line, told = await self._free.get(), None
        try:
            if line is not None:
                told = await _told(line, asked)
        except (EOFError, OSError):
            pass  # it died, as where memory ran out
        finally:
            if line is not None and told is None:
                line.close()  # or its answer to a caller who left would be told to the next
            self._free.put_nowait(line if told is not None else None)
        if isinstance(told, Exception):
            raise told
        return Answer(*told) if told is not None else await self._drawn_here(asked)

    def end(self) -> None:
        """Ask nobody any more, which ends them."""
        for line in self._lines:
            line.close()

    async def _drawn_here(self, asked: Asked) -> Answer:
        return await to_thread.run_sync(self._make, asked, limiter=self._here)


async def _told(line: socket.socket, asked: Asked) -> Any:
    """What the process at the other end answers: the values of an Answer, or an exception. Raises EOFError or OSError if it is gone."""
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(line, pickle.dumps(asked))
    size = int.from_bytes(await _received(loop, line, _SIZE), "big")
    return pickle.loads(await _received(loop, line, size))


async def _received(loop: asyncio.AbstractEventLoop, line: socket.socket, size: int) -> bytearray:
    raw, held = bytearray(size), 0
    while held < size:
        more = await loop.sock_recv_into(line, memoryview(raw)[held:])
        if not more:
            raise EOFError
        held += more
    return raw


def _fork(others: list[socket.socket], make: Make) -> socket.socket:
    """This process's end of the line to a new one."""
    ours, theirs = socket.socketpair()
    with warnings.catch_warnings():  # of the store's own idle threads, which need not live on
        warnings.simplefilter("ignore", DeprecationWarning)
        if os.fork() == 0:
            for line in (*others, ours):  # else they would stay open when the one that asks is gone
                line.close()
            _answer(theirs, make)
    theirs.close()
    ours.setblocking(False)
    return ours


def _answer(line: socket.socket, make: Make) -> NoReturn:
    """Draw what is asked through the line, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asks decides what an interruption means
    try:
        with line.makefile("rwb") as both:
            while True:
                asked = pickle.load(both)
                try:
                    told: object = tuple(make(asked))
                except KgError as error:
                    told = error
                except Exception as error:
                    told = RuntimeError(type(error).__name__)
                raw = pickle.dumps(told)
                both.write(len(raw).to_bytes(_SIZE, "big") + raw)
                both.flush()
    except (EOFError, OSError):
        pass
    finally:
        os._exit(0)
