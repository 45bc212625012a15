"""One release on its way out of a file: its words, what the file says about it, its own bytes."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import Any

from kg.errors import RejectedInput

LARGEST = 2_000_000
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a format reader found: one release.

    ``text`` is the reading text; ``said`` what the file declares (title, published, publisher, issuer, url, language,
    licence, retrieved); ``key`` tells the releases of one file apart and is empty where the file is one release; ``original`` is
    the release's own part of the file, None where that is the whole file.
    """

    text: str
    said: dict[str, str] = field(default_factory=dict)
    media_type: str = "text/plain"
    key: str = ""
    original: bytes | None = None

    def as_row(self) -> dict[str, Any]:
        """The draft in JSON's own types, for the way from the bounded child to its parent."""
        original = None if self.original is None else base64.b64encode(self.original).decode()
        return {"text": self.text, "said": self.said, "media_type": self.media_type, "key": self.key, "original": original}

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Draft:
        """The draft of ``as_row``."""
        original = None if row["original"] is None else base64.b64decode(row["original"])
        return cls(**{**row, "original": original})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One entry of a file of many that is no release; ``code`` and ``reason`` as in RejectedInput."""

    code: str
    reason: str
    key: str

    def as_error(self) -> RejectedInput:
        """As the error that a file of one release would raise."""
        return RejectedInput(self.code, self.reason)


Found = Draft | Refused


def clean(text: str) -> str:
    """Text taken out of a layout: no invisible, direction or control characters, ligatures as letters, one kind of line end.

    Only for formats whose reading text is derived; plain text keeps every character.
    """
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x0b", "\n"))
    for sign, letters in _LIGATURES.items():
        text = text.replace(sign, letters)
    return _CONTROL.sub(" ", text)


def fold(lines: str) -> str:
    """White space at line ends taken off and runs of empty lines made one."""
    kept: list[str] = []
    for line in lines.split("\n"):
        line = line.strip(" \t\xa0\u3000")
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def under(title: str, text: str) -> str:
    """The text with its title as first line, unless one of its first lines says or begins with it."""
    title = " ".join(title.split())
    lines = [" ".join(line.split()).casefold() for line in text[: 4 * len(title) + 2_000].split("\n")]
    begins = " ".join(" ".join(lines).split()).startswith(title.casefold())
    known = begins or title.casefold() in [line for line in lines if line][:8]
    return text if not title or known else f"{title}\n\n{text}"
