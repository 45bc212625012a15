"""Tells who puts an act forward: the subject, who is behind a passive, those between whom something is, who speaks for the text."""

from __future__ import annotations

from kg.extraction import events, slots, voices
from kg.extraction.actors import Resolver
from kg.extraction.asserted import asks_leave, is_a_pleasure
from kg.extraction.conditions import ENCOUNTERS, names_encounter, whose_chance
from kg.extraction.frames import by_lemma
from kg.extraction.tree import Tree
from kg.extraction.word import Word
from kg.model import Entity, Token
from kg.parties import parties_of, party_of


def agents_of(tree: Tree, resolver: Resolver, word: Word, subject: Token | None, *, passive: bool) -> tuple[Entity, ...]:
    """Who does what an operative word names; empty where nobody can be told."""
    cue, verb, frame = word[:3]
    if frame.kind == "list":
        return events.persons_of(tree, verb)
    if frame.kind == "attributed":
        near = (t for w in (cue, verb) for t in tree.children(w, "obl", "nmod") if t.index > verb.index)
        return tuple(e for t in near if tree.case(t) == "to" for e in resolver.resolve(t, unnamed=False))
    if frame.kind in ("feeling", "aim"):
        return _whose(tree, resolver, cue)
    if frame.kind == "nominal":
        return events.who_takes_part(tree, resolver, cue)
    if only_happens(tree, word):
        return events.who_takes_part(tree, resolver, cue) or resolver.participants if frame.act_class == "Visit" else _anaphoric_parties(tree, resolver, cue)
    if word.standing and (asked := _asked(tree, resolver, verb)):
        return asked
    if passive:
        by = [t for t in tree.children(verb, "obl", "obl:agent") if tree.case(t) in ("by", "between")]
        if by:
            found = resolver.resolve(by[0])
            for_whom = [e for t in _behalf(tree, verb) for e in resolver.resolve(t, unnamed=False)] if frame.id == "commit.sign" else []
            return (*found, *(e for e in for_whom if party_of(e) not in parties_of(found)))
        if subject and frame.act_class == "Position" and any(t.text.lower() in ("this", "these", "that", "such") for t in tree.children(subject, "det")):
            return ()  # "this position was expressed in the communiqué": told before
        if frame.kind == "noun" and (owners := _whose(tree, resolver, cue)):
            return owners  # "our objection was conveyed to him"
        if frame.id == "measure.approval":  # "Cabinet approval was granted", "approval of the Cabinet"
            return tuple(e for t in tree.children(cue, "nmod", "nmod:poss", "compound") for e in resolver.resolve(t, unnamed=False)) or tree.voice(verb)
        if verb.lemma in _BROUGHT_HOME and subject and set(_states_in(tree, resolver, subject)) & set(parties_of(tree.voice(verb))):
            return tree.voice(verb)  # "our nationals were evacuated"
        if verb.lemma == "accept" and ((subject and subject.lemma.lower() == "invitation") or tree.accepted(verb)):
            return _who_was_invited(tree, resolver, verb)
        if verb.lemma == "propose" and (proposers := _proposers(tree, resolver)):
            return proposers
        named = (_anaphoric(tree, resolver, verb) or sides_of(tree, resolver, cue)) if frame.act_class in ENCOUNTERS and cue is not verb else ()
        if named:
            return named
        if frame.act_class == "Visit" and frame.kind == "verb":
            return ()  # "messages were left for the mayors": nobody is told to go
        if frame.kind == "will":
            return tree.voice(verb)
        if verb.lemma.lower() in _AIMING:
            return ()  # what talks are intended for nobody undertakes
        citizens = subject is not None and subject.tag == "NNPS" and (m := resolver.at(subject)) is not None and m.form == "demonym"
        told = resolver.resolve(subject, unnamed=False) if subject and not citizens else ()  # "Peruvians are advised": not their state
        if (frame.act_class in ENCOUNTERS and verb.lemma.lower() in events.RECEIVES and not told) or frame.id in ("position.deem", "position.attention"):
            return ()  # consent that is received is nobody, what is considered so is nobody's view, to what attention is drawn only one side may draw it
        told += _heard(tree, resolver, word)
        return voices.evident(resolver.doc, tree, frame, verb, told)
    if word.standing and frame.act_class == "Commitment" and not voices.decides_as_body(tree, cue) and (sides := events.who_signs(tree, resolver, verb)):
        return sides
    leave = ("proposal", "approval", "concurrence")
    if word.standing and ((verb.relation == "acl" and tree.head(verb).lemma.lower() in leave) or (subject and subject.lemma.lower() in leave)):
        return tree.voice(verb)  # a minister proposes that the government sign
    if chance := whose_chance(tree, verb):
        return resolver.resolve(chance, unnamed=False)
    if subject is None:
        polite = (verb.lemma == "thank" and verb.tag in ("VB", "VBP")) or asks_leave(tree, verb) or is_a_pleasure(tree, verb)
        return tree.voice(verb) if polite else ()
    if frame.kind == "will" and subject.lemma.lower() in _HELP and any(t.text.lower() == "our" for t in tree.children(subject, "nmod:poss")):
        return tree.voice(verb)  # "our support will include"
    if frame.id == "measure.arrive":
        senders = tuple(dict.fromkeys(_states_in(tree, resolver, subject)))
        return senders if len(senders) == 1 else ()
    if told := _by_what_was_held(tree, resolver, word, subject):
        return told
    if frame.force == "discussion" and ((names_encounter(subject) and resolver.at(subject) is None) or subject.lemma.lower() in _AGENDA):
        return resolver.participants
    return resolver.resolve(subject)

