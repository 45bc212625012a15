"""Finds persons by their titles and names, with the office and state that the words around them tell."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.branching import any_of
from kg.mentions.again import again
from kg.mentions.forms import has_forename, holds_headline_word, is_named_so, person_in
from kg.mentions.gazetteer import find_names, lookup
from kg.mentions.identity import COUNTERPART, Sighting, join
from kg.model import Doc, Entity, Mention, Span, overlapping

_PART = r"(?:[A-Z]\.(?:-?[A-Z]\.)?|[B-HJ-Z](?=[  ][A-Z])|[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*[\w](?<!’s)(?<!'s)(?:[’'](?= (?:al|el|bin)[- ]))?)"
_LINK = r"(?:(?:al|bin|bint|da|de|del|den|der|di|dos|du|el|ibn|la|le|van|von|ter|ten)[ -])"
_NAME = re.compile(rf"{_PART}(?:[  ](?:{_LINK})?(?!(?:Jr|Sr)\b){_PART}){{0,4}}(?:,? (?:Jr|Sr)\b\.?)?")
_LINKED_NAME = re.compile(rf"(?:(?:von|van|de|da|di|del|al|el|bin|der|la|dos)[ -]){{0,2}}{_NAME.pattern}")
# Letters of honours and seats after a name are no part of it.
_AFTER_NAME = re.compile(r",? (?:MP|MPs|MLA|MHA|MLC|SC|AC|AO|AM|QC|KC|CBE|OBE|KBE|CMG|KCMG|GCMG)\b.*")
# A name and a comma before a title: in a list the title is that name's, not the next one's.
_LISTED = re.compile(r"[A-Z][\w’'-]{1,40}, (?:the |The )?(?:[A-Z][a-z]{1,40} )?$")


@cache
def _titles() -> re.Pattern[str]:
    names = sorted((row.title for row in lexicon.titles()), key=lambda t: (-len(t), t))
    return re.compile(rf"\b(?:{any_of(names, blank='[  -]')})(?![\w])", re.IGNORECASE)


@cache
def _rank() -> dict[str, str]:
    return {row.title.lower(): row.rank for row in lexicon.titles()}


def is_courtesy(title: str) -> bool:
    """Whether a title tells no office (Mr., H.E.)."""
    return _rank().get(" ".join(title.lower().split())) == "courtesy"


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
    for title in _titles().finditer(text, max(0, here - _FAR), here):
        run = Span(title.start(), here)
        held = re.match(r" (?:of|for) ", text[title.end() :]) or title.group().lower().startswith(("deputy", "vice"))
        parted = any(m.span.overlaps(run) for m in (*people, *names) if m is not mention)
        # "The Vice President and President Ruiz" are two where the release knows another Vice President.
        office = title.group().lower()
        others = [m.entities[0].role or "" for m in people if m.entities[0] != mention.entities[0]]
        parted |= office.startswith(("deputy", "vice")) and any(role.lower().startswith(office) for role in others)
        of_another = _LISTED.search(text, max(0, title.start() - 40), title.start())
        if title.group()[0].isupper() and held and not parted and not of_another and _is_portfolio(text[title.start() : here]):
            return replace(mention, span=Span(title.start(), mention.span.end))
    return mention


def _cleaned(doc: Doc, sighting: Sighting) -> Sighting | None:
    """The sighting with its name alone, without words of bodies before it and of a headline after it."""
    headline = any(b.kind == "headline" and b.span.contains(sighting.span) for b in doc.blocks)
    name = _without_office(_AFTER_NAME.sub("", sighting.name))
    name = person_in(name, headline=headline)
    at = doc.text.rfind(name, sighting.span.start, sighting.span.end) if name else -1
    if at < 0:
        return None
    if name != sighting.name and not sighting.name.startswith(name) and (whole := _LINKED_NAME.match(doc.text, at)):
        name = person_in(whole.group(), headline=headline)  # words of a body took up the room for the rest of the name
    if not name or (sighting.role is None and not is_named_so(name) and not sighting.courtesy):
        return None
    start = sighting.span.start if sighting.span.start < at and sighting.role else at
    return Sighting(Span(start, at + len(name)), name, sighting.role, sighting.state, courtesy=sighting.courtesy)


def _without_office(name: str) -> str:
    """'NSC Senior Director Ada Lee', 'Ada Lee Director': the name without an office that stuck to it."""
    inner = next(reversed([*_titles().finditer(name)]), None)
    if inner is None or not inner.group()[0].isupper():
        return name
    rest = name[inner.end() :].strip(" ,")
    return rest if " " in rest or not name[: inner.start()].strip() else name[: inner.start()].strip(" ,")


def _without_headline_words(doc: Doc, found: list[Sighting]) -> list[Sighting]:
    """Headlines capitalise verbs: a single word there counts as a name only if the body has it too."""
    heads = [b.span for b in doc.blocks if b.kind == "headline"]
    body = "".join(b.span.of(doc.text) for b in doc.blocks if b.kind != "headline")
    return [s for s in found if _is_named(s.name, body) or _is_plain(doc, s) or not any(h.contains(s.span) for h in heads)]


def _is_named(name: str, body: str) -> bool:
    """Whether a run of capitals in a headline is a name: it holds no headline word, and the body has its last word or it is long."""
    return not holds_headline_word(name) and (name.split()[-1] in body or (" " in name and not find_names(name)))


def _is_plain(doc: Doc, sighting: Sighting) -> bool:
    """Whether a headline's words around a titled single name show that it is one: 'President Ruiz’s call', 'by President Ruiz'."""
    before, after = doc.text[: sighting.span.start], doc.text[sighting.span.end :]
    joined = bool(_BY_AND.search(before.splitlines()[-1] if before else "")) and not holds_headline_word(sighting.name)
    return bool(sighting.role) and (after.startswith(("’s", "'s")) or before.rstrip().endswith((" by", " from", " with")) or joined)


