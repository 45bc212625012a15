"""Refuses what would reach beyond the store or change it: a word in a comment, literal or name does no harm where that is plain to see."""

from __future__ import annotations

import re

from kg.errors import UsageError

_UPDATE = re.compile(r"\s*(?:(?:PREFIX|BASE)\b[^>]*>\s*)*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# IRIs, short literals, comments to the line's end, variables, language tags, local parts of names. Each is drawn narrower than
# SPARQL has it, for what one parser takes for a literal another can take for two: whoever hides a word has it seen.
_SILENT = re.compile(
    r"""<[^<>"'{}|^`\\\x00-\x20]*>|"[^"\\<>\#{}\n\r]*"|'[^'\\<>\#{}\n\r]*'|\#[^>\n\r]*(?=[\n\r]|$)
    |[?$][A-Za-z0-9_]+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*|:[A-Za-z0-9_][A-Za-z0-9_-]*""",
    re.VERBOSE,
)
_UNCLEAR = re.compile(r"[\"'\\]")


def refuse_what_reaches_out(sparql: str, *, datasets: bool = False) -> None:
    """Raise UsageError for SERVICE, updates and, unless a query may name its ``datasets``, for FROM."""
    text = _ESCAPE.sub(_character, sparql)  # an escape may hide any letter of a keyword
    if update := _UPDATE.match(re.sub(r"(?m)^\s*#.*$", "", text)):
        raise UsageError(f"{update[1].upper()} is refused: a query reads; the store changes by reading releases alone")
    bare = _SILENT.sub(" ", sparql)
    if '"""' in sparql or "'''" in sparql or _UNCLEAR.search(bare):  # it cannot be told here what is a literal: the word alone decides
        bare = f"{sparql} {text}"
    # A keyword needs no space around it, so it is looked for inside of words.
    for word in ("SERVICE",) if datasets else ("SERVICE", "FROM"):
        if word in bare.upper():
            raise UsageError(f"{word} is refused: queries see this store and nothing else")


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else escape[0]
