"""Ends a content where its proposition ends: before what is told beside it, and behind whom it is according to."""

from __future__ import annotations

from kg.extraction.slots import trim
from kg.extraction.tree import Tree
from kg.model import Span, Token, overlapping

_RELATIVES = ("which", "whom", "where")
# "..., on dates to be agreed upon": when and where is left open, and no part of what is agreed.
_OPEN = {"date", "time", "venue", "place", "location", "day"}
_LEFT = {"agree", "decide", "determine", "set", "fix", "announce", "confirm", "convey", "arrange", "settle"}


_TALKS = {"talk", "meeting", "negotiation", "consultation", "conversation", "summit", "dialogue"}


def proposition(tree: Tree, content: Span) -> Span:
    """The content without what stands behind a comma and tells something else, and without a source in front."""
    words = tree.within(content)
    source = _source(tree, words)
    words = [t for t in words if t.index > source]
    ends = [start for t in words if (start := _beside(tree, t, words)) is not None]
    kept = [t for t in words if not ends or t.index < min(ends)]
    return (trim(tree, kept) or content) if len(kept) < len(tree.within(content)) else content


def partners(tree: Tree, verb: Token) -> list[Token]:
    """With whom something is discussed, behind what is: 'discussed the matter with Minister Paz', 'with her counterparts in Lima'."""
    things = tree.children(verb, "obj")
    near = [t for t in tree.children(verb, "obl") if things and t.index > things[0].index and tree.case(t) == "with"]
    # "Discussed the outcome of his talks with Prime Minister Lee": that one was at those talks.
    talks = [w for t in near for w in tree.tokens[verb.index + 1 : t.index] if w.lemma in _TALKS and w.pos == "NOUN" and tree.children(w, "nmod:poss", "compound")]
    near = [] if talks else near
    return [t for t in near if t.lemma.lower() == "counterpart" or ((m := tree.mentions.get(t.index)) and m.entities[0].kind == "person")]


def before(tree: Tree, content: Span, partner: Token) -> Span:
    """The content up to the 'with' of a partner: where and when follow behind it, and belong to the talk."""
    led = tree.subtree(partner)[0].index
    return (trim(tree, [t for t in tree.within(content) if t.index < led]) or content) if content.contains(partner.span) else content


def _source(tree: Tree, words: list[Token]) -> int:
    """The last word of 'According to the consulate,' where a content opens with it; -1 if it does not."""
    if not words or words[0].text.lower() != "according":
        return -1
    return max(t.index for t in tree.subtree(tree.head(words[0])))


def _beside(tree: Tree, token: Token, words: list[Token]) -> int | None:
    """Where a clause or phrase begins that ends the content behind a comma and is no part of it."""
    below = tree.subtree(token)
    first = below[0].index
    last = next((t.index for t in reversed(below) if t.pos != "PUNCT"), first)
    end = next((t.index for t in reversed(words) if t.pos != "PUNCT"), first)
    if first <= words[0].index or last < end or ("," not in (tree.tokens[first].text, tree.tokens[first - 1].text)):
        return None
    return first if _tells_on(tree, token, below, first - words[0].index) or _is_left_open(tree, token) or _is_added(tree, token) else None


def _tells_on(tree: Tree, clause: Token, below: list[Token], kept: int) -> bool:
    """'The court in Lima, which yesterday fined the crew': a relative clause of what was done tells something else where it names a day or is the shorter part.

    One of what is so describes, and one that is longer than what it stands behind is the point.
    """
    led = [t for t in below[:4] if t.text.lower() in _RELATIVES and t.index < clause.index]
    done = clause.tag == "VBD" or any(t.tag == "VBD" or t.lemma == "have" for t in tree.children(clause, "aux", "aux:pass", "cop"))
    dated = any(overlapping(tree.doc.times, t.span) for t in below)
    short = len([t for t in below if t.pos != "PUNCT"]) <= kept
    return bool(led) and clause.relation in ("acl:relcl", "advcl:relcl") and done and (dated or short or tree.accepted(clause) is not None)


def _is_added(tree: Tree, noun: Token) -> bool:
    """'Reviewed trade, in addition to discussing the raid': another act."""
    return noun.lemma == "addition" and any(t.tag == "VBG" for t in tree.children(noun, "acl"))


def _is_left_open(tree: Tree, noun: Token) -> bool:
    return noun.lemma.lower() in _OPEN and tree.case(noun) in ("on", "at", "in") and any(t.lemma in _LEFT and t.tag == "VBN" for t in tree.children(noun, "acl"))
