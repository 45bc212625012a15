"""The house rules that no other tool checks."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "kg").rglob("*.py"))


def test_files_are_short_and_say_what_they_give() -> None:
    sizes = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in FILES}
    assert max(sizes.values()) <= 500, max(sizes, key=lambda p: sizes[p])
    assert median(sizes.values()) < 120
    for path in FILES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), path
        assert "util" not in path.stem


def test_the_first_release_is_unchanged() -> None:
    import hashlib

    raw = (ROOT / "data" / "releases" / "2018-04-11-korea-japan.txt").read_bytes()
    assert hashlib.sha256(raw).hexdigest().startswith("8d5c7515")
