"""Mends slips of the parser that the words themselves betray, before anything reads the tree."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Token
from kg.nlp.titles import DAYS as _DAYS
from kg.nlp.titles import put as _with
from kg.nlp.titles import settle_titles

_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")
_FINITE = ("VBD", "VBZ", "VBP")
_PRESENT = ("VBZ", "VBP")
# Participles that open a list of those present; before a name the tagger takes them for a part of it.
_TELLING = {"tell", "inform", "assure", "remind", "notify", "warn", "convince"}
# Verbs that take "on" or "to" and have no passive participle.
_UNPASSIVE = {"agree", "focus", "center", "centre", "concentrate", "touch", "speak", "talk", "dwell", "commit", "look"}
_OPENING = {"Representing": "represent", "Accompanying": "accompany", "Attending": "attend", "Heading": "head", "Leading": "lead"}


def repair(tokens: list[Token]) -> list[Token]:
    """A sentence's tokens with coordinated verbs and clauses joined to the verb that their tense and place betray.

    In "praised the port and briefed the council" the second verb is tagged as a past tense and yet coordinated with a
    noun; in "praised the port and briefed President Ruiz on it" it is taken for an attribute of the name; in "condemned
    the raid last week and both sides called for calm" its subject is; in "said that Chad holds to the text and is
    willing to talk" the second present tense goes with the first, not with the past tense that reports both.
    """
    if not tokens:
        return tokens
    first = tokens[0].index
    tokens = _nouns_retagged(_verbs_retagged(tokens))
    tokens = _named_before(tokens, first)
    tokens = _parted_by_and(tokens, first)
    tokens = _clauses_apart(tokens, first)
    tokens = settle_titles(tokens)
    tokens = _made_finite(_given_an_object(tokens, first), first)
    tokens = _days_set_aside(tokens, first)
    if tokens[0].text in _OPENING and (tokens[0].pos == "PROPN" or tokens[0].relation == "csubj"):
        tokens = _opened(tokens, first)
    tokens = _given_tense(_led_by_a_participle(tokens, first), first)
    tokens = _led_by_a_verb(tokens, first)
    tokens = _closed_by_a_passive(_proposed(tokens, first), first)
    tokens = _with_whom(tokens, first)
    tokens = _looked_forward(_given_object(tokens, first), first)
    tokens = _told_aside(_told_bare(_told_that(tokens, first), first), first)
    for token in tokens:
        if token.tag == "VBD" and token.relation == "conj":
            tokens = _joined(tokens, token, first)
        elif token.tag in ("VBN", "VBD") and token.relation == "amod":
            tokens = _freed(tokens, token, first)
        elif token.tag in _FINITE and token.relation == "acl":
            tokens = _given_its_subject(tokens, token, first)
        if token.relation == "conj":
            tokens = _kept_inside(tokens, token, first)
        elif token.tag == "VBG" and token.relation == "ccomp":
            tokens = _fronted(tokens, token, first)
    return tokens


def _root(tokens: list[Token]) -> Token:
    """The word that all others hang on; the first one where a mended tree should have lost it."""
    return next((t for t in tokens if t.head == t.index), tokens[0])


def _clauses_apart(tokens: list[Token], first: int) -> list[Token]:
    """'The sea is our home, and Peru is committed to it': what has a copula and a subject is a clause, no subject coordinated with Peru."""
    for clause in tokens:
        verb = tokens[clause.head - first]
        own = [t for t in tokens if t.head == clause.index]
        kinds = {t.relation for t in own}
        subject = next((t for t in own if t.relation == "conj" and clause.index < t.index < verb.index), None)
        if not clause.relation.startswith("nsubj") or not {"cop", "nsubj"} <= kinds or subject is None:
            continue
        tokens = _with(tokens, first, replace(subject, head=verb.index, relation=clause.relation))
        tokens = _with(tokens, first, replace(clause, relation="parataxis"))
        for joint in own:
            if joint.relation == "cc":
                tokens = _with(tokens, first, replace(joint, head=verb.index))
    return tokens


def _verbs_retagged(tokens: list[Token]) -> list[Token]:
    """A word in -ed that governs a subject and an object is a past tense, one in -ing that governs an object a gerund, whatever it was tagged."""
    kinds: dict[int, set[str]] = {}
    for token in tokens:
        kinds.setdefault(token.head, set()).add(token.relation)
    return [
        replace(t, pos="VERB", tag="VBD", lemma=_lemma(t.text))
        if t.pos in ("ADV", "ADJ", "NOUN")
        and t.text.endswith("ed")
        and ({"nsubj", "obj"} <= kinds.get(t.index, set()) or t.tag == "VBD")
        else replace(t, pos="VERB", tag="VBG", lemma=_lemma(t.text))
        if t.pos == "NOUN" and t.text.endswith("ing") and "obj" in kinds.get(t.index, set())
        else replace(t, relation="xcomp")  # "decides to send a team": an infinitive behind its verb is no subject of it
        if t.relation == "csubj" and t.tag == "VB" and t.index > t.head and not kinds[t.head] & {"expl", "nsubj", "cop"}
        else t
        for t in tokens
    ]


_LED = {"nmod:poss", "det", "case"}


def _nouns_retagged(tokens: list[Token]) -> list[Token]:
    """'Extended its condolences to Peru': what an owner, an article or a preposition leads and a verb governs is a noun, whatever it was tagged."""
    led = {t.head for t in tokens if t.relation in _LED}
    return [
        replace(t, pos="NOUN", tag="NNS") if t.tag == "VBZ" and t.relation in ("obj", "obl", "nmod") and t.index in led else t
        for t in tokens
    ]


def _named_before(tokens: list[Token], first: int) -> list[Token]:
    """'Norway calls for calm': a name that is taken for a part of the finite verb behind it is its subject."""
    subjects = {t.head for t in tokens if t.relation.startswith(("nsubj", "expl"))}
    for name in tokens:
        verb = tokens[name.head - first]
        between = tokens[name.index - first + 1 : verb.index - first]
        named = name.pos == "PROPN" and name.relation in ("compound", "flat", "nmod", "vocative", "dep") and name.index < verb.index
        cased = any(t.head == name.index and t.relation == "case" for t in tokens)
        if named and not cased and verb.tag in _FINITE and verb.index not in subjects and all(t.pos == "ADV" for t in between):
            tokens = _with(tokens, first, replace(name, relation="nsubj"))
    return tokens


def _parted_by_and(tokens: list[Token], first: int) -> list[Token]:
    """'Peru welcomed the entry into the League and Chile noted the offer': a finite verb right behind "and" and a name is that name's."""
    for verb in tokens:
        above = tokens[verb.head - first]
        if verb.tag not in _FINITE or verb.relation not in ("xcomp", "ccomp", "dep", "parataxis") or above.tag != verb.tag or above.index > verb.index:
            continue
        before = [t for t in tokens[above.index - first + 1 : verb.index - first] if t.pos != "ADV"]
        name = before[-1] if before and before[-1].pos == "PROPN" and before[-1].relation == "conj" else None
        joint = next((t for t in before if name is not None and t.head == name.index and t.relation == "cc"), None)
        if name is None or joint is None or any(t.head == verb.index and t.relation.startswith(("nsubj", "mark")) for t in tokens):
            continue
        tokens = _with(tokens, first, replace(verb, relation="conj"))
        tokens = _with(tokens, first, replace(name, relation="nsubj", head=verb.index))
        tokens = _with(tokens, first, replace(joint, head=verb.index))
    return tokens


