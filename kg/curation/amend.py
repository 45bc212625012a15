"""Lays corrections over the graph of one release: takes out, changes, adds, and sweeps away what then hangs on nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.curation.corrections import ADDED, Correction
from kg.curation.slots import KINDS, SAYS, Slots, Span
from kg.curation.standing import Standing, stand
from kg.errors import UsageError
from kg.export.acts import Nodes, rows
from kg.vocab import NS, OA, RDF, RELEASE

# What stands in a release graph by itself; all else is there because one of these speaks of it.
_OWN = frozenset(NS + name for name in ("Release", "ReleaseGraph", "Sentence", "Act", "OfficeHolding", "UnreadSentence", "Participation"))


def amend(dataset: Any, release: str, text: str, corrections: Iterable[Correction]) -> tuple[bytes, Standing]:
    """The graph of a release as its corrections say, as sorted N-Quads, and which of them are in force.

    ``dataset`` holds the graph as it was read and the reference graphs. What a correction wants and cannot be done, since a name is
    not known or words do not stand there, makes it stale.
    """
    told, sheet = stand(dataset, release, corrections), _Sheet(dataset, RELEASE + release, text)
    in_force: dict[str, Correction] = {}
    added: dict[str, Correction] = {}
    stale = list(told.stale)
    for statement, correction in (told.in_force | told.added).items():
        try:
            sheet.bring(statement, correction)
            (added if correction.verdict == "add" else in_force)[statement] = correction
        except UsageError as error:
            stale.append((correction, str(error)))
    return sheet.nquads(), Standing(in_force, added, tuple(stale))


class _Sheet:
    """The triples of one release graph while they are changed; the dataset stays as it was read."""

    def __init__(self, dataset: Any, release: str, text: str) -> None:
        import pyoxigraph as ox

        self.ox, self.dataset, self.release, self.text = ox, dataset, release, text
        self.graph = ox.NamedNode(f"{release}#graph")
        self.nodes = Nodes(dataset)
        self.triples = {q.triple for q in dataset.quads_for_pattern(None, None, None, self.graph)}
        self.reached = self._reach()

    def bring(self, statement: str, correction: Correction) -> None:
        """Bring one correction to bear. Raises UsageError, and changes nothing, if that cannot be done."""
        node, verdict = self.ox.NamedNode(statement), correction.verdict
        if verdict == "reject":
            gone = {t.subject for t in self.triples if t.predicate.value == NS + "inEvent" and t.object == node} | {node}
            self.triples = {t for t in self.triples if t.subject not in gone and t.object != node}
            return
        slots = self._added(correction) if verdict == "add" else self._edited(statement, dict(correction.fields))
        said = {_property(name) for name in slots.found}
        self.triples = {t for t in self.triples if not (t.subject == node and t.predicate.value in said)}
        if "agent" in slots.found:
            self._excuse(node, slots.found["agent"])
        self._write((statement, _property(name), term) for name, terms in slots.found.items() for term in terms)
        self._write(slots.beside)
        self._write([(statement, NS + "reviewed", self.ox.Literal(verdict))])

    def _excuse(self, event: Any, there: list[Any]) -> None:
        """Take out who is said to have taken part in an event, and in which office, and is none of those who were there."""
        parts = {t.subject for t in self.triples if t.predicate.value == NS + "inEvent" and t.object == event}
        gone = {t.subject for t in self.triples if t.subject in parts and t.predicate.value == NS + "participant" and t.object not in there}
        self.triples = {t for t in self.triples if t.subject not in gone}

    def _edited(self, statement: str, fields: dict[str, str]) -> Slots:
        """The slots of a reading that a person gives otherwise; none where it was accepted."""
        act, node = rows(self.dataset, [statement])[0], self.nodes[statement]
        kind = "".join(w.capitalize() for w in node.get(NS + "actKind", [""])[0].rsplit("/", 1)[-1].split("-")) or act["class"]
        agents = [self.ox.NamedNode(agent) for agent in node.get(NS + "agent", ())]
        slots = Slots(self.dataset, self.release, self.text, tuple(act["sentence"]))
        slots.fill(fields, {"class": kind, "status": act["status"], "several": act["joint"], "agents": agents, "stance": node.get(NS + "stance")})
        return slots

    def _added(self, correction: Correction) -> Slots:
        """The slots of a statement that was missed; who says so is whoever says all else in its sentence, unless told."""
        fields, sentence = dict(correction.fields), self._sentence(correction.offsets)
        if lacking := [name for name in ("who", "class", "force") if name not in fields]:
            raise UsageError(f"a missed statement needs {', '.join(f'{name}=' for name in lacking)}; it can have {', '.join(SAYS)} and cue")
        if "content" not in fields and fields["class"].capitalize() in KINDS and "Statement" in KINDS[fields["class"].capitalize()][0]:
            raise UsageError("a statement has content, in words of the text: content=...")
        slots = Slots(self.dataset, self.release, self.text, sentence)
        slots.anchor(*correction.offsets)
        slots.fill(fields, {})
        slots.found |= {"rule": [self.ox.Literal(ADDED)], "inRelease": [self.ox.NamedNode(self.release)]}
        slots.found.setdefault("reportedVia", [self.ox.NamedNode(self._layer(sentence))])
        return slots

    def _sentence(self, offsets: Span) -> Span:
        """The sentence in which a stretch of the text lies. Raises UsageError if there is none."""
        for triple in self.triples:
            if triple.predicate.value == RDF + "type" and triple.object.value == NS + "Sentence":
                start, end = (int(self.nodes[triple.subject.value][OA + name][0]) for name in ("start", "end"))
                if start <= offsets[0] and offsets[1] <= end:
                    return start, end
        raise UsageError(f"{offsets[0]}-{offsets[1]} lies in no one sentence of the text")

    def _layer(self, sentence: Span) -> str:
        """The layer through which all is reported that was read in a sentence, else the release itself."""
        node = self.ox.NamedNode(f"{self.release}#c{sentence[0]:05}-{sentence[1]:05}")
        acts = [t.subject.value for t in self.triples if t.predicate.value == NS + "inSentence" and t.object == node]
        layers = {layer for act in acts for layer in self.nodes[act].get(NS + "reportedVia", ())}
        return min(layers) if len(layers) == 1 else self.release

    def _write(self, triples: Iterable[tuple[str, str, Any]]) -> None:
        self.triples |= {self.ox.Triple(self.ox.NamedNode(s), self.ox.NamedNode(p), term) for s, p, term in triples}

    def nquads(self) -> bytes:
        """The graph without what hangs on nothing any more: spans, clauses, persons and days of statements that are gone."""
        gone = self.reached - self._reach()
        kept = (self.ox.Quad(t.subject, t.predicate, t.object, self.graph) for t in self.triples if t.subject.value not in gone)
        return "".join(sorted(f"{quad} .\n" for quad in kept)).encode()

    def _reach(self) -> set[str]:
        """What stands in the graph by itself, and all that it speaks of."""
        told: dict[str, set[str]] = defaultdict(set)
        for triple in self.triples:
            told[triple.subject.value].add(getattr(triple.object, "value", ""))
        open_ = [t.subject.value for t in self.triples if t.predicate.value == RDF + "type" and t.object.value in _OWN]
        reached: set[str] = set()
        while open_:
            here = open_.pop()
            if here not in reached:
                reached.add(here)
                open_ += told.get(here, ())
        return reached


def _property(name: str) -> str:
    return RDF + name if name == "type" else NS + name
