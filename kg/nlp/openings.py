"""Lends the parser a subject where a paragraph opens with its verb: "Strongly condemns ...", "Agreed to ..."."""

from __future__ import annotations

import re
from functools import cache

from kg import resources

_FIRST = re.compile(r"(?:[A-Z][a-z]*(?:ly|so|ther) (?:[a-z]+ly )?)?(?P<verb>[A-Za-z]+)\b")


@cache
def _openers() -> frozenset[str]:
    """The finite forms of the verbs in data/cues/openers.txt: "welcomes", "welcomed"."""
    from lemminflect import getInflection

    lines = resources.data("cues", "openers.txt").read_text(encoding="utf-8").splitlines()
    verbs = [line for line in lines if line and not line.startswith("#")]
    return frozenset(form for verb in verbs for tag in ("VBZ", "VBD") for form in getInflection(verb, tag))


def lent_subject(words: str) -> str:
    """The pronoun to put before a sentence that opens with such a verb, and a space; empty for any other."""
    found = _FIRST.match(words)
    if found is None or found["verb"].lower() not in _openers():
        return ""
    return "It " if found["verb"].endswith("s") else "They "
