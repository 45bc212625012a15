"""Finds what an operative word takes: its content, its addressee, its condition, in the words of the text."""

from __future__ import annotations

from calendar import month_name

from kg import lexicon
from kg.extraction.frames import Frame, by_lemma
from kg.extraction.speakers import names_speakers
from kg.extraction.tree import OBJECTS, Tree
from kg.model import Span, Token, overlapping

_DROPPED_IN_FRONT = {"that", ",", ":", "“", '"', "on", "for", "to", "about", "over", "upon", "of"}
CONDITIONS = ("if", "provided", "unless", "once")
_PARTING = (*CONDITIONS, "should", "until")


def with_late_phrases(tree: Tree, verb: Token, noun: Token, content: Span) -> Span:
    """The content of a light-verb noun with the phrases right after it that the parser hung elsewhere: '... by Peru'."""
    late = sorted((*tree.children(verb, "obl"), *tree.children(noun, "nmod")), key=lambda t: t.index)
    for child in late:
        words = tree.subtree(child)
        start, end = words[0].span.start, words[-1].span.end
        if 0 < start - content.end <= 1 and not _is_time(tree, child):
            content = Span(content.start, end)
    return content


def trim(tree: Tree, tokens: list[Token]) -> Span | None:
    """The span of tokens without punctuation at its ends; a closing quotation mark stays with its opening one."""
    while tokens and tokens[-1].text in ".,;:”\"'’)—–-" and not _closes(tokens):
        tokens = tokens[:-1]
    while tokens and (tokens[0].relation in ("punct", "cc") and tokens[0].text not in '“"('):
        tokens = tokens[1:]
    return tree.span(tokens) if tokens else None


def _closes(tokens: list[Token]) -> bool:
    opener = {"”": "“", ")": "("}.get(tokens[-1].text)
    return bool(opener) and any(t.text == opener for t in tokens)


def _infinitive(tree: Tree, verb: Token, frame: Frame) -> Token | None:
    for child in tree.children(verb, "xcomp", "ccomp", "advcl"):
        if child.index > verb.index and is_to(tree, child):
            return None if _is_purpose(tree, verb, child, frame) else child
    return None


def is_to(tree: Tree, verb: Token) -> bool:
    """Whether a 'to' marks a verb."""
    return any(t.text.lower() == "to" for t in tree.children(verb, "mark"))


def infinitive_of(tree: Tree, verb: Token) -> Token | None:
    """The infinitive that a copula joins to its subject: the predicate itself, or what hangs on it."""
    near = (verb, *tree.children(verb, "xcomp", "csubj", "ccomp", "advcl", "acl"))
    return next((t for t in near if t.tag == "VB" and is_to(tree, t)), None)


def _is_purpose(tree: Tree, verb: Token, infinitive: Token, frame: Frame) -> bool:
    """'Announced a grant to help farmers', 'agreed to a review to settle it': what comes before is the content, the infinitive its aim."""
    asked = _led_by_for(tree, verb) if frame.act_class == "Request" and "for" in frame.prepositions else None
    if asked and asked.index < infinitive.index:
        return True
    if frame.act_class == "Request" and infinitive.relation != "advcl":
        return False
    thing = any(verb.index < t.index < infinitive.index for t in tree.children(verb, "obj"))
    forward = verb.index + 2 if any(t.text.lower() == frame.needs_adverb.get(verb.lemma.lower()) for t in tree.children(verb)) else 0
    leads = {p for f in by_lemma("verb").get(verb.lemma.lower(), ()) if "preposition" in f.content for p in f.prepositions}
    topic = any(
        tree.case(t) in leads and t.index < infinitive.index and not _is_time(tree, t)
        for t in tree.children(verb, "obl")
        if any(c.index in (verb.index + 1, forward) for c in tree.children(t, "case"))
    )
    return (thing and "object" in frame.content) or (topic and frame.act_class in ("Commitment", "Appraisal"))


def _led_by_for(tree: Tree, verb: Token) -> Token | None:
    """What a call right after its verb is for: 'called for access for the mission to do its work', 'called for Peru to pay'."""
    near = (t for t in tree.children(verb, "obl", "nmod") if tree.case(t) == "for")
    return next((t for t in near if any(c.index == verb.index + 1 for c in tree.children(t, "case"))), None)


