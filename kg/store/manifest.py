"""The list of what a store holds: a sorted file kept twice, and a journal of the changes since it was written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.store.files import digest, sync_folder, write_whole

FORMAT = "dipkg-store 2"
Row = dict[str, Any]
_LONGEST = 1000  # characters of a first line


class Manifest:
    """Rows by source. ``append`` makes changes last at the cost of their own size; ``fold`` writes the sorted file anew.

    The journal names the manifest that it continues. A journal that continues another one was folded in already.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "manifest.jsonl"
        self.copy = folder / "manifest.copy.jsonl"
        self.journal = folder / "journal.jsonl"
        self.rows: dict[str, Row] = {}
        self.stamp = ""
        self._folded = ""
        self._end = 0

    def exists(self) -> bool:
        """Whether there is a manifest, be it damaged."""
        return self.path.is_file() or self.copy.is_file()

    def load(self) -> None:
        """Read what holds now. Raises StoreError if it is damaged or of another version."""
        raw, told = _now(self.path, self.journal, _bytes)
        self.rows = {row["source"]: row for row in _rows(raw, self.path)}
        self._folded, self._end = digest(raw), 0
        self.stamp = _stamp(raw, told)
        changes, self._end = _changes(told, self.journal)
        if changes and changes[0] == {"after": self._folded}:
            self._apply(changes[1:])
        else:
            self._end = 0

    def _apply(self, changes: list[Row]) -> None:
        for change in changes:
            if "put" in change:
                self.rows[change["put"]["source"]] = change["put"]
            else:
                self.rows.pop(change["drop"], None)

    def append(self, changes: list[Row]) -> None:
        """Make changes last, all lines in one go, after what is known to be whole. Raises StoreError."""
        changes = changes if self._end else [{"after": self._folded}, *changes]
        raw = b"".join(_line(change) for change in changes)
        try:
            with os.fdopen(os.open(self.journal, os.O_RDWR | os.O_CREAT, 0o666), "r+b") as out:
                out.truncate(self._end)
                out.seek(self._end)
                out.write(raw)
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise StoreError(f"{self.journal}: {error.strerror}; what was stored before is whole") from error
        if not self._end:
            sync_folder(self.journal.parent)
        self._end += len(raw)

    def fold(self) -> None:
        """Write the sorted manifest and its copy, and take the journal away. Raises StoreError."""
        body = b"".join(_json(self.rows[source]) + b"\n" for source in sorted(self.rows))
        raw = _json({"format": FORMAT, "rows": len(self.rows), "sha256": digest(body)}) + b"\n" + body
        write_whole(self.path, raw)
        write_whole(self.copy, raw)
        self.journal.unlink(missing_ok=True)
        self._folded, self._end, self.stamp = digest(raw), 0, _stamp(raw, b"")

    def is_open(self) -> bool:
        """Whether a writer is at work, or the last one did not come to its end."""
        return self.journal.is_file()

    def problems(self) -> list[str]:
        """What is wrong with the copy and the journal, in words; the manifest itself was read already."""
        if self.is_open():
            return [f"{self.journal}: the last writer did not come to its end; give its inputs again, or kg check --repair"]
        if not self.copy.is_file():
            return [f"{self.copy} is missing"]
        return [] if self.copy.read_bytes() == self.path.read_bytes() else [f"{self.copy} is not the file that was stored"]

    def salvage(self) -> list[str]:
        """Read all that can be read: the manifest or its copy, and every whole line of the journal; says what was lost.

        Raises StoreError if neither the manifest nor its copy is whole.
        """
        told, lost = _bytes(self.journal), []
        for path in (self.path, self.copy):
            raw = _bytes(path)
            try:
                rows = _rows(raw, path)
                break
            except StoreError:
                lost.append(f"{path} is missing or damaged: taken from its copy")
        else:
            raise StoreError(f"{self.path} and its copy are damaged; read the releases again into a new store")
        self.rows = {row["source"]: row for row in rows}
        lines = told.splitlines(keepends=True)
        whole = [change for line in lines if (change := _parsed(line)) is not None]
        if len(whole) < len(lines):
            lost.append(f"{self.journal}: {len(lines) - len(whole)} lines cannot be read; give the last inputs again")
        if whole[:1] == [{"after": digest(raw)}] or (whole and "after" not in whole[0]):
            self._apply([change for change in whole if "after" not in change])
        return lost


def stamp(folder: Path) -> str:
    """What ``Manifest.stamp`` is after it was loaded, from the first line of the manifest, which tells the digest of the others."""
    manifest = Manifest(folder)
    return _stamp(*_now(manifest.path, manifest.journal, _first_line))


def _stamp(manifest: bytes, journal: bytes) -> str:
    return digest(manifest.partition(b"\n")[0] + b"\n" + journal)


def _now(path: Path, journal: Path, get: Callable[[Path], bytes]) -> tuple[bytes, bytes]:
    """What is told by a manifest and by the journal that continues it."""
    while True:
        before, raw = _mark(path), get(path)
        told = _bytes(journal)
        if before == _mark(path):  # else a writer folded its journal between the two readings
            return raw, told


def _first_line(path: Path) -> bytes:
    try:
        with path.open("rb") as lines:
            return lines.readline(_LONGEST)
    except OSError:
        return b""


def _json(value: Row) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _line(change: Row) -> bytes:
    raw = _json(change)
    return digest(raw)[:16].encode() + b" " + raw + b"\n"


def _parsed(line: bytes) -> Row | None:
    """A change, if its line is whole."""
    check, _, raw = line.rstrip(b"\n").partition(b" ")
    if not line.endswith(b"\n") or digest(raw)[:16].encode() != check:
        return None
    change: Row = json.loads(raw)
    return change


def _changes(told: bytes, path: Path) -> tuple[list[Row], int]:
    """The changes of a journal and where the whole lines end. What follows them was never acknowledged: a broken write."""
    changes: list[Row] = []
    end, broken = 0, False
    for line in told.splitlines(keepends=True):
        change = _parsed(line)
        if change is None:
            broken = True
        elif broken:
            raise StoreError(f"{path} is damaged; see: kg check --repair --store {path.parent}")
        else:
            changes.append(change)
            end += len(line)
    return changes, end


def _rows(raw: bytes, path: Path) -> list[Row]:
    head, _, body = raw.partition(b"\n")
    damaged = f"{path} is missing or damaged; see: kg check --repair --store {path.parent}"
    try:
        told = json.loads(head)
        if told["format"] != FORMAT:
            raise StoreError(f"{path.parent} is not a store of this version; read its releases again into a new one")
        if told["sha256"] != digest(body):
            raise StoreError(damaged)
        rows: list[Row] = json.loads(b"[" + body.rstrip(b"\n").replace(b"\n", b",") + b"]")  # at once: the rows share their keys
        return rows
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(damaged) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; check its permissions") from error


def _mark(path: Path) -> tuple[int, int, int]:
    try:
        told = path.stat()
    except OSError:
        return (0, 0, 0)
    return (told.st_ino, told.st_mtime_ns, told.st_size)
