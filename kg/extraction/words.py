"""Finds the operative words of a Doc: verbs, light-verb nouns, events that take place, predicates, modal verbs."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction import events, factuality, hinges, lists, slots
from kg.extraction.asserted import POLITE, VERBAL, is_asserted, is_reasoned
from kg.extraction.conditions import ENCOUNTERS, fits, has_any, has_object, is_several
from kg.extraction.frames import Frame, by_lemma, force_of
from kg.extraction.predicates import (
    find_aim,
    find_judgement,
    find_must,
    find_predicate,
    find_remaining,
    find_sympathy,
    fit_adjective,
)
from kg.extraction.tree import OBJECTS, SUBJECTS, Tree
from kg.extraction.voices import decides_as_body
from kg.extraction.word import Word
from kg.model import Span, Token, overlapping

_READ = ("paragraph", "item", "quote", "headline")
_LEADING = ("Commitment", "Intention", "Request", "Position", "Appraisal")  # and talks on the topics of a list
_CONTAINERS = {"message", "letter", "note", "word", "series", "round", "number", "set", "sense", "expression", "telegram"}
# Verbs that take the noun of their act by a preposition: "came to an agreement", "engaged in talks".
_LED_BY = {"come", "engage", "participate", "enter", "join", "take", "arrive", "unite", "preside"}
# What one says now and does later: "will support the survey" undertakes it, "will sign" and "will stress" only lie ahead.
# Coming home is no undertaking.
_GOING = {"return", "arrive", "depart", "leave", "go", "fly"}
_DONE_LATER = {"support", "back", "defend", "oppose", "stand", "respect", "honour", "honor", "finalize", "finalise", "strive", "seek", "prioritize",
               "prioritise", "share", "identify", "engage", "present", "dedicate", "undertake", "put"}  # fmt: skip
_SET_UP = {"establish", "create", "develop", "launch", "form", "introduce", "provide", "fund", "allocate", "implement", "extend", "strengthen",
           "set", "build", "submit", "publish", "deliver", "undertake", "make", "expand", "enhance", "increase", "give", "offer", "pursue", "promote"}  # fmt: skip
# What a participle does beside another deed is no talk: "while addressing its causes".
_WITHOUT_TALK = {"address", "raise", "explore", "examine"}


def operative_words(tree: Tree) -> list[Word]:
    """Every asserted operative word, in text order."""
    found: list[Word] = []
    for token in tree.tokens:
        if tree.sentence(token).block not in _READ or _is_part_of_name(tree, token) or _is_asked(tree, token) or _is_of_nobody(tree, token):
            continue
        word = _verbal(tree, token) if token.pos in VERBAL or token.tag.startswith("VB") else find_predicate(tree, token)
        if word and is_asserted(tree, word.verb):
            if not _will_be_said(tree, word):
                found += [word, *_further_nouns(tree, word)]
        elif word and (status := _told_inside(tree, word)):
            found.append(word._replace(standing=status))
    announced = {w.verb.head for w in found if w.verb.relation == "xcomp"}
    found = [w for w in found if (w.cue.text.lower() not in POLITE and w.cue.lemma != "wish") or w.cue.index not in announced]
    found = _items(tree, found)
    found += [w for token in tree.of_lemma.get("proposal", []) if (w := _proposal(tree, token))]
    named = {w.cue.index for w in found}
    found += [w for token in tree.tokens if token.index not in named and (w := _nominal(tree, token))]
    return sorted(found, key=lambda w: w.key)


def _will_be_said(tree: Tree, word: Word) -> bool:
    """'He said that he would report it': what somebody says he will say is what he undertakes, and not said yet."""
    ahead = {"will", "would", "shall"} & set(tree.auxiliaries(word.verb))
    return bool(ahead) and word.frame.act_class in ("Claim", "Position") and word.verb.relation == "ccomp" and word.frame.kind == "verb"


def _is_asked(tree: Tree, token: Token) -> bool:
    """'Will he tell the farmers that the port is closed?': a question puts nothing forward."""
    return tree.tokens[tree.sentence(token).last - 1].text == "?"


def _is_of_nobody(tree: Tree, token: Token) -> bool:
    """Whether who asks or leads through the session says it: 'MODERATOR: Both ministers will make a statement'."""
    turn = tree.doc.turn_at(token.span.start)
    return turn is not None and not turn.speaker


def _is_part_of_name(tree: Tree, token: Token) -> bool:
    """'Muhammad Said Salim', 'bin Said': a capital inside a sentence, or inside a person's name, makes no verb of saying."""
    before = tree.tokens[token.index - 1].text if token.index > tree.sentence(token).first else "."
    return token.text in ("Said", "Say") and (before[:1].isupper() or before in ("bin", "bint", "al", "ibn"))


