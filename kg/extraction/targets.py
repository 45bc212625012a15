"""Tells whom an act is directed at: whom its frame names, whose conduct is valued, with or for whom one alone will act."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction import lists, slots
from kg.extraction.actors import Resolver
from kg.extraction.frames import Frame, by_lemma, force_of
from kg.extraction.hinges import is_inverted
from kg.extraction.named import parties_named
from kg.extraction.speakers import names_speakers
from kg.extraction.tree import SUBJECTS, Tree
from kg.extraction.word import Word
from kg.model import Entity, Span, Token
from kg.parties import parties_of, party_of

# Nouns of what is done or thought, to which nobody can turn: "urged restraint", "the release of the crew".
_DEED = re.compile(r"(?:[ts]ion|(?<!govern)ment|[ae]nce|ness|ing|ship|acy)s?$")
_DEEDS = {"release", "restraint", "end", "halt", "return", "respect", "access", "withdrawal", "calm", "progress", "peace", "ceasefire", "step",
          "effort", "reform", "use", "support", "approach", "talk", "change", "help", "security", "unity", "stability"}  # fmt: skip
# What is somebody's own doing, so that whoever values it values him.
_CONDUCT = {
    "effort", "work", "action", "role", "leadership", "contribution", "commitment", "decision", "initiative", "intention", "agenda", "reform",
    "behaviour", "behavior", "stance", "position", "policy", "statement", "announcement", "proposal", "aspiration", "attempt", "conduct",
    "sovereignty", "integrity", "independence", "support", "assistance", "cooperation", "readiness", "willingness", "progress", "achievement",
    "pledge", "offer", "gesture", "response", "mediation", "hospitality", "incursion", "occupation", "violation", "strike", "raid", "engagement", "participation", "accusation",
    "membership", "candidacy", "candidature", "bid", "accession", "chairmanship", "presidency", "chairship",
    "attack", "aggression", "act", "activity", "step", "move", "adoption", "ratification", "provocation", "generosity",
    "allegation", "claim", "assertion", "remark", "comment", "threat", "ruling", "verdict", "decree", "refusal",
}  # fmt: skip
# "Telephoned the Minister to convey his condolences", "summoned the envoy to protest": whom one reaches to say so.
REACHING = {"write", "telephone", "phone", "contact", "call", "summon", "convoke", "meet"}
_FELT = {"solidarity", "sympathy", "gratitude", "thanks", "support", "concern", "interest", "hope", "confidence"}
# By what a request is brought to somebody.
_SENT = {"send", "deliver", "hand", "write", "address", "submit", "present", "forward", "transmit"}
# Requests that name whom they turn to, whether or not the text knows a name for him.
_ASKED = ("request.infinitive", "request.instruction", "request.task", "request.charge", "request.remind", "request.warn", "request.for", "request.call-on", "request.noun", "demand.pressure", "demand.noun")
_WITH = {"with", "alongside"}
_FOR = {"to", "for", "of"}
# "Meeting Peru", "help for Peru": what one does with or for another.
_DONE_TO = {
    "support",
    "help",
    "assist",
    "meet",
    "host",
    "welcome",
    "receive",
    "join",
    "visit",
    "aid",
    "back",
    "defend",
    "protect",
    "engage",
    "see",
}
_GIVEN = {"support", "assistance", "aid", "help", "funding", "fund", "loan", "grant", "relief", "vaccine", "dose", "equipment", "training", "commitment",
          "partnership", "engagement", "visit", "contribution", "package", "protection"}  # fmt: skip

# Mourning, protests and constraints are for or against the one state that is named, whatever of it is: "the floods in Dire Dawa", "firms that arm Peru".
_ABOUT_ONE = {"condole", "protest", "sanction", "ban", "freeze", "designate", "expel", "blacklist"}
_MOURNING = {"saddened", "heartbroken"}
_CONSTRAINTS = {"sanction", "ban", "restriction", "embargo"}
_POPULACE = {"people", "nation"}
# "Offered its expertise to Peru": what is offered to somebody is for him, whatever it is.
_OFFERING = {"offer", "provide", "pledge", "donate", "deliver", "send", "dispatch", "supply", "give", "hand", "pass", "transfer", "grant", "allocate", "contribute", "lend", "airlift", "disburse", "release"}


def targets(tree: Tree, resolver: Resolver, word: Word, agents: tuple[Entity, ...], content: Span | None) -> tuple[Entity, ...]:
    """The addressees or targets of an act, in text order, without those who put it forward."""
    cue, verb, frame = word[:3]
    asked = frame.act_class == "Request" and frame.id in _ASKED
    thanked = frame.act_class == "Appraisal" and frame.addressee[:1] == ("object",)
    told = cue if word.lead is not None and cue.sentence != verb.sentence else verb  # what the verb of an item takes is what it does
    heads = slots.addressees(tree, told, frame) or (slots.addressees(tree, cue, frame) if cue is not told else [])
    heads = [h for h in heads if h is not cue]  # "a proposal was made to open it": no proposal is asked
    if frame.act_class in ("Position", "Claim"):
        found = [e for head in heads for e in heard_by(tree, resolver, head, content)]
    elif asked:
        found = [e for head in heads for e in _asked_of(tree, resolver, head)]
    else:
        felt_for = [frame.act_class == "Appraisal" and names_speakers(head.text.lower()) for head in heads]
        found = [e for head, felt in zip(heads, felt_for, strict=True) for e in resolver.resolve(head, unnamed=felt or (thanked and not _is_deed(head)))]
    if frame.id == "measure.appoint":  # "appointed an envoy to Peru": his state has no part in it
        found = [e for e in found if e.kind == "person"]
    named = {e.state for e in found if e.kind == "state"}  # "the people and Government of Peru" are Peru
    found = [e for e in found if e.kind != "unnamed" or e.state is None or e.state not in named]
    found = found or [e for head in heads if head.lemma.lower() in _POPULACE for e in _nationality(tree, resolver, head)]
    if not found and frame.act_class == "Appraisal":  # "paid tribute to the response of Peru"
        found = [e for head in heads for e in whose_doing(tree, resolver, head, [])]
    if asked and found and set(found) <= set(agents):  # "the council urges the parties": others than those who ask
        found = [resolver.describe(head) for head in heads if head.tag in ("NNS", "NNPS")]
    # "Pressed the government to reopen the port": asked of another, it is not that of who asks.
    own = {party_of(a) for a in agents}
    if asked and heads and all(h.lemma.lower() == "government" for h in heads) and {party_of(e) for e in found} <= own:
        found = []
    if not found and frame.act_class == "Request" and verb.relation in ("advcl", "conj"):
        found += _outer(tree, resolver, verb)
    if not found and verb.relation in ("advcl", "xcomp") and tree.head(verb).lemma.lower() in REACHING:
        reached = tree.head(verb)  # "wrote to the Minister to convey her condolences"
        found += [e for t in tree.children(reached, "obj", "obl") if t.relation == "obj" or tree.case(t) in ("to", "on") for e in resolver.resolve(t, unnamed=False)]
    if not found and frame.act_class == "Request":
        found += _subject_of_what_is_asked(tree, resolver, verb, frame) if told is verb else _subject_of_the_list(tree, resolver, cue, verb)
    if not found and frame.act_class == "Request":
        found += _whose_help(tree, resolver, verb, frame)
    if not found and frame.act_class == "Position":
        found += _who_is_to(tree, resolver, verb, frame)
    if invited := tree.accepted(verb):
        inviter = tree.subject(invited if invited.pos == "VERB" else tree.head(invited))
        found += resolver.resolve(inviter, unnamed=False) if inviter else ()
    if not found and frame.act_class in ("Position", "Claim", "Commitment", "Request", "Appraisal"):
        found += _talked_to(tree, resolver, verb) + [e for h in heads if _is_own_office(tree, h) for e in _own_side(resolver) or (resolver.describe(h),)]
    if not found and verb.lemma == "propose" and tree.is_passive(verb) and any(t.lemma.lower() == "it" for t in tree.children(verb, "expl", "nsubj:pass")) and tree.voice(verb) != agents:
        found += tree.voice(verb)
    if not found and frame.id == "request.noun" and verb.relation == "acl":
        found += tree.voice(verb)  # "the proposal made by the Minister": to the government that tells of it
    if not found and (frame.act_class == "Appraisal" or frame.id in ("request.object", "request.propose")):
        found += _valued(tree, resolver, verb, cue) or (_by_whom(tree, resolver, content) if content and frame.id == "appraise.object" else [])
    if not found and content and len(parties_of(agents)) < 2 and _is_about_one(tree, word, content):
        found += _the_one_named(resolver, agents, content)
    if not found and content and _looks_ahead(word) and len(parties_of(agents)) == 1:
        found += [e for e in _partners(tree, resolver, content) if party_of(e) not in parties_of(agents)]
    if not found and frame.act_class in ("Commitment", "Measure") and len(parties_of(agents)) == 1:
        found += [e for e in _who_wishes_it(tree, resolver, verb) if party_of(e) not in parties_of(agents)]
    return tuple(e for e in dict.fromkeys(found) if e not in agents)


# Who is told much and says little.
_HEARERS = {"reporter", "media", "press", "public", "audience", "investor", "guest"}


def heard_by(tree: Tree, resolver: Resolver, head: Token, content: Span | None) -> tuple[Entity, ...]:
    """'Told reporters', 'briefed the ambassadors of the region': who is told something, whether or not he has a name."""
    hears = head.lemma.lower() in _HEARERS or names_speakers(head.text.lower())
    heard = resolver.resolve(head, unnamed=hears and not _is_own_office(tree, head))
    if content is None or content.start < head.span.end:
        return heard
    # "Briefed the envoys on the plan": on what, the parser may hang on those who are briefed.
    words = [t for t in tree.subtree(head) if t.span.end <= content.start]
    while words[-1].relation in ("case", "mark", "punct"):
        words = words[:-1]
    label = " ".join(resolver.doc.text[words[0].span.start : words[-1].span.end].split())
    return tuple(replace(e, label=label) if e.kind == "unnamed" and e.label.startswith(f"{label} ") else e for e in heard)


_MEMBERS = {"state", "member", "country", "nation", "people", "citizen", "national"}


def _asked_of(tree: Tree, resolver: Resolver, head: Token) -> tuple[Entity, ...]:
    """Who is asked: 'the member states of ASEAN' and 'the people of Peru' are others than the body or state inside their words."""
    if head.lemma.lower() in _MEMBERS and head.tag in ("NNS", "NNPS") and resolver.at(head) is None and len(tree.conjuncts(head)) == 1 and tree.children(head, "nmod"):
        return (resolver.describe(head),)
    found = resolver.resolve(head, unnamed=not _is_deed(head))
    if found or head.text.lower() != "them":
        return found
    # "Thanks the donor countries and calls on them": the only ones whom the sentence has told of by then.
    before = [t for t in tree.tokens[tree.sentence(head).first : head.index] if t.tag == "NNS" and t.relation in ("obj", "iobj", "obl", "nmod") and tree.case(t) != "of"]
    before = [t for t in before if names_speakers(t.text.lower())]
    return resolver.resolve(before[0]) if len(before) == 1 else ()


def _nationality(tree: Tree, resolver: Resolver, noun: Token) -> tuple[Entity, ...]:
    """'The Peruvian people' are Peru, to thank."""
    return next((m.entities for t in tree.children(noun, "amod") if (m := resolver.at(t)) and m.form == "demonym"), ())


def _who_wishes_it(tree: Tree, resolver: Resolver, verb: Token) -> list[Entity]:
    """'Is ready to help should Peru ask', 'at the invitation of Peru, sent observers': on whom it depends, for him it is done."""
    near = (verb, *tree.children(verb, "xcomp"))
    hinges = [c for t in near for c in tree.children(t, "advcl") if tree.case(c) in slots.CONDITIONS or is_inverted(tree, c)]
    asked = [c for t in tree.children(verb, "obl") if t.lemma in ("invitation", "request") and tree.case(t) == "at" for c in tree.children(t, "nmod")]
    heads = [*(t for c in hinges for t in tree.children(c, "nsubj")), *(t for t in asked if tree.case(t) == "of")]
    return [e for t in heads for e in resolver.resolve(t, unnamed=False)]


def _is_deed(head: Token) -> bool:
    done = head.lemma.lower() in _DEEDS or bool(_DEED.search(head.text.lower()))
    return head.pos == "NOUN" and done and head.lemma.lower() not in _BODIES

_BODIES = {"commission", "delegation", "mission", "institution", "organisation", "organization", "federation", "administration", "association"}


def _subject_of_what_is_asked(tree: Tree, resolver: Resolver, verb: Token, frame: Frame) -> list[Entity]:
    """'Demands that Peru cease to build': who is to do what the clause asks."""
    asked = slots.complement(tree, verb, frame)
    heads = tree.children(asked[1], "nsubj", "nsubj:pass") if asked and asked[0] == "that" else []
    return [e for head in heads for e in _those_asked(tree, resolver, head)]


def _subject_of_the_list(tree: Tree, resolver: Resolver, cue: Token, root: Token) -> list[Entity]:
    """'Recommends that the Authority:' and what it is to do, item by item: who stands between the "that" and the colon, or in the item."""
    if head := lists.subject_of_items(tree, cue):
        return list(resolver.resolve(head))
    clause = lists.clause_of(tree, tree.sentence(root), tree.sentence(cue))
    doer = lists.doer_of(tree, root) if clause is not None else None
    told = doer is not None and (doer.pos == "PROPN" or names_speakers(doer.lemma.lower()))  # also one who is only described
    return list(_those_asked(tree, resolver, doer) or ((resolver.describe(doer),) if told else ())) if doer else []


_HELP = {"support", "assistance", "help", "backing", "cooperation", "vote", "endorsement", "mediation", "intervention", "expertise", "solidarity"}


def _whose_help(tree: Tree, resolver: Resolver, verb: Token, frame: Frame) -> list[Entity]:
    """'Asked for Peru's support', 'sought the help of Peru': whose help is asked for is asked for it."""
    things = [t for t in tree.children(verb, "obj", "obl") if t.lemma.lower() in _HELP and (t.relation == "obj" or tree.case(t) in frame.prepositions)]
    owners = [o for t in things for o in tree.children(t, "nmod:poss", "nmod") if o.relation == "nmod:poss" or tree.case(o) in ("of", "from")]
    return [e for o in owners for e in resolver.resolve(o, unnamed=False)]


