"""Resolves single persons told by office alone: "the Minister", "the Turkish leader", "the Head of State", "her counterpart"."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.branching import any_of
from kg.mentions.identity import office_of_publisher
from kg.model import Doc, Entity, Mention, Span, overlapping

_RANKS = ("First", "Second", "Deputy", "Vice", "Senior")
_HEADS = r"President|King|Queen|Emir|Amir|Sultan|Grand Duke|Prince"
_GOVERN = r"Prime Minister|Chancellor|Premier|Taoiseach"
# Descriptions that are no title of their own, and the offices that they may stand for.
_STAND_FOR = {
    "leader": re.compile(rf"^(?:{_HEADS}|{_GOVERN}|Chairman|Supreme Leader|General Secretary)\b(?!.*\bOffice\b)", re.IGNORECASE),
    "head of state": re.compile(rf"^(?:{_HEADS})\b", re.IGNORECASE),
    "hr/vp": re.compile(r"^High Representative\b", re.IGNORECASE),
    "hrvp": re.compile(r"^High Representative\b", re.IGNORECASE),
    "eam": re.compile(r"^(?:Minister of External Affairs|External Affairs Minister)\b", re.IGNORECASE),
    "fm": re.compile(r"^(?:Foreign (?:Affairs )?Minister|Minister (?:of|for) Foreign Affairs|Foreign Secretary)\b", re.IGNORECASE),
    "pm": re.compile(r"^Prime Minister\b", re.IGNORECASE),
    "nsa": re.compile(r"^National Security Advis[eo]r\b", re.IGNORECASE),
    "secgen": re.compile(r"^Secretary[- ]General\b", re.IGNORECASE),
    "diplomat": re.compile(r"\b(?:Minister|Ambassador|Secretary|Envoy|Representative|Director|Consul)\b", re.IGNORECASE),
    "official": re.compile(r"\w"),
    "head of government": re.compile(rf"^(?:{_GOVERN})\b", re.IGNORECASE),
}


_APOSTROPHE = "['’]"


@cache
def _bare_titles() -> re.Pattern[str]:
    names = sorted({*(r.title.replace("'", "’") for r in lexicon.titles() if r.rank != "courtesy"), *_STAND_FOR}, key=lambda t: (-len(t), t))
    return re.compile(
        rf"(?:\b(?:[Tt]he |H\.?E\.? (?:the )?|(?:His|Her) Excellency |YA?B )|(?<= and )|(?:^|(?<=[.,] ))(?=Minister [a-z])|(?=(?:EAM|HRVP|PM|FM) [a-z]))(?:(?P<of_whom>[A-Z][\w-]+(?: [A-Z][\w-]+)?) )??(?P<title>(?i:{any_of(names).replace('’', _APOSTROPHE)}))\b"
        r"(?P<of> of (?:the (?:(?:[A-Z]\w+ )?(?:Republic|Kingdom|Federation|State) of (?:the )?)?)?)?(?! [A-Z])"
    )


def persons_by_office(doc: Doc, pair: tuple[Entity, ...]) -> list[Mention]:
    """'The Minister', 'the President': the one person of the release whose office ends so; the issuer's own first."""
    named = [m for m in doc.mentions if m.form == "name" and m.entities[0].kind == "person"]
    offices = _offices(doc, named)
    found = [*_in_headline(doc, offices), *_together_in_headline(doc, pair), *_heads_of_ministries(doc, offices)]
    heads = [b.span for b in doc.blocks if b.kind == "headline"]
    first: dict[Entity, int] = {}
    for mention in named:
        first[mention.entities[0]] = min(mention.span.start, first.get(mention.entities[0], mention.span.start))
    holding = cache(lambda title: [p for p, office in offices.items() if _fits(office, title)])
    for match in _bare_titles().finditer(doc.text):
        title = match.group("title").lower()
        if title in ("leader", "diplomat", "official") and not match["of"] and not match["of_whom"]:
            continue
        titled = match["of"] and any(h.start <= match.start() < h.end for h in heads)  # a headline comes before all names
        fits = [p for p in holding(title) if titled or first[p] < match.start()]
        state = _after(doc, match) if match["of"] else None
        if match["of"]:
            fits = own = [p for p in fits if state and p.state == state.entities[0].state]
        elif match["of_whom"] and match["of_whom"] not in _RANKS:
            whose = next((m.entities[0].state for m in doc.mentions if m.span.start == match.start("of_whom")), None)
            fits = own = [p for p in fits if whose and p.state == whose]
        else:
            own = [p for p in fits if p.state == doc.release.issuer]
            fits = [p for p in fits if p in pair] if len(fits) > 1 and not own else fits
        chosen = own[:1] if own else fits
        if len(chosen) == 1:
            end = state.span.end if state else match.end()
            found.append(Mention(span=Span(match.start(), end), form="nominal", entities=(chosen[0],)))
    return found


