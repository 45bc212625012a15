"""Same input, same bytes: any hash seed, any order."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

from kg import resources
from kg.ingest import graph_of
from kg.model import Doc

SEEDS = ("0", "1", "2", "3", "7", "42", "1000", "65536", "123456789", "4294967295")
_SCRIPT = """
import hashlib, sys
from pathlib import Path
from kg.ingest import graph_of, read
print(hashlib.sha256(graph_of(read(Path(sys.argv[1])))).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_hash_seed(seed: Doc) -> None:
    path = str(resources.data("releases", "2018-04-11-korea-japan.txt"))
    expected = hashlib.sha256(graph_of(seed)).hexdigest()
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", _SCRIPT, path], env={**os.environ, "PYTHONHASHSEED": number}, stdout=subprocess.PIPE, text=True
        )
        for number in SEEDS
    ]
    assert {run.communicate()[0].strip() for run in runs} == {expected}
