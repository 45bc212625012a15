"""Mends slips of the parser that the words themselves betray, before anything reads the tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.model import Token, hang_together
from kg.nlp.titles import DAYS as _DAYS
from kg.nlp.titles import put as _with
from kg.nlp.titles import settle_titles

_NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM")
_FINITE = ("VBD", "VBZ", "VBP")
# Verbs that take "on" or "to" and have no passive participle.
_UNPASSIVE = {"agree", "focus", "center", "centre", "concentrate", "touch", "speak", "talk", "dwell", "commit", "look"}


def repair(tokens: list[Token]) -> list[Token]:
    """A sentence's tokens with words given the rank and the place that the words around them show; they make a tree as they did before."""
    if not tokens:
        return tokens
    first = tokens[0].index
    tokens = _agreed(tokens)
    for mend in _MENDS:
        mended = mend(tokens, first)
        # What would leave a word hanging on itself was no slip of the parser.
        tokens = mended if mended is tokens or hang_together(mended) else tokens
    return tokens


def _root(tokens: list[Token]) -> Token:
    """The word that all others hang on; the first one where a mended tree should have lost it."""
    return next((t for t in tokens if t.head == t.index), tokens[0])


def _agreed(tokens: list[Token]) -> list[Token]:
    """Tag, part of speech and relation of each word in agreement: they are told apart from each other, and one may betray another."""
    first = tokens[0].index
    kinds: dict[int, set[str]] = {}
    for token in tokens:
        kinds.setdefault(token.head, set()).add(token.relation)
    it = {t.head for t in tokens if t.text.lower() == "it" and t.relation in ("expl", "nsubj:pass")}
    return [_settled(t, tokens[t.head - first], kinds, it) for t in tokens]


def _settled(t: Token, head: Token, kinds: dict[int, set[str]], it: set[int]) -> Token:
    own, beside = kinds.get(t.index, set()), kinds[t.head]
    if t.pos in ("ADV", "ADJ", "NOUN") and t.text.endswith("ed") and ({"nsubj", "obj"} <= own or t.tag == "VBD"):
        return replace(t, pos="VERB", tag="VBD", lemma=_lemma(t.text))
    if t.pos == "NOUN" and t.text.endswith("ing") and "obj" in own:
        return replace(t, pos="VERB", tag="VBG", lemma=_lemma(t.text))
    if t.text == "united" and t.pos == "ADJ" and "cop" in own:
        return replace(t, pos="VERB", tag="VBN", lemma="unite")
    if t.tag == "VBN" and t.relation == "ROOT" and "nsubj" in own and not own & {"aux", "aux:pass", "cop", "nsubj:pass"}:
        return replace(t, tag="VBD")  # "signed today, at the palace, the treaty"
    if t.relation == "acl" and t.tag == "VBG" and t.index < t.head:
        return replace(t, relation="advcl")  # "Representing Peru were ...": what stands before a noun is no attribute of it
    if t.relation == "nsubj:pass" and head.tag in _FINITE and "aux:pass" not in beside:
        return replace(t, relation="nsubj")  # "the minister called on the president"
    if t.relation == "nsubj:outer" and "nsubj" not in beside:
        return replace(t, relation="nsubj")  # "is to open a consulate"
    if t.tag == "JJ" and t.pos == "VERB":
        return replace(t, pos="ADJ")
    if t.relation == "csubj" and t.tag == "VB" and t.index > t.head and not beside & {"expl", "nsubj", "cop"}:
        return replace(t, relation="xcomp")  # "decides to send a team"
    if t.relation == "csubj:pass" and t.index > t.head and t.head in it:
        return replace(t, relation="ccomp")  # "it was noted that": what was noted
    if t.relation == "iobj" and not beside & {"obj", "ccomp"}:
        return replace(t, relation="obj")  # "expects Peru to pay"
    if head.tag in _FINITE and head.pos == "VERB" and t.index > t.head:  # "appeals to Peru to pay", once taken for a noun
        return replace(t, relation={"nmod": "obl", "acl": "xcomp"}.get(t.relation, t.relation))
    return t


_INSIDE = ("flat", "compound", "nmod:desc", "nmod", "amod", "nummod")


