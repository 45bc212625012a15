"""Reads the body of a Word file (DOCX) with the standard library alone, after the archive has been looked over."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib

from kg.errors import RejectedInput
from kg.readers.draft import Draft, clean, fold
from kg.readers.markup import Node, parse_xml

_UNPACKED = 50_000_000
_BODY = 20_000_000
_MEMBERS = 2_000
_RATIO = 100
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SKIPPED = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "footnoteReference", "commentReference"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def drafts(raw: bytes) -> list[Draft]:
    """The release of a DOCX. Raises RejectedInput (malformed, encrypted, zip-bomb, doctype, too-costly, empty)."""
    if raw.startswith(_OLD_OFFICE):
        raise RejectedInput("encrypted", "is an old Word file or locked with a password; save it as .docx without one")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _look_over(archive)
            with archive.open("word/document.xml") as member:
                body = member.read(_BODY + 1)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, ValueError, OSError, zlib.error) as error:
        raise RejectedInput("malformed", f"is not a whole Word file ({error}); save it again") from error
    if len(body) > _BODY:
        raise RejectedInput("too-large", f"its text is more than {_BODY} bytes of XML")
    lines: list[str] = []
    _walk(parse_xml(body), lines)
    text = fold(clean("\n".join(lines)))
    if not text:
        raise RejectedInput("empty", "holds no text")
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return [Draft(text=text, media_type=media)]


def _look_over(archive: zipfile.ZipFile) -> None:
    """Refuse before unpacking what no word processor writes."""
    members = archive.infolist()
    if len(members) > _MEMBERS:
        raise RejectedInput("zip-bomb", f"holds {len(members)} members, the limit is {_MEMBERS}")
    if sum(m.file_size for m in members) > _UNPACKED:
        raise RejectedInput("zip-bomb", f"unpacks to more than {_UNPACKED} bytes")
    for member in members:
        if member.file_size > 100_000 and member.file_size > _RATIO * max(1, member.compress_size):
            raise RejectedInput("zip-bomb", f"{member.filename[:60]!r} swells more than {_RATIO} times")
        parts = member.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0] or stat.S_ISLNK(member.external_attr >> 16):
            raise RejectedInput("zip-bomb", f"{member.filename[:60]!r} points outside of the archive")
        if member.filename.lower().endswith((".zip", ".docx", ".jar")):
            raise RejectedInput("zip-bomb", f"{member.filename[:60]!r} is an archive in the archive")
        if member.flag_bits & 1:
            raise RejectedInput("encrypted", "is locked with a password; save an open copy")


def _walk(node: Node, lines: list[str]) -> None:
    """Paragraphs in reading order, table cells and text boxes included, deleted text left out."""
    for child in node:
        if child.name in _SKIPPED:
            continue
        if child.name == "p":
            boxes: list[str] = []
            words = _words(child, boxes).strip()
            lines += [("• " if words and _is_item(child) and not words.startswith(("-", "•")) else "") + words, *boxes, ""]
        else:
            _walk(child, lines)


def _words(node: Node, boxes: list[str]) -> str:
    out = []
    for child in node:
        if child.name in _SKIPPED:
            continue
        if child.name == "t":
            out.append(child.text())
        elif child.name in _SIGNS:
            out.append(_SIGNS[child.name])
        elif child.name == "txbxContent":
            _walk(child, boxes)
        else:
            out.append(_words(child, boxes))
    return "".join(out)


def _is_item(paragraph: Node) -> bool:
    styled = paragraph.first("pPr")
    style = styled.first("pStyle") if styled is not None else None
    return styled is not None and (
        styled.first("numPr") is not None or (style is not None and style.given.get("val", "").startswith("List"))
    )
