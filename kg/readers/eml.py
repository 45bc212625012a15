"""Reads a mail that carries a release: subject, day, sender and body; attachments are named, not opened."""

from __future__ import annotations

import re
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from kg.errors import RejectedInput
from kg.readers.draft import Draft, clean, fold, under
from kg.readers.encodings import decode
from kg.readers.markup import strip_html

_PARTS = 200
_PASSED_ON = re.compile(r"(?i)^(?:(?:re|fwd?|fw|tr|wg)\s*:\s*)+")


def drafts(raw: bytes) -> list[Draft]:
    """The release of a mail. Raises RejectedInput (malformed, empty, encrypted, encoding); runs in the bounded child."""
    mail = BytesParser(policy=policy.default).parsebytes(raw)
    if not mail.keys() or not any(k.lower() in ("from", "subject", "date", "mime-version", "received") for k in mail):
        raise RejectedInput("malformed", "is not a mail; save its text as .txt")
    if mail.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime"):
        raise RejectedInput("encrypted", "is an encrypted mail; save its text as .txt")
    plain, html, attached, charset = _parts(mail)
    text = fold(clean(plain)) or strip_html(html)
    if not text:
        where = f"; it carries {', '.join(attached[:3])}: save that and read it" if attached else ""
        raise RejectedInput("empty", f"the mail itself holds no text{where}")
    said = _said(mail)
    return [Draft(text=under(said.get("title", ""), text), said=said, media_type=f"message/rfc822;charset={charset}")]


def _parts(mail: EmailMessage) -> tuple[str, str, list[str], str]:
    plain: list[str] = []
    html: list[str] = []
    attached: list[str] = []
    charsets: list[str] = []
    for number, part in enumerate(mail.walk()):
        if number >= _PARTS:
            raise RejectedInput("too-large", f"the mail has more than {_PARTS} parts")
        if part.is_multipart():
            continue
        if part.get_filename() or part.get_content_disposition() == "attachment":
            attached.append(" ".join(str(part.get_filename() or part.get_content_type()).split())[:80])
        elif part.get_content_type() in ("text/plain", "text/html"):
            body = part.get_payload(decode=True)
            text, charset = decode(body if isinstance(body, bytes) else b"", "the mail", part.get_content_charset())
            (plain if part.get_content_type() == "text/plain" else html).append(text)
            charsets.append(charset)
    return "\n\n".join(plain), "\n".join(html), attached, charsets[0] if charsets else "utf-8"


def _said(mail: EmailMessage) -> dict[str, str]:
    told = {
        "title": _PASSED_ON.sub("", " ".join(clean(str(mail.get("subject", ""))).split())),
        "publisher": " ".join(clean(parseaddr(str(mail.get("from", "")))[0]).split()),
    }
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        told["published"] = parsedate_to_datetime(str(mail.get("date", ""))).date().isoformat()
    return {k: v for k, v in told.items() if v}