_NEEDED = {"need", "importance", "necessity", "obligation", "responsibility", "duty", "urgency"}


def _who_is_to(tree: Tree, resolver: Resolver, verb: Token, frame: Frame) -> list[Entity]:
    """'Stressed the need for the rebels to disarm': who is to do it, whether or not he has a name."""
    needs = [t for t in tree.children(verb, "obj") if t.lemma.lower() in _NEEDED]
    told = [c for t in needs for c in tree.children(t, "acl", "nmod", "xcomp", "advcl")]
    doers = [d for c in told for d in ([c] if c.relation == "nmod" and tree.case(c) == "for" and any(slots.is_to(tree, x) for x in tree.children(c, "acl")) else tree.children(c, "nsubj"))]
    named = [e for d in doers for e in resolver.resolve(d, unnamed=False)]
    return named or [resolver.describe(d) for d in doers if names_speakers(d.lemma.lower())]


def _talked_to(tree: Tree, resolver: Resolver, verb: Token) -> list[Entity]:
    """'Spoke with Minister Paz this evening and conveyed that': who one talks with is told what one says next."""
    first = tree.head(verb) if verb.relation == "ccomp" else verb  # "conveyed that Peru was ready to help"
    while first.relation == "conj" and first.head != first.index and not tree.children(first, *SUBJECTS):
        first = tree.head(first)
    if first is verb or first.lemma.lower() not in _TALKING or tree.is_passive(first):
        return []
    near = [t for t in tree.children(first, "obj", "obl") if t.index < verb.index and (t.relation == "obj" or tree.case(t) in ("with", "to"))]
    known = [e for t in near for e in resolver.resolve(t, unnamed=False) if e.kind in ("person", "unnamed")]
    return known or [resolver.describe(t) for t in near if (t.tag == "NNS" or first.lemma in _SUMMONING) and names_speakers(t.text.lower()) and not resolver.resolve(t, unnamed=False)]


