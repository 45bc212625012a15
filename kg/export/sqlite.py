"""One SQLite file for datasette, R and SQL: releases, actors, acts with their sentences, who has which part, issues, and pairs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from kg.export.acts import Nodes, acts
from kg.export.codes import codes_of, quad_class
from kg.export.filings import FILING, filings
from kg.export.ties import EDGE, actor, days_of, line, said_by, sentence, side, ties
from kg.vocab import NS

_ACT = (
    "iri", "release", "class", "family", "force", "status", "polarity", "joint", "start", "end", "dated", "date", "plover", "quad_class", "cameo",
    "place", "condition", "said_by", "content", "sentence", "sentence_start", "sentence_end", "rule",
)  # fmt: skip
_SCHEMA = f"""
CREATE TABLE releases ({", ".join(FILING)}, PRIMARY KEY (iri)) WITHOUT ROWID;
CREATE TABLE actors (iri, label, kind, iso3, cow, acts_for REFERENCES actors (iri), PRIMARY KEY (iri)) WITHOUT ROWID;
CREATE TABLE acts ({", ".join(f'"{c}"' for c in _ACT)}, PRIMARY KEY (iri), FOREIGN KEY (release) REFERENCES releases (iri)) WITHOUT ROWID;
CREATE TABLE parts (act REFERENCES acts (iri), part, actor REFERENCES actors (iri), PRIMARY KEY (act, part, actor)) WITHOUT ROWID;
CREATE TABLE act_issues (act REFERENCES acts (iri), issue, PRIMARY KEY (act, issue)) WITHOUT ROWID;
CREATE TABLE pairs ({", ".join(f'"{c}"' for c in EDGE)}, PRIMARY KEY (id), FOREIGN KEY (source) REFERENCES actors (iri),
  FOREIGN KEY (target) REFERENCES actors (iri), FOREIGN KEY (statement) REFERENCES acts (iri)) WITHOUT ROWID;
CREATE INDEX acts_by_release ON acts (release);
CREATE INDEX parts_by_actor ON parts (actor);
CREATE INDEX issues_by_issue ON act_issues (issue);
CREATE INDEX pairs_by_source ON pairs (source);
CREATE INDEX pairs_by_target ON pairs (target);
"""


def as_sqlite(dataset: Any) -> bytes:
    """The file as bytes. ``acts`` holds denied and planned ones as well, told by ``class`` and ``status``; ``pairs`` does not."""
    nodes, codes = Nodes(dataset), codes_of(dataset)
    told, found = acts(dataset), ties(dataset)
    parts = sorted({p for act in told for p in _parts(act, nodes)})
    named = {iri for _, _, iri in parts} | {n["id"] for n in found.nodes}
    actors = sorted(named | {side(iri, nodes) for iri in named})
    tables: dict[str, Iterable[tuple[Any, ...]]] = {
        "releases": (tuple(f.values()) for f in filings(dataset)),
        "actors": (_actor(iri, nodes) for iri in actors),
        "acts": (_act(act, nodes, codes) for act in told),
        "parts": parts,
        "act_issues": sorted((act["id"], issue) for act in told for issue in act["issues"]),
        "pairs": (tuple(edge[c] or None for c in EDGE) for edge in found.edges),
    }
    with sqlite3.connect(":memory:") as base:
        base.executescript(_SCHEMA)
        for name, rows in tables.items():
            width = len(base.execute(f"SELECT * FROM {name}").description)
            base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * width)})", rows)
    raw = base.serialize()
    base.close()
    return raw


def _actor(iri: str, nodes: Nodes) -> tuple[str | None, ...]:
    told, of = actor(iri, nodes), side(iri, nodes)
    return (iri, *(told[c] or None for c in ("label", "kind", "iso3", "cow")), of if of != iri else None)


def _parts(act: Mapping[str, Any], nodes: Nodes) -> Iterable[tuple[str, str, str]]:
    for slot in ("agent", "party", "addressee"):
        yield from ((act["id"], slot, iri) for iri in nodes[act["id"]].get(NS + slot, ()))


def _act(act: Mapping[str, Any], nodes: Nodes, codes: Any) -> tuple[Any, ...]:
    start, end, dated = days_of(act, nodes)
    plover = codes.plover(act)
    more = {
        "iri": act["id"], "joint": int(act["joint"]), "start": start, "end": end, "dated": dated, "plover": plover, "quad_class": quad_class(plover),
        "cameo": codes.cameo(act), "said_by": said_by(act, nodes), "content": line(act["text"]), "sentence": sentence(act, nodes),
        "sentence_start": act["sentence"][0], "sentence_end": act["sentence"][1],
    }  # fmt: skip
    return tuple(None if value == "" else value for value in (more.get(c, act.get(c)) for c in _ACT))