def _lemma(word: str) -> str:
    from lemminflect import getLemma

    found = getLemma(word.lower(), upos="VERB")
    return str(found[0]) if found else word.lower()


def _made_finite(tokens: list[Token], first: int) -> list[Token]:
    """'The discussion focused on trade.': a participle that is no passive, behind the noun that a whole sentence hangs on, is its verb."""
    root = _root(tokens)
    own = [t for t in tokens if t.head == root.index]
    if root.pos not in _NOMINAL or tokens[-1].text != "." or any(t.relation in ("cop", "nsubj", "aux") for t in own):
        return tokens
    verb = next((t for t in own if t.relation == "acl" and t.tag == "VBN" and t.index > root.index), None)
    if verb is None or not _is_active(tokens, verb):
        return tokens
    tokens = _with(tokens, first, replace(verb, head=verb.index, relation="ROOT", tag="VBD"))
    tokens = _with(tokens, first, replace(root, head=verb.index, relation="nsubj"))
    for late in own:
        if late.index > verb.index or late.relation == "punct":
            tokens = _with(tokens, first, replace(tokens[late.index - first], head=verb.index))
    return tokens


def _given_an_object(tokens: list[Token], first: int) -> list[Token]:
    """'The talks covered trade.': a participle between a subject and the noun that a whole sentence hangs on is the verb, the noun its object."""
    root = _root(tokens)
    own = [t for t in tokens if t.head == root.index]
    verb = next((t for t in own if t.relation == "amod" and t.tag in ("VBN", "VBD") and t.index < root.index), None)
    subject = next((t for t in tokens if verb and t.relation == "nsubj" and t.head in (root.index, verb.index) and t.index < verb.index), None)
    if verb is None or subject is None or root.pos not in ("NOUN", "PROPN") or any(t.relation in ("cop", "aux", "case") for t in own):
        return tokens
    if any(t.pos != "ADV" for t in tokens[subject.index - first + 1 : verb.index - first] if t.head != subject.index):
        return tokens
    tokens = _with(tokens, first, replace(verb, head=verb.index, relation="ROOT", tag="VBD"))
    for token in (subject, *(t for t in own if t.relation in ("punct", "advcl", "obl") or (t.relation == "advmod" and t.index < verb.index))):
        tokens = _with(tokens, first, replace(tokens[token.index - first], head=verb.index))
    return _with(tokens, first, replace(root, head=verb.index, relation="obj"))


