"""One meeting told several times: inside a release, by two publishers, on two days. The accounts are linked, never merged."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.linking.acts import Memory, Row
from kg.linking.link import Link
from kg.linking.names import same_name

_TURNS = ("discussion", "attendance")
_REMOTE = re.compile(r"\b(phone|telephone|video|virtual|virtually|online|videoconference|call|calls)\b", re.IGNORECASE)
_IN_PERSON = re.compile(r"\b(hosted|received|welcomed|visit|visited|in person|dinner|lunch|luncheon|breakfast|arrived)\b", re.IGNORECASE)
_SHARE = 0.6
_DAYS = 1


@dataclass(frozen=True, slots=True)
class Encounter:
    """The events of one release that are one meeting; the first is its head. ``day`` is when it was, as far as told."""

    events: tuple[Row, ...]
    parties: frozenset[str]
    persons: tuple[tuple[str, str], ...]
    day: datetime.date
    told: bool
    remote: bool | None

    @property
    def head(self) -> Row:
        """The event that stands for all of them in links to other releases."""
        return self.events[0]


def is_held(act: Row) -> bool:
    """Whether an act is a meeting that took place, between at least two parties."""
    return act.kind in ("Meeting", "Visit") and act.status in ("actual", "past") and len(act.parties) >= 2 and bool(act.told)


def encounters(memory: Memory) -> list[Encounter]:
    """The meetings of each release, in the order of their heads."""
    by_release: dict[str, list[Row]] = defaultdict(list)
    for act in memory.acts:
        if is_held(act):
            by_release[act.release].append(act)
    found = []
    for release in sorted(by_release):
        found += [_encounter(memory, group) for group in _groups(memory, by_release[release])]
    return sorted(found, key=lambda e: e.head.node)


def _groups(memory: Memory, events: list[Row]) -> list[list[Row]]:
    """Events of one release that are one meeting: those that open one first, in text order, then the turns it took."""
    groups: list[list[Row]] = []
    openers = sorted(events, key=lambda e: (bool(e.restates), e.force in _TURNS, not e.dated, e.start))
    for event in openers:
        fits = [g for g in groups if _one_meeting(memory, g, event)]
        if fits:
            fits[0].append(event)
        else:
            groups.append([event])
    return groups


def _one_meeting(memory: Memory, group: list[Row], event: Row) -> bool:
    if event.restates & {e.node for e in group}:
        return True
    head = group[0]
    if head.parties != event.parties or _clash(memory, persons_of(memory, group), persons_of(memory, [event])):
        return False
    return event.force in _TURNS or _days_meet(head, event)


def _days_meet(head: Row, event: Row) -> bool:
    """An event without a day of its own is of the day the head is; two told days must overlap."""
    if not (event.first or event.last):
        return True
    first, last = _interval(head)
    return (event.first or first) <= last and first <= (event.last or last)


def _interval(event: Row) -> tuple[str, str]:
    if not (event.first or event.last):
        return event.told, event.told
    return event.first or event.last, event.last or event.told


def persons_of(memory: Memory, events: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """(party, name) of everyone named, sorted; the party is empty where it is not known."""
    return tuple(sorted({(memory.state_of.get(p, ""), memory.labels.get(p, "")) for e in events for p in e.persons}))


def _encounter(memory: Memory, group: list[Row]) -> Encounter:
    parties: set[str] = set()
    for event in group:
        parties |= event.parties
    dated = [e for e in group if e.dated and e.force not in _TURNS] or [e for e in group[:1] if e.dated]
    day = datetime.date.fromisoformat(dated[0].first if dated else group[0].told)
    words = " ".join(f"{e.cue} {e.words}" for e in group if e.force not in _TURNS) or group[0].words
    remote = True if _REMOTE.search(words) else False if _IN_PERSON.search(words) else None
    return Encounter(tuple(group), frozenset(parties), persons_of(memory, group), day, bool(dated), remote)


def _clash(memory: Memory, ours: tuple[tuple[str, str], ...], theirs: tuple[tuple[str, str], ...]) -> bool:
    """Whether both name people of one party and have none in common."""
    for party in {p for p, _ in ours} & {p for p, _ in theirs}:
        a, b = ([n for p, n in side if p == party] for side in (ours, theirs))
        if not any(same_name(x, y) for x in a for y in b):
            return True
    return False


def _told_before(one: Encounter, other: Encounter) -> bool:
    """Whether one is an undated account that was put out before the day of the other."""
    return not one.told and one.head.told < other.day.isoformat()


def _more_at_table(one: Encounter, other: Encounter) -> bool:
    """Whether one side names a person of a party that the other side does not count in."""
    return any(party and party not in other.parties for party, _ in one.persons)


def shared_persons(one: Encounter, other: Encounter) -> list[str]:
    """The names of one side that the other side has too."""
    return [n for p, n in one.persons if any(same_name(n, m) and (p == q or not p or not q) for q, m in other.persons)]


def same_event_links(
    memory: Memory, meetings: list[Encounter], refused: frozenset[frozenset[str]] = frozenset()
) -> tuple[list[Link], list[Link]]:
    """The links of one meeting's accounts, and what comes near and is left to a person's judgement.

    ``refused`` are pairs of events that a person keeps apart: then their meetings are kept apart too.
    """
    meeting_of = {event.node: meeting.head.node for meeting in meetings for event in meeting.events}
    apart = {frozenset(meeting_of.get(n, n) for n in pair) for pair in refused}
    sure = [
        Link("sameEventAs", event.node, meeting.head.node, "event.one-release", 1.0, _why_one(memory, event, meeting.head))
        for meeting in meetings
        for event in meeting.events[1:]
    ]
    found: list[tuple[float, Link]] = []
    near: list[tuple[float, Link]] = []
    for one, other in _near_pairs(meetings):
        score, because = _weigh(memory, one, other)
        if score > 0 and frozenset((one.head.node, other.head.node)) not in apart:
            kind = "event.two-accounts" if one.head.issuer != other.head.issuer else "event.two-days"
            (found if score >= _SHARE else near).append((score, Link("sameEventAs", one.head.node, other.head.node, kind, score, because)))
    return sure + _best(found), [link for _, link in sorted(near, key=lambda f: (-f[0], f[1]))]


def _near_pairs(meetings: list[Encounter]) -> Iterator[tuple[Encounter, Encounter]]:
    """Meetings of two releases, at most a day apart, that share two parties."""
    by_pair: dict[tuple[str, datetime.date], list[int]] = defaultdict(list)
    for i, meeting in enumerate(meetings):
        for party in meeting.parties:
            by_pair[party, meeting.day].append(i)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for i, meeting in enumerate(meetings):
        for party in meeting.parties:
            for shift in range(-_DAYS, _DAYS + 1):
                for j in by_pair.get((party, meeting.day + datetime.timedelta(shift)), ()):
                    if i < j and meetings[j].head.release != meeting.head.release:
                        counts[i, j] += 1
    for (i, j), shared in sorted(counts.items()):
        if shared >= 2:
            yield meetings[i], meetings[j]


def _weigh(memory: Memory, one: Encounter, other: Encounter) -> tuple[float, str]:
    """How surely two meetings are one, with the reason; 0 where something speaks against it."""
    parties = one.parties & other.parties
    share = len(parties) / len(one.parties | other.parties)
    if share < _SHARE or _clash(memory, one.persons, other.persons) or (one.remote, other.remote) in ((True, False), (False, True)):
        return 0.0, ""
    apart = abs((one.day - other.day).days)
    if apart and one.told and other.told and one.head.issuer == other.head.issuer:
        return 0.0, ""  # one publisher names two days: two meetings
    if _told_before(one, other) or _told_before(other, one):
        return 0.0, ""
    people = shared_persons(one, other)
    if _more_at_table(one, other) or _more_at_table(other, one):
        share = min(share, _SHARE - 0.01)  # with a third party named at one of the tables, a person must judge
    score = share * {0: 0.3, 1: 0.55}.get(len(people), 1.0) - 0.1 * apart
    actors = people or sorted(memory.labels.get(p, p) for p in parties)
    when = one.day.isoformat() if not apart else f"{one.day} and {other.day}"
    manner = {True: "remote", False: "in person", None: "meeting"}[one.remote if one.remote is not None else other.remote]
    return round(max(score, 0.01), 2), f"actors: {', '.join(actors)}; time: {when}; kind: {manner}"


def _best(found: list[tuple[float, Link]]) -> list[Link]:
    """Of several that a meeting could be in one other release, only the surest."""
    taken: set[tuple[str, str]] = set()
    kept = []
    for _, link in sorted(found, key=lambda f: (-f[0], f[1])):
        here, there = link.one.split("#")[0], link.other.split("#")[0]
        if (link.one, there) not in taken and (link.other, here) not in taken:
            taken |= {(link.one, there), (link.other, here)}
            kept.append(link)
    return kept


def _why_one(memory: Memory, event: Row, head: Row) -> str:
    actors = ", ".join(sorted(memory.labels.get(p, p) for p in event.parties))
    return f"actors: {actors}; time: one release; kind: {event.force} of the {head.force}"


def occasions(links: Iterable[Link], never: Iterable[frozenset[str]] = ()) -> list[tuple[str, ...]]:
    """The accounts of each occasion: events joined by links, as sorted tuples; those of several releases only.

    A pair that a person judged never the same is kept apart also where a chain of links would join it.
    """
    apart = list(never)
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for link in sorted(links):
        if link.kind == "sameEventAs":
            a, b = sorted((root(link.one), root(link.other)))
            if not any({root(n) for n in pair} == {a, b} for pair in apart):
                parent[b] = a
    groups: dict[str, list[str]] = defaultdict(list)
    for node in parent:
        groups[root(node)].append(node)
    return sorted(tuple(sorted(g)) for g in groups.values() if len({n.split("#")[0] for n in g}) > 1)


def levels(memory: Memory, meetings: list[Encounter]) -> dict[str, str]:
    """Event -> the rank at which it was held: that of the lower of the two highest people of different parties."""
    order = ("leader", "minister", "vice-minister", "director-general", "ambassador", "working")
    found = {}
    for meeting in meetings:
        best: dict[str, int] = {}
        for event in meeting.events:
            for person in event.persons:
                rank = memory.ranks.get((event.release, person))
                party = memory.state_of.get(person)
                if rank and party:
                    best[party] = min(best.get(party, len(order)), order.index(rank))
        if len(best) >= 2:
            found[meeting.head.node] = order[sorted(best.values())[1]]
    return found
