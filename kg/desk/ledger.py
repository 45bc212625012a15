"""The ledger: every commitment with its parties, its due date, its life so far, and the sentence that bears that out."""

from __future__ import annotations

from kg.desk.look import Desk, Scope, table
from kg.linking import Row, is_commitment
from kg.query import Table

COLUMNS = "parties content made due life borne_out_by said_by status condition sentence release statement"
_ENDS = (("fulfilledBy", "reported done"), ("supersededBy", "superseded"))
_AGAIN = ("repeats", "reaffirms")


def ledger(desk: Desk, scope: Scope, on: str = "") -> Table:
    """The commitments in scope by due date and day made, as of a day: that of the newest release unless given."""
    told = [a.told for a in desk.memory.acts if a.told]
    day = on or max(told, default="")
    again = _again(desk)
    kept = [a for a in desk.put_forward() if is_commitment(a) and not a.negated and scope.holds(a) and a.told <= day]
    twins = {a.node: [r for r in again.get(a.node, ()) if r.told == a.told] for a in kept}
    second = {r.node for twin in twins.values() for r in twin}
    made = sorted((a for a in kept if a.node not in second), key=lambda a: (_due(a) or "9999", a.told, a.node))
    return table(COLUMNS, [_line(desk, [a, *twins[a.node]], again, day) for a in made])


def _again(desk: Desk) -> dict[str, list[Row]]:
    """Commitment -> the other acts that say it again."""
    found: dict[str, list[Row]] = {}
    for kind in _AGAIN:
        for later, ends in desk.links.get(kind, {}).items():
            for made in ends:
                if later in desk.memory.by_node and made in desk.memory.by_node:
                    found.setdefault(made, []).append(desk.memory.by_node[later])
    return found


def _due(act: Row) -> str:
    return act.last if act.last > act.told else ""


def _line(desk: Desk, made: list[Row], again: dict[str, list[Row]], day: str) -> tuple[str | None, ...]:
    """One commitment; what both sides put out on one day, a joint text, is one with two who say so."""
    act = made[0]
    life, later = _life(desk, made, again, day)
    said_by = "; ".join(dict.fromkeys(desk.said_by(a) for a in made))
    return (desk.names(act.parties), act.content, act.told, _due(act) or None, life, later.words if later else None, said_by, act.status,
            act.condition or None, act.words, act.release, act.node)  # fmt: skip


def _life(desk: Desk, made: list[Row], again: dict[str, list[Row]], day: str) -> tuple[str, Row | None]:
    """How a commitment stands on a day, from what releases up to that day report, and the act that bears it out."""
    for kind, words in _ENDS:
        ends = [desk.memory.by_node.get(end) for a in made for end in desk.links.get(kind, {}).get(a.node, ())]
        if later := min((e for e in ends if e and e.told <= day), key=lambda e: (e.told, e.node), default=None):
            return f"{words} {later.told}", later
    said = sorted((r for a in made for r in again.get(a.node, ()) if a.told < r.told <= day), key=lambda r: (r.told, r.node))
    due = _due(made[0])
    if due and due < day:
        return ("overdue, last said again " + said[-1].told, said[-1]) if said else ("overdue", None)
    if said:
        return f"reaffirmed {said[-1].told}", said[-1]
    return ("due", None) if due else ("open", None)
