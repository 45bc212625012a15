"""Tells whether a release puts an act forward itself: not inside what is asked, planned, wished or named."""

from __future__ import annotations

from kg.extraction import factuality
from kg.extraction.conditions import CHANCES, whose_chance
from kg.extraction.frames import by_lemma
from kg.extraction.hinges import is_inverted
from kg.extraction.slots import is_to
from kg.extraction.targets import REACHING
from kg.extraction.tree import OBJECTS, Tree
from kg.model import Token

_ASSERTED = {"ROOT", "root", "conj", "ccomp", "advcl", "parataxis", "dep"}
VERBAL = ("VERB", "AUX")
POLITE = {"pleased", "proud", "happy", "delighted", "honoured", "honored", "glad", "privileged"}
# Verbs that only tell the phase of another: "continues to call on", "would like to thank".
_PHASES = {"like", "wish", "want", "continue", "begin", "start", "proceed", "go"}
# What leads into a clause that names an act without saying that it was done.
_NOT_TOLD = ("if", "unless", "provided", "providing", "once", "until", "including", "by", "to", "for", "in", "after", "before", "on", "of", "from", "without", "about", "against")
# "United in condemning", "joins Canada in calling for": the verb below tells what they do together.
_TOGETHER_IN = {"unite", "join"}


def is_reasoned(tree: Tree, verb: Token) -> bool:
    """'That is why we will ...': a clause that a bare copula only points at."""
    head = tree.head(verb)
    why = head.text.lower() == "why" or (head.lemma == "be" and any(t.text.lower() == "why" for t in tree.children(verb)))
    return head.head == head.index and why


def is_asserted(tree: Tree, verb: Token) -> bool:
    """Whether the release puts the act forward itself: not inside what is asked, planned, wished or named."""
    here = verb
    for _ in range(40):
        head = tree.head(here)
        if _is_done_with(tree, here, head):
            here = head
            continue
        if here.relation == "acl" and here.tag == "VBG" and head.lemma == "addition":  # "reviewed trade, in addition to discussing the raid"
            here = tree.head(head)
            continue
        if here.relation in ("acl", "advcl", "xcomp", "csubj") and _takes_a_chance(tree, here):
            here = tree.head(head) if head.relation == "obj" else head
            continue
        if here.relation in ("acl:relcl", "advcl:relcl") and _goes_on_there(tree, here):
            invited = tree.accepted(here)
            here = _verb_above(tree, here) if invited is None else invited if invited.pos == "VERB" else tree.head(invited)
            continue
        if here.relation in ("advcl:relcl", "advcl", "ccomp", "acl:relcl") and is_reasoned(tree, here):
            return True
        # A short sentence is often parsed as a noun with a clause to it: "the meeting focused on trade".
        if here.relation == "acl" and here.tag in ("VBD", "VBZ", "VBP") and tree.head(head).index == head.index:
            return True
        if here.relation not in _ASSERTED:
            return False
        if head.index == here.index:
            return True
        if here.relation == "ccomp" and (_is_directive(tree, head) or _only_names_it(tree, head)):
            return False
        if here.relation in ("ccomp", "advcl", "conj") and is_to(tree, here):
            return False
        if here.relation == "advcl" and (tree.case(here) in _NOT_TOLD or is_inverted(tree, here)):
            return False
        predicate = head.pos in (*VERBAL, "ADJ") or head.tag.startswith("VB") or bool(tree.children(head, "cop"))
        if here.relation == "conj" and not predicate:
            return False
        here = head
    return False


def _is_done_with(tree: Tree, verb: Token, head: Token) -> bool:
    """Whether a verb is done in doing what it hangs on: 'are pleased to announce', 'are expected to discuss', 'joined Peru in urging', 'wrote to convey'."""
    above = head.lemma.lower()
    if verb.relation == "xcomp":
        # "I would like to thank": the second verb is what is done in saying so.
        only_told = head.lemma in factuality.FAILURES or verb.pos == "ADJ" or head.text.lower() in POLITE or above in _PHASES
        if only_told or factuality.is_slated(tree, head):
            return True
    if asks_leave(tree, verb) or is_a_pleasure(tree, verb):
        return True
    if verb.relation not in ("advcl", "xcomp"):
        return False
    if above in _TOGETHER_IN and tree.case(verb) == "in":
        return True
    return verb.lemma.lower() in _CONVEYING and above in REACHING and verb.tag == "VB" and is_to(tree, verb)

# What one says to whom one telephones, writes to or summons.
_CONVEYING = {"convey", "express", "offer", "register", "protest", "extend", "congratulate", "thank", "deliver", "lodge", "condole", "reiterate", "voice"}


