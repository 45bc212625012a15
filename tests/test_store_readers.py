"""Whoever asks while another writes sees whole releases, and a parent that goes on for long does not grow."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from serving import Client
from stores import release, write

from kg.store import Beside, Store
from kg.vocab import RELEASE

HERE = Path(__file__).resolve().parent
Figure = Callable[[str, object], None]


COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


def counts_of_store(path: Path) -> Callable[[], dict[str, int]]:
    """How many quads each release has, counted in a store that is opened anew each time."""
    return lambda: Counter(getattr(q.graph_name, "value", "") for q in Store(path).dataset(Beside("curated", lambda: b"")))


def counts_of_server(path: Path) -> Callable[[], dict[str, int]]:
    """The same, asked of a server that goes on."""
    client = Client(path)

    def ask() -> dict[str, int]:
        answer = client.get(f"/sparql?format=json&query={quote(COUNTS)}")
        assert answer.status == 200, answer.text
        return {row["g"]["value"]: int(row["n"]["value"]) for row in json.loads(answer.body)["results"]["bindings"]}

    return ask


@pytest.mark.parametrize(("door", "asks"), [(counts_of_store, 4), (counts_of_server, 4), *(pytest.param(d, 1_000, marks=pytest.mark.slow) for d in (counts_of_store, counts_of_server))])
def test_every_answer_holds_whole_releases(tmp_path: Path, door: Callable[[Path], Callable[[], dict[str, int]]], asks: int, record_property: Figure) -> None:
    """Readings are made up; each release has so many quads in every edition of it."""
    sizes = {release(n, e)[0]: release(n, e)[4].count(b"\n") for n in [*range(60), *range(1_000, 1_060)] for e in (0, 1)}
    write(tmp_path / "s", 0)
    ask = door(tmp_path / "s")
    states, busy, number = set[int](), 0, 0
    writer = None
    for asked in range(20 * asks):
        if asked >= asks and busy:
            break
        if writer is None or writer.poll() is not None:
            number += 20
            writer = subprocess.Popen([sys.executable, str(HERE / "stores.py"), str(tmp_path / "s"), str(number), "20"], stdout=subprocess.DEVNULL, env={"PYTHONPATH": str(HERE.parent)})
        counts = {name.removeprefix(RELEASE).removesuffix("#graph"): count for name, count in ask().items() if name.startswith(RELEASE)}
        assert counts
        assert all(sizes[ident] == count for ident, count in counts.items())
        states.add(len(counts))
        busy += writer.poll() is None
    if writer:
        writer.kill()  # what it had not told as lasting may be lost, and nothing else
        writer.wait()
    assert busy, "nobody was writing"
    words = door.__name__.replace("_", " ").replace("counts of", "answers of the")
    record_property("figure", f"{max(asks, asked):,} {words}, {busy:,} of them beside a writer, {len(states)} states: 0 releases by half")


_GROW = """
import resource, sys
from pathlib import Path
from stores import fake_make
from kg.ingest import bring, ingest
bring.make_all = lambda inputs, workers: map(fake_make, inputs)
peaks = []
for turn in range(11):
    ingest(Path("s"), [Path("in")], published=f"2021-03-{turn + 1:02}")
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
print(*peaks)
"""


@pytest.mark.slow
def test_the_parent_does_not_grow(tmp_path: Path, record_property: Figure) -> None:
    """A thousand releases brought in anew ten times, with a reading that is made up each time."""
    (tmp_path / "in").mkdir()
    for number in range(1_000):
        (tmp_path / "in" / f"{number}.txt").write_text(release(number)[3] * 20, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", _GROW], cwd=tmp_path, env={"PYTHONPATH": f"{HERE.parent}:{HERE}"}, capture_output=True, text=True, check=True)
    peaks = [int(word) for word in done.stdout.split()]
    assert max(peaks) <= 500
    assert peaks[-1] <= 1.05 * peaks[1]
    record_property("figure", f"peak {peaks[0]} MB after the first, {peaks[1]} after the second, {peaks[-1]} after the eleventh")
