"""Covers names that must not appear, letter by letter, so that every place in a text stays where it was."""

from __future__ import annotations

import re
from collections.abc import Iterable

COVER = "█"


def cover(text: str, names: Iterable[str]) -> str:
    """The text with the letters of these names covered, in any case and across line ends, where they stand as words of their own."""
    ways = sorted({r"\s+".join(map(re.escape, name.split())) for name in names if name.strip()}, key=lambda way: (-len(way), way))
    if not ways:
        return text
    return re.sub(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", lambda found: re.sub(r"\S", COVER, found[0]), text, flags=re.IGNORECASE)
