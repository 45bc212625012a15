"""Measures every question: on a store of real releases, and on a graph of their shape that is grown to a size.

usage: python bench/query.py [--store DIR] [--quads 1000000 ...] [--engines index memory rdflib virtuoso oxigraph] [--only NAME ...]

A grown graph repeats release graphs (of the store, else the bundled release) under new ids, other states in their places.
Each question is asked without parameters and with those it takes: a party of the middle, that with most acts, this one and its busiest other, an issue.
Every case is asked in a fork of the process, which can be ended. Rows must be the same in every engine. rdflib is asked no more than a
million quads, and each case only for so long as it takes to know that it needs more than twenty times what the index needed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import re
import statistics
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
from servers import SERVERS

from kg import lexicon, query, resources
from kg.ask import open_graph
from kg.ingest import graph_of, read
from kg.rdf import reference_nquads
from kg.store import Store
from kg.store.index import load

Ask = Callable[[query.Query, dict[str, str]], query.Table]
_STATE = re.compile(rb"/id/state/([A-Z]{3})>")
_RELEASE = re.compile(rb"/release/([^>#]+)-([0-9a-f]{8})([#>])")
_clock = time.perf_counter
_LARGEST_RDFLIB, _TIMES, _PORTION = 1_100_000, 20, 64_000_000


class Case(NamedTuple):
    """A question as it is asked: ``kind`` is all (without parameters), issue, middle, busiest (a party) or pair."""

    question: str
    kind: str
    params: dict[str, str]


class Answered(NamedTuple):
    """What a case took in milliseconds, how many rows there were, and their digest."""

    spent: float
    rows: int
    digest: str


def release_graphs(store: Path | None) -> list[bytes]:
    """The graphs that a larger one is grown from."""
    if store:
        held = Store(store)
        return [held.graph(ident) for ident in held.ids()]
    return [graph_of(read(path)) for path in sorted(resources.data("releases").glob("*.txt"))]


def grown(graphs: list[bytes], quads: int) -> Iterator[bytes]:
    """Release graphs, again and again under new ids and with other states, until there are so many quads."""
    codes = [row.id.encode() for row in lexicon.states()]
    chance, made, round_ = random.Random(5), 0, 0
    while made < quads:
        others = dict(zip(codes, chance.sample(codes, len(codes)) if round_ else codes, strict=True))
        for raw in graphs:
            if made >= quads:
                return
            made += raw.count(b"\n")
            yield _renamed(raw, others, round_) if round_ else raw
        round_ += 1


def _renamed(raw: bytes, others: dict[bytes, bytes], round_: int) -> bytes:
    """A release graph under another id, with other states in the places of its own."""
    raw = _STATE.sub(lambda m: b"/id/state/" + others.get(m[1], m[1]) + b">", raw)
    return _RELEASE.sub(lambda m: b"/release/" + m[1] + b"-" + m[2] + b"%04x" % round_ + m[3], raw)


class Bench:
    """One dataset in several engines, and what each case took in each."""

    def __init__(self, name: str, seconds: float) -> None:
        self.name, self.seconds = name, seconds
        self.engines: dict[str, Ask] = {}
        self.rows: list[dict[str, Any]] = []

    def cases(self, dataset: ox.Store) -> list[Case]:
        """Every question without parameters and with those it takes."""
        acts: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        pattern = "PREFIX dip: <https://w3id.org/dipkg/ns#> SELECT ?a ?b WHERE { ?s dip:party ?a , ?b . FILTER(STR(?a) < STR(?b)) } LIMIT 200000"
        for row in query.select(dataset, pattern).rows:
            pairs[str(row[0]), str(row[1])] += 1
            acts.update(str(node) for node in row if "/state/" in str(node))
        one, other = min(pairs, key=lambda p: (-pairs[p], p)) if pairs else ("", "")
        ranked = sorted(acts, key=lambda a: (-acts[a], a))
        middle = ranked[len(ranked) // 2] if ranked else ""
        values = {"issue": lexicon.issues()[0].id, "since": "2018-01-01", "actor": one}
        kinds = {"issue": {"issue": values["issue"]}, "middle": {"party": middle}, "busiest": {"party": one}, "pair": {"party": one, "with": other}}
        found: list[Case] = []
        for name in query.names():
            takes = {p.name for p in query.load(name).params}
            found.append(Case(name, "all", {}))
            found += [Case(name, kind, params) for kind, params in kinds.items() if params.keys() <= takes]
        return found

    def run(self, cases: list[Case]) -> None:
        """Ask every case of every engine, and print a line for each."""
        width = max(8, *(len(e) for e in self.engines))
        print(f"\n{self.name}\n{'question':34} {'rows':>8} " + " ".join(f"{e:>{width}}" for e in self.engines), flush=True)
        for case in cases:
            row: dict[str, Any] = {"question": case.question, "kind": case.kind}
            answers: list[Answered] = []
            for engine, ask in self.engines.items():
                limit = self.seconds
                if engine == "rdflib" and row.get("index"):
                    limit = min(limit, max(1.0, 1.25 * _TIMES * row["index"] / 1000))
                told = timed(ask, case, limit)
                row[engine], row[f"{engine} at least"] = (told.spent, None) if told else (None, 1000 * limit)
                answers += [told] if told else []
            self.rows.append(row)
            counts = {a.digest for a in answers}
            shown = " ".join(f"{_shown(row[e], row[f'{e} at least']):>{width}}" for e in self.engines)
            rows = answers[0].rows if answers else -1
            print(f"{case.question + ' ' + case.kind:34} {rows:>8} {shown}{'  ROWS DIFFER' if len(counts) > 1 else ''}", flush=True)
        for engine in self.engines:
            self.summary(engine)

    def summary(self, engine: str) -> None:
        """What most cases of each kind take at most, and how many times longer rdflib and a server take."""
        for kind in ("pair", "middle", "busiest", "issue", "all"):
            times = sorted(float("inf") if r[engine] is None else r[engine] for r in self.rows if r["kind"] == kind)
            if times:
                print(f"{engine}: {kind}: {len(times)} cases, median {times[len(times) // 2]:.1f} ms, p95 {times[int(0.95 * (len(times) - 1))]:.1f} ms, most {times[-1]:.1f} ms")
        for other in ("rdflib", *SERVERS):
            if engine == "index" and other in self.engines:
                both = [(r, (r[other] or r[f"{other} at least"]) / r[engine]) for r in self.rows if r[engine]]
                factors = sorted(f for _, f in both)
                print(f"{engine}: {other} takes {factors[0]:.2f} times as long at least, {factors[len(factors) // 2]:.1f} in the median (what broke its limit counts as the limit)")
                bar, far = (_TIMES, [r for r, f in both if f < _TIMES]) if other == "rdflib" else (1 / 3, [r for r, f in both if f < 1 / 3])
                print(f"{engine}: {len(far)} of {len(both)} cases are below {bar:.2g} times: {', '.join(r['question'] + ' ' + r['kind'] for r in far) or 'none'}", flush=True)


def timed(ask: Ask, case: Case, seconds: float) -> Answered | None:
    """The median of three, or of one where it takes a second or more; nothing where it takes too long."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_ask, args=(theirs, ask, case), daemon=True)
    with warnings.catch_warnings():  # an engine's idle threads need not live on in the fork
        warnings.simplefilter("ignore", DeprecationWarning)
        child.start()
    theirs.close()
    try:
        told = ours.recv() if ours.poll(seconds) else None
    except EOFError:
        told = None
    child.kill()
    child.join()
    ours.close()
    return told if isinstance(told, Answered) else None


