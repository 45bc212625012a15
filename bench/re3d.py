"""Spans of persons, organisations, locations and nationalities in State Department texts (re3d), from the reader's mentions.

A gold span counts when its annotation was confirmed (confidence of one half and more); what was not confirmed counts neither
for nor against. A span of ours is right when it overlaps a gold span of its type, one to one, the longest overlap first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from figures import Figure, Result, digest, f1

from kg.extraction.places import venues
from kg.extraction.speakers import names_speakers
from kg.extraction.tree import Tree
from kg.ingest import run
from kg.model import Doc, Mention, Span, Token
from kg.nlp import parse
from kg.readers import read_text

TYPES = ("Person", "Organisation", "Location", "Nationality")
CONFIRMED = 0.5
Found = tuple[str, Span]


def measure(shared: Path, misses: int = 0) -> Result:
    """Read the 22 texts and compare spans type by type and all together."""
    folder = shared / "external" / "re3d" / "US State Department"
    gold: dict[str, list[tuple[Found, bool]]] = {}
    for row in _lines(folder / "entities.json"):
        if row["type"] in TYPES:
            found = (row["type"], Span(row["begin"], row["end"]))
            gold.setdefault(row["documentId"], []).append((found, row["confidence"] >= CONFIRMED))
    counts = {t: [0, 0, 0] for t in TYPES}
    notes: list[str] = []
    for row in _lines(folder / "documents.json"):
        doc = run(read_text(row["text"], f"{row['_id']}.txt", title=row["title"], issuer="USA"))
        wanted = gold.get(row["_id"], [])
        _count(doc, [f for f, sure in wanted if sure], [f for f, sure in wanted if not sure], counts, notes)
    figures = []
    for kind, (hits, predicted, wanted_) in {**counts, "all": [sum(c) for c in zip(*counts.values(), strict=True)]}.items():
        p, r, f = f1(hits, predicted, wanted_)
        figures.append(Figure(name=f"{kind}: F1", value=f, bar=0.75 if kind == "all" else None))
        notes.append(f"{kind}: P {p:.3f} R {r:.3f} F1 {f:.3f} gold {wanted_} ours {predicted}")
    shown = notes[-len(figures) :] + (notes[: -len(figures)][:misses] if misses else [])
    return Result(figures=tuple(figures), digest=digest([folder / "entities.json", folder / "documents.json"]), notes=tuple(shown))


def spans(doc: Doc) -> list[Found]:
    """The reader's persons, bodies, states and places as typed spans, longest first where they overlap.

    A state is a place after a preposition of place, else an actor. What only the name tagger sees fills gaps, and phrases
    whose head is a noun for persons or bodies ("the victims") count as actors without a name.
    """
    tree = Tree(doc)
    found = [(_kind(tree, m), m.span) for m in (*doc.references, *doc.mentions) if {e.kind for e in m.entities} != {"instrument"}]
    found += [(_TAGGED[m.entities[0].kind], m.span) for m in parse(doc).mentions if m.entities[0].kind in _TAGGED]
    found += [("Organisation", _phrase(tree, t)) for t in doc.tokens if t.pos == "NOUN" and names_speakers(t.text)]
    found += [("Location", _phrase(tree, t)) for t in doc.tokens if t.pos == "NOUN" and t.lemma.lower() in venues()]
    kept: list[Found] = []
    for kind, span in found:
        if not any(span.overlaps(k[1]) for k in kept):
            kept.append((kind, span))
    return sorted(kept, key=lambda f: f[1])


_TAGGED = {"person": "Person", "organization": "Organisation", "place": "Location"}
_WHERE = frozenset({"in", "from", "across", "throughout", "into", "near", "outside", "inside", "within", "around", "at"})


def _kind(tree: Tree, mention: Mention) -> str:
    kinds = {e.kind for e in mention.entities}
    token = next((t for t in tree.tokens if t.span.overlaps(mention.span) and t.span.end >= mention.span.end), None)
    if mention.form == "demonym":
        return "Organisation" if token and token.tag in ("NNS", "NNPS") else "Nationality"
    if kinds == {"person"}:
        return "Person"
    if "place" in kinds:
        return "Location"
    placed = token is not None and any(tree.case(t) in _WHERE for t in (token, tree.head(token)) if mention.span.overlaps(t.span) or t is token)
    return "Location" if kinds == {"state"} and placed else "Organisation"


def _phrase(tree: Tree, head: Token) -> Span:
    """A noun with what stands before it in its phrase."""
    first = min(t.index for t in (head, *tree.children(head, "det", "amod", "compound", "nummod", "nmod:poss")) if t.index <= head.index)
    return Span(tree.tokens[first].span.start, head.span.end)


def _count(doc: Doc, sure: list[Found], doubted: list[Found], counts: dict[str, list[int]], notes: list[str]) -> None:
    ours = spans(doc)
    pairs = _pairs(sure, ours)
    taken = {j for _, j in pairs}
    for kind, _ in sure:
        counts[kind][2] += 1
    for i, j in pairs:
        assert sure[i][0] == ours[j][0]
        counts[sure[i][0]][0] += 1
    # What only overlaps an annotation that was not confirmed is left out.
    void = {j for j, f in enumerate(ours) if j not in taken and any(f[1].overlaps(d[1]) for d in doubted)}
    for j, (kind, span) in enumerate(ours):
        counts[kind][1] += j not in void
        if j not in taken and j not in void:
            notes.append(f"extra {kind} {span.of(doc.text)!r}")
    met = {i for i, _ in pairs}
    notes += [f"missed {kind} {span.of(doc.text)!r}" for i, (kind, span) in enumerate(sure) if i not in met]


def _pairs(gold: list[Found], ours: list[Found]) -> list[tuple[int, int]]:
    def common(a: Span, b: Span) -> int:
        return min(a.end, b.end) - max(a.start, b.start)

    ranked = sorted(
        ((-common(g[1], o[1]), i, j) for i, g in enumerate(gold) for j, o in enumerate(ours) if g[0] == o[0] and g[1].overlaps(o[1])),
    )
    used_g: set[int] = set()
    used_o: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in used_g and j not in used_o:
            used_g.add(i)
            used_o.add(j)
            pairs.append((i, j))
    return pairs


def _lines(path: Path) -> Iterable[dict]:  # type: ignore[type-arg]
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