def _items(tree: Tree, found: list[Word]) -> list[Word]:
    """Words of list items with their lead; an item without an operative word of its own takes that of its lead."""
    leads = lists.leads(tree)
    if not leads:
        return found
    by_sentence: dict[int, list[Word]] = {}
    for word in found:
        by_sentence.setdefault(word.verb.sentence, []).append(word)
    kept = [w for w in found if w.verb.sentence not in leads]
    filled: set[int] = set()
    for item, lead in leads.items():
        waiting = lists.waits_for_verbs(tree, tree.doc.sentences[lead])
        own = by_sentence.get(item, [])
        root = lists.item_root(tree, tree.doc.sentences[item], after_to=waiting) or (None if own else lists.thing_of(tree, tree.doc.sentences[item]))
        head = _head_of_list(tree, lead, by_sentence.get(lead, []))
        above = _above(tree, leads, lead, head)
        stated = head is not None and not own and _finite_root(tree, item)
        told = head is not None and ("that" in head.frame.content or head.frame.act_class == "Position") and (stated or head.frame.act_class == "Request")
        clause = lists.clause_of(tree, tree.doc.sentences[item], tree.doc.sentences[lead]) if told else None
        root = clause or root
        if root is not None and head is not None:
            # A bare verb is what the lead promises or asks, whatever it names by itself; so is all that a cabinet decides.
            doing = root.tag == "VBG" and head.frame.act_class == "Request" and lists.only_leads(tree, head.cue)  # "recommends: - adopting a law"
            if clause is not None:
                own = []
            elif waiting or doing or root.tag == "VB" or decides_as_body(tree, head.cue):
                own = [w for w in own if w.verb.index != root.index and not _is_done_by(tree, w.verb, root)]
            if not any(w.verb.index == root.index for w in own):
                own = [*own, Word(head.cue, root, head.frame, "actual", above)]
                filled.add(head.cue.index)
        joined = {t.index for t in tree.conjuncts(root)} if root else set()
        kept += [w._replace(lead=above) if w.verb.index in joined else w for w in own]
    # "Agreed on the following steps:": what the items tell is not told by the lead as well.
    return [w for w in kept if w.cue.index not in filled or w.verb.sentence != w.cue.sentence or not lists.only_leads(tree, w.cue)]


def _finite_root(tree: Tree, sentence: int) -> bool:
    root = tree.root_of(tree.doc.sentences[sentence])
    return root is not None and any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in (root, *tree.children(root, "aux", "aux:pass", "cop")))


def _above(tree: Tree, leads: dict[int, int], lead: int, head: Word | None) -> Token:
    """The word whose subject is that of the items: of a lead that is an item itself and has none, that of the list around it."""
    if head is not None and (lead not in leads or tree.subject(head.verb) is not None):
        return head.verb
    return _root(tree, leads.get(lead, lead))


def _is_done_by(tree: Tree, verb: Token, root: Token) -> bool:
    """Whether the parser took the verb that opens an item for a part of the subject of another: 'task officials to report'."""
    subject = tree.subject(verb)
    return subject is not None and root in tree.subtree(subject)


