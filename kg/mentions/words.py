"""Cuts a text into the words by which names are looked up, and tells which of them may belong to one name."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*(?:\.|\+(?!\w))?", re.UNICODE)
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, with its place in code points; a full stop that follows belongs to it."""

    start: int
    end: int
    raw: str

    @property
    def bare(self) -> str:
        """The word without a full stop and without the possessive ending."""
        plain = self.raw.rstrip(".")
        return plain[:-2] if plain.endswith(_POSSESSIVE) else plain

    @property
    def plain(self) -> bool:
        """Whether neither a full stop nor a possessive ending closes the word."""
        return self.bare == self.raw

    @property
    def closes(self) -> bool:
        """Whether the full stop is likelier to end a sentence than to shorten the word ('Oman.', not 'St.', 'U.S.')."""
        return self.raw.endswith(".") and len(self.raw) > 3 and "." not in self.raw[:-1]


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """A name in the form in which it is looked up: words joined by single spaces, plain apostrophes, Saint and "and" in full."""
    words = (w.rstrip(".").replace("’", "'") for w in _WORD.findall(name.replace(" & ", " and ")))
    return " ".join("Saint" if w == "St" else w for w in words)


_LINE = re.compile(r"[^\n]+")
_SHOUTED = 4  # words of a line in capitals, so that a line of initials alone stays as it is
_SMALL = frozenset(["A", "AN", "AND", "AT", "BETWEEN", "BY", "FOR", "FROM", "IN", "OF", "ON", "THE", "TO", "WITH"])


def calm(text: str, known: Container[str]) -> str:
    """The text, as long as it was, with lines in capitals written as titles are; known words ("EU") keep theirs."""
    return _LINE.sub(lambda m: _calm_line(m.group(), known) if m.group().isupper() else m.group(), text)


def _calm_line(line: str, known: Container[str]) -> str:
    if len(re.findall(r"[^\W\d_]{2,}", line)) < _SHOUTED:
        return line
    return re.sub(r"[^\W\d_]+", lambda m: _calm_word(m.group(), known), line)


def _calm_word(word: str, known: Container[str]) -> str:
    if word in _SMALL:
        return word.lower()
    calmed = word.capitalize()
    return word if word in known or len(calmed) != len(word) else calmed


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    return [Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]


def joined(text: str, left: Word, right: Word) -> bool:
    """Whether nothing but a single space stands between two words."""
    return text[left.end : right.start] in (" ", "\xa0")


def stretch(text: str, words: list[Word], i: int, most: int) -> tuple[int, int]:
    """How many words from ``i`` on can belong to one name: ``(without, with)`` commas and brackets inside.

    A line end or the end of a sentence closes both.
    """
    strict = loose = 1
    broken = False
    for j in range(i + 1, min(i + most, len(words))):
        gap = text[words[j - 1].end : words[j].start]
        if "\n" in gap or words[j - 1].closes or any(c in gap for c in ';:"“”!?'):
            break
        loose += 1
        broken = broken or any(c in gap for c in ",()[]/")
        strict += not broken
    return strict, loose
