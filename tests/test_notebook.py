"""What a notebook shows: answers as tables, pictures in place, and the example that comes with the project."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.ask import Answers, Graph

EXAMPLE = Path(__file__).resolve().parents[1] / "docs" / "example.ipynb"


def need(module: str) -> Any:
    pytest.importorskip(module, reason=f"{module} is not installed: pip install '.[readers]'")
    return importlib.import_module(module)


def test_answers_are_a_table_in_which_nothing_is_markup() -> None:
    answers = Answers(("a<b>",), tuple((f"<script>{n}</script>",) for n in range(70)), note="one side & only")
    html = answers._repr_html_()
    assert set(re.findall(r"<(\w+)", html)) == {"table", "thead", "tbody", "tr", "th", "td", "p"}
    assert html.count("<td>") == 60
    assert "10 more rows; one side &amp; only" in html


def test_answers_are_a_frame_with_a_row_each(graph: Graph) -> None:
    need("pandas")
    answers = graph.ask("agreed", party="JPN")
    frame = answers.df()
    assert list(frame.columns) == list(answers.columns)
    assert frame.to_dict("records") == list(answers)
    assert need("pandas").DataFrame().equals(Answers((), ()).df())


@pytest.mark.parametrize("draw", ["draw_network", "draw_timeline"])
def test_a_picture_stands_on_its_own(graph: Graph, draw: str, tmp_path: Path) -> None:
    picture = getattr(graph, draw)("JPN")
    picture.save(tmp_path / "picture.svg")
    tree = ElementTree.parse(tmp_path / "picture.svg").getroot()
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert picture._repr_svg_() == (tmp_path / "picture.svg").read_text(encoding="utf-8")
    assert "href" not in picture.svg
    assert {"draw_network": "South Korea", "draw_timeline": "2018-04"}[draw] in picture.svg


def test_the_example_runs_from_a_clean_kernel(tmp_path: Path) -> None:
    need("ipykernel")
    need("pandas")
    book = need("nbformat").read(EXAMPLE, as_version=4)
    assert all(not cell.get("outputs") for cell in book.cells), "the example is kept without its outputs"
    done = need("nbclient").NotebookClient(book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(EXAMPLE.parents[1])}}).execute()
    shown = [out["data"] for cell in done.cells if cell.cell_type == "code" for out in cell.outputs if "data" in out]
    assert len(shown) == sum(cell.cell_type == "code" for cell in done.cells)
    assert sum("image/svg+xml" in data for data in shown) == 2
    assert sum("text/html" in data for data in shown) >= 3
