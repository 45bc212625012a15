"""What a person says of a statement, field by field, as triples: names of actors found, words anchored in the text, days worked out."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from typing import Any

from kg.errors import UsageError
from kg.export.acts import Nodes
from kg.keys import slug
from kg.query import find_actor, find_issue
from kg.vocab import ID, NS, OA, RDF, SKOS, VOC, XSD

# Class -> those above it, and its family for one party and for several.
KINDS = {
    "Commitment": (("Intention", "Statement"), "pledge", "agree"), "Intention": (("Statement",), "pledge", "agree"),
    "Request": (("Statement",), "request", "request"), "Position": (("Statement",), "state", "agree"),
    "Appraisal": (("Statement",), "appraise", "appraise"), "Claim": (("Statement",), "state", "agree"),
    "Meeting": (("Event",), "meet", "meet"), "Visit": (("Event",), "meet", "meet"), "Measure": (("Event",), "do", "do"),
}  # fmt: skip
STATUSES = ("actual", "past", "planned", "proposed", "conditional", "considered", "denied")
_HELD = {"actual": "held", "past": "held", "planned": "scheduled"}
# Field -> the properties that it says anew; what is of a kind hangs on class and status together, and the family on how many act.
_OF_KIND = ("type", "family", "joint", "actStatus", "actKind", "eventStatus", "participant")
SAYS = {
    "who": ("agent", "party", "joint", "participant"), "class": _OF_KIND, "status": _OF_KIND, "to": ("addressee", "addresseeBySetting"), "via": ("reportedVia",),
    "force": ("force",), "content": ("content", "contentSpan", "quote"), "condition": ("condition", "conditionSpan"), "date": ("when", "whenText"),
    "issue": ("issue",), "stance": ("stance",), "negated": ("negated",),
}  # fmt: skip
_PERSON = re.compile(r"(.+\S) \(([A-Z]{3})\)")
_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NONE = "-"
Span = tuple[int, int]
Triple = tuple[str, str, Any]


class Slots:
    """The properties of one statement that some fields say: ``found`` by their names, ``beside`` the triples of what they name."""

    def __init__(self, dataset: Any, release: str, text: str, sentence: Span) -> None:
        import pyoxigraph as ox

        self.dataset, self.release, self.text, self.sentence = dataset, release, text, sentence
        self.nodes = Nodes(dataset)
        self.iri, self.word = ox.NamedNode, ox.Literal
        self.found: dict[str, list[Any]] = {}
        self.beside: list[Triple] = []

    def fill(self, fields: dict[str, str], was: dict[str, Any]) -> None:
        """Read the fields, over what the statement was: class, status, number of parties. Raises UsageError on one that cannot be meant."""
        for name, value in fields.items():
            for said in SAYS.get(name, ()):
                self.found.setdefault(said, [])
            getattr(self, f"_{name}")(value)
        kind = fields.get("class", was.get("class", "")).capitalize()
        if fields.keys() & {"class", "status"} or ("who" in fields and kind in KINDS):
            several = len(self.found["party"]) > 1 if "who" in fields else bool(was.get("several"))
            self._kind(kind, fields.get("status", was.get("status", "actual")), several=several, agents=self.found.get("agent") or was.get("agents", []))
        if kind not in ("Position", "Appraisal"):
            if "class" in fields:
                self.found.setdefault("stance", [])
        elif not (self.found.get("stance") or was.get("stance")):
            raise UsageError(f"a {kind.lower()} needs a stance: stance=supports, rejects, noncommittal or undisclosed")

    def _kind(self, kind: str, status: str, *, several: bool, agents: list[Any]) -> None:
        if kind not in KINDS or status not in STATUSES:
            raise UsageError(f"no class {kind.lower()!r} with status {status!r}; classes: {', '.join(KINDS).lower()}; statuses: {', '.join(STATUSES)}")
        self.found |= {said: [] for said in _OF_KIND}
        above, alone, together = KINDS[kind]
        statement = "Statement" in above
        happened = statement or status in ("actual", "past")
        types = ("DeniedAct",) if status == "denied" else (kind, *above) if happened else ("ProspectiveEvent",)
        self.found["type"] = [self.iri(NS + t) for t in (*types, "Act")]
        self.found["family"] = [self.word(together if several else alone)]
        self.found["actStatus"] = [self.word(status)]
        if several:
            self.found["joint"] = [self._truth()]
        if types[0] != kind:
            self.found["actKind"] = [self.iri(f"{VOC}act-kind/{kind.lower()}")]
        if not statement and status != "denied":
            self.found["participant"] = agents
            self.found["eventStatus"] = [self.iri(f"{VOC}event-status/{_HELD.get(status, 'proposed')}")]

    def anchor(self, start: int, end: int) -> None:
        """Where a statement stands: its evidence, its sentence, and its cue unless a field names that."""
        self.found["evidence"] = [self.span((start, end))]
        self.found["inSentence"] = [self.span(self.sentence)]
        self._set_cue((start, end))

    def _cue(self, value: str) -> None:
        self._set_cue(self.place(value)[0])

    def _set_cue(self, where: Span) -> None:
        self.found["cue"], self.found["cueSpan"] = [self.word(self.text[slice(*where)])], [self.span(where)]

    # Actors

    def _who(self, value: str) -> None:
        actors = [self.actor(name) for name in self._several(value)]
        if not actors:
            raise UsageError("somebody puts a statement forward: who=NAME, or NAME + NAME")
        self.found["agent"] = [self.iri(a) for a in dict.fromkeys(actors)]
        self.found["party"] = [self.iri(p) for p in dict.fromkeys(self._party(a) for a in actors)]

    def _to(self, value: str) -> None:
        self.found["addressee"] = [self.iri(self.actor(name)) for name in self._several(value)]

    def _via(self, value: str) -> None:
        names = [name.strip() for name in value.split(" > ") if name.strip() != _NONE]
        issuer = self.nodes[self.release].get(NS + "speaker", [""])[0]
        speakers = [self.actor(name) for name in names]
        outer = self.release
        for depth, speaker in enumerate(speakers[1:] if speakers[:1] == [issuer] else speakers, start=1):
            outer = self._clause(speaker, outer) or self._new_clause(speaker, outer, depth)
        self.found["reportedVia"] = [self.iri(outer)]

    def _clause(self, speaker: str, outer: str) -> str:
        """The clause of the sentence, read there already, by which a speaker reports within an outer layer."""
        quads = self.dataset.quads_for_pattern(None, self.iri(NS + "speaker"), self.iri(speaker), None)
        read: list[str] = sorted(q.subject.value for q in quads if q.subject.value.startswith(f"{self.release}#rep"))
        for clause in read:
            start, end = _offsets(self.nodes, self.nodes[clause][NS + "evidence"][0])
            if self.nodes[clause][NS + "reportedVia"] == [outer] and start < self.sentence[1] and end > self.sentence[0]:
                return clause
        return ""

    def _new_clause(self, speaker: str, outer: str, depth: int) -> str:
        clause, evidence = f"{self.release}#rv-rep{self.sentence[0]:05}-{slug(speaker)[-24:]}-{depth}", self.span(self.sentence)
        self._describe(clause, ("ReportingClause", "Source"), speaker=self.iri(speaker), reportedVia=self.iri(outer), evidence=evidence)
        return clause

    def actor(self, name: str) -> str:
        """The IRI of an actor by a name, a code, or a person's name with a state: Ana Torres (PER). Raises UsageError."""
        if person := _PERSON.fullmatch(name):
            return self._person(person[1], person[2])
        if local := self._unnamed(name):
            return local
        node: str = find_actor(self.dataset, name)
        if NS + "Actor" not in self.nodes[node].get(RDF + "type", ()):
            raise UsageError(f"no actor {name!r} is described here; write a person with the state: Ana Torres (PER)")
        return node

    def _person(self, name: str, code: str) -> str:
        node = f"{ID}person/{code}-{slug(name)}"
        self._describe(node, ("Person", "Actor"), represents=self.iri(find_actor(self.dataset, code)))
        self.beside.append((node, SKOS + "prefLabel", self.word(name, language="en")))
        return node

    def _unnamed(self, label: str) -> str:
        quads = self.dataset.quads_for_pattern(None, self.iri(SKOS + "prefLabel"), self.word(label, language="en"), None)
        return min((q.subject.value for q in quads if q.subject.value.startswith(f"{self.release}#")), default="")

    def _party(self, actor: str) -> str:
        """The state or organization that an actor acts for, as far as the graph or this correction tells."""
        own = [term.value for node, name, term in self.beside if node == actor and name == NS + "represents"]
        return min([*own, *self.nodes[actor].get(NS + "represents", ()), *self.nodes[actor].get(NS + "affiliatedWith", ())], default=actor)

    # Words, days, concepts

    def _content(self, value: str) -> None:
        parts = [p for part in value.split(" … ") for p in self.place(part)[:1]]
        self.found["content"] = [self.word(" … ".join(self.text[a:b] for a, b in parts))]
        self.found["contentSpan"] = [self.span(part) for part in parts]

    def _condition(self, value: str) -> None:
        for where in self.place(value)[:1] if value != _NONE else ():
            self.found["condition"], self.found["conditionSpan"] = [self.word(self.text[slice(*where)])], [self.span(where)]

    def _date(self, value: str) -> None:
        if value == _NONE:
            return
        first, last = days(value)
        node = f"{ID}time/{re.sub(r'[^0-9A-Za-z~-]', '_', value.replace('..', 'open'))}"
        bounds = {name: self.word(day, datatype=self.iri(XSD + "date")) for name, day in (("earliest", first), ("latest", last)) if day}
        self._describe(node, ("TimeSpan",), edtf=self.word(value), **bounds)
        self.found["when"] = [self.iri(node)]

    def _issue(self, value: str) -> None:
        self.found["issue"] = [self.iri(find_issue(self.dataset, name)) for name in self._several(value)]

    def _force(self, value: str) -> None:
        self.found["force"] = [self._concept("force", value)]

    def _stance(self, value: str) -> None:
        self.found["stance"] = [self._concept("stance", value)] if value != _NONE else []

    def _negated(self, value: str) -> None:
        if value not in ("yes", "no"):
            raise UsageError("negated is yes or no")
        self.found["negated"] = [self._truth()] if value == "yes" else []

    def _class(self, value: str) -> None:
        """Told by ``_kind``, with the status."""

    _status = _class

    def _concept(self, scheme: str, name: str) -> Any:
        node = f"{VOC}{scheme}/{slug(name)}"
        if not self.nodes[node].get(RDF + "type"):
            import difflib

            start = f"{VOC}{scheme}/"
            quads = self.dataset.quads_for_pattern(None, self.iri(SKOS + "inScheme"), self.iri(VOC + scheme), None)
            known = sorted({q.subject.value.removeprefix(start) for q in quads})
            near = difflib.get_close_matches(name, known, 4) or known[:8]
            raise UsageError(f"no {scheme} {name!r}; there are {', '.join(near)}")
        return self.iri(node)

    def place(self, words: str) -> list[Span]:
        """Where words stand: in the sentence, else the one place in the text. Raises UsageError where they do not."""
        pattern = re.compile(r"\s+".join(re.escape(w) for w in words.split()) or r"(?!)")
        here = [m.span() for m in pattern.finditer(self.text, *self.sentence)]
        found = here or [m.span() for m in pattern.finditer(self.text)]
        if not found or (not here and len(found) > 1):
            raise UsageError(f"the words {words!r} stand {'at several places' if found else 'nowhere'} in the text; take them from the sentence")
        return found

    def span(self, where: Span) -> Any:
        """Describe a stretch of the text and give its node."""
        start, end = where
        node = f"{self.release}#c{start:05}-{end:05}"
        first, last = self.sentence
        inside = {"inSentence": self.iri(f"{self.release}#c{first:05}-{last:05}")} if first <= start and end <= last and where != self.sentence else {}
        self._describe(node, ("Span",), inRelease=self.iri(self.release), **inside)
        number = self.iri(XSD + "integer")
        for name, term in (("start", self.word(str(start), datatype=number)), ("end", self.word(str(end), datatype=number)), ("exact", self.word(self.text[start:end]))):
            self.beside.append((node, OA + name, term))
        return self.iri(node)

    def _describe(self, node: str, classes: Iterable[str], **told: Any) -> None:
        self.beside += [(node, RDF + "type", self.iri(NS + c)) for c in classes]
        self.beside += [(node, NS + name, term) for name, term in told.items()]

    def _truth(self) -> Any:
        return self.word("true", datatype=self.iri(XSD + "boolean"))

    @staticmethod
    def _several(value: str) -> Iterator[str]:
        return (name.strip() for name in value.split(" + ") if name.strip() not in ("", _NONE))


