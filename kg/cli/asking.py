"""Commands that ask a store: named questions, free queries, and why a statement stands there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.options import FORMATS, format_option, open_endpoint, open_store, store_option, table_options
from kg.cli.output import say
from kg.cli.output import show as show_answers
from kg.errors import UsageError


@click.command()
@click.argument("question")
@store_option
@format_option
@table_options
@click.option("--party")
@click.option("--with", "with_")
@click.option("--issue")
@click.option("--since")
@click.option("--until")
@click.option("--on")
@click.option("--release")
@click.option("--engine", type=click.Choice(["pyoxigraph", "rdflib"]), default="pyoxigraph", show_default=True)
@click.option("--endpoint", metavar="URL", envvar="KG_ENDPOINT", help="Ask this SPARQL server and not a store.")
def ask(question: str, store: Path, form: str | None, engine: str, endpoint: str | None, with_: str | None, columns: str | None, no_headers: bool, wide: bool,
        **params: str | None) -> None:  # fmt: skip
    """Ask a named question: agreed met urged positions planned said offices instruments ... (all: kg questions).

    \b
    kg ask agreed --party JPN
    kg ask urged --with Japan --format json
    kg ask positions --issue dokdo-takeshima
    kg ask agreed --endpoint http://localhost:7878/query
    """
    from kg.ask import ask as ask_store

    given = {k: v for k, v in {**params, "with": with_}.items() if v}
    answers = open_endpoint(endpoint).ask(question, engine=engine, **given) if endpoint else ask_store(store, question, engine=engine, **given)
    show_answers(answers.only(columns.split(",")) if columns else answers, form, headers=not no_headers, wide=wide)


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--derived", is_flag=True, help="Have the derived ties at hand, in the graph <https://w3id.org/dipkg/graph/derived>.")
@click.option("--seconds", type=click.FloatRange(0, 3600, min_open=True), default=5.0, show_default=True, help="Stop it after so long.")
@click.option("--rows", type=click.IntRange(1), default=10_000, show_default=True, help="Refuse a longer answer.")
@store_option
@click.option("--format", "form", type=click.Choice([*FORMATS, "ttl", "nq", "jsonld"]),
              help="Default: table on a terminal, else tsv; ttl for CONSTRUCT and DESCRIBE.")  # fmt: skip
@table_options
def query(file: Any, derived: bool, seconds: float, rows: int, store: Path, form: str | None, columns: str | None, no_headers: bool,
          wide: bool) -> None:  # fmt: skip
    """Run a SPARQL SELECT, ASK, CONSTRUCT or DESCRIBE from a file or standard input (-) over the union of the graphs.

    \b
    kg query question.rq
    kg query - --format csv < question.rq
    kg query construct.rq --format jsonld --seconds 30
    """
    try:
        sparql = file.read()
    except UnicodeDecodeError as error:
        raise UsageError(f"{file.name} is not a text in UTF-8; save it as one") from error
    answers = open_store(store).query(sparql, derived=derived, seconds=seconds, rows=rows)
    form = form or ("ttl" if answers.triples is not None else None)
    show_answers(answers.only(columns.split(",")) if columns else answers, form, headers=not no_headers, wide=wide)


@click.command()
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
    show_answers(Answers(("name", "question", "parameters", "example"), table), form or "tsv")


@click.command()
@click.argument("statement")
@store_option
def why(statement: str, store: Path) -> None:
    """Say why a statement stands in the graph: the sentence, the offsets, the rule, the chain of speakers.

    \b
    kg why st00787-00794
    kg why https://w3id.org/dipkg/release/...#st00787-00794
    kg ask agreed --format tsv | cut -f 11
    """
    print_why(open_store(store).why(statement), store)


def print_why(act: dict[str, Any], store: Path) -> None:
    """Print what :meth:`kg.ask.Graph.why` gives, with the words of the sentence."""
    from kg.store import Store

    text = Store(store).text(act["release"].rsplit("/", 1)[-1])
    start, end = act["sentence"]
    say(
        f" statement  {act['id']}\n   said by  {act['said_by']}\n      rule  {act['rule']} (cue: {text[slice(*act['cue'])]})"
    )
    say(f"     words  {act['text']}\n   offsets  {act['content'] or act['cue']} in sentence {start}-{end}")
    if act["precision"]:
        say(" precision  {} of {} judged readings of the rule were right".format(*act["precision"]))
    if told := act["verdict"]:
        right = "; ".join(f"{name}: {value}" for name, value in told.fields)
        say(f"   verdict  {told.verdict}" + f" ({right})" * bool(right) + f", {told.note}" * bool(told.note))
    say(f"  sentence  {' '.join(text[start:end].split())}\n   release  {act['release']}")


@click.command()
@click.argument("what")
@store_option
def show(what: str, store: Path) -> None:
    """Show all triples of a statement, release, actor or issue, by IRI or its end.

    \b
    kg show state/JPN
    kg show st00787-00794
    kg show issue/fisheries
    """
    graph = open_store(store)
    nodes = sorted({q.subject.value for q in graph.dataset if q.subject.value.endswith(what)})
    if not nodes:
        raise UsageError(f"nothing in {store} ends in {what!r}; try a name from: kg ask releases")
    lines = {f"{q.subject.value}\t{q.predicate.value.rsplit('#')[-1].rsplit('/')[-1]}\t{_value(q.object)}"
             for q in graph.dataset if q.subject.value in nodes[:5]}  # fmt: skip
    say("\n".join(sorted(lines)))


def _value(term: Any) -> str:
    return " ".join(str(getattr(term, "value", term)).split())
