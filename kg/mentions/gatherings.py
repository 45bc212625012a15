"""Tells which body's gathering gives out a communique, and what stands for the body in it: "Summit", "Heads of Government", "the Authority"."""

from __future__ import annotations

import re

from kg.model import Doc, Entity, Mention, Span, Token
from kg.parties import listing_of

_PAPER = re.compile(r"\b(?:communiqu[ée]|declaration|resolution|decisions?|conclusions|outcome (?:document|statement))\b", re.IGNORECASE)
_GATHERING = r"(?:summit|conference|meeting|session|authority|council|committee|assembly|forum|heads of (?:state|government)|ministers|leaders)"
_OF_BODY = re.compile(rf"\b{_GATHERING}(?: (?!\b(?:in|on|with|at)\b)[\w’'()-]+){{0,8}}? (?:of )?(?:the )?$", re.IGNORECASE)
_BODYS = re.compile(rf"(?: ?\([A-Z]{{2,8}}\))?(?:[’']s?)? (?!and\b|with\b)(?:[\w’'-]+ ){{0,3}}?{_GATHERING}\b", re.IGNORECASE)
_ITSELF = re.compile(rf".*\b{_GATHERING}", re.IGNORECASE)
_JOINED = re.compile(r"[-–—/]$|(?:\band|\bwith)(?: the)? $")
_TITLE = 300
_REACH = 100


def gathered(doc: Doc) -> Entity | None:
    """The one body of states whose summit, council or meeting a communique or declaration is of; None where there are other sides to it."""
    head = [b.span for b in doc.blocks if b.kind in ("headline", "subhead")][:3]
    if not any(_PAPER.search(doc.text, s.start, s.end) for s in head if s.start < _TITLE):
        return None
    body = next((s.span for s in doc.sentences if s.block in ("paragraph", "item")), None)
    spans = [s for s in head if body is None or s.start < body.start] + ([body] if body else [])
    found: dict[Entity, bool] = {}
    for mention in doc.mentions:
        within = next((s for s in spans if s.contains(mention.span)), None)
        row = listing_of(mention.entities[0]) if within and mention.form == "name" and mention.entities[0].kind == "organization" else None
        if within is None or row is None or not row.members or row.kind == "integration_organization":
            continue
        before = doc.text[max(within.start, mention.span.start - _REACH) : mention.span.start]
        after = doc.text[mention.span.end : mention.span.end + 1]
        beside = bool(_JOINED.search(before)) or after in ("-", "–", "/")  # "the League-Union Summit" is of both
        gathers = bool(_OF_BODY.search(before) or _BODYS.match(doc.text, mention.span.end, within.end) or _ITSELF.fullmatch(mention.span.of(doc.text)))
        found[mention.entities[0]] = found.get(mention.entities[0], True) and not beside and (gathers or mention.entities[0] in found)
    return next(iter(found)) if len(found) == 1 and all(found.values()) else None


# "Heads of Government noted", "the Supreme Council directed", "Summit urged": who speaks, told by what gathers.
_HEADS = r"(?:Heads of State (?:and|or|and/or) (?:of )?Government|Heads of (?:State|Government)|Leaders|Ministers|Foreign Ministers)"
_ORGAN = r"(?:(?:Extraordinary|Supreme|Permanent|Executive|Ministerial|Ordinary) )?(?:Summit|Conference|Meeting|Authority|Assembly|Session|Forum|Council|Committee)"
_SPEAKING = re.compile(rf"\b(?:[Tt]he |[Tt]heir )?(?P<who>(?P<heads>{_HEADS})|{_ORGAN})\b(?! (?:of|for|on|between)\b| [A-Z]|[’'-])")
_OF_HEADS = re.compile(r"\b(?:summit|heads of|leaders|ministers|ministerial|forum)\b", re.IGNORECASE)


def speaking_organs(doc: Doc) -> list[Mention]:
    """Where it is the subject of a clause, the organ or the members that the head of a communique names stand for the body that gathers."""
    head = [b.span for b in doc.blocks if b.kind in ("headline", "subhead")][:3]
    paper = any(_PAPER.search(doc.text, s.start, s.end) for s in head if s.start < _TITLE)
    if not paper or len(doc.participants) != 1 or doc.participants[0].kind != "organization":
        return []
    opening = next((s.span for s in doc.sentences if s.block in ("paragraph", "item")), Span(0, 0))
    named = doc.text[: opening.end]
    found = []
    for match in _SPEAKING.finditer(doc.text, opening.start):
        told = _OF_HEADS.search(named) if match["heads"] else re.search(rf"\b{match['who'].split()[-1]}\b", named, re.IGNORECASE)
        if told and _speaks(doc, Span(*match.span()), Span(*match.span("who"))):
            found.append(Mention(span=Span(*match.span()), form="nominal", entities=doc.participants))
    return found


def _speaks(doc: Doc, phrase: Span, who: Span) -> bool:
    """Whether a phrase, and no longer one ("Other Leaders"), is the subject of a verb in the active voice, opens a sentence that goes on with one, or leads a list."""
    sentence = doc.sentence_at(phrase.start)
    if sentence is None:
        return False
    words = doc.tokens[sentence.first : sentence.last]
    inside = [t for t in words if who.contains(t.span)]
    if doc.text[phrase.end : sentence.span.end].strip() == ":" and doc.text[: phrase.start].rstrip().endswith(","):  # "On the ports of Peru, the Council:"
        return True
    if any(t.span.start < phrase.start and t.head in {i.index for i in inside} and t.relation in _TELLS_WHICH for t in words):
        return False
    if any(t.relation in ("nsubj", "nsubj:outer") and not _is_passive(words, t) for t in inside):
        return True
    after = next((t for t in words if t.span.start >= phrase.end and t.tag != "RB"), None)
    opens = bool(words) and phrase.start <= words[0].span.start
    return opens and after is not None and (after.tag in ("VBD", "VBZ", "VBP", "MD", "VBN") or after.text in (":", ",")) and after.lemma not in ("be", "have")


_TELLS_WHICH = ("amod", "compound", "det", "nummod", "nmod", "nmod:poss", "nmod:desc")


def _is_passive(words: tuple[Token, ...], subject: Token) -> bool:
    return any(t.head == subject.head and t.relation == "aux:pass" for t in words)
