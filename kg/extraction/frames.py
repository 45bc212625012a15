"""Loads the frames: which words name an act, and where their slots stand in the clause."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import resources
from kg.errors import KgError


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One ``[[frame]]`` of data/frames: a class of act, the lemmas that name it, and where its slots stand."""

    id: str
    act_class: str
    kind: str
    lemmas: frozenset[str]
    light: frozenset[str]
    force: str | None
    forces: dict[str, str]
    content: tuple[str, ...]
    prepositions: frozenset[str]
    addressee: tuple[str, ...]
    others: tuple[str, ...]
    happens: dict[str, str]
    needs: frozenset[str]
    without: frozenset[str]
    within: frozenset[str]
    needs_adverb: dict[str, str]
    needs_object: frozenset[str]
    subject_any: bool
    subjects: frozenset[str]
    objects: frozenset[str]
    alone: bool
    bare: bool
    main: bool
    together: bool
    unasked: bool
    ongoing: bool
    deed: bool
    judged: bool
    topics: frozenset[str]
    examples: tuple[dict[str, Any], ...]
    counters: tuple[dict[str, Any], ...]


def _frame(raw: dict[str, Any], where: str) -> Frame:
    try:
        frame = Frame(
            id=raw["id"],
            act_class=raw["class"],
            kind=raw.get("kind", "verb"),
            lemmas=frozenset(raw["lemmas"]),
            light=frozenset(raw.get("light", ())),
            force=raw.get("force"),
            forces=dict(raw.get("forces", {})),
            content=tuple(raw["content"]),
            prepositions=frozenset(raw.get("prepositions", ())),
            addressee=tuple(raw.get("addressee", ())),
            others=tuple(raw.get("others", ())),
            happens=dict(raw.get("happens", {})),
            needs=frozenset(raw.get("needs", ())),
            without=frozenset(raw.get("without", ())),
            within=frozenset(raw.get("within", ())),
            needs_adverb=dict(raw.get("needs-adverb", {})),
            needs_object=frozenset(raw.get("needs-object", ())),
            subjects=frozenset(raw.get("subjects", ())),
            objects=frozenset(raw.get("objects", ())),
            alone=bool(raw.get("alone", False)),
            bare=bool(raw.get("bare", False)),
            main=bool(raw.get("main", False)),
            together=bool(raw.get("together", False)),
            unasked=bool(raw.get("unasked", False)),
            ongoing=bool(raw.get("ongoing", False)),
            deed=bool(raw.get("deed", raw["class"] == "Measure")),
            judged=bool(raw.get("judged", False)),
            topics=frozenset(raw.get("topics", ())),
            subject_any=bool(raw.get("subject-any", False)),
            examples=tuple(raw.get("example", ())),
            counters=tuple(raw.get("counter", ())),
        )
    except KeyError as missing:
        raise KgError(f"{where}: frame {raw.get('id', '?')} has no {missing}; add it") from missing
    if not frame.examples or not frame.counters:
        raise KgError(f"{where}: frame {frame.id} needs an example and a counter-example")
    return frame


@cache
def frames() -> tuple[Frame, ...]:
    """Every frame, files in order of name, frames in order of file. Raises KgError on a malformed one."""
    found = []
    for path in sorted(resources.data("frames").glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [_frame(row, path.name) for row in raw.get("frame", [])]
    return tuple(found)


@cache
def by_lemma(kind: str) -> dict[str, tuple[Frame, ...]]:
    """The frames of one kind (verb, noun, adjective, will, must) under each of their lemmas."""
    index: dict[str, list[Frame]] = {}
    # What asks for a certain subject is tried first, then what asks for an object or preposition, or for several.
    for frame in sorted(frames(), key=lambda f: (not f.subjects, not (f.objects or f.needs or f.needs_object or f.together or f.judged))):
        if frame.kind == kind:
            for lemma in sorted(frame.lemmas):
                index.setdefault(lemma, []).append(frame)
    return {lemma: tuple(rows) for lemma, rows in index.items()}


def force_of(frame: Frame, lemma: str) -> str:
    """The slug of the force concept that a frame gives under a lemma."""
    return frame.force or frame.forces.get(lemma) or SPELLINGS.get(lemma, lemma)


# British and American spellings, and plurals, name one force.
SPELLINGS = {
    "emphasise": "emphasize",
    "recognise": "recognize",
    "criticise": "criticize",
    "finalise": "finalize",
    "endeavor": "endeavour",
    "honor": "honour",
    "condolences": "condole",
    "condolence": "condole",
    "thanks": "thank",
    "gratitude": "thank",
    "congratulations": "congratulate",
    "agreement": "agree",
    "consensus": "agree",
    "understanding": "agree",
    "decision": "decide",
    "intention": "intend",
    "undertaking": "undertake",
    "readiness": "offer",
    "willingness": "offer",
    "determination": "determine",
    "look": "look-forward",
    "appreciation": "appreciate",
    "concern": "express-concern",
    "alarm": "express-concern",
    "satisfaction": "welcome",
    "disappointment": "regret",
    "opposition": "oppose",
    "solidarity": "support",
    "sympathy": "condole",
    "confidence": "express-confidence",
    "interest": "express-interest",
    "admiration": "admire",
    "outrage": "condemn",
    "optimism": "hope",
    "tribute": "honour",
    "greetings": "greet",
    "wishes": "wish",
    "point": "note",
    "apprise": "inform",
    "say": "state",
    "reply": "state",
    "respond": "state",
    "answer": "state",
    "add": "state",
    "tell": "state",
    "express": "express-position",
    "share": "express-position",
    "reconfirm": "reaffirm",
    "reemphasize": "emphasize",
    "reemphasise": "emphasize",
    "favor": "favour",
    "prioritise": "prioritize",
    "reassure": "assure",
    "echo": "express-position",
    "inaugurate": "open",
    "disclose": "state",
    "reveal": "state",
    "contend": "argue",
    "signal": "indicate",
    "attest": "affirm",
    "recount": "explain",
    "assurance": "assure",
    "consent": "approve",
    "assent": "approve",
    "view": "believe",
    "hold": "believe",
    "understand": "acknowledge",
    "realise": "acknowledge",
    "realize": "acknowledge",
    "present": "explain",
    "commemorate": "celebrate",
    "earmark": "allocate",
    "authorise": "approve",
    "authorize": "approve",
}
