"""What each side's account of one event says, and what it leaves out that another account tells."""

from __future__ import annotations

from kg.desk.changes import act_in_words, changes
from kg.desk.look import Desk, table
from kg.errors import UsageError
from kg.linking import Row
from kg.query import Table

_LINKS = ("sameEventAs", "repeats", "discussedAs")
COLUMNS = "account told what other what_there sentence sentence_there release statement"


def accounts(desk: Desk, event: str) -> Table:
    """Every pair of accounts of the event that ``event`` names: an event by its IRI or the end of it, or a release with accounts elsewhere.

    ``told`` says whether a thing stands in both accounts, in both with another force, or in this one only.
    """
    releases = _releases(desk, event)
    rows: list[tuple[str | None, ...]] = []
    for i, here in enumerate(releases):
        for there in releases[i + 1 :]:
            rows += _beside(desk, here, there)
    return table(COLUMNS, rows)


def _releases(desk: Desk, event: str) -> list[str]:
    """The releases that tell of the occasion. Raises UsageError where no or more than one occasion fits."""
    groups = desk.links.get("account", {})
    fits = {o: ends for o, ends in groups.items() if any(_names(event, e) for e in ends)}
    told = sorted({frozenset(e.split("#")[0] for e in ends) for ends in fits.values()}, key=sorted)
    if not told:
        raise UsageError(f"no event with two accounts is told as {event!r}; see: kg ask omitted")
    if len(told) > 1:
        raise UsageError(f"{len(told)} events fit {event!r}; give one: {', '.join(sorted(e for ends in fits.values() for e in ends)[:4])}")
    return sorted(told[0])


def _names(given: str, node: str) -> bool:
    release = node.split("#")[0]
    return given == node or node.endswith(given) or given in (release, release.rsplit("/", 1)[-1])


def _beside(desk: Desk, here: str, there: str) -> list[tuple[str | None, ...]]:
    acts = desk.put_forward()
    ours, theirs = ([a for a in acts if a.release == r] for r in (here, there))
    rows = [(a, b) if a else (b, None) for a, b in changes(ours, theirs, desk.tied(*_LINKS))]
    return [_line(desk, act, other, there if act.release == here else here) for act, other in rows if act]


def _line(desk: Desk, act: Row, other: Row | None, there: str) -> tuple[str | None, ...]:
    told = "only here" if other is None else "both" if _alike(act, other) else "both, in another way"
    what, sentence = (act_in_words(other), other.words) if other else (None, None)
    return (desk.said_by(act), told, act_in_words(act), there, what, act.words, sentence, act.release, act.node)


def _alike(one: Row, other: Row) -> bool:
    """Whether two accounts use one force; how a meeting without content is called makes no difference."""
    return one.force == other.force or (one.family == other.family == "meet" and not (one.content or other.content))
