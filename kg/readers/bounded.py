"""Runs the readers of complex formats in a child process with limits on time and memory, so that a bomb ends there."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from kg.errors import RejectedInput
from kg.readers.draft import Draft, Found, Refused

SECONDS = {"pdf": 20.0}  # as much as the longest releases need many times over
USUAL = 10.0
MEMORY = 1 << 30
_REPLY = 256 << 20


class _Child:
    """A process that reads one file after another; ended after a file that breaks a limit, and begun again."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.lock = threading.Lock()

    def ask(self, kind: str, raw: bytes, seconds: float) -> bytes:
        """One reply line, or nothing if the child died or was ended for its time."""
        with self.lock:
            process = self._running()
            assert process.stdin
            assert process.stdout
            watch = threading.Timer(seconds, process.kill)
            watch.start()
            try:
                process.stdin.write(json.dumps({"kind": kind, "size": len(raw)}).encode() + b"\n" + raw)
                process.stdin.flush()
                reply = process.stdout.readline(_REPLY)
            except OSError:
                reply = b""
            finally:
                watch.cancel()
            if not reply.endswith(b"\n"):
                self._end()
                return b""
            return reply

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self._end()
            home = str(Path(__file__).resolve().parents[2])
            paths = os.pathsep.join(p for p in (home, os.environ.get("PYTHONPATH", "")) if p)
            # -P: a module that lies in the user's folder must not be taken for one of ours.
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kg.readers.child", str(MEMORY)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0"},
            )
        return self.process

    def _end(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                try:
                    if pipe:
                        pipe.close()
                except OSError:
                    pass


_CHILD = _Child()
atexit.register(_CHILD._end)


def read_bounded(kind: str, raw: bytes, name: str, seconds: float | None = None) -> list[Found]:
    """The releases that the reader ``kind`` finds in ``raw``.

    Raises RejectedInput: the reader's own codes, or too-costly when it needs more than ``seconds`` or 1 GiB.
    """
    seconds = seconds or SECONDS.get(kind, USUAL)
    reply = _CHILD.ask(kind, raw, seconds)
    if not reply:
        raise RejectedInput("too-costly", f"{name}: could not be read within {seconds:.0f} s and 1 GiB; save its text as .txt")
    told: dict[str, Any] = json.loads(reply)
    if "code" in told:
        raise RejectedInput(told["code"], f"{name}: {told['reason']}")
    return [Refused(**row) if "code" in row else Draft.from_row(row) for row in told["found"]]
