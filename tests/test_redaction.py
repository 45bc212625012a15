"""A name that must not appear appears in no text, graph, answer, page or export, whenever the list was made."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli import main
from kg.errors import StoreError
from kg.ingest import ingest
from kg.readers.redaction import cover
from kg.store import Store

ROWS = [
    ("Ana Ruiz spoke.", "███ ████ spoke.", "as it is written"),
    ("ANA\nRUIZ spoke.", "███\n████ spoke.", "in other letters and across a line end"),
    ("Ana Ruizova spoke.", "Ana Ruizova spoke.", "not inside another name"),
    ("Minister Ruiz spoke.", "Minister Ruiz spoke.", "what is not on the list stays"),
    ("Ana Ruiz’s and (Ana Ruiz)", "███ ████’s and (███ ████)", "beside marks"),
]
TEXT = "Talks with {name}\n\nForeign Minister {name} of Peru met with Leo Paz of Chile in Lima. {name} said that Peru will open the port. Peru and Chile agreed to trade.\n"


@pytest.mark.parametrize(("text", "covered", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_a_name_is_covered(text: str, covered: str, why: str) -> None:
    assert cover(text, ["Ana Ruiz"]) == covered


@settings(deadline=None)
@given(st.text(), st.lists(st.text(max_size=6), max_size=4))
def test_every_place_stays_where_it_was(text: str, names: list[str]) -> None:
    assert len(cover(text, names)) == len(text)
    assert cover(text, []) == text


def everything(store: Path) -> str:
    """All that a store tells: its texts, graphs, questions and exports."""
    told = [Store(store).text(i) + Store(store).graph(i).decode() for i in Store(store).ids()]
    for words in (("ask", "offices"), ("ask", "met"), ("ask", "said"), ("ask", "releases"), *(("export", form, "-") for form in ("acts", "nq", "ttl", "trig", "jsonld", "gexf", "graphml", "dot"))):
        result = CliRunner().invoke(main, [*words, "--store", str(store)])
        assert result.exit_code == 0, result.output
        told.append(result.output)
    return "\n".join(told)


def test_what_is_redacted_is_told_nowhere_and_stays_so(tmp_path: Path) -> None:
    home, store = tmp_path / "in", tmp_path / "s"
    home.mkdir()
    (home / "a.txt").write_text(TEXT.format(name="Quilla Zorzi"), encoding="utf-8")
    (home / "b.txt").write_text(TEXT.format(name="Eva Sol"), encoding="utf-8")
    ingest(store, [home], issuer="PER", published="2021-03-04")
    assert "Quilla Zorzi" in everything(store)
    result = CliRunner().invoke(main, ["redact", "Quilla  Zorzi", "--store", str(store)])
    assert result.exit_code == 0, result.output
    assert "1 releases read again" in result.stderr
    assert not Store(store).kept.exists(), "nor is it told by what was kept of the links"
    told = everything(store)
    assert "zorzi" not in told.lower()
    assert "Eva Sol" in told and "Leo Paz" in told
    assert [p for p in Store(store).verify() if "/index/" not in p] == []
    (home / "c.txt").write_text(TEXT.format(name="QUILLA ZORZI").replace("port", "bridge"), encoding="utf-8")
    assert len(ingest(store, [home], issuer="PER", published="2021-03-04").rejected) == 0
    assert "zorzi" not in everything(store).lower()
    before = (store / "manifest.jsonl").read_bytes()
    assert len(ingest(store, [home], issuer="PER", published="2021-03-04").unchanged) == 3
    assert (store / "manifest.jsonl").read_bytes() == before


def test_while_the_list_cannot_be_read_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format(name="Quilla Zorzi"), encoding="utf-8")
    ingest(tmp_path / "s", [tmp_path / "a.txt"])
    (tmp_path / "s" / "redactions.txt").write_bytes(b"\xff")
    with pytest.raises(StoreError, match=r"redactions\.txt"):
        ingest(tmp_path / "s", [tmp_path / "a.txt"])
