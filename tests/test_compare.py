"""Two graphs are compared statement by statement, and every difference is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SHARED, needs_shared, read_own

from kg.cli import main
from kg.compare import compare, rows
from kg.errors import UsageError
from kg.ingest import dataset_of

TEXT = "Peru urged Bolivia to reopen the crossing. The two sides agreed on a timetable."


def read(text: str):  # a dataset
    return dataset_of([read_own(text)])


def test_a_graph_does_not_differ_from_itself() -> None:
    assert compare(read(TEXT), read(TEXT)) == []


def test_an_addressee_that_differs_is_named() -> None:
    lines = compare(read("Peru urged Bolivia to reopen the crossing."), read("Peru urged Chile to reopen the crossing."))
    assert lines == ["differs     'urged' addressee: BOL | CHL"]


def test_a_statement_of_one_side_is_named() -> None:
    lines = compare(read("Peru urged Bolivia to reopen the crossing."), read("The envoy of Peru said little."))
    assert lines == ["only left   Request urge 'urged' PER: reopen the crossing"]


def test_what_is_no_graph_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("this is no turtle", encoding="utf-8")
    text = tmp_path / "one.txt"
    text.write_text("Statement\n\nPeru urged Bolivia to reopen the crossing of the river this week.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["compare", str(text), str(broken)])
    assert result.exit_code == 2
    assert "broken.ttl" in result.output


@needs_shared
def test_the_first_release_against_the_model_made_by_hand() -> None:
    from kg import compare as graphs
    from kg import ingest, resources

    mine = ingest.dataset_of([ingest.read(resources.data("releases", "2018-04-11-korea-japan.txt"))])
    model = graphs.load(SHARED / "design" / "ontology" / "seed-by-hand.trig")
    lines = compare(mine, model)
    assert len(rows(model)) == 25
    assert len([line for line in lines if line.startswith("only right")]) <= 4
    assert len([line for line in lines if line.startswith("only left")]) <= 1


@pytest.mark.parametrize("name", ["missing.trig", "picture.png"])
def test_a_file_that_is_no_graph(tmp_path: Path, name: str) -> None:
    from kg.compare import load

    with pytest.raises(UsageError, match="give a graph file"):
        load(tmp_path / name)
