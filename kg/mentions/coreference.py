"""Resolves pronouns and descriptions ("the two ministers", "both sides", "they", "her ministry") in document order."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.lexicon import COUNTS
from kg.mentions.anaphora import CONVENED, it_refers_to, of_two
from kg.mentions.bodies import bodies_alone
from kg.mentions.described import counterparts, persons_by_office
from kg.mentions.forenames import forenames
from kg.mentions.gatherings import speaking_organs
from kg.mentions.rulers import rulers_alone
from kg.mentions.unnamed import is_person, unnamed_speakers
from kg.model import Doc, Entity, Mention, Sentence, Span, overlapping, within
from kg.parties import foreign_ministry, party_of, state_entity

_GROUP = (
    "leaders|ministers|sides|parties|presidents|officials|secretaries|delegations|prime ministers|foreign ministers|"
    "principals|counterparts|interlocutors|participants|heads of state|delegates|chancellors|statesmen|diplomats|"
    "heads of state and government|heads of government|co-chairs|dignitaries|heads of delegation|representatives|"
    "defence ministers|defense ministers|vice[- ]ministers|deputy ministers|deputy foreign ministers|under-?secretaries|permanent secretaries|state secretaries|"
    "secretaries of state|directors|directors[- ]general|ambassadors|negotiators|speakers|officers|commissioners|men|women|statesmen|chiefs|envoys|top diplomats|chief diplomats"
)
_PEOPLE = re.compile(
    rf"\b(?:both|the|the two|the three|two|the four|our two) (?:{_GROUP})\b(?! (?:of|from)\b(?! (?:(?:the|our) two|both) (?:states|countries|nations|sides)\b| the (?:meeting|talks|negotiations|consultations|conversation)\b))|(?:^|(?<=[.!?] ))(?:Participants|Those present)\b|\bthe two(?= (?:(?:also|then|further|[a-z]+ly) )?(?:[a-z]+ed|spoke|met|held|took)\b)",
    re.IGNORECASE,
)
_LANDS = re.compile(
    r"\b(?:both|the two|our two|the three|two|our) (?:countries|nations|states|governments|peoples|capitals)\b", re.IGNORECASE
)
# In a joint text alone these are those who put it forward.
_SIGNING = re.compile(
    r"\b[Tt]he (?:[Gg]overnments|[Cc]ountries|[Nn]ations|(?:under)?signed (?:[\w-]+ ){0,3}(?:ministers|leaders|governments|countries|states)|[Ss]ignatories|[Pp]articipating (?:[Ss]tates|[Cc]ountries))\b(?! (?:of|in|that|who|which|from)\b)"
)
_PLURAL = re.compile(r"\b(?:they|both)\b(?! (?:the|of|countries|sides|nations|states|leaders|in|at|on|to)\b)", re.IGNORECASE)
_HONOUR = r"(?:Royal |Serene |Imperial )?(?:Highness|Majesty|Excellency|Eminence|Holiness|Beatitude|Lordship)"
_SINGULAR = re.compile(rf"\b(?:[Hh]e|[Ss]he)\b|\b(?P<honour>(?:His|Her) {_HONOUR})\b(?! [A-Z]| the\b|[’'])")
_FIRST = re.compile(r"\b(?:we|i|us)\b(?!\.)", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:his|her|its|the|our|my) (?:own |federal |national |central |commonwealth |coalition |interim |transitional )?(?:government|(?:ministry|department) of (?:foreign|external) affairs(?: and trade)?|ministry|administration|country|nation|foreign ministry|foreign office|"
    r"department|cabinet of ministers|cabinet|(?-i:Council of Ministers)|side|republic|kingdom|sultanate)(?!(?: and (?:the )?\w+)? of\b)(?:[’']s)?\b|(?:^|(?<=[,.] ))(?-i:Cabinet)(?= [a-z]+ed\b)|(?:^|(?<=[,.\n] )|(?<=\n))(?-i:Government)(?= (?-i:has|will|wishes|is|remains|[a-z]+ed|[a-z]+es|calls|urges|condemns|welcomes|notes|thanks)\b)",
    re.IGNORECASE,
)
_MINISTRY = re.compile(r"\b(?:the )?(?:foreign ministry|ministry of foreign affairs|foreign office) in ", re.IGNORECASE)


def resolve_descriptions(doc: Doc) -> list[Mention]:
    """Mentions for pronouns and descriptions that can be settled; the rest stays unresolved."""
    pair = doc.participants
    found = [*_first_person(doc), *persons_by_office(doc, pair), *forenames(doc)]
    found += _quoted_first_person(doc, [*doc.mentions, *found])
    found += _singular(doc, [*doc.mentions, *found])
    found += _objects(doc, [*doc.mentions, *found])
    found += _plural(doc, pair, [m for m in (*doc.mentions, *found) if m.form != "tagged" and is_person(m)])
    organs = speaking_organs(doc)
    found += organs
    found += (m for m in bodies_alone(doc) if not any(m.span.overlaps(o.span) for o in organs))
    found += rulers_alone(doc)
    found += _owned(doc, [m for m in (*doc.mentions, *found) if is_person(m) and m.form in ("name", "nominal", "pronoun")])
    found += it_refers_to(doc, [*doc.mentions, *found])
    found += of_two(doc, found)
    settled = replace(doc, mentions=tuple(sorted([*doc.mentions, *found], key=lambda m: m.span)))
    return found + counterparts(settled, pair)


def _mention(match: re.Match[str], form: str, entities: tuple[Entity, ...]) -> Mention:
    return Mention(span=Span(match.start(), match.end()), form=form, entities=entities)


def _plural(doc: Doc, pair: tuple[Entity, ...], people: list[Mention]) -> list[Mention]:
    """Those who talk in the release, or who the sentences right before say meet: on a journey one meets one after the other."""
    met = _meetings(doc, people)
    found = [m for m in _of_pair(doc, pair) if not _after_another(doc, m, met, pair)]
    spoken = bool(doc.turns)
    told = [*_PEOPLE.finditer(doc.text), *(m for m in _PLURAL.finditer(doc.text) if not spoken or _opens_behind_one(doc, m, met))]
    for match in sorted(told, key=lambda m: m.start()) if met else ():
        span = Span(match.start(), match.end())
        here = () if _of_things(doc, match) else _after_another(doc, Mention(span=span, form="pronoun", entities=pair), met, pair)
        if here and not any(m.span.overlaps(span) for m in found) and len(here) in _told_number(match, len(here)):
            found.append(_mention(match, "pronoun" if match.group().lower() in ("they", "both") else "nominal", here))
    return found


def _opens_behind_one(doc: Doc, match: re.Match[str], met: dict[int, tuple[Entity, ...]]) -> bool:
    """Whether a sentence opens with 'they' right behind the one that tells of a meeting: also who speaks means those who met."""
    here = doc.sentence_at(match.start())
    return here is not None and here.span.start == match.start() and here.index - 1 in met


_NEAR = 3  # sentences that "they" may look back to a meeting
_MEETING = re.compile(
    r"\b(?:meet|meets|met|meeting with|host|hosts|hosted|receive|received|spoke|speak|speaks|spoken) (?:separately |bilaterally |also |today |with |on [^,.]{1,20} )*+|"
    r"\b(?:hold|holds|held|have|had) (?:[\w-]+ ){0,4}(?:talks|meetings?|consultations|discussions|conversation|call|dialogue)\b",
    re.IGNORECASE,
)


# "Held talks with X, in which the two sides ...": those of the talks told in the same sentence.
_AT_WHICH = re.compile(r",? (?:(?:in|during|at|after|following) which|where(?:by|upon)?|when|and that) $")


_REPORTS = re.compile(r"[Ss]pokes\w+")  # who tells of a meeting was not there


def _meetings(doc: Doc, people: list[Mention]) -> dict[int, tuple[Entity, ...]]:
    """Index of each sentence that tells of a meeting of two persons by name or office -> the two."""
    found: dict[int, tuple[Entity, ...]] = {}
    people = sorted(people, key=lambda m: m.span)
    for sentence in doc.sentences:
        if sentence.block not in ("paragraph", "item") or not _MEETING.search(doc.text, sentence.span.start, sentence.span.end):
            continue
        two = tuple(dict.fromkeys(e for m in overlapping(people, sentence.span) if sentence.span.contains(m.span) for e in m.entities if e.state not in (None, doc.release.issuer) or not _REPORTS.search(e.role or e.label)))
        if len(two) == 2 and (not two[0].state or two[0].state != two[1].state):
            found[sentence.index] = two
    return found


def _after_another(doc: Doc, mention: Mention, met: dict[int, tuple[Entity, ...]], pair: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The two of a meeting told shortly before a description, where they are others than those whom the release is about."""
    here = doc.sentence_at(mention.span.start)
    if here is None or (mention.form == "nominal" and _LANDS.fullmatch(mention.span.of(doc.text))):
        return ()
    told = here.index in met and bool(_AT_WHICH.search(doc.text, here.span.start, mention.span.start))
    near = next((met[i] for i in range(here.index - (not told), max(-1, here.index - 1 - _NEAR), -1) if i in met), ())
    return near if set(near) != set(pair) and not (len(pair) > 2 and set(near) <= set(pair)) else ()


