"""Runs one query in a forked child, which sees the open store as it is and is killed when it breaks a limit."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import re
import resource
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import KgError, LimitError, UsageError
from kg.free.alone import leave_the_network
from kg.free.guard import refuse_what_reaches_out
from kg.query import over
from kg.vocab import PREFIXES

SECONDS, ROWS, MEMORY, CHARACTERS = 5.0, 10_000, 1 << 30, 64_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """Columns and rows of text; of CONSTRUCT and DESCRIBE also the triples, as sorted N-Triples."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    triples: bytes | None = None


def run(dataset: Any, sparql: str, *, derived: bool = False, seconds: float = SECONDS, rows: int = ROWS) -> Found:
    """The answer to a query over a pyoxigraph dataset.

    Raises UsageError where it cannot be understood or is refused, LimitError where it takes more than ``seconds``,
    ``rows`` or 1 GiB: an answer is given whole or not at all.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(theirs, dataset, sparql, derived, rows), daemon=True)
    with warnings.catch_warnings():  # the store's own idle threads need not live on in the child: if one did, the clock ends it
        warnings.simplefilter("ignore", DeprecationWarning)
        child.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise LimitError(f"the query took longer than {seconds:g} s and was stopped; bind more of it, add LIMIT, or give it more: --seconds")
        told = ours.recv()
    except EOFError:
        raise LimitError("the query needs more than 1 GiB of memory or is nested too deeply; bind more of it or add LIMIT") from None
    finally:
        child.kill()
        child.join()
        ours.close()
    if isinstance(told, KgError):
        raise told
    assert isinstance(told, Found)
    return told


def _answer(pipe: Any, dataset: Any, sparql: str, derived: bool, rows: int) -> None:
    """In the child: work out the answer, or what is wrong, and send it."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    faulthandler.disable()  # a query nested too deeply ends this process; its parent says so
    leave_the_network()
    with suppress(OSError, ValueError, IndexError):
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (held + MEMORY, held + MEMORY))
    try:
        told: Found | KgError = _found(dataset, sparql, derived, rows)
    except KgError as error:
        told = error
    except (OSError, RuntimeError, ValueError) as error:
        told = UsageError(f"the query could not be evaluated: {error}")
    except MemoryError:
        return
    pipe.send(told)


def _found(dataset: Any, sparql: str, derived: bool, most: int) -> Found:
    import pyoxigraph as ox

    refuse_what_reaches_out(sparql)
    try:
        found = dataset.query(sparql, prefixes=PREFIXES, **over(dataset, derived=derived))
    except SyntaxError as error:
        raise UsageError(_located(str(error))) from error
    if isinstance(found, ox.QueryBoolean):
        return Found(("answer",), (("true" if found else "false",),))
    if isinstance(found, ox.QuerySolutions):
        columns = tuple(v.value for v in found.variables)
        return Found(columns, tuple(tuple(_text(row[c]) for c in columns) for row in _bounded(found, most)))
    triples = sorted(_bounded(found, most), key=str)
    rows = tuple((_text(t.subject), _text(t.predicate), _text(t.object)) for t in triples)
    return Found(("subject", "predicate", "object"), rows, "".join(f"{t} .\n" for t in triples).encode())


def _text(term: Any) -> str | None:
    return None if term is None else str(getattr(term, "value", term))


def _bounded(found: Any, most: int) -> Iterator[Any]:
    size = 0
    for number, row in enumerate(islice(found, most + 1)):
        size += len(str(row))
        if number == most:
            raise LimitError(f"the answer has more than {most} rows; add LIMIT, or allow more: --rows")
        if size > CHARACTERS:
            raise LimitError(f"the answer has more than {CHARACTERS // 1_000_000} million characters; ask for less")
        yield row


def _located(error: str) -> str:
    """Where a query is wrong and what was expected there, in one line."""
    place = re.match(r"error at (\d+):(\d+): (.*)", error, re.DOTALL)
    if place is None:
        return f"SPARQL: {' '.join(error.split())}; known prefixes: {', '.join(PREFIXES)}"
    wanted = " ".join(place[3].split())
    if "Prefix not found" in wanted:
        wanted = "this prefix is not known"
    elif len(wanted) > 160:
        wanted = wanted[:160].rpartition(",")[0] + " ..."
    return f"SPARQL, line {place[1]}, column {place[2]}: {wanted}; known prefixes: {', '.join(PREFIXES)}"
