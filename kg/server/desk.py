"""The store as it is opened for pages: its graph, its short form in memory, its texts, and answers kept for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import nullcontext, suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from kg import query
from kg.ask import CORRECTIONS, JUDGEMENTS, Graph, contents, open_graph
from kg.errors import KgError
from kg.export.acts import Nodes, rows
from kg.query import Table
from kg.server.bounded import Runner
from kg.server.recent import Recent
from kg.store import Store
from kg.store.lock import is_locked
from kg.views.search import Search
from kg.views.selection import Whole
from kg.vocab import VOC

_TRUTH = ("manifest.jsonl", "journal.jsonl", CORRECTIONS, JUDGEMENTS)
_ACTS, _ROWS, _RELEASES, _AHEAD = 20_000, 200_000, 200, 60.0
Ask = Callable[[str, Mapping[str, str]], Table]


class Desk:
    """One state of a store; a changed store is opened anew. ``elsewhere`` answers named questions where this process is not to."""

    def __init__(self, path: Path, elsewhere: Ask | None = None) -> None:
        self.path = path
        self._elsewhere = elsewhere or self._here
        self._whole: dict[str, Whole] = {}
        self.store = Store(path)
        self.graph: Graph = open_graph(path)
        self._held = contents(path)
        self.dataset = self.graph.dataset
        self.catalogue = self.graph.catalogue
        self.search = Search(self.catalogue)
        self.text = lru_cache(maxsize=_RELEASES)(self.store.text)
        self._kept: Recent[Any] = Recent(_ROWS, _weight)
        shared = Nodes(self.dataset)  # what no release has to itself: states, offices, issues
        self.nodes = lru_cache(maxsize=_RELEASES)(lambda release: Nodes(self.dataset, shared))
        self.whole = lru_cache(maxsize=_RELEASES)(self._read_whole)
        self._act = lru_cache(maxsize=_ACTS)(self._made)

    def warm(self) -> None:
        """Make ready what every page needs, which is else made when it is first needed."""
        c = self.catalogue
        for of in (c.by_actor, c.by_issue, c.by_release, c.by_day, c.ties, c.present):
            len(of)
        self.search.find("a")
        self.search.complete("a")

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made once for a key; the least used are forgotten when there are many rows."""
        found = self._kept.get(key)
        return self._kept.put(key, make()) if found is None else found

    def ask(self, name: str, given: Mapping[str, str]) -> Table:
        """The answer to a named question: chosen from the whole one where that is at hand."""
        if (whole := self._whole.get(name)) and query.load(name).selects(given):
            return whole.select(given)
        return self.graph.table(name, given, lambda: self._elsewhere(name, given))

    def foresee(self, whole: Callable[[str], Table]) -> None:
        """Have the answers to the questions that are asked most at hand; of several processes one works them out."""
        with self.graph.kept.in_turn() if self.graph.kept else nullcontext():
            for name in query.CORE:
                with suppress(KgError, KeyError):  # of a statement that the catalogue does not have
                    table = self.graph.table(name, {}, partial(whole, name))
                    if query.load(name).selects({}):
                        self._whole[name] = Whole(self.catalogue, table)

    def _here(self, name: str, given: Mapping[str, str]) -> Table:
        return query.load(name).run(self.dataset, **given)

    def _read_whole(self, release: str) -> Nodes:
        """The nodes of a release, from its graph with the corrections laid over it: read at once, not one by one."""
        found = self.nodes(release)
        with suppress(KgError):
            found.take(self._held.graph(release.rsplit("/", 1)[-1]))
        return found

    def acts(self, iris: Iterable[str]) -> list[dict[str, Any]]:
        """Acts as pages show them, in the given order: with who says so and the pieces of the sentence."""
        return [self._act(iri) for iri in iris]

    def _made(self, iri: str) -> dict[str, Any]:
        (act,) = rows(self.dataset, [iri], self.nodes(iri.partition("#")[0]))
        text = self.text(act["document"])
        filing = self.catalogue.releases.get(act["release"])
        issuer = {"name": self.catalogue.label(filing.issuer) if filing and filing.issuer else "issuer unknown", "iri": filing.issuer if filing else ""}
        return {
            **act,
            "ref": act["id"].rsplit("#", 1)[-1],
            "pieces": pieces(text, act["sentence"], act["content_parts"], act["cue"]),
            "content": " … ".join(" ".join(text[a:b].split()) for a, b in act["content_parts"]),
            "said_by": [issuer, *reversed(act["reported_by"])],
            "title": filing.title if filing else act["document"],
            "day": filing.day if filing else "",
            "issue_nodes": [(i, self.catalogue.label(i)) for i in (f"{VOC}issue/{slug}" for slug in act["issues"])],
        }


def _weight(value: Any) -> int:
    """How many rows are kept with a value, itself counted as some."""
    return 20 + len(getattr(value, "rows", ()))


def pieces(text: str, sentence: Iterable[int], content: Iterable[Iterable[int]], cue: Iterable[int]) -> list[tuple[str, str]]:
    """The sentence cut where its content and its cue begin and end, each piece with its role."""
    first, last = sentence
    cue_start, cue_end = cue
    parts = [tuple(p) for p in content]
    cuts = sorted({first, last, *(min(max(x, first), last) for x in (cue_start, cue_end, *(x for p in parts for x in p)))})
    found = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        role = "cue" if cue_start <= start < cue_end else "content" if any(a <= start < b for a, b in parts) else ""
        found.append((role, " ".join(text[start:end].split("\n"))))
    return found


class Desks:
    """The desk of a store, opened anew when its manifest or what people say changes; a reader keeps the state it began with."""

    def __init__(self, path: Path, runner: Runner | None = None) -> None:
        self.path, self.runner, self.ahead = path, runner, False
        self._truth = [path / name for name in _TRUTH]  # looked at with every request
        self._lock = threading.Lock()
        self._stamp: Any = None
        self._desk: Desk | None = None

    def now(self) -> tuple[Desk, Any]:
        """The desk of the present state, and a stamp that names the state; while a writer is at work, that of before."""
        with self._lock:
            if self._desk is None or self.stamp() is None:
                self._stamp = self._marks()
                self._desk = Desk(self.path, partial(self.runner.table, self._stamp) if self.runner else None)
                self.look_ahead()
            return self._desk, self._stamp

    def stamp(self) -> Any:
        """What names the state that is open, or None where the store has another by now and is to be opened anew."""
        return self._stamp if self._stamp == self._marks() or is_locked(self.path) else None

    def _marks(self) -> tuple[tuple[int, int, int], ...]:
        return tuple(map(_mark, self._truth))

    def look_ahead(self) -> None:
        """Where that is wanted, have the answers to the first questions worked out, while others are served."""
        desk, stamp, runner = self._desk, self._stamp, self.runner
        if desk and runner and self.ahead:
            threading.Thread(target=desk.foresee, args=(lambda name: runner.table(stamp, name, {}, _AHEAD),), daemon=True).start()


def _mark(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)