def _of_pair(doc: Doc, pair: tuple[Entity, ...]) -> list[Mention]:
    if len(pair) == 1 and pair[0].kind == "organization":
        return [_mention(m, "pronoun", pair) for m in _PLURAL.finditer(doc.text)]
    if len(pair) < 2:
        return []
    states = tuple(dict.fromkeys(party_of(p) for p in pair))
    found = [
        _mention(m, "nominal", pair)
        for m in _PEOPLE.finditer(doc.text)
        if len(pair) in (n := _told_number(m, len(pair))) or len(states) in n
    ]
    found += [_mention(m, "nominal", states) for m in _LANDS.finditer(doc.text)]
    found += [_mention(m, "nominal", pair) for m in (_SIGNING.finditer(doc.text) if len(doc.voice) > 1 else ())]
    found += [_mention(m, "nominal", pair) for m in CONVENED.finditer(doc.text) if m["noun"].lower() in doc.release.title.lower()]
    # Where somebody speaks, "they" are others than those who talk.
    spoken = bool(doc.turns) or (len(doc.voice) == 1 and doc.voice[0].kind == "person")
    for match in _PLURAL.finditer(doc.text):
        if things := _of_things(doc, match):
            found.append(_mention(match, "pronoun", (things,)))
        elif not spoken:
            found.append(_mention(match, "pronoun", pair))
    return found


