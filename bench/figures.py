"""What a measure gives: figures with their bars, and a digest of the gold that they rest on."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure; ``bar`` is what it should reach, or stay at where ``at_most``."""

    name: str
    value: float
    bar: float | None = None
    at_most: bool = False

    def reaches(self, level: float) -> bool:
        """Whether the figure is at least (or at most) the level."""
        return self.value <= level if self.at_most else self.value >= level


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The figures of one measure, the digest of its gold, and lines for who wants to know why."""

    figures: tuple[Figure, ...]
    digest: str
    notes: tuple[str, ...] = ()


def digest(paths: Iterable[Path]) -> str:
    """A short digest of files by name and bytes."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def load(script: Path) -> ModuleType:
    """A scorer that stands outside the project, as a module."""
    spec = importlib.util.spec_from_file_location(script.stem, script)
    assert spec and spec.loader, script
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def f1(hits: float, predicted: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    p, r = hits / predicted if predicted else 0.0, hits / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0
