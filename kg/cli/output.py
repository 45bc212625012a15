"""Puts answers on standard output and talk on standard error, harmless for a terminal."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

import click

from kg.cli.options import FORMATS
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.ask import Answers


def plain(text: str) -> str:
    """Text for a terminal: control and direction characters shown as escapes."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def show(answers: Answers, form: str | None, *, headers: bool = True, wide: bool = False) -> None:
    """Print rows on standard output and the note on standard error."""
    form = form or ("table" if sys.stdout.isatty() else "tsv")
    if form == "json":
        click.echo(json.dumps(list(answers), ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in answers:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form in ("csv", "tsv"):
        click.echo(answers.to_csv("\t" if form == "tsv" else ",", headers=headers), nl=False)
    elif form == "md":
        _markdown(answers, headers)
    elif form == "table":
        _cards(answers, headers, wide)
    else:
        _triples(answers, form)
    if answers.note:
        click.echo(answers.note, err=True)


def _markdown(answers: Answers, headers: bool) -> None:
    if headers:
        click.echo("| " + " | ".join(answers.columns) + " |\n" + "|---" * len(answers.columns) + "|")
    for cells in answers.rows:
        click.echo("| " + " | ".join((c or "").replace("|", "\\|").replace("\n", " ") for c in cells) + " |")


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
    sys.stdout.buffer.write(triples_as(answers.triples, form))
