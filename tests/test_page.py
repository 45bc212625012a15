"""The page of a release: every statement marked in its words, every mark leading to its statement and back, nothing let in."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import read_own
from hypothesis import given
from hypothesis import strategies as st

from kg import resources
from kg.cli import main
from kg.export.acts import acts
from kg.export.marks import Mark, marked
from kg.export.page import page, section
from kg.ingest import dataset_of
from kg.model import Doc

SEED = str(resources.data("releases", "2018-04-11-korea-japan.txt"))


class Seen(HTMLParser):
    """What a browser would meet: ids, links, tags that are left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.stack: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag not in ("meta", "br"):
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


def page_of(doc: Doc, prefix: str = "") -> str:
    rows = [{"sentence": (u.sentence.start, u.sentence.end), "cue": (u.cue.start, u.cue.end), "reason": u.reason} for u in doc.unread]
    return section({"title": doc.release.title}, doc.text, acts(dataset_of([doc])), rows, prefix)


spans = st.tuples(st.integers(-2, 40), st.integers(-2, 40), st.sampled_from("abcd"), st.sampled_from(["sentence", "content", "cue"]))


@given(st.text(alphabet="ab <>&\"'\n“é", max_size=40), st.lists(spans, max_size=12))
def test_any_marks_leave_the_text_as_it_is(text: str, rows: list[tuple[int, int, str, str]]) -> None:
    html = marked(text, [Mark(a, b, ref, role, "agree") for a, b, ref, role in rows])
    assert unescape(re.sub(r"<[^>]*>", "", html)) == text
    seen = Seen(html)
    assert not seen.stack
    assert len(seen.ids) == len(set(seen.ids))


def test_pieces_of_nested_and_crossing_marks_name_all_their_statements() -> None:
    html = marked("abcdef", [Mark(0, 4, "x", "content", "agree"), Mark(2, 6, "y", "content", "meet"), Mark(3, 4, "z", "cue", "meet")])
    pieces = re.findall(r'<a class="([^"]*)" href="#(\w)" data-refs="([^"]*)">(?:<span id="[^"]*"></span>)*([^<]*)</a>', html)
    assert pieces == [
        ("content agree", "x", "x", "ab"),
        ("content agree in-meet", "x", "x y", "c"),
        ("cue meet in-agree", "z", "z x y", "d"),
        ("content meet", "y", "y", "ef"),
    ]


def test_marks_and_statements_lead_to_each_other(seed: Doc) -> None:
    html = page_of(seed)
    seen = Seen(html)
    assert not seen.stack
    assert len(seen.ids) == len(set(seen.ids))
    assert {link.removeprefix("#") for link in seen.links} <= set(seen.ids)
    for act in acts(dataset_of([seed])):
        ref = act["id"].rsplit("#", 1)[1]
        assert {ref, f"mark-{ref}"} <= set(seen.ids)
        assert {f"#{ref}", f"#mark-{ref}"} <= set(seen.links), ref


def test_what_gave_nothing_is_shown_with_its_reason() -> None:
    doc = read_own("They urged restraint. The port was quiet on the day.")
    assert doc.coverage() == (0, 1)
    (row,) = doc.unread
    html = unescape(page_of(doc))
    assert f'<a class="unread" href="#unread{row.sentence.start:05}"' in html
    assert f"“urged”: {row.reason}" in html


def test_who_is_named_where_nothing_was_read_is_told() -> None:
    doc = read_own("Foreign Minister Leo Paz of Chile met in Oslo. They urged Lima.", issuer="CHL")
    assert [[e.id for e in row.names] for row in doc.unread] == [["person/CHL-leo-paz", "state/CHL", "state/NOR"], ["state/PER"]]


def test_speakers_nest(seed: Doc) -> None:
    html = page_of(seed)
    chained = [a for a in acts(dataset_of([seed])) if a["reported_by"]]
    assert chained
    for act in chained:
        told = "".join(f"<blockquote>that {a['name']} says" for a in reversed(act["reported_by"]))
        assert told in unescape(html)


HOSTILE = [
    ("<script>alert(1)</script> Peru urged Chile to <img src=x onerror=alert(1)> reopen the port.", "tags in the text"),
    ("Peru urged Chile to reopen \"the port' & </div></main> the border.", "quotes and ends of our own elements"),
]


@pytest.mark.parametrize(("text", "why"), HOSTILE, ids=[r[1] for r in HOSTILE])
def test_nothing_of_a_text_becomes_markup(text: str, why: str) -> None:
    doc = read_own(text, title='<b onclick="x">Talks</b>')
    seen = Seen(page_of(doc))
    assert not seen.stack
    assert "<img" not in page_of(doc)
    assert "<script>" not in page_of(doc)
    assert "<b onclick" not in page([page_of(doc)], doc.release.title)


def test_the_page_asks_for_nothing(seed: Doc) -> None:
    html = page([page_of(seed)], "Talks")
    assert "default-src 'none'" in html
    assert not re.search(r"(src|href|action)=[\"']?(https?:)?//", html)
    assert "url(" not in html


def test_commands(tmp_path: Path) -> None:
    out = tmp_path / "talks.html"
    result = CliRunner().invoke(main, ["read", "--html", str(out), "--coverage", SEED, SEED])
    assert result.exit_code == 0, result.output
    name, share, read, bearing = result.stdout.splitlines()[-1].split("\t")
    assert name == "all"
    assert float(share) == pytest.approx(int(read) / int(bearing), abs=0.001)
    seen = Seen(out.read_text(encoding="utf-8"))
    assert len(seen.ids) == len(set(seen.ids)), "two releases on one page keep their places apart"
    missing = CliRunner().invoke(main, ["read", "--html", str(tmp_path / "no" / "x.html"), SEED])
    assert missing.exit_code == 1
    assert "choose another place" in missing.output
