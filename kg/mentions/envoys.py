"""Finds envoys whom a release tells by office and state alone: "the Chargé d'Affaires of Peru", later "the Chargé"."""

from __future__ import annotations

import re

from kg.model import Doc, Entity, Mention, Span, overlapping
from kg.parties import issuer_entity

_TITLE = re.compile(
    r"\b(?P<title>(?:[Aa]cting )?(?:[Aa]mbassador|[Cc]harg[ée] d[’'][Aa]ffaires(?: a\.i\.)?|[Hh]igh [Cc]ommissioner|(?:[Dd]eputy )?(?:[Cc]hief|[Hh]ead) of [Mm]ission|"
    r"[Cc]onsul(?:[- ][Gg]eneral)?|[Ee]nvoy))\b(?! (?:for|at large)\b)"
)
_OF = re.compile(r" of (?:the )?(?:Embassy of (?:the )?|(?:[A-Z]\w+ ){0,2}(?:Republic|Kingdom|State|Federation) of (?:the )?)?")
_EMBASSY = re.compile(r" [Ee]mbassy(?: in [A-Z]\w+)?")
_AGAIN = re.compile(r"\b[Tt]he (?P<title>[Aa]mbassador|[Cc]harg[ée](?: d[’'][Aa]ffaires)?|[Hh]igh [Cc]ommissioner|[Dd]eputy [Cc]hief of [Mm]ission|[Ee]nvoy|[Dd]iplomat)\b(?! (?:of|to|for)\b| [A-Z])")
_SUMMONED = re.compile(r"\b(?:summon(?:s|ed)?|call(?:s|ed) in|convoke[sd]?|(?:was|were) invited to (?:the|our) (?:Foreign )?(?:Ministry|Department|Office))\b")


def envoys(doc: Doc) -> list[Mention]:
    """Mentions of envoys without a name, each an unnamed actor of the state that sends it, and of the same one told again by title alone."""
    found: list[Mention] = []
    for match in _TITLE.finditer(doc.text):
        told = _sender(doc, match)
        if told is None or told[0] == doc.release.issuer or any(m.form == "name" and m.span.contains(Span(*match.span())) for m in doc.mentions):
            continue
        state, span = told
        label = " ".join(span.of(doc.text).split())
        same = next((m.entities[0] for m in (*found, *doc.mentions) if m.entities[0].state == state and (m in found or _is_envoy(m.entities[0]))), None)
        actor = same or Entity(id=f"#ac{match.start():05}", kind="unnamed", label=label, state=state)
        found.append(Mention(span=span, form="nominal", entities=(actor,)))
    actors = list(dict.fromkeys(m.entities[0] for m in found))
    for match in _AGAIN.finditer(doc.text) if len(actors) == 1 else ():
        if match.start() > found[0].span.start and not any(m.span.overlaps(Span(*match.span())) for m in (*found, *doc.mentions)):
            found.append(Mention(span=Span(*match.span()), form="nominal", entities=(actors[0],)))
    return sorted(found, key=lambda m: m.span)


def _is_envoy(person: Entity) -> bool:
    """Whether a person with a name is an envoy: what the text tells of 'the ambassador of Peru' is of the one whom it names."""
    return person.kind == "person" and bool(_TITLE.search(person.role or ""))


def _sender(doc: Doc, match: re.Match[str]) -> tuple[str, Span] | None:
    """The one state that the words around a title say sends its holder, and the words from the title, or from that name, to its end; none where a name follows."""
    text, at = doc.text, match.end()
    before = next((m for m in overlapping(doc.mentions, Span(max(0, match.start() - 3), match.start())) if m.span.end in (match.start() - 1, match.start() - 3)), None)
    of = _OF.match(text, at)
    after = next((m for m in overlapping(doc.mentions, Span(of.end(), of.end() + 1)) if m.span.start == of.end()), None) if of else None
    if after and after.entities[0].kind == "state":
        embassy = _EMBASSY.match(text, after.span.end) if after.form == "demonym" else None
        if after.form == "demonym" and not embassy:
            return None
        span = Span(match.start(), embassy.end() if embassy else after.span.end)
        state = after.entities[0].state
    elif before and before.entities[0].kind == "state" and before.form in ("demonym", "name"):
        span, state = Span(before.span.start, at), before.entities[0].state
    else:
        return None
    named = re.match(r",? (?:Mr|Ms|Mrs|Dr|H\.E\.|His|Her|Ambassador)\b|,? [A-Z][\w’'-]+ [A-Z]", text[span.end : span.end + 30])
    return (state, span) if state and not named else None


def summoned(doc: Doc, head: list[Span]) -> tuple[Entity, ...]:
    """The own side and the envoy whom a release says at its head was called in, the only one there; empty where none was."""
    issuer = doc.release.issuer
    if not issuer or "/" in issuer or not any(_SUMMONED.search(doc.text, s.start, s.end) for s in head):
        return ()
    inside = [m for m in doc.mentions if any(s.contains(m.span) for s in head) and len(m.entities) == 1]
    people = [m.entities[0] for m in inside if m.entities[0].kind in ("person", "unnamed") and m.form in ("name", "nominal")]
    sent = list(dict.fromkeys(p for p in people if p.state and p.state != issuer and _TITLE.search(p.role or p.label)))
    own = [p for p in people if p.kind == "person" and p.state == issuer and not re.search(r"[Ss]pokes", p.role or "")]
    return ((own or [issuer_entity(issuer)])[0], sent[0]) if len(sent) == 1 else ()
