"""Commands that keep a store whole and compare graphs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import cores, format_option, store_option
from kg.cli.output import say, show


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@store_option
@click.option("--issuer", help="ISO 3166-1 alpha-3 code or organization id of who issued them.")
@click.option("--publisher", help="Who published them.")
@click.option("--date", "published", help="Day of release, as 2018-04-11.")
@click.option("--prune", is_flag=True, help="Remove what these paths gave before and give no more.")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that read.  [default: one for each core]")
def ingest(paths: tuple[Path, ...], store: Path, prune: bool, workers: int | None, **given: str | None) -> None:
    """Read files, folders, feeds, JSON Lines or standard input (-) into the store; what is there already is left alone.

    Standard input is JSON Lines if it begins with a brace, else one release. After an interruption, run it again.

    \b
    kg ingest releases/
    kg ingest releases/ --prune --workers 4
    kg ingest release.txt --date 2018-04-11
    kg ingest - < releases.jsonl
    """
    from kg.cli.progress import Progress
    from kg.ingest import ingest as bring_in

    with Progress("read") as progress:
        report = bring_in(store, paths, workers=workers or cores(), prune=prune, tell=lambda r: progress.tell(r.counts()), **given)
    counts = report.counts()
    click.echo(f"{progress.pace(sum(counts.values()))}: " + ", ".join(f"{count} {name}" for name, count in counts.items()), err=True)
    if report.stale:
        click.echo(f"{len(report.stale)} that these paths gave before and give no more stay; take them out: --prune", err=True)
    for _, code, reason in report.rejected:
        say(f"rejected ({code}): {reason}", err=True)
    if report.rejected:
        raise SystemExit(3)


@click.command()
@click.argument("idents", metavar="ID...", nargs=-1, required=True)
@store_option
def remove(idents: tuple[str, ...], store: Path) -> None:
    """Take releases out of the store, by their ids or the IRIs that end in them. A source that still gives one brings it back.

    \b
    kg remove KOR-2018-04-11-8d5c7515
    kg remove KOR-2018-04-11-8d5c7515 --store desk
    kg ask releases
    """
    from kg.store import Store

    found = Store(store)
    with found.writing():
        for ident in idents:
            found.remove(ident.rsplit("/", 1)[-1])
    click.echo(f"{len(idents)} removed", err=True)


@click.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@store_option
def redact(names: tuple[str, ...], store: Path) -> None:
    """Cover names in every release of the store, now and whenever one is read; give each spelling that is to be covered.

    \b
    kg redact "Ana Ruiz"
    kg redact "Ana Ruiz" "Ms. Ruiz"
    kg redact "Ana Ruiz" --store desk
    """
    from kg.ingest.repair import redact as cover

    count = 0
    for line in cover(store, names):
        say(line)
        count += 1
    click.echo(f"{count} releases read again", err=True)


@click.command()
@store_option
@format_option
def rejected(store: Path, form: str | None) -> None:
    """List the inputs that were kept out, each with the reason.

    \b
    kg rejected
    kg rejected --format json
    kg rejected --store desk
    """
    from kg.ask import Answers
    from kg.store import Store

    rows = tuple((row["source"], row["code"], row["reason"]) for row in Store(store).refused())
    show(Answers(("input", "code", "reason"), rows), form)


@click.command()
@store_option
@click.option("--repair", is_flag=True, help="Make what is damaged anew from the originals.")
@click.option("--shapes", is_flag=True, help="Validate against the SHACL shapes as well; needs pyshacl, and time.")
def check(store: Path, repair: bool, shapes: bool) -> None:
    """Verify the files of the store, its spans and its graph; what is wrong is printed, and nothing is changed without --repair.

    \b
    kg check
    kg check --repair
    kg check --shapes --store desk
    """
    from kg.check import problems as find_problems
    from kg.ingest.repair import repair as mend
    from kg.store import Store

    for line in mend(store) if repair else ():
        say(line)
    problems = 0
    for problem in find_problems(store, shapes=shapes):
        say(problem)
        problems += 1
    held = Store(store)
    told = f"{problems} problem{'s' * (problems != 1)} in {len(held.ids())} release{'s' * (len(held.ids()) != 1)}"
    click.echo(f"{told}; {len(held.refused())} inputs rejected", err=True)
    if problems:
        raise SystemExit(4)


_COMPARED = ("statements", "events", "clauses", "offices")


@click.command()
@click.argument("left", type=click.Path(path_type=Path))
@click.argument("right", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice([*_COMPARED, "all"]), default="statements", help="What is compared.")
@click.option("--agreed", type=click.Path(path_type=Path), help="A table of differences that were agreed, each with its reason.")
def compare(left: Path, right: Path, kind: str, agreed: Path | None) -> None:
    """Compare two graphs node by node; prints every difference that is not agreed.

    \b
    kg compare release.txt model.trig
    kg compare before.nq after.nq --kind all
    kg compare release.txt model.trig --agreed known.tsv
    """
    from kg import compare as graphs
    from kg import ingest

    known = graphs.load_agreed(agreed) if agreed else {}
    sides = [graphs.load(p) if p.suffix.lower() in graphs.FORMATS else ingest.dataset_of([ingest.read(p)]) for p in (left, right)]
    kinds = _COMPARED if kind == "all" else (kind,)
    found = [line for name in kinds for line in graphs.compare(sides[0], sides[1], name)]
    lines = [line for line in found if line not in known]
    for line in lines:
        say(line)
    counts = [sum(len(graphs.rows(side, name)) for name in kinds) for side in sides]
    said = f"{len(lines)} differences between {counts[0]} and {counts[1]} nodes"
    click.echo(said + (f"; {len(found) - len(lines)} more are agreed" if agreed else ""), err=True)
    if lines:
        raise SystemExit(1)
