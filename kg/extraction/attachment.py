"""Gives a verb back what the parser hung on its neighbours: its rank, its subject, its partner behind "with", its object, what is asked of whom."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.complements import (
    asked_of,
    below,
    for_what_was_given,
    mention_at,
    of_what_is_noted,
    past_who_feels,
    told_of,
    who_is_to,
    with_its_clauses,
    with_its_infinitive,
    with_what_is_asked,
)
from kg.extraction.frames import by_lemma
from kg.extraction.hinges import ASKS_WHETHER
from kg.extraction.speakers import names_speakers
from kg.extraction.voices import CONTRACTS
from kg.model import Doc, Token

_FINITE = ("VBD", "VBZ", "VBP")
_NAMES = ("NNP", "NNPS")
_CUT_OFF = ("conj", "appos", "list", "dep", "nmod:unmarked", "obl:unmarked", "nmod", "parataxis")
# Nouns that make an adverb with a bare "in": "discussed in detail issues of trade".
_IN_MANNER = {"detail", "depth", "full", "particular", "principle", "general", "private", "brief", "person", "turn", "return"}


def reattach(doc: Doc, tokens: list[Token]) -> None:
    """Mend the tree of each sentence in place."""
    for sentence in doc.sentences:
        first, last = sentence.first, sentence.last
        _split_infinitives(tokens, first, last)
        if sentence.block in ("paragraph", "item"):
            _inverted(tokens, first, last)
            _invited(doc, tokens, first, last)
            _turned_round(tokens, first, last)
            _as_main(doc, tokens, first, last)
        for at in range(first, last):
            if tokens[at].tag in ("WDT", "WP"):
                _behind_its_noun(tokens, at, first)
            if tokens[at].pos in ("VERB", "AUX") or tokens[at].text.lower() == "provided":
                _as_condition(tokens, at, last)
            if tokens[at].pos in ("VERB", "AUX"):
                _up_to_its_like(tokens, at, first)
                _with_its_subject(doc, tokens, at, first)
                _with_its_partner(doc, tokens, at, last)
                _with_its_object(tokens, at, last)
                with_its_clauses(tokens, at, last)
                of_what_is_noted(tokens, at, last)
                for_what_was_given(tokens, at, last)
                _past_its_day(tokens, at, last)
                told_of(tokens, at, last)
                past_who_feels(tokens, at, first, last)
                asked_of(tokens, at, last)
                who_is_to(doc, tokens, at, last)
                with_its_infinitive(doc, tokens, at, last)
                with_what_is_asked(tokens, at, last)
            elif tokens[at].relation == "appos":
                _beside_its_holder(doc, tokens, at)
                _as_one_of_a_list(doc, tokens, at, last)
            elif tokens[at].relation == "obl":
                _beside_its_noun(tokens, at, last)


_SET_OFF = re.compile(r",\s*(?:(?:the|H\.?E\.?|Hon\.?|Dr\.?|Mr\.?|Ms\.?|Mrs\.?|His|Her|Excellency)\s*){0,5}$")


def _invited(doc: Doc, tokens: list[Token], first: int, last: int) -> None:
    """'At the invitation of Minister Lee, Minister Paz will visit Lima': whom a comma parts from who invites is the subject, not another name of his."""
    words = tokens[first:last]
    asks = next((t for t in words if t.lemma == "invitation" and t.relation == "obl" and t.head > t.index), None)
    verb = tokens[asks.head] if asks else None
    if asks is None or verb is None:
        return
    subject = next((t for t in words if t.head == verb.index and t.relation.startswith("nsubj")), None)
    between = [m for m in doc.mentions if asks.span.end <= m.span.start and m.span.end <= verb.span.start and m.form == "name" and m.entities[0].kind in ("person", "state")]
    people = [m for m in between if m.entities[0].kind == "person"]
    guest = people[-1] if len(people) > 1 else None
    if guest is None or not _SET_OFF.search(doc.text, max(0, guest.span.start - 40), guest.span.start) or not doc.text[people[0].span.end : guest.span.start].lstrip().startswith(("of", ",")):
        return
    if subject is not None and not asks.index < subject.index < verb.index:
        return
    inside = [t for t in words if guest.span.contains(t.span)]
    if subject is not None and subject.span.end <= guest.span.start:  # an office of who invites
        tokens[subject.index] = replace(subject, head=asks.index, relation="appos")
    elif subject is not None:
        return
    head = next((t for t in inside if not guest.span.contains(tokens[t.head].span)), None)
    if head is not None:
        tokens[head.index] = replace(head, head=verb.index, relation="nsubj")


def _split_infinitives(tokens: list[Token], first: int, last: int) -> None:
    """'To fully and effectively implement': the verb behind its adverbs is the infinitive that they were taken for."""
    for at in range(first, last - 2):
        if tokens[at].text.lower() == "to" and tokens[at + 1].tag == "UH":  # "a pleasure to welcome", taken for a greeting
            here, above = tokens[at + 1], tokens[at]
            head, relation = (above.head, "csubj") if here.head == at else (here.head, here.relation)
            tokens[at + 1] = replace(here, head=head, relation=relation, tag="VB", pos="VERB", lemma=here.lemma.lower())
            tokens[at] = replace(above, head=at + 1, relation="mark", tag="TO", pos="PART")
        end = next((i for i in range(at + 1, last) if tokens[i].tag not in ("RB", "CC")), last)
        inner = [t for t in tokens[at:end] if t.head == end and t.relation == "cc"] if end < last else []
        if inner and tokens[at].text.lower() == "to" and tokens[at].head == end and tokens[end].relation == "conj" and not any(t.head == end and t.relation == "cc" for t in tokens[first:at]):
            tokens[end] = replace(tokens[end], relation="xcomp")  # "and" joins the adverbs, not the infinitive
        if tokens[at].text.lower() != "to" or end == last or end == at + 1 or tokens[end].tag not in ("VB", "VBP") or tokens[at].head == end:
            continue
        if tokens[at + 1].tag != "RB" or tokens[at].head not in range(at + 1, end):
            continue
        old = tokens[at].head
        tokens[end] = replace(tokens[end], head=tokens[old].head, relation="xcomp", tag="VB", pos="VERB")
        tokens[at] = replace(tokens[at], head=end, relation="mark", tag="TO")
        for t in tokens[at + 1 : last]:
            if t.index != end and t.head == old and t.index > end:
                tokens[t.index] = replace(t, head=end)
            elif t.index < end:
                tokens[t.index] = replace(t, head=end, relation="advmod" if t.tag == "RB" else "cc")


_TAKING_PART = ("take", "attend", "participate", "join")


def _turned_round(tokens: list[Token], first: int, last: int) -> None:
    """'Taking part in the meeting were Minister Lee and Ambassador Paz': the deed comes first, those who did it are its subject."""
    lead = tokens[first]
    named = tokens[lead.head]
    be = next(iter(below(tokens, named.index, first, named.index, "cop", "aux")), None)
    if lead.tag != "VBG" or lead.lemma.lower() not in _TAKING_PART or named.head != named.index or named.pos not in ("PROPN", "NOUN") or be is None:
        return
    tokens[first] = replace(lead, head=first, relation="ROOT", tag="VBD", pos="VERB")
    tokens[named.index] = replace(named, head=first, relation="nsubj")
    tokens[be.index] = replace(be, head=named.index, relation="dep")


def _as_main(doc: Doc, tokens: list[Token], first: int, last: int) -> None:
    """'Both sides endorsed planning for the fair', 'Today, Peru, Chile and Togo hosted a fair': the one verb of a sentence heads it, no noun beside it."""
    words = tokens[first:last]
    root = next((t for t in words if t.head == t.index), words[0])
    if root.pos not in ("NOUN", "PROPN", "NUM") or below(tokens, root.index, first, last, "cop", "expl") or words[-1].text not in (".", ":", ";"):
        return
    verb = next((t for t in words if t.tag in (*_FINITE, "VBN") and t.pos == "VERB"), None)
    frames = by_lemma("verb").get(verb.lemma.lower(), ()) if verb else ()
    # "The treaty signed in Lima": behind a noun a signature is an attribute more often than not.
    if verb is None or not frames or any(f.id in CONTRACTS for f in frames) or any(t.tag in (*_FINITE, "MD") for t in tokens[first : verb.index]):
        return
    after = tokens[verb.index + 1] if verb.index + 1 < last else verb
    taken = after.tag in ("DT", "PRP$", "NN", "NNS", "JJ", "NNP", "TO", "CD") or _is_talk(root, verb)
    whose = tokens[verb.head]
    subject = _subject_before(doc, tokens, verb, root, first)
    if not taken or subject is None or verb.relation not in ("acl", "conj", "parataxis", "appos", "dep") or (verb.tag != "VBN" and whose.head == whose.index and verb.relation == "acl"):
        return
    at = verb.index
    tokens[at] = replace(verb, head=at, relation="ROOT", tag="VBD" if verb.tag == "VBN" else verb.tag)
    behind = root.index > at
    tokens[root.index] = replace(root, head=at, relation="obj" if behind else ("nsubj" if subject is root else "obl:unmarked"))
    if subject is not root:
        tokens[subject.index] = replace(subject, head=at, relation="nsubj")
    for t in below(tokens, root.index, first, last):
        late = t.index > at if not behind else t.index < at
        if t.index not in (subject.index, at) and late and t.relation != "punct":
            tokens[t.index] = replace(t, head=at, relation="obl" if t.relation == "nmod" else t.relation)


def _is_talk(root: Token, verb: Token) -> bool:
    """Whether a noun for talks stands right before a participle: 'Talks centred on trade'."""
    return root.tag == "NNS" and verb.index == root.index + 1 and bool(by_lemma("noun").get(root.lemma.lower()))


def _subject_before(doc: Doc, tokens: list[Token], verb: Token, root: Token, first: int) -> Token | None:
    """The noun that is the subject of a verb taken for its attribute: its head, or what governs that; who speaks and acts, or the talks themselves."""
    own = next((t for t in tokens[first : verb.index] if t.head == verb.index and t.relation.startswith("nsubj")), None)
    here = own or tokens[verb.head]
    while own is None and here.relation in ("nmod", "conj", "appos", "compound", "flat") and here.head < here.index and here.head != here.index and here.head != root.index:
        here = tokens[here.head]
    if own is None and here.relation == "nmod" and here.head == root.index:
        here = root
    speaks = (here.pos == "PROPN" and mention_at(doc, here) is not None) or names_speakers(here.text.lower()) or names_speakers(here.lemma.lower()) or _is_talk(here, verb)
    led = any(t.head == here.index and t.relation == "case" and t.text.lower() not in ("’s", "'s") for t in tokens[first : here.index])
    return here if here.index < verb.index and speaks and not led else None


def _as_condition(tokens: list[Token], at: int, last: int) -> None:
    """'Will pay, provided that Peru agrees', 'will pay if Peru agrees': no verb, but what opens a condition; no clause that is said."""
    word = tokens[at]
    for told in below(tokens, at, at + 1, last, "ccomp"):
        if word.lemma not in ASKS_WHETHER and any(t.text.lower() in ("if", "unless") and t.relation == "mark" for t in below(tokens, told.index, at + 1, told.index)):
            tokens[told.index] = replace(told, relation="advcl")
    if word.text.lower() not in ("provided", "providing") or word.head == at or any(t.relation.startswith(("aux", "nsubj")) for t in below(tokens, at, max(0, at - 4), at)):
        return
    after = next((t for t in tokens[at + 1 : last] if t.relation.startswith(("nsubj", "expl")) and tokens[t.head].index > t.index), None)
    clause = tokens[after.head] if after else next(iter(below(tokens, at, at + 1, last, "ccomp", "advcl")), None)
    right = after is not None and not any(t.text == "," or t.pos == "VERB" or t.tag == "IN" for t in tokens[at + 1 : after.index])
    that = tokens[at + 1].text.lower() == "that" and tokens[at - 1].text in (",", "and")
    if clause is None or word.head > clause.index or not (that or (right and (clause.tag == "VB" or _is_finite(tokens, clause, at)))):
        return
    above = tokens[clause.head if word.head == clause.index else word.head]
    while above.pos in ("NOUN", "PROPN", "PRON") and above.head != above.index:
        above = tokens[above.head]
    if above.index < at:
        tokens[clause.index] = replace(clause, head=above.index, relation="advcl")
        tokens[at] = replace(word, head=clause.index, relation="mark", pos="SCONJ", tag="IN")


def _inverted(tokens: list[Token], first: int, last: int) -> None:
    """'Should Peru so request, Chile will send a team': what stands between "Should" and the comma is a clause on which the rest depends."""
    comma = next((t.index for t in tokens[first:last] if t.text == ","), last)
    modal = next((t for t in tokens[comma:last] if t.tag in (*_FINITE, "MD") and tokens[t.head].index > comma), None)
    if tokens[first].text != "Should" or modal is None or tokens[last - 1].text == "?":
        return
    inside = tokens[first + 1 : comma]
    verb = next((t for t in inside if t.tag == "VB" or t.pos == "VERB"), next((t for t in reversed(inside) if t.tag in ("NN", "VBP")), None))
    subject = next((t for t in inside if t.relation.startswith(("nsubj", "expl"))), None)
    main = tokens[modal.head] if modal.relation in ("aux", "aux:pass", "cop") else modal
    if verb is None or subject is None or subject.index > verb.index or (tokens[first].head == verb.index and verb.head == main.index):
        return
    if main.head <= comma:  # the clause in front was taken for the main one
        root = verb.head == verb.index
        tokens[main.index] = replace(main, head=main.index if root else tokens[verb.index].head, relation="ROOT" if root else verb.relation)
    for t in tokens[first:last]:
        if t.index < comma and t.index != verb.index and (t.head >= comma or (t.head == verb.index and t.relation == "case")):
            tokens[t.index] = replace(t, head=verb.index, relation="advmod" if t.relation == "case" else t.relation)
        elif t.index >= comma and t.head < comma and t.index != main.index:
            tokens[t.index] = replace(t, head=main.index)
    tokens[verb.index] = replace(verb, head=main.index, relation="advcl", tag="VB", pos="VERB")


def _behind_its_noun(tokens: list[Token], at: int, first: int) -> None:
    """'Discussed the raids, during which Peru was named': a clause that begins with a comma, a preposition and "which" goes on about the noun before it."""
    case, clause = tokens[at - 1], tokens[tokens[at].head]
    noun = tokens[at - 3] if at - 3 > first else clause
    opens = case.tag == "IN" and tokens[at - 2].text == "," and noun.pos in ("NOUN", "PROPN")
    if opens and clause.index > at and clause.relation in ("ccomp", "advcl", "parataxis") and clause.head < at:
        tokens[clause.index] = replace(clause, head=noun.index, relation="acl:relcl")


def _is_finite(tokens: list[Token], verb: Token, first: int) -> bool:
    helped = any(t.head == verb.index and t.relation in ("aux", "aux:pass", "cop") and t.tag in (*_FINITE, "MD") for t in tokens[first : verb.index])
    return verb.tag in _FINITE or helped


def _up_to_its_like(tokens: list[Token], at: int, first: int) -> None:
    """'Is committed to seeking talks and calls on Peru', 'noted a plan that needs money and agreed to pay': a finite verb goes on from one that can share its subject."""
    verb = tokens[at]
    head = tokens[verb.head]
    own = any(t.head == at and t.relation.startswith(("nsubj", "aux", "mark", "expl")) for t in tokens[first:at])
    if verb.relation != "conj" or verb.tag not in _FINITE or own or head.index > at or not _puts_forward(verb):
        return
    if _is_finite(tokens, head, first) and not _cannot_speak(tokens, head, first):
        return
    here = head
    for _ in range(20):
        if here.head == here.index:
            return
        here = tokens[here.head]
        if here.pos in ("VERB", "ADJ", "NOUN") and here.index < at and _is_finite(tokens, here, first) and not _cannot_speak(tokens, here, first):
            tokens[at] = replace(verb, head=here.index)
            return


def _puts_forward(verb: Token) -> bool:
    """Whether a verb is of those that only somebody who speaks can be the subject of."""
    return any(f.act_class in ("Request", "Appraisal", "Commitment") and f.id != "commit.give" for f in by_lemma("verb").get(verb.lemma.lower(), ())) and (
        verb.lemma.lower() not in ("support", "require", "encourage", "seek", "back", "offer", "express", "guarantee", "aim", "reflect", "confirm")
    )


def _cannot_speak(tokens: list[Token], verb: Token, first: int) -> bool:
    """Whether the subject of a verb is a thing: 'a problem that requires', 'trade was growing'."""
    subject = next((t for t in tokens[first : verb.index] if t.head == verb.index and t.relation.startswith("nsubj")), None)
    if subject is None:
        return False
    if subject.lemma.lower() in ("that", "which") and verb.relation == "acl:relcl":
        subject = tokens[verb.head]
    return subject.pos == "NOUN" and not names_speakers(subject.lemma.lower()) and subject.tag in ("NN", "NNS")


def _with_its_subject(doc: Doc, tokens: list[Token], at: int, first: int) -> None:
    """'During the visit, Ada Lee, head of the fund, stated', 'For this, Peru and Chile agreed': who stands between an opening phrase and its verb."""
    verb = tokens[at]
    passive = any(t.head == at and t.relation in ("aux:pass", "nsubj:pass") for t in tokens[first:at])
    if verb.head != at or verb.pos != "VERB" or passive or not _is_finite(tokens, verb, first):
        return
    subjects = [t for t in tokens[first:at] if t.head == at and t.relation.startswith(("nsubj", "csubj", "expl"))]
    comma = next((t.index for t in tokens[first:at] if t.text == ","), at)
    opens = tokens[first].tag in ("IN", "TO", "VBG") or tokens[first].text.lower() in ("as", "under", "following", "today")
    if len(subjects) > 1 and opens and subjects[0].index < comma < subjects[1].index:  # "On 7-8 March, Peru and Chile held talks"
        tokens[subjects[0].index] = replace(subjects[0], relation="obl")
        return
    if len(subjects) > 1 and opens and subjects[0].index == comma + 1 and tokens[comma + 2].text == ",":  # "After talks in Oslo, Norway, Peru agreed"
        tokens[subjects[0].index] = replace(subjects[0], head=comma - 1, relation="appos")
        return
    if subjects and not (subjects[-1].index > first and tokens[subjects[-1].index - 1].text == "and" and subjects[-1].index + 3 >= at):
        return
    cut = [t for t in tokens[comma + 1 : at] if t.relation in _CUT_OFF and t.head < comma and t.pos in ("NOUN", "PROPN")]
    lead = next((t for t in cut if _acts(doc, tokens, t)), None)
    if not opens or lead is None or any(t.tag in _FINITE or t.tag == "MD" for t in tokens[lead.index : at] if t.head != at):
        return
    tokens[lead.index] = replace(lead, head=at, relation="nsubj")
    for t in (*cut, *subjects):
        if t.index > lead.index:
            tokens[t.index] = replace(t, head=lead.index, relation="conj" if t.relation in ("conj", "nsubj") else "appos")


def _acts(doc: Doc, tokens: list[Token], token: Token) -> bool:
    """Whether a phrase is of somebody who acts: a name, or a noun for persons, that begins right behind its comma or article."""
    start = next((t for t in tokens[token.index :: -1] if t.text == ","), token)
    led = all(t.relation == "punct" or t.tag in (*_NAMES, "JJ", "NN", "NNS", "DT", "CD", "PRP$") for t in tokens[start.index + 1 : token.index + 1])
    return led and (mention_at(doc, token) is not None or names_speakers(token.text.lower().removesuffix("s")))


def _with_its_partner(doc: Doc, tokens: list[Token], at: int, last: int) -> None:
    """'Spoke with French Foreign Ministry Secretary General Ada Lee', 'discussed with Minister Lee Peru's plans': with whom, and what, told apart by the names."""
    case = tokens[at + 1] if at + 1 < last else tokens[at]
    if case.relation != "case" or case.text.lower() not in ("with", "to", "from"):
        return
    thing = next((t for t in below(tokens, at, at + 2, last, "obl") if t.pos in ("NOUN", "PROPN")), None)
    name = next((t for t in below(tokens, at, at + 2, last, "obj", "dep") if t.pos == "PROPN"), None)
    mention = mention_at(doc, name) if name else None
    if name and mention and mention.entities[0].kind == "person" and all(t.tag in (*_NAMES, "JJ") for t in tokens[at + 2 : name.index + 1]):
        for t in tokens[at + 2 : name.index]:
            if t.head == at:
                tokens[t.index] = replace(t, head=name.index, relation="compound")
        tokens[name.index] = replace(name, head=at, relation="obl")
        tokens[case.index] = replace(case, head=name.index)
    elif name is None and thing and case.head == thing.index:
        owner = next((t for t in below(tokens, thing.index, at + 2, thing.index, "nmod:poss")), None)
        person = mention_at(doc, owner) if owner else None
        other = next((t for t in tokens[at + 2 : thing.index] if owner and t.head == owner.index and t.relation == "flat" and mention_at(doc, t) != person), None)
        if owner and other and person and person.entities[0].kind == "person":
            tokens[owner.index] = replace(owner, head=at, relation="obl")
            tokens[case.index] = replace(case, head=owner.index)
            tokens[other.index] = replace(other, head=thing.index, relation="nmod:poss")
            for t in below(tokens, owner.index, other.index, thing.index, "case"):
                tokens[t.index] = replace(t, head=other.index)
            tokens[thing.index] = replace(thing, head=at, relation="obj")


