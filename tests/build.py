"""Makes tiny files of every format, for tests alone."""

from __future__ import annotations

import io
import zipfile
import zlib

WORDS = "Peru and Chile agreed to open a joint office in Lima."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: list[str], extra: bytes = b"", filters: str = "", stream: bytes | None = None) -> bytes:
    """A PDF whose pages hold these lines; ``extra`` goes into the resources, ``stream`` stands for every page's content."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        content = stream
        if content is None:
            shown = " ".join(f"({line}) Tj T*" for line in lines)
            content = f"BT /F1 11 Tf 14 TL 60 760 Td {shown} ET".encode("latin-1")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> %b >> >>"
                       % (len(objects) + 2, extra))  # fmt: skip
        objects.append(b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), filters.encode(), content))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(out))  # fmt: skip


def swollen_pdf(unpacked: int, rounds: int = 1) -> bytes:
    """A PDF whose one page unpacks to that many bytes of text operators."""
    piece = b"(Peru) Tj "
    content = piece * (unpacked // len(piece))
    for _ in range(rounds):
        content = zlib.compress(content, 9)
    return pdf([], stream=content, filters=f"/Filter [{'/FlateDecode ' * rounds}]")


def docx(*paragraphs: str, body: str | None = None, head: str = "", others: dict[str, bytes] | None = None) -> bytes:
    """A DOCX of these paragraphs, or of ``body`` as XML; ``head`` goes before the root element."""
    inner = body if body is not None else "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
        for name, raw in (others or {}).items():
            archive.writestr(name, raw)
    return out.getvalue()


def page(body: str, head: str = "") -> bytes:
    """A web page in UTF-8."""
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def mail(body: str, subject: str = "Talks in Lima", kind: str = "text/plain; charset=utf-8", more: str = "") -> bytes:
    """A mail of one part."""
    head = f"From: Press Office of Peru <press@ministry.example>\nSubject: {subject}\nDate: Thu, 4 Mar 2021 10:00:00 -0500\n"
    return f"{head}MIME-Version: 1.0\nContent-Type: {kind}\n{more}\n{body}\n".encode()


def rss(*items: str, head: str = "") -> bytes:
    """An RSS feed of these items."""
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>Peru</title>{"".join(items)}</channel></rss>'.encode()
