"""Words that would be obeyed elsewhere, by a terminal, a spreadsheet or a reader of graphs, are words and nothing more."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import string
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from rdflib.compare import isomorphic
from serving import make_store

from kg.ask import Answers, Graph, open_graph
from kg.cli import main
from kg.cli.output import as_json, plain
from kg.export.acts import acts
from kg.export.rdf import as_jsonld, as_nquads, as_trig, as_turtle
from kg.ingest import ingest
from kg.rdf.terms import iri, literal

Figure = Callable[[str, object], None]
OBEYED = ["\x1b[31m", "\x1b]8;;http://x.example/\x1b\\", "\x1b]0;title\x07", "\x07", "\x9b31m", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\x08\x08", "\r", "\x7f", "[/x]", "\u2028"]
COMMANDS = [("ask", "agreed"), ("ask", "said", "--format", "table"), ("ask", "quotes", "--format", "md"), ("ask", "said", "--format", "csv"), ("ask", "unread"),
            ("ask", "agreed", "--format", "json"), ("ask", "said", "--format", "jsonl"), ("neighbours", "PER"), ("path", "PER", "CHL"), ("analyse", "actor-issues"),
            ("show", "state/PER"), ("export", "acts", "-"), ("export", "trig", "-"), ("export", "nq", "-"), ("rejected",), ("check",)]  # fmt: skip


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of releases with such characters in names, sentences and titles, and of one that is kept out."""
    home = tmp_path_factory.mktemp("odd")
    (home / "in").mkdir()
    for number, sign in enumerate(OBEYED):
        text = f"Talks {sign} in Lima\n\nPeru and Chile agreed to open a {sign} joint office. Foreign Minister Ana {sign}Ruiz of Peru urged Chile to free the {sign} crew. She said: “We {sign} will stay.”\n"
        (home / "in" / f"{number}.txt").write_text(text, encoding="utf-8", newline="")
    (home / "in" / "odd\x1b[31m.txt").write_text(" ", encoding="utf-8")
    ingest(home / "s", [home / "in"], issuer="PER", published="2021-03-04")
    return home / "s"


def test_a_terminal_is_not_obeyed(odd: Path, monkeypatch: pytest.MonkeyPatch, record_property: Figure) -> None:
    monkeypatch.setattr("kg.cli.output.sys.stdout.isatty", lambda: True, raising=False)
    told = 0
    for words in COMMANDS:
        with monkeypatch.context() as patch:
            patch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True, raising=False)
            result = CliRunner().invoke(main, ["--no-color", *words, *(() if words[0] == "questions" else ("--store", str(odd)))])
        assert result.exit_code in (0, 4), (words, result.output)
        found = re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", result.output)
        assert not found, (words, found)
        told += result.output.count("\\u202e") + result.output.count("\\x1b")
    assert told > 5, "they are shown as what they are"
    record_property("figure", f"{len(OBEYED)} signs in names, titles and sentences through {len(COMMANDS)} commands: 0 obeyed")


def test_plain_words_stay_and_json_means_the_same() -> None:
    for sign in OBEYED:
        words = f"Côte {sign} 的 é"
        assert json.loads(as_json({"a": words})) == {"a": words}
        assert plain(f"{words}").isprintable() or sign == "\r"
    assert plain("Côte d’Ivoire\t的\n") == "Côte d’Ivoire\t的\n"


