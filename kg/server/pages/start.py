"""The pages one starts from: home, search, and the lists of actors, issues, releases and questions."""

from __future__ import annotations

from collections.abc import Mapping

from kg import query
from kg.server.desk import Desk
from kg.server.pages.page import How, Page, part_of
from kg.views.search import exact

Params = Mapping[str, str]

CORE = ("agreed", "urged", "positions", "met", "planned", "said", "offices", "instruments", "issues", "trace")
_ACTORS = ("State", "Organization", "Person", "GovernmentBody")


def home(desk: Desk, params: Params) -> Page:
    """What there is, and where to begin."""
    c = desk.catalogue
    days = sorted(f.day for f in c.releases.values() if f.day)
    states = [n for n in c.by_actor if c.kinds.get(n) in ("State", "Organization")]
    busy = sorted(states, key=lambda n: (-len(c.by_actor[n]), c.label(n)))[:12]
    latest = sorted(c.releases.values(), key=lambda f: (f.day, f.iri), reverse=True)[:8]
    counts = {"releases": len(c.releases), "acts": len(c.entries), "actors": len(_known(desk)), "issues": len(c.by_issue)}
    values = {
        "counts": counts,
        "days": (days[0], days[-1]) if days else (),
        "busy": [(n, c.label(n), len(c.by_actor[n])) for n in busy],
        "topics": [(i, c.label(i), n) for i, n in c.issues(c.entries)[:12]],
        "latest": [(f, len(c.by_release.get(f.iri, ()))) for f in latest],
        "questions": [query.load(n) for n in CORE],
    }
    how = How(query.load("releases").text, 'graph.ask("releases")', "kg ask releases")
    return Page("home.html", "Who said what, and where it says so", values, ("what", "count"), list(counts.items()), (), how)


def search(desk: Desk, params: Params) -> Page:
    """What bears the words that were asked for."""
    asked = params.get("q", "")[:200]
    found = desk.search.find(asked)
    rows = [(hit.group, hit.label, hit.acts, hit.iri) for hits in found.values() for hit in hits]
    values = {"asked": asked, "found": found, "exact": exact(desk.search, asked), "count": len(rows)}
    return Page("search.html", f"Search: {asked}" if asked else "Search", values, ("group", "name", "acts", "node"), rows, [r[3] for r in rows])


def _known(desk: Desk) -> list[str]:
    return [n for n in desk.catalogue.by_actor if desk.catalogue.kinds.get(n) in _ACTORS]


def actors(desk: Desk, params: Params) -> Page:
    """Every named actor with a part in an act, the busiest first."""
    c = desk.catalogue
    nodes = sorted(_known(desk), key=lambda n: (-len(c.by_actor[n]), c.label(n), n))
    part = part_of(len(nodes), params)
    nodes = nodes[part.first : part.last]
    rows = [(c.label(n), c.kinds[n], c.label(c.side(n)) if c.side(n) != n else "", len(c.by_actor[n]), n) for n in nodes]
    columns = ("name", "kind", "for", "acts", "node")
    return Page("nodes.html", "Actors", {"part": part, "path": "/actors"}, columns, rows, nodes, _list_how("Actor"))


def issues(desk: Desk, params: Params) -> Page:
    """Every issue that an act is on, with those of narrower issues counted in."""
    c = desk.catalogue
    nodes = sorted(c.by_issue, key=lambda n: (-len(c.by_issue[n]), c.label(n), n))
    part = part_of(len(nodes), params)
    nodes = nodes[part.first : part.last]
    rows = [(c.label(n), c.label(c.broader[n]) if n in c.broader else "", len(c.by_issue[n]), n) for n in nodes]
    columns = ("name", "broader", "acts", "node")
    return Page("nodes.html", "Issues", {"part": part, "path": "/issues"}, columns, rows, nodes, How(query.load("issues").text, 'graph.ask("issues")', "kg ask issues"))


def _list_how(kind: str) -> How:
    sparql = query.with_prefixes(f"\nSELECT DISTINCT ?node ?name WHERE {{ ?node a dip:{kind} ; skos:prefLabel ?name }} ORDER BY ?name\n")
    return How(sparql, 'graph.ask("speakers")', "kg ask speakers")


def releases(desk: Desk, params: Params) -> Page:
    """Every release, the latest first."""
    c = desk.catalogue
    filings = sorted(c.releases.values(), key=lambda f: (f.day, f.iri), reverse=True)
    part = part_of(len(filings), params)
    filings = filings[part.first : part.last]
    rows = [(f.day, f.title, c.label(f.issuer) if f.issuer else "", f.publisher, len(c.by_release.get(f.iri, ())), f.iri) for f in filings]
    columns = ("day", "title", "issuer", "publisher", "acts", "node")
    how = How(query.load("releases").text, 'graph.ask("releases")', "kg ask releases")
    return Page("releases.html", "Releases", {"part": part, "path": "/releases"}, columns, rows, [f.iri for f in filings], how)


def questions(desk: Desk, params: Params) -> Page:
    """Every question that can be asked."""
    found = [query.load(n) for n in query.names()]
    rows = [(q.name, q.summary, q.tags, q.example) for q in found]
    return Page("questions.html", "Questions", {"questions": found}, ("name", "question", "tags", "example"), rows)


