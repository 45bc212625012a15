"""Commands that read releases and show what they give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kg.cli.asking import print_why
from kg.cli.options import open_store
from kg.cli.output import plain


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "nq", "attributions"]), default="table",
              show_default=True)  # fmt: skip
@click.option("--issuer", help="ISO 3166-1 alpha-3 code or organization id of who issued it.")
@click.option("--publisher", help="Who published it.")
@click.option("--date", "published", help="Day of release, as 2018-04-11.")
@click.option("--unread", is_flag=True, help="Show the cue sentences that gave nothing, with the reason.")
@click.option("--nested", is_flag=True, help="With --format attributions: also those inside what is attributed.")
def read(files: tuple[Path, ...], form: str, unread: bool, nested: bool, **given: str | None) -> None:
    """Show what each release gives; nothing is stored.

    \b
    kg read release.txt
    kg read --format jsonl --date 2018-04-11 release.txt
    kg read --unread release.txt
    kg read --format attributions release.txt
    """
    from kg import ingest
    from kg.export.acts import acts

    rejected = False
    for reading in (r for file in files for found in ingest.find_files(file) for r in ingest.read_all(found, **given)):
        doc = reading.doc
        if doc is None:
            rejected = True
            click.echo(f"kg: {plain(str(reading.rejected))}", err=True)
        elif form == "attributions" and not unread:
            _print_attributions(doc, reading.source, nested)
        elif unread:
            for row in doc.unread:
                click.echo(f"{row.cue.of(doc.text)}\t{row.reason}\t{' '.join(row.sentence.of(doc.text).split())}")
        elif form == "nq":
            click.echo(ingest.graph_of(doc).decode(), nl=False)
        else:
            for act in acts(ingest.dataset_of([doc])):
                act["document"] = Path(reading.source).stem if "#" not in reading.source else reading.source
                click.echo(json.dumps(act, ensure_ascii=False) if form == "jsonl" else _line(act))
    if rejected:
        raise SystemExit(3)


def _print_attributions(doc: Any, source: str, nested: bool) -> None:
    from kg.attribution import as_row, attributions

    name = Path(source).stem if "#" not in source else source
    for row in attributions(doc):
        if nested or row.depth == 0:
            click.echo(json.dumps(as_row(row, name), ensure_ascii=False))


def _line(act: dict[str, Any]) -> str:
    by, to = (", ".join(a["name"] for a in act[k]) for k in ("by", "to"))
    words = plain(" ".join(act["text"].split()))
    return f"{act['family']:8} {act['force']:14} {act['status']:11} {by}{' -> ' + to if to else ''}: {words}"


_DEMO = (
    ("Who agreed on what with whom?", "agreed"),
    ("Who urged what on whom?", "urged"),
    ("What is planned, and on what condition?", "planned"),
)


@click.command()
def demo() -> None:
    """Read the bundled release into ./demo-kg and ask it four questions.

    \b
    kg demo
    kg ask said --store demo-kg
    kg export gexf network.gexf --store demo-kg
    """
    from kg import resources
    from kg.ingest import ingest as bring_in

    store = Path("demo-kg")
    bring_in(store, [resources.data("releases")])
    graph = open_store(store)
    last = None
    for title, name in _DEMO:
        answers = graph.ask(name)
        click.echo(f"{title}\n$ kg ask {name} --store {store}\n")
        for row in answers:
            to = f" -> {row['to']}" if row.get("to") else ""
            extra = "".join(f" [{row[k]}]" for k in ("date", "condition") if row.get(k))
            click.echo(f"  {row['who']}{to}: {plain(row['content'] or '(no topic told)')}{extra}")
            click.echo(f"      “{plain(' '.join(row['sentence'].split()))}”\n      according to {row['said_by']}")
            last = last or row["statement"]
        click.echo(f"  ({answers.note})\n")
    if last:
        short = last.rsplit("#", 1)[-1]
        click.echo(f"Why do you say so?\n$ kg why {short} --store {store}\n")
        print_why(graph.why(last), store)
    click.echo("\nNext: kg questions · kg read YOUR.txt · kg ingest YOUR-FOLDER · kg ask agreed")