CELLS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "=HYPERLINK(\"http://x\",\"y\")", "=cmd|' /C calc'!A0", "\x00=1", "\x1b=1", "＝1", "＋1", "－1", "＠x", "\u00a0=1",
         "a,b", 'a"b', "a\tb", "a\r\nb", "", "'=1", "plain", ";=1", "\u2028=1", "a|b"]  # fmt: skip


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_spreadsheet_runs_nothing(mark: str, record_property: Figure) -> None:
    chance = random.Random(5)
    rows = [tuple(chance.choice(CELLS) + chance.choice(("", "x", "=", "\n=2")) for _ in range(4)) for _ in range(200)]
    text = Answers(("a", "b", "c", "d"), tuple(rows)).to_csv(mark)
    again = list(csv.reader(io.StringIO(text), delimiter=mark))
    assert [len(row) for row in again] == [4] * 201
    assert not [cell for row in again for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", text)
    read = ["csv"]
    for name in ("pandas", "polars"):
        try:
            module = __import__(name)
        except ImportError:
            continue
        kept = {"sep": mark, "dtype": str, "keep_default_na": False} if name == "pandas" else {"separator": mark, "infer_schema": False}
        frame = module.read_csv(io.BytesIO(text.encode()), **kept)
        assert frame.shape == (200, 4)
        assert [[cell or "" for cell in row] for row in (frame.values.tolist() if name == "pandas" else frame.rows())] == again[1:]
        read.append(name)
    record_property("figure", f"800 cells, 0 run, read again alike by {', '.join(read)}")


SIGNS = [*string.ascii_letters, *OBEYED, "\x00", "\x01", "\x0b", "\x0c", "\t", "\n", '"', "\\", "'", "<", ">", "&", "]]>", "{", "}", "|", "^", "`", " ", "%", "#", "é", "的", "😀", "\ufffe", "\x85", "@en", "^^"]


def random_graph(seed: int) -> list[str]:
    """N-Quads written by our own writer, with every sign that a text or a name may hold."""
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choice(SIGNS) for _ in range(chance.randrange(9)))

    nodes = [iri(f"https://x.example/{word()}") for _ in range(4)]
    made = {f"{chance.choice(nodes)} {chance.choice(nodes)} {chance.choice((chance.choice(nodes), literal(word()), literal(word(), language='en'), literal('2', 'integer')))} "
            f"{chance.choice(nodes)} .\n" for _ in range(12)}  # fmt: skip
    return sorted(made)


@pytest.mark.parametrize("count", [25, pytest.param(500, marks=pytest.mark.slow)])
def test_both_libraries_read_what_we_write_alike(count: int, record_property: Figure) -> None:
    for seed in range(count):
        lines = random_graph(seed)
        store = ox.Store()
        store.load("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
        assert len(store) == len(lines)
        wanted = rdflib.Dataset()
        wanted.parse(data="".join(lines), format="nquads")
        for write, form in ((as_nquads, "nquads"), (as_trig, "trig"), (as_turtle, "turtle"), (as_jsonld, "json-ld")):
            raw = write(store)
            again = ox.Store()
            again.load(raw, format={"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "turtle": ox.RdfFormat.TURTLE, "json-ld": ox.RdfFormat.JSON_LD}[form])
            assert {str(q.triple) for q in again} == {str(q.triple) for q in store}, (seed, form)
            read = rdflib.Dataset()
            read.parse(data=raw.decode(), format=form)
            assert isomorphic(union(read), union(wanted)), (seed, form)
    record_property("figure", f"{count} random graphs in 4 formats, isomorphic in both libraries")


def union(dataset: rdflib.Dataset) -> rdflib.Graph:
    graph = rdflib.Graph()
    for s, p, o, _ in dataset.quads():
        graph.add((s, p, o))
    return graph


def test_exports_of_odd_releases_are_read_back(odd: Path) -> None:
    store = open_graph(odd).dataset
    assert len(acts(store)) >= len(OBEYED)
    for write, form in ((as_nquads, "nquads"), (as_trig, "trig"), (as_turtle, "turtle"), (as_jsonld, "json-ld")):
        read = rdflib.Dataset()
        read.parse(data=write(store).decode(), format=form)
        assert len(union(read)) == len({str(q.triple) for q in store if "derived" not in str(q.graph_name)})


def test_labels_come_through_unchanged(tmp_path: Path) -> None:
    graph = Graph(open_graph(make_store(tmp_path)).dataset)
    told = {a["name"] for act in graph.acts() for a in act["by"]}
    assert {"Ana Ruiz", "Ken Mori"} <= told
