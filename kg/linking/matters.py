"""One matter seen twice: agreed in one account and discussed in the other, supported once and rejected another time, named two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.linking.acts import Memory, Row
from kg.linking.alike import alike, within, words
from kg.linking.link import Link

_SAME = 0.6
_OPPOSED = 0.5
_LEAST = 3


def agreed_and_discussed(memory: Memory, occasions: Iterable[tuple[str, ...]]) -> list[Link]:
    """What one account of an occasion calls agreed and another account of it calls discussed, in like words."""
    by_release: dict[str, list[Row]] = defaultdict(list)
    for act in memory.acts:
        by_release[act.release].append(act)
    found = set()
    for accounts in occasions:
        releases = sorted({node.split("#")[0] for node in accounts})
        for here in releases:
            for there in releases:
                if here != there:
                    found |= _pairs(memory, by_release[here], by_release[there])
    return sorted(found)


def _pairs(memory: Memory, ours: list[Row], theirs: list[Row]) -> set[Link]:
    agreed = [a for a in ours if a.kind == "Commitment" and a.joint and len(words(a.content)) >= _LEAST and not a.restates]
    talked = [a for a in theirs if a.kind == "Meeting" and len(words(a.content)) >= 2]
    return {
        Link("discussedAs", a.node, t.node, "matter.agreed-and-discussed", round(within(a.content, t.content), 2), _because(memory, a, t))
        for a in agreed
        for t in talked
        if within(a.content, t.content) >= _SAME and a.parties & t.parties
    }


def contradictions(memory: Memory) -> list[Link]:
    """A later stand of a party against an earlier one of its own, in like words: supported and rejected."""
    stands: dict[str, list[Row]] = defaultdict(list)
    for act in memory.acts:
        if act.kind in ("Position", "Appraisal") and act.stance in ("supports", "rejects") and act.told and act.status == "actual":
            if len(words(act.content)) >= _LEAST and not act.negated:
                for party in act.parties:
                    stands[party].append(act)
    found = []
    for group in stands.values():
        favours: dict[str, list[Row]] = defaultdict(list)
        for act in group:
            for issue in act.issues if act.stance == "supports" else ():
                favours[issue].append(act)
        for against in [a for a in group if a.stance == "rejects"]:
            for favour in {a.node: a for issue in against.issues for a in favours[issue]}.values():
                share = alike(against.content, favour.content)
                if share >= _OPPOSED and against.release != favour.release:
                    earlier, later = sorted((against, favour), key=lambda a: (a.told, a.node))
                    found.append(Link("contradicts", later.node, earlier.node, "matter.contradicted", round(share, 2), _because(memory, earlier, later)))
    return sorted(set(found))


def _because(memory: Memory, one: Row, other: Row) -> str:
    actors = ", ".join(sorted(memory.labels.get(p, p) for p in one.parties & other.parties))
    return f"actors: {actors}; time: {one.told} and {other.told}; kind: {one.force} and {other.force}"
