"""Joins the names of a release to persons by rules that cannot join two, and tells for whom each person acts."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from kg import lexicon
from kg.keys import slug
from kg.mentions.gazetteer import find_names
from kg.mentions.leaders import holds_office, is_led_elsewhere, led_state
from kg.mentions.participants import is_joint
from kg.model import Doc, Entity, Mention, Span

COUNTERPART = "counterpart"


class Sighting:
    """One place where a person is named: the span, the name, the office and state told there, and whether a courtesy leads it ('Mr.')."""

    __slots__ = ("courtesy", "name", "role", "span", "state")

    def __init__(self, span: Span, name: str, role: str | None, state: str | None, *, courtesy: bool = False) -> None:
        self.span, self.name, self.role, self.state, self.courtesy = span, name, role, state, courtesy


# A short word is a name of its own: only longer ones have spellings.
_LONG = 6


def _spelling(word: str) -> str:
    """A long word without what transliterations differ in: doubled letters, and how a final -y is written."""
    if len(word) < _LONG:
        return word
    return re.sub(r"(?:iy|yi|ii|yy|ij|i|y|j)$", "y", re.sub(r"([a-z])\1", r"\1", word))


@lru_cache(maxsize=4096)
def words_of_name(name: str) -> frozenset[str]:
    """The words of a name whatever their order, accents and spelling; initials and Jr. left out."""
    return frozenset(_spelling(w) for w in slug(name).split("-") if len(w) > 1 and w not in ("jr", "sr"))


@cache
def _verdicts() -> dict[frozenset[str], str]:
    return {frozenset((slug(row.one), slug(row.other))): row.verdict for row in lexicon.judgements()}


def judged(one: str, other: str) -> str | None:
    """What data/actors/judgements.tsv says of two names: same, never or unsure; ``None`` if nothing."""
    return _verdicts().get(frozenset((slug(one), slug(other))))


@cache
def _first_names() -> dict[str, str]:
    return {slug(row.other): row.one for row in lexicon.judgements() if row.verdict == "same"}


@cache
def _judged_same() -> frozenset[str]:
    return frozenset(name for pair, verdict in _verdicts().items() if verdict == "same" for name in pair)


def _canonical(name: str) -> str:
    """The name under which a person is known where a judgement says that two are the same."""
    return _first_names().get(slug(name), name)


def join(doc: Doc, found: list[Sighting]) -> list[Mention]:
    """One entity per person: a shorter name belongs to the one fuller name that has all its words, or stands alone.

    Names that a judgement keeps apart, or is unsure of, are never joined.
    """
    full = _FullNames()
    names = sorted({s.name for s in found if words_of_name(s.name)}, key=lambda n: (-len(words_of_name(n)), sorted(words_of_name(n)), n))
    for name in names:
        if not full.of(name):
            full.add(name)
    meant = {name: full.of(name) for name in names}
    groups: dict[str, list[Sighting]] = {}
    for sighting in found:
        fits = meant.get(sighting.name, [])
        if len(fits) > 1:
            fits = [name for name in fits if name == sighting.name] or _introduced(found, fits, sighting)
        if len(fits) == 1:
            groups.setdefault(fits[0], []).append(sighting)
    mentions = []
    own: set[str] = set()
    known: list[tuple[Span, Entity]] = []
    for name, rows in sorted(groups.items(), key=lambda g: g[1][0].span):
        if any(r.role or r.courtesy for r in rows) or len(words_of_name(name)) > 1 or holds_office(name, doc.release):
            person = _person(doc, rows, own, known)
            known += [(s.span, person) for s in rows]
            mentions += [Mention(span=s.span, form="name", entities=(person,)) for s in rows]
    return sorted(mentions, key=lambda m: m.span)


class _FullNames:
    """The full names of a release by their words: a text may name thousands."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._holding: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, name: str) -> None:
        """Take in another."""
        self._places[name] = len(self._places)
        for word in words_of_name(name):
            self._holding[word].append(name)

    def of(self, short: str) -> list[str]:
        """Those that a name may be short for, in the order in which they were added."""
        near = min((self._holding.get(word, []) for word in words_of_name(short)), key=len)
        same = [name for name in self._places if judged(short, name) == "same"] if slug(short) in _judged_same() else []
        return sorted({name for name in (*near, *same) if _may_be(short, name)}, key=self._places.__getitem__)


