"""The releases of a store as they were read, beside what people say of them: from both come the graphs that answers are given from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.chain import chains
from kg.curation.amend import amend
from kg.curation.corrections import Correction, as_line, correction_of, missed, taken_back
from kg.curation.standing import Standing, digest_of
from kg.errors import UsageError
from kg.export.acts import ending_in, rows
from kg.store import Over, Store, digest
from kg.vocab import RELEASE

if TYPE_CHECKING:
    import pyoxigraph


class Readings:
    """Corrections by the release they speak of; ``reference`` gives the curated graphs, which tell who a name means."""

    def __init__(self, store: Callable[[], Store], corrections: Iterable[Correction], reference: Callable[[], bytes]) -> None:
        self._store, self._reference = store, reference
        self.corrections = tuple(corrections)
        self.by_release: dict[str, list[Correction]] = defaultdict(list)
        for told in self.corrections:
            self.by_release[told.release].append(told)

    def over(self) -> Over:
        """What is to be laid over the graphs of releases, and by what it is known that it has changed."""
        code = resources.curation_version()
        told = {release: digest("".join([code, *map(as_line, lines)]).encode()) for release, lines in self.by_release.items()}
        return Over(told, lambda ident, raw, text: self._amended(ident, raw, text)[0])

    @cached_property
    def standing(self) -> Standing:
        """Which corrections are in force in the whole store, and which are stale."""
        found = Standing()
        for release in sorted(self.by_release):
            found |= self.standing_of(release)
        return found

    def standing_of(self, release: str, *more: Correction) -> Standing:
        """Which corrections of a release are in force, with ``more`` that are only thought of."""
        held = self._store()
        told = [c for c in self.by_release.get(release, ()) if c.key not in {m.key for m in more}] + list(more)
        if release not in held.ids():
            return Standing(stale=tuple((c, "its release is not in the store, or has another text") for c in told))
        return self._amended(release, held.graph(release), held.text(release), told)[1]

    def judge(self, statement: str, verdict: str, fields: dict[str, str] | None = None, note: str = "") -> Correction:
        """The line for a verdict on a statement; what an earlier edit said and this one does not stays. Raises UsageError if it cannot be."""
        release = statement.partition("#")[0].rpartition("/")[2]
        standing, given = self.standing_of(release), dict(fields or {})
        if added := standing.added.get(statement):
            return taken_back(added, verdict, note)
        before = standing.in_force.get(statement)
        if verdict == "edit" and before and before.verdict == "edit":
            given = dict(before.fields) | given
        here = self.as_read(release)
        return self._possible(correction_of(rows(here, [statement])[0], digest_of(here, release), verdict, given, note))

    def miss(self, release: str, where: tuple[int, int], fields: dict[str, str], note: str = "") -> Correction:
        """The line for a statement that was missed in a stretch of a release. Raises UsageError if it cannot be."""
        return self._possible(missed(release, digest_of(self.as_read(release), release), *where, fields, note))

    def _possible(self, told: Correction) -> Correction:
        for stale, reason in self.standing_of(told.release, told).stale:
            if stale is told:
                raise UsageError(reason)
        return told

    def is_judged(self, statement: str) -> bool:
        """Whether a person said something of a statement already."""
        return self.standing_of(statement.partition("#")[0].rpartition("/")[2]).verdict(statement) is not None

    def holds(self, release: str) -> bool:
        """Whether the store has a release."""
        return release in self._store().ids()

    def as_read(self, release: str) -> pyoxigraph.Store:
        """The graph of one release as it was read, with the reference graphs. Raises UsageError if it is not there."""
        return self._with_reference(self._store().graph(release))

    def text(self, release: str) -> str:
        """The text of a release. Raises UsageError if it is not there."""
        return self._store().text(release)

    def words(self, told: Correction) -> str | None:
        """The words of the text that a correction stands on, if its text is there still."""
        held = self._store()
        return " ".join(held.text(told.release)[slice(*told.offsets)].split()) if told.release in held.ids() else None

    def find(self, words: str) -> list[dict[str, Any]]:
        """The readings that end in these words and that a person rejected, with who says so: they stand in no answer any more."""
        found = []
        for release, told in sorted(self.by_release.items()):
            if any(c.verdict == "reject" for c in told) and release in self._store().ids():
                gone = {s for s, c in self.standing_of(release).in_force.items() if c.verdict == "reject"}
                here = self.as_read(release)
                told_by = chains(here, gone)
                found += [{**act, "said_by": " > ".join(told_by[act["id"]])} for act in rows(here, ending_in(here, words) & gone)]
        return found

    def _amended(self, release: str, raw: bytes, text: str, told: Iterable[Correction] | None = None) -> tuple[bytes, Standing]:
        corrections = self.by_release.get(release, []) if told is None else told
        return amend(self._with_reference(raw), release, text, corrections)

    def _with_reference(self, raw: bytes) -> pyoxigraph.Store:
        import pyoxigraph as ox

        known = _known(self._reference)
        for graph in list(known.named_graphs()):
            if graph.value.startswith(RELEASE):
                known.remove_graph(graph)
        known.bulk_load(raw, format=ox.RdfFormat.N_QUADS)
        return known


@cache
def _known(reference: Callable[[], bytes]) -> pyoxigraph.Store:
    """The curated graphs in memory, into which one release at a time is put."""
    import pyoxigraph as ox

    known = ox.Store()
    known.bulk_load(reference(), format=ox.RdfFormat.N_QUADS)
    return known