def _asked(tree: Tree, verb: Token) -> Token | None:
    """The infinitive that a long addressee swallowed: 'urged A, B and the members of C to act'."""
    for child in tree.children(verb, "obj", "obl"):
        if (child.relation == "obj" and not any(t.index in tree.mentions for t in tree.conjuncts(child))) or tree.case(child) == "for":
            continue
        for token in reversed(tree.subtree(child)):
            if token.relation in ("acl", "advcl") and is_to(tree, token):
                return token
    return None


def _gerund(tree: Tree, verb: Token) -> Token | None:
    late = next((t for t in tree.children(verb, "compound:prt") if t.index > verb.index), verb)
    for child in tree.children(verb, "xcomp", "ccomp", "advcl"):
        having = any(t.text.lower() == "having" for t in tree.children(child, "aux"))  # "denied having fired"
        if child.index > verb.index and (child.tag == "VBG" or having) and (child.relation != "advcl" or (late is not verb and child.index == late.index + 1)):
            return child
    return None


def _that(tree: Tree, verb: Token) -> Token | None:
    if verb.lemma == "make" and (clear := next((t for t in tree.children(verb, "xcomp") if t.text.lower() == "clear"), None)):
        return next(iter(tree.children(clear, "ccomp")), None)
    if any(t.text.lower() == "it" for t in tree.children(verb, "obj")):  # "considers it important that"
        return next((t for t in tree.children(verb, "xcomp") if t.pos == "ADJ" and tree.children(t, "ccomp")), None)
    for child in tree.children(verb, "ccomp", "parataxis"):
        marks = [t.text.lower() for t in tree.children(child, "mark")]
        subject = any(t.relation.startswith(("nsubj", "expl", "csubj")) for t in tree.children(child))
        if _is_relative(tree, verb, child, subject=subject):
            continue
        before = child.relation == "ccomp" and child.index < verb.index
        if before or child.index > verb.index:
            if "that" in marks or "how" in marks or (subject and "to" not in marks and child.relation == "ccomp"):
                return child
    return None


def _is_relative(tree: Tree, verb: Token, clause: Token, *, subject: bool) -> bool:
    """'Agreed to a plan that will help': a 'that' away from the verb, with no subject behind it, tells of a noun."""
    that = next((t for t in tree.children(clause, "mark") if t.text.lower() == "that"), None)
    return that is not None and not subject and that.index > verb.index + 2 and tree.tokens[that.index - 1].pos in ("NOUN", "PROPN")


def _object(tree: Tree, verb: Token) -> Token | None:
    kids = [t for t in tree.children(verb, "obj") if t.index > verb.index]
    if not kids and (invited := tree.accepted(verb)):  # "invited Peru to join the survey, which was accepted"
        near = (invited, tree.head(invited)) if invited.pos == "NOUN" else (invited,)
        return next((t for w in near for t in tree.children(w, "xcomp", "ccomp", "advcl", "acl") if t.index < verb.index and is_to(tree, t)), next(iter(tree.children(invited, "obj")), invited))
    if not kids and tree.is_passive(verb):
        raised = tree.children(tree.head(verb), "nsubj:pass", "nsubj") if verb.relation == "xcomp" else []  # "a treaty is expected to be signed"
        kids = [t for t in (*tree.children(verb, "nsubj:pass"), *raised) if t.lemma.lower() != "it"]
    if not kids and (second := _shared_with(tree, verb)):
        kids = tree.children(second, "obj")
    if not kids and verb.relation == "acl" and verb.tag == "VBN":
        return tree.head(verb)
    return kids[0] if kids else None


def _shared_with(tree: Tree, verb: Token) -> Token | None:
    """'Acknowledges and supports the reform': the verb right behind an 'and' whose object is that of both."""
    near = (t for t in tree.children(verb, "conj") if verb.index < t.index <= verb.index + _CLOSE and t.tag == verb.tag)
    second = next(near, None)
    if second is None or any(t.index > verb.index and t.relation not in ("conj", "advmod", "punct", "cc") for t in tree.children(verb)):
        return None
    between = tree.tokens[verb.index + 1 : second.index]
    return second if all(t.tag in ("CC", "RB", ",") for t in between) else None


