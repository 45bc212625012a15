"""RIS for reference managers: one record a release."""

from __future__ import annotations

from typing import Any

from kg.export.filings import filings

_TAGS = (("ID", "id"), ("TI", "title"), ("AU", "issuer"), ("PB", "publisher"), ("UR", "url"), ("N1", "iri"), ("N1", "licence"), ("Y2", "retrieved"))


def as_ris(dataset: Any) -> bytes:
    """A release is a report; its day stands as RIS writes days, with strokes."""
    out = []
    for filing in filings(dataset):
        rows = [("TY", "RPRT"), ("M3", "Press release"), ("LA", "en"), *((tag, filing[name]) for tag, name in _TAGS)]
        if filing["issued"]:
            rows += [("PY", filing["issued"][:4]), ("DA", filing["issued"].replace("-", "/"))]
        out.append("".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n\r\n")
    return "".join(out).encode()