_SUMMONING = {"summon", "convoke"}
_TALKING = {"speak", "talk", "meet", "telephone", "phone", "call", "receive", *_SUMMONING}


def _own_side(resolver: Resolver) -> tuple[Entity, ...]:
    """The one person of the issuer's that the text names."""
    people = (m.entities[0] for m in resolver.doc.mentions if m.form == "name" and m.entities[0].kind == "person")
    own = tuple(dict.fromkeys(p for p in people if p.state is not None and p.state == resolver.doc.release.issuer))
    return own if len(own) == 1 else ()


def _is_own_office(tree: Tree, head: Token) -> bool:
    """'Informed our Minister': the issuer's own, whom the sentence does not name."""
    return head.lemma.lower() in ("minister", "president", "premier") and any(t.text.lower() == "our" for t in tree.children(head, "nmod:poss"))


def _those_asked(tree: Tree, resolver: Resolver, head: Token) -> tuple[Entity, ...]:
    """Who is to do it: a name, the state whose vessels or authorities they are, or persons whom the text but describes."""
    if named := resolver.resolve(head, unnamed=False):
        mention = resolver.at(head)
        return (resolver.describe(head),) if mention and mention.form == "demonym" and head.tag == "NNPS" else named
    owner = next((m for t in tree.children(head, "amod", "compound", "nmod:poss") if (m := resolver.at(t)) and m.entities[0].kind == "state"), None)
    if owner is not None:
        return owner.entities
    if head.text.lower() in ("those", "everyone", "anyone") and tree.children(head):
        return (resolver.describe(head),)
    return (resolver.describe(head),) if head.tag == "NNS" and names_speakers(head.lemma.lower()) else ()


