"""Measures the store on a JSON Lines file of releases: first and second ingest, questions, a third removed and brought back, another order.

Every stage prints its seconds, and what must hold is checked: the bytes of two states are the same or the run ends with an error.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg import curation
from kg.ask import ask, open_graph
from kg.ingest import IngestReport, bring, ingest
from kg.ingest.making import Made, make
from kg.rdf import reference_nquads
from kg.readers import Input
from kg.store import Store, digest

ASKED = (("agreed", "--party", "JPN"), ("urged", "--with", "Russia"), ("met", "--party", "Ukraine", "--since", "2022-01-01"), ("releases",))
_TRUTH = ("releases", "texts", "originals")


def state(store: Path) -> str:
    """A digest over the names and bytes of all that is the truth of a store."""
    told = hashlib.sha256((store / "manifest.jsonl").read_bytes())
    for path in sorted(p for name in _TRUTH for p in (store / name).iterdir()):
        told.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:16]


def kept_readings(store: Path, kept: Path) -> Callable[[Iterable[Input], int], Iterator[Made]]:
    """In place of reading: what a store holds now, kept aside, by the bytes it was read from."""
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(store, kept, copy_function=os.link, ignore=lambda folder, names: {"index", "lock"} & set(names))
    held = Store(kept)
    idents = {row["original"]: row.get("id", "") for row in held.rows.values()}

    def make_all(inputs: Iterable[Input], workers: int) -> Iterator[Made]:
        for found in inputs:
            ident = idents[digest(found.original)]
            yield Made(id=ident, text=held.text(ident), nquads=held.graph(ident)) if ident else make(found)

    return make_all


def peak() -> float:
    """Megabytes that this process held at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