_CLOSE = 4


def _preposition(tree: Tree, verb: Token, frame: Frame) -> Token | None:
    """The phrase after an allowed preposition; a time is no content, and whom it goes to only if nothing else is."""
    near = [c for c in tree.children(verb, "obl", "obl:agent", "nmod", "advcl", "acl", "xcomp", "obl:unmarked") if c.index > verb.index]
    near += [c for thing in tree.children(verb, *OBJECTS) for c in tree.children(thing, "nmod")]
    near += [c for t in tree.children(verb, "nmod") if t.lemma.lower() in ("view", "opinion", "idea") for c in tree.children(t, "nmod")]
    near += [c for t in tree.children(verb, "obl", "xcomp") if t.lemma.lower() in frame.needs for c in tree.children(t, "nmod", "obl")]
    near += [c for t in tree.children(verb, "obl") if tree.case(t) == "at" and t.lemma == "request" for c in tree.children(t, "nmod")]
    found = [c for c in near if (tree.case(c) in frame.prepositions or _asks_how(tree, c) in frame.prepositions) and not _is_time(tree, c)]
    found = [c for c in found if tree.case(c) != "in" or c.lemma.lower() not in _WAYS] or found
    if frame.act_class == "Meeting":
        found = [c for c in found if c.lemma.lower() not in _SETTINGS]
    found = [c for c in found if c.lemma.lower() in frame.topics] or found
    found = [c for c in found if c.pos != "PRON" or tree.case(c) not in frame.addressee]  # "conveyed our objection to him"
    apart = [c for c in found if tree.case(c) not in frame.addressee]
    if found and not apart:  # "congratulations to the President on his election": hung on whom it goes to
        late = [c for t in found for c in tree.children(t, "nmod") if tree.case(c) != "of"]
        late += [c for c in tree.children(tree.head(verb), "obl", "advcl") if verb.relation == "obj" and c.index > found[0].index]
        apart = [c for c in late if tree.case(c) in frame.prepositions and tree.case(c) not in frame.addressee and not _is_time(tree, c)]
    if frame.act_class == "Request" and verb.lemma.lower() in ("request", "demand", "proposal"):
        return next(iter(apart), None)  # "submitted the request to the House": to whom, not what
    return next(iter(apart or found), None)


def _asks_how(tree: Tree, verb: Token) -> str:
    """The preposition before a 'how' or 'where' that a clause begins with: 'focused on how to reopen the port'."""
    return next((tree.case(t) for t in tree.children(verb, "advmod") if t.tag == "WRB"), "")


# What stands after "in" and tells how, not about what: "conveyed its concern in writing".
_WAYS = {"writing", "principle", "detail", "public", "private", "person"}
# What stands after "on" or "to" and tells how or where, not what about.
_SETTINGS = {"basis", "sideline", "margin", "occasion", "invitation", "behalf", "eve", "phone", "visit", "date", "condition"}


_MONTHS = frozenset(month_name[1:])


def _is_time(tree: Tree, token: Token) -> bool:
    beside = tree.tokens[max(0, token.index - 1) : token.index + 2] if token.tag == "CD" else ()
    return token.text in lexicon.WEEKDAYS or any(t.text in _MONTHS for t in beside) or bool(overlapping(tree.doc.times, token.span))


def _discussed(tree: Tree, verb: Token) -> Token | None:
    """The topic of an encounter: "met to discuss X", "spoke, focusing on X"."""
    for child in tree.children(verb, "advcl", "xcomp", "acl", "conj"):
        if child.lemma in ("focus", "centre", "center") and child.relation == "acl":
            return next((t for t in tree.children(child, "obl") if tree.case(t) in ("on", "around")), None)
        if child.lemma in ("discuss", "review", "address", "exchange", "explore", "advance") and child.relation != "conj":
            topics = [t for t in tree.children(child, "obj") if t.index > child.index]
            if topics:
                return topics[0]
    for thing in tree.children(verb, "obj", "obl"):
        for child in tree.children(thing, "acl"):
            if child.lemma in ("discuss", "review"):
                topics = tree.children(child, "obj")
                return topics[0] if topics else None
    return None