def _offsets(nodes: Nodes, span: str) -> Span:
    return int(nodes[span][OA + "start"][0]), int(nodes[span][OA + "end"][0])


def days(edtf: str) -> tuple[str, str]:
    """The first and last day of a day, month, year or interval, empty where it is open. Raises UsageError on anything else."""
    ends = edtf.split("/") if "/" in edtf else [edtf, edtf]
    if len(ends) != 2 or ends == ["..", ".."]:
        raise UsageError(_NO_DATE.format(edtf))
    first, last = ("" if end == ".." else _bound(end, edtf, latest=at == 1) for at, end in enumerate(ends))
    if first and last and first > last:
        raise UsageError(_NO_DATE.format(edtf))
    return first, last


_NO_DATE = "{!r} is no date; write 2021-05-12, 2021-05, 2021, 2021-05-01/2021-05-31 or ../2021-05-31"


def _bound(point: str, edtf: str, *, latest: bool) -> str:
    import datetime

    told = _POINT.fullmatch(point)
    try:
        year, month, day = (int(n) if n else 0 for n in told.groups()) if told else (0, 0, 0)
        last = 12 if latest else 1
        at = datetime.date(year, month or last, day or (calendar.monthrange(year, month or last)[1] if latest else 1))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise UsageError(_NO_DATE.format(edtf)) from error
    return at.isoformat()
