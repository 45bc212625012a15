"""What a desk asks of the twelve releases of our own: the outputs as a person checked them once, and what must hold of any of them.

``PYTHONPATH=. python tests/test_desk.py`` writes the golden outputs anew; read the difference.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import desk
from kg.ask import open_graph
from kg.cli import main
from kg.desk import Desk, Scope
from kg.errors import UsageError
from kg.ingest import ingest

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "desk"
FIRST, SECOND = "PER-2021-03-03-8f5e8ea3", "PER-2021-04-10-504e67d0"
COMMANDS = {
    "timeline-pair.tsv": ("timeline", "PER", "CHL"),
    "timeline-issue.tsv": ("timeline", "fisheries", "--since", "2021-09-01", "--until", "2021-12-31"),
    "diff-releases.tsv": ("diff", FIRST, SECOND),
    "diff-dates.tsv": ("diff", "2021-03", "2022", "--party", "PER", "--with", "CHL"),
    "accounts.tsv": ("accounts", FIRST),
    "ledger.tsv": ("ledger",),
    "ledger-in-may.tsv": ("ledger", "PER", "CHL", "--on", "2021-05-01"),
    "dossier.md": ("dossier", "PER", "CHL"),
    "dossier.html": ("dossier", "JPN", "--issue", "fisheries", "--format", "html"),
}


@cache
def store() -> Path:
    path = Path(tempfile.mkdtemp()) / "store"
    ingest(path, [HERE / "memory" / "releases.jsonl"], workers=1)
    return path


@cache
def seen() -> Desk:
    return desk.look(open_graph(store()).dataset)


def kg(*words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--store", str(store())])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_the_output_is_as_checked(name: str) -> None:
    assert kg(*COMMANDS[name]) == (GOLDEN / name).read_text(encoding="utf-8")


def test_a_release_beside_itself_only_repeats() -> None:
    for release in {a.release for a in seen().memory.acts}:
        table = desk.diff(seen(), release, release, Scope())
        assert {row[0] for row in table.rows} == {"repeated"}, release


def test_the_difference_turned_round_is_the_same_the_other_way() -> None:
    forth = Counter(row[0] for row in desk.diff(seen(), FIRST, SECOND, Scope()).rows)
    back = Counter(row[0] for row in desk.diff(seen(), SECOND, FIRST, Scope()).rows)
    turned = {"new": "dropped", "dropped": "new", "hardened": "softened", "softened": "hardened"}
    assert forth["hardened"] == 1
    assert Counter({turned.get(kind, kind): count for kind, count in forth.items()}) == back


@pytest.mark.parametrize(
    ("before", "after", "stances", "told"),
    [
        ("ask", "urge", ("", ""), "hardened"),
        ("demand", "ask", ("", ""), "softened"),
        ("welcome", "commit", ("", ""), "hardened"),
        ("urge", "press", ("", ""), "repeated"),  # of one strength: not told apart
        ("support", "demand", ("", ""), "reworded"),  # no common scale
        ("support", "oppose", ("supports", "rejects"), "turned"),
    ],
)
def test_the_scale_of_forces_tells_what_hardened(before: str, after: str, stances: tuple[str, str], told: str) -> None:
    act = next(a for a in seen().memory.acts if a.kind == "Request")
    pair = (replace(act, force=before, stance=stances[0]), replace(act, force=after, stance=stances[1]))
    assert desk.changes([pair[0]], [pair[1]]) == [pair]
    assert desk.change(seen(), pair) == told


def test_the_ledger_knows_nothing_of_what_was_told_later() -> None:
    day = "2021-05-12"
    rows = desk.ledger(seen(), Scope(), day).rows
    assert {row[4] for row in rows} == {"due"}
    assert all(str(row[2]) <= day for row in rows)


def test_the_words_of_a_release_cannot_become_markup() -> None:
    act = next(a for a in seen().memory.acts if a.kind == "Request" and not a.restates)
    evil = replace(act, words="<script>alert(1)</script> [x](javascript:y)", content="*<b>*")
    told = desk.dossier(replace(seen(), memory=replace(seen().memory, acts=(evil,))), Scope(), "<i>*a*")
    assert "<script" not in desk.as_html(told)
    assert "<i>*" not in desk.as_html(told)
    page = desk.as_markdown(told)
    assert "<script" not in page.replace("\\<", "")
    assert "](javascript" not in page.replace("\\]", "")


def differs(before: str, after: str, *more: str) -> list[tuple[str, ...]]:
    """(change, who, act before, act after) between two states of the store in ./store."""
    shown = ("--no-headers", "--columns", "change,who,act_before,act_after", "--store", "store")
    result = CliRunner().invoke(main, ["diff", before, after, *more, *shown])
    assert result.exit_code == 0, result.output
    return [tuple(line.split("\t")) for line in result.stdout.splitlines()]


def test_two_states_of_a_store_differ_by_what_came_went_or_is_read_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    quota, releases = "to lift its quota on fishing vessels", (HERE / "memory" / "releases.jsonl").read_text(encoding="utf-8").splitlines()[:3]
    told = Path("told.jsonl")
    told.write_text("\n".join(releases), encoding="utf-8")
    ingest(Path("store"), [told], workers=1)
    open_graph("store")
    shutil.copytree("store", "backup")
    assert differs("backup", "now") == []
    harder = releases[2].replace("Peru urged Chile to lift", "Peru demanded that Chile lift")
    told.write_text("\n".join([releases[0], harder]), encoding="utf-8")
    ingest(Path("store"), [told], workers=1, prune=True)
    assert differs("former", "now", "--party", "PER", "--issue", "fisheries")[0] == ("hardened", "Peru", f"urge: {quota}", f"demand: Chile {quota[3:]}")
    forth = Counter(row[0] for row in differs("backup", "now"))
    assert (forth["hardened"], forth["new"]) == (1, 0)
    assert forth["dropped"] > 3  # the release that was taken out
    back = Counter(row[0] for row in differs("now", "backup"))
    assert back == Counter({"softened": 1, "new": forth["dropped"]})
    (asked,) = {row["statement"] for row in open_graph("store").ask("urged") if row["force"] == "ask"}
    assert CliRunner().invoke(main, ["review", asked, "--edit", "who=Chile", "--store", "store"]).exit_code == 0
    assert differs("former", "now", "--party", "PER") == [("reread", "Ana Torres → Chile", f"ask: {quota}", f"ask: {quota}")]
    assert CliRunner().invoke(main, ["diff", "backup", "2021", "--store", "store"]).exit_code == 2


def test_a_store_that_never_changed_has_no_former_state(tmp_path: Path) -> None:
    ingest(tmp_path / "store", [HERE / "memory" / "releases.jsonl"], workers=1)
    open_graph(tmp_path / "store")
    result = CliRunner().invoke(main, ["diff", "former", "now", "--store", str(tmp_path / "store")])
    assert result.exit_code == 2
    assert "no former state" in result.stderr


def test_what_cannot_be_found_is_said() -> None:
    with pytest.raises(UsageError, match="neither an actor nor an issue"):
        desk.scope_of(seen(), open_graph(store()).dataset, ["Nowhere"])
    with pytest.raises(UsageError, match="no release and no date"):
        desk.diff(seen(), "1999", FIRST, Scope())
    with pytest.raises(UsageError, match="no event with two accounts"):
        desk.accounts(seen(), "PER-2022-01-20-7bdad3f4")


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for each, words in COMMANDS.items():
        (GOLDEN / each).write_text(kg(*words), encoding="utf-8")
