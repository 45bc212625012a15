"""Finds persons by their titles and names, with the office and state that the words around them tell."""

from __future__ import annotations

import re
from dataclasses import replace

from kg import lexicon
from kg.mentions.again import again
from kg.mentions.beside import apposed, in_small_letters, paired
from kg.mentions.forms import holds_headline_word, is_named_so, person_in
from kg.mentions.gazetteer import find_names, lookup
from kg.mentions.identity import COUNTERPART, Sighting, join
from kg.mentions.offices import (
    AFTER_NAME,
    FAR,
    LINKED_NAME,
    MORE_OFFICE,
    NAME,
    above,
    affiliation,
    body_of,
    holder,
    is_courtesy,
    is_listed,
    is_portfolio,
    of_whom,
    party_code,
    past_body,
    past_titles,
    role_words,
    titles,
    to_portfolio,
    told_before,
    told_behind,
    with_above,
)
from kg.model import Doc, Entity, Mention, Span, overlapping, within


def find_persons(doc: Doc, names: list[Mention]) -> list[Mention]:
    """Mentions of persons in text order; each person has one entity throughout the release."""
    found = [c for s in (*_titled(doc, names), *_tagged(doc, names)) if (c := _cleaned(doc, s))]
    found = _without_headline_words(doc, _disjoint(found))
    people = _match_counterparts(doc, join(doc, found))
    people = sorted([*people, *again(doc, people, names)], key=lambda m: m.span)
    return [_with_portfolio(doc.text, m, people, names) for m in people]


def _with_portfolio(text: str, mention: Mention, people: list[Mention], names: list[Mention]) -> Mention:
    """'Minister for Trade and Minister for Law Ada Lee': the mention from the first of the offices that one person holds."""
    here = mention.span.start
    for title in titles().finditer(text, max(0, here - FAR), here):
        run = Span(title.start(), here)
        held = re.match(r" (?:of|for) ", text[title.end() :]) or title.group().lower().startswith(("deputy", "vice"))
        parted = any(m is not mention for m in (*overlapping(people, run), *overlapping(names, run)))
        # "The Vice President and President Ruiz" are two where the release knows another Vice President.
        office = title.group().lower()
        if not parted and office.startswith(("deputy", "vice")):
            parted = any((m.entities[0].role or "").lower().startswith(office) for m in people if m.entities[0] != mention.entities[0])
        of_another = is_listed(text, title.start())
        if title.group()[0].isupper() and held and not parted and not of_another and is_portfolio(text[title.start() : here]):
            return replace(mention, span=Span(title.start(), mention.span.end))
    return mention


def _cleaned(doc: Doc, sighting: Sighting) -> Sighting | None:
    """The sighting with its name alone, without words of bodies before it and of a headline after it."""
    headline = any(b.kind == "headline" and b.span.contains(sighting.span) for b in overlapping(doc.blocks, sighting.span))
    name = _without_office(AFTER_NAME.sub("", sighting.name))
    run, name = name, person_in(name, headline=headline)
    if headline and (not name or name == run):
        name = person_in(_as_in_body(doc, run, titled=bool(sighting.role)), headline=headline)
    at = doc.text.rfind(name, sighting.span.start, sighting.span.end) if name else -1
    if at < 0:
        return None
    if name != sighting.name and not sighting.name.startswith(name) and (whole := LINKED_NAME.match(doc.text, at)):
        name = person_in(whole.group(), headline=headline)  # words of a body took up the room for the rest of the name
    if not name or (sighting.role is None and not is_named_so(name) and not sighting.courtesy):
        return None
    start = sighting.span.start if sighting.span.start < at and (sighting.role or sighting.courtesy) else at
    return Sighting(Span(start, at + len(name)), name, sighting.role, sighting.state, courtesy=sighting.courtesy)


def _without_office(name: str) -> str:
    """'NSC Senior Director Ada Lee', 'Ada Lee Director': the name without an office that stuck to it."""
    inner = next(reversed([*titles().finditer(name)]), None)
    if inner is None or not inner.group()[0].isupper():
        return name
    rest = name[inner.end() :].strip(" ,")
    return rest if " " in rest or not name[: inner.start()].strip() else name[: inner.start()].strip(" ,")


def _as_in_body(doc: Doc, run: str, *, titled: bool) -> str:
    """'Ada Lee Three Years': a run of capitals in a headline up to a word that the body writes small, if the body has what is before it."""
    body = "".join(b.span.of(doc.text) for b in doc.blocks if b.kind != "headline")
    words = run.split()
    at = next((i for i, w in enumerate(words) if i and re.search(rf"\b{re.escape(w.lower())}\b", body)), 0)
    named = " ".join(words[:at])
    return named if at > (not titled) and re.search(rf"\b{re.escape(named)}\b", body) else run


