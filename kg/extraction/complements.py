"""Gives a verb what it takes back from its neighbours: whom it asks, what he is asked, told of or thanked for, what is noted with a feeling."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.frames import by_lemma
from kg.extraction.speakers import names_speakers
from kg.model import Doc, Mention, Token, overlapping

_FINITE = ("VBD", "VBZ", "VBP")
# What comes before a "that" and makes it another clause: "so that", "in order that", "provided that".
_OTHER_THAT = {"so", "order", "such", "provided", "given", "now", "except", "after", "before", "fact"}
# In what something is said.
_SAID_IN = {"statement", "interview", "briefing", "conference", "post", "letter", "message", "note", "speech", "release", "address", "answer", "reply", "response", "call"}


def below(tokens: list[Token], at: int, first: int, last: int, *relations: str) -> list[Token]:
    """The dependents of a token in a stretch of tokens, in text order; only those of the given relations, if any are given."""
    return [t for t in tokens[first:last] if t.head == at and t.index != at and (not relations or t.relation in relations)]


def mention_at(doc: Doc, token: Token) -> Mention | None:
    """The mention that covers a token, but for what only the tagger takes for a name."""
    return next((m for m in overlapping(doc.mentions, token.span) if m.form in ("name", "nominal", "metonym")), None)


def told_of(tokens: list[Token], at: int, last: int) -> None:
    """'Assured his guest of her support', 'informed the envoy of the decision': what somebody is told of is not whose he is."""
    tells = any("of" in f.prepositions and "object" in f.addressee for f in by_lemma("verb").get(tokens[at].lemma.lower(), ()))
    told = next(iter(below(tokens, at, at + 1, last, "obj")), None) if tells else None
    for of in below(tokens, told.index, told.index + 1, last, "nmod")[-1:] if told else []:
        case = next((t for t in tokens[at:of.index] if t.head == of.index and t.relation == "case"), None)
        owned = any(t.relation == "nmod:poss" and t.head == of.index for t in tokens[at:of.index])  # "the head of the mission" is told, not "of the mission"
        if case and case.text == "of" and owned and not below(tokens, at, at + 1, last, "ccomp", "xcomp"):
            tokens[of.index] = replace(of, head=at, relation="obl")


def of_what_is_noted(tokens: list[Token], at: int, last: int) -> None:
    """'Took note with concern of the raid', 'noted with regret that it is shut': what is noted, no matter of the feeling before it."""
    for felt in below(tokens, at, at + 1, last, "obl"):
        noted = by_lemma("noun").get(felt.lemma.lower(), ()) and any(t.text.lower() == "with" for t in below(tokens, felt.index, at, felt.index, "case"))
        for clause in below(tokens, felt.index, felt.index + 1, last, "acl", "acl:relcl") if noted else ():
            that = tokens[felt.index + 1]
            bare = not below(tokens, felt.index, at, felt.index, "det", "nmod:poss")
            if that.text.lower() == "that" and (that.relation == "mark" or (bare and not that.relation.startswith("nsubj"))):
                tokens[clause.index] = replace(clause, head=at, relation="ccomp")
                tokens[that.index] = replace(that, head=clause.index, relation="mark", tag="IN", pos="SCONJ")
    note = next((t for t in below(tokens, at, at + 1, last, "obj") if t.lemma == "note" and tokens[at].lemma == "take"), None)
    for felt in [t for t in tokens[note.index + 1 : last] if t.head in (at, note.index) and t.relation in ("obl", "nmod")] if note else ():
        if any(t.text.lower() == "with" for t in below(tokens, felt.index, at, felt.index, "case")):
            for thing in below(tokens, felt.index, felt.index + 1, last, "nmod"):
                tokens[thing.index] = replace(thing, head=note.index if note else at)


def for_what_was_given(tokens: list[Token], at: int, last: int) -> None:
    """'Thanked Peru for the hospitality extended to them': what a bare participle tells of is what the thanks are for, no clause of its own."""
    for given in below(tokens, at, at + 1, last, "advcl"):
        if given.tag != "VBN" or below(tokens, given.index, at, given.index, "aux:pass", "aux"):
            continue
        for thing in below(tokens, given.index, at + 1, given.index, "nsubj:pass"):
            led = [t for w in (thing, given) for t in below(tokens, w.index, at + 1, thing.index, "case", "mark") if t.text.lower() == "for"]
            if led:
                tokens[thing.index] = replace(thing, head=at, relation="obl")
                tokens[given.index] = replace(given, head=thing.index, relation="acl")
                tokens[led[0].index] = replace(led[0], head=thing.index, relation="case")


def past_who_feels(tokens: list[Token], at: int, first: int, last: int) -> None:
    """'Concern was voiced by some ministers over the raids': what the concern is about, no matter of theirs."""
    felt = next((t for t in tokens[first:at] if t.head == at and t.relation == "nsubj:pass"), None)
    frames = [f for f in by_lemma("noun").get(felt.lemma.lower(), ()) if tokens[at].lemma.lower() in f.light] if felt else []
    frames = frames or [f for f in by_lemma("verb").get(tokens[at].lemma.lower(), ()) if felt and f.id == "position.brief"]  # "was briefed by the envoy on the drought"
    for who in below(tokens, at, at + 1, last, "obl", "obl:agent") if frames else ():
        led = any(t.text.lower() == "by" for t in below(tokens, who.index, at + 1, who.index, "case"))
        for topic in below(tokens, who.index, who.index + 1, last, "nmod") if led else ():
            case = tokens[who.index + 1]
            body = who.tag == "NNP" and case.text == "on"  # "the Council on Fisheries"
            if case.head == topic.index and case.text.lower() in {p for f in frames for p in f.prepositions} - {"of", "for", "to"} and not body:
                tokens[topic.index] = replace(topic, head=at, relation="obl")


def with_its_clauses(tokens: list[Token], at: int, last: int) -> None:
    """'It was noted in this regard that ...', 'emphasised that A, and that B': a clause with "that" is what a verb of saying says."""
    says = any("that" in f.content for f in by_lemma("verb").get(tokens[at].lemma.lower(), ()))
    if not says:
        return
    marks = {t.head: t for t in tokens[at + 1 : last] if t.text.lower() == "that" and t.relation == "mark"}
    for text in below(tokens, at, at + 1, last, "obl"):  # "said in a written statement that": so the verb says, whatever it says it in
        for clause in below(tokens, text.index, text.index + 1, last, "acl") if text.lemma in _SAID_IN and not below(tokens, at, at + 1, last, "ccomp") else ():
            if clause.index in marks and marks[clause.index].index < clause.index:
                tokens[clause.index] = replace(clause, head=at, relation="ccomp")
    told = next((t for t in below(tokens, at, at + 1, last, "ccomp") if t.index in marks), None)
    for clause in below(tokens, at, at + 1, last, "advcl", "conj"):
        mark = marks.get(clause.index)
        if mark is None or tokens[mark.index - 1].text.lower() in _OTHER_THAT:
            continue
        if clause.relation == "advcl" and told is None:
            tokens[clause.index] = told = replace(clause, relation="ccomp")
        elif clause.relation == "conj" and told is not None and told.index < clause.index:
            tokens[clause.index] = replace(clause, head=told.index)


def with_what_is_asked(tokens: list[Token], at: int, last: int) -> None:
    """'Call on all groups fighting in the valley to lay down arms': the infinitive is what is asked, no aim of those who fight."""
    verb = tokens[at]
    asks = any(f.act_class == "Request" and "infinitive" in f.content and f.addressee for f in by_lemma("verb").get(verb.lemma.lower(), ()))
    if not asks or any(t.tag == "TO" for t in tokens[at + 1 : last] if tokens[t.head].head == at):
        return
    for asked in below(tokens, at, at + 1, last, "obj", "obl"):
        for told in below(tokens, asked.index, asked.index + 1, last, "acl", "amod"):
            late = [t for t in below(tokens, told.index, told.index + 1, last, "advcl") if t.tag == "VB"]
            if late and any(t.head == late[0].index and t.tag == "TO" for t in tokens[told.index : late[0].index]):
                tokens[late[0].index] = replace(late[0], head=at, relation="xcomp")
                return


def asked_of(tokens: list[Token], at: int, last: int) -> None:
    """'Appeals to sailors not to enter': whom a preposition leads is no subject of what is asked of him."""
    case = tokens[at + 1] if at + 1 < last else tokens[at]
    asked = tokens[case.head]
    asks = any(f.act_class == "Request" and case.text.lower() in f.addressee for f in by_lemma("verb").get(tokens[at].lemma.lower(), ()))
    staying = case.relation == "mark" and asked.tag == "VBG" and asked.head == at
    whom = next((t for t in tokens[at + 2 : asked.index] if t.head == at and t.relation in ("obl", "obj")), None) if asks and staying else None
    if whom is not None:  # "appeals to citizens staying there to leave": who stays is asked, he is not stayed to
        tokens[case.index] = replace(case, head=whom.index, relation="case")
        tokens[whom.index] = replace(whom, relation="obl")
        tokens[asked.index] = replace(asked, head=whom.index, relation="acl")
        for late in below(tokens, asked.index, asked.index + 1, last, "advcl", "xcomp"):
            if late.tag == "VB":
                tokens[late.index] = replace(late, head=at, relation="xcomp")
    if asks and case.relation == "case" and asked.relation == "nsubj" and asked.head > asked.index and tokens[asked.head].head == at:
        tokens[asked.index] = replace(asked, head=at, relation="obl")


def who_is_to(doc: Doc, tokens: list[Token], at: int, last: int) -> None:
    """'Called for Chile to pay', 'appealed for the rebels to disarm': who is to do it is asked; a thing is not ("for the truce to hold")."""
    mark = tokens[at + 1] if at + 1 < last else tokens[at]
    told = tokens[mark.head]
    asks = any(f.act_class == "Request" and "infinitive" in f.content for f in by_lemma("verb").get(tokens[at].lemma.lower(), ()))
    if not asks or mark.text.lower() != "for" or told.tag != "VB" or told.head != at or below(tokens, told.index, at, told.index, "aux:pass"):
        return
    doer = next(iter(below(tokens, told.index, at + 1, told.index, "nsubj")), None)
    if doer and (mention_at(doc, doer) or names_speakers(doer.text.lower())):
        tokens[mark.index] = replace(mark, head=doer.index, relation="case")
        tokens[doer.index] = replace(doer, head=at, relation="obl")


def with_its_infinitive(doc: Doc, tokens: list[Token], at: int, last: int) -> None:
    """'Directed the ministers responsible for ports to pay', 'asked Peru to waive port dues': the 'to' of a request leads what is asked, however it was hung."""
    asks = any(f.act_class == "Request" and "infinitive" in f.content and "object" in f.addressee for f in by_lemma("verb").get(tokens[at].lemma.lower(), ()))
    asked = next(iter(below(tokens, at, at + 1, last, "obj", "iobj")), None) if asks else None
    # "Demanding an approach on the rights to enter": a thing is demanded, nobody is asked.
    somebody = asked is not None and (asked.pos in ("PROPN", "PRON") or names_speakers(asked.text.lower()) or mention_at(doc, asked) is not None)
    if asked is None or not somebody or any(t.tag == "VB" for t in below(tokens, at, at + 1, last, "xcomp", "ccomp")):
        return
    for to in (t for t in tokens[asked.index + 1 : last - 1] if t.tag == "TO" or (t.text == "to" and t.relation == "case")):
        verb = tokens[to.index + 1]
        if any(t.tag in (*_FINITE, "MD") or t.text in (";", ":") for t in tokens[asked.index + 1 : to.index]):
            return
        if verb.tag == "VB" and verb.relation in ("acl", "advcl", "amod"):
            if verb.relation == "amod" and tokens[verb.head].relation in ("obl", "nmod"):
                tokens[verb.head] = replace(tokens[verb.head], head=verb.index, relation="obj")
            for t in below(tokens, verb.index, asked.index, to.index):  # "responsible for ports to pay": they do not pay
                led = t.relation == "mark" and t.text.lower() == "for"
                if t.relation == "nsubj" or led:
                    owner = next((s for s in below(tokens, verb.index, asked.index, to.index, "nsubj") if led), tokens[verb.head])
                    tokens[t.index] = replace(t, head=owner.index, relation="case" if led else "obl")
            tokens[verb.index] = replace(verb, head=at, relation="xcomp")
            tokens[to.index] = replace(to, head=verb.index, relation="mark", tag="TO")
            return
