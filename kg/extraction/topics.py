"""Parts a position that is mentioned and not disclosed by its topics, where each names an issue of its own."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.issues import issues_in
from kg.extraction.tree import Tree
from kg.model import Act, Position, Span

_HELD = ("position", "stance", "view", "opinion", "policy")
_OPENS = ("the", "a", "an", "its", "their", "his", "her", "our")


def part(tree: Tree, acts: list[Act]) -> list[Act]:
    """The acts; 'expressed his position on A and B' becomes two, so that each stance answers for its own issue."""
    return [piece for act in acts for piece in (_pieces(tree, act) if _undisclosed(act) else (act,))]


def _undisclosed(act: Act) -> bool:
    return isinstance(act, Position) and act.stance == "undisclosed" and len(act.content) == 1


def _pieces(tree: Tree, act: Act) -> tuple[Act, ...]:
    content = act.content[0]
    words = tree.within(content)
    on = next((i for i, t in enumerate(words[:-1]) if t.text.lower() == "on" and i and words[i - 1].lemma.lower() in _HELD), None)
    joints = [i for i, t in enumerate(words[:-1]) if t.text.lower() == "and" and words[i + 1].text.lower() in _OPENS]
    if on is None or len(joints) != 1 or joints[0] <= on + 1 or words[on + 1].text.lower() not in _OPENS:
        return (act,)
    joint = joints[0]
    lead = Span(content.start, words[on].span.end)
    first = Span(words[on + 1].span.start, words[joint - 1].span.end)
    second = Span(words[joint + 1].span.start, content.end)
    issues = [issues_in(s.of(tree.doc.text)) for s in (first, second)]
    if not all(issues) or set(issues[0]) & set(issues[1]):
        return (act,)
    return (
        replace(act, content=(Span(lead.start, first.end),), issue=issues[0], evidence=Span(act.evidence.start, first.end)),
        replace(act, content=(lead, second), issue=issues[1]),
    )
