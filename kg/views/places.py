"""The place of a node among the pages: the path of its IRI, so that an address on the web leads to the same page."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from kg.vocab import BASE, NS, RELEASE


@lru_cache(maxsize=10_000)
def path_of(iri: str) -> str:
    """The path of a node's page, or nothing for a node of another house."""
    if not iri.startswith(BASE):
        return ""
    local, _, fragment = iri.removeprefix(BASE).partition("#")
    return "/" + quote(local) + (f"/{quote(fragment)}" if fragment else "")


def iri_of(path: str) -> str:
    """The IRI of the node whose page has this path, given without percent signs of its own."""
    local = path.lstrip("/")
    if local.startswith("ns/"):
        return NS + local.removeprefix("ns/")
    if (BASE + local).startswith(RELEASE) and local.count("/") > 1:
        head, name, fragment = local.split("/", 2)
        local = f"{head}/{name}#{fragment}"
    return BASE + local
