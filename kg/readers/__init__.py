"""Turns an input file into a Doc with a release and blocks, or rejects it with a code and a reason."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from kg.errors import RejectedInput
from kg.model import Doc, Release
from kg.readers.header import find_blocks, find_date, find_title

LARGEST = 2_000_000
_KEYS = ("issuer", "publisher", "published", "url", "language", "licence")
READERS = (".txt", ".text")


def read_file(path: Path, **given: str | None) -> Doc:
    """Read one text file; ``given`` and a sidecar NAME.toml win over what the text says.

    Raises RejectedInput (missing, unreadable, empty, binary, too-large, not-english, bad-sidecar).
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RejectedInput("unreadable", f"{path}: {error.strerror}; check the path and its permissions") from error
    return read_text(_decode(raw, path), path.name, **{**_sidecar(path), **{k: v for k, v in given.items() if v}})


def _sidecar(path: Path) -> dict[str, str]:
    side = path.with_suffix(".toml")
    if not side.is_file():
        return {}
    try:
        rows = tomllib.loads(side.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RejectedInput("bad-sidecar", f"{side}: {error}; mend it or take it away") from error
    return {k: str(rows[k]) for k in _KEYS if k in rows}


def _decode(raw: bytes, path: Path) -> str:
    """UTF-8, with or without a byte order mark, UTF-16 with one, else cp1252; never a silent replacement."""
    if b"\x00" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RejectedInput("binary", f"{path}: not a text file; give a .txt file")
    for encoding in ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RejectedInput("encoding", f"{path}: neither UTF-8 nor cp1252; save it as UTF-8")


def read_text(text: str, name: str, **given: str | None) -> Doc:
    """A Doc from a decoded text. Offsets count the code points of ``text`` as it is."""
    if not text.strip():
        raise RejectedInput("empty", f"{name}: holds no text")
    if len(text) > LARGEST:
        raise RejectedInput("too-large", f"{name}: {len(text)} characters, the limit is {LARGEST}; split the file")
    if any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise RejectedInput("encoding", f"{name}: holds half of a surrogate pair; save it as UTF-8")
    if not _is_english(text):
        raise RejectedInput("not-english", f"{name}: does not look like English prose")
    blocks = find_blocks(text)
    published = given.get("published") or find_date(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    issuer = given.get("issuer")
    ident = f"{(issuer or 'unknown').replace('/', '-')}-{published or 'undated'}-{digest[:8]}"
    release = Release(
        id=ident,
        title=find_title(text, blocks) or name,
        sha256=digest,
        issuer=issuer,
        publisher=given.get("publisher"),
        published=published,
        url=given.get("url"),
        language=given.get("language") or "en",
        licence=given.get("licence"),
    )
    return Doc(release=release, text=text, blocks=blocks)


_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "for",
        "on",
        "with",
        "that",
        "by",
        "as",
        "is",
        "was",
        "at",
        "an",
        "be",
        "from",
        "this",
        "has",
        "their",
        "are",
        "have",
        "will",
        "our",
        "we",
        "it",
        "its",
        "his",
        "her",
        "he",
        "she",
        "they",
        "not",
        "or",
        "but",
        "who",
        "which",
        "would",
        "were",
        "been",
        "these",
        "more",
        "said",
        "also",
    ]
)
_LEAST = 0.095  # share of such words; other languages in Latin letters stay below it


def _is_english(text: str) -> bool:
    words = text[:20_000].lower().split()
    return len(words) < 12 or sum(w in _COMMON for w in words) / len(words) > _LEAST