@cache
def _acting() -> frozenset[str]:
    """Nouns for those who speak and act, one and several."""
    titles = {row.title.lower().split()[-1] for row in lexicon.titles()}
    return frozenset(titles) | frozenset(noun for row in lexicon.speakers() for noun in row.noun.lower().split()) | frozenset(re.findall(r"[a-z-]+?(?=s?\b)", _GROUP))


def _of_things(doc: Doc, match: re.Match[str]) -> Entity | None:
    """'The sanctions target judges. They bar them from trade': the several things that are the subject of the sentence before."""
    here = doc.sentence_at(match.start())
    if here is None or not here.index or match.start() != here.span.start:
        return None
    before = doc.sentences[here.index - 1]
    words = doc.tokens[before.first : before.last]
    subject = next((t for t in words if t.relation == "nsubj" and doc.tokens[t.head].relation == "ROOT"), None)
    plain = subject is not None and subject.tag == "NNS" and subject.pos == "NOUN" and before.block in ("paragraph", "item")
    if not plain or subject is None or subject.lemma.lower() in _acting() | _TALKS or any(m.span.contains(subject.span) for m in doc.mentions):
        return None
    return Entity(id=f"#ac{subject.span.start:05}", kind="unnamed", label=subject.text)


# "The talks dealt with trade. They discussed the port": those who talk do, no talks.
_TALKS = {"talk", "discussion", "consultation", "negotiation", "deliberation", "conversation", "exchange"}


