"""The command line: the first minute, and one clear line with the right exit code for every mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg import query, resources
from kg.cli import main

SEED = str(resources.data("releases", "2018-04-11-korea-japan.txt"))


def kg(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_demo(here: Path) -> None:
    result = kg("demo")
    assert result.exit_code == 0, result.output
    assert "according to South Korea" in result.output
    assert "if it proceeds" in result.output
    assert "Why do you say so?" in result.output


def test_a_desk_day(here: Path) -> None:
    assert kg("ingest", SEED).exit_code == 0
    rows = json.loads(kg("ask", "agreed", "--party", "JPN", "--format", "json").stdout)
    assert len(rows) >= 4
    short = rows[0]["statement"].rsplit("#", 1)[1]
    assert rows[0]["sentence"].split()[0] in kg("why", short).stdout
    assert kg("path", "KOR", "JPN").stdout.startswith("South Korea -- Japan")
    assert "Japan" in kg("neighbours", "KOR").stdout
    assert kg("check").exit_code == 0
    assert kg("export", "acts", "-").exit_code == 0
    assert kg("analyse", "actor-issues").stdout
    assert "state/JPN" in kg("show", "state/JPN").stdout


def test_read_prints_acts(here: Path) -> None:
    lines = [json.loads(line) for line in kg("read", "--format", "jsonl", SEED).stdout.splitlines()]
    text = Path(SEED).read_text(encoding="utf-8")
    assert len(lines) > 15
    for act in lines:
        assert {"family", "by", "to", "cue", "sentence", "status", "rule"} <= set(act)
        if len(act["content_parts"]) == 1:
            assert text[slice(*act["content"])] == act["text"]


MISTAKES = [
    (("read", "nowhere.txt"), 2, "no such file"),
    (("ask", "agreed"), 4, "no store at"),
    (("ingest", "empty-folder"), 2, "no readable files"),
    (("read", "empty.txt"), 3, "holds no text"),
    (("read", "binary.txt"), 3, "not a text file"),
    (("read", "large.txt"), 3, "the limit is"),
    (("read", "german.txt"), 3, "English"),
    (("ask", "agree", "--store", "s"), 2, "did you mean agreed"),
    (("ask", "agreed", "--store", "s", "--party", "Japn"), 2, "closest: japan"),
    (("ask", "agreed", "--store", "s", "--since", "April"), 2, "is not a date"),
    (("ask", "members", "--store", "s", "--issue", "trade"), 2, "has no parameter"),
    (("query", "broken.rq", "--store", "s"), 2, "SPARQL"),
    (("query", "service.rq", "--store", "s"), 2, "refused"),
    (("export", "word", "out", "--store", "s"), 2, "no format"),
    (("why", "st99999", "--store", "s"), 2, "0 statements"),
    (("nonsense",), 2, "No such command"),
]


@pytest.mark.parametrize(("words", "code", "says"), MISTAKES, ids=[" ".join(m[0]) for m in MISTAKES])
def test_mistakes(here: Path, words: tuple[str, ...], code: int, says: str) -> None:
    (here / "empty-folder").mkdir()
    (here / "empty.txt").write_text(" \n", encoding="utf-8")
    (here / "binary.txt").write_bytes(b"\x7fELF\x00\x01\x02")
    (here / "large.txt").write_text("the of and " * 250_000, encoding="utf-8")
    (here / "german.txt").write_text("Die beiden Minister haben gestern in Wien über den Handel gesprochen. " * 3, encoding="utf-8")
    (here / "broken.rq").write_text("SELECT ?x WHERE {", encoding="utf-8")
    (here / "service.rq").write_text("SELECT ?x WHERE { SERVICE <http://x.example/> { ?x ?y ?z } }", encoding="utf-8")
    if "s" in words:
        kg("ingest", SEED, "--store", "s")
    before = sorted(p.name for p in here.iterdir())
    result = kg(*words)
    assert result.exit_code == code, result.output
    assert says in result.output
    assert "Traceback" not in result.output
    assert sorted(p.name for p in here.iterdir()) == before


def test_questions_are_listed_with_their_files() -> None:
    listed = [line.split("\t")[0] for line in kg("questions", "--format", "tsv").stdout.splitlines()[1:]]
    assert listed == list(query.names())
    assert len(listed) >= 30


def test_help_shows_examples() -> None:
    for name in main.commands:
        assert f"kg {name}" in kg(name, "--help").output, name
