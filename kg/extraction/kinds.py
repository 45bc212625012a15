"""Tells the kind of an act: its family and stance, whether its content ought to be or is refused."""

from __future__ import annotations

from kg.extraction.conditions import has_any, has_object
from kg.extraction.factuality import is_negated
from kg.extraction.frames import Frame, by_lemma, force_of
from kg.extraction.tree import SUBJECTS, Tree
from kg.extraction.voices import CONTRACTS
from kg.model import Span, Token


def is_norm(tree: Tree, verb: Token, content: Span | None) -> bool:
    """Whether what is said says what ought to be: 'we need to', 'the border must', 'they have to'; its first finite verb tells."""
    inside = [t for t in tree.words_of(verb) if content and content.start <= t.span.start < content.end]
    for at, token in enumerate(inside):
        if token.tag == "MD":
            return token.text.lower() in ("must", "should", "ought")
        if token.tag in ("VBD", "VBZ", "VBP"):
            after = inside[at + 1].text.lower() if at + 1 < len(inside) else ""
            return token.tag != "VBD" and token.lemma in ("need", "have") and after == "to"
    return False


_REFUSABLE = {"accept", "recognize", "recognise", "tolerate", "allow", "permit", "endorse"}


def refuses(tree: Tree, verb: Token, content: Span | None) -> bool:
    """Whether the content itself is refused: 'will never be accepted', 'does not recognize'; its first modal or "do" tells."""
    inside = [t for t in tree.words_of(verb) if content and content.start <= t.span.start < content.end]
    for at, token in enumerate(inside):
        if not _is_main(tree, token, inside):
            continue
        if token.tag in ("VBD", "VBZ", "VBP"):
            return token.lemma == "do" and not _REFUSABLE.isdisjoint(t.lemma.lower() for t in inside[at + 1 : at + 4])
        if token.tag == "MD":
            near = inside[at + 1 : at + 4]  # who will not hesitate will do it
            return any(t.text.lower() in ("never", "not", "n't", "n’t") for t in near[:2]) and not any(t.lemma == "hesitate" for t in near)
    return False


def is_not_to_be(tree: Tree, content: Span) -> bool:
    """Whether what is asked or undertaken is not to be done: 'not to travel', 'Peru not repeat it'; of several verbs the first tells."""
    inside, verb = tree.within(content), _to_be_done(tree, content)
    return (
        verb is not None
        and verb.lemma != "hesitate"
        and any(t.text.lower() in ("not", "never") and t.index < verb.index and t in inside for t in tree.children(verb, "advmod"))
    )


def is_weighed(tree: Tree, content: Span) -> bool:
    """Whether one undertakes no more than to think about it: 'to consider the matter', 'will examine the possibility of a fair'.

    Who will study a river works on it; who will study a request has not granted it.
    """
    verb = _to_be_done(tree, content)
    known = [f for f in by_lemma("verb").get(verb.lemma.lower(), ()) if f.act_class == "Intention"] if verb else []
    asked = [f for f in by_lemma("verb").get("examine", ()) if f.act_class == "Intention"]
    if verb and any(t.tag == "VB" and t.index > verb.index for t in tree.children(verb, "conj")):
        return False  # "to consider a fair and to pay": more than weighed
    return verb is not None and any(
        has_any(tree, verb, f.needs) if f.needs else verb.lemma.lower() in _THINKS or any(has_object(tree, verb, a) for a in asked) for f in known
    )


def is_not_so(tree: Tree, content: Span) -> bool:
    """Whether a clause that is said tells what is not so: 'that it does not apply', 'that no state owns it', 'that it had no effect'.

    A deed that was not done or is not done yet ('has not been paid') is news of how things stand.
    """
    inside = tree.within(content)
    root = next((t for t in inside if t.relation == "ccomp" and tree.head(t) not in inside), None)
    if root is None:
        return False
    parts = [t for t in tree.children(root, *SUBJECTS, "obj") if t in inside and t.lemma not in _CERTAIN]
    none = any(c.text.lower() == "no" for t in parts for c in tree.children(t, "det"))
    does = root.lemma not in _CERTAIN and any(t.lemma == "do" and t.tag in ("VBZ", "VBP") for t in tree.children(root, "aux"))
    return none or (does and is_negated(tree, root))


_CERTAIN = {"doubt", "effort", "hesitation", "hesitate", "exaggeration", "coincidence"}
_THINKS = {"consider", "contemplate"}


def _to_be_done(tree: Tree, content: Span) -> Token | None:
    """The first verb of what is asked or undertaken that tells a deed to come."""
    found = next((t for t in tree.within(content) if t.tag == "VB" and t.pos in ("VERB", "AUX")), None)
    return tree.head(found) if found and found.relation.startswith(("aux", "cop")) else found


def _is_main(tree: Tree, token: Token, inside: list[Token]) -> bool:
    """Whether a finite word belongs to the clause that the content is, not to one inside it: 'goods that cannot be grown'."""
    verb = tree.head(token) if token.relation.startswith(("aux", "cop")) else token
    while verb.relation == "conj" and verb.head != verb.index:
        verb = tree.head(verb)
    return verb.head == verb.index or tree.head(verb) not in inside


_AGAINST = {"condemn", "reject", "oppose", "deplore", "denounce", "protest", "criticize", "regret", "blame"}


def stance_of(name: str, frame: Frame, lemma: str) -> str | None:
    """Where a position or an appraisal stands: supports, rejects, or undisclosed; nothing for other acts."""
    if name == "Position" and frame.act_class == "Claim":
        return "supports"
    if frame.act_class == "Position" and frame.force != "deny":
        return "undisclosed" if lemma in ("outline", "express", "explain") else "supports"
    if frame.act_class in ("Appraisal", "Position"):
        force = force_of(frame, lemma)  # "called the raid a crime": only what it is called tells for or against
        return "undisclosed" if force == "describe" else "rejects" if force in _AGAINST else "supports"
    return None


_UPHOLDING = {"reaffirm", "reiterate", "reconfirm", "renew", "affirm"}


def family_of(frame: Frame, lemma: str, verb: str, *, joint: bool) -> str:
    """The family of an act: what one party undertakes or states, several agree on; so too the support that several "reaffirm"."""
    upheld = verb in _UPHOLDING and lemma == "support"
    if frame.id in CONTRACTS or (joint and (lemma == "look" or upheld)):
        return "agree"
    return {
        "Commitment": "agree" if joint else "pledge",
        "Intention": "agree" if joint else "pledge",
        "Request": "request",
        "Position": "agree" if joint and frame.force != "deny" else "state",  # what two deny is no accord
        "Claim": "agree" if joint else "state",
        "Appraisal": "appraise",
        "Meeting": "meet",
        "Visit": "meet",
        "Measure": "do",
    }[frame.act_class]
