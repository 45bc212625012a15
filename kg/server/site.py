"""Writes the pages of a store as plain files that open from disk: every link is relative, search is done by a script."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import quote

from kg.errors import KgError
from kg.server.desk import Desk
from kg.server.draw import HERE, draw
from kg.server.links import Links, pair_path
from kg.server.pages import Missing, find
from kg.views import path_of

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 80


def file_of(path: str) -> str:
    """The file of a page, harmless on every system: no odd characters, no reserved or long names."""
    parts = [_harmless(p) for p in path.strip("/").split("/") if p]
    return "/".join(parts) + ".html" if parts else "index.html"


def _harmless(name: str) -> str:
    kept = re.sub(r"[^A-Za-z0-9._~-]", "_", name).strip(".")
    if kept == name and len(name) <= _LONGEST and not _RESERVED.fullmatch(name):
        return name
    return f"{kept.replace('.', '_')[:_LONGEST] or '_'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


class SiteLinks(Links):
    """Relative addresses of files, seen from the page that is being written; what is linked is written too."""

    live = False

    def __init__(self, desk: Desk) -> None:
        c = desk.catalogue
        self.nodes = {*c.releases, *c.by_actor, *c.by_issue, *(e.iri for e in c.entries)}
        self.wanted: dict[str, None] = {}
        self.here = "index.html"

    def page(self, path: str, **query: object) -> str:
        """The file of a page; parameters cannot be asked of a file."""
        self.wanted.setdefault(path)
        return self._relative(file_of(path))

    def node(self, iri: str, mark: bool = False) -> str:
        """The file of a node, or nothing for one that has no page here."""
        if iri not in self.nodes:
            return ""
        release, _, fragment = iri.partition("#")
        if mark and fragment:
            return f"{self._of(release)}#mark-{quote(fragment)}"
        return self._of(iri)

    def _of(self, iri: str) -> str:
        return self.page(_decoded(path_of(iri)))

    def pair(self, one: str, other: str) -> str:
        """The file of a pair."""
        path = pair_path(one, other)
        return self.page(path) if path else ""

    def static(self, name: str) -> str:
        """The file of a style, script or picture."""
        return self._relative(f"static/{name}")

    def _relative(self, file: str) -> str:
        return quote("../" * self.here.count("/") + file)


def _decoded(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path)


def write_site(store: Path, out: Path, tell: Callable[[int], None] = lambda count: None) -> int:
    """Write every page into an empty or new folder and give their number. Raises KgError where the folder is not empty."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise KgError(f"{out} is not an empty folder; choose another place")
    desk = Desk(store)
    links = SiteLinks(desk)
    for path in ("/", "/search", "/actors", "/issues", "/releases", "/questions", "/ledger", "/timeline", "/network"):
        links.page(path)
    for iri in sorted(links.nodes):
        links.node(iri)
    done = 0
    while done < len(links.wanted):
        for path in list(links.wanted)[done:]:
            _write(desk, links, out, path)
            done += 1
            tell(done)
    for source in sorted((HERE / "static").iterdir()):
        _put(out / "static" / source.name, source.read_bytes())
    _put(out / "static" / "words.js", _words(desk, links).encode())
    return done


def _write(desk: Desk, links: SiteLinks, out: Path, path: str) -> None:
    links.here = file_of(path)
    try:
        html = draw(find(desk, path, {"form": "site"}), desk, links, path, query={})
    except Missing:
        return
    _put(out / links.here, html.encode())


def _put(path: Path, raw: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}; choose another place") from error


def _words(desk: Desk, links: SiteLinks) -> str:
    """All that search finds, as a script: group, name, file, and for names their other spellings."""
    links.here = "search.html"
    others: dict[str, list[str]] = {}
    hits = {}
    for name, hit in desk.search.names:
        others.setdefault(hit.iri, []).append(name)
        hits[hit.iri] = hit
    rows: Iterable[tuple[object, ...]] = [(h.group, h.label, links.node(i), " ".join(sorted(others[i]))) for i, h in hits.items()]
    rows = [*rows, *((h.group, " ".join(h.label.split()), links.node(h.iri, mark=True) or links.node(h.iri)) for _, h in desk.search.words)]
    return "window.WORDS = " + json.dumps([r for r in rows if r[2]], ensure_ascii=False, separators=(",", ":")) + ";\n"
