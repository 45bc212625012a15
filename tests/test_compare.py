"""Two graphs are compared statement by statement, and every difference is named."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import read_own

from kg import resources
from kg.cli import main
from kg.compare import KINDS, compare, load, load_agreed, rows
from kg.errors import UsageError
from kg.ingest import dataset_of

ROOT = Path(__file__).resolve().parents[1]
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


def seed_bench() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "bench" / "seed.py"))


def test_the_first_release_against_the_model_made_by_hand() -> None:
    """Nodes and the rows of fifteen questions, in both engines: what differs is agreed, and what was agreed still differs."""
    found = seed_bench()["differences"]()
    agreed = load_agreed(resources.data("handmade", "2018-04-11-korea-japan.agreed.tsv"))
    assert sorted(found) == sorted(agreed)
    assert not [line for line in found if line.startswith("only right")], "nothing of the model is unread"


def test_nine_of_fifteen_questions_give_the_rows_of_the_model() -> None:
    agreed = load_agreed(resources.data("handmade", "2018-04-11-korea-japan.agreed.tsv"))
    differ = {line.split()[0] for line in agreed if line.startswith("cq")}
    assert differ == {"cq01", "cq06", "cq07", "cq08", "cq09", "cq13"}


def test_the_model_has_what_it_is_said_to_have() -> None:
    model = load(resources.data("handmade", "2018-04-11-korea-japan.trig"))
    assert [len(rows(model, kind)) for kind in KINDS] == [25, 10, 6, 4]


def test_events_clauses_and_offices_are_compared_as_well() -> None:
    one = read("Foreign Minister Ana Ruiz of Peru met with Chilean Foreign Minister Leo Paz in Lima. An official of Peru said the port is open.")
    other = read("Foreign Minister Ana Ruiz of Peru met with Chilean Foreign Minister Leo Paz in Oslo. An official of Chile said the port is open.")
    assert compare(one, other, "events") == ["differs     'met' place: lima | oslo"]
    assert compare(one, other, "clauses") == ["differs     'said' speaker: An official of Peru | An official of Chile"]
    assert compare(one, other, "offices") == []


def test_an_agreed_difference_is_left_out_and_counted(tmp_path: Path) -> None:
    for name, to in (("one", "Bolivia"), ("two", "Chile")):
        (tmp_path / f"{name}.txt").write_text(f"Statement\n\nPeru urged {to} to reopen the crossing of the river this week.\n", encoding="utf-8")
    table = tmp_path / "agreed.tsv"
    table.write_text("difference\treason\ndiffers     'urged' addressee: BOL | CHL\tanother neighbour\n", encoding="utf-8")
    files = [str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]
    plainly = CliRunner().invoke(main, ["compare", *files])
    agreed = CliRunner().invoke(main, ["compare", *files, "--agreed", str(table)])
    assert (plainly.exit_code, agreed.exit_code) == (1, 0)
    assert "0 differences" in agreed.output
    assert "1 more are agreed" in agreed.output


@pytest.mark.parametrize("table", ["difference\treason\nonly left   this\t\n", "line\twhy\n", ""])
def test_an_agreed_difference_without_a_reason_is_refused(tmp_path: Path, table: str) -> None:
    (tmp_path / "agreed.tsv").write_text(table, encoding="utf-8")
    with pytest.raises(UsageError, match="difference and reason"):
        load_agreed(tmp_path / "agreed.tsv")


@pytest.mark.parametrize("name", ["missing.trig", "picture.png"])
def test_a_file_that_is_no_graph(tmp_path: Path, name: str) -> None:
    from kg.compare import load

    with pytest.raises(UsageError, match="give a graph file"):
        load(tmp_path / name)
