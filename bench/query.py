"""Measures every question: on a store of real releases, and on a graph of their shape that is grown to a size.

usage: python bench/query.py [--store DIR] [--quads 1000000 ...] [--engines memory index rdflib] [--endpoint URL] [--only NAME ...]

A grown graph repeats release graphs (of the store, else the bundled release) under new ids, other states in their places.
Each question is asked without parameters and with those it takes: the party with most acts, its busiest other, an issue.
Rows must be the same in every engine. rdflib gets so many seconds for each and is asked no more than a million quads.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import lexicon, query, resources
from kg.ask import open_graph
from kg.ingest import graph_of, read
from kg.rdf import reference_nquads
from kg.store import Store

Ask = Callable[[query.Query, dict[str, str]], query.Table]
_STATE = re.compile(rb"/id/state/([A-Z]{3})>")
_RELEASE = re.compile(rb"/release/([^>#]+)-([0-9a-f]{8})([#>])")
_LARGEST_RDFLIB = 1_100_000


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
    """One dataset in several engines, and what each question took in each."""

    def __init__(self, name: str, seconds: int) -> None:
        self.name, self.seconds = name, seconds
        self.engines: dict[str, Ask] = {}
        self.rows: list[dict[str, Any]] = []

    def cases(self, dataset: ox.Store) -> list[tuple[str, dict[str, str]]]:
        """Every question without parameters and with those it takes."""
        pairs: Counter[tuple[str, str]] = Counter()
        pattern = "PREFIX dip: <https://w3id.org/dipkg/ns#> SELECT ?a ?b WHERE { ?s dip:party ?a , ?b . FILTER(STR(?a) < STR(?b)) } LIMIT 200000"
        for row in query.select(dataset, pattern).rows:
            pairs[str(row[0]), str(row[1])] += 1
        one, other = min(pairs, key=lambda p: (-pairs[p], p)) if pairs else ("", "")
        values = {"party": one, "with": other, "issue": lexicon.issues()[0].id, "since": "2018-01-01", "actor": one}
        found: list[tuple[str, dict[str, str]]] = []
        for name in query.names():
            takes = [p.name for p in query.load(name).params if values.get(p.name)]
            found.append((name, {}))
            found += [(name, {p: values[p] for p in chosen}) for chosen in ({"party"}, {"party", "with"}, {"issue"}) if chosen <= set(takes)]
        return found

    def run(self, cases: list[tuple[str, dict[str, str]]]) -> None:
        """Ask every question of every engine, and print a line for each."""
        width = max(len(e) for e in self.engines)
        print(f"\n{self.name}\n{'question':34} {'rows':>8} " + " ".join(f"{e:>{width + 5}}" for e in self.engines), flush=True)
        for name, params in cases:
            row: dict[str, Any] = {"question": name, "params": sorted(params)}
            rows: dict[str, list[Any]] = {}
            for engine, ask in self.engines.items():
                spent, table = self.timed(ask, query.load(name), params)
                row[engine] = spent
                if table is not None:
                    rows[engine] = sorted(table.rows, key=str)
            self.rows.append(row)
            counts = [len(r) for r in rows.values()]
            told = " ".join(f"{_shown(row[e]):>{width + 5}}" for e in self.engines)
            unequal = "" if all(r == next(iter(rows.values())) for r in rows.values()) else "  ROWS DIFFER"
            print(f"{' '.join((name, *sorted(params))):34} {max(counts, default=-1):>8} {told}{unequal}", flush=True)
        for engine in self.engines:
            self.summary(engine)

    def timed(self, ask: Ask, question: query.Query, params: dict[str, str]) -> tuple[float | None, query.Table | None]:
        """Median of three in milliseconds, of one where it takes long; nothing where it takes too long."""

        def late(*_: object) -> None:
            raise TimeoutError

        spent: list[float] = []
        table = None
        signal.signal(signal.SIGALRM, late)
        try:
            while len(spent) < 3 and sum(spent) < 3000:
                signal.alarm(self.seconds)
                begun = time.perf_counter()
                table = ask(question, params)
                spent.append(1000 * (time.perf_counter() - begun))
        except TimeoutError:
            return None, None
        finally:
            signal.alarm(0)
        return statistics.median(spent), table

    def summary(self, engine: str) -> None:
        """The 95th percentile of what is selective and of the rest, and how much faster than rdflib."""
        for name, chosen in (
            ("selective (party, or two)", [r for r in self.rows if "party" in r["params"]]),
            ("all others", [r for r in self.rows if "party" not in r["params"]]),
        ):
            times = sorted(float("inf") if r[engine] is None else r[engine] for r in chosen)
            if times:
                print(f"{engine}: {name}: median {times[len(times) // 2]:.1f} ms, p95 {times[int(0.95 * (len(times) - 1))]:.1f} ms, most {times[-1]:.1f} ms")
        if engine != "rdflib" and "rdflib" in self.engines:
            factors = sorted((r["rdflib"] or 1000 * self.seconds) / r[engine] for r in self.rows if r[engine])
            print(f"{engine}: rdflib takes {factors[0]:.0f} times as long at least, {factors[len(factors) // 2]:.0f} in the median (what broke its limit counts as the limit)")


def _shown(spent: float | None) -> str:
    return "-" if spent is None else f"{spent:.1f}"


def engines(names: list[str], nquads: Path, endpoint: str | None, folder: Path) -> Iterator[tuple[str, Ask, ox.Store | None]]:
    """Each engine asked for, loaded with the quads of a file; the load is printed."""
    begun = time.perf_counter()
    memory = ox.Store()
    memory.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
    print(f"\n{len(memory):,} quads in memory: {time.perf_counter() - begun:.1f} s")
    if "memory" in names or "rdflib" in names:
        yield "memory", lambda q, params: q.run(memory, **params), memory
    if "index" in names:
        shutil.rmtree(folder, ignore_errors=True)
        begun = time.perf_counter()
        built = ox.Store(str(folder))
        built.bulk_load(path=str(nquads), format=ox.RdfFormat.N_QUADS)
        built.optimize()
        built.flush()
        del built
        size = sum(p.stat().st_size for p in folder.rglob("*")) / 1e6
        print(f"on disk: {time.perf_counter() - begun:.1f} s, {size:.0f} MB")
        disk = ox.Store.read_only(str(folder))
        yield "index", lambda q, params: q.run(disk, **params), disk
    if "rdflib" in names and len(memory) <= _LARGEST_RDFLIB:
        import rdflib

        begun = time.perf_counter()
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(str(nquads), format="nquads")
        print(f"in rdflib: {time.perf_counter() - begun:.1f} s")
        yield "rdflib", lambda q, params: q.run(dataset, **params), None
    if endpoint:
        from kg.remote import Endpoint

        there = Endpoint(endpoint)
        yield "endpoint", lambda q, params: q.run(there, **params), None


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="a store of real releases")
    parser.add_argument("--quads", type=int, nargs="*", default=[], help="sizes of grown graphs")
    parser.add_argument("--engines", nargs="+", choices=("memory", "index", "rdflib"), default=["memory", "index"])
    parser.add_argument("--endpoint", help="a SPARQL server that holds the same graph")
    parser.add_argument("--only", nargs="+", help="these questions only")
    parser.add_argument("--seconds", type=int, default=60, help="so long for one question")
    parser.add_argument("--out", type=Path, default=Path("out/query"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    told = {}
    if args.store:
        bench = Bench(f"store {args.store.name}", args.seconds)
        dataset = open_graph(args.store).dataset
        bench.engines["index"] = lambda q, params: q.run(dataset, **params)
        bench.run([c for c in bench.cases(dataset) if not args.only or c[0] in args.only])
        told["store"] = bench.rows
    for quads in args.quads:
        nquads = args.out / f"{quads}.nq"
        with nquads.open("wb") as out:
            out.write(reference_nquads())
            out.writelines(grown(release_graphs(args.store), quads))
        bench = Bench(f"{quads:,} quads", args.seconds)
        loaded = list(engines(args.engines, nquads, args.endpoint, args.out / "index"))
        bench.engines = {name: ask for name, ask, _ in loaded if name in (*args.engines, "endpoint")}
        bench.run([c for c in bench.cases(next(d for _, _, d in loaded if d is not None)) if not args.only or c[0] in args.only])
        told[str(quads)] = bench.rows
    (args.out / "query.json").write_text(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
