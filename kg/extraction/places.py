"""Places events where their own clause says they take place, and ties acts to the instruments their content names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from kg.extraction.tree import Tree
from kg.model import Act, Doc, Entity, Event, Mention, ProspectiveEvent, Token

_WHERE = ("in", "at")


def cite_instruments(doc: Doc, acts: list[Act]) -> list[Act]:
    """Acts with ``about``: the treaties, declarations and resolutions named inside their content."""
    cited = [m for m in doc.references if m.entities[0].kind == "instrument"]
    found = []
    for act in acts:
        inside = [m.entities[0] for m in cited if any(span.contains(m.span) for span in act.content)]
        found.append(replace(act, about=tuple(dict.fromkeys((*act.about, *inside)))))
    return found


def place_acts(doc: Doc, tree: Tree, acts: list[Act]) -> list[Act]:
    """Events with ``place``: a name of a place that 'in' or 'at' ties to the event's own word, or that a visit goes to."""
    words = {t.span: t for t in tree.tokens}
    listed = [m for m in doc.references if m.entities[0].kind == "place"]
    names = [*listed, *(m for m in doc.mentions if m.form in ("metonym", "tagged", "name"))]
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
            if fits and (name := _place_at(doc, child, names)):
                return name
    return None


def _place_at(doc: Doc, token: Token, names: list[Mention]) -> Entity | None:
    """The place that a token belongs to: a listed one, a state, or a name that the tagger takes for a place."""
    for mention in names:
        entity = mention.entities[0]
        if mention.span.contains(token.span) and entity.kind in ("place", "state"):
            label = mention.span.of(doc.text)
            return entity if entity.id.startswith("place/") else Entity(id=f"place/{_slug(label)}", kind="place", label=label)
    return None


def _slug(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unnamed"
