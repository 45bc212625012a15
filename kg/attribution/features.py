"""What speaks for and against a candidate, as named features: of the cue, of the content, of the source, and of both together."""

from __future__ import annotations

from dataclasses import dataclass

from kg.attribution.candidates import Candidate, Group
from kg.attribution.cues import class_of
from kg.attribution.page import MARKS, Page
from kg.attribution.sources import Source, passive
from kg.model import Token
from kg.nlp import lemma as base_form

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SIGNS = frozenset(
    [
        ",",
        ":",
        ".",
        ";",
        "(",
        ")",
        "-",
        "–",
        "—",
        "--",
        "that",
        "to",
        "for",
        "of",
        "about",
        "on",
        "with",
        "by",
        "in",
        "as",
        "if",
        "and",
    ]
)
_MARK_WORDS = frozenset(["that", "to", "if", "whether", "what", "how", "why", "who", "where", "when", "which", "for", "it", "as"])


@dataclass(frozen=True, slots=True)
class Described:
    """The features of a group: shared by all, by content, by source; ``both`` is called for pairs."""

    cue: tuple[str, ...]
    contents: tuple[tuple[str, ...], ...]
    sources: tuple[tuple[str, ...], ...]
    pairs: tuple[tuple[tuple[str, ...], ...], ...]


def describe(page: Page, group: Group) -> Described:
    """The features of a group; ``pairs[i][j]`` belongs to content i with source j."""
    word = Word(page, group.cue)
    return Described(
        cue=_of_cue(page, word),
        contents=tuple(_of_content(page, word, c) for c in group.contents),
        sources=tuple(_of_source(page, word, s) for s in group.sources),
        pairs=tuple(tuple(_of_pair(page, word, c, s) for s in group.sources) for c in group.contents),
    )


class Word:
    """A cue word with what several features ask of it."""

    def __init__(self, page: Page, cue: Token) -> None:
        verbal = cue.pos in ("VERB", "AUX") or cue.tag.startswith("VB")
        self.token = cue
        self.pos = "VERB" if verbal else cue.pos
        self.lemma = cue.lemma.lower() if not verbal or cue.pos == "VERB" else base_form(cue.text, "VERB")
        if cue.pos == "PROPN":
            self.lemma = "name"
        self.kind = class_of(self.lemma, self.pos)
        self.key = f"{self.lemma}|{self.pos}"
        self.passive = verbal and passive(page, cue)
        self.voice = "pass" if self.passive else cue.tag


def _of_cue(page: Page, word: Word) -> tuple[str, ...]:
    cue, tree, tokens = word.token, page.tree, page.tokens
    sentence = page.sentence(cue)
    kids = {c.relation for c in tree.children(cue)}
    shape = "".join(k[0] if k in kids else "-" for k in ("obj", "ccomp", "xcomp", "iobj", "advcl", "mark"))
    head = tree.head(cue)
    over = head.lemma.lower() if cue.relation in ("xcomp", "ccomp", "advcl") and head.pos in ("VERB", "ADJ") else "-"
    helpers = "+".join(sorted(a for a in tree.auxiliaries(cue) if a in _HELPERS))
    negated = any(c.lemma.lower() in ("not", "never", "n't", "n’t", "no") for c in tree.children(cue))
    quoted = page.quote_of[cue.index] >= 0
    found = [
        "bias",
        f"L={word.key}",
        f"K={word.kind}",
        f"L,voice={word.key},{word.voice}",
        f"voice={word.voice},{word.kind}",
        f"relation={cue.relation}",
        f"K,relation={word.kind},{cue.relation}",
        f"shape={shape}",
        f"K,shape={word.kind},{shape}",
        f"over={over}",
        f"helpers={helpers}",
        f"K,helpers={word.kind},{helpers}",
        f"negated={negated}",
        f"quoted={quoted}",
        f"K,quoted={word.kind},{quoted}",
        f"block={sentence.block}",
        f"prev={_sign(page, cue.index - 1)}",
        f"next={_sign(page, cue.index + 1)}",
        f"L,next={word.key},{_sign(page, cue.index + 1)}",
        f"in-sentence-quotes={any(page.quote_of[i] >= 0 for i in range(sentence.first, sentence.last))}",
    ]
    if cue.relation == "xcomp":
        found.append(f"xcomp-of={over}")
    if cue.index > sentence.first:
        found.append(f"prev-pos={tokens[cue.index - 1].pos}")
    if cue.index + 1 < sentence.last:
        found.append(f"next-pos={tokens[cue.index + 1].pos}")
    return tuple(found)


_HELPERS = frozenset(["will", "would", "can", "could", "may", "might", "must", "should", "have", "do", "be", "shall"])


def _sign(page: Page, index: int) -> str:
    if not 0 <= index < len(page.tokens):
        return "edge"
    text = page.tokens[index].text.lower()
    return "mark" if text in MARKS else text if text in _SIGNS else "other"


