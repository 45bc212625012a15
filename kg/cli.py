"""The door: every command, its options, its output and its exit codes. Heavy libraries are imported inside commands."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.ask import Answers, Graph

_WIDE = 46
_FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
Command = Callable[..., Any]


class Door(click.Group):
    """Turns what a user can act upon into one line and an exit code; a traceback only with --debug."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; see the class."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"kg: {_plain(str(error))}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dipkg")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """Read diplomatic releases into a graph one can trust, and ask it.

    \b
    kg demo                          read the first release and ask four questions
    kg ingest FOLDER                 read releases into ./kg-store
    kg ask agreed --party JPN        who agreed on what, and in which sentence
    """


def store_option(command: Command) -> Command:
    """--store, for every command that needs one."""
    return click.option("--store", type=click.Path(path_type=Path), default="kg-store", envvar="KG_STORE", show_default=True,
                        help="Folder of the store.")(command)  # fmt: skip


def format_option(command: Command) -> Command:
    """--format; a table on a terminal, tab-separated when piped."""
    return click.option("--format", "form", type=click.Choice(_FORMATS), help="Default: table on a terminal, else tsv.")(command)


def _open(store: Path) -> Graph:
    from kg.ask import open_graph

    return open_graph(store)


def _plain(text: str) -> str:
    """Text for a terminal: control and direction characters shown as escapes."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def show(answers: Answers, form: str | None) -> None:
    """Print rows on standard output and the note on standard error."""
    form = form or ("table" if sys.stdout.isatty() else "tsv")
    if form == "json":
        click.echo(json.dumps(list(answers), ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in answers:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form in ("csv", "tsv"):
        click.echo(answers.to_csv("\t" if form == "tsv" else ","), nl=False)
    elif form == "md":
        click.echo("| " + " | ".join(answers.columns) + " |\n" + "|---" * len(answers.columns) + "|")
        for cells in answers.rows:
            click.echo("| " + " | ".join((c or "").replace("|", "\\|").replace("\n", " ") for c in cells) + " |")
    else:
        _cards(answers)
    if answers.note:
        click.echo(answers.note, err=True)


def _cards(answers: Answers) -> None:
    """A row as a block of lines: sentences are too long for columns."""
    for row in answers:
        for column, value in row.items():
            if value:
                shown = _plain(" ".join(value.split()))
                click.echo(f"{column:>10}  {shown}")
        click.echo()


@main.command()
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
            click.echo(f"kg: {_plain(str(reading.rejected))}", err=True)
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
    words = _plain(" ".join(act["text"].split()))
    return f"{act['family']:8} {act['force']:14} {act['status']:11} {by}{' -> ' + to if to else ''}: {words}"


@main.command()
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
        click.echo(f"rejected ({code}): {_plain(reason)}", err=True)
    if report.rejected:
        raise SystemExit(3)


@main.command()
@click.argument("question")
@store_option
@format_option
@click.option("--party")
@click.option("--with", "with_")
@click.option("--issue")
@click.option("--since")
@click.option("--until")
@click.option("--engine", type=click.Choice(["pyoxigraph", "rdflib"]), default="pyoxigraph", show_default=True)
def ask(question: str, store: Path, form: str | None, engine: str, with_: str | None, **params: str | None) -> None:
    """Ask a named question: agreed met urged positions planned said offices instruments ... (all: kg questions).

    \b
    kg ask agreed --party JPN
    kg ask urged --with Japan --format json
    kg ask positions --issue dokdo-takeshima
    """
    given = {k: v for k, v in {**params, "with": with_}.items() if v}
    show(_open(store).ask(question, engine=engine, **given), form)


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--derived", is_flag=True, help="Have the derived ties at hand, in the graph <https://w3id.org/dipkg/graph/derived>.")
@store_option
@format_option
def query(file: Any, derived: bool, store: Path, form: str | None) -> None:
    """Run a SPARQL SELECT from a file or standard input (-).

    \b
    kg query question.rq
    kg query - < question.rq
    kg query question.rq --format csv
    """
    show(_open(store).query(file.read(), derived=derived), form)


@main.command()
@format_option
def questions(form: str | None) -> None:
    """List the questions that can be asked.

    \b
    kg questions
    kg questions --format json
    kg ask agreed
    """
    from kg import query as questions_
    from kg.ask import Answers

    rows = [questions_.load(n) for n in questions_.names()]
    table = tuple((q.name, q.summary, ", ".join(p.name for p in q.params), q.example) for q in rows)
    show(Answers(("name", "question", "parameters", "example"), table), form or "tsv")


@main.command()
@click.argument("statement")
@store_option
def why(statement: str, store: Path) -> None:
    """Say why a statement stands in the graph: the sentence, the offsets, the rule, the chain of speakers.

    \b
    kg why st00787-00794
    kg why https://w3id.org/dipkg/release/...#st00787-00794
    kg ask agreed --format tsv | cut -f 11
    """
    _print_why(_open(store).why(statement), store)


def _print_why(act: dict[str, Any], store: Path) -> None:
    from kg.store import Store

    text = Store(store).text(act["release"].rsplit("/", 1)[-1])
    start, end = act["sentence"]
    click.echo(
        f" statement  {act['id']}\n   said by  {act['said_by']}\n      rule  {act['rule']} (cue: {text[slice(*act['cue'])]})"
    )
    click.echo(f"     words  {_plain(act['text'])}\n   offsets  {act['content'] or act['cue']} in sentence {start}-{end}")
    click.echo(f"  sentence  {_plain(' '.join(text[start:end].split()))}\n   release  {act['release']}")


@main.command("show")
@click.argument("what")
@store_option
def show_(what: str, store: Path) -> None:
    """Show all triples of a statement, release, actor or issue, by IRI or its end.

    \b
    kg show state/JPN
    kg show st00787-00794
    kg show issue/fisheries
    """
    graph = _open(store)
    nodes = sorted({q.subject.value for q in graph.dataset if q.subject.value.endswith(what)})
    if not nodes:
        raise UsageError(f"nothing in {store} ends in {what!r}; try a name from: kg ask releases")
    lines = {f"{q.subject.value}\t{q.predicate.value.rsplit('#')[-1].rsplit('/')[-1]}\t{_value(q.object)}"
             for q in graph.dataset if q.subject.value in nodes[:5]}  # fmt: skip
    click.echo("\n".join(sorted(lines)))


def _value(term: Any) -> str:
    return _plain(" ".join(str(getattr(term, "value", term)).split()))


@main.command("path")
@click.argument("one")
@click.argument("other")
@store_option
def path_(one: str, other: str, store: Path) -> None:
    """The shortest chain of acts between two actors, each with its statement.

    \b
    kg path KOR JPN
    kg path Japan "North Korea"
    kg path USA CHN --store desk
    """
    rows = _open(store).path(one, other)
    for a, b, statement in rows:
        click.echo(f"{a} -- {b}\t{statement}")
    if not rows:
        click.echo(f"no chain of acts joins {one} and {other}", err=True)


@main.command()
@click.argument("name")
@store_option
def neighbours(name: str, store: Path) -> None:
    """Who deals with an actor, and in how many acts.

    \b
    kg neighbours KOR
    kg neighbours "European Union"
    kg neighbours JPN --store desk
    """
    for label, count in _open(store).neighbours(name):
        click.echo(f"{label}\t{count}")


@main.command()
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
    for label in _open(store).common(one, other):
        click.echo(label)


@main.command()
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

    for row in ANALYSES[name](_open(store).dataset):
        click.echo("\t".join(str(cell) for cell in row))


@main.command()
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
    raw = EXPORTS[form](_open(store).dataset)
    if str(out) == "-":
        sys.stdout.buffer.write(raw)
        return
    try:
        out.write_bytes(raw)
    except OSError as error:
        raise KgError(f"{out}: {error.strerror}; choose another place") from error


@main.command()
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
        dataset = _open(store).dataset
        for name in questions_.checks():
            problems += [f"{name}: {' '.join(str(c) for c in row)}" for row in questions_.run_check(dataset, name).rows]
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(problems)} problems in {len(Store(store).ids())} releases", err=True)
    if problems:
        raise SystemExit(4)


@main.command()
@click.argument("left", type=click.Path(path_type=Path))
@click.argument("right", type=click.Path(path_type=Path))
@click.option("--events", is_flag=True, help="Compare events instead of statements.")
def compare(left: Path, right: Path, events: bool) -> None:
    """Compare two graphs statement by statement; prints every difference.

    \b
    kg compare release.txt model.trig
    kg compare before.nq after.nq
    """
    from kg import compare as graphs
    from kg import ingest

    sides = [graphs.load(p) if p.suffix.lower() in graphs.FORMATS else ingest.dataset_of([ingest.read(p)]) for p in (left, right)]
    lines = graphs.compare(*sides, events=events)
    for line in lines:
        click.echo(_plain(line))
    counts = [len(graphs.rows(side, events=events)) for side in sides]
    click.echo(f"{len(lines)} differences between {counts[0]} and {counts[1]} acts", err=True)
    if lines:
        raise SystemExit(1)


_DEMO = (
    ("Who agreed on what with whom?", "agreed"),
    ("Who urged what on whom?", "urged"),
    ("What is planned, and on what condition?", "planned"),
)


@main.command()
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
    graph = _open(store)
    last = None
    for title, name in _DEMO:
        answers = graph.ask(name)
        click.echo(f"{title}\n$ kg ask {name} --store {store}\n")
        for row in answers:
            to = f" -> {row['to']}" if row.get("to") else ""
            extra = "".join(f" [{row[k]}]" for k in ("date", "condition") if row.get(k))
            click.echo(f"  {row['who']}{to}: {_plain(row['content'] or '(no topic told)')}{extra}")
            click.echo(f"      “{_plain(' '.join(row['sentence'].split()))}”\n      according to {row['said_by']}")
            last = last or row["statement"]
        click.echo(f"  ({answers.note})\n")
    if last:
        short = last.rsplit("#", 1)[-1]
        click.echo(f"Why do you say so?\n$ kg why {short} --store {store}\n")
        _print_why(graph.why(last), store)
    click.echo("\nNext: kg questions · kg read YOUR.txt · kg ingest YOUR-FOLDER · kg ask agreed")