def _outer(tree: Tree, resolver: Resolver, verb: Token) -> list[Entity]:
    """Whom the request around a request is addressed to, or who is sent what asks: 'sent a note to Peru demanding an answer'."""
    outer = tree.head(verb)
    sent = tree.head(outer) if verb.relation == "conj" and outer.tag == "VBG" else outer
    if sent.lemma in _SENT:
        things = tree.children(sent, "obj")
        heads = [t for h in (sent, *things) for t in tree.children(h, "obl", "nmod", "iobj") if t.relation == "iobj" or tree.case(t) == "to"]
        return [e for h in heads for e in resolver.resolve(h, unnamed=True)]
    frames = [f for f in by_lemma("verb").get(outer.lemma.lower(), ()) if f.act_class == "Request"]
    return [e for f in frames for h in slots.addressees(tree, outer, f) for e in resolver.resolve(h, unnamed=False)]


def _valued(tree: Tree, resolver: Resolver, verb: Token, cue: Token) -> list[Entity]:
    """Whose conduct is valued: 'condemned Peru's decision', 'welcomed the efforts of Peru', 'the help given by Peru'."""
    found: list[Entity] = []
    if any(f.id == "appraise.greet" for f in by_lemma("noun").get(cue.lemma.lower(), ())):
        return found  # "the greetings of the President" are his who sends them
    felt = cue.lemma.lower() in _FELT  # "the solidarity of Peru" is that of who feels it
    stood = tree.children(verb, "obl") if verb.lemma in ("stand", "remain") else []  # "stands with the people of Peru", "in solidarity with Peru"
    stood += [t for s in stood if s.lemma.lower() == "solidarity" for t in tree.children(s, "nmod")]
    things = [*tree.children(verb, "obj"), *(t for t in stood if tree.case(t) in ("with", "by", "behind"))] if cue is verb else [t for t in tree.children(cue, "nmod") if not (felt and tree.case(t) == "of")]
    for thing in things:
        # The parser hangs "launches by Peru" on the verb as often as on the noun.
        late = [t for t in tree.children(verb, "obl", "obl:agent") if t.index > thing.index and not tree.is_passive(verb)]
        found += resolver.resolve(thing, unnamed=False) + whose_doing(tree, resolver, thing, late)
        told = any(t.text.lower() in ("this", "these") for t in tree.children(thing, "det")) and tree.children(tree.head(verb), "obj")
        if not found and verb.relation == "conj" and told and not any(t.lemma == thing.lemma for t in tree.words_of(verb) if t.index < verb.index):
            found += [e for t in tree.children(tree.head(verb), "nsubj") for e in _of_whose_state(tree, resolver, t)]  # "Peruvian missiles crossed the border, and we condemn this"
    if not found and verb.lemma == "invite" and cue is verb:  # "invited all leaders to the fair"
        found += [resolver.describe(t) for t in things if t.tag in ("NNS", "NNPS") and names_speakers(t.text.lower())]
    done = [c for h in (verb, *things) for c in tree.children(h, "ccomp", *(("acl", "acl:relcl") if h.lemma == "fact" else ())) if tree.case(c) == "that"]
    if not found and verb.lemma in _BLAMING:  # "deplores that Peru has closed the port"
        found += [e for c in done for t in tree.children(c, "nsubj") for e in resolver.resolve(t, unnamed=False)]
    return found


