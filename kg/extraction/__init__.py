"""Reads acts from a linked Doc: frames, factuality, attribution, offices, issues, times, places, and what was left unread."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.actors import Resolver
from kg.extraction.assertions import assertion
from kg.extraction.attribution import attribute
from kg.extraction.coordination import separate
from kg.extraction.encounters import qualify
from kg.extraction.instruments import cite_instruments
from kg.extraction.issues import issues_in
from kg.extraction.match import build
from kg.extraction.named import actors_named
from kg.extraction.nesting import outermost
from kg.extraction.occasion import lend, past
from kg.extraction.offices import holdings
from kg.extraction.places import place_acts
from kg.extraction.presupposed import presupposed
from kg.extraction.repair import regovern
from kg.extraction.setting import address, offer
from kg.extraction.thirds import involve
from kg.extraction.times import date_acts
from kg.extraction.topics import part
from kg.extraction.tree import Tree
from kg.extraction.words import operative_words
from kg.model import Act, Doc, Span, Statement, Unread, overlapping

# So many words between quotation marks are a name or a term, no words of a speaker.
_FEW = 3


def extract(doc: Doc) -> Doc:
    """Add ``acts`` in text order, ``holdings`` and ``unread`` to a linked Doc."""
    tree = Tree(regovern(doc))
    resolver = Resolver(tree, doc.participants)
    words = operative_words(tree)
    # An event told inside another act does not end that act's content.
    # Nor does a word from which no act comes.
    cues = frozenset(w.key for w in words if not w.standing)
    cues &= frozenset(w.key for w in words if build(tree, resolver, w, cues - {w.key})[0])
    acts: dict[int, Act] = {}
    unread: list[Unread] = []
    for word in words:
        act, reason = build(tree, resolver, word, cues - {word.key})
        if act is None:
            span = tree.sentence(word.verb).span
            unread.append(Unread(sentence=span, cue=word.cue.span, reason=reason, names=actors_named(doc, span)))
        else:
            acts[word.key] = act
    read = {act.sentence for act in acts.values()}
    for sentence in doc.sentences:
        bare = assertion(tree, sentence) if sentence.span not in read else None
        if bare and (tree.voice(bare.verb) or bare.cue is not bare.verb) and (act := build(tree, resolver, bare, cues)[0]):
            acts[bare.key] = act
    told = [part for act in outermost(attribute(tree, resolver, acts)) for part in separate(tree, act)]
    told = [replace(act, issue=_issues(doc, act), quote=act.quote or _quoted(doc, act)) for act in told]
    told = offer(doc, address(doc, told))
    told = involve(tree, cite_instruments(doc, tree, part(tree, told)))
    told = past(doc, tree, lend(doc, tree, place_acts(doc, tree, date_acts(doc, tree, told))))
    told = presupposed(tree, resolver, qualify(tree, told))
    read = {act.sentence for act in told}
    left = tuple(u for u in unread if u.sentence not in read)
    return replace(doc, acts=tuple(sorted(told, key=_order)), holdings=holdings(doc), unread=left)


def _order(act: Act) -> tuple[int, int]:
    return act.cue.start, act.content[0].start if act.content else act.cue.start


def _quoted(doc: Doc, act: Act) -> Span | None:
    """The words between quotation marks inside a statement's content, if there is one such stretch of several words."""
    if not isinstance(act, Statement) or not act.content:
        return None
    near = overlapping(doc.quotes, Span(act.content[0].start, act.content[-1].end))
    inside = [q.span for q in near if any(s.start <= q.span.start and q.span.end <= s.end + 2 for s in act.content)]
    return inside[0] if len(inside) == 1 and len(inside[0].of(doc.text).split()) > _FEW else None


def _issues(doc: Doc, act: Act) -> tuple[str, ...]:
    spans = act.content or (act.evidence,)
    return issues_in(" ".join(s.of(doc.text) for s in spans))
