"""Joins verbs that name an act of their own to the finite verb before them, wherever the parser hung them."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.attachment import reattach
from kg.extraction.frames import by_lemma
from kg.extraction.speakers import names_speakers
from kg.model import Doc, Mention, Token, hang_together, overlapping, within

_ACTS = ("Request", "Position", "Appraisal", "Claim")
_TOLD = (*_ACTS, "Commitment", "Meeting", "Measure")
_FINITE = ("VBD", "VBZ", "VBP")
# The form a coordinated verb may be tagged with -> that of the verb it goes on from.
_LIKE = {"VBD": ("VBD",), "VBN": ("VBD",), "VBZ": ("VBZ",), "VBP": ("VBP",), "VB": ("VBP",), "VBG": ("VBG",)}
_JOINING = (",", "and", "but", ";", "while", "well")
# Participles that stand before a noun as often as not: "human rights and shared values".
_ATTRIBUTES = ("share", "agree", "continue", "propose")
_STAYS = ("remain", "stand")
_OPENS = ("DT", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "TO", "IN", "CD", "WRB", "PDT")


def regovern(doc: Doc) -> Doc:
    """A Doc whose ", demanding X" and ", and expressed Y" belong to "urged", not to the words between them.

    Only words that put forward an act are moved: another participle after a comma belongs to what it follows.
    """
    tokens = list(doc.tokens)
    people = [m for m in doc.mentions if m.form == "name" and m.entities[0].kind == "person"]
    for token in doc.tokens:
        loose = token.tag == "VBG" and token.relation in ("advcl", "acl") and _after_comma(doc, token)
        verb = _finite_above(doc.tokens, token) if loose and _names_an_act(token) else None
        if verb is None and token.tag == "VBG" and _is_absolute(doc.tokens, token):
            verb = next((t for t in doc.tokens[doc.sentences[token.sentence].first : token.index] if t.tag in _FINITE and t.relation in ("ROOT", "ccomp")), None)
        if verb is not None:
            tokens[token.index] = replace(token, head=verb.index, relation="advcl")
    for token in doc.tokens:
        if token.tag == "VB" and token.relation == "conj" and (infinitive := _nearer_infinitive(tokens, token)):
            tokens[token.index] = replace(token, head=infinitive.index)
    for sentence in doc.sentences:
        _free_listeners(tokens, sentence.first, sentence.last, people)
        tokens = _rejoined(_enumerated(tokens, sentence.first, sentence.last), sentence.first, sentence.last)
        for at in range(sentence.first, sentence.last):
            _give_its_own(tokens, at, sentence.last)
            _uncross(tokens, at, sentence.last)
    for mention in doc.mentions:
        if mention.form == "name" and mention.entities[0].kind in ("state", "organization"):
            _give_to_the_whole(tokens, [t.index for t in within(doc.tokens, mention.span)])
    reattach(doc, tokens)
    for sentence in doc.sentences:  # what would leave a word hanging on itself was no slip of the parser
        if not hang_together(tokens[sentence.first : sentence.last]):
            tokens[sentence.first : sentence.last] = doc.tokens[sentence.first : sentence.last]
    return replace(doc, tokens=tuple(tokens))


def _is_absolute(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a participle has a subject of its own after "with": 'the talks covered trade, with the minister praising the port'."""
    own = [t for t in tokens[max(0, token.index - 20) : token.index] if t.head == token.index]
    return any(t.text.lower() == "with" and t.relation in ("mark", "case") for t in own) and any(t.relation == "nsubj" for t in own)


