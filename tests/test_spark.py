"""Reading over a cluster gives what reading on one machine gives; tried with two cores of this one."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import resources
from kg.ingest import ingest
from kg.store import Store

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None, reason="needs pyspark and a Java runtime"
)
TEXTS = {
    "a": "Peru and Chile agreed to open a joint office in Lima. The ministers met on 3 May 2019.",
    "b": "Norway urged Oman to release the crew. Both sides will meet again in Oslo.",
    "c": "The Minister of Fiji welcomed the decision of Tonga. He said that talks would go on.",
}


def read(source: Path, out: Path, *options: str) -> None:
    """Run it as a user does, in a process of its own."""
    local = {"PYTHONPATH": str(resources.package().parent), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
             "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false pyspark-shell"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "kg.spark", str(source), str(out), *options], env={**os.environ, **local}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]


def parts(out: Path, kind: str) -> list[str]:
    """The lines of all parts of a kind, sorted."""
    return sorted(line for p in out.glob(f"round=*/kind={kind}/*.gz") for line in gzip.decompress(p.read_bytes()).decode().splitlines())


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("in") / "releases.jsonl"
    rows = [json.dumps({"id": k, "text": text, "title": f"Talks {k}", "date": "2019-05-04"}) for k, text in TEXTS.items()]
    path.write_text("\n".join([rows[0], "{broken", "", *rows[1:]]) + "\n", encoding="utf-8")
    return path


def test_the_parts_are_the_graphs_of_the_local_store(lines: Path, tmp_path: Path) -> None:
    """In one round and in two; what cannot be read stands beside; a round that is whole is not read again."""
    ingest(tmp_path / "kg", [lines], issuer="PER")
    here = sorted(Store(tmp_path / "kg").nquads().decode().splitlines())
    assert here
    read(lines, tmp_path / "out", "--issuer", "PER", "--rounds", "2")
    assert parts(tmp_path / "out", "graphs") == here
    assert [json.loads(row)["code"] for row in parts(tmp_path / "out", "rejected")] == ["malformed"]
    kept = {p: p.stat().st_mtime_ns for p in (tmp_path / "out" / "round=0").rglob("*.gz")}
    shutil.rmtree(tmp_path / "out" / "round=1")
    read(lines, tmp_path / "out", "--issuer", "PER", "--rounds", "2")
    assert parts(tmp_path / "out", "graphs") == here
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "out" / "round=0").rglob("*.gz")} == kept


def test_parquet_is_read_as_lines_are(lines: Path, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines() if line.startswith('{"')]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "releases.parquet")
    ingest(tmp_path / "kg", [lines], issuer="PER")
    read(tmp_path / "releases.parquet", tmp_path / "out", "--issuer", "PER")
    assert parts(tmp_path / "out", "graphs") == sorted(Store(tmp_path / "kg").nquads().decode().splitlines())
