"""The index of a store: published generations that are never written again, each made from the former where little changed."""

from __future__ import annotations

import fcntl
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.store.files import PARTIAL, digest, sealed, unsealed, write_whole
from kg.store.kept import Kept
from kg.vocab import RELEASE

if TYPE_CHECKING:
    import pyoxigraph

_PORTION = 64_000_000
_GRAPH_NAME = re.compile(rb" <[^<> ]*> \.\n")
_ANSWERS = ".answers"
_SMALL = 100_000
_COMPUTED = 1  # the place of its version among those of what stands beside the releases
_FEW = 5  # an index is made anew when more than one in so many releases changed


@dataclass(frozen=True, slots=True)
class Computed:
    """A graph made of what answers are given from; ``version`` changes when ``make`` would give other quads.

    ``make`` may keep what it read in a file beside the generations: its path, or none where nothing can be written.
    """

    graph: str
    version: str
    make: Callable[[Contents, Path | None], bytes]


@dataclass(frozen=True, slots=True)
class Over:
    """What people say of releases: ``told`` has a digest of it for each that is spoken of, ``lay`` their graph with that laid over.

    ``lay`` takes the id, the graph as it was read, and the text.
    """

    told: dict[str, str]
    lay: Callable[[str, bytes, str], bytes]


@dataclass(frozen=True, slots=True)
class Beside:
    """The graphs beside those of the releases: curated ones, made only where an index is built, and a computed one; and what lies over them.

    ``version`` changes when ``reference`` would give other quads, ``said`` when ``over`` may tell something else: so who finds an index
    that fits need not read what people say.
    """

    version: str
    reference: Callable[[], bytes]
    computed: Computed | None = None
    said: str = ""
    over: Callable[[], Over | None] | None = None

    def versions(self) -> list[str]:
        """By what it is known that an index holds these graphs."""
        return [self.version, digest(self.computed.version.encode()) if self.computed else "", self.said]


@dataclass(frozen=True, slots=True)
class Contents:
    """What answers are given from: the digest of each release's graph, how to get it with what people say laid over it, and the graphs beside."""

    stamp: str
    releases: dict[str, str]
    graph: Callable[[str], bytes]
    beside: Beside

    def dataset(self, idents: Iterable[str]) -> pyoxigraph.Store:
        """Some of the releases with the curated graphs, in memory and without links."""
        some = {ident: self.releases[ident] for ident in idents if ident in self.releases}
        return _filled(_memory(), replace(self, releases=some, beside=replace(self.beside, computed=None)))


