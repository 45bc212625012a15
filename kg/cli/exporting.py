"""The command that takes a store elsewhere, in the formats of other tools."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import open_store, store_option
from kg.cli.output import give
from kg.errors import KgError, UsageError


class _Listing(click.Command):
    """Its help names every format of the registry; the registry is imported only then."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then formats."""
        from kg.export import EXPORTS

        super().format_options(ctx, formatter)
        with formatter.section("Formats"):
            formatter.write_dl([(name, found.purpose) for name, found in EXPORTS.items()])


@click.command(cls=_Listing)
@click.argument("form", metavar="FORMAT")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--derived", is_flag=True, help="Networks: in place of the acts one edge for two parties and a family, with its weight.")
@click.option("--raw", is_flag=True, help="Tables: leave cells alone that a spreadsheet would run as formulas.")
@click.option("--no-fulltext", is_flag=True, help="The graph: without the sentences that no statement quotes, where a licence asks for it.")
@store_option
def export(form: str, out: Path, derived: bool, raw: bool, no_fulltext: bool, store: Path) -> None:
    """Write the graph for another tool, into a file, a new folder, or to standard output (-).

    \b
    kg export gexf network.gexf
    kg export events events.tsv
    kg export neo4j tables/ --derived
    kg export trig -
    """
    from kg.export import EXPORTS
    from kg.store import Store

    if form not in EXPORTS:
        raise UsageError(f"no format {form!r}; there are {', '.join(EXPORTS)}")
    takes = EXPORTS[form].takes
    flags = {"derived": derived, "raw": raw, "no_fulltext": no_fulltext}
    for name, wanted in flags.items():
        if wanted and name not in takes:
            fit = ", ".join(n for n, e in EXPORTS.items() if name in e.takes)
            raise UsageError(f"--{name.replace('_', '-')} is not for {form}; it is for {fit}")
    given = {**flags, "text": Store(store).text}
    made = EXPORTS[form].write(open_store(store).dataset, **{name: given[name] for name in takes})
    _put(out, made)


def _put(out: Path, made: bytes | dict[str, bytes]) -> None:
    """Write a file, or the files of a folder."""
    if str(out) == "-":
        if isinstance(made, dict):
            raise UsageError(f"this format is a folder of {len(made)} files; name a place for it")
        give(made)
        return
    files = {out: made} if isinstance(made, bytes) else {out / name: raw for name, raw in made.items()}
    if isinstance(made, dict) and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise KgError(f"{out} is not an empty folder; choose another place")
    try:
        for path, raw in files.items():
            path.parent.mkdir(parents=True, exist_ok=True) if isinstance(made, dict) else None
            path.write_bytes(raw)
    except OSError as error:
        raise KgError(f"{out}: {error.strerror}; choose another place") from error