def complement(tree: Tree, verb: Token, frame: Frame) -> tuple[str, Token] | None:
    """The first complement of a kind that the frame allows, with the name of the kind."""
    for kind in frame.content:
        found: Token | None = None
        if kind == "infinitive":
            found = _infinitive(tree, verb, frame) or (_asked(tree, verb) if frame.act_class == "Request" and not ("for" in frame.prepositions and _led_by_for(tree, verb)) else None)
        elif kind == "gerund":
            found = _gerund(tree, verb)
        elif kind == "that":
            found = _that(tree, verb)
        elif kind == "object":
            found = _object(tree, verb)
            if found is not None and frame.objects and found.lemma.lower() not in frame.objects:  # "handed the envoy a note"
                found = next((t for t in tree.children(verb, "obj") if t.index > verb.index and t.lemma.lower() in frame.objects), found)
            # "Discussed widening the road, a shared concern": what the gerund stands before is said about it.
            if found is not None and "gerund" in frame.content and (act := _gerund(tree, verb)) and act.index < found.index:
                continue
        elif kind == "preposition":
            found = _preposition(tree, verb, frame)
        elif kind == "subject":
            found = next(iter(tree.children(verb, "nsubj")), None)
        elif kind == "discussed":
            found = _discussed(tree, verb) or _preposition(tree, verb, frame)
        elif kind == "clause":
            near = [t for t in tree.children(verb, "acl", "xcomp", "ccomp") if t.index > verb.index and not (t.tag == "VBN" and t.lemma in frame.light)]
            found = next((t for t in near if is_to(tree, t)), None) or next(iter(near), None) or _held(tree, verb)
            if found is None and verb.pos == "NOUN":  # "the readiness of Peru to send a team"
                owned = (c for t in tree.children(verb, "nmod") if tree.case(t) == "of" for c in tree.children(t, "acl", "xcomp"))
                found = next((t for t in owned if is_to(tree, t)), None)
            if found is None and verb.pos == "NOUN" and verb.relation == "obj":  # "extended an invitation to Peru to attend"
                late = next((t for t in tree.children(tree.head(verb), "xcomp", "ccomp", "advcl") if is_to(tree, t)), None)
                found = late if late and late.index > verb.index else None
        # "Concern about the conduct of Peru to assert its claims": what stands right behind the noun comes first.
        if kind == "clause" and found is not None and verb.pos == "NOUN" and "preposition" in frame.content and _leads(tree, verb, frame, found):
            topic = _preposition(tree, verb, frame)
            found = None
            if topic is not None:
                return "preposition", topic
        if found is not None:
            return kind, found
    return _beside(tree, verb, frame)


_WILLING = {"readiness", "willingness", "determination", "intention", "commitment", "desire", "resolve"}


def _leads(tree: Tree, noun: Token, frame: Frame, clause: Token) -> bool:
    """Whether a preposition of the frame stands right behind a noun, before a clause that hangs on it."""
    after = tree.tokens[noun.index + 1]
    if after.text.lower() == "of" and noun.lemma.lower() in _WILLING:
        return False  # whose readiness it is, not for what
    topical = frame.prepositions - set(frame.addressee) - {"that", "to"}
    return after.tag == "IN" and after.text.lower() in topical and after.index < clause.index and after.head != clause.index


_HELD = {"view", "opinion", "hope", "concern", "confidence", "optimism", "conviction", "belief", "understanding", "expectation", "regret"}


def _held(tree: Tree, noun: Token) -> Token | None:
    """'Optimism that reform will go on': a clause with "that" right behind a noun for what is thought says what is thought."""
    near = (t for t in tree.children(noun, "acl:relcl") if noun.lemma.lower() in _HELD)
    return next((t for t in near if tree.tokens[noun.index + 1].text.lower() == "that" and min(w.index for w in tree.subtree(t)) == noun.index + 1), None)


_OPENS_PHRASE = ("DT", "PRP$", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "WDT", "$")


