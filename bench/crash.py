"""Crashes the store on purpose: kills its writer, fills its disk, damages its files; prints how often all was as it must be.

The readings are made up, so that it is the store that is tried and not the reading. A disk that is full is a small file system in
memory where the machine lets a process of its own mount one, else a limit on the size of files.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

from stores import fake_make, state, write  # noqa: E402

from kg.cli import main as kg  # noqa: E402
from kg.errors import StoreError  # noqa: E402
from kg.ingest import bring, ingest, repair  # noqa: E402
from kg.store import Beside, Store  # noqa: E402

UNFINISHED = ("did not come to its end", "manifest.copy")  # what a store may say of a writer that was ended
LARGE = 1 << 26
Room = Callable[[float | None], None]


@contextmanager
def fake_readings() -> Iterator[None]:
    """Graphs made of the words in place of readings."""
    made = patch.object(bring, "make_all", lambda inputs, workers: map(fake_make, inputs))
    with made, patch.object(repair, "make", fake_make):
        yield


def folder(path: Path, count: int = 12) -> None:
    """Texts of many lengths, one that is refused, and lines whose originals are not their texts."""
    path.mkdir()
    for number in range(count):
        (path / f"{number}.txt").write_text(f"Talks of {number}. " * (number * 9 + 1), encoding="utf-8")
    (path / "empty.txt").write_text(" ", encoding="utf-8")
    lines = [f'{{"id": "{number}", "text": "Line {number} of the feed."}}\n' for number in range(count // 2)]
    (path / "lines.jsonl").write_text("".join(lines), encoding="utf-8")


def kills(home: Path, count: int) -> Counter[str]:
    """A writer killed at so many points by chance, into a new store or into one that was killed before."""
    _write(home / "whole", 0)
    whole, chance, told = state(home / "whole"), random.Random(count), Counter[str](tried=count)
    lasted: list[float] = []
    for number in range(count):
        path = home / "s" if number % 2 else home / f"s{number}"
        process = _writer(path, number)
        assert process.stdout
        said = process.stdout.readline() if number % 3 else ""  # also before anything was acknowledged
        time.sleep(chance.uniform(0, max(lasted, default=0.2)))
        begun = time.perf_counter()
        process.kill()
        said += process.stdout.read()
        process.wait()
        process.stdout.close()
        lasted.append(min(1.0, 0.05 + time.perf_counter() - begun))
        told += _after_a_kill(path, set(said.split()) - {"end"})
        if number % 5 == 0:  # run again, it ends as if nothing had happened
            _write(path, number + 1)
            told["run again"] += 1
            told["run again, bytes equal"] += state(path) == whole and not Store(path).verify()
    return told


def _write(path: Path, seed: int) -> None:
    with redirect_stdout(io.StringIO()):
        write(path, seed)


def _writer(path: Path, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "tests" / "stores.py"), str(path), str(seed)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def _after_a_kill(path: Path, acknowledged: set[str]) -> Counter[str]:
    if not (path / "manifest.jsonl").is_file():
        return Counter({"opens": 1, "acknowledged whole": not acknowledged, "nothing by half": 1, "before the first file": 1})
    store = Store(path)
    for ident in store.ids():
        store.graph(ident), store.text(ident), store.original(store.row(ident))  # raises where one is not whole
    problems = store.verify()
    return Counter({
        "opens": 1, "acknowledged whole": acknowledged <= set(store.ids()), "killed at work": bool(problems),
        "nothing by half": all(any(u in p for u in UNFINISHED) for p in problems),
    })  # fmt: skip


def full_disk(home: Path, points: int, room: Room) -> Counter[str]:
    """An ingest into a store that holds something, on a disk that has room for a part of it only; then with room for all."""
    told = Counter[str](tried=points)
    with fake_readings():
        ingest(home / "whole", [home / "in"])
        whole = state(home / "whole")
        for point in range(points):
            store = home / "disk" / "s"
            room(None)
            ingest(store, [home / "first"])
            before = state(store)
            room(point / points)
            result = CliRunner().invoke(kg, ["ingest", str(home / "in"), "--store", str(store)])
            room(1)
            after, held = state(store), Store(store)
            kept = all(after[name] == raw for name, raw in before.items() if name != "manifest.jsonl")
            told["told, with the path"] += (
                result.exit_code == 4 and f"kg: {store}" in result.output and "Traceback" not in result.output
            )
            told["old state intact"] += kept and all(any(u in p for u in UNFINISHED) for p in held.verify())
            ingest(store, [home / "in"])
            with held.writing():
                held.drop([s for s in held.rows if s.endswith("first/old.txt")])
            told["bytes equal once there is room"] += _told(state(store)) == _told(whole)
    return told


def _told(found: dict[str, bytes]) -> list[bytes]:
    """A state without the names of its inputs, which stand elsewhere seen from another folder."""
    return sorted(raw for name, raw in found.items() if name != "manifest.jsonl")


def limited(home: Path) -> Room:
    """No file larger than a part of the largest one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def room(part: float | None) -> None:
        if part is None:
            subprocess.run(["rm", "-rf", str(home / "disk")], check=True)
            (home / "disk").mkdir()
        largest = max(len(raw) for raw in state(home / "whole").values())
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft if part in (None, 1) else 1 + int(largest * (part or 0)), hard))

    return room