def _may_be(short: str, full: str) -> bool:
    """Whether a name has no word that the other lacks, or is judged the same, and no judgement keeps the two apart."""
    verdict = judged(short, full)
    return verdict == "same" or (words_of_name(short) <= words_of_name(full) and verdict is None)


def _introduced(found: list[Sighting], fits: list[str], short: Sighting) -> list[str]:
    """Of several fuller names that a short one fits: those the text has given by then, in an office that fits it too."""
    words = {words_of_name(name): name for name in fits}
    before = [s for s in found if s.span.end <= short.span.start and words_of_name(s.name) in words]
    known = list(dict.fromkeys(words[words_of_name(s.name)] for s in before))
    if len(known) > 1 and short.role:
        word = short.role.lower().split()[0]
        fitting = [words[words_of_name(s.name)] for s in before if s.role and word in s.role.lower().split()]
        known = list(dict.fromkeys(fitting)) or known
    return known


def _person(doc: Doc, rows: list[Sighting], own: set[str], known: list[tuple[Span, Entity]]) -> Entity:
    name = max((r.name for r in rows), key=lambda n: (len(words_of_name(n)), not n.isupper(), len(n)))
    role = next((r.role for r in rows if r.role), None)
    state = next((r.state for r in rows if r.state), None)
    if state is None and role:
        state = _beside(doc, rows[0].span, role, known)
    if state is None:
        state = _accompanying(doc, rows[0].span, known) or _led(doc, rows[0].span) or _among(doc, rows[0].span) or (_visited(doc, rows[0].span) if role else None)
    if state is None and role and not is_led_elsewhere(name, role, doc.release) and _is_own(doc, role, rows[0].span, own):
        state = doc.release.issuer
        own.add(_kind_of(role))
    elif state is None and role and _kind_of(role) in own and _IN_CABINET.search(role):
        state = _of_the_others(doc, rows[0].span, known)
    if state is None and role is None and _is_principal(doc, rows[0].span):
        state = doc.release.issuer
        own.add(office_of_publisher(doc).lower())
    prefix = f"{state.split('/')[-1]}-" if state else ""
    return Entity(id=f"person/{prefix}{slug(_canonical(name))}", kind="person", label=name, state=state, role=role)


# Offices that an international organization fills itself; any other title in its texts may be anybody's.
_OF_BODIES = ("representative", "commissioner", "european", "secretary-general", "secretary general", "spokesperson", "hrvp")


_OF_FOREIGN_AFFAIRS = re.compile(r"^(?:foreign(?: affairs)? minister|minister (?:of|for) (?:\w+ and )?foreign\b.*|secretary (?:of|for) foreign affairs|external affairs minister)$")


def _kind_of(role: str) -> str:
    """An office as a state has but one of it: however its foreign minister is called, there is one."""
    return "foreign minister" if _OF_FOREIGN_AFFAIRS.match(role.lower()) else role.lower()


def _is_own(doc: Doc, role: str, span: Span, taken: set[str]) -> bool:
    """Whether a title told without a state is the issuer's own: the first of its kind in the text."""
    if role.startswith(("UN ", "High Representative")) and "/" not in str(doc.release.issuer):
        return False  # a title that names its body is no state's
    if role == COUNTERPART or not doc.release.issuer or _kind_of(role) in taken or is_foreign(role, doc.release.issuer):
        return False
    if is_joint(doc) and "/" not in doc.release.issuer:
        return False  # several speak: a bare title may be of any of them
    sentence = doc.around(span)
    if role.lower() == office_of_publisher(doc).lower() and re.search(r"\bI\b", doc.text[sentence.start : span.start]):
        return False  # "I will meet Prime Minister Paz", says a prime minister
    if _accredited(doc, span) == doc.release.issuer:
        return False  # "the Ambassador to Peru" in a text of Peru is another's
    return "/" not in doc.release.issuer or any(word in role.lower() for word in _OF_BODIES)


