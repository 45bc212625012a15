"""The life of a commitment in the graph: reported done by a later act, superseded by a later one with another date or figure."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from kg.linking.acts import Memory, Row
from kg.linking.alike import alike, figures, within, without_figures, words
from kg.linking.link import Link

_DONE = 0.7
_NAMED = 0.75
_SUPERSEDED = 0.6
_LEAST = 3
_DEEDS = ("sign", "ratify", "deposit", "determine", "conclude", "initial", "ink")
_LOWER = re.compile(r"\b[a-z][\w-]*")
# Small numbers in letters are amounts as well.
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = re.compile(rf"\b({'|'.join(_NUMBERS)})\b", re.IGNORECASE)
# "Handed over the keys": the cue is the verb alone, so that its particle is no word of the matter.
_PARTICLE = re.compile(r"\b(?:over|up|out|off|back|down)\b", re.IGNORECASE)
_SETTLING = ("sign", "ratify", "deposit", "approve")
_ONGOING = ("carry-out", "attendance", "discussion", "must")
# What begins so has no end at which one deed would have done it.
_GOING_ON = "continu|keep|remain|stand|work|striv|seek|promot|strengthen|deepen|enhanc|uphold|advanc|maintain"
_OPEN = re.compile(rf"(?:to )?(?:{_GOING_ON})(?:e|ing)?\b", re.IGNORECASE)
# What a deed only asks for is not done by it.
_ASKED = re.compile(r"\b(?:calls?|appeals?|requests?|invitations?)\b[\w ]*? (?:for|to|on|that)\b.*", re.IGNORECASE | re.DOTALL)


def lives(memory: Memory, plans: Iterable[Link]) -> list[Link]:
    """What later releases report of each commitment, and meetings held that a commitment had in view."""
    return sorted({*_done(memory), *_superseded(memory), *_met(memory, plans)})


def is_commitment(act: Row) -> bool:
    """Whether an act is a commitment made, not one that is denied, weighed or a headline's repetition."""
    return act.status in ("actual", "planned") and _is_undertaken(act)


def _is_undertaken(act: Row) -> bool:
    return act.kind == "Commitment" and bool(act.told) and not act.restates and act.force not in _DEEDS


def _done(memory: Memory) -> list[Link]:
    """A later measure of the parties to the commitment, on a shared issue or instrument: the very deed undertaken, or one that names it."""
    deeds: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for act in memory.acts:
        settled = act.force in _SETTLING and act.status == "actual" and not act.restates
        if act.told and (settled or (act.kind == "Measure" and act.force not in _ONGOING)) and len(words(act.content)) >= _LEAST:
            for party in act.parties:
                for matter in (*act.issues, *act.about, *words(_deed(act))):
                    deeds[party][matter].append(act)
    counts = Counter(w for act in memory.acts for w in words(act.content))
    found = []
    for made in memory.acts:
        # Undertaken on a condition it is no commitment yet; where the deed is told, it was fulfilled all the same.
        if not (is_commitment(made) or (made.status == "conditional" and _is_undertaken(made))) or not made.parties:
            continue
        if len(words(made.content)) < _LEAST or _OPEN.match(made.content):
            continue
        fits = [d for d in _near(made, deeds, counts) if _later(made, d) and d.parties >= made.parties and _on_one_matter(made, d) and _same_amounts(made, d)]
        fits = [d for d in fits if _is_done(made, d, counts) or _is_named(made, d, counts)]
        if fits:
            deed = min(fits, key=lambda d: (d.told, d.node))
            rule = "commitment.reported-done" if _is_done(made, deed, counts) else "commitment.named-done"
            found.append(Link("fulfilledBy", made.node, deed.node, rule, round(within(_matter(made), _deed(deed)), 2), _because(memory, made, deed)))
    return found


def _near(made: Row, deeds: dict[str, dict[str, list[Row]]], counts: Counter[str]) -> Iterable[Row]:
    """The deeds of one of the parties, of which the fewest are told, on the same matter: a listed one, else that which its rarest word tells."""
    own = min((deeds[party] for party in sorted(made.parties)), key=len)
    return {d.node: d for matter in [*made.issues, *made.about] or [_rarest(made, counts)] for d in own.get(matter, ())}.values()


def _on_one_matter(made: Row, deed: Row) -> bool:
    """A shared issue or instrument; where the undertaking has none that is listed, all of its words."""
    listed = made.issues or made.about
    return bool(deed.issues & made.issues or deed.about & made.about) if listed else words(_matter(made)) <= words(_deed(deed))


def _is_done(made: Row, deed: Row, counts: Counter[str]) -> bool:
    """The deed is the very thing undertaken: its verb is in the undertaking, and most words of that, the rarest too, are in it."""
    wanted, told = words(_matter(made)), words(_deed(deed))
    alike_ = len(wanted) > _LEAST and len(wanted & told) >= _DONE * len(wanted)
    return alike_ and words(deed.cue) <= wanted and _rarest(made, counts) in told


