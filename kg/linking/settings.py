"""Whether like words of two releases are said in one setting: what names nobody it is for takes its matter from its release."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from kg.linking.acts import Memory, Row
from kg.linking.alike import alike, without_figures, words
from kg.linking.names import same_name

NAME = re.compile(r"\b[A-Z][\w-]{2,}")
_OFFICE_WORDS = """
President Prime Minister Foreign Secretary Vice Government Administration United States Republic Ministry
"""
TITLES = frozenset(_OFFICE_WORDS.split())
_POINTING = re.compile(r"\b(them|him|her|this|these|those|such)\b", re.IGNORECASE)
_OFFICES = frozenset({"become", "serve", "succeed", "replace", "chair", "head", "lead"})
_IN_TOUCH = re.compile(r"\b(?:in|stay|remain|keep|close|regular) (?:contact|touch)\b", re.IGNORECASE)
_MONTHS = """
January February March April May June July August September October November December
"""
_MONTH = frozenset(_MONTHS.split())
_SOON = re.compile(r"\b(?:coming|next|following) (day|week|month)s?\b", re.IGNORECASE)
_HOW_LONG = {"day": 14, "week": 60, "month": 370}
_A_FORM = 0.5
_A_SENTENCE = 0.6
_A_DAY = 0.75


class Settings:
    """The releases of a memory, each with whom it speaks of and with its sentences; looked up for the few pairs that are alike."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._acts: dict[str, list[Row]] = {}
        for act in memory.acts:
            self._acts.setdefault(act.release, []).append(act)
        self._cast = cache(self._told_cast)
        self._names = cache(self._told_names)
        self._refilled = cache(self._is_refilled)

    def differ(self, earlier: Row, later: Row) -> bool:
        """Whether what one side undertakes, asks or declares, for nobody named, stands in releases on other people or in one form
        filled in for another case; or points to what stands before it in sentences that are not alike; or hangs on persons, who are
        others, or on days that were over. A stand is the same in every setting."""
        if _POINTING.search(later.content) and alike(earlier.words, later.words) < _A_SENTENCE:
            return True
        if (later.cue in _OFFICES or _IN_TOUCH.search(later.content)) and not self._are_the_same_people(earlier, later):
            return True
        if _is_over(earlier, later):
            return True
        standing = later.kind not in ("Commitment", "Request") and later.force != "declare"
        if standing or len(later.parties) > 1 or later.addressees or later.involves:
            return False
        ours, theirs = (self._cast(a.release) - later.parties for a in (earlier, later))
        if ours and theirs and not ours & theirs:
            return True
        return self._is_elsewhere(earlier, later) or self._refilled(earlier.release, later.release)

    def _are_the_same_people(self, earlier: Row, later: Row) -> bool:
        """Whether whoever is named in the one is in the other too: an office, or staying in touch, is of persons, not of states."""
        ours, theirs = ([self._memory.labels.get(p, "") for p in a.persons] for a in (earlier, later))
        return all(any(same_name(n, m) for m in theirs) for n in ours) and all(any(same_name(n, m) for n in ours) for m in theirs)

    def _is_elsewhere(self, earlier: Row, later: Row) -> bool:
        """Whether both releases name something besides whose pledge it is, and nothing that both name."""
        own = {w for p in later.parties for w in self._memory.labels.get(p, "").split()} | TITLES
        ours, theirs = (frozenset[str]().union(*self._names(a.release).values()) - own for a in (earlier, later))
        return bool(ours and theirs and not ours & theirs)

    def _told_cast(self, release: str) -> frozenset[str]:
        """States and organizations that the acts of a release speak of."""
        return frozenset[str]().union(*(a.parties | a.addressees | a.involves for a in self._acts[release]))

    def _told_names(self, release: str) -> dict[str, frozenset[str]]:
        """The sentences of a release and the names and months in each, persons left out: who signs a form is no other case."""
        persons = {w for a in self._acts[release] for p in a.persons for w in self._memory.labels.get(p, "").split()}
        return {a.words: frozenset([n for n in NAME.findall(a.words) if n in _MONTH or words(n)]) - persons for a in self._acts[release]}

    def _is_refilled(self, one: str, other: str) -> bool:
        """Whether some sentence comes back in like words, and each of the two names what the other does not."""
        ours, theirs = self._names(one), self._names(other)
        return any(
            _names_another(a, here, b, there)
            for a, here in ours.items() if a not in theirs
            for b, there in theirs.items() if b not in ours
        )  # fmt: skip


def _names_another(a: str, here: frozenset[str], b: str, there: frozenset[str]) -> bool:
    """Whether two sentences are like, each with a name that the other lacks; where only their months differ they must be nearly the
    same but for figures, as what goes on for months is told in like words too."""
    if not here - there or not there - here:
        return False
    if here - there <= _MONTH or there - here <= _MONTH:
        return alike(without_figures(a), without_figures(b)) >= _A_DAY
    return alike(a, b) >= _A_FORM


def _is_over(earlier: Row, later: Row) -> bool:
    """Whether the coming days, weeks or months for which the earlier was undertaken had passed when the later was."""
    soon = _SOON.search(earlier.content)
    if soon is None:
        return False
    return later.told > (date.fromisoformat(earlier.told) + timedelta(_HOW_LONG[soon[1].lower()])).isoformat()
