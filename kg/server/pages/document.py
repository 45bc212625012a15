"""A release with every statement marked in its words, and two releases side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import UsageError
from kg.export.marks import marked, marks_of
from kg.server.desk import Desk
from kg.server.pages.lists import _COLUMNS, act_rows
from kg.server.pages.page import How, Missing, Page, acts_query
from kg.views import Filing
from kg.views.accounts import others, side_by_side
from kg.vocab import NS, OA, RELEASE

Params = Mapping[str, str]


def _filing(desk: Desk, ident: str) -> Filing:
    filing = desk.catalogue.releases.get(RELEASE + ident)
    if filing is None:
        raise Missing("There is no such release.")
    return filing


def release(desk: Desk, params: Params, ident: str) -> Page:
    """The text of a release with its statements marked, and a card a statement beside it."""
    filing = _filing(desk, ident)
    text = desk.text(ident)
    left = unread(desk, filing.iri)
    shown = sorted(desk.acts(e.iri for e in desk.catalogue.by_release.get(filing.iri, ())), key=_place)
    families: dict[str, int] = {}
    for act in shown:
        families[act["family"]] = families.get(act["family"], 0) + 1
    values = {
        "filing": filing, "issuer": desk.catalogue.label(filing.issuer) if filing.issuer else "",
        "text": marked(text, marks_of(shown, left)), "acts": shown, "unread": left, "families": sorted(families.items()),
        "others": others(desk.catalogue, filing), "read": len({tuple(a["sentence"]) for a in shown}),
        "left": len({tuple(u["sentence"]) for u in left}),
    }  # fmt: skip
    how = How(acts_query(f"?statement dip:inRelease <{filing.iri}> ."), f'graph.query("SELECT ?s WHERE {{ ?s dip:inRelease <{filing.iri}> }}")', f"kg show {ident}")
    return Page("release.html", filing.title or ident, values, _COLUMNS, act_rows(shown), [filing.iri, *(a["id"] for a in shown)], how)


def _place(act: Mapping[str, Any]) -> tuple[Any, ...]:
    """Where an act stands in its text."""
    parts = act["content_parts"]
    return act["cue"], [parts[0][0], parts[-1][1]] if parts else act["cue"], act["id"]


def unread(desk: Desk, iri: str) -> list[dict[str, Any]]:
    """The sentences of a release that carry an operative word and gave nothing, with the reason."""
    import pyoxigraph as ox

    nodes, text = desk.whole(iri), desk.text(iri.rsplit("/", 1)[-1])
    found = []
    within = desk.dataset.quads_for_pattern(None, ox.NamedNode(NS + "inRelease"), ox.NamedNode(iri), nodes.graph)
    for subject in (str(getattr(q.subject, "value", "")) for q in within):
        _, _, name = subject.partition("#un")
        if not name.isdecimal():
            continue
        node = nodes[subject]
        sentence = nodes[node[NS + "inSentence"][0]]
        start, end = (int(sentence[OA + k][0]) for k in ("start", "end"))
        cue = (int(name), int(name) + len(node[NS + "cue"][0]))
        words = " ".join(text[start:end].split())
        found.append({"sentence": (start, end), "cue": cue, "word": node[NS + "cue"][0], "reason": node[NS + "reason"][0],
                      "words": words, "ref": f"unread{start:05}"})  # fmt: skip
    return sorted(found, key=lambda u: (u["sentence"], u["cue"]))


def compare(desk: Desk, params: Params, left: str = "", right: str = "") -> Page:
    """Two releases side by side: what both tell, and what only one does."""
    c = desk.catalogue
    sides = [left or params.get("left", "").strip(), right or params.get("right", "").strip()]
    choices = sorted(c.releases.values(), key=lambda f: (f.day, f.iri), reverse=True)[:300]
    if not all(sides):
        return Page("compare.html", "Compare two releases", {"choices": choices, "matches": None, "sides": sides}, ("left", "right"), ())
    if sides[0] == sides[1]:
        raise UsageError("give two different releases")
    filings = [_filing(desk, s) for s in sides]
    one, other = (desk.acts(e.iri for e in c.by_release.get(f.iri, ()) if not e.restates) for f in filings)
    matches = side_by_side(one, other)
    rows = [(m.left["id"] if m.left else "", m.right["id"] if m.right else "", m.left["content"] if m.left else "",
             m.right["content"] if m.right else "", ", ".join(m.differences)) for m in matches]  # fmt: skip
    both = sum(1 for m in matches if m.left and m.right)
    values = {"choices": choices, "matches": matches, "filings": filings, "sides": sides, "both": both,
              "issuers": [c.label(f.issuer) if f.issuer else "" for f in filings]}  # fmt: skip
    condition = "VALUES ?release { " + " ".join(f"<{f.iri}>" for f in filings) + " } ?statement dip:inRelease ?release ."
    files = " ".join(f"kg-store/releases/{s}.nq" for s in sides)
    how = How(acts_query(condition), "kg.compare.compare(left, right)", f"kg compare {files}")
    columns = ("left", "right", "left_content", "right_content", "differences")
    return Page("compare.html", "Two accounts side by side", values, columns, rows, [a["id"] for a in (*one, *other)], how)