def _head_of_list(tree: Tree, lead: int, words: list[Word]) -> Word | None:
    """The word that the items of a list are governed by: the last one of its lead that puts something forward."""
    told = next((w for w in reversed(words) if w.frame.act_class in _LEADING or w.frame.force == "discussion"), None)
    waiting = _opening(tree, lead)
    if told and told.verb is told.cue and lists.waits_for_verbs(tree, tree.doc.sentences[lead]):  # "requests the envoy to:"
        asking = (f for f in by_lemma("verb").get(told.cue.lemma.lower(), ()) if f.act_class == "Request" and "infinitive" in f.content and "object" in f.addressee)
        told = told._replace(frame=next(asking, told.frame))
    return waiting if told is None or (waiting and waiting.verb.index > told.verb.index) else told


def _opening(tree: Tree, sentence: int) -> Word | None:
    """The operative verb of a lead that waits for its content in the items: 'have decided to:', 'will:'."""
    row = tree.doc.sentences[sentence]
    for token in reversed(tree.tokens[row.first : row.last]):
        frames = by_lemma("will").get(token.lemma.lower(), ()) or by_lemma("verb").get(token.lemma.lower(), ())
        usable = [f for f in frames if f.act_class in _LEADING and not f.needs and not f.subjects]
        last = token.tag == "VB" and lists.waits_for_verbs(tree, row) and token.span.end + len(" to:") >= row.span.end
        if usable and (token.tag in ("VBD", "VBP", "VBZ", "MD") or tree.children(token, "aux") or last):
            return Word(token, token, usable[0])
    return None


def _root(tree: Tree, sentence: int) -> Token:
    """The root of a lead; where a participle opens it, who it says acts: 'Acting under the charter, the Council:'."""
    words = tree.tokens[tree.doc.sentences[sentence].first : tree.doc.sentences[sentence].last]
    root = tree.root_of(tree.doc.sentences[sentence]) or words[0]
    named = next((t for t in reversed(words) if t.pos != "PUNCT"), root)
    return named if root.tag in ("VBG", "VBN") and named.pos in ("NOUN", "PROPN") and tree.mentions.get(named.index) else root


def _told_inside(tree: Tree, word: Word) -> str | None:
    """The standing of an encounter or signing that is agreed, proposed or planned: what an encounter was for is its topic."""
    signed = force_of(word.frame, word.cue.lemma.lower()) == "sign"
    if (word.frame.act_class not in ENCOUNTERS and not signed) or word.frame.force == "discussion" or word.frame.kind == "list":
        return None
    status = events.standing(tree, word.verb)
    return status if status != "actual" else None


def _proposal(tree: Tree, noun: Token) -> Word | None:
    """'The proposal made by the Minister to sign the treaty': what somebody is said to have proposed, whatever became of it."""
    made = next((t for t in tree.children(noun, "acl") if t.tag == "VBN" and t.lemma in ("make", "submit", "present", "forward")), None)
    if made is None or tree.sentence(noun).block not in _READ or not any(tree.case(t) == "by" for t in tree.children(made, "obl", "obl:agent")):
        return None
    frame = next(f for f in by_lemma("noun")["proposal"] if made.lemma in f.light)
    return Word(noun, made, frame, "past") if slots.complement(tree, noun, frame) or slots.complement(tree, made, frame) else None


_FOSTERED = {"strengthen", "deepen", "expand", "promote", "enhance", "intensify", "foster", "advance", "encourage", "maintain", "step", "boost", "develop"}


