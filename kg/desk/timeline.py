"""What happened between actors or on an issue, in the order of its days, and what became of each thing."""

from __future__ import annotations

from kg.desk.look import Desk, Scope, table
from kg.linking import Row
from kg.query import Table

COLUMNS = "day said_by who act whom content status then sentence release statement"
_FATES = {
    "heldAs": "held", "movedTo": "moved", "droppedBy": "dropped", "fulfilledBy": "reported done", "supersededBy": "superseded",
    "contradicts": "against what was said", "repeats": "said before",
}  # fmt: skip


def timeline(desk: Desk, scope: Scope, since: str = "", until: str = "9999") -> Table:
    """The acts in scope by day: a meeting on the day it was or will be, words on the day they were put out; undated ones are left out."""
    acts = [a for a in desk.put_forward() if scope.holds(a) and since <= day_of(a)[: len(since) or None] and day_of(a) and day_of(a)[:10] <= until]
    return table(COLUMNS, [_line(desk, a) for a in sorted(acts, key=lambda a: (day_of(a), a.told, a.node))])


def day_of(act: Row) -> str:
    """The one day an event is told of, else the day of the release; empty where neither is known."""
    return act.first if act.family == "meet" and act.dated else act.told


def fate(desk: Desk, act: Row) -> str:
    """What later releases made of an act, each with the day it was told."""
    found = [
        f"{words} {desk.memory.by_node[end].told}"
        for kind, words in _FATES.items()
        for end in desk.links.get(kind, {}).get(act.node, ())
        if end in desk.memory.by_node
    ]
    answered = [desk.memory.by_node[a].told for a, asked in desk.links.get("respondsTo", {}).items() if act.node in asked]
    return "; ".join([*found, *(f"answered {day}" for day in sorted(answered))])


def _line(desk: Desk, act: Row) -> tuple[str | None, ...]:
    who = desk.names(act.persons) or desk.names(act.parties)
    return (day_of(act), desk.said_by(act), who, act.force, desk.names(act.addressees) or None, act.content or None, act.status,
            fate(desk, act) or None, act.words, act.release, act.node)  # fmt: skip
