"""Event codes of acts as event-data people write them: PLOVER category, quad class, CAMEO code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.export.plover import classes, plover_class
from kg.vocab import NS, VOC

_QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that the vocabulary gives each force and each class of act."""

    plover_of: Mapping[str, str]
    cameo_of: Mapping[str, str]

    def plover(self, act: Mapping[str, Any]) -> str:
        """The PLOVER category of an act in the exchange format, or nothing where PLOVER has none."""
        return plover_class(act, self.plover_of) or ""

    def cameo(self, act: Mapping[str, Any]) -> str:
        """The CAMEO code of its force, else of its class, or nothing."""
        return self.cameo_of.get(act["force"]) or self.cameo_of.get(act["class"], "")


def codes_of(dataset: Any) -> Codes:
    """The codes of a graph that holds the vocabulary."""
    import pyoxigraph as ox

    rows = dataset.quads_for_pattern(None, ox.NamedNode(NS + "cameoCode"), None, None)
    cameo = {q.subject.value.removeprefix(VOC + "force/").removeprefix(NS): q.object.value for q in rows}
    return Codes(classes(dataset), cameo)


def quad_class(plover: str) -> str:
    """1 verbal and 2 material cooperation, 3 verbal and 4 material conflict; nothing without a category."""
    return str(_QUAD.get(plover, ""))
