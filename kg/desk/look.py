"""All that the desk looks at, read once: acts as rows, who says so, the links between them, the strength of forces; and what is in scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.chain import chains
from kg.errors import UsageError
from kg.linking import LINKS, Memory, Row, remember
from kg.query import Table, find_actor, find_issue
from kg.vocab import ID, NS, SKOS, VOC


@dataclass(frozen=True, slots=True)
class Desk:
    """Acts in the order of their nodes, said_by per act, links as kind -> one -> others, (scale, strength) per force."""

    memory: Memory
    told: dict[str, tuple[str, ...]]
    links: dict[str, dict[str, tuple[str, ...]]]
    strength: dict[str, tuple[str, int]]
    taken_for_granted: frozenset[str]
    narrower: dict[str, tuple[str, ...]]

    def said_by(self, act: Row) -> str:
        """Who says so, outermost first."""
        return " > ".join(self.told.get(act.node, ("issuer unknown",)))

    def names(self, nodes: Iterable[str]) -> str:
        """The labels of actors, sorted."""
        return " + ".join(sorted(self.memory.labels.get(n, n.rsplit("/", 1)[-1]) for n in nodes))

    def tied(self, *kinds: str) -> frozenset[frozenset[str]]:
        """The pairs of acts that links of these kinds join."""
        return frozenset(frozenset((one, end)) for kind in kinds for one, ends in self.links.get(kind, {}).items() for end in ends)

    def put_forward(self) -> list[Row]:
        """The acts that the texts put forward: no headline of what the body says, nothing that is only taken for granted."""
        return [a for a in self.memory.acts if not a.restates and a.node not in self.taken_for_granted]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which acts are meant: those that concern each of the actors, on one of the issues where any are given."""

    actors: tuple[str, ...] = ()
    issues: frozenset[str] = frozenset()

    def holds(self, act: Row) -> bool:
        """Whether an act is in scope: one actor acts, and every other acts too, is addressed or brought in."""
        there = act.parties | act.persons | act.addressees | act.involves
        acting = act.parties | act.persons
        fits = not self.actors or (set(self.actors) <= there and not acting.isdisjoint(self.actors))
        return fits and (not self.issues or not act.issues.isdisjoint(self.issues))


def look(dataset: Any, memory: Memory | None = None) -> Desk:
    """Read a pyoxigraph dataset; its acts too, unless they were read already."""
    import pyoxigraph as ox

    links: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in dataset.quads_for_pattern(None, None, None, ox.NamedNode(LINKS)):
        if quad.predicate.value.startswith(NS) and isinstance(quad.object, ox.NamedNode):
            links[quad.predicate.value.removeprefix(NS)][quad.subject.value].append(quad.object.value)
    scales, strengths = (_values(dataset, NS + name) for name in ("scale", "strength"))
    narrower: dict[str, list[str]] = defaultdict(list)
    for issue, broader in _values(dataset, SKOS + "broader").items():
        narrower[broader].append(issue)
    return Desk(
        memory=memory or remember(dataset),
        told=chains(dataset),
        links={kind: {one: tuple(sorted(others)) for one, others in sorted(ends.items())} for kind, ends in sorted(links.items())},
        strength={force.rsplit("/", 1)[-1]: (scales[force], int(strengths[force])) for force in sorted(scales)},
        taken_for_granted=frozenset(n for n, ground in _values(dataset, NS + "basis").items() if ground == VOC + "basis/presupposed"),
        narrower={broader: tuple(sorted(found)) for broader, found in sorted(narrower.items())},
    )


def _values(dataset: Any, predicate: str) -> dict[str, str]:
    import pyoxigraph as ox

    quads = dataset.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
    return {q.subject.value: q.object.value for q in sorted(quads, key=lambda q: q.object.value, reverse=True)}


def scope_of(desk: Desk, dataset: Any, names: Iterable[str], issue: str | None = None) -> Scope:
    """The scope that names of actors and an issue give; a name that is no actor may be an issue. Raises UsageError if it is neither."""
    actors, issues = [], {find_issue(dataset, issue)} if issue else set()
    for name in names:
        try:
            actors.append(find_actor(dataset, name))
        except UsageError:
            try:
                issues.add(find_issue(dataset, name))
            except UsageError:
                raise UsageError(f"{name!r} is neither an actor nor an issue of the graph; see: kg ask actors, kg ask issues") from None
    return Scope(tuple(_standing(a) for a in actors), frozenset(n for i in issues for n in _below(desk, i)))


def _standing(actor: str) -> str:
    """A foreign ministry stands for its state in the rows."""
    body = actor.removeprefix(f"{ID}organization/")
    return f"{ID}state/{body.removesuffix('-mofa')}" if body != actor and body.endswith("-mofa") else actor


def _below(desk: Desk, issue: str) -> set[str]:
    found, open_ = set(), [issue]
    while open_:
        here = open_.pop()
        if here not in found:
            found.add(here)
            open_ += desk.narrower.get(here, ())
    return found


def table(columns: str, rows: Iterable[tuple[str | None, ...]]) -> Table:
    """Rows under the named columns."""
    return Table(tuple(columns.split()), tuple(rows))