def _told_number(match: re.Match[str], others: int) -> tuple[int, ...]:
    """How many a description tells of: 'the two ministers' are two, or a body of two; 'the ministers' any number."""
    told = [n for word, n in COUNTS.items() if word in match.group().lower().split()]
    return tuple(told) or (others,)


# What only several do: "we agreed" in the words of one of those who talk is of them all.
_MUTUAL = {"agree", "concur", "discuss", "exchange", "meet", "talk", "speak", "review", "sign"}


def _first_person(doc: Doc) -> list[Mention]:
    """'We' is the voice of the text, in a transcript who has the floor; inside quotes it is left alone.

    Where one of those who talk tells of the talks, what 'we agreed' or 'discussed' is of all who talk.
    """
    found = []
    heads = {t.span.start: doc.tokens[t.head] for t in doc.tokens if t.relation == "nsubj"}
    talked = {party_of(p) for p in doc.participants}
    for match in _FIRST.finditer(doc.text):
        speakers = doc.voice_at(match.start())
        if not speakers or match.group() == "US" or any(q.span.contains(Span(*match.span())) for q in overlapping(doc.quotes, Span(*match.span()))):
            continue
        verb = heads.get(match.start())
        mutual = match.group().lower() == "we" and verb is not None and verb.lemma in _MUTUAL and verb.tag in ("VBD", "VBN")
        one_of_them = len(speakers) == 1 and len(talked) > 1 and party_of(speakers[0]) in talked
        found.append(_mention(match, "pronoun", doc.participants if mutual and one_of_them else speakers))
    return found


_BEHIND = 60  # characters between a quotation and who is said to say it
_SAID_WORDS = {"say", "add", "state", "note", "stress", "explain", "declare", "emphasize", "emphasise", "underline", "underscore", "conclude", "continue", "remark", "comment", "affirm", "warn", "attributable"}


def _quoted_first_person(doc: Doc, named: list[Mention]) -> list[Mention]:
    """'I' and 'we' inside a quotation that a person beside it is said to say: that person."""
    people = sorted((m for m in named if is_person(m) and m.entities[0].kind == "person" and m.form in ("name", "nominal")), key=lambda m: m.span)
    found = []
    for quote in doc.quotes:
        inside = [m for m in _FIRST.finditer(doc.text, quote.span.start, quote.span.end) if m.group() != "US"]
        speaker = _beside(doc, quote.span, people) if inside and not doc.turns else None
        if speaker is not None:
            found += [_mention(m, "pronoun", speaker.entities) for m in inside]
    return found


def _beside(doc: Doc, quote: Span, people: list[Mention]) -> Mention | None:
    """The one person beside a verb of saying right behind a quotation, or right before it; before it also in the paragraph above."""
    stop = doc.text.find("\n\n", quote.end, quote.end + _BEHIND)
    gap = max(0, doc.text.rfind("\n\n", max(0, quote.start - _BEHIND), quote.start))
    last = doc.sentence_at(quote.end - 1)
    reach = min(quote.end + _BEHIND if stop < 0 else stop, last.span.end if last else quote.end)
    behind, beside = (quote.end, reach), (max(gap, quote.start - _BEHIND), quote.start)
    for start, end in (behind, beside, (max(0, quote.start - _BEHIND), quote.start)):
        said = [t for t in within(doc.tokens, Span(start, min(end, len(doc.text)))) if t.pos in ("VERB", "ADJ") and (t.lemma in _SAID_WORDS or (t.lemma == "tell" and overlapping(doc.quotes, doc.around(t.span))))]
        sentence = doc.sentence_at(said[0 if start == quote.end else -1].span.start) if said else None
        near = [m for m in people if m.span.start < end and m.span.end > start and not m.span.overlaps(quote)]
        near = [m for m in near if sentence is not None and sentence.span.contains(m.span)]
        if len({m.entities for m in near}) == 1:
            return near[0]
        if said and start == quote.end:
            return None  # somebody else is said to say it
    return None


