"""Every export is read back by a reader of the tool it is for, with the same nodes, edges and rows, and the same bytes each time."""

from __future__ import annotations

import csv
import importlib
import io
import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from serving import make_store
from test_hostile_words import SIGNS

from kg.ask import Graph, open_graph
from kg.cli import main
from kg.export import EXPORTS
from kg.export.table import harmless
from kg.export.ties import EDGE, TIE, Ties, ties
from kg.ingest import ingest
from kg.store import Store
from kg.vocab import DCT, NS, OA, SKOS

Figure = Callable[[str, object], None]
NETWORKS = [name for name, export in EXPORTS.items() if "derived" in export.takes]
FOLDERS = ["gephi", "neo4j", "obsidian", "webanno"]
# A text whose words every format has to keep from being markup, formulas, separators or block ids of its own.
ODD = (
    "=1+1 <b>&amp; \"Talks\" | [x] \\n 'of' friends",
    "Foreign Minister Ana Ruiz of Peru met with Japanese Foreign Minister Ken Mori in Lima on 3 March 2021.\n\n"
    "The two ministers agreed to open a “joint” <office> for & with\ttheir 50% \\ share; {x} | [y] # ^z -> _w_ *v* ]]> \U0001f41f fish.",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    made = make_store(folder)
    odd = folder / "odd.txt"
    odd.write_text("\n\n".join(ODD) + "\n", encoding="utf-8")
    ingest(made, [odd], published="2021-03-04", issuer="PER", publisher="=HYPERLINK()")
    return made


@pytest.fixture(scope="module")
def graph(store: Path) -> Graph:
    return open_graph(store)


@pytest.fixture(scope="module")
def told(graph: Graph) -> dict[bool, Ties]:
    return {derived: ties(graph.dataset, derived=derived) for derived in (False, True)}


def write(name: str, graph: Graph, store: Path, **given: Any) -> Any:
    takes = {"text": Store(store).text} if "text" in EXPORTS[name].takes else {}
    return EXPORTS[name].write(graph.dataset, **takes, **given)


def need(module: str) -> Any:
    pytest.importorskip(module, reason=f"{module} is not installed: pip install '.[readers]'")
    return importlib.import_module(module)


def gexf_by_networkx(raw: Any) -> Any:
    import networkx as nx

    graph = nx.read_gexf(io.BytesIO(raw), version="1.3")
    return {n: d["label"] for n, d in graph.nodes(data=True)}, [(d["id"], a, b) for a, b, d in graph.edges(data=True)]


def graphml_by_networkx(raw: Any) -> Any:
    import networkx as nx

    graph = nx.read_graphml(io.BytesIO(raw), force_multigraph=True)
    return {n: d["label"] for n, d in graph.nodes(data=True)}, [(key, a, b) for a, b, key in graph.edges(keys=True)]


def graphml_by_igraph(raw: Any) -> Any:
    igraph = need("igraph")
    with tempfile.NamedTemporaryFile(suffix=".graphml") as file:
        file.write(raw)
        file.flush()
        graph = igraph.Graph.Read_GraphML(file.name)
    names = graph.vs["id"]
    return dict(zip(names, graph.vs["label"], strict=True)), [(e["name"], names[e.source], names[e.target]) for e in graph.es]


def cyjs_by_cytoscape(raw: Any) -> Any:
    script = (
        "const c=require('cytoscape')({headless:true,elements:JSON.parse(require('fs').readFileSync(0)).elements});"
        "console.log(JSON.stringify([c.nodes().map(n=>[n.id(),n.data('name')]),c.edges().map(e=>[e.id(),e.source().id(),e.target().id()])]))"
    )
    if not shutil.which("node") or subprocess.run(["node", "-e", "require('cytoscape')"], capture_output=True, check=False).returncode:
        pytest.skip("node has no cytoscape here: npm install cytoscape, and NODE_PATH")
    nodes, edges = json.loads(subprocess.run(["node", "-e", script], input=raw, capture_output=True, check=True).stdout)
    return dict(nodes), [tuple(e) for e in edges]


def cx2_by_ndex(raw: Any) -> Any:
    cx2 = need("ndex2.cx2").RawCX2NetworkFactory().get_cx2network(json.loads(raw))
    iris = {i: n["v"]["represents"] for i, n in cx2.get_nodes().items()}
    return (
        {iris[i]: n["v"]["name"] for i, n in cx2.get_nodes().items()},
        [(e["v"]["name"], iris[e["s"]], iris[e["t"]]) for e in cx2.get_edges().values()],
    )


def dot_by_graphviz(raw: Any) -> Any:
    if not shutil.which("dot"):
        pytest.skip("Graphviz is not installed")
    drawn = json.loads(subprocess.run(["dot", "-Tdot_json"], input=raw, capture_output=True, check=True).stdout)
    names = [n["name"] for n in drawn["objects"]]
    labels = [n["label"].replace("\\\\", "\\").replace("&amp;", "&") for n in drawn["objects"]]  # told as it will be drawn from: two backslashes draw one
    return dict(zip(names, labels, strict=True)), [(e["id"], names[e["tail"]], names[e["head"]]) for e in drawn["edges"]]


def tables(files: Any) -> dict[str, list[dict[str, str]]]:
    return {n: list(csv.DictReader(io.StringIO(raw.decode(), newline=""), strict=True)) for n, raw in files.items() if n.endswith(".csv")}


def neo4j_by_its_headings(files: Any) -> Any:
    """As neo4j-admin reads them: fields by the type in their heading; the command names both files."""
    found = tables(files)
    assert all(f"={name}" in files["import.sh"].decode() for name in found)
    nodes, edges = found["nodes.csv"], found["relationships.csv"]
    assert {n[":LABEL"].split(";")[0] for n in nodes} == {"Actor"}
    assert all(re.fullmatch(r"[A-Z_]+", e[":TYPE"]) for e in edges)
    return {n["id:ID"]: n["label"] for n in nodes}, [(e["id"], e[":START_ID"], e[":END_ID"]) for e in edges]


def gephi_by_pandas(files: Any) -> Any:
    pandas = need("pandas")
    nodes, edges = (pandas.read_csv(io.BytesIO(files[n])) for n in ("nodes.csv", "edges.csv"))
    return dict(zip(nodes["Id"], nodes["Label"], strict=True)), list(zip(edges["Id"], edges["Source"], edges["Target"], strict=True))


def kumu_by_its_rules(raw: Any) -> Any:
    found = json.loads(raw)
    return {e["id"]: e["label"] for e in found["elements"]}, [(c["id"], c["from"], c["to"]) for c in found["connections"]]


OFTEN = {gexf_by_networkx: 1, graphml_by_networkx: 1, cyjs_by_cytoscape: 100, dot_by_graphviz: 100}  # every so many odd graphs; else every tenth
READERS = [
    ("gexf", gexf_by_networkx), ("graphml", graphml_by_networkx), ("graphml", graphml_by_igraph),
    ("cyjs", cyjs_by_cytoscape), ("cx2", cx2_by_ndex), ("dot", dot_by_graphviz), ("neo4j", neo4j_by_its_headings), ("gephi", gephi_by_pandas),
    ("kumu", kumu_by_its_rules),
]  # fmt: skip


@pytest.mark.parametrize("derived", [False, True], ids=["acts", "derived"])
@pytest.mark.parametrize(("name", "reader"), READERS, ids=[r.__name__ for _, r in READERS])
def test_a_network_is_read_back_whole(name: str, reader: Any, derived: bool, graph: Graph, store: Path, told: dict[bool, Ties]) -> None:
    nodes, edges = reader(write(name, graph, store, derived=derived))
    assert nodes == {n["id"]: n["label"] for n in told[derived].nodes}
    assert sorted(edges) == [(e["id"], e["source"], e["target"]) for e in told[derived].edges]


WORDED = {SKOS + "prefLabel", NS + "content", NS + "whenText", NS + "condition", OA + "exact", DCT + "title", DCT + "publisher", DCT + "source"}
MAY_BE_MISSING = {NS + n for n in ("when", "whenText", "condition", "addressee", "issue", "place", "issuedOn", "iso3", "cowCode")} | {DCT + "source", SKOS + "prefLabel"}


def reworded(graph: Graph, seed: int) -> Graph:
    """The same graph with its words exchanged for odd ones, and without some of what need not be there."""
    chance, made, words = random.Random(seed), ox.Store(), dict[str, Any]()
    for quad in sorted(graph.dataset.quads_for_pattern(None, None, None, None), key=lambda q: (str(q.triple), str(q.graph_name))):
        told = str(quad.triple)
        if told not in words:
            odd = "".join(chance.choice(SIGNS) for _ in range(chance.randrange(12)))
            worded = quad.predicate.value in WORDED and chance.random() < 0.7
            value = ox.Literal(odd, language=quad.object.language) if worded else quad.object
            words[told] = None if quad.predicate.value in MAY_BE_MISSING and chance.random() < 0.2 else value
        if words[told] is not None:
            made.add(ox.Quad(quad.subject, quad.predicate, words[told], quad.graph_name))
    return Graph(made)


def attributes(name: str, raw: bytes, columns: tuple[str, ...]) -> Counter[tuple[str, str]]:
    """The attributes of these names of every edge, as networkx reads them, with their values."""
    import networkx as nx

    network = nx.read_gexf(io.BytesIO(raw), version="1.3") if name == "gexf" else nx.read_graphml(io.BytesIO(raw), force_multigraph=True)
    found = [(key, value) for _, _, told in network.edges(data=True) for key, value in told.items() if key in columns]
    return Counter((key, f"{value:g}" if isinstance(value, float) else str(value).lower()) for key, value in found)


@pytest.mark.parametrize("count", [2, pytest.param(500, marks=pytest.mark.slow)])
def test_networks_of_odd_words_are_read_back_whole(count: int, graph: Graph, store: Path, record_property: Figure) -> None:
    """Nodes, edges, labels and attributes of each network; networkx reads all of them, the other readers some."""
    labels = edges = values = 0
    for seed in range(count):
        odd = reworded(graph, seed)
        for derived in (False, True):
            told = ties(odd.dataset, derived=derived)
            for name, reader in READERS:
                if seed % OFTEN.get(reader, 10):
                    continue
                raw = write(name, odd, store, derived=derived)
                try:
                    found, joined = reader(raw)
                except pytest.skip.Exception:
                    continue
                shown = harmless if reader is gephi_by_pandas else str  # a table for spreadsheets shows a label that is a formula as words
                assert found == {n["id"]: shown(n["label"]) for n in told.nodes}, (seed, reader.__name__)
                assert sorted(joined) == [(e["id"], e["source"], e["target"]) for e in told.edges], (seed, reader.__name__)
                if name in ("gexf", "graphml"):
                    wanted = Counter((k, v.lower()) for e in told.edges for k, v in told.values(e))
                    assert attributes(name, raw, told.columns[3:]) == wanted, (seed, name, derived)
                    values += wanted.total()
            labels, edges = labels + len(told.nodes), edges + len(told.edges)
    assert edges > 20 * count
    record_property("figure", f"{count} graphs of odd words: {labels:,} labels, {edges:,} edges and {values:,} attributes read back alike by {len(READERS)} readers")


def test_every_network_has_its_reader() -> None:
    assert {name for name, _ in READERS} == set(NETWORKS)


def test_edges_lead_to_their_acts_and_only_to_such_as_happened(graph: Graph, told: dict[bool, Ties]) -> None:
    acts = {a["id"]: a for a in graph.acts()}
    for edge in told[False].edges:
        assert set(edge) == set(EDGE)
        assert acts[edge["statement"]]["class"] not in ("DeniedAct", "ProspectiveEvent")
        assert edge["source"] != edge["target"]
    assert len({e["id"] for e in told[False].edges}) == len(told[False].edges) > 20
    assert {c for e in told[True].edges for c in e} == {*TIE, "statements"}


def test_derived_edges_weigh_what_the_acts_are(told: dict[bool, Ties]) -> None:
    counts = Counter((e["source"], e["target"], e["family"]) for e in told[False].edges)
    assert {(e["source"], e["target"], e["family"]): int(e["weight"]) for e in told[True].edges} == counts


def test_a_network_in_time_lives_on_its_days(graph: Graph, store: Path, told: dict[bool, Ties]) -> None:
    raw = write("gexf", graph, store).decode()
    assert 'mode="dynamic"' in raw
    assert raw.count(' start="') == sum(bool(r["start"]) for r in (*told[False].nodes, *told[False].edges))
    assert all(e["start"] <= e["end"] for e in told[False].edges)


def test_a_due_day_is_not_the_day_of_an_undertaking(told: dict[bool, Ties]) -> None:
    due = [e for e in told[False].edges if e["family"] == "agree" and "2022" in e["date"]]
    assert due
    assert all((e["start"], e["dated"]) == ("2021-03-03", "release") for e in due)


def test_events_are_a_strict_table(graph: Graph, store: Path, told: dict[bool, Ties]) -> None:
    pandas = need("pandas")
    raw = write("events", graph, store)
    lines = raw.decode().splitlines()
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    table = pandas.read_csv(io.BytesIO(raw), sep="\t", quoting=csv.QUOTE_NONE, dtype=str, keep_default_na=False)
    assert list(table["event_id"]) == [e["id"] for e in told[False].edges]
    peru = table[table["actor_iso3"] == "PER"].iloc[0]
    assert (peru["actor_cow"], peru["actor_label"]) == ("135", "Peru")
    assert set(table["quad_class"]) <= {"1", "2", "3", "4", ""}
    assert "AGREE" in set(table[table["family"] == "agree"]["plover"])


def test_parquet_is_the_events(graph: Graph, store: Path) -> None:
    pandas = need("pandas")
    need("pyarrow")
    events = pandas.read_csv(io.BytesIO(write("events", graph, store, raw=True)), sep="\t", quoting=csv.QUOTE_NONE, dtype=str, keep_default_na=False)
    again = pandas.read_parquet(io.BytesIO(write("parquet", graph, store))).fillna("")
    assert again.to_dict("records") == events.to_dict("records")


def test_cells_are_no_formulas_unless_raw(graph: Graph, store: Path) -> None:
    from kg.export.table import table

    for cell in ("=1", "+1", "-1", "@x"):
        assert table(["a"], [[cell]]).decode() == f"a\n'{cell}\n"
        assert table(["a"], [[cell]], raw=True, tabs=True).decode() == f"a\n{cell}\n"


def test_sqlite_holds_every_act_and_no_loose_end(graph: Graph, store: Path, told: dict[bool, Ties], tmp_path: Path) -> None:
    (tmp_path / "kg.db").write_bytes(write("sqlite", graph, store))
    with sqlite3.connect(tmp_path / "kg.db") as base:
        count = {t: base.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("releases", "acts", "pairs", "parts")}
        assert (count["releases"], count["acts"], count["pairs"]) == (4, len(graph.acts()), len(told[False].edges))
        assert count["parts"] > count["acts"]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        denied = base.execute("SELECT content FROM acts WHERE class = 'DeniedAct' AND release LIKE '%PER-2021-03-03%'").fetchall()
        assert denied == [("to lower its tariffs",)]
    base.close()


def test_sqlite_opens_in_datasette(graph: Graph, store: Path, tmp_path: Path) -> None:
    if not shutil.which("datasette"):
        pytest.skip("datasette is not installed")
    (tmp_path / "kg.db").write_bytes(write("sqlite", graph, store))
    told = subprocess.run(["datasette", str(tmp_path / "kg.db"), "--get", "/kg/acts.json?_size=0"], capture_output=True, check=True, cwd=tmp_path)
    assert json.loads(told.stdout)["filtered_table_rows_count"] == len(graph.acts())


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>t</id>
<updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/></layout></citation><bibliography>
<layout delimiter="; "><names variable="author"/><date variable="issued"><date-part name="year"/></date><text variable="title"/></layout>
</bibliography></style>"""


def test_csl_is_cited_by_a_processor(graph: Graph, store: Path) -> None:
    need("citeproc")
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = json.loads(write("csl", graph, store))
    assert len(items) == 4
    shelf = CitationStylesBibliography(CitationStylesStyle(io.BytesIO(STYLE.encode()), validate=False), CiteProcJSON(items), formatter.plain)
    for item in items:
        shelf.register(Citation([CitationItem(item["id"])]))
    cited = [str(entry) for entry in shelf.bibliography()]
    assert len(cited) == 4
    assert any("Peru" in c and "2021" in c and "Foreign Minister Ruiz meets" in c for c in cited)


def test_ris_is_read_record_by_record(graph: Graph, store: Path) -> None:
    records = need("rispy").loads(write("ris", graph, store).decode().replace("\r\n", "\n"))
    assert [(r["id"], r["title"]) for r in records] == [(i["id"], i["title"]) for i in json.loads(write("csl", graph, store))]


def test_a_vault_links_to_blocks_and_notes_that_are_there(graph: Graph, store: Path) -> None:
    notes = {name.rsplit("/", 1)[-1].removesuffix(".md"): raw.decode() for name, raw in write("obsidian", graph, store).items()}
    assert len({n.casefold() for n in notes}) == len(notes)
    links = [m for text in notes.values() for m in re.findall(r"\[\[([^\]|#]+)(?:#\^(\w+))?(?:\|[^\]]*)?\]\]", text)]
    assert len(links) > 50
    for name, block in links:
        assert name in notes
        assert not block or f" ^{block}\n" in notes[name]
    for text in notes.values():
        front = text.split("---\n")[1]
        assert all(json.loads(line.partition(": ")[2]) for line in front.splitlines())


def test_webanno_keeps_the_words_and_every_act(graph: Graph, store: Path) -> None:
    files = write("webanno", graph, store)
    assert len(files) == 4
    for name, raw in files.items():
        text = Store(store).text(name.removesuffix(".tsv")).encode("utf-16-le")
        heads, *blocks = raw.decode().split("\n#Text=")
        assert heads.startswith("#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Act|")
        rows = [line.split("\t") for block in blocks for line in block.split("\n")[1:] if line]
        assert rows
        for row in rows:
            start, end = (int(x) for x in row[1].split("-"))
            assert text[2 * start : 2 * end].decode("utf-16-le") == row[2]
            assert len(row) == 3 + 10 + 1
        numbers = {n for row in rows for n in re.findall(r"(?<!\\)\[(\d+)\]", row[3])}
        acts = [a for a in graph.acts() if a["document"] == name.removesuffix(".tsv")]
        assert len(numbers) == sum(len(a["content_parts"]) or 1 for a in acts)


def test_acts_and_quads_come_back(graph: Graph, store: Path) -> None:
    import pyoxigraph as ox

    assert [json.loads(line)["id"] for line in write("acts", graph, store).splitlines()] == [a["id"] for a in graph.acts()]
    quads = len(write("nq", graph, store).splitlines())
    assert len(set(ox.parse(write("trig", graph, store), format=ox.RdfFormat.TRIG))) == quads
    assert len(set(ox.parse(write("jsonld", graph, store), format=ox.RdfFormat.JSON_LD))) == quads


def test_the_same_bytes_for_any_hash_seed(store: Path) -> None:
    code = (
        "import hashlib, sys; from kg.ask import open_graph; from kg.export import EXPORTS; from kg.store import Store\n"
        "store = sys.argv[1]; graph = open_graph(store); from pathlib import Path\n"
        "for name, e in EXPORTS.items():\n"
        "  if name == 'parquet': continue\n"
        "  made = e.write(graph.dataset, **({'text': Store(Path(store)).text} if 'text' in e.takes else {}))\n"
        "  print(name, hashlib.sha256(repr(made).encode()).hexdigest())\n"
    )
    run = [subprocess.run([sys.executable, "-c", code, str(store)], env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."}, capture_output=True, check=True,
                          cwd=Path(__file__).resolve().parents[1]).stdout for seed in ("1", "77")]  # fmt: skip
    assert run[0] == run[1]
    assert len(run[0].splitlines()) == len(EXPORTS) - 1


def test_the_command_lists_and_writes_every_format(store: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    listed = runner.invoke(main, ["export", "--help"]).output
    for name in EXPORTS:
        assert re.search(rf"^  {name} ", listed, re.MULTILINE), name
    for name in set(EXPORTS) - {"parquet"}:
        told = runner.invoke(main, ["export", name, str(tmp_path / name), "--store", str(store)])
        assert told.exit_code == 0, told.output
        assert (tmp_path / name).is_dir() == (name in FOLDERS)


REFUSED = [
    (["export", "gexff", "-"], "no format 'gexff'"),
    (["export", "ttl", "-", "--derived"], "--derived is not for ttl"),
    (["export", "gexf", "-", "--raw"], "--raw is not for gexf"),
    (["export", "neo4j", "-"], "this format is a folder"),
]


@pytest.mark.parametrize(("asked", "words"), REFUSED)
def test_what_cannot_be_is_said(asked: list[str], words: str, store: Path) -> None:
    told = CliRunner().invoke(main, [*asked, "--store", str(store)])
    assert told.exit_code == 2
    assert words in told.output


def test_a_folder_in_use_is_left_alone(store: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    told = CliRunner().invoke(main, ["export", "neo4j", str(tmp_path), "--store", str(store)])
    assert told.exit_code == 1
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
