"""Finds what is to be read: files, folders and standard input, each release under a name that no other one has."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import RejectedInput, UsageError
from kg.readers import READERS, Input, find_inputs, split_bytes
from kg.store import digest

STANDARD_INPUT = Path("-")


def find_files(path: Path) -> list[Path]:
    """The readable files of a path, sorted. Raises UsageError if there is none."""
    if path == STANDARD_INPUT:
        return [path]
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in READERS and p.is_file())
        if not found:
            raise UsageError(f"{path}: no readable files; {', '.join(READERS)} can be read")
        return found
    if not path.exists():
        near = sorted(p.name for p in path.parent.glob(f"{path.stem[:4]}*")) if path.parent.is_dir() else []
        hint = f"; did you mean {near[0]}?" if near else "; check the path"
        raise UsageError(f"{path}: no such file or folder{hint}")
    return [path]


class Inputs:
    """The releases of some paths, each with its source: where the file is, seen from the folder that the store is in.

    So a source is the same from wherever it is given, two files never share one, and a desk's folder can move with its store.
    """

    def __init__(self, store: Path, paths: Iterable[Path]) -> None:
        self._home = store.parent
        self._paths = list(paths)
        self.files = {self._name(file): file for path in self._paths for file in find_files(path)}
        self.seen: set[str] = set()
        self._unknown: tuple[str, ...] = ()  # of these files it could not be told what they hold now

    def each(self, **given: str | None) -> Iterator[tuple[str, Input]]:
        """Every release, in order of the files, with its source."""
        for name, file in self.files.items():
            for found in _piped(given) if file == STANDARD_INPUT else find_inputs(file, **given):
                source = f"{name}#{found.key}" if found.key else name
                if source in self.seen:  # one key twice in one file
                    source = f"{source} {digest(found.original)[:12]}"
                if found.refused and not found.key:
                    self._unknown += (f"{name}#",)
                self.seen.add(source)
                yield source, found

    def gone(self, sources: Iterable[str]) -> list[str]:
        """Those of the sources that belong to the given paths and stand there no more; to be asked after ``each``."""
        wholes = tuple(self._name(p) for p in self._paths)
        parts = tuple(f"{self._name(p)}{'/' if p.is_dir() else '#'}" for p in self._paths)
        here = "./" in parts
        return [
            source
            for source in sources
            if source not in self.seen
            and (source in wholes or source.startswith(parts) or (here and not source.startswith(("../", "stdin"))))
            and not (self._unknown and source.startswith(self._unknown))
        ]

    def _name(self, path: Path) -> str:
        return "stdin" if path == STANDARD_INPUT else Path(os.path.relpath(path, self._home)).as_posix()


def _piped(given: dict[str, str | None]) -> Iterator[Input]:
    """JSON Lines where standard input begins with a brace, else one release, which its own bytes name."""
    raw = sys.stdin.buffer.read()
    lines = raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    path = Path("stdin.jsonl" if lines else "stdin.txt")
    try:
        for found in split_bytes(raw, path, {k: v for k, v in given.items() if v}):
            yield found if found.key else replace(found, key=digest(raw)[:12])
    except RejectedInput as error:
        yield Input(path=str(path), original=raw, refused=(error.code, str(error)))
