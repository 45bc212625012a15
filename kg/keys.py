"""Names that outlive a run: of a person or place, and the digests that tie a person's decision to what it was about."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LENGTH = 16


@lru_cache(maxsize=16_384)
def slug(name: str) -> str:
    """A name as the last part of an IRI: ASCII, lower case, hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unnamed"


def evidence_key(text_sha256: str, start: int, end: int) -> str:
    """The digest of a stretch of one text: it holds as long as the text does, whatever the rules read there."""
    return _short("evidence", text_sha256, str(start), str(end))


def meaning_key(kind: str, force: str, status: str, parties: Iterable[str], addressees: Iterable[str], content: str) -> str:
    """The digest of what an act means, without where it stands: the same undertaking read elsewhere has the same."""
    words = " ".join(content.casefold().split())
    return _short("meaning", kind, force, status, " ".join(sorted(parties)), " ".join(sorted(addressees)), words)


def addition_key(fields: Iterable[tuple[str, str]]) -> str:
    """The digest of what a person says was missed."""
    return _short("addition", *(f"{name}={' '.join(value.split())}" for name, value in sorted(fields)))


def _short(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_LENGTH]
