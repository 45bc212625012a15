"""Gives a finite verb back what the parser hung on its neighbours: the subject behind an opening phrase, the partner behind its "with", its rank."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.frames import by_lemma
from kg.extraction.match import names_speakers
from kg.model import Doc, Mention, Token, overlapping

_FINITE = ("VBD", "VBZ", "VBP")
_NAMES = ("NNP", "NNPS")
_AUXILIARIES = ("be", "have", "do", "will", "would", "can", "could", "may", "might", "shall", "should", "must", "get", "need")
_CUT_OFF = ("conj", "appos", "list", "dep", "nmod:unmarked", "obl:unmarked", "nmod", "parataxis")


def reattach(doc: Doc, tokens: list[Token]) -> None:
    """Mend the tree of each sentence in place."""
    for sentence in doc.sentences:
        for at in range(sentence.first, sentence.last):
            _as_main(tokens, at, sentence.first, sentence.last)
        for at in range(sentence.first, sentence.last):
            _with_its_subject(doc, tokens, at, sentence.first, sentence.last)
            _with_its_partner(doc, tokens, at, sentence.last)


def _as_main(tokens: list[Token], at: int, first: int, last: int) -> None:
    """'Peru welcomes the talks held in Lima': a verb of its own taken for an auxiliary of the participle behind its object."""
    verb = tokens[at]
    below = tokens[verb.head]
    if verb.relation != "aux" or verb.tag not in _FINITE or verb.lemma.lower() in _AUXILIARIES or not by_lemma("verb").get(verb.lemma.lower()):
        return
    between = [t for t in tokens[at + 1 : below.index] if t.head == below.index and t.relation.startswith("nsubj")]
    before = [t for t in tokens[first:at] if t.head == below.index and t.relation != "punct"]
    if not between or below.tag not in ("VBD", "VBN"):
        return
    top = below.head if below.head != below.index else at
    tokens[at] = replace(verb, head=top, relation=below.relation, pos="VERB")
    for t in before:
        tokens[t.index] = replace(t, head=at, relation="nsubj" if t is before[-1] and t.pos in ("NOUN", "PROPN", "PRON") else t.relation)
    tokens[between[0].index] = replace(between[0], head=at, relation="obj")
    tokens[below.index] = replace(below, head=between[0].index, relation="acl", tag="VBN")
    for t in tokens[below.index + 1 : last]:
        if t.head == below.index and t.relation == "conj" and t.pos in ("NOUN", "PROPN"):
            tokens[t.index] = replace(t, head=between[0].index)


def _with_its_subject(doc: Doc, tokens: list[Token], at: int, first: int, last: int) -> None:
    """'During the visit, Ada Lee, head of the fund, stated', 'For this, Peru and Chile agreed': who stands between an opening phrase and its verb."""
    verb = tokens[at]
    if not _is_finite(tokens, verb, first) or verb.head != at:
        return
    subjects = [t for t in tokens[first:at] if t.head == at and t.relation.startswith(("nsubj", "csubj", "expl"))]
    if subjects and not (subjects[-1].index > first and tokens[subjects[-1].index - 1].text == "and" and subjects[-1].index + 3 >= at):
        return
    comma = next((t.index for t in tokens[first:at] if t.text == ","), at)
    opens = tokens[first].tag in ("IN", "TO", "VBG") or tokens[first].text.lower() in ("as", "under", "following")
    cut = [t for t in tokens[comma + 1 : at] if t.relation in _CUT_OFF and t.head < comma and t.pos in ("NOUN", "PROPN")]
    lead = next((t for t in cut if _acts(doc, tokens, t, at)), None)
    if not opens or lead is None or any(t.tag in _FINITE or t.tag == "MD" for t in tokens[lead.index : at] if t.head != at):
        return
    tokens[lead.index] = replace(lead, head=at, relation="nsubj")
    for t in (*cut, *subjects):
        if t.index > lead.index:
            tokens[t.index] = replace(t, head=lead.index, relation="conj" if t.relation in ("conj", "nsubj") else "appos")


def _is_finite(tokens: list[Token], verb: Token, first: int) -> bool:
    helped = any(t.head == verb.index and t.relation == "aux" and t.tag in (*_FINITE, "MD") for t in tokens[first : verb.index])
    return verb.pos == "VERB" and (verb.tag in _FINITE or helped) and not any(
        t.head == verb.index and t.relation in ("aux:pass", "nsubj:pass") for t in tokens[first : verb.index]
    )


def _acts(doc: Doc, tokens: list[Token], token: Token, verb: int) -> bool:
    """Whether a phrase is of somebody who acts: a name, or a noun for persons, that begins right behind its comma or article."""
    start = next((t for t in tokens[token.index :: -1] if t.text == ","), token)
    led = all(t.tag in (*_NAMES, "JJ", "NN", "DT", "CD", "PRP$") for t in tokens[start.index + 1 : token.index + 1])
    return led and (_mention(doc, token) is not None or names_speakers(token.text.lower().removesuffix("s")))


def _mention(doc: Doc, token: Token) -> Mention | None:
    return next((m for m in overlapping(doc.mentions, token.span) if m.form in ("name", "nominal", "metonym")), None)


def _with_its_partner(doc: Doc, tokens: list[Token], at: int, last: int) -> None:
    """'Spoke with French Foreign Ministry Secretary General Ada Lee': one run of capitals, cut into a "with" phrase and an object."""
    verb = tokens[at]
    name = next((t for t in tokens[at + 1 : last] if t.head == at and t.relation == "obj" and t.pos == "PROPN"), None)
    mention = _mention(doc, name) if name else None
    if verb.pos != "VERB" or name is None or mention is None or mention.entities[0].kind != "person":
        return
    case = tokens[at + 1]
    run = tokens[at + 2 : name.index + 1]
    if case.relation == "case" and case.text.lower() in ("with", "to", "from") and run and all(t.tag in (*_NAMES, "JJ") for t in run):
        for t in run[:-1]:
            if t.head == at:
                tokens[t.index] = replace(t, head=name.index, relation="compound")
        tokens[name.index] = replace(name, head=at, relation="obl")
        tokens[case.index] = replace(case, head=name.index)
