"""Reads a web page: the words of its release, without navigation, with the title, day, address and site it declares."""

from __future__ import annotations

import re

from kg.errors import RejectedInput
from kg.readers.draft import Draft, clean, fold, under
from kg.readers.encodings import decode

_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_-]{2,30})", re.I)
_TAG = re.compile(r"<[a-zA-Z!/]")
_LINK = re.compile(r"(?i)<a\s")


def drafts(raw: bytes) -> list[Draft]:
    """The release of a page. Raises RejectedInput (encoding, binary, empty, menu); runs in the bounded child."""
    import trafilatura
    from trafilatura.settings import use_config

    # Below its own 250 characters the library falls back to one line without paragraphs; readouts are as short as that.
    config = use_config()
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "40"
    declared = _CHARSET.search(raw[:4096])
    text, charset = decode(raw, "the page", declared[1].decode("ascii") if declared else None)
    if not _TAG.search(text):
        raise RejectedInput("malformed", "holds no HTML; save it as .txt if it is text")
    found = trafilatura.bare_extraction(
        clean(_without_declaration(text)),
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        config=config,
        date_extraction_params={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
    )
    words = fold(clean(getattr(found, "text", None) or "")) if found is not None else ""
    if not words:
        if len(_LINK.findall(text)) > 10:
            raise RejectedInput("menu", "holds links and no release; save the page of one release")
        raise RejectedInput("empty", "no release found on the page; save its text as .txt")
    told = {"title": found.title, "published": found.date, "url": found.url, "publisher": found.sitename}
    said = {k: " ".join(str(v).split()) for k, v in told.items() if v}
    return [Draft(text=under(said.get("title", ""), words), said=said, media_type=f"text/html;charset={charset}")]


def _without_declaration(text: str) -> str:
    """lxml refuses text that still says in which encoding it once was."""
    return re.sub(r"^\s{0,20}<\?xml[^>]{0,300}>", "", text)
