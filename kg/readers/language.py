"""Tells English prose from other languages by script and by the small words of each language."""

from __future__ import annotations

import re
from functools import cache

from kg import resources

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]{2,40}")
_LATIN = 0x250
_SHORT = 12
_PLAIN, _FEW = 0.5, 200  # of the signs that are no blanks; releases have 0.64 and more, nearly all of them 0.9
_SHARE = 0.06  # lists of names in English releases go down to 0.10; other languages stay below 0.05
_NOISE = re.compile(r"[~^\\]|^[b-hj-zB-HJ-Z]$|[a-z][A-Z][a-z]*[A-Z]|[a-z]\d[a-z]|[a-z][.;:!][a-z]|\w['’][a-z]{4}")
_NOISY = 0.12  # clean English has up to 0.07 of such words


@cache
def _words() -> dict[str, frozenset[str]]:
    lines = resources.data("cues", "function_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {ident: frozenset(words.split("|")) for ident, _, words in (line.partition("\t") for line in lines)}


@cache
def _rivals() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Each other language with the small words that it has and English has not, and the other way round."""
    english = _words()["en"]
    return tuple((k, words - english, english - words) for k, words in _words().items() if k != "en")


def why_not_english(text: str) -> str | None:
    """The reason why a text cannot be read as English, or None. A text of under 12 words has the benefit of the doubt."""
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return "holds no words"
    signs = len(sample) - sum(map(str.isspace, sample))
    plain = sum(map(str.isalnum, sample)) / signs
    if plain < _PLAIN and signs > _FEW:
        return f"only {plain:.0%} of its signs are letters or digits"
    latin = sum(ord(c) < _LATIN for c in letters) / len(letters)
    if latin < 0.5:
        return f"{1 - latin:.0%} of its letters are of another script"
    words = _WORD.findall(sample.lower())
    english = _words()["en"]
    own = sum(w in english for w in words)
    # A word that two languages share ("in", "an") says nothing about which of the two it is.
    rivals = {k: (sum(w in theirs for w in words), sum(w in ours for w in words)) for k, theirs, ours in _rivals()}
    best = max(sorted(rivals), key=lambda k: rivals[k][0] - rivals[k][1])
    theirs, ours = rivals[best]
    if theirs > ours and theirs > 1:
        return f"its small words look like {best!r}"
    if len(words) >= _SHORT and own < _SHARE * len(words):
        return f"only {own} of its {len(words)} words are small English words"
    return None


def is_garbled(text: str) -> bool:
    """Whether a text of over 100 words reads like a poor scan: stray letters and signs inside of words."""
    words = [w for w in text[:_SAMPLE].split() if any(c.isalnum() for c in w) and "://" not in w and "@" not in w]
    return len(words) > 100 and sum(bool(_NOISE.search(w[:60])) for w in words) > _NOISY * len(words)