def _led(tokens: list[Token], first: int) -> list[Token]:
    """'Talks with Minister of Energy Ada Lee', 'receives a call from Peru': a preposition leads the whole phrase to its right, and no verb to its left."""
    for lead in tokens:
        head = tokens[lead.head - first]
        if lead.relation not in ("case", "mark") or lead.tag != "IN":
            continue
        here = head
        if head.index < lead.index:  # hung on the verb before it
            here = next((t for t in tokens[lead.index - first + 1 :] if t.head == head.index and t.relation in ("obl", "nmod")), head)
        while here.relation in _INSIDE and here.head > lead.index and tokens[here.head - first].pos in _NOMINAL:
            here = tokens[here.head - first]
        if here.index > lead.index and here.index != head.index:
            tokens = _with(tokens, first, replace(lead, head=here.index, relation="case" if head.index < lead.index else lead.relation))
    return tokens


def _past_an_aside(tokens: list[Token], first: int) -> list[Token]:
    """'Agreed, in a spirit of trust, to forgo it': what is set between commas right behind a verb takes nothing of the infinitive after it."""
    for verb in tokens:
        at = verb.index - first
        if verb.tag not in _FINITE or at + 2 >= len(tokens) or tokens[at + 1].text != ",":
            continue
        to = next((t for t in tokens[at + 2 :] if t.text == "to" and tokens[t.index - first - 1].text == ","), None)
        deed = tokens[to.index - first + 1] if to is not None and to.index - first + 1 < len(tokens) else None
        if to is None or deed is None or deed.pos != "VERB" or any(t.tag in (*_FINITE, "MD") for t in tokens[at + 1 : to.index - first]):
            continue
        tokens = _with(tokens, first, replace(deed, head=verb.index, relation="xcomp", tag="VB"))
        tokens = _with(tokens, first, replace(to, head=deed.index, relation="mark", pos="PART", tag="TO"))
    return tokens


_CLAUSES = ("ccomp", "conj", "parataxis")


def _having(tokens: list[Token], first: int) -> list[Token]:
    """'Saying Peru has great hopes': no auxiliary, but the verb of the noun behind it."""
    for verb in tokens:
        if verb.lemma != "have" or verb.pos != "AUX" or verb.relation not in (*_CLAUSES, "aux"):
            continue
        thing = next((t for t in tokens if t.head == verb.head and t.index > verb.index and t.relation in _CLAUSES and t.pos == "NOUN"), None)
        if thing is None:
            continue
        tokens = [replace(t, head=verb.index) if t.head == thing.index and t.index < verb.index else t for t in tokens]
        tokens = _with(tokens, first, replace(verb, pos="VERB", relation=thing.relation))
        tokens = _with(tokens, first, replace(thing, head=verb.index, relation="obj"))
    return tokens


def _found_so(tokens: list[Token], first: int) -> list[Token]:
    """'Considers it important that': the 'it' is what is considered, as in 'considers the port important', and the clause tells what it is."""
    for so in tokens:
        if so.relation != "xcomp" or so.pos != "ADJ":
            continue
        verb = tokens[so.head - first]
        it = next((t for t in tokens if t.relation == "expl" and t.head in (so.index, verb.index) and verb.index < t.index < so.index), None)
        if it is not None:
            tokens = _with(tokens, first, replace(it, head=verb.index, relation="obj"))
            tokens = [replace(t, relation="ccomp") if t.head == so.index and t.relation == "csubj" and t.index > so.index else t for t in tokens]
    return tokens


_STAYING = ("remain", "stay", "stand")


def _stayed(tokens: list[Token], first: int) -> list[Token]:
    """'Remains committed to talks': no auxiliary of a passive, but a verb with what somebody remains."""
    for verb in tokens:
        state = tokens[verb.head - first]
        if verb.relation not in ("aux", "aux:pass", "cop") or verb.lemma.lower() not in _STAYING or verb.index > state.index:
            continue
        up = verb.index if state.head == state.index else state.head
        tokens = [
            replace(t, head=verb.index, relation="nsubj" if t.relation == "nsubj:pass" else t.relation)
            if t.head == state.index and t.index not in (verb.index, state.index) and (t.index < verb.index or t.relation in ("punct", "conj"))
            else t
            for t in tokens
        ]
        tokens = _with(tokens, first, replace(verb, head=up, relation=state.relation, pos="VERB"))
        tokens = _with(tokens, first, replace(state, head=verb.index, relation="xcomp", pos="ADJ", tag="JJ", lemma=state.text.lower()))
    return tokens


