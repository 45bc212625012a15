"""Takes back what an annotator changed in a WebAnno TSV 3 file that was exported: each change becomes a correction."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.curation.corrections import Correction
from kg.curation.readings import Readings
from kg.curation.slots import Span
from kg.errors import UsageError
from kg.export.acts import acts
from kg.export.webanno import LAYER, document
from kg.vocab import RELEASE

_CELL = re.compile(r"(?:[^|\\]|\\.)+")
_VALUE = re.compile(r"((?:[^\[\\]|\\.)*)(?:\[(\d+)\])?")
_ESCAPE = re.compile(r"\\(->|.)")
_TOKEN = re.compile(r"\d{1,9}-\d{1,9}(?:\.\d{1,9})?")
_EMPTY = ("_", "*", "")
# What an annotator can say, and the field of a correction that says it.
_FIELDS = {"class": "class", "force": "force", "status": "status", "stance": "stance", "by": "who", "to": "to", "polarity": "negated"}


@dataclass(slots=True)
class Annotation:
    """One act as a file has it: its features, and the stretches of the text that it covers."""

    features: dict[str, str] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)

    @property
    def statement(self) -> tuple[str, str]:
        """Its name and the state of the release it was exported from; empty where an annotator made it."""
        name, _, state = self.features.get("statement", "").partition("@")
        return name, state


@dataclass(slots=True)
class Taken:
    """The corrections that a file gives, and what in it could not be taken, in words."""

    corrections: list[Correction] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def take(readings: Readings, dataset: Any, path: Path, *, rest: bool = False) -> Taken:
    """What an annotator changed in one file, against the release as answers see it; ``rest``: what was left as it is was found right.

    Raises UsageError if the file is of no release of the store, or its words are not those of the release.
    """
    release = _release(readings, path)
    text = readings.text(release)
    told = acts(dataset, RELEASE + release)
    before = {a.statement[0]: a for a in read(document(dataset, text, told), text)}
    made = read(_decoded(path), text)
    state = next((a.statement[1] for a in before.values()), "")
    found, seen = Taken(), set()
    for annotation in made:
        name, of = annotation.statement
        if name in before and name not in seen:
            seen.add(name)
            _compare(readings, found, f"{RELEASE}{release}#{name}", before[name], annotation, text, rest=rest)
        elif not of:
            _attempt(found, lambda a=annotation: _missed(readings, release, a, text), f"{release}, {_words(annotation, text)!r}")
        else:
            found.left.append(f"{release}: {name} is read no more; its changes are not taken")
    if gone := sorted(before.keys() - seen):
        if {a.statement[1] for a in made} - {""} == {state}:
            for name in gone:
                found.corrections.append(readings.judge(f"{RELEASE}{release}#{name}", "reject"))
        else:
            found.left.append(f"{release}: exported from another state, or nothing is left of it; that {len(gone)} are missing is not taken for a rejection")
    return found


def read(raw: str, text: str) -> list[Annotation]:
    """The annotations of our layer in a file, in order of the text. Raises UsageError if its words are not those of the text."""
    features, first = _columns(raw)
    place = _points(text)
    found: dict[str, Annotation] = defaultdict(Annotation)
    for row in (line.split("\t") for line in raw.splitlines()):
        if len(row) < 3 or not _TOKEN.fullmatch(row[0]):
            continue
        start, end = (place.get(int(at), -1) for at in row[1].split("-"))
        if text[max(start, 0) : end] != row[2]:
            raise UsageError(f"at {row[1]} the file has {row[2]!r} and the release has {text[max(start, 0) : end]!r}: it is not a file of this release")
        for name, cell in zip(features, row[first : first + len(features)], strict=False):
            for number, value in _values(cell):
                one = found[number or f"{row[1]}"]
                one.features.setdefault(name, value)
                if (start, end) not in one.spans:
                    one.spans.append((start, end))
    return _joined(sorted(found.values(), key=lambda a: a.spans))


def _joined(found: list[Annotation]) -> list[Annotation]:
    """The parts of one act as one, each part a stretch from its first to its last token."""
    named: dict[str, Annotation] = {}
    result = []
    for one in found:
        one.spans = [(one.spans[0][0], one.spans[-1][1])]
        name = one.statement[0]
        if name and name in named:
            named[name].spans += one.spans
        else:
            result.append(one)
            named[name] = one
    return result


def _columns(raw: str) -> tuple[list[str], int]:
    """The features of our layer, and the column in which they begin. Raises UsageError if the file has no such layer."""
    at = 3
    if not raw.startswith("#FORMAT=WebAnno TSV 3"):
        raise UsageError("not a file in the format WebAnno TSV 3")
    for line in raw.splitlines():
        if line.startswith("#T_"):
            layer, *features = line.partition("=")[2].split("|")
            if layer == LAYER:
                return features, at
            at += max(1, len(features))
    raise UsageError(f"no layer {LAYER} in it; export it from the project with this layer")


def _values(cell: str) -> Iterator[tuple[str, str]]:
    """(number, value) of each annotation on a token; without a number it covers this token alone."""
    if cell == "_":
        return
    for part in _CELL.findall(cell):
        told = _VALUE.fullmatch(part)
        if told:
            value = "" if told[1] in _EMPTY else _ESCAPE.sub(lambda m: {"t": "\t", "n": "\n"}.get(m[1], m[1]), told[1])
            yield told[2] or "", value


def _points(text: str) -> dict[int, int]:
    """Offsets as Java counts them -> those of characters."""
    found, units = {}, 0
    for at, char in enumerate(text):
        found[units] = at
        units += 1 + (char > "\uffff")
    return found | {units: len(text)}


def _release(readings: Readings, path: Path) -> str:
    """The release that a file is of: by its own name, or that of the folder that an annotation tool puts it in."""
    for name in (path.name, path.parent.name):
        if readings.holds(ident := name.removesuffix(".tsv")):
            return ident
    raise UsageError(f"{path}: neither the file nor its folder is named after a release of the store")


def _decoded(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as a text in UTF-8: {error}") from error


def _compare(readings: Readings, found: Taken, statement: str, was: Annotation, now: Annotation, text: str, *, rest: bool) -> None:
    """An edit where the annotator gave a feature or the stretch otherwise."""
    changed = {name: value for name, value in now.features.items() if name in _FIELDS and value != was.features.get(name)}
    fields = _fields(changed, clear=True)
    if now.spans != was.spans:
        fields["content"] = _words(now, text)
    if fields:
        _attempt(found, lambda: readings.judge(statement, "edit", fields), statement.rpartition("/")[2])
    elif rest and not readings.is_judged(statement):
        found.corrections.append(readings.judge(statement, "accept"))


def _missed(readings: Readings, release: str, made: Annotation, text: str) -> Correction:
    fields = _fields({name: value for name, value in made.features.items() if name in _FIELDS and value}, clear=False)
    return readings.miss(release, (made.spans[0][0], made.spans[-1][1]), {"content": _words(made, text), **fields})


def _fields(features: dict[str, str], *, clear: bool) -> dict[str, str]:
    fields = {_FIELDS[name]: value or "-" for name, value in features.items() if value or clear}
    if "negated" in fields:
        fields["negated"] = "yes" if fields["negated"] == "neg" else "no"
    return fields


def _words(made: Annotation, text: str) -> str:
    return " … ".join(" ".join(text[a:b].split()) for a, b in made.spans)


def _attempt(found: Taken, tell: Any, what: str) -> None:
    """Take a correction, or note why it cannot be taken."""
    try:
        found.corrections.append(tell())
    except UsageError as error:
        found.left.append(f"{what}: {error}")
