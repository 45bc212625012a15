"""Tells how far a long task has come, once it has taken a second: on a terminal at once, in a log once a minute."""

from __future__ import annotations

import sys
import time

import click

_FIRST, _THEN, _IN_A_LOG = 1.0, 0.2, 60.0


class Progress:
    """On a terminal one line on standard error, written over and over; elsewhere a line of its own now and then."""

    def __init__(self, deed: str) -> None:
        self.deed = deed
        self.begun = time.monotonic()
        self.terminal = sys.stderr.isatty()
        self.next = self.begun + (_FIRST if self.terminal else _IN_A_LOG)
        self.shown = False

    def __enter__(self) -> Progress:
        return self

    def tell(self, counts: dict[str, int]) -> None:
        """Show the counts of outcomes and how many come in a second."""
        now = time.monotonic()
        if now < self.next:
            return
        self.next = now + (_THEN if self.terminal else _IN_A_LOG)
        self.shown = self.terminal
        rest = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        line = f"{self.pace(sum(counts.values()))}: {rest}"
        click.echo(f"\r{line}\033[K" if self.terminal else line, nl=not self.terminal, err=True)

    def pace(self, done: int) -> str:
        """How many were done so far, and how many in a second if it took one."""
        seconds = time.monotonic() - self.begun
        return f"{done} {self.deed}" + (f", {done / seconds:.1f}/s" if seconds >= _FIRST else "")

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r\033[K", nl=False, err=True)