def _of_content(page: Page, word: Word, candidate: Candidate) -> tuple[str, ...]:
    content, way, cue, tokens = candidate.content, candidate.way, word.token, page.tokens
    first, last, size = content[0], content[-1], len(content)
    sentence = page.sentence(cue)
    opening = tokens[first].text.lower()
    opens = "mark" if opening in MARKS else opening if opening in _MARK_WORDS else tokens[first].pos
    inside = sum(page.quote_of[i] >= 0 or tokens[i].text in MARKS for i in content)
    quoted = "no" if not inside else "all" if inside >= size - 1 else "some"
    cut = any(0 <= i < len(tokens) and page.quote_of[i] >= 0 and page.quote_of[i] == page.quote_of[j]
              for i, j in ((first - 1, first), (last + 1, last)))  # fmt: skip
    pieces = 1 + sum(b - a > 1 for a, b in zip(content, content[1:], strict=False))
    finite = any(tokens[i].tag in _FINITE for i in content)
    length = next((str(n) for n in (1, 2, 3, 5, 8, 12, 20, 40, 80) if size <= n), "more")
    place = "before" if last < cue.index else "after" if first > cue.index else "around"
    gap = min(max(first - cue.index, cue.index - last), 4) if place != "around" else -1
    ends = "sentence" if last >= sentence.last - 2 else _sign(page, last + 1)
    spoken = sum(class_of(tokens[i].lemma, "VERB") == "say" for i in content if tokens[i].pos == "VERB" and page.quote_of[i] < 0)
    other = "cue-inside" if cue.index in content else ""
    return (
        f"W={way}",
        f"L,W={word.key},{way}",
        f"K,W={word.kind},{way}",
        f"voice,W={word.voice},{way}",
        f"relation,W={word.token.relation},{way}",
        f"opens={opens}",
        f"W,opens={way},{opens}",
        f"L,opens={word.key},{opens}",
        f"K,opens={word.kind},{opens},{place}",
        f"quotes={quoted},{cut}",
        f"W,quotes={way},{quoted},{cut}",
        f"K,quotes={word.kind},{quoted},{place}",
        f"L,quotes={word.key},{quoted},{place}",
        f"finite={finite},{quoted}",
        f"W,finite={way},{finite}",
        f"K,finite={word.kind},{finite}",
        f"length={length}",
        f"W,length={way},{length}",
        f"K,length={word.kind},{length}",
        f"place={place},{gap}",
        f"W,gap={way},{gap}",
        f"gap-opens={gap},{opens},{place}",
        f"ends={ends}",
        f"W,ends={way},{ends}",
        f"K,ends={word.kind},{ends},{place}",
        f"pieces={min(pieces, 4)}",
        f"W,pieces={way},{min(pieces, 4)}",
        f"spoken={min(spoken, 2)},{place}",
        f"before={_sign(page, first - 1)}",
        f"W,before={way},{_sign(page, first - 1)}",
        f"L,before={word.key},{_sign(page, first - 1)}",
        f"next,W={_sign(page, cue.index + 1)},{way}",
        f"prev,W={_sign(page, cue.index - 1)},{way}",
        f"holds={other}",
        f"boundary={_boundary(page, last)}",
        f"W,boundary={way},{_boundary(page, last)}",
    )


def _boundary(page: Page, last: int) -> str:
    """What kind of word comes right after a content in its own sentence."""
    if last + 1 >= len(page.tokens) or page.tokens[last + 1].sentence != page.tokens[last].sentence:
        return "end"
    token = page.tokens[last + 1]
    return token.text if token.pos == "PUNCT" and token.text in _SIGNS else token.pos


def _of_source(page: Page, word: Word, source: Source) -> tuple[str, ...]:
    words, how, head = source
    if head < 0:
        return ("S=none", f"S=none,{word.key}", f"S=none,{word.kind},{word.voice}", f"S=none,{word.token.relation}")
    token, cue = page.tokens[head], word.token
    common = token.lemma.lower() if token.pos in ("NOUN", "PRON", "DET") else token.pos
    named = page.named.get(head, "-")
    far = next((str(n) for n in (1, 2, 3, 5, 10, 20) if abs(head - cue.index) <= n), "more")
    side = "left" if head < cue.index else "right"
    split = any(
        page.tokens[i].pos == "VERB" and page.tokens[i].tag in _FINITE
        for i in range(min(head, cue.index) + 1, max(head, cue.index))
    )
    same = page.quote_of[head] == page.quote_of[cue.index]
    return (
        f"S={how}",
        f"S,pos={how},{token.pos}",
        f"S,relation={how},{token.relation}",
        f"S,head={common}",
        f"S,L={word.key},{token.pos}",
        f"S,how,L={word.key},{how}",
        f"S,K={word.kind},{how}",
        f"S,K,head={word.kind},{common}",
        f"S,voice={word.voice},{how}",
        f"S,cue-relation={word.token.relation},{how}",
        f"S,named={named},{word.kind}",
        f"S,far={far},{side}",
        f"S,far,how={far},{how}",
        f"S,split={split},{how}",
        f"S,same={same}",
        f"S,near={how},{_sign(page, cue.index - 1)}",
        f"S,size={min(len(words), 6)}",
    )


def _of_pair(page: Page, word: Word, candidate: Candidate, source: Source) -> tuple[str, ...]:
    _words, how, head = source
    way, content = candidate.way, candidate.content
    where = "none"
    if head >= 0:
        where = "inside" if head in content else "before" if head < content[0] else "after" if head > content[-1] else "between"
    order = "SCT" if head < word.token.index < content[0] else "TSC" if content[-1] < head < word.token.index else "TCS"
    order = order if head >= 0 and where in ("before", "after") else where
    return (
        f"P={way},{how}",
        f"P,voice={way},{how},{word.passive}",
        f"P,where={where}",
        f"P,where,how={where},{how}",
        f"P,order={order},{word.kind}",
        f"P,L,where={word.key},{where}",
    )
