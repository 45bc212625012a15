"""Traps: what a careless system would assert of an annotated release and the release does not say. None may be asserted.

``bench/traps.json`` gives, under the digest of a text and the number of a trap in its gold, the acts that would assert it, as
patterns without words: ``family``, ``force``, ``status``, ``polarity`` (one of), ``by`` and ``to`` (all of these actors among
them), ``only`` (nobody else), ``parties`` (all of these), ``date`` (starts with), ``near`` (cue, or content where ``over`` is
"content", overlaps one of these stretches). An act asserts a trap when it fits one of the trap's patterns in every key; acts that
are reported, planned or denied fit only where ``status`` says so. A pattern that the gold itself fits would be a mistake and is told.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import gold
from figures import Figure, Result, digest, load

PATTERNS = Path(__file__).with_name("traps.json")
Row = dict[str, Any]


def measure(shared: Path, misses: int = 0) -> Result:
    """Count the traps that some act of ours asserts; those without a pattern count as unchecked."""
    scorer = load(shared / "evaluation" / "score.py")
    patterns = json.loads(PATTERNS.read_text(encoding="utf-8"))
    asserted, checked, total, notes = 0, 0, 0, []
    for name, document in gold.documents(shared).items():
        officials = {o["name"]: o["for"] for o in document.get("officials", [])}
        known = patterns.get(hashlib.sha256(document["text"].encode()).hexdigest(), {})
        ours = [_plain(a, officials, scorer) for a in gold.readings(shared)[name]]
        theirs = [_plain({**a, "cue": a["trigger"], "force": None}, officials, scorer) for a in document["acts"]]
        for number in range(1, len(document["traps"]) + 1):
            total += 1
            wanted = known.get(str(number))
            checked += wanted is not None
            hits = [a for a in ours if any(fits(a, p, scorer) for p in wanted or ())]
            asserted += bool(hits)
            notes += [f"asserted {name} trap {number}: {a['family']} {a['status']} {a['rule']} at {a['cue']}" for a in hits]
            if any(fits(a, p, scorer) for a in theirs for p in wanted or ()):
                notes.append(f"pattern too wide: {name} trap {number} fits the gold")
    figures = (
        Figure(name="traps asserted", value=asserted, bar=0, at_most=True),
        Figure(name="traps without a pattern", value=total - checked, bar=0, at_most=True),
    )
    files = [*(shared / "evaluation" / "gold").glob("*.json")]
    return Result(figures=figures, digest=digest(files), notes=(f"{total} traps, {checked} with a pattern", *notes))


def _plain(act: Row, officials: dict[str, str], scorer: Any) -> Row:
    """An act with its actors as keys, and the parties that these stand for."""
    by, to = ([scorer.actor_key(a) for a in act.get(k, [])] for k in ("by", "to"))
    date = act.get("date")
    return {
        **act,
        "rule": act.get("rule"),
        "by": by,
        "to": to,
        "parties": scorer.to_parties(by, officials),
        "to_parties": scorer.to_parties(to, officials),
        "date": "/".join(date) if isinstance(date, list) else date or "",
    }


def fits(act: Row, pattern: Row, scorer: Any) -> bool:
    """Whether an act would assert what a pattern describes."""
    for key in ("family", "force", "status", "polarity"):
        if key in pattern and act.get(key) not in pattern[key]:
            return False
    for key, have in (("by", "parties"), ("to", "to_parties")):
        if not all(any(scorer.same_actor(w, a) for a in (*act[key], *act[have])) for w in pattern.get(key, ())):
            return False
    if "only" in pattern and not all(any(scorer.same_actor(w, a) for w in pattern["only"]) for a in act["parties"]):
        return False
    if "date" in pattern and not any(act["date"].startswith(d) for d in pattern["date"]):
        return False
    if "place" in pattern and act.get("place") not in pattern["place"]:
        return False
    stretch = act["content"] if pattern.get("over") == "content" else act["cue"]
    return "near" not in pattern or (stretch is not None and any(scorer.touches(stretch, near) for near in pattern["near"]))
