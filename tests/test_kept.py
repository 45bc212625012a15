"""Kept answers: the same with and without them, of one state of a store alone, bounded, and never in the way."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from serving import make_store

from kg import query
from kg.ask import Graph, ask, open_graph
from kg.errors import UsageError
from kg.ingest import ingest
from kg.query import Table
from kg.store import Kept, kept

ASKED = [("agreed", {}), ("agreed", {"party": "JPN"}), ("met", {"since": "2018-01-01"}), ("pairs", {}), ("claims", {}), ("agreed", {"until": "1950-01-01"})]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path)


def answers(store: Path) -> list[Path]:
    return sorted(p for p in store.glob("index/*.answers/*"))


@pytest.mark.parametrize(("name", "given"), ASKED)
def test_an_answer_is_the_same_kept_and_not(store: Path, name: str, given: dict[str, str]) -> None:
    plain = Graph(open_graph(store).dataset).ask(name, **given)
    assert [ask(store, name, **given) for _ in range(2)] == [plain, plain]
    assert open_graph(store).ask(name, **given) == plain
    question = query.load(name)
    table = open_graph(store).table(name, given, lambda: pytest.fail("it was kept"))
    assert table == question.run(open_graph(store).dataset, **given)


def test_the_rows_of_a_page_are_kept_for_the_next(store: Path) -> None:
    rows = Table(("who",), (("Peru",),))
    assert open_graph(store).table("actors", {}, lambda: rows) == rows
    assert open_graph(store).table("actors", {}, lambda: pytest.fail("it was kept")) == rows
    assert len(ask(store, "actors")) == 1, "what was kept without who says so is the same where no row is of a statement"


def test_an_answer_is_of_one_state_of_the_store_alone(store: Path, tmp_path: Path) -> None:
    before = ask(store, "releases")
    late = open_graph(store)
    (tmp_path / "more.txt").write_text("Peru and Chile agreed on 3 May 2021 in Lima to open a joint office.\n", encoding="utf-8")
    ingest(store, [tmp_path / "more.txt"])
    assert len(ask(store, "releases")) == len(before) + 1
    assert late.ask("releases") == before, "a reader keeps the state that it began with"
    assert len(ask(store, "releases")) == len(before) + 1, "and leaves nothing of it for others"


def test_what_is_damaged_or_of_another_state_is_not_trusted(store: Path) -> None:
    right = ask(store, "agreed")
    (path,) = answers(store)
    path.write_bytes(path.read_bytes()[:-7] + b"garbage")
    assert ask(store, "agreed") == right
    here = Kept(path.parent, "one")
    here.put("key", {"rows": []})
    assert here.get("key") == {"rows": []} and Kept(path.parent, "other").get("key") is None


def test_answers_go_with_their_generation(store: Path) -> None:
    ask(store, "agreed")
    (path,) = answers(store)
    shutil.rmtree(path.parent.with_suffix(""))
    shutil.rmtree(path.parent)
    Kept(path.parent, "state").put("key", 1)
    assert answers(store) == []


def test_there_are_only_so_many_and_the_oldest_go(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(store, "agreed")
    here = Kept(answers(store)[0].parent, "state")
    size = answers(store)[0].stat().st_size
    monkeypatch.setattr(kept, "_MOST_BYTES", size + 3000)
    for number in range(40):
        here.put(str(number), hashlib.sha256(str(number).encode()).hexdigest() * 3)
    assert sum(p.stat().st_size for p in answers(store)) <= size + 3000
    assert here.get("39") and here.get("0") is None, "each of them is about 200 bytes"
    monkeypatch.setattr(kept, "_LARGEST", 10)
    here.put("large", "word " * 100)
    assert here.get("large") is None


def test_a_refusal_is_not_kept(store: Path) -> None:
    for _ in range(2):
        with pytest.raises(UsageError):
            ask(store, "agreed", party="Nowhere-land")
    assert answers(store) == []
