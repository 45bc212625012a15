"""There and back: a store's texts for an annotation tool, changed there by hand, and every change in force in the store."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import own_store

from kg.ask import open_graph
from kg.cli import main
from kg.curation.webanno import read
from kg.export.webanno import FEATURES, LAYER
from kg.store import Store

TEXT = (
    "Peru and Chile meet 🤝\n\nPeru urged Chile to reopen the port. Peru asked Chile to release the crew_of the [Alba]. "
    "Chile welcomed the vote in Quito. The two ministers were of one mind that the rail line opens in May.\n"
)


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_store(tmp_path_factory.mktemp("webanno"), TEXT)


@pytest.fixture
def store(read_once: Path, tmp_path: Path) -> Path:
    shutil.copytree(read_once, tmp_path / "store")
    return tmp_path / "store"


def kg(store: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--store", str(store)])


def exported(store: Path) -> Path:
    """The one file that an annotator opens."""
    assert kg(store, "export", "webanno", str(store.parent / "texts")).exit_code == 0
    (path,) = (store.parent / "texts").iterdir()
    return path


def change(path: Path, how: Callable[[list[list[str]]], None]) -> None:
    """Change the rows of a file as an annotator would; a row is its cells."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")]
    how([row for row in rows if re.fullmatch(r"\d+-\d+", row[0])])
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")


def column(feature: str) -> int:
    return 3 + FEATURES.index(feature)


def rows_of(rows: list[list[str]], *words: str) -> list[list[str]]:
    """The first run of rows whose tokens are these words."""
    tokens = [row[2] for row in rows]
    at = next(i for i in range(len(tokens)) if tuple(tokens[i : i + len(words)]) == words)
    return rows[at : at + len(words)]


def urged(store: Path) -> list[tuple[str, str, str]]:
    return [(row["who"], row["force"], row["content"]) for row in open_graph(store).ask("urged")]


def clear(rows: list[list[str]]) -> None:
    for row in rows:
        row[3 : 3 + len(FEATURES)] = ["_"] * len(FEATURES)


def test_what_was_not_changed_gives_no_correction(store: Path) -> None:
    result = kg(store, "review", "--from", str(exported(store).parent))
    assert (result.exit_code, result.stderr) == (0, "0 accept, 0 reject, 0 edit, 0 add; 0 not taken\n")
    told = kg(store, "review", "--from", str(store.parent / "texts"), "--accept-rest").stderr
    assert told.startswith(f"{len(open_graph(store).acts())} accept, 0 reject")
    assert kg(store, "review", "--from", str(store.parent / "texts"), "--accept-rest").stderr.startswith("0 accept")


def test_a_feature_given_otherwise_is_an_edit(store: Path) -> None:
    path = exported(store)

    def harder(rows: list[list[str]]) -> None:
        for row in rows_of(rows, "to", "reopen", "the", "port"):
            row[column("force")] = row[column("force")].replace("urge", "demand")
            row[column("by")] = row[column("by")].replace("Peru", "Chile")
            row[column("to")] = row[column("to")].replace("Chile", "*")

    change(path, harder)
    assert kg(store, "review", "--from", str(path)).stderr.startswith("0 accept, 0 reject, 1 edit, 0 add; 0 not")
    assert ("Chile", "demand", "to reopen the port") in urged(store)


def test_what_was_deleted_is_rejected_and_what_was_moved_says_other_words(store: Path) -> None:
    path = exported(store)
    change(path, lambda rows: clear(rows_of(rows, "to", "reopen", "the", "port")))
    change(path, lambda rows: clear(rows_of(rows, "to", "release")[:1]))
    assert kg(store, "review", "--from", str(path)).stderr.startswith("0 accept, 1 reject, 1 edit, 0 add; 0 not")
    assert urged(store) == [("Peru", "ask", "release the crew_of the [Alba]")]


