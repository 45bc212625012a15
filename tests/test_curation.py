"""Corrections: in force on what was read, over removal and new ingests; stale, and said to be, once it is read otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import curation
from kg.ask import Graph, open_graph
from kg.cli import main
from kg.curation import CORRECTIONS, Correction
from kg.errors import UsageError
from kg.ingest import ingest
from kg.store import Store

TEXT = "Peru and Chile meet\n\nPeru urged Chile to reopen the port. Peru asked Chile to release the crew. Chile welcomed the vote in Quito.\n"


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("curation")
    (path / "own.txt").write_text(TEXT, encoding="utf-8")
    ingest(path / "store", [path / "own.txt"], workers=1)
    return path / "store"


@pytest.fixture
def store(read_once: Path, tmp_path: Path) -> Path:
    shutil.copytree(read_once, tmp_path / "store")
    return tmp_path / "store"


def kg(store: Path, *words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--store", str(store)])
    assert result.exit_code == 0, result.output
    return result.output


def statement(store: Path, content: str) -> str:
    return str(next(r["statement"] for r in open_graph(store).ask("urged") if r["content"] == content))


def contents(graph: Graph) -> list[str]:
    return [row["content"] for row in graph.ask("urged")]


def read_again(store: Path, change: tuple[bytes, bytes] = (b"", b"")) -> None:
    """Take the release out and put it in again, as a reader would leave it whose rules had changed."""
    held = Store(store)
    (ident,) = held.ids()
    row, text, graph = held.row(ident), held.text(ident), held.graph(ident)
    original = (store.parent / "own.txt").read_bytes() if (store.parent / "own.txt").exists() else TEXT.encode()
    with held.writing():
        held.remove(ident)
        held.put(ident, row["source"], original, text, graph.replace(*change) if change[0] else graph)
        held.commit()


def test_a_rejected_reading_answers_no_question_and_stays_rejected(store: Path) -> None:
    wrong = statement(store, "to reopen the port")
    kg(store, "review", wrong, "--reject", "--note", "not in the sense of a request")
    kg(store, "review", statement(store, "to release the crew"), "--accept")
    assert contents(open_graph(store)) == ["to release the crew"]
    read_again(store)
    assert contents(open_graph(store)) == ["to release the crew"]
    shown = kg(store, "why", wrong)
    assert "reject, not in the sense of a request" in shown
    assert "judged readings of the rule were right" in shown


def test_an_edit_gives_what_is_right_instead(store: Path) -> None:
    kg(store, "review", statement(store, "to reopen the port"), "--edit", "content=to open the port again", "--edit", "force=ask")
    row = next(r for r in open_graph(store).ask("urged") if r["content"] == "to open the port again")
    assert row["force"] == "ask"
    assert "port" in row["sentence"]


def test_what_is_read_otherwise_makes_its_correction_stale_and_no_other(store: Path) -> None:
    kg(store, "review", statement(store, "to reopen the port"), "--reject")
    kg(store, "review", statement(store, "to release the crew"), "--reject")
    read_again(store, (b"to reopen the port", b"to reopen the"))
    graph = open_graph(store)
    assert contents(graph) == ["to reopen the"]
    assert [(c.verdict, reason) for c, reason in graph.standing.stale] == [("reject", "read otherwise now")]
    assert "read otherwise now" in kg(store, "review", "--stale")


def test_a_missed_statement_is_anchored_in_the_text(store: Path) -> None:
    (ident,) = Store(store).ids()
    kg(store, "review", ident, "--add", "20-40", "--edit", "force=urge", "--edit", "content=to wait")
    assert [c.where for c in open_graph(store).standing.added] == [f"{ident}:20-40"]
    with Store(store).writing():
        pass
    held = Store(store)
    with held.writing():
        held.remove(ident)
        held.commit()
    stale = open_graph(store).standing.stale
    assert [reason for _, reason in stale] == ["its release is not in the store, or has another text"]


def test_what_a_person_judged_is_not_listed_again_and_imprecise_rules_come_first(store: Path) -> None:
    graph = open_graph(store)
    rule = graph.why(statement(store, "to release the crew"))["rule"]
    kg(store, "review", statement(store, "to reopen the port"), "--reject")
    found = curation.to_review(graph.dataset, curation.read_corrections(store / CORRECTIONS))
    same_rule = [row for row in found.rows if row[1] == rule]
    assert all("right in 0 of" in str(row[0]) for row in same_rule)
    assert statement(store, "to release the crew") in [row[-1] for row in found.rows] or rule != graph.why("urged")["rule"]


def test_the_file_gives_back_what_was_written_and_the_last_line_counts(tmp_path: Path) -> None:
    path = tmp_path / CORRECTIONS
    one = Correction(verdict="edit", meaning="m", evidence="e", where="PER-1:2-3", rule="r", fields=(("content", "a=b"), ("who", "Peru")), note="why")
    other = Correction(verdict="accept", meaning="m", evidence="e", where="PER-1:2-3", rule="r")
    curation.append(path, one)
    assert curation.read_corrections(path) == (one,)
    curation.append(path, other)
    assert curation.read_corrections(path) == (other,)
    assert curation.precision([one, other]) == {"r": (1, 2)}
    path.write_text("perhaps\ta\tb\tc\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        curation.read_corrections(path)


@pytest.mark.parametrize(("verdict", "fields"), [("edit", {}), ("accept", {"content": "x"}), ("edit", {"colour": "red"})])
def test_a_verdict_that_says_nothing_clear_is_refused(store: Path, verdict: str, fields: dict[str, str]) -> None:
    act = open_graph(store).why(statement(store, "to reopen the port"))
    with pytest.raises(UsageError):
        curation.correction_of(act, "sha", verdict, fields)
