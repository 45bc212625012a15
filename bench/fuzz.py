"""Fuzzes a reader with atheris, which is led by what code an input reaches; an input that raises is written to ./crash-*.

The readers are run in this process, without the child that would bound them: python bench/fuzz.py docx -runs=100000
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

with atheris.instrument_imports(include=["kg.readers"]):
    from kg.readers import child, jsonl, markdown
    from kg.readers.encodings import decode
    from kg.readers.header import find_blocks, is_menu
    from kg.readers.language import is_garbled, why_not_english

from grammar import FORMATS, packed  # noqa: E402

from kg.errors import RejectedInput  # noqa: E402


def read(form: str, raw: bytes) -> None:
    """What a file of a format goes through before the pipeline; only a rejection may end it."""
    try:
        if form in ("txt", "md"):
            text, charset = decode(raw, "a")
            texts = [text if form == "txt" else markdown.read_markdown(text, charset).text]
        elif form == "jsonl":
            texts = [getattr(found, "text", "") for found in jsonl.drafts(raw, "a")]
        else:
            told = child._answer({"rss": "feed"}.get(form, form), raw)
            texts = [row.get("text", "") for row in told.get("found", ())]
        for text in texts:
            is_menu(text, find_blocks(text)), why_not_english(text), is_garbled(text)
    except RejectedInput:
        return


def main() -> None:
    """Begin with a whole file of the format."""
    form = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if form not in FORMATS:
        raise SystemExit(f"give a format: {', '.join(FORMATS)}")
    corpus = ROOT / "out" / "fuzz" / form
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / "whole").write_bytes(packed(form, "Talks in Lima", ["Peru and Chile agreed to open a joint office in Lima."]))
    atheris.Setup([*sys.argv, str(corpus), "-timeout=20"], lambda raw: read(form, raw))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
