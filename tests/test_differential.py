"""Two libraries that know nothing of each other answer every question alike, over graphs that no release would give."""

from __future__ import annotations

import random
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from test_questions import modelled

from kg import query
from kg.ask import Graph
from kg.vocab import GRAPH, NS, SKOS

Figure = Callable[[str, object], None]
ALL = [name for name in query.names() if "SAMPLE(" not in query.load(name).text]


def shaken(seed: int) -> ox.Store:
    """The modelled releases with statements left out, told again elsewhere, and with their ends exchanged."""
    chance, store = random.Random(seed), ox.Store()
    quads = sorted(modelled().quads_for_pattern(None, None, None, None), key=str)
    ends: dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]] = {}
    for quad in quads:
        ends.setdefault(quad.predicate.value, []).append(quad.object)
    for quad in quads:
        lot = chance.random()
        if lot < 0.08:
            continue
        other = chance.choice(ends[quad.predicate.value]) if lot < 0.18 else quad.object
        if lot > 0.97 and quad.predicate.value == SKOS + "prefLabel":
            other = ox.Literal(chance.choice(("", "Peru\u202e", "a'b\"c", "=1", "的")), language="en")
        store.add(ox.Quad(quad.subject, quad.predicate, other, quad.graph_name))
        if lot > 0.9:
            store.add(ox.Quad(quad.subject, quad.predicate, other, ox.NamedNode(f"{GRAPH}copy{chance.randrange(3)}")))
    return store


@pytest.mark.parametrize("count", [1, pytest.param(25, marks=pytest.mark.slow)])
def test_both_engines_answer_alike_over_any_graph(count: int, record_property: Figure) -> None:
    chance, rows = random.Random(count), 0
    for seed in range(count):
        store = shaken(seed)
        other = Graph(store).rdf()
        actors = sorted(q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(NS + "iso3"), None, None))
        for name in ALL if count > 1 else ALL[seed::3]:
            question = query.load(name)
            kinds = {"actor": chance.choice(actors), "date": "2021-01-01"}
            given = {p.name: kinds[p.kind] for p in question.params[:1] if p.kind in kinds and chance.random() < 0.5}
            one, two = question.run(store, **given), question.run(other, **given)
            assert one.columns == two.columns
            assert sorted(map(str, one.rows)) == sorted(map(str, two.rows)), (seed, name, given)
            rows += len(one.rows)
    assert rows > 20
    record_property("figure", f"{count} graphs, {len(ALL)} questions, {rows:,} rows alike in both engines")


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def test_asked_by_columns_the_rows_are_the_same_over_any_graph(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    store = shaken(seed)
    by_rows = {name: query.load(name).run(store) for name in query.names()}
    monkeypatch.setattr(query, "_is_wide", lambda *_: True)
    assert sum(len(table.rows) for table in by_rows.values()) > 50
    for name, table in by_rows.items():
        assert query.load(name).run(store) == table, name
