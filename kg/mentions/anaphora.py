"""Resolves "it" by the subject of the clause or sentence before, and "the latter" by the two who are named there."""

from __future__ import annotations

import itertools
import re

from kg.model import Doc, Entity, Mention, Sentence, Span, Token, within

# "The Meeting welcomed", in the statement of a meeting of several: those who meet.
CONVENED = re.compile(r"\b[Tt]he (?P<noun>Meeting|Summit|Conference|Session|Dialogue|Retreat|Forum)\b(?! (?:of|between|in|on|at|was|is|will|took|takes)\b| [A-Z])")

_SAID = {"urge", "call", "condemn", "welcome", "express", "extend", "convey", "reiterate", "reaffirm", "stress", "appeal", "thank", "commend", "ask", "request", "invite", "remind", "wish", "demand", "advise"}


def _is_said(doc: Doc, verb: Token) -> bool:
    return verb.lemma.lower() in _SAID and verb.tag in ("VBZ", "VBD", "VBP")


def _subject_of(doc: Doc, sentence: Sentence, named: list[Mention]) -> tuple[Token | None, Mention | None]:
    """The subject of the main clause of a sentence, and the mention that it belongs to."""
    words = doc.tokens[sentence.first : sentence.last]
    subject = next((t for t in words if t.relation == "nsubj" and doc.tokens[t.head].relation == "ROOT"), None)
    return subject, next((m for m in named if subject and m.span.contains(subject.span) and m.form != "tagged"), None)


_SIDES = {"side", "government", "ministry"}

# "It is ready to", "it is grateful for": what only somebody is.
_OF_SOMEBODY = {"ready", "prepared", "willing", "determined", "committed", "keen", "eager", "grateful", "thankful", "concerned", "alarmed", "saddened",
                "appalled", "worried", "pleased", "convinced", "confident", "hopeful", "disappointed", "open"}  # fmt: skip

_ORGANS = {"committee", "subcommittee", "commission", "mission", "delegation", "team", "panel", "secretariat", "bureau", "board", "tribunal", "authority", "council", "assembly"}


def _organ(doc: Doc, subject: Token) -> Mention:
    span = Span(doc.tokens[subject.index - 1].span.start, subject.span.end)
    actor = Entity(id=f"#ac{subject.span.start:05}", kind="unnamed", label=span.of(doc.text))
    return Mention(span=span, form="nominal", entities=(actor,))


def _leading_it(doc: Doc, sentence: Sentence) -> Token | None:
    """The "It" that opens a sentence, or stands behind a short phrase and its comma: 'To this end, it directs'."""
    opening = doc.tokens[sentence.first : sentence.first + _OPENING]
    at = next((t for t in opening if t.text in ("It", "it")), None)
    fronted = at is not None and at.index > sentence.first and doc.tokens[at.index - 1].text == "," and at.index < sentence.last
    clause = fronted and any(t.pos in ("VERB", "AUX", "PRON") and t.tag != "VBG" for t in doc.tokens[sentence.first : at.index if at else 0])
    return at if at is not None and (at.index == sentence.first or (fronted and not clause)) else None


_OPENING = 9


def it_refers_to(doc: Doc, named: list[Mention]) -> list[Mention]:
    """'It also thanks ...', 'In Lima, it met ...' at the head of a sentence: the state or body that is the subject of the sentence before."""
    found: list[Mention] = []
    for before, sentence in itertools.pairwise(doc.sentences):
        if sentence.first == sentence.last or before.block == "headline":
            continue
        token = _leading_it(doc, sentence)
        said = doc.tokens[token.head] if token else None
        if token is None or said is None or token.relation != "nsubj" or not (said.pos == "VERB" or said.text.lower() in _OF_SOMEBODY):
            continue
        subject, mention = _subject_of(doc, before, [*named, *found])
        if subject is None:  # "The delegation was received. It met": as the one to whom it was done
            subject = next((t for t in doc.tokens[before.first : before.last] if t.relation == "nsubj:pass" and t.lemma.lower() in _ORGANS), None)
        if mention is None and subject is not None and subject.lemma.lower() in _ORGANS and doc.tokens[subject.index - 1].text in ("The", "the"):
            mention = _organ(doc, subject)  # "The Committee regrets the delay. It notes": told by its noun alone
            found.append(mention)
        if mention is None and subject is not None and subject.lemma.lower() in _SIDES:  # "The Chilean side noted": that of Chile
            mention = next((m for m in named if m.form == "demonym" and m.span.end + 1 == subject.span.start), None)
        if mention is None and before.index and token.lemma == "it" and _is_said(doc, doc.tokens[token.head]):  # "No victim was found. It urges"
            _, mention = _subject_of(doc, doc.sentences[before.index - 1], [*named, *found])
        convened = mention is not None and bool(CONVENED.fullmatch(mention.span.of(doc.text)))
        if mention and (convened or (len(mention.entities) == 1 and mention.entities[0].kind in ("state", "organization", "unnamed"))):
            found.append(Mention(span=token.span, form="pronoun", entities=mention.entities))
    return [*found, *it_goes_on(doc, [*named, *found])]


def it_goes_on(doc: Doc, named: list[Mention]) -> list[Mention]:
    """'Fiji is a small country and it does not intend to leave': the state or body that is the subject of the clause before."""
    subjects = {t.head: t for t in doc.tokens if t.relation == "nsubj"}
    found = []
    for token in doc.tokens:
        verb = doc.tokens[token.head]
        if token.text != "it" or token.relation != "nsubj" or verb.relation != "conj" or verb.pos != "VERB":
            continue
        subject = subjects.get(verb.head)
        mention = next((m for m in named if subject and m.span.contains(subject.span) and m.form in ("name", "nominal", "pronoun")), None)
        if mention and len(mention.entities) == 1 and mention.entities[0].kind in ("state", "organization"):
            found.append(Mention(span=token.span, form="pronoun", entities=mention.entities))
    return found


_LATTER = re.compile(r"\b[Tt]he (?:latter|former)\b(?![’']|-| (?:president|prime|foreign|minister|secretary|yugoslav|soviet|of)\b)", re.IGNORECASE)


def of_two(doc: Doc, found: list[Mention]) -> list[Mention]:
    """'Peru thanked Chile, and the latter offered help': the second, or the first, of the two who are named before it in its sentence or the one before."""
    mentions = sorted((m for m in (*doc.mentions, *found) if m.form in ("name", "metonym") and len(m.entities) == 1), key=lambda m: m.span)
    told = []
    for match in _LATTER.finditer(doc.text):
        here = doc.sentence_at(match.start())
        if here is None:
            continue
        for sentence in (here, doc.sentences[here.index - 1]) if here.index else (here,):
            named = tuple(dict.fromkeys(m.entities[0] for m in within(mentions, sentence.span) if m.span.end <= match.start() and m.entities[0].kind != "place"))
            if named:
                chosen = named[-1] if match.group().endswith("latter") else named[0]
                told += [Mention(span=Span(*match.span()), form="pronoun", entities=(chosen,))] if len(named) == 2 else []
                break
    return told
