"""Tells on a terminal how far a long task has come, once it has taken a second."""

from __future__ import annotations

import sys
import time

import click

_FIRST, _THEN = 1.0, 0.2


class Progress:
    """One line on standard error, written over and over; nothing where that is no terminal."""

    def __init__(self, deed: str) -> None:
        self.deed = deed
        self.begun = time.monotonic()
        self.next = self.begun + _FIRST if sys.stderr.isatty() else float("inf")
        self.shown = False

    def __enter__(self) -> Progress:
        return self

    def tell(self, counts: dict[str, int]) -> None:
        """Show the counts of outcomes and how many come in a second."""
        now = time.monotonic()
        if now < self.next:
            return
        self.next, self.shown = now + _THEN, True
        done = sum(counts.values())
        rest = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        click.echo(f"\r{done} {self.deed}, {done / (now - self.begun):.1f}/s: {rest}\033[K", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r\033[K", nl=False, err=True)
