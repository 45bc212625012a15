"""dipkg reads diplomatic releases into a graph in which every statement can be traced to its words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ask import Graph

__version__ = "0.1.0"


def open(path: str | Path) -> Graph:
    """The store at ``path``, ready to be asked. Raises kg.errors.StoreError."""
    from kg.ask import open_graph

    return open_graph(path)
