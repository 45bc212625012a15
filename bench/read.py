"""Measures reading: CPU seconds by step against the parser alone, flatness over releases and length, memory, workers, start-up.

usage: python bench/read.py --releases releases.jsonl.gz [--count N] [--only steps flat long workers start ...] [--json out.json]

Seconds are those of the processor, and what counts is ratios within one run: other work on the machine slows both sides.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import spacy
from figures import Figure

from kg import resources
from kg.attribution import attributions
from kg.errors import RejectedInput
from kg.ingest import STEPS, graph_of, ingest
from kg.model import Doc
from kg.nlp.trees import grow
from kg.readers import read_text

_NAMES = {"identify": "issuer", "parse": "parser", "link": "mentions", "extract": "extraction", "assemble": "assembly"}
STAGES = ("steps", "flat", "long", "workers", "start")
_SHORT, _ROUNDS = 900, 3
_LENGTHS = (50_000, 100_000, 200_000, 400_000, 1_000_000, 2_000_000)


class Reading:
    """The releases to read, and what has been measured so far."""

    def __init__(self, path: Path, count: int, longest: int, many: int) -> None:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        self.every, self.rows = rows, random.Random(5).sample(rows, min(count, len(rows)))
        self.longest, self.many = longest, many
        self.pipeline = spacy.load(resources.data("models", "en_names"))
        self.told: dict[str, Any] = {}
        self.figures: list[Figure] = []
        for row in self.rows[:3]:  # what is loaded once is no part of any release
            self.read(row, Counter())

    def read(self, row: dict[str, Any], seconds: Counter[str]) -> Doc | None:
        """One release through every step, the seconds of each added to ``seconds``; nothing for what is rejected."""
        given = {"title": row.get("title"), "publisher": row.get("publisher"), "published": row.get("date")}
        try:
            doc = timed(seconds, "readers", lambda: read_text(row["text"], str(row["id"]), **given))
        except RejectedInput:
            return None
        for step in STEPS:
            doc = timed(seconds, _NAMES[step.__name__], lambda d=doc, s=step: s(d))  # type: ignore[misc]
        timed(seconds, "rdf", lambda: graph_of(doc))
        return doc

    def steps(self) -> None:
        """Every step, and beside them the parser alone on the sentences of the same texts."""
        seconds: Counter[str] = Counter()
        docs = words = 0
        for row in self.rows:
            if doc := self.read(row, seconds):
                docs, words = docs + 1, words + len(doc.tokens)
                timed(seconds, "(parser alone)", lambda d=doc: self.parse_alone(d))  # type: ignore[misc]
                timed(seconds, "(attributions)", lambda d=doc: attributions(d))  # type: ignore[misc]
        whole = sum(s for name, s in seconds.items() if name[0] != "(")
        alone = seconds["(parser alone)"]
        print(f"\n{docs} releases, {words} words; a release costs {1000 * whole / docs:.1f} ms")
        print("step            ms a release   of the reading   words a second")
        for name, spent in seconds.items():
            print(f"{name:15} {1000 * spent / docs:12.2f} {spent / whole:15.1%} {words / spent:16,.0f}")
        print(f"{'all':15} {1000 * whole / docs:12.2f} {1:15.0%} {words / whole:16,.0f}   {docs / whole:.1f} releases a second and core")
        self.told["steps"] = {"releases": docs, "words": words, "seconds": dict(seconds), "whole": whole}
        self.figure("all that is added, as a share of the parser alone", (whole - alone) / alone, 1.0)

    def parse_alone(self, doc: Doc) -> None:
        """The models as they come, on the same sentences."""
        for words in self.pipeline.pipe((s.span.of(doc.text) for s in doc.sentences), batch_size=64):
            grow(words)

    def flat(self) -> None:
        """Thousands of short releases; then the same hundred again, beside a twin of this process that has read nothing since the first."""
        short = [row for row in self.every if len(row["text"]) <= _SHORT]
        hundred = short[:100]
        self.read_all(hundred)
        twin = Twin(lambda: self.read_all(hundred))
        held: list[tuple[int, float]] = []
        with suppress(KeyboardInterrupt):  # Ctrl-C: that is enough, judge by these
            for at in range(1, self.many + 1):
                row = short[at % len(short)]
                self.read({**row, "id": f"{row['id']}-{at}", "text": f"{row['text']}\n\n{at}"}, Counter())
                if at % 1000 == 0:
                    held.append((at, memory()))
                    print(f"{at:7,} releases read: {held[-1][1]:.0f} MB", flush=True)
        rounds = [(twin.seconds(), self.read_all(hundred)) for _ in range(_ROUNDS)]  # in turns: a busy machine slows both
        twin.end()
        before, after = (statistics.median(r[side] for r in rounds) for side in (0, 1))
        print(f"the same {len(hundred)} releases, without and with {held[-1][0]:,} others before them: {before:.2f} and {after:.2f} s")
        self.told["flat"] = {"before": before, "after": after, "memory": held}
        self.figure("seconds of the same releases, after to before", after / before, 1.1)
        self.figure("memory after all, to that after the first thousand", held[-1][1] / held[0][1], 1.05)

    def read_all(self, rows: list[dict[str, Any]]) -> float:
        """Seconds that these releases take."""
        seconds: Counter[str] = Counter()
        for row in rows:
            self.read(row, seconds)
        return total(seconds)

    def long(self) -> None:
        """Texts of many releases joined, up to the largest that is read: seconds a megabyte, and beside them those of the longest cut into pieces."""
        lengths = [n for n in _LENGTHS if n <= self.longest]
        whole, costs = joined(self.rows, lengths[-1]), []
        print()
        for length in lengths:
            costs.append((length, self._costs(f"{length:9,} characters", [whole[:length]])))
        pieces = self._costs(f"{lengths[-1]:9,} in pieces of {lengths[0]:,}", [whole[at : at + lengths[0]] for at in range(0, lengths[-1], lengths[0])])
        self.told["long"] = [*costs, ("pieces", pieces)]
        self.figure("seconds a megabyte, the longest text to the same in pieces", costs[-1][1] / pieces, 1.1)

    def _costs(self, name: str, texts: list[str]) -> float:
        """Seconds a megabyte of texts, printed with what each step took."""
        seconds: Counter[str] = Counter()
        for text in texts:
            self.read({"id": "long", "title": "A long text", "date": "2018-04-11", "text": text}, seconds)
        cost = total(seconds) / sum(map(len, texts)) * 1e6
        parts = ", ".join(f"{step} {spent:.1f}" for step, spent in seconds.items() if spent > 0.05)
        print(f"{name}: {cost:6.1f} s a megabyte ({parts} s)", flush=True)
        return cost

    def workers(self) -> None:
        """The same releases into a new store by one worker and by two, in turns; what the machine can give is two processes that only count."""

        def once(workers: int) -> float:
            with tempfile.TemporaryDirectory() as folder:
                source = Path(folder) / "releases.jsonl"
                source.write_text("".join(json.dumps(row) + "\n" for row in self.rows), encoding="utf-8")
                begun = time.perf_counter()
                ingest(Path(folder) / "store", [source], workers=workers)
                return time.perf_counter() - begun

        rounds = [(once(1), once(2), *counting()) for _ in range(_ROUNDS)]
        one, two, alone, both = (statistics.median(r[at] for r in rounds) for at in range(4))
        print(
            f"\n{len(self.rows)} releases: {one:.1f} s with one worker, {two:.1f} s with two; two processes that only count do {2 * alone / both:.2f} times the work of one"
        )
        self.told["workers"] = rounds
        self.figures.append(Figure(name="two workers, times as fast as one", value=one / two, bar=1.7))
        print(f"two workers are {one / two:.2f} times as fast as one (bar 1.7: {'held' if one / two >= 1.7 else 'MISSED'})")

    def start(self) -> None:
        """The commands that a newcomer tries first, as processes of their own, beside Python alone."""
        print()
        alone = median(["-c", "pass"])
        for words in (["--help"], ["questions"], ["demo"]):
            spent = median(["-m", "kg", *words])
            self.told[f"kg {words[0]}"] = spent
            print(f"kg {words[0]:10} {spent[0]:6.2f} s, {spent[1]:6.2f} s of the processor; Python alone {alone[0]:.2f} s")

    def figure(self, name: str, value: float, bar: float) -> None:
        """Note and print a figure that should stay at or below its bar."""
        self.figures.append(Figure(name=name, value=value, bar=bar, at_most=True))
        print(f"{name}: {value:.3f} (bar {bar}: {'held' if value <= bar else 'MISSED'})", flush=True)


class Twin:
    """A fork of this process that sleeps until it is told to do the same deed and says how many seconds it took."""

    def __init__(self, deed: Callable[[], float]) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("fork").Process(target=self._work, args=(theirs, deed), daemon=True)
        self.process.start()

    @staticmethod
    def _work(pipe: Any, deed: Callable[[], float]) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # that is for the first of the two
        while pipe.recv():
            pipe.send(deed())

    def seconds(self) -> float:
        """Have it done once."""
        self.pipe.send(True)
        return float(self.pipe.recv())

    def end(self) -> None:
        """Let it go."""
        self.pipe.send(False)
        self.process.join()


def counting() -> tuple[float, float]:
    """Seconds by the clock of one process that only counts, and of two at once."""

    def spent(processes: int) -> float:
        begun = time.perf_counter()
        for process in [subprocess.Popen([sys.executable, "-c", "for n in range(30_000_000): pass"]) for _ in range(processes)]:
            process.wait()
        return time.perf_counter() - begun

    return spent(1), spent(2)


def timed(seconds: Counter[str], name: str, deed: Callable[[], Any]) -> Any:
    """Do something and add the seconds of the processor that it took."""
    begun = time.process_time()
    done = deed()
    seconds[name] += time.process_time() - begun
    return done


def total(seconds: Counter[str]) -> float:
    """Seconds of all steps together."""
    return sum(seconds.values())


def joined(rows: list[dict[str, Any]], length: int) -> str:
    """The texts of releases one after another, again from the first where they do not suffice."""

    def parts() -> Iterator[str]:
        size = 0
        while size < length:
            for row in rows:
                yield row["text"]
                size += len(row["text"]) + 2

    return "\n\n".join(parts())[:length]


def memory() -> float:
    """Megabytes that the process holds now; where that is not told, the most it held."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def median(arguments: list[str]) -> tuple[float, float]:
    """Median seconds of five runs in an empty folder, by the clock and of the processor."""
    spent = []
    for _ in range(5):
        with tempfile.TemporaryDirectory() as folder:
            begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            root = os.pathsep.join((str(resources.package().parent), os.environ.get("PYTHONPATH", "")))
            subprocess.run([sys.executable, *arguments], cwd=folder, env={**os.environ, "PYTHONPATH": root}, check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent.append((time.perf_counter() - begun, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return sorted(spent)[2]


def main() -> None:
    """Run the parts asked for, print them and write them down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--releases", type=Path, required=True, help="JSON Lines, or the same with gzip")
    parser.add_argument("--count", type=int, default=300, help="take so many by chance")
    parser.add_argument("--longest", type=int, default=400_000, help="characters of the longest text; up to 2000000")
    parser.add_argument(
        "--many",
        type=int,
        default=2000,
        help="short releases, repeated under other ids, that flatness and memory are measured over",
    )
    parser.add_argument("--only", nargs="+", choices=STAGES, default=STAGES)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    bench = Reading(args.releases, args.count, args.longest, args.many)
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name in args.only:
        getattr(bench, name)()
    if args.json:
        args.json.write_text(json.dumps(bench.told, indent=1))


if __name__ == "__main__":
    main()