def _nominal(tree: Tree, noun: Token) -> Word | None:
    """'His visit to Peru', 'a meeting with X': an event that a noun phrase names together with who takes part."""
    if noun.pos != "NOUN" or tree.sentence(noun).block not in _READ or tree.sentence(noun).block == "headline" or _is_asked(tree, noun):
        return None
    if noun.relation == "obj" and tree.head(noun).lemma.lower() in _FOSTERED:
        return None  # "to strengthen dialogue with Peru": no single encounter
    for frame in by_lemma("nominal").get(noun.lemma.lower(), ()):
        held = [t for t in tree.children(noun, "acl") if t.lemma in ("hold", "conduct", "organize", "organise") and t.tag == "VBN"]  # "following talks held in Lima between A and B"
        marked = [t for w in (noun, *held) for t in tree.children(w, "nmod", "obl") if tree.case(t) in frame.needs]
        if marked and (status := events.standing(tree, noun)):
            return Word(noun, noun, frame, events.described(tree, noun) or status)
    return None

# Participles that say no more than a preposition: "considering the price, they bought less".
_AS_PREPOSITIONS = {"considering", "regarding", "concerning", "following", "including", "notwithstanding"}


def _verbal(tree: Tree, verb: Token) -> Word | None:
    if verb.text.lower() in _AS_PREPOSITIONS and verb.relation in ("advcl", "case", "mark") and not tree.auxiliaries(verb):
        return None
    if noun := _light_noun(tree, verb) or _happening(tree, verb) or find_sympathy(tree, verb) or find_aim(tree, verb):
        return noun
    expletive = any(t.text.lower() == "it" for t in tree.children(verb, "expl", "nsubj"))
    if verb.tag == "VBG" and expletive and tree.children(verb, "csubj", "ccomp") and (judged := find_judgement(tree, verb)):
        return judged
    if remaining := find_remaining(tree, verb):
        return remaining
    if verb.tag == "VBN" and any(t.lemma == "be" for t in tree.children(verb, "aux:pass", "cop")):
        if state := fit_adjective(tree, verb, verb):
            return state
    for frame in by_lemma("list").get(verb.lemma.lower(), ()):
        if not frame.needs or any(t.lemma.lower() in frame.needs for t in tree.children(verb, *SUBJECTS, "obj")):
            if not (frame.alone and tree.children(verb, *OBJECTS, "ccomp")) and (
                not frame.objects or _is_led_or_named(tree, verb, frame)
            ):
                return Word(verb, verb, frame)
    if must := find_must(tree, verb):
        return must
    if verb.lemma in factuality.FAILURES and any(_verbal(tree, t) for t in tree.children(verb, "xcomp")):
        return None  # "refused to sign": the deed tells that it was not done
    if factuality.is_slated(tree, verb):
        return None  # "is expected to visit": the visit is planned, nobody puts an expectation forward
    if ceremony := _ceremony(tree, verb):
        return ceremony
    found = _felt(tree, verb, _verb_frame(tree, verb)) or _claim_frame(tree, verb)
    if found is not None and found.act_class == "Measure" and factuality.is_bare(tree, verb):
        found = None  # "agreed to fund the port and create jobs": no deed was done
    # What one says one will do is a pledge, whatever the deed.
    if found is None or (found.deed and not found.subject_any) or verb.lemma.lower() in _DONE_LATER:
        found = _will_frame(tree, verb) or found or _ongoing_frame(tree, verb)
    return Word(verb, verb, found) if found else None


def _felt(tree: Tree, verb: Token, frame: Frame | None) -> Frame | None:
    """'Noted with concern the raid', 'recalls with gratitude': the feeling with which something is noted is what is put forward."""
    if frame is None or frame.act_class not in ("Position", "Claim"):
        return frame
    for noun in tree.children(verb, "obl"):
        for felt in by_lemma("noun").get(noun.lemma.lower(), ()) if tree.case(noun) == "with" else ():
            if felt.act_class == "Appraisal":
                return replace(frame, act_class="Appraisal", force=force_of(felt, noun.lemma.lower()))
    return frame


def _is_led_or_named(tree: Tree, verb: Token, frame: Frame) -> bool:
    """Whether an entry of a list is in the passive, or its object is of those the frame asks for."""
    return tree.is_passive(verb) or verb.relation == "acl" or has_object(tree, verb, frame)


