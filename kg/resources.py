"""Where the files that ship with the package are: ontology, data, queries."""

from __future__ import annotations

import hashlib
import sys
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


@cache
def reference_version() -> str:
    """A digest of all that the reference graphs are made from: known at once, where making them takes a while."""
    files = [package() / "rdf" / "reference.py", package() / "rdf" / "terms.py", package() / "lexicon.py", package() / "vocab.py"]
    files += sorted(p for p in data().rglob("*.tsv") if p.relative_to(data()).parts[0] not in ("models", "releases"))
    return _digest([*files, *sorted(ontology().rglob("*.ttl"))])


@cache
def linking_version() -> str:
    """A digest of the rules that tie releases together."""
    return _digest(sorted((package() / "linking").glob("*.py")))


@cache
def curation_version() -> str:
    """A digest of the code that lays corrections over a graph."""
    return _digest([package() / f for f in ("keys.py", "query.py", "export/acts.py")] + sorted((package() / "curation").glob("*.py")))


@cache
def versions(library: str) -> tuple[str, ...]:
    """The installed versions of a library, from the names of its folders: to import it, or what knows of it, takes much longer."""
    return tuple(sorted(p.name for place in sys.path for p in Path(place or ".").glob(f"{library}-*.dist-info")))


def _digest(files: list[Path]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(p.read_bytes()).digest() for p in files)).hexdigest()
