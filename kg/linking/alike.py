"""How alike two wordings are: a share of common words between 0 and 1, the same on every machine. It proposes, it never decides."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LITTLE = """
the a an and or of to in on for with by from at as its their his her our this that these those is are was were be been being has have had
will would should shall may can it they he she we which who whom whose not also both between into further
january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
"""
_EMPTY = frozenset(_LITTLE.split())
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")
_FIGURE = re.compile(r"\d[\d,.]*")
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ed", "es", "s", "y", "e")


@cache
def words(text: str) -> frozenset[str]:
    """The content words of a text, plain letters, without their endings."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return frozenset([_stem(w) for w in _WORD.findall(plain.lower()) if w not in _EMPTY])


@cache
def _stem(word: str) -> str:
    word = word.removesuffix("'s").replace("-", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def figures(text: str) -> tuple[str, ...]:
    """The numbers of a text, in order."""
    return tuple(_FIGURE.findall(text))


def without_figures(text: str) -> str:
    """A text with its numbers left out."""
    return _FIGURE.sub(" ", text)


def alike(one: str, other: str) -> float:
    """Shared words over all words (Jaccard); 0 where one of the two is empty."""
    a, b = words(one), words(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def within(one: str, other: str) -> float:
    """The share of the shorter wording's words that the longer one has; 0 where the shorter has fewer than three."""
    a, b = sorted((words(one), words(other)), key=len)
    return len(a & b) / len(a) if len(a) >= 3 else 0.0
