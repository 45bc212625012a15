"""Loads data/times.toml: how times are worded, each wording with a text that it reads and one that it must not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg import resources
from kg.errors import KgError

# A blank of a wording: line breaks and doubled blanks of the text count as one, an empty line does not.
_BLANK = r"(?:(?:[^\S\n]{1,3}\n?|\n)[^\S\n]{0,3})"
_MACRO = re.compile(r"\{([a-z]\w*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One row of data/times.toml.

    ``kind`` names what works it out. ``pattern`` finds a point, or what must stand right before one (``[[around]]``);
    ``suffix`` what must follow it, ``opens`` what stands before the first of two that are joined. ``alone`` is "yes", "no" (only inside a wider phrase) or the words that must stand
    before it. ``parts`` gives first and last part for each unit, ``fuzzy`` their approximate ends.
    """

    id: str
    kind: str
    rank: int
    pattern: re.Pattern[str]
    suffix: re.Pattern[str] | None = None
    opens: re.Pattern[str] | None = None
    cues: re.Pattern[str] | None = None
    alone: bool = True
    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    fuzzy: str = ""
    reads: tuple[tuple[str, str, str], ...] = ()
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The wordings by what they are for, and the words they are made of."""

    published: str
    points: tuple[Wording, ...]
    around: tuple[Wording, ...]
    joins: tuple[Wording, ...]
    never: tuple[Wording, ...]
    words: Mapping[str, Mapping[str, int]]
    ahead: re.Pattern[str]
    behind: re.Pattern[str]


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    """Macros set in, blanks made lenient."""
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda m: macros[m[1]], pattern)
    return pattern.replace(" ", _BLANK)


def _compile(pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(_expand(pattern, macros), re.IGNORECASE)


def _wording(rank: int, raw: dict[str, Any], macros: Mapping[str, str], group: str) -> Wording:
    # A point begins a word, a preposition ends where its point begins, a joining word begins where its point ends.
    frame = {"around": r"(?<!\w)(?:%s)\Z", "join": "(?:%s)"}.get(group, r"(?<!\w)(?:%s)")
    try:
        cues, suffix, opens = raw.get("alone", "yes"), raw.get("suffix"), raw.get("opens")
        wording = Wording(
            id=raw["id"],
            kind=raw.get("kind", group),
            rank=rank,
            pattern=_compile(frame % raw["pattern"], macros),
            suffix=_compile(suffix, macros) if suffix else None,
            opens=_compile(rf"(?<!\w)(?:{opens})\Z", macros) if opens else None,
            cues=_compile(rf"(?<!\w)(?:{cues}) \Z", macros) if cues not in ("yes", "no") else None,
            alone=cues != "no",
            parts={unit: (first, last) for unit, (first, last) in raw.get("parts", {}).items()},
            fuzzy=raw.get("fuzzy", ""),
            reads=tuple((text, words, edtf) for text, words, edtf in raw.get("reads", ())),
            leaves=tuple(raw["leaves"]),
        )
    except (KeyError, re.error) as error:
        raise KgError(f"times.toml: {raw.get('id', '?')} is malformed: {error}") from error
    if not wording.leaves or bool(wording.reads) == (group == "never"):
        raise KgError(f"times.toml: {wording.id} needs a text that it reads and one that it leaves")
    return wording


def _numbered(rows: dict[str, int] | list[list[str]]) -> dict[str, int]:
    """Words with their numbers: given so, or counted from 1 over a list of synonyms."""
    return rows if isinstance(rows, dict) else {w: i for i, names in enumerate(rows, 1) for w in names}


@cache
def grammar() -> Grammar:
    """The grammar of time, read once. Raises KgError on a malformed row."""
    raw = tomllib.loads(resources.data("times.toml").read_text(encoding="utf-8"))
    words = {name: _numbered(rows) for name, rows in raw["words"].items()}
    macros = dict(raw["macros"])
    for name, row in words.items():
        longest = sorted(row, key=lambda w: (-len(w), w))
        macros[name] = "|".join(longest)
        macros[name + "_upper"] = "|".join(longest).upper()
    words = {name: {w.lower(): n for w, n in row.items()} for name, row in words.items()}
    groups = {
        group: tuple(_wording(1000 * place + i, row, macros, group) for i, row in enumerate(raw[group]))
        for place, group in enumerate(("point", "around", "join", "never"))
    }
    return Grammar(
        published=raw["published"],
        points=groups["point"],
        around=groups["around"],
        joins=groups["join"],
        never=groups["never"],
        words=words,
        ahead=_compile(raw["lean"]["ahead"], macros),
        behind=_compile(raw["lean"]["behind"], macros),
    )
