"""Draws a page with its template: everything is escaped but what this house drew itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.server.desk import Desk
from kg.server.links import Links
from kg.server.pages import Page
from kg.views.drawing import draw_bars, draw_network

HERE = Path(__file__).resolve().parent
NAVIGATION = (
    ("/ask/agreed", "Agreed"), ("/ledger", "Ledger"), ("/timeline", "Timeline"), ("/network", "Network"),
    ("/compare", "Compare"), ("/releases", "Releases"), ("/questions", "Questions"), ("/sparql", "SPARQL"),
)  # fmt: skip


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    made.filters["words"] = lambda text: " ".join(str(text).split())
    made.filters["short"] = _short
    made.filters["count"] = lambda number: f"{number:,}".replace(",", " ")
    made.globals["once"] = _once
    made.filters["plain"] = lambda name: str(name).replace("_", " ").replace("-", " ")
    return made


def _once(card: Callable[[Links, dict[str, Any]], Markup], links: Links, act: dict[str, Any]) -> Markup:
    """The card of an act: drawn once where it leads to the addresses of a server, which are the same on every page."""
    if not links.live:
        return card(links, act)
    if "card" not in act:
        act["card"] = card(links, act)
    drawn: Markup = act["card"]
    return drawn


def _short(text: Any, length: int = 90) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + "…"


def draw(page: Page, desk: Desk | None, links: Links, path: str, **more: Any) -> str:
    """The page as HTML."""
    values: dict[str, Any] = {"path": path, "given": {}, **page.values, **more}
    if "net" in values:
        values["picture"] = Markup(draw_network(values["net"], links.node, links.pair))
    if "bars" in values:
        given = {k: v for k, v in values["given"].items() if k not in ("since", "until")}
        values["picture"] = Markup(draw_bars(values["bars"], lambda b: links.page(path, **given, since=b.since, until=b.until) if links.live else ""))
    if page.template == "release.html":
        values["text"] = Markup(values["text"])
    known = desk.catalogue.label if desk else str
    about: dict[str, Any] = {"page": page, "title": page.title, "how": page.how, "links": links, "navigation": NAVIGATION}
    return _environment().get_template(page.template).render(
        **about, catalogue_label=known, data_path=lambda p: p if p != "/" else "/index", **values
    )
