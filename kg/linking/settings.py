"""Whether like words of two releases are said in one setting: what names nobody it is for takes its matter from its release."""

from __future__ import annotations

import re
from functools import cache

from kg.linking.acts import Memory, Row
from kg.linking.alike import alike, words
from kg.linking.names import same_name

NAME = re.compile(r"\b[A-Z][\w-]{2,}")
_OFFICE_WORDS = """
President Prime Minister Foreign Secretary Vice Government Administration United States Republic Ministry
"""
TITLES = frozenset(_OFFICE_WORDS.split())
_POINTING = re.compile(r"\b(them|him|her|this|these|those|such)\b", re.IGNORECASE)
_OFFICES = frozenset({"become", "serve", "succeed", "replace", "chair", "head", "lead"})
_IN_TOUCH = re.compile(r"\b(?:in|stay|remain|keep|close|regular) (?:contact|touch)\b", re.IGNORECASE)
_A_FORM = 0.5
_A_SENTENCE = 0.6


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
        """Whether what one side undertakes, asks or declares, for nobody named, stands in releases on other people or in one form filled
        in for another case; or points to what stands before it in sentences that are not alike; or hangs on persons, who are others.
        A stand is the same in every setting."""
        if _POINTING.search(later.content) and alike(earlier.words, later.words) < _A_SENTENCE:
            return True
        if (later.cue in _OFFICES or _IN_TOUCH.search(later.content)) and not self._are_the_same_people(earlier, later):
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
        """The sentences of a release and the names in each, the names of persons left out: who signs a form is no other case."""
        persons = {w for a in self._acts[release] for p in a.persons for w in self._memory.labels.get(p, "").split()}
        return {a.words: frozenset([n for n in NAME.findall(a.words) if words(n)]) - persons for a in self._acts[release]}

    def _is_refilled(self, one: str, other: str) -> bool:
        """Whether some sentence comes back in nearly the same words, and each of the two names what the other does not."""
        ours, theirs = self._names(one), self._names(other)
        return any(
            here - there and there - here and alike(a, b) >= _A_FORM
            for a, here in ours.items() if a not in theirs
            for b, there in theirs.items() if b not in ours
        )  # fmt: skip
