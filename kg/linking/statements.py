"""What is said again in another release: repeated by the same parties, reaffirmed, or one joint text put out by both sides."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.linking.acts import Memory, Row
from kg.linking.alike import alike, figures, words
from kg.linking.link import Link
from kg.linking.settings import NAME, TITLES, Settings

REAFFIRMING = frozenset({"reaffirm", "reiterate", "reconfirm", "recommit", "restate", "renew", "uphold", "repeat", "recall"})
_WAS_DONE = re.compile(r"\b(?:has|have|had)(?: \w+ly)? \w+(?:ed|en)\b")  # a deed that is recalled is no stand that is taken again
_ANEW = frozenset({"approve", "decide", "appoint", "nominate", "sign", "ratify", "enact", "impose", "designate"})  # each time another deed
_MEANWHILE = re.compile(r"\s(?:as|while|when|until) (?:it|they|he|she|we) .*", re.IGNORECASE | re.DOTALL)
_ANOTHER = re.compile(r"\b(again|further|another|additional|next|anew)\b", re.IGNORECASE)
_FAMILIES = ("agree", "pledge", "request", "state", "appraise")
_SURE = 0.75
_REAFFIRMED = 0.6
_LEAST = 4
_MONTHS_OF_MEMORY = 36


def repetitions(memory: Memory, joint_texts: set[frozenset[str]]) -> list[Link]:
    """Each statement's link to the latest earlier one, of another release, that the same parties put forward in like words."""
    said = [a for a in memory.acts if a.family in _FAMILIES and a.parties and a.told and a.status == "actual" and not a.restates]
    found, settings = [], Settings(memory)
    for act, other, share in _alike_pairs([a for a in said if len(words(a.content)) >= _LEAST]):
        earlier, later = sorted((act, other), key=lambda a: (a.told, a.release, a.start))
        if earlier.release == later.release or not _remembered(earlier, later):
            continue
        kind = _kind(earlier, later, share)
        if kind and kind[0] == "repeats" and settings.differ(earlier, later):
            continue
        if kind and frozenset((earlier.release, later.release)) not in joint_texts and _same_names(memory, earlier, later):
            found.append((share, Link(kind[0], later.node, earlier.node, kind[1], share, _because(memory, earlier, later, share))))
    return _latest(memory, found)


def _kind(earlier: Row, later: Row, share: float) -> tuple[str, str] | None:
    """Reaffirmed where the later one says so, repeated where the words are nearly the same and the force is of one family."""
    if earlier.negated != later.negated or earlier.stance != later.stance or earlier.involves != later.involves:
        return None
    if {earlier.force, later.force} & _ANEW or _ANOTHER.search(earlier.content) or _ANOTHER.search(later.content):
        return None
    if figures(earlier.content) != figures(later.content) or _due(earlier) != _due(later) or not _tell_alike(earlier, later):
        return None
    if later.force in REAFFIRMING and min(share, _in_the_main(earlier, later)) >= _REAFFIRMED:
        return "reaffirms", "statement.reaffirmed"
    if later.family == earlier.family and earlier.addressees == later.addressees and share >= _SURE:
        return "repeats", "statement.repeated"
    return None


def _tell_alike(earlier: Row, later: Row) -> bool:
    """Whether both tell of a deed that was done, or neither does."""
    return bool(_WAS_DONE.search(earlier.content)) == bool(_WAS_DONE.search(later.content))


def _in_the_main(earlier: Row, later: Row) -> float:
    """How alike two contents are without what goes on meanwhile: help for a people "as it defends its laws" is no stand on laws."""
    return alike(_MEANWHILE.sub("", earlier.content), _MEANWHILE.sub("", later.content))


def _same_names(memory: Memory, earlier: Row, later: Row) -> bool:
    """Whether whoever and whatever is named besides the parties is the same: one may name more, but not others, and not where one names none."""
    own = {w for p in (*later.parties, *later.persons, *earlier.persons) for w in memory.labels.get(p, "").split()} | TITLES
    ours, theirs = ({n for n in NAME.findall(a.content) if n not in own and words(n)} for a in (earlier, later))
    return ours == theirs or (bool(ours and theirs) and (ours <= theirs or theirs <= ours))


def _due(act: Row) -> str:
    """The last day a statement sets itself, where that lies ahead of it."""
    return act.last if act.last > act.told else ""