@cache
def _headed() -> re.Pattern[str]:
    names = sorted({*(r.title for r in lexicon.titles() if r.rank in ("leader", "minister")), "fm", "pm"}, key=lambda t: (-len(t), t))
    return re.compile(rf"(?:’s|'s)? (?P<title>(?i:{any_of(names)}))\b(?! (?:of|for)\b)")


def _in_headline(doc: Doc, offices: dict[Entity, str]) -> list[Mention]:
    """'Peruvian President receives Chilean Foreign Minister': in a headline, those of the body who hold these offices of these states."""
    heads = [b.span for b in doc.blocks if b.kind == "headline"]
    parts = {t.span.start: t.pos for t in doc.tokens}
    found = []
    for state in (m for m in doc.mentions for h in heads if h.contains(m.span) and m.entities[0].kind == "state"):
        match = _headed().match(doc.text, state.span.end)
        if match is None or (doc.text[match.end() : match.end() + 2][1:].isupper() and parts.get(match.end() + 1) in ("PROPN", None)):
            continue  # a name follows
        fits = [p for p, office in offices.items() if p.state == state.entities[0].state and _fits(office, match["title"].lower())]
        if len(fits) == 1:
            found.append(Mention(span=Span(state.span.start, match.end()), form="nominal", entities=(fits[0],)))
    for head in heads:  # "Foreign Minister receives ...": the issuer's own
        match = _headed().match(" " + head.of(doc.text))
        fits = [p for p, office in offices.items() if match and p.state == doc.release.issuer and _fits(office, match["title"].lower())]
        if match and len(fits) == 1 and parts.get(head.start + match.end()) == "VERB":
            found.append(Mention(span=Span(head.start, head.start + match.end() - 1), form="nominal", entities=(fits[0],)))
    return found


_OF_STATES = re.compile(r"\b(?:[A-Z][a-z]+ )?(?:Ministers|Presidents|Leaders|Secretaries|ministers|presidents|leaders) of (?:the )?$")


def _together_in_headline(doc: Doc, pair: tuple[Entity, ...]) -> list[Mention]:
    """'Foreign Ministers of Peru and Chile meet': in a headline, those of the body who talk for these states."""
    states = {p.state for p in pair if p.kind == "person"}
    for head in (b.span for b in doc.blocks if b.kind == "headline"):
        named = [m for m in doc.mentions if head.contains(m.span) and m.entities[0].kind == "state" and m.form == "name"]
        lead = _OF_STATES.search(doc.text, head.start, named[0].span.start) if named else None
        if lead and len(pair) > 1 and len(states) == len(pair) and {m.entities[0].state for m in named} == states:
            return [Mention(span=Span(lead.start(), named[-1].span.end), form="nominal", entities=pair)]
    return []


def _offices(doc: Doc, named: list[Mention]) -> dict[Entity, str]:
    """Each person of the release with the office told, or the publishing office that its untitled holder has."""
    publishing = office_of_publisher(doc)
    # "The Deputy Prime Minister and Minister of Trade Ada Lee": the words before a name tell more offices than the one that counts.
    words: dict[Entity, str] = {}
    for mention in named:
        told = mention.span.of(doc.text).replace(mention.entities[0].label, "")
        words[mention.entities[0]] = max(words.get(mention.entities[0], ""), told, key=len)
    held = {p: p.role or (publishing if p.state and p.state == doc.release.issuer else "") for p in words}
    return {p: f"{role}, {words[p]}" if role and role in words[p] and len(words[p]) > len(role) + len(" and ") else role for p, role in held.items()}


def _fits(office: str, title: str) -> bool:
    if title in _STAND_FOR:
        return bool(_STAND_FOR[title].search(office))
    office, title = office.replace("'", "’"), title.replace("'", "’")
    return bool(office) and (title in office.lower() or _turned(title) == _turned(office.lower()) != "")


