"""Resolves pronouns and descriptions ("the two ministers", "both sides", "they", "her ministry") in document order."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.model import Doc, Entity, Mention, Sentence, Span
from kg.parties import issuer_entity, party_of, state_entity

_GROUP = (
    "leaders|ministers|sides|parties|presidents|officials|secretaries|delegations|prime ministers|foreign ministers|"
    "principals|counterparts|interlocutors|participants|heads of state|delegates|chancellors|statesmen|diplomats|"
    "heads of state and government|heads of government|co-chairs|dignitaries|heads of delegation|representatives|"
    "defence ministers|defense ministers|vice ministers|officials"
)
_PEOPLE = re.compile(
    rf"\b(?:both|the|the two|the three|two|the four|our two) (?:{_GROUP})\b(?! (?:of|from)\b)|(?:^|(?<=[.!?] ))Participants\b",
    re.IGNORECASE,
)
_LANDS = re.compile(
    r"\b(?:both|the two|our two|the three|two|our) (?:countries|nations|states|governments|peoples|capitals)\b", re.IGNORECASE
)
_PLURAL = re.compile(r"\b(?:they|both)\b(?! (?:the|of|countries|sides|nations|states|leaders|in|at|on|to)\b)", re.IGNORECASE)
_SINGULAR = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:we|i|us)\b(?!\.)", re.IGNORECASE)
_WE_THE = re.compile(
    r"We, [^.\n]{10,400}?,? (?=(?:met|meet|gathered|reaffirm|agree|welcome|have|are|issue|express|underscore|declare|affirm|condemn)\w*\b)"
)
_OWN = re.compile(
    r"\b(?:his|her|its|the|our|my) (?:own )?(?:government|ministry|administration|country|nation|foreign ministry|"
    r"department|cabinet|side|republic)(?! of\b)(?:[’']s)?\b",
    re.IGNORECASE,
)
_MINISTRY = re.compile(r"\b(?:the )?(?:foreign ministry|ministry of foreign affairs|foreign office) in ", re.IGNORECASE)


def participants(doc: Doc) -> tuple[Entity, ...]:
    """Who deals with whom in the event the release is about: the first person of each side named at its head.

    Joint statements without persons give the states and organizations of their title.
    """
    head = _head_spans(doc)
    if signatories := _signatories(doc, head):
        return signatories
    persons: list[Entity] = []
    for mention in doc.mentions:
        if mention.form == "name" and mention.entities[0].kind == "person" and _inside(mention.span, head):
            person = mention.entities[0]
            if person not in persons and all(p.state != person.state or p.state is None for p in persons):
                persons.append(person)
    titled = _bodies(doc, head[:1]) if _is_joint(doc) else []
    if len(titled) > 2 and {p.state for p in persons} < {b.state for b in titled}:
        return tuple(titled[:6])
    certain = [p for p in persons if p.state]
    if len(certain) >= 2:
        return tuple(certain)
    if len(persons) >= 2:
        return tuple(persons)
    bodies = _bodies(doc, head[:1]) or _bodies(doc, head)
    if len(persons) == 1:
        others = [b for b in bodies if b.state != persons[0].state]
        return (persons[0], *others[:1])
    return tuple(bodies[:4])


def _is_joint(doc: Doc) -> bool:
    return bool(re.search(r"\bjoint\b", doc.release.title, re.IGNORECASE))


def _signatories(doc: Doc, head: list[Span]) -> tuple[Entity, ...]:
    """'We, the foreign ministers of A, B and C, ...': the states and organizations that speak."""
    for span in head:
        opening = _WE_THE.match(doc.text, span.start)
        if opening and opening.end() <= span.end:
            found = _bodies(doc, [Span(span.start, opening.end())])
            return tuple(found) if len(found) > 1 else ()
    return ()


def _bodies(doc: Doc, spans: list[Span]) -> list[Entity]:
    found: list[Entity] = []
    for mention in doc.mentions:
        entity = mention.entities[0]
        if entity.kind in ("state", "organization") and _inside(mention.span, spans) and entity not in found:
            found.append(entity)
    return found


def _head_spans(doc: Doc) -> list[Span]:
    """The title and the first two sentences of the body."""
    body = [s.span for s in doc.sentences if s.block in ("paragraph", "item")][:2]
    title = [s.span for s in doc.sentences if s.block == "headline"][:1]
    return [*title, *body]


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(s.contains(span) for s in spans)


def resolve_descriptions(doc: Doc) -> list[Mention]:
    """Mentions for pronouns and descriptions that can be settled; the rest stays unresolved."""
    pair = doc.participants
    found = [*_plural(doc, pair), *_first_person(doc), *_titles_alone(doc, pair)]
    found += _singular(doc, [*doc.mentions, *found])
    found += _owned(doc)
    return found


def _mention(match: re.Match[str], form: str, entities: tuple[Entity, ...]) -> Mention:
    return Mention(span=Span(match.start(), match.end()), form=form, entities=entities)


def _plural(doc: Doc, pair: tuple[Entity, ...]) -> list[Mention]:
    if len(pair) < 2:
        return []
    states = tuple(dict.fromkeys(party_of(p) for p in pair))
    found = [_mention(m, "nominal", pair) for m in _PEOPLE.finditer(doc.text)]
    found += [_mention(m, "nominal", states) for m in _LANDS.finditer(doc.text)]
    return found + [_mention(m, "pronoun", pair) for m in _PLURAL.finditer(doc.text)]


def voice(doc: Doc) -> tuple[Entity, ...]:
    """Who speaks where the text speaks for itself: the signatories of a joint text, else the issuer; empty if unknown."""
    if (_is_joint(doc) or _signatories(doc, _head_spans(doc))) and len(doc.participants) > 1:
        return doc.participants
    return (issuer_entity(doc.release.issuer),) if doc.release.issuer else ()


def _first_person(doc: Doc) -> list[Mention]:
    """'We' is the voice of the text; inside quotes it is left alone."""
    if not doc.voice:
        return []
    return [
        _mention(m, "pronoun", doc.voice)
        for m in _FIRST.finditer(doc.text)
        if not any(q.span.contains(Span(m.start(), m.end())) for q in doc.quotes) and m.group() != "US"
    ]


def _people(doc: Doc) -> list[Mention]:
    return [m for m in doc.mentions if m.form == "name" and m.entities[0].kind == "person"]


def _singular(doc: Doc, named: list[Mention]) -> list[Mention]:
    """He and she: who is named before it in its sentence, else the subject of a sentence at most four back."""
    found = []
    people = sorted((m for m in named if m.form in ("name", "nominal") and _is_person(m)), key=lambda m: m.span)
    leading = [_leading(doc, sentence, people) for sentence in doc.sentences]
    for match in _SINGULAR.finditer(doc.text):
        at = next((i for i, s in enumerate(doc.sentences) if s.span.start <= match.start() < s.span.end), None)
        if at is None:
            continue
        earlier = [m for m in people if doc.sentences[at].span.contains(m.span) and m.span.end <= match.start()]
        back = (m for i in range(at - 1, max(-1, at - 5), -1) if (m := leading[i]))
        chosen = earlier[0] if earlier else next(back, None)
        if chosen is not None:
            mention = _mention(match, "pronoun", chosen.entities)
            found.append(mention)
            if leading[at] is None:
                leading[at] = mention
    return found


def _is_person(mention: Mention) -> bool:
    return len(mention.entities) == 1 and mention.entities[0].kind == "person"


def _leading(doc: Doc, sentence: Sentence, people: list[Mention]) -> Mention | None:
    """The person who is the subject of a sentence, else the first one named before its verb."""
    inside = [m for m in people if sentence.span.contains(m.span)]
    words = doc.tokens[sentence.first : sentence.last]
    for mention in inside:
        own = [t for t in words if mention.span.contains(t.span)]
        if any(t.relation.startswith("nsubj") for t in own):
            return mention
    verb = next((t for t in words if t.tag in ("VBD", "VBZ", "VBP", "MD")), None)
    return next((m for m in inside if verb is None or m.span.end <= verb.span.start), None)


_RANKS = ("First", "Second", "Deputy", "Vice", "Senior")


@cache
def _bare_titles() -> re.Pattern[str]:
    names = sorted({r.title for r in lexicon.titles() if r.rank != "courtesy"}, key=lambda t: (-len(t), t))
    words = "|".join(re.escape(n) for n in names)
    return re.compile(
        rf"(?:\b[Tt]he |(?<= and ))(?:(?P<of_whom>[A-Z][\w-]+(?: [A-Z][\w-]+)?) )??(?P<title>(?i:{words}))\b(?P<of> of (?:the )?)?(?! [A-Z])"
    )


def _titles_alone(doc: Doc, pair: tuple[Entity, ...]) -> list[Mention]:
    """'The Minister', 'the President': the one person of the release whose office ends so; the issuer's own first."""
    found = []
    people = list(dict.fromkeys(m.entities[0] for m in _people(doc)))
    for match in _bare_titles().finditer(doc.text):
        word = match.group("title").lower()
        fits = [p for p in people if p.role and (p.role.lower() == word or p.role.lower().endswith(word) or word in p.role.lower())]
        state = next((m for m in doc.mentions if m.span.start == match.end()), None) if match["of"] else None
        if match["of"]:
            fits = [p for p in fits if state and p.state == state.entities[0].state]
        own = [p for p in fits if p.state == doc.release.issuer]
        if len(fits) > 1 and not own:
            fits = [p for p in fits if p in pair]
        if match["of_whom"] and match["of_whom"] not in _RANKS:
            whose = next((m.entities[0].state for m in doc.mentions if m.span.start == match.start("of_whom")), None)
            fits = own = [p for p in fits if whose and p.state == whose]
        chosen = own[:1] if own else fits
        if len(chosen) == 1:
            end = state.span.end if state else match.end()
            found.append(Mention(span=Span(match.start(), end), form="nominal", entities=(chosen[0],)))
    return found


def _owned(doc: Doc) -> list[Mention]:
    """'Her ministry', 'his government': the state of the person last named; 'the ministry' is the issuer's."""
    found = []
    people = _people(doc)
    for match in _OWN.finditer(doc.text):
        word = match.group().split()[0].lower()
        state = None
        if word in ("his", "her"):
            before = [m for m in people if m.span.end <= match.start()]
            near = [m for m in before if match.start() - m.span.end < 250]
            state = near[-1].entities[0].state if near else None
        elif word in ("our", "my", "the"):
            state = doc.release.issuer
        if state and "/" not in state and len(state) == 3:
            found.append(_mention(match, "nominal", (state_entity(state),)))
    for match in _MINISTRY.finditer(doc.text):
        place = next((m for m in doc.mentions if m.span.start == match.end() and m.entities[0].kind == "state"), None)
        if place:
            found.append(Mention(span=Span(match.start(), place.span.end), form="nominal", entities=place.entities))
    return found