# "Joint Statement by President Ruiz and President Paz": what follows the "and" is a name as well.
_BY_AND = re.compile(r"\b(?:by|from|of|between) [A-Z][^.;:]{3,80} and (?:the )?$")


def _code(entity: Entity) -> str | None:
    return entity.state


def _titled(doc: Doc, names: list[Mention]) -> list[Sighting]:
    text, found = doc.text, []
    starts = {m.span.start: m for m in names}
    ends = {m.span.end: m for m in names}
    office: tuple[int, re.Match[str], str | None] | None = None  # where an office ends that courtesies part from its holder's name
    for match in _titles().finditer(text):
        title = match.group()
        if not title.removeprefix("the ")[0].isupper() and not title.islower():
            continue
        state = _before(text, match.start(), ends)
        whole = _to_portfolio(text, match)
        at, after = _affiliation(text, whole, starts)
        state = after or state
        chained = _titles().match(text, at + 1) if text[at : at + 1] in " ,&" else None
        held = office if office and is_courtesy(title) and _MORE_OFFICE.fullmatch(text, office[0], match.start()) else None
        if chained:
            office = (at, held[1], held[2]) if held else None if is_courtesy(title) else (at, match, state)
            continue
        name = _LINKED_NAME.match(text, at + 1) if text[at : at + 1] in " \xa0" else None
        if name is not None and lexicon.names_a_field(name.group().split()[0]):
            name = None  # "Minister for Development Cooperation and Trade Ada Lee", where the list has the short title alone
        listed = _LISTED.search(text, max(0, match.start() - 40), match.start())
        if name is None and text[at : at + 2] == ", " and not listed:
            courtesy = _titles().match(text, at + 2)
            skip = courtesy.end() + 1 if courtesy and is_courtesy(courtesy.group()) else at + 2
            name = _NAME.match(text, skip)
            alone = name is not None and " " not in name.group() and not (after and text[name.end() : name.end() + 1] == ",")
            if name is not None and (alone or lookup(name.group()) or _titles().match(name.group())):
                name = None
        if name is None and (body := _past_body(text, match.end(), names)) and not is_courtesy(title):
            name = _NAME.match(text, body.span.end + 1)
            if name is not None and (" " not in name.group() or lookup(name.group()) or _titles().match(name.group())):
                name = None
            state = _code(body.entities[0]) if name is not None else state
        far = (_after_portfolio(doc, match.end()) or _ends_portfolio(text, match.end())) if name is None and title[0].isupper() and not listed else None
        if far:
            between = [m for m in names if match.end() <= m.span.start and m.span.end <= far.start]
            if any(_titles().match(text, m.span.end + gap) for m in between for gap in (1, len("’s "))):
                continue  # "the Chilean Minister for Trade and Peruvian Ambassador Ada Lee" are two
            between = [m for m in between if not text[: m.span.start].endswith((" to ", " to the "))]  # whom an envoy is sent to
            state = state or next((_code(m.entities[0]) for m in reversed(between)), None)
            found.append(Sighting(Span(match.start(), far.end), far.of(text), _role_words(text, match), state))
            continue
        if name is None and title[0].isupper() and not is_courtesy(title) and not listed:
            office = (at, match, state)
        if name is None or lookup(name.group()) or title.islower():
            continue
        cut = _cut(name.group(), names, name.start())
        if not cut:
            continue
        end = name.start() + len(cut)
        tail = _tail(text, end, starts)
        if held:
            match, state, whole = held[1], state or held[2], held[1].end()
        role = None if is_courtesy(match.group()) else _under(text, Span(match.start(), whole))
        found.append(Sighting(Span(match.start(), end), cut, role, tail or state, courtesy=role is None))
    found += _apposed(text, starts, ends)
    return [*found, *_paired(text)]


