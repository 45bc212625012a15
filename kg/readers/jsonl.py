"""Reads JSON Lines: one release a line, with the keys text, title, date, publisher, issuer, url, language, licence, retrieved."""

from __future__ import annotations

import codecs
import datetime
import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.errors import RejectedInput
from kg.readers.draft import LARGEST, Draft, Found, Refused, under
from kg.readers.encodings import decode, mend

_SAID = ("title", "publisher", "issuer", "url", "language", "licence", "retrieved")


def drafts(raw: bytes, name: str) -> Iterator[Found]:
    """One Draft or Refused a line, in order; a bad line does not spoil the others. Raises RejectedInput (encoding, binary, empty)."""
    return _drafts(partial(io.BytesIO, raw), name)


def drafts_of(path: Path) -> Iterator[Found]:
    """As ``drafts``, of a file, of which no more than a line is held at a time unless it is in another encoding than UTF-8."""
    return _drafts(lambda: path.open("rb"), str(path))


def _drafts(opened: Callable[[], BinaryIO], name: str) -> Iterator[Found]:
    lines: Callable[[], Iterator[tuple[int, str]]] = partial(_lines, opened)
    try:
        names = Counter(_name(line) for _, line in lines())
    except UnicodeDecodeError:
        with opened() as stream:
            whole = decode(stream.read(), name)[0].split("\n")
        lines = partial(_numbered, whole)
        names = Counter(_name(line) for _, line in lines())
    if not names:
        raise RejectedInput("empty", f"{name}: holds no lines")
    for number, line in lines():
        yield _line(line, number, name, names)


def _lines(opened: Callable[[], BinaryIO]) -> Iterator[tuple[int, str]]:
    """The lines of a stream in UTF-8, each with its number, without the empty ones. Raises UnicodeDecodeError."""
    with opened() as stream:
        if stream.read(3) != codecs.BOM_UTF8:
            stream.seek(0)
        yield from _numbered(mend(line.replace(b"\x00", b"\xff").decode()) for line in stream)  # NUL is a sign of UTF-16


def _numbered(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    return ((number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip())


def _name(line: str) -> str:
    """What a line calls its release: its id or its address."""
    try:
        row = json.loads(line) if len(line) <= 4 * LARGEST else {}
        return str(row.get("id") or row.get("url") or "")
    except (ValueError, RecursionError, AttributeError):
        return ""


def _line(line: str, number: int, name: str, names: Counter[str]) -> Found:
    try:
        if len(line) > 4 * LARGEST:
            raise ValueError(f"has {len(line)} characters; the limit is {4 * LARGEST}")
        row = json.loads(line)
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise ValueError('is not an object with a "text"')
        said = {k: " ".join(str(row[k]).split()) for k in _SAID if row.get(k)}
        if row.get("date"):
            said["published"] = datetime.date.fromisoformat(str(row["date"])[:10]).isoformat()
    except (ValueError, RecursionError) as error:
        return Refused(code="malformed", reason=f"{name}, line {number}: {error}", key=str(number))
    original = line.encode("utf-8", "surrogatepass")
    key = _name(line)
    if names[key] > 1 or not key:  # its own bytes tell a line apart in whatever order they stand
        key = f"{key} {hashlib.sha256(original).hexdigest()[:12]}".strip()
    body = under(said.get("title", ""), row["text"]) if row["text"].strip() else ""
    return Draft(text=body, said=said, media_type="application/jsonl", key=key, original=original)