def _give_to_the_whole(tokens: list[Token], name: list[int]) -> None:
    """'Expressed the State of Qatar's regret': the regret is that of the whole name, of whose last word alone the parser made it."""
    after = tokens[name[-1] + 1] if name and name[-1] + 1 < len(tokens) else None
    if after is None or after.tag != "POS" or len(name) == 1:
        return
    thing, first = tokens[tokens[name[-1]].head], next((tokens[i] for i in name if tokens[i].head not in name), None)
    if first is None or first.index == name[-1] or thing.index <= after.index or thing.head != first.index or thing.relation != "nmod":
        return
    tokens[thing.index] = replace(thing, head=first.head if first.head != first.index else thing.index, relation=first.relation)
    tokens[first.index] = replace(first, head=thing.index, relation="nmod:poss")
    tokens[name[-1]] = replace(tokens[name[-1]], head=first.index, relation="nmod")
    for child in [t for t in tokens[first.index : thing.index] if t.head == thing.index and t.tag == "IN"]:
        tokens[child.index] = replace(child, head=name[-1])


_TOLD_TO = ("raise", "share", "discuss")


def _free_listeners(tokens: list[Token], first: int, last: int, people: list[Mention]) -> None:
    """'Raised the case of the crew with Minister Paz': the person behind "with" is whom it is raised with, no part of the case."""
    for verb in tokens[first:last]:
        if verb.lemma not in _TOLD_TO or verb.pos != "VERB":
            continue
        if not any(t.head == verb.index and t.relation == "obl" and _is_with(tokens, t) for t in tokens[first:last]):
            _free_from_the_thing(tokens, verb, last, people)
        # "With her counterparts at the Council in Oslo": where they talk.
        for who in [t for t in tokens[verb.index + 1 : last] if t.head == verb.index and t.relation == "obl" and t.lemma.lower() == "counterpart"]:
            for t in tokens[who.index + 1 : last]:
                if t.head == who.index and t.relation == "nmod" and any(c.head == t.index and c.text.lower() in ("at", "in", "during") for c in tokens[who.index : t.index]):
                    tokens[t.index] = replace(t, head=verb.index, relation="obl")


def _free_from_the_thing(tokens: list[Token], verb: Token, last: int, people: list[Mention]) -> None:
    thing = next((t for t in tokens[verb.index + 1 : last] if t.head == verb.index and t.relation == "obj"), None)
    inside = {thing.index} if thing else set()
    for token in tokens[verb.index + 1 : last] if thing else ():
        if token.relation not in ("nmod", "appos", "conj") or token.head not in inside:
            continue
        inside.add(token.index)
        person = token.lemma.lower() == "counterpart" or any(m.span.contains(token.span) for m in overlapping(people, token.span))
        if token.relation == "nmod" and _is_with(tokens, token) and person:
            tokens[token.index] = replace(token, head=verb.index, relation="obl")
            break


def _is_with(tokens: list[Token], token: Token) -> bool:
    return any(t.head == token.index and t.relation == "case" and t.text.lower() == "with" for t in tokens[max(0, token.index - 12) : token.index])


_COMPLEMENTS = ("obj", "dep", "iobj", "obl", "xcomp", "ccomp")


def _give_its_own(tokens: list[Token], at: int, last: int) -> None:
    """'Congratulated Peru on its fair and thanked Minister Ruiz for it': the object after a second verb without one is its own."""
    token = tokens[at]
    verb = tokens[token.head]
    if token.relation != "conj" or token.tag not in _FINITE or verb.pos != "VERB" or verb.index > at:
        return
    late = [t for t in tokens[at + 1 : last] if t.head == verb.index and t.relation in _COMPLEMENTS]
    if not late or late[0].relation not in ("obj", "dep", "iobj") or any(t.head == at for t in tokens[at + 1 : last]):
        return
    for t in late:
        tokens[t.index] = replace(t, head=at, relation="obj" if t is late[0] else t.relation)


def _uncross(tokens: list[Token], at: int, last: int) -> None:
    """'Values its help and thanked Peru for its entry': what stands behind a second verb is that verb's, not that of a word before it."""
    verb = tokens[at]
    if verb.relation != "conj" or verb.tag not in _FINITE or verb.head > at:
        return
    for token in tokens[at + 1 : last]:
        if verb.head < token.head < at and token.relation in ("nmod", "obl", "acl", "advcl", "obj"):
            tokens[token.index] = replace(token, head=at, relation="obl" if token.relation == "nmod" else token.relation)


