"""Knows offices and names as words of a text: where an office begins and ends, whose it is, and what a name may look like."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.branching import any_of
from kg.mentions.forms import has_forename, is_named_so
from kg.mentions.gazetteer import lookup
from kg.model import Doc, Entity, Mention, Span, overlapping

# "D.Enkhbold", "Ch.Bat": an initial may stick to the name behind it.
PART = r"(?:(?:[A-Z][hs]?\.){1,2}(?=[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*[\w])[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*[\w]|(?:[A-Z]|Ma|Md|Mohd)\.(?:-?[A-Z]\.)?|[B-HJ-Z](?=[  ][A-Z])|[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*[\w](?<!’s)(?<!'s)(?:[’'](?= (?:al|el|bin)[- ]))?)"
_LINK = r"(?:(?:al|bin|bint|binti|da|de|del|den|der|di|dos|du|el|ibn|la|le|van|von|ter|ten)[ -])"
NAME = re.compile(rf"(?!(?:II|III|IV|VI|VII|VIII|IX)\b){PART}(?:[  ](?:{_LINK})?(?!(?:Jr|Sr)\b){PART}){{0,4}}(?:,? (?:Jr|Sr)\b\.?)?")
LINKED_NAME = re.compile(rf"(?:(?:von|van|de|da|di|del|al|el|bin|der|la|dos)[ -]){{0,2}}{NAME.pattern}")
# Letters of honours and seats after a name are no part of it.
AFTER_NAME = re.compile(r",? (?:MP|MPs|MLA|MHA|MLC|SC|AC|AO|AM|QC|KC|CBE|OBE|KBE|CMG|KCMG|GCMG)\b.*")
# A name and a comma before a title: in a list the title is that name's, not the next one's.
_LISTED = re.compile(r"[A-Z][\w’'-]{1,40}, (?:the |The )?(?:[A-Z][a-z]{1,40} )?$")
_APOSTROPHE = "['’]"


def _plain(title: str) -> str:
    return title.replace("'", "’")

_RUN_BEFORE = re.compile(r"(?:[A-Z][\w’'.-]* ){0,4}[A-Z][\w’'-]{1,40}, (?:the |The )?(?:[A-Z][a-z]{1,40} )?$")


def is_listed(text: str, at: int) -> bool:
    """Whether a name and a comma stand before an office, and the name has no office of its own: then this one is its."""
    if not _LISTED.search(text, max(0, at - 40), at):
        return False
    run = _RUN_BEFORE.search(text, max(0, at - 120), at)
    start = run.start() if run else at
    lead = titles().match(text, start)
    if lead and is_courtesy(lead.group()) and text.startswith(("the ", "The "), at - len("the ")) and _names_holder(text, start):
        return False  # "the Minister of Trade of Peru, Hon. Ida Moe, the Minister of Trade of Chile, H.E. Leo Paz"
    held = (m for m in titles().finditer(text, max(0, start - 60), at) if not is_courtesy(m.group()) and m.group()[0].isupper())
    # "Ambassador Ida Moe, the Minister of Trade of Peru, Leo Paz": an article begins another's office.
    last = at - len(", the ") if text.startswith(("the ", "The "), at - len("the ")) else min(start + 1, at - len(", "))
    return not any(start - len(", Dr. ") <= m.end() <= last for m in held)


def _names_holder(text: str, start: int) -> bool:
    """Whether a comma and an office with whose it is stand before a name: that office is its."""
    if not text.endswith(", ", 0, start):
        return False
    offices = [m for m in titles().finditer(text, max(0, start - 90), start) if not is_courtesy(m.group()) and m.group()[0].isupper()]
    return bool(offices) and is_portfolio(text[offices[-1].end() : start - len(", ")])


# The courtesies of a father's name are part of the name.
_OF_A_FATHER = [f"{son} {title}" for son in ("bin", "binti") for title in ("", "Pehin ", "Pehin Dato ", "Dato ", "Haji ", "Awang ")]
_NOT_BEHIND = r"(?!(?:Amir|Emir|Sultan|Malik) bin )" + "".join(f"(?<!\\b{words})" for words in _OF_A_FATHER)


@cache
def titles() -> re.Pattern[str]:
    """Any listed title, the longest first, in small letters and in capitals; "Amir bin Dato Osman" is a name."""
    names = sorted({_plain(row.title) for row in lexicon.titles()}, key=lambda t: (-len(t), t))
    return re.compile(rf"\b{_NOT_BEHIND}(?:{any_of(names, blank='[  -]').replace('’', _APOSTROPHE)})(?![\w])", re.IGNORECASE)


@cache
def _rank() -> dict[str, str]:
    return {_plain(row.title.lower()): row.rank for row in lexicon.titles()}


def is_courtesy(title: str) -> bool:
    """Whether a title tells no office (Mr., H.E.)."""
    return _rank().get(_plain(" ".join(title.lower().split()))) == "courtesy"


def body_of(title: str) -> str | None:
    """The organization whose office a title is, if it is of one alone: 'European Commissioner'."""
    return _bodies().get(_plain(" ".join(title.lower().split())))


@cache
def _bodies() -> dict[str, str]:
    return {_plain(row.title): row.body for row in lexicon.titles() if row.body}


def party_code(entity: Entity) -> str | None:
    """For whom an entity acts, as its code."""
    return entity.state


def of_whom(text: str, names: list[Mention], span: Span) -> str | None:
    """The state that the rest of an office says it is of: ' and Human Mobility of the Republic of Peru, '."""
    inside = [m for m in overlapping(names, span) if span.contains(m.span) and m.entities[0].kind == "state"]
    return next((party_code(m.entities[0]) for m in inside if text[max(0, m.span.start - 8) : m.span.start].endswith((" of ", " of the "))), None)

# What may stand between an office and the courtesy before its holder's name: "and Keeper of the Seals, ".
MORE_OFFICE = re.compile(r"(?: and [A-Z][a-z]+(?: (?:of|for|the|[A-Z][a-z]+)){1,12}(?=,))?,? ?")
# "Deputy Head of the Office of the President Ada Lee": the office is not that of President.
_UNDER = re.compile(
    r"(?:[A-Z][\w’'-]{0,40} (?:(?:of|for|to|the|and|on) ){0,2}){0,20}?(?:Head|Chief|Deputy|Office|Advis[eo]r|Assistant|Aide|Secretary|Representative|"
    r"Envoy|Director|Chair\w*|Member|Administration|Counsel+or|Chancellery|Commissioner|Spokes\w+) (?:(?:[A-Z][\w’'-]{0,40}|of|for|to|the|and|on) ){0,20}?"
    r"(?:of|to) the $"
)


def with_above(text: str, title: Span) -> str:
    """The title with the office that is held under it, where one stands before it."""
    return above(text, title.start).removeprefix("The ") + title.of(text)


def above(text: str, start: int) -> str:
    """What stands before an office that makes it that of the one whom its holder serves: 'Advisor to the '."""
    above = _UNDER.search(text, max(0, start - 100), start)
    return above.group() if above else ""


def to_portfolio(text: str, title: re.Match[str]) -> int:
    """Where an office ends whose rank the table lists alone: 'Second Minister' and 'Minister for Law' make 'Second Minister for Law'."""
    inner = [m.start() + title.start() + 1 for m in re.finditer(r" ", title.group())]
    return max((m.end() for at in inner if (m := titles().match(text, at))), default=title.end()) if inner else title.end()

# What may stand in a portfolio between a title and its holder: "Minister for Law and Second Minister for Home Affairs Mr ...".
_SMALL = {"of", "for", "and", "the", "in", "to", "on", "at", "–", "sisterly", "brotherly", "friendly"}
FAR = 160
_SHORT_COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Hon|Amb|Prof|Gen|Lt|Col|Maj|Brig|Capt|Eng|Engr|Sen|Rev|Ma|H\.E)\.")


def is_portfolio(words: str) -> bool:
    """Whether words are one run of capitalised and small words with nothing but commas between."""
    words = _SHORT_COURTESY.sub("", words)
    if re.search(r"[.;:!?](?!\S)", words) or "\n" in words:
        return False
    return all(w[0].isupper() or w in _SMALL for w in re.findall(r"[^\W\d_][\w’'.-]*", words))


def holder(doc: Doc, end: int) -> Span | None:
    """The name that stands behind a title's portfolio: as the tagger sees it, whole where it sees but the last of it."""
    tagged, last = _after_portfolio(doc, end) or _behind_comma(doc.text, end), _ends_portfolio(doc.text, end)
    return last if tagged is None or (last is not None and last.end == tagged.end and last.start < tagged.start) else tagged


