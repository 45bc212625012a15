"""The durable store: a folder of plain files that is the truth, and an index that can always be built again."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph

FORMAT = "dipkg-store 1\n"


@dataclass(frozen=True, slots=True)
class Computed:
    """A graph made from all the others whenever the index is built; ``version`` changes when ``make`` would give other quads."""

    graph: str
    version: str
    make: Callable[[pyoxigraph.Store], bytes]


class Store:
    """One folder: ``releases/ID.nq``, ``texts/ID.txt``, ``originals/ID``, ``manifest.jsonl``, ``index/``.

    Every file is written beside its place, synced and moved there, the manifest last: what the manifest names is whole.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        marker = path / "format"
        if not marker.is_file():
            if not create:
                raise StoreError(f"no store at {path}. Create one: kg ingest PATH --store {path}")
            self._make()
        elif marker.read_text(encoding="utf-8") != FORMAT:
            raise StoreError(f"{path} is not a store of this version; read its releases again into a new one")
        self.rows = self._manifest()

    def _make(self) -> None:
        try:
            for name in ("releases", "texts", "originals"):
                (self.path / name).mkdir(parents=True, exist_ok=True)
            write_whole(self.path / "format", FORMAT.encode())
            write_whole(self.path / "manifest.jsonl", b"")
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}; choose a folder that can be written") from error

    def _manifest(self) -> dict[str, dict[str, Any]]:
        try:
            lines = (self.path / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
            rows = [json.loads(line) for line in lines]
            return {row["id"]: row for row in rows}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{self.path}/manifest.jsonl is damaged ({error}); read the releases again") from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the store for one writer; raises StoreError if another has it."""
        with (self.path / "lock").open("a+", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                lock.seek(0)
                holder = lock.read().strip() or "unknown"
                raise StoreError(f"{self.path} is busy: process {holder} is writing; try again later") from error
            lock.seek(0)
            lock.truncate()
            lock.write(str(os.getpid()))
            lock.flush()
            self.rows = self._manifest()
            yield

    def ids(self) -> list[str]:
        """The ids of all releases, sorted."""
        return sorted(self.rows)

    def put(self, ident: str, source: str, original: bytes, text: str, nquads: bytes) -> str:
        """Write one release and give added, changed or unchanged; an edited source replaces its former release."""
        row = {
            "id": ident,
            "source": source,
            "original": digest(original),
            "text": digest(text.encode()),
            "graph": digest(nquads),
            "quads": nquads.count(b"\n"),
        }
        former = [r["id"] for r in self.rows.values() if r["source"] == source]
        if self.rows.get(ident) == row:
            return "unchanged"
        write_whole(self.path / "originals" / ident, original)
        write_whole(self.path / "texts" / f"{ident}.txt", text.encode())
        write_whole(self.path / "releases" / f"{ident}.nq", nquads)
        outcome = "changed" if former or ident in self.rows else "added"
        for old in former:
            del self.rows[old]
        self.rows[ident] = row
        self._commit()
        for old in former:
            if old != ident:
                self._unlink(old)
        return outcome

    def remove(self, ident: str) -> None:
        """Take one release out; raises StoreError if it is not there."""
        if ident not in self.rows:
            raise StoreError(f"{self.path} holds no release {ident}")
        del self.rows[ident]
        self._commit()
        self._unlink(ident)

    def _unlink(self, ident: str) -> None:
        for path in (self._file(ident), self.path / "texts" / f"{ident}.txt", self.path / "originals" / ident):
            path.unlink(missing_ok=True)

    def _commit(self) -> None:
        lines = [json.dumps(self.rows[i], sort_keys=True, ensure_ascii=False) + "\n" for i in sorted(self.rows)]
        write_whole(self.path / "manifest.jsonl", "".join(lines).encode())

    def _file(self, ident: str) -> Path:
        return self.path / "releases" / f"{ident}.nq"

    def text(self, ident: str) -> str:
        """The reading text of a release."""
        return (self.path / "texts" / f"{ident}.txt").read_bytes().decode()

    def verify(self) -> list[str]:
        """Every file that is missing or differs from the manifest, in words."""
        problems = []
        for ident, row in sorted(self.rows.items()):
            for kind, path in (
                ("graph", self._file(ident)),
                ("text", self.path / "texts" / f"{ident}.txt"),
                ("original", self.path / "originals" / ident),
            ):
                if not path.is_file():
                    problems.append(f"{path} is missing")
                elif digest(path.read_bytes()) != row[kind]:
                    problems.append(f"{path} is not the file that was stored")
        return problems

    def nquads(self) -> bytes:
        """All release graphs, as sorted N-Quads; raises StoreError if a file is missing or altered."""
        parts = []
        for ident in self.ids():
            path = self._file(ident)
            raw = path.read_bytes() if path.is_file() else b""
            if digest(raw) != self.rows[ident]["graph"]:
                raise StoreError(f"{path} is missing or damaged; see: kg check --store {self.path}")
            parts.append(raw)
        return b"".join(parts)

    def dataset(self, reference: bytes, computed: Computed | None = None) -> pyoxigraph.Store:
        """The graphs of all releases, the reference graphs and a computed one, ready to be asked.

        The index on disk is used if it was built from this manifest, reference and computation; otherwise it is built anew.
        """
        import pyoxigraph as ox

        made_of = ((self.path / "manifest.jsonl").read_bytes(), reference, (computed.version if computed else "").encode())
        stamp = digest("".join(digest(part) for part in made_of).encode())
        index, record = self.path / "index", self.path / "index.stamp"
        if index.is_dir() and record.is_file() and record.read_text(encoding="utf-8") == stamp:
            return ox.Store.read_only(str(index))
        try:
            record.unlink(missing_ok=True)
            shutil.rmtree(index, ignore_errors=True)
            built = ox.Store(str(index))
            self._fill(built, reference, computed)
            built.flush()
            write_whole(record, stamp.encode())
        except OSError:
            built = ox.Store()
            self._fill(built, reference, computed)
        return built

    def _fill(self, index: pyoxigraph.Store, reference: bytes, computed: Computed | None) -> None:
        import pyoxigraph as ox

        for part in (reference, self.nquads()):
            index.bulk_load(part, format=ox.RdfFormat.N_QUADS)
        if computed:
            index.bulk_load(computed.make(index), format=ox.RdfFormat.N_QUADS)


def digest(raw: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def write_whole(path: Path, raw: bytes) -> None:
    """Write a file so that it is there whole or not at all: beside its place, synced, then moved."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as out:
            out.write(raw)
            out.flush()
            os.fsync(out.fileno())
        os.replace(name, path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; nothing was changed") from error