def _is_active(tokens: list[Token], verb: Token) -> bool:
    """Whether a form in -ed takes an object, a clause, or a preposition that only its active has."""
    kinds = {t.relation for t in tokens if t.head == verb.index and t.index > verb.index}
    after = tokens[verb.index - tokens[0].index + 1 : verb.index - tokens[0].index + 2]
    return bool({"obj", "ccomp"} & kinds) or (
        verb.lemma in _UNPASSIVE and bool(after) and after[0].text in ("on", "to", "upon", "that")
    )


_TIMES = {"day", "week", "month", "year", "time", "morning", "afternoon", "evening", "night", "today", "yesterday", "tomorrow", "decade", "century", "hour", "minute",
          "quarter", "moment", "summer", "winter", "spring", "autumn", "weekend"}  # fmt: skip


def _given_object(tokens: list[Token], first: int) -> list[Token]:
    """'Will meet in Lima the Minister', 'follows with concern the trial': a phrase without a preposition behind one with one is the object."""
    kinds: dict[int, set[str]] = {}
    for token in tokens:
        kinds.setdefault(token.head, set()).add(token.relation)
    for token in tokens:
        own, verb = kinds.get(token.index, set()), tokens[token.head - first]
        plain = token.relation in ("obl", "obl:unmarked") and token.pos in ("NOUN", "PROPN") and token.index > verb.index and "det" in own and not own & {"case", "mark"}
        active = verb.pos == "VERB" and not kinds[verb.index] & {"obj", "aux:pass", "nsubj:pass", "ccomp", "xcomp"}
        if plain and active and token.lemma.lower() not in _TIMES:
            tokens = _with(tokens, first, replace(token, relation="obj"))
    return tokens


def _proposed(tokens: list[Token], first: int) -> list[Token]:
    """'The proposal made by Ada Lee, the Minister of Trade, to sign it': the infinitive is the proposal's, not the minister's."""
    for verb in tokens:
        name = tokens[verb.head - first]
        if verb.tag != "VB" or verb.relation != "acl" or name.pos != "PROPN" or name.index > verb.index:
            continue
        here = name
        for _ in range(6):
            here = tokens[here.head - first]
            if here.lemma in ("proposal", "request", "invitation", "offer") and any(t.head == here.index and t.tag == "VBN" for t in tokens):
                tokens = _with(tokens, first, replace(verb, head=here.index))
                break
    return tokens