def _ask(pipe: Any, ask: Ask, case: Case) -> None:
    spent: list[float] = []
    while len(spent) < 3 and sum(spent) < 1000:
        begun = _clock()
        table = ask(query.load(case.question), case.params)
        spent.append(1000 * (_clock() - begun))
    digest = hashlib.sha256(repr(sorted(table.rows, key=str)).encode()).hexdigest()
    pipe.send(Answered(statistics.median(spent), len(table.rows), digest))


def _shown(spent: float | None, limit: float | None) -> str:
    return f">{limit:.0f}" if spent is None else f"{spent:.1f}"


def filled(store: ox.Store, nquads: Path) -> ox.Store:
    """A store with the quads of a file as an index holds them: every triple once more in the default graph."""
    with nquads.open("rb") as lines:
        while portion := lines.read(_PORTION):
            load(store, portion + lines.readline())
    return store


def engines(names: list[str], nquads: Path, folder: Path, open_: ExitStack) -> Iterator[tuple[str, Ask]]:
    """Each engine asked for, loaded with the quads of a file; the load is printed. Servers run until the stack is closed."""
    if not folder.exists():
        begun = time.perf_counter()
        built = filled(ox.Store(str(folder)), nquads)
        built.optimize()
        built.flush()
        del built
        size = sum(p.stat().st_size for p in folder.rglob("*")) / 1e6
        print(f"on disk: {time.perf_counter() - begun:.1f} s, {size:.0f} MB", flush=True)
    disk = ox.Store.read_only(str(folder))
    if "index" in names:
        yield "index", lambda q, params: q.run(disk, **params)
    if "memory" in names:
        begun = time.perf_counter()
        memory = filled(ox.Store(), nquads)
        print(f"in memory: {time.perf_counter() - begun:.1f} s", flush=True)
        yield "memory", lambda q, params: q.run(memory, **params)
    for name in (n for n in names if n in SERVERS):
        from kg.remote import Endpoint

        there = Endpoint(open_.enter_context(SERVERS[name](nquads, folder.with_suffix(f".{name}"))))
        yield name, lambda q, params, there=there: q.run(there, **params)  # type: ignore[misc]
    if "rdflib" in names:
        import rdflib

        begun = time.perf_counter()
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(str(nquads), format="nquads")
        print(f"in rdflib: {time.perf_counter() - begun:.1f} s", flush=True)
        yield "rdflib", lambda q, params: q.run(dataset, **params)


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="a store of real releases")
    parser.add_argument("--quads", type=int, nargs="*", default=[], help="sizes of grown graphs")
    parser.add_argument("--engines", nargs="+", choices=("index", "memory", "rdflib", *SERVERS), default=["index"], help="ours is index")
    parser.add_argument("--only", nargs="+", help="these questions only")
    parser.add_argument("--kinds", nargs="+", choices=("all", "issue", "middle", "busiest", "pair"), help="these kinds of cases only")
    parser.add_argument("--seconds", type=float, default=60, help="so long for one case")
    parser.add_argument("--processor", action="store_true", help="measure the time of the processor, on a machine that does other work; not of servers")
    parser.add_argument("--out", type=Path, default=Path("out/query"))
    args = parser.parse_args()
    if args.processor:
        global _clock
        _clock = time.process_time
    args.out.mkdir(parents=True, exist_ok=True)
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    told = {}

    def wanted(cases: list[Case]) -> list[Case]:
        return [c for c in cases if (not args.only or c.question in args.only) and (not args.kinds or c.kind in args.kinds)]

    if args.store and not args.quads:
        bench = Bench(f"store {args.store.name}", args.seconds)
        dataset = open_graph(args.store).dataset
        bench.engines["index"] = lambda q, params: q.run(dataset, **params)
        bench.run(wanted(bench.cases(dataset)))
        told["store"] = bench.rows
    for quads in args.quads:
        nquads = args.out / f"{quads}.nq"
        if not nquads.exists():
            graphs = release_graphs(args.store)  # before the file: where there is no such store, none is left half made
            with nquads.open("wb") as out:
                out.write(reference_nquads())
                out.writelines(grown(graphs, quads))
        bench = Bench(f"{quads:,} quads", args.seconds)
        names = [n for n in args.engines if n != "rdflib" or quads <= _LARGEST_RDFLIB]
        with ExitStack() as open_:
            bench.engines = dict(engines(names, nquads, args.out / f"{quads}.index", open_))
            bench.run(wanted(bench.cases(ox.Store.read_only(str(args.out / f"{quads}.index")))))
        told[str(quads)] = bench.rows
    (args.out / "query.json").write_text(json.dumps(told, indent=1))
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
