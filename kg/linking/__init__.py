"""What ties releases together, computed from the graph alone, always rebuilt: one event in several accounts, what is said again, what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.linking.acts import Memory, Row, nothing_swept, recall, remember
from kg.linking.commitments import is_commitment, lives
from kg.linking.events import encounters, levels, occasions, same_event_links
from kg.linking.instruments import stages
from kg.linking.judgements import Judgement, judge, read_judgements
from kg.linking.link import LINKS, Link, as_nquads
from kg.linking.matters import agreed_and_discussed, contradictions
from kg.linking.plans import fates
from kg.linking.requests import answers
from kg.linking.statements import joint_texts, repetitions

__all__ = ["LINKS", "Judgement", "Link", "Memory", "Row", "find_links", "is_commitment", "links_nquads", "near_links", "read_judgements", "recall", "remember"]


def find_links(memory: Memory, judgements: Iterable[Judgement] = ()) -> list[Link]:
    """Every link between acts that the rules are sure of or a person judged, sorted."""
    judged = judge(memory, judgements)
    meetings = encounters(memory)
    plans = fates(memory, meetings)
    joint = joint_texts(memory)
    twins = {frozenset((memory.by_node[k.one].release, memory.by_node[k.other].release)) for k in joint}
    found = [*same_event_links(memory, meetings, judged.refused)[0], *plans, *joint, *repetitions(memory, twins), *answers(memory, meetings)]
    found += [*lives(memory, plans), *contradictions(memory), *agreed_and_discussed(memory, occasions(found, judged.refused))]
    kept = [k for k in found if frozenset((k.one, k.other)) not in judged.refused]
    return sorted({*kept, *judged.same, *stages(memory)})


def near_links(memory: Memory, judgements: Iterable[Judgement] = ()) -> list[Link]:
    """What comes near to one event told twice and is left to a person, surest first; what is judged already is left out."""
    judged = judge(memory, judgements)
    done = {*judged.refused, *(frozenset((k.one, k.other)) for k in judged.same)}
    near = same_event_links(memory, encounters(memory), judged.refused)[1]
    return [k for k in near if frozenset((k.one, k.other)) not in done]


@nothing_swept()
def links_nquads(memory: Memory, judgements: Iterable[Judgement] = ()) -> bytes:
    """The links graph as sorted N-Quads; the same for the same releases and judgements."""
    told = tuple(judgements)
    found = find_links(memory, told)
    return as_nquads(found, occasions(found, judge(memory, told).refused), levels(memory, encounters(memory)), memory.uses)