# What may stand between an office and the courtesy before its holder's name: "and Keeper of the Seals, ".
_MORE_OFFICE = re.compile(r"(?: and [A-Z][a-z]+(?: (?:of|for|the|[A-Z][a-z]+)){1,5}(?=,))?,? ?")
# "Deputy Head of the Office of the President Ada Lee": the office is not that of President.
_UNDER = re.compile(
    r"(?:[A-Z][\w’'-]{0,40} (?:(?:of|for|to|the|and|on) ){0,2}){0,20}?(?:Head|Chief|Deputy|Office|Advis[eo]r|Assistant|Aide|Secretary|Representative|"
    r"Envoy|Director|Chair\w*|Member|Administration|Counsel+or|Chancellery|Commissioner|Spokes\w+) (?:(?:[A-Z][\w’'-]{0,40}|of|for|to|the|and|on) ){0,20}?"
    r"(?:of|to) the $"
)


def _under(text: str, title: Span) -> str:
    """The title with the office that is held under it, where one stands before it."""
    above = _UNDER.search(text, max(0, title.start - 100), title.start)
    return (above.group().removeprefix("The ") if above else "") + title.of(text)


def _to_portfolio(text: str, title: re.Match[str]) -> int:
    """Where an office ends whose rank the table lists alone: 'Second Minister' and 'Minister for Law' make 'Second Minister for Law'."""
    inner = [m.start() + title.start() + 1 for m in re.finditer(r" ", title.group())]
    return max((m.end() for at in inner if (m := _titles().match(text, at))), default=title.end()) if inner else title.end()


def _paired(text: str) -> list[Sighting]:
    """'Prime Ministers Ruiz and Paz': a title in the plural with a name for each."""
    found = []
    for match in re.finditer(
        rf"\b(?P<title>(?:[A-Z][a-z]+ )?(?:Presidents|Ministers|Secretaries|Leaders)) (?P<a>{_PART}) and (?P<b>{_PART})", text
    ):
        role = match["title"].replace("Secretaries", "Secretary").rstrip("s")
        for key in ("a", "b"):
            if not _titles().match(match[key]):
                found.append(Sighting(Span(match.start(key), match.end(key)), match[key], role, None))
    return found


# What may stand in a portfolio between a title and its holder: "Minister for Law and Second Minister for Home Affairs Mr ...".
_SMALL = {"of", "for", "and", "the", "in", "to", "on", "at"}
_FAR = 160


def _is_portfolio(words: str) -> bool:
    """Whether words are one run of capitalised and small words with nothing but commas between."""
    if re.search(r"[.;:!?](?!\S)(?<!Mr\.)(?<!Mrs\.)(?<!Ms\.)(?<!Dr\.)(?<!H\.E\.)", words) or "\n" in words:
        return False
    return all(w[0].isupper() or w in _SMALL for w in re.findall(r"[^\W\d_][\w’'.-]*", words))