def _with_its_object(tokens: list[Token], at: int, last: int) -> None:
    """'Discussed in detail issues of trade', 'supports with a sense of urgency the work of Peru': what stands behind an adverb of several words."""
    felt = next(iter(below(tokens, at, at + 1, last, "xcomp")), None)
    if felt is not None and felt.tag in ("NN", "NNS") and any(tokens[at].lemma in f.light for f in by_lemma("noun").get(felt.lemma.lower(), ())):
        tokens[felt.index] = replace(felt, relation="obj")  # "expressed hope that it will help"
    things = below(tokens, at, at + 1, last, "obj")
    for thing in (things or below(tokens, at, at + 1, last, "obl"))[:1]:
        case = tokens[at + 1] if at + 2 < thing.index else thing
        noun = next((t for t in tokens[at + 2 : thing.index] if t.relation == "compound" and t.head == thing.index), thing)
        if case.head in (thing.index, noun.index) and _is_manner(case, noun):
            for t in (t for t in tokens[at + 2 : noun.index] if t.head == thing.index):  # "with deep concern reports": the concern is deep
                tokens[t.index] = replace(t, head=noun.index)
            tokens[noun.index] = replace(noun, head=at, relation="obl")
            tokens[case.index] = replace(case, head=noun.index)
            tokens[thing.index] = replace(thing, relation="obj")
            return
    takes = any("object" in f.content for f in by_lemma("verb").get(tokens[at].lemma.lower(), ()))
    for led in below(tokens, at, at + 1, last, "obl") if takes and not things else []:
        case = tokens[at + 1]
        if case.head != led.index or not (case.text.lower() == "with" or (case.text.lower() == "in" and led.lemma.lower() == "term")):
            continue  # "condemns in the strongest terms the raid"
        late = next((t for t in below(tokens, led.index, led.index + 1, last, "appos") if t.pos in ("NOUN", "PROPN")), None)
        if late and any(t.head == late.index and t.tag in ("DT", "PRP$") for t in tokens[led.index + 1 : late.index]) and tokens[late.index - 1].text != ",":
            tokens[late.index] = replace(late, head=at, relation="obj")


