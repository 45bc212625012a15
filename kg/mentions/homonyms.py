"""Keeps names apart that look alike: phrases that hold a state's name and mean something else, and persons so named."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.mentions.words import Word, joined

_ACRONYM = re.compile(r"[A-Z0-9]{2,}s?$")
_INITIAL = re.compile(r"[A-Z]\.$")
# Lines in which nearly every word is capitalised are headings: there a capital tells nothing of a name.
_HEADING = 0.75
_LEAST = 2  # words of an office and its "of" before whose it is


@cache
def _kinds() -> dict[str, frozenset[str]]:
    return {row.word: frozenset(row.kinds) for row in lexicon.name_words()}


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word.lower() for row in lexicon.titles() for word in row.title.split())


def _is(word: Word | None, kind: str) -> bool:
    return word is not None and kind in _kinds().get(word.bare, frozenset())


def is_part_of_person(text: str, words: list[Word], i: int) -> bool:
    """Whether the listed name that is word ``i`` is a forename or surname here ('Chad Brown', 'Michael Jordan')."""
    here = words[i]
    before = words[i - 1] if i and joined(text, words[i - 1], here) else None
    titled = _is(before, "title")
    if _is(here, "surname") and (titled or _after_forename(text, words, i, before)):
        return True
    after = words[i + 1] if i + 1 < len(words) and here.plain and joined(text, here, words[i + 1]) else None
    if after is None or not _may_be_surname(after):
        return False
    if titled and (_is(here, "bearer") or _is(here, "rare")):
        return True
    return _is(here, "bearer") and not _in_heading(text, here) and not _ends_office(words, i)


def _ends_office(words: list[Word], i: int) -> bool:
    """'Minister of Trade of Georgia Leo Paz': behind an office and its 'of', what follows is whose office it is."""
    if i < _LEAST or words[i - 1].raw != "of" or not words[i - _LEAST].raw[0].isupper():
        return False
    last = words[i - _LEAST].bare
    return last.lower() in _title_words() or lexicon.names_a_field(last)


def _after_forename(text: str, words: list[Word], i: int, before: Word | None) -> bool:
    if before is not None and _INITIAL.match(before.raw) and i > 1 and joined(text, words[i - 2], before):
        before = words[i - 2]
    return _is(before, "forename") and before is not None and before.plain


def _may_be_surname(word: Word) -> bool:
    """A capitalised word that begins no title and no name of a body."""
    if not word.raw[0].isupper() or _ACRONYM.match(word.raw):
        return False
    return not _is(word, "body") and word.bare.lower() not in _title_words()


def _in_heading(text: str, word: Word) -> bool:
    start = text.rfind("\n", 0, word.start) + 1
    end = text.find("\n", word.start)
    line: list[str] = re.findall(r"[^\W\d_]{4,}", text[start : end if end >= 0 else len(text)])
    return len(line) > 3 and sum(w[0].isupper() for w in line) >= _HEADING * len(line)
