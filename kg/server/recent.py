"""Keeps what was used lately, up to a total weight; the keys say of which state of the store a thing is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """Things by key; when they weigh more than ``most``, the least used go. May be used by several threads."""

    def __init__(self, most: int, weight: Callable[[T], int]) -> None:
        self.most, self.weight = most, weight
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._held, self._lock = 0, threading.Lock()

    def get(self, key: Hashable) -> T | None:
        """What is kept under a key, or None."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        return None

    def put(self, key: Hashable, thing: T) -> T:
        """Keep a thing, and give it."""
        with self._lock:
            if key in self._kept:
                self._held -= self.weight(self._kept[key])
            self._held += self.weight(thing)
            self._kept[key] = thing
            while self._held > self.most and len(self._kept) > 1:
                self._held -= self.weight(self._kept.popitem(last=False)[1])
        return thing