def _light_noun(tree: Tree, verb: Token) -> Word | None:
    """'Held talks', 'expressed concern', 'engaged in discussions': the noun names the act."""
    for noun in [*tree.children(verb, "obj", "nsubj:pass", "obl"), *_set_off(tree, verb)]:
        noun = noun if verb.lemma == "take" else _contained(tree, noun)  # "took note of the efforts", but "sent a note of thanks"
        led = noun.relation == "obl" and noun.index > verb.index and verb.lemma.lower() in _LED_BY and tree.case(noun) in ("to", "in", "over")
        if verb.lemma == "preside" and not is_several(tree, verb):
            continue  # one alone takes the chair of others' meeting
        if verb.lemma == "offer" and noun.lemma.lower() == "support":
            continue  # who offers his support will give it
        frames = [f for f in by_lemma("noun").get(_event_word(noun), ()) if verb.lemma.lower() in f.light and (noun.relation != "obl" or led)]
        if frames:  # "took stock of the talks", "took the view that ...": the one that finds its content
            fit = next((f for f in frames if any(slots.complement(tree, w, f) for w in ((noun, verb) if "with" in f.addressee else (noun,)))), frames[0])
            return Word(noun, verb, (_felt(tree, verb, fit) or fit) if noun.lemma == "note" else fit)
    return None


def _further_nouns(tree: Tree, word: Word) -> list[Word]:
    """'Expressed thanks for the help and Peru's readiness to go on': a noun of the same verb, coordinated with the first or with what that is for."""
    if word.cue is word.verb or word.cue.relation != "obj":
        return []
    found = []
    for noun in tree.subtree(word.cue):
        if noun.relation != "conj" or noun.index < word.cue.index or not any(t.tag in ("PRP$", "POS") or t.relation == "nmod:poss" for t in tree.children(noun)):
            continue
        frames = (f for f in by_lemma("noun").get(noun.lemma.lower(), ()) if word.verb.lemma.lower() in f.light)
        found += [Word(noun, word.verb, f, second=True) for f in frames if slots.complement(tree, noun, f)][:1]
    return found


def _set_off(tree: Tree, verb: Token) -> list[Token]:
    """'Held today in Washington, the first dialogue on grain': a noun behind the place, which the parser hung on the place."""
    if tree.children(verb, "obj") or tree.is_passive(verb):
        return []
    torn = [t for t in tree.children(verb, "appos", "dep", "list") if t.index > verb.index and t.pos in ("NOUN", "PROPN")]
    if torn:
        return torn[:1]  # "will chair, with Minister Paz, the fourth meeting"
    places = (c for t in tree.children(verb, "obl") if t.index > verb.index for c in tree.subtree(t))
    return [t for t in places if t.relation in ("appos", "conj", "list") and t.pos in ("NOUN", "PROPN")]


def _contained(tree: Tree, noun: Token) -> Token:
    """'A message of greetings', 'a round of talks', 'a protest note': what a container noun holds, else the noun itself."""
    if noun.lemma.lower() not in _CONTAINERS:
        return noun
    held = (t for t in tree.children(noun, "nmod", "compound") if (tree.case(t) == "of" or t.relation == "compound") and _event_word(t) in by_lemma("noun"))
    return next(held, noun)


def _event_word(noun: Token) -> str:
    """The lemma under which frames know a noun; one in capitals may be a name's and keeps its plural."""
    word = noun.lemma.lower()
    return word.removesuffix("s") if noun.pos == "PROPN" and word not in by_lemma("noun") else word


