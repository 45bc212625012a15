"""Licence, source and day of retrieval go with a release wherever it is taken; on demand only its quoted sentences do."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from click.testing import CliRunner

from kg import resources
from kg.cli import main
from kg.errors import RejectedInput
from kg.ingest import ingest
from kg.readers import read_text

LICENCE, SOURCE, DAY = "KOGL type 1", "https://m.example/talks", "2021-03-09"
SILENT = "The harbour was grey and quiet on that morning."
TEXT = f"Peru urged Chile to reopen the port. {SILENT} They urged restraint. Ana Ruiz of Peru and Leo Paz of Chile agreed to open a joint office."
GRAPHS = {"nq": "nquads", "trig": "trig", "ttl": "turtle", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("licences")
    row = {"title": "Talks in Lima", "text": TEXT, "issuer": "PER", "date": "2021-03-04", "url": SOURCE, "licence": LICENCE, "retrieved": DAY}
    (home / "in.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert ingest(home / "s", [home / "in.jsonl"]).counts()["added"] == 1
    return home / "s"


def exported(store: Path, *words: str) -> str:
    result = CliRunner().invoke(main, ["export", *words, "-", "--store", str(store)])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("form", [*GRAPHS, "csl", "ris"])
def test_an_export_tells_licence_source_and_day(store: Path, form: str) -> None:
    told = exported(store, form)
    assert LICENCE in told and SOURCE in told
    assert DAY in told or "2021, 3, 9" in told or DAY.replace("-", "/") in told


def test_a_table_and_a_note_tell_them(store: Path, tmp_path: Path) -> None:
    for form, name in (("sqlite", "kg.db"), ("obsidian", "vault")):
        assert CliRunner().invoke(main, ["export", form, str(tmp_path / name), "--store", str(store)]).exit_code == 0
    with sqlite3.connect(tmp_path / "kg.db") as base:
        assert base.execute("SELECT licence, url, retrieved FROM releases").fetchall() == [(LICENCE, SOURCE, DAY)]
    base.close()
    (note,) = (tmp_path / "vault" / "Releases").iterdir()
    assert f'licence: "{LICENCE}"' in note.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", GRAPHS)
def test_only_quoted_sentences_go_along_where_asked_for(store: Path, form: str) -> None:
    whole, less = exported(store, form), exported(store, form, "--no-fulltext")
    assert SILENT in whole and "urged restraint" in whole
    assert SILENT not in less and "urged restraint" not in less
    assert "Peru urged Chile to reopen the port." in less
    assert LICENCE in less


def test_what_is_left_is_a_sound_graph(store: Path) -> None:
    graph = rdflib.Graph()
    for quad in ox.parse(exported(store, "nq", "--no-fulltext").encode(), format=ox.RdfFormat.N_QUADS):
        graph.parse(data=f"{quad.triple} .", format="nt")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=str(resources.ontology("shapes", "core.ttl")), advanced=True)
    assert conforms, text
    subjects = set(graph.subjects())
    ours = {o for o in graph.objects() if isinstance(o, rdflib.URIRef) and "/release/" in o}
    assert ours - subjects == set(), "nothing points to what was left out"


def test_the_text_itself_is_refused(store: Path) -> None:
    result = CliRunner().invoke(main, ["export", "webanno", "x", "--no-fulltext", "--store", str(store)])
    assert result.exit_code == 2
    assert "--no-fulltext is not for webanno" in result.output


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(RejectedInput, match="is no day"):
        read_text(TEXT, "a.txt", retrieved="last week")
