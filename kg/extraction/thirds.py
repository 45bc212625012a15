"""Tells which third parties the content of a statement brings in: 'cooperation with Peru', 'a summit involving Peru'."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.tree import Tree
from kg.model import Act, Entity, Statement, Token

_TOGETHER = ("with", "between", "among", "involving", "alongside")


def involve(tree: Tree, acts: list[Act]) -> list[Act]:
    """Statements with ``involves``: states and organizations that their content sets beside the parties, and that are none of these."""
    return [_involved(tree, act) if isinstance(act, Statement) and act.content else act for act in acts]


def _involved(tree: Tree, act: Act) -> Act:
    states = {e.state for e in (*act.agent, *act.party, *act.addressee)}
    found: list[Entity] = []
    for token in (t for part in sorted(act.content) for t in tree.within(part)):
        mention = tree.mentions.get(token.index)
        if mention and mention.form == "name" and _beside(tree, token):
            found += [e for e in mention.entities if e.kind in ("state", "organization") and e.state not in states]
    return replace(act, involves=tuple(dict.fromkeys((*act.involves, *found))))


def _beside(tree: Tree, token: Token) -> bool:
    """Whether a name, or the first of those it is coordinated with, hangs on 'with', 'between' or 'involving'."""
    here = token
    while here.relation in ("conj", "flat", "compound") and tree.case(here) not in _TOGETHER:
        here = tree.head(here)
    head = tree.head(here)
    return tree.case(here) in _TOGETHER or (here.relation == "obj" and head.relation == "acl" and head.lemma in ("involve", "include"))