def _without_headline_words(doc: Doc, found: list[Sighting]) -> list[Sighting]:
    """Headlines capitalise verbs: a single word there counts as a name only if the body has it too."""
    heads = [b.span for b in doc.blocks if b.kind == "headline"]
    body = "".join(b.span.of(doc.text) for b in doc.blocks if b.kind != "headline")
    return [s for s in found if _is_named(s.name, body) or _is_plain(doc, s) or not any(h.contains(s.span) for h in heads)]


def _is_named(name: str, body: str) -> bool:
    """Whether a run of capitals in a headline is a name: it holds no headline word, and the body has its last word, in a transcript as a label, or it is long."""
    last = name.split()[-1]
    return not holds_headline_word(name) and (last in body or f"{last.upper()}: " in body or (" " in name and not find_names(name)))


def _is_plain(doc: Doc, sighting: Sighting) -> bool:
    """Whether a headline's words around a titled single name show that it is one: 'President Ruiz’s call', 'by President Ruiz'."""
    before, after = doc.text[: sighting.span.start], doc.text[sighting.span.end :]
    joined = bool(_BY_AND.search(before.splitlines()[-1] if before else "")) and not holds_headline_word(sighting.name)
    return bool(sighting.role) and (after.startswith(("’s", "'s")) or before.rstrip().endswith((" by", " from", " with")) or joined)

# "Joint Statement by President Ruiz and President Paz": what follows the "and" is a name as well.
_BY_AND = re.compile(r"\b(?:by|from|of|between) [A-Z][^.;:]{3,80} and (?:the )?$")


def _titled(doc: Doc, names: list[Mention]) -> list[Sighting]:
    text, found = doc.text, []
    starts = {m.span.start: m for m in names}
    ends = {m.span.end: m for m in names}
    office: tuple[int, re.Match[str], str | None] | None = None  # where an office ends that courtesies part from its holder's name
    for match in titles().finditer(text):
        title = match.group()
        if not title.removeprefix("the ")[0].isupper() and not title.islower():
            continue
        if title in AFTER_A_NAME and _ENDS_A_NAME.search(text, max(0, match.start() - _SURNAME), match.start()):
            continue  # "THE HON A LEE MP HARBOUR BRIDGE": letters behind a name are of that one
        state: str | None = told_before(text, match.start(), ends)
        whole = to_portfolio(text, match)
        at, after = affiliation(text, whole, starts)
        state = after or state or body_of(title)
        if aside := _ASIDE.match(text, at):
            at = aside.end() - 1
        seat = starts.get(at + len(" in ")) if text.startswith(" in ", at) else None
        if seat is not None and text.startswith(", ", seat.span.end):
            at = seat.span.end  # "the British Ambassador in Oslo, Ada Lee"
        chained = titles().match(text, at + 1) if text[at : at + 1] in " ,&" else None
        held = office if office and is_courtesy(title) and MORE_OFFICE.fullmatch(text, office[0], match.start()) else None
        if held and office:
            held = (office[0], office[1], office[2] or of_whom(text, names, Span(office[0], match.start())))
        if chained:
            office = (at, held[1], held[2]) if held else None if is_courtesy(title) else (at, match, state)
            continue
        name = LINKED_NAME.match(text, at + 1) if text[at : at + 1] in " \xa0" else None
        if name is not None and lexicon.names_a_field(name.group().split()[0]):
            name = None  # "Minister for Development Cooperation and Trade Ada Lee", where the list has the short title alone
        listed = is_listed(text, match.start())
        if name is None and text[at : at + 2] == ", " and not listed:
            name = NAME.match(text, past_titles(text, at + 2))
            alone = name is not None and " " not in name.group() and not (after and text[name.end() : name.end() + 1] == ",")
            if name is not None and (alone or lookup(name.group()) or titles().match(name.group())):
                name = None
        if name is None and (body := past_body(text, match.end(), names)) and not is_courtesy(title) and text.startswith(" ", body.span.end):
            name = NAME.match(text, body.span.end + 1)
            if name is not None and (" " not in name.group() or lookup(name.group()) or titles().match(name.group())):
                name = None
            state = party_code(body.entities[0]) if name is not None else state
        far = holder(doc, match.end()) if name is None and title[0].isupper() and not listed else None
        if far:
            between = within(names, Span(match.end(), far.start))
            if any(titles().match(text, m.span.end + gap) for m in between for gap in (1, len("’s "))):
                continue  # "the Chilean Minister for Trade and Peruvian Ambassador Ada Lee" are two
            between = [m for m in between if text.endswith((" of ", " of the "), 0, m.span.start) or m.form == "demonym"]  # not whom an envoy is sent to, nor what one is for
            state = state or next((party_code(m.entities[0]) for m in reversed(between)), None)
            served = above(text, match.start())
            role = served + role_words(text, match, Span(match.start(), far.start))
            found.append(Sighting(Span(match.start() - len(served), far.end), far.of(text), role.removeprefix("The "), state))
            continue
        if name is None and title[0].isupper() and not is_courtesy(title) and not listed:
            office = (at, match, state)
        if name is None or lookup(name.group()) or title.islower():
            continue
        cut = _cut(name.group(), names, name.start())
        if not cut:
            continue
        end = name.start() + len(cut)
        tail = told_behind(text, end, starts)
        if held:
            match, whole = held[1], held[1].end()
            state = held[2] if held[2] is not None else state
        office_told = None if is_courtesy(match.group()) else with_above(text, Span(match.start(), whole))
        found.append(Sighting(Span(match.start(), end), cut, office_told, tail or state, courtesy=office_told is None))
    found += apposed(doc, starts, ends)
    return [*found, *paired(text), *in_small_letters(doc, starts, ends)]


