"""Proposes, for each word that could be a cue, every stretch that could be what is said, with the construction that gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.attribution import sources
from kg.attribution.page import MARKS, Page
from kg.attribution.sources import NOBODY, Source
from kg.extraction.tree import SUBJECTS
from kg.model import Sentence, Token
from kg.nlp import lemma

_CLAUSAL = ("ccomp", "xcomp", "advcl", "parataxis", "acl", "csubj")
_PHRASAL = ("obj", "obl", "nmod", "iobj", "advmod")
SPOKEN = frozenset(
    ["say", "tell", "add", "note", "report", "claim", "argue", "call", "plan", "write", "ask", "warn", "think", "believe", "want"]
)
_AFTERWARDS = 40  # sentences of a quotation that one cue can reach


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a cue may say, by which construction: indexes of tokens, and ``way``, the name of the construction."""

    content: tuple[int, ...]
    way: str


@dataclass(frozen=True, slots=True)
class Group:
    """All that one word may be the cue of: each content goes with each source."""

    cue: Token
    sources: tuple[Source, ...]
    contents: tuple[Candidate, ...]


def propose(page: Page) -> Iterator[Group]:
    """The groups of candidates of all words that may be a cue, in text order."""
    for token in page.tokens:
        if token.text.lower() == "according":
            source, found = _according(page, token)
            named = [source] if source[0] else []
        elif token.text == ":":
            source, found = _of_colon(page, token)
            named = [source]
        elif token.pos == "VERB" or token.tag.startswith("VB") or _looks_verbal(page, token):
            source = sources.of_verb(page, token)
            found = list(_of_verb(page, token, source))
            named = sources.options(page, token, source)
        elif token.pos in ("NOUN", "ADJ"):
            source = sources.of_noun(page, token) if token.pos == "NOUN" else sources.of_adjective(page, token)
            found = list(_of_noun(page, token, source))
            named = sources.options(page, token, source)
        else:
            continue
        first: dict[tuple[int, ...], Candidate] = {}
        for content, way in found:
            if content:
                first.setdefault(content, Candidate(content, way))
        if first and named:
            yield Group(token, tuple(named), tuple(first.values()))


def _looks_verbal(page: Page, token: Token) -> bool:
    """'CBS says that ...' is sometimes parsed as a noun: then the word before is a name and no determiner."""
    return token.pos in ("NOUN", "PROPN", "ADJ", "ADP") and lemma(token.text, "VERB") in SPOKEN and token.relation != "nmod:poss"


def _of_verb(page: Page, verb: Token, source: Source) -> Iterator[tuple[tuple[int, ...], str]]:
    tree, sentence = page.tree, page.sentence(verb)
    yield from _complements(page, verb, source)
    yield from _around(page, verb, source, sentence)
    subject = tree.children(verb, *SUBJECTS)
    if subject:
        # "She is expected to win", "he seems to know": what is said begins with the subject, and nobody is named.
        below = page.below(subject[0])
        yield _tidy(page, [*below, *(i for i in _right(page, verb) if i not in source[0])]), "subject+rest"
        yield _tidy(page, below), "subject"
        for child in tree.children(verb, "xcomp", "ccomp"):
            yield _tidy(page, [*below, *page.below(child)]), "subject+" + child.relation
    if verb.relation in ("amod", "acl", "acl:relcl") and verb.head != verb.index:
        # "the proposed tax": what is said is the noun.
        yield _tidy(page, page.phrase(tree.head(verb))), "noun-of-it"


def _complements(page: Page, verb: Token, source: Source) -> Iterator[tuple[tuple[int, ...], str]]:
    """Each dependent that can be what is said, alone and with what follows it."""
    tree, taken = page.tree, set(source[0])
    kids = [c for c in tree.children(verb, *_CLAUSAL, *_PHRASAL) if c.index not in taken]
    after = [c for c in kids if c.index > verb.index]
    end = page.sentence(verb).last
    for child in kids:
        words = [i for i in page.below(child) if i != verb.index]
        if child.relation in ("obl", "nmod"):
            if tree.case(child) == "by":
                continue
            words = words[1:] if tree.children(child, "case") and page.tokens[words[0]].relation == "case" else words
        way = child.relation + ("<" if child.index < verb.index else "")
        yield _tidy(page, words), way
        if child.index > verb.index:
            yield _tidy(page, list(range(words[0] if words else child.index, end))), way + "..."
        if child.relation in ("obj", "obl") and child.index > verb.index:
            later = [i for c in after if c.index > child.index for i in page.below(c)]
            if later:
                yield _tidy(page, [*words, *later]), way + "+"
            clauses = tree.children(child, "acl", "acl:relcl", "ccomp", "nmod")
            for clause in clauses:
                yield _tidy(page, page.below(clause)), way + "/" + clause.relation


