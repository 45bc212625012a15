"""Answers kept beside the generation of the index that gave them; they go when it goes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.store.files import digest, sealed, unsealed, write_file

_MOST, _MOST_BYTES = 1000, 64_000_000
_LARGEST = 8_000_000  # of one answer as it lies there


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of answers by key; what cannot be read is not there, and what cannot be written is not kept.

    ``state`` says of which state of the store they are: an answer of another one is under another name, whatever became of its folder.
    """

    folder: Path
    state: str

    def get(self, key: str) -> Any:
        """What was kept under this key, or None."""
        with suppress(OSError, ValueError, zlib.error):
            return json.loads(zlib.decompress(unsealed(self._path(key).read_bytes())))
        return None

    def put(self, key: str, told: Any) -> None:
        """Keep an answer, unless it is large or its generation is gone; where there are too many, the oldest go."""
        raw = sealed(zlib.compress(json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace"), 1))
        if len(raw) > _LARGEST or not self.folder.with_suffix("").is_dir():
            return
        with suppress(OSError, StoreError):
            self.folder.mkdir(exist_ok=True)
            self._make_room(len(raw))
            write_file(self._path(key), raw, lasting=False)

    def _path(self, key: str) -> Path:
        return self.folder / digest(f"{self.state} {key}".encode())

    def _make_room(self, size: int) -> None:
        held = sorted((there.st_mtime_ns, path, there.st_size) for path in self.folder.iterdir() if (there := path.stat()))
        size += sum(of for _, _, of in held)
        for number, (_, path, of) in enumerate(held):
            if size <= _MOST_BYTES and len(held) - number < _MOST:
                return
            path.unlink(missing_ok=True)
            size -= of

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """Let one process at a time work out what the others then find; where the folder cannot be written, all at once."""
        import fcntl

        lock = None
        with suppress(OSError):
            lock = self.folder.with_suffix(".lock").open("w", encoding="utf-8")
            fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            if lock:
                lock.close()
