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

    A joint text gives its signatories: those who say "We, ...", those by whom it is said to be released, those whom its
    title names; persons where the head names one for each.
    """
    head = _head_spans(doc)
    in_title = _named(doc, head[0]) if is_joint(doc) and head else ()
    if len(in_title) > 1 and all(e.kind == "person" for e in in_title):
        return in_title
    if signatories := _signatories(doc):
        return signatories
    persons: list[Entity] = []
    for mention in doc.mentions:
        if mention.form == "name" and mention.entities[0].kind == "person" and _inside(mention.span, head):
            person = mention.entities[0]
            if person not in persons and all(p.state != person.state or p.state is None for p in persons):
                persons.append(person)
    titled = _bodies(doc, head[:1]) if is_joint(doc) else []
    if len(titled) > 2 and {p.state for p in persons if p.state} < {b.state for b in titled}:
        return tuple(titled)
    certain = [p for p in persons if p.state]
    if len(certain) >= 2:
        return tuple(certain)
    if len(persons) >= 2:
        return tuple(persons)
    bodies = _bodies(doc, head[:1]) or _bodies(doc, head)
    if len(persons) == 1:
        others = _partners(doc, head, persons[0])
        return (persons[0], *others[:1])
    return tuple(bodies) if is_joint(doc) else tuple(bodies[:4])


_WITH = re.compile(
    r"\b(?:with|between|visit(?:s|ed)?(?: to)?|to)\s+(?:the |his |her |its |an? )?(?:(?:[A-Z][\w’'-]+|of|for|and|the|Mr\.|Dr\.) ){0,6}$"
)
# "Ruiz and Chile", not "Ruiz on trade and Chile".
_AND = re.compile(r"^(?!.* (?:on|about|over|regarding) ).*\band (?:the )?$", re.DOTALL)
_CALLED = re.compile(
    r"\b(?:with|of) (?P<who>(?:the |his |her )?(?:[\w-]+ ){0,3}(?:leaders|ministers|officials|counterparts?|governors|representatives|"
    r"delegation|lawmakers|senators))\b"
)


def _partners(doc: Doc, head: list[Span], person: Entity) -> list[Entity]:
    """Whom a single named person deals with: the issuer in a text in the first person, a state or body after 'with', a group."""
    issuer = doc.release.issuer
    if issuer and person.state and person.state != issuer and any(_FIRST.search(s.of(doc.text)) for s in head[1:]):
        return [issuer_entity(issuer)]
    found = []
    for mention in doc.mentions:
        entity = mention.entities[0]
        if entity.kind in ("state", "organization") and mention.form != "metonym" and _inside(mention.span, head):
            start = next(s.start for s in head if s.contains(mention.span))
            before = doc.text[start : mention.span.start]
            if entity.state != person.state and (_WITH.search(before) or _AND.search(before)):
                found.append((mention.span.start, entity))
    for span in head:
        for match in _CALLED.finditer(doc.text, span.start, span.end):
            at = match.start("who")
            found.append((at, Entity(id=f"#ac{at:05}", kind="unnamed", label=match["who"])))
    return [entity for _, entity in sorted(found, key=lambda f: f[0])]


def is_joint(doc: Doc) -> bool:
    """Whether the title says that several speak: a joint statement, communique, press release."""
    return bool(re.search(r"\bjoint\b", doc.release.title, re.IGNORECASE))


# "The following statement was released by the Governments of A, B and C:", "a joint statement by A, B and C".
_RELEASED = re.compile(
    r"\b(?:statement|declaration|communiqu[ée]|text)\b[^.:]{0,80}?\b(?:by|between|of behalf of) (?P<who>[^.:;]{5,600}?)"
    r"(?= on (?:the|behalf)\b| following | regarding | concerning |[.:;]|$)"
)
_OPENING = 5


def _signatories(doc: Doc) -> tuple[Entity, ...]:
    """Those who sign a joint text, by its own first words; empty where these name fewer than two."""
    body = [s.span for s in doc.sentences if s.block != "headline"][:_OPENING]
    for span in body:
        if (opening := _WE_THE.match(doc.text, span.start)) and opening.end() <= span.end:
            found = _named(doc, Span(span.start, opening.end()))
            if len(found) > 1:
                return found
    for span in body if is_joint(doc) else ():
        for match in _RELEASED.finditer(doc.text, span.start, span.end):
            found = _named(doc, Span(match.start("who"), match.end("who")))
            if len(found) > 1:
                return found
    return ()


def _named(doc: Doc, span: Span) -> tuple[Entity, ...]:
    """The persons a stretch names, if every one acts for a known party, else its states and organizations."""
    persons = [m.entities[0] for m in doc.mentions if m.form == "name" and span.contains(m.span) and _is_person(m)]
    bodies = _bodies(doc, [span])
    if len(persons) > 1 and len(persons) >= len(bodies) - 1:
        return tuple(dict.fromkeys(persons))
    return tuple(bodies)


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
    if (is_joint(doc) or _signatories(doc)) and len(doc.participants) > 1:
        return doc.participants
    if author := _author(doc):
        return (author,)
    return (issuer_entity(doc.release.issuer),) if doc.release.issuer else ()


_BY = re.compile(r"\b(?:Statement|Remarks|Message|Address|Speech|Proclamation|Letter|Greetings?) (?:by|from|of)\b", re.IGNORECASE)
_BYLINE = 0.8


def _author(doc: Doc) -> Entity | None:
    """The person who signs: 'Statement by President Ruiz' in the title, or a line at the head that is a name and an office."""
    people = _people(doc)
    title = next((s.span for s in doc.sentences if s.block == "headline"), None)
    for mention in people:
        by = _BY.search(doc.text, title.start, mention.span.start) if title and title.contains(mention.span) else None
        if by and not re.search(r"\b(?:on|about|regarding|concerning|following|at|in)\b", doc.text[by.end() : mention.span.start]):
            return mention.entities[0]
    for block in doc.blocks[1:5]:
        names = [m for m in people if block.span.contains(m.span)]
        words = block.span.of(doc.text)
        if len(names) == 1 and len(words) < 100 and words.rstrip()[-1:] not in ".:;" and names[0].entities[0].role:
            role = names[0].entities[0].role or ""
            shown = len(names[0].span.of(doc.text)) + (0 if role in names[0].span.of(doc.text) else len(role) + 2)
            if shown >= _BYLINE * len(words):
                return names[0].entities[0]
    return None


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
        known = {m.entities[0] for m in _people(doc) if m.span.start < match.start()}
        fits = [
            p
            for p in people
            if p in known and p.role and (p.role.lower() == word or p.role.lower().endswith(word) or word in p.role.lower())
        ]
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
