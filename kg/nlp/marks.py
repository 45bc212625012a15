"""Keeps from the parser the marks that mislead it: a quotation opened in mid-clause, a comma between 'saying' and what is said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import Span, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc as Words

_OPENING = ("“", '"')
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
    kept = tuple(i for i in range(len(texts)) if not _misleads(texts, i))
    if len(kept) in (0, len(texts)):
        return Shown(every, every, tuple(range(len(texts))))
    words = Doc(every.vocab, words=[texts[i] for i in kept], spaces=[bool(every[i].whitespace_) for i in kept])
    return Shown(words, every, kept)


def _misleads(texts: list[str], at: int) -> bool:
    if at == 0 or not texts[at - 1].isalpha():
        return False
    said = texts[at] == "," and texts[at - 1].lower() in _SAYING and texts[at + 1 : at + 2] and texts[at + 1][0].isalpha()
    return texts[at] in _OPENING or bool(said)


def restore(text: str, tokens: list[Token], shown: Shown, first: int, offset: int) -> list[Token]:
    """Tokens read off the words shown, with the marks left out put back as punctuation of the word that follows them."""
    if shown.words is shown.every:
        return tokens
    place = dict(enumerate(shown.kept))
    back = {first + place[t.index - first]: t for t in tokens}
    found = []
    for word in shown.every:
        index, start = first + word.i, max(0, offset + word.idx)
        span = Span(start, start + len(word.text))
        if token := back.get(index):
            if shown.words[token.index - first].text != word.text:
                token = replace(token, tag=_present(word.text)) if token.pos == "VERB" else replace(token, lemma=word.text.lower())
            found.append(replace(token, index=index, span=span, text=span.of(text), head=first + place[token.head - first]))
        else:
            near = next((i for i in shown.kept if i > word.i), shown.kept[-1])
            tag = "," if word.text == "," else "``"
            found.append(
                Token(index=index, span=span, text=word.text, lemma=word.text, pos="PUNCT", tag=tag, head=first + near, relation="punct", sentence=tokens[0].sentence)
            )  # fmt: skip
    return found


def _present(form: str) -> str:
    """The tag of a verb that was shown in the past and stands in the present."""
    return "VBZ" if form.endswith("s") else "VBP"
