"""Finds what states and bodies send abroad: embassies and consulates, teams and missions of observers; told in full, then by their noun alone."""

from __future__ import annotations

import re

from kg.model import Doc, Entity, Mention, Span
from kg.parties import issuer_entity, party_of

_POST = r"(?:Embassy|Consulate(?:[- ]General)?|High Commission|Permanent Mission|embassy|consulate)"
_POST_OF = re.compile(rf"\b(?P<noun>{_POST}) of (?:the )?(?:[A-Z]\w+ ){{0,2}}?(?:(?:Republic|Kingdom|State|Federation) of (?:the )?)?(?=[A-Z])")
_POST_ALONE = re.compile(rf"\b[Tt]he (?P<noun>{_POST})\b(?![’']|-| (?:of|for)\b| [A-Z])")
_FAR = 80
_NEAR = 400


def missions(doc: Doc) -> list[Mention]:
    """Mentions of posts told by their noun alone, which stand for who sends them, and of observers, who are actors of their own for who sends them."""
    return sorted([*_posts(doc), *_observers(doc)], key=lambda m: m.span)


def _posts(doc: Doc) -> list[Mention]:
    """'The Chilean Embassy in Oslo', later 'the Embassy': that of Chile, where the text has told of no other by then, or not so near."""
    told: list[tuple[int, str, Entity]] = []
    for mention in doc.mentions:
        if mention.entities[0].kind == "state" and mention.form in ("demonym", "name"):
            behind = re.compile(rf"(?:[’']s)? (?P<noun>{_POST})\b").match(doc.text, mention.span.end)
            ahead = next((m for m in _POST_OF.finditer(doc.text, max(0, mention.span.start - _FAR), mention.span.end) if m.end() == mention.span.start), None)
            told += [(mention.span.start, m["noun"].split()[0].lower(), mention.entities[0]) for m in (behind, ahead) if m]
    found = []
    for match in _POST_ALONE.finditer(doc.text):
        before = [(at, e) for at, noun, e in told if at < match.start() and noun == match["noun"].split()[0].lower()]
        sent = {e for at, e in before if match.start() - at < _NEAR} or {e for _, e in before}
        if len(sent) == 1:
            found.append(Mention(span=Span(*match.span()), form="nominal", entities=(sent.pop(),)))
    return found


_KIND = r"(?:Observer|Observation|Observers|Monitoring|Assessment|Fact-Finding)"
_TEAM = re.compile(rf"\b(?P<name>(?:(?!The )[A-Z][\w’'-]* )*?{_KIND} (?P<noun>Team|Mission|Group|Delegation))(?: of (?:the )?(?P<of>[A-Z]))?(?: \((?P<short>[A-Z]{{3,8}})\))?")
_SENDS = re.compile(r"\b(?:deployed|deploys|sent|dispatched|fielded|has deployed|has sent)\b")


def _observers(doc: Doc) -> list[Mention]:
    """'The Coastal League Election Observation Mission (CLEOM)', later 'the Mission', 'the CLEOM': an actor for the league."""
    told = [(m, *sent) for m in _TEAM.finditer(doc.text) if (sent := _who_sent(doc, m)) is not None]
    surest = min((rank for _, rank, _ in told), default=0)
    senders = {party_of(sender) for _, rank, sender in told if rank == surest}
    if len(senders) != 1:
        return []
    full, sender = [m for m, *_ in told], senders.pop()
    named = max((_whole(doc, m) for m in full), key=lambda s: (any(p.span.start >= s.start and p.span.end <= s.end for p in doc.mentions), len(s.of(doc.text)), -s.start))
    label = " ".join(named.of(doc.text).split())
    actor = Entity(id=f"#ac{named.start:05}", kind="unnamed", label=label.title() if label.isupper() else label, state=sender.state)
    found = [Mention(span=_whole(doc, m), form="nominal", entities=(actor,)) for m in full]
    nouns = "|".join(sorted({word for m in full for word in (m["noun"], m["short"]) if word}))
    alone = re.compile(rf"\b[Tt]he (?:(?:Head|Leader|Chief) of (?:the )?)?(?:{nouns})\b(?! (?:of|to)\b| [A-Z])")
    first = min(m.start() for m in full)
    return [*found, *(Mention(span=Span(*m.span()), form="nominal", entities=(actor,)) for m in alone.finditer(doc.text) if m.start() > first)]


def _whole(doc: Doc, match: re.Match[str]) -> Span:
    """The name with whom it says it is of: 'Observer Team of the Coastal League'."""
    sent = next((m for m in doc.mentions if match["of"] and m.span.start in (match.start("of"), match.start("of") - len("the "))), None)
    return Span(match.start("name"), sent.span.end if sent else match.end("name"))


def _who_sent(doc: Doc, match: re.Match[str]) -> tuple[int, Entity] | None:
    """The state or body in the name of a team or behind it, before 'deployed' in its sentence, or that issues a text headed by its name; how far that is from being told."""
    bodies = [m for m in doc.mentions if m.entities[0].kind in ("state", "organization")]
    sentence = doc.around(Span(*match.span()))
    inside = [m for m in bodies if match.start() <= m.span.start < match.end("name") or match.start("of") - len("the ") <= m.span.start <= match.start("of")]
    sends = _SENDS.search(doc.text, sentence.start, match.start())
    doers = [m for m in bodies if sends and sentence.start <= m.span.start < sends.start()]
    if inside or doers:
        return (0, inside[0].entities[0]) if inside else (1, doers[-1].entities[0])
    issuer = doc.release.issuer if any(b.kind == "headline" and b.span.contains(Span(*match.span("name"))) for b in doc.blocks) else None
    return (2, issuer_entity(issuer)) if issuer and "/" in issuer else None
