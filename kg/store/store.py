"""The store itself: puts, refuses and removes releases so that what was acknowledged is whole, whatever happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import RejectedInput, StoreError, UsageError
from kg.store.files import PARTIAL, digest, sync_folder, write_file, write_whole
from kg.store.index import Beside, Contents, Index
from kg.store.kept import Kept
from kg.store.lock import holder, is_locked, locked
from kg.store.manifest import Manifest, Row, stamp

if TYPE_CHECKING:
    import pyoxigraph

_FOLDERS = ("releases", "texts", "originals")
_BATCH = 64


class Store:
    """One folder: ``releases/ID.DIGEST.nq``, ``texts/ID.txt``, ``originals/SHA256``, the manifest and ``index/``.

    A row of the manifest stands for one source: a file or an entry of one. Two sources can give the same release; it is
    then the reading of the one whose name comes first, in whatever order they came. No file is ever written again with other bytes
    under its name, and none is taken away before the manifest has let it go: so a reader needs no lock.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        self._manifest = Manifest(path)
        self._index = Index(path)
        if not self._manifest.exists():
            if (path / "format").is_file():
                raise StoreError(f"{path} is not a store of this version; read its releases again into a new one")
            if not create:
                raise StoreError(f"no store at {path}. Create one: kg ingest PATH --store {path}")
            self._make()
        self._load()

    def _make(self) -> None:
        try:
            for name in _FOLDERS:
                (self.path / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror}; choose a folder that can be written") from error
        self._manifest.fold()

    def _load(self) -> None:
        self._manifest.load()
        self._count()

    def _count(self) -> None:
        self._changes: list[Row] = []
        self._gone: set[str] = set()
        self._sources: dict[str, set[str]] = {}
        self._uses: Counter[str] = Counter()
        for row in self.rows.values():
            self._enter(row)

    def _enter(self, row: Row) -> None:
        for name in self._names(row).values():
            self._uses[name] += 1
        if "id" in row:
            self._sources.setdefault(row["id"], set()).add(row["source"])

    def _leave(self, row: Row) -> None:
        for name in self._names(row).values():
            self._uses[name] -= 1
            self._gone.add(name)
        if "id" in row:
            self._sources[row["id"]].discard(row["source"])
            if not self._sources[row["id"]]:
                del self._sources[row["id"]]

    @staticmethod
    def _names(row: Row) -> dict[str, str]:
        """The files of a row in the folder, by the key of their digest in the row; a refused input has none."""
        if "id" not in row:
            return {}
        return {"graph": f"releases/{row['id']}.{row['graph'][:12]}.nq", "text": f"texts/{row['id']}.txt", "original": f"originals/{row['original']}"}

    def _files(self, row: Row) -> dict[str, Path]:
        return {kind: self.path / name for kind, name in self._names(row).items()}

    # What is there

    @property
    def rows(self) -> dict[str, Row]:
        """What became of each source, by its name."""
        return self._manifest.rows

    @property
    def stamp(self) -> str:
        """A digest of all that the store holds, as it was read."""
        return self._manifest.stamp

    def ids(self) -> list[str]:
        """The ids of all releases, sorted."""
        return sorted(self._sources)

    def row(self, ident: str) -> Row:
        """The row whose reading is the release. Raises UsageError if it is not there."""
        if ident not in self._sources:
            raise UsageError(f"{self.path} holds no release {ident}; see: kg ask releases --store {self.path}")
        return self.rows[min(self._sources[ident])]

    def refused(self) -> list[Row]:
        """The rows of the inputs that were kept out, each with its code and reason, sorted by source."""
        return [row for source, row in sorted(self.rows.items()) if "code" in row]

    def text(self, ident: str) -> str:
        """The reading text of a release."""
        return self._get(self.row(ident), "text").decode()

    def original(self, row: Row) -> bytes:
        """The bytes that the release of a row was read from."""
        return self._get(row, "original")

    def graph(self, ident: str) -> bytes:
        """The graph of a release, as sorted N-Quads."""
        return self._get(self.row(ident), "graph")

    def _get(self, row: Row, kind: str) -> bytes:
        """A file of a row. Raises StoreError if it is missing or altered."""
        path = self._files(row)[kind]
        raw = path.read_bytes() if path.is_file() else b""
        if digest(raw) != row[kind]:
            raise StoreError(f"{path} is missing or damaged; see: kg check --store {self.path}")
        return raw

    def redactions(self) -> tuple[str, ...]:
        """The names that must not appear, from ``redactions.txt``: one a line, sorted."""
        try:
            lines = (self.path / "redactions.txt").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.path / 'redactions.txt'} cannot be read ({error}); mend it: nothing is read while it is unknown what to cover") from error
        return tuple(sorted({" ".join(line.split()) for line in lines if line.strip() and not line.startswith("#")}))

    def nquads(self) -> bytes:
        """All release graphs, each as sorted N-Quads, in order of their ids. Raises StoreError if a file is missing or altered."""
        return b"".join(self.graph(ident) for ident in self.ids())

    def dataset(self, beside: Beside, *, whole: bool = True) -> pyoxigraph.Store:
        """The graphs of all releases and those beside them, ready to be asked, and never written again.

        While another process writes, this is the last published state; otherwise it is what the store holds now, without ``whole``
        but for the computed graph.
        """
        for last in (False, False, True):
            try:
                return self._index.open(lambda: Store(self.path).contents(beside), late=self._is_busy(), whole=whole)
            except StoreError:  # a writer may have taken away a file that the manifest named when it was read
                if last:
                    raise
        raise AssertionError

    def contents(self, beside: Beside) -> Contents:
        """What the store holds as answers see it: the graphs as they were read, with what people say laid over them."""
        over, releases = beside.over() if beside.over else None, {ident: self.row(ident)["graph"] for ident in self.ids()}
        told = over.told if over else {}

        def graph(ident: str) -> bytes:
            return over.lay(ident, self.graph(ident), self.text(ident)) if over and ident in told else self.graph(ident)

        return Contents(self.stamp, {i: sha + told.get(i, "") for i, sha in releases.items()}, graph, beside)

    @property
    def kept(self) -> Path:
        """Where whoever makes the computed graph keeps what it read, beside the index."""
        return self._index.kept

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the store for one writer; raises StoreError if another has it.

        What was put is acknowledged by ``commit``, now and then and at the end; after an error, what was not is not there.
        """
        with locked(self.path):
            self._load()
            if self._manifest.problems():
                self._tidy()
            try:
                yield
            except BaseException as error:
                self._load()
                if isinstance(error, KeyboardInterrupt):
                    self._tidy()
                raise
            self.commit()
            if self._manifest.is_open():
                self._manifest.fold()

    def _is_busy(self) -> bool:
        """Whether a writer is at work; a journal alone may be left of one that was ended."""
        return self._manifest.is_open() and is_locked(self.path)

    def put(self, ident: str, source: str, original: bytes, text: str, nquads: bytes, **how: Any) -> str:
        """Bring in what a source gave and say added, changed or unchanged; what it gave before goes.

        ``how`` is kept with it: what was given and said beside the text, and what it was read with. Raises StoreError,
        and RejectedInput (same-id) where another text has the same id.
        """
        row = {
            **how,
            "id": ident,
            "source": source,
            "original": digest(original),
            "text": digest(text.encode()),
            "graph": digest(nquads),
            "quads": nquads.count(b"\n"),
        }
        former = self.rows.get(source)
        if former == row:
            return "unchanged"
        before = self.row(ident) if ident in self._sources else None
        if before and before["text"] != row["text"]:
            raise RejectedInput("same-id", f"{source}: another text has its id {ident}; give it a date or an issuer")
        self._begin()
        for kind, raw in (("original", original), ("text", text.encode()), ("graph", nquads)):
            write_file(self._files(row)[kind], raw)
        self._set(row)
        if former and former.get("id", ident) != ident:
            return "changed"
        if before is None:
            return "added"
        return "unchanged" if self.row(ident)["graph"] == before["graph"] else "changed"

    def refuse(self, source: str, original: bytes, code: str, reason: str, **how: Any) -> None:
        """Keep an input out, and note why; what its source gave before goes."""
        row = {**how, "source": source, "original": digest(original), "code": code, "reason": reason}
        if self.rows.get(source) != row:
            self._set(row)

    def redact(self, names: Iterable[str]) -> None:
        """Add to the names that must not appear; what was kept of the graphs as they were is dropped."""
        told = sorted({*self.redactions(), *(" ".join(name.split()) for name in names if name.strip())})
        write_whole(self.path / "redactions.txt", "".join(f"{name}\n" for name in told).encode())
        self.kept.unlink(missing_ok=True)

    def doubt(self, source: str) -> None:
        """Have what a source gave read again when it is given again."""
        self._set({k: v for k, v in self.rows[source].items() if k != "read"})

    def drop(self, sources: Iterable[str]) -> None:
        """Take out what these sources gave."""
        for source in sources:
            self._leave(self.rows.pop(source))
            self._change({"drop": source})

    def remove(self, ident: str) -> None:
        """Take one release out, whatever sources gave it; raises UsageError if it is not there."""
        self.row(ident)
        self.drop(sorted(self._sources[ident]))

    def _set(self, row: Row) -> None:
        if row["source"] in self.rows:
            self._leave(self.rows[row["source"]])
        self.rows[row["source"]] = row
        self._enter(row)
        self._change({"put": row})

    def _change(self, change: Row) -> None:
        self._changes.append(change)
        if len(self._changes) >= _BATCH:
            self.commit()

    def _begin(self) -> None:
        """The journal is there before the first new file: so it is known that files may lie about that no row names."""
        if not self._manifest.is_open():
            self._manifest.append([])

    def commit(self) -> None:
        """Acknowledge what was put, refused and removed: from here on it lasts. Raises StoreError."""
        if not self._changes:
            return
        for name in _FOLDERS:
            sync_folder(self.path / name)
        self._manifest.append(self._changes)
        self._changes = []
        for name in self._gone:
            if not self._uses[name]:
                (self.path / name).unlink(missing_ok=True)
        self._gone = set()

    def _tidy(self) -> None:
        """End what a writer did not: take away the files that no row names, and fold the journal in."""
        for folder in (self.path, *(self.path / name for name in _FOLDERS)):
            for path in folder.iterdir():
                if path.name.startswith(PARTIAL) or (folder != self.path and not self._uses[f"{folder.name}/{path.name}"]):
                    path.unlink()
        self._manifest.fold()

    # Checking

    def verify(self) -> list[str]:
        """Every file that is missing or is not what was stored, in words."""
        if self._is_busy():
            raise StoreError(f"{self.path} is busy: process {holder(self.path)} is writing; try again later")
        problems = self._manifest.problems()
        for _, row in sorted(self.rows.items()):
            for kind, path in self._files(row).items():
                if not path.is_file():
                    problems.append(f"{path} is missing")
                elif digest(raw := path.read_bytes()) != row[kind]:
                    problems.append(f"{path} is not the file that was stored")
                elif kind == "graph" and raw.count(b"\n") != row["quads"]:
                    problems.append(f"{path} does not hold {row['quads']} quads")
        return list(dict.fromkeys(problems)) + self._index.problems()

    def damaged(self, row: Row) -> list[str]:
        """Which files of a row are missing or altered: graph, text, original."""
        return [kind for kind, path in self._files(row).items() if not path.is_file() or digest(path.read_bytes()) != row[kind]]

    def restore(self, row: Row, kind: str, raw: bytes) -> None:
        """Write a file of a row anew. Raises StoreError if these are not the bytes that were stored."""
        if digest(raw) != row[kind]:
            raise StoreError(f"{self._files(row)[kind]}: what was made anew is not what was stored")
        write_file(self._files(row)[kind], raw)


def former_contents(path: Path, beside: Beside) -> Contents:
    """What the store held when it was last asked before its last change. Raises UsageError where that is not known."""
    found = Index(path).former(Store(path).contents(beside))
    if found is None:
        raise UsageError(f"{path} has no former state: it has not changed since it was first asked; or compare with a copy: kg diff COPY now")
    return found


def last_dataset(path: Path, beside: Beside) -> pyoxigraph.Store:
    """What was published last, though the store or what people say has changed since; where nothing was, as ``open_dataset``."""
    found = Index(path).last()
    return open_dataset(path, beside)[0] if found is None else found


def open_dataset(path: Path, beside: Beside, *, whole: bool = True) -> tuple[pyoxigraph.Store, Kept | None]:
    """As ``Store.dataset``, at once where the published generation is that of the manifest as it lies there. Raises StoreError.

    With it where its answers are kept; None where it is not the published state of the store as it is now.
    """
    index, now = Index(path), stamp(path)
    found = index.published(now, beside, whole=whole)
    if found is None:
        built, now = Store(path).dataset(beside, whole=whole), stamp(path)
        found = index.published(now, beside, whole=whole)  # a writer may have come between
        if found is None:
            return built, None
    return found, index.answers(now, beside, whole=whole)


def kept_answers(path: Path, beside: Beside, *, whole: bool = True) -> Kept | None:
    """Where answers of the store as it is now are kept; None while its index is not built."""
    return Index(path).answers(stamp(path), beside, whole=whole)


def salvage(path: Path) -> list[str]:
    """Make the manifest of a damaged store whole from its copy and journal, drop the index, and say what was lost."""
    manifest = Manifest(path)
    if not manifest.exists():
        raise StoreError(f"no store at {path}. Create one: kg ingest PATH --store {path}")
    for name in _FOLDERS:
        (path / name).mkdir(exist_ok=True)
    with locked(path):
        lost = manifest.salvage()
        manifest.fold()
        Index(path).drop()
    return lost
