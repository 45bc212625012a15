"""Commands over many releases: a timeline, what changed, two accounts of an event, the ledger of commitments, a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import format_option, open_store, store_option, table_options
from kg.cli.output import give, show
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.query import Table


def _print(found: Table, note: str, form: str | None, columns: str | None, no_headers: bool, wide: bool) -> None:
    from kg.ask import Answers

    answers = Answers(found.columns, found.rows, note)
    show(answers.only(columns.split(",")) if columns else answers, form, headers=not no_headers, wide=wide)


def _counted(found: Table, column: int, nothing: str) -> str:
    """How many rows of each kind there are, or what was looked for in vain."""
    from collections import Counter

    counts = Counter(str(row[column]).split(" 2")[0] for row in found.rows)
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or nothing


@click.command()
@click.argument("names", nargs=-1)
@click.option("--issue", help="On this issue or a narrower one.")
@click.option("--since", default="", help="From this day on.")
@click.option("--until", default="9999", help="Up to this day.")
@store_option
@format_option
@table_options
def timeline(names: tuple[str, ...], issue: str | None, since: str, until: str, store: Path, **shown: Any) -> None:
    """What happened between two actors, around one, or on an issue, in the order of its days.

    \b
    kg timeline KOR JPN
    kg timeline fisheries --since 2018-01-01
    kg timeline KOR --issue trade --columns day,said_by,sentence
    """
    from kg import desk

    graph = open_store(store)
    dataset, seen = graph.dataset, desk.look(graph.dataset, graph.memory)
    found = desk.timeline(seen, desk.scope_of(seen, dataset, names, issue), since, until)
    _print(found, f"{len(found.rows)} acts", **shown)


@click.command()
@click.argument("before")
@click.argument("after")
@click.option("--party", help="Only acts of this actor.")
@click.option("--with", "with_", help="And this one.")
@click.option("--issue", help="On this issue or a narrower one.")
@store_option
@format_option
@table_options
def diff(before: str, after: str, party: str | None, with_: str | None, issue: str | None, store: Path, **shown: Any) -> None:
    """What is new, dropped, repeated, hardened, softened, turned or reworded between two releases, two dates, or two states of a store.

    A state is the folder of a store, "now", or "former": as the store was when it was last asked before its last change. Between states
    only what differs is told; "reread" is what is read otherwise in the same words.

    \b
    kg diff KOR-2018-04-11-8d5c7515 KOR-2018-06-02-1a2b3c4d
    kg diff 2018-04 2018-06 --party KOR --with JPN
    kg diff former now
    kg diff backup/kg-store now --party KOR
    """
    from kg import desk
    from kg.ask import state

    one, other = state(store, before), state(store, after)
    names = [n for n in (party, with_) if n]
    if bool(one) != bool(other):
        raise UsageError(f"{before if one else after} is a state of a store and {after if one else before} is none; compare two states: now, former, or a folder")
    if one and other:
        dataset = open_store(store if after in ("now", "former") else Path(after)).dataset
        scope = desk.scope_of(desk.look(one.dataset(())), dataset, names, issue)
        found, counts = desk.diff_states(one, other, scope)
        releases = ", ".join(f"{counts[k]} {k}" for k in ("added", "removed", "changed", "unchanged"))
        _print(found, f"releases: {releases}; statements: {_counted(found, 0, 'none in scope differs')}", **shown)
        return
    graph = open_store(store)
    dataset, seen = graph.dataset, desk.look(graph.dataset, graph.memory)
    found = desk.diff(seen, before, after, desk.scope_of(seen, dataset, names, issue))
    _print(found, _counted(found, 0, f"nothing in scope on {before} or {after}"), **shown)


@click.command()
@click.argument("event")
@store_option
@format_option
@table_options
def accounts(event: str, store: Path, **shown: Any) -> None:
    """What each side's account of one event says and what it leaves out; name the event, or a release that tells of it.

    \b
    kg accounts KOR-2018-04-11-8d5c7515
    kg accounts KOR-2018-04-11-8d5c7515#ev00120-00120
    kg ask omitted --party KOR
    """
    from kg import desk

    graph = open_store(store)
    found = desk.accounts(desk.look(graph.dataset, graph.memory), event)
    _print(found, _counted(found, 1, "the accounts say nothing of the kind"), **shown)


@click.command()
@click.argument("names", nargs=-1)
@click.option("--issue", help="On this issue or a narrower one.")
@click.option("--on", default="", help="As of this day; that of the newest release unless given.")
@store_option
@format_option
@table_options
def ledger(names: tuple[str, ...], issue: str | None, on: str, store: Path, **shown: Any) -> None:
    """The commitments of an actor or a pair: parties, due date, life so far, and the sentence that bears it out.

    \b
    kg ledger KOR JPN
    kg ledger KOR --on 2018-12-31
    kg ledger --issue fisheries --columns parties,content,due,life
    """
    from kg import desk

    graph = open_store(store)
    dataset, seen = graph.dataset, desk.look(graph.dataset, graph.memory)
    found = desk.ledger(seen, desk.scope_of(seen, dataset, names, issue), on)
    _print(found, _counted(found, 4, "no commitment in scope"), **shown)


@click.command()
@click.argument("names", nargs=-1)
@click.option("--issue", help="On this issue or a narrower one.")
@click.option("--on", default="", help="Commitments as of this day.")
@click.option("--format", "form", type=click.Choice(["md", "html"]), default="md", show_default=True)
@store_option
def dossier(names: tuple[str, ...], issue: str | None, on: str, form: str, store: Path) -> None:
    """All that the releases tell of a pair, an actor or an issue, as one page of Markdown or HTML with every quote.

    \b
    kg dossier KOR JPN > korea-japan.md
    kg dossier KOR JPN --format html > korea-japan.html
    kg dossier --issue fisheries --on 2018-12-31
    """
    from kg import desk

    if not names and not issue:
        raise UsageError("name an actor, a pair or an issue: kg dossier KOR JPN")
    graph = open_store(store)
    dataset, seen = graph.dataset, desk.look(graph.dataset, graph.memory)
    scope = desk.scope_of(seen, dataset, names, issue)
    told = desk.dossier(seen, scope, ", ".join([seen.names([a]) for a in scope.actors] + [i for i in (issue,) if i]) or " ".join(names), on)
    give({"md": desk.as_markdown, "html": desk.as_html}[form](told).encode())
