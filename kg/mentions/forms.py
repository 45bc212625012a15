"""Cuts a run of capitalised words down to the name of a person that stands in it, or tells that there is none."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.mentions.gazetteer import find_names, find_places

# Small words inside names, as they are written in lower case.
_LINKS = {"al", "bin", "bint", "binti", "ibni", "da", "de", "del", "den", "der", "di", "dos", "du", "e", "el", "ibn", "la", "le", "los", "ter", "ten", "van",
          "von", "y", "zu", "af", "ould", "bey", "oğlu"}  # fmt: skip
# Words that end a name where a headline capitalises every word, and with which no name begins.
_SMALL = {
    "a", "an", "and", "after", "ahead", "amid", "as", "at", "before", "between", "both", "but", "by", "during", "following", "for", "from",
    "he", "her", "his", "i", "in", "into", "it", "its", "my", "of", "on", "our", "over", "she", "since", "that", "the", "their", "these", "they",
    "this", "those", "today", "tomorrow", "upon", "we", "when", "where", "while", "with", "yesterday", "your", "also", "meanwhile", "last",
    "next", "earlier", "later", "people", "dear", "thank",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
}  # fmt: skip
# Verbs and nouns that a headline capitalises and no name holds.
_HEADLINE_VERBS = {
    "to", "address", "addressed", "addresses", "agree", "agreed", "agrees", "announced", "announces", "appoints", "arrives", "assures", "attend",
    "attended", "attends", "calls", "called", "chaired", "chairs", "co-chaired", "co-chairs", "concludes", "concluded", "condemned", "condemns", "confer",
    "confers", "congratulates", "delivered", "delivers", "departs", "discuss", "discussed", "discusses", "emphasizes", "exchange", "exchanges", "expresses",
    "held", "highlights", "hold", "holding", "holds", "host", "hosted", "hosts", "inaugurated", "inaugurates", "joins", "launched", "launches", "leads",
    "meet", "meets", "met", "opened", "opens", "paid", "participated", "participates", "pays", "pledges", "presented", "presents", "reaffirms", "received",
    "receives", "reiterates", "returns", "reviewed", "reviews", "sign", "signed", "signs", "speaks", "spoke", "talks", "thanks", "travels", "underscores",
    "urged", "urges", "visit", "visited", "visiting", "visits", "welcomed", "welcomes", "wraps",
    "summon", "summoned", "summons", "protests", "protested", "denounces", "rejects", "rejected", "offers", "extends", "extended", "conveys", "conveyed", "congratulated",
    "announcing", "celebrating", "commemorating", "condemning", "congratulating", "extending", "honoring", "honouring", "leading", "marking", "recognizing", "regarding",
    "continues", "praise", "praises",
    "convene", "convenes", "convened", "inks", "hands", "handed", "lodges", "lodged", "briefs", "briefed", "tours", "toured", "begins", "appointed", "issues", "issued",
}  # fmt: skip
_HEADLINE_NOUNS = {
    "consultations", "conversation", "counterpart", "counterparts", "courtesy", "discussions", "leader", "leaders", "meeting", "meetings", "negotiations",
    "sign", "call", "welcome", "attend", "receive", "phone", "telephone",
}  # fmt: skip
# "Dr." and the like that stick to a name; letters of honour after it.
_STICKING = re.compile(r"^(?:(?:HE|H\.E\.|Rt|Hon|Hon’ble|Hon'ble|Your|His|Her|Excellency)\.? )+")


@cache
def _forenames() -> frozenset[str]:
    return frozenset(row.word for row in lexicon.name_words() if "forename" in row.kinds)


def has_forename(name: str) -> bool:
    """Whether a name begins with a forename that the list has."""
    return name.split()[0] in _forenames() if name else False


_ACRONYM = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,}")  # no vowel: no name, however it is written


def person_in(run: str, *, headline: bool) -> str:
    """The name in a run of capitals: what follows the words of a body, up to a word that no name has; empty if none is left."""
    words = _STICKING.sub("", run).split()
    if not words or words[0].lower() in _SMALL or words[0].lower() in _HEADLINE_VERBS:
        return ""
    for at, word in enumerate(words):
        small = word.islower() and word not in _LINKS and not word.startswith(("al-", "el-", "ar-", "as-", "d’", "d'"))
        verb = word[0].isupper() and word.lower() in _HEADLINE_VERBS  # a line of the body may be written as titles are
        if at and (small or verb or (headline and word.lower() in _SMALL)):
            words = words[:at]
            break
    while len(words) > 1 and words[-1].strip(",.") in lexicon.WEEKDAYS:
        words = words[:-1]  # "met Prime Minister Ada Lee Friday in Lima"
    plain = [re.sub(r"[’']s?$", "", w).strip(",.") for w in words]
    if any(_ACRONYM.fullmatch(w) for w in plain):
        return ""  # "WNBA MVP"
    before = max((i + 1 for i, w in enumerate(plain) if lexicon.is_of_no_person(w)), default=0)
    rest = words[before:]
    if not rest or any(c.isdigit() for c in "".join(rest)) or (before and len(rest) < 2):
        return ""
    return " ".join(rest)


def holds_headline_word(name: str) -> bool:
    """Whether a run of capitals in a headline has a word that no name holds: 'Held Consultations', 'Paz Meets'."""
    return any(w.lower() in _HEADLINE_VERBS | _HEADLINE_NOUNS for w in name.split())


def is_named_so(name: str) -> bool:
    """Whether an untitled run of capitals may be a person: no listed place, no people's name after other words."""
    if any(m.span.start == 0 and m.span.end == len(name) for m in find_places(name)):
        return False
    people = [m for m in find_names(name) if m.form == "demonym" and m.span.end == len(name)]
    return not people or name.split()[0] in _forenames()
