"""What a person should look at first, readings of rules found imprecise and readings ambiguous in themselves; and what was judged already."""

from __future__ import annotations

from typing import Any

from kg.chain import chains
from kg.curation.corrections import Correction
from kg.curation.readings import Readings
from kg.curation.standing import precision
from kg.query import Table, read_rows, values_of
from kg.vocab import NS, RELEASE

COLUMNS = ("reason", "rule", "said_by", "force", "content", "release", "statement")
JUDGED = ("verdict", "standing", "rule", "says", "words", "note", "release", "statement")
_LOW = 0.9
_COLUMNS = ("rule", "family", "force", "content", "basis", "party", "addressee", "addresseeBySetting", "reviewed")


def to_review(dataset: Any, corrections: tuple[Correction, ...] = (), release: str | None = None) -> Table:
    """The acts that need a look, worst first, each with every reason; what a person judged already is left out."""
    rates = precision(corrections)
    told = {name: dict(_column(dataset, name)) for name in _COLUMNS}
    within = f"{RELEASE}{release.rsplit('/', 1)[-1]}#" if release else ""
    found = []
    for act, rule in told["rule"].items():
        reasons = _reasons(act, rule, told, rates) if act.startswith(within) and act in told["family"] and act not in told["reviewed"] else []
        if reasons:
            right, of = rates.get(rule, (1, 1))
            found.append((right / of, -len(reasons), act, "; ".join(reasons)))
    said_by = chains(dataset, {act for _, _, act, _ in found})
    return Table(COLUMNS, tuple(_row(dataset, act, reason, said_by, told) for _, _, act, reason in sorted(found)))


def _row(dataset: Any, act: str, reason: str, said_by: dict[str, tuple[str, ...]], told: dict[str, dict[str, str]]) -> tuple[str, ...]:
    words = told["content"].get(act) or values_of(dataset, [act], "dip:inSentence/oa:exact")[act][0]
    return (reason, told["rule"][act], " > ".join(said_by.get(act, ("",))), told["force"][act].rsplit("/", 1)[-1], words, act.partition("#")[0], act)


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


def _column(dataset: Any, name: str) -> list[tuple[str, str]]:
    return [(node, value) for node, value in read_rows(dataset, f"SELECT ?s ?o {{ ?s <{NS}{name}> ?o }}")]


def _reasons(act: str, rule: str, told: dict[str, dict[str, str]], rates: dict[str, tuple[int, int]]) -> list[str]:
    right, of = rates.get(rule, (1, 1))
    basis = told["basis"].get(act, "explicit").rsplit("/", 1)[-1]
    checks = (
        (right / of < _LOW, f"the rule was right in {right} of {of}"),
        (act not in told["party"], "no party known"),
        (act in told["addresseeBySetting"], "addressee taken from the setting"),
        (basis != "explicit", basis),
        (told["family"][act] == "request" and act not in told["addressee"], "a request to nobody known"),
    )
    return [reason for holds, reason in checks if holds]
