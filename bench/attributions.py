"""Attributions: source, cue and content in annotated news (PolNeAR's layout), by the shared scorer, from raw text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import Figure, Result, digest

from kg.attribution import as_row, attributions
from kg.errors import RejectedInput
from kg.nlp import parse
from kg.readers import read_text


def measure(shared: Path, misses: int = 0) -> Result:
    """Read every text of the development part and score what it gives."""
    folder, scorer = shared / "external" / "polnear" / "dev", shared / "evaluation" / "score_attributions.py"
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / "attributions.jsonl"
        out.write_text("".join(_rows(path) for path in sorted((folder / "text").glob("*.txt"))), encoding="utf-8")
        command = [sys.executable, str(scorer), "--polnear", str(folder), "--attributions", str(out)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {m[1].strip(): [float(x) for x in m.groups()[1:]] for m in re.finditer(r"(?m)^([a-z +]+?) +P (\S+) +R (\S+) +F1 (\S+)", told)}
    precision, _, score = found["content + source"]
    figures = (
        Figure(name="content+source F1", value=score, bar=0.54),
        Figure(name="content+source precision", value=precision, bar=0.65),
        Figure(name="content F1", value=found["content"][2]),
    )
    return Result(figures=figures, digest=digest([*(folder / "attributions").glob("*.ann"), scorer]), notes=tuple(told.splitlines()))


def _rows(path: Path) -> str:
    """The attributions of one text as JSON Lines; none where the text is refused."""
    try:
        doc = parse(read_text(path.read_text(encoding="utf-8"), path.name))
    except RejectedInput:
        return ""
    return "".join(json.dumps(as_row(row, path.stem), ensure_ascii=False) + "\n" for row in attributions(doc) if row.depth == 0)
