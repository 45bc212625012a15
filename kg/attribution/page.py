"""A parsed Doc as attribution looks at it: which words stand in which quotation, and where a phrase begins and ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from kg.extraction.tree import Tree
from kg.model import Doc, Sentence, Span, Token

OPENING = frozenset(["“", '"', "''", "``", "«", "‘‘", "‘", "(", "["])
MARKS = frozenset(["“", "”", '"', "''", "``", "«", "»", "‘‘", "’’"])
_EDGE = frozenset([",", ";", ":", ".", "-", "–", "—", "--", "...", "…"])


class Page:
    """Look-ups over the tokens of one Doc; built once, changes nothing."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tree = Tree(doc)
        self.tokens = doc.tokens

    @cached_property
    def quote_of(self) -> list[int]:
        """For each token the number of the quotation that it lies in, or -1."""
        numbers, at = [-1] * len(self.tokens), 0
        quotes = self.doc.quotes
        for token in self.tokens:
            while at < len(quotes) and quotes[at].span.end <= token.span.start:
                at += 1
            if at < len(quotes) and quotes[at].span.start <= token.span.start:
                numbers[token.index] = at
        return numbers

    @cached_property
    def _starts(self) -> list[int]:
        return [t.span.start for t in self.tokens]

    @cached_property
    def named(self) -> dict[int, str]:
        """For each token inside a name that the tagger saw: person, organization or place."""
        found: dict[int, str] = {}
        for mention in self.doc.mentions:
            for i in self.between(mention.span):
                found.setdefault(i, mention.entities[0].kind)
        return found

    def between(self, span: Span) -> range:
        """The indexes of the tokens that begin in a span."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def sentence(self, token: Token) -> Sentence:
        """The sentence of a token."""
        return self.doc.sentences[token.sentence]

    def below(self, token: Token) -> list[int]:
        """The indexes of a token and all that hangs on it."""
        return [t.index for t in self.tree.subtree(token)]

    def quoted_whole(self, sentence: Sentence) -> bool:
        """Whether a sentence lies in a quotation from its first word to its last."""
        words = [i for i in range(sentence.first, sentence.last) if self.tokens[i].pos != "PUNCT"]
        return bool(words) and all(self.quote_of[i] >= 0 for i in words)

    def phrase(self, head: Token) -> list[int]:
        """The words of a noun phrase without clauses that hang on it, without marks at its edges, in one piece."""
        kept = [head.index]
        for child in self.tree.children(head):
            if child.relation in ("acl", "acl:relcl", "parataxis", "punct", "cop", "nsubj", "aux", "case", "mark", "cc"):
                continue
            if child.relation in ("ccomp", "advcl", "csubj", "advmod") and child.index > head.index:
                continue
            kept += self.below(child)
        kept.sort()
        left = right = kept.index(head.index)
        while left > 0 and kept[left] - kept[left - 1] <= 2:
            left -= 1
        while right + 1 < len(kept) and kept[right + 1] - kept[right] <= 2:
            right += 1
        return self.trim(list(range(kept[left], kept[right] + 1)))

    def trim(self, words: list[int]) -> list[int]:
        """Without stops, commas and dashes at both ends."""
        start, end = 0, len(words)
        while start < end and self.tokens[words[start]].text in _EDGE:
            start += 1
        while end > start and self.tokens[words[end - 1]].text in _EDGE:
            end -= 1
        return words[start:end]

    def spans(self, words: Iterable[int]) -> tuple[Span, ...]:
        """The stretches of text that word indexes cover; neighbours in one sentence or one quotation become one stretch."""
        found: list[list[int]] = []
        for i in words:
            if found and i == found[-1][1] + 1:
                found[-1][1] = i
            else:
                found.append([i, i])
        tokens = self.tokens
        return tuple(Span(tokens[a].span.start, tokens[b].span.end) for a, b in found)
