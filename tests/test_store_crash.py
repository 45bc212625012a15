"""Whatever happens to the writer or to the disk, the store opens, what was acknowledged is whole, and nothing is there by half."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from stores import fake_make, release, state

from kg.cli import main
from kg.ingest import bring, ingest
from kg.store import Store

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))

import crash

Figure = Callable[[str, object], None]


@pytest.fixture(autouse=True)
def cached() -> Iterator[None]:
    with crash.fake_readings():
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    crash.prepare(tmp_path)
    return tmp_path


def few_and_many(few: int, many: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("count", [few, pytest.param(many, marks=pytest.mark.slow)])


@few_and_many(10, 200)
def test_killed_at_any_point(home: Path, count: int, record_property: Figure) -> None:
    told = crash.kills(home, count)
    record_property("figure", crash.words(told))
    assert crash.failed("kill", told) == []
    assert told["run again"] == told["run again, bytes equal"] > 0
    assert told["killed at work"] >= count // 10, "the kills came too late to try anything"


@few_and_many(10, 50)
def test_full_disk(home: Path, count: int, record_property: Figure) -> None:
    told = crash.disks(home, count)
    record_property("figure", crash.words(told))
    assert crash.failed("disk", told) == []


@few_and_many(20, 100)
def test_damaged_files(home: Path, count: int, record_property: Figure) -> None:
    told = crash.damages(home, count)
    record_property("figure", crash.words(told))
    assert crash.failed("damage", told) == []
    assert told["original lost, said so and given again"] < count // 2


def test_an_error_of_the_writer_leaves_what_was_acknowledged(tmp_path: Path) -> None:
    store = Store(tmp_path / "s", create=True)
    with pytest.raises(ZeroDivisionError), store.writing():
        store.put(*release(1))
        store.commit()
        store.put(*release(2))
        raise ZeroDivisionError
    assert Store(tmp_path / "s").ids() == store.ids() == [release(1)[0]]


def test_an_interruption_leaves_a_whole_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crash.folder(tmp_path / "in")

    def interrupted(inputs, workers):
        for number, found in enumerate(inputs):
            if number == 7:
                raise KeyboardInterrupt
            yield fake_make(found)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bring, "make_all", interrupted)
    result = CliRunner().invoke(main, ["ingest", "in"])
    assert result.exit_code == 130, result.output
    assert "interrupted" in result.output
    assert Store(Path("kg-store")).verify() == []
    monkeypatch.setattr(bring, "make_all", lambda inputs, workers: map(fake_make, inputs))
    assert CliRunner().invoke(main, ["ingest", "in"]).exit_code == 3
    ingest(tmp_path / "other", [tmp_path / "in"])
    assert state(tmp_path / "kg-store") == state(tmp_path / "other")