def _after_portfolio(doc: Doc, end: int) -> Span | None:
    """The name that the tagger sees after a title's portfolio, in the same run of capitalised words."""
    for mention in overlapping(doc.mentions, Span(end, end + _FAR)):
        start = mention.span.start
        if mention.form != "tagged" or mention.entities[0].kind != "person" or not end < start < end + _FAR:
            continue
        label = mention.span.of(doc.text)
        clean = _AFTER_NAME.sub("", re.sub(r"[’']s$", "", label))
        between = doc.text[end:start]
        offices = [m.group() for m in _titles().finditer(between) if not is_courtesy(m.group())]
        if not offices and not re.match(r" (?:of|for) | and [A-Z][a-z]+ (?:of|for) |, [A-Z][\w’'-]* (?:[A-Z][\w’'-]* )?and [A-Z]", between):
            return None
        if _is_portfolio(between) and " " in clean and not _titles().search(clean):
            return Span(start, start + len(clean))
        return None
    return None


_PORTFOLIO = re.compile(r" (?:(?:of|for|and) )?(?P<run>[A-Z][\w’'-]*(?:(?:,? (?:and |the |of )?|-)[A-Z][\w’'-]*){2,14})(?= [a-z]{3,}|[.,;])")


def _ends_portfolio(text: str, end: int) -> Span | None:
    """The name that no tagger sees at the end of a portfolio: what stands right behind the last word for a field or body."""
    run = _PORTFOLIO.match(text, end)
    words = run["run"].split() if run else []
    at = max((i for i, w in enumerate(words) if lexicon.names_a_field(w)), default=-1) + 1
    name = " ".join(words[at:])
    sure = run is not None and (text[run.end()] == " " or has_forename(" ".join(words[at:])))
    if run is None or not at or not sure or not 2 <= len(words) - at <= 4 or name[0].islower() or "," in name or _titles().search(name):
        return None
    return Span(run.end() - len(name), run.end()) if is_named_so(name) and not any(lookup(w) for w in words[at:]) else None


def _role_words(text: str, title: re.Match[str]) -> str:
    """A title with its portfolio up to the next title or name of courtesy."""
    tail = re.match(
        r"(?: (?:of|for)(?: the)? [A-Z]\w+(?:(?:,| and|,? &)? [A-Z]\w+){0,4}?(?= and | Mr| Ms| Dr|,))?",
        text[title.end() : title.end() + 90],
    )
    return title.group() + (tail.group() if tail else "")


def _cut(name: str, names: list[Mention], start: int) -> str:
    """The name without a listed state or organization that follows it directly."""
    name = _AFTER_NAME.sub("", name)
    inner = _titles().search(name, 1)
    if inner and inner.start() > 2:
        return name[: inner.start()].rstrip(" ,")
    for mention in overlapping(names, Span(start, start + len(name))):
        if start < mention.span.start < start + len(name) and mention.form != "demonym":
            return name[: mention.span.start - start].rstrip()
        if mention.span.start == start and len(mention.span.of(name)) == 0 and mention.span.end - start >= len(name):
            return ""
    return name


def _before(text: str, start: int, ends: dict[int, Mention]) -> str | None:
    """The state named right before a title: 'Japanese Foreign Minister', 'Peru's President', 'Secretary' of none."""
    for gap in (1, 2, 3):
        mention = ends.get(start - gap)
        between = text[start - gap : start]
        if mention and mention.entities and between in (" ", "\xa0", "-", ") ", "'s ", "’s "):
            return _code(mention.entities[0])
    run = _OF_A_BODY.search(text, max(0, start - 80), start)  # "French Foreign Ministry Secretary General"
    if run and lexicon.is_institution(run["last"]):
        at = next((end for end in range(run.start(), run.start("last")) if end in ends), None)
        return _code(ends[at].entities[0]) if at is not None else None
    return None


_OF_A_BODY = re.compile(r"(?<= )(?:[A-Z][\w’'.-]* ){1,5}(?P<last>[A-Z][\w-]+) $")


