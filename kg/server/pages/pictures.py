"""The network of one actor or one pair, with the table that says the same."""

from __future__ import annotations

from collections.abc import Mapping

from kg import query
from kg.server.desk import Desk
from kg.server.pages.lists import given
from kg.server.pages.page import How, Missing, Page
from kg.views.catalogue import local
from kg.views.network import network as drawn
from kg.vocab import ID

Params = Mapping[str, str]


def network(desk: Desk, params: Params, who: str = "") -> Page:
    """Who has dealings with one actor, or with one of a pair: at most 150 of them, as picture and table."""
    c = desk.catalogue
    focus = [ID + who] if who else []
    if who and focus[0] not in c.by_actor:
        raise Missing("No act names this actor.")
    for value in () if who else given(desk, params, ("party", "with")).values():
        node = value if value in c.by_actor else query.bind(desk.dataset, "actor", value).strip("<>")
        if c.side(node) not in focus:
            focus.append(c.side(node))
    if not focus:
        focus = [max(sorted(c.by_actor), key=lambda n: len(c.by_actor[n]))] if c.by_actor else []
    if not focus:
        raise Missing("No act ties two actors yet.")
    net = desk.kept(("network", *focus), lambda: drawn(c, focus))
    ring = sorted((p for p in net.points if not p.focus), key=lambda p: (-p.weight, p.label))
    names = " and ".join(c.label(f) for f in focus)
    rows = [(c.label(x.one), c.label(x.other), x.weight, x.one, x.other) for x in sorted(net.lines, key=lambda x: (-x.weight, x.one, x.other))]
    sparql = query.with_prefixes(f"""
SELECT ?one ?other (COUNT(DISTINCT ?statement) AS ?acts) WHERE {{
  VALUES ?one {{ {" ".join(f"<{f}>" for f in focus)} }}
  ?statement a dip:Act ; dip:party ?one .
  FILTER NOT EXISTS {{ ?statement a dip:DeniedAct }} FILTER NOT EXISTS {{ ?statement a dip:ProspectiveEvent }}
  {{ ?statement dip:party ?other }} UNION {{ ?statement dip:addressee ?other }}
  FILTER(?one != ?other)
}} GROUP BY ?one ?other ORDER BY DESC(?acts)
""")
    how = How(sparql, f"graph.neighbours({local(focus[0])!r})", f"kg neighbours {local(focus[0])}")
    values = {"net": net, "focus": focus, "ring": ring, "given": {k: params[k] for k in ("party", "with") if params.get(k)}, "path": "/network"}
    return Page("network.html", f"Network of {names}", values, ("one", "other", "acts", "one_node", "other_node"), rows, focus, how)
