"""Attributes acts to the speakers that the clause structure names: who is said to say that it was said."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.actors import Resolver
from kg.extraction.tree import Tree
from kg.model import Act, ReportingClause, Span, Statement, Token
from kg.parties import parties_of, party_of

_REPORTING = {"say", "tell", "report", "announce", "state", "add", "note", "explain", "declare", "inform", "claim", "reply", "respond",
              "answer", "disclose", "reveal", "indicate"}  # fmt: skip


def attribute(tree: Tree, resolver: Resolver, verbs: dict[int, Act]) -> list[Act]:
    """Give each act (keyed by the index of its verb) its chain of reporters; drop verbs that only report another act."""
    reporters: dict[int, ReportingClause] = {}
    dropped: set[int] = set()
    attributed: dict[int, Act] = {}
    for index, act in verbs.items():
        chain = []
        for head in _heads(tree, tree.tokens[index]):
            clause = reporters.setdefault(head.index, _clause(tree, resolver, head) or _NONE)
            if clause is not _NONE:
                # Who says what he or she hopes speaks for no other: that is no layer of its own.
                own = clause.speaker.kind == "person" and act.agent == (party_of(clause.speaker),)
                if own and isinstance(act, Statement):
                    act = replace(act, agent=(clause.speaker,), party=parties_of((clause.speaker,)))
                elif act.agent != (clause.speaker,):
                    chain.append(clause)
                if head.index in verbs and _only_reports(verbs[head.index], act) and _is_what_is_said(tree, tree.tokens[index], head):
                    # "Said that it will lift the ban" is a pledge already, "that Peru must" a request: the deed inside is not done.
                    undone = verbs[head.index].family in ("pledge", "request") and act.family == "do"
                    if act.family == "do" and not undone and verbs[head.index].addressee:
                        continue  # "informed the envoy that she had sent aid": to tell him so is an act as well
                    dropped.add(index if undone or _is_own_stand(act, verbs[head.index]) else head.index)
        chain += _unnamed(tree, resolver, act, index)
        chain += _trailing(tree, resolver, act, index, verbs)
        chain += _having_the_floor(tree, act)
        attributed[index] = replace(act, reported_via=tuple(dict.fromkeys(chain)))
    return [act for index, act in attributed.items() if index not in dropped]


def _is_what_is_said(tree: Tree, verb: Token, reporter: Token) -> bool:
    """Whether a verb, or the one it is coordinated with, heads the clause that a verb of saying governs."""
    while verb.relation == "conj" and verb.head != verb.index:
        verb = tree.head(verb)
    return verb.head == reporter.index


def _only_reports(saying: Act, told: Act) -> bool:
    """Whether a verb of saying puts forward no more than the act inside it: a quotation of several sentences does."""
    return bool(saying.content) and not (saying.quote and any(not told.sentence.contains(s) for s in saying.content))


# Feelings that are told as readily as they are acted on; to condemn or to thank is an act wherever it is told.
_MILD = {"value", "cherish", "admire"}


def _is_own_stand(told: Act, saying: Act) -> bool:
    """'Said that his side values the port': what the speaker's own side holds is what he says."""
    held = told.family == "state" or (told.family == "appraise" and told.force in _MILD)
    return held and saying.family == "state" and not told.addressee and set(told.party) == set(saying.party)


def _unnamed(tree: Tree, resolver: Resolver, act: Act, index: int) -> list[ReportingClause]:
    """What a source without a name says keeps the clause that tells so: it rests on that source."""
    verb = tree.tokens[index]
    if len(act.agent) != 1 or act.agent[0].kind != "unnamed" or verb.lemma not in _REPORTING or not isinstance(act, Statement):
        return []
    clause = _clause(tree, resolver, verb)
    return [clause] if clause and clause.speaker == act.agent[0] else []


def _having_the_floor(tree: Tree, act: Act) -> list[ReportingClause]:
    """In a transcript or a statement handed on whole, who has the floor says it, whosever act it is."""
    turn = tree.doc.turn_at(act.cue.start)
    if turn is None or len(turn.speaker) != 1 or act.agent == turn.speaker:
        return []
    return [ReportingClause(speaker=turn.speaker[0], cue=turn.told, evidence=turn.told)]


_NONE = object.__new__(ReportingClause)


def _heads(tree: Tree, verb: Token) -> list[Token]:
    """The verbs of saying above a verb in its own sentence, innermost first."""
    found, here = [], verb
    for _ in range(40):
        head = tree.head(here)
        if head.index == here.index:
            break
        if here.relation in ("ccomp", "parataxis") and head.lemma in _REPORTING and head.text.islower():  # "bin Said" reports nothing
            found.append(head)
        here = head
    return found


def _clause(tree: Tree, resolver: Resolver, verb: Token) -> ReportingClause | None:
    subject = tree.subject(verb)
    speakers = resolver.resolve(subject) if subject else ()
    if not speakers or subject is None:
        return None
    ends = sorted([subject.span, verb.span])
    return ReportingClause(speaker=speakers[0], cue=verb.span, evidence=Span(ends[0].start, ends[1].end))


def _trailing(tree: Tree, resolver: Resolver, act: Act, index: int, verbs: dict[int, Act]) -> list[ReportingClause]:
    """'..., the ministry said': a verb of saying set beside the sentence with nothing to say of its own."""
    found = []
    for token in tree.words_of(tree.tokens[index]):
        beside = token.relation == "parataxis" and token.lemma in _REPORTING and token.index != index and token.text.islower()
        if beside and act.sentence.contains(token.span) and token.index not in verbs:
            clause = _clause(tree, resolver, token)
            if clause:
                found.append(clause)
    return found
