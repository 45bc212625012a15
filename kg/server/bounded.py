"""Runs queries of others in children that are killed when they take too long; a few are kept open."""

from __future__ import annotations

import multiprocessing
import queue
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import KgError, LimitError
from kg.query import Table
from kg.server.child import MEMORY, Asked, Named, Told, main

SECONDS, CHILDREN, OPENING = 5.0, 2, 120.0


class _Child:
    """One process with the store open; it answers one query at a time."""

    def __init__(self, path: Path, stamp: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=main, args=(theirs, str(path)), daemon=True)
        self.process.start()
        theirs.close()
        self.stamp, self.most = stamp, 0

    def open(self) -> bool:
        """Wait until it has the store open; what it then holds is not counted as a query's."""
        try:
            opened = self.pipe.poll(OPENING) and bool(self.pipe.recv())
        except (EOFError, OSError):
            opened = False
        self.most = self._resident() + MEMORY
        return opened

    def ask(self, asked: Asked | Named, until: float) -> Any:
        """The answer, or nothing if the child had to be ended because the time was up."""
        try:
            self.pipe.send(asked)
            while time.monotonic() < until:
                if self.pipe.poll(0.05):
                    return self.pipe.recv()
                if self._resident() > self.most:
                    break
            else:
                self.end()
                return None
        except (EOFError, OSError):
            pass
        self.end()
        return Told(503, body=b"the query needs too much memory\n")

    def _resident(self) -> int:
        try:
            pages = int(Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1])
        except (OSError, ValueError, IndexError):
            return 0
        return pages * 4096

    def end(self) -> None:
        """Stop it, whatever it does."""
        self.process.kill()
        self.process.join(1)
        self.pipe.close()

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return not self.pipe.closed and self.process.is_alive()


class Runner:
    """A few children for one state of a store; one that is ended is replaced behind the back of those who wait."""

    def __init__(self, path: Path, seconds: float = SECONDS, children: int = CHILDREN) -> None:
        self.path, self.seconds, self.children = path, seconds, children
        self._free: queue.Queue[_Child] = queue.Queue()
        self._lock, self._stamp, self._opened = threading.Lock(), None, threading.Event()

    def run(self, asked: Asked, stamp: Any) -> Told:
        """The answer to a query over the state of the store that ``stamp`` names; waiting for a child counts as time of the query."""
        told = self._told(asked, stamp, self.seconds)
        return told if isinstance(told, Told) else Told(503, body=f"{told}\n".encode())

    def table(self, stamp: Any, name: str, given: Mapping[str, str], seconds: float | None = None) -> Table:
        """The answer to a named question, in ``seconds`` where the limit is another. Raises UsageError for what is not known, LimitError where it takes too long or too much."""
        told = self._told(Named(name, dict(given)), stamp, seconds or self.seconds)
        if isinstance(told, Table):
            return told
        if isinstance(told, KgError):
            raise told
        raise LimitError(
            (told.body.decode() if isinstance(told, Told) else told).strip() + "; ask for less: give a party, an issue or a day"
        )

    def _told(self, asked: Asked | Named, stamp: Any, seconds: float) -> Any:
        """What a child answers, else in words why none did."""
        self.open(stamp)
        until = time.monotonic() + seconds
        try:
            child = self._take(until)
        except queue.Empty:
            return "too many queries at once; try again"
        told = child.ask(asked, until)
        if child.alive:
            self._free.put(child)
        else:
            self._start(child.stamp)
        return f"the query took longer than {seconds:g} s and was stopped" if told is None else told

    def open(self, stamp: Any) -> None:
        """Have children that see this state of the store; waits until the first of them is ready."""
        with self._lock:
            if stamp != self._stamp:
                self._stamp = stamp
                self._opened.clear()
                for _ in range(self.children):
                    self._start(stamp)
        self._opened.wait(OPENING)

    def _take(self, until: float) -> _Child:
        """A child that sees the present state; those of a former one are ended."""
        while True:
            child = self._free.get(timeout=max(0.0, until - time.monotonic()))
            if child.stamp != self._stamp:
                child.end()
            elif child.alive:
                return child
            else:
                self._start(child.stamp)

    def _start(self, stamp: Any) -> None:
        threading.Thread(target=self._add, args=(stamp,), daemon=True).start()

    def _add(self, stamp: Any) -> None:
        child = _Child(self.path, stamp)
        if child.open() and stamp == self._stamp:
            self._free.put(child)
        else:
            child.end()
        if stamp == self._stamp:
            self._opened.set()