def _closed_by_a_passive(tokens: list[Token], first: int) -> list[Token]:
    """'The proposal to move the coal imported in May, was approved by the Cabinet.': the passive at the end is the verb of what the sentence opens with."""
    root = _root(tokens)
    subject = next((t for t in tokens if t.head == root.index and t.relation == "nsubj"), None)
    verb = next((t for t in tokens if t.head == root.index and t.relation == "conj" and t.tag == "VBN"), None)
    if verb is None or subject is None or root.tag != "VBD" or not root.text.endswith("ed"):
        return tokens
    be = next((t for t in tokens if t.head == verb.index and t.relation == "aux:pass"), None)
    lone = be is not None and tokens[be.index - first - 1].text == "," and not any(t.head == verb.index and t.relation.startswith(("nsubj", "cc")) for t in tokens)
    before = tokens[root.index - first - 1]
    if not lone or before.pos not in ("NOUN", "PROPN") or before.index == subject.index or any(t.head == root.index and t.relation == "obj" for t in tokens):
        return tokens
    tokens = [replace(t, head=verb.index) if t.head == root.index and t.relation == "punct" and t.index > verb.index else t for t in tokens]
    tokens = _with(tokens, first, replace(verb, head=verb.index, relation="ROOT"))
    tokens = _with(tokens, first, replace(subject, head=verb.index, relation="nsubj:pass"))
    return _with(tokens, first, replace(root, head=before.index, relation="acl", tag="VBN"))


def _with_whom(tokens: list[Token], first: int) -> list[Token]:
    """'To work together and with our partners to promote trade': what stands behind a preposition is nobody's subject."""
    for thing in tokens:
        verb = tokens[thing.head - first]
        led = next((t for t in tokens if t.head == thing.index and t.relation == "case"), None)
        main = next((t for t in reversed(tokens[: thing.index - first]) if t.tag == "VB"), None)
        if thing.relation != "nsubj" or led is None or led.text.lower() != "with" or verb.tag != "VB" or verb.relation != "conj" or main is None:
            continue
        tokens = _with(tokens, first, replace(thing, head=main.index, relation="obl"))
        tokens = _with(tokens, first, replace(tokens[verb.index - first], head=main.index, relation="advcl"))
        joint = next((t for t in tokens if t.head == verb.index and t.relation == "cc"), None)
        tokens = _with(tokens, first, replace(joint, head=thing.index)) if joint else tokens
    return tokens


def _looked_forward(tokens: list[Token], first: int) -> list[Token]:
    """'Look forward to Peru and Chile hosting the fair': what they do is part of what is looked forward to."""
    for clause in tokens:
        verb = tokens[clause.head - first]
        if clause.tag != "VBG" or clause.relation != "advcl" or verb.lemma != "look":
            continue
        thing = next((t for t in tokens if t.head == verb.index and t.relation == "obl" and t.index < clause.index), None)
        between = tokens[thing.index - first : clause.index - first] if thing else []
        if thing and not any(t.text == "," for t in between) and all(t.relation in ("conj", "cc", "punct", "obl") for t in between):
            tokens = _with(tokens, first, replace(clause, head=thing.index, relation="acl"))
    return tokens


_BARELY = {"agree", "say", "note", "believe", "stress", "acknowledge", "recognize", "recognise", "confirm", "state", "hope", "add"}


def _told_bare(tokens: list[Token], first: int) -> list[Token]:
    """'They agreed the reforms in the valley helped farmers': what is taken for an object is the subject of the verb right behind it."""
    for verb in tokens:
        thing = next((t for t in tokens if t.head == verb.index and t.relation == "obj" and t.index > verb.index), None)
        said = next((t for t in tokens if t.head == verb.index and t.relation in ("parataxis", "ccomp") and thing and t.index > thing.index), None)
        if verb.lemma not in _BARELY or verb.tag not in _FINITE or thing is None or said is None:
            continue
        own = [t for t in tokens if t.head == said.index]
        finite = said.tag in _FINITE or any(t.tag in (*_FINITE, "MD") for t in own if t.relation.startswith(("aux", "cop")))
        parted = any(t.text in (",", ";", ":", "and", "but") for t in tokens[thing.index - first : min([said.index, *(t.index for t in own)]) - first])
        if finite and not parted and not any(t.relation.startswith(("nsubj", "expl", "mark")) for t in own):
            tokens = _with(tokens, first, replace(thing, relation="nsubj", head=said.index))
            tokens = _with(tokens, first, replace(said, relation="ccomp"))
    return tokens


