"""The PLOVER class of an act: the code of its force, bent by what is only planned, or refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.vocab import NS, VOC

# The deed that is undertaken: the first word after "to" or "will", else the first word.
_DEED = re.compile(r"^(?:.*?\b(?:to|will|would|shall) )?(\w+)")
_HARM = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})
_COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_AHEAD = frozenset({"planned", "proposed", "conditional", "considered"})


def classes(dataset: Any) -> dict[str, str]:
    """The PLOVER class that the vocabulary gives each force, by its slug, and each class of act, by its name; modes are left out."""
    import pyoxigraph as ox

    rows = dataset.quads_for_pattern(None, ox.NamedNode(NS + "ploverCode"), None, None)
    return {
        q.subject.value.removeprefix(space): q.object.value.partition(":")[0]
        for q in rows
        for space in (VOC + "force/", NS)
        if q.subject.value.startswith(space)
    }


def plover_class(act: Mapping[str, Any], codes: Mapping[str, str]) -> str | None:
    """The PLOVER class of an act in the exchange format; None where PLOVER has none, as for a bare position.

    To say that one will do what harms another is to threaten. Encounters are consultations. To say that one will do what is cooperative is to agree; to refuse it, or to deny it, to
    reject.
    """
    pledged = act["family"] in ("pledge", "agree") and act["polarity"] == "pos"
    if pledged and ((act.get("condition") or "").lower().startswith("unless") or _harms(act.get("text") or "", codes)):
        return "THREATEN"
    told = codes.get(act["force"])
    code = "CONSULT" if act["family"] == "meet" and act["force"] != "summon" else told or codes.get(act["class"])
    if act["status"] == "denied" or act["polarity"] == "neg":
        return "REJECT" if code in _COOPERATIVE or (code is None and act["family"] in ("do", "pledge", "agree", "state")) else code
    if code in _COOPERATIVE and act["status"] in _AHEAD:
        return "AGREE"
    return code


def _harms(content: str, codes: Mapping[str, str]) -> bool:
    """Whether what is undertaken is a deed that the vocabulary calls harmful: to impose, to boycott, to expel."""
    found = _DEED.search(content)
    return found is not None and codes.get(found[1].lower()) in _HARM
