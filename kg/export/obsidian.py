"""A vault for Obsidian: a note a release with its sentences as blocks, a note an actor, linked by file names."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.export.acts import Nodes, acts
from kg.export.filings import filings
from kg.export.ties import actor, line, said_by, sentence, side

_UNFIT = re.compile(r'[\\/:*?"<>|#^\[\]]+')
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~^$=%&])")
Act = Mapping[str, Any]


def as_obsidian(dataset: Any) -> dict[str, bytes]:
    """The files of the vault; front matter is flat, labels that are shared get the end of their IRI."""
    nodes, told = Nodes(dataset), acts(dataset)
    of_release: dict[str, list[Act]] = defaultdict(list)
    of_actor: dict[str, list[Act]] = defaultdict(list)
    for act in told:
        of_release[act["release"]].append(act)
        for iri in sorted({n for a in (*act["by"], *act["to"]) for n in (a["iri"], side(a["iri"], nodes))}):
            of_actor[iri].append(act)
    releases = filings(dataset)
    labels = {iri: actor(iri, nodes)["label"] for iri in of_actor} | {f["iri"]: f"{f['issued'] or 'undated'} {f['title']}" for f in releases}
    names = _names(labels)
    notes = {f"Releases/{names[f['iri']]}.md": _release(f, of_release[f["iri"]], nodes, names) for f in releases}
    notes |= {f"Actors/{names[iri]}.md": _actor(iri, found, nodes, names) for iri, found in of_actor.items()}
    return {name: notes[name].encode() for name in sorted(notes)}


def _names(labels: Mapping[str, str]) -> dict[str, str]:
    """A file name for each node: no sign that a system or a link refuses, no two alike in small letters."""
    plain = {iri: " ".join(_UNFIT.sub(" ", label).split()).strip(". ")[:90] or "unnamed" for iri, label in labels.items()}
    shared: dict[str, int] = defaultdict(int)
    for name in plain.values():
        shared[name.casefold()] += 1
    return {iri: name if shared[name.casefold()] == 1 else f"{name} ({_end(iri)})" for iri, name in plain.items()}


def _end(iri: str) -> str:
    return _UNFIT.sub(" ", re.split(r"/(?:id|release)/", iri)[-1].replace("/", " ").replace("#", " "))


def _front(values: Mapping[str, str]) -> str:
    """Flat front matter; JSON strings are YAML strings."""
    return "---\n" + "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in values.items() if v) + "---\n\n"


def _release(filing: Mapping[str, str], found: Iterable[Act], nodes: Nodes, names: Mapping[str, str]) -> str:
    out, before = [_front(filing)], ""
    for act in sorted(found, key=lambda a: (a["sentence"], a["cue"])):
        if (block := _block(act)) != before:
            out.append(f"{_plain(sentence(act, nodes))} ^{block}\n\n")
        before = block
        out.append(f"- {_told(act, names)}\n\n" if act["content"] is None else f"- {_told(act, names)}: {_plain(act['text'])}\n\n")
    return "".join(out)


def _actor(iri: str, found: Iterable[Act], nodes: Nodes, names: Mapping[str, str]) -> str:
    told = actor(iri, nodes)
    of = side(iri, nodes)
    front = _front({"iri": iri, "kind": told["kind"], "iso3": told["iso3"], "cow": told["cow"]})
    rows = [f"- {_told(a, names)} ([[{names[a['release']]}#^{_block(a)}|{_plain(said_by(a, nodes))}]])\n" for a in found]
    return front + (f"Acts for [[{names[of]}]].\n\n" if of != iri and of in names else "") + "".join(rows)


def _block(act: Act) -> str:
    return f"s{act['sentence'][0]:05}"


def _told(act: Act, names: Mapping[str, str]) -> str:
    """Who does what to whom, with what keeps it from being a plain deed."""
    by, to = (", ".join(f"[[{names[a['iri']]}]]" for a in act[slot] if a["iri"] in names) for slot in ("by", "to"))
    denied = act["class"] == "DeniedAct" or act["status"] == "denied"
    signs = [act["force"].replace("-", " "), *(["denied"] if denied else [act["status"]] if act["status"] != "actual" else []),
             *(["negative"] if act["polarity"] == "neg" and not denied else []), *([line(act["condition"])] if act["condition"] else [])]  # fmt: skip
    return f"{by or 'nobody named'} **{_plain(', '.join(signs))}**" + (f" → {to}" if to else "")


def _plain(text: str) -> str:
    """A text in which nothing is markup."""
    return _MARKUP.sub(r"\\\1", line(text))
