"""Cuts a run of capitalised words down to the name of a person that stands in it, or tells that there is none."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.mentions.gazetteer import find_names, find_places

# Small words inside names, as they are written in lower case.
_LINKS = {"al", "bin", "bint", "da", "de", "del", "den", "der", "di", "dos", "du", "e", "el", "ibn", "la", "le", "los", "ter", "ten", "van",
          "von", "y", "zu", "af", "ould", "bey", "oğlu"}  # fmt: skip
# Words that end a name where a headline capitalises every word, and with which no name begins.
_SMALL = {
    "a", "an", "and", "after", "ahead", "amid", "as", "at", "before", "between", "both", "but", "by", "during", "following", "for", "from",
    "he", "her", "his", "i", "in", "into", "it", "its", "my", "of", "on", "our", "over", "she", "since", "that", "the", "their", "these", "they",
    "this", "those", "today", "tomorrow", "upon", "we", "when", "where", "while", "with", "yesterday", "your", "also", "meanwhile", "last",
    "next", "earlier", "later", "people", "dear", "thank",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
}  # fmt: skip
_HEADLINE_VERBS = {
    "meets", "meet", "visits", "visit", "hosts", "host", "welcomes", "signs", "calls", "holds", "attends", "receives", "discuss",
    "discusses", "travels", "speaks", "to", "talks", "joins", "leads", "chairs", "delivers", "concludes", "addresses", "wraps", "assures",
    "reaffirms", "highlights", "announces", "inaugurates", "arrives", "returns", "departs", "urges", "condemns", "thanks", "pledges", "presents",
    "reiterates", "emphasizes", "expresses", "congratulates", "appoints", "launches", "opens", "attend", "sign", "hold", "discussed",
}  # fmt: skip
# "Dr." and the like that stick to a name; letters of honour after it.
_STICKING = re.compile(r"^(?:(?:HE|H\.E\.|Rt|Hon|Hon’ble|Hon'ble|Your|His|Her|Excellency)\.? )+")


@cache
def _forenames() -> frozenset[str]:
    return frozenset(row.word for row in lexicon.name_words() if "forename" in row.kinds)


def has_forename(name: str) -> bool:
    """Whether a name begins with a forename that the list has."""
    return name.split()[0] in _forenames() if name else False


def person_in(run: str, *, headline: bool) -> str:
    """The name in a run of capitals: what follows the words of a body, up to a word that no name has; empty if none is left."""
    words = _STICKING.sub("", run).split()
    if not words or words[0].lower() in _SMALL or (headline and words[0].lower() in _HEADLINE_VERBS):
        return ""
    for at, word in enumerate(words):
        small = word.islower() and word not in _LINKS and not word.startswith(("al-", "el-", "ar-", "as-", "d’", "d'"))
        if at and (small or (headline and word.lower() in _SMALL | _HEADLINE_VERBS)):
            words = words[:at]
            break
    plain = [re.sub(r"[’']s?$", "", w).strip(",.") for w in words]
    before = max((i + 1 for i, w in enumerate(plain) if lexicon.is_institution(w)), default=0)
    rest = words[before:]
    if not rest or any(c.isdigit() for c in "".join(rest)) or (before and len(rest) < 2):
        return ""
    return " ".join(rest)


def is_named_so(name: str) -> bool:
    """Whether an untitled run of capitals may be a person: no listed place, no people's name after other words."""
    if any(m.span.start == 0 and m.span.end == len(name) for m in find_places(name)):
        return False
    people = [m for m in find_names(name) if m.form == "demonym" and m.span.end == len(name)]
    return not people or name.split()[0] in _forenames()
