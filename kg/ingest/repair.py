"""Makes what is damaged in a store anew from the originals that it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import RejectedInput
from kg.ingest.bring import how_read
from kg.ingest.making import make
from kg.readers import find_again
from kg.readers.redaction import cover
from kg.store import Store, digest, salvage


def repair(path: Path) -> Iterator[str]:
    """Make every file of the store whole again, and say what was done. The index is built by whoever asks next.

    What cannot be made anew is said, and read again when its source is given again. Raises StoreError.
    """
    yield from salvage(path)
    store = Store(path)
    with store.writing():
        for source in sorted(store.rows):
            row = store.rows[source]
            if bad := store.damaged(row):
                yield from _mend(store, row, bad)


def redact(path: Path, names: Iterable[str]) -> Iterator[str]:
    """Note names that must not appear, and read every release that holds one of them anew. Raises StoreError."""
    store = Store(path)
    with store.writing():
        store.redact(names)
        hidden = store.redactions()
        for source in sorted(store.rows):
            row = store.rows[source]
            if "id" in row and (cover(text := store.text(row["id"]), hidden) != text or cover(str(row.get("said")), hidden) != str(row.get("said"))):
                yield _read_again(store, row, ())


def _mend(store: Store, row: dict[str, Any], bad: list[str]) -> Iterator[str]:
    if "original" in bad:
        text = b"" if "text" in bad else store.text(row["id"]).encode()
        if digest(text) != row["original"]:  # else it was a plain text: the reading text is its original
            yield from _give_up(store, row, bad)
            return
        store.restore(row, "original", text)
        yield f"{row['source']}: original made anew from the reading text"
    if rest := [kind for kind in ("text", "graph") if kind in bad]:
        yield _read_again(store, row, rest)


def _give_up(store: Store, row: dict[str, Any], bad: list[str]) -> Iterator[str]:
    """Without its original a release stays only if all else of it is whole."""
    if bad == ["original"]:
        store.doubt(row["source"])
        yield f"{row['source']}: its original is lost, {row['id']} is whole; give it again: kg ingest"
    else:
        store.drop([row["source"]])
        yield f"{row['source']}: its original is lost and {row['id']} with it; give it again: kg ingest"


def _read_again(store: Store, row: dict[str, Any], bad: Sequence[str]) -> str:
    source, key, original = row["source"], row.get("key", ""), store.original(row)
    path = source[: source.rindex(f"#{key}")] if key else source
    try:
        found = find_again(path, key, original, row.get("given", {}), row.get("said", {}), row.get("type", ""))
        found = replace(found, redacted=store.redactions())
        made = make(found)
        if made.code:
            raise RejectedInput(made.code, made.reason)
        raws = {"text": made.text.encode(), "graph": made.nquads}
        if bad and all(digest(raws[kind]) == row[kind] for kind in bad):
            for kind in bad:
                store.restore(row, kind, raws[kind])
            return f"{source}: {' and '.join(bad)} made anew from its original"
        store.put(made.id, source, original, made.text, made.nquads, **how_read(found))
        return f"{source}: read again by the rules of today; {row['id']} is now {made.id}"
    except RejectedInput as error:
        store.refuse(source, original, error.code, str(error), **{k: row[k] for k in row.keys() & {"given", "key", "said", "type"}})
        return f"{source}: cannot be read any more and was taken out: {error}"
