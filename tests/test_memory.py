"""Twelve releases of our own as one memory: what the questions over time answer, in both engines, whatever the order they came in."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from kg import linking, query
from kg.ask import Graph, open_graph
from kg.ingest import ingest
from kg.rdf import reference_nquads
from kg.vocab import GRAPH, ID, NS

RELEASES = Path(__file__).parent / "memory" / "releases.jsonl"
CUSTOMS = "to open a joint customs office at the border by"
QUOTA = "to lift its quota on fishing vessels"
EXTENSION = "the extension of the fisheries agreement"
CLAIM = "Japan's claims to Dokdo"
TORRES, ROJAS = "Ana Torres + Luis Rojas", "Luis Rojas"

# number of the question in the design, its name, parameters, the columns looked at, the rows as a person reads the releases
EXPECTED: list[tuple[int, str, dict[str, str], str, list[tuple[str | None, ...]]]] = [
    (1, "agreed", {"party": "CHL"}, "who content", [
        (TORRES, f"{CUSTOMS} June 30, 2021"), (TORRES, f"{CUSTOMS} September 30, 2021"),
        (TORRES, "to hold the next round of consultations in Santiago on May 12, 2021")]),
    (2, "responses", {}, "who asked date", [("Chile", QUOTA, "../2021-12-01")]),
    (3, "positions", {"issue": "dokdo-takeshima"}, "who stance content", [("Park Min-su", "rejects", f"{CLAIM} \"will never be accepted")]),
    (3, "disputes", {}, "who topic content", [
        ("Kenji Aoki", "Dokdo/Takeshima", "Takeshima is a matter of concern"), ("Park Min-su", "Dokdo/Takeshima", f"{CLAIM} \"will never be accepted"),
        ("Japan", "Dokdo/Takeshima", CLAIM)]),
    (3, "condemned", {}, "who content", [
        ("Japan + South Korea", "the missile launch by North Korea"), ("Japan + South Korea", "the missile launch by North Korea"),
        ("Luis Rojas", EXTENSION)]),
    (4, "planned", {"party": "UGA"}, "who date", [("Kenya + Uganda", "2021-09-20")]),
    (4, "conditional", {}, "who condition date", [("Luis Rojas + Pablo Vega", "if the talks on fishing resume", "2022-03")]),
    (5, "attended", {"party": "KOR", "since": "2021-11-01"}, "who office for place date", [
        ("Hiroshi Mori", "Director-General (Japan)", "Japan", "Seoul", "2021-11-20"), ("Hiroshi Mori", "Director-General (Japan)", "Japan", None, None),
        ("Lee Jae-won", "Director-General (South Korea)", "South Korea", "Seoul", "2021-11-20"),
        ("Lee Jae-won", "Director-General (South Korea)", "South Korea", None, None)]),
    (5, "met", {"party": "JPN"}, "who date", [
        ("Hiroshi Mori + Lee Jae-won", "2021-11-20"), ("Hiroshi Mori + Lee Jae-won", None),
        ("Kenji Aoki + Park Min-su", "2021-09-15"), ("Kenji Aoki + Park Min-su", "2021-09-15")]),
    (6, "reported", {}, "said_by content", [
        ("Chile > A Foreign Ministry official in Santiago", "the talks were useful"), ("Ghana > Amos Otieno", None),
        ("South Korea > A Foreign Ministry official in Seoul", "the visit was a success"),
        ("South Korea > Park Min-su", CLAIM)]),
    (7, "instruments", {"until": "2021-04-30"}, "title content", [("Paris Agreement", "Peru's commitment to the Paris Agreement")]),
    (8, "urged", {"issue": "fisheries"}, "who content", [
        ("Ana Torres", QUOTA), ("Peru", QUOTA), ("Peru", EXTENSION)]),
    (8, "said", {"issue": "economic cooperation", "since": "2021-12-01"}, "who force content", [
        ("Luis Rojas", "oppose", EXTENSION), ("Pablo Vega", "express concern", "illegal fishing"),
        ("Peru", "consider", "setting up a task force on illegal fishing"), ("Peru", "demand", EXTENSION)]),
    (8, "met", {"issue": "trade"}, "who content", [
        ("Amos Otieno + Kofi Badu", "trade and counter-terrorism"), ("Hiroshi Mori + Lee Jae-won", "fisheries and trade"),
        (TORRES, "fisheries and border trade")]),
    (9, "third", {}, "who third content", [("Hiroshi Mori + Lee Jae-won", "Australia", "to share fishing data with Australia")]),
    (9, "trace", {"party": "UGA"}, "start end cue", [("243", "253", "talks"), ("354", "364", "talks")]),
    (10, "reaffirmed", {"party": "PER"}, "who content", [("Ana Torres", "Peru's commitment to the Paris Agreement")]),
    (11, "undisclosed", {}, "who content", [("Kenji Aoki", "his government's position on fishing zones")]),
    (12, "tied", {}, "place", []),
    (13, "releases", {"since": "2021-12-01"}, "title acts", [
        ("Chile lifts its quota on fishing vessels", "3"), ("Statement on the fisheries agreement", "4")]),
    (14, "considered", {}, "who content", [("Peru", "setting up a task force on illegal fishing")]),
    (15, "offices", {"since": "2021-11-01"}, "who office date", [
        ("Hiroshi Mori", "Director-General (Japan)", "2021-11-20"), ("Lee Jae-won", "Director-General (South Korea)", "2021-11-20"),
        (ROJAS, "Foreign Minister (Chile)", "2021-12-02"), (ROJAS, "Foreign Minister (Chile)", "2022-01-20"), ("Pablo Vega", "Foreign Minister (Peru)", "2022-01-20")]),
    (16, "quotes", {}, "who quoted", [("Park Min-su", "will never be accepted.")]),
    (17, "unnamed", {}, "content", [("the talks were useful",), ("the visit was a success",)]),
    (18, "stalled", {}, "who content", [
        ("Japan + South Korea", "fisheries"), ("Japan + South Korea", "fisheries"),
        ("Japan + South Korea", "to resume working-level consultations on fisheries"),
        ("Japan + South Korea", "to resume working-level consultations on fisheries")]),
    (19, "onesided", {"since": "2021-09-01", "until": "2021-09-30"}, "topic who", [
        ("Dokdo/Takeshima", "Kenji Aoki"), ("Dokdo/Takeshima", "Park Min-su")]),
    (20, "unanswered", {}, "who content", [
        ("Amos Otieno + Kofi Badu", "to respect the ceasefire"), ("Peru", EXTENSION)]),
    (21, "planned", {"party": "PER"}, "who date", [(TORRES, "2021-05-12"), ("Luis Rojas + Pablo Vega", "2022-03")]),
    (22, "dated", {"party": "GHA", "since": "2021-08-01"}, "words date", [("today", "2021-08-02")]),
    (23, "called", {}, "name by", [("Dokdo", "South Korea"), ("Takeshima", "Japan")]),
    (24, "unsaid", {}, "who basis content", [("Japan", "presupposed", CLAIM)]),
    (25, "restated", {}, "restates content", [("its quota on fishing vessels today", "its quota on fishing vessels"), (QUOTA, "to lift its quota")]),
    (26, "pressed", {"party": "PER", "with": "CHL"}, "issued force strength before", [
        ("2021-03-03", "ask", "2", None), ("2021-04-10", "urge", "4", "2"),
        ("2022-01-20", "demand", "5", "4")]),
    (27, "firstlast", {"party": "CHL", "with": "PER"}, "matter first last acts", [
        ("border trade", "2021-03-03", "2021-03-03", "1"), ("diplomatic consultation", "2021-03-03", "2021-03-03", "2"),
        ("fisheries", "2021-03-03", "2022-01-20", "8"), ("migration", "2021-03-04", "2021-03-04", "1")]),
    (28, "overdue", {"on": "2021-12-31"}, "who content due", [(TORRES, f"{CUSTOMS} September 30, 2021", "2021-09-30")]),
    (28, "overdue", {"on": "2021-09-30"}, "who", []),
    (29, "fates", {}, "who date fate day", [
        ("Chile + Peru", "2021-05-12", "held", "2021-05-12"), ("Ghana + Kenya", "2021-07-01", "moved", "2021-08-02"),
        ("Ghana + Kenya", "2021-08-02", "held", "2021-08-02"), ("Kenya + Uganda", "2021-09-20", "dropped", "2021-09-20")]),
    (30, "omitted", {"with": "CHL"}, "said_by kind content", [
        ("Chile", "state", "the importance of migration"), ("Chile > A Foreign Ministry official in Santiago", "state", "the talks were useful"),
        ("Peru", "agree", "to hold the next round of consultations in Santiago on May 12, 2021")]),
    (31, "contradictions", {}, "who issued stance before stance_before content_before", [
        ("Chile", "2021-12-02", "rejects", "2021-03-04", "supports", EXTENSION)]),
    (32, "agreed_discussed", {}, "content discussed", [(f"{CUSTOMS} June 30, 2021", "a joint customs office at the border")]),
    (33, "holders", {"party": "PER"}, "who first last overlaps", [
        ("Ana Torres", "2021-03-03", "2021-05-13", None), ("Pablo Vega", "2022-01-20", "2022-01-20", None)]),
    (33, "holders", {"party": "PER", "on": "2021-05-01"}, "who", [("Ana Torres",)]),
    (34, "threads", {}, "who asked answered done", [
        ("Ana Torres", QUOTA, "2021-05-13", "2021-12-02"), ("Peru", QUOTA, "2021-05-13", "2021-12-02")]),
    (35, "cited", {}, "instrument what year acts", [
        ("Agreement Establishing the African Continental Free Trade Area", "cited", "2021", "1"), ("Paris Agreement", "cited", "2021", "3")]),
    (36, "third_parties", {"party": "KOR"}, "third matter acts", [
        ("Australia", "fisheries", "1"), ("North Korea", "North Korean missile launches", "2")]),
    (37, "co_issues", {}, "rank one other", [
        ("director general", "fisheries", "trade"), ("leader", "terrorism", "trade"), ("minister", "border trade", "fisheries")]),
    (38, "names_used", {}, "issuer name name_of year sentences", [
        ("Japan", "Takeshima", "Japan", "2021", "1"), ("South Korea", "Dokdo", "South Korea", "2021", "1")]),
    (39, "sources", {"party": "JPN"}, "speakers statements", [("institution", "3"), ("named", "2")]),
    (40, "silent", {"release": "KOR-2021-11-20-dc16a1c2"}, "sentence reason", [
        ("Directors-general of South Korea and Japan meet", "an encounter needs two actors"), ("The weather was mild.", None)]),
]  # fmt: skip


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("memory") / "store"
    ingest(path, [RELEASES], workers=1)
    return open_graph(path)


@pytest.fixture(scope="module")
def copied(memory: Graph) -> rdflib.Dataset:
    return memory.rdf()


@pytest.mark.parametrize(("number", "name", "given", "columns", "rows"), EXPECTED, ids=[f"{r[0]}-{r[1]}" for r in EXPECTED])
def test_rows_are_what_a_person_reads(memory: Graph, number: int, name: str, given: dict[str, str], columns: str, rows: list[Any]) -> None:
    found = [tuple(row[c] or None for c in columns.split()) for row in memory.ask(name, **given)]
    assert sorted(found, key=str) == sorted(rows, key=str), number


def test_every_competency_question_of_the_design_is_asked() -> None:
    assert {row[0] for row in EXPECTED} == set(range(1, 41))


def test_what_ties_a_contested_place_to_a_state_is_found() -> None:
    dataset = ox.Store()
    dataset.bulk_load(reference_nquads(), format=ox.RdfFormat.N_QUADS)
    assert query.load("tied").run(dataset).rows == ()
    rocks, state = ox.NamedNode(f"{ID}place/liancourt-rocks"), ox.NamedNode(f"{ID}state/JPN")
    dataset.add(ox.Quad(rocks, ox.NamedNode(f"{NS}place"), state, ox.NamedNode(f"{GRAPH}reference")))
    dataset.add(ox.Quad(state, ox.NamedNode(f"{NS}about"), rocks, ox.NamedNode(f"{GRAPH}reference")))
    assert [row[1] for row in query.load("tied").run(dataset).rows] == [f"{NS}about", f"{NS}place"]


@pytest.mark.parametrize("name", query.names())
def test_both_engines_give_equal_rows_over_many_releases(memory: Graph, copied: rdflib.Dataset, name: str) -> None:
    question = query.load(name)
    assert sorted(map(str, question.run(memory.dataset).rows)) == sorted(map(str, question.run(copied).rows))


@pytest.mark.parametrize("name", query.checks())
def test_links_break_no_check(memory: Graph, name: str) -> None:
    assert query.run_check(memory.dataset, name).rows == ()


def test_links_are_the_same_whatever_the_order_of_the_releases(memory: Graph, tmp_path: Path) -> None:
    lines = RELEASES.read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(7).shuffle(lines)
    (tmp_path / "releases.jsonl").write_text("".join(lines), encoding="utf-8")
    ingest(tmp_path / "store", [tmp_path / "releases.jsonl"], workers=1)
    assert linking.links_nquads(open_graph(tmp_path / "store").memory) == linking.links_nquads(memory.memory)


def test_every_link_has_two_ends_a_rule_and_its_reason(memory: Graph) -> None:
    links = linking.find_links(memory.memory)
    known = {quad.subject.value for quad in memory.dataset}
    assert {k.kind for k in links} >= {"sameEventAs", "repeats", "heldAs", "movedTo", "droppedBy", "fulfilledBy", "supersededBy", "respondsTo"}
    for link in links:
        assert {link.one, link.other} <= known
        assert link.rule
        assert "actors: " in link.because or link.kind in ("cites", "signs", "ratifies", "bringsIntoForce")


def test_a_headline_neither_signs_nor_ratifies_a_second_time(tmp_path: Path) -> None:
    told = [
        ("PER", "2021-05-01", "Peru ratifies the Paris Agreement", "Peru ratified the Paris Agreement on April 30, 2021."),
        ("CHL", "2021-05-02", "Minister Rojas in New York", "Foreign Minister Luis Rojas of Chile signed the Paris Agreement."),
        ("CHL", "2021-06-02", "Statement of the Ministry", "Chile welcomed the Paris Agreement."),
    ]
    rows = [{"id": str(n), "issuer": i, "date": d, "title": t, "text": x} for n, (i, d, t, x) in enumerate(told)]
    (tmp_path / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ingest(tmp_path / "store", [tmp_path / "own.jsonl"], workers=1)
    found = open_graph(tmp_path / "store").ask("cited").only(["what", "acts"]).rows
    assert sorted(found) == [("cited", "1"), ("ratified", "1"), ("signed", "1")]


@pytest.mark.parametrize("name", query.names())
def test_every_parameter_of_a_question_changes_it(name: str) -> None:
    question = query.load(name)
    for param in question.params:
        assert f"VALUES ?{param.name} " in question.sparql({param.name: "<urn:x>"}), param.name


def test_an_account_taken_out_takes_its_links_along(tmp_path: Path) -> None:
    from kg.store import Store

    store = tmp_path / "store"
    ingest(store, [RELEASES], workers=1)
    assert len(open_graph(store).ask("agreed_discussed")) == 1
    held = Store(store)
    with held.writing():
        held.remove("CHL-2021-03-04-ab84a4c9")
    assert len(open_graph(store).ask("agreed_discussed")) == 0


def test_a_judgement_keeps_two_accounts_apart(tmp_path: Path) -> None:
    store = tmp_path / "store"
    ingest(store, [RELEASES], workers=1)
    rows = open_graph(store).memory.by_node
    (link,) = [k for k in linking.find_links(open_graph(store).memory)
               if k.rule == "event.two-accounts" and "PER-2021-03-03" in k.one + k.other]  # fmt: skip
    (store / "judgements.tsv").write_text(f"never\t{rows[link.one].key}\t{rows[link.other].key}\ttwo meetings\n", encoding="utf-8")
    assert len(open_graph(store).ask("omitted", party="PER")) == 0
