"""Resolves "the regime", "the military authorities" to the one other state that a release is about."""

from __future__ import annotations

import re

from kg.model import Doc, Entity, Mention, Span
from kg.parties import state_entity

_RULERS = re.compile(
    r"\b[Tt]he (?:(?P<own>military|de facto|ruling|interim|transitional) )?(?P<noun>regime|junta|authorities|leadership|generals)\b(?! (?:of|in|at|from)\b)(?![’'])"
)
_ALONE = ("regime", "junta", "generals")  # words that nobody uses of those at home


def rulers_alone(doc: Doc) -> list[Mention]:
    """'The junta', 'the de facto authorities', and 'the authorities' where the headline names their state: those of the one other state before."""
    heads = [b.span for b in doc.blocks if b.kind == "headline"]
    named = [(m, e) for m in doc.mentions for e in m.entities if e.kind == "state" and e.state != doc.release.issuer]
    titled = {e for m, e in named if any(h.contains(m.span) for h in heads)}
    if not doc.release.issuer or len({p.state for p in doc.participants} - {doc.release.issuer}) > 1:
        return []
    found = []
    for match in _RULERS.finditer(doc.text):
        before = {e for m, e in named if m.span.start < match.start()}
        foreign = match["noun"] in _ALONE or match["own"] is not None
        about = titled if len(titled) == 1 else before if foreign and not titled else set[Entity]()
        if len(about) == 1 and about <= before:
            whose = next(iter(about)).state or ""
            found.append(Mention(span=Span(*match.span()), form="nominal", entities=(state_entity(whose),)))
    return found
