"""Brings releases into a store: what is there already and unchanged is not read again, what no longer stands can be pruned."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.errors import RejectedInput
from kg.ingest.inputs import Inputs
from kg.ingest.making import Made
from kg.ingest.pipeline import reading_digest
from kg.ingest.workers import make_all
from kg.readers import Input
from kg.store import Store, digest

# These say nothing of what the source holds: a release that it gave before stays, and it is tried again.
_PASSING = ("unreadable", "bad-sidecar", "needs-extra")
_HOW = ("given", "key", "said", "type", "read", "redacted")


@dataclass(slots=True)
class IngestReport:
    """What became of the inputs: ids of releases; ``rejected`` holds (source, code, reason).

    ``stale`` are releases that stay although these paths give them no more.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    rejected: list[tuple[str, str, str]] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many there are of each outcome."""
        return {name: len(getattr(self, name)) for name in ("added", "unchanged", "changed", "removed", "rejected")}


def ingest(
    store_path: Path,
    paths: Iterable[Path],
    *,
    workers: int = 1,
    prune: bool = False,
    tell: Callable[[IngestReport], None] = lambda report: None,
    **given: str | None,
) -> IngestReport:
    """Read files and folders into the store at ``store_path``, made if missing. The order of inputs does not matter.

    ``prune`` removes what files of these paths gave and give no more; ``tell`` is called after each input.
    """
    inputs = Inputs(store_path, paths)
    store, report = Store(store_path, create=True), IngestReport()
    with store.writing():
        names = store.redactions()
        each = ((source, replace(found, redacted=names)) for source, found in inputs.each(**given))
        for source, found, made in _readings(store, each, lambda row: _note(report, row, tell), workers):
            _bring(store, report, source, found, made)
            tell(report)
        gone = inputs.gone(store.rows)
        (report.removed if prune else report.stale).extend(store.rows[s]["id"] for s in gone if "id" in store.rows[s])
        store.drop([s for s in gone if prune or "id" not in store.rows[s]])
    for name in (*report.counts(), "stale"):
        getattr(report, name).sort()
    return report


def _readings(
    store: Store, inputs: Iterable[tuple[str, Input]], note: Callable[[dict[str, Any]], None], workers: int
) -> Iterator[tuple[str, Input, Made]]:
    """The inputs that the store does not know yet, each with its reading; the rows of the known ones are noted."""
    waiting: deque[tuple[str, Input]] = deque()

    def unknown() -> Iterator[Input]:
        for source, found in inputs:
            row = store.rows.get(source)
            if row and _is_known(row, found):
                note(row)
            else:
                waiting.append((source, found))
                yield found

    for made in make_all(unknown(), workers):
        yield (*waiting.popleft(), made)


def _is_known(row: dict[str, Any], found: Input) -> bool:
    how = how_read(found)
    same = row["original"] == digest(found.original) and all(row.get(k) == how.get(k) for k in _HOW)
    return same and not found.refused and row.get("code") not in _PASSING


def how_read(found: Input) -> dict[str, Any]:
    """What a reading rests on beside the original; with it the same bytes can be made again."""
    how: dict[str, Any] = {"given": found.given, "key": found.key, "read": reading_digest()}
    if found.draft:
        how |= {"said": found.draft.said, "type": found.draft.media_type}
    if found.redacted:
        how["redacted"] = digest("\n".join(found.redacted).encode())[:16]
    return {k: v for k, v in how.items() if v}


def _note(report: IngestReport, row: dict[str, Any], tell: Callable[[IngestReport], None]) -> None:
    if "id" in row:
        report.unchanged.append(row["id"])
    else:
        report.rejected.append((row["source"], row["code"], row["reason"]))
    tell(report)


def _bring(store: Store, report: IngestReport, source: str, found: Input, made: Made) -> None:
    code, reason = made.code, made.reason
    if not code:
        try:
            outcome = store.put(made.id, source, found.original, made.text, made.nquads, **how_read(found))
            getattr(report, outcome).append(made.id)
            return
        except RejectedInput as error:
            code, reason = error.code, str(error)
    reason = _named(reason, source, found)
    report.rejected.append((source, code, reason))
    if code not in _PASSING or "id" not in store.rows.get(source, {}):
        store.refuse(source, found.original, code, reason, **how_read(found))


def _named(reason: str, source: str, found: Input) -> str:
    """A reason that names the input as the store does, so that it is the same from wherever it was given."""
    for name, told in ((found.path, source.removesuffix(f"#{found.key}")), (found.source, source)):
        if reason.startswith(name):
            return told + reason[len(name) :]
    return reason