def _beside(tree: Tree, verb: Token, frame: Frame) -> tuple[str, Token] | None:
    """What stands right after a finite verb whose complement the parser hung elsewhere, told by its first word."""
    if verb.tag not in _FINITE_VERBS or tree.is_passive(verb) or tree.subject(verb) is None:
        return None
    rest = list(tree.tokens[verb.index + 1 : tree.sentence(verb).last])
    while rest and (rest[0].tag == "RB" or rest[0].text.lower() in ("also", "therefore", "today")):
        rest = rest[1:]
    if rest and rest[0].text == "," and (at := _past_aside(rest)):
        rest = rest[at:]
    if rest and rest[0].text.lower() in ("in", "with") and (at := _past_manner(rest)):
        rest = rest[at:]
    if not rest:
        return None
    if "that" in frame.content and rest[0].text.lower() == "that" and rest[0].tag == "IN":
        return "rest", rest[0]
    if "infinitive" in frame.content and rest[0].text.lower() == "to" and any(t.tag == "VB" for t in rest[1:4]):
        return "rest", rest[0]
    if "object" in frame.content and rest[0].tag in _OPENS_PHRASE and any(t.pos in ("NOUN", "PROPN") for t in rest[:6]):
        return "rest", rest[0]
    return None


def _past_aside(rest: list[Token]) -> int:
    """How many words ', at the palace,' takes: a phrase with a preposition between two commas; 0 if no such phrase stands here."""
    led = len(rest) > 1 and rest[1].tag == "IN"
    return next((i + 1 for i, t in enumerate(rest[:_ASIDE_LONGEST]) if i and t.text == ","), 0) if led else 0


_ASIDE_LONGEST = 12


def _past_manner(rest: list[Token]) -> int:
    """How many words 'in the strongest terms', 'with great satisfaction' take; 0 if no such phrase stands here."""
    return next((i + 1 for i, t in enumerate(rest[:6]) if t.lemma.lower() in _MANNERS), 0)


_FINITE_VERBS = ("VBD", "VBZ", "VBP")
_MANNERS = {"term", "manner", "way", "satisfaction", "concern", "appreciation", "interest", "regret", "gratitude", "alarm"}


def stretch(tree: Tree, verb: Token, kind: str, root: Token, cues: frozenset[int]) -> Span | None:
    """The words of a complement: its subtree, and what follows in the clause up to another act or a reporter.

    A parser attaches late phrases to the operative verb as often as to its complement; in both cases they belong to
    what is agreed, asked or said. ``cues`` are the tokens that name acts of their own: their clauses are left out.
    """
    if kind == "rest":
        return trim(tree, _rest(tree, root, cues))
    own = _without_acts(tree, root, cues)
    if kind == "infinitive" and (thing := undergoer(tree, verb, root)):
        own = [*(t for t in _without_acts(tree, thing, cues) if t.relation != "case" or t.head != thing.index), *own]
    if root.index > verb.index:
        aims = ("acl",) if verb.pos == "NOUN" and kind == "preposition" else ()
        for child in tree.children(verb, "obl", "advcl", "advmod", "obl:unmarked", "xcomp", "conj", "ccomp", "list", "dep", *aims):
            if child.index > root.index and child.index not in cues and not _stands_apart(tree, verb, child, kind):
                own += _without_acts(tree, child, cues)
    elif len(own) <= _BARE_THING and (late := _past_the_verb(tree, verb)):
        own = late
    own = sorted({t.index: t for t in own}.values(), key=lambda t: t.index)
    own = _without_occasion(_to_the_end(tree, own, cues, kind))
    while kind == "preposition" and own and own[0].head == root.index and own[0].relation in ("case", "mark") and own[0].text.lower() != "to":
        own = own[1:]
    if kind != "infinitive":
        while own and own[0].text.lower() in _DROPPED_IN_FRONT and not _begins(own, root):
            own = own[1:]
    while own and own[-1].relation in ("cc", "mark") and own[-1].index != root.index:
        own = own[:-1]
    while own and own[-1].text.lower() in ("and", ",", "as", "but", ":"):
        own = own[:-1]
    return trim(tree, own)


