"""Links are made when they are asked for: late, and then byte for byte what they are from nothing, whatever came before."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from kg import curation, linking, query
from kg.ask import CORRECTIONS, Graph, ask, contents, open_graph, state
from kg.ingest import ingest
from kg.linking import told
from kg.store import Store
from kg.store.index import load

RELEASES = Path(__file__).parent / "memory" / "releases.jsonl"
PLAIN = ("agreed", "met", "urged", "issues", "actors")
LINKED = ("fates", "restated", "same", "names_used", "overdue")
TERMS = {"type", "linkKind", "linkFrom", "linkTo", "rule", "score", "because"}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of twelve releases, whose index is built."""
    path = tmp_path_factory.mktemp("late") / "store"
    ingest(path, [RELEASES], workers=1)
    open_graph(path)
    return path


def from_nothing(path: Path) -> Graph:
    """What the store holds, loaded into memory, with links made of it."""
    held = contents(path)
    dataset = held.dataset(sorted(held.releases))
    load(dataset, linking.links_nquads(linking.remember(dataset)))
    return Graph(dataset)


class Desk:
    """Somebody who removes releases, brings them back, and rejects what was read, by chance."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path, self.chance, self.gone = path, random.Random(seed), list[tuple[Any, ...]]()

    def remove(self) -> None:
        store = Store(self.path)
        ident = self.chance.choice(store.ids())
        row = store.row(ident)
        how = {k: v for k, v in row.items() if k not in ("id", "source", "original", "text", "graph", "quads")}
        self.gone.append((ident, row["source"], store.original(row), store.text(ident), store.graph(ident), how))
        with store.writing():
            store.remove(ident)

    def bring_back(self) -> None:
        if self.gone:
            *what, how = self.gone.pop()
            store = Store(self.path)
            with store.writing():
                store.put(*what, **how)

    def reject(self) -> None:
        graph, store = open_graph(self.path, linked=False), Store(self.path)
        act = self.chance.choice([a for a in graph.acts() if a["document"] in store.ids()])
        sha256 = next(str(row[2]) for row in query.load("provenance").run(graph.dataset).rows if str(row[6]).endswith(act["document"]))
        curation.append(self.path / CORRECTIONS, curation.correction_of(act, sha256, "reject", {}))


    def damage(self) -> None:
        """What was kept of the last links is cut off, or gone."""
        kept = Store(self.path).kept
        kept.write_bytes(kept.read_bytes()[: self.chance.randrange(4000)]) if self.chance.random() < 0.5 else kept.unlink()
        self.reject()


@pytest.mark.parametrize("seed", [1, 2, pytest.param(3, marks=pytest.mark.slow)])
def test_links_are_those_of_a_computation_from_nothing(read: Path, tmp_path: Path, seed: int) -> None:
    path = shutil.copytree(read, tmp_path / "store")
    desk = Desk(path, seed)
    for _ in range(6):
        desk.chance.choice([desk.remove, desk.bring_back, desk.reject, desk.reject, desk.damage])()
        fresh = from_nothing(path)
        for name in desk.chance.sample(PLAIN, 2):
            assert ask(path, name) == fresh.ask(name), "before the links are made anew"
        if desk.chance.random() < 0.6:
            assert open_graph(path).links() == fresh.links()
            name = desk.chance.choice(LINKED)
            assert ask(path, name) == fresh.ask(name)
    assert open_graph(path).links() == from_nothing(path).links()


def test_a_correction_does_not_make_links_until_somebody_asks_for_them(read: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, made = shutil.copytree(read, tmp_path / "store"), []
    make = linking.links_nquads
    monkeypatch.setattr(linking, "links_nquads", lambda *a: made.append(1) or make(*a))
    Desk(path, 3).reject()
    ask(path, "agreed")
    assert made == []
    ask(path, "fates")
    ask(path, "agreed")
    assert made == [1]


def test_only_releases_that_changed_are_read_again_for_links(read: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, graphs = shutil.copytree(read, tmp_path / "store"), []
    facts = told.facts
    monkeypatch.setattr(told, "facts", lambda raw: graphs.append(raw) or facts(raw))
    desk = Desk(path, 5)
    for deed, count in ((desk.remove, 0), (desk.reject, 1), (desk.bring_back, 1), (desk.damage, len(Store(path).ids()))):
        deed()
        graphs.clear()
        ask(path, "fates")
        assert len(graphs) == count, deed


def test_what_was_before_the_last_change_is_still_known_when_links_are_made(read: Path, tmp_path: Path) -> None:
    path = shutil.copytree(read, tmp_path / "store")
    before = contents(path).releases
    Desk(path, 4).remove()
    ask(path, "agreed")
    ask(path, "fates")
    former = state(path, "former")
    assert former is not None and former.releases == before


def test_who_asks_for_no_link_meets_none(read: Path) -> None:
    """Every tie of the graph of links is known to be one, so that a question with it waits for the links."""
    ties = {line.split(" ")[1].strip("<>").rpartition("#")[2] for line in open_graph(read).links().decode().splitlines()}
    assert len(ties) > 10
    text = "?a dip:{} ?b"
    assert {tie for tie in ties if not query._LINKS.search(text.format(tie))} <= TERMS