def _happening(tree: Tree, verb: Token) -> Word | None:
    """'The next round will take place in Oslo': an event noun as subject of a verb of occurring."""
    for noun in (_contained(tree, t) for t in tree.children(verb, "nsubj", "nsubj:pass")):
        body = tree.mentions.get(noun.index)
        if body and body.form == "nominal" and tree.children(verb, "obj"):
            continue  # "Summit deferred the matter": who decides it
        for frame in by_lemma("noun").get(_event_word(noun), ()):
            if verb.lemma.lower() in frame.happens and (verb.lemma not in _BY_PARTICLE or has_any(tree, verb, frozenset({_BY_PARTICLE[verb.lemma]}))):
                return Word(noun, verb, frame)
    return None

# Verbs that say whether something happens only with another word: "takes place", "was called off".
_BY_PARTICLE = {"take": "place", "call": "off", "put": "off"}


def _ceremony(tree: Tree, verb: Token) -> Word | None:
    """'Minister Paz will open a school': what a person will open is a ceremony that he will come to."""
    subject = tree.subject(verb)
    mention = tree.mentions.get(subject.index) if subject else None
    person = mention is not None and mention.entities[0].kind == "person"
    frames = [f for f in by_lemma("opening").get(verb.lemma.lower(), ()) if person and fits(tree, verb, f)]
    return Word(verb, verb, frames[0]) if frames and factuality.modality(tree, verb) == "planned" else None


def _verb_frame(tree: Tree, verb: Token) -> Frame | None:
    lemma = "receive" if _is_received(tree, verb) else verb.lemma.lower()
    for frame in by_lemma("verb").get(lemma, ()):
        if not fits(tree, verb, frame) or (frame.id == "meet.focus" and verb.tag == "VBG" and verb.lemma in _WITHOUT_TALK):
            continue
        if "none" in frame.content or slots.complement(tree, verb, frame) or quoted(tree, verb, frame) or frame.others:
            return frame
    return None


def _is_received(tree: Tree, verb: Token) -> bool:
    """'Welcomed President Ruiz to Oslo': somebody is received, nothing is valued."""
    guests = [m for t in tree.children(verb, "obj") for c in (t, *tree.children(t, "appos")) if (m := tree.mentions.get(c.index))]
    led = any(tree.case(t) == "to" and t.pos == "PROPN" for t in tree.children(verb, "obl"))
    return verb.lemma == "welcome" and led and any(m.entities[0].kind == "person" for m in guests)


def _claim_frame(tree: Tree, verb: Token) -> Frame | None:
    """'These acts violate the treaty' in a main clause of the text's own words: its voice says so."""
    return next((f for f in by_lemma("claim").get(verb.lemma.lower(), ()) if fits(tree, verb, f)), None) if _in_own_words(tree, verb) else None


def _will_frame(tree: Tree, verb: Token) -> Frame | None:
    """'A and B will do X' in a main clause of the release's own words."""
    if not _in_own_words(tree, verb) or verb.lemma == "have" or _is_going(tree, verb) or (tree.is_passive(verb) and not _is_set_up(tree, verb)):
        return None  # what one will have is no deed
    if (found := _verb_frame(tree, verb)) and found.act_class in ENCOUNTERS and (verb.lemma != "engage" or has_any(tree, verb, frozenset({"with"}))):
        return None
    if (verb.relation == "xcomp" and _is_going_to(tree, tree.head(verb))) or _is_to(tree, verb):
        return by_lemma("will")["will"][0]
    if "would" in tree.auxiliaries(verb) and hinges.condition_of(tree, verb):  # "would lift the ban if Chile paid"
        return by_lemma("will")["will"][0]
    return next((f for a in tree.auxiliaries(verb) for f in by_lemma("will").get(a, ())), None)


def _is_going(tree: Tree, verb: Token) -> bool:
    """'Will leave for Oslo', not 'will return the vessel': whoever gives a thing back goes nowhere."""
    given = verb.lemma == "return" and any(t.pos == "NOUN" and t.tag != "NNP" for t in tree.children(verb, "obj"))
    return verb.lemma in _GOING and not given


