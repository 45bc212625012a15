"""Takes the marks out of Markdown: headings, emphasis, links and pictures; front matter is read as what the file declares."""

from __future__ import annotations

import datetime
import html
import re
from contextlib import suppress

from kg.readers.draft import Draft, clean, fold, under

_FRONT = {"title": "title", "date": "published", "published": "published", "publisher": "publisher", "issuer": "issuer",
          "url": "url", "link": "url", "permalink": "url", "language": "language", "lang": "language", "licence": "licence", "retrieved": "retrieved"}  # fmt: skip
_FIELD = re.compile(r"([A-Za-z_]{2,20}):\s{1,9}(\S.{0,500})$")
_OWN_LINE = re.compile(r"\s{0,3}(?:#{1,6}\s|[-*+]\s|\d{1,3}[.)]\s|>|\||```|~~~|(?:[-*_]\s?){3,40}$|={2,200}\s*$)")
_RULE = re.compile(r"\s{0,3}(?:(?:[-*_]\s?){3,40}|={2,200}|-{2,200}|```.{0,40}|~~~.{0,40}|[|:\s-]{3,200}+)\s*")
_INLINE = (
    (re.compile(r"<!--.{0,2000}?-->", re.S), ""),
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,100}\])"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,1000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>\n]{0,300}>"), ""),
    (re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])([^\n]{1,500}?)(?<=[^\s_])\1(?!\w)"), r"\2"),
    (re.compile(r"`{1,2}([^`\n]{1,300})`{1,2}"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])"), r"\1"),
)


def read_markdown(text: str, charset: str) -> Draft:
    """The Draft of a Markdown file; its reading text has no marks, and paragraphs that were wrapped are one line."""
    said, body = _front(text.replace("\r\n", "\n").replace("\r", "\n"))
    for pattern, put in _INLINE[:1]:
        body = pattern.sub(put, body)
    words = html.unescape("\n".join(_inline(line) for line in _lines(body)))
    return Draft(text=under(said.get("title", ""), fold(clean(words))), said=said, media_type=f"text/markdown;charset={charset}")


def _front(text: str) -> tuple[dict[str, str], str]:
    head, mark, rest = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not mark or len(head) > 10_000:
        return {}, text
    fields = [m for line in head.split("\n") if (m := _FIELD.match(line))]
    said = {_FRONT[m[1].lower()]: m[2].strip().strip("\"'") for m in fields if m[1].lower() in _FRONT}
    if day := said.pop("published", ""):
        with suppress(ValueError):
            said["published"] = datetime.date.fromisoformat(day[:10]).isoformat()
    return said, rest


def _lines(body: str) -> list[str]:
    """Lines as they will stand: wrapped ones joined, rules and fences gone, marks at the line's head gone."""
    out: list[str] = []
    opened = False
    for line in body.split("\n"):
        if not line.strip() or _RULE.fullmatch(line):
            out.append("")
            opened = False
        elif opened and not _OWN_LINE.match(line):
            out[-1] += ("\n" if out[-1].endswith("  ") else " ") + line.strip()
        else:
            heading = re.match(r"\s{0,3}#{1,6}\s", line)
            shown = re.sub(r"^\s{0,3}(?:#{1,6}\s+|>\s?)", "", line)
            shown = re.sub(r"\s#{1,6}\s*$", "", shown) if heading else re.sub(r"^(\s*)[*+]\s", r"\1- ", shown)
            shown = "\t".join(c.strip() for c in shown.strip().strip("|").split("|")) if shown.startswith("|") else shown
            out += ["", shown, ""] if heading else [shown]
            opened = not heading and not line.startswith("|")
    return out


def _inline(line: str) -> str:
    for pattern, put in _INLINE[1:]:
        line = pattern.sub(put, line)
    return line
