"""Publishes the graphs of a store to a SPARQL server: what stands there already is not sent again, what is gone here goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.query import Table
from kg.remote.endpoint import Endpoint
from kg.store import Contents, digest
from kg.vocab import DCT, GRAPH, RELEASE

# What has been published stands in a graph of its own: the digest of each graph, written in the same update as its last part.
RECORD = GRAPH + "published"
_DIGEST = f"<{DCT}identifier>"


@dataclass(frozen=True, slots=True)
class Graphs:
    """Named graphs: the digest of each by its IRI, and how to get it as N-Quads."""

    digests: Mapping[str, str]
    get: Callable[[str], bytes]

    @staticmethod
    def of(held: Contents, reference: bytes) -> Graphs:
        """The release graphs of a store as answers see them, and those beside them: the curated ones and the links."""
        beside: dict[str, list[bytes]] = {}
        for line in reference.splitlines(keepends=True):
            beside.setdefault(line[line.rindex(b"<") + 1 : line.rindex(b">")].decode(), []).append(line)
        shared = {name: b"".join(lines) for name, lines in beside.items()}
        releases = {f"{RELEASE}{ident}#graph": ident for ident in held.releases}
        digests = {name: digest(raw) for name, raw in shared.items()} | {name: held.releases[ident] for name, ident in releases.items()}
        return Graphs(digests, lambda name: shared[name] if name in shared else held.graph(releases[name]))


@dataclass(slots=True)
class Published:
    """How many graphs became what."""

    sent: int = 0
    unchanged: int = 0
    removed: int = 0

    def counts(self) -> dict[str, int]:
        """The counts by name."""
        return {"sent": self.sent, "unchanged": self.unchanged, "removed": self.removed}


def publish(graphs: Graphs, there: Endpoint, batch: int, tell: Callable[[Published], None] = lambda so_far: None) -> Published:
    """Make the server hold these graphs; ``batch`` is how many triples an update inserts at most.

    After an interruption, run it again: a graph counts as published once its digest stands there. Raises KgError.
    """
    held = _held(there)
    report = Published(unchanged=sum(held.get(name) == sha for name, sha in graphs.digests.items()))
    for update, done in _updates(graphs, held, batch):
        there.update(update)
        report.sent += sum(name in graphs.digests for name in done)
        report.removed += sum(name not in graphs.digests for name in done)
        tell(report)
    return report


def _held(there: Endpoint) -> dict[str, str]:
    """Graph -> its digest on the server; two digests of one graph are none."""
    found: Table = there.select(f"SELECT ?g ?d WHERE {{ GRAPH <{RECORD}> {{ ?g {_DIGEST} ?d }} }}")
    held: dict[str, str] = {}
    for name, sha in found.rows:
        held[str(name)] = "" if str(name) in held else str(sha)
    return held


def _updates(graphs: Graphs, held: dict[str, str], batch: int) -> Iterator[tuple[str, list[str]]]:
    """Updates with the graphs that each completes: several small graphs in one, a large one in several."""
    parts: list[str] = []
    done: list[str] = []
    room = batch
    for name in sorted(held.keys() - graphs.digests.keys()):
        yield ";\n".join(_dropped(name)), [name]
    for name, sha in sorted(graphs.digests.items()):
        if held.get(name) == sha:
            continue
        lines = [_triple(line) for line in graphs.get(name).decode().splitlines()]
        parts += _dropped(name)
        for first in range(0, len(lines), batch):
            some = lines[first : first + batch]
            if len(some) > room and parts:
                yield ";\n".join(parts), done
                parts, done, room = [], [], batch
            parts.append(f"INSERT DATA {{ GRAPH <{name}> {{\n" + "\n".join(some) + "\n} }")
            room -= len(some)
        parts.append(f'INSERT DATA {{ GRAPH <{RECORD}> {{ <{name}> {_DIGEST} "{sha}" }} }}')
        done.append(name)
    if parts:
        yield ";\n".join(parts), done


def _dropped(name: str) -> list[str]:
    return [f"DELETE WHERE {{ GRAPH <{RECORD}> {{ <{name}> {_DIGEST} ?d }} }}", f"DROP SILENT GRAPH <{name}>"]


def _triple(quad: str) -> str:
    """A line of N-Quads without its graph."""
    return quad[: quad.rindex(" <")] + " ."
