"""Who says so: a source, the words that attribute, and what is attributed, as spans of the reading text."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One layer of attribution; spans count code points of ``Doc.text`` and are in text order.

    ``source`` is empty where nobody is named. ``kind`` is direct (all of the content is quoted), mixed (part of it) or
    indirect. ``depth`` is 0 for what the text itself attributes, 1 for what lies inside such content, and so on. ``rule``
    names the construction.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    depth: int
    rule: str
