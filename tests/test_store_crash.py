"""Whatever happens to the writer or to the disk, the store opens, what was acknowledged is whole, and nothing is there by half."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from stores import fake_make, release, state, write

from kg.cli import main
from kg.errors import StoreError
from kg.ingest import bring, ingest, repair
from kg.store import Store

HERE = Path(__file__).resolve().parent
UNFINISHED = "did not come to its end"


@pytest.fixture
def cached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bring, "make_all", lambda inputs, workers: map(fake_make, inputs))
    monkeypatch.setattr(repair, "make", fake_make)


def writer(path: Path, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(HERE / "stores.py"), str(path), str(seed)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(HERE.parent)})


@pytest.mark.parametrize("kills", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_killed_at_any_point(tmp_path: Path, kills: int) -> None:
    write(tmp_path / "whole", 0)
    whole, chance = state(tmp_path / "whole"), random.Random(kills)
    lasted: list[float] = []
    broken = 0
    for number in range(kills):
        path = tmp_path / "s" if number % 2 else tmp_path / f"s{number}"  # into a new store, and into one killed before
        process = writer(path, number)
        assert process.stdout
        told = process.stdout.readline() if number % 3 else ""  # also before anything was acknowledged
        time.sleep(chance.uniform(0, max(lasted, default=0.2)))
        begun = time.perf_counter()
        process.kill()
        told += process.stdout.read()
        process.wait()
        process.stdout.close()
        lasted.append(min(1.0, 0.05 + time.perf_counter() - begun))
        acknowledged = set(told.split()) - {"end"}
        if not (path / "manifest.jsonl").is_file():
            assert not acknowledged
            continue
        store = Store(path)
        assert acknowledged <= set(store.ids())
        for ident in store.ids():
            store.graph(ident), store.text(ident), store.original(store.row(ident))
        problems = store.verify()
        assert all(UNFINISHED in p or "manifest.copy" in p for p in problems), problems
        broken += bool(problems)
        if number % 5 == 0:
            write(path, number + 1)
            assert state(path) == whole, "run again, it ends as if nothing had happened"
            assert Store(path).verify() == []
    assert broken >= kills // 10, "the kills came too late to try anything"


def test_an_error_of_the_writer_leaves_what_was_acknowledged(tmp_path: Path) -> None:
    store = Store(tmp_path / "s", create=True)
    with pytest.raises(ZeroDivisionError), store.writing():
        store.put(*release(1))
        store.commit()
        store.put(*release(2))
        raise ZeroDivisionError
    assert Store(tmp_path / "s").ids() == store.ids() == [release(1)[0]]


def test_an_interruption_leaves_a_whole_store(tmp_path: Path, cached: None, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path)

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


def folder(path: Path, count: int = 12) -> None:
    """Texts of many lengths, one that is refused, and lines whose originals are not their texts."""
    (path / "in").mkdir()
    for number in range(count):
        (path / "in" / f"{number}.txt").write_text(f"Talks of {number}. " * (number * 9 + 1), encoding="utf-8")
    (path / "in" / "empty.txt").write_text(" ", encoding="utf-8")
    lines = [f'{{"id": "{number}", "text": "Line {number} of the feed."}}\n' for number in range(count // 2)]
    (path / "in" / "lines.jsonl").write_text("".join(lines), encoding="utf-8")


def test_full_disk(tmp_path: Path, cached: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder(tmp_path)
    ingest(Path("whole"), [Path("in")])
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "old.txt").write_text("Talks of old.", encoding="utf-8")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(len(raw) for raw in state(Path("whole")).values())
    failed = 0
    for point in range(50):
        store = Path(f"s{point}")
        ingest(store, [Path("first")])
        before = state(store)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 + largest * point // 50, hard))
        try:
            result = CliRunner().invoke(main, ["ingest", "in", "--store", str(store)])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        failed += result.exit_code == 4
        assert result.exit_code == 4, result.output
        assert f"kg: {store}/" in result.output, "the path is named"
        assert "Traceback" not in result.output
        after = state(store)
        assert all(after[name] == raw for name, raw in before.items() if name != "manifest.jsonl")
        held = Store(store)
        assert held.text(held.rows["first/old.txt"]["id"]) == "Talks of old."
        assert all(UNFINISHED in p or "manifest.copy" in p for p in held.verify())
        ingest(store, [Path("in")])
        with held.writing():
            held.drop(["first/old.txt"])
        assert state(store) == state(Path("whole")), "once there is room again, nothing is missing"
    assert failed == 50


def test_a_hundred_damaged_files(tmp_path: Path, cached: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder(tmp_path)
    ingest(Path("s"), [Path("in")])
    whole, chance, again = state(Path("s")), random.Random(3), 0
    for case in range(100):
        Store(Path("s")).dataset(b"")
        files = sorted(p for p in Path("s").rglob("*") if p.is_file() and p.name != "lock" and p.stat().st_size)
        if case % 3 == 0:  # there are more files in an index than in all else
            files = [p for p in files if "index" not in p.parts]
        victim = chance.choice(files)
        damage(victim, chance)
        assert seen(Path("s")), f"{victim} is damaged and nobody says so"
        lost = [line for line in repair.repair(Path("s")) if "lost" in line]
        if lost:
            assert victim.parent.name == "originals", lost
            again += 1
            ingest(Path("s"), [Path("in")])
        assert state(Path("s")) == whole, victim
        assert Store(Path("s")).verify() == []
    assert again < 50


def damage(path: Path, chance: random.Random) -> None:
    raw = bytearray(path.read_bytes())
    if chance.random() < 0.3:
        raw = raw[: chance.randrange(len(raw))]
    else:
        at = chance.randrange(len(raw))
        raw[at] ^= 1 << chance.randrange(8)
    path.unlink()  # an index shares files between its generations
    path.write_bytes(bytes(raw))


def seen(path: Path) -> list[str]:
    try:
        return Store(path).verify()
    except StoreError as error:
        return [str(error)]
