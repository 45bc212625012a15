"""Every page by its path: one table of addresses, used by the server and by the plain files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kg.errors import UsageError
from kg.server.desk import Desk
from kg.server.pages import document, lists, pictures, start, things
from kg.server.pages.page import Missing, Page

Params = Mapping[str, str]

_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f]')
_PAGES: tuple[tuple[str, Callable[..., Page]], ...] = (
    (r"/", start.home),
    (r"/search", start.search),
    (r"/actors", start.actors),
    (r"/issues", start.issues),
    (r"/releases", start.releases),
    (r"/questions", start.questions),
    (r"/ask/(?P<name>[a-z-]+)", lists.ask),
    (r"/ledger", lists.ledger),
    (r"/timeline", lists.timeline),
    (r"/network", pictures.network),
    (r"/network/(?P<who>[^/]+/[^/]+)", pictures.network),
    (r"/compare", document.compare),
    (r"/compare/(?P<left>[^/]+)/(?P<right>[^/]+)", document.compare),
    (r"/pair/(?P<one>[^/]+/[^/]+)/(?P<other>[^/]+/[^/]+)", things.pair),
    (r"/release/(?P<ident>[^/]+)", document.release),
    (r"/release/(?P<ident>[^/]+)/(?P<local>[^/]+)", things.within),
    (r"/voc/issue/(?P<slug>[^/]+)", things.issue),
    (r"/(?P<path>(id|voc|ns)/[^?]+)", things.node),
)


def find(desk: Desk, path: str, params: Params) -> Page:
    """The page of a path. Raises Missing where there is none, UsageError where the parameters cannot be understood."""
    if _NOT_IN_IRIS.search(path):
        raise Missing("There is no such page.")
    for pattern, make in _PAGES:
        if found := re.fullmatch(pattern, path):
            return make(desk, params, **{k: v for k, v in found.groupdict().items() if v is not None})
    raise Missing("There is no such page.")


__all__ = ["Missing", "Page", "UsageError", "find"]
