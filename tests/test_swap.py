"""Exchanging the parties of a text exchanges them in the acts and changes nothing else."""

from __future__ import annotations

import re

import pytest
from conftest import SHARED, needs_shared

from kg import resources
from kg.ingest import run
from kg.model import Act, Doc, Entity
from kg.readers import read_text

# Per text: words of the one side and words of the other, longest first, each exchanged for its partner.
SEED = [
    ("Seo Mi-kyung", "Jiro Mori"), ("Seo", "Mori"), ("South Korea", "Japan"), ("Korean", "Japanese"), ("Korea", "Japan"), ("Seoul", "Tokyo"),
    ("her", "his"), ("She", "He"),
]  # fmt: skip
NAMES = {"South Korea": "KOR", "Korea": "KOR", "Japan": "JPN", "Sri Lanka": "LKA", "Pakistan": "PAK", "Australia": "AUS",
         "Ukraine": "UKR", "Azerbaijan": "AZE"}  # fmt: skip
DEV = {
    "14": [("Arlen J. Brinkley", "Petra Wolff"), ("Brinkley", "Wolff")],
    "40": [("Volodymyr Zelenskyy", "Ilham Aliyev"), ("Ukrainian", "Azerbaijani"), ("Ukraine", "Azerbaijan")],
    "46": [
        ("Anura Kumara Disanayake", "Richard Marles"),
        ("Disanayake", "Marles"),
        ("Sri Lankan", "Australian"),
        ("Sri Lanka", "Australia"),
    ],
    "48": [
        ("Anura Kumara Dissanayake", "Shehbaz Sharif"),
        ("Dissanayake", "Sharif"),
        ("Sri Lankan", "Pakistani"),
        ("Sri Lanka", "Pakistan"),
    ],
}


def exchange(text: str, pairs: list[tuple[str, str]]) -> str:
    table = dict(pairs) | {b: a for a, b in pairs}
    words = sorted(table, key=len, reverse=True)
    return re.sub(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", lambda m: table[m.group()], text)


def codes(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The codes of the states that are exchanged, each for the other's."""
    both = [(NAMES[a], NAMES[b]) for a, b in pairs if a in NAMES and b in NAMES]
    return dict(both) | {b: a for a, b in both}


def outline(doc: Doc, act: Act, pairs: list[tuple[str, str]] | None = None) -> tuple[object, ...]:
    """An act in words: what is compared between the two readings."""

    def name(entity: Entity) -> str:
        if entity.kind in ("state", "government_body"):
            return codes(pairs or []).get(entity.state or "", entity.state or "")
        words = entity.label.removeprefix("The ").removeprefix("the ")
        return exchange(words, pairs) if pairs else words

    cue = act.cue.of(doc.text)
    return (
        type(act).__name__, act.family, act.force, cue, act.event_status, act.negated, act.joint,
        tuple(sorted(name(e) for e in act.agent)), tuple(sorted(name(e) for e in act.addressee)),
    )  # fmt: skip


def check(text: str, pairs: list[tuple[str, str]], **given: str | None) -> None:
    first = run(read_text(text, "first.txt", **given))
    second = run(read_text(exchange(text, pairs), "second.txt", **given))
    assert [outline(first, a, pairs) for a in first.acts] == [outline(second, a) for a in second.acts]


# Ministers whose state the table of leaders tells cannot be exchanged: names that it does not have stand in their place.
UNKNOWN = {"Kang Kyung-hwa": "Seo Mi-kyung", "Kang": "Seo", "Taro Kono": "Jiro Mori", "Kono": "Mori", "Antony J. Blinken": "Arlen J. Brinkley",
           "Blinken": "Brinkley", "Penny Wong": "Petra Wolff", "Wong": "Wolff"}  # fmt: skip


def unknown(text: str) -> str:
    """The text with other names for ministers whom the table knows."""
    for known, name in UNKNOWN.items():
        text = text.replace(known, name)
    return text


def test_the_first_release_swaps() -> None:
    text = resources.data("releases", "2018-04-11-korea-japan.txt").read_text(encoding="utf-8")
    body = text.replace("Inter-Korean", "Bilateral").replace("inter-Korean", "bilateral").replace("North Korean", "northern")
    body = body.replace("North Korea", "Mongolia").replace("Korean Peninsula", "peninsula")
    check(unknown(body), SEED, published="2018-04-11")


@needs_shared
@pytest.mark.parametrize("number", sorted(DEV))
def test_a_development_release_swaps(number: str) -> None:
    raw = (SHARED / "corpus" / "dev" / f"{number}.txt").read_text(encoding="utf-8").partition("\n\n")[2]
    check(unknown(raw), DEV[number])
