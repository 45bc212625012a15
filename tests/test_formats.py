"""Every format gives the same release, every file that is none is rejected with its code, and no bytes do harm."""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import io
import json
import re
import time
import tracemalloc
import zipfile
from pathlib import Path

import build
import pytest
from build import WORDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import RejectedInput
from kg.ingest import ingest, read, read_all
from kg.readers import READERS, Reading, bounded, find_inputs, read_file
from kg.store import Store

HAVE = {name for name in ("trafilatura", "lxml_html_clean", "pypdf") if importlib.util.find_spec(name)}
HTML = pytest.mark.skipif(
    not {"trafilatura", "lxml_html_clean"} <= HAVE, reason="the extra 'formats' (trafilatura) is not installed"
)
PDF = pytest.mark.skipif("pypdf" not in HAVE, reason="the extra 'formats' (pypdf) is not installed")
TITLE = "Talks in Lima"
ITEM = f"<item><title>{TITLE}</title><link>https://m.example/1</link><pubDate>Thu, 04 Mar 2021 10:00:00 GMT</pubDate>"
NAV = '<nav><a href="/">Home</a> <a href="/n">News</a></nav><p>We use cookies to serve you.</p>'
FOOT = "<footer><p>© 2021 Ministry</p><a>Share on Facebook</a></footer>"
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Peru</title><entry><title>{TITLE}</title>
<link href="https://m.example/1"/><published>2021-03-04T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p></div></content></entry></feed>"""


def one(folder: Path, name: str, raw: bytes | str, **given: str) -> Reading:
    """The only release of a file with these bytes."""
    (folder / name).write_bytes(raw.encode() if isinstance(raw, str) else raw)
    readings = list(read_file(folder / name, **given))
    assert len(readings) == 1
    return readings[0]


GOOD = [
    ("a.txt", f"{TITLE}\n\n{WORDS}\n", {}, "plain text"),
    ("a", f"{TITLE}\n\n{WORDS}\n", {}, "a name that says nothing is taken for text"),
    ("a.md", f"# {TITLE}\n\nPeru and **Chile** [agreed](https://m.example/x) to\nopen a *joint* office in Lima.\n", {}, "marks and wrapping go"),
    ("b.md", f"---\ntitle: {TITLE}\ndate: 2021-03-04\n---\n\n{WORDS}\n", {"published": "2021-03-04"}, "front matter"),
    ("a.docx", build.docx(TITLE, WORDS), {}, "Word"),
    ("b.docx", build.docx(body="<w:p><w:r><w:t>Talks </w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del><w:ins><w:r><w:t>in Lima</w:t></w:r></w:ins>"
      f"</w:p><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"), {}, "Word with tracked changes: as accepted"),
    ("a.eml", build.mail(WORDS), {"published": "2021-03-04", "publisher": "Press Office of Peru"}, "mail"),
    ("b.eml", build.mail(f"<p>{WORDS}</p>", kind="text/html", subject="Fwd: Talks in Lima"), {"published": "2021-03-04"}, "mail in HTML"),
    ("a.rss", build.rss(f"{ITEM}<description>&lt;p&gt;{WORDS}&lt;/p&gt;</description></item>"),
     {"published": "2021-03-04", "url": "https://m.example/1", "publisher": "Peru"}, "RSS"),
    ("a.atom", ATOM, {"published": "2021-03-04", "url": "https://m.example/1"}, "Atom with XHTML"),
    ("a.xml", ATOM, {"published": "2021-03-04"}, "Atom called XML"),
    ("a.jsonl", json.dumps({"title": TITLE, "date": "2021-03-04", "publisher": "Peru", "url": "https://m.example/1", "text": WORDS}),
     {"published": "2021-03-04", "url": "https://m.example/1", "publisher": "Peru"}, "JSON Lines"),
    pytest.param("a.html", build.page(f"{NAV}<main><h1>{TITLE}</h1><p>{WORDS}</p></main>{FOOT}"), {}, "web page", marks=HTML),
    pytest.param("b.htm", build.page(f"<h1>{TITLE}</h1><p>{WORDS}</p>", '<meta property="article:published_time" content="2021-03-04T09:00:00Z">'),
                 {"published": "2021-03-04"}, "the day that a page declares", marks=HTML),
    pytest.param("c.txt", build.page(f"<h1>{TITLE}</h1><p>{WORDS}</p>"), {}, "a page saved under a wrong name", marks=HTML),
    pytest.param("a.pdf", build.pdf([TITLE, WORDS]), {}, "PDF", marks=PDF),
    pytest.param("b.txt", build.pdf([TITLE, WORDS]), {}, "a PDF under a wrong name", marks=PDF),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "told", "why"), GOOD)
def test_every_format_gives_the_same_release(tmp_path: Path, name: str, raw: bytes, told: dict[str, str], why: str) -> None:
    reading = one(tmp_path, name, raw)
    assert reading.rejected is None, f"{why}: {reading.rejected}"
    assert reading.doc
    doc = reading.doc
    read_ = [(b.kind, b.span.of(doc.text)) for b in doc.blocks if b.kind != "boilerplate"]
    assert read_ == [("headline", TITLE), ("paragraph", WORDS)], why
    assert doc.release.title == TITLE
    assert {k: getattr(doc.release, k) for k in told} == told, why
    assert reading.original and reading.original in (tmp_path / name).read_bytes()


def test_every_suffix_has_a_row() -> None:
    """A format that a folder is searched for is a format that is tested."""
    named = {Path(row.values[0] if hasattr(row, "values") else row[0]).suffix for row in GOOD}
    assert set(READERS) - named <= {".text", ".markdown", ".ndjson", ".xhtml"}


def hash_(number: int) -> str:
    """Letters that no archive can make smaller."""
    return hashlib.sha256(str(number).encode()).hexdigest()


LONG = "The minister of Peru spoke with the press about the talks that were held in the port. " * 3
BAD = [
    ("a.txt", b"  \n", "empty", "nothing but white space"),
    ("a.docx", b"", "empty", "an empty file of any format"),
    ("a.txt", b"\x7fELF\x00\x01", "binary", "a program"),
    ("a.txt", b"\xff\xfeA", "encoding", "half a sign of UTF-16"),
    ("a.txt", "the of and " * 250_000, "too-large", "over two million characters"),
    ("a.txt", "Home\nNews\nTeam\nJobs\nMaps\nHelp\nShop\nBlog\nLink\nMore\nLast\nNext\n", "menu", "short lines only"),
    ("a.txt", "Die beiden Minister haben gestern in Wien über den Handel gesprochen. " * 3, "not-english", "German"),
    ("a.txt", "~ tI^ rn aI iI1t q rr nIl x tJ'irl iS1d ~itm c o t z h e~f " * 10, "garbled", "a poor scan"),
    ("a.docx", b"PK\x03\x04nonsense", "malformed", "not an archive"),
    ("a.docx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "encrypted", "an old or a locked Word file"),
    ("a.docx", build.docx("", ""), "empty", "Word without words"),
    ("a.docx", build.docx(WORDS, head='<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'), "doctype", "an entity that reaches out"),
    ("a.docx", build.docx(body="".join(f"<w:p a=\"{hash_(i)}\">" for i in range(5_000))), "too-costly", "nested five thousand deep"),
    ("a.eml", b"no mail at all", "malformed", "no header"),
    ("a.eml", build.mail("", subject="x"), "empty", "mail without a body"),
    ("a.eml", build.mail("AAAA", kind="application/pkcs7-mime"), "encrypted", "encrypted mail"),
    ("a.eml", build.mail("%PDF", kind='application/pdf; name="talks.pdf"'), "empty", "only an attachment, which is named"),
    ("a.rss", build.rss(f"{ITEM}</item>"), "empty", "a headline and no text"),
    ("a.rss", build.rss(), "empty", "a feed without entries"),
    ("a.xml", b"<note><to>Peru</to></note>", "not-a-feed", "XML of another kind"),
    ("a.rss", b"<rss><channel>", "malformed", "cut off"),
    ("a.rss", build.rss(head="<!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"), "doctype", "swelling entities"),
    ("a.rss", b"<rss>" + b"<a>" * 100_000, "too-costly", "nested a hundred thousand deep"),
    ("a.jsonl", b'{"title": "x"}', "malformed", "no text"),
    ("a.jsonl", b'{"text": "x", "date": "next week"}', "malformed", "a date that is none"),
    ("a.jsonl", b"[" * 100_000, "malformed", "nested a hundred thousand deep"),
    ("a.jsonl", b'{"text": " "}', "empty", "a release without words"),
    ("a.jsonl", json.dumps({"text": LONG, "language": "fr"}), "not-english", "it says so itself"),
    ("a.jsonl", b'{"text": "\\ud800 half"}', "encoding", "half of a surrogate pair"),
    pytest.param("a.html", build.page(""), "empty", "an empty page", marks=HTML),
    pytest.param("a.html", build.page("".join(f'<a href="/{i}">Item {i}</a><br>' for i in range(40))), "menu", "links only", marks=HTML),
    pytest.param("a.html", b"no tags", "malformed", "not a page", marks=HTML),
    pytest.param("a.pdf", b"%PDF-1.4 cut", "malformed", "cut off", marks=PDF),
    pytest.param("a.pdf", b"not one", "malformed", "another file under the name", marks=PDF),
    pytest.param("a.pdf", build.pdf([]), "empty", "a page without anything", marks=PDF),
    pytest.param("a.pdf", build.pdf([], extra=b"/XObject << /I 3 0 R >>").replace(b"/Type /Font /Subtype /Type1", b"/Type /XObject /Subtype /Image"),
                 "scan", "pictures and no text layer", marks=PDF),
    pytest.param("a.pdf", build.pdf(*[[]] * 600), "too-large", "hundreds of pages", marks=PDF),
    pytest.param("a.pdf", build.pdf(*[[]] * 10_000), "too-large", "ten thousand empty pages", marks=PDF),
    pytest.param("a.pdf", build.pdf([TITLE, WORDS]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "malformed", "pages that lead in a circle", marks=PDF),
    pytest.param("a.pdf", build.swollen_pdf(35_000_000), "too-costly", "as many signs to show as no page holds", marks=[PDF, pytest.mark.slow]),
    pytest.param("a.pdf", build.swollen_pdf(300_000_000, rounds=2), "too-costly", "unpacks without measure", marks=PDF),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "code", "why"), BAD)
def test_what_is_no_release_is_rejected_with_a_code(tmp_path: Path, name: str, raw: bytes, code: str, why: str) -> None:
    began = time.monotonic()
    reading = one(tmp_path, name, raw)
    assert reading.doc is None, why
    assert reading.rejected
    assert reading.rejected.code == code, f"{why}: {reading.rejected}"
    assert len(str(reading.rejected)) > 12
    assert time.monotonic() - began < bounded.SECONDS["pdf"] + 2


@PDF
def test_a_locked_pdf(tmp_path: Path) -> None:
    import pypdf

    for password, code in (("", None), ("secret", "encrypted")):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(build.pdf([TITLE, WORDS])))
        writer.encrypt(password, owner_password="other", algorithm="RC4-128")
        writer.write(tmp_path / "locked.pdf")
        reading = next(read_file(tmp_path / "locked.pdf"))
        assert (reading.rejected and reading.rejected.code) == code, "no password is needed where only changes are locked"


def zipped(**how: object) -> bytes:
    out = io.BytesIO(build.docx(WORDS))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in how["members"]:  # type: ignore[attr-defined]
            archive.writestr(name, raw)
    return out.getvalue()


def linked() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("word/link")
    info.external_attr = 0o120777 << 16
    return info


def one_piece_many_times() -> bytes:
    """A member that does not swell, told sixty times by the list of members."""
    out = io.BytesIO(build.docx(WORDS))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("piece", "".join(map(hash_, range(15_000))))
        for number in range(60):
            info = copy.copy(archive.getinfo("piece"))
            info.filename = f"piece{number}"
            archive.filelist.append(info)
    return out.getvalue()


def with_a_size_that_lies() -> bytes:
    """Words that swell to sixty million signs, and a list of members that says a hundred."""
    raw = build.docx("a" * 60_000_000)
    told = raw.rindex(b"PK\x01\x02") + 24
    return raw[:told] + (100).to_bytes(4, "little") + raw[told + 4 :]


def locked() -> bytes:
    """A member that is marked as locked with a password."""
    raw = build.docx(WORDS)
    marked = raw.rindex(b"PK\x01\x02") + 8
    return raw[:marked] + b"\x01" + raw[marked + 1 :]


ARCHIVES = [
    ([("big", b"\0" * 60_000_000)], "over 50 MB unpacked"),
    ([("ratio", b"\0" * 5_000_000)], "swells over a hundred times"),
    ([(f"m{i}", b"") for i in range(2_100)], "over two thousand members"),
    ([("inner.zip", b"PK")], "an archive in the archive"),
    ([("../out", b"x")], "out of its folder"),
    ([("word/../../out", b"x")], "out of its folder, later"),
    ([("..\\out", b"x")], "out of its folder, the other way"),
    ([("/etc/out", b"x")], "an absolute path"),
    ([("C:/out", b"x")], "a drive"),
    ([(linked(), b"/etc/passwd")], "a link"),
]


ODD_ARCHIVES = [
    *((zipped(members=members), "zip-bomb", why) for members, why in ARCHIVES),
    (one_piece_many_times(), "zip-bomb", "members that share their bytes"),
    (with_a_size_that_lies(), "malformed", "unpacks to more than it says"),
    (locked(), "encrypted", "locked with a password"),
]


@pytest.mark.parametrize(("raw", "code", "why"), ODD_ARCHIVES, ids=[row[2] for row in ODD_ARCHIVES])
def test_archives_are_looked_over_before_they_are_unpacked(tmp_path: Path, raw: bytes, code: str, why: str) -> None:
    reading = one(tmp_path, "a.docx", raw)
    assert reading.rejected
    assert reading.rejected.code == code, why
    assert [p.name for p in tmp_path.iterdir()] == ["a.docx"]


def test_a_reader_that_takes_too_long_is_ended_and_the_next_is_read(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(RejectedInput) as told:
        bounded.read_bounded("docx", build.docx(*map(hash_, range(50_000))), "slow.docx", seconds=0.01)
    assert told.value.code == "too-costly"
    assert time.monotonic() - began < 2
    assert one(tmp_path, "next.docx", build.docx(TITLE, WORDS)).doc


@pytest.mark.parametrize("deed", ["open('x', 'w')", "__import__('socket').socket()", "__import__('os').system('true')",
                                  "__import__('subprocess').run(['true'])"])  # fmt: skip
def test_the_child_may_not_write_call_or_start_anything(deed: str, tmp_path: Path) -> None:
    import subprocess
    import sys

    code = f"import sys; from kg.readers import child; sys.addaudithook(child._refuse); {deed}"
    home = str(Path(__file__).resolve().parents[1])
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": home})
    assert "PermissionError: a reader may not do this" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.readers import child

    monkeypatch.setitem(child._NEEDS, "pdf", ("no_such_library",))
    told = child._answer("pdf", b"%PDF-")
    assert told["code"] == "needs-extra"
    assert "dipkg[formats]" in told["reason"]


LINES = [
    {"text": WORDS, "title": TITLE, "url": "https://m.example/1", "date": "2021-03-04T10:00:00Z", "publisher": "Peru"},
    {"title": "no text"},
    {"text": "Kenya welcomed the release of the crew by the pirates.", "title": "On the crew", "url": "https://m.example/2"},
    {"text": "Ghana urged Togo to release the crew of the ship.", "title": "On the crew", "url": "https://m.example/2"},
]


IN_OTHER_BYTES = [
    ("utf-8", "the usual"),
    ("utf-8-sig", "saved by a spreadsheet"),
    ("utf-16", "saved by an old editor"),
    ("cp1252", "from a western desk"),
]


@pytest.mark.parametrize(("encoding", "why"), IN_OTHER_BYTES, ids=[e for e, _ in IN_OTHER_BYTES])
def test_lines_are_the_same_in_whatever_bytes(tmp_path: Path, encoding: str, why: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes("\r\n\r\n".join(json.dumps({**row, "note": "“Zürich” – é"}, ensure_ascii=False) for row in LINES).encode(encoding))
    found = list(find_inputs(path))
    assert [f.draft.text for f in found if f.draft] == [f"{row['title']}\n\n{row['text']}" for row in LINES if "text" in row], why
    assert [f.key for f in found if f.refused] == ["3"]


def test_memory_does_not_grow_with_the_number_of_lines(tmp_path: Path) -> None:
    peaks = []
    for count in (500, 5000):
        path = tmp_path / f"{count}.jsonl"
        path.write_text("".join(json.dumps({"text": WORDS * 20, "id": str(n)}) + "\n" for n in range(count)), encoding="utf-8")
        tracemalloc.start()
        assert sum(1 for _ in find_inputs(path)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 4500 * 300, "the names of the lines are held, not the lines"


def test_one_file_gives_many_releases(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("\n\n".join(json.dumps(row) for row in LINES) + "\n", encoding="utf-8")
    first = ingest(tmp_path / "s", [path])
    assert (len(first.added), [r[:2] for r in first.rejected]) == (3, [("in.jsonl#3", "malformed")])
    store = Store(tmp_path / "s")
    sources = sorted(r["source"] for r in store.rows.values() if "id" in r)
    assert [s.rstrip("0123456789abcdef") for s in sources] == [
        "in.jsonl#https://m.example/",
        "in.jsonl#https://m.example/2 ",
        "in.jsonl#https://m.example/2 ",
    ], "an address that two lines have does not tell them apart; their own bytes do"
    assert store.verify() == []
    kept = [json.loads(store.original(store.row(i))) for i in store.ids()]
    assert sorted(r["text"] for r in kept) == sorted(r["text"] for r in LINES if "text" in r), "each keeps its own line"
    before = (tmp_path / "s" / "manifest.jsonl").read_bytes()
    again = ingest(tmp_path / "s", [path])
    assert (len(again.unchanged), len(again.added), len(again.changed)) == (3, 0, 0)
    assert (tmp_path / "s" / "manifest.jsonl").read_bytes() == before
    path.write_text(json.dumps(LINES[0]) + "\n" + json.dumps(LINES[2]) + "\n", encoding="utf-8")
    assert len(ingest(tmp_path / "s", [path]).unchanged) == 2, "the address tells a release, not its line"
    with pytest.raises(RejectedInput, match="several releases"):
        read(path)
    assert [bool(r.doc and r.doc.acts) for r in read_all(path)] == [True, True]


def test_a_bad_entry_is_told_and_the_others_are_shown(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from kg.cli import main

    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in LINES) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["read", "--format", "jsonl", str(path)])
    assert result.exit_code == 3
    assert "line 2: is not an object" in result.stderr
    named = sorted({json.loads(line)["document"].partition("#")[2] for line in result.stdout.splitlines()})
    assert [name.partition(" ")[0] for name in named] == ["https://m.example/1", "https://m.example/2", "https://m.example/2"]
    assert len(set(named)) == 3, "two releases under one address are told apart by their own words"


def test_the_same_release_in_two_files_is_one(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{TITLE}\n\n{WORDS}\n", encoding="utf-8")
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    assert len(ingest(tmp_path / "s", files).added) == 1
    before = (tmp_path / "s" / "manifest.jsonl").read_bytes()
    assert len(ingest(tmp_path / "s", files).unchanged) == 2
    assert (tmp_path / "s" / "manifest.jsonl").read_bytes() == before


def test_what_is_given_wins_over_the_sidecar_and_that_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('publisher = "Side"\nurl = "https://side.example/"\n', encoding="utf-8")
    doc = one(tmp_path, "a.eml", build.mail(WORDS), publisher="Given").doc
    assert doc
    assert (doc.release.publisher, doc.release.url, doc.release.published) == ("Given", "https://side.example/", "2021-03-04")


@PDF
def test_lines_of_a_pdf_become_paragraphs_again(tmp_path: Path) -> None:
    head = "Ministry of Foreign Affairs"
    first = ["Foreign Minister Ana Ruiz of Peru met in Lima on Thursday with", "Foreign Minister Leo Paz and agreed to open a joint office.",
             "The two sides also spoke of the ports on the coast, of coop-", "eration and of trade."]  # fmt: skip
    second = ["Chile praised the cooperation that had been shown to the crew.", "It urged Peru to go on."]
    third = ["Peru thanked Chile for its words and for the long talks in Lima."]
    pages = [[head, *lines, f"- {n} -"] for n, lines in enumerate((first, second, third), start=1)]
    doc = one(tmp_path, "a.pdf", build.pdf(*pages)).doc
    assert doc
    assert "met in Lima on Thursday with Foreign Minister Leo Paz" in doc.text, "a line that fills the column runs on"
    assert "of cooperation and of trade." in doc.text, "a word cut at the line end that stands whole elsewhere"
    assert head not in doc.text, "a running head of most pages"
    assert not re.search(r"- \d -", doc.text), "page numbers"


SEEDS = [("a.docx", build.docx(TITLE, WORDS)), ("a.eml", build.mail(WORDS)), ("a.rss", GOOD[8][1]), ("a.jsonl", GOOD[11][1].encode()),
         ("a.md", GOOD[2][1].encode()), ("a.txt", GOOD[0][1].encode()), ("a.html", build.page(f"<h1>{TITLE}</h1><p>{WORDS}</p>")),
         ("a.pdf", build.pdf([TITLE, WORDS]))]  # fmt: skip


@pytest.mark.parametrize(("name", "seed"), SEEDS, ids=[name for name, _ in SEEDS])
def test_odd_bytes_are_read_or_rejected(tmp_path_factory: pytest.TempPathFactory, name: str, seed: bytes) -> None:
    path = tmp_path_factory.mktemp("odd") / name
    edits = st.lists(st.tuples(st.integers(0, len(seed)), st.integers(0, 12), st.binary(max_size=12)), min_size=1, max_size=5)

    @settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(edits, st.binary(max_size=400)))
    def check(how: list[tuple[int, int, bytes]] | bytes) -> None:
        raw = how if isinstance(how, bytes) else seed
        for at, cut, put in how if isinstance(how, list) else ():
            raw = raw[:at] + put + raw[at + cut :]
        path.write_bytes(raw)
        for reading in read_file(path):
            assert (reading.doc is None) != (reading.rejected is None)
            if reading.doc:
                assert all(0 <= b.span.start < b.span.end <= len(reading.doc.text) for b in reading.doc.blocks)
            else:
                assert re.fullmatch(r"[a-z-]{4,20}", reading.rejected.code)

    check()
