"""The pipeline, as one tuple: reading it is reading the method."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.assembly import assemble
from kg.errors import RejectedInput
from kg.extraction import extract
from kg.mentions import link
from kg.mentions.issuer import identify
from kg.model import Doc
from kg.nlp import model_digest, parse
from kg.rdf import reference_nquads, to_nquads
from kg.readers import Reading, read_file

if TYPE_CHECKING:
    import pyoxigraph

_ROOMS = ("model", "readers", "nlp", "mentions", "extraction", "assembly", "rdf")
_FILES = ("branching.py", "keys.py", "lexicon.py", "parties.py", "vocab.py", "ingest/pipeline.py")
STEPS: tuple[Callable[[Doc], Doc], ...] = (identify, parse, link, extract, assemble)


def run(doc: Doc) -> Doc:
    """Take a Doc from the reader through every step."""
    for step in STEPS:
        doc = step(doc)
    return doc


def read(path: Path, **given: str | None) -> Doc:
    """Read a file of one release; metadata given here wins over its sidecar, that over its text.

    Raises RejectedInput; with the code "many" where the file holds several releases (see ``read_all``).
    """
    readings = list(itertools.islice(read_file(path, **given), 2))
    if len(readings) > 1:
        raise RejectedInput("many", f"{path}: holds several releases; read them with read_all")
    if readings[0].doc is None:
        raise readings[0].rejected or RejectedInput("empty", f"{path}: holds no text")
    return run(readings[0].doc)


def read_all(path: Path, **given: str | None) -> Iterator[Reading]:
    """Read every release of a file, in order; what cannot be read carries the reason and spoils nothing else."""
    for reading in read_file(path, **given):
        yield replace(reading, doc=run(reading.doc)) if reading.doc else reading


@cache
def read_with() -> str:
    """What a reading depends on beside the text: the model and the libraries that run it."""
    from importlib.metadata import version

    return f"model {model_digest()[:16]}; spacy {version('spacy')}; onnxruntime {version('onnxruntime')}; lemminflect {version('lemminflect')}"


@cache
def reading_digest() -> str:
    """A digest of all that decides what is read from the same bytes: the code of the rooms that read, their data, the model."""
    code = resources.package()
    files = [p for room in _ROOMS for p in sorted((code / room).rglob("*.py"))] + [code / name for name in _FILES]
    data = resources.data()
    files += sorted(p for p in data.rglob("*") if p.is_file() and p.relative_to(data).parts[0] not in ("models", "releases"))
    told = hashlib.sha256(f"{read_with()}; {', '.join(_optional())}".encode())
    for path in files:
        told.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:16]


def _optional() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    for name in ("trafilatura", "pypdf"):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"no {name}"


def graph_of(doc: Doc) -> bytes:
    """The release graph of a Doc as sorted N-Quads."""
    return to_nquads(doc, read_with())


def dataset_of(docs: Iterable[Doc]) -> pyoxigraph.Store:
    """Docs and the reference graphs in memory, ready to be asked."""
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_load(reference_nquads(), format=ox.RdfFormat.N_QUADS)
    for doc in docs:
        store.bulk_load(graph_of(doc), format=ox.RdfFormat.N_QUADS)
    return store
