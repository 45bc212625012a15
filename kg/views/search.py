"""Finds actors, issues, releases and statements by words, and completes a name that is begun."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from kg.views.catalogue import Catalogue
from kg.vocab import NS, SKOS

_GROUPS = {
    "State": "actors", "Person": "actors", "GovernmentBody": "actors", "Organization": "actors", "Issue": "issues",
    "Instrument": "agreements",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that was found: its group (actors, issues, agreements, releases, statements), name and number of acts."""

    group: str
    iri: str
    label: str
    acts: int = 0


class Search:
    """Words in names, titles and the words of statements; built when first asked."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    @cached_property
    def names(self) -> list[tuple[str, Hit]]:
        """Every name of what occurs in an act, in small letters, the busiest first."""
        c, found = self.catalogue, []
        for iri, kind in c.kinds.items():
            acts = len(c.by_actor.get(iri, c.by_issue.get(iri, ())))
            if acts and kind in _GROUPS:
                hit = Hit(_GROUPS[kind], iri, c.label(iri), acts)
                found += [(name.casefold(), hit) for name in {hit.label, *self._others.get(iri, ())}]
        return sorted(found, key=lambda r: (-r[1].acts, r[1].label, r[0]))

    @cached_property
    def _others(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for predicate in (SKOS + "altLabel", NS + "iso3"):
            for iri, name in self.catalogue._pairs(predicate):
                found.setdefault(iri, []).append(name)
        return found

    @cached_property
    def words(self) -> list[tuple[str, Hit]]:
        """The contents of statements and the titles of releases, in small letters."""
        c = self.catalogue
        contents = dict(c._pairs(NS + "content"))
        found = [(f.title.casefold(), Hit("releases", f.iri, f.title, len(c.by_release.get(f.iri, ())))) for f in c.releases.values()]
        return found + [(contents[e.iri].casefold(), Hit("statements", e.iri, contents[e.iri])) for e in c.entries if e.iri in contents]

    def complete(self, begun: str, limit: int = 8) -> list[Hit]:
        """Actors and issues with a name of which a word begins so."""
        key, found = begun.strip().casefold(), dict[str, Hit]()
        if not key:
            return []
        for name, hit in self.names:
            if name.startswith(key) or f" {key}" in name:
                found.setdefault(hit.iri, hit)
                if len(found) == limit:
                    break
        return list(found.values())

    def find(self, asked: str, limit: int = 50) -> dict[str, list[Hit]]:
        """What bears all the words that were asked for, by group; names before contents, at most ``limit`` a group."""
        wanted = asked.casefold().split()
        found: dict[str, dict[str, Hit]] = {}
        if not wanted:
            return {}
        for text, hit in self._bearing(max(wanted, key=len)):
            group = found.setdefault(hit.group, {})
            if len(group) < limit and all(w in text for w in wanted):
                group.setdefault(hit.iri, hit)
        return {group: list(hits.values()) for group, hits in sorted(found.items()) if hits}

    def _bearing(self, word: str) -> Iterator[tuple[str, Hit]]:
        """Every name and text with the word in it, in their order: looked for in all of them written one after another."""
        all_, whole, begins = self._written
        at = whole.find(word)
        while at >= 0:
            row = bisect_right(begins, at)
            yield all_[row - 1]
            at = whole.find(word, begins[row]) if row < len(begins) else -1

    @cached_property
    def _written(self) -> tuple[list[tuple[str, Hit]], str, list[int]]:
        all_ = [*self.names, *self.words]
        return all_, "\0".join(text for text, _ in all_), list(accumulate((len(text) + 1 for text, _ in all_[:-1]), initial=0))

    @cached_property
    def by_name(self) -> dict[str, set[str]]:
        """The nodes that bear a name just so, in small letters."""
        found: dict[str, set[str]] = {}
        for name, hit in self.names:
            found.setdefault(name, set()).add(hit.iri)
        return found


def exact(search: Search, asked: str) -> str | None:
    """The one actor or issue whose name is just this, if there is one."""
    fits = search.by_name.get(asked.strip().casefold(), set())
    return next(iter(fits)) if len(fits) == 1 else None
