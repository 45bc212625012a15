"""Makes of one input what a store keeps of it, or the reason why it is kept out."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ingest.pipeline import graph_of, run
from kg.readers import Input, read_input


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What one input gave: a release with its text and graph, or a code and the reason why there is none."""

    id: str = ""
    text: str = ""
    nquads: bytes = b""
    code: str = ""
    reason: str = ""


def make(found: Input) -> Made:
    """Read one release; nothing is raised, so that one text on which a rule fails does not stop the others."""
    try:
        reading = read_input(found)
        if reading.doc is None:
            return Made(code=getattr(reading.rejected, "code", "empty"), reason=str(reading.rejected))
        doc = run(reading.doc)
        return Made(id=doc.release.id, text=doc.text, nquads=graph_of(doc))
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        return Made(code="failed", reason=f"{found.source}: a rule failed on it ({told}); please report it")
