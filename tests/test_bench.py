"""The floors of the scores: a fall is seen, a changed gold is seen, and no floor sinks unless it is named; traps fit what they say."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"
sys.path.append(str(BENCH))

import accuracy  # noqa: E402
import plover  # noqa: E402
import safety  # noqa: E402
from figures import Figure, Result  # noqa: E402

PINNED = {"m": {"digest": "d", "figures": {"f": 0.8, "wrong": 0}}}


def measured(f: float, wrong: int = 0, digest: str = "d") -> dict[str, Result]:
    figures = (Figure(name="f", value=f), Figure(name="wrong", value=wrong, at_most=True))
    return {"m": Result(figures=figures, digest=digest)}


FALLS = [
    (measured(0.9), 0, "above its floor"),
    (measured(0.8), 0, "on its floor"),
    (measured(0.79), 1, "below its floor"),
    (measured(0.9, 1), 1, "one wrong where none may be"),
    (measured(0.9, 0, "other"), 1, "another gold"),
    ({"m": Result(figures=(), digest="d")}, 2, "measured no more"),
]


@pytest.mark.parametrize(("results", "wrong", "why"), FALLS, ids=[r[2] for r in FALLS])
def test_falls_are_seen(results: dict[str, Result], wrong: int, why: str) -> None:
    assert len(accuracy.fallen(results, PINNED)) == wrong


PINS = [
    (0.9, [], 0.895, 0, "raised, a little below"),
    (0.802, [], 0.8, 0, "the slack does not sink it"),
    (0.7, [], 0.8, 1, "refused to sink"),
    (0.7, ["f"], 0.695, 0, "named, so lowered"),
]


@pytest.mark.parametrize(("value", "lower", "floor", "refused", "why"), PINS, ids=[r[4] for r in PINS])
def test_pins(
    value: float, lower: list[str], floor: float, refused: int, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accuracy, "FLOORS", tmp_path / "floors.json")
    told = accuracy.pin(measured(value), json.loads(json.dumps(PINNED)), lower)
    assert len(told) == refused
    assert json.loads(accuracy.FLOORS.read_text(encoding="utf-8"))["m"]["figures"] == {"f": floor, "wrong": 0}


def test_a_missing_folder_is_skipped_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["accuracy.py", "--shared", str(tmp_path)])
    assert accuracy.main() == 0
    told = capsys.readouterr().err
    assert all(f"skipped: {name}" in told for name in accuracy.MEASURES if name != "corpus")


def test_marks_of_a_record_are_found_in_its_text() -> None:
    record = {
        "text": "Peru (the host) urged Chile in the port of Arica.",
        "textInfo": {"markup": "(SRC: Peru) (the host) (EVT: urged) (TAR: Chile) (LOC: in the (TAR: port of Arica))."},
    }
    found = [(kind, span.of(record["text"])) for kind, span in plover._marks(record)]
    assert found == [
        ("SRC", "Peru"),
        ("EVT", "urged"),
        ("TAR", "Chile"),
        ("LOC", "in the port of Arica"),
        ("TAR", "port of Arica"),
    ]


def test_every_row_of_safety_has_its_tests() -> None:
    rows = safety.rows()
    assert [row.number for row in rows] == [str(number) for number in range(1, 31)]
    assert [t for row in rows for t in row.tests if not safety.is_there(t)] == []