def is_foreign(role: str, issuer: str) -> bool:
    """Whether a state has no such office: a prime minister in a text of the United States is another's."""
    absent = next((row.offices for row in lexicon.absent_offices() if row.state == issuer), ())
    return any(re.search(rf"\b{office}\b", role, re.IGNORECASE) for office in absent)


_TO = re.compile(r"\b(?:Ambassador|High Commissioner|Representative|Envoy|Nuncio)(?:-designate)? to (?:the )?", re.IGNORECASE)


def _accredited(doc: Doc, span: Span) -> str | None:
    """To whom a diplomat is sent, told in or right after the words that name him or her."""
    stretch = doc.text[span.start : span.end + 60]
    to = _TO.search(stretch)
    places = find_names(stretch) if to else []
    return next((m.entities[0].state for m in places if to and m.span.start in (to.end(), to.end() - len("the "))), None)


_LED = re.compile(
    r"\b(?:delegation|side|team)\b[^.;\n]{0,60}?\b(?:led|headed|chaired|represented) by (?:the )?(?:[A-Z][\w.’'-]* ){0,5}$"
)


def _led(doc: Doc, span: Span) -> str | None:
    """'The Swiss delegation was led by Ms. Frei': the state whose delegation a person leads."""
    start = max(0, span.start - 160)
    led = _LED.search(doc.text[start : span.start])
    before = find_names(doc.text[start : start + led.start()]) if led else []
    near = [m for m in before if led and 0 < led.start() - m.span.end <= 1]
    return near[0].entities[0].state if near else None


_JOINT = re.compile(r"(?: of (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?)?(?: (?:MP|QC|KC))?,? (?:and|&) (?:the |its |[Tt]he Hon\.? )?$|, (?:and )?(?:the )$")
_IN_CABINET = re.compile(r"\b(?:Minister|Secretary)\b", re.IGNORECASE)
_AT_ITS_HEAD = re.compile(r"^(?:Prime Minister|President|Premier)$", re.IGNORECASE)


def _beside(doc: Doc, span: Span, role: str, known: list[tuple[Span, Entity]]) -> str | None:
    """'The Chilean Minister of Trade, Leo Paz, and the Minister of Defence, Ada Lee': two of one government, where only the first's state is told."""
    before = max((k for k in known if k[0].end <= span.start), key=lambda k: k[0], default=None)
    state = (before[1].state or led_state(before[1].label, before[1].role, doc.release)) if before else None
    if before is None or state is None or before[1].role in (None, role) or not _JOINT.fullmatch(doc.text, before[0].end, span.start):
        return None
    return state if _IN_CABINET.search(role) and not _AT_ITS_HEAD.match(role) else None


def _of_the_others(doc: Doc, span: Span, known: list[tuple[Span, Entity]]) -> str | None:
    """'Our minister met President Paz of Chile and Foreign Minister Lee': an office that is taken at home is of the one other state told before in the sentence."""
    sentence = doc.around(span)
    states = {e.state for at, e in known if sentence.contains(at) and at.end <= span.start and e.state and "/" not in e.state} - {doc.release.issuer}
    return states.pop() if len(states) == 1 else None


_ACCOMPANIED = re.compile(r" (?:was|were|is|will be|had been) (?:also |further )?accompanied by [^;.()]{0,300}$")


def _accompanying(doc: Doc, span: Span, known: list[tuple[Span, Entity]]) -> str | None:
    """'Minister Lee of Chile was accompanied by Ambassador Paz and Third Secretary Moe': they are of the state of whom they accompany."""
    sentence = doc.around(span)
    led = _ACCOMPANIED.search(doc.text, sentence.start, span.start)
    return next((e.state for at, e in known if at.end == led.start() and e.state), None) if led else None


