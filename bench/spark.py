"""Reads releases over Spark on two cores of this machine, kills a worker in mid-run, and compares the quads with those of a store.

usage: python bench/spark.py --releases releases.jsonl.gz --store DIR [--rounds 10]; the store must have been read by the same version
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg import resources
from kg.store import Store


def workers(parent: int) -> list[int]:
    """The processes that read for a run of Spark: Python workers that a daemon below it has forked."""
    parents, daemons = dict[int, int](), set[int]()
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(path.name)] = int((path / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
            if b"pyspark.daemon" in (path / "cmdline").read_bytes():
                daemons.add(int(path.name))
        except OSError:
            continue

    def below(pid: int) -> bool:
        while pid in parents and pid != parent:
            pid = parents[pid]
        return pid == parent

    return sorted(p for p, above in parents.items() if p in daemons and above in daemons and below(p))


def read(source: Path, out: Path, rounds: int) -> tuple[float, int]:
    """Run it as a user does; the seconds it took, and the worker that was killed when one round more was whole."""
    given = {"PYTHONPATH": str(resources.package().parent), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "OMP_NUM_THREADS": "1",
             "PYSPARK_SUBMIT_ARGS": "--master local[2,4] --conf spark.ui.enabled=false pyspark-shell"}  # fmt: skip
    begun, killed, whole = time.perf_counter(), 0, _whole(out)
    with (out.parent / "spark.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg.spark", str(source), str(out), "--rounds", str(rounds)], env={**os.environ, **given}, stdout=log, stderr=log
        )
        while process.poll() is None:
            time.sleep(1)
            if not killed and _whole(out) > whole and (found := workers(process.pid)):
                time.sleep(2)
                killed = found[-1]
                os.kill(killed, signal.SIGKILL)
    if process.returncode:
        raise SystemExit(f"Spark ended with {process.returncode}; see {out.parent / 'spark.log'}")
    return time.perf_counter() - begun, killed


def _whole(out: Path) -> int:
    return len(list(out.glob("round=*/_SUCCESS")))


def main() -> None:
    """Read, kill, compare; exits 1 where a byte differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--releases", type=Path, required=True, help="JSON Lines, or the same with gzip")
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--out", type=Path, default=Path("out/spark"))
    parser.add_argument("--go-on", action="store_true", help="keep the rounds that a former run left whole")
    args = parser.parse_args()
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    if not args.go_on:
        shutil.rmtree(args.out, ignore_errors=True)
    args.out.mkdir(parents=True, exist_ok=True)
    source = args.out / "releases.jsonl"
    opened = gzip.open if args.releases.suffix == ".gz" else open
    with opened(args.releases, "rb") as lines:
        source.write_bytes(lines.read())
    seconds, killed = read(source, args.out / "parts", args.rounds)
    store = Store(args.store)
    here = sorted(store.nquads().splitlines())
    there = sorted(line for p in (args.out / "parts").glob("round=*/kind=graphs/*.gz") for line in gzip.decompress(p.read_bytes()).splitlines())
    rejected = sum(len(gzip.decompress(p.read_bytes()).splitlines()) for p in (args.out / "parts").glob("round=*/kind=rejected/*.gz"))
    print(f"{len(store.ids())} releases in {seconds:.0f} s, {rejected} rejected; worker {killed or 'none'} was killed in mid-run; load {os.getloadavg()[0]:.1f}")
    digest = hashlib.sha256(b"\n".join(there)).hexdigest()[:16]
    print(f"{len(there):,} quads over Spark, {len(here):,} in the store: {'the same bytes' if there == here else 'DIFFERENT'}, sha256 {digest}")
    raise SystemExit(there != here or not killed)


if __name__ == "__main__":
    main()
