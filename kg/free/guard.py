"""Refuses what would reach beyond the store or change it, told from the parsed query: a word in a comment or literal does no harm."""

from __future__ import annotations

import re
from typing import Any

from kg.errors import UsageError

_OUTWARD = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM"}
_UPDATE = re.compile(r"\s*(?:(?:PREFIX|BASE)\b[^>]*>\s*)*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_what_reaches_out(sparql: str, *, datasets: bool = False) -> None:
    """Raise UsageError for SERVICE, updates and, unless a query may name its ``datasets``, for FROM."""
    text = _ESCAPE.sub(_character, sparql)  # an escape may hide any letter of a keyword
    if update := _UPDATE.match(re.sub(r"(?m)^\s*#.*$", "", text)):
        raise UsageError(f"{update[1].upper()} is refused: a query reads; the store changes by reading releases alone")
    refused = {"SERVICE"} if datasets else set(_OUTWARD.values())
    words = {word for word in refused if re.search(rf"\b{word}\b", text, re.IGNORECASE)}
    if words and (word := _outward(sparql, words)):
        raise UsageError(f"{word} is refused: queries see this store and nothing else")


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else escape[0]


def _outward(sparql: str, words: set[str]) -> str | None:
    """The first construct that reaches out; where the query cannot be parsed here, it is judged by its words, to be safe."""
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        todo: list[Any] = [parseQuery(sparql)]
    except (ParseException, RecursionError):
        return min(words)
    while todo:
        here = todo.pop()
        if (word := _OUTWARD.get(getattr(here, "name", ""))) in words:
            return word
        todo += list(here.values()) if hasattr(here, "values") else []
        todo += list(here) if isinstance(here, list) or type(here).__name__ == "ParseResults" else []
    return None
