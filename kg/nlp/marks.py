"""Keeps from the parser what misleads it: a quotation opened in mid-clause, a comma after 'saying', a dateline, "HE" for Excellency."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kg import lexicon
from kg.model import Span, Token
from kg.nlp.openings import lent_subject
from kg.nlp.titles import DAYS

if TYPE_CHECKING:
    from spacy.tokens import Doc as Words

_OPENING = ("“", '"')
_DASHES = ("–", "—", "-", "--")
_HYPHENS = ("-", "‐", "‑")
_TOGETHER = ("chair", "host", "organi", "sponsor", "author", "lead", "led", "conven", "presid", "found", "sign")
_AGAIN = ("affirm", "emphasi", "iterat", "commit", "confirm", "establish", "open", "conven", "stat")
_TITLES = ("Foreign", "Minister", "Deputy", "Vice", "President", "Prime", "Secretary", "Ambassador", "The", "HE", "H.E.", "His", "Her")
_LONGEST = 14
_NUMERIC = re.compile(r"(?:\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?:19|20)\d\d[./]\d{1,2}[./]\d{1,2})\.?")
_HONOURS = ("Honourable", "Honorable", "Hon", "Hon.")
_SMALL = ("and", "of", "the", "for", "on", "in", "to", "with")
_LEADS = ("The", "We", "Both", "They", "It", "He", "She", "I")
_LABEL = 7
_LONGEST_DAY = 8
_SHORTENED = ("Hon", "Prof", "Rev", "Amb", "Gen", "Col", "Rt")
_EXCELLENCY = ("HE", "H.E.", "H.E")
_MONTHS = frozenset(month[:length].lower() for month in month_name[1:] for length in (3, 4, len(month)))
_SAYING = ("saying", "adding", "stating", "said", "added", "stated")


@dataclass(frozen=True, slots=True)
class Shown:
    """The words the parser is shown, of all the words of a sentence, and which of them these are."""

    words: Words
    every: Words
    kept: tuple[int, ...]


def show(every: Words) -> Shown:
    """The words of a sentence without misleading marks; all of them where there are none."""
    from spacy.tokens import Doc

    texts = [token.text for token in every]
    dateline = _length_of_dateline(texts) or _length_of_place(every) or _length_of_label(texts)
    aside = _days_in_brackets(texts)
    kept = tuple(i for i in range(dateline, len(texts)) if i not in aside and not _misleads(texts, i))
    if len(kept) in (0, len(texts)):
        return Shown(every, every, tuple(range(len(texts))))
    words = Doc(every.vocab, words=[texts[i] for i in kept], spaces=[bool(every[i].whitespace_) for i in kept])
    return Shown(words, every, kept)


def _length_of_dateline(texts: list[str]) -> int:
    """How many words 'DOHA, October 10 (QN) –' takes at the head of a sentence: a place, a month or capitals, and a dash."""
    dash = next((i for i, word in enumerate(texts[:_LONGEST]) if word in _DASHES), 0)
    before = [word for word in texts[:dash] if word[0].isalpha()]
    dated = any(word.rstrip(".").lower() in _MONTHS for word in before) or (bool(before) and all(word.isupper() for word in before))
    dated |= any(_NUMERIC.fullmatch(word) for word in texts[:dash])
    plain = all(word[0].isupper() or not word[0].isalpha() for word in texts[:dash])
    after = texts[dash + 1] if dash + 1 < len(texts) else ""
    # "Lima – Foreign Minister Ruiz signed": one place and a dash before whoever has a title.
    dated |= len(before) == 1 and after in _TITLES
    return dash + 1 if dated and plain and after[:1].isalpha() else 0


@cache
def _capitals() -> frozenset[str]:
    return frozenset(name for row in lexicon.states() for name in row.metonyms)


def _length_of_place(every: Words) -> int:
    """How many words 'Rabat - ' and 'Ha Noi – ' take: a capital, and a dash with room on both sides."""
    dash = next((i for i, word in enumerate(every[:4]) if word.text in _DASHES), 0)
    apart = dash > 0 and bool(every[dash - 1].whitespace_) and bool(every[dash].whitespace_) and dash + 1 < len(every)
    named = apart and every[:dash].text.strip() in _capitals()
    return dash + 1 if named and every[dash + 1].text[:1].isupper() else 0


def _days_in_brackets(texts: list[str]) -> set[int]:
    """The words of '(Tuesday 20 May)', '(today)', which the parser takes apart from what surrounds them."""
    found: set[int] = set()
    for start in (i for i, word in enumerate(texts) if word == "("):
        end = next((i for i in range(start + 1, min(start + _LONGEST_DAY, len(texts))) if texts[i] == ")"), start)
        inside = texts[start + 1 : end]
        if inside and any(w.lower() in _MONTHS or w in DAYS for w in inside) and all(w.lower() in _MONTHS or w in DAYS or w == "," or w[0].isdigit() for w in inside):
            found.update(range(start, end + 1))
    return found


def _length_of_label(texts: list[str]) -> int:
    """How many words 'Tariffs:', 'Economic and National Security:' takes before a whole sentence; what is a subject is no label."""
    colon = next((i for i, word in enumerate(texts[:_LONGEST]) if word == ":"), 0)
    before = [word for word in texts[:colon] if word[0].isalpha()]
    named = bool(before) and all(word[0].isupper() or word in _SMALL for word in before) and before[0] not in _LEADS
    after = texts[colon + 1 : colon + 3]
    whole = len(after) == 2 and after[0].isalpha() and after[0][0].isupper() and not lent_subject(after[0])
    return colon + 1 if named and whole and len(before) <= _LABEL else 0


def _is_prefix(texts: list[str], at: int) -> bool:
    """The "co" and the hyphen of "co-chaired", the "re" of "re-affirmed": the parser cuts the word in three."""
    joint = at if texts[at] in _HYPHENS else at + 1
    if not 0 < joint < len(texts) - 1 or texts[joint] not in _HYPHENS:
        return False
    prefix, verb = texts[joint - 1].lower(), texts[joint + 1].lower()
    return (prefix == "co" and verb.startswith(_TOGETHER)) or (prefix == "re" and verb.startswith(_AGAIN))


def _is_repeated(before: list[str]) -> bool:
    return len(before) == 2 and before[0] == "re" and before[1] in _HYPHENS


@cache
def _hyphened() -> frozenset[tuple[str, str]]:
    """The two halves of every listed name of a state with one hyphen: Timor, Leste."""
    names = (name for row in lexicon.states() for name in (row.label, *row.names))
    return frozenset(tuple(name.split("-")) for name in names if name.count("-") == 1 and " " not in name)  # type: ignore[misc]


def _is_second_half(texts: list[str], at: int) -> bool:
    """The hyphen and second half of "Timor-Leste", which the parser takes for two names."""
    joint = at if texts[at] in _HYPHENS else at - 1
    return 0 < joint < len(texts) - 1 and texts[joint] in _HYPHENS and (texts[joint - 1], texts[joint + 1]) in _hyphened()


def _is_excellency(texts: list[str], at: int) -> bool:
    after = texts[at + 1] if at + 1 < len(texts) else ""
    return texts[at] in _EXCELLENCY and (after == "the" or (after[:1].isupper() and not after.isupper()))


def _is_honour(texts: list[str], at: int) -> bool:
    """'The Hon. Ana Ruiz', 'the Right Honourable Ana Ruiz': what stands before the name is no name."""
    if texts[at].lower() in ("the", "right"):
        beside = [word for word in texts[at + 1 : at + 3] if word != "Right"]
        return bool(beside) and beside[0] in _HONOURS
    after = next((w for w in texts[at + 1 : at + 3] if w != "."), "")
    return texts[at] in _HONOURS and after[:1].isupper()


def _misleads(texts: list[str], at: int) -> bool:
    if _is_excellency(texts, at) or _is_honour(texts, at) or _is_prefix(texts, at) or _is_second_half(texts, at):
        return True
    if at == 0 or not texts[at - 1].isalpha():
        return False
    if texts[at] == "." and texts[at - 1] in _SHORTENED and texts[at + 1 : at + 2] and texts[at + 1][0].isupper():
        return True
    said = texts[at] == "," and texts[at - 1].lower() in _SAYING and texts[at + 1 : at + 2] and texts[at + 1][0].isalpha()
    return texts[at] in _OPENING or bool(said)


def restore(text: str, tokens: list[Token], shown: Shown, first: int, offset: int) -> list[Token]:
    """Tokens read off the words shown, with the marks left out put back as punctuation of the word they belong to, else of the one that follows."""
    if shown.words is shown.every:
        return tokens
    place = dict(enumerate(shown.kept))
    back = {first + place[t.index - first]: t for t in tokens}
    found, texts = [], [w.text for w in shown.every]
    for word in shown.every:
        index, start = first + word.i, max(0, offset + word.idx)
        span = Span(start, start + len(word.text))
        if token := back.get(index):
            if shown.words[token.index - first].text != word.text:
                token = replace(token, tag=_present(word.text)) if token.pos == "VERB" else replace(token, lemma=word.text.lower())
            again = "re" if _is_repeated([w.text.lower() for w in shown.every[max(0, word.i - 2) : word.i]]) and word.i - 1 not in place.values() else ""
            found.append(replace(token, index=index, span=span, text=span.of(text), lemma=again + token.lemma, head=first + place[token.head - first]))
        else:
            near = next((i for i in shown.kept if i > word.i), shown.kept[-1])
            if _is_second_half(texts, word.i):  # "Timor-Leste" ends with what its first half began
                near = max((i for i in shown.kept if i < word.i), default=near)
            tag = "," if word.text == "," else "``"
            found.append(
                Token(index=index, span=span, text=word.text, lemma=word.text, pos="PUNCT", tag=tag, head=first + near, relation="punct", sentence=tokens[0].sentence)
            )  # fmt: skip
    return found


def _present(form: str) -> str:
    """The tag of a verb that was shown in the past and stands in the present."""
    return "VBZ" if form.endswith("s") else "VBP"
