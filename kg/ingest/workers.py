"""Reads releases over several processes, in the order of the inputs; one that dies or comes to no end takes one release with it."""

from __future__ import annotations

import itertools
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from kg import resources
from kg.ingest.making import Made, make
from kg.readers import Input

_PORTION = 16
_AHEAD = 4  # portions for each worker that are read before their turn comes
_PATIENCE, _A_BYTE = 120.0, 0.001  # seconds: some hundred times what a release takes, and ten times what its length does


def make_all(inputs: Iterable[Input], workers: int) -> Iterator[Made]:
    """What each input gives, in order. Few inputs are read here, more of them by that many processes."""
    rest = iter(inputs)
    first = list(itertools.islice(rest, _PORTION if workers > 1 else 0))
    if len(first) < _PORTION:
        yield from map(make, itertools.chain(first, rest))
        return
    pool = _Pool(workers)
    try:
        yield from pool.each(itertools.chain(first, rest))
    finally:
        pool.end()


class _Pool:
    """A thread for each process, which writes a portion to it and waits for the answer."""

    def __init__(self, workers: int) -> None:
        self.size = workers
        self.ended = False
        self.threads = ThreadPoolExecutor(workers)
        self.idle: queue.SimpleQueue[subprocess.Popen[bytes]] = queue.SimpleQueue()
        self.all = [_begin() for _ in range(workers)]
        for process in self.all:
            self.idle.put(process)

    def each(self, inputs: Iterator[Input]) -> Iterator[Made]:
        ahead: deque[Future[list[Made]]] = deque()
        while portion := list(itertools.islice(inputs, _PORTION)):
            ahead.append(self.threads.submit(self.ask, portion))
            if len(ahead) >= self.size * _AHEAD:
                yield from ahead.popleft().result()
        while ahead:
            yield from ahead.popleft().result()

    def ask(self, portion: list[Input]) -> list[Made]:
        process = self.idle.get()
        patience = threading.Timer(_PATIENCE + _A_BYTE * sum(len(found.original) for found in portion), process.kill)
        patience.start()
        try:
            assert process.stdin
            assert process.stdout
            pickle.dump(portion, process.stdin)
            process.stdin.flush()
            answer: list[Made] = pickle.load(process.stdout)
            self.idle.put(process)
            return answer
        except (OSError, EOFError, pickle.UnpicklingError):
            if self.ended:
                return []
            self.replace(process)
        finally:
            patience.cancel()
        if len(portion) == 1:
            return [Made(code="crashed", reason=f"{portion[0].source}: the process that read it died or came to no end; please report it")]
        return [made for found in portion for made in self.ask([found])]

    def replace(self, process: subprocess.Popen[bytes]) -> None:
        _stop(process)
        self.all.remove(process)
        self.all.append(_begin())
        self.idle.put(self.all[-1])

    def end(self) -> None:
        self.ended = True
        for process in list(self.all):
            process.kill()
        self.threads.shutdown(cancel_futures=True)
        for process in self.all:
            _stop(process)


def _begin() -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(p for p in (str(resources.package().parent), os.environ.get("PYTHONPATH", "")) if p)
    # -P: a module that lies in the user's folder must not be taken for one of ours. One core each: so many are asked for.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "kg.ingest.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()