def _after_portfolio(doc: Doc, end: int) -> Span | None:
    """The name that the tagger sees after a title's portfolio, in the same run of capitalised words."""
    for mention in overlapping(doc.mentions, Span(end, end + FAR)):
        start = mention.span.start
        if mention.form != "tagged" or mention.entities[0].kind != "person" or not end < start < end + FAR:
            continue
        label = mention.span.of(doc.text)
        clean = AFTER_NAME.sub("", re.sub(r"[’']s$", "", label))
        between = doc.text[end:start]
        offices = [m.group() for m in titles().finditer(between) if not is_courtesy(m.group())]
        if not offices and not _GOES_ON.match(between) and not _in_a_body(between):
            return None
        parted = between.rstrip().endswith(" and")  # "Chief of Staff to the President, and Leo Paz": another
        if is_portfolio(between) and not parted and " " in clean and not titles().search(clean):
            whole = LINKED_NAME.match(doc.text, start)  # the tagger stops inside "Karim bin Ali bin Omar Al Noor"
            fits = whole is not None and whole.group().startswith(clean + " ") and not titles().search(whole.group()) and not lookup(whole.group())
            return Span(start, whole.end() if whole and fits else start + len(clean))
        return None
    return None

def _behind_comma(text: str, end: int) -> Span | None:
    """The name behind a portfolio and a comma, that begins with a listed forename: 'Minister for Development and the Pacific, Ada Lee'."""
    at = text.find(", ", end, end + FAR)
    while at > end and is_portfolio(text[end:at]):
        name = NAME.match(text, past_titles(text, at + 2))
        named = any(w[0].isupper() and has_forename(w.rstrip(",")) for w in text[end:at].split())  # "Minister for Trade Leo Paz, Ada Lee"
        if name and not named and " " in name.group() and has_forename(name.group()) and not lookup(name.group()) and not titles().search(name.group()):
            return None if any(not is_courtesy(m.group()) for m in titles().finditer(text, end, at)) else Span(name.start(), name.end())
        at = text.find(", ", at + 1, end + FAR)
    return None


