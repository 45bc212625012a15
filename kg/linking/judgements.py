"""The judgements of people on links: a plain file of pairs that are the same, are never the same, or stay unsure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.linking.acts import Memory, Row
from kg.linking.link import Link

VERDICTS = ("same", "never", "unsure")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line: a verdict on two acts, named by the digests of their evidence."""

    verdict: str
    one: str
    other: str
    note: str = ""


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a file, in its order; none if there is no file. Raises UsageError on a line that is not one."""
    if not path.is_file():
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        if len(cells) < 3 or cells[0] not in VERDICTS:
            raise UsageError(f"{path}, line {number}: write verdict, digest, digest, note, with tabs; verdicts: {', '.join(VERDICTS)}")
        found.append(Judgement(cells[0], cells[1], cells[2], cells[3] if len(cells) > 3 else ""))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Judged:
    """Judgements on the acts of one graph: pairs taken as the same, pairs refused, and judgements whose acts are gone."""

    same: tuple[Link, ...]
    refused: frozenset[frozenset[str]]
    stale: tuple[Judgement, ...]


def judge(memory: Memory, judgements: Iterable[Judgement]) -> Judged:
    """Find the acts that judgements speak of, by the digests of their evidence."""
    by_key: dict[str, Row] = {}
    for act in memory.acts:
        by_key.setdefault(act.key, act)
    same, refused, stale = [], set(), []
    for judgement in judgements:
        one, other = by_key.get(judgement.one), by_key.get(judgement.other)
        if one is None or other is None:
            stale.append(judgement)
        elif judgement.verdict == "same":
            kind = "sameEventAs" if one.family == other.family == "meet" else "repeats"
            same.append(Link(kind, one.node, other.node, "judged", 1.0, f"a person judged them the same. {judgement.note}".strip()))
        else:
            refused.add(frozenset((one.node, other.node)))
    return Judged(tuple(same), frozenset(refused), tuple(stale))
