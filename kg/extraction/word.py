"""An operative word: what names an act, the verb that carries it, and the frame it fills."""

from __future__ import annotations

from typing import NamedTuple

from kg.extraction.frames import Frame
from kg.model import Token


class Word(NamedTuple):
    """``cue`` names the act, ``verb`` carries its tense and subject (the same token but for nouns), ``frame`` its slots.

    ``standing`` is the status of an event that is told inside another act, and empty for what the text itself asserts.
    ``second`` marks a further noun of one light verb: "expressed thanks for X and readiness to Y".
    ``lead`` is a verb of the sentence that leads into the list an item stands in: its subject is the item's.
    """

    cue: Token
    verb: Token
    frame: Frame
    standing: str = ""
    lead: Token | None = None
    second: bool = False

    @property
    def key(self) -> int:
        """The index of the token that tells this word from the others: its verb, or a noun coordinated with the first one of its verb."""
        return self.cue.index if self.second else self.verb.index
