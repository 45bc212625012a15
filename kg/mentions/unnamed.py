"""Finds who speaks without a name, "a ministry official", "the Minister of Trade", and tells whose office that is."""

from __future__ import annotations

import re

from kg.mentions.identity import is_foreign
from kg.mentions.participants import is_joint
from kg.model import Doc, Entity, Mention, Sentence, Span, Token, overlapping

_SPEAKERS = ("official", "spokesperson", "spokesman", "spokeswoman", "source", "diplomat", "aide", "expert", "adviser", "advisor")
_OFFICES = ("minister", "president", "secretary", "ambassador", "commissioner", "chancellor", "director")


def is_person(mention: Mention) -> bool:
    """Whether a mention stands for one person, with a name or without."""
    return len(mention.entities) == 1 and mention.entities[0].kind in ("person", "unnamed")


def unnamed_speakers(doc: Doc, named: list[Mention]) -> list[Mention]:
    """'A ministry official said': a subject without a name, to whom 'he said' in the next sentence goes."""
    found = []
    known = sorted((m for m in named if m.form != "tagged" and is_person(m)), key=lambda m: m.span)
    for token in doc.tokens:
        office = token.tag == "NNP" and token.lemma.lower() in _OFFICES and any(t.head == token.index and t.text in ("The", "the") for t in doc.tokens[max(0, token.index - 4) : token.index])
        speaker = token.tag == "NN" and token.lemma.lower() in _SPEAKERS
        if not (office or speaker) or not token.relation.startswith("nsubj"):
            continue
        sentence = doc.sentences[token.sentence]
        words = _phrase(doc, token, sentence)
        apposed = [t.span for t in doc.tokens[token.index : sentence.last] if t.relation == "appos" and words[0] <= t.span.start < words[1]]
        if any(m.span.contains(span) for span in (token.span, *apposed) for m in overlapping(known, span)):
            continue
        label = " ".join(Span(words[0], words[1]).of(doc.text).split())
        if office and (" and " in label or any(p.kind == "unnamed" and p.label == label for p in doc.participants)):
            continue  # two, or who is known to talk already
        told = _states(doc, Span(*words)) or (_told_before(doc, label, token.span.start) if office else set())
        own = office and not told and _is_own(doc, label)
        state = doc.release.issuer if own else told.pop() if len(told) == 1 else None
        actor = Entity(id=f"#ac{token.span.start:05}", kind="unnamed", label=label, state=state)
        found.append(Mention(span=token.span, form="nominal", entities=(actor,)))
    return found


def _phrase(doc: Doc, head: Token, sentence: Sentence) -> tuple[int, int]:
    """First and last character of a noun phrase up to its verb: what hangs on the head, directly or not."""
    inside = {head.index}
    for _ in range(4):
        inside |= {t.index for t in doc.tokens[sentence.first : sentence.last] if t.head in inside and t.relation not in ("acl:relcl", "punct")}
    return doc.tokens[min(inside)].span.start, doc.tokens[max(inside)].span.end


def _states(doc: Doc, span: Span) -> set[str | None]:
    return {m.entities[0].state for m in doc.mentions if span.contains(m.span) and m.entities[0].kind == "state"}


_LEADS = (" of ", " of the ", " ", "'s ", "’s ")
_NEAR = 10  # more letters than the longest of these


def _told_before(doc: Doc, label: str, at: int) -> set[str | None]:
    """The states of which the text has told this office by then: 'the Minister of Trade of Peru', later 'the Minister of Trade'."""
    office = re.sub("^[Tt]he ", "", label)
    found = set()
    for match in re.finditer(rf"\b{re.escape(office)}\b", doc.text[:at]) if " " in office else ():
        for mention in overlapping(doc.mentions, Span(max(0, match.start() - _NEAR), match.end() + _NEAR)):
            behind = doc.text[match.end() : mention.span.start] in _LEADS[:2] and mention.span.start > match.end()
            before = doc.text[mention.span.end : match.start()] in _LEADS[2:] and mention.span.end < match.start()
            if (behind or before) and mention.entities[0].kind == "state":
                found.add(mention.entities[0].state)
    return found


# An office of a government, told in full and of nothing else: no "President of the Assembly".
_OF_A_GOVERNMENT = re.compile(
    r"[Tt]he (?:(?:Deputy |Vice[- ]|First )?(?:Prime Minister|President|Chancellor)|(?:Foreign|Interior|Defen[cs]e|Finance|Trade|Home|External Affairs|Prime) Minister|"
    r"(?:State |Deputy )?Minister (?:of|for) (?!.* (?:of|in|to) )[A-Z].*)"
)


def _is_own(doc: Doc, label: str) -> bool:
    """Whether an office of which no text tells another holder's state is that of the issuing government."""
    issuer = doc.release.issuer
    own = issuer is not None and "/" not in issuer and not is_joint(doc) and not doc.turns
    return own and issuer is not None and bool(_OF_A_GOVERNMENT.fullmatch(label)) and not is_foreign(label, issuer)
