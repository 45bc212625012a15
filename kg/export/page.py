"""A release with its statements marked, as one page that needs nothing else: no request, no script to be read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from kg.export.marks import marked, marks_of, place

Row = Mapping[str, Any]

STYLE = """
:root { color-scheme: light dark; --ink: #1c2024; --paper: #fff; --faint: #667; --line: #d5d9de;
  --meet: #cfe3ff; --agree: #cdebc9; --pledge: #e2f0b0; --request: #ffdcb0; --state: #e6e1f7; --appraise: #ffd3dc; --do: #d3eeee; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7ea; --paper: #16191c; --faint: #9aa3ad; --line: #3a4149;
  --meet: #1f3f66; --agree: #23502a; --pledge: #47511a; --request: #66431a; --state: #403763; --appraise: #662f40; --do: #1d4c4c; } }
body { margin: 0 auto; max-width: 88rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 Georgia, "Times New Roman", serif; }
header, .card, .key { font-family: system-ui, sans-serif; font-size: .875rem; line-height: 1.45; }
h1 { font-size: 1.35rem; line-height: 1.3; margin: .2rem 0; } h2 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
.release { display: grid; grid-template-columns: minmax(0, 3fr) minmax(17rem, 2fr); gap: 2rem; border-top: 1px solid var(--line); }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.text a { color: inherit; text-decoration: none; border-radius: 2px; }
.text a.cue { font-weight: 700; } .text a.unread { border-bottom: 2px dotted var(--faint); }
.meet { background: var(--meet); } .agree { background: var(--agree); } .pledge { background: var(--pledge); }
.request { background: var(--request); } .state { background: var(--state); } .appraise { background: var(--appraise); }
.do { background: var(--do); }
.in-meet { border-bottom: 3px solid var(--meet); } .in-agree { border-bottom: 3px solid var(--agree); }
.in-pledge { border-bottom: 3px solid var(--pledge); } .in-request { border-bottom: 3px solid var(--request); }
.in-state { border-bottom: 3px solid var(--state); } .in-appraise { border-bottom: 3px solid var(--appraise); }
.in-do { border-bottom: 3px solid var(--do); }
.card { border: 1px solid var(--line); border-radius: 4px; padding: .4rem .6rem; margin: .4rem 0; overflow-wrap: anywhere; }
.card:target, .card.chosen, .text a:has(> :target), .text a.chosen { outline: 2px solid var(--ink); outline-offset: 1px; }
.card q { quotes: none; } blockquote { margin: 0 0 0 .8rem; } .card a { color: inherit; } .badge { padding: 0 .35rem; border-radius: 3px; }
.faint { color: var(--faint); } .key span { margin-right: .5rem; }
.statements { max-height: 96vh; overflow: auto; position: sticky; top: 0; }
@media (max-width: 52rem) { .release { grid-template-columns: 1fr; } .statements { max-height: none; position: static; } }
@media print { .statements { max-height: none; overflow: visible; position: static; } .card { break-inside: avoid; }
  .text a, .badge { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""

# A click shows all words of a statement, or its card; without it the links alone lead to and fro.
SCRIPT = """
document.addEventListener("click", function (event) {
  var piece = event.target.closest("a[data-refs]"), card = event.target.closest(".card");
  if (!piece && !card) return;
  var ref = piece ? piece.getAttribute("href").slice(1) : card.id;
  document.querySelectorAll(".chosen").forEach(function (e) { e.classList.remove("chosen"); });
  document.querySelectorAll("a[data-refs]").forEach(function (e) {
    if (e.dataset.refs.split(" ").indexOf(ref) >= 0) e.classList.add("chosen");
  });
  var target = document.getElementById(piece ? ref : "mark-" + ref);
  if (piece && target) target.classList.add("chosen");
  if (target) target.scrollIntoView({ block: "nearest" });
});
"""


def page(sections: Sequence[str], title: str) -> str:
    """Sections made by ``section`` as one self-contained page; its policy lets nothing in but its own style and script."""
    policy = f"default-src 'none'; style-src '{_digest(STYLE)}'; script-src '{_digest(SCRIPT)}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>\n<style>{STYLE}</style></head>\n'
        f"<body>\n{''.join(sections)}<script>{SCRIPT}</script>\n</body></html>\n"
    )


def section(release: Row, text: str, acts: Sequence[Row], unread: Sequence[Row] = (), prefix: str = "") -> str:
    """One release: its text with every statement marked, beside it a card a statement and a card a sentence left unread.

    ``release`` has title and, where known, issuer, published, publisher, url; ``acts`` are rows of the exchange format;
    ``unread`` rows of sentence, cue, reason. ``prefix`` keeps the places of several releases on one page apart.
    """
    facts = [escape(str(release[k])) for k in ("publisher", "issuer", "published", "url") if release.get(k)]
    families = sorted({a["family"] for a in acts})
    key = "".join(f'<span class="badge {escape(f)}">{escape(f)}</span>' for f in families)
    left = "".join(_left(text, rows, prefix) for rows in _by_sentence(unread))
    return (
        f"<header><h1>{escape(str(release['title']))}</h1>"
        f'<p class="faint">{" · ".join(facts)}</p><p class="key">{key}{escape(_summary(acts, unread))}</p></header>\n'
        f'<main class="release"><div class="text">{marked(text, marks_of(acts, unread, prefix))}</div>\n'
        f'<div class="statements">{"".join(card(text, a, prefix) for a in acts)}'
        f"{'<h2>Left unread</h2>' + left if left else ''}</div></main>\n"
    )


def card(text: str, act: Row, prefix: str = "") -> str:
    """What was read, in words: who, to whom, what, when, where, on what condition, and who says so."""
    ref = place(act["id"], prefix)
    who = escape(_names(act["by"]) or "somebody not named") + (f" → {escape(_names(act['to']))}" if act["to"] else "")
    signs = [act["force"], *(s for s in (act["status"],) if s != "actual"), *(["negated"] if act["polarity"] == "neg" else [])]
    content = " … ".join(" ".join(text[a:b].split()) for a, b in act["content_parts"])
    facts = [("when", act["date"]), ("where", act["place"]), ("if", act["condition"]), ("issues", ", ".join(act["issues"]))]
    more = "".join(f'<div><span class="faint">{k}</span> {escape(str(v))}</div>' for k, v in facts if v)
    return (
        f'<div class="card" id="{escape(ref)}"><span class="badge {escape(act["family"])}">{escape(act["family"])}</span> '
        f'<a href="#mark-{escape(ref)}">{escape(" · ".join(signs))}</a><div><b>{who}</b></div>'
        f"{f'<q>{escape(content)}</q>' if content else ''}{more}{_chain(act)}"
        f'<div class="faint">{escape(act["rule"])}</div></div>\n'
    )


def _chain(act: Row) -> str:
    """Who says so, layer in layer, the release outermost."""
    told = ""
    for speaker in act["reported_by"]:
        told = f"<blockquote>that {escape(speaker['name'])} says{told}</blockquote>"
    return f'<div class="faint">the release says{told}</div>'


def _left(text: str, rows: Sequence[Row], prefix: str) -> str:
    """A sentence with cues that gave nothing, and why."""
    start, end = rows[0]["sentence"]
    ref = f"{prefix}unread{start:05}"
    why = "; ".join(dict.fromkeys(f"“{text[slice(*r['cue'])]}”: {r['reason']}" for r in rows))
    return (
        f'<div class="card" id="{escape(ref)}"><a href="#mark-{escape(ref)}">{escape(" ".join(text[start:end].split()))}</a>'
        f'<div class="faint">{escape(why)}</div></div>\n'
    )


def _by_sentence(unread: Iterable[Row]) -> list[list[Row]]:
    groups: dict[tuple[int, int], list[Row]] = {}
    for row in unread:
        groups.setdefault(tuple(row["sentence"]), []).append(row)
    return [groups[key] for key in sorted(groups)]


def _summary(acts: Sequence[Row], unread: Sequence[Row]) -> str:
    read, left = {tuple(a["sentence"]) for a in acts}, {tuple(r["sentence"]) for r in unread}
    return f"{len(acts)} acts in {len(read)} sentences; {len(left)} sentences with an operative word gave nothing"


def _names(actors: Iterable[Row]) -> str:
    return ", ".join(a["name"] for a in actors)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
