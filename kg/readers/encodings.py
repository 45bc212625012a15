"""Turns bytes into text without a silent replacement: mark, UTF-8, what is declared, cp1252, then a cautious guess."""

from __future__ import annotations

import codecs
import re
import unicodedata

from kg.errors import RejectedInput

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EAST = {
    "cp949": ("HANGUL", "CJK"),
    "cp932": ("HIRAGANA", "KATAKANA", "CJK"),
    "euc_jp": ("HIRAGANA", "KATAKANA", "CJK"),
    "gb18030": ("CJK",),
}
_MARKS_OF_PROSE = frozenset("‘’“”–—―…·•※→○●□■▪、。「」『』()、〜~€£°\u00a0\u3000")
_DOUBLE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
# Harmless names only: a declared "idna", "punycode" or "unicode_escape" is no encoding of a release.
_KNOWN = re.compile(
    r"(?:utf-?(?:8|16|32)(?:-?[lb]e)?|us-?ascii|(?:iso|latin|windows|cp|koi8|mac|euc|gb|big5|shift|ms|ks|x-sjis|sjis|hz)[\w-]*)",
    re.I,
)


def decode(raw: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """The text of ``raw`` and the encoding that gave it.

    Raises RejectedInput (binary, encoding). Text that had been encoded twice is mended where that is certain.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, encoding, name), encoding
    if b"\x00" in raw:
        return _without_mark(raw, name)
    for encoding in ("utf-8", *_said(declared)):
        try:
            return mend(raw.decode(encoding)), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    return _guess(raw, name)


def _strictly(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise RejectedInput("encoding", f"{name}: begins as {encoding} and is not; save it as UTF-8") from error


def _without_mark(raw: bytes, name: str) -> tuple[str, str]:
    """UTF-16 that lost its mark: every other byte of English text is NUL."""
    head = raw[:4096]
    for encoding, odd in (("utf-16-le", 1), ("utf-16-be", 0)):
        half = head[odd::2]
        if len(raw) % 2 == 0 and half.count(0) > 0.7 * len(half) and head.count(0) == half.count(0):
            return _strictly(raw, encoding, name), encoding
    raise RejectedInput("binary", f"{name}: not a text file; give a text, PDF, DOCX, HTML or mail file")


def _said(declared: str | None) -> tuple[str, ...]:
    """Browsers read what calls itself ISO-8859-1 or ASCII as cp1252, and so do the pages that say so."""
    label = (declared or "").strip().strip("\"'").lower()
    if not _KNOWN.fullmatch(label):
        return ()
    return ("cp1252",) if re.fullmatch(r"(?:iso-?8859-?1|latin-?1|us-?ascii)", label) else (label,)


def _guess(raw: bytes, name: str) -> tuple[str, str]:
    """cp1252 if that reads like a European text, else the one East Asian encoding that reads like a text."""
    western = _try(raw, "cp1252")
    if western is not None:
        mended = mend(western)
        if _is_western(mended):
            return mended, "cp1252"
    found: dict[str, str] = {}
    for encoding, scripts in _EAST.items():
        text = _try(raw, encoding)
        if text is not None and _is_eastern(text, scripts):
            found.setdefault(text, encoding)
    if len(found) == 1:
        text, encoding = found.popitem()
        return text, encoding
    seen = f" (could be {', '.join(sorted(found.values()))})" if found else ""
    raise RejectedInput("encoding", f"{name}: cannot tell its encoding{seen}; save it as UTF-8")


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_western(text: str) -> bool:
    """Whether the signs above ASCII stand where a European text has them: letters in words, marks beside them."""
    odd = len(re.findall(r"[¡¿][^\sA-Za-z\"“‘]|[¢-¿÷×]{2,}(?<![½¼¾]°)|[À-ÿ]{4,}|[À-ß][a-z]*[¢-¹»-¾×÷]", text))
    return odd == 0


def _is_eastern(text: str, scripts: tuple[str, ...]) -> bool:
    """Whether all signs above ASCII are punctuation, symbols or letters of the scripts, kana not missing where it is due."""
    high = {c for c in text if ord(c) > 127}
    letters = {unicodedata.name(c, "?").split(" ")[0].split("-")[0] for c in high if c.isalpha()}
    if (
        not letters <= set(scripts)
        or not {c for c in high if not c.isalpha()} <= _MARKS_OF_PROSE
        or text.count("“") != text.count("”")
    ):
        return False
    return not letters or scripts[0] == "CJK" or bool(letters & set(scripts[:-1]))


def mend(text: str) -> str:
    """UTF-8 that was taken for cp1252 on the way ("â€™") made whole again, sign by sign."""
    return _DOUBLE.sub(_once, text) if _DOUBLE.search(text) else text


def _once(match: re.Match[str]) -> str:
    raw = bytearray()
    for sign in match.group():
        try:
            raw += sign.encode("cp1252")
        except UnicodeEncodeError:
            raw += sign.encode("latin-1", "ignore")  # five bytes of cp1252 stand for nothing and come through as they are
    for end in range(len(raw), 1, -1):
        try:
            return raw[:end].decode("utf-8") + match.group()[end:]
        except UnicodeDecodeError:
            continue
    return match.group()
