"""WebAnno TSV 3.3 for INCEpTION: the text of each release with its acts as spans that experts can correct."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kg.export.acts import Nodes, acts
from kg.export.filings import filings
from kg.vocab import NS

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
LAYER = "webanno.custom.Act"
FEATURES = ("class", "family", "force", "status", "polarity", "stance", "by", "to", "rule", "statement")
_ESCAPED = {"\\": "\\\\", "[": "\\[", "]": "\\]", "|": "\\|", "_": "\\_", "->": "\\->", ";": "\\;", "\t": "\\t", "\n": "\\n", "*": "\\*"}
_SPECIAL = re.compile(r"->|[\\\[\]|_;\t\n*]")


def as_webanno(dataset: Any, *, text: Callable[[str], str]) -> dict[str, bytes]:
    """A file a release; an act covers its content, or its cue where it has none. ``text`` gives the text of a release."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for act in acts(dataset):
        found[act["document"]].append(act)
    return {f"{f['id']}.tsv": document(dataset, text(f["id"]), found[f["id"]]).encode() for f in filings(dataset)}


def document(dataset: Any, text: str, told: list[dict[str, Any]]) -> str:
    """The file of one release with its acts; each bears its name and what state of the release it is of, so that it is known again."""
    nodes = Nodes(dataset)
    state = hashlib.sha256("\n".join(f"{a}" for a in told).encode()).hexdigest()[:8]
    more = ({"stance": nodes[a["id"]].get(NS + "stance", [""])[0].rsplit("/", 1)[-1], "statement": f"{a['id'].rpartition('#')[2]}@{state}"} for a in told)
    return _document(text, [{**act, **also} for act, also in zip(told, more, strict=True)])


def _document(text: str, told: Iterable[Mapping[str, Any]]) -> str:
    spans = sorted((a, b, act["id"], act) for act in told for a, b in (act["content_parts"] or [act["cue"]]))
    out = ["#FORMAT=WebAnno TSV 3.3\n", f"#T_SP={LAYER}|{'|'.join(FEATURES)}\n", "\n"]
    number = {(a, b, iri): n for n, (a, b, iri, _) in enumerate(spans, start=1)}
    double = [at for at, c in enumerate(text) if c > "\uffff"]
    for count, (start, end) in enumerate(_paragraphs(text), start=1):
        out.append(f"\n#Text={_line(text[start:end])}\n")
        for at, token in enumerate(_TOKEN.finditer(text, start, end), start=1):
            here = [s for s in spans if s[0] < token.end() and s[1] > token.start()]
            cells = ["|".join(f"{_cell(act, f)}[{number[a, b, iri]}]" for a, b, iri, act in here) or "_" for f in FEATURES]
            row = [f"{count}-{at}", f"{_units(double, token.start())}-{_units(double, token.end())}", token[0], *cells]
            out.append("\t".join(row) + "\t\n")
    return "".join(out)


def _paragraphs(text: str) -> Iterable[tuple[int, int]]:
    """The lines of a text that hold a word; WebAnno takes each for a sentence."""
    return [m.span() for m in re.finditer(r"[^\n]+", text) if m[0].strip()]


def _units(double: Sequence[int], at: int) -> int:
    """An offset as Java counts: characters beyond the first plane are two."""
    return at + bisect_left(double, at)


def _cell(act: Mapping[str, Any], feature: str) -> str:
    value = " + ".join(a["name"] for a in act[feature]) if feature in ("by", "to") else str(act[feature] or "")
    return _SPECIAL.sub(lambda m: _ESCAPED[m[0]], value) or "*"


def _line(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r")