def _by_whom(tree: Tree, resolver: Resolver, content: Span) -> list[Entity]:
    """'Condemns in the strongest terms the raid carried out today by Peru': by whom, where the parser makes the participle a clause of its own."""
    words = tree.within(content)
    noun = next((t for t in words if t.pos in ("NOUN", "PROPN")), None)
    done = next((t for t in words if noun and t.tag in ("VBN", "VBD") and tree.tokens[t.index - 1] is noun), None)
    by = [t for t in tree.children(done, "obl", "obl:agent") if tree.case(t) == "by"] if done else []
    return [e for t in by for e in resolver.resolve(t, unnamed=False) or _of_whose_state(tree, resolver, t)]


_BLAMING = {"condemn", "deplore", "denounce", "protest"}


def whose_doing(tree: Tree, resolver: Resolver, thing: Token, late: list[Token]) -> tuple[Entity, ...]:
    """Whose conduct a noun names, with phrases that may belong to it: 'Peru's decision', 'the help given by Peru'."""
    done = [t for c in tree.children(thing, "acl") if c.tag == "VBN" for t in tree.children(c, "obl", "obl:agent")]
    done += [t for c in tree.children(thing, "nmod") if tree.case(c) == "of" for t in tree.children(c, "nmod", "obl") if tree.case(t) == "by"]  # "the discharge of water by Peru"
    found: list[Entity] = []
    # "The exercises that Chile is conducting"
    doers = [t for c in tree.children(thing, "acl:relcl") if not tree.is_passive(c) for t in tree.children(c, "nsubj") if t.pos in ("NOUN", "PROPN")]
    found += [e for t in doers for e in resolver.resolve(t, unnamed=False)]
    for child in (*tree.children(thing, "nmod:poss", "nmod"), *late, *done):
        own = tree.case(child) == "of" and thing.lemma.lower() in _CONDUCT
        if child.relation == "nmod:poss" or tree.case(child) == "by" or own:
            found += resolver.resolve(child, unnamed=False) or _of_whose_state(tree, resolver, child)
    # "The Peruvian support"
    demonyms = [m for c in tree.children(thing, "amod") if thing.lemma.lower() in _CONDUCT and (m := resolver.at(c)) and m.entities[0].kind == "state"]
    return tuple(found or (e for m in demonyms for e in m.entities))