# "The Italian Republic": the kind of state after its people's name.
_KIND = re.compile(
    r" (?:Federal |Federative |Islamic |People’s |People's )?(?:Republic|Kingdom|Federation|Confederation|Government|State)\b"
)
# Whom an envoy is sent to, or for, is not whom he or she acts for.
_ENVOY = re.compile(r"\b(?:envoy|representative|coordinator|co-ordinator|ambassador|commissioner|adviser|advisor)$", re.IGNORECASE)
# "President of the Republic of Peru", where the table lists the short name alone.
_FORMAL = re.compile(
    r" (?:of|for) (?:the )?(?:[A-Z][\w’']+ ){0,2}(?:Republic|Kingdom|State|Federation|Commonwealth|Government|Sultanate|Principality) of (?:the )?"
)


def _affiliation(text: str, at: int, starts: dict[int, Mention]) -> tuple[int, str | None]:
    if formal := _FORMAL.match(text, at):
        mention = starts.get(formal.end())
        if mention and mention.entities:
            return mention.span.end, _code(mention.entities[0])
    for lead in (" of the ", " of ", " for ", " to the ", " to "):
        if text.startswith(lead, at):
            mention = starts.get(at + len(lead)) or starts.get(at + len(lead) + 4)
            if mention and mention.entities:
                kind = _KIND.match(text, mention.span.end) if mention.form == "demonym" else None
                # "Director for Peru", "Ambassador to Peru": whom one deals with is not for whom one acts.
                sent = lead.startswith(" for") or (lead.startswith(" to") and _ENVOY.search(text, max(0, at - 40), at))
                if lead != " to " or sent:
                    end = kind.end() if kind else mention.span.end
                    return _past_host(text, end, starts), None if sent else _code(mention.entities[0])
    return at, None


# "Minister for Trade, Industry and Tourism of Peru", where the table lists "Minister for Trade".
_MORE_FIELDS = re.compile(r"(?:,| and|, and) (?:[A-Z][a-z]+ )?(?P<field>[A-Z][a-z]+)\b")


def _past_body(text: str, at: int, names: list[Mention]) -> Mention | None:
    """The state at the end of 'of the Ministry of Trade of Peru' or 'and Trade of Peru', where an office is held, before its holder's name."""
    more = _MORE_FIELDS.match(text, at)
    if not text.startswith((" of ", " for ", " at ", " in "), at) and not (more and lexicon.names_a_field(more["field"])):
        return None
    for mention in overlapping(names, Span(at, at + _FAR)):
        between = text[at : mention.span.start]
        if mention.entities[0].kind == "state" and mention.form == "name":
            whole = between.endswith((" of ", " of the ")) and between.count(" ") > len(between.split()) // 2 and _is_portfolio(between)
            return mention if whole and text[mention.span.end : mention.span.end + 1] == " " else None
    return None


def _past_host(text: str, end: int, starts: dict[int, Mention]) -> int:
    """Behind 'to Peru' in 'Ambassador of Chile to Peru': where an envoy is sent parts the office from the name."""
    host = next(
        (starts[end + len(lead)] for lead in (" to the ", " to ") if text.startswith(lead, end) and end + len(lead) in starts), None
    )
    return host.span.end if host else end


def _tail(text: str, end: int, starts: dict[int, Mention]) -> str | None:
    for lead in (" of the ", " of ", " from the ", " from "):
        if text.startswith(lead, end):
            mention = starts.get(end + len(lead))
            return _code(mention.entities[0]) if mention and mention.entities else None
    return None


def _past_titles(text: str, at: int, *, offices: bool = False) -> int:
    """Where a name begins behind titles that tell no office: 'H.E. Mr. Leo Paz'; behind all of them, if asked: 'H.E. President Leo Paz'."""
    while (lead := _titles().match(text, at)) and (offices or is_courtesy(lead.group())):
        at = lead.end() + 1 if text[lead.end() : lead.end() + 1] != "." else lead.end() + 2
    return at