def _told_aside(tokens: list[Token], first: int) -> list[Token]:
    """'This growth, she noted, reflects trust': what stands before a speaker set between commas is the subject of what is said."""
    verb = next((t for t in tokens if t.head == t.index), tokens[0])
    said = next((t for t in tokens if t.head == verb.index and t.relation == "ccomp" and t.index > verb.index), None)
    own = [t for t in tokens if t.head == verb.index and t.index < verb.index]
    speaker = next((t for t in reversed(own) if t.relation == "nsubj"), None)
    thing = next((t for t in own if t.relation in ("nsubj", "obl:unmarked", "dislocated", "obl") and t is not speaker and t.pos in ("NOUN", "PROPN")), None)
    aside = verb.tag == "VBD" and tokens[verb.index - first + 1 : verb.index - first + 2] and tokens[verb.index - first + 1].text == ","
    if not aside or said is None or speaker is None or thing is None or thing.index > speaker.index:
        return tokens
    if any(t.head == said.index and t.relation.startswith(("nsubj", "expl")) for t in tokens) or any(t.head == thing.index and t.relation == "case" for t in tokens):
        return tokens
    commas = [t.index for t in tokens[: speaker.index - first] if t.text == ","]
    return _with(tokens, first, replace(thing, relation="nsubj", head=said.index)) if commas and commas[-1] > thing.index else tokens


def _told_that(tokens: list[Token], first: int) -> list[Token]:
    """'Informed the council that Peru will pay': a clause with a subject of its own after "that" is what was told, not which council."""
    for clause in tokens:
        heard = tokens[clause.head - first]
        verb = tokens[heard.head - first]
        if clause.relation != "acl:relcl" or heard.relation not in ("obj", "iobj") or verb.lemma not in _TELLING:
            continue
        that = next((t for t in tokens if t.head == clause.index and t.text.lower() == "that" and t.index < clause.index), None)
        subject = any(t.head == clause.index and t.relation.startswith("nsubj") and t is not that for t in tokens)
        if that is not None and subject:
            tokens = _with(tokens, first, replace(clause, head=verb.index, relation="ccomp"))
            tokens = _with(tokens, first, replace(that, relation="mark"))
    return tokens


def _days_set_aside(tokens: list[Token], first: int) -> list[Token]:
    """'Said Tuesday that ...': a day after a verb is its time, and the clause after the day is what the verb takes."""
    for at, day in enumerate(tokens):
        verb = tokens[day.head - first]
        if day.text not in _DAYS or verb.pos != "VERB" or verb.index > day.index or tokens[at - 1].pos == "ADP":
            continue
        tokens = _with(tokens, first, replace(day, relation="obl:unmarked"))
        for late in tokens[at + 1 :]:
            marks = {t.text.lower() for t in tokens if t.head == late.index and t.relation == "mark"}
            if (late.head == day.index or (late.head == verb.index and late.relation == "advcl")) and marks & {"that", "to"}:
                relation = "ccomp" if "that" in marks else "xcomp" if late.head == day.index else late.relation
                tokens = _with(tokens, first, replace(late, head=verb.index, relation=relation))
    return tokens


def _opened(tokens: list[Token], first: int) -> list[Token]:
    """'Representing Peru were A and B': a participle, the name after it its object."""
    verb = tokens[0]
    name = tokens[1] if verb.relation == "csubj" else tokens[verb.head - first]
    root = _root(tokens)
    if name is verb or name.pos != "PROPN" or root in (verb, name) or not _is_inverted(tokens):
        return tokens
    tokens = _with(
        tokens, first, replace(verb, lemma=_OPENING[verb.text], pos="VERB", tag="VBG", relation="advcl", head=root.index)
    )
    return _with(tokens, first, replace(name, relation="obj", head=verb.index))


