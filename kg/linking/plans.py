"""What became of a meeting that was planned or proposed: held, moved to another time, or dropped."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator

from kg.linking.acts import Memory, Row
from kg.linking.events import Encounter, persons_of, shared_persons
from kg.linking.link import Link

_MOVED = re.compile(r"\b(postpone\w*|reschedul\w*|put off|moved? (?:to|from)|delayed|deferred)\b", re.IGNORECASE)
_DROPPED = re.compile(r"\b(cancel\w*|called off|call off|will not take place|abandon\w*)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<!^)\b[A-Z][\w-]{3,}")
_COMMON = """
January February March April June July August September October November December President Minister Foreign Secretary
"""
_MONTHS = frozenset(_COMMON.split())
_TO_COME = "will|shall|is to|are to|plans? to|scheduled to|intends? to|look(?:s|ed|ing)? forward to"
_FUTURE = re.compile(rf"\b({_TO_COME})\b", re.IGNORECASE)
_MANY = re.compile(r"\b(trilateral|quadrilateral|multilateral|four-party|six-party)\b", re.IGNORECASE)
_WINDOW = 7
_BEHIND, _A_NAME = 12, 3  # words behind a plan's own that may call it, and capitalised ones that make a name
_HEARD_OF = 60
_AHEAD = ("planned", "proposed", "conditional", "considered")


def fates(memory: Memory, meetings: list[Encounter]) -> list[Link]:
    """The links from plans to what became of them; a plan of which no later release speaks has none."""
    later_meetings: dict[str, list[Encounter]] = defaultdict(list)
    for meeting in meetings:
        for party in meeting.parties:
            later_meetings[party].append(meeting)
    later_plans: dict[frozenset[str], list[Row]] = defaultdict(list)
    for act in memory.acts:
        if act.family == "meet" and len(act.parties) >= 2 and act.told and (act.status in _AHEAD or act.kind == "DeniedAct"):
            later_plans[act.parties].append(act)
    found = []
    for plan in _plans(memory):
        party = min(plan.parties, key=lambda p: len(later_meetings[p]))
        held = [m for m in later_meetings[party] if _is_it(memory, plan, m)]
        if held:
            best = min(held, key=lambda m: (m.day, m.head.node))
            found.append(Link("heldAs", plan.node, best.head.node, "plan.held", 0.9, _because(memory, plan, best.day.isoformat())))
        found += _changes(memory, plan, later_plans[plan.parties])
    return found


def _plans(memory: Memory) -> Iterator[Row]:
    for act in memory.acts:
        if act.kind == "ProspectiveEvent" and act.family == "meet" and act.status in _AHEAD and len(act.parties) >= 2:
            if act.told and act.first and act.last and act.last >= act.told:
                yield act


def _is_it(memory: Memory, plan: Row, meeting: Encounter) -> bool:
    """The same parties, told no earlier than the plan, on a day the plan allows, and nobody else at the table."""
    head = meeting.head
    if head.release == plan.release or head.told < plan.told or not meeting.parties >= plan.parties:
        return False
    if _is_ahead(head) or (_MANY.search(plan.words) and len(meeting.parties) < 3 and not _MANY.search(head.words)):
        return False
    if len(meeting.parties) > len(plan.parties) + 1 or not plan.first <= meeting.day.isoformat() <= plan.last:
        return False
    if plan.last > _end_of(plan.first, _WINDOW) and not _same_matter(plan, meeting):
        return False
    planned = persons_of(memory, [plan])
    if plan.first != plan.last and (meeting.day.isoformat() == plan.told or len({party for party, _ in planned}) < 2):
        return False  # on some day to come: then not the day it is told, and with people of both sides named
    if not planned or not meeting.persons:
        return not planned
    alone = Encounter((plan,), plan.parties, planned, meeting.day, True, None)
    return len(shared_persons(alone, meeting)) == len(planned)


def _is_ahead(event: Row) -> bool:
    """Whether the sentence puts the event into the future before it names it: it is not told as held."""
    before, cue, _ = event.words.partition(event.cue)
    return bool(cue) and bool(_FUTURE.search(before))


def _same_matter(plan: Row, meeting: Encounter) -> bool:
    """In a wide window two meetings of the same pair are common: the plan's own name for it must come back."""
    told = {w for event in meeting.events for w in _NAMED.findall(event.words)}
    labels = {w for _, name in meeting.persons for w in name.split()}  # people come back in every account
    called = _names(" ".join(plan.words.partition(plan.cue)[2].split()[:_BEHIND])) - labels
    if len(called) >= _A_NAME:  # "a meeting of the Joint Committee on Ports": a meeting with a name of its own
        return 2 * len(called & told) >= len(called)
    return len((_names(plan.words) & told) - labels) >= 2


def _names(words: str) -> set[str]:
    return {w for w in _NAMED.findall(words) if w not in _MONTHS}


def _end_of(first: str, days: int) -> str:
    return (datetime.date.fromisoformat(first) + datetime.timedelta(days)).isoformat()


def _changes(memory: Memory, plan: Row, others: list[Row]) -> list[Link]:
    """The first later account that gives the plan another time or calls it off."""
    found: list[Link] = []
    for other in sorted(others, key=lambda o: (o.told, o.node)):
        if not plan.told <= other.told <= max(plan.last, _end_of(plan.told, _HEARD_OF)) or other.release == plan.release:
            continue
        if not _same_people(memory, plan, other):
            continue
        if (other.kind == "DeniedAct" and _about_it(plan, other)) or _DROPPED.search(other.words):
            rule = ("droppedBy", "plan.dropped", "called off")
        elif _MOVED.search(other.words) and (other.first, other.last) != (plan.first, plan.last):
            rule = ("movedTo", "plan.moved", f"put to {other.first or 'an open date'}")
        else:
            continue
        found.append(Link(rule[0], plan.node, other.node, rule[1], 0.9, _because(memory, plan, rule[2])))
        break
    return found


def _about_it(plan: Row, denied: Row) -> bool:
    """A denied meeting is the planned one where it names a day that the plan allows."""
    return bool(denied.first) and denied.first <= plan.last and plan.first <= denied.last


def _same_people(memory: Memory, plan: Row, other: Row) -> bool:
    """Whether the people named in one are those named in the other; who is named on one side alone is no hindrance."""
    ours, theirs = persons_of(memory, [plan]), persons_of(memory, [other])
    return not ours or not theirs or bool({n for _, n in ours} & {n for _, n in theirs})


def _because(memory: Memory, plan: Row, what: str) -> str:
    actors = ", ".join(sorted(memory.labels.get(p, p) for p in plan.parties))
    return f"actors: {actors}; time: {plan.first}..{plan.last}, {what}; kind: {plan.force}"
