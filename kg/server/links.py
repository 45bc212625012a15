"""Where links lead: to the addresses of the server, or to plain files that open from disk."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from kg.views import path_of
from kg.vocab import ID


class Links:
    """The addresses of a server. ``live`` says that forms, further sheets and data files can be asked for."""

    live = True

    def page(self, path: str, **query: object) -> str:
        """The address of a page by its path, with its parameters."""
        given = {k: str(v) for k, v in query.items() if v not in (None, "")}
        return quote(path) + (f"?{urlencode(given)}" if given else "")

    def node(self, iri: str, mark: bool = False) -> str:
        """The address of a node's page, or nothing; ``mark`` asks for its words in the page of its release."""
        path = path_of(iri)
        if mark and "#" in iri:
            release, _, fragment = iri.partition("#")
            return f"{path_of(release)}#mark-{quote(fragment)}"
        return path

    def pair(self, one: str, other: str) -> str:
        """The address of the page of two actors, or nothing where one is not known outside its release."""
        path = pair_path(one, other)
        return self.page(path) if path else ""

    def network(self, actor: str) -> str:
        """The address of an actor's network, or nothing where it is not known outside its release."""
        return self.page("/network/" + actor.removeprefix(ID)) if actor.startswith(ID) and actor.count("/") == ID.count("/") + 1 else ""

    def static(self, name: str) -> str:
        """The address of a style, script or picture."""
        return f"/static/{name}"


def pair_path(one: str, other: str) -> str:
    """The path of a pair's page: the same for both orders."""
    ends = sorted((one, other))
    if one == other or not all(e.startswith(ID) and e.removeprefix(ID).count("/") == 1 for e in ends):
        return ""
    return "/pair/" + "/".join(e.removeprefix(ID) for e in ends)
