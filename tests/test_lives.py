"""The life of a commitment over two releases: what a person would call done, superseded or overdue, and what only sounds like it."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from kg import desk
from kg.ask import open_graph
from kg.desk import Scope
from kg.ingest import ingest


@dataclass(frozen=True, slots=True)
class Life:
    """What one release undertakes, what a later one says, how the ledger puts it, and why."""

    party: str
    made: str
    later: str
    life: str
    why: str


LIVES = [
    Life("PER", "Peru pledged to lift its quota on imported timber.", "Peru lifted its quota on imported timber today.",
         "reported done 2022-02-01", "the very deed undertaken"),
    Life("CHL", "Chile announced a release of two million barrels of oil from its coastal reserve over six months.",
         "Chile approved the release of 2 million barrels of oil from its coastal reserve over the next six months.",
         "reported done 2022-02-01", "a deed that names what was undertaken by a noun; the amount is spelt in another way"),
    Life("KEN", "Kenya announced a release of two million barrels of oil from its coastal reserve over six months.",
         "Kenya approved the release of 3 million barrels of oil from its coastal reserve over the next six months.",
         "open", "another amount: another release"),
    Life("GHA", "Ghana pledged to support the fishing industry on the northern coast.", "Ghana approved a plan for the fishing industry of the islands.",
         "open", "like words on another matter"),
    Life("JPN", "Japan pledged to attend the Conference on Pacific Tuna Fishing in Nadi.", "Japan approved the Report of the Conference on Pacific Tuna Fishing in Nadi.",
         "open", "names alone: what is undertaken is not what was done"),
    Life("NOR", "Norway pledged to lift its quota on imported timber.", "Norway is working to lift its quota on imported timber.",
         "open", "still at it"),
    Life("POL", "Poland pledged to lift its quota on imported timber.", "Poland did not lift its quota on imported timber.",
         "open", "the release says that it was not done"),
    Life("ESP", "Spain pledged to open a customs office at the border by June 30, 2022.",
         "Spain pledged to open a customs office at the border by December 31, 2022.",
         "superseded 2022-02-01", "the same undertaking with another day"),
    Life("AUT", "Austria announced that its firemen will play a match against those of Graz on January 20, 2022.",
         "Austria announced that its firemen will play a match against those of Graz on March 8, 2022.",
         "overdue", "the day of the first had passed: the second is another match"),
    Life("ITA", "Italy pledged to open a customs office at the border by January 15, 2022.", "Italy thanked its farmers.",
         "overdue", "the day has passed and nobody speaks of it"),
    Life("GRC", "Greece pledged to open a customs office at the border by December 31, 2022.", "Greece thanked its farmers.",
         "due", "the day lies ahead"),
    Life("PRT", "Portugal pledged to lift its quota on imported timber.", "Portugal reaffirmed its pledge to lift its quota on imported timber.",
         "reaffirmed 2022-02-01", "said again, not done"),
]  # fmt: skip


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Party -> how the ledger puts the life of what its first release undertakes."""
    path = tmp_path_factory.mktemp("lives")
    rows = [
        {"id": f"{life.party}-{n}", "issuer": life.party, "date": day, "title": "Statement of the Ministry", "text": text}
        for life in LIVES
        for n, (day, text) in enumerate((("2022-01-10", life.made), ("2022-02-01", life.later)))
    ]
    (path / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ingest(path / "store", [path / "own.jsonl"], workers=1)
    found = desk.ledger(desk.look(open_graph(path / "store").dataset), Scope())
    return {str(row[-2]).rsplit("/", 1)[-1][:3]: str(row[4]) for row in found.rows if row[2] == "2022-01-10"}


@pytest.mark.parametrize("life", LIVES, ids=[life.why for life in LIVES])
def test_the_ledger_says_how_a_commitment_fared(lives: dict[str, str], life: Life) -> None:
    assert lives[life.party] == life.life, life.why
