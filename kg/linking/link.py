"""A link between two nodes with its reason, and the links graph as sorted N-Quads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from kg.vocab import GRAPH, ID, NS, RDF, VOC, XSD

LINKS = GRAPH + "links"


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """``one`` stands to ``other`` as ``kind`` says, a property of the ontology; by which rule, how surely, and why."""

    kind: str
    one: str
    other: str
    rule: str
    score: float
    because: str


def as_nquads(links: Iterable[Link], occasions: Iterable[tuple[str, ...]], levels: dict[str, str], names: Iterable[tuple[str, str]]) -> bytes:
    """The links graph: each link as a triple and as a node with its reason, each occasion with its accounts, ranks and names."""
    lines: set[str] = set()
    for link in links:
        lines.add(_line(link.one, NS + link.kind, f"<{link.other}>"))
        node = f"{ID}link/{_digest(link.kind, link.one, link.other)}"
        lines |= {
            _line(node, RDF + "type", f"<{NS}Link>"),
            _line(node, NS + "linkKind", json.dumps(link.kind)),
            _line(node, NS + "linkFrom", f"<{link.one}>"),
            _line(node, NS + "linkTo", f"<{link.other}>"),
            _line(node, NS + "rule", json.dumps(link.rule)),
            _line(node, NS + "score", f'"{link.score:.2f}"^^<{XSD}decimal>'),
            _line(node, NS + "because", json.dumps(link.because, ensure_ascii=False)),
        }
    for accounts in occasions:
        node = f"{ID}occasion/{_digest(*accounts[:1])}"
        lines.add(_line(node, RDF + "type", f"<{NS}Occasion>"))
        lines |= {_line(node, NS + "account", f"<{event}>") for event in accounts}
    lines |= {_line(event, NS + "level", f"<{VOC}level/{level}>") for event, level in levels.items()}
    lines |= {_line(sentence, NS + "usesName", f"<{naming}>") for sentence, naming in names}
    return "".join(sorted(lines)).encode()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _line(subject: str, predicate: str, term: str) -> str:
    return f"<{subject}> <{predicate}> {term} <{LINKS}> .\n"
