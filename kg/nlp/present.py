"""Shows the parser a sentence in the past tense where it took the present tense for a noun: "The union calls for calm"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg import resources
from kg.nlp.marks import Shown

if TYPE_CHECKING:
    from spacy.tokens import Doc as Words
    from spacy.tokens import Token as Word

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_MISSED = ("NN", "NNS", "JJ", "VB", "NNP", "RB", "IN")
_STOPS = (".", ":", ";")
_SEVERAL = ("NNS", "NNPS", "PRP")
_JOINS = ("and", ",")
# Participles that a parser takes for verbs where they tell of what kind a noun is, and the plain adjective shown in their place.
_PARTICIPLES = {
    "continued",
    "sustained",
    "renewed",
    "increased",
    "enhanced",
    "expanded",
    "strengthened",
    "shared",
    "proposed",
    "planned",
}
_PLAIN = "strong"


@cache
def _pasts() -> dict[str, str]:
    """Both present forms of the verbs in question, with their past tense: "calls" and "call" -> "called"."""
    from lemminflect import getInflection

    lines = [
        line
        for name in ("openers.txt", "present.txt")
        for line in resources.data("cues", name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {form: past for verb in lines for past in getInflection(verb, "VBD")[:1] for form in (verb, *getInflection(verb, "VBZ"))}


def in_past(shown: Shown, parsed: Words) -> Shown | None:
    """The sentence with such verbs in the past; ``None`` where it has a finite verb, or no such verb after a subject."""
    from spacy.tokens import Doc

    pasts: dict[int, str] = {word.i: _PLAIN for word in parsed if _is_attribute(word)}
    if not is_finite(parsed) and parsed[-1].text in _STOPS:
        for word in parsed:
            form = _pasts().get(word.text)
            if form and word.tag_ in _MISSED and _follows_a_subject(word, pasts):
                pasts[word.i] = form
    elif parsed[-1].text in _STOPS:
        pasts |= {word.i: _pasts()[word.text] for word in parsed if word.text in _pasts() and (_goes_on(word) or _leads_on(word) or _is_condition(word))}
    if not pasts:
        return None
    words = Doc(parsed.vocab, words=[pasts.get(t.i, t.text) for t in parsed], spaces=[bool(t.whitespace_) for t in parsed])
    words.user_data["lent"] = parsed.user_data["lent"]
    return replace(shown, words=words)


def _is_attribute(word: Word) -> bool:
    """'Peru's continued support', 'discussed continued support': a participle before a noun, behind a possessive or a verb."""
    if word.i == 0 or word.i + 1 == len(word.doc) or word.text not in _PARTICIPLES:
        return False
    before, after = word.nbor(-1), word.nbor(1)
    joined = before.text == "and" and after.pos_ == "NOUN"  # "the role and continued growth"
    return joined or ((before.tag_ == "POS" or (before.pos_ == "VERB" and before.tag_ != "VBN")) and after.pos_ in ("NOUN", "ADJ", "PROPN"))


def _goes_on(word: Word) -> bool:
    """'Condemns the raid and calls for calm': a form in -s taken for a noun goes on from a verb in -s, where no noun could stand."""
    if word.tag_ not in ("NNS", "NNP", "NNPS") or not word.text.endswith("s") or not 0 < word.i < len(word.doc) - 1:
        return False
    after = word.nbor(1)
    before = next((t for t in reversed(word.doc[: word.i]) if t.tag_ != "RB"), after)
    earlier = any(t.tag_ == "VBZ" for t in word.doc[: word.i - 1])
    called = word.text in ("calls", "appeals") and after.text in ("for", "on", "upon", "to")
    return before.text in _JOINS and earlier and (called or after.tag_ in ("DT", "PRP$", "PRP", "WP"))


def _leads_on(word: Word) -> bool:
    """'China deplores and firmly opposes this': a form in -s taken for a noun behind a subject, where an "and" goes on with a verb in -s."""
    if word.tag_ not in ("NNS", "NNP", "NNPS") or not word.text.endswith("s") or not 0 < word.i < len(word.doc) - 2 or word.nbor(1).text != "and":
        return False
    after = next((t for t in word.doc[word.i + 2 :] if t.tag_ != "RB"), word)
    before = next((t for t in reversed(word.doc[: word.i]) if t.tag_ != "RB"), after)
    return after.tag_ == "VBZ" and after.text.endswith("s") and before.tag_ in ("NNP", "NN") and after.dep_ in ("ROOT", "conj")


_CONDITIONS = ("if", "unless", "once")


def _is_condition(word: Word) -> bool:
    """'If the talks on fishing resume': a noun at the end of a condition that has no verb, behind what can be its subject."""
    at = next((i for i in range(word.i - 1, -1, -1) if word.doc[i].lower_ in _CONDITIONS), -1)
    between = word.doc[at + 1 : word.i]
    ends = word.i + 1 < len(word.doc) and word.nbor(1).text in (".", ",", ";")
    verbless = not any(t.tag_ in _FINITE or t.pos_ in ("AUX", "VERB") for t in between)
    return at >= 0 and len(between) > 1 and ends and verbless and word.tag_ in ("NN", "NNS") and _follows_a_subject(word, {})


def is_finite(parsed: Words) -> bool:
    """Whether the word at the root is a finite verb or has a finite auxiliary or copula."""
    root = next(t for t in parsed if t.head.i == t.i)
    return any(t.tag_ in _FINITE for t in (root, *(c for c in root.children if c.dep_ in ("aux", "aux:pass", "cop"))))


def _follows_a_subject(word: Word, pasts: dict[int, str]) -> bool:
    """Whether what stands before a word can be its subject, or another verb in question that it goes on from."""
    before = [t for t in word.doc[: word.i] if t.tag_ != "RB" and t.text != "also"]
    if not before:
        return False
    last = before[-1]
    if last.text in _JOINS:
        return bool(pasts) or (last.text == "," and not word.text.endswith("s"))
    several = any(t.tag_ in _SEVERAL or t.text == "and" for t in before)
    return last.tag_ in ("NN", "NNP", *_SEVERAL) and (word.text.endswith("s") or several)
