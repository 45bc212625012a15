"""Traps: what a careless system would assert of an annotated release and the release does not say. None may be asserted.

``bench/traps.json`` gives, under the digest of a text and the number of a trap in its gold, the acts that would assert it, as
patterns without words (names are offsets into the text). An act asserts a trap when it fits one of the trap's patterns in every key:
``family force status polarity place`` (one of), ``by to`` (all of these actors or parties among them), ``only`` (nobody else acts),
``beyond`` (a state that is none of these acts), ``more_than`` (so many act), ``name`` (the person named there acts), ``date`` (begins
so), ``near`` (the cue overlaps one of these stretches), ``about`` (the content does). ``holder`` and ``office`` ask for a person held to be in
just that office. A trap with an empty list says what no act can say. An act that is in the gold asserts no trap.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import gold
from figures import Figure, Result, digest, load

from kg.model import Doc

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
        theirs = [_plain({**a, "cue": a["trigger"]}, officials, scorer) for a in document["acts"]]
        for number in range(1, len(document["traps"]) + 1):
            total += 1
            wanted = known.get(str(number))
            checked += wanted is not None
            patterns_ = [p for p in wanted or () if "holder" not in p]
            # Where the gold itself has an act that fits, with these words, the text does say so.
            said = [a for a in theirs if any(fits(a, p, document["text"], scorer) for p in patterns_)]
            hits = [a for a in ours if any(fits(a, p, document["text"], scorer) for p in patterns_) and not _same(a, said, scorer)]
            held = any(_held(gold.docs(shared)[name], p, scorer) for p in wanted or () if "holder" in p)
            asserted += bool(hits or held)
            notes += [f"asserted {name} trap {number}: {a['family']} {a['status']} {a['rule']} at {a['cue']}" for a in hits]
    figures = (
        Figure(name="traps asserted", value=asserted, bar=0, at_most=True),
        Figure(name="traps without a pattern", value=total - checked, bar=0, at_most=True),
    )
    files = [*(shared / "evaluation" / "gold").glob("*.json")]
    return Result(figures=figures, digest=digest(files), notes=(f"{total} traps, {checked} with a pattern", *notes))


def _same(act: Row, said: list[Row], scorer: Any) -> bool:
    """Whether an act of ours is one of the gold's: of one family, with touching cue or content."""
    return any(
        a["family"] == act["family"] and (scorer.touches(a["cue"], act["cue"]) or scorer.overlap(a.get("content"), act["content"]) >= 0.5)
        for a in said
    )


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


def fits(act: Row, pattern: Row, text: str, scorer: Any) -> bool:
    """Whether an act would assert what a pattern describes; the gold's acts have a trigger where ours have a force."""
    if "force" in pattern and "force" not in act:
        word = text[slice(*act["cue"])].lower()
        pattern = {**pattern, "force": [None] if any(word.startswith(f[:4]) for f in pattern["force"]) else []}
    if any(act.get(k) not in pattern[k] for k in ("family", "force", "status", "polarity", "place") if k in pattern):
        return False
    return _acts(act, pattern, text, scorer) and all(
        _touches(act[slot], pattern[key], scorer) for key, slot in (("near", "cue"), ("about", "content")) if key in pattern
    ) and ("date" not in pattern or any(act["date"].startswith(d) for d in pattern["date"]))  # fmt: skip


def _touches(stretch: list[int] | None, near: list[list[int]], scorer: Any) -> bool:
    return stretch is not None and any(scorer.touches(stretch, n) for n in near)


def _acts(act: Row, pattern: Row, text: str, scorer: Any) -> bool:
    """Whether those who act, and towards whom, are those of the pattern."""
    for key, have in (("by", "parties"), ("to", "to_parties")):
        if not all(any(scorer.same_actor(w, a) for a in (*act[key], *act[have])) for w in pattern.get(key, ())):
            return False
    if "only" in pattern and not all(any(scorer.same_actor(w, a) for w in pattern["only"]) for a in act["parties"]):
        return False
    if "beyond" in pattern and all(a in pattern["beyond"] for a in act["parties"] if a.startswith("STATE:")):
        return False
    if "name" in pattern and not any(scorer.same_actor("PER:" + text[slice(*pattern["name"])], a) for a in act["by"]):
        return False
    return len(act["by"]) > pattern.get("more_than", -1)


def _held(doc: Doc, pattern: Row, scorer: Any) -> bool:
    name, office = (doc.text[slice(*pattern[k])] for k in ("holder", "office"))
    return any(scorer.same_name(name, h.holder.label) and h.office.lower() == office.lower() for h in doc.holdings)
