"""Lists of acts: the answers to a question, the ledger of what was agreed and pledged, and acts along time."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from kg import query
from kg.errors import UsageError
from kg.server.desk import Desk
from kg.server.pages.page import How, Page, acts_query, part_of
from kg.views import Entry
from kg.views.catalogue import local
from kg.views.search import exact
from kg.views.timeline import bars

Params = Mapping[str, str]

FILTERS = ("party", "with", "issue", "since", "until")
_MOST = 10_000
_COLUMNS = ("day", "family", "verb", "status", "denied", "who", "to", "content", "condition", "when", "said_by", "sentence", "release", "statement")


def act_rows(acts: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Acts as rows of the table that goes with every list."""
    return [
        (a["day"], a["family"], a["force"], a["status"], "yes" if a["class"] == "DeniedAct" or a["polarity"] == "neg" else "", _names(a["by"]),
         _names(a["to"]), a["content"], a["condition"], a["date"], " > ".join(s["name"] for s in a["said_by"]),
         " ".join("".join(p for _, p in a["pieces"]).split()), a["release"], a["id"])
        for a in acts
    ]  # fmt: skip


def _names(actors: Iterable[Mapping[str, Any]]) -> str:
    return " + ".join(a["name"] for a in actors)


def act_page(desk: Desk, template: str, title: str, iris: list[str], params: Params, how: How, **values: Any) -> Page:
    """A page with a sheet of acts on it."""
    part = part_of(len(iris), params)
    shown = desk.acts(iris[part.first : part.last])
    return Page(template, title, {"acts": shown, "part": part, **values}, _COLUMNS, act_rows(shown), [a["id"] for a in shown], how)


def given(desk: Desk, params: Params, names: Iterable[str] = FILTERS) -> dict[str, str]:
    """The filters that were given; a name that is exactly one actor's or issue's stands for it."""
    found = {}
    for name in names:
        if value := params.get(name, "").strip()[:200]:
            found[name] = value if name in ("since", "until") else exact(desk.search, value) or value
    return found


def ask(desk: Desk, params: Params, name: str) -> Page:
    """The answer to a named question, each row with its sentence."""
    question = query.load(name)
    kinds = {p.name: p.kind for p in question.params}
    filters = {k: local(v) if kinds[k] == "issue" else v for k, v in given(desk, params, kinds).items()}
    table = desk.kept(("ask", name, *sorted(filters.items())), lambda: desk.ask(name, filters))
    rows = table.rows[:_MOST]
    how = _ask_how(desk, question, filters)
    values = {"question": question, "given": {k: params.get(k, "") for k in filters}, "truncated": len(table.rows) > _MOST, "path": f"/ask/{name}"}
    if "statement" in table.columns:
        at = table.columns.index("statement")
        iris = list(dict.fromkeys(str(r[at]) for r in rows))
        return act_page(desk, "ask.html", question.summary, iris, params, how, **values)
    part = part_of(len(rows), params)
    shown = rows[part.first : part.last]
    return Page("ask.html", question.summary, {"acts": None, "part": part, **values}, table.columns, shown, (), how)


def _ask_how(desk: Desk, question: query.Query, filters: Mapping[str, str]) -> How:
    kinds = {p.name: p.kind for p in question.params}
    bound = {k: query.bind(desk.dataset, kinds[k], v) for k, v in filters.items()}
    short = {k: local(v) for k, v in filters.items()}
    arguments = "".join(f", {k}={v!r}" for k, v in short.items() if k != "with")
    arguments += f', **{{"with": {short["with"]!r}}}' if "with" in short else ""
    options = "".join(f" --{k} {shlex.quote(v)}" for k, v in short.items())
    return How(question.sparql(bound), f'graph.ask("{question.name}"{arguments})', f"kg ask {question.name}{options}")


def filtered(desk: Desk, params: Params) -> tuple[list[Entry], dict[str, str]]:
    """The entries that meet the filters of a ledger or timeline, the latest first."""
    c, filters = desk.catalogue, given(desk, params)
    for key in ("since", "until"):
        if key in filters:
            query.bind(desk.dataset, "date", filters[key])
    chosen: list[Entry] | None = None
    for key, table in (("party", c.by_actor), ("with", c.by_actor), ("issue", c.by_issue)):
        if key in filters:
            kind = "issue" if key == "issue" else "actor"
            node = filters[key] if filters[key] in table else query.bind(desk.dataset, kind, filters[key]).strip("<>")
            theirs = table.get(node, [])
            inside = {e.iri for e in theirs}
            chosen = theirs if chosen is None else [e for e in chosen if e.iri in inside]
            filters[key] = node
    entries = c.entries if chosen is None else chosen
    since, until = filters.get("since", ""), filters.get("until", "9")
    return [e for e in reversed(entries) if since <= e.day <= until], filters


def _conditions(filters: Mapping[str, str]) -> list[str]:
    found = [f"@<{filters[k]}>" for k in ("party", "with") if k in filters]
    if "issue" in filters:
        found.append(f"?statement dip:issue/skos:broader* <{filters['issue']}> .")
    for key, sign in (("since", ">="), ("until", "<=")):
        if key in filters:
            found.append(f'?statement dip:inRelease/dip:issuedOn ?{key} . FILTER(STR(?{key}) {sign} "{filters[key]}")')
    return found


LEDGER = ("agree", "pledge")


def ledger(desk: Desk, params: Params) -> Page:
    """What was agreed and pledged: by whom, to whom, until when, on what condition; denied and planned ones say so."""
    entries, filters = filtered(desk, params)
    kind = params.get("kind", "")
    if kind not in ("", *LEDGER):
        raise UsageError(f"kind is {' or '.join(LEDGER)}")
    wanted = [e for e in entries if e.family in ((kind,) if kind else LEDGER) and not e.restates]
    families = " ".join(f'"{f}"' for f in ((kind,) if kind else LEDGER))
    fits = f"VALUES ?family {{ {families} }} ?statement dip:family ?family . FILTER NOT EXISTS {{ ?statement dip:restates ?body }}"
    how = How(acts_query(*_conditions(filters), fits), 'graph.ask("agreed"), graph.ask("pledged")', "kg ask agreed && kg ask pledged")
    values = {"given": {k: params.get(k, "") for k in (*filters, "kind") if params.get(k)}, "path": "/ledger", "kinds": LEDGER}
    return act_page(desk, "ledger.html", "Agreements and pledges", [e.iri for e in wanted], params, how, **values)


def timeline(desk: Desk, params: Params) -> Page:
    """Acts along time, the latest first, under a picture of how many there are when."""
    entries, filters = filtered(desk, params)
    families = desk.catalogue.families(entries)
    family = params.get("family", "")
    if family:
        entries = [e for e in entries if e.family == family]
    fits = [f'?statement dip:family "{family}" .'] if family in dict(families) else []
    if family and not fits:
        entries = []
    how = How(acts_query(*_conditions(filters), *fits), 'graph.ask("dated")', "kg ask dated")
    values = {
        "given": {k: params.get(k, "") for k in (*filters, "family") if params.get(k)},
        "path": "/timeline", "bars": bars(entries), "families": families, "family": family,
    }  # fmt: skip
    return act_page(desk, "timeline.html", "Timeline", [e.iri for e in entries], params, how, **values)