def _is_set_up(tree: Tree, verb: Token) -> bool:
    """'A joint commission will be established': who speaks for the text undertakes to do it."""
    things = tree.children(verb, "nsubj:pass")
    return verb.lemma.lower() in _SET_UP and any(t.pos == "NOUN" or t.tag == "NNP" for t in things) and not tree.doc.turns


def _is_going_to(tree: Tree, verb: Token) -> bool:
    return verb.text.lower() == "going" and any(t.tag == "VB" for t in tree.children(verb, "xcomp"))


def _is_to(tree: Tree, verb: Token) -> bool:
    """'Peru is to open a consulate': a finite "be", a "to" and who is to do it before them."""
    marks = [t.text.lower() for t in tree.children(verb, "mark")]
    be = any(t.lemma == "be" and t.tag in ("VBZ", "VBP") for t in tree.children(verb, "cop", "aux"))
    return be and marks == ["to"] and bool(tree.children(verb, "nsubj"))


_NO_DEED = {"plan", "think", "look", "wait", "try", "hope", "talk", "expect"}  # who is planning a visit does nothing yet


def _ongoing_frame(tree: Tree, verb: Token) -> Frame | None:
    """'We are working to ...': what the voice of the text is doing."""
    be = any(t.lemma == "be" and t.tag in ("VBP", "VBZ") for t in tree.children(verb, "aux"))
    if verb.tag != "VBG" or not be or verb.lemma in _NO_DEED or not _in_own_words(tree, verb) or _is_going_to(tree, verb):
        return None
    return next(iter(by_lemma("ongoing").get("be", ())), None)


def _in_own_words(tree: Tree, verb: Token) -> bool:
    """Whether a verb heads a main clause outside quotation marks."""
    head = tree.head(verb)
    if verb.relation == "xcomp" and _is_going_to(tree, head):
        verb, head = head, tree.head(head)
    labelled = (
        bool(tree.doc.turns) and verb.relation in ("parataxis", "acl", "dep") and head.pos == "PROPN" and head.head == head.index
    )
    main = verb.relation == "conj" or head.index == verb.index or labelled or is_reasoned(tree, verb)
    return main and verb.pos == "VERB" and not tree.is_quoted(verb.span)


def quoted(tree: Tree, verb: Token, frame: Frame) -> Span | None:
    """The quotation that a verb of saying introduces or follows, in its own sentence; behind a colon at its end, in the paragraphs that follow."""
    if "quote" not in frame.content or tree.children(verb, "obj"):
        return None
    sentence = tree.sentence(verb).span
    near = [q.span for q in overlapping(tree.doc.quotes, sentence) if q.span.end - q.span.start > 20]
    near = [q for q in near if not (q.start <= verb.span.start < q.end)] or _in_next_paragraphs(tree, sentence)
    found = min(near, key=lambda q: min(abs(q.start - verb.span.end), abs(q.end - verb.span.start)), default=None)
    # "Responding to a question, the Minister denied it, saying: ...": the last word of saying before a quotation gives it.
    between = tree.tokens[verb.index + 1 : tree.sentence(verb).last] if found else ()
    nearer = (t for t in between if found and t.span.end <= found.start and t.pos == "VERB")
    return None if any("quote" in f.content for t in nearer for f in by_lemma("verb").get(t.lemma.lower(), ())) else found


def _in_next_paragraphs(tree: Tree, sentence: Span) -> list[Span]:
    """The quotation that begins where a sentence breaks off at its colon, over all paragraphs that go on with it."""
    text = tree.doc.text
    if not text.endswith(":", 0, sentence.end):
        return []
    speech = [q for q in tree.doc.quotes if q.span.start > sentence.end]
    last = next((at for at, q in enumerate(speech) if q.kind != "open"), len(speech) - 1)
    follows = bool(speech) and not text[sentence.end : speech[0].span.start].strip().strip("\"'“‘«`")
    return [Span(speech[0].span.start, speech[last].span.end)] if follows else []
