"""Keeps drawn pages where all processes of the server find them: a ring in memory that they share, without a lock."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Hashable
from hashlib import blake2b
from typing import NamedTuple

_SIZE, _SLOTS = 128_000_000, 16_384
_POSITION, _SLOT, _HEAD = struct.Struct("<Q"), struct.Struct("<16sQQ"), struct.Struct("<16sBB")


class Answer(NamedTuple):
    """A page as it is sent: its bytes, their type and the tag that names them."""

    body: bytes
    media: str
    tag: str


class Drawn:
    """Pages by key, the same for this process and all that are forked from it; the oldest are written over.

    Nobody waits for anybody: what two have written over each other has not the sum that it bears, and is then not there.
    """

    def __init__(self, size: int = _SIZE, slots: int = _SLOTS) -> None:
        self._slots, self._begin = slots, _POSITION.size + slots * _SLOT.size
        self._ring = mmap.mmap(-1, self._begin + size)

    def get(self, key: Hashable) -> Answer | None:
        """What is kept under a key, or None."""
        name = _name(key)
        found, at, length = _SLOT.unpack_from(self._ring, self._slot(name))
        raw = self._ring[at : at + length] if found == name else b""
        if len(raw) < _HEAD.size or raw[:16] != _sum(name, raw[16:]):
            return None
        _, media, tag = _HEAD.unpack_from(raw)
        first, second = _HEAD.size + media, _HEAD.size + media + tag
        return Answer(raw[second:], raw[_HEAD.size : first].decode(), raw[first:second].decode())

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep a page, unless it is so large that little else would be left."""
        name, media, tag = _name(key), answer.media.encode(), answer.tag.encode()
        told = bytes((len(media), len(tag))) + media + tag + answer.body
        raw = _sum(name, told) + told
        if len(raw) > (len(self._ring) - self._begin) // 4:
            return
        (at,) = _POSITION.unpack_from(self._ring)
        at = at if at >= self._begin and at + len(raw) <= len(self._ring) else self._begin
        _POSITION.pack_into(self._ring, 0, at + len(raw))
        self._ring[at : at + len(raw)] = raw
        _SLOT.pack_into(self._ring, self._slot(name), name, at, len(raw))

    def _slot(self, name: bytes) -> int:
        return _POSITION.size + int.from_bytes(name[:4], "little") % self._slots * _SLOT.size


def _name(key: Hashable) -> bytes:
    return blake2b(repr(key).encode("utf-8", "backslashreplace"), digest_size=16).digest()


def _sum(name: bytes, told: bytes) -> bytes:
    return blake2b(told, digest_size=16, key=name).digest()