# What a state does through them it does itself.
_INSTRUMENTS = {"drone", "missile", "rocket", "aircraft", "plane", "jet", "warplane", "helicopter", "vessel", "ship", "boat", "gunboat", "warship", "submarine", "artillery", "tank",
                "soldier", "troop", "police", "coastguard", "guard", "patrol", "official", "spokesperson", "spokesman", "spokeswoman", "court", "authority", "agent", "officer"}  # fmt: skip


def _of_whose_state(tree: Tree, resolver: Resolver, doer: Token) -> tuple[Entity, ...]:
    """'By a Peruvian drone', 'by the spokesperson of the Ministry of Peru': the one state by whose arms or servants it is done."""
    if doer.lemma.lower() not in _INSTRUMENTS:
        return ()
    near = [c for t in tree.conjuncts(doer) for c in tree.children(t, "amod", "compound", "nmod:poss", "nmod") if c.relation != "nmod" or tree.case(c) in ("of", "from")]
    owners = [e for c in near for e in (tree.mentions[c.index].entities if c.index in tree.mentions else resolver.resolve(c, unnamed=False))]
    states = tuple(dict.fromkeys(party_of(e) for e in owners if e.kind == "state"))
    return states if len(states) == 1 else ()


def _is_about_one(tree: Tree, word: Word, content: Span) -> bool:
    cue, verb, frame = word[:3]
    lemma = cue.lemma.lower()
    mourns = cue.text.lower() in _MOURNING
    if frame.act_class == "Commitment" or force_of(frame, lemma) == "give-aid":  # "will provide tents in response to the flood in Peru"
        return verb.lemma.lower() in _OFFERING or lemma in _OFFERING
    imposed = frame.id == "measure.verb" and any(t.lemma.lower() in _CONSTRAINTS for t in tree.children(verb, "obj") if content.contains(t.span))
    return imposed or mourns or (frame.act_class in ("Measure", "Appraisal") and force_of(frame, lemma) in _ABOUT_ONE)


