"""Gives every name, title, description and pronoun of a release the entities it stands for."""

from __future__ import annotations

from dataclasses import replace

from kg.mentions.coreference import participants, resolve_descriptions
from kg.mentions.gazetteer import find_names
from kg.mentions.persons import find_persons
from kg.mentions.temporal import find_times
from kg.model import Doc, Mention, Span


def link(doc: Doc) -> Doc:
    """Add ``mentions`` (longest wins, text order), ``times`` and ``participants`` to a parsed Doc."""
    names = find_names(doc.text)
    persons = find_persons(doc, names)
    settled = _longest([*persons, *names])
    doc = replace(doc, mentions=tuple(settled), times=find_times(doc.text, doc.release.published))
    doc = replace(doc, participants=participants(doc))
    described = resolve_descriptions(doc)
    return replace(doc, mentions=tuple(_longest([*settled, *described])))


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Drop what lies inside a longer mention; on equal length the earlier in the list stays."""
    kept: list[Mention] = []
    taken: list[Span] = []
    for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
        if not any(span.overlaps(mention.span) for span in taken):
            kept.append(mention)
            taken.append(mention.span)
    return sorted(kept, key=lambda m: m.span)
