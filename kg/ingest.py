"""The pipeline, as one tuple, and the way of files into a store."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.assembly import assemble
from kg.errors import RejectedInput, UsageError
from kg.extraction import extract
from kg.mentions import link
from kg.mentions.issuer import identify
from kg.model import Doc
from kg.nlp import model_digest, parse
from kg.rdf import reference_nquads, to_nquads
from kg.readers import READERS, Reading, read_file
from kg.store import Store

if TYPE_CHECKING:
    import pyoxigraph

STEPS: tuple[Callable[[Doc], Doc], ...] = (identify, parse, link, extract, assemble)


@dataclass(slots=True)
class IngestReport:
    """What became of the inputs; ``rejected`` holds (input, code, reason)."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    rejected: list[tuple[str, str, str]] = field(default_factory=list)


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


def read_with() -> str:
    """What a reading depends on beside the text: the model and the libraries that run it."""
    from importlib.metadata import version

    return f"model {model_digest()[:16]}; spacy {version('spacy')}; lemminflect {version('lemminflect')}"


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


def find_files(path: Path) -> list[Path]:
    """The readable files of a path, sorted. Raises UsageError if there is none."""
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in READERS and p.is_file())
        if not found:
            raise UsageError(f"{path}: no readable files; {', '.join(READERS)} can be read")
        return found
    if not path.exists():
        near = sorted(p.name for p in path.parent.glob(f"{path.stem[:4]}*")) if path.parent.is_dir() else []
        hint = f"; did you mean {near[0]}?" if near else "; check the path"
        raise UsageError(f"{path}: no such file or folder{hint}")
    return [path]


def ingest(store_path: Path, paths: Iterable[Path], **given: str | None) -> IngestReport:
    """Read files and folders into the store at ``store_path``, made if missing. The order of inputs does not matter."""
    files = [file for path in paths for file in find_files(path)]
    store, report = Store(store_path, create=True), IngestReport()
    taken: set[str] = set()
    with store.writing():
        for reading in (reading for file in files for reading in read_all(file, **given)):
            if reading.rejected:
                report.rejected.append((reading.source, reading.rejected.code, str(reading.rejected)))
            elif reading.doc and reading.doc.release.id in taken:
                report.unchanged.append(reading.doc.release.id)  # the same release twice among the inputs
            elif doc := reading.doc:
                outcome = store.put(doc.release.id, reading.source, reading.original, doc.text, graph_of(doc))
                getattr(report, outcome).append(doc.release.id)
                taken.add(doc.release.id)
    return report