_HELP = {"support", "assistance", "package", "contribution", "aid", "response", "funding"}
_BROUGHT_HOME = {"repatriate", "evacuate", "airlift"}


def _states_in(tree: Tree, resolver: Resolver, noun: Token) -> tuple[Entity, ...]:
    """The states whose names or peoples a noun phrase holds: 'a Peruvian aircraft', 'a plane of the Peruvian Air Force'."""
    return parties_of(tuple(e for t in tree.subtree(noun) if (m := resolver.at(t)) and t.relation not in ("obl", "acl") for e in m.entities if e.kind == "state"))


def _heard(tree: Tree, resolver: Resolver, word: Word) -> tuple[Entity, ...]:
    """'It was conveyed to the Minister that', 'a protest was lodged with Peru': the one side that a passive tells of as told."""
    cases = set() if word.verb.lemma in voices.MUTUAL else {"to", *(c for c in word.frame.addressee if c == "with")}
    found = tuple(e for t in tree.children(word.verb, "obl") if tree.case(t) in cases for e in resolver.resolve(t, unnamed=False))
    return found if len(parties_of(found)) == 1 else ()


_AGENDA = {"agenda", "programme", "program", "focus", "topic", "theme", "subject", "item"}


_REACH = 80  # words that an invitation that is accepted may stand before


def _who_was_invited(tree: Tree, resolver: Resolver, verb: Token) -> tuple[Entity, ...]:
    """'The invitation was accepted': by whom the last invitation before it was for."""
    for token in reversed(tree.tokens[max(0, verb.index - _REACH) : verb.index]):
        if token.lemma == "invite":
            heads = tree.children(token, "obj")
        elif token.lemma == "invitation" and token.head != verb.index:
            heads = [t for t in (*tree.children(token, "nmod"), *tree.children(tree.head(token), "obl")) if tree.case(t) == "to"]
        else:
            continue
        if found := tuple(e for h in heads for e in resolver.resolve(h, unnamed=False)):
            return found
    return ()


def _behalf(tree: Tree, verb: Token) -> list[Token]:
    """Those 'on behalf of' whom something is signed, each told beside who signs."""
    return [t for t in tree.words_of(verb) if t.index > verb.index and tree.head(t).lemma.lower() == "behalf" and tree.case(t) == "of"]


def _proposers(tree: Tree, resolver: Resolver) -> tuple[Entity, ...]:
    """'It has been proposed to': those by whom the text says elsewhere that the proposal is made."""
    proposals = tree.of_lemma.get("proposal", [])
    made = [t for p in proposals for t in tree.children(p, "acl") if t.lemma in ("make", "submit")]
    by = [c for t in made for c in tree.children(t, "obl", "obl:agent") if tree.case(c) == "by"]
    return resolver.resolve(by[0]) if by else ()

_AIMING = {"aim", "seek", "intend", "plan", "strive"}
_TEXTS = {"statement", "declaration", "communique", "communiqué", "resolution"}
_INSTRUMENTS = {"document", "memorandum", "agreement", "treaty", "roadmap"}


