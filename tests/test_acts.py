"""What is an act and what is none, sentence by sentence in the registers of many ministries, with the reason for each."""

from __future__ import annotations

import pytest
from conftest import read_own

HEAD = "Foreign Minister Ana Ruiz of Peru met with Chilean Foreign Minister Leo Paz. "

# text -> (family, force, content) of each act, told by Peru; the reason.
OWN = [
    ("Peru's allies deplore the raid and urge Chad to free the crew.",
     [("appraise", "deplore", "the raid"), ("request", "urge", "to free the crew")], "a present tense spelt like a noun"),
    ("Furthermore, the European Union calls for immediate access of the mission to assume its functions.",
     [("request", "call-on", "immediate access of the mission to assume its functions")], "what the call is for stands first"),
    ("The governments of Peru and Chile commit to jointly fighting piracy at sea.",
     [("agree", "commit", "to jointly fighting piracy at sea")], "a gerund behind a missed present tense"),
    ("Foreign Minister Ana Ruiz of Peru announced a grant to help farmers in Chad.",
     [("pledge", "announce", "a grant to help farmers in Chad")], "the infinitive is what the grant is for"),
    ("Foreign Minister Ana Ruiz of Peru agreed to a review of the border to settle the matter.",
     [("pledge", "agree", "a review of the border to settle the matter")], "the infinitive is what the review is for"),
    ("Foreign Minister Ana Ruiz of Peru agreed to settle the matter.", [("pledge", "agree", "to settle the matter")], "nothing before the infinitive"),
    ("We express our strongest condemnation of the raid.", [("appraise", "condemn", "the raid")], "the noun names the act"),
    ("We are united in our deep concern about the raid.", [("appraise", "express-concern", "the raid")], "united in a feeling"),
    ("We are united in calling for an end to the raids.", [("request", "call-on", "an end to the raids")], "united in what they do"),
    ("Peru joins Chile in condemning the raid.", [("appraise", "condemn", "the raid")], "joins others in what it does"),
    ("Peru is to open a consulate in Fiji.", [("pledge", "pledge", "open a consulate in Fiji")], "is to: a plan that binds"),
    ("Let me reiterate that the strait must stay open.", [("state", "reiterate", "the strait must stay open")], "who asks leave to say so says so"),
    ("Allow me to thank Kenya for its help.", [("appraise", "thank", "its help")], "leave asked with 'to'"),
    ("Let us keep the strait open.", [], "an exhortation to all, no act of one party"),
    ("Foreign Minister Ana Ruiz of Peru gave an assessment of the drought.", [("state", "explain", "the drought")], "a light verb and a noun of telling"),
    ("Foreign Minister Ana Ruiz of Peru extended her congratulations to Chile on the vote.",
     [("appraise", "congratulate", "the vote")], "good wishes are no material act"),
    ("The governments of Peru, Chile and Norway released the following statement.", [], "words are published, nobody is set free"),
    ("Foreign Minister Ana Ruiz of Peru agreed to fund the port and create jobs.",
     [("pledge", "agree", "to fund the port"), ("pledge", "agree", "create jobs")], "a bare infinitive is no deed done"),
    ("Foreign Minister Ana Ruiz of Peru underlined Peru's continued support for the treaty.",
     [("state", "underline", "Peru's continued support for the treaty")], "a participle that tells of what kind a noun is"),
    ("Foreign Minister Ana Ruiz of Peru informed the council that Peru will pay its share.",
     [("pledge", "pledge", "Peru will pay its share")], "a state undertakes through who speaks for it"),
    ("Foreign Minister Ana Ruiz of Peru informed the council that Chile will pay its share.",
     [("state", "inform", "Chile will pay its share")], "what another will do is told"),
    ("Foreign Minister Ana Ruiz of Peru believes that it will rain.", [("state", "believe", "it will rain")], "who thinks so promises nothing"),
    ("Peru calls on Chad to free the crew and guarantee its return.",
     [("request", "call-on", "to free the crew"), ("request", "call-on", "guarantee its return")], "the bare form goes on from the infinitive"),
    ("Peru considers the verdict to be in breach of the treaty.",
     [("state", "believe", "the verdict to be in breach of the treaty")], "an opinion, nothing weighed"),
    ("Foreign Minister Ana Ruiz of Peru agreed to work bilaterally and multilaterally to settle the matter.",
     [("pledge", "agree", "to work bilaterally and multilaterally to settle the matter")], "two adverbs make no second content"),
]  # fmt: skip

# The same after a meeting: who takes part matters.
MET = [
    ("The two ministers spoke about the drought.", [("meet", "discussion", "the drought")], "several talk"),
    ("The two leaders spoke about the drought.", [("meet", "discussion", "the drought")], "two leaders are several"),
    ("Minister Ruiz welcomed the treaty in Lima, where she reaffirmed the value of trade.",
     [("appraise", "welcome", "the treaty in Lima"), ("state", "reaffirm", "the value of trade")], "a clause on the place goes on with the tale"),
    ("They took stock of the survey.", [("meet", "discussion", "the survey")], "stock taken together"),
    ("The talks are intended to widen trade.", [], "what talks are for nobody undertakes"),
    ("Minister Paz will have a chance to see the port.",
     [("state", "assert", "Minister Paz will have a chance to see the port")], "what one will have is no deed"),
    ("Minister Paz reiterated that Chile does not accept the claim.",
     [("state", "reiterate", "Chile does not accept the claim")], "what is refused is one stand"),
    ("Peru and Chile held today in Lima, Peru, the first High-Level Dialogue on Grain.",
     [("meet", "talks", "Grain")], "the noun stands behind the place"),
    ("The discussion focused on widening the road.", [("meet", "discussion", "widening the road")], "a past tense taken for a participle"),
    ("The visit will continue until the fifth of May.", [], "what a visit will do nobody undertakes"),
    ("This visit aims to strengthen trade.", [], "what a visit is for nobody undertakes"),
    ("The agreement covers crimes at sea.", [], "a treaty discusses nothing"),
    ("The two ministers discussed widening the road, a shared concern of both.",
     [("meet", "discussion", "widening the road, a shared concern of both")], "from the gerund on, not what is said about it alone"),
    ("Minister Paz also spoke to the press about the drought.", [], "the press is no party"),
    ("Minister Paz has been invited to visit Fiji.", [("request", "invite", "to visit Fiji"), ("meet", "visit", "")], "who is asked does not ask"),
]  # fmt: skip


def told(text: str, after: int = 0) -> list[tuple[str, str, str]]:
    doc = read_own(text, issuer="PER")
    return [(a.family, a.force, " … ".join(s.of(doc.text) for s in a.content)) for a in doc.acts if a.cue.start >= after]


@pytest.mark.parametrize(("text", "acts", "why"), OWN, ids=[r[2] for r in OWN])
def test_what_a_text_of_one_party_tells(text: str, acts: list[tuple[str, str, str]], why: str) -> None:
    assert told(text) == acts, why


@pytest.mark.parametrize(("text", "acts", "why"), MET, ids=[r[2] for r in MET])
def test_what_a_readout_tells(text: str, acts: list[tuple[str, str, str]], why: str) -> None:
    assert told(HEAD + text, len(HEAD)) == acts, why


def test_the_last_verb_of_a_lead_governs_its_items() -> None:
    acts = told(HEAD + "To this end, they are working together and commit to:\n- opening the port;\n- lowering the dues.", len(HEAD))
    assert acts[-2:] == [("agree", "commit", "opening the port"), ("agree", "commit", "lowering the dues")]
