"""Reads the text layer of a PDF: lines made paragraphs again, running heads and page numbers left out."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

from kg.errors import RejectedInput
from kg.model import ITEM_MARK
from kg.readers.draft import LARGEST, Draft, clean, fold

_PAGES = 500
_NUMBER = re.compile(r"(?i)[-–—\s]{0,99}+(?:page\s{0,9})?\d{1,4}(?:\s{0,9}(?:/|of)\s{0,9}\d{1,4})?[-–—\s]{0,99}")


def drafts(raw: bytes) -> list[Draft]:
    """The release of a PDF. Raises RejectedInput (encrypted, scan, empty, too-large, malformed); runs in the bounded child."""
    import pypdf
    from pypdf.errors import PyPdfError

    if b"%PDF-" not in raw[:1024]:
        raise RejectedInput("malformed", "is not a PDF")
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise RejectedInput("encrypted", "is locked with a password; save an open copy")
        if len(reader.pages) > _PAGES:
            raise RejectedInput("too-large", f"has {len(reader.pages)} pages, the limit is {_PAGES}; split the file")
        pages = _texts(reader)
    except pypdf.errors.DependencyError as error:
        raise RejectedInput("encrypted", "is encrypted in a way that cannot be undone here; save an open copy") from error
    except pypdf.errors.LimitReachedError as error:
        raise RejectedInput("too-costly", f"swells beyond all measure when unpacked ({error})") from error
    except PyPdfError as error:
        raise RejectedInput("malformed", f"is not a whole PDF ({error})") from error
    if sum(c.isalpha() for page in pages for c in page) < 20:
        if any(_has_picture(page) for page in list(reader.pages)[:20]):
            raise RejectedInput("scan", "has pictures of pages and no text layer; run OCR first")
        raise RejectedInput("empty", "has no text on its pages")
    lines = _without_running_heads([clean(page).split("\n") for page in pages])
    return [Draft(text=fold(_reflow(lines)), media_type="application/pdf")]


def _texts(reader: Any) -> list[str]:
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text() or "")
        if sum(map(len, pages)) > LARGEST:
            raise RejectedInput("too-large", f"has more than {LARGEST} characters; split the file")
    return pages


def _has_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    found = resources.get_object().get("/XObject") if resources is not None else None
    things = found.get_object() if found is not None else {}
    return any(thing.get_object().get("/Subtype") in ("/Image", "/Form") for thing in things.values())


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """All lines in order, but for page numbers and lines that most of three or more pages have at an edge."""
    edges = Counter(key for page in pages for key in {_shape(line) for line in _edge(page)})
    often = {key for key, count in edges.items() if len(pages) > 2 and count > len(pages) / 2 and key}
    kept = []
    for page in pages:
        edge = set(map(id, _edge(page)))
        for line in page:
            if id(line) in edge and (_shape(line) in often or _NUMBER.fullmatch(line)):
                continue
            kept.append(line)
    return kept


def _edge(page: list[str]) -> list[str]:
    lines = [line for line in page if line.strip()]
    return [*lines[:2], *lines[-2:]]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _reflow(lines: list[str]) -> str:
    """Lines that fill the column run on into the next; a short line, an empty one or a list item ends a paragraph."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    whole = set(re.findall(r"\w+", " ".join(lines)))
    out: list[str] = []
    full = False
    for line in map(str.strip, lines):
        if out and line and full and not ITEM_MARK.match(line):
            out[-1] = _join(out[-1], line, whole)
        else:
            out.append(line)
        full = len(line) > 0.72 * width and width > 40
    return "\n".join(out)


def _join(before: str, line: str, whole: set[str]) -> str:
    """A word cut at the line end is made whole only if the text has it whole elsewhere; else the hyphen stays."""
    cut, rest = re.search(r"(\w+)-$", before), re.match(r"\w+", line)
    if cut and rest:
        return before[:-1] + line if cut[1] + rest[0] in whole else before + line
    return f"{before} {line}"