def _is_manner(case: Token, noun: Token) -> bool:
    """Whether a preposition and a bare noun make an adverb: 'in detail', 'with concern'."""
    felt = any(f.act_class == "Appraisal" for f in by_lemma("noun").get(noun.lemma.lower(), ()))
    return noun.relation == "compound" and ((case.text.lower() == "in" and noun.lemma.lower() in _IN_MANNER) or (case.text.lower() == "with" and felt))


def _past_its_day(tokens: list[Token], at: int, last: int) -> None:
    """'Recalled the visit to Lima in June 2019': the time of what is recalled, not of recalling it."""
    day = next((t for t in below(tokens, at, at + 1, last, "obl", "obl:unmarked") if t.tag in ("NNP", "CD")), None)
    events = [t for t in tokens[at + 1 : day.index] if by_lemma("nominal").get(t.lemma.lower())] if day and tokens[at].lemma == "recall" else []
    if day is not None and events:
        tokens[day.index] = replace(day, head=events[-1].index, relation="nmod")


def _beside_its_holder(doc: Doc, tokens: list[Token], at: int) -> None:
    """'The spokesperson for the Ministry, Ambassador Lee, said': the name is the spokesperson's, not the ministry's."""
    mention, here = mention_at(doc, tokens[at]), tokens[tokens[at].head]
    while here.relation in ("nmod", "compound") and here.head < here.index:
        here = tokens[here.head]
    if mention and mention.entities[0].kind == "person" and here.pos == "NOUN" and names_speakers(here.lemma.lower()):
        tokens[at] = replace(tokens[at], head=here.index)


def _as_one_of_a_list(doc: Doc, tokens: list[Token], at: int, last: int) -> None:
    """'With the commissioner for ports, the minister of Peru and the envoy of Chile': three by their offices, none the other's name."""
    here, head = tokens[at], tokens[tokens[at].head]
    offices = all(names_speakers(t.lemma.lower()) and any(c.tag == "DT" and c.head == t.index for c in tokens[max(0, t.index - 5) : t.index]) for t in (here, head))
    more = any(t.relation == "conj" and t.index > at for t in below(tokens, head.index, at, last, "conj"))
    if offices and more and not any((m := mention_at(doc, t)) and m.form == "name" for t in (here, head)):
        tokens[at] = replace(here, relation="conj")


def _beside_its_noun(tokens: list[Token], at: int, last: int) -> None:
    """'Will travel to Lima for talks with Minister Lee': whom the talks are with, not the journey."""
    noun, case = tokens[at], tokens[min(at + 1, last - 1)]
    other = tokens[case.head]
    if by_lemma("nominal").get(noun.lemma.lower()) and case.text.lower() == "with" and case.relation == "case" and other.head == noun.head:
        tokens[other.index] = replace(other, head=at, relation="nmod")
