"""The store: the same again changes nothing, damage is seen, a second writer waits, a release can go."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from stores import release

from kg.ask import Graph, ask, open_graph
from kg.errors import StoreError
from kg.ingest import ingest
from kg.rdf import reference_nquads
from kg.store import Beside, Computed, Contents, Store
from kg.vocab import RELEASE

BESIDE = Beside("reference", reference_nquads)
TEXTS = {
    "a.txt": "Talks in Lima\n\nPeru and Chile agreed to open a joint office in Lima.\n",
    "b.txt": "Statement on the crew\n\nKenya welcomed the release of the crew by the pirates.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "in"
    source.mkdir()
    for name, text in TEXTS.items():
        (source / name).write_text(text, encoding="utf-8")
    return source


def state(path: Path) -> dict[str, bytes]:
    kept = ("releases", "texts", "originals")
    return {str(p.relative_to(path)): p.read_bytes() for k in kept for p in sorted((path / k).iterdir())}


def test_again_changes_nothing_and_order_does_not_matter(folder: Path, tmp_path: Path) -> None:
    first = ingest(tmp_path / "s1", [folder])
    before = state(tmp_path / "s1")
    again = ingest(tmp_path / "s1", [folder])
    assert (len(first.added), len(again.added), len(again.unchanged)) == (2, 0, 2)
    assert state(tmp_path / "s1") == before
    ingest(tmp_path / "s2", [folder / "b.txt", folder / "a.txt"])
    assert state(tmp_path / "s2") == before


def test_five_times_in_any_order_gives_the_same_bytes(folder: Path, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    for number in range(6):
        (folder / f"more{number}.txt").write_text(TEXTS["a.txt"].replace("Lima", f"Port {number}"), encoding="utf-8")
    files, told = sorted(folder.iterdir()), set[bytes]()
    for turn in range(5):
        ingest(tmp_path / "s", random.Random(turn).sample(files, len(files)))
        told.add(b"".join(Store(tmp_path / "s").graph(i) for i in Store(tmp_path / "s").ids()) + (tmp_path / "s" / "manifest.jsonl").read_bytes())
    assert len(told) == 1
    assert len(Store(tmp_path / "s").ids()) == len(files)
    record_property("figure", "5 of 5 ingests in another order the same bytes")


def test_two_writers_at_once(folder: Path, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """One of them writes; the other waits for it or says that the store is busy, and nothing is lost."""
    command = [sys.executable, "-m", "kg", "ingest", str(folder), "--store", str(tmp_path / "s")]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=env) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes[0] == 0 and codes[1] in (0, 4), said
    assert codes[1] == 0 or "busy" in "".join(said)
    ingest(tmp_path / "alone", [folder])
    assert state(tmp_path / "s") == state(tmp_path / "alone")
    assert Store(tmp_path / "s").verify() == []
    record_property("figure", f"two processes at once: exit codes {codes[0]} and {codes[1]}, bytes as of one")


def test_a_file_with_another_name_is_the_same_release(folder: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "s", [folder], prune=True)
    before = state(tmp_path / "s")
    (folder / "a.txt").rename(folder / "z.txt")
    report = ingest(tmp_path / "s", [folder], prune=True)
    assert state(tmp_path / "s") == before
    assert (len(report.unchanged), report.counts()["rejected"]) == (2, 0)


def test_one_word_changes_one_graph_and_who_is_named_nowhere_is_gone(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "s"
    (folder / "c.txt").write_text("Visit\n\nForeign Minister Ana Ruiz of Peru urged Chile to free the crew.\n", encoding="utf-8")
    ingest(store, [folder], prune=True)
    before = {i: Store(store).graph(i) for i in Store(store).ids()}
    named = {str(cell) for row in ask(store, "offices").rows for cell in row}
    assert "Ana Ruiz" in named
    (folder / "c.txt").write_text("Visit\n\nForeign Minister Eva Sol of Peru urged Chile to free the crew.\n", encoding="utf-8")
    ingest(store, [folder], prune=True)
    after = {i: Store(store).graph(i) for i in Store(store).ids()}
    assert len(set(before.items()) - set(after.items())) == len(set(after.items()) - set(before.items())) == 1
    assert "Ana Ruiz" not in {str(cell) for row in ask(store, "offices").rows for cell in row}
    (folder / "c.txt").unlink()
    ingest(store, [folder], prune=True)
    assert set(Store(store).ids()) < set(before) and len(Store(store).ids()) == 2
    assert "Eva Sol" not in {str(cell) for row in ask(store, "offices").rows for cell in row}


def test_an_edited_file_replaces_its_release(folder: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "s", [folder])
    (folder / "a.txt").write_text(TEXTS["a.txt"].replace("Lima.", "Cusco."), encoding="utf-8")
    report = ingest(tmp_path / "s", [folder])
    assert (len(report.changed), len(report.unchanged)) == (1, 1)
    store = Store(tmp_path / "s")
    assert len(store.ids()) == 2
    assert any("Cusco" in store.text(i) for i in store.ids())
    assert store.verify() == []


def test_a_release_can_be_removed(folder: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "s", [folder])
    store = Store(tmp_path / "s")
    with store.writing():
        store.remove(store.ids()[0])
    assert len(Store(tmp_path / "s").ids()) == 1
    assert Store(tmp_path / "s").verify() == []


@pytest.mark.parametrize("kind", ["releases", "texts", "originals"])
def test_damage_is_seen(folder: Path, tmp_path: Path, kind: str) -> None:
    ingest(tmp_path / "s", [folder])
    victim = sorted((tmp_path / "s" / kind).iterdir())[0]
    victim.write_bytes(victim.read_bytes()[:-3])
    assert len(Store(tmp_path / "s").verify()) == 1


def test_a_damaged_graph_is_never_answered_from(folder: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "s", [folder])
    sorted((tmp_path / "s" / "releases").iterdir())[0].unlink()
    with pytest.raises(StoreError, match="missing or damaged"):
        Store(tmp_path / "s").dataset(BESIDE)


def test_leftovers_of_a_broken_write_do_no_harm(folder: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "s", [folder])
    (tmp_path / "s" / "releases" / ".new-half").write_bytes(b"<half")
    assert Store(tmp_path / "s").verify() == []
    assert len(Store(tmp_path / "s").dataset(BESIDE)) > 100


def test_a_second_writer_is_told(folder: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "s", [folder])
    with Store(tmp_path / "s").writing(), pytest.raises(StoreError, match="busy"), Store(tmp_path / "s").writing():
        pass


def test_the_index_is_a_cache(folder: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "s", [folder])
    count = len(Store(tmp_path / "s").dataset(BESIDE))
    assert len(Store(tmp_path / "s").dataset(BESIDE)) == count
    (tmp_path / "s" / "index.stamp").write_text("stale", encoding="utf-8")
    assert len(Store(tmp_path / "s").dataset(BESIDE)) == count


def test_a_computed_graph_is_made_with_the_index_and_made_anew_when_its_version_changes(folder: Path, tmp_path: Path) -> None:
    ingest(tmp_path / "s", [folder])
    made = []

    def links(word: str) -> Computed:
        def make(now: Contents, kept: Path | None) -> bytes:
            made.append(word)
            assert kept is not None and kept.parent.is_dir()
            return "".join(f'<urn:a> <urn:p> "{said}" <urn:links> .\n' for said in (word, len(now.releases))).encode()

        return Computed("urn:links", word, make)

    count = len(Store(tmp_path / "s").ids())
    for word in ("one", "one", "two"):
        dataset = Store(tmp_path / "s").dataset(replace(BESIDE, computed=links(word)))
        for graph in (ox.NamedNode("urn:links"), ox.DefaultGraph()):
            assert {q.object.value for q in dataset.quads_for_pattern(ox.NamedNode("urn:a"), None, None, graph)} == {word, str(count)}
    assert made == ["one", "two"]


def test_the_default_graph_holds_each_triple_of_the_others_once(tmp_path: Path) -> None:
    """Also after releases that say the same of one person came and went one by one."""
    store, held = Store(tmp_path / "s", create=True), set[int]()
    for changed in ({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {1}, {2, 3}, {1}, {1, 2}):
        with store.writing():
            for number in changed:
                ident, source, original, text, nquads = release(number)
                if number in held:
                    store.remove(ident)
                else:
                    shared = f'<urn:person> <urn:label> "seen in {number % 2}" <{RELEASE}{ident}#graph> .\n'.encode()
                    store.put(ident, source, original, text, b"".join(sorted([*nquads.splitlines(keepends=True), shared])))
        held ^= changed
        dataset = Store(tmp_path / "s").dataset(BESIDE)
        once = [q.triple for q in dataset.quads_for_pattern(None, None, None, ox.DefaultGraph())]
        named = {q.triple for q in dataset if q.graph_name != ox.DefaultGraph()}
        assert len(once) == len(set(once))
        assert set(once) == named


def test_an_answer_is_kept_until_the_store_changes(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s"
    ingest(path, [folder])
    first = ask(path, "agreed")
    assert len(first) == 1
    assert first == open_graph(path).ask("agreed")
    with monkeypatch.context() as broken:
        broken.setattr(Graph, "ask", None)
        assert ask(path, "agreed") == first, "it is only looked up"
    kept = next(path.glob("index/*.answers/*"))
    kept.write_bytes(kept.read_bytes().replace(b"Lima", b"Cuzc"))
    assert ask(path, "agreed") == first, "a damaged one is not believed"
    assert len(ask(path, "agreed", party="KEN")) == 0, "what is asked is part of it"
    (folder / "a.txt").unlink()
    ingest(path, [folder], prune=True)
    assert len(ask(path, "agreed")) == 0
    assert Store(path).verify() == [], "an index made anew is not taken for the former one"
    (folder / "a.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    ingest(path, [folder])
    assert ask(path, "agreed") == first
    assert len(list(path.glob("index/*.answers"))) == 2, "those of the last two generations"