def _apposed(text: str, starts: dict[int, Mention], ends: dict[int, Mention]) -> list[Sighting]:
    """'NAME, Minister of X of Y' and 'Japanese counterpart NAME'."""
    found = []
    for match in re.finditer(r"\b(?:counterparts?|colleague|peer|homologue),?[  ](?=[A-Z])", text):
        name = _NAME.match(text, _past_titles(text, match.end()))
        if name and not lookup(name.group()):
            state = _before(text, match.start(), ends)
            found.append(Sighting(Span(match.start(), name.end()), name.group(), COUNTERPART, state))
    found += _counterparts_in_turn(text, starts)
    for match in re.finditer(rf"(?P<name>{_NAME.pattern}), (?:the )?", text):
        people = starts.get(match.end())
        owned = 2 if people and text[people.span.end : people.span.end + 2] in ("'s", "’s") else 0
        title = _titles().match(text, people.span.end + owned + 1 if people else match.end())
        begin = _past_titles(text, match.start("name"), offices=True)
        words = text[begin : match.end("name")]  # empty where the run is nothing but an office
        listed = any(at in starts for at in range(begin, match.end("name")))
        if title and " " in words and not listed and not _titles().match(words):
            _, state = _affiliation(text, title.end(), starts)
            state = state or (_code(people.entities[0]) if people and owned else _before(text, title.start(), ends))
            if not is_courtesy(title.group()):
                found.append(Sighting(Span(begin, match.end("name")), words, title.group(), state))
    return found


_SEVERAL = re.compile(r"\bcounterparts (?:from|of) (?P<states>(?:the )?[A-Z][^.;:]{2,80}?), (?P<names>[A-Z][^.;:()]{3,120})")
_NEXT = re.compile(r",? and |, ")


def _counterparts_in_turn(text: str, starts: dict[int, Mention]) -> list[Sighting]:
    """'Her counterparts from Peru and Chile, Leo Paz and Ida Moe': as many names as states, each of the state in its place."""
    found = []
    for match in _SEVERAL.finditer(text):
        states = [m for at, m in sorted(starts.items()) if match.start("states") <= at < match.end("states") and m.entities[0].kind == "state"]
        at = match.start("names")
        names: list[re.Match[str]] = []
        while len(names) < len(states) and (name := _NAME.match(text, _past_titles(text, at, offices=True))) and " " in name.group():
            names.append(name)
            follow = _NEXT.match(text, name.end())
            at = follow.end() if follow else len(text)
        if len(states) > 1 and len(names) == len(states):
            found += [Sighting(Span(n.start(), n.end()), n.group(), COUNTERPART, _code(s.entities[0])) for n, s in zip(names, states, strict=True)]
    return found


def _tagged(doc: Doc, names: list[Mention]) -> list[Sighting]:
    found = []
    titles = [t for t in _titles().finditer(doc.text) if " " in t.group()]
    for mention in doc.mentions:
        entity = mention.entities[0]
        if mention.form == "tagged" and entity.kind == "person":
            inside = overlapping(names, mention.span)
            clash = any(m.form != "demonym" or m.span.start == mention.span.start for m in inside)
            label = re.sub(r"[’']s$", "", entity.label)
            clash = clash or any(t.start() <= mention.span.start and mention.span.end <= t.end() for t in titles)
            if not clash and _is_capitalised(label) and "\n" not in label and not _titles().search(label):
                found.append(Sighting(Span(mention.span.start, mention.span.start + len(label)), label, None, None))
    return found


_PARTICLES = frozenset(["al", "bin", "bint", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "van", "von", "ter", "ten", "e", "y", "zu", "of", "the"])


def _is_capitalised(name: str) -> bool:
    return name[:1].isupper() and all(w[0].isupper() or not w[0].isalpha() or w.partition("-")[0].lower() in _PARTICLES for w in name.split())


def _disjoint(found: list[Sighting]) -> list[Sighting]:
    """The longest at each place; what another construction tells of the same name there is kept with it."""
    kept: list[Sighting] = []
    for sighting in sorted(found, key=lambda s: (s.span.start - s.span.end, s.span.start, s.role is None)):
        over = next((k for k in kept if k.span.overlaps(sighting.span)), None)
        if over is None:
            kept.append(sighting)
        elif over.name == sighting.name:
            over.role, over.state = over.role or sighting.role, over.state or sighting.state
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
