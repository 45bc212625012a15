"""The PLOVER class of an act: the code of its force, bent by what is only planned, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.vocab import NS, VOC

_COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_AHEAD = frozenset({"planned", "proposed", "conditional", "considered"})


def classes(dataset: Any) -> dict[str, str]:
    """The PLOVER class that the vocabulary gives each force, by the slug of the force; modes are left out."""
    import pyoxigraph as ox

    force = VOC + "force/"
    rows = dataset.quads_for_pattern(None, ox.NamedNode(NS + "ploverCode"), None, None)
    return {q.subject.value.removeprefix(force): q.object.value.partition(":")[0] for q in rows if q.subject.value.startswith(force)}


def plover_class(act: Mapping[str, Any], codes: Mapping[str, str]) -> str | None:
    """The PLOVER class of an act in the exchange format; None where PLOVER has none, as for a bare position.

    Encounters are consultations. To say that one will do what is cooperative is to agree; to refuse it, or to deny it, to
    reject.
    """
    code = "CONSULT" if act["family"] == "meet" else codes.get(act["force"])
    if code in _COOPERATIVE and (act["status"] == "denied" or act["polarity"] == "neg"):
        return "REJECT"
    if code in _COOPERATIVE and act["status"] in _AHEAD:
        return "AGREE"
    return code
