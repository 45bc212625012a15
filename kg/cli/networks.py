"""Commands that ask the network of parties."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import open_store, store_option
from kg.cli.output import say


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
@click.argument("name", type=click.Choice(["actor-issues", "co-agreements"]))
@store_option
def analyse(name: str, store: Path) -> None:
    """Run an analysis of the network.

    \b
    kg analyse actor-issues
    kg analyse co-agreements
    kg analyse actor-issues --store desk
    """
    from kg.analysis import ANALYSES

    for row in ANALYSES[name](open_store(store).dataset):
        say("\t".join(str(cell) for cell in row))
