"""What changed from one set of acts to another: new, dropped, repeated, hardened or softened by the scale of forces, turned, reworded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence

from kg.desk.look import Desk, Scope, table
from kg.errors import UsageError
from kg.linking import Row
from kg.linking.alike import alike, words
from kg.query import Table

COLUMNS = "change who act_before act_after said_by sentence_before sentence statement_before statement"
_ALIKE = 0.5
_MOST = 200  # a word in more acts than this tells nothing of their likeness
ORDER = ("turned", "hardened", "softened", "reworded", "reread", "new", "dropped", "repeated")
Pair = tuple[Row | None, Row | None]


def diff(desk: Desk, before: str, after: str, scope: Scope) -> Table:
    """What changed between two releases, or between the releases of two dates (a day, month or year), within a scope."""
    one, other = _side(desk, before, scope), _side(desk, after, scope)
    rows = [(change(desk, pair), pair) for pair in changes(one, other)]
    rows.sort(key=lambda row: (ORDER.index(row[0]), *(a.node if a else "" for a in reversed(row[1]))))
    return table_of(line(desk, told, *pair) for told, pair in rows)


def changes(before: Sequence[Row], after: Sequence[Row], tied: Container[frozenset[str]] = ()) -> list[Pair]:
    """Acts of the two sides, each paired at most once with the likest act of one of its parties; the rest stand alone.

    ``tied`` are pairs of nodes that a link joins: they go before all likeness of words.
    """
    by_word: dict[str, list[int]] = defaultdict(list)
    for j, act in enumerate(after):
        for word in _matter(act):
            by_word[word].append(j)
    scores = []
    for i, act in enumerate(before):
        near = Counter(j for word in _matter(act) if len(by_word[word]) <= _MOST for j in by_word[word])
        scores += [(-_likeness(act, after[j]), i, j) for j in near if _comparable(act, after[j])]
        scores += [(-2.0, i, j) for j, other in enumerate(after) if frozenset((act.node, other.node)) in tied]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in sorted(scores):
        if -score >= _ALIKE and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    paired: list[Pair] = [(a, after[partner[i]] if i in partner else None) for i, a in enumerate(before)]
    return paired + [(None, b) for j, b in enumerate(after) if j not in taken]


def change(desk: Desk, pair: Pair) -> str:
    """What the later act of a pair makes of the earlier one."""
    before, after = pair
    if before is None or after is None:
        return "new" if before is None else "dropped"
    if before.negated != after.negated or {before.stance, after.stance} == {"supports", "rejects"}:
        return "turned"
    scale, strength = desk.strength.get(before.force, ("", 0))
    scale_after, strength_after = desk.strength.get(after.force, ("", 0))
    if scale and scale == scale_after and strength != strength_after:
        return "hardened" if strength_after > strength else "softened"
    same_force = before.force == after.force or bool(scale and (scale, strength) == (scale_after, strength_after))
    return "repeated" if same_force and before.content.casefold() == after.content.casefold() else "reworded"


def _side(desk: Desk, name: str, scope: Scope) -> list[Row]:
    """The acts of a release, by its id or IRI, or of all releases of a date. Raises UsageError where there are none."""
    ident = name.rsplit("/", 1)[-1].lower()
    acts = desk.put_forward()
    found = [a for a in acts if a.release.rsplit("/", 1)[-1].lower() == ident] or [a for a in acts if name and a.told.startswith(name)]
    if not found:
        raise UsageError(f"no release and no date {name!r} with acts; give an id of: kg ask releases, or a day, month or year")
    return [a for a in found if scope.holds(a)]


def _matter(act: Row) -> frozenset[str]:
    return words(act.content) or (frozenset({act.family}) if act.family == "meet" else frozenset())


def _comparable(one: Row, other: Row) -> bool:
    """Whether two acts can be one matter: a party in common or none known, and words beside words or events beside events."""
    return (one.parties == other.parties or not one.parties.isdisjoint(other.parties)) and (one.family == "meet") == (other.family == "meet")


def _likeness(one: Row, other: Row) -> float:
    if not one.content and not other.content:
        return 1.0 if one.parties == other.parties and (one.first, one.last) == (other.first, other.last) else 0.0
    return alike(one.content, other.content) + 0.01 * (one.force == other.force) + 0.01 * (one.parties == other.parties)


def act_in_words(act: Row) -> str:
    """A force and what it is about: urge: to lift the quota."""
    return f"{act.force}: {act.content}" if act.content else act.force


def table_of(lines: Iterable[tuple[str | None, ...]]) -> Table:
    """Lines under their columns."""
    return table(COLUMNS, lines)


def line(desk: Desk, told: str, before: Row | None, after: Row | None) -> tuple[str | None, ...]:
    """One change with both quotes; who is meant is told twice where that was read otherwise."""
    here = after or before
    assert here is not None, "a pair has at least one side"
    was, now = ((act_in_words(a), a.words, a.node) if a else (None, None, None) for a in (before, after))
    names = [desk.names(a.persons or a.parties) for a in (before, after) if a] if told == "reread" else [desk.names(here.parties) or desk.names(here.persons)]
    who = " → ".join(dict.fromkeys(names))
    return (told, who, was[0], now[0], desk.said_by(here), was[1], now[1], was[2], now[2])
