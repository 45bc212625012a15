"""The judgements of people on links: a plain file of pairs that are the same, are never the same, or stay unsure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.keys import pair_key
from kg.linking.acts import Memory
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


def judge(memory: Memory, links: Iterable[Link], judgements: Iterable[Judgement]) -> tuple[list[Link], list[Judgement]]:
    """Take out what a person denied or left unsure and add what a person found the same; with the judgements that fit nothing now."""
    by_key: dict[str, str] = {}
    for act in memory.acts:
        by_key.setdefault(act.key, act.node)
    refused, added, stale = set(), [], []
    for judgement in judgements:
        one, other = by_key.get(judgement.one), by_key.get(judgement.other)
        if one is None or other is None:
            stale.append(judgement)
        elif judgement.verdict == "same":
            added.append(Link("sameEventAs", one, other, "judged", 1.0, f"a person judged them the same: {judgement.note}".rstrip(": ")))
        if judgement.verdict != "same":
            refused.add(pair_key(judgement.one, judgement.other))
    kept = [k for k in links if pair_key(memory.by_node[k.one].key, memory.by_node[k.other].key) not in refused]
    return kept + added, stale
