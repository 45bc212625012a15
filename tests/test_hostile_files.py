"""Files that swell, reach out or bring something with them are refused, and nothing outside of them is touched."""

from __future__ import annotations

import importlib.util
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import build
import pytest
from build import WORDS

from kg import compare
from kg.errors import UsageError
from kg.readers import read_file

Figure = Callable[[str, object], None]
TITLE = "Talks in Lima"
NEST = "".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(9))
DOCTYPES = [
    ('<!DOCTYPE x [<!ENTITY y SYSTEM "file://S">]>', "&y;", "an entity that reads a file"),
    ('<!DOCTYPE x [<!ENTITY y SYSTEM "U">]>', "&y;", "an entity that asks an address"),
    ('<!DOCTYPE x [<!ENTITY % y SYSTEM "U"> %y;]>', "", "a parameter entity"),
    ('<!DOCTYPE x SYSTEM "U">', "", "a document type elsewhere"),
    ('<!DOCTYPE x PxBLIC "-//X" "U">', "", "a public one"),
    (f"<!DOCTYPE x [<!ENTITY a 'aa'>{NEST}]>", "&k;", "entities that swell a thousand million times"),
    (f"<!DOCTYPE x [<!ENTITY a '{'a' * 50_000}'>]>", "&a;" * 2_000, "one that is said two thousand times"),
    ("<!DOCTYPE x [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>", "&a;", "two that call each other"),
    ("<!DOCTYPE x [<!ATTLIST x y CDATA 'z'>]>", "", "attributes by default"),
]
SWELLING = {row[2] for row in DOCTYPES[5:8]}
REACHING = [
    ("a.html", '<base href="U"><link rel=stylesheet href="U"><script src="U"></script><img src="U"><iframe src="U"></iframe><object data="U"></object>'),
    ("a.html", '<meta http-equiv=refresh content="0;url=U"><meta property="og:image" content="U"><svg><image href="U"/></svg><video src="U"></video>'),
    ("a.eml", 'Content-Type: message/external-body; access-type=URL; URL="U"'),
    ("a.docx", "<w:p><w:r><w:fldSimple w:instr='INCLUDETEXT \"U\"'/><w:instrText>INCLUDEPICTURE \"U\"</w:instrText></w:r></w:p>"),
    ("a.rss", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="U" parse="text"/>'),
    ("a.rss", '<?xml-stylesheet href="U"?>'),
    ("a.md", "![x](U) [y](U) <U> <img src=U>"),
    ("a.jsonl", '{"@context": "U", "text": "Peru and Chile agreed to open a joint office in Lima.", "url": "U"}'),
    ("a.pdf", "/AA << /O << /S /URI /URI (U) >> >> /OpenAction << /S /Launch /F (S) >>"),
]


class Canary:
    """A listener that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address, self.calls = f"http://127.0.0.1:{self.socket.getsockname()[1]}/", 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()


def whole(name: str, head: str, inner: str) -> bytes:
    """A file of the format of a name that would be read if it were not for what is put into it."""
    form = name.rsplit(".", 1)[1]
    if form == "rss":
        return build.rss(f"<item><title>{TITLE}</title><description>{WORDS}{inner}</description></item>", head=head)
    if form == "docx":
        return build.docx(body=f"<w:p><w:r><w:t>{WORDS}{inner if inner.startswith('&') else ''}</w:t></w:r></w:p>{'' if inner.startswith('&') else inner}", head=head)
    if form == "html":
        return build.page(f"<h1>{TITLE}</h1><p>{WORDS}</p>{inner}", head)
    if form == "eml":
        return build.mail(WORDS, more=f"X-Note: x\n{inner}\n")
    if form == "pdf":
        return build.pdf([TITLE, WORDS], extra=inner.encode())
    return inner.encode() if form == "jsonl" else f"# {TITLE}\n\n{WORDS}\n\n{inner}\n".encode()


def test_xml_that_swells_or_reaches_out_is_refused(tmp_path: Path, record_property: Figure) -> None:
    (tmp_path / "secret").write_text("hidden-words", encoding="utf-8")
    bird = Canary()
    for number, (head, inner, why) in enumerate(DOCTYPES):
        for form in ("rss", "docx"):
            path = tmp_path / f"{number}.{form}"
            path.write_bytes(whole(path.name, head.replace("U", bird.address).replace("PxBLIC", "PUBLIC").replace("S\"", f"{tmp_path / 'secret'}\""), inner))
            reading = next(read_file(path))
            assert reading.rejected and reading.rejected.code == "doctype", (why, form, reading.rejected)
    deep = tmp_path / "deep.rss"
    deep.write_bytes(b"<rss>" * 100_000)
    assert next(read_file(deep)).rejected
    assert bird.calls == 0
    bird.socket.close()
    record_property("figure", f"{2 * len(DOCTYPES) + 1} files refused, {bird.calls} fetches")


@pytest.mark.skipif(not importlib.util.find_spec("trafilatura"), reason="the extra 'formats' is not installed")
@pytest.mark.parametrize(("head", "inner", "why"), DOCTYPES, ids=[row[2] for row in DOCTYPES])
def test_a_page_that_declares_such_is_read_without_it_or_refused(tmp_path: Path, head: str, inner: str, why: str) -> None:
    """Pages begin with a document type by right; what stands in one is neither fetched nor put in."""
    (tmp_path / "secret").write_text("hidden-words", encoding="utf-8")
    bird = Canary()
    head = head.replace("U", bird.address).replace("PxBLIC", "PUBLIC").replace('S"', f'{tmp_path / "secret"}"').replace("DOCTYPE x", "DOCTYPE html")
    page = f'<?xml version="1.0"?>{head}<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{TITLE}</h1><p>{WORDS}</p><p>{inner}</p></body></html>'
    (tmp_path / "a.xhtml").write_text(page, encoding="utf-8")
    reading = next(read_file(tmp_path / "a.xhtml"))
    text = reading.doc.text if reading.doc else ""
    assert WORDS in text or (why in SWELLING and reading.rejected), (why, reading.rejected)
    assert "hidden-words" not in text and len(text) < 10_000, why
    assert bird.calls == 0
    bird.socket.close()


def test_no_file_reaches_out(tmp_path: Path, record_property: Figure) -> None:
    (tmp_path / "secret").write_text("hidden-words", encoding="utf-8")
    bird = Canary()
    for number, (name, inner) in enumerate(REACHING):
        path = tmp_path / f"{number}{name}"
        path.write_bytes(whole(name, "", inner.replace("U", bird.address).replace("S", str(tmp_path / "secret"), 1) if name == "a.pdf" else inner.replace("U", bird.address)))
        for reading in read_file(path):
            if reading.rejected and reading.rejected.code == "needs-extra":
                continue
            assert reading.doc, (name, inner, reading.rejected)
            assert "hidden-words" not in reading.doc.text
    assert bird.calls == 0
    bird.socket.close()
    record_property("figure", f"{len(REACHING)} files that name an address, {bird.calls} connections")


GRAPHS = [
    ("a.rdf", '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "x">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "RDF/XML is not taken"),
    ("a.trix", "<TriX/>", "nor TriX"),
    ("a.jsonld", '{"@context": "U", "@id": "urn:a"}', "nor JSON-LD, whose context may be elsewhere"),
    ("a.ttl", "@prefix : <urn:> . :a :b", "cut off"),
    ("a.nq", '<urn:a> <urn:b> "\\uD800" .', "half of a surrogate pair"),
    ("a.nt", "<urn:a> <urn:b> <not an iri> .", "no IRI"),
    ("a.ttl", "(" * 50_000, "nested fifty thousand deep"),
    ("a.trig", "\x00\xff", "no graph"),
]


@pytest.mark.parametrize(("name", "text", "why"), GRAPHS, ids=[row[2] for row in GRAPHS])
def test_a_graph_file_brings_nothing_with_it(tmp_path: Path, name: str, text: str, why: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        compare.load(tmp_path / name)


def test_imports_of_a_graph_are_not_followed(tmp_path: Path) -> None:
    bird = Canary()
    (tmp_path / "a.ttl").write_text(f"<urn:a> <http://www.w3.org/2002/07/owl#imports> <{bird.address}> .", encoding="utf-8")
    assert len(compare.load(tmp_path / "a.ttl")) == 1
    assert bird.calls == 0
    bird.socket.close()
