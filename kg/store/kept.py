"""Answers kept beside the generation of the index that gave them; they go when it goes."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.store.files import sealed, unsealed, write_file

_MOST = 1000
_LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of answers by key; what cannot be read is not there, and what cannot be written is not kept."""

    folder: Path

    def get(self, key: str) -> Any:
        """What was kept under this key, or None."""
        with suppress(OSError, ValueError):
            return json.loads(unsealed((self.folder / key).read_bytes()))
        return None

    def put(self, key: str, told: Any) -> None:
        """Keep an answer, unless it is large; when there are many, those of before go."""
        raw = json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")
        if len(raw) > _LARGEST:
            return
        with suppress(OSError, StoreError):
            self.folder.mkdir(exist_ok=True)
            held = list(self.folder.iterdir())
            for path in held if len(held) >= _MOST else ():
                path.unlink(missing_ok=True)
            write_file(self.folder / key, sealed(raw))
