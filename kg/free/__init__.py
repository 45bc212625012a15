"""Answers the queries that users write themselves: guarded, within limits on time, rows and memory, in a child that can be killed."""

from kg.free.bounded import ROWS, SECONDS, Found, run
from kg.free.guard import refuse_what_reaches_out

__all__ = ["ROWS", "SECONDS", "Found", "refuse_what_reaches_out", "run"]