def _people(doc: Doc) -> list[Mention]:
    return [m for m in doc.mentions if m.form == "name" and m.entities[0].kind == "person"]


# How many characters of courtesies may stand between an honour and a name: "His Highness Sheikh Dr. ".
_COURTESIES = 25


def _singular(doc: Doc, named: list[Mention]) -> list[Mention]:
    """He and she: who is named before it in its sentence, else the subject of a sentence at most four back."""
    unnamed = unnamed_speakers(doc, named)
    found = list(unnamed)
    gender = _told_genders(doc, named)
    people = sorted((m for m in (*named, *unnamed) if m.form in ("name", "nominal") and is_person(m)), key=lambda m: m.span)
    leading = [_leading(doc, sentence, people) for sentence in doc.sentences]
    for match in _SINGULAR.finditer(doc.text):
        here = doc.sentence_at(match.start())
        if here is None:
            continue
        at, word = here.index, match.group().lower()[:3].strip()
        other = "she" if word in ("he", "his") else "he"
        speaking = doc.voice_at(match.start()) if doc.turn_at(match.start()) else ()
        near = overlapping(people, Span(doc.sentences[max(0, at - 2)].span.start, here.span.end))
        fits = [m for m in near if gender.get(m.entities[0]) != other and m.entities[0] not in speaking]
        earlier = [m for m in fits if here.span.contains(m.span) and m.span.end <= match.start()]
        back = (m for i in range(at - 1, max(-1, at - 5), -1) if (m := leading[i]) and gender.get(m.entities[0]) != other and m.entities[0] not in speaking)
        aside = bool(earlier) and all(_in_adjunct(doc, m, match.start()) for m in earlier)
        if honour := match["honour"]:
            chosen = _so_honoured(doc, people, honour, match.start()) or (next(back, None) if match.start() == here.span.start else None)
        else:
            chosen = _governing(doc, match.start(), earlier) or (earlier[0] if earlier and not aside else next(back, earlier[0] if earlier else None))
            chosen = chosen or _only_other(doc, at, fits, [m for m in near if gender.get(m.entities[0]) == other or m.entities[0] in speaking])
        if chosen is not None:
            mention = _mention(match, "pronoun", chosen.entities)
            found.append(mention)
            if not match["honour"]:
                gender.setdefault(chosen.entities[0], word)
            first = leading[at]
            if first is None or aside or (match.start() < first.span.start and match.start() == here.span.start):
                leading[at] = mention  # "He recalled that Minister Paz had met": who recalls it leads
    return found


def _only_other(doc: Doc, at: int, fits: list[Mention], others: list[Mention]) -> Mention | None:
    """The one person of the last two sentences who can be meant where the other there is a she, or a he, or speaks, and so is not."""
    start = doc.sentences[max(0, at - 2)].span.start
    near = [m for m in fits if start <= m.span.start < doc.sentences[at].span.start]
    told = any(start <= m.span.start < doc.sentences[at].span.start for m in others)
    return near[-1] if told and len({m.entities for m in near}) == 1 else None


