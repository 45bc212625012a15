"""One writer at a time: a lock on the folder, with the process that holds it and since when."""

from __future__ import annotations

import datetime
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError

_PATIENCE = 1.0  # seconds; a reader that asks whether the store is busy holds it for an instant


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the store for one writer. Raises StoreError if another has it."""
    try:
        lock = (folder / "lock").open("ab")
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}; it can be asked, not written") from error
    with lock:
        until = time.monotonic() + _PATIENCE
        while not _taken(lock.fileno(), fcntl.LOCK_EX):
            if time.monotonic() > until:
                raise StoreError(f"{folder} is busy: process {holder(folder)} is writing; try again later")
            time.sleep(0.05)
        _sign(folder / "lock")
        yield


def _sign(path: Path) -> None:
    since = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    try:
        path.write_text(f"{os.getpid()} since {since}\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; what was stored before is whole") from error


def is_locked(folder: Path) -> bool:
    """Whether a writer is at work."""
    try:
        with (folder / "lock").open(encoding="utf-8") as lock:
            return not _taken(lock.fileno(), fcntl.LOCK_SH)
    except OSError:
        return False


def holder(folder: Path) -> str:
    """The process that holds the store or held it last, and since when."""
    try:
        return (folder / "lock").read_text(encoding="utf-8").strip() or "unknown"
    except OSError:
        return "unknown"


def _taken(lock: int, how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
