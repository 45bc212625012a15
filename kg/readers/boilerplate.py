"""Knows the lines of a page that are no part of its release: navigation, contacts, captions, begin and end of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import resources

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of line: ``kind`` is boilerplate or caption; the pattern is matched against the whole line, whatever its case."""

    id: str
    kind: str
    pattern: str
    example: str
    counter_example: str

    def matches(self, words: str) -> bool:
        """Whether ``words`` are such a line."""
        return _compiled(self.pattern).fullmatch(words) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


@cache
def lines() -> tuple[Line, ...]:
    """The rows of data/cues/boilerplate.tsv, sorted by id."""
    rows = resources.data("cues", "boilerplate.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(Line(*row.split("\t")) for row in rows)


def kind_of(words: str) -> str | None:
    """Boilerplate or caption where a line is one, None where it may belong to the release; no line of over 500 characters is."""
    words = words.strip()
    return next((line.kind for line in lines() if line.matches(words)), None) if len(words) <= _LONGEST else None