def _by_what_was_held(tree: Tree, resolver: Resolver, word: Word, subject: Token) -> tuple[Entity, ...]:
    """'The meeting reaffirmed', 'the joint statement calls on': those who talked, or who speak in the text, say so.

    What a meeting or visit shows, will show or aims at is the text's own remark.
    """
    frame, verb = word.frame, word.verb
    if frame.act_class not in ("Position", "Commitment", "Request", "Appraisal") or not resolver.are_several():
        return ()
    known = resolver.at(subject)
    if frame.kind == "will" or verb.lemma.lower() in _AIMING or (known is not None and known.form == "nominal"):
        return ()  # "the Council" whose body the text has named is that body
    lemma = subject.lemma.lower()
    met = any(f.act_class == "Meeting" for f in by_lemma("noun").get(lemma, ())) or lemma == "visit"
    definite = any(t.text.lower() in ("the", "this") for t in tree.children(subject, "det")) and not tree.children(subject, "nmod")
    says = lemma in _TEXTS or (lemma in _INSTRUMENTS and frame.act_class == "Position")
    said = says or (met and verb.tag not in ("VB", "VBZ", "VBP"))
    return resolver.participants if definite and said else ()


def _whose(tree: Tree, resolver: Resolver, noun: Token) -> tuple[Entity, ...]:
    """Whose feelings a noun names: 'our' is the voice of the text."""
    owners = tree.children(noun, "nmod:poss")
    if any(t.text.lower() in ("our", "my") for t in owners):
        return tree.voice(noun)
    return tuple(e for owner in owners for e in resolver.resolve(owner, unnamed=False))


def _asked(tree: Tree, resolver: Resolver, verb: Token) -> tuple[Entity, ...]:
    """Who is to do what is asked: 'urged Peru to resume talks' has Peru, not the one who urges, resume them."""
    head = tree.head(verb)
    frames = [f for f in by_lemma("verb").get(head.lemma.lower(), ()) if f.act_class == "Request"]
    heads = slots.addressees(tree, head, frames[0]) if frames and verb.relation in ("xcomp", "ccomp", "advcl") else []
    return tuple(e for h in heads for e in resolver.resolve(h))


def _anaphoric(tree: Tree, resolver: Resolver, verb: Token) -> tuple[Entity, ...]:
    """'The meeting' whose participants an earlier event noun of the sentence names: 'a summit involving A, B and C'."""
    sentence = tree.sentence(verb)
    for noun in reversed(tree.tokens[sentence.first : verb.index]):
        if noun.lemma.lower() not in by_lemma("noun"):
            continue
        for child in tree.children(noun, "acl", "nmod"):
            if child.lemma in ("involve", "include") or tree.case(child) in ("between", "among"):
                heads = tree.children(child, "obj") if child.relation == "acl" else [child]
                if found := tuple(e for head in heads for e in resolver.resolve(head, unnamed=False)):
                    return found
    return ()


def only_happens(tree: Tree, word: Word) -> bool:
    """Whether the verb only says that the event its subject names occurs, or a round of it."""
    whole = tree.head(word.cue) if word.cue.relation == "nmod" and tree.head(word.cue).pos == "NOUN" else word.cue
    return whole.relation.startswith("nsubj") and word.verb.lemma.lower() in word.frame.happens


def _anaphoric_parties(tree: Tree, resolver: Resolver, noun: Token) -> tuple[Entity, ...]:
    """Whose event a noun names: those it lists itself, else those who talk in the release."""
    return sides_of(tree, resolver, noun) or resolver.participants


def sides_of(tree: Tree, resolver: Resolver, noun: Token) -> tuple[Entity, ...]:
    """The two or more whom a noun says it is between, or names in front: 'talks between Peru and Chile', 'the sixth meeting of the Peru-Chile Commission'."""
    own = [e for c in tree.children(noun, "nmod", "acl") if tree.case(c) in ("between", "among", "of") for e in resolver.resolve(c, unnamed=False)]
    if len(own) < 2:
        named = [c for t in (noun, *tree.children(noun, "nmod")) if t is noun or tree.case(t) == "of" for c in tree.subtree(t) if c.index < t.index]
        own = [e for c in named if (m := resolver.at(c)) and m.form == "name" for e in m.entities if e.kind in ("state", "organization")]
        own = own if len(set(own)) > 1 else [e for m in resolver.doc.references if m.form == "pair" and any(m.span.contains(c.span) for c in named) for e in m.entities]
    return tuple(dict.fromkeys(own)) if len(set(own)) > 1 else ()
