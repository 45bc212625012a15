"""Who speaks, by clause structure: the words that name the source of a cue, and how they were found."""

from __future__ import annotations

from kg.attribution.page import Page
from kg.extraction.tree import SUBJECTS
from kg.model import Token

Source = tuple[tuple[int, ...], str, int]  # indexes of its words, how it was found, index of its head (-1: none)

NOBODY: Source = ((), "none", -1)
_RELATIVE = ("who", "which", "that", "whom")
_UP = ("conj", "xcomp", "advcl", "ccomp", "parataxis")
_NOMINAL = ("NOUN", "PROPN", "PRON")


def of_verb(page: Page, verb: Token) -> Source:
    """The subject of a verb: its own, of the verb it leans on, or the noun that it is said of; the agent of a passive."""
    tree = page.tree
    if passive(page, verb):
        return _agent(page, verb)
    here, path = verb, "own"
    for _ in range(8):
        own = [t for t in tree.children(here, *SUBJECTS) if here is verb or t.relation != "csubj"]
        if own:
            return _named(page, own[0], here, path)
        if here.relation in ("acl", "acl:relcl"):
            return tuple(page.phrase(tree.head(here))), path + "-acl", here.head
        if here.relation not in _UP or here.head == here.index:
            break
        path = here.relation if path == "own" else "far"
        above = tree.head(here)
        if passive(page, above) and path == "advcl":
            break
        here = above
    return NOBODY


def passive(page: Page, verb: Token) -> bool:
    """Whether a verb stands in the passive voice, or is a participle that somebody else acts on."""
    return page.tree.is_passive(verb) or (verb.tag == "VBN" and verb.relation in ("acl", "advcl"))


def _agent(page: Page, verb: Token) -> Source:
    for child in page.tree.children(verb, "obl", "obl:agent", "nmod"):
        if page.tree.case(child) == "by":
            return tuple(page.phrase(child)), "by", child.index
    return NOBODY


def _named(page: Page, subject: Token, verb: Token, path: str) -> Source:
    if subject.lemma.lower() in _RELATIVE and verb.relation == "acl:relcl":
        head = page.tree.head(verb)
        words = sorted({*page.phrase(head), subject.index})
        return tuple(words), path + "-rel", head.index
    return tuple(page.phrase(subject)) or (subject.index,), path, subject.index


def options(page: Page, cue: Token, first: Source) -> list[Source]:
    """The source that the clause gives, then what a wrong parse may hide, then nobody; each head once."""
    found = [first, _nearest(page, cue), _following(page, cue), _leading(page, cue), NOBODY]
    heads: set[int] = set()
    kept = []
    for source in found:
        if source is not None and source[2] not in heads and (source[0] or source[2] < 0):
            heads.add(source[2])
            kept.append(source)
    return kept


def _nearest(page: Page, cue: Token) -> Source | None:
    """The nearest name, noun or pronoun on the left that no preposition governs."""
    sentence = page.sentence(cue)
    for i in range(cue.index - 1, max(sentence.first, cue.index - 12) - 1, -1):
        token = page.tokens[i]
        if token.pos in _NOMINAL or (token.pos in ("DET", "NUM") and token.relation in SUBJECTS):
            inner = token.relation in ("compound", "flat", "nmod:poss", "nmod", "obl", "flat:name", "appos")
            if not inner and page.quote_of[i] == page.quote_of[cue.index]:
                return tuple(page.phrase(token)) or (i,), "left", i
    return None


def _following(page: Page, cue: Token) -> Source | None:
    """The name or noun right after a cue: 'said the envoy'."""
    sentence = page.sentence(cue)
    for i in range(cue.index + 1, min(sentence.last, cue.index + 5)):
        token = page.tokens[i]
        if token.pos in _NOMINAL and token.relation not in ("compound", "flat", "nmod:poss", "flat:name"):
            return tuple(page.phrase(token)) or (i,), "right", i
        if token.pos not in ("DET", "ADJ", "NOUN", "PROPN"):
            break
    return None


def _leading(page: Page, cue: Token) -> Source | None:
    """The first name, noun or pronoun of the sentence that stands free."""
    sentence = page.sentence(cue)
    for i in range(sentence.first, cue.index):
        token = page.tokens[i]
        free = token.relation in (*SUBJECTS, "root", "ROOT", "parataxis", "dislocated", "dep")
        if free and (token.pos in _NOMINAL or token.relation in SUBJECTS) and page.quote_of[i] == page.quote_of[cue.index]:
            return tuple(page.phrase(token)) or (i,), "lead", i
    return None


def of_noun(page: Page, noun: Token) -> Source:
    """Whose claim, promise or fear: the possessor, the giver after 'of', 'by' or 'from', else the subject of its verb."""
    tree = page.tree
    for child in tree.children(noun, "nmod:poss", "nmod"):
        if child.relation == "nmod:poss" or tree.case(child) in ("by", "from", "among"):
            return tuple(page.phrase(child)), child.relation, child.index
    head = tree.head(noun)
    if noun.relation in ("obj", "obl") and head.pos == "VERB":
        words, _, index = of_verb(page, head)
        return words, "light", index
    return NOBODY


def of_adjective(page: Page, adjective: Token) -> Source:
    """Who is sure, happy or afraid: the subject of the copula, or the noun that the adjective stands beside."""
    own = page.tree.children(adjective, *SUBJECTS)
    if own:
        return _named(page, own[0], adjective, "own")
    if adjective.relation in ("acl", "amod", "appos", *_UP) and adjective.head != adjective.index:
        head = page.tree.head(adjective)
        if head.pos in _NOMINAL:
            return tuple(page.phrase(head)), "acl", head.index
        if head.pos in ("VERB", "ADJ"):
            words, path, index = of_verb(page, head)
            return words, "up-" + path, index
    return NOBODY
