"""Turns input files into Docs with a release and blocks, or rejects them with a code and a reason."""

from __future__ import annotations

import datetime
import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg import lexicon
from kg.errors import RejectedInput
from kg.model import Doc, Release
from kg.readers import feed, jsonl
from kg.readers.bounded import read_bounded
from kg.readers.draft import LARGEST, Draft, Found, Refused
from kg.readers.encodings import decode
from kg.readers.header import find_blocks, find_date, find_title, is_menu
from kg.readers.language import is_garbled, why_not_english
from kg.readers.markdown import read_markdown
from kg.readers.redaction import cover

_KEYS = ("issuer", "publisher", "published", "url", "language", "licence", "retrieved")
_BOUNDED = {".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx", ".eml": "eml",
            ".rss": "feed", ".atom": "feed", ".xml": "feed"}  # fmt: skip
READERS = (".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson", *_BOUNDED)
_ISSUER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,79}")
_CODE = re.compile(r"[A-Z]{3}(?![^-])|organization/.|unknown$")
_SIGNATURES = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "docx"), (b"\xd0\xcf\x11\xe0", "docx"))
_LARGEST_FILE = 50_000_000
_LARGEST_LINES = 500_000_000
_HEAD = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One release before it is read: its own bytes and what is given and said beside them.

    ``key`` tells the releases of one file apart; ``given`` wins over all else. ``draft`` is there where the file holds many
    and had to be looked into; ``refused`` (code, reason) where that showed no release. ``redacted`` are names to be covered.
    """

    path: str
    key: str = ""
    original: bytes = b""
    given: dict[str, str] = field(default_factory=dict)
    draft: Draft | None = None
    refused: tuple[str, str] | None = None
    redacted: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """What to call it: the name of the file, and the entry where it holds many."""
        name = Path(self.path).name
        return f"{name}#{self.key}" if self.key else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of one release of a file: a Doc or the reason why there is none."""

    source: str
    original: bytes
    doc: Doc | None = None
    rejected: RejectedInput | None = None


def read_file(path: Path, **given: str | None) -> Iterator[Reading]:
    """The releases of one file, in order, each read or rejected; nothing is raised for a bad input.

    ``given`` wins over a sidecar NAME.toml, that over what the file declares, that over what the text says. Codes:
    unreadable, bad-sidecar, too-large, binary, encoding, empty, menu, not-english, garbled, malformed, encrypted, scan, doctype,
    zip-bomb, too-costly, needs-extra, not-a-feed, bad-metadata.
    """
    for found in find_inputs(path, **given):
        yield read_input(found)


def find_inputs(path: Path, **given: str | None) -> Iterator[Input]:
    """What a file holds, in order. Only files that hold many releases are looked into, for where one ends and the next begins."""
    raw = b""
    try:
        raw = _bytes_of(path, _HEAD)
        wins = {**_sidecar(path), **{k: v for k, v in given.items() if v}}
        if _kind(raw, path) == "jsonl":
            yield from _inputs(jsonl.drafts_of(path), raw, path, wins)
        else:
            raw = _bytes_of(path)
            yield from split_bytes(raw, path, wins)
    except RejectedInput as error:
        yield Input(path=str(path), original=raw, refused=(error.code, str(error)))
    except OSError as error:
        yield Input(path=str(path), original=raw, refused=("unreadable", f"{path}: {error.strerror}; it could be read in part only"))


def split_bytes(raw: bytes, path: Path, given: dict[str, str]) -> Iterator[Input]:
    """The releases in the bytes of a file. Raises RejectedInput."""
    if _kind(raw, path) not in ("jsonl", "feed") or not raw.strip():
        yield Input(path=str(path), original=raw, given=given)
        return
    yield from _inputs(_drafts(raw, path), raw, path, given)


def _inputs(drafts: Iterable[Found], raw: bytes, path: Path, given: dict[str, str]) -> Iterator[Input]:
    for found in drafts:
        if isinstance(found, Refused):
            yield Input(path=str(path), key=found.key, given=given, refused=(found.code, found.reason))
        else:
            original = raw if found.original is None else found.original
            yield Input(path=str(path), key=found.key, original=original, given=given, draft=found)


def find_again(path: str, key: str, original: bytes, given: dict[str, str], said: dict[str, str], media_type: str) -> Input:
    """The input that these bytes are the original of; ``said`` and ``media_type`` are its draft's. Raises RejectedInput."""
    found: Found | None = None
    if media_type == "application/jsonl":
        found = next(jsonl.drafts(original, path))
    elif media_type:
        found = read_bounded("feed", feed.enclosed(original), path)[0]
    if isinstance(found, Refused):
        raise found.as_error()
    draft = replace(found, said={**found.said, **said}, media_type=media_type, key=key) if found else None
    return Input(path=path, key=key, original=original, given=given, draft=draft)


def read_input(found: Input) -> Reading:
    """Read one release; nothing is raised for a bad input."""
    try:
        if found.refused:
            raise RejectedInput(*found.refused)
        draft = found.draft or next(iter(_drafts(found.original, Path(found.path))))
        if isinstance(draft, Refused):
            raise draft.as_error()
        told = {k: cover(v, found.redacted) for k, v in {**draft.said, **found.given}.items()}
        doc = read_text(cover(draft.text, found.redacted), found.source, media_type=draft.media_type, **told)
        return Reading(source=found.source, original=found.original, doc=doc)
    except RejectedInput as error:
        return Reading(source=found.source, original=found.original, rejected=error)


