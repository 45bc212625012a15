"""Same input, same bytes: any hash seed, any place on earth."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable

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


PLACES = [{"TZ": "Pacific/Kiritimati"}, {"TZ": "America/Lima", "LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"LANG": "ko_KR.EUC-KR", "PYTHONIOENCODING": "latin-1"}]


def test_the_bytes_do_not_depend_on_the_hash_seed_or_the_place(seed: Doc, record_property: Callable[[str, object], None]) -> None:
    path = str(resources.data("releases", "2018-04-11-korea-japan.txt"))
    expected = hashlib.sha256(graph_of(seed)).hexdigest()
    ways = [{"PYTHONHASHSEED": number} for number in SEEDS] + PLACES
    runs = [subprocess.Popen([sys.executable, "-c", _SCRIPT, path], env={**os.environ, **way}, stdout=subprocess.PIPE, text=True) for way in ways]
    assert {run.communicate()[0].strip() for run in runs} == {expected}
    record_property("figure", f"{len(SEEDS)} hash seeds, {len(PLACES)} places: {len(ways)} of {len(ways)} the same bytes")
