"""One of the processes that read: takes portions of inputs on standard input and answers with what they gave."""

from __future__ import annotations

import os
import pickle
import signal
import sys

from kg.ingest.making import make


def main() -> None:
    """Answer until standard input ends, as it does when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interruption means
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            portion = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump([make(found) for found in portion], answers)
        answers.flush()


if __name__ == "__main__":
    main()
