"""The first release: what is read from it, as a person reads it, and that it turns with its countries."""

from __future__ import annotations

from pathlib import Path

from kg import resources
from kg.ingest import graph_of, run
from kg.model import Doc
from kg.readers import read_text

GOLDEN = Path(__file__).parent / "golden" / "2018-04-11-korea-japan.acts"


def lines(doc: Doc) -> list[str]:
    """One line an act, for eyes."""
    out = []
    for act in doc.acts:
        by = ", ".join(e.label for e in act.agent)
        to = ", ".join(e.label for e in act.addressee)
        via = " < ".join(c.speaker.label for c in act.reported_via)
        words = " … ".join(" ".join(s.of(doc.text).split()) for s in act.content)
        out.append(f"{type(act).__name__} {act.force} [{act.event_status}] {by} -> {to or '-'} via {via or '-'}: {words}")
    return out


def test_golden(seed: Doc) -> None:
    assert "\n".join(lines(seed)) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_the_pair_of_ministers_is_found(seed: Doc) -> None:
    assert [(p.label, p.state) for p in seed.participants] == [("Kang Kyung-hwa", "KOR"), ("Taro Kono", "JPN")]


SWAP = [
    ("Foreign Minister Kang Kyung-hwa", "Foreign Minister @K1"), ("Taro Kono", "@K2"), ("Minister Kang", "Minister @K3"),
    ("Minister Kono", "Minister @K4"), ("Seoul", "@S"), ("Tokyo", "@T"), ("Japanese", "@J"), ("Japan", "@P"),
    ("South Korea", "@Q"), ("Korea, ", "@Q, "),
]  # fmt: skip
BACK = {
    "@K1": "Taro Kono", "@K2": "Kang Kyung-hwa", "@K3": "Kono", "@K4": "Kang", "@S": "Tokyo", "@T": "Seoul",
    "@J": "South Korean", "@P": "South Korea", "@Q": "Japan",
}  # fmt: skip


def test_swapping_the_countries_swaps_the_agents() -> None:
    """Two neighbours meet: exchange names, capitals and demonyms, and the acts turn with them."""
    text = (
        "Foreign Minister Kang Kyung-hwa held talks in Seoul with Japanese counterpart Taro Kono on trade.\n\n"
        "Minister Kang urged Tokyo to reopen the port. Minister Kono thanked South Korea for its help."
    )
    turned = text
    for old, mark in SWAP:
        turned = turned.replace(old, mark)
    for mark, new in BACK.items():
        turned = turned.replace(mark, new)
    turned = turned.replace("talks in Tokyo with South Korean", "talks in Tokyo with South Korean")
    one = run(read_text(text, "a.txt", issuer="KOR", published="2020-01-01"))
    other = run(read_text(turned, "b.txt", issuer="JPN", published="2020-01-01"))
    other_side = {"KOR": "JPN", "JPN": "KOR"}
    mine = [(a.force, [e.state for e in a.agent], [e.state for e in a.addressee]) for a in one.acts]
    theirs = [
        (a.force, [other_side[str(e.state)] for e in a.agent], [other_side[str(e.state)] for e in a.addressee]) for a in other.acts
    ]
    assert len(mine) == 3
    assert mine == theirs


def test_reading_twice_gives_the_same_bytes(seed: Doc) -> None:
    path = resources.data("releases", "2018-04-11-korea-japan.txt")
    from kg.ingest import read

    assert graph_of(read(path)) == graph_of(seed)