_MALE = re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|Sheikh|Shri|Monsieur|Father|His (?:Excellency|Majesty|Highness|Royal Highness))\b\.? ?(?:[A-Z][\w.’'-]* ){0,2}$")
_FEMALE = re.compile(r"\b(?:Ms|Mrs|Miss|Madam|Madame|Dame|Lady|Queen|Princess|Sheikha|Smt|Her (?:Excellency|Majesty|Highness|Royal Highness))\b\.? ?(?:[A-Z][\w.’'-]* ){0,2}$")


def _told_genders(doc: Doc, named: list[Mention]) -> dict[Entity, str]:
    """Persons whom a courtesy before their name tells to be a he or a she; no forename is trusted."""
    found: dict[Entity, str] = {}
    for mention in named:
        if mention.form == "name" and is_person(mention):
            last = mention.entities[0].label.split()[-1]
            at = doc.text.find(last, mention.span.start, mention.span.end)
            name = doc.text.find(mention.entities[0].label.split()[0], mention.span.start, mention.span.end)
            before = doc.text[max(0, mention.span.start - 40) : name if name >= 0 else max(at, mention.span.start)]
            if _MALE.search(before):
                found.setdefault(mention.entities[0], "he")
            elif _FEMALE.search(before):
                found.setdefault(mention.entities[0], "she")
    return found


def _in_adjunct(doc: Doc, mention: Mention, at: int) -> bool:
    """Whether a name stands in the phrase that opens a sentence before its subject: 'During the talks with the envoy, he ...'."""
    sentence = doc.sentence_at(at)
    opening = doc.text[sentence.span.start : at] if sentence else ""
    first = doc.tokens[sentence.first] if sentence and sentence.first < sentence.last else None
    if first is not None and first.tag == "RB" and sentence and first.index + 1 < sentence.last:
        first = doc.tokens[first.index + 1]  # "together with"
    led = first is not None and first.relation in ("case", "mark", "fixed") and first.tag in ("IN", "VBG")
    return led and opening.rstrip().endswith(",") and "," in opening and mention.span.start >= (first.span.start if first else 0)


def _governing(doc: Doc, at: int, earlier: list[Mention]) -> Mention | None:
    """'The spokesperson said that Minister Paz will visit Oslo, where he is to speak': the subject of the nearest clause around the pronoun's own."""
    here = next((t for t in within(doc.tokens, Span(at, at + _WORD)) if t.relation.startswith("nsubj")), None)
    verb = doc.tokens[here.head] if here else None
    while verb is not None and verb.head != verb.index:
        above = doc.tokens[verb.head]
        subjects = [t for t in doc.tokens[doc.sentences[verb.sentence].first : verb.index] if t.head == above.index and t.relation.startswith("nsubj")]
        found = next((m for t in subjects for m in earlier if m.span.overlaps(t.span)), None)
        if found is not None:
            return found
        verb = above
    return None


_WORD = 3  # letters of the longest pronoun


_OBJECT = re.compile(r"\b(?:him|her)\b")


def _objects(doc: Doc, named: list[Mention]) -> list[Mention]:
    """'Handed him a note', 'assured her of': the one person named in this sentence or the one before who is not the subject."""
    people = sorted((m for m in named if m.form in ("name", "nominal", "pronoun") and is_person(m)), key=lambda m: m.span)
    tokens = {t.span.start: t for t in doc.tokens}
    found = []
    for match in _OBJECT.finditer(doc.text):
        token = tokens.get(match.start())
        if token is None or token.tag != "PRP" or token.relation not in ("obj", "iobj", "obl"):
            continue
        here = doc.sentences[token.sentence]
        start = doc.sentences[here.index - 1].span.start if here.index else here.span.start
        before = [m for m in people if start <= m.span.start and m.span.end <= match.start()]
        subjects = {t.head: t for t in reversed(doc.tokens[here.first : here.last]) if t.relation.startswith("nsubj")}
        verb = doc.tokens[token.head]
        while verb.relation in ("conj", "xcomp") and verb.index not in subjects:
            verb = doc.tokens[verb.head]
        subject = subjects.get(verb.index)
        doer = next((m for m in before if subject and m.span.overlaps(subject.span)), None)
        others = {m.entities[0] for m in before} - ({doer.entities[0]} if doer else set())
        if len(others) == 1 and (doer or subject is None or subject.pos != "PROPN" or lexicon.is_institution(subject.text)):
            found.append(_mention(match, "pronoun", (others.pop(),)))
    return found


def _so_honoured(doc: Doc, people: list[Mention], honour: str, at: int) -> Mention | None:
    """'His Highness': the one person whom the text has named with that honour by then."""
    fits = [m for m in people if m.span.end <= at and doc.text[max(0, m.span.start - len(honour) - _COURTESIES) : m.span.end].rfind(honour) >= 0]
    return fits[-1] if len({m.entities for m in fits}) == 1 else None


def _leading(doc: Doc, sentence: Sentence, people: list[Mention]) -> Mention | None:
    """The person who is the subject of a sentence, or of a clause in it, else the first one named before its verb."""
    inside = within(people, sentence.span)
    words = doc.tokens[sentence.first : sentence.last]
    subjects = [(m, t) for m in inside for t in words if m.span.contains(t.span) and t.relation.startswith("nsubj")]
    if subjects:
        return next((m for m, t in subjects if doc.tokens[t.head].head == t.head), subjects[0][0])
    verb = next((t for t in words if t.tag in ("VBD", "VBZ", "VBP", "MD")), None)
    return next((m for m in inside if verb is None or m.span.end <= verb.span.start), None)


def _seated(doc: Doc, at: int) -> str | None:
    """'In Lima, the Foreign Ministry denied it': the state from whose capital, or in whose name, a sentence begins."""
    end = at - len(", ")
    seat = next((m for m in overlapping(doc.mentions, Span(max(0, end - 1), max(0, end))) if m.span.end == end and m.entities[0].kind == "state"), None)
    return seat.entities[0].state if seat and doc.text.endswith("In ", 0, seat.span.start) else None


def _owned(doc: Doc, settled: list[Mention]) -> list[Mention]:
    """'Her ministry', 'his government': the state of the person last told of in its sentence, else last named; 'the ministry' is the issuer's."""
    found = []
    people, settled = _people(doc), sorted(settled, key=lambda m: m.span)
    for match in _OWN.finditer(doc.text):
        word = match.group().split()[0].lower()
        state, office = None, ""
        if word in ("his", "her"):
            sentence = doc.around(Span(*match.span()))
            near = [m for m in overlapping(settled, Span(sentence.start, match.start())) if sentence.start <= m.span.start and m.span.end <= match.start()]
            near = near or [m for m in people if m.span.end <= match.start() and match.start() - m.span.end < 250]
            state, office = (near[-1].entities[0].state, near[-1].entities[0].role or "") if near else (None, "")
        elif word in ("our", "my", "the", "cabinet", "government"):
            state = _seated(doc, match.start()) or doc.release.issuer
        if state and "/" not in state and len(state) == 3:
            ministry = bool(
                re.search(r"foreign (?:ministry|office)|(?:ministry|department) of (?:foreign|external) affairs", match.group(), re.IGNORECASE)
            )
            ministry |= match.group().lower().endswith("ministry") and office.lower().startswith("foreign")
            found.append(_mention(match, "nominal", (foreign_ministry(state) if ministry else state_entity(state),)))
    for match in _MINISTRY.finditer(doc.text):
        place = next((m for m in overlapping(doc.mentions, Span(match.end(), match.end() + 1)) if m.span.start == match.end() and m.entities[0].kind == "state"), None)
        if place and place.entities[0].state:
            body = foreign_ministry(place.entities[0].state)
            found.append(Mention(span=Span(match.start(), place.span.end), form="nominal", entities=(body,)))
    return found
