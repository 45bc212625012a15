"""What an act does to an instrument it names: signs it, ratifies it, brings it into force, or cites it."""

from __future__ import annotations

from kg.linking.acts import Memory, Row
from kg.linking.link import Link

_STAGES = {
    "sign": "signs", "initial": "signs", "ink": "signs", "conclude": "signs",
    "ratify": "ratifies", "approve": "ratifies", "accede": "ratifies", "deposit": "ratifies", "enact": "ratifies",
    "enter-into-force": "bringsIntoForce",
}  # fmt: skip


def stages(memory: Memory) -> list[Link]:
    """A link from each act that names an instrument to that instrument; what is not done yet only cites it, a headline adds nothing."""
    found = []
    for act in memory.acts:
        if act.restates:
            continue
        for instrument in sorted(a for a in act.about if "/id/instrument/" in a):
            kind = _stage(act)
            because = f"cue: {act.cue}; status: {act.status}"
            found.append(Link(kind, act.node, instrument, f"instrument.{kind}", 1.0, because))
    return found


def _stage(act: Row) -> str:
    done = act.status in ("actual", "past") and act.kind in ("Commitment", "Measure") and not act.negated
    return _STAGES.get(act.force, "cites") if done else "cites"
