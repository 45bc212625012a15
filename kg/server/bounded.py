"""Runs queries of others in children that are killed when they take too long; a few are kept ready."""

from __future__ import annotations

import multiprocessing
import queue
import threading
import time
from pathlib import Path
from typing import Any

from kg.server.child import MEMORY, Asked, Told, main

SECONDS, CHILDREN, WAITING = 5.0, 2, 20.0


class _Child:
    """One process with the store open; it answers one query at a time."""

    def __init__(self, path: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=main, args=(theirs, str(path)), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False

    def ask(self, asked: Asked, seconds: float) -> Told | None:
        """The answer, or nothing if the child had to be ended."""
        try:
            if not self.ready:
                self.ready = self.pipe.poll(60) and bool(self.pipe.recv())
            self.pipe.send(asked)
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                if self.pipe.poll(0.05):
                    told = self.pipe.recv()
                    return told if isinstance(told, Told) else None
                if self._resident() > MEMORY:
                    self.end()
                    return Told(503, body=b"the query needs too much memory\n")
        except (EOFError, OSError):
            self.end()
            return Told(503, body=b"the query needs too much memory\n")
        self.end()
        return None

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
        return self.process.is_alive() and not self.pipe.closed


class Runner:
    """A few children for one store; started when first needed, replaced when ended or when the store has changed."""

    def __init__(self, path: Path, seconds: float = SECONDS, children: int = CHILDREN) -> None:
        self.path, self.seconds = path, seconds
        self._free: queue.Queue[tuple[Any, _Child | None]] = queue.Queue()
        for _ in range(children):
            self._free.put((None, None))
        self._ended, self._lock = False, threading.Lock()

    def run(self, asked: Asked, stamp: Any) -> Told:
        """The answer to a query over the state of the store that ``stamp`` names."""
        try:
            of, child = self._free.get(timeout=WAITING)
        except queue.Empty:
            return Told(503, body=b"too many queries at once; try again\n")
        try:
            if child is not None and (of != stamp or not child.alive):
                child.end()
                child = None
            child = child or _Child(self.path)
            told = child.ask(asked, self.seconds)
            if told is None:
                return Told(503, body=f"the query took longer than {self.seconds:g} s and was stopped\n".encode())
            return told
        finally:
            self._free.put((stamp, child if child is not None and child.alive else None))

    def close(self) -> None:
        """End all children."""
        while not self._free.empty():
            _, child = self._free.get_nowait()
            if child is not None:
                child.end()
