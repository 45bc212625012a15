"""Options that several commands share, and the store they name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.ask import Graph

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
Command = Callable[..., Any]


def store_option(command: Command) -> Command:
    """--store, for every command that needs one."""
    return click.option("--store", type=click.Path(path_type=Path), default="kg-store", envvar="KG_STORE", show_default=True,
                        help="Folder of the store.")(command)  # fmt: skip


def format_option(command: Command) -> Command:
    """--format; a table on a terminal, tab-separated when piped."""
    return click.option("--format", "form", type=click.Choice(FORMATS), help="Default: table on a terminal, else tsv.")(command)


def table_options(command: Command) -> Command:
    """--columns, --no-headers and --wide, for commands that print rows."""
    for option in (
        click.option("--columns", help="Only these columns, separated by commas."),
        click.option("--no-headers", is_flag=True, help="Rows alone."),
        click.option("--wide", is_flag=True, help="Do not cut lines to the width of the terminal."),
    ):
        command = option(command)
    return command


def open_store(store: Path) -> Graph:
    """The store at a path, ready to be asked."""
    from kg.ask import open_graph

    return open_graph(store)


def open_endpoint(url: str) -> Graph:
    """A SPARQL server, ready to be asked the named questions."""
    from kg.ask import open_endpoint as open_there

    return open_there(url)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
