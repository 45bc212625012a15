"""Corrections: in every answer, count, page and export; in force over removal and new ingests; stale, and said to be, once all is read otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from conftest import own_store
from shapes import report

from kg import curation
from kg.ask import Graph, contents, open_graph
from kg.cli import main
from kg.curation import CORRECTIONS, Correction, Standing
from kg.curation.slots import days
from kg.errors import UsageError
from kg.ingest import ingest
from kg.rdf import reference_nquads
from kg.server.desk import Desk
from kg.store import Store

TEXT = (
    "Peru and Chile meet\n\nPeru urged Chile to reopen the port. Peru asked Chile to release the crew. Chile welcomed the vote in Quito. "
    "A Foreign Ministry official in Lima said that Chile urged Peru, were the road mended, to pay for the bridge at Tacna.\n\n"
    "Foreign Minister Ana Torres of Peru met Foreign Minister Luis Rojas of Chile in Lima.\n"
)
PORT, CREW, BRIDGE = "to reopen the port", "to release the crew", "Tacna"
MISSED = ("were the road mended, to pay for the bridge", "who=Peru", "force=pledge", "content=to pay for the bridge")


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_store(tmp_path_factory.mktemp("curation"), TEXT)


@pytest.fixture
def store(read_once: Path, tmp_path: Path) -> Path:
    shutil.copytree(read_once, tmp_path / "store")
    return tmp_path / "store"


def kg(store: Path, *words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--store", str(store)])
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(store: Path, *words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--store", str(store)])
    assert result.exit_code == 2, result.output
    return result.stderr


def statement(store: Path, content: str) -> str:
    return str(next(r["statement"] for r in open_graph(store).ask("urged") if content in r["content"]))


def asked(store: Path) -> list[str]:
    return [row["content"] for row in open_graph(store).ask("urged")]


def release_of(store: Path) -> str:
    (ident,) = Store(store).ids()
    return ident


def standing(store: Path) -> Standing:
    readings = open_graph(store).readings
    assert readings
    return readings.standing


def edit(store: Path, node: str, *fields: str) -> None:
    kg(store, "review", node, *(word for field in fields for word in ("--edit", field)))


def add(store: Path, *more: str, words: str = MISSED[0]) -> str:
    """Add the missed pledge, and give its IRI."""
    kg(store, "review", release_of(store), "--add", words, *(word for field in (*MISSED[1:], *more) for word in ("--edit", field)))
    return list(standing(store).added)[-1]


def read_again(store: Path, change: tuple[bytes, bytes] = (b"", b"")) -> None:
    """Take the release out and put it in again, as a reader would leave it whose rules had changed."""
    held = Store(store)
    (ident,) = held.ids()
    row, text, graph = held.row(ident), held.text(ident), held.graph(ident)
    with held.writing():
        held.remove(ident)
        held.put(ident, row["source"], TEXT.encode(), text, graph.replace(*change) if change[0] else graph)


def everywhere(store: Path, folder: Path) -> dict[str, str]:
    """What a store gives out, by where it is given."""
    told = {name: kg(store, "export", name, "-") for name in ("nq", "acts", "events", "jsonld", "graphml")}
    kg(store, "site", str(folder))
    told["pages"] = "".join(p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.html")))
    told["query"] = str(open_graph(store).query("SELECT ?s ?c { ?s dip:content ?c }", seconds=60).rows)
    return told | {"timeline": kg(store, "timeline", "PER", "CHL"), "said": kg(store, "ask", "said")}


def conforms(store: Path) -> bool:
    """Whether the graph of the release keeps the checks and the shapes, wishes apart."""
    assert kg(store, "check") == ""
    own, data = contents(store).graph(release_of(store)), rdflib.Graph()
    for raw in (own, reference_nquads()):
        triples = (quad.triple for quad in ox.parse(raw, format=ox.RdfFormat.N_QUADS))
        data.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    focus = sorted({rdflib.URIRef(q.subject.value) for q in ox.parse(own, format=ox.RdfFormat.N_QUADS)})
    return [row for name in ("core", "strict") for row in report(data, name, focus) if row[0] == "Violation"] == []


def counted(graph: Graph) -> int:
    return int(graph.ask("releases")[0]["acts"])


def test_a_rejected_reading_is_in_no_answer_count_page_or_export(store: Path, tmp_path: Path) -> None:
    wrong, count = statement(store, PORT), counted(open_graph(store))
    ref = wrong.rsplit("#", 1)[-1]
    before = everywhere(store, tmp_path / "before")
    assert [where for where in ("nq", "acts", "events", "graphml", "query", "timeline", "said") if ref not in before[where]] == []
    kg(store, "review", wrong, "--reject", "--note", "a wish")
    after = everywhere(store, tmp_path / "after")
    assert [where for where, told in after.items() if ref in told] == []
    assert counted(open_graph(store)) == count - 1
    assert wrong not in kg(store, "review")
    assert kg(store, "review", "--judged", "--no-headers").split("\t")[:2] == ["reject", "in force"]
    assert "reject, a wish" in kg(store, "why", wrong)
    assert conforms(store)


def test_a_missed_statement_is_a_statement_like_others(store: Path, tmp_path: Path) -> None:
    count = counted(open_graph(store))
    node = add(store, "condition=were the road mended", "date=../2022-05", "issue=transport", "to=Chile")
    (row,) = [r for r in open_graph(store).ask("pledged") if r["statement"] == node]
    assert (row["who"], row["content"], row["condition"], row["date"]) == ("Peru", "to pay for the bridge", "were the road mended", "../2022-05")
    assert row["said_by"] == "Peru > A Foreign Ministry official in Lima"  # as all else that is read in the sentence
    assert counted(open_graph(store)) == count + 1
    told = everywhere(store, tmp_path / "pages")
    assert [where for where, words in told.items() if node.rsplit("#", 1)[-1] not in words] == []
    assert node in kg(store, "ledger", "PER")
    why = kg(store, "why", node)
    assert "rule  review" in why
    assert "verdict  add" in why
    assert conforms(store)


def test_an_event_and_a_denied_act_can_be_added(store: Path) -> None:
    kg(store, "review", release_of(store), "--add", "Luis Rojas of Chile in Lima", "--edit", "who=Ana Torres + Luis Rojas", "--edit", "class=visit",
       "--edit", "force=visit", "--edit", "status=planned", "--edit", "date=2021-05")  # fmt: skip
    kg(store, "review", release_of(store), "--add", "the vote in Quito", "--edit", "who=Chile", "--edit", "class=position", "--edit", "force=support",
       "--edit", "status=denied", "--edit", "stance=supports", "--edit", "content=the vote in Quito")  # fmt: skip
    assert [row["who"] for row in open_graph(store).ask("planned")] == ["Ana Torres + Luis Rojas"]
    assert [row["content"] for row in open_graph(store).ask("denied")] == ["the vote in Quito"]
    assert open_graph(store).ask("positions").rows == ()
    assert conforms(store)


def test_an_edit_gives_what_is_right_instead(store: Path) -> None:
    node = statement(store, PORT)
    edit(store, node, "content=reopen the port", "force=demand", "to=Ana Torres (PER)")
    edit(store, node, "who=Chile")  # what was said before stays
    (row,) = [r for r in open_graph(store).ask("urged") if r["statement"] == node]
    assert (row["who"], row["force"], row["content"]) == ("Chile", "demand", "reopen the port")
    assert "reopen the port" in row["sentence"]
    assert "edit (class: request" in kg(store, "why", node)
    edit(store, node, "class=commitment", "force=pledge", "status=actual", "to=-")
    assert node not in [r["statement"] for r in open_graph(store).ask("urged")]
    assert node in [r["statement"] for r in open_graph(store).ask("pledged")]
    assert conforms(store)
    kg(store, "review", node, "--accept")  # as it was read, after all
    assert PORT in asked(store)


def test_the_page_of_a_release_shows_what_was_edited(store: Path) -> None:
    node = statement(store, PORT)
    edit(store, node, "content=reopen the port", "who=Chile")
    desk = Desk(store)
    desk.whole(node.partition("#")[0])
    (act,) = desk.acts([node])
    assert ([who["name"] for who in act["by"]], act["content"]) == (["Chile"], "reopen the port")


def test_who_was_not_there_has_no_part_in_a_meeting(store: Path) -> None:
    met = next(r["statement"] for r in open_graph(store).ask("attended") if r["who"] == "Luis Rojas")
    edit(store, met, "who=Ana Torres + Chile")
    assert [(r["who"], r["office"]) for r in open_graph(store).ask("attended") if r["statement"] == met] == [
        ("Ana Torres", "Foreign Minister (Peru)"), ("Chile", None)]  # fmt: skip
    assert conforms(store)


def test_what_a_text_takes_for_granted_can_be_another_s(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("Statement\n\nMinister Park Min-su of South Korea reiterated that Japan's claims to Dokdo are unacceptable.\n", encoding="utf-8")
    ingest(tmp_path / "store", [tmp_path / "own.txt"], workers=1, issuer="KOR", published="2021-03-03")
    (claim,) = [r["statement"] for r in open_graph(tmp_path / "store").ask("claims")]
    edit(tmp_path / "store", claim, "who=North Korea")
    assert [(r["who"], r["statement"]) for r in open_graph(tmp_path / "store").ask("claims")] == [("North Korea", claim)]
    assert conforms(tmp_path / "store")


def test_to_accept_changes_nothing_but_the_mark_of_it(store: Path) -> None:
    before = contents(store).graph(release_of(store))
    for row in open_graph(store).ask("said"):
        kg(store, "review", row["statement"], "--accept")
    after = {str(q) + " ." for q in ox.parse(contents(store).graph(release_of(store)), format=ox.RdfFormat.N_QUADS)}
    assert {line for line in after if "reviewed" not in line} == {str(q) + " ." for q in ox.parse(before, format=ox.RdfFormat.N_QUADS)}
    assert len(after) == before.count(b"\n") + len(open_graph(store).ask("reviewed"))


def test_corrections_hold_over_a_new_ingest_and_an_index_made_step_by_step_is_that_made_at_once(store: Path) -> None:
    kg(store, "review", statement(store, PORT), "--reject")
    add(store)
    edit(store, statement(store, CREW), "force=ask")
    made = kg(store, "export", "nq", "-")
    read_again(store, (b'"to release the crew"', b'"to release the crew "'))
    read_again(store, (b'"to release the crew "', b'"to release the crew"'))
    shutil.rmtree(store / "index")
    assert kg(store, "export", "nq", "-") == made


def test_what_is_read_otherwise_makes_its_correction_stale_and_no_other(store: Path) -> None:
    kg(store, "review", statement(store, PORT), "--reject")
    kg(store, "review", statement(store, CREW), "--reject")
    read_again(store, (b"to reopen the port", b"to reopen the"))
    assert "to reopen the" in asked(store)
    assert CREW not in asked(store)
    assert [(c.verdict, reason) for c, reason in standing(store).stale] == [("reject", "read otherwise now")]
    assert "read otherwise now" in kg(store, "review", "--stale")
    assert CREW not in kg(store, "review", "--stale")


def test_what_cannot_be_done_any_more_is_stale_and_does_no_harm(store: Path) -> None:
    node = add(store)
    path = store / CORRECTIONS
    path.write_text(path.read_text(encoding="utf-8").replace("who=Peru", "who=Nowhere"), encoding="utf-8")
    ((_, reason),) = standing(store).stale
    assert "no actor 'Nowhere'" in reason
    assert node not in kg(store, "ask", "pledged")
    held = Store(store)
    with held.writing():
        held.remove(release_of(store))
    assert [reason for _, reason in standing(store).stale] == ["its release is not in the store, or has another text"]


def test_what_was_said_can_be_taken_back(store: Path) -> None:
    node = add(store)
    assert "take it back" in refused(store, "review", node, "--accept")
    kg(store, "review", node, "--reject")
    kg(store, "review", statement(store, PORT), "--reject")
    gone = next(row for row in standing(store).in_force)
    kg(store, "review", gone, "--accept")
    assert node not in kg(store, "ask", "pledged")
    assert PORT in asked(store)
    assert [line.split("\t")[:2] for line in kg(store, "review", "--judged", "--no-headers").splitlines()] == [["reject", "taken back"], ["accept", "in force"]]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (("force=pledge", "content=to pay"), "needs who="),
        (("who=Peru", "force=pledge", "class=commitment"), "has content"),
        (("who=Peru", "force=pledge", "content=to pay twice"), "nowhere in the text"),
        (("who=Peru", "force=plead", "class=request", "content=to pay"), "no force 'plead'"),
        (("who=Nowhere", "force=pledge", "content=to pay"), "no actor 'Nowhere'"),
        (("who=Peru", "force=support", "class=position", "content=to pay"), "needs a stance"),
        (("who=Peru", "force=pledge", "content=to pay", "date=soon"), "is no date"),
        (("who=Peru", "force=pledge", "content=to pay", "colour=red"), "not colour"),
        (("who=Peru", "force=pledge", "content=to pay", "class=promise"), "no class 'promise'"),
    ],
)
def test_an_addition_that_says_nothing_clear_is_refused_and_not_kept(store: Path, fields: tuple[str, ...], told: str) -> None:
    words = [word for field in fields for word in ("--edit", field)]
    assert told in refused(store, "review", release_of(store), "--add", MISSED[0], *words)
    assert not (store / CORRECTIONS).exists()


def test_words_that_stand_twice_or_in_two_sentences_anchor_nothing(store: Path) -> None:
    fields = [word for field in MISSED[1:] for word in ("--edit", field)]
    assert "2 times" in refused(store, "review", release_of(store), "--add", "in Lima", *fields)
    assert "no one sentence" in refused(store, "review", release_of(store), "--add", "the crew. Chile", *fields)


def test_what_a_person_judged_is_not_listed_again_and_imprecise_rules_come_first(store: Path) -> None:
    rule = open_graph(store).why(statement(store, CREW))["rule"]
    kg(store, "review", statement(store, PORT), "--reject")
    graph = open_graph(store)
    assert graph.readings
    found = curation.to_review(graph.dataset, graph.readings.corrections)
    assert found.rows[0][1] == rule
    assert "right in 0 of 1" in str(found.rows[0][0])
    assert "0 of 1 judged readings of the rule were right" in kg(store, "why", statement(store, CREW))


def test_the_file_gives_back_what_was_written_and_the_last_line_counts(tmp_path: Path) -> None:
    path = tmp_path / CORRECTIONS
    one = Correction(verdict="edit", meaning="m", evidence="e", where="PER-1:2-3", rule="r", fields=(("content", "a=b"), ("who", "Peru")), note="why")
    other = Correction(verdict="accept", meaning="m", evidence="e", where="PER-1:2-3", rule="r")
    curation.append(path, one)
    assert curation.read_corrections(path) == (one,)
    curation.append(path, other)
    assert curation.read_corrections(path) == (other,)
    assert curation.precision([one, other]) == {"r": (1, 2)}
    for line in ("perhaps\ta\tb\tPER-1:2-3\n", "accept\ta\tb\tc\n"):
        path.write_text(line, encoding="utf-8")
        with pytest.raises(UsageError, match="line 1"):
            curation.read_corrections(path)


@pytest.mark.parametrize(("verdict", "fields"), [("edit", {}), ("accept", {"content": "x"}), ("edit", {"colour": "red"})])
def test_a_verdict_that_says_nothing_clear_is_refused(store: Path, verdict: str, fields: dict[str, str]) -> None:
    act = open_graph(store).why(statement(store, PORT))
    with pytest.raises(UsageError):
        curation.correction_of(act, "sha", verdict, fields)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [("2021", "2021-01-01", "2021-12-31"), ("2020-02", "2020-02-01", "2020-02-29"), ("2021-05-12", "2021-05-12", "2021-05-12"),
     ("../2021-05", "", "2021-05-31"), ("2021-05/..", "2021-05-01", ""), ("2021-05-01/2021-06", "2021-05-01", "2021-06-30")],
)  # fmt: skip
def test_days_of_dates(edtf: str, first: str, last: str) -> None:
    assert days(edtf) == (first, last)


@pytest.mark.parametrize("edtf", ["soon", "2021-13", "2021-02-30", "2022/2021", "../..", "1/2/3", "", "2021~"])
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(UsageError, match="no date"):
        days(edtf)