def mounted(home: Path) -> Room:
    """A file system of its own that grows; only for a process that may mount."""
    disk, needed = home / "disk", 0

    def room(part: float | None) -> None:
        nonlocal needed
        if part is None:
            subprocess.run(["umount", "-q", str(disk)], check=False)
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={LARGE}", "tmpfs", str(disk)], check=True)
            if not needed:
                ingest(disk / "s", [home / "first"])
                ingest(disk / "s", [home / "in"])
                needed = _used(disk)
                room(None)
            return
        size = LARGE if part == 1 else int(_used(disk) + (needed - _used(disk)) * part)
        subprocess.run(["mount", "-o", f"remount,size={size}", str(disk)], check=True)

    disk.mkdir()
    return room


def _used(disk: Path) -> int:
    told = os.statvfs(disk)
    return (told.f_blocks - told.f_bfree) * told.f_frsize


def damages(home: Path, count: int) -> Counter[str]:
    """So many files damaged by chance, one at a time: cut short or with a bit turned over, in the store or its index."""
    chance, told = random.Random(3), Counter[str](tried=count)
    store = home / "s"
    with fake_readings():
        ingest(store, [home / "in"])
        whole = state(store)
        for case in range(count):
            Store(store).dataset(Beside("none", bytes))
            files = sorted(p for p in store.rglob("*") if p.is_file() and p.name != "lock" and p.stat().st_size)
            if case % 3 == 0:  # there are more files in an index than in all else
                files = [p for p in files if "index" not in p.parts]
            victim = chance.choice(files)
            _damage(victim, chance)
            told["detected"] += bool(_seen(store))
            lost = [line for line in repair.repair(store) if "lost" in line]
            told["original lost, said so and given again"] += bool(lost) and victim.parent.name == "originals"
            if lost:
                ingest(store, [home / "in"])
            told["repaired, bytes equal"] += state(store) == whole and not Store(store).verify()
    return told


def _damage(path: Path, chance: random.Random) -> None:
    raw = bytearray(path.read_bytes())
    if chance.random() < 0.3:
        raw = raw[: chance.randrange(len(raw))]
    else:
        at = chance.randrange(len(raw))
        raw[at] ^= 1 << chance.randrange(8)
    path.unlink()  # an index shares files between its generations
    path.write_bytes(bytes(raw))


def _seen(path: Path) -> list[str]:
    try:
        return Store(path).verify()
    except StoreError as error:
        return [str(error)]


def prepare(home: Path) -> None:
    """The inputs of the trials of disks and damages."""
    folder(home / "in")
    (home / "first").mkdir()
    (home / "first" / "old.txt").write_text("Talks of old.", encoding="utf-8")


MUST = {
    "kill": ("opens", "acknowledged whole", "nothing by half"),
    "disk": ("told, with the path", "old state intact", "bytes equal once there is room"),
    "damage": ("detected", "repaired, bytes equal"),
}


def failed(name: str, told: Counter[str]) -> list[str]:
    """What was not as it must be in every case."""
    return [key for key in MUST[name] if told[key] != told["tried"]]


def words(told: Counter[str]) -> str:
    """What was counted, in the order of the trial."""
    return ", ".join(f"{key} {count}" for key, count in told.items())


def main() -> None:
    """Run the trials, print what was counted, and end with an error where it was not always as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--disks", type=int, default=50)
    parser.add_argument("--damages", type=int, default=100)
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        print(json.dumps(full_disk(args.inside, args.disks, mounted(args.inside))))
        return
    wrong = 0
    for name, trial in (("kill", kills), ("disk", disks), ("damage", damages)):
        with tempfile.TemporaryDirectory() as home:
            prepare(Path(home))
            told = trial(Path(home), getattr(args, f"{name}s"))
        print(f"{name:8}{words(told)}", flush=True)
        wrong += bool(failed(name, told))
    sys.exit(1 if wrong else 0)


def disks(home: Path, points: int) -> Counter[str]:
    """In a process that may mount; where there can be none, with a limit on files."""
    command = ["unshare", "-rm", sys.executable, __file__, "--inside", str(home), "--disks", str(points)]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        return Counter(json.loads(told.stdout.splitlines()[-1])) + Counter({"of them on a mounted disk": points})
    except (OSError, subprocess.CalledProcessError):
        return full_disk(home, points, limited(home))


if __name__ == "__main__":
    main()
