"""Which corrections are in force on a graph, which are stale and why, and how precise each rule was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.curation.corrections import ADDED, Correction, keys
from kg.export.acts import acts
from kg.keys import evidence_key
from kg.vocab import NS, RELEASE


@dataclass(frozen=True, slots=True)
class Standing:
    """Statement IRI -> the correction in force on it, or by which it was added; stale ones with the reason."""

    in_force: dict[str, Correction] = field(default_factory=dict)
    added: dict[str, Correction] = field(default_factory=dict)
    stale: tuple[tuple[Correction, str], ...] = ()

    def verdict(self, statement: str) -> Correction | None:
        """What a person says of a statement, or that a person added it."""
        return self.in_force.get(statement) or self.added.get(statement)

    def __or__(self, other: Standing) -> Standing:
        return Standing(self.in_force | other.in_force, self.added | other.added, self.stale + other.stale)


def digest_of(dataset: Any, release: str) -> str:
    """The digest of a release's text, or nothing where there is no such release."""
    import pyoxigraph as ox

    quads = dataset.quads_for_pattern(ox.NamedNode(RELEASE + release), ox.NamedNode(NS + "sha256"), None, None)
    return min((q.object.value for q in quads), default="")


def stand(dataset: Any, release: str, corrections: Iterable[Correction]) -> Standing:
    """Find what each correction of a release speaks of, in its graph as it was read."""
    sha = digest_of(dataset, release)
    readings: dict[tuple[str, str], list[str]] = {}
    for act in acts(dataset, RELEASE + release, presupposed=True):
        readings.setdefault(keys(act, sha), []).append(act["id"])
    evidence = {found[1] for found in readings}
    in_force: dict[str, Correction] = {}
    added: dict[str, Correction] = {}
    stale: list[tuple[Correction, str]] = []
    for told in corrections:
        if told.rule == ADDED and told.verdict != "add":
            continue  # an addition that was taken back
        if told.verdict == "add" and evidence_key(sha, *told.offsets) == told.evidence:
            added[told.node] = told
        elif here := readings.get((told.meaning, told.evidence)):
            in_force |= dict.fromkeys(here, told)
        elif told.verdict == "add":
            stale.append((told, "the text has changed"))
        else:
            stale.append((told, "read otherwise now" if told.evidence in evidence else "nothing is read there now"))
    return Standing(in_force, added, tuple(stale))


def precision(corrections: Iterable[Correction]) -> dict[str, tuple[int, int]]:
    """Rule -> how many of its judged readings were accepted, and how many were judged; stale ones count as well."""
    right, judged = Counter[str](), Counter[str]()
    for correction in corrections:
        if correction.rule not in (ADDED, "-"):
            judged[correction.rule] += 1
            right[correction.rule] += correction.verdict == "accept"
    return {rule: (right[rule], judged[rule]) for rule in sorted(judged)}
