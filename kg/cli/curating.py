"""The command for people who check readings: what to look at, and their verdicts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import format_option, open_store, store_option, table_options
from kg.cli.output import plain
from kg.cli.output import show as show_answers
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.ask import Graph
    from kg.curation import Correction


@click.command()
@click.argument("what", required=False)
@click.option("--accept", "verdict", flag_value="accept", help="The reading is right.")
@click.option("--reject", "verdict", flag_value="reject", help="The reading is wrong: no question answers with it.")
@click.option("--edit", "fields", multiple=True, metavar="FIELD=VALUE", help="What is right instead, or what a missed statement says.")
@click.option("--add", "span", metavar="START-END", help="A statement that was missed there in the release WHAT.")
@click.option("--note", default="", help="Why.")
@click.option("--stale", is_flag=True, help="List the corrections that are no longer in force.")
@store_option
@format_option
@table_options
def review(what: str | None, verdict: str | None, fields: tuple[str, ...], span: str | None, note: str, stale: bool, store: Path,
           form: str | None, columns: str | None, no_headers: bool, wide: bool) -> None:  # fmt: skip
    """List readings that need a look (of one release, if WHAT is one), or give a verdict on the statement WHAT.

    \b
    kg review --format tsv
    kg review st00787-00794 --reject --note "a wish, no request"
    kg review KOR-2018-04-11-8d5c7515 --add 120-180 --edit force=urge --edit content="to reopen the port"
    """
    from kg import curation
    from kg.ask import Answers

    graph, path = open_store(store), store / curation.CORRECTIONS
    if span or verdict or fields:
        told = _told(graph, what or "", verdict or ("edit" if fields else ""), fields, span, note)
        curation.append(path, told)
        click.echo(f"{told.verdict} {told.where}, in {path}", err=True)
        return
    corrections = curation.read_corrections(path)
    if stale:
        for told, reason in graph.standing.stale:
            click.echo(plain("\t".join([told.verdict, told.where, told.rule, reason, told.note])))
        click.echo(f"{len(graph.standing.stale)} of {len(corrections)} corrections are stale", err=True)
        return
    found = curation.to_review(graph.dataset, corrections, what)
    answers = Answers(found.columns, found.rows, f"{len(found.rows)} readings to look at; {len(corrections)} corrections so far")
    show_answers(answers.only(columns.split(",")) if columns else answers, form, headers=not no_headers, wide=wide)


def _told(graph: Graph, what: str, verdict: str, pairs: tuple[str, ...], span: str | None, note: str) -> Correction:
    """The correction that the options give."""
    from kg import curation
    from kg.curation.standing import digest_of

    fields = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    if span:
        offsets, release = re.fullmatch(r"(\d+)-(\d+)", span), what.rsplit("/", 1)[-1]
        if not offsets or not (sha := digest_of(graph.dataset, release)):
            raise UsageError(f"give a release of the store and offsets as 120-180, not {what!r} and {span!r}")
        return curation.missed(release, sha, int(offsets[1]), int(offsets[2]), fields, note)
    act = graph.why(what)
    return curation.correction_of(act, digest_of(graph.dataset, act["document"]), verdict, fields, note)
