"""The command line: the first minute, and one clear line with the right exit code for every mistake."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
import rdflib
from click.testing import CliRunner, Result

from kg import query, resources
from kg.cli import main, progress

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
    (("ingest", "nowhere", "--store", "s"), 2, "no such file"),
    (("ask", "agreed"), 4, "no store at"),
    (("query", "good.rq"), 4, "no store at"),
    (("check",), 4, "no store at"),
    (("ingest", "empty-folder"), 2, "no readable files"),
    (("ingest", "german.txt", "--store", "good.rq/in-a-file"), 4, "good.rq"),
    (("read", "empty.txt"), 3, "holds no text"),
    (("read", "nothing.txt"), 3, "holds no text"),
    (("read", "binary.txt"), 3, "not a text file"),
    (("read", "large.txt"), 3, "the limit is"),
    (("read", "line.txt"), 3, "the limit is"),
    (("read", "german.txt"), 3, "English"),
    (("ask", "agree", "--store", "s"), 2, "did you mean agreed"),
    (("ask", "agreed", "--store", "s", "--party", "Japn"), 2, "closest: Japan ("),
    (("ask", "agreed", "--store", "s", "--issue", "fishery"), 2, "closest: fisheries ("),
    (("ask", "agreed", "--store", "s", "--since", "April"), 2, "is not a date"),
    (("ask", "members", "--store", "s", "--issue", "trade"), 2, "has no parameter"),
    (("ask", "agreed", "--store", "s", "--columns", "who,whom"), 2, "no column 'whom'; there are said_by, who"),
    (("ask", "agreed", "--store", "s", "--party", "JPN", "--until", "2017-01-01"), 0, "without --until: kg ask agreed --party JPN"),
    (("query", "broken.rq", "--store", "s"), 2, "SPARQL, line 2, column 13"),
    (("query", "unknown.rq", "--store", "s"), 2, "column 32: this prefix is not known; known prefixes: dip, voc"),
    (("query", "service.rq", "--store", "s"), 2, "SERVICE is refused"),
    (("query", "load.rq", "--store", "s"), 2, "LOAD is refused"),
    (("query", "heavy.rq", "--store", "s", "--seconds", "0.3"), 5, "took longer than 0.3 s and was stopped"),
    (("query", "all.rq", "--store", "s", "--rows", "100"), 5, "more than 100 rows"),
    (("query", "good.rq", "--store", "s", "--format", "ttl"), 2, "is for CONSTRUCT and DESCRIBE"),
    (("query", "good.rq", "--store", "s", "--rows", "0"), 2, "--rows"),
    (("query", "binary.txt", "--store", "s"), 2, "not a text in UTF-8"),
    (("query", "nowhere.rq", "--store", "s"), 2, "nowhere.rq"),
    (("export", "word", "out", "--store", "s"), 2, "no format"),
    (("export", "nq", "no-folder/out.nq", "--store", "s"), 1, "choose another place"),
    (("why", "st99999", "--store", "s"), 2, "0 statements"),
    (("show", "nobody", "--store", "s"), 2, "nothing in s ends in"),
    (("path", "KOR", "Narnia", "--store", "s"), 2, "no actor 'Narnia'"),
    (("nonsense",), 2, "No such command"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store and everything that can be wrong."""
    here = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        assert kg("ingest", SEED, "--store", "s").exit_code == 0
        assert kg("ask", "agreed", "--store", "s").exit_code == 0
    (here / "empty-folder").mkdir()
    texts = {
        "empty.txt": " \n",
        "nothing.txt": "",
        "large.txt": "the of and " * 250_000,
        "line.txt": "x" * 5_000_000,
        "german.txt": "Die beiden Minister haben gestern in Wien über den Handel gesprochen. " * 3,
        "good.rq": "SELECT ?x WHERE { ?x a dip:Release }",
        "all.rq": "SELECT * WHERE { ?s ?p ?o }",
        "broken.rq": "SELECT ?x\nWHERE { ?x a",
        "unknown.rq": "SELECT ?x WHERE { ?x a wd:Q6256 }",
        "service.rq": "SELECT ?x WHERE { SERVICE <http://x.example/> { ?x ?y ?z } }",
        "load.rq": "LOAD <http://x.example/>",
        "heavy.rq": "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    }
    for name, text in texts.items():
        (here / name).write_text(text, encoding="utf-8")
    (here / "binary.txt").write_bytes(b"\x7fELF\x00\x01\x02\xff\xfe\xfd")
    return here


def on_disk(folder: Path) -> dict[str, bytes]:
    """All files but the answers that are kept beside the index."""
    files = (p for p in sorted(folder.rglob("*")) if ".answers" not in str(p))
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else b"" for p in files}


@pytest.mark.parametrize(("words", "code", "says"), MISTAKES, ids=[" ".join(m[0]) for m in MISTAKES])
def test_a_mistake_gets_one_clear_line_and_changes_nothing(
    desk: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, says: str
) -> None:
    monkeypatch.chdir(desk)
    before = on_disk(desk)
    result = kg(*words)
    assert result.exit_code == code, result.output
    assert says in result.stderr
    told = [line for line in result.stderr.splitlines() if line and not line.startswith(("Usage: ", "Try '"))]
    assert len(told) == (2 if words[0] == "ingest" and code == 3 else 1), result.stderr
    assert "Traceback" not in result.output
    assert on_disk(desk) == before


