"""What can go wrong, each with the exit code that the command line gives it."""

from __future__ import annotations


class KgError(Exception):
    """Something a user can act upon; the message says what happened, where, and what to do."""

    exit_code = 1


class UsageError(KgError):
    """The request itself cannot be understood."""

    exit_code = 2


class RejectedInput(KgError):
    """An input that was not read; ``code`` is a short stable word for lists and scripts."""

    exit_code = 3

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class StoreError(KgError):
    """The store is busy, damaged or newer than this program."""

    exit_code = 4


class LimitError(KgError):
    """A limit on time, size or rows was hit."""

    exit_code = 5
