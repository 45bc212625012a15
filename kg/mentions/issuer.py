"""Tells who issued a release where its metadata do not: from the publisher's name, else from a letterhead in the text."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.mentions.gazetteer import find_names
from kg.model import Doc, Entity

_INSTITUTION = re.compile(
    r"\b(?:ministry|ministère|department|office of the|government|presidency|embassy|permanent mission|consulate|cabinet office|"
    r"secretariat|council|commission|prime minister[’']s office|federal foreign office)\b",
    re.IGNORECASE,
)
# A line that names a paper or an occasion is about the institution, which need not have written it.
_ABOUT = re.compile(
    r"\b(?:statements?|releases?|remarks|reply|response|answers?|letters?|notes?|visits?|meetings?|messages?|talks|claims?|allegations?|"
    r"regarding|concerning|about|against|following)\b",
    re.IGNORECASE,
)
_SMALL = {"of", "the", "for", "and", "to", "in", "on", "de", "du", "des", "et", "y"}
_EDGE = 6


def identify(doc: Doc) -> Doc:
    """The Doc with ``release.issuer`` where publisher or letterhead name exactly one; unchanged otherwise."""
    if doc.release.issuer:
        return doc
    found = _named(doc.release.publisher or "") or _letterhead(doc)
    if found is None:
        return doc
    issuer = found.id if found.kind == "organization" else found.state
    head, dash, rest = doc.release.id.partition("-")
    ident = f"{(issuer or head).replace('/', '-')}{dash}{rest}" if head == "unknown" else doc.release.id
    return replace(doc, release=replace(doc.release, issuer=issuer, id=ident))


def _named(words: str) -> Entity | None:
    """The state or organization a publisher's name begins with or holds; the first one, as letterheads put it."""
    names = [m for m in find_names(words) if m.entities[0].kind in ("state", "organization")]
    return names[0].entities[0] if names else None


def _letterhead(doc: Doc) -> Entity | None:
    """'Ministry of Foreign Affairs of Peru' on a line of its own at the head or foot of the text."""
    rows = [b.span.of(doc.text) for b in (*doc.blocks[:_EDGE], *doc.blocks[-2:])]
    for row in rows:
        words = [w for w in re.findall(r"[^\W\d_]+", row) if w.lower() not in _SMALL]
        if len(row) > 120 or not _INSTITUTION.search(row) or _ABOUT.search(row) or not all(w[0].isupper() for w in words):
            continue
        named = {m.entities[0] for m in find_names(row)}
        if len(named) == 1:
            return named.pop()
    return None
