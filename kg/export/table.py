"""Strict tables: one heading, one row a line, no stray separator, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, raw: bool = False, tabs: bool = False) -> bytes:
    """Comma- or tab-separated text; ``raw`` leaves cells that begin as a formula does as they are.

    Cells have to be single lines; with ``tabs`` nothing is quoted, so that a reader need only split.
    """
    cells = ([c if raw else harmless(c) for c in row] for row in rows)
    if tabs:
        return "".join("\t".join(row) + "\n" for row in (heads, *cells)).encode()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([heads, *cells])
    return out.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