class Index:
    """``index/current.json`` names the published generation, a folder beside it; readers of an older one keep it open.

    A generation holds every graph under its name, and in its default graph every triple once: so a question to all graphs reads
    no triple twice, however many releases describe the same person. What is derived is in no generation.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "index"
        self.record = self.path / "current.json"
        self.former_record = self.path / "former.json"
        self.kept = self.path / "computed.told"

    def open(self, now: Callable[[], Contents], *, late: bool, whole: bool = True) -> pyoxigraph.Store:
        """The published generation if it holds what the store holds now, else the next one.

        ``late`` says that a writer is at work: then the last published state will do. Who asks nothing of the computed graph does not
        need it as it is now: without ``whole`` it may be that of an earlier state, and is not made anew where little changed.
        """
        wanted = now()
        if (found := self.published(wanted.stamp, wanted.beside, late=late, whole=whole)) is not None:
            return found
        try:
            with self._alone():
                wanted = now()  # what was so before this reader's turn may be so no more
                found = self.published(wanted.stamp, wanted.beside, late=late, whole=whole)
                return found if found is not None else self._publish(wanted, whole)
        except (OSError, StoreError):  # a folder that cannot be written: the memory serves as well
            return _filled(_memory(), now())

    def published(self, stamp: str, beside: Beside, *, late: bool = False, whole: bool = True) -> pyoxigraph.Store | None:
        """The published generation, if it is one of this state of the store; ``late``: of any; without ``whole``: but for the computed graph."""
        told = self._told()
        return self._opened(told) if _fits(told, stamp, beside, late=late, whole=whole) else None

    def last(self) -> pyoxigraph.Store | None:
        """The generation published last, of whatever state of the store."""
        told = self._told()
        return self._opened(told) if told else None

    def former(self, now: Contents) -> Contents | None:
        """What the last generation that held something else was made of, if it is there still: the published one, or the one before."""
        for told in (self._told(), _whole(self.former_record)):
            if told and told["releases"] != now.releases and (held := self._opened(told)) is not None:
                return Contents(told["stamp"], told["releases"], partial(_graph_of, held), now.beside)
        return None

    def answers(self, stamp: str, beside: Beside, *, whole: bool = True) -> Kept | None:
        """Where answers that the published generation gives are kept, if it is one of this state of the store."""
        told = self._told()
        if not _fits(told, stamp, beside, whole=whole):
            return None
        return Kept(self.path / f"{told['generation']}{_ANSWERS}", digest(json.dumps([stamp, told["beside"]]).encode()))

    def problems(self) -> list[str]:
        """Every file of the published generation that is missing or altered, in words."""
        if not self.path.is_dir():
            return []
        if not (told := self._told()):
            return [f"{self.record} is missing or damaged"] if any(self.path.iterdir()) else []
        home = self.path / told["generation"]
        return [f"{home / name} is not the file that was stored" for name, (_, sha) in told["files"].items()
                if not (home / name).is_file() or digest((home / name).read_bytes()) != sha]  # fmt: skip

    def drop(self) -> None:
        """Take the index away; the next reader builds it."""
        shutil.rmtree(self.path, ignore_errors=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.path.mkdir(exist_ok=True)
        with (self.path / "lock").open("w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _told(self) -> dict[str, Any]:
        """The record, if it is whole."""
        return _whole(self.record)

    def _opened(self, told: dict[str, Any]) -> pyoxigraph.Store | None:
        """A generation for reading, if its files are those that were published: damaged ones can open silently empty.

        Small files are read through, they tell where all else is; a block of a large one carries its own check.
        """
        import pyoxigraph as ox

        home = self.path / told["generation"]
        try:
            for name, (size, sha) in told["files"].items():
                if (home / name).stat().st_size != size or (size < _SMALL and digest((home / name).read_bytes()) != sha):
                    return None
            return ox.Store.read_only(str(home))
        except OSError:
            return None

    def _publish(self, wanted: Contents, whole: bool) -> pyoxigraph.Store:
        import tempfile

        import pyoxigraph as ox

        told = self._told()
        generation = str(int(told.get("generation", "0")) + 1)
        home = Path(tempfile.mkdtemp(dir=self.path, prefix=PARTIAL))
        changed = self._changed(told, wanted)
        former = None if changed is None else self._opened(told)
        if changed is None or former is None:
            whole, built = True, _filled(ox.Store(str(home / "new")), wanted, self.kept)
            built.optimize()  # questions take half as long; a generation made from another keeps its files
        else:
            former.backup(str(home / "new"))
            built = _renewed(ox.Store(str(home / "new")), wanted, changed)
            if whole:
                _compute(built, wanted, self.kept)
        built.flush()
        built.backup(str(home / "whole"))
        del built
        shutil.rmtree(self.path / generation, ignore_errors=True)
        (home / "whole").rename(self.path / generation)
        if told and told["releases"] != wanted.releases:
            write_whole(self.former_record, sealed(json.dumps(told, sort_keys=True).encode()))
        self._note(wanted, generation, told, whole)
        self._sweep(generation, told.get("generation"), _whole(self.former_record).get("generation"))
        return ox.Store.read_only(str(self.path / generation))

    def _changed(self, told: dict[str, Any], wanted: Contents) -> set[str] | None:
        """The releases that differ from the published generation, or None where it is better to begin anew."""
        if not told or told["beside"][0] != wanted.beside.version:
            return None
        had, want = told["releases"], wanted.releases
        changed = {i for i in had.keys() | want.keys() if had.get(i) != want.get(i)}
        return changed if len(changed) * _FEW <= len(want) else None

    def _note(self, wanted: Contents, generation: str, former: dict[str, Any], whole: bool) -> None:
        known = {}  # generations share their large files
        for name, (_, sha) in former.get("files", {}).items():
            with suppress(OSError):
                known[(self.path / former["generation"] / name).stat().st_ino] = sha
        files = {}
        for path in sorted((self.path / generation).iterdir()):
            there = path.stat()
            files[path.name] = [there.st_size, known.get(there.st_ino) or digest(path.read_bytes())]
        curated, links, over = wanted.beside.versions()
        told = {"stamp": wanted.stamp, "generation": generation, "beside": [curated, links if whole else "", over], "files": files, "releases": wanted.releases}  # fmt: skip
        write_whole(self.record, sealed(json.dumps(told, sort_keys=True).encode()))

    def _sweep(self, *kept: str | None) -> None:
        for path in self.path.iterdir():
            if path.is_dir() and path.name.removesuffix(_ANSWERS) not in kept:
                shutil.rmtree(path, ignore_errors=True)
            elif path.suffix == ".lock" and path.stem not in kept:
                path.unlink(missing_ok=True)


def _fits(told: dict[str, Any], stamp: str, beside: Beside, *, late: bool = False, whole: bool = True) -> bool:
    if not told or not (late or told["stamp"] == stamp):
        return False
    return all(had == want for at, (had, want) in enumerate(zip(told["beside"], beside.versions(), strict=True)) if whole or at != _COMPUTED)


def _whole(record: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(unsealed(record.read_bytes()))
    except (OSError, ValueError):
        return {}
    return told


def _graph_of(held: pyoxigraph.Store, ident: str) -> bytes:
    """The graph of a release as a generation holds it, as sorted N-Quads."""
    import pyoxigraph as ox

    quads = held.quads_for_pattern(None, None, None, ox.NamedNode(f"{RELEASE}{ident}#graph"))
    return "".join(sorted(f"{quad} .\n" for quad in quads)).encode()


def _memory() -> pyoxigraph.Store:
    import pyoxigraph as ox

    return ox.Store()


def load(index: pyoxigraph.Store, raw: bytes) -> None:
    """Quads into their graphs, and their triples into the default graph."""
    import pyoxigraph as ox

    index.bulk_load(raw, format=ox.RdfFormat.N_QUADS)
    index.bulk_load(_GRAPH_NAME.sub(b" .\n", raw), format=ox.RdfFormat.N_TRIPLES)


def _filled(index: pyoxigraph.Store, wanted: Contents, kept: Path | None = None) -> pyoxigraph.Store:
    load(index, wanted.beside.reference())
    _load_graphs(index, wanted, sorted(wanted.releases))
    return _compute(index, wanted, kept)


def _renewed(index: pyoxigraph.Store, wanted: Contents, changed: set[str]) -> pyoxigraph.Store:
    for ident in sorted(changed):
        _renew(index, f"{RELEASE}{ident}#graph", wanted.graph(ident) if ident in wanted.releases else b"")
    return index


def _compute(index: pyoxigraph.Store, wanted: Contents, kept: Path | None) -> pyoxigraph.Store:
    if wanted.beside.computed:
        _renew(index, wanted.beside.computed.graph, wanted.beside.computed.make(wanted, kept))
    return index


def _renew(index: pyoxigraph.Store, name: str, raw: bytes) -> None:
    """Make a graph hold these quads and no others, at the cost of what differs; from the default graph goes what no other graph holds."""
    import pyoxigraph as ox

    had = set(index.quads_for_pattern(None, None, None, ox.NamedNode(name)))
    want = set(ox.parse(raw, format=ox.RdfFormat.N_QUADS))
    for quad in had - want:
        index.remove(quad)
        held = index.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if all(other.graph_name == ox.DefaultGraph() for other in held):
            index.remove(ox.Quad(*quad.triple))
    load(index, "".join(sorted(f"{quad} .\n" for quad in want - had)).encode())


def _load_graphs(index: pyoxigraph.Store, wanted: Contents, ids: list[str]) -> None:
    """In portions, so that memory does not grow with the store."""
    portion: list[bytes] = []
    size = 0
    for ident in ids:
        portion.append(wanted.graph(ident))
        size += len(portion[-1])
        if size > _PORTION:
            load(index, b"".join(portion))
            portion, size = [], 0
    load(index, b"".join(portion))