def undergoer(tree: Tree, verb: Token, infinitive: Token) -> Token | None:
    """'Expects the claims to be examined', 'asked for access to be granted': what something is to be done to is part of what is asked."""
    if not tree.children(infinitive, "aux:pass"):
        return None
    between = [t for t in tree.children(verb, "obj", "obl") if verb.index < t.index < infinitive.index]
    return next((t for t in between if t.relation == "obj" or tree.case(t) == "for"), None)


_BARE_THING = 2


def _past_the_verb(tree: Tree, verb: Token) -> list[Token]:
    """'Prospects were discussed for trade in grain': what the noun is of stands behind the passive verb."""
    late = next((t for t in tree.children(verb, "obl", "nmod") if t.index > verb.index and tree.case(t) in ("for", "of")), None)
    right = late is not None and tree.is_passive(verb) and any(c.index == verb.index + 1 for c in tree.children(late, "case"))
    return [t for t in tree.subtree(late) if t.relation != "case" or t.head != late.index] if right and late else []


def _rest(tree: Tree, first: Token, cues: frozenset[int]) -> list[Token]:
    """The words from one on, up to the next clause that names an act of its own."""
    words = list(tree.tokens[first.index : tree.sentence(first).last])
    if first.text.lower() == "that":
        words = words[1:]
    acts = [t for t in words if t.index in cues and t.relation in ("conj", "parataxis", "ROOT", "advcl")]
    if acts:
        near = [t.index for t in tree.children(acts[0], "cc", "nsubj", "punct", "advmod") if first.index < t.index < acts[0].index]
        words = [t for t in words if t.index < min([acts[0].index, *near])]
    while words and (words[-1].text.lower() in ("and", ",", "as", "but") or words[-1].relation in ("cc", "mark")):
        words = words[:-1]
    return words


_OCCASIONS = ("occasion", "margins", "sidelines", "fringes", "eve")
_ASIDE = ("margins", "sidelines", "fringes")


def _without_occasion(own: list[Token]) -> list[Token]:
    """The content up to a comma and 'on the occasion of', up to 'on the margins of': when it was put forward, not what."""
    for at, token in enumerate(own[:-3]):
        lead = [t.text.lower() for t in own[at + 1 : at + 5]]
        if at and lead[:2] in (["on", "the"], ["at", "the"]) and lead[3:] == ["of"] and lead[2] in (_OCCASIONS if token.text == "," else _ASIDE):
            return own[: at + (token.text != ",")]
    return own


_JOINS = (",", "and", "or", "including", "as", ";")
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def _to_the_end(tree: Tree, own: list[Token], cues: frozenset[int], kind: str) -> list[Token]:
    """The content with the rest of an enumeration that the parser tore off, up to the next clause of its own."""
    sentence = tree.sentence(own[-1])
    rest = list(tree.tokens[own[-1].index + 1 : sentence.last])
    torn = bool(rest) and rest[0].pos in ("NOUN", "PROPN") and own[-1].pos in ("NOUN", "PROPN", "ADJ")
    joined = kind not in ("that", "infinitive") and bool(rest) and rest[0].text.lower() in _JOINS
    if kind == "that" or not (torn or joined):
        return own
    for token in rest:
        finite = token.tag in _FINITE or (token.tag in ("VB", "VBN", "VBG") and any(t.tag in _FINITE for t in tree.children(token, "aux", "aux:pass")))
        clause = token.index in cues or (finite and token.relation in ("conj", "parataxis", "ROOT", "advcl", "ccomp"))
        if clause:
            edge = min(t.index for t in tree.subtree(token) if t.index > own[-1].index)
            rest = [t for t in rest if t.index < edge]
            break
    if any(t.tag in _FINITE and t.relation in ("ROOT",) for t in rest):
        return own
    return own + rest


def _begins(own: list[Token], root: Token) -> bool:
    """Whether the first word belongs to the content: its root, or the "to" of an infinitive."""
    return own[0].index == root.index or (own[0].relation == "mark" and own[0].text.lower() == "to")


