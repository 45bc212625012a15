"""The dossier of a pair, an actor or an issue: what a desk officer reads before a meeting, as Markdown or HTML, each line with its quote."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass

from kg.desk.changes import act_in_words
from kg.desk.ledger import ledger
from kg.desk.look import Desk, Scope
from kg.desk.timeline import day_of, fate
from kg.linking import Row

_SECTIONS: tuple[tuple[str, Callable[[Row], bool]], ...] = (
    ("Meetings", lambda a: a.family == "meet" and a.kind in ("Meeting", "Visit") and a.force not in ("discussion", "attendance")),
    ("Ahead or called off", lambda a: a.kind in ("ProspectiveEvent", "DeniedAct")),
    ("Requests", lambda a: a.kind == "Request"),
    ("Positions", lambda a: a.kind in ("Position", "Appraisal")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a dossier: the day, who says so, what, a note on its life, the sentence, and where it stands."""

    day: str
    said_by: str
    what: str
    note: str
    quote: str
    statement: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A title, a line on what it rests on, and sections of entries."""

    title: str
    basis: str
    sections: tuple[tuple[str, tuple[Entry, ...]], ...]


def dossier(desk: Desk, scope: Scope, title: str, on: str = "") -> Dossier:
    """Gather the dossier; a section without entries is left out, and the basis names every issuer and the days covered."""
    acts = sorted((a for a in desk.put_forward() if scope.holds(a) and a.told), key=lambda a: (day_of(a), a.told, a.node))
    sections = [(name, tuple(_entry(desk, a) for a in acts if fits(a))) for name, fits in _SECTIONS]
    sections.insert(2, ("Commitments", _commitments(desk, scope, on)))
    days = sorted({a.told for a in acts})
    issuers = sorted({desk.said_by(a).split(" > ")[0] for a in acts})
    releases = len({a.release for a in acts})
    basis = f"{len(acts)} acts in {releases} releases of {', '.join(issuers)}, {days[0]} to {days[-1]}" if acts else "no acts"
    return Dossier(title, basis, tuple((name, entries) for name, entries in sections if entries))


def _entry(desk: Desk, act: Row) -> Entry:
    who = desk.names(act.persons) or desk.names(act.parties)
    whom = f" → {desk.names(act.addressees)}" if act.addressees else ""
    note = "; ".join(n for n in (act.status if act.status != "actual" else "", act.condition, fate(desk, act)) if n)
    return Entry(day_of(act), desk.said_by(act), f"{who}{whom}: {act_in_words(act)}", note, act.words, act.node)


def _commitments(desk: Desk, scope: Scope, on: str) -> tuple[Entry, ...]:
    found, kept = [], ledger(desk, scope, on)
    for cells in kept.rows:
        row = {c: v or "" for c, v in zip(kept.columns, cells, strict=True)}
        note = "; ".join(n for n in (f"due {row['due']}" if row["due"] else "", row["life"], row["condition"]) if n)
        found.append(Entry(row["made"], row["said_by"], f"{row['parties']}: {row['content']}", note, row["sentence"], row["statement"]))
    return tuple(found)


def as_markdown(told: Dossier) -> str:
    """The dossier as Markdown; words of the releases cannot become markup."""
    lines = [f"# {_md(told.title)}", "", _md(told.basis), ""]
    for name, entries in told.sections:
        lines += [f"## {name}", ""]
        for e in entries:
            lines.append(f"- **{e.day}** {_md(e.what)}" + (f" ({_md(e.note)})" if e.note else ""))
            lines += [f"  > {_md(e.quote)}", f"  according to {_md(e.said_by)}; `{e.statement}`"]
        lines.append("")
    return "\n".join(lines)


def _md(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in " ".join(text.split()))


def as_html(told: Dossier) -> str:
    """The dossier as one page without scripts; words of the releases cannot become markup."""
    title, parts = html.escape(told.title), []
    for name, entries in told.sections:
        items = "".join(
            f"<li><b>{e.day}</b> {html.escape(e.what)}{f' <i>({html.escape(e.note)})</i>' if e.note else ''}"
            f"<blockquote>{html.escape(e.quote)}</blockquote><small>according to {html.escape(e.said_by)}; {html.escape(e.statement)}</small></li>\n"
            for e in entries
        )
        parts.append(f"<h2>{name}</h2>\n<ul>\n{items}</ul>\n")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body><h1>{title}</h1>\n<p>{html.escape(told.basis)}</p>\n{''.join(parts)}</body></html>\n"
    )
