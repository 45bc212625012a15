"""Tells which acts stand on their own: not what a quotation holds, nor the same stand in other words inside a statement."""

from __future__ import annotations

from kg.model import Act, Commitment, DeniedAct

_STANDS = ("state", "agree", "pledge")
_STRETCH = 500


def outermost(acts: list[Act]) -> list[Act]:
    """The acts without those that are but part of another one's words.

    A quotation is one act of who is quoted. Inside it an appraisal, what is asked of or promised to somebody, and what
    several are told to have undertaken together still count; nothing else does. "Reaffirmed that they are committed to X" is one stand, not two.
    """
    quotes = [act for act in acts if act.quote]
    stated = _stated(acts)
    return [act for act in acts if not _is_quoted(act, quotes) and not any(_says_it(act, other) for other in stated.get(act.cue.start // _STRETCH, ()))]


def _says_it(act: Act, other: Act) -> bool:
    return _repeats(act, other) or _is_refusal(act, other) or _is_pledged(act, other)


def _is_pledged(act: Act, other: Act) -> bool:
    """'Will continue supporting X and create Y': what lies in its own party's undertaking is neither valued nor done yet."""
    inside = other is not act and other.rule == "commit.will" and any(span.contains(act.cue) for span in other.content)
    return inside and set(act.party) == set(other.party) and act.family in ("do", "appraise", "pledge") and act.cue != other.cue


def _stated(acts: list[Act]) -> dict[int, list[Act]]:
    """What is stated or agreed, by the stretches of the text that its words touch: so not every act is held against every other."""
    found: dict[int, list[Act]] = {}
    for act in acts:
        for span in act.content if act.family in ("state", "agree", "pledge") else ():
            for at in range(span.start // _STRETCH, span.end // _STRETCH + 1):
                found.setdefault(at, []).append(act)
    return found


def _is_quoted(act: Act, quotes: list[Act]) -> bool:
    directed = act.family in ("request", "pledge") and act.addressee
    together = act.joint and isinstance(act, Commitment)
    around = [other for other in quotes if not act.quote and other.quote and other.quote.contains(act.cue)]
    own = any(other.agent == act.agent for other in around)  # what one values in one's own quoted words is part of them
    return bool(around) and not (directed or together) and (own or act.family != "appraise")


def _is_refusal(act: Act, other: Act) -> bool:
    """Whether an act that was not done lies in what its own party states: 'reiterated that Peru does not accept the claim' is one stand."""
    inside = other is not act and any(span.contains(act.cue) for span in other.content)
    refused = isinstance(act, DeniedAct) or (act.negated and act.family == "appraise")
    return inside and refused and set(act.party) == set(other.party)


def _repeats(act: Act, other: Act) -> bool:
    """Whether an act lies in what its own agents state or agree."""
    inside = other is not act and any(span.contains(act.cue) for span in other.content)
    return inside and set(act.agent) == set(other.agent) and act.family in _STANDS and other.family != "pledge"
