"""Reads JSON Lines: one release a line, with the keys text, title, date, publisher, issuer, url, language, licence."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterator

from kg.errors import RejectedInput
from kg.readers.draft import LARGEST, Draft, Found, Refused, under
from kg.readers.encodings import decode

_SAID = ("title", "publisher", "issuer", "url", "language", "licence")


def drafts(raw: bytes, name: str) -> Iterator[Found]:
    """One Draft or Refused a line, in order; a bad line does not spoil the others. Raises RejectedInput (encoding, binary, empty)."""
    text, _ = decode(raw, name)
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        raise RejectedInput("empty", f"{name}: holds no lines")
    names = Counter(_name(line) for _, line in lines)
    for number, line in lines:
        yield _line(line.strip(), number, name, names)


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