def test_what_was_marked_anew_is_a_statement(store: Path) -> None:
    path = exported(store)

    def mark(rows: list[list[str]]) -> None:
        told = {"class": "Commitment", "force": "agree", "by": "Peru + Chile"}
        for row in rows_of(rows, "the", "rail", "line", "opens", "in", "May"):
            row[3 : 3 + len(FEATURES)] = [f"{told.get(feature, '*')}[99]" for feature in FEATURES]

    change(path, mark)
    result = kg(store, "review", "--from", str(path))
    assert result.stderr.startswith("0 accept, 0 reject, 0 edit, 1 add; 0 not")
    (row,) = open_graph(store).ask("agreed")
    assert (row["who"], row["content"]) == ("Chile + Peru", "the rail line opens in May")
    assert open_graph(store).why(row["statement"])["rule"] == "review"
    again = exported_again(store)
    assert kg(store, "review", "--from", str(again)).stderr.startswith("0 accept, 0 reject, 0 edit, 0 add; 0 not")
    change(again, lambda rows: clear(rows_of(rows, "the", "rail", "line", "opens", "in", "May")))
    assert kg(store, "review", "--from", str(again)).stderr.startswith("0 accept, 1 reject")
    assert open_graph(store).ask("agreed").rows == ()


def exported_again(store: Path) -> Path:
    shutil.rmtree(store.parent / "texts")
    return exported(store)


def test_what_says_too_little_is_not_taken_and_said(store: Path) -> None:
    path = exported(store)

    def mark(rows: list[list[str]]) -> None:
        (row,) = rows_of(rows, "mind")
        row[3 : 3 + len(FEATURES)] = ["*"] * len(FEATURES)  # one token alone bears no number

    change(path, mark)
    result = kg(store, "review", "--from", str(path))
    assert result.exit_code == 3
    assert "'mind': a missed statement needs who=, class=, force=" in result.stderr


def test_a_file_of_an_older_state_rejects_nothing(store: Path) -> None:
    path = exported(store)
    change(path, lambda rows: clear(rows_of(rows, "to", "reopen", "the", "port")))
    crew = next(r["statement"] for r in open_graph(store).ask("urged") if "crew" in r["content"])
    assert kg(store, "review", crew, "--edit", "force=demand").exit_code == 0
    result = kg(store, "review", "--from", str(path))
    assert result.exit_code == 3
    assert "not taken for a rejection" in result.stderr
    assert ("Peru", "urge", "to reopen the port") in urged(store)


def test_other_layers_folders_and_tokens_cut_in_two_are_read(store: Path) -> None:
    path, (ident,) = exported(store), Store(store).ids()
    lines = path.read_text(encoding="utf-8").replace(f"#T_SP={LAYER}", f"#T_SP=de.example.POS|a|b\n#T_SP={LAYER}").split("\n")
    cells = [line.split("\t") for line in lines]
    wide = ["\t".join([*c[:3], "N", "N", *c[3:]]) if re.fullmatch(r"\d+-\d+", c[0]) else line for c, line in zip(cells, lines, strict=True)]
    folder = store.parent / "project" / f"{ident}.tsv"
    folder.mkdir(parents=True)
    (folder / "anna.tsv").write_text("\n".join(wide).replace("\n2-1\t", "\n2-1.1\t"), encoding="utf-8")
    assert kg(store, "review", "--from", str(store.parent / "project")).stderr == "0 accept, 0 reject, 0 edit, 0 add; 0 not taken\n"
    assert len(read((folder / "anna.tsv").read_text(encoding="utf-8"), Store(store).text(ident))) == len(open_graph(store).acts())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\tport\t", "\tharbour\t", "it is not a file of this release"),
        ("#FORMAT=WebAnno TSV 3.3", "#FORMAT=CoNLL", "not a file in the format"),
        (LAYER, "custom.Other", "no layer"),
    ],
)
def test_what_is_no_such_file_is_refused_whole(store: Path, old: str, new: str, told: str) -> None:
    path = exported(store)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    result = kg(store, "review", "--from", str(path))
    assert result.exit_code == 2
    assert told in result.stderr
    assert "named after a release" in kg(store, "review", "--from", str(path.rename(path.with_name("other.tsv")))).stderr
