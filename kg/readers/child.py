"""The bounded child: takes files on standard input and gives their text back, with no way to the network, to other programs or to write."""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
from contextlib import suppress
from typing import Any

from kg.errors import RejectedInput

_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.remove",
    "os.rename",
    "shutil.",
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_NEEDS = {"html": ("lxml.html", "trafilatura"), "pdf": ("pypdf",)}


def main() -> None:
    """Serve until standard input ends."""
    sys.dont_write_bytecode = True
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit(int(sys.argv[1]))
    sys.addaudithook(_refuse)
    while head := sys.stdin.buffer.readline():
        asked = json.loads(head)
        raw = sys.stdin.buffer.read(asked["size"])
        replies.write(json.dumps(_answer(asked["kind"], raw)).encode() + b"\n")
        replies.flush()


def _limit(memory: int) -> None:
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        with suppress(ValueError, OSError):  # not every system knows every limit; the parent's clock holds everywhere
            resource.setrlimit(kind, (most, most))


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and isinstance(args[2], int) and args[2] & _WRITES):
        raise PermissionError(f"a reader may not do this: {event}")


def _answer(kind: str, raw: bytes) -> dict[str, Any]:
    try:
        for needed in _NEEDS.get(kind, ()):
            importlib.import_module(needed)
    except ImportError as error:
        return {
            "code": "needs-extra",
            "reason": f"{kind.upper()} is read by an optional part ({error}); install it: pip install 'dipkg[formats]'",
        }
    try:
        reader = importlib.import_module(f"kg.readers.{kind}")
        return {"found": [found if isinstance(found, dict) else _row(found) for found in reader.drafts(raw)]}
    except RejectedInput as error:
        return {"code": error.code, "reason": str(error)}
    except MemoryError:
        return {"code": "too-costly", "reason": "needs more than 1 GiB to read; save its text as .txt"}
    except RecursionError:
        return {"code": "malformed", "reason": "is nested too deeply to be read"}
    except Exception as error:  # a library met with bytes that its authors did not foresee
        return {"code": "malformed", "reason": f"cannot be read ({type(error).__name__}); open it and save it again"}


def _row(found: Any) -> dict[str, Any]:
    if hasattr(found, "as_row"):
        row: dict[str, Any] = found.as_row()
        return row
    return {"code": found.code, "reason": found.reason, "key": found.key}


if __name__ == "__main__":
    main()