def _held_there(tokens: list[Token], first: int) -> list[Token]:
    """'Noting the talks held in Lima': a participle without subject or auxiliary right behind a noun tells of the noun."""
    for part in tokens:
        noun = tokens[part.index - first - 1] if part.index > first else part
        if part.tag == "VBN" and part.relation == "ccomp" and noun.relation == "obj" and noun.head == part.head:
            if not any(t.head == part.index and t.relation.startswith(("nsubj", "aux", "cop", "mark", "expl")) for t in tokens):
                tokens = _with(tokens, first, replace(part, head=noun.index, relation="acl"))
    return tokens




def _parted_by_and(tokens: list[Token], first: int) -> list[Token]:
    """'Peru welcomed the entry into the League and Chile noted the offer': a verb right behind "and" and a name is that name's."""
    for verb in tokens:
        above = tokens[verb.head - first]
        with_own = verb.tag == "VBG" and verb.relation in ("advcl", "xcomp", "acl") and any(t.head == above.index and t.relation == "nsubj" for t in tokens)
        finite = verb.tag in _FINITE and verb.relation in ("xcomp", "ccomp", "dep", "parataxis")
        if not (finite or with_own) or above.tag != verb.tag or above.index > verb.index:
            continue
        before = [t for t in tokens[above.index - first + 1 : verb.index - first] if t.pos != "ADV"]
        last = tokens[before[-1].head - first] if before and before[-1].relation == "flat" else before[-1] if before else verb
        name = last if last.pos == "PROPN" and last.relation == "conj" else None
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
        inside = tokens[verb.head - first]
        if token.relation == "appos" and verb.relation == "obl" and inside.index + 1 < token.index and tokens[inside.index - first + 1].text == ",":
            own, verb, token = own, inside, replace(token, head=inside.index, relation="obl")  # "signed, on Friday in Arica, a treaty"
        late = token.relation == "parataxis" and token.index > verb.index and tokens[verb.index - first + 1].text == ","
        plain = (token.relation in ("obl", "obl:unmarked") or late) and token.pos in ("NOUN", "PROPN") and token.index > verb.index and "det" in own and not own & {"case", "mark"}
        active = verb.pos == "VERB" and not kinds[verb.index] & {"obj", "aux:pass", "nsubj:pass", "ccomp", "xcomp"}
        if plain and active and token.lemma.lower() not in _TIMES:
            tokens = _with(tokens, first, replace(token, relation="obj"))
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


def _to_do(tokens: list[Token], first: int) -> list[Token]:
    """'Peru and Chile to hold talks': in a headline the infinitive is the verb of the names before it."""
    root = _root(tokens)
    verb = next((t for t in tokens if t.head == root.index and t.relation == "acl" and t.tag == "VB"), None)
    led = verb is not None and any(t.head == verb.index and t.tag == "TO" for t in tokens)
    if verb is None or not led or root.pos != "PROPN" or any(t.tag in (*_FINITE, "MD") for t in tokens):
        return tokens
    tokens = [replace(t, head=verb.index) if t.head == root.index and t.index > verb.index else t for t in tokens]
    tokens = _with(tokens, first, replace(verb, relation="ROOT", head=verb.index))
    return _with(tokens, first, replace(root, relation="nsubj", head=verb.index))


def _made_available(tokens: list[Token], first: int) -> list[Token]:
    """'Made available to Peru a rescue team': what is made available is the object."""
    ready = {t.head for t in tokens if t.text == "available" and t.relation == "xcomp" and tokens[t.head - first].lemma == "make"}
    return [replace(t, relation="obj") if t.head in ready and t.relation == "xcomp" and t.pos in ("NOUN", "PROPN") else t for t in tokens] if ready else tokens


_ENVOYS = {"ambassador", "envoy", "chargé", "charge", "commissioner", "chief", "head", "consul", "diplomat", "representative"}


def _called_in(tokens: list[Token], first: int) -> list[Token]:
    """'Called in the ambassador': whom one calls in is the object, the "in" belongs to the verb."""
    for verb, particle in zip(tokens, tokens[1:], strict=False):
        whom = tokens[particle.head - first]
        if verb.lemma == "call" and particle.text == "in" and whom.head == verb.index and whom.relation == "obl" and whom.lemma.lower() in _ENVOYS:
            changed = {particle.index: replace(particle, head=verb.index, relation="compound:prt"), whom.index: replace(whom, relation="obj")}
            return [changed.get(t.index, t) for t in tokens]
    return tokens


