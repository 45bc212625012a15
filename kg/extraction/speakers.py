"""Tells from its words whether a phrase is of somebody who speaks and acts."""

from __future__ import annotations

import re
from functools import cache

from kg import lexicon
from kg.extraction.frames import Frame
from kg.model import Entity

_SPEAKING = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof|sir|dame|officials?|diplomats?|spokes\w+|members?|representatives?|experts?|ministers?|leaders?|part(?:y|ies)|council|sides?|sources?|"
    r"ambassadors?|envoys?|charg[ée]|consuls?|nuncio|high commissioners?|committee|commission|ministry|embassy|community|group|presidents?|secretar(?:y|ies)|premiers?|chancellors?|kings?|nsas|"
    r"queen|prince|governors?|delegations?|participants|governments?|authorities|co-chairs?|negotiators?|cabinet|parliament|"
    r"advis[oe]rs?|nations|countries|states|partners|allies|heads|speaker|commander|chief)\b",
    re.IGNORECASE,
)
_OPENING = 5


def speak(agents: tuple[Entity, ...], frame: Frame) -> bool:
    """Whether somebody of those whom the text only describes is one who speaks or acts for a party; known actors are."""
    if not agents:
        return frame.subject_any
    heads = [" ".join(agent.label.split()[:_OPENING]) for agent in agents]
    # That families are happy or ready is no act of a party; who officials are is another matter.
    told = any(lexicon.names_a_body(agent.label) for agent in agents)
    return told or any(_SPEAKING.search(head) or (frame.kind != "adjective" and names_speakers(head)) for head in heads)


def names_speakers(words: str) -> bool:
    """Whether words hold a noun for persons or a body who speak and act."""
    return bool(_SPEAKING.search(words)) or not _speakers().isdisjoint(words.lower().split())


@cache
def _speakers() -> frozenset[str]:
    """The nouns of those who speak and act, one and several."""
    nouns = [row.noun for row in lexicon.speakers()]
    many = [f"{n[:-3]}men" if n.endswith("man") else f"{n[:-1]}ies" if n[-1] == "y" else f"{n}s" for n in nouns]
    return frozenset((*nouns, *many))