def _bytes_of(path: Path, most_read: int = -1) -> bytes:
    most = _LARGEST_LINES if path.suffix.lower() in (".jsonl", ".ndjson") else _LARGEST_FILE
    try:
        size = path.stat().st_size
        if size > most:
            raise RejectedInput("too-large", f"{path}: {size} bytes, the limit is {most}; split the file")
        with path.open("rb") as file:
            return file.read(most_read)
    except OSError as error:
        raise RejectedInput("unreadable", f"{path}: {error.strerror}; check the path and its permissions") from error


def _sidecar(path: Path) -> dict[str, str]:
    side = path.with_suffix(".toml")
    if not side.is_file():
        return {}
    try:
        rows = tomllib.loads(side.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RejectedInput("bad-sidecar", f"{side}: {error}; mend it or take it away") from error
    return {k: str(rows[k]) for k in _KEYS if k in rows}


def _kind(raw: bytes, path: Path) -> str:
    """By the first bytes where they are unmistakable, else by the name; a name that says nothing is taken for text."""
    suffix = path.suffix.lower()
    kind = next((k for sign, k in _SIGNATURES if raw.startswith(sign)), _BOUNDED.get(suffix))
    if kind is None and suffix in (".jsonl", ".ndjson"):
        return "jsonl"
    if kind is None and raw[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    return kind or ("markdown" if suffix in (".md", ".markdown") else "text")


def _drafts(raw: bytes, path: Path) -> Iterator[Found]:
    if not raw.strip():
        raise RejectedInput("empty", f"{path}: holds no text")
    kind = _kind(raw, path)
    if kind == "jsonl":
        yield from jsonl.drafts(raw, str(path))
    elif kind in ("markdown", "text"):
        text, charset = decode(raw, str(path))
        plain = "text/plain" if charset == "utf-8" else f"text/plain;charset={charset}"
        yield read_markdown(text, charset) if kind == "markdown" else Draft(text=text, media_type=plain)
    else:
        yield from read_bounded(kind, raw, str(path))


def _known(issuer: str | None, name: str) -> str | None:
    """The code or id that is meant: "eu" is an organization by one of its names; what no list knows is refused, not guessed at."""
    if not issuer or _CODE.match(issuer) or not _ISSUER.fullmatch(issuer):
        return issuer
    if any(row.id == issuer.upper() for row in lexicon.states()):
        return issuer.upper()
    meant = next((row.id for row in lexicon.organizations() if issuer.lower() in (row.id, *(n.lower() for n in row.names))), None)
    if meant is None:
        raise RejectedInput("bad-metadata", f"{name}: {issuer[:60]!r} is no issuer that a list knows; give an ISO 3166-1 alpha-3 code or organization/ID")
    return f"organization/{meant}"


def _check(issuer: str | None, days: Iterable[str | None], name: str) -> None:
    """Issuer and day become part of the release's id, and so of the names of its files."""
    if issuer and not _ISSUER.fullmatch(issuer):
        raise RejectedInput("bad-metadata", f"{name}: {issuer[:60]!r} is no issuer; give an ISO 3166-1 alpha-3 code or an organization id")
    for day in filter(None, days):
        try:
            whole = datetime.date.fromisoformat(day).isoformat() == day
        except ValueError:
            whole = False
        if not whole:
            raise RejectedInput("bad-metadata", f"{name}: {day[:60]!r} is no day; write it as 2018-04-11")


def read_text(text: str, name: str, **given: str | None) -> Doc:
    """A Doc from a decoded text. Offsets count the code points of ``text`` as it is.

    Raises RejectedInput (empty, too-large, encoding, not-english, garbled, menu, bad-metadata).
    """
    if not text.strip():
        raise RejectedInput("empty", f"{name}: holds no text")
    if len(text) > LARGEST:
        raise RejectedInput("too-large", f"{name}: {len(text)} characters, the limit is {LARGEST}; split the file")
    if any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise RejectedInput("encoding", f"{name}: holds half of a surrogate pair; save it as UTF-8")
    title = given.get("title")
    blocks = find_blocks(text, title)
    if is_menu(text, blocks):
        raise RejectedInput("menu", f"{name}: holds short lines and no sentence, like a menu; give the page of one release")
    language = given.get("language") or "en"
    reason = why_not_english(text) or (None if language.lower().startswith("en") else f"it says that it is {language!r}")
    if reason:
        raise RejectedInput("not-english", f"{name}: does not look like English prose; {reason}")
    if is_garbled(text):
        raise RejectedInput("garbled", f"{name}: reads like a poor scan, with signs and stray letters in its words; run OCR again")
    published = given.get("published") or find_date(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    issuer = _known(given.get("issuer"), name)
    _check(issuer, (published, given.get("retrieved")), name)
    ident = f"{(issuer or 'unknown').replace('/', '-')}-{published or 'undated'}-{digest[:8]}"
    release = Release(
        id=ident,
        title=title or find_title(text, blocks) or name,
        sha256=digest,
        issuer=issuer,
        publisher=given.get("publisher"),
        published=published,
        url=given.get("url"),
        media_type=given.get("media_type") or "text/plain",
        language=language,
        licence=given.get("licence"),
        retrieved=given.get("retrieved"),
    )
    return Doc(release=release, text=text, blocks=blocks)
