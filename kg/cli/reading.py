"""Commands that read releases and show what they give."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.asking import print_why
from kg.cli.options import open_store
from kg.cli.output import as_json, give, say
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import Doc, Span


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "nq", "attributions"]), default="table",
              show_default=True)  # fmt: skip
@click.option("--issuer", help="ISO 3166-1 alpha-3 code or organization id of who issued it.")
@click.option("--publisher", help="Who published it.")
@click.option("--date", "published", help="Day of release, as 2018-04-11.")
@click.option("--unread", is_flag=True, help="Show the sentences with an operative word that gave nothing, with the reason.")
@click.option("--coverage", is_flag=True, help="Show how many of the sentences with an operative word gave an act.")
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="OUT", help="Write a page with every statement marked.")
@click.option("--nested", is_flag=True, help="With --format attributions: also those inside what is attributed.")
def read(
    files: tuple[Path, ...], form: str, unread: bool, coverage: bool, page: Path | None, nested: bool, **given: str | None
) -> None:
    """Show what each release gives; nothing is stored.

    \b
    kg read release.txt
    kg read --format jsonl --date 2018-04-11 release.txt
    kg read --unread release.txt
    kg read --html release.html release.txt
    """
    from kg import ingest

    docs, rejected = [], False
    for reading in (r for file in files for found in ingest.find_files(file) for r in ingest.read_all(found, **given)):
        if reading.doc is None:
            rejected = True
            say(f"kg: {reading.rejected}", err=True)
        elif page or coverage:
            docs.append((_name(reading.source), reading.doc))
        elif unread:
            _print_unread(reading.doc)
        elif form == "attributions":
            _print_attributions(reading.doc, _name(reading.source), nested)
        elif form == "nq":
            give(ingest.graph_of(reading.doc))
        else:
            for act in _acts(reading.doc):
                act["document"] = _name(reading.source)
                click.echo(as_json(act)) if form == "jsonl" else say(_line(act))
    if page:
        _write_page(page, docs)
    if coverage:
        _print_coverage(docs)
    if rejected:
        raise SystemExit(3)


def _name(source: str) -> str:
    return Path(source).stem if "#" not in source else source


def _acts(doc: Doc) -> list[dict[str, Any]]:
    from kg import ingest
    from kg.export.acts import acts

    return acts(ingest.dataset_of([doc]))


def _print_unread(doc: Doc) -> None:
    for row in doc.unread:
        words = (row.cue.of(doc.text), row.reason, " ".join(row.sentence.of(doc.text).split()))
        say("\t".join(words))


def _print_coverage(docs: list[tuple[str, Doc]]) -> None:
    """A line a release and one for all: share, sentences that gave an act, sentences with an operative word."""
    rows = [(name, *doc.coverage()) for name, doc in docs]
    rows.append(("all", sum(r[1] for r in rows), sum(r[2] for r in rows)))
    for name, read, bearing in rows:
        say(f"{name}\t{read / bearing if bearing else 1:.3f}\t{read}\t{bearing}")


def _write_page(out: Path, docs: list[tuple[str, Doc]]) -> None:
    from kg.export.page import page, section

    sections = []
    for number, (_, doc) in enumerate(docs):
        unread = [{"sentence": _pair(r.sentence), "cue": _pair(r.cue), "reason": r.reason} for r in doc.unread]
        facts = {k: getattr(doc.release, k) for k in ("title", "issuer", "publisher", "published", "url")}
        sections.append(section(facts, doc.text, _acts(doc), unread, prefix=f"r{number}-" if len(docs) > 1 else ""))
    try:
        out.write_text(page(sections, docs[0][1].release.title if docs else "No release"), encoding="utf-8")
    except OSError as error:
        raise KgError(f"{out}: {error.strerror}; choose another place") from error


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _print_attributions(doc: Doc, name: str, nested: bool) -> None:
    from kg.attribution import as_row, attributions

    for row in attributions(doc):
        if nested or row.depth == 0:
            click.echo(as_json(as_row(row, name)))


def _line(act: dict[str, Any]) -> str:
    by, to = (", ".join(a["name"] for a in act[k]) for k in ("by", "to"))
    words = " ".join(act["text"].split())
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
        say(f"{title}\n$ kg ask {name} --store {store}\n")
        for row in answers:
            to = f" -> {row['to']}" if row.get("to") else ""
            extra = "".join(f" [{row[k]}]" for k in ("date", "condition") if row.get(k))
            say(f"  {row['who']}{to}: {row['content'] or '(no topic told)'}{extra}")
            say(f"      “{' '.join(row['sentence'].split())}”\n      according to {row['said_by']}")
            last = last or row["statement"]
        say(f"  ({answers.note})\n")
    if last:
        short = last.rsplit("#", 1)[-1]
        say(f"Why do you say so?\n$ kg why {short} --store {store}\n")
        print_why(graph.why(last), store)
    say("\nNext: kg questions · kg read YOUR.txt · kg ingest YOUR-FOLDER · kg ask agreed")