def _stands_apart(tree: Tree, verb: Token, child: Token, kind: str) -> bool:
    if child.relation == "conj":
        return child.pos not in ("NOUN", "PROPN")
    if child.relation == "xcomp" and child.text.lower() == "available":
        return True  # "made a team available to Peru"
    if child.relation == "advcl":
        return tree.case(child) in _PARTING or (child.tag == "VBG" and _after_comma(tree, child))
    return False


def _after_comma(tree: Tree, child: Token) -> bool:
    """Whether a comma parts a participle from what it follows: without one it goes on with it ("of the mission having the means")."""
    first = min(t.index for t in tree.subtree(child))
    return (first > 0 and tree.tokens[first - 1].text == ",") or tree.tokens[first].text == ","


def without_acts(tree: Tree, words: list[Token], verb: Token) -> list[Token]:
    """The words of a clause without the clauses coordinated with its verb."""
    others = [c for c in tree.children(verb, "conj", "parataxis") if c.relation == "parataxis" or not _shares_modal(tree, c)]
    others += [t for t in words if t.relation == "conj" and t.tag in _FINITE_VERBS and tree.head(t).tag == "VB"]
    others += [c for c in tree.children(verb, "advcl") if tree.case(c) in ("while", "whereas") and tree.children(c, "nsubj")]  # "while the latter will pay"
    apart = {t.index for c in others for t in tree.subtree(c)}
    apart |= {t.index for c in others for t in tree.children(tree.head(c), "cc") if t.index < c.index}
    return [t for t in words if t.index not in apart]


def _shares_modal(tree: Tree, verb: Token) -> bool:
    """Whether a coordinated verb hangs on the first one's 'will' or 'to': a bare form without a subject of its own."""
    return verb.tag == "VB" and not any(c.relation.startswith(("nsubj", "aux")) for c in tree.children(verb))


def _without_acts(tree: Tree, root: Token, cues: frozenset[int]) -> list[Token]:
    found, todo = [], [root]
    while todo:
        here = todo.pop()
        found.append(here)
        todo += [
            t
            for t in tree.children(here)
            if not (t.index in cues and t.relation in ("conj", "advcl", "parataxis", "acl:relcl", "advcl:relcl")) and t.relation != "parataxis"
        ]
    return sorted(found, key=lambda t: t.index)


def addressees(tree: Tree, verb: Token, frame: Frame) -> list[Token]:
    """Heads of the phrases that name whom the act is directed at."""
    found: list[Token] = []
    doer = _led_by_for(tree, verb) if frame.act_class == "Request" else None
    somebody = doer and (doer.index in tree.mentions or names_speakers(doer.text.lower()))
    if doer and somebody and any(is_to(tree, c) for c in (*tree.children(doer), *tree.children(verb))):
        return [doer]
    for slot in frame.addressee:
        if slot == "object":
            asked = _infinitive(tree, verb, frame)
            acted_on = undergoer(tree, verb, asked) if asked else None
            found += [t for t in tree.children(verb, *OBJECTS) if t.index > verb.index and t is not acted_on]
            if not found and tree.is_passive(verb):
                found += tree.children(verb, "nsubj:pass")
        elif slot == "recipient":
            found += tree.children(verb, "iobj")
        else:
            led = [verb, *(t for t in tree.children(verb, "xcomp") if t.text.lower() in frame.needs_adverb.values())]
            near = [t for w in led for t in tree.children(w, "obl", "nmod") if tree.case(t) == slot and t.index > verb.index]
            if frame.act_class == "Visit" and verb.pos == "NOUN":  # "the visit by Minister Lee to Peru": hung on who comes
                near += [c for t in tree.children(verb, "nmod") if tree.case(t) in ("by", "of") for c in tree.children(t, "nmod") if tree.case(c) == slot]
            if frame.act_class == "Measure":  # "handed over tents to Peru", "sanctions on Peru": whom it is given or done to
                near += [c for t in tree.children(verb, "obj", "nsubj:pass") for c in tree.children(t, "nmod") if tree.case(c) == slot]
            found += [t for t in near if t.tag != "CD" and not _is_time(tree, t)]
            if not found and tree.is_passive(verb) and tree.tokens[verb.index + 1].text.lower() == slot:  # "Peru was called upon to pay"
                found += tree.children(verb, "nsubj:pass")
        if found:
            break
    return found