def _remembered(earlier: Row, later: Row) -> bool:
    months = (int(later.told[:4]) - int(earlier.told[:4])) * 12 + int(later.told[5:7]) - int(earlier.told[5:7])
    return months <= _MONTHS_OF_MEMORY


def _latest(memory: Memory, found: list[tuple[float, Link]]) -> list[Link]:
    """Of several earlier ones, the latest; of those, the most alike."""
    best: dict[str, tuple[str, float, Link]] = {}
    for share, link in sorted(found, key=lambda f: f[1]):
        told = memory.by_node[link.other].told
        if link.one not in best or (told, share) > best[link.one][:2]:
            best[link.one] = (told, share, link)
    return [link for _, _, link in best.values()]


def _alike_pairs(acts: list[Row]) -> Iterator[tuple[Row, Row, float]]:
    """Pairs of the same parties whose share of words is at least the lower bar, found by their rarest words.

    Of the shorter one a few of these are enough, as what it shares with a longer one must be more of its own.
    """
    counts = Counter(w for act in acts for w in words(act.content))
    by_parties: dict[frozenset[str], list[Row]] = defaultdict(list)
    for act in acts:
        by_parties[act.parties].append(act)
    for parties in sorted(by_parties, key=sorted):
        index: dict[str, list[int]] = defaultdict(list)
        group = sorted(by_parties[parties], key=lambda act: len(words(act.content)))
        for i, act in enumerate(group):
            a = words(act.content)
            mine = sorted(a, key=lambda w: (counts[w], w))
            prefix = mine[: len(a) - int(_REAFFIRMED * len(a) + 0.999) + 1]
            for j in sorted({j for word in prefix for j in index[word]}):
                b = words(group[j].content)
                if len(b) / len(a) >= _REAFFIRMED and (share := len(a & b) / len(a | b)) >= _REAFFIRMED:
                    yield group[j], act, round(share, 2)
            for word in mine[: len(a) - int(2 * _REAFFIRMED / (1 + _REAFFIRMED) * len(a) + 0.999) + 1]:
                index[word].append(i)


def joint_texts(memory: Memory) -> list[Link]:
    """One text put out twice: the acts of two releases whose sentences are, most of them, the same words."""
    by_release, sentences = defaultdict[str, list[Row]](list), defaultdict[str, dict[frozenset[str], Row]](dict)
    for act in memory.acts:
        by_release[act.release].append(act)
        if len(words(act.words)) >= 6:
            sentences[act.release].setdefault(words(act.words), act)
    seen: dict[frozenset[str], list[str]] = defaultdict(list)
    for release in sorted(sentences):
        for key in sentences[release]:
            seen[key].append(release)
    shared: Counter[tuple[str, str]] = Counter()
    for releases in seen.values():
        shared.update((a, b) for i, a in enumerate(releases) for b in releases[i + 1 :])
    found = []
    for (one, other), count in sorted(shared.items()):
        least = min(len(sentences[one]), len(sentences[other]))
        if count >= 3 and count >= 0.5 * least:
            found += _same_words(by_release, one, other, count / least)
    return found


def _same_words(by_release: dict[str, list[Row]], one: str, other: str, share: float) -> list[Link]:
    theirs: dict[tuple[str, frozenset[str], frozenset[str]], Row] = {}
    for act in by_release[other]:
        theirs.setdefault((act.family, words(act.words), words(act.content)), act)
    found = []
    for act in by_release[one]:
        twin = theirs.get((act.family, words(act.words), words(act.content)))
        if twin and act.family != "meet" and _of_the_same(act.parties, twin.parties):
            because = f"actors: both publish the text; time: {act.told} and {twin.told}; kind: {round(100 * share)} % of the sentences are the same"
            found.append(Link("repeats", act.node, twin.node, "statement.joint-text", round(min(1.0, share), 2), because))
    return found


def _of_the_same(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two accounts of a text are of the same parties, up to those one of them does not name: two calls are no one text."""
    return ours <= theirs or theirs <= ours or 2 * len(ours & theirs) > len(ours | theirs)


def _because(memory: Memory, earlier: Row, later: Row, share: float) -> str:
    actors = ", ".join(sorted(memory.labels.get(p, p) for p in later.parties))
    return f"actors: {actors}; time: {earlier.told} and {later.told}; kind: {later.force} after {earlier.force}; {share:.2f} of the words"
