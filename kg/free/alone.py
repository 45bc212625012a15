"""Takes the network away from a process, so that what the guard of queries might miss finds nobody."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_NEWUSER, _NEWNET = 0x10000000, 0x40000000


def leave_the_network() -> bool:
    """Whether this process, which may have one thread only, now has a network of its own with nobody in it; not all systems allow it."""
    with suppress(OSError, AttributeError, TypeError):
        return bool(ctypes.CDLL(None).unshare(_NEWUSER | _NEWNET) == 0)
    return False
