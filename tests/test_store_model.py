"""The store against a plain dict, under whatever is done to it in whatever order."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from stores import graph

from kg.errors import UsageError
from kg.store import Store, digest, salvage

SOURCES = st.sampled_from(["a.txt", "b.txt", "in/c.txt", "d.jsonl#1", "d.jsonl#2"])
TEXTS = st.sampled_from(["Talks.", "Talks in Lima.", "The crew was released."])
EDITIONS = st.integers(0, 2)
PUTS = st.lists(st.tuples(SOURCES, TEXTS, EDITIONS), max_size=4)


class Boom(Exception):
    pass


class StoreAndDict(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.model: dict[str, tuple[str, bytes] | None] = {}

    @initialize()
    def begin(self) -> None:
        self.store = Store(self.home / "s", create=True)

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    def put(self, source: str, text: str, edition: int) -> str:
        ident = f"PER-{digest(text.encode())[:8]}"
        return self.store.put(ident, source, text.encode(), text, graph(ident, f"{edition}"), read="rules")

    def active(self) -> dict[str, tuple[str, bytes]]:
        found: dict[str, tuple[str, bytes]] = {}
        for _, held in sorted(self.model.items()):
            if held:
                found.setdefault(f"PER-{digest(held[0].encode())[:8]}", held)
        return found

    @rule(puts=PUTS)
    def brings_in(self, puts: list[tuple[str, str, int]]) -> None:
        with self.store.writing():
            for source, text, edition in puts:
                before = self.active()
                outcome = self.put(source, text, edition)
                ident = f"PER-{digest(text.encode())[:8]}"
                self.model[source] = (text, graph(ident, f"{edition}"))
                if outcome == "unchanged":
                    assert self.active() == before
                if outcome == "added":
                    assert ident not in before

    @rule(puts=PUTS, kept=st.integers(0, 4))
    def fails_in_the_middle(self, puts: list[tuple[str, str, int]], kept: int) -> None:
        try:
            with self.store.writing():
                for number, (source, text, edition) in enumerate(puts):
                    if number == kept:
                        self.store.commit()
                    self.put(source, text, edition)
                    if number < kept < len(puts):
                        self.model[source] = (text, graph(f"PER-{digest(text.encode())[:8]}", f"{edition}"))
                raise Boom
        except Boom:
            pass

    @rule(source=SOURCES)
    def refuses(self, source: str) -> None:
        with self.store.writing():
            self.store.refuse(source, b"", "empty", "holds no text")
        self.model[source] = None

    @rule(source=SOURCES)
    def drops(self, source: str) -> None:
        if source in self.model:
            with self.store.writing():
                self.store.drop([source])
            del self.model[source]

    @rule(text=TEXTS)
    def removes(self, text: str) -> None:
        ident = f"PER-{digest(text.encode())[:8]}"
        there = ident in self.active()
        try:
            with self.store.writing():
                self.store.remove(ident)
            assert there
        except UsageError:
            assert not there
        self.model = {s: held for s, held in self.model.items() if not held or held[0] != text}

    @rule()
    def reopens(self) -> None:
        self.store = Store(self.home / "s")

    @rule(which=st.sampled_from(["manifest.jsonl", "manifest.copy.jsonl"]), raw=st.binary(max_size=20))
    def is_damaged_and_repaired(self, which: str, raw: bytes) -> None:
        with self.store.writing():
            pass  # whatever a failed writer left is ended here
        (self.home / "s" / which).write_bytes(raw)
        salvage(self.home / "s")
        self.store = Store(self.home / "s")

    @invariant()
    def is_the_dict(self) -> None:
        if not hasattr(self, "store"):
            return
        for store in (self.store, Store(self.home / "s")):
            active = self.active()
            assert store.ids() == sorted(active)
            assert {i: (store.text(i), store.graph(i)) for i in store.ids()} == active
            assert [row["source"] for row in store.refused()] == sorted(s for s, held in self.model.items() if held is None)
            assert [p for p in store.verify() if "did not come to its end" not in p] == []

    @invariant()
    def holds_no_file_too_many(self) -> None:
        if hasattr(self, "store") and not (self.home / "s" / "journal.jsonl").is_file():
            there = {p for k in ("releases", "texts", "originals") for p in (self.home / "s" / k).iterdir()}
            assert there == {p for row in self.store.rows.values() for p in self.store._files(row).values()}


TestStoreAndDict = StoreAndDict.TestCase
TestStoreAndDict.settings = settings(max_examples=40, stateful_step_count=12, deadline=None)
