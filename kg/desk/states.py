"""What changed between two states of a store, release by release: statements that came, went, or are read otherwise, with both quotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

from kg.desk.changes import ORDER, Pair, change, changes, line, table_of
from kg.desk.look import Desk, Scope, look
from kg.linking import Row
from kg.query import Table
from kg.store import Contents

_PORTION = 300
_SEEN = ("parties", "persons", "addressees", "force", "status", "stance", "negated", "content", "condition", "first", "last", "place", "words")


def diff_states(before: Contents, after: Contents, scope: Scope) -> tuple[Table, Counter[str]]:
    """The changes in scope, and how many releases were added, removed, changed or left as they were; what is the same is no row."""
    ids = sorted(before.releases.keys() | after.releases.keys())
    counts = Counter(_what(before, after, ident) for ident in ids)
    changed = [ident for ident in ids if before.releases.get(ident) != after.releases.get(ident)]
    found: list[tuple[str, Pair, tuple[str | None, ...]]] = []
    for some in _portions(changed):
        found += _portion(before, after, some, scope)
    found.sort(key=lambda row: (ORDER.index(row[0]), *(a.node if a else "" for a in reversed(row[1]))))
    return table_of(cells for _, _, cells in found), counts


def _portions(ids: list[str]) -> Iterator[list[str]]:
    """Sorted ids, some hundred at a time, so that memory does not grow with the store; what is compared as a whole stays together."""
    portion: list[str] = []
    for _, group in groupby(ids, _stem):
        portion += group
        if len(portion) >= _PORTION:
            yield portion
            portion = []
    yield portion


def _what(before: Contents, after: Contents, ident: str) -> str:
    if ident not in before.releases:
        return "added"
    if ident not in after.releases:
        return "removed"
    return "unchanged" if before.releases[ident] == after.releases[ident] else "changed"


def _portion(before: Contents, after: Contents, ids: list[str], scope: Scope) -> Iterator[tuple[str, Pair, tuple[str | None, ...]]]:
    """The changes in some releases. A text that was changed has another id: what one issuer put out on one day is compared as a whole."""
    was, now = (look(state.dataset(ids)) for state in (before, after))
    groups: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, desk in enumerate((was, now)):
        for act in desk.put_forward():
            groups[_stem(act.release)][side].append(act)
    for ours, theirs in groups.values():
        for one, other in changes(ours, theirs, {frozenset({a.node}) for a in ours}):
            told = _told(now, (one, other)) if any(scope.holds(a) for a in (one, other) if a) else ""
            if told:
                yield told, (one, other), line(now if other else was, told, one, other)


def _stem(release: str) -> str:
    return release.rpartition("-")[0]


def _told(desk: Desk, pair: Pair) -> str:
    """What became of a statement; nothing where it is read as it was, be it in another place of the graph."""
    one, other = pair
    told = change(desk, pair)
    if told in ("repeated", "reworded") and one and other:
        return "" if all(getattr(one, name) == getattr(other, name) for name in _SEEN) else "reworded" if one.words != other.words else "reread"
    return told