def test_the_shape_of_a_table(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    ask = ("ask", "agreed", "--store", "s", "--columns", "content,who")
    rows = kg(*ask, "--format", "tsv").stdout.splitlines()
    assert rows[0] == "content\twho"
    assert kg(*ask, "--format", "tsv", "--no-headers").stdout.splitlines() == rows[1:]
    assert kg(*ask, "--format", "md", "--no-headers").stdout.splitlines()[0].startswith("| ")
    assert next(line for line in kg(*ask, "--format", "table").stdout.splitlines() if line).split()[0] == "content"
    assert next(line for line in kg(*ask, "--format", "table", "--no-headers").stdout.splitlines() if line).split()[0] != "content"


def test_lines_are_cut_on_a_terminal_alone(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.ask import Answers
    from kg.cli import output

    answers = Answers(("who", "sentence"), (("Peru", "word " * 100),))
    shown: list[str] = []
    monkeypatch.setattr(output.click, "echo", lambda text="", **_: shown.append(text))
    monkeypatch.setattr(output.sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    output.show(answers, "table")
    assert shown[1].endswith("…")
    shown.clear()
    output.show(answers, "table", wide=True)
    assert shown[1].endswith("word")


def test_colours_are_left_out_when_asked() -> None:
    @click.command()
    def tint() -> None:
        click.echo(click.style("red", fg="red"))

    main.add_command(tint)
    try:
        runner = CliRunner()
        assert "\x1b[" in runner.invoke(main, ["tint"], color=True).stdout
        assert "\x1b[" not in runner.invoke(main, ["--no-color", "tint"], color=True).stdout
        assert "\x1b[" not in runner.invoke(main, ["tint"], color=True, env={"NO_COLOR": "please"}).stdout
    finally:
        del main.commands["tint"]


def test_triples_are_given_in_their_formats(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)

    def ask(text: str, *words: str) -> str:
        result = CliRunner().invoke(main, ["query", "-", "--store", "s", *words], input=text)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    construct = "CONSTRUCT { ?a rdfs:seeAlso ?b } WHERE { ?s dip:joint true ; dip:party ?a , ?b . FILTER(?a != ?b) }"
    lines = ask(construct, "--format", "nq").splitlines()
    assert lines == sorted(lines)
    for form, parser in (("ttl", "turtle"), ("jsonld", "json-ld"), ("nq", "nt")):
        assert len(rdflib.Graph().parse(data=ask(construct, "--format", form), format=parser)) == len(lines)
    assert ask(construct) == ask(construct, "--format", "ttl")
    assert ask(construct, "--format", "csv").splitlines()[0] == "subject,predicate,object"
    assert "state:JPN" in ask("DESCRIBE state:JPN")
    assert ask("ASK { ?s a dip:Release }", "--format", "tsv").split() == ["answer", "true"]
    assert ask("ASK { ?s a dip:Tie }", "--format", "tsv").split() == ["answer", "false"]


def test_core_questions_head_the_list() -> None:
    listed = [line.split("\t")[0] for line in kg("questions", "--format", "tsv").stdout.splitlines()[1:]]
    assert listed == list(query.names())
    assert " ".join(query.CORE) in " ".join(kg("ask", "--help").stdout.split())


@pytest.mark.parametrize("name", sorted(main.commands))
def test_help_ends_with_three_examples(name: str) -> None:
    lines = [line.strip() for line in kg(name, "--help").stdout.rstrip().splitlines()]
    examples = lines[len(lines) - lines[::-1].index("") :]
    assert len(examples) >= 3
    assert all(re.search(r"\bkg \w", e) for e in examples), examples
    assert any(f"kg {name}" in e for e in examples), examples


def test_ingest_tells_its_pace_and_what_is_given_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(progress, "_IN_A_LOG", 0.0)
    for name, words in (("a", "Kenya thanked Ghana for its aid."), ("b", "Peru met Chile in Lima.")):
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    first = kg("ingest", "a.txt", "b.txt").stderr
    assert re.search(r"^1 read.*: 1 added\n2 read.*: 2 added\n2 read.*: 2 added, 0 unchanged", first), "a line for a log now and then"
    (tmp_path / "lines.jsonl").write_text('{"id": "1", "text": "Ghana thanked Kenya."}\n{"id": "2", "text": "Chile met Peru."}\n', encoding="utf-8")
    kg("ingest", "lines.jsonl")
    (tmp_path / "lines.jsonl").write_text('{"id": "2", "text": "Chile met Peru."}\n', encoding="utf-8")
    assert "1 that these paths gave before and give no more stay; take them out: --prune" in kg("ingest", "lines.jsonl").stderr
    assert "1 removed" in kg("ingest", "lines.jsonl", "--prune").stderr
    assert "--prune" not in kg("ingest", "lines.jsonl").stderr
