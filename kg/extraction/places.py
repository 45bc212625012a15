"""Places events where their own clause says they take place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from kg.extraction.tree import Tree
from kg.model import Act, Doc, Entity, Event, Mention, ProspectiveEvent, Token

_WHERE = ("in", "at")


def place_acts(doc: Doc, tree: Tree, acts: list[Act]) -> list[Act]:
    """Events with ``place``: a name of a place that 'in' or 'at' ties to the event's own word, or that a visit goes to."""
    words = {t.span: t for t in tree.tokens}
    names = [m for m in doc.mentions if m.form in ("metonym", "tagged", "place", "name")]
    return [replace(a, place=_place(doc, tree, a, words, names)) for a in acts]


def _place(doc: Doc, tree: Tree, act: Act, words: dict, names: list[Mention]) -> Entity | None:  # type: ignore[type-arg]
    cue = words.get(act.cue)
    if cue is None or not isinstance(act, Event | ProspectiveEvent) or act.force == "discussion":
        return None
    lead = (*_WHERE, "to") if act.force == "visit" else _WHERE
    heads = [cue, tree.head(cue)] if cue.pos == "NOUN" else [cue]
    for head in heads:
        for child in tree.children(head, "obl", "nmod", "obj"):
            fits = tree.case(child) in lead or (child.relation == "obj" and act.force == "visit" and cue.pos == "VERB")
            if fits and (name := _name_at(doc, child, names)):
                return Entity(id=f"place/{_slug(name)}", kind="place", label=name)
    return None


def _name_at(doc: Doc, token: Token, names: list[Mention]) -> str | None:
    """The name of a place that a token belongs to: listed, or seen by the tagger."""
    for mention in names:
        kind = mention.entities[0].kind
        if mention.span.contains(token.span) and (kind in ("place", "state")):
            return mention.span.of(doc.text)
    return None


def _slug(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unnamed"