def _is_inverted(tokens: list[Token]) -> bool:
    """Whether a form of "be" follows the words at the head without a comma: the subject comes after it."""
    stop = next((n for n, t in enumerate(tokens) if t.text == "," or t.lemma == "be"), 0)
    return tokens[stop].lemma == "be"


def _led_by_a_participle(tokens: list[Token], first: int) -> list[Token]:
    """'Noting the steps she has taken, both agreed': what stands before the comma with its own subject tells of the participle's object."""
    verb = tokens[0]
    clause = tokens[verb.head - first]
    thing = next((t for t in tokens if t.head == verb.index and t.relation == "obj"), None)
    main = tokens[clause.head - first]
    subject = next((t for t in tokens if t.head == clause.index and t.relation == "nsubj"), None)
    if verb.tag != "VBG" or thing is None or subject is None or clause.relation != "advcl" or not thing.index < subject.index < clause.index < main.index:
        return tokens
    tokens = _with(tokens, first, replace(clause, head=thing.index, relation="acl:relcl"))
    return _with(tokens, first, replace(verb, head=main.index, relation="advcl"))


def _given_tense(tokens: list[Token], first: int) -> list[Token]:
    """'The two sides exchanged in-depth views.': in a whole sentence without a verb, a participle with an object is the past tense."""
    root = _root(tokens)
    verb = next(
        (t for t in tokens if t.head == root.index and t.relation == "acl" and t.tag == "VBN" and t.index > root.index), None
    )
    if verb is None or root.pos not in ("NOUN", "PROPN") or tokens[-1].text != ".":
        return tokens
    if not any(t.head == verb.index and t.relation == "obj" for t in tokens) or any(
        t.head == root.index and t.relation == "cop" for t in tokens
    ):
        return tokens
    tokens = [replace(t, head=verb.index) if t.head == root.index and t.index > verb.index else t for t in tokens]
    tokens = _with(tokens, first, replace(verb, tag="VBD", relation="ROOT", head=verb.index))
    return _with(tokens, first, replace(root, relation="nsubj", head=verb.index))


def _led_by_a_verb(tokens: list[Token], first: int) -> list[Token]:
    """'The ministers strongly opposed attempts to change it, and confirmed ...': a participle between the subject and a noun is the verb.

    The noun betrays it: it hangs on the subject without a preposition. What the parser took for the verb is coordinated with
    it, or is but the infinitive of the noun.
    """
    for verb in tokens:
        noun = tokens[verb.head - first]
        subject = tokens[noun.head - first]
        if verb.tag not in ("VBN", "VBD") or verb.relation != "amod" or noun.relation != "nmod" or subject.relation != "nsubj":
            continue
        between = tokens[subject.index - first + 1 : verb.index - first]
        if not subject.index < verb.index < noun.index or any(t.pos != "ADV" for t in between):
            continue
        was = tokens[subject.head - first]
        own = [t for t in tokens if t.head == was.index]
        joined = any(t.relation == "cc" for t in own)
        infinitive = was.tag == "VB" and any(t.tag == "TO" for t in own)
        if (
            any(t.head == noun.index and t.relation == "case" for t in tokens)
            or was.relation != "ROOT"
            or not (joined or infinitive)
        ):
            continue
        late = [t for t in own if infinitive and t.index > was.index and t.relation in ("conj", "punct", "parataxis")]
        moved = [replace(verb, tag="VBD", relation="ROOT", head=verb.index), replace(subject, head=verb.index)]
        moved += [replace(noun, relation="obj", head=verb.index), *(replace(t, head=verb.index) for t in (*late, *between))]
        moved += [replace(was, relation="acl", head=noun.index) if infinitive else replace(was, relation="conj", head=verb.index)]
        for token in moved:
            tokens = _with(tokens, first, token)
        return tokens
    return tokens