def _the_one_named(resolver: Resolver, agents: tuple[Entity, ...], content: Span) -> tuple[Entity, ...]:
    """The state, other than those who act, that the names and places of the content are of; nobody where they are of several."""
    text = resolver.doc.text
    named = [e for m, e in parties_named(resolver.doc, content) if m.form != "metonym" or not text[m.span.end + 1 : m.span.end + 2].isupper()]  # "the Oslo Accord"
    states = tuple(dict.fromkeys(e for e in named if e.kind == "state" and e not in parties_of(agents)))
    return states if len(states) == 1 else ()


def _looks_ahead(word: Word) -> bool:
    frame: Frame = word.frame
    return frame.act_class in ("Commitment", "Intention") or (frame.id == "appraise.hope" and word.cue.lemma == "look")


def _partners(tree: Tree, resolver: Resolver, content: Span) -> list[Entity]:
    """With or for whom the content is to be done, in its main clause: 'to work with Peru', 'to help Peru', 'support for Peru'."""
    inside = tree.within(content)
    found: list[Entity] = []
    for token in inside:
        mention = tree.mentions.get(token.index)
        if (
            mention is None
            or mention.form == "demonym"
            or token.relation not in ("obj", "iobj", "obl", "nmod")
            or "raise" in (tree.head(token).lemma, tree.head(tree.head(token)).lemma)  # "promised to raise it with Peru": promised to another
            or not _is_main(tree, token, content)
        ):
            continue
        head, case = tree.head(token), tree.case(token)
        given = case in _FOR and head.lemma.lower() in _GIVEN
        offered = (tree.head(head) if head.pos == "NOUN" else head).lemma in _OFFERING
        given |= case == "to" and offered and mention.entities[0].kind in ("state", "organization")
        stood = head.lemma == "stand" and case in ("by", "behind")
        if case in _WITH or given or stood or (token.relation in ("obj", "iobj") and head.lemma.lower() in _DONE_TO):
            found += resolver.resolve(token, unnamed=False)
    return found


def _is_main(tree: Tree, token: Token, content: Span) -> bool:
    """Whether no clause of its own stands between a token and the root of the content."""
    here = tree.head(token)
    while content.start <= here.span.start < content.end and here.head != here.index:
        head = tree.head(here)
        if not content.start <= head.span.start < content.end:
            return True
        if here.relation.startswith(("acl", "advcl", "ccomp")):
            return False
        here = head
    return True