_SUCH_AS = re.compile(
    r"^ (?:[a-z]+ ){0,2}(?:leaders?|officials|ministers|representatives|authorities|counterparts|dignitaries|lawmakers|politicians|"
    r"parliamentarians|delegation|leadership|government),? (?:including|such as|among them|namely|like)\b"
)


def _among(doc: Doc, span: Span) -> str | None:
    """'Various Fijian leaders, including Minister Ada Lee': the state of those whom a person is named among."""
    sentence = doc.around(span)
    for mention in reversed(find_names(Span(sentence.start, span.start).of(doc.text))):
        rest = doc.text[sentence.start + mention.span.end : span.start]
        if _SUCH_AS.match(rest):
            return mention.entities[0].state
    return None


_MEETS = re.compile(
    r"\b(?:(?:meet|meets|met|meeting|meetings|talks?|discussions?|consultations|speak|spoke)\b[^,;.]{0,40} with|meets?|met)"
    r" (?:the |(?:his|her) counterpart,? )?$"
)
_ABROAD = re.compile(r"(?:^In|\b(?:[Ww]hile in|[Aa]rriv(?:es|ed) in|[Tt]ravel(?:s|ed|led)? to|[Vv]isit(?:s|ed)?(?: to)?|[Tt]rip to)) (?:the )?")


_BY_THE_HOST = re.compile(r"\b(?:received|welcomed|hosted) (?:(?!by\b)[a-z]+ ){0,3}by (?:the )?$")


_ON_THE_WAY = re.compile(r"\W*(?:During|On|In the course of|As part of) (?:the|his|her|this|that|their) (?:[a-z]+ )?(?:visit|trip|stay)\b")


def _visited(doc: Doc, span: Span) -> str | None:
    """'I will travel to Japan for talks with Prime Minister Abe': whom one meets in the other state that the sentence goes to, or the one before it."""
    sentence = doc.around(span)
    here = doc.sentence_at(span.start)
    if here is not None and here.index and _ON_THE_WAY.match(doc.text, sentence.start):
        sentence = Span(doc.sentences[here.index - 1].span.start, sentence.end)
    before = Span(sentence.start, span.start).of(doc.text)
    hosted = _BY_THE_HOST.search(before)
    if hosted:  # who receives is at home, wherever the text says that the journey goes
        before = doc.text[: span.start]
    abroad = [m.end() for m in _ABROAD.finditer(before)] if hosted or _MEETS.search(before) else []
    names = {m.span.start: m.entities[0].state for m in find_names(before) if m.entities[0].kind == "state" and m.form != "demonym"}
    if hosted:
        abroad = [at for at in abroad if at in names][-1:]
    states = {names[at] for at in abroad if at in names} - {doc.release.issuer}
    return states.pop() if len(states) == 1 else None


_OFFICE = re.compile(r"\b(?:Vice President|Deputy Prime Minister|President|Prime Minister|Chancellor|King|Emir|Sultan)\b")


def office_of_publisher(doc: Doc) -> str:
    """The one office that publishes a release, as its publisher's name has it; empty where it is a ministry or body."""
    office = _OFFICE.search(doc.release.publisher or "")
    return office.group() if office else ""


def _is_principal(doc: Doc, span: Span) -> bool:
    """Whether an untitled name is the holder of the publishing office: the subject that opens the first paragraph."""
    issuer = doc.release.issuer
    if not office_of_publisher(doc) or not issuer or "/" in issuer:
        return False
    body = [s for s in doc.sentences if s.block == "paragraph"]
    tokens = {t.span.start: t for t in doc.tokens}
    for sentence in body[:2]:
        first = tokens.get(span.start) if sentence.span.contains(span) else None
        if first is not None and first.relation.startswith("nsubj") and not first.relation.endswith("pass"):
            return True
    return False
