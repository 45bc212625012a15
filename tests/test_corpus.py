"""On the development texts, where they are at hand: nothing raises, every graph conforms to checks and shapes."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from conftest import SHARED, needs_shared
from shapes import report

from kg import query
from kg.errors import RejectedInput
from kg.ingest import dataset_of, run
from kg.readers import read_text

TEXTS = sorted((SHARED / "corpus" / "dev").glob("*.txt"))


@needs_shared
@pytest.mark.parametrize("path", TEXTS or [None], ids=lambda p: p.stem if p else "none")
def test_development_text(path) -> None:
    text = path.read_text(encoding="utf-8").partition("\n\n")[2]
    try:
        doc = run(read_text(text, path.name))
    except RejectedInput as error:
        pytest.fail(f"rejected: {error}")
    dataset = dataset_of([doc])
    for name in query.checks():
        assert query.run_check(dataset, name).rows == (), name
    triples = rdflib.Graph().parse(data=ox.serialize((q.triple for q in dataset), format=ox.RdfFormat.N_TRIPLES), format="nt")
    assert report(triples, "core") == []
