"""Gives every name, title, description and pronoun of a release the entities it stands for."""

from __future__ import annotations

from dataclasses import replace

from kg import lexicon
from kg.mentions.coreference import resolve_descriptions
from kg.mentions.envoys import envoys
from kg.mentions.gazetteer import find_instruments, find_names, find_pairs, find_places, lookup
from kg.mentions.leaders import governments, tell_states
from kg.mentions.missions import missions
from kg.mentions.participants import participants, voice
from kg.mentions.persons import find_persons
from kg.mentions.temporal import find_times
from kg.mentions.turns import find_given_statements, find_turns
from kg.model import Doc, Mention, overlapping


def link(doc: Doc) -> Doc:
    """Add ``mentions`` (longest wins, text order), ``references``, ``times``, ``participants``, ``voice`` and ``turns`` to a parsed Doc."""
    names = [n for n in find_names(doc.text, doc.release.issuer) if not _ends_a_person(doc, n)]
    persons = find_persons(doc, names)
    settled = tell_states(_longest([*persons, *names, *governments(doc)]), doc.release.published)
    doc = replace(doc, mentions=tuple(settled), times=find_times(doc.text, doc.release.published))
    settled = _longest([*settled, *envoys(doc), *missions(doc)])
    doc = replace(doc, mentions=tuple(settled))
    doc = replace(doc, participants=participants(doc))
    doc = replace(doc, voice=voice(doc))
    given = find_given_statements(doc)
    quotes = tuple(q for q in doc.quotes if q.span not in {t.span for t in given})
    doc = replace(doc, turns=find_turns(doc) or given, quotes=quotes)
    described = resolve_descriptions(doc)
    states = {e.state for m in settled if m.form != "metonym" for e in m.entities if e.kind == "state" and e.state}
    referred = _longest([*find_instruments(doc.text), *find_pairs(doc.text), *find_places(doc.text, states)])
    return replace(doc, mentions=tuple(_longest([*settled, *described])), references=tuple(referred))


def _ends_a_person(doc: Doc, name: Mention) -> bool:
    """'Claudia Paz Montenegro': a state's name that the tagger sees at the end of a person's, whose first word no list has."""
    if name.form != "name" or name.entities[0].kind != "state" or " " in name.span.of(doc.text):
        return False
    around = (m.span for m in overlapping(doc.mentions, name.span) if m.form == "tagged" and m.entities[0].kind == "person")
    span = next((s for s in around if s.start < name.span.start and s.end == name.span.end), None)
    first = span.of(doc.text).split() if span else []
    return len(first) > 1 and all(w[0].isupper() and not lookup(w) for w in first[:-1]) and not lexicon.is_institution(first[0])


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Drop what lies inside a longer mention; on equal length the earlier in the list stays."""
    kept: list[Mention] = []
    taken = bytearray(max((m.span.end for m in mentions), default=0))
    for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
        start, end = mention.span.start, mention.span.end
        if not any(taken[start:end]):
            kept.append(mention)
            taken[start:end] = b"\x01" * (end - start)
    return sorted(kept, key=lambda m: m.span)