_FOR_WHAT = re.compile(r"(?:(?P<before>[a-z]+) (?P<rank>minister|secretary)|(?P<rank_of>minister|secretary) (?:of|for) (?P<behind>[a-z]+)(?: affairs| relations)?)")


def _turned(office: str) -> str:
    """What a minister or secretary is for, and which of the two: 'Foreign Minister' and 'Minister of Foreign Affairs' are the same."""
    match = _FOR_WHAT.fullmatch(office)
    what = (match["before"] or match["behind"]).replace("defense", "defence") if match else ""
    return f"{what} {match['rank'] or match['rank_of']}" if match and what not in ("prime", "deputy", "vice", "state", "first", "permanent") else ""


def _after(doc: Doc, match: re.Match[str]) -> Mention | None:
    """The name after 'of': where the formal name is listed it begins at 'the' or at its first word."""
    starts = range(match.start("of") + len(" of "), match.end() + 1)
    return next((m for m in overlapping(doc.mentions, Span(starts.start, starts.stop)) if m.span.start in starts and m.form != "demonym"), None)


_HEAD_OF = re.compile(r"\b[Tt]he [Hh]ead of (?:the )?(?P<who>[A-Z][\w-]+) (?:[Ff]oreign [Mm]inistry|[Ff]oreign policy (?:department|service|agency)|diplomacy|MFA|Ministry of Foreign Affairs)\b")


def _heads_of_ministries(doc: Doc, offices: dict[Entity, str]) -> list[Mention]:
    """'The head of Chilean diplomacy': the foreign minister of that state whom the release names."""
    found = []
    for match in _HEAD_OF.finditer(doc.text):
        state = next((m.entities[0].state for m in doc.mentions if m.span.start == match.start("who")), None)
        fits = [p for p, office in offices.items() if state and p.state == state and re.search(r"\bForeign\b|\bExternal Affairs\b", office)]
        if len(fits) == 1:
            found.append(Mention(span=Span(*match.span()), form="nominal", entities=(fits[0],)))
    return found


_OF_SEVERAL = re.compile(r"\b(?:his|her|their) (?P<who>[A-Z][\w-]+(?:, [A-Z][\w-]+)* and [A-Z][\w-]+) counterparts\b(?!,? [A-Z])")


def _counterparts_of_several(doc: Doc) -> list[Mention]:
    """'His Chilean and Norwegian counterparts': an unnamed actor for each of the states."""
    found = []
    for match in _OF_SEVERAL.finditer(doc.text):
        sides = [m for m in doc.mentions if match.start("who") <= m.span.start < match.end("who") and m.form == "demonym" and m.entities[0].state]
        if len(sides) > 1:
            rows = ((f"#ac{m.span.start:05}", f"{m.span.of(doc.text)} counterpart", m.entities[0].state) for m in sides)
            actors = tuple(Entity(id=i, kind="unnamed", label=label, state=state) for i, label, state in rows)
            found.append(Mention(span=Span(*match.span()), form="nominal", entities=actors))
    return found


_COUNTERPART = re.compile(r"\b(?:his|her|their) (?:(?P<of_whom>[A-Z][\w-]+) )?(?:counterparts?|peer|homologue)\b(?!,? [A-Z])")


def counterparts(doc: Doc, pair: tuple[Entity, ...]) -> list[Mention]:
    """'Her counterpart': of those who talk, all but the one named last before; with a people's name, the one of that state."""
    found = _counterparts_of_several(doc)
    for match in _COUNTERPART.finditer(doc.text):
        sentence = doc.sentence_at(match.start())
        before = [m for m in doc.mentions if sentence and sentence.span.start <= m.span.start < m.span.end <= match.start()]
        owner = next((m.entities[0] for m in reversed(before) if m.entities[0] in pair), None)
        whose = next((m.entities[0].state for m in doc.mentions if m.span.start == match.start("of_whom")), None)
        others = tuple(p for p in pair if owner and p != owner and (not match["of_whom"] or p.state == whose))
        if others and (len(others) == 1 or match.group().endswith("s")):
            found.append(Mention(span=Span(match.start(), match.end()), form="nominal", entities=others))
    return found