# How an office goes on behind its title: "for Trade", "at the Ministry of Trade", ", Ports and Trade".
_GOES_ON = re.compile(r" (?:of|for) | at (?:the )?[A-Z]| and [A-Z][a-z]+ (?:of|for) |, [A-Z][\w’'-]* (?:[A-Z][\w’'-]* )?and [A-Z]")
_SET_OFF = re.compile(r", ([A-Z][^,]{3,80}), (?:(?:Dr|Prof|Hon|H\.E|Amb|Ambassador)\.? ){1,3}$")


def _in_a_body(between: str) -> bool:
    """'The Secretary, Department of Ports, Dr. [Lee]': the body between two commas, where the office is held."""
    body = _SET_OFF.fullmatch(between)
    return body is not None and any(lexicon.is_institution(w) for w in body[1].split())


_PORTFOLIO = re.compile(r" (?:(?:of|for|and) )?(?P<run>[A-Z](?:[\w’']|-(?![A-Z]))*+(?:(?:,? (?:and |the |of )?|-)[A-Z](?:[\w’']|-(?![A-Z]))*+){2,14})(?= [a-z]{3,}|[.,;])")


def _ends_portfolio(text: str, end: int) -> Span | None:
    """The name that no tagger sees at the end of a portfolio: what stands right behind the last word for a field or body."""
    run = _PORTFOLIO.match(text, end)
    words = run["run"].split() if run else []
    at = max((i for i, w in enumerate(words) if lexicon.names_a_field(w)), default=-1) + 1
    name = " ".join(words[at:])
    sure = run is not None and (text[run.end()] == " " or has_forename(" ".join(words[at:])))
    if run is None or not at or not sure or not 2 <= len(words) - at <= 4 or name[0].islower() or "," in name or titles().search(name):
        return None
    return Span(run.end() - len(name), run.end()) if is_named_so(name) and not any(lookup(w) for w in words[at:]) else None


