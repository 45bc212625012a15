"""The door: every command, its options, its output and its exit codes. Heavy libraries are imported inside commands."""

from __future__ import annotations

import inspect
import os
import sys
from typing import Any

import click

from kg.cli.asking import ask, query, questions, show, why
from kg.cli.curating import review
from kg.cli.exporting import export
from kg.cli.keeping import check, compare, ingest, redact, rejected, remove
from kg.cli.networks import analyse, common, neighbours, path
from kg.cli.output import plain
from kg.cli.publishing import publish, serve, site
from kg.cli.reading import demo, read
from kg.cli.time import accounts, diff, dossier, ledger, timeline
from kg.errors import KgError


class Door(click.Group):
    """Turns what a user can act upon into one line and an exit code; a traceback only with --debug."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; see the class."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"kg: {plain(str(error))}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("kg: interrupted; what was stored before is whole, run it again to go on", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dipkg")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option("--no-color", is_flag=True, help="Print no colours; also by NO_COLOR in the environment.")
@click.pass_context
def main(ctx: click.Context, debug: bool, no_color: bool) -> None:
    """Read diplomatic releases into a graph one can trust, and ask it.

    \b
    kg demo                          read the first release and ask four questions
    kg ingest FOLDER                 read releases into ./kg-store
    kg ask agreed --party JPN        who agreed on what, and in which sentence
    """
    ctx.color = False if no_color or os.environ.get("NO_COLOR") else None


def _examples_last(command: click.Command) -> click.Command:
    """The examples of a docstring stand below the options, where a reader's eye ends."""
    words, mark, examples = inspect.cleandoc(command.help or "").partition("\n\n\b\n")
    if mark:
        command.help, command.epilog = words, f"\b\n{examples}"
    return command


for command in (
    demo, read, ingest, ask, query, questions, show, why, timeline, diff, accounts, ledger, dossier, review, path, neighbours, common, analyse,
    export, check, compare, remove, redact, rejected, publish, serve, site,
):  # fmt: skip
    main.add_command(_examples_last(command))
