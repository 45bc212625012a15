"""The pipeline, as one tuple, and the way of files into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
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
from kg.readers import READERS, read_file
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
    """Read one file; metadata given here wins over its sidecar and its text. Raises RejectedInput."""
    return run(read_file(path, **given))


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
    with store.writing():
        for file in files:
            try:
                doc = read(file, **given)
            except RejectedInput as error:
                report.rejected.append((str(file), error.code, str(error)))
                continue
            outcome = store.put(doc.release.id, file.name, file.read_bytes(), doc.text, graph_of(doc))
            getattr(report, outcome).append(doc.release.id)
    return report