def _around(page: Page, verb: Token, source: Source, sentence: Sentence) -> Iterator[tuple[tuple[int, ...], str]]:
    """What stands before, after and around the words of saying, and the quotations that lean on them."""
    clause = _clause(page, verb, source)
    before = list(range(sentence.first, clause[0]))
    rest = list(range(clause[1] + 1, sentence.last))
    right = [i for i in range(verb.index + 1, sentence.last) if i not in source[0]]
    comma = clause[0] > sentence.first and page.tokens[clause[0] - 1].text in (",", *MARKS, "-", "–", "—", "--", "?", "!")
    onward = _onward(page, sentence)
    backward = _backward(page, sentence)
    yield _tidy(page, right), "right"
    if comma:
        yield _tidy(page, before), "before"
        yield _tidy(page, [*before, *rest]), "both"
        if onward:
            yield _tidy(page, [*before, *onward]), "before+on"
            yield _tidy(page, [*before, *rest, *onward]), "both+on"
        if backward:
            yield _tidy(page, [*backward, *before]), "back+before"
            yield _tidy(page, [*backward, *before, *onward]), "back+before+on"
            yield _tidy(page, [*backward, *before, *rest, *onward]), "back+both+on"
    quoted = [i for i in range(sentence.first, sentence.last) if _is_quoted(page, i, verb)]
    if quoted:
        yield _tidy(page, quoted), "quoted"
        if onward and page.quote_of[quoted[-1]] >= 0:
            yield _tidy(page, [*quoted, *onward]), "quoted+on"
        late = [i for i in quoted if i > verb.index]
        if late and late != quoted:
            yield _tidy(page, late), "quoted>"
        for number in sorted({page.quote_of[i] for i in quoted if page.quote_of[i] >= 0})[:4]:
            yield _tidy(page, _with_marks(page, [i for i in quoted if page.quote_of[i] == number])), "one-quote"
    if onward and right:
        yield _tidy(page, [*right, *onward]), "right+on"
    if onward:
        yield _tidy(page, onward), "on"


def _is_quoted(page: Page, index: int, verb: Token) -> bool:
    if page.quote_of[verb.index] >= 0 and page.quote_of[index] == page.quote_of[verb.index]:
        return False
    if page.quote_of[index] >= 0:
        return True
    near = [j for j in (index - 1, index + 1) if 0 <= j < len(page.tokens)]
    return page.tokens[index].text in MARKS and any(
        page.quote_of[j] >= 0 and page.quote_of[j] != page.quote_of[verb.index] for j in near
    )


def _with_marks(page: Page, words: list[int]) -> list[int]:
    first, last = words[0], words[-1]
    if first > 0 and page.tokens[first - 1].text in MARKS:
        words = [first - 1, *words]
    if last + 1 < len(page.tokens) and page.tokens[last + 1].text in MARKS:
        words = [*words, last + 1]
    return words


def _clause(page: Page, verb: Token, source: Source) -> tuple[int, int]:
    """First and last token of the words of saying: the source, the verb, its auxiliaries, adverbs and addressee."""
    inside = [verb.index, *(i for i in source[0] if page.tokens[i].sentence == verb.sentence)]
    for child in page.tree.children(verb, "aux", "aux:pass", "advmod", "compound:prt", "iobj", "obl", "obl:unmarked", "obj"):
        if child.relation in ("obl", "obl:unmarked", "obj", "iobj", "advmod") and child.index < verb.index:
            continue
        below = page.below(child)
        if any(page.quote_of[i] >= 0 for i in below):
            continue
        inside += below
    if any(page.tokens[i].text == "," for i in range(min(inside), max(inside))) and len(inside) > 25:
        inside = [verb.index]
    return min(inside), max(inside)


def _onward(page: Page, sentence: Sentence) -> list[int]:
    """The quoted sentences that follow at once, in the same paragraph or the next one after a colon."""
    words: list[int] = []
    sentences = page.doc.sentences
    for other in sentences[sentence.index + 1 : sentence.index + 1 + _AFTERWARDS]:
        previous = sentences[other.index - 1]
        gap = page.doc.text[previous.span.end : other.span.start]
        if "\n" in gap and not _runs_on(page, previous, other):
            break
        if page.quoted_whole(other):
            words += range(other.first, other.last)
            continue
        # The quotation may end within a sentence that the splitter went on with.
        head = []
        for i in range(other.first, other.last):
            if page.quote_of[i] < 0 and page.tokens[i].text not in MARKS:
                break
            head.append(i)
        if words and len(head) > 1 and page.quote_of[head[1]] == page.quote_of[words[-2] if len(words) > 1 else words[-1]]:
            words += head
        break
    return words


def _runs_on(page: Page, previous: Sentence, other: Sentence) -> bool:
    """Whether a quotation is led over a paragraph's end: by a colon before it, or because it was left open."""
    last = page.tokens[previous.last - 1]
    if last.text == ":" or previous.span.of(page.doc.text).rstrip().endswith(":"):
        return True
    number = max((page.quote_of[i] for i in range(previous.first, previous.last)), default=-1)
    if number < 0:
        return False
    quote = page.doc.quotes[number]
    return quote.kind == "open" or quote.span.contains(other.span)