def main() -> None:
    """Run the stages and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=Path, required=True, help="JSON Lines, or the same with gzip")
    parser.add_argument("--out", type=Path, default=Path("out/store"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--count", type=int, help="take so many releases only, by chance")
    parser.add_argument("--cached", action="store_true", help="after the first ingest take readings from it: the store is measured")
    parser.add_argument("--stages", nargs="+", default=["first", "again", "index", "ask", "memory", "third", "order"])
    args = parser.parse_args()
    opened = gzip.open if args.releases.suffix == ".gz" else open
    with opened(args.releases, "rb") as lines:
        rows = lines.read().splitlines(keepends=True)
    if args.count:
        rows = random.Random(5).sample(rows, args.count)
    Stages(args.out, rows, args.workers, cached=args.cached).run(args.stages)


class Stages:
    """The stages share one store; ``first`` makes it anew."""

    def __init__(self, out: Path, rows: list[bytes], workers: int, *, cached: bool) -> None:
        self.out, self.rows, self.workers = out, rows, workers
        self.source, self.store = out / "releases.jsonl", out / "store"
        self.cached = cached
        self.seconds: dict[str, float] = {}

    def run(self, names: list[str]) -> None:
        """The stages of these names, in turn."""
        for name in names:
            if self.cached and name in ("third", "order"):
                bring.make_all = kept_readings(self.store, self.out / "kept")  # type: ignore[assignment]
            begun = time.perf_counter()
            told = getattr(self, name)()
            self.seconds[name] = time.perf_counter() - begun
            if name == "first":
                (self.out / "first.json").write_text(json.dumps(self.seconds[name]), encoding="utf-8")
            first = self.out / "first.json"  # the other stages may be run one by one, later
            share = f", {self.seconds[name] / json.loads(first.read_text(encoding='utf-8')):.1%} of the first" if first.is_file() else ""
            print(f"{name:8} {self.seconds[name]:8.1f} s{share}; {told}; parent at most {peak():.0f} MB", flush=True)

    def ingest(self, store: Path | None = None) -> IngestReport:
        """Bring in what the source file holds now."""
        return ingest(store or self.store, [self.source], workers=self.workers, prune=True)

    def first(self) -> str:
        """All releases into a new store."""
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir(parents=True)
        self.source.write_bytes(b"".join(self.rows))
        report = self.ingest()
        return f"{report.counts()}, state {state(self.store)}"

    def again(self) -> str:
        """The same again: nothing may be read or written."""
        return self.same(lambda: f"{self.ingest().counts()}")

    def memory(self) -> str:
        """Ten times again: the parent may not grow."""
        peaks = []
        for _ in range(10):
            self.ingest()
            peaks.append(peak())
        return f"peaks of ten: {peaks[0]:.0f} ... {peaks[-1]:.0f} MB"

    def index(self) -> str:
        """The index anew, then opened, then after one release went and came back."""
        shutil.rmtree(self.store / "index", ignore_errors=True)
        times = [self.timed(self.open), self.timed(self.open)]
        self.source.write_bytes(b"".join(self.rows[1:]))
        self.ingest()
        times.append(self.timed(self.open))
        self.source.write_bytes(b"".join(self.rows))
        self.ingest()
        times.append(self.timed(self.open))
        size = sum(p.stat().st_size for p in (self.store / "index").rglob("*") if p.is_file())
        return f"build, open, one less, one more: {', '.join(f'{t:.2f}' for t in times)} s; {size / 1e6:.0f} MB"

    def open(self) -> None:
        """Open the store to ask it."""
        len(open_graph(self.store).dataset)

    def ask(self) -> str:
        """Questions from the door to the last line: asked for the first time, and again."""
        self.open()
        told = []
        for words in ASKED:
            for kept in self.store.glob("index/*.answers"):
                shutil.rmtree(kept)
            once = [self.asked(words) for _ in range(6)]
            told.append(f"{' '.join(words)}: first {once[0]}, again {min(once[1:])}")
        return "; ".join(told)

    def asked(self, words: tuple[str, ...]) -> str:
        """Milliseconds on the clock and of the processor; on a busy machine only the second tells something."""
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg", "ask", *words, "--store", str(self.store)], check=True, capture_output=True)
        passed, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return f"{passed * 1000:5.0f} ms ({worked * 1000:.0f} of the processor)"

    def correct(self) -> str:
        """A reading is rejected: the next question, one of links, and both again; then the verdict is taken back."""
        file = self.store / curation.CORRECTIONS
        before = file.read_bytes() if file.is_file() else None
        statement = ask(self.store, ASKED[0][0])[0]["statement"]
        curation.append(file, curation.Readings(lambda: Store(self.store), (), reference_nquads).judge(statement, "reject"))
        told = [f"{' '.join(words)} {self.asked(words)}" for words in (ASKED[0], ("fates",)) * 2]
        file.unlink() if before is None else file.write_bytes(before)
        return "; ".join(told)

    def third(self) -> str:
        """A third, by chance, removed and brought back."""
        gone = random.Random(7).sample(range(len(self.rows)), len(self.rows) // 3)

        def there_and_back() -> str:
            self.source.write_bytes(b"".join(row for n, row in enumerate(self.rows) if n not in set(gone)))
            less = self.ingest().counts()
            self.source.write_bytes(b"".join(self.rows))
            return f"{less}, then {self.ingest().counts()}"

        return self.same(there_and_back)

    def order(self) -> str:
        """The same releases in another order into another store."""
        shutil.rmtree(self.out / "other", ignore_errors=True)
        self.source.write_bytes(b"".join(random.Random(11).sample(self.rows, len(self.rows))))
        counts = self.ingest(self.out / "other").counts()
        here, there = state(self.store), state(self.out / "other")
        if here != there:
            raise SystemExit(f"order: the bytes differ: {here}, {there}")
        return f"{counts}, bytes equal"

    def same(self, deed: Callable[[], str]) -> str:
        """Do something after which the store must be what it was."""
        before = state(self.store)
        told = deed()
        if state(self.store) != before or Store(self.store).verify():
            raise SystemExit(f"the bytes differ, or files are damaged: {told}")
        return f"{told}, bytes equal"

    @staticmethod
    def timed(deed: Callable[[], None]) -> float:
        """The seconds of a deed."""
        begun = time.perf_counter()
        deed()
        return time.perf_counter() - begun


if __name__ == "__main__":
    main()
