"""Puts answers on standard output and talk on standard error, harmless for a terminal."""

from __future__ import annotations

import json
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import FORMATS
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.ask import Answers


_OBEYED = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def plain(text: str) -> str:
    """Text for a terminal: control and direction characters shown as escapes."""
    return text if text.isprintable() else "".join(c if c.isprintable() or c in "\n\t" else repr(c)[1:-1] for c in text)


def say(text: str, *, err: bool = False) -> None:
    """Print words that may stem from a release."""
    click.echo(plain(text), err=err)


def give(raw: bytes) -> None:
    """Print a format for other programs as it is, unless it goes to a terminal."""
    if sys.stdout.isatty():
        click.echo(plain(raw.decode("utf-8", "replace")), nl=False)
    else:
        sys.stdout.buffer.write(raw)


def as_json(value: Any, indent: int | None = None) -> str:
    """JSON in which characters that a terminal obeys are escapes: the value is the same."""
    told = json.dumps(value, ensure_ascii=False, indent=indent)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", told)


def show(answers: Answers, form: str | None, *, headers: bool = True, wide: bool = False) -> None:
    """Print rows on standard output and the note on standard error."""
    form = form or ("table" if sys.stdout.isatty() else "tsv")
    if form == "json":
        click.echo(as_json(list(answers), indent=1))
    elif form == "jsonl":
        for row in answers:
            click.echo(as_json(row))
    elif form in ("csv", "tsv"):
        give(answers.to_csv("\t" if form == "tsv" else ",", headers=headers).encode())
    elif form == "md":
        _markdown(answers, headers)
    elif form == "table":
        _cards(answers, headers, wide)
    else:
        _triples(answers, form)
    if answers.note:
        say(answers.note, err=True)


def _markdown(answers: Answers, headers: bool) -> None:
    if headers:
        click.echo("| " + " | ".join(answers.columns) + " |\n" + "|---" * len(answers.columns) + "|")
    for cells in answers.rows:
        say("| " + " | ".join(" ".join((c or "").split()).replace("|", "\\|") for c in cells) + " |")


def _cards(answers: Answers, headers: bool, wide: bool) -> None:
    """A row as a block of lines: sentences are too long for columns; on a terminal a line is cut to it unless ``wide``."""
    width = 0 if wide or not sys.stdout.isatty() else shutil.get_terminal_size().columns
    for row in answers:
        for column, value in row.items():
            if value:
                shown = plain(" ".join(value.split()))
                room = width - (14 if headers else 0)
                if width and len(shown) > room > 1:
                    shown = shown[: room - 1] + "…"
                click.echo(click.style(f"{column:>12}  ", dim=True) * headers + shown)
        click.echo()


def _triples(answers: Answers, form: str) -> None:
    """The triples of a CONSTRUCT or DESCRIBE as Turtle, N-Triples or JSON-LD."""
    from kg.export.rdf import triples_as

    if answers.triples is None:
        raise UsageError(f"--format {form} is for CONSTRUCT and DESCRIBE; rows are given as {', '.join(FORMATS)}")
    give(triples_as(answers.triples, form))
