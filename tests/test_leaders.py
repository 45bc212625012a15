"""Listed heads of state and government tell their state, each in his or her time, and never against the text."""

from __future__ import annotations

import pytest
from conftest import read_own

from kg import lexicon
from kg.mentions.leaders import _OFFICES

ROWS = [
    ("President Museveni met the envoy of Peru.", "2015-03-01", "UGA", "title and surname of a listed leader"),
    ("Emmanuel Macron met the envoy of Peru.", "2019-03-01", "FRA", "a full name needs no title"),
    ("President Museveni met the envoy of Peru.", "1975-03-01", None, "not yet in office"),
    ("President Nyerere met the envoy of Peru.", "2015-03-01", None, "long out of office"),
    ("President of Chile Ana Macron met the envoy of Peru.", "2019-03-01", "CHL", "the text's own word wins"),
    ("President Aquino met the envoy of Peru.", "2012-03-01", "PHL", "two leaders of one state"),
    ("Minister Lee met the envoy of Peru.", "2010-03-01", None, "a surname that leaders of several states bear"),
    ("Defence Minister Wolfgang Schneiderhan-Pérez met the envoy of Peru.", "2010-03-01", None, "no list has him"),
    ("US-trained Vice President Namadi Sambo met the envoy of Peru.", "2012-03-01", "NGA", "a deputy, whose office the text names"),
    ("Author Namadi Sambo met the envoy of Peru.", "2012-03-01", None, "a deputy, whose office the text does not name"),
    ("Interior Minister Roberto Ernesto Luigi Maroni met the envoy of Peru.", "2005-03-01", None, "two names more than the list has"),
    ("Interior Minister Rosa Icela Ana Rodríguez met the envoy of Peru.", "2025-03-01", "MEX", "one name more than the list has"),
    ("The Federal Minister for Interior Rosa Icela Ana Rodríguez met the envoy of Peru.", "2025-03-01", "MEX", "a name behind a portfolio, whole"),
    ("Trade Minister Namadi Sambo met the envoy of Peru.", "2012-03-01", None, "another office than the list has"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "state", "why"), ROWS, ids=[r[3] for r in ROWS])
def test_state_of_a_leader(text: str, day: str, state: str | None, why: str) -> None:
    doc = read_own(text, published=day)
    persons = [e for m in doc.mentions for e in m.entities if e.kind == "person"]
    assert persons
    assert {e.state for e in persons} == {state}


def test_the_table_is_sound() -> None:
    codes = {row.id for row in lexicon.states()}
    for row in lexicon.leaders():
        assert row.state in codes, row
        assert row.surname in row.name, row
        assert 1940 < int(row.first) <= int(row.last or 2100), row
        assert row.office in _OFFICES, row
    names = [(row.name, row.state, row.office) for row in lexicon.leaders()]
    assert names == sorted(set(names))


# (text, day, state that a nominal mention or a person has, why)
UNTITLED = [
    ("The Museveni government rejected the plan.", "2015-03-01", ["UGA"], "a government by its head"),
    ("The Macron-Attal administration rejected the plan.", "2019-03-01", ["FRA"], "and the deputy"),
    ("The Museveni government rejected the plan.", "1975-03-01", [], "not yet in office"),
    ("The City government rejected the plan.", "2015-03-01", [], "no leader"),
    ("President Yoweri Musevini met the envoy.", "2015-03-01", ["UGA"], "one letter mistaken in a long surname"),
    ("President Yowery Musevini met the envoy.", "2015-03-01", [], "two words differ: another person"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "states", "why"), UNTITLED, ids=[r[3] for r in UNTITLED])
def test_state_by_the_name_of_its_leader(text: str, day: str, states: list[str], why: str) -> None:
    doc = read_own(text, published=day)
    assert [e.state for m in doc.mentions for e in m.entities if e.state] == states, why
