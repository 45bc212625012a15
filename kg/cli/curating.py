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
    from kg.curation import Correction, Readings


@click.command()
@click.argument("what", required=False)
@click.option("--accept", "verdict", flag_value="accept", help="The reading is right.")
@click.option("--reject", "verdict", flag_value="reject", help="The reading is wrong: it goes from every answer, count, page and export.")
@click.option("--edit", "fields", multiple=True, metavar="FIELD=VALUE", help="What is right instead, or what a missed statement says.")
@click.option("--add", "words", metavar="WORDS|START-END", help="A statement that was missed in these words of the release WHAT.")
@click.option("--note", default="", help="Why.")
@click.option("--judged", is_flag=True, help="List what was said so far, and how it stands.")
@click.option("--stale", is_flag=True, help="List the corrections that are no longer in force.")
@store_option
@format_option
@table_options
def review(what: str | None, verdict: str | None, fields: tuple[str, ...], words: str | None, note: str, judged: bool, stale: bool, store: Path,
           form: str | None, columns: str | None, no_headers: bool, wide: bool) -> None:  # fmt: skip
    """List readings that need a look (of one release, if WHAT is one), or give a verdict on the statement WHAT.

    Fields: who to via class force status content condition date issue stance negated, and cue with --add. Several actors or issues are
    joined by " + ", speakers by " > ", outermost first; a person unknown here is written with the state: Ana Torres (PER). Contents
    and conditions are words of the text. A - stands for nothing.

    \b
    kg review --format tsv
    kg review st00787-00794 --reject --note "a wish, no request"
    kg review st00787-00794 --edit to=Chile --edit force=ask
    kg review KOR-2018-04-11-8d5c7515 --add "urged Chile to reopen the port" --edit who=Peru --edit force=urge --edit content="to reopen the port"
    kg review --judged
    """
    from kg import curation
    from kg.ask import Answers, open_last

    judging = bool(words or verdict or fields)
    graph, path = open_last(store) if judging else open_store(store), store / curation.CORRECTIONS
    readings = graph.readings or _nothing_said(store)
    if judging:
        given = _pairs(fields)
        told = _missed(readings, what or "", words, given, note) if words else _verdict(readings, graph.why(what or ""), verdict or "edit", given, note)
        standing = readings.standing_of(told.release, told)
        for refused, reason in standing.stale:
            if refused is told:
                raise UsageError(reason)
        curation.append(path, told)
        say(f"{told.verdict} {told.node if told.verdict == 'add' else told.where}, in {path}", err=True)
        return
    if judged or stale:
        found = curation.judged(readings, what, stale=stale)
        note = f"{len(readings.standing.stale)} of {len(readings.corrections)} corrections are stale"
    else:
        found = curation.to_review(graph.dataset, readings.corrections, what)
        note = f"{len(found.rows)} readings to look at; {len(readings.corrections)} corrections so far"
    answers = Answers(found.columns, found.rows, note)
    show_answers(answers.only(columns.split(",")) if columns else answers, form, headers=not no_headers, wide=wide)


def _nothing_said(store: Path) -> Readings:
    from kg.curation import Readings
    from kg.rdf import reference_nquads
    from kg.store import Store

    return Readings(lambda: Store(store), (), reference_nquads)


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


def _verdict(readings: Readings, act: dict[str, object], verdict: str, given: dict[str, str], note: str) -> Correction:
    """The line for a verdict on a statement; what an earlier edit said and this one does not stays."""
    from kg import curation
    from kg.export.acts import rows

    release, statement = str(act["document"]), str(act["id"])
    standing = readings.standing_of(release)
    if added := standing.added.get(statement):
        return curation.taken_back(added, verdict, note)
    before = standing.in_force.get(statement)
    here = readings.as_read(release)
    if verdict == "edit" and before and before.verdict == "edit":
        given = dict(before.fields) | given
    return curation.correction_of(rows(here, [statement])[0], curation.digest_of(here, release), verdict, given, note)


def _missed(readings: Readings, release: str, words: str, given: dict[str, str], note: str) -> Correction:
    """The line for a statement that stands in the text at these offsets or in these words."""
    from kg import curation

    release = release.rsplit("/", 1)[-1]
    here, text = readings.as_read(release), readings.text(release)
    if offsets := re.fullmatch(r"(\d+)-(\d+)", words):
        start, end = int(offsets[1]), int(offsets[2])
    else:
        found = [m.span() for m in re.finditer(r"\s+".join(map(re.escape, words.split())), text)]
        if len(found) != 1:
            raise UsageError(f"the words {words!r} stand {len(found)} times in the text; give words that stand there once, or offsets as 120-180")
        start, end = found[0]
    return curation.missed(release, curation.digest_of(here, release), start, end, given, note)
