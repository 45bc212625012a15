"""Digests that tie a person's decision to what it was about: to the words of a release, or to the meaning read from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_LENGTH = 16


def evidence_key(text_sha256: str, start: int, end: int) -> str:
    """The digest of a stretch of one text: it holds as long as the text does, whatever the rules read there."""
    return _short("evidence", text_sha256, str(start), str(end))


def meaning_key(kind: str, force: str, status: str, parties: Iterable[str], addressees: Iterable[str], content: str) -> str:
    """The digest of what an act means, without where it stands: the same undertaking read elsewhere has the same."""
    words = " ".join(content.casefold().split())
    return _short("meaning", kind, force, status, " ".join(sorted(parties)), " ".join(sorted(addressees)), words)


def _short(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_LENGTH]