def role_words(text: str, title: re.Match[str], before: Span) -> str:
    """A title with its portfolio up to the next title or name of courtesy, or with the offices that follow it before the name."""
    more = [m for m in titles().finditer(text, title.end(), before.end) if not is_courtesy(m.group())]
    if more and re.search(r"\band (?:[A-Z][a-z]+ )?$", text[title.end() : more[-1].start()]):
        return text[title.start() : more[-1].end()]
    tail = re.match(
        r"(?: (?:of|for)(?: the)? [A-Z]\w+(?:(?:,| and|,? &)? [A-Z]\w+){0,4}?(?= and | Mr| Ms| Dr|,| $))?",
        text[title.end() : min(before.end, title.end() + 90)],
    )
    return title.group() + (tail.group() if tail else "")


def told_before(text: str, start: int, ends: dict[int, Mention]) -> str | None:
    """The state named right before a title: 'Japanese Foreign Minister', 'Peru's President', 'Secretary' of none."""
    for gap in (1, 2, 3):
        mention = ends.get(start - gap)
        between = text[start - gap : start]
        if mention and mention.entities and between in (" ", "\xa0", "-", ") ", "'s ", "’s "):
            return party_code(mention.entities[0])
    run = _OF_A_BODY.search(text, max(0, start - 80), start)  # "French Foreign Ministry Secretary General"
    if run and lexicon.is_institution(run["last"]):
        at = next((end for end in range(run.start(), run.start("last")) if end in ends), None)
        return party_code(ends[at].entities[0]) if at is not None else None
    return None

_OF_A_BODY = re.compile(r"(?<= )(?:[A-Z][\w’'.-]* ){1,5}(?P<last>[A-Z][\w-]+) $")
# "The Italian Republic": the kind of state after its people's name.
_KIND = re.compile(
    r" (?:Federal |Federative |Islamic |People’s |People's )?(?:Republic|Kingdom|Federation|Confederation|Government|State)\b"
)
_KIN = re.compile(r"(?:sisterly|brotherly|friendly) ")  # what Arab ministries say of other states
# Whom an envoy is sent to, or for, is not whom he or she acts for.
_ENVOY = re.compile(r"\b(?:envoy|representative|coordinator|co-ordinator|ambassador|commissioner|adviser|advisor)$", re.IGNORECASE)
# "President of the Republic of Peru", where the table lists the short name alone.
_FORMAL = re.compile(
    r" (?:of|for) (?:the )?(?:sisterly |brotherly |friendly )?(?:[A-Z][\w’']+ ){0,2}(?:Republic|Kingdom|State|Federation|Commonwealth|Government|Sultanate|Principality) of (?:the )?"
)


def past_second(text: str, at: int) -> int:
    """Behind what else the holder of an office is in charge of: 'Deputy Prime Minister and Minister of Trade and Expatriates'."""
    if text.startswith(" and ", at) and (title := titles().match(text, at + 5)) and not is_courtesy(title.group()):
        at = title.end()
    while (more := _MORE_FIELDS.match(text, at)) and lexicon.names_a_field(more["field"]):
        at = more.end()
    return at


# "Chief Adviser to the President of Peru", "Chief of Staff to Prime Minister Ada Lee of Peru": who serves an office-holder acts for whom that one does.
_SERVED = re.compile(r" (?:to|of) (?:the )?(?:H\.?E\.? )?(?=[A-Z])")


