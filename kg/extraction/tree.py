"""The dependency tree of a Doc as the questions that rules ask of it: children, stretches, subjects, complements."""

from __future__ import annotations

from functools import cached_property

from kg.extraction.speakers import names_speakers
from kg.model import Doc, Entity, Mention, Sentence, Span, Token, overlapping, within

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
OBJECTS = ("obj", "iobj")
OBLIQUES = ("obl", "obl:agent", "nmod", "advcl", "xcomp", "obl:unmarked", "acl", "ccomp")


class Tree:
    """Navigation over ``doc.tokens``; built once per Doc, changes nothing."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = doc.tokens

    @cached_property
    def _children(self) -> list[list[Token]]:
        rows: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                rows[token.head].append(token)
        return rows

    @cached_property
    def of_lemma(self) -> dict[str, list[Token]]:
        """Lemma -> its tokens in text order."""
        found: dict[str, list[Token]] = {}
        for token in self.tokens:
            found.setdefault(token.lemma, []).append(token)
        return found

    @cached_property
    def mentions(self) -> dict[int, Mention]:
        """Token index -> the mention that covers it, in one pass over both in text order."""
        found: dict[int, Mention] = {}
        at = 0
        rows = sorted((m for m in self.doc.mentions if m.form != "tagged"), key=lambda m: m.span)
        for token in self.tokens:
            while at < len(rows) and rows[at].span.end <= token.span.start:
                at += 1
            if at < len(rows) and rows[at].span.overlaps(token.span):
                found[token.index] = rows[at]
        return found

    def within(self, span: Span) -> list[Token]:
        """The tokens that lie wholly inside a stretch of text."""
        return within(self.tokens, span)

    def is_quoted(self, span: Span) -> bool:
        """Whether a stretch shares a character with words in quotation marks."""
        return bool(overlapping(self.doc.quotes, span))

    def words_of(self, token: Token) -> tuple[Token, ...]:
        """The tokens of the sentence that holds the token."""
        sentence = self.sentence(token)
        return self.tokens[sentence.first : sentence.last]

    def children(self, token: Token, *relations: str) -> list[Token]:
        """Dependents in text order; only those of the given relations, if any are given."""
        rows = self._children[token.index]
        return [t for t in rows if t.relation in relations] if relations else rows

    def head(self, token: Token) -> Token:
        """The governor; a root governs itself."""
        return self.tokens[token.head]

    def subtree(self, token: Token) -> list[Token]:
        """The token and all below it, in text order."""
        found, todo = [], [token]
        while todo:
            here = todo.pop()
            found.append(here)
            todo += self._children[here.index]
        return sorted(found, key=lambda t: t.index)

    def span(self, tokens: list[Token]) -> Span:
        """From the first to the last token's characters."""
        return Span(tokens[0].span.start, tokens[-1].span.end)

    def sentence(self, token: Token) -> Sentence:
        """The sentence that holds the token."""
        return self.doc.sentences[token.sentence]

    def root_of(self, sentence: Sentence) -> Token | None:
        """The word that governs itself in a sentence, and so all others."""
        return next((t for t in self.tokens[sentence.first : sentence.last] if t.head == t.index), None)

    def voice(self, token: Token) -> tuple[Entity, ...]:
        """Who says "we" where the token stands, or who is named as the source of its sentence: 'according to Minister Paz'."""
        source = self._sources.get(token.sentence)
        return self.doc.voice_at(token.span.start) if source is None else source

    @cached_property
    def _sources(self) -> dict[int, tuple[Entity, ...]]:
        """Sentence -> who is said to be its source; empty for one without a name. A treaty or a plan is no such source."""
        found: dict[int, tuple[Entity, ...]] = {}
        for token in self.tokens:
            head = self.head(token)
            if token.text.lower() == "according" and token.relation == "case":
                mention = self.mentions.get(head.index)
                if mention is not None and mention.form != "demonym":
                    found[token.sentence] = mention.entities
                elif names_speakers(head.lemma.lower()):
                    found[token.sentence] = ()
        return found

    def case(self, token: Token) -> str:
        """The preposition or mark in front of a phrase, lower case; empty if none."""
        marks = [t for t in self.children(token, "case", "mark") if t.index < token.index]
        return marks[0].text.lower() if marks else ""

    def conjuncts(self, token: Token) -> list[Token]:
        """The token and what is coordinated with it."""
        found = [token]
        for child in self.children(token, "conj"):
            found += self.conjuncts(child)
        return found

    def is_passive(self, verb: Token) -> bool:
        """Whether the verb is in the passive voice."""
        return any(t.relation in ("aux:pass", "nsubj:pass") for t in self.children(verb))

    def auxiliaries(self, verb: Token) -> list[str]:
        """Lemmas of the verb's auxiliaries, lower case."""
        return [t.lemma.lower() for t in self.children(verb, "aux", "aux:pass", "cop")]

    def subject(self, verb: Token) -> Token | None:
        """The subject: own, or that of the verb it is coordinated with, controlled by or attached to."""
        seen: set[int] = set()
        here = verb
        while here.index not in seen:
            seen.add(here.index)
            own = [t for t in self.children(here, *SUBJECTS) if t.relation != "nsubj:pass" or here is verb]
            own = own or self.children(here, *SUBJECTS)
            own = [t for t in own if here.tag != "VBG" or t.index < here.index]  # "Noting the steps they took, ..."
            if own:
                relative = own[0].lemma.lower() in ("who", "which", "that") and here.relation == "acl:relcl"
                return self.head(here) if relative else own[0]
            if here.relation == "acl" and ((here.tag == "VB" and self.head(here).relation == "obj") or self.head(here).lemma == "addition"):
                here = self.head(self.head(here))  # "used the opportunity to present", "in addition to presenting": who used it presents
                continue
            if here.relation in ("acl", "acl:relcl"):
                return self.head(here)
            if here.relation in ("conj", "xcomp", "advcl", "ccomp", "parataxis") and here.head != here.index:
                here = self.head(here)
            else:
                return None
        return None

    def accepted(self, verb: Token) -> Token | None:
        """The verb or noun of the invitation that 'which was accepted' behind it goes on about."""
        which = any(t.text.lower() == "which" for t in self.children(verb, "nsubj:pass"))
        if verb.lemma != "accept" or not which:
            return None
        before = self.tokens[self.sentence(verb).first : verb.index]
        return next((t for t in reversed(before) if t.lemma in ("invite", "invitation")), None)