def _goes_on_there(tree: Tree, verb: Token) -> bool:
    """'Visited Lima, where she met X', 'held talks, during which they agreed': a clause that goes on with the tale."""
    there = any(t.text.lower() == "where" for t in tree.children(verb, "advmod")) or _tells_of_a_name(tree, verb)
    which = next((t for t in tree.subtree(verb) if t.text.lower() == "which" and t.index < verb.index), None)
    before = tree.tokens[which.index - 1].text.lower() if which and which.index else ""
    return there or before in ("in", "during", "at") or (before == "," and (_has_its_own(tree, verb) or tree.accepted(verb) is not None))


def _has_its_own(tree: Tree, verb: Token) -> bool:
    """'The next round, which Peru has offered to host': what somebody with a name is told to have done with what stands before."""
    subject = next((t for t in tree.children(verb, "nsubj") if (m := tree.mentions.get(t.index)) and m.form == "name"), None)
    return subject is not None and not tree.children(verb, "ccomp") and (verb.tag == "VBD" or bool({"have"} & set(tree.auxiliaries(verb))))


def _tells_of_a_name(tree: Tree, verb: Token) -> bool:
    """'The minister met Leo Paz, who thanked her': a clause set off by a comma that goes on about somebody with a name."""
    whose = next((t for t in tree.subtree(verb) if t.text.lower() in ("who", "whom", "which") and t.index < verb.index), None)
    if whose is None or whose.index == 0 or tree.tokens[whose.index - 1].text.lower() not in (",", "to", "with", "by"):
        return False
    before = tree.tokens[whose.index - (1 if tree.tokens[whose.index - 1].text == "," else 2)]
    mention = tree.mentions.get(tree.head(verb).index) or tree.mentions.get(before.index - 1)
    if before.text != "," or mention is None or mention.form != "name":
        return False
    if whose.text.lower() != "which":
        return mention.entities[0].kind == "person"
    done = verb.tag == "VBD" or (verb.tag == "VBN" and any(t.lemma == "have" for t in tree.children(verb, "aux")))  # "Peru, which has asked for a meeting, will pay"
    return done and whose.relation == "nsubj" and mention.entities[0].kind in ("state", "organization")


def _verb_above(tree: Tree, verb: Token) -> Token:
    """'Visited Lima, where she met X': the verb whose tale a clause on the place goes on with."""
    here = tree.head(verb)
    while here.pos in ("NOUN", "PROPN", "PRON") and here.head != here.index:
        here = tree.head(here)
    return here


def is_a_pleasure(tree: Tree, verb: Token) -> bool:
    """'It is a pleasure to welcome the Minister': who says so welcomes him."""
    head = tree.head(verb)
    it = any(t.text.lower() == "it" for t in tree.children(head, "expl", "nsubj")) and bool(tree.children(head, "cop"))
    return it and verb.relation in ("csubj", "acl", "advcl", "xcomp") and verb.tag == "VB" and head.lemma.lower() in _PLEASURES

_PLEASURES = {"pleasure", "honor", "honour", "privilege", "delight", "joy"}


def asks_leave(tree: Tree, verb: Token) -> bool:
    """'Let me thank', 'allow me to express': who asks leave to say so says so."""
    head = tree.head(verb)
    return (
        verb.relation in ("xcomp", "ccomp")
        and head.lemma.lower() in ("let", "allow", "permit")
        and any(t.text.lower() == "me" for t in (*tree.children(head, *OBJECTS), *tree.children(verb, "nsubj")))
    )


def _takes_a_chance(tree: Tree, verb: Token) -> bool:
    """'Took the opportunity to thank': the verb below is what was done."""
    head = tree.head(verb)
    if head.lemma.lower() in CHANCES:
        return tree.head(head).lemma.lower() in ("take", "use", "seize", "avail") or (whose_chance(tree, verb) is not None)
    return head.lemma.lower() in ("take", "use", "seize") and any(o.lemma.lower() in CHANCES for o in tree.children(head, "obj"))


def _only_names_it(tree: Tree, head: Token) -> bool:
    """Whether a noun carries the clause: "the claim that Peru promised to pay" does not say that it did."""
    return head.pos == "NOUN" and head.head != head.index and not tree.children(head, "cop")


def _is_directive(tree: Tree, verb: Token) -> bool:
    frames = by_lemma("verb").get(verb.lemma.lower(), ())
    return any(f.act_class in ("Request", "Appraisal", "Commitment") for f in frames) and not any(
        f.act_class == "Position" for f in frames
    )
