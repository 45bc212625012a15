"""A process that reads may die or come to no end: one release goes with it, the others are read, in order."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.ingest import workers
from kg.readers import Input

# A worker that dies of one text and never comes back from another; it answers with the name of each input.
FAKE = """
import os, pickle, sys, time
from kg.ingest.making import Made
answers = os.fdopen(os.dup(1), "wb")
while True:
    portion = pickle.load(sys.stdin.buffer)
    for found in portion:
        if found.original == b"deadly": os._exit(9)
        if found.original == b"endless": time.sleep(3600)
    pickle.dump([Made(id=found.path) for found in portion], answers)
    answers.flush()
"""


def begin() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", FAKE], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.mark.parametrize("bad", [b"deadly", b"endless"])
def test_one_release_goes_with_its_process(monkeypatch: pytest.MonkeyPatch, bad: bytes) -> None:
    monkeypatch.setattr(workers, "_begin", begin)
    monkeypatch.setattr(workers, "_PATIENCE", 3.0)
    inputs = [Input(path=f"{n:02}.txt", original=bad if n == 20 else b"fine") for n in range(40)]
    made = list(workers.make_all(inputs, 2))
    assert [m.id for m in made] == [f.path if f.original == b"fine" else "" for f in inputs]
    (told,) = [m for m in made if m.code]
    assert told.code == "crashed"
    assert "20.txt" in told.reason
