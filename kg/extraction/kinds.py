"""Tells the kind of an act: its family and stance, whether its content ought to be or is refused."""

from __future__ import annotations

from kg.extraction.frames import Frame, by_lemma, force_of
from kg.extraction.tree import Tree
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
    inside = tree.within(content)
    for token in inside:
        if token.tag == "VB" and token.pos in ("VERB", "AUX"):
            verb = tree.head(token) if token.relation.startswith(("aux", "cop")) else token
            return verb.lemma != "hesitate" and any(t.text.lower() in ("not", "never") and t.index < verb.index and t in inside for t in tree.children(verb, "advmod"))
    return False


_WEIGHING = {"consider", "contemplate", "weigh", "explore", "study"}


def is_weighed(tree: Tree, content: Span, kind: str) -> bool:
    """'Promised to consider the matter', 'will examine the possibility of': what is undertaken is no more than to weigh it."""
    verb = next((t for t in tree.within(content) if t.pos == "VERB"), None) if kind in ("infinitive", "clause") else None
    if verb is None or verb.tag not in ("VB", "VBG"):
        return False
    looked_at = next((f.objects for f in by_lemma("verb").get(verb.lemma.lower(), ()) if f.id == "intend.examine"), frozenset())
    return verb.lemma.lower() in _WEIGHING or any(t.lemma.lower() in looked_at for t in tree.children(verb, "obj"))


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
    if frame.act_class == "Position":
        return "undisclosed" if lemma in ("outline", "express", "explain") else "supports"
    if frame.act_class == "Appraisal":
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
        "Position": "agree" if joint else "state",
        "Claim": "agree" if joint else "state",
        "Appraisal": "appraise",
        "Meeting": "meet",
        "Visit": "meet",
        "Measure": "do",
    }[frame.act_class]
