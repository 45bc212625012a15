"""Puts answers on standard output and talk on standard error, harmless for a terminal."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.ask import Answers


def plain(text: str) -> str:
    """Text for a terminal: control and direction characters shown as escapes."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def show(answers: Answers, form: str | None) -> None:
    """Print rows on standard output and the note on standard error."""
    form = form or ("table" if sys.stdout.isatty() else "tsv")
    if form == "json":
        click.echo(json.dumps(list(answers), ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in answers:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form in ("csv", "tsv"):
        click.echo(answers.to_csv("\t" if form == "tsv" else ","), nl=False)
    elif form == "md":
        click.echo("| " + " | ".join(answers.columns) + " |\n" + "|---" * len(answers.columns) + "|")
        for cells in answers.rows:
            click.echo("| " + " | ".join((c or "").replace("|", "\\|").replace("\n", " ") for c in cells) + " |")
    else:
        _cards(answers)
    if answers.note:
        click.echo(answers.note, err=True)


def _cards(answers: Answers) -> None:
    """A row as a block of lines: sentences are too long for columns."""
    for row in answers:
        for column, value in row.items():
            if value:
                shown = plain(" ".join(value.split()))
                click.echo(f"{column:>10}  {shown}")
        click.echo()
