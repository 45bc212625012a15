"""What a person should look at first, readings of rules found imprecise and readings ambiguous in themselves; and what was judged already."""

from __future__ import annotations

from typing import Any

from kg.chain import chains
from kg.curation.corrections import Correction
from kg.curation.readings import Readings
from kg.curation.standing import precision
from kg.export.acts import acts
from kg.query import Table
from kg.vocab import NS, RELEASE

COLUMNS = ("reason", "rule", "said_by", "force", "content", "release", "statement")
JUDGED = ("verdict", "standing", "rule", "says", "words", "note", "release", "statement")
_LOW = 0.9


def to_review(dataset: Any, corrections: tuple[Correction, ...] = (), release: str | None = None) -> Table:
    """The acts that need a look, worst first, each with every reason; what a person judged already is left out."""
    rates, told = precision(corrections), chains(dataset)
    by_setting, done = (_having(dataset, name) for name in ("addresseeBySetting", "reviewed"))
    rows = []
    for act in acts(dataset, release and RELEASE + release.rsplit("/", 1)[-1], presupposed=True):
        reasons = _reasons(act, rates, by_setting)
        if reasons and act["id"] not in done:
            right, of = rates.get(act["rule"], (1, 1))
            row = ("; ".join(reasons), act["rule"], " > ".join(told.get(act["id"], ("",))), act["force"], act["text"], act["release"], act["id"])
            rows.append((right / of, -len(reasons), row))
    return Table(COLUMNS, tuple(row for _, _, row in sorted(rows, key=lambda r: (r[0], r[1], r[2][-1]))))


def judged(readings: Readings, release: str | None = None, *, stale: bool = False) -> Table:
    """Every correction, or those no longer in force: the verdict, how it stands, and the words it is about, as they stand in the text."""
    standing = readings.standing
    why = {id(told): reason for told, reason in standing.stale}
    nodes = {id(told): node for node, told in (standing.in_force | standing.added).items()}
    rows = []
    for told in readings.corrections:
        if (release and told.release != release.rsplit("/", 1)[-1]) or (stale and id(told) not in why):
            continue
        how = why.get(id(told)) or ("in force" if id(told) in nodes else "taken back")
        says = "; ".join(f"{name}={value}" for name, value in told.fields)
        rows.append((told.verdict, how, told.rule, says or None, readings.words(told), told.note or None, told.release, nodes.get(id(told), told.where)))
    return Table(JUDGED, tuple(rows))


def _having(dataset: Any, name: str) -> set[str]:
    import pyoxigraph as ox

    return {q.subject.value for q in dataset.quads_for_pattern(None, ox.NamedNode(NS + name), None, None)}


def _reasons(act: dict[str, Any], rates: dict[str, tuple[int, int]], by_setting: set[str]) -> list[str]:
    right, of = rates.get(act["rule"], (1, 1))
    checks = (
        (right / of < _LOW, f"the rule was right in {right} of {of}"),
        (not act["parties"], "no party known"),
        (act["id"] in by_setting, "addressee taken from the setting"),
        (act["basis"] != "explicit", act["basis"]),
        (act["family"] == "request" and not act["to"], "a request to nobody known"),
    )
    return [reason for holds, reason in checks if holds]
