"""Requests and what answered them in a later release: the party that was asked undertakes, refuses or takes up what was asked."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from kg.linking.acts import Memory, Row
from kg.linking.alike import within, words
from kg.linking.events import Encounter
from kg.linking.link import Link

_ANSWERS = ("agree", "pledge", "state", "do")
_ONGOING = ("carry-out", "must")
_ALIKE = 0.6
_DAYS = 370
_LEAST = 4


def answers(memory: Memory, meetings: Iterable[Encounter]) -> list[Link]:
    """Each request's link from the first later act of the party that was asked, in like words and on one matter.

    The party that asked is there too: a party to the act or addressed by it, brought in by it, or met with in the same release.
    """
    at_table: dict[str, frozenset[str]] = defaultdict(frozenset)
    for meeting in meetings:
        at_table[meeting.head.release] |= meeting.parties
    by_party: dict[str, list[Row]] = defaultdict(list)
    for act in memory.acts:
        if act.family in _ANSWERS and act.told and len(words(act.content)) >= _LEAST and act.kind != "ProspectiveEvent":
            for party in act.parties:
                by_party[party].append(act)
    found = []
    for request in memory.acts:
        if request.kind != "Request" or not request.told or len(words(request.content)) < _LEAST:
            continue
        last = (datetime.date.fromisoformat(request.told) + datetime.timedelta(_DAYS)).isoformat()
        fits = [
            a
            for party in sorted(request.addressees - request.parties)
            for a in by_party[party]
            if request.told <= a.told <= last and a.release != request.release and a.force not in _ONGOING and _on_one_matter(request, a)
            and request.parties & (a.parties | a.addressees | a.involves | at_table[a.release]) and within(request.content, a.content) >= _ALIKE
        ]  # fmt: skip
        if fits:
            answer = min(fits, key=lambda a: (a.told, a.node))
            because = (f"actors: {', '.join(sorted(memory.labels.get(p, p) for p in answer.parties))}; time: {request.told} and "
                       f"{answer.told}; kind: {answer.force} after {request.force}")  # fmt: skip
            found.append(Link("respondsTo", answer.node, request.node, "request.answered", round(within(request.content, answer.content), 2), because))
    return found


def _on_one_matter(request: Row, answer: Row) -> bool:
    """A shared issue; where the request has none that is listed, all of its words."""
    return bool(answer.issues & request.issues) if request.issues else words(request.content) <= words(answer.content)
