"""The page of a thing: an actor, a pair, an issue, a statement or event, or any other node with what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from shlex import quote
from typing import Any

from kg.export.acts import Nodes
from kg.server.desk import Desk
from kg.server.pages.lists import act_page, act_rows
from kg.server.pages.page import How, Missing, Page, acts_query
from kg.views import Catalogue, Entry, iri_of
from kg.views.catalogue import local
from kg.vocab import ID, NS, RDF, RELEASE, VOC

Params = Mapping[str, str]


def _kept_family(entries: list[Entry], params: Params) -> list[Entry]:
    family = params.get("family", "")
    return [e for e in reversed(entries) if not family or e.family == family]


def _summary(desk: Desk, entries: list[Entry], *nodes: str) -> dict[str, Any]:
    """What stands at the head of the page of an actor, pair or issue."""
    return dict(desk.kept(("summary", *nodes), lambda: _summed_up(desk.catalogue, nodes[0], entries)))


def _summed_up(c: Catalogue, actor: str, entries: list[Entry]) -> dict[str, Any]:
    return {
        "families": c.families(entries),
        "partners": [(n, c.label(n), k) for n, k in c.counterparts(actor, entries)[:12]],
        "issues": [(n, c.label(n), k) for n, k in c.issues(entries)[:12]],
        "days": (entries[0].day, entries[-1].day) if entries else ("", ""),
        "releases": len({e.release for e in entries}),
    }


def _family_condition(params: Params, families: list[tuple[str, int]]) -> list[str]:
    family = params.get("family", "")
    return [f'?statement dip:family "{family}" .'] if family in dict(families) else []


def actor(desk: Desk, params: Params, iri: str) -> Page:
    """What an actor did and said, with whom, and on what."""
    c = desk.catalogue
    entries = c.by_actor[iri]
    values = _summary(desk, entries, iri)
    people = sorted({n for n, side in c.represents.items() if side == iri and n in c.by_actor and c.kinds.get(n) == "Person"},
                    key=lambda n: (-len(c.by_actor[n]), c.label(n)))  # fmt: skip
    name = local(iri)
    how = How(acts_query(f"@<{iri}>", *_family_condition(params, values["families"])), f'graph.ask("said", party={name!r})', f"kg ask said --party {quote(name)}")
    values |= {"node": iri, "kind": c.kinds.get(iri, "actor"), "side": c.side(iri), "people": [(n, c.label(n), len(c.by_actor[n])) for n in people[:12]]}
    shown = [e.iri for e in _kept_family(entries, params)]
    return act_page(desk, "actor.html", c.label(iri), shown, params, how, family=params.get("family", ""), **values)


def pair(desk: Desk, params: Params, one: str, other: str) -> Page:
    """What two actors did together or to each other."""
    c = desk.catalogue
    nodes = [ID + n for n in (one, other)]
    if any(n not in c.by_actor for n in nodes) or nodes[0] == nodes[1]:
        raise Missing("No act names both.")
    entries = c.pair(*nodes)
    values = _summary(desk, entries, *nodes)
    values["partners"] = [row for row in values["partners"] if row[0] != nodes[1]]
    codes = [local(n) for n in nodes]
    conditions = (f"@<{nodes[0]}>", f"@<{nodes[1]}>", *_family_condition(params, values["families"]))
    how = How(acts_query(*conditions), f'graph.ask("said", party={codes[0]!r}, **{{"with": {codes[1]!r}}})', f"kg ask said --party {quote(codes[0])} --with {quote(codes[1])}")
    title = " and ".join(c.label(n) for n in nodes)
    shown = [e.iri for e in _kept_family(entries, params)]
    return act_page(desk, "pair.html", title, shown, params, how, nodes=nodes, labels=[c.label(n) for n in nodes], family=params.get("family", ""), **values)


def issue(desk: Desk, params: Params, slug: str) -> Page:
    """Who said what on an issue or a narrower one."""
    c, iri = desk.catalogue, f"{VOC}issue/{slug}"
    if c.kinds.get(iri) != "Issue":
        raise Missing("There is no such issue.")
    entries = c.by_issue.get(iri, [])
    values = _summary(desk, entries, iri)
    values["issues"] = [row for row in values["issues"] if row[0] != iri]
    narrower = sorted((n for n, above in c.broader.items() if above == iri and n in c.by_issue), key=lambda n: c.label(n))
    condition = f"?statement dip:issue/skos:broader* <{iri}> ."
    how = How(acts_query(condition, *_family_condition(params, values["families"])), f'graph.ask("said", issue={local(iri)!r})', f"kg ask said --issue {local(iri)}")
    values |= {"node": iri, "broader": c.broader.get(iri, ""), "narrower": [(n, c.label(n), len(c.by_issue[n])) for n in narrower]}
    shown = [e.iri for e in _kept_family(entries, params)]
    return act_page(desk, "issue.html", c.label(iri), shown, params, how, family=params.get("family", ""), **values)


def within(desk: Desk, params: Params, ident: str, local: str) -> Page:
    """A node of a release: a statement or event, else what is known of it."""
    iri = f"{RELEASE}{ident}#{local}"
    if iri in desk.catalogue.by_actor:
        return actor(desk, params, iri)
    types = Nodes(desk.dataset)[iri].get(RDF + "type", [])
    return statement(desk, iri) if NS + "Act" in types else described(desk, iri)


def statement(desk: Desk, iri: str) -> Page:
    """One act with all that is known of it: sentence, offsets, rule, speakers, slots, triples."""
    (act,) = desk.acts([iri])
    node = Nodes(desk.dataset)[iri]
    related = {name: sorted(node.get(NS + name, [])) for name in ("restates", "respondsTo", "about", "involves")}
    same = [e.iri for e in desk.catalogue.by_release.get(act["release"], ())]
    at = same.index(iri) if iri in same else 0
    values = {
        "act": act, "related": {k: v for k, v in related.items() if v}, "facts": _facts(desk, iri),
        "before": same[at - 1] if at else "", "after": same[at + 1] if at + 1 < len(same) else "",
    }  # fmt: skip
    title = f"{', '.join(a['name'] for a in act['by']) or 'Somebody not named'}: {act['force']}"
    how = How(f"SELECT ?property ?value WHERE {{ <{iri}> ?property ?value }} ORDER BY ?property ?value\n", f'graph.why("{act["ref"]}")', f"kg why {act['ref']}")
    columns = ("day", "family", "verb", "status", "denied", "who", "to", "content", "condition", "when", "said_by", "sentence", "release", "statement")
    return Page("statement.html", title, values, columns, act_rows([act]), [iri], how)


def node(desk: Desk, params: Params, path: str) -> Page:
    """An actor by the path of its IRI, else any node that the graph knows."""
    iri = iri_of(path)
    return actor(desk, params, iri) if iri in desk.catalogue.by_actor else described(desk, iri)


def described(desk: Desk, iri: str) -> Page:
    """What the graph knows of a node."""
    facts = _facts(desk, iri)
    if not facts:
        raise Missing("The graph knows no such node.")
    how = How(f"SELECT ?property ?value WHERE {{ <{iri}> ?property ?value }} ORDER BY ?property ?value\n", "graph.dataset", f"kg show {iri}")
    return Page("node.html", desk.catalogue.label(iri), {"facts": facts, "node": iri}, ("property", "value"), facts, [iri], how)


def _facts(desk: Desk, iri: str) -> list[tuple[str, str]]:
    try:
        return sorted((p, v) for p, values in Nodes(desk.dataset)[iri].items() for v in values)
    except ValueError:  # a path that makes no IRI names no node
        return []
