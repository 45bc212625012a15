"""Writes files so that they are there whole or not at all."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from kg.errors import StoreError

PARTIAL = ".new-"


def digest(raw: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def sealed(body: bytes) -> bytes:
    """Bytes that end in a line with their own digest."""
    return body + b"\n" + digest(body).encode() + b"\n"


def unsealed(raw: bytes) -> bytes:
    """What was sealed. Raises ValueError if it is not whole."""
    body, _, check = raw.rstrip(b"\n").rpartition(b"\n")
    if digest(body).encode() != check:
        raise ValueError("not what was sealed")
    return body


def write_whole(path: Path, raw: bytes) -> None:
    """Write a file for good: beside its place, synced, moved there, and its folder synced. Raises StoreError."""
    write_file(path, raw)
    sync_folder(path.parent)


def write_file(path: Path, raw: bytes, *, lasting: bool = True) -> None:
    """As ``write_whole``, but its name is only sure to last after ``sync_folder``, and nothing of it unless ``lasting``. Raises StoreError."""
    beside = path.parent / f"{PARTIAL}{os.getpid()}-{os.urandom(8).hex()}"
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(raw)
            out.flush()
            if lasting:
                os.fsync(out.fileno())
        os.replace(beside, path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise StoreError(f"{path}: {error.strerror}; what was stored before is whole") from error


def sync_folder(path: Path) -> None:
    """Make the names in a folder last. Raises StoreError."""
    try:
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; what was stored before is whole") from error
