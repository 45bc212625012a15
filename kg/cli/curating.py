"""The command for people who check readings: what to look at, their verdicts, and what they said so far."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import format_option, open_store, store_option, table_options
from kg.cli.output import say
from kg.cli.output import show as show_answers
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.ask import Graph
    from kg.curation import Readings


@click.command()
@click.argument("what", required=False)
@click.option("--accept", "verdict", flag_value="accept", help="The reading is right.")
@click.option("--reject", "verdict", flag_value="reject", help="The reading is wrong: it goes from every answer, count, page and export.")
@click.option("--edit", "fields", multiple=True, metavar="FIELD=VALUE", help="What is right instead, or what a missed statement says.")
@click.option("--add", "words", metavar="WORDS|START-END", help="A statement that was missed in these words of the release WHAT.")
@click.option("--note", default="", help="Why.")
@click.option("--from", "files", type=click.Path(path_type=Path), help="Take what was changed in an exported WebAnno TSV file, or in the files of a folder.")
@click.option("--accept-rest", "rest", is_flag=True, help="With --from: what was left as it is was found right.")
@click.option("--judged", is_flag=True, help="List what was said so far, and how it stands.")
@click.option("--stale", is_flag=True, help="List the corrections that are no longer in force.")
@store_option
@format_option
@table_options
def review(what: str | None, verdict: str | None, fields: tuple[str, ...], words: str | None, note: str, files: Path | None, rest: bool, judged: bool,
           stale: bool, store: Path, form: str | None, columns: str | None, no_headers: bool, wide: bool) -> None:  # fmt: skip
    """List readings that need a look (of one release, if WHAT is one), or give a verdict on the statement WHAT.

    Fields: who to via class force status content condition date issue stance negated, and cue with --add. Several actors or issues are
    joined by " + ", speakers by " > ", outermost first; a person unknown here is written with the state: Ana Torres (PER). Contents
    and conditions are words of the text. A - stands for nothing.

    \b
    kg review --format tsv
    kg review st00787-00794 --reject --note "a wish, no request"
    kg review st00787-00794 --edit to=Chile --edit force=ask
    kg review KOR-2018-04-11-8d5c7515 --add "urged Chile to reopen the port" --edit who=Peru --edit force=urge --edit content="to reopen the port"
    kg export webanno texts/ && kg review --from texts/
    """
    from kg import curation
    from kg.ask import Answers

    if files:
        _take(files, store, rest=rest)
    elif words or verdict or fields:
        _say(what or "", verdict or "edit", words, _pairs(fields), note, store)
    else:
        graph = open_store(store)
        readings = _readings(graph, store)
        if judged or stale:
            found = curation.judged(readings, what, stale=stale)
            told = f"{len(readings.standing.stale)} of {len(readings.corrections)} corrections are stale"
        else:
            found = curation.to_review(graph.dataset, readings.corrections, what)
            told = f"{len(found.rows)} readings to look at; {len(readings.corrections)} corrections so far"
        answers = Answers(found.columns, found.rows, told)
        show_answers(answers.only(columns.split(",")) if columns else answers, form, headers=not no_headers, wide=wide)


def _readings(graph: Graph, store: Path) -> Readings:
    """What people say of a store, even where nobody has said anything yet."""
    from kg.curation import Readings
    from kg.rdf import reference_nquads
    from kg.store import Store

    return graph.readings or Readings(lambda: Store(store), (), reference_nquads)


def _say(what: str, verdict: str, words: str | None, given: dict[str, str], note: str, store: Path) -> None:
    """Note one correction, if it can be brought to bear."""
    from kg import curation
    from kg.ask import open_last

    graph = open_last(store)
    readings = _readings(graph, store)
    if words:
        release = what.rsplit("/", 1)[-1]
        told = readings.miss(release, _stretch(words, readings.text(release)), given, note)
    else:
        told = readings.judge(str(graph.why(what)["id"]), verdict, given, note)
    curation.append(store / curation.CORRECTIONS, told)
    say(f"{told.verdict} {told.node if told.verdict == 'add' else told.where}, in {store / curation.CORRECTIONS}", err=True)


def _take(files: Path, store: Path, *, rest: bool) -> None:
    """Note what annotators changed in files; what cannot be taken is said."""
    from collections import Counter

    from kg import curation

    graph = open_store(store)
    readings, counts, left = _readings(graph, store), Counter[str](), 0
    paths = sorted(files.rglob("*.tsv")) if files.is_dir() else [files]
    for path in (p for p in paths if p.is_file()):
        taken = curation.take(readings, graph.dataset, path, rest=rest)
        curation.append(store / curation.CORRECTIONS, *taken.corrections)
        counts.update(told.verdict for told in taken.corrections)
        left += len(taken.left)
        for line in taken.left:
            say(f"not taken: {line}", err=True)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("accept", "reject", "edit", "add"))
    click.echo(f"{told}; {left} not taken", err=True)
    if left:
        raise SystemExit(3)


def _pairs(fields: tuple[str, ...]) -> dict[str, str]:
    if bad := [pair for pair in fields if "=" not in pair]:
        raise UsageError(f"write field=value, not {bad[0]!r}")
    given = {name.strip(): value.strip() for name, value in (pair.split("=", 1) for pair in fields)}
    if "force" in given and "class" not in given:
        given |= _class_of(given["force"])
    return given


def _class_of(force: str) -> dict[str, str]:
    """The class that the frames give to acts of a force, if they all give one."""
    from kg.extraction.frames import force_of, frames

    found = {frame.act_class for frame in frames() for lemma in frame.lemmas if force_of(frame, lemma) == force}
    return {"class": found.pop().lower()} if len(found) == 1 else {}


def _stretch(words: str, text: str) -> tuple[int, int]:
    """The offsets of a stretch of the text, given so or by its words. Raises UsageError if the words do not stand there once."""
    if offsets := re.fullmatch(r"(\d+)-(\d+)", words):
        return int(offsets[1]), int(offsets[2])
    found = [m.span() for m in re.finditer(r"\s+".join(map(re.escape, words.split())), text)]
    if len(found) != 1:
        raise UsageError(f"the words {words!r} stand {len(found)} times in the text; give words that stand there once, or offsets as 120-180")
    return found[0]
