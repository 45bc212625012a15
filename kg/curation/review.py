"""What a person should look at first: readings of rules found imprecise, then readings that are ambiguous in themselves."""

from __future__ import annotations

from typing import Any

from kg.chain import chains
from kg.curation.corrections import Correction
from kg.curation.standing import precision, stand
from kg.export.acts import acts
from kg.query import Table
from kg.vocab import NS, RELEASE

COLUMNS = ("reason", "rule", "said_by", "force", "content", "release", "statement")
_LOW = 0.9


def to_review(dataset: Any, corrections: tuple[Correction, ...], release: str | None = None) -> Table:
    """The acts that need a look, worst first, each with every reason; what a person judged already is left out."""
    rates, judged, told = precision(corrections), stand(dataset, corrections).in_force, chains(dataset)
    by_setting = _by_setting(dataset)
    rows = []
    for act in acts(dataset, release and RELEASE + release.rsplit("/", 1)[-1], presupposed=True):
        reasons = _reasons(act, rates, by_setting)
        if reasons and act["id"] not in judged:
            right, of = rates.get(act["rule"], (1, 1))
            row = ("; ".join(reasons), act["rule"], " > ".join(told.get(act["id"], ("",))), act["force"], act["text"], act["release"], act["id"])
            rows.append((right / of, -len(reasons), row))
    return Table(COLUMNS, tuple(row for _, _, row in sorted(rows, key=lambda r: (r[0], r[1], r[2][-1]))))


def _by_setting(dataset: Any) -> set[str]:
    import pyoxigraph as ox

    return {q.subject.value for q in dataset.quads_for_pattern(None, ox.NamedNode(NS + "addresseeBySetting"), None, None)}


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
