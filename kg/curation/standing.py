"""Which corrections are in force on a graph, which are stale and why, and how precise each rule was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.curation.corrections import Correction, keys
from kg.export.acts import acts
from kg.keys import evidence_key
from kg.vocab import NS, RELEASE


@dataclass(frozen=True, slots=True)
class Standing:
    """Statement IRI -> the correction in force on it; missed statements still anchored; stale ones with the reason."""

    in_force: dict[str, Correction] = field(default_factory=dict)
    added: tuple[Correction, ...] = ()
    stale: tuple[tuple[Correction, str], ...] = ()

    def rejected(self, statement: str) -> bool:
        """Whether a person found a reading wrong."""
        return statement in self.in_force and self.in_force[statement].verdict == "reject"

    def edits(self, statement: str) -> dict[str, str]:
        """What is right instead, by field."""
        told = self.in_force.get(statement)
        return dict(told.fields) if told and told.verdict == "edit" else {}


def digest_of(dataset: Any, release: str) -> str:
    """The digest of a release's text, or nothing where there is no such release."""
    import pyoxigraph as ox

    quads = dataset.quads_for_pattern(ox.NamedNode(RELEASE + release), ox.NamedNode(NS + "sha256"), None, None)
    return min((q.object.value for q in quads), default="")


def stand(dataset: Any, corrections: Iterable[Correction]) -> Standing:
    """Find what each correction speaks of; only the releases that are named in them are looked at."""
    told = tuple(corrections)
    digests = {release: digest_of(dataset, release) for release in sorted({c.release for c in told})}
    readings: dict[tuple[str, str], list[str]] = {}
    evidence: set[str] = set()
    for release, sha in digests.items():
        for act in acts(dataset, RELEASE + release, presupposed=True) if sha else ():
            found = keys(act, sha)
            evidence.add(found[1])
            readings.setdefault(found, []).append(act["id"])
    in_force: dict[str, Correction] = {}
    added: list[Correction] = []
    stale: list[tuple[Correction, str]] = []
    for correction in told:
        sha = digests[correction.release]
        if not sha:
            stale.append((correction, "its release is not in the store, or has another text"))
        elif correction.verdict == "add":
            start, end = map(int, correction.where.rpartition(":")[2].split("-"))
            fits = evidence_key(sha, start, end) == correction.evidence
            added += [correction] * fits
            stale += [] if fits else [(correction, "the text has changed")]
        elif here := readings.get((correction.meaning, correction.evidence)):
            in_force |= dict.fromkeys(here, correction)
        else:
            stale.append((correction, "read otherwise now" if correction.evidence in evidence else "nothing is read there now"))
    return Standing(in_force, tuple(added), tuple(stale))


def precision(corrections: Iterable[Correction]) -> dict[str, tuple[int, int]]:
    """Rule -> how many of its judged readings were accepted, and how many were judged; stale ones count as well."""
    right, judged = Counter[str](), Counter[str]()
    for correction in corrections:
        if correction.verdict != "add":
            judged[correction.rule] += 1
            right[correction.rule] += correction.verdict == "accept"
    return {rule: (right[rule], judged[rule]) for rule in sorted(judged)}