def affiliation(text: str, at: int, starts: dict[int, Mention]) -> tuple[int, str | None]:
    """Where an office ends with whose it is, and the state: 'Minister of Peru', 'Ambassador of Chile to Peru'."""
    if formal := _FORMAL.match(text, at):
        mention = starts.get(formal.end())
        if mention and mention.entities:
            return mention.span.end, party_code(mention.entities[0])
    if (served := _SERVED.match(text, at)) and (title := titles().match(text, served.end())) and not is_courtesy(title.group()):
        name = NAME.match(text, title.end() + 1)
        end, state = affiliation(text, name.end() if name and text.startswith(" ", title.end()) else title.end(), starts)
        if state:
            return end, state
    for lead in (" of the ", " of ", " for ", " to the ", " to "):
        if text.startswith(lead, at):
            kin = _KIN.match(text, at + len(lead))
            mention = starts.get(kin.end() if kin else at + len(lead)) or starts.get(at + len(lead) + 4)
            if mention and mention.entities:
                kind = _KIND.match(text, mention.span.end) if mention.form == "demonym" else None
                # "Director for Peru", "Ambassador to Peru": whom one deals with is not for whom one acts.
                sent = lead.startswith(" for") or (lead.startswith(" to") and _ENVOY.search(text, max(0, at - 40), at))
                if lead != " to " or sent:
                    end = kind.end() if kind else mention.span.end
                    return _past_host(text, end, starts), None if sent else party_code(mention.entities[0])
    return at, None

# "Minister for Trade, Industry and Tourism of Peru", where the table lists "Minister for Trade".
_MORE_FIELDS = re.compile(r"(?:,| and|, and) (?:[A-Z][a-z]+ )?(?P<field>[A-Z][a-z]+)\b")


def past_body(text: str, at: int, names: list[Mention]) -> Mention | None:
    """The state at the end of 'of the Ministry of Trade of Peru' or 'and Trade of Peru', where an office is held."""
    more = _MORE_FIELDS.match(text, at)
    if not text.startswith((" of ", " for ", " at ", " in "), at) and not (more and lexicon.names_a_field(more["field"])):
        return None
    for mention in overlapping(names, Span(at, at + FAR)):
        between = text[at : mention.span.start]
        if mention.entities[0].kind == "state" and mention.form == "name":
            whole = between.endswith((" of ", " of the ")) and between.count(" ") > len(between.split()) // 2 and is_portfolio(between)
            return mention if whole else None
    return None


def _past_host(text: str, end: int, starts: dict[int, Mention]) -> int:
    """Behind 'to Peru' in 'Ambassador of Chile to Peru': where an envoy is sent parts the office from the name."""
    host = next(
        (starts[end + len(lead)] for lead in (" to the ", " to ") if text.startswith(lead, end) and end + len(lead) in starts), None
    )
    return host.span.end if host else end


def told_behind(text: str, end: int, starts: dict[int, Mention]) -> str | None:
    """The state that a name is said to be of right behind it: 'Ada Lee of Peru'."""
    for lead in (" of the ", " of ", " from the ", " from "):
        if text.startswith(lead, end):
            mention = starts.get(end + len(lead))
            owner = mention is not None and text.startswith(("’s ", "'s "), mention.span.end)  # "assured Minister Lee of Peru's support"
            return party_code(mention.entities[0]) if mention and mention.entities and not owner else None
    return None


def past_titles(text: str, at: int, *, offices: bool = False) -> int:
    """Where a name begins behind titles that tell no office: 'H.E. Mr. Leo Paz'; behind all of them, if asked: 'H.E. President Leo Paz'."""
    while (lead := titles().match(text, at)) and (offices or is_courtesy(lead.group())):
        at = lead.end() + 1 if text[lead.end() : lead.end() + 1] != "." else lead.end() + 2
    return at


def past_open_title(text: str, at: int) -> int:
    """Where a title ends in whose midst a place lies: 'Dato [Seri Setia Amin]'; the place itself where there is none."""
    return next((m.end() + 1 for m in titles().finditer(text, max(0, at - 60), at + 60) if m.start() < at < m.end()), at)


def ends_with_title(text: str, at: int) -> bool:
    """Whether an office stands right before a place."""
    return any(not is_courtesy(m.group()) and m.end() + 1 == at for m in titles().finditer(text, max(0, at - 60), at))