def _is_named(made: Row, deed: Row, counts: Counter[str]) -> bool:
    """The deed names what was undertaken by nearly all that is telling in its words: rare ones weigh more, and names alone are not enough."""
    wanted, told = words(_matter(made)), words(_deed(deed))
    shared = wanted & told
    plain = words(" ".join(_LOWER.findall(made.content)))
    if len(shared) <= _LEAST or len(shared & plain) < _LEAST or not set(_rarest_first(wanted, counts)[:2]) <= told:
        return False
    return sum(_weight(w, counts) for w in shared) >= _NAMED * sum(_weight(w, counts) for w in wanted)


def _weight(word: str, counts: Counter[str]) -> float:
    return math.log(counts.total() / counts[word])


def _same_amounts(made: Row, deed: Row) -> bool:
    """No amount of the one stands against an amount of the other; years are none."""
    ours, theirs = (_amounts(a.content) - {a.first[:4], a.told[:4]} for a in (made, deed))
    return ours <= theirs or theirs <= ours


@cache
def _amounts(text: str) -> frozenset[str]:
    return frozenset(figures(_spelt(text)))


@cache
def _plain(text: str) -> str:
    return _PARTICLE.sub(" ", without_figures(_spelt(text)))


def _spelt(text: str) -> str:
    """A text with its small numbers in figures."""
    return _NUMBER.sub(lambda m: str(_NUMBERS.index(m[0].lower()) + 1), text)


def _matter(act: Row) -> str:
    """What a commitment is about, without its figures: a date is no part of the matter."""
    return _plain(act.content)


def _deed(act: Row) -> str:
    """What was done, with the word for the doing ("lifted the quota" for to lift a quota), without what it only asks for."""
    return _plain(f"{act.cue} {_ASKED.sub('', act.content)}")


def _rarest(act: Row, counts: Counter[str]) -> str:
    return _rarest_first(words(_matter(act)) or words(act.content), counts)[0]


def _rarest_first(some: frozenset[str], counts: Counter[str]) -> list[str]:
    return sorted(some, key=lambda w: (counts[w], w))


def _superseded(memory: Memory) -> list[Link]:
    """A later commitment of the same parties to nearly the same, with another date or another figure."""
    by_parties: dict[frozenset[str], list[Row]] = defaultdict(list)
    for act in memory.acts:
        if is_commitment(act) and act.parties and len(words(act.content)) >= _LEAST:
            by_parties[act.parties].append(act)
    found = []
    for group in by_parties.values():
        by_word: dict[str, list[Row]] = defaultdict(list)
        for act in group:
            for word in words(act.content):
                by_word[word].append(act)
        for made in group:
            if _marks(made) == ("", ()):
                continue
            rare = sorted(words(made.content), key=lambda w: (len(by_word[w]), w))[: max(1, len(words(made.content)) // 2)]
            near = {a.node: a for word in rare for a in by_word[word]}.values()
            fits = [a for a in near if _later(made, a) and not _is_over(made, a) and _changed(made, a) and _same_matter(made, a)]
            if fits:
                later = min(fits, key=lambda a: (a.told, a.node))
                share = round(alike(_matter(made), _matter(later)), 2)
                found.append(Link("supersededBy", made.node, later.node, "commitment.superseded", share, _because(memory, made, later)))
    return found


def _marks(act: Row) -> tuple[str, tuple[str, ...]]:
    """The due date, if it lies ahead, and the figures of a commitment."""
    return act.last if act.last > act.told else "", figures(act.content)


def _is_over(made: Row, later: Row) -> bool:
    """Whether the time of what was undertaken had passed when the other was told: the next match is no change of the last. A deadline that was missed is."""
    return bool(made.first) and made.first >= made.told and made.last < later.told


def _changed(made: Row, later: Row) -> bool:
    """Both have a date or both have figures, and they differ."""
    return any(ours and theirs and ours != theirs for ours, theirs in zip(_marks(made), _marks(later), strict=True))


def _same_matter(made: Row, later: Row) -> bool:
    """Figures apart, one wording holds all the words of the other: a single word that differs can be another matter."""
    ours, theirs = words(_matter(made)), words(_matter(later))
    return (ours <= theirs or theirs <= ours) and alike(_matter(made), _matter(later)) >= _SUPERSEDED


def _met(memory: Memory, plans: Iterable[Link]) -> list[Link]:
    """A commitment to meet is fulfilled by the meeting that the plan in its own sentence became."""
    in_sentence: dict[str, list[Row]] = defaultdict(list)
    for act in memory.acts:
        if is_commitment(act):
            in_sentence[act.sentence].append(act)
    found = []
    for plan in plans:
        made = memory.by_node[plan.one]
        for act in in_sentence[made.sentence]:
            if plan.kind == "heldAs" and made.cue in act.content and act.parties <= made.parties:
                found.append(Link("fulfilledBy", act.node, plan.other, "commitment.met", plan.score, plan.because))
    return found


def _later(made: Row, other: Row) -> bool:
    return other.release != made.release and other.told >= made.told and other.node != made.node and other.told[:4] <= str(int(made.told[:4]) + 3)


def _because(memory: Memory, made: Row, other: Row) -> str:
    actors = ", ".join(sorted(memory.labels.get(p, p) for p in made.parties & other.parties))
    shared = ", ".join(sorted(i.rsplit("/", 1)[-1] for i in made.issues & other.issues | made.about & other.about))
    return f"actors: {actors}; time: {made.told} and {other.told}; kind: {other.force} after {made.force}, {shared or 'same words'}"
