"""Measures the links between releases: one event in several accounts, and the life of commitments, on pairs read by hand.

usage: python bench/links.py --shared ../shared [--misses] [--store STORE]

The pairs name releases and offsets only; what a pair says stands in the corpus. Without --store the releases that the pairs
need are read into a folder of their own. How the pairs were drawn stands at the head of each table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from figures import f1

from kg import linking
from kg.ask import open_graph
from kg.ingest import ingest
from kg.linking import Link, Memory

HERE = Path(__file__).parent
EVENTS, LIVES = HERE / "links.tsv", HERE / "lives.tsv"
_PUBLISHERS = ("US White House", "US Department of State", "Ukraine, President", "Russia, President (Kremlin)")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two acts, each as release and offset of its cue (* for any event of the release), with the label of who read them."""

    stratum: str
    one: tuple[str, str]
    other: tuple[str, str]
    label: str


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a table, comments and head left out."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    cells = [line.split("\t") for line in lines[1:]]
    return [Pair(c[0], (c[1], c[2]), (c[3], c[4]), c[5]) for c in cells]


def read_needed(shared: Path, pairs: list[Pair], store: Path) -> None:
    """Read the releases of the days and publishers that the pairs name into a store."""
    days = {end[0][4:14] for pair in pairs for end in (pair.one, pair.other)}
    with gzip.open(shared / "corpus" / "releases.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [line for line in lines if (row := json.loads(line))["date"] in days and row["publisher"] in _PUBLISHERS]
    source = store.with_suffix(".jsonl")
    source.write_text("".join(rows), encoding="utf-8")
    ingest(store, [source], workers=2)


def nodes(memory: Memory, end: tuple[str, str]) -> set[str]:
    """The acts that one end of a pair means; none where the reader no longer sees one there."""
    release, at = end
    return {a.node for a in memory.acts if a.release.endswith("/" + release) and at in ("*", str(a.start))}


def joined(links: list[Link]) -> dict[str, int]:
    """Event -> the number of its occasion: events joined by links in one step or several."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for link in links:
        if link.kind == "sameEventAs":
            parent[root(link.one)] = root(link.other)
    numbers = {name: n for n, name in enumerate(sorted({root(node) for node in parent}))}
    return {node: numbers[root(node)] for node in sorted(parent)}


def measure_events(memory: Memory, links: list[Link], pairs: list[Pair], *, misses: bool) -> None:
    """Print precision and recall of "one event" over the pairs that are sure."""
    group, counts = joined(links), Counter[tuple[str, str]]()
    for pair in pairs:
        ours, theirs = nodes(memory, pair.one), nodes(memory, pair.other)
        found = bool({group[n] for n in ours if n in group} & {group[n] for n in theirs if n in group})
        kind = "unsure" if pair.label == "unsure" else ("hit" if found else "missed") if pair.label == "same" else "wrong" if found else "apart"
        counts[pair.stratum, kind] += 1
        counts["all", kind] += 1
        if misses and kind in ("missed", "wrong"):
            print(f"  {kind}\t{pair.stratum}\t{pair.one}\t{pair.other}\t{'' if ours and theirs else 'an end is not read'}", file=sys.stderr)
    for stratum in (*dict.fromkeys(p.stratum for p in pairs), "all"):
        hit, wrong, missed, apart = (counts[stratum, k] for k in ("hit", "wrong", "missed", "apart"))
        precision, recall, _ = f1(hit, hit + wrong, hit + missed)
        told = f"precision {precision:.3f}  recall {recall:.3f}" if hit + wrong and hit + missed else ""
        print(f"events {stratum:<10} {hit} hit, {missed} missed, {wrong} wrong, {apart} apart, {counts[stratum, 'unsure']} unsure  {told}")


def measure_lives(memory: Memory, links: list[Link], pairs: list[Pair], *, misses: bool) -> None:
    """Print the precision of commitment-life links: of the judged ones that are made still, how many are right. What is repeated counts where it is a commitment."""
    bound = {a.node for a in memory.acts if linking.is_commitment(a)}
    made = {(k.kind, k.one, k.other) for k in links if k.kind != "repeats" or k.one in bound}
    kept = [p for p in pairs if any((p.stratum, a, b) in made for a in nodes(memory, p.one) for b in nodes(memory, p.other))]
    right = [p for p in kept if p.label == "right"]
    print(f"lives      {len(right)} right of {len(kept)} made still, of {len(pairs)} judged  precision {len(right) / len(kept) if kept else 0:.3f}")
    for pair in [p for p in kept if p.label != "right"] if misses else ():
        print(f"  wrong\t{pair.stratum}\t{pair.one}\t{pair.other}", file=sys.stderr)


def main() -> None:
    """Read, link and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds the corpus")
    parser.add_argument("--store", type=Path, help="a store of the whole corpus; the lives of commitments are measured on it alone")
    parser.add_argument("--misses", action="store_true", help="show each wrong and missed pair")
    args = parser.parse_args()
    events = read_pairs(EVENTS)
    with tempfile.TemporaryDirectory() as made:
        store = args.store or Path(made) / "store"
        if args.store is None:
            read_needed(args.shared, events, store)
        graph = open_graph(store)
        started = time.process_time()
        memory = graph.memory
        read = time.process_time()
        links = linking.find_links(memory)
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(memory.acts)} acts read in {read - started:.0f} s, {len(links)} links found in {time.process_time() - read:.0f} s of one core, {size} MB at most")
    measure_events(memory, links, events, misses=args.misses)
    if args.store and LIVES.exists():
        measure_lives(memory, links, read_pairs(LIVES), misses=args.misses)


if __name__ == "__main__":
    main()