def _joined(tokens: list[Token], token: Token, first: int) -> list[Token]:
    own = any(t.head == token.index and t.relation.startswith(("nsubj", "aux")) for t in tokens)
    verb = _verb_above(tokens, token, first)
    head = tokens[token.head - first]
    if own or verb is None or (head.pos not in _NOMINAL and head.tag not in ("VB", "VBG")):
        return tokens
    return _with(tokens, first, replace(token, head=verb.index))


def _freed(tokens: list[Token], token: Token, first: int) -> list[Token]:
    """'... and briefed President Ruiz on X': a participle right after 'and' before a name is a verb of its own."""
    at = token.index - first
    name = tokens[token.head - first]
    verb = next((t for t in reversed(tokens[:at]) if t.tag in _FINITE and t.relation != "acl:relcl"), None)
    if at == 0 or tokens[at - 1].relation != "cc" or name.pos != "PROPN" or name.head > token.index or verb is None:
        return tokens
    tokens = _with(tokens, first, replace(token, tag="VBD", relation="conj", head=verb.index))
    tokens = _with(tokens, first, replace(tokens[at - 1], head=token.index))
    tokens = _with(tokens, first, replace(name, relation="obj", head=token.index))
    for late in tokens[name.index - first + 1 :]:
        if late.relation in ("nmod", "obl") and late.head < token.index:
            tokens = _with(tokens, first, replace(late, relation="obl", head=token.index))
    return tokens


def _given_its_subject(tokens: list[Token], token: Token, first: int) -> list[Token]:
    """'... last week and both sides called for calm': a finite verb right after a coordinated noun is that noun's own."""
    noun = tokens[token.head - first]
    joint = next((t for t in tokens if t.head == noun.index and t.relation == "cc"), None)
    verb = _verb_above(tokens, noun, first)
    between = tokens[noun.index - first + 1 : token.index - first]
    if noun.relation != "conj" or joint is None or verb is None or any(t.pos not in ("ADV", "AUX", "PART") for t in between):
        return tokens
    tokens = _with(tokens, first, replace(token, relation="conj", head=verb.index))
    tokens = _with(tokens, first, replace(noun, relation="nsubj", head=token.index))
    return _with(tokens, first, replace(joint, head=token.index))


def _kept_inside(tokens: list[Token], token: Token, first: int) -> list[Token]:
    """'Said that A holds to X and is willing to Y': a present tense without a subject goes with the one reported before it."""
    verb = tokens[token.head - first]
    own = [t for t in tokens if t.head == token.index]
    tense = next((t.tag for t in own if t.relation in ("cop", "aux", "aux:pass")), token.tag)
    inner = next((t for t in tokens if t.head == verb.index and t.relation == "ccomp" and t.index < token.index), None)
    if verb.tag != "VBD" or inner is None or tense not in _PRESENT or any(t.relation.startswith("nsubj") for t in own):
        return tokens
    tenses = [t.tag for t in tokens if t.head == inner.index and t.relation in ("cop", "aux", "aux:pass")] or [inner.tag]
    return _with(tokens, first, replace(token, head=inner.index)) if tenses[0] in _PRESENT else tokens


def _fronted(tokens: list[Token], token: Token, first: int) -> list[Token]:
    """'Said that, noting X, the ministers agreed': a participle right after 'that' belongs to the finite verb said as well."""
    at = token.index - first
    before = tokens[at - 1] if at and tokens[at - 1].text != "," else tokens[at - 2] if at > 1 else None
    if (
        before is None
        or before.text.lower() != "that"
        or any(t.head == token.index and t.relation.startswith(("nsubj", "aux")) for t in tokens)
    ):
        return tokens
    main = next((t for t in tokens[at + 1 :] if t.relation == "ccomp" and t.head == token.head and t.tag in _FINITE), None)
    if main is None:
        return tokens
    tokens = _with(tokens, first, replace(token, relation="advcl", head=main.index))
    return _with(tokens, first, replace(before, head=main.index))


def _verb_above(tokens: list[Token], token: Token, first: int) -> Token | None:
    here = token
    for _ in range(len(tokens)):
        head = tokens[here.head - first]
        if head.index == here.index:
            return None
        if head.tag in _FINITE and head.index < token.index:
            return head
        here = head
    return None