def _together(tokens: list[Token], first: int) -> list[Token]:
    """'Co-chaired', cut in three: its last part is the verb "co-chair"."""
    if not any(t.text.lower() == "co" for t in tokens):
        return tokens
    whole = {c.index for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False) if a.text.lower() == "co" and b.text == "-" and a.span.end == b.span.start}
    return [replace(t, lemma=f"co-{t.lemma}") if t.index in whole and t.lemma in ("chair", "host") else t for t in tokens]


def _felt(tokens: list[Token], first: int) -> list[Token]:
    """'It was noted with satisfaction that trade has doubled': the clause is what was noted, and tells nothing of the feeling."""
    that = {t.head for t in tokens if t.text.lower() == "that" and t.relation == "mark"}
    led = {t.head for t in tokens if t.text.lower() == "with" and t.relation == "case"}
    for clause in tokens:
        noun = tokens[clause.head - first]
        verb = tokens[noun.head - first]
        if clause.relation == "acl" and clause.index in that and noun.relation == "obl" and noun.index in led and verb.lemma in ("note", "recall", "observe", "learn", "acknowledge"):
            return [replace(t, head=verb.index, relation="ccomp") if t is clause else t for t in tokens]
    return tokens


def _in_mid_sentence(tokens: list[Token], first: int) -> list[Token]:
    """'Ghana, she said, would send a team': the subject before the comma is that of what is said, not of the saying."""
    for comma, she, said, end in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        if comma.text != "," or end.text != "," or she.tag != "PRP" or she.relation != "nsubj" or she.head != said.index or said.tag not in ("VBD", "VBZ"):
            continue
        who = next((t for t in tokens[: comma.index - first] if t.head == said.index and t.relation.startswith("nsubj")), None)
        told = next((t for t in tokens[end.index - first :] if t.head == said.index and t.relation == "ccomp"), None)
        if who is not None and told is not None:
            return [replace(t, head=told.index) if t is who else t for t in tokens]
    return tokens


def _one_subject(tokens: list[Token], first: int) -> list[Token]:
    """'During talks with the envoy, Leo Paz, he confirmed': of two subjects the pronoun is it, the name belongs to what stands before its comma."""
    led = {t.head for t in tokens if t.relation == "case" and t.tag == "IN" and t.index < t.head}
    for he in tokens:
        if he.relation != "nsubj" or he.tag != "PRP":
            continue
        if any(t.head == he.head and t.relation == "nsubj" and t.index in led and t.index < he.index for t in tokens):
            return [replace(t, relation="obl") if t.head == he.head and t.relation == "nsubj" and t.index in led else t for t in tokens]  # "with Leo Paz, he"
        for other in tokens[: he.index - first]:
            behind = tokens[: other.index - first]
            if other.head == he.head and other.relation == "nsubj" and other.pos == "PROPN" and behind and behind[-1].text == ",":
                noun = next((t for t in reversed(behind) if t.pos in ("NOUN", "PROPN")), None)
                if noun is not None:
                    return [replace(t, head=noun.index, relation="appos") if t is other else t for t in tokens]
    return tokens


def _perfect(tokens: list[Token], first: int) -> list[Token]:
    """'Has confirmed that': a "has" right before the participle that it hangs on is its auxiliary, and what hung on it is the participle's."""
    for has, verb in zip(tokens, tokens[1:], strict=False):
        if has.lemma == "have" and verb.tag == "VBN" and has.head == verb.index and has.relation in ("ccomp", "xcomp", "dep", "csubj"):
            moved = {t.index: t for t in tokens if t.head == has.index and t.index != has.index}
            clause = {i for i in moved if any(t.head == i and t.relation in ("cop", "nsubj") for t in tokens)}
            return [
                replace(t, relation="aux", pos="AUX") if t.index == has.index
                else replace(t, head=verb.index, relation="ccomp" if t.index in clause else t.relation) if t.index in moved else t
                for t in tokens
            ]  # fmt: skip
    return tokens


# In this order: a preposition and an aside first, since what follows asks what hangs on a verb; titles before what asks for subjects.
_MENDS: tuple[Callable[[list[Token], int], list[Token]], ...] = (
    _led, _past_an_aside, _having, _found_so, _stayed, _held_there, _parted_by_and, lambda tokens, _: settle_titles(tokens),
    _made_finite, _days_set_aside, _to_do, _given_object, _looked_forward, _together, _called_in, _made_available, _perfect, _felt, _in_mid_sentence, _one_subject,
)  # fmt: skip
