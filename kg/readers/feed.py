"""Reads the releases of an RSS or Atom file, each entry with its own bytes; entries without a text are named, not guessed."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from email.utils import parsedate_to_datetime

from kg.errors import RejectedInput
from kg.readers.draft import Draft, Found, Refused, under
from kg.readers.header import find_date
from kg.readers.markup import Node, parse_xml, strip_html

_MOST = 5_000
_BODIES = ("encoded", "content", "description", "summary")


def drafts(raw: bytes) -> list[Found]:
    """One Draft an entry. Raises RejectedInput (malformed, doctype, too-costly, not-a-feed, empty)."""
    root = parse_xml(raw)
    if root.name not in ("rss", "feed", "RDF"):
        raise RejectedInput("not-a-feed", f"is XML with the root <{root.name[:40]}>, not RSS or Atom")
    head = root.first("channel") or root
    entries = [
        n
        for holder in dict.fromkeys((id(head), id(root)))
        for n in (head if holder == id(head) else root)
        if n.name in ("item", "entry")
    ]
    if not entries:
        raise RejectedInput("empty", "is a feed without entries")
    if len(entries) > _MOST:
        raise RejectedInput("too-large", f"is a feed of {len(entries)} entries, the limit is {_MOST}; split it")
    publisher = _line(head, "title")
    return [_entry(entry, number, publisher, raw) for number, entry in enumerate(entries, start=1)]


def enclosed(entry: bytes) -> bytes:
    """A feed of this one entry, to read it again; any prefix in it is declared, for names are told without their space."""
    prefixes = sorted({p for p in re.findall(rb"[<\s]/?([A-Za-z_][\w.-]*):[A-Za-z_]", entry) if p not in (b"xml", b"xmlns")})
    declared = b"".join(b' xmlns:%b="urn:%b"' % (p, p) for p in prefixes)
    return b"<rss%b><channel>%b</channel></rss>" % (declared, entry)


def _entry(entry: Node, number: int, publisher: str, raw: bytes) -> Found:
    title, url = _line(entry, "title"), _address(entry)
    key = url or _line(entry, "guid", "id") or str(number)
    body = next((text for name in _BODIES if (text := _body(entry.first(name)))), "")
    if not body:
        return Refused(
            code="empty", reason=f"entry {number} ({title[:60] or key}) has a headline only; read the page of {key}", key=key
        )
    said = {
        "title": title,
        "url": url,
        "publisher": publisher,
        "published": _day(_line(entry, "pubDate", "published", "date", "updated")),
    }
    end = raw.find(b">", entry.end) + 1
    return Draft(
        text=under(title, body),
        said={k: v for k, v in said.items() if v},
        media_type="application/rss+xml" if entry.name == "item" else "application/atom+xml",
        key=key,
        original=raw[entry.start : end],
    )


def _body(node: Node | None) -> str:
    """HTML stands in a body as text; XHTML of Atom stands there as elements."""
    if node is None:
        return ""
    return strip_html(_xhtml(node) if any(True for _ in node) else node.text())


def _xhtml(node: Node) -> str:
    out = []
    for part in node.parts:
        out.append(
            part.replace("&", "&amp;").replace("<", "&lt;")
            if isinstance(part, str)
            else f"<{part.name}>{_xhtml(part)}</{part.name}>"
        )
    return "".join(out)


def _line(node: Node, *names: str) -> str:
    found = node.first(*names)
    return " ".join(strip_html(found.text()).split()) if found is not None else ""


def _address(entry: Node) -> str:
    for link in entry:
        if link.name == "link" and link.given.get("rel", "alternate") == "alternate":
            address = link.given.get("href", "") or link.text()
            if address.strip().startswith(("http://", "https://")):
                return address.strip()
    return ""


def _day(told: str) -> str:
    """The day of an RFC 822 or ISO date; nothing where it is neither."""
    with suppress(ValueError):
        return datetime.date.fromisoformat(told[:10]).isoformat()
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(told).date().isoformat()
    return find_date(told) or ""
