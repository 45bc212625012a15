"""Where the files that ship with the package are: ontology, data, queries."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """The folder that holds ``ontology``, ``data`` and ``queries``: inside a wheel, or the checkout."""
    shipped = _PACKAGE / "_shipped"
    return shipped if shipped.is_dir() else _PACKAGE.parent


def package() -> Path:
    """The folder of the code."""
    return _PACKAGE


def data(*parts: str) -> Path:
    """A path under ``data/``."""
    return root().joinpath("data", *parts)


def ontology(*parts: str) -> Path:
    """A path under ``ontology/``."""
    return root().joinpath("ontology", *parts)


def queries(*parts: str) -> Path:
    """A path under ``queries/``."""
    return root().joinpath("queries", *parts)
