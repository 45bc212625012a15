"""Writes many phrases as one regular expression that branches letter by letter: it finds what the plain list finds, only sooner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_FEW = 3  # so few are tried one by one


def any_of(phrases: Iterable[str], blank: str = " ") -> str:
    """An alternation of the phrases; the first in order that fits wins. ``blank`` is what stands for each blank: a set."""
    return _branches([tuple(blank if c == " " else re.escape(c) for c in phrase) for phrase in phrases])


def _branches(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows that begin alike have their beginning written once; their order is kept, that of others cannot matter."""
    if len(rows) <= _FEW or _may_overlap({row[0] for row in rows if row}):
        return "|".join("".join(row) for row in rows)
    end = rows.index(()) if () in rows else len(rows)  # what comes after a phrase that ends here stays after it
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in rows[:end]:
        groups.setdefault(row[0], []).append(row[1:])
    parts = [first + (f"(?:{inner})" if "|" in (inner := _branches(rest)) else inner) for first, rest in groups.items()]
    return "|".join([*parts, *([""] if end < len(rows) else []), *([_branches(rows[end + 1 :])] if end + 1 < len(rows) else [])])


def _may_overlap(firsts: set[str]) -> bool:
    """Whether two beginnings may fit the same character: a set, or one letter in both cases."""
    return len({first.lower() for first in firsts}) < len(firsts) or (len(firsts) > 1 and any(first[0] == "[" for first in firsts))
