"""Whether two labels can name the same person, and whether two sets of people can be at the same table."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ALIKE = 0.85


@cache
def surname(label: str) -> str:
    """The last word of a name, plain letters, generational suffixes left out."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    words = [w for w in re.findall(r"[a-z'-]+", plain) if w not in _SUFFIXES]
    return words[-1] if words else ""


@cache
def _words(label: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return frozenset(w for w in re.findall(r"[a-z'-]+", plain) if len(w) > 2 and w not in _SUFFIXES)


@cache
def same_name(one: str, other: str) -> bool:
    """Whether a surname of one is a word of the other, in any order of names, or spelled nearly so."""
    a, b = surname(one), surname(other)
    if a in _words(other) or b in _words(one):
        return True
    return len(a) > 4 and len(b) > 4 and a[0] == b[0] and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE
