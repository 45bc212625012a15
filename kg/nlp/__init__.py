"""Splits, tags and parses a Doc with the pipeline that ships with the package; one function, nothing downloaded."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.model import Doc, Entity, Mention, Sentence, Span, Token
from kg.nlp.marks import Shown, restore, show
from kg.nlp.openings import lent_subject
from kg.nlp.present import in_past, is_finite
from kg.nlp.quotes import find_quotes
from kg.nlp.repair import repair
from kg.nlp.sentences import split, without_mark
from kg.nlp.trees import grow

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as Words

_PARSED = ("headline", "subhead", "paragraph", "item", "quote")
_KINDS = {"PER": "person", "PERSON": "person", "ORG": "organization", "LOC": "place", "GPE": "place"}
_NAMES = ("models", "en_names")
_LONGEST = 10_000_000  # letters: more than any reader lets through
# The tokenizer goes through a word once for each mark that it takes off.
_UNSPACED, _CUT = re.compile(r"\S{301,}"), 300


@cache
def _pipeline() -> Language:
    """The tokenizer and the tagger of names."""
    import spacy

    loaded = spacy.load(resources.data(*_NAMES))
    loaded.max_length = _LONGEST
    return loaded


@cache
def _exceptions() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resources.data("cues", "lemma_exceptions.json").read_text(encoding="utf-8"))
    return loaded


@cache
def model_digest() -> str:
    """SHA-256 over the files of the shipped models, names and bytes in order of name."""
    digest = hashlib.sha256()
    folder = resources.data("models")
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def lemma(word: str, pos: str) -> str:
    """The base form of a word of a Universal part of speech, lower case but for names."""
    if pos == "PROPN":
        return word
    known = _exceptions().get(f"{word.lower()}|{pos}") or _exceptions().get(pos, {}).get(word.lower())
    if isinstance(known, str):
        return known
    from lemminflect import getLemma

    found = getLemma(word.lower(), upos=pos) if pos in ("VERB", "AUX", "NOUN", "ADJ", "ADV") else ()
    return str(found[0]) if found else word.lower()


def parse(doc: Doc) -> Doc:
    """Add ``sentences``, ``tokens`` and ``quotes``, and the names that the tagger sees as mentions of form "tagged"."""
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    tagged: list[Mention] = []
    pieces = [(span, b.kind) for b in doc.blocks if b.kind in _PARSED for span in split(doc.text, without_mark(doc.text, b))]
    lent = [lent_subject(span.of(doc.text)) if kind in ("paragraph", "item") else "" for span, kind in pieces]
    shown = _prepared(doc.text, [s for s, _ in pieces], lent)
    shown, parsed = _parsed(shown)
    for (span, kind), pronoun, told, words in zip(pieces, lent, shown, parsed, strict=True):
        first, index, skip = len(tokens), len(sentences), words.user_data["lent"]
        offset = span.start - len(pronoun)
        read = [_token(doc.text, t, offset, first - skip, index) for t in words]
        tokens += repair(restore(doc.text, read, told, first - skip, offset)[skip:])
        sentences.append(Sentence(index=index, span=span, first=first, last=len(tokens), block=kind))
        for ent in words.ents:
            if ent.label_ in _KINDS and ent.start >= skip:
                ends = [first - skip + told.kept[i] for i in (ent.start, ent.end - 1)]
                where = Span(tokens[ends[0]].span.start, tokens[ends[1]].span.end)
                entity = Entity(id="tagged", kind=_KINDS[ent.label_], label=where.of(doc.text).replace("\n", " "))
                tagged.append(Mention(span=where, form="tagged", entities=(entity,)))
    return replace(doc, sentences=tuple(sentences), tokens=tuple(tokens), mentions=tuple(tagged), quotes=find_quotes(doc.text))


def _parsed(shown: list[Shown]) -> tuple[list[Shown], list[Words]]:
    """What the parser was shown and made of it; a sentence without a finite verb is shown again in the past tense."""
    parsed = _analysed([s.words for s in shown])
    again = {at: past for at, (told, words) in enumerate(zip(shown, parsed, strict=True)) if (past := in_past(told, words))}
    for at, words in zip(again, _analysed([s.words for s in again.values()]), strict=True):
        if is_finite(words):
            shown[at], parsed[at] = again[at], words
    return shown, parsed


def _analysed(sentences: list[Words]) -> list[Words]:
    """The names that the tagger sees, and of each sentence its tree."""
    found = list(_pipeline().pipe(sentences, batch_size=64))
    for words in found:
        grow(words)
    return found


def _prepared(text: str, spans: list[Span], lent: list[str]) -> list[Shown]:
    """One spaCy document a sentence, so that the parser cannot join or cut sentences: without marks that mislead, with the subject lent."""
    made = []
    for span, pronoun in zip(spans, lent, strict=True):
        words = span.of(text).replace("\n", " ").replace("\xa0", " ")
        shown = show(_words(pronoun + words[0].lower() + words[1:] if pronoun else words))
        shown.words.user_data["lent"] = 1 if pronoun else 0
        made.append(shown)
    return made


def _words(text: str) -> Words:
    """The tokens of a sentence; what stands without a blank for long is cut."""
    cuts = [at for m in _UNSPACED.finditer(text) for at in range(m.start() + _CUT, m.end(), _CUT)]
    pieces = [_pipeline().make_doc(text[start:end]) for start, end in pairwise([0, *cuts, len(text)])]
    return pieces[0] if len(pieces) == 1 else type(pieces[0]).from_docs(pieces, ensure_whitespace=False)


def _token(text: str, token: Any, offset: int, first: int, sentence: int) -> Token:
    """A token of the parser in the Doc: ``first`` is the index that the parser's first token has there."""
    start = max(0, offset + token.idx)  # a lent word is dropped again
    lost = token.head.i < token.doc.user_data["lent"]
    return Token(
        index=first + token.i,
        span=Span(start, start + len(token.text)),
        text=text[start : start + len(token.text)],
        lemma=lemma(token.text, token.pos_),
        pos=token.pos_,
        tag=token.tag_,
        head=first + (token.i if lost else token.head.i),
        relation="ROOT" if lost else token.dep_,
        sentence=sentence,
    )
