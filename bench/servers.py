"""Starts the SPARQL servers that the project is measured against, on loopback and with the quads of a file: Virtuoso and Oxigraph."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

_INI = """[Database]
DatabaseFile = {at}/virtuoso.db
ErrorLogFile = {at}/virtuoso.log
LockFile = {at}/virtuoso.lck
TransactionFile = {at}/virtuoso.trx
xa_persistent_file = {at}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {at}/temp.db
TransactionFile = {at}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {quads}
NumberOfBuffers = 340000
MaxDirtyBuffers = 250000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 600
"""


@contextmanager
def virtuoso(nquads: Path, folder: Path) -> Iterator[str]:
    """The address of a Virtuoso (Debian: virtuoso-opensource-7-bin) that holds the quads; the time of its load is printed."""
    program, client = _program("virtuoso-t"), _program("isql-vt")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sql, http, quads = _port(), _port(), nquads.resolve()
    at = folder.resolve()
    (at / "virtuoso.ini").write_text(_INI.format(at=at, quads=quads.parent, sql=sql, http=http), encoding="utf-8")

    def run(statement: str) -> None:
        subprocess.run([client, f"127.0.0.1:{sql}", "dba", "dba", f"exec={statement}"], check=True, capture_output=True)

    with _running([program, "-f", "-c", str(at / "virtuoso.ini")], http):
        begun = time.perf_counter()
        run(f"ld_dir('{quads.parent}', '{quads.name}', 'http://localhost/loaded')")
        run("rdf_loader_run()")
        run("checkpoint")
        print(f"in Virtuoso: {time.perf_counter() - begun:.1f} s, {(at / 'virtuoso.db').stat().st_size / 1e6:.0f} MB", flush=True)
        yield f"http://127.0.0.1:{http}/sparql"


@contextmanager
def oxigraph(nquads: Path, folder: Path) -> Iterator[str]:
    """The address of an Oxigraph server (PyPI: oxigraph) that holds the quads; the time of its load is printed."""
    program, port = _program("oxigraph"), _port()
    shutil.rmtree(folder, ignore_errors=True)
    begun = time.perf_counter()
    subprocess.run([program, "load", "--location", str(folder), "--file", str(nquads)], check=True, capture_output=True)
    subprocess.run([program, "optimize", "--location", str(folder)], check=True, capture_output=True)
    size = sum(p.stat().st_size for p in folder.rglob("*")) / 1e6
    print(f"in oxigraph: {time.perf_counter() - begun:.1f} s, {size:.0f} MB", flush=True)
    with _running([program, "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}", "--union-default-graph"], port):
        yield f"http://127.0.0.1:{port}/query"


SERVERS: dict[str, Callable[[Path, Path], AbstractContextManager[str]]] = {"virtuoso": virtuoso, "oxigraph": oxigraph}


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is not installed")
    return found


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    """A process that listens on a port, ended when it is no longer wanted."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(60)
