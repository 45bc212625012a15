"""Development gold: the acts of annotated releases, both halves and every publisher, by the shared scorer."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from figures import Figure, Result, digest, load

from kg.export.acts import acts
from kg.ingest import dataset_of, run
from kg.model import Doc
from kg.readers import read_text

BARS = {"found": 0.85, "found+family": 0.78, "whole act right": 0.60}
SLOTS = {"parties exact": ("by_party", 0.88), "status exact": ("status", 0.90), "date exact": ("date", 0.74),
         "place exact": ("place", None), "addressees exact": ("to_party", None), "content exact": ("content", None)}  # fmt: skip
LEAST_ACTS = 15  # publishers with fewer acts have no bar of their own


@cache
def documents(shared: Path) -> dict[str, dict[str, Any]]:
    """The annotated documents by name, each with its ``text``."""
    found = {}
    for path in sorted((shared / "evaluation" / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        head, _, body = (shared / "corpus" / "dev" / f"{path.stem}.txt").read_text(encoding="utf-8").partition("\n\n")
        found[path.stem] = {**gold, "text": body if head.startswith("SOURCE:") else f"{head}\n\n{body}"}
    return found


@cache
def docs(shared: Path) -> dict[str, Doc]:
    """Each annotated document as the reader reads it, given its publisher and date."""
    rows = documents(shared).items()
    return {n: run(read_text(g["text"], f"{n}.txt", publisher=g["publisher"], published=g["date"])) for n, g in rows}


@cache
def readings(shared: Path) -> dict[str, list[dict[str, Any]]]:
    """The acts of each annotated document, in the exchange format."""
    return {name: acts(dataset_of([doc])) for name, doc in docs(shared).items()}


def measure(shared: Path, misses: int = 0) -> Result:
    """Score all documents, each half and each publisher; misses are told of the even half only."""
    gold, predicted = documents(shared), readings(shared)
    scorer = load(shared / "evaluation" / "score.py")
    texts = {name: row["text"] for name, row in gold.items()}

    def score(part: dict[str, Any], shown: int = 0) -> dict[str, Any]:
        scored: dict[str, Any] = scorer.score(part, predicted, texts, shown)
        return scored

    halves = {
        "odd": score({k: v for k, v in gold.items() if int(k) % 2}),
        "even": score({k: v for k, v in gold.items() if not int(k) % 2}, misses),
        "all": score(gold),
    }
    figures: list[Figure] = []
    for half, scored in halves.items():
        # The odd half is not read for misses, so its figures are those that count.
        figures += [Figure(name=f"{half}: {k} F1", value=scored[k]["f1"], bar=b if half != "even" else None) for k, b in BARS.items()]
        figures += [Figure(name=f"{half}: agree precision", value=scored["per family"]["agree"]["p"], bar=0.87 if half != "even" else None)]
        slots = scored["slots of matched acts"]
        figures += [Figure(name=f"{half}: {n}", value=slots[k]["exact"], bar=b if half != "even" else None) for n, (k, b) in SLOTS.items()]
    figures.append(Figure(name="all: spans out of the text", value=halves["all"]["spans out of the text"], bar=0, at_most=True))
    for publisher in sorted({row["publisher"] for row in gold.values()}):
        scored = score({k: v for k, v in gold.items() if v["publisher"] == publisher})
        bar = 0.74 if scored["gold"] >= LEAST_ACTS else None
        figures.append(Figure(name=f"{publisher}: found F1", value=scored["found"]["f1"], bar=bar))
    families = tuple(f"{half} {family}: P {v['p']:.3f} R {v['r']:.3f} gold {v['gold']} predicted {v['pred']}"
                     for half in ("odd", "even") for family, v in halves[half]["per family"].items())  # fmt: skip
    files = [*(shared / "evaluation" / "gold").glob("*.json"), shared / "evaluation" / "score.py"]
    return Result(figures=tuple(figures), digest=digest(files), notes=(*families, *halves["even"].get("shown", ())))
