"""Reads releases over a cluster: any Hadoop path of JSON Lines or Parquet into parts of N-Quads, the same bytes as read on one machine.

usage: python -m kg.spark SOURCE OUT [--rounds N] [--issuer ...], or spark-submit with the path of this file
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import RejectedInput
from kg.ingest.making import Made, make
from kg.readers import Input, split_bytes

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

GRAPHS, REJECTED = "graphs", "rejected"
_ROWS = "kind string, value string"
_GIVEN = ("issuer", "publisher", "published")


def read_releases(session: SparkSession, source: str, out: str, *, rounds: int = 1, **given: str | None) -> None:
    """Write ``out/round=K/kind=graphs`` (N-Quads) and ``kind=rejected`` (JSON Lines: source, code, reason), gzipped text both.

    A worker that dies is replaced and its share read again. The inputs are shared out over ``rounds`` by their own words; a round
    that is whole is not read again, so a run that was ended goes on where it stopped. A release that stands in
    two inputs is written twice; its quads are the same.
    """
    from pyspark.sql import functions as f

    lines = _lines(session, source)
    wins = {k: v for k, v in given.items() if v}
    for number in range(rounds):
        target = f"{out.rstrip('/')}/round={number}"
        if _exists(session, f"{target}/_SUCCESS"):
            continue
        own = lines.where(f.pmod(f.crc32(f.col("line")), f.lit(rounds)) == number)
        rows = own.mapInArrow(lambda batches: _read(batches, wins), _ROWS)
        rows.write.mode("overwrite").partitionBy("kind").text(target, compression="gzip")


def _lines(session: SparkSession, source: str) -> DataFrame:
    """A release a row, as a line of JSON, with the name of the file that it is from."""
    from pyspark.sql import functions as f

    name = f.col("_metadata.file_name").alias("name")
    if ".parquet" in source or _exists(session, f"{source}/_SUCCESS"):
        table = session.read.parquet(source)
        return table.select(name, f.to_json(f.struct(*table.columns)).alias("line"))
    return session.read.text(source).select(name, f.col("value").alias("line"))


def _exists(session: SparkSession, path: str) -> bool:
    java: Any = session.sparkContext._jvm
    there = java.org.apache.hadoop.fs.Path(path)
    return bool(there.getFileSystem(session.sparkContext._jsc.hadoopConfiguration()).exists(there))


def _read(batches: Iterable[pyarrow.RecordBatch], given: dict[str, str]) -> Iterator[pyarrow.RecordBatch]:
    """Runs in the workers: a row of text for each release, one after another so that memory stays flat."""
    import pyarrow

    schema = pyarrow.schema([("kind", pyarrow.string()), ("value", pyarrow.string())])
    for batch in batches:
        for name, line in zip(batch["name"].to_pylist(), batch["line"].to_pylist(), strict=True):
            rows = [_row(made, found) for found, made in read_line(line, name, given)]
            yield pyarrow.RecordBatch.from_pylist([{"kind": kind, "value": value} for kind, value in rows], schema)


def read_line(line: str, name: str, given: dict[str, str]) -> Iterator[tuple[Input, Made]]:
    """What a line of JSON gives, as if it were the only one of a file of that name."""
    if not line.strip():
        return
    path = Path(name).with_suffix(".jsonl")
    try:
        for found in split_bytes(line.encode("utf-8", "surrogatepass"), path, given):
            yield found, make(found)
    except RejectedInput as error:
        yield Input(path=name), Made(code=error.code, reason=str(error))


def _row(made: Made, found: Input) -> tuple[str, str]:
    if made.code:
        return REJECTED, json.dumps({"source": found.source, "code": made.code, "reason": made.reason}, ensure_ascii=False)
    return GRAPHS, made.nquads.decode().removesuffix("\n")  # the writer of text ends each row with a line end


def main() -> None:
    """Read with the session that spark-submit has made, or one on this machine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="any path that Hadoop reads: a file, a folder, a pattern; JSON Lines, also gzipped, or .parquet")
    parser.add_argument("out", help="a folder that may hold whole rounds of a former run")
    parser.add_argument("--rounds", type=int, default=1, help="so many steps that need not be done again")
    for name in _GIVEN:
        parser.add_argument(f"--{name}")
    args = parser.parse_args()
    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("kg").getOrCreate()
    try:
        read_releases(session, args.source, args.out, rounds=args.rounds, **{name: getattr(args, name) for name in _GIVEN})
    finally:
        session.stop()


if __name__ == "__main__":
    main()
