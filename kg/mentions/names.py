"""Looks listed names up in a text: an index of names, and the walk that takes the longest name at each word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.mentions.homonyms import is_part_of_person
from kg.mentions.words import Word, calm, key, stretch, words_of
from kg.model import Entity, Span

# A name begins with a capital, a digit, or a small prefix before a capital ('al-Shabaab', 'sub-Saharan').
_BEGINS = re.compile(r"[^\W_a-z]|[a-z]+-[A-Z]")
_OPENS = re.compile(r"[,(/]")
_LED = "-led"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for. ``rule`` is sure, or how a homonym is settled (none, all, first, one).

    ``loose`` names may have commas and brackets inside.
    """

    form: str
    entities: tuple[Entity, ...]
    rule: str = "sure"
    loose: bool = False


@dataclass(slots=True)
class Index:
    """Names by their key, and for each first word how many words the longest name has."""

    entries: dict[str, Entry] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, names: Iterable[str], form: str, *entities: Entity, rule: str = "sure") -> None:
        """Enter names that are not taken yet."""
        for name in names:
            words = key(name).split(" ")
            if words != [""]:
                self.entries.setdefault(key(name), Entry(form, entities, rule, loose=bool(_OPENS.search(name))))
                self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))

    def walk(self, text: str) -> Iterator[tuple[Span, Entry]]:
        """The longest entry at each word from left to right; parts of persons' names are passed by."""
        text = calm(text, self.entries)
        words = words_of(text)
        i = 0
        while i < len(words):
            hit, length = self._at(text, words, i)
            if hit and words[i].raw == "The" and i + 1 < len(words) and self._at(text, words, i + 1)[1] >= length:
                hit, length = None, 1  # 'The Netherlands Antilles' is no case of 'The Netherlands'
            if hit and not (length == 1 and is_part_of_person(text, words, i)):
                yield hit
            i += length

    def _at(self, text: str, words: list[Word], i: int) -> tuple[tuple[Span, Entry] | None, int]:
        """The longest entry that begins with word ``i``, and its length in words (1 where there is none)."""
        most = self._most(words[i])
        if most:
            strict, loose = stretch(text, words, i, most)
            for n in range(loose, 0, -1):
                hit = self._hit(text, Span(words[i].start, words[i + n - 1].end))
                if hit and (n <= strict or hit[1].loose):
                    return hit, n
        return None, 1

    def _most(self, word: Word) -> int:
        if not _BEGINS.match(word.raw):
            return 0
        plain = key(word.raw.removesuffix(_LED))
        return max(self.longest.get(plain, 0), self.longest.get(key(word.raw), 0), self.longest.get(key(word.bare), 0))

    def _hit(self, text: str, span: Span) -> tuple[Span, Entry] | None:
        raw = span.of(text)
        entry = self.entries.get(key(raw))
        end = span.end
        if entry is None and raw.endswith(("'s", "’s")):
            entry, end = self.entries.get(key(raw[:-2])), span.end - 2
        if entry is None and raw.endswith(_LED):  # 'US-led' is of the United States, and no name of theirs
            entry, end = self.entries.get(key(raw[: -len(_LED)])), span.end - len(_LED)
            entry = replace(entry, form="demonym") if entry else None
        if entry is None:
            return None
        if text[end - 1 : end] == "." and not raw.rstrip(".").count("."):
            end -= 1
        if entry.loose and "(" in raw and text[end : end + 1] == ")":
            end += 1
        return Span(span.start, end), entry
