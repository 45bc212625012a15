"""Commands that ask the network of parties."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import format_option, open_store, store_option, table_options
from kg.cli.output import say, show
from kg.errors import UsageError


@click.command()
@click.argument("one")
@click.argument("other")
@store_option
def path(one: str, other: str, store: Path) -> None:
    """The shortest chain of acts between two actors, each with its statement.

    \b
    kg path KOR JPN
    kg path Japan "North Korea"
    kg path USA CHN --store desk
    """
    rows = open_store(store).path(one, other)
    for a, b, statement in rows:
        say(f"{a} -- {b}\t{statement}")
    if not rows:
        say(f"no chain of acts joins {one} and {other}", err=True)


@click.command()
@click.argument("name")
@store_option
def neighbours(name: str, store: Path) -> None:
    """Who deals with an actor, and in how many acts.

    \b
    kg neighbours KOR
    kg neighbours "European Union"
    kg neighbours JPN --store desk
    """
    for label, count in open_store(store).neighbours(name):
        say(f"{label}\t{count}")


@click.command()
@click.argument("one")
@click.argument("other")
@store_option
def common(one: str, other: str, store: Path) -> None:
    """The parties that both actors deal with.

    \b
    kg common KOR JPN
    kg common USA CHN
    kg common KOR JPN --store desk
    """
    for label in open_store(store).common(one, other):
        say(label)


@click.command()
@click.argument("name", type=click.Choice([
    "actor-issues", "agenda", "agreements", "brokers", "centrality", "chains", "co-agreements", "communities", "reciprocity", "requests", "stances",
]))  # fmt: skip
@click.option("--party")
@click.option("--with", "with_")
@click.option("--issue", help="On this issue or a narrower one.")
@click.option("--since", help="Released on this day or later.")
@click.option("--until", help="Released on this day or earlier.")
@store_option
@format_option
@table_options
def analyse(name: str, store: Path, form: str | None, columns: str | None, no_headers: bool, wide: bool, **given: str | None) -> None:
    """Run an analysis of the network, on an issue and in a period where it heeds them; edges come with statements that bear them out.

    \b
    kg analyse brokers --issue fisheries --since 2018-01-01
    kg analyse agenda --party KOR --with JPN
    kg analyse chains --party KOR --with PRK --store desk
    """
    from kg.analysis import ANALYSES
    from kg.ask import Answers

    analysis = ANALYSES[name]
    wanted = {k: v for k, v in given.items() if v is not None}
    if unheeded := sorted(set(wanted) - set(analysis.heeds)):
        raise UsageError(f"{name} does not heed --{unheeded[0].rstrip('_')}; it heeds {', '.join(h.rstrip('_') for h in analysis.heeds) or 'none'}")
    rows = tuple(tuple(str(cell) for cell in row) for row in analysis.run(open_store(store).dataset, **wanted))
    answers = Answers(tuple(analysis.columns.split()), rows, f"{len(rows)} rows" if rows else "nothing to analyse in scope")
    show(answers.only(columns.split(",")) if columns else answers, form, headers=not no_headers, wide=wide)
