"""The whole corpus of releases: exceptions, the slowest release, coverage, and releases a second and core."""

from __future__ import annotations

import gzip
import json
import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from figures import Figure, Result, digest

from kg.errors import RejectedInput
from kg.ingest import run
from kg.readers import read_text


class Outcome(NamedTuple):
    """What became of one release; ``seconds`` are those of the processor, ``problem`` is the code of a rejection or the name of an exception."""

    id: str
    seconds: float
    problem: str = ""
    acts: int = 0
    read: int = 0
    bearing: int = 0
    reasons: tuple[tuple[str, int], ...] = ()


def measure(shared: Path, misses: int = 0) -> Result:
    """Read every release, two at a time."""
    path = shared / "corpus" / "releases.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    workers = min(2, os.cpu_count() or 1)
    with ProcessPoolExecutor(workers) as pool:
        outcomes = list(pool.map(_outcome, rows, chunksize=20))
    failed = [o for o in outcomes if o.problem and o.problem[0].isupper()]
    rejected = Counter(o.problem for o in outcomes if o.problem and o not in failed)
    read, bearing = sum(o.read for o in outcomes), sum(o.bearing for o in outcomes)
    slowest = max(outcomes, key=lambda o: o.seconds)
    reasons = Counter[str]()
    for outcome in outcomes:
        reasons.update(dict(outcome.reasons))
    # Seconds of the processor: a machine that is busy or asleep makes no release slow.
    figures = (
        Figure(name="exceptions", value=len(failed), bar=0, at_most=True),
        Figure(name="coverage", value=read / bearing if bearing else 0.0, bar=0.75),
        Figure(name="releases over 10 s", value=sum(o.seconds > 10 for o in outcomes), bar=0, at_most=True),
    )
    notes = [
        f"{len(outcomes)} releases, {sum(o.acts for o in outcomes)} acts, {read} of {bearing} sentences with an operative word gave one",
        f"{len(outcomes) / sum(o.seconds for o in outcomes):.1f} releases a second and core; slowest {slowest.seconds:.1f} s ({slowest.id})",
        f"machine: {os.cpu_count()} cores, {workers} at work, load {os.getloadavg()[0]:.1f}",
        "rejected: " + (", ".join(f"{code} {n}" for code, n in sorted(rejected.items())) or "none"),
        *(f"left unread: {reason}: {n}" for reason, n in reasons.most_common()),
        *(f"failed: {o.id}: {o.problem}" for o in failed[: misses or 5]),
    ]
    return Result(figures=figures, digest=digest([path]), notes=tuple(notes))


def _outcome(row: dict[str, Any]) -> Outcome:
    started = time.process_time()
    name = str(row["id"])
    given = {"title": row.get("title"), "publisher": row.get("publisher"), "published": row.get("date")}
    try:
        doc = run(read_text(row["text"], name, **given))
    except RejectedInput as error:
        return Outcome(name, time.process_time() - started, error.code)
    except Exception as error:  # the measure is that there are none
        return Outcome(name, time.process_time() - started, type(error).__name__)
    reasons = Counter(u.reason for u in doc.unread)
    return Outcome(name, time.process_time() - started, "", len(doc.acts), *doc.coverage(), tuple(sorted(reasons.items())))