def _cut(name: str, names: list[Mention], start: int) -> str:
    """The name without a listed state or organization that follows it directly."""
    name = AFTER_NAME.sub("", name)
    inner = titles().search(name, 1)
    if inner and inner.start() > 2:
        return name[: inner.start()].rstrip(" ,")
    for mention in overlapping(names, Span(start, start + len(name))):
        if start < mention.span.start < start + len(name) and mention.form != "demonym":
            return name[: mention.span.start - start].rstrip()
        if mention.span.start == start and len(mention.span.of(name)) == 0 and mention.span.end - start >= len(name):
            return ""
    return name


def _tagged(doc: Doc, names: list[Mention]) -> list[Sighting]:
    found = []
    offices = [Sighting(Span(*t.span()), t.group(), None, None) for t in titles().finditer(doc.text) if " " in t.group()]
    for mention in doc.mentions:
        entity = mention.entities[0]
        if mention.form == "tagged" and entity.kind == "person":
            inside = overlapping(names, mention.span)
            clash = any(m.form != "demonym" or m.span.start == mention.span.start for m in inside)
            label = re.sub(r"[’']s$", "", entity.label)
            near = [t.span for t in overlapping(offices, mention.span)]
            clash = clash or any(t.contains(mention.span) for t in near)
            start = next((t.end + 1 for t in near if t.start < mention.span.start), mention.span.start)  # "Datuk [Seri Osman]"
            label = label[start - mention.span.start :]
            if not clash and _is_capitalised(label) and "\n" not in label and not titles().search(label):
                found.append(Sighting(Span(start, start + len(label)), label, None, None))
    return found

_ASIDE = re.compile(r" ?\((?:Mr|Mrs|Ms|Miss|Dr|Prof|Eng|Capt|Maj|Col|Gen|Rev|Ven)\.?\) ?(?=[A-Z])")  # "Hon. (Mrs.) Ada Lee"
AFTER_A_NAME = ("MP", "MPs", "MHA", "MLA", "MLC")
_ENDS_A_NAME = re.compile(r"[A-Z][\w’'-]*,? $")
_SURNAME = 30
_PARTICLES = frozenset(["al", "bin", "bint", "binti", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "van", "von", "ter", "ten", "e", "y", "zu", "of", "the"])


def _is_capitalised(name: str) -> bool:
    return name[:1].isupper() and all(w[0].isupper() or not w[0].isalpha() or w.partition("-")[0].lower() in _PARTICLES for w in name.split())


_BY_BIRTH = ("prince", "princess", "sheikh", "sheikha")


def _disjoint(found: list[Sighting]) -> list[Sighting]:
    """The longest at each place; what another construction tells of the same name there is kept with it."""
    kept: list[Sighting] = []
    taken: dict[int, int] = {}  # character -> the place in ``kept`` of what covers it
    for sighting in sorted(found, key=lambda s: (s.span.start - s.span.end, s.span.start, s.role is None)):
        place = min((taken[at] for at in range(sighting.span.start, sighting.span.end) if at in taken), default=None)
        over = None if place is None else kept[place]
        if over is None:
            taken |= dict.fromkeys(range(sighting.span.start, sighting.span.end), len(kept))
            kept.append(sighting)
        elif over.name == sighting.name:
            born = (over.role or "").lower() in _BY_BIRTH  # "Prince Leo, Minister of Trade": the office counts
            over.role, over.state = (sighting.role or over.role) if born else (over.role or sighting.role), over.state or sighting.state
    return sorted(kept, key=lambda s: s.span)


def _match_counterparts(doc: Doc, people: list[Mention]) -> list[Mention]:
    """'Minister Lind met her Chilean counterpart Leo Paz': a counterpart of another side holds the office named before it."""
    offices: dict[Entity, Entity] = {}
    for at, mention in enumerate(people):
        person = mention.entities[0]
        if person.role != COUNTERPART or person in offices:
            continue
        sentence = doc.around(mention.span)
        before = [m.entities[0] for m in people[:at] if sentence.contains(m.span)]
        sides = [p for p in before if p.role and p.role != COUNTERPART and person.state and p.state != person.state]
        if len(set(sides)) == 1:
            offices[person] = replace(person, role=sides[0].role)
    return [replace(m, entities=(offices.get(m.entities[0], m.entities[0]),)) for m in people]
