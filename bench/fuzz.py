"""Fuzzes a reader, or the pipeline behind all of them, with atheris, which is led by what code an input reaches.

An input that raises is written to ./crash-*. The readers are run in this process, without the child that would bound them. What
libFuzzer takes can be added: python bench/fuzz.py docx -max_total_time=300
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

with atheris.instrument_imports(include=["kg"]):
    from kg.ingest import graph_of, run
    from kg.readers import child, jsonl, markdown, read_text
    from kg.readers.encodings import decode
    from kg.readers.header import find_blocks, is_menu
    from kg.readers.language import is_garbled, why_not_english

from grammar import DEEDS, FORMATS, HEADS, ISSUES, PEOPLE, REPORTS, STANCES, STATES, TIMES, VERBS, packed  # noqa: E402

from kg.errors import RejectedInput  # noqa: E402

WORDS = (*DEEDS, *HEADS, *ISSUES, *PEOPLE, *REPORTS, *STANCES, *STATES, *TIMES, *VERBS)


def read(form: str, raw: bytes) -> None:
    """What a file of a format goes through before the pipeline, or the pipeline itself; only a rejection may end it."""
    try:
        if form == "pipeline":
            graph_of(run(read_text(raw.decode("utf-8", "replace"), "a", issuer="PER", published="2021-03-04")))
            return
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
    """Begin with a whole file of the format; for texts the words of the grammar are a dictionary to draw from."""
    form = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if form not in (*FORMATS, "pipeline"):
        raise SystemExit(f"give a format: {', '.join(FORMATS)}, or pipeline")
    corpus = ROOT / "out" / "fuzz" / form
    corpus.mkdir(parents=True, exist_ok=True)
    whole = ["Peru and Chile agreed to open a joint office in Lima.", "Ana Ruiz told reporters that Japan had denied that it would lift the ban by the end of 2022."]
    (corpus / "whole").write_bytes(packed("txt" if form == "pipeline" else form, "Talks in Lima", whole))
    words = corpus.with_suffix(".dict")
    words.write_text("".join(f'"{"".join(c if c.isascii() else "?" for c in w)}"\n' for w in WORDS), encoding="ascii")
    atheris.Setup([*sys.argv, str(corpus), f"-dict={words}", "-timeout=20"], lambda raw: read(form, raw))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