def _backward(page: Page, sentence: Sentence) -> list[int]:
    """The sentences before that lie in the quotation with which this sentence begins."""
    start = sentence.first
    number = page.quote_of[start]
    if number < 0 and start + 1 < sentence.last and page.tokens[start].text in MARKS:
        number = page.quote_of[start + 1]
    if number < 0:
        return []
    quote = page.doc.quotes[number].span
    while number > 0 and page.doc.quotes[number - 1].kind == "open":
        number -= 1
        quote = page.doc.quotes[number].span
    first = page.between(quote).start
    if first > 0 and page.tokens[first - 1].text in MARKS:
        first -= 1
    return list(range(first, start)) if first < start else []


def _right(page: Page, verb: Token) -> list[int]:
    kids = [c for c in page.tree.children(verb) if c.index > verb.index and c.relation not in ("punct", "conj", "cc", "parataxis")]
    return sorted(i for c in kids for i in page.below(c))


def _of_noun(page: Page, word: Token, source: Source) -> Iterator[tuple[tuple[int, ...], str]]:
    """The claim that, a promise to, fear of; sure that, happy about."""
    tree = page.tree
    kids = tree.children(word, "acl", "acl:relcl", "ccomp", "nmod", "xcomp", "obl", "advcl", "csubj", "appos")
    kind = "n:" if word.pos == "NOUN" else "a:"
    for child in kids:
        words = page.below(child)
        if child.relation in ("nmod", "obl") and tree.children(child, "case"):
            words = words[1:]
        yield _tidy(page, [i for i in words if i not in source[0]]), kind + child.relation
        if child.index > word.index:
            yield _tidy(page, list(range(words[0], page.sentence(word).last))) if words else (), kind + child.relation + "..."
    later = [c for c in kids if c.index > word.index and c.relation != "nmod"]
    if later and word.pos == "ADJ" and source[0]:
        # "He is likely to win": the subject belongs to what is said.
        yield _tidy(page, [*source[0], *page.below(later[0])]), "a:subject+" + later[0].relation


def _of_colon(page: Page, colon: Token) -> tuple[Source, list[tuple[tuple[int, ...], str]]]:
    """'The minister: no new talks': a name, a colon and what is said."""
    sentence = page.sentence(colon)
    before = [i for i in range(sentence.first, colon.index) if page.tokens[i].pos != "PUNCT"]
    after = list(range(colon.index + 1, sentence.last))
    onward = _onward(page, sentence)
    if not before or len(before) > 8 or any(page.tokens[i].tag in ("VBD", "VBZ", "VBP") for i in before):
        return NOBODY, []
    source: Source = (tuple(before), "colon", before[-1])
    found = [(_tidy(page, after), "colon")]
    if onward:
        found.append((_tidy(page, [*after, *onward]), "colon+on"))
    elif after and (number := page.quote_of[after[-1]]) >= 0:
        found.append((_tidy(page, [*after, *page.between(page.doc.quotes[number].span)]), "colon+quote"))
    return source, found


def _according(page: Page, word: Token) -> tuple[Source, list[tuple[tuple[int, ...], str]]]:
    """'According to the ministry, X', 'X, according to the ministry': the named phrase speaks, the rest is said."""
    tree, sentence = page.tree, page.sentence(word)
    to = word.index + 1
    if to >= sentence.last or page.tokens[to].text.lower() != "to":
        return NOBODY, []
    heads = [tree.head(word)] if word.relation == "case" else tree.children(word, "obl", "nmod", "obj", "xcomp")
    heads = [h for h in heads if h.index > to]
    heads = heads or [t for t in page.tokens[to + 1 : sentence.last] if t.pos in ("NOUN", "PROPN", "PRON")]
    if not heads:
        return NOBODY, []
    words = [i for i in page.phrase(heads[0]) if i > to]
    source: Source = (tuple(words) or (heads[0].index,), "according", heads[0].index)
    near, last = source[0][-1], max(page.below(heads[0])[-1], source[0][-1])
    before = list(range(sentence.first, word.index))
    found = []
    onward, backward = _onward(page, sentence), _backward(page, sentence)
    for end, name in ((near, "near"), (last, "far")):
        rest = list(range(end + 1, sentence.last))
        found.append((_tidy(page, [*before, *rest]), "according-both-" + name))
        found.append((_tidy(page, rest), "according-after-" + name))
        if onward or backward:
            found.append((_tidy(page, [*backward, *before, *rest, *onward]), "according-on-" + name))
    found.append((_tidy(page, before), "according-before"))
    head = tree.head(heads[0]) if heads[0].relation in ("obl", "nmod") else tree.head(word)
    gone = set(range(word.index, near + 1))
    found.append((_tidy(page, [i for i in page.below(head) if i not in gone]), "according-clause"))
    comma = max((i for i in before if page.tokens[i].text in (",", ";") and i < word.index - 1), default=-1)
    if comma >= 0:
        found.append((_tidy(page, list(range(comma + 1, word.index))), "according-comma"))
    return source, found


def _tidy(page: Page, words: list[int]) -> tuple[int, ...]:
    """Sorted, once each, without marks at the edges; a quotation keeps its own marks."""
    return tuple(page.trim(sorted(set(words))))