def _nearer_infinitive(tokens: list[Token], token: Token) -> Token | None:
    """'Calls on Peru to free the crew and pay': the last infinitive of the verb that a bare form was hung on, if it has no other subject."""
    verb = tokens[token.head]
    between = tokens[verb.index + 1 : token.index]
    led = {t.head for t in between if t.tag == "TO"}
    own = any(t.head == token.index and t.relation.startswith(("nsubj", "aux", "mark")) for t in between)
    asks = any(f.act_class in ("Request", "Commitment") for f in by_lemma("verb").get(verb.lemma.lower(), ()))
    if own or not asks:
        return None
    return next(
        (t for t in reversed(between) if t.index in led and t.head == verb.index and t.relation in ("xcomp", "advcl", "ccomp")),
        None,
    )


def _enumerated(tokens: list[Token], first: int, last: int) -> list[Token]:
    """The tokens with 'to free the crew; pay the fine; and ...' and 'including freeing it; paying ...' kept in their series over semicolons."""
    for at in (t.index for t in tokens[first:last] if t.text == ";"):
        verb = next((t for t in tokens[at + 1 : last] if t.relation != "cc" and t.tag not in ("CC", "RB", ",")), None)
        if verb is None or verb.head == verb.index or any(t.head == verb.index and t.relation.startswith(("nsubj", "aux")) for t in tokens[first:last]):
            continue
        led = [t for t in tokens[first:at] if _opens_series(tokens, t, verb)]
        if led:
            tokens[verb.index] = replace(verb, head=led[0].index, relation="conj", tag="VBG" if verb.tag == "VBG" else "VB", pos="VERB")
    return tokens


def _opens_series(tokens: list[Token], token: Token, verb: Token) -> bool:
    """Whether a verb of the same form as one behind a semicolon is the first of its series: after a 'to', or after 'including', 'by' or a colon."""
    before = [t.text.lower() for t in tokens[max(0, token.index - 2) : token.index]]
    if verb.text == verb.lemma and verb.tag in ("VB", "VBP", "NN"):
        return token.tag == "VB" and "to" in before
    return verb.tag == "VBG" and token.text.endswith("ing") and not {"including", "by", ":", "as", "of", "on", "to"}.isdisjoint(before)


def _rejoined(tokens: list[Token], first: int, last: int) -> list[Token]:
    """The tokens with operative verbs in a row coordinated: 'condemned A, called for B and expressed C'."""
    anchors: dict[str, Token] = {}
    for at in range(first, last):
        token = tokens[at]
        if not token.tag.startswith("VB") or not _is_operative(tokens, token, last):
            continue
        anchor = next((anchors[tag] for tag in _LIKE[token.tag] if tag in anchors), None)
        if anchor is not None and _goes_on(tokens, token, anchor):
            tokens[at] = token = replace(token, head=anchor.index, relation="conj", tag=anchor.tag, pos="VERB")
            if token.lemma.lower() in _STAYS and tokens[at + 1].tag == "JJ":
                tokens[at + 1] = replace(tokens[at + 1], head=at, relation="xcomp")
            anchors[anchor.tag] = token
        elif token.tag in _FINITE and (token.head == at or _has_subject(tokens, token, first, last)):
            anchors = {token.tag: token}
        elif token.tag == "VBG" and token.relation in ("advcl", "conj", "acl", "parataxis"):
            anchors[token.tag] = token
    return tokens


def _is_operative(tokens: list[Token], token: Token, last: int) -> bool:
    """Whether a verb names an act itself, or with the noun it takes: 'expressed their readiness', 'stands ready'."""
    lemma = token.lemma.lower()
    if any(f.act_class in _TOLD for f in by_lemma("verb").get(lemma, ())):
        return True
    near = tokens[token.index + 1 : min(last, token.index + 7)]
    if lemma in _STAYS:
        return any(t.text.lower() in by_lemma("adjective") for t in near[:3])
    return any(lemma in f.light for t in near for f in by_lemma("noun").get(t.lemma.lower(), ()))


