"""What the linking rules see of a graph: acts, releases, persons and offices as plain rows, and nothing of how they were read."""

from __future__ import annotations

import gc
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from kg.linking.link import LINKS
from kg.linking.told import Told, facts, namings, recalled, tell
from kg.store import Contents
from kg.vocab import ID


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One act as the linking rules see it. ``day`` is the first and last day it can have happened or is due on.

    ``parties`` are states and organizations, ``persons`` the named agents; ``told`` is the release's day of issue.
    """

    node: str
    release: str
    kind: str
    family: str
    force: str
    status: str
    parties: frozenset[str]
    persons: frozenset[str]
    addressees: frozenset[str]
    involves: frozenset[str]
    issues: frozenset[str]
    about: frozenset[str]
    content: str
    cue: str
    start: int
    sentence: str
    words: str
    told: str
    issuer: str
    first: str
    last: str
    stance: str
    condition: str
    place: str
    negated: bool
    joint: bool
    restates: frozenset[str]
    key: str

    @property
    def dated(self) -> bool:
        """Whether one single day is told."""
        return bool(self.first) and self.first == self.last


_FIELDS = tuple(field.name for field in fields(Row))


@dataclass(frozen=True, slots=True)
class Memory:
    """All acts in the order of their nodes; what is known of persons: label, state, rank by release; (sentence, disputed naming it uses)."""

    acts: tuple[Row, ...]
    labels: dict[str, str]
    state_of: dict[str, str]
    ranks: dict[tuple[str, str], str]
    by_node: dict[str, Row]
    uses: tuple[tuple[str, str], ...]


_MOST = 0.75
_OWN = (f"{ID}state/", f"{ID}organization/")


@contextmanager
def nothing_swept() -> Iterator[None]:
    """What is read and made stays: to look through it again and again for what could be freed takes as long as to make it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def remember(dataset: Any) -> Memory:
    """Read the acts of a pyoxigraph dataset into rows."""
    import pyoxigraph as ox

    graphs = [name for name in dataset.named_graphs() if name.value != LINKS]
    read = [facts(dataset.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name)) for name in graphs]
    names = namings(read)
    return _memory([tell(one, names) for one in read], names)


@nothing_swept()
def recall(contents: Contents, kept: Path | None) -> Memory:
    """The acts of all releases of a store as rows; what unchanged releases tell is taken from the file where it was kept."""
    curated = facts(contents.beside.reference())
    names = namings([curated])
    return _memory([tell(curated, names), *recalled(contents, names, kept)], names)


def _memory(told: list[Told], names: dict[str, str]) -> Memory:
    labels = _least(one.labels for one in told)
    state_of = _states(told, labels)
    rows = sorted((_row(act, state_of) for one in told for act in one.acts), key=lambda row: row.node)
    return Memory(
        acts=tuple(rows),
        labels=labels,
        state_of=state_of,
        ranks=_ranks(told),
        by_node={row.node: row for row in rows},
        uses=tuple(sorted((sentence, names[name]) for one in told for sentence, name in one.names)),
    )


def _least(tables: Iterable[dict[str, str]]) -> dict[str, str]:
    """What the tables say of each node; of several, the first in the alphabet."""
    found: dict[str, str] = {}
    for table in tables:
        for node, value in table.items():
            found[node] = min(value, found.get(node, value))
    return found


def _ranks(told: list[Told]) -> dict[tuple[str, str], str]:
    """(release, person) -> rank of the highest office the release shows the person in."""
    order, ranks = ("leader", "minister", "vice-minister", "director-general", "ambassador", "working"), _least(one.ranks for one in told)
    found: dict[tuple[str, str], str] = {}
    for release, holder, office in (held for one in told for held in one.held):
        rank, best = ranks.get(office, "").rsplit("/", 1)[-1], found.get((release, holder))
        if rank in order and (best is None or order.index(rank) < order.index(best)):
            found[release, holder] = rank
    return found


def _row(act: list[Any], state_of: dict[str, str]) -> Row:
    told = dict(zip(_FIELDS, act, strict=True))
    told |= {name: frozenset(told[name]) for name in ("persons", "involves", "issues", "about", "restates")}
    told |= {name: _parties(told[name], state_of) for name in ("parties", "addressees")}
    return Row(**told)


def _states(told: Iterable[Told], labels: dict[str, str]) -> dict[str, str]:
    """Person -> the one state or organization it acts for; a name without one takes what most releases give its namesakes."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in told:
        for person, state in one.states:
            counts[person][state] += 1
    known = {node: next(iter(states)) for node, states in counts.items() if len(states) == 1}
    namesakes: dict[str, Counter[str]] = defaultdict(Counter)
    for node, states in counts.items():
        if node.startswith(f"{ID}person/"):
            namesakes[labels.get(node, "").casefold()] += states
    for node, label in labels.items():
        states = namesakes.get(label.casefold(), Counter())
        if node.startswith(f"{ID}person/") and node not in known and states:
            state, most = min(states.items(), key=lambda s: (-s[1], s[0]))
            if most >= _MOST * states.total():
                known[node] = state
    return known


def _parties(actors: Iterable[str], state_of: dict[str, str]) -> frozenset[str]:
    """The states and organizations behind actors; who acts for nobody known is left out."""
    return frozenset([_standing(state_of.get(a, a)) for a in actors if a in state_of or a.startswith(_OWN)])


@cache
def _standing(actor: str) -> str:
    """A foreign ministry stands for its state."""
    return re.sub(r"(/id/)organization/([A-Z]{3})-mofa$", r"\1state/\2", actor)
