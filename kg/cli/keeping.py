"""Commands that keep a store and take it elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import open_store, store_option
from kg.cli.output import plain
from kg.errors import KgError, UsageError


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@store_option
@click.option("--issuer")
@click.option("--publisher")
@click.option("--date", "published")
def ingest(paths: tuple[Path, ...], store: Path, **given: str | None) -> None:
    """Read files and folders into the store; what is there already and unchanged is left alone.

    \b
    kg ingest releases/
    kg ingest release.txt --date 2018-04-11
    kg ingest releases/ --store desk
    """
    from kg.ingest import ingest as bring_in

    report = bring_in(store, paths, **given)
    counts = [f"{len(getattr(report, k))} {k}" for k in ("added", "unchanged", "changed", "rejected")]
    click.echo(", ".join(counts), err=True)
    for _, code, reason in report.rejected:
        click.echo(f"rejected ({code}): {plain(reason)}", err=True)
    if report.rejected:
        raise SystemExit(3)


@click.command()
@click.argument("form", metavar="FORMAT")
@click.argument("out", type=click.Path(path_type=Path))
@store_option
def export(form: str, out: Path, store: Path) -> None:
    """Write the graph as acts, derived ties, dot, gexf, graphml, jsonld, nq, trig or ttl; - is standard output.

    \b
    kg export acts acts.jsonl
    kg export gexf network.gexf
    kg export trig -
    kg export derived ties.nq
    """
    from kg.export import EXPORTS

    if form not in EXPORTS:
        raise UsageError(f"no format {form!r}; there are {', '.join(EXPORTS)}")
    raw = EXPORTS[form](open_store(store).dataset)
    if str(out) == "-":
        sys.stdout.buffer.write(raw)
        return
    try:
        out.write_bytes(raw)
    except OSError as error:
        raise KgError(f"{out}: {error.strerror}; choose another place") from error


@click.command()
@store_option
def check(store: Path) -> None:
    """Verify the files of the store against its manifest and run the integrity checks.

    \b
    kg check
    kg check --store desk
    KG_STORE=desk kg check
    """
    from kg import query as questions_
    from kg.store import Store

    problems = Store(store).verify()
    if not problems:
        dataset = open_store(store).dataset
        for name in questions_.checks():
            problems += [f"{name}: {' '.join(str(c) for c in row)}" for row in questions_.run_check(dataset, name).rows]
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(problems)} problems in {len(Store(store).ids())} releases", err=True)
    if problems:
        raise SystemExit(4)


@click.command()
@click.argument("left", type=click.Path(path_type=Path))
@click.argument("right", type=click.Path(path_type=Path))
@click.option("--events", is_flag=True, help="Compare events instead of statements.")
def compare(left: Path, right: Path, events: bool) -> None:
    """Compare two graphs statement by statement; prints every difference.

    \b
    kg compare release.txt model.trig
    kg compare before.nq after.nq
    kg compare --events release.txt model.trig
    """
    from kg import compare as graphs
    from kg import ingest

    sides = [graphs.load(p) if p.suffix.lower() in graphs.FORMATS else ingest.dataset_of([ingest.read(p)]) for p in (left, right)]
    lines = graphs.compare(*sides, events=events)
    for line in lines:
        click.echo(plain(line))
    counts = [len(graphs.rows(side, events=events)) for side in sides]
    click.echo(f"{len(lines)} differences between {counts[0]} and {counts[1]} acts", err=True)
    if lines:
        raise SystemExit(1)