def _goes_on(tokens: list[Token], token: Token, anchor: Token) -> bool:
    """Whether a verb continues an earlier one of its form: after a joining word, with a complement, hung elsewhere."""
    before = [t for t in tokens[anchor.index + 1 : token.index] if t.tag != "RB"]
    after = tokens[token.index + 1 : token.index + 2]
    if not before or before[-1].text.lower() not in _JOINING or not after or not _opens(after[0]):
        return False
    if token.lemma.lower() in _ATTRIBUTES and after[0].tag in ("JJ", "NN", "NNS"):
        return False
    if token.relation == "amod" and token.head > token.index and len(before) > 1 and before[-2].head == token.head:
        return False  # "massive, coordinated costs": two of one noun
    if token.tag == "VBN" and after[0].text.lower() in ("by", "in", "at", "to"):
        return False
    if token.tag == "VB" and any(t.tag in ("TO", "MD") for t in before):
        return False
    own = any(t.head == token.index and t.relation.startswith(("nsubj", "aux", "mark")) for t in before)
    return not own and (not _continues(tokens, token, anchor) or _is_no_deed_of_a_thing(tokens, token, anchor))


def _opens(token: Token) -> bool:
    return token.tag in _OPENS or token.text.lower() == "both" or token.lemma.lower() in by_lemma("noun")


def _continues(tokens: list[Token], token: Token, anchor: Token) -> bool:
    """Whether the parser already hangs the verb on a clause of its form: the anchor's own, or one inside it."""
    head = tokens[token.head]
    if token.head == token.index or token.relation not in (
        "conj",
        "advcl",
        "acl",
        "xcomp",
        "ccomp",
        "dep",
        "amod",
        "parataxis",
        "nmod",
    ):
        return token.head == token.index
    return token.relation == "conj" and head.tag == anchor.tag


def _is_no_deed_of_a_thing(tokens: list[Token], token: Token, anchor: Token) -> bool:
    """'Condemned the raid that sank a boat and extended its condolences': a feeling of somebody's own is not what a raid did."""
    clause = tokens[token.head]
    thing = tokens[clause.head]
    felt = next((t for t in tokens[token.index + 1 : token.index + 5] if any(token.lemma in f.light for f in by_lemma("noun").get(t.lemma.lower(), ()))), None)
    owned = felt is not None and any(t.head == felt.index and t.tag == "PRP$" for t in tokens[token.index + 1 : felt.index])
    return owned and clause.relation in ("acl", "acl:relcl") and anchor.index < thing.index and not names_speakers(thing.lemma.lower()) and thing.pos == "NOUN"


def _has_subject(tokens: list[Token], token: Token, first: int, last: int) -> bool:
    return any(t.head == token.index and t.relation.startswith("nsubj") for t in tokens[first:last])


def _names_an_act(token: Token) -> bool:
    return any(f.act_class in _ACTS for f in by_lemma("verb").get(token.lemma.lower(), ()))


def _after_comma(doc: Doc, token: Token) -> bool:
    before = doc.tokens[max(doc.sentences[token.sentence].first, token.index - 2) : token.index]
    return any(t.text == "," for t in before)


def _finite_above(tokens: tuple[Token, ...], token: Token) -> Token | None:
    """The first past or present tense above an infinitive that governs the word; nothing where a finite verb does."""
    here = tokens[token.head]
    if token.relation == "advcl" and here.tag not in ("VB", "VBG"):
        return None
    for _ in range(20):
        if here.head == here.index:
            return None
        here = tokens[here.head]
        if here.tag in ("VBD", "VBZ", "VBP") and here.index < token.index:
            return here
    return None
