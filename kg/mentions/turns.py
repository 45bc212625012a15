"""Tells who has the floor in a transcript: the label before a colon at the head of a sentence, until the next one."""

from __future__ import annotations

import re

from kg.model import Doc, Entity, Span, Turn, overlapping

_LABEL = re.compile(r"(?:[*•] ?){0,3}(?P<who>(?:(?:M[RrSsXx]{1,2}|D[Rr]|H\.?E)\. )?[A-Z][^:.?!\n]{0,150}?)(?: ?\([a-z -]+\))?:(?=\s|$)")
_SMALL = {"of", "the", "and", "for", "to", "at", "de", "von", "van", "al", "bin"}
_ISSUERS = re.compile(r"(?:PM|PRIME MINISTER|PRESIDENT|FOREIGN MINISTER|MINISTER|SECRETARY|(?:Prime |Foreign )?Minister|President|(?:Foreign )?Secretary)")
_ASKING = re.compile(
    r"(?:Question|Journalist|Reporter|Interviewer|Moderator|Host|QUESTION|JOURNALIST|REPORTER|INTERVIEWER|COMPERE|PRESENTER|HOST|MODERATOR|STAFF|OPERATOR|Q|UNKNOWN|SPEAKER|MC)(?: \d+| \w+)?"
)
_ANSWERING = re.compile(
    r"A|ANSWER|Answer|MINISTRY|Ministry|SPOKES(?:PERSON|MAN|WOMAN)|"
    r"(?:(?:Official|Deputy|Foreign Ministry|Ministry|MFA|MOFA|MEA) )*Spokes(?:person|man|woman)(?: [A-Z][a-z]+)?(?: (?:of|for) the (?:Foreign )?Ministry\b.*)?"
)
_FEWEST = 2
_PAPER = 4  # words of the name of a paper


def find_turns(doc: Doc) -> tuple[Turn, ...]:
    """The turns of a transcript in text order; none where fewer than two sentences begin with a speaker's label.

    Who asks or only leads through the session speaks for no party: his or her turn has no speaker. The one whom the text knows by
    a label alone answers for who publishes it: "MR. HARPER:".
    """
    starts = [
        (sentence.span.start, match.end(), speaker, Span(match.start("who"), match.end("who")))
        for sentence in doc.sentences
        if sentence.block != "headline"
        and (match := _LABEL.match(doc.text, sentence.span.start, sentence.span.end))
        and (speaker := _speaker(doc, Span(match.start("who"), match.end("who")))) is not None
    ]
    ends = [*(start for start, *_ in starts[1:]), len(doc.text)]
    if len(starts) < _FEWEST:
        return ()
    rows = [(said, () if _asks(doc, who, said, end) else who, label, end) for (_, said, who, label), end in zip(starts, ends, strict=True)]
    strangers = {who for _, who, *_ in rows if who and not any(e.state or e in doc.participants for e in who)}
    own = doc.voice if len(strangers) == 1 and len(doc.voice) == 1 and doc.voice[0].kind == "state" else ()
    return tuple(Turn(span=Span(said, end), speaker=own if own and who in strangers else who, told=label) for said, who, label, end in rows)


def _asks(doc: Doc, who: tuple[Entity, ...], start: int, end: int) -> bool:
    """Whether a turn of somebody whom the text knows by a label alone ends in a question: a journalist's, under the name of the paper."""
    return all(e.kind == "unnamed" for e in who) and doc.text[start:end].rstrip(" \n”\"").endswith("?")


def _speaker(doc: Doc, label: Span) -> tuple[Entity, ...] | None:
    """Whom a label names; nobody for one who asks; ``None`` where it is no label of a speaker."""
    words = label.of(doc.text).strip()
    if _ASKING.fullmatch(words):
        return ()
    if _ISSUERS.fullmatch(words) or _ANSWERING.fullmatch(words):
        return doc.voice
    if not all(w[:1].isupper() or w.lower() in _SMALL for w in re.findall(r"[^\W\d_][\w’'-]*", words)):
        return None
    people = [m for m in overlapping(doc.mentions, label) if m.form == "name" and label.contains(m.span) and m.entities[0].kind == "person"]
    if known := _known_as(doc, words) if not people or not people[0].entities[0].state else ():
        return known
    if people:
        return people[0].entities
    if words.isupper() and 1 <= len(words.split()) <= 5 and len(words) > 2:
        return (Entity(id=f"#ac{label.start:05}", kind="unnamed", label=words.title()),)
    block = next((b.span for b in overlapping(doc.blocks, label) if b.span.contains(label)), None)
    paper = block is not None and len(words.split()) <= _PAPER and block.of(doc.text).rstrip(" ”\"").endswith("?")
    return () if paper else None  # "Coastal Times: Will the port open?"


def _known_as(doc: Doc, words: str) -> tuple[Entity, ...]:
    """The one person of the release, known by surname and office, whom a label gives in capitals or with a forename: 'RUIZ', 'Ana Ruiz'."""
    last = words.split()[-1].lower()
    people = {m.entities[0] for m in doc.mentions if m.form == "name" and m.entities[0].kind == "person" and m.entities[0].state}
    found = {p for p in people if p.label.split()[-1].lower() == last and (" " not in p.label or words.isupper())}
    return tuple(found) if len(found) == 1 else ()


# "Foreign Minister Lind issued the following statement today:", "has made this statement on the truce:", "In a statement, Ana Lind said:".
_GIVEN = re.compile(
    r"\b(?P<given>(?:issued|made|released|gave|delivered|published|shared)\b[^.:“\"]{0,80}\b(?:following|this) (?:[a-z]+ ){0,2}"
    r"(?:statement|message|remarks?|comments?))\b[^:“\"]{0,160}:$"
)
_FAR = 400


def find_given_statements(doc: Doc) -> tuple[Turn, ...]:
    """Whole statements that a text hands on between quotation marks: who gave them has the floor in them, over all their paragraphs."""
    found: list[Turn] = []
    giver: tuple[tuple[Entity, ...], Span] | None = None
    for quote in doc.quotes:
        giver = giver or _giver(doc, quote.span.start)
        if giver is not None:
            found.append(Turn(span=quote.span, speaker=giver[0], told=giver[1]))
        giver = giver if quote.kind == "open" else None
    return tuple(found)


def _giver(doc: Doc, quote: int) -> tuple[tuple[Entity, ...], Span] | None:
    """Who gives the statement that begins with a quotation, and the words that say so; the person named before it, else the body."""
    start = max(0, quote - _FAR)
    said = _GIVEN.search(doc.text, start, start + len(doc.text[start:quote].rstrip(" \n“\"‘'")))
    sentence = doc.sentence_at(said.start()) if said else None
    if said is None or sentence is None:
        return None
    before = [m for m in doc.mentions if m.form == "name" and sentence.span.start <= m.span.start and m.span.end <= said.start()]
    named = [m for m in before if m.entities[0].kind == "person"] or before
    return (named[0].entities, Span(named[0].span.start, said.end("given"))) if named else None
