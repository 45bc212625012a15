"""Turns the head of a noun phrase into the entities it stands for; what is not known becomes an unnamed actor."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import cache

from kg import lexicon
from kg.extraction.tree import Tree
from kg.model import Doc, Entity, Mention, Span, Token, overlapping
from kg.parties import party_of

_STANDING_FOR_STATE = {
    "government", "side", "authority", "ministry", "administration", "state", "cabinet", "leadership", "republic",
    "people", "department", "parliament", "delegation", "army", "military", "force", "navy", "counterpart",
    "team", "co-chair", "chair", "council", "committee", "commission", "forum", "regime", "envoy",
    "member", "embassy", "consulate",
}  # fmt: skip
# Those who govern from where they sit: "the authorities in Lima".
_SEATED = {"government", "authority", "leadership", "regime"}
# Persons without a name who act for what their phrase names: they stay unnamed, each with the state.
_SENT = {"representative", "official", "negotiator", "expert", "diplomat", "leader", "minister", "secretary", "president"}
# What stands between two coordinated names.
_AND = re.compile(r"(?:,? and |, | as well as )(?:the )?")
# "... and her Chilean counterpart, Mr. Leo Paz"
_OF_OTHER_SIDE = re.compile(r"(?:his|her|its|their) (?:[A-Z][\w-]+ )?(?P<who>counterpart|colleague|peer|homologue),? (?:(?:H\.?E\.?|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Ambassador) ){0,2}")
# What stands between the persons of a list: the state of one, and a comma or "and".
_LISTED = re.compile(r"(?: of (?:the )?[A-Z][\w.’'-]*(?: (?:of |and )?(?:the )?[A-Z][\w.’'-]*){0,4})?(?: [A-Z]{2})?(?:,? and |, )(?:the )?(?:[A-Z][\w-]+(?:[’']s)? )?")
_NEAR = 20  # letters between the last of several subjects and their verb: "today jointly"
# The rest of one person's offices: "for Culture, Community and Youth and Second".
_OFFICES = re.compile(r"(?: (?:of|for) [A-Z][\w’'-]*(?:,? (?:and |of |for |the |in ){0,2}[A-Z][\w’'-]*){0,12})?(?:,| and)? ")
# Between a state and the title of its minister: "the Republic of Korea (ROK) Foreign Minister".
_BRACKET = re.compile(r"(?: \([A-Z]{2,5}\))?\)? ")
_NAMED_BEHIND = re.compile(r",? (?:the )?")
_CAPITALS = ("NNP", "NNPS")
# An office or ministry up to one of its fields: "Minister of Foreign Affairs, Emigration and ".
_PORTFOLIO = re.compile(
    r"\b(?:Minist(?:er|ry)|Secretary|Department|Representative|Commissioner|Chancellor)(?: of State)? (?:of|for) (?:the )?(?:[A-Z][\w’'-]*(?:,? and|,| &| of| for| the|)? ){1,10}$"
)
_RUN = 140
_NOT_ACTORS = {
    "it", "this", "that", "which", "what", "there", "meeting", "visit", "talk", "discussion", "agreement", "call", "summit",
    "statement", "document", "event", "who", "cooperation", "dialogue", "project", "programme", "program", "relation",
}  # fmt: skip
_SMALL = {"of", "the", "for", "and", "in", "to", "a", "an"}
_ANY = {"all", "other", "some", "many", "several", "any", "relevant"}
_OF_A_CONFLICT = {"conflict", "war", "dispute", "ceasefire", "truce", "crisis", "fighting", "hostility"}
_SHORTEST = 3  # letters: of "co-chair" the parser makes two words
_HONOURS = ("Highness", "Excellency", "Majesty", "Eminence", "Holiness")
_COLLECTIVE = {"side", "party", "leader", "minister", "president", "country", "they", "we", "both", "official", "participant", "principal"}


# Words that stand before those who talk and tell them from nobody.
_OF_TALKS = {"foreign", "prime", "defence", "defense", "deputy", "vice", "interior", "finance", "respective", "relevant", "two", "three", "four", "both",
             "participating", "contracting", "g7", "g20", "meeting"}  # fmt: skip
_OF_ONE_STATE = re.compile(r"(?:[Tt]he |its )?(?:[a-z]+ )?(?:[Gg]overnments?|[Pp]eoples?|[Nn]ation|[Pp]arliament|[Aa]uthorities|[Cc]itizens)")
# The name of a party of a country, behind its people's name.
_PARTY = re.compile(r"(?: [A-Z][\w’'-]*){0,5} (?:Party|Front|Congress|Movement)\b")
_OF_A_PHRASE = ("nmod", "nmod:poss", "nmod:desc", "compound", "amod", "appos", "flat")


def _is_compound(mentions: list[Mention]) -> bool:
    """Whether two names are joined by a hyphen or dash: 'the EU-Ukraine council' is of both."""
    return len(mentions) == 2 and mentions[1].span.start - mentions[0].span.end <= 3


# An office without a name or a state is the issuer's own.
_OWN_OFFICE = re.compile(
    r"(?:The|Our|My) (?:President|Vice President|Prime Minister|Secretary|(?:Foreign )?Minister|King|Chancellor|Premier)\b",
    re.IGNORECASE,
)


@cache
def _titles() -> frozenset[str]:
    return frozenset(row.title for row in lexicon.titles())


def _is_person(mention: Mention) -> bool:
    return mention.entities[0].kind == "person"


@dataclass(frozen=True, slots=True)
class Resolver:
    """Answers who a token stands for, from the mentions of one Doc."""

    tree: Tree
    participants: tuple[Entity, ...]

    @property
    def doc(self) -> Doc:
        """The Doc that is being read."""
        return self.tree.doc

    def at(self, token: Token) -> Mention | None:
        """The mention that covers a token."""
        return self.tree.mentions.get(token.index)

    def resolve(self, head: Token, *, unnamed: bool = True) -> tuple[Entity, ...]:
        """The entities of a phrase and of all that is coordinated with it, each once, in text order."""
        found: list[Entity] = []
        if self._are_all_listed(head):
            return self.participants
        if unnamed and (body := self._body(head)):
            return (body,)
        for token in self._joined_to(head):
            if token.pos == "VERB" and token is not head:
                continue
            for entity in (*self._in_front(token), *self._one(token, unnamed=unnamed), *self._beside(token), *self._in_list(token)):
                if entity not in found:
                    found.append(entity)
        # What a longer description holds already: "the fishermen and officials of the coast" are told once.
        told = [e.label for e in found if e.kind == "unnamed"]
        found = [e for e in found if e.kind != "unnamed" or not any(e.label != label and e.label in label for label in told)]
        if any(e.kind == "state" for e in found):  # "the Government and the people of Peru": both are of the state that is named once
            found = [e for e in found if e.kind != "unnamed" or e.state or not _OF_ONE_STATE.fullmatch(e.label)]
        if len(found) > 1 and any(e.kind != "unnamed" for e in found):
            found = [e for e in found if e.kind != "unnamed" or e in self.participants or not self._inside_title(e) or self._is_mentioned(e)]
        return tuple(found)

    def _is_mentioned(self, entity: Entity) -> bool:
        """Whether an actor without a name is told again elsewhere, and so no stretch of another's title."""
        return any(entity in m.entities for m in self.doc.mentions)

    def _joined_to(self, head: Token) -> list[Token]:
        """The token and what is coordinated with it, or with another word of the name that covers it: 'Minister of Trade Ruiz and Leo Paz'."""
        found = self.tree.conjuncts(head)
        here = self.at(head)
        if here is not None and _is_person(here) and len(found) == 1:
            rest = [t for t in self.tree.within(here.span) if t.index > head.index]
            found += [c for t in rest for child in self.tree.children(t, "conj") if not here.span.contains(child.span) for c in self.tree.conjuncts(child)]
        return found

    def _are_all_listed(self, head: Token) -> bool:
        """'Representatives of A, B, C and D met': a subject that names every one of those who talk before its verb, however it is cut."""
        bodies = len(self.participants) > 2 and all(p.kind in ("state", "organization") for p in self.participants)
        if not bodies or head.relation not in ("nsubj", "nmod"):
            return False
        start, end = self.tree.sentence(head).span.start, self.tree.head(head).span.start
        return end > head.span.start and set(self.participants) <= {e for m in overlapping(self.doc.mentions, Span(start, max(start, end))) for e in m.entities}

    def _body(self, head: Token) -> Entity | None:
        """'The Finance and Planning Committee': one body, where a capitalised 'and' joins what its last word governs."""
        parts = self.tree.conjuncts(head)
        if len(parts) != 2 or any(t.tag not in ("NNP", "NNPS") or self.at(t) for t in parts):
            return None
        first, last = sorted(parts, key=lambda t: t.index)
        run = self.tree.tokens[first.index : last.index + 1]
        joined = all(t.tag in ("NNP", "NNPS", "CC") for t in run) and sum(t.tag == "CC" for t in run) == 1
        whole = joined and lexicon.is_institution(last.text) and not lexicon.is_institution(first.text)
        words = self.tree.subtree(head)
        return self._labelled(words[0], last, first.span.start) if whole else None

    def _labelled(self, first: Token, last: Token, at: int) -> Entity:
        label = Span(min(first.span.start, at), last.span.end).of(self.doc.text)
        return Entity(id=f"#ac{at:05}", kind="unnamed", label=" ".join(label.split()))

    def _beside(self, token: Token) -> tuple[Entity, ...]:
        """Names coordinated in the text right after a name, whatever the parser made of them."""
        here = self.at(token)
        found: list[Entity] = []
        while here is not None and here.form in ("name", "nominal") and len(here.entities) == 1:
            follow = _AND.match(self.doc.text, here.span.end)
            beside = self._named_at(follow.end(), after=here.span.end) if follow else None
            if follow and beside is None and (other := _OF_OTHER_SIDE.match(self.doc.text, follow.end())):
                beside = self._named_at(other.start("who"), after=here.span.end) or self._named_at(other.end(), after=here.span.end)
            # A person is not coordinated with a state: "... and Tonga, and the Secretary" begins a clause.
            here = beside if beside and _is_person(beside) == _is_person(here) else None
            if here is not None:
                found += here.entities
        return tuple(found)

    def _in_front(self, token: Token) -> tuple[Entity, ...]:
        """Names coordinated before a name inside its own phrase: 'the Secretary and Foreign Minister' cut by the parser."""
        here = self.at(token)
        if here is None or here.form not in ("name", "nominal"):
            return ()
        inside = [m for t in self.tree.subtree(token) if t.index < token.index and (m := self.at(t)) and m is not here]
        last = next((m for m in inside if _AND.fullmatch(self.doc.text, m.span.end, here.span.start)), None)
        return last.entities if last and last.entities[0].kind == here.entities[0].kind else ()

    def _in_list(self, token: Token) -> tuple[Entity, ...]:
        """'A of Peru, B of Chile and C of Togo': the persons of one list, each with the state behind him, wherever the parser cut it."""
        here = self.at(token)
        if here is None or not _is_person(here) or here.form != "name":
            return ()
        sentence = self.tree.sentence(token)
        people = [m for m in overlapping(self.doc.mentions, sentence.span) if m.form == "name" and _is_person(m)]
        if here not in people:
            return ()
        at = people.index(here)
        gaps = [self.doc.text[a.span.end : b.span.start] for a, b in itertools.pairwise(people)]
        first, last = at, at
        while first and _LISTED.fullmatch(gaps[first - 1]):
            first -= 1
        while last < len(gaps) and _LISTED.fullmatch(gaps[last]):
            last += 1
        listed = tuple(e for m in people[first : last + 1] for e in m.entities)
        known = all(e.state or e.role for e in listed)
        verb = self.tree.head(token)
        leads = token.relation == "nsubj" and 0 <= verb.span.start - people[last].span.end <= _NEAR
        whole = last > first and " and " in gaps[last - 1]
        return listed if whole and ((known and last > first + 1) or leads) else ()

    def _named_at(self, place: int, *, after: int) -> Mention | None:
        """The mention that begins at a place, or just before it with its article; never one that came earlier."""
        starts = (place, place - len("the "))
        near = overlapping(self.doc.mentions, Span(max(0, starts[1]), place + 1))
        return next((m for m in near if m.span.start in starts and m.span.start >= after), None)

    def _inside_title(self, entity: Entity) -> bool:
        """Whether an unnamed actor is but a stretch of a titled name that the parser cut."""
        words = entity.label.lower().split()
        told = any(" ".join(words[:n]) in _titles() for n in range(1, 5))
        return told or any(w in words for w in ("minister", "secretary", "president", "prosecutor", "communications", "affairs"))

    def _enumerated(self, token: Token) -> tuple[Entity, ...]:
        """'The EFTA countries Iceland and Norway': those that a word for countries names right behind it."""
        if token.text.lower() not in ("countries", "states", "nations", "members"):
            return ()
        named = [m for a in self.tree.children(token, "appos") for t in self.tree.conjuncts(a) if (m := self.at(t)) and m.form == "name"]
        first = next((m for m in named if m.span.start - token.span.end in (1, 2)), None)
        return tuple(dict.fromkeys(e for m in named for e in m.entities)) if first else ()

    def _one(self, token: Token, *, unnamed: bool) -> tuple[Entity, ...]:
        if listed := self._enumerated(token):
            return listed
        mention = self.at(token) or self._honoured(token)
        if mention and (mention.form != "demonym" or token.pos in ("PROPN", "NOUN")):
            return self._titled(mention) or mention.entities
        inside = self._within(token)
        if inside:
            return inside
        lemma = token.lemma.lower().removesuffix("s") if token.tag == "NNPS" else token.lemma.lower()
        own = any(t.text.lower() in ("my", "his", "her", "its", "their") for t in self.tree.children(token, "nmod:poss"))
        open_ended = own or any(t.text.lower() in _ANY for t in self.tree.children(token)) or self._is_of_some(token) or self._is_of_a_kind(token)
        several = len(self.participants)
        open_ended |= any(lexicon.COUNTS.get(t.text.lower(), several) != several for t in self.tree.children(token, "nummod"))
        if lemma in _COLLECTIVE and token.tag in ("NNS", "NNPS", "PRP") and self.are_several() and lemma != "we" and not open_ended and not (lemma == "they" and self.doc.turns):
            return self.participants
        if any(time.span.contains(token.span) for time in overlapping(self.doc.times, token.span)):
            return ()  # "a call on the President on 11th July": a day is nobody
        if token.tag in _CAPITALS and _PORTFOLIO.search(self.doc.text, max(0, token.span.start - _RUN), token.span.start):
            return ()  # "the Minister of Trade, Industry and Ports": a field of the office
        if not unnamed or lemma in _NOT_ACTORS or len(lemma) < _SHORTEST or token.pos in ("PRON", "DET", "VERB", "NUM"):
            return ()
        if lemma in _SENT and (sides := self._sides(token)):
            return sides
        if holder := self._holder(token):
            return holder
        return (self._unnamed(token),)

    def _honoured(self, token: Token) -> Mention | None:
        """'His Highness Prince Leo Paz': the person whose name follows the honour, wherever the parser hung it."""
        behind = self._named_at(token.span.end + 1, after=token.span.end) if token.text in _HONOURS else None
        return behind if behind and _is_person(behind) else None

    def _holder(self, token: Token) -> tuple[Entity, ...]:
        """'Minister for Youth and Second Minister for Law Ada Lee': the one person whose name ends the run of words that an office opens."""
        if token.text not in ("Minister", "Secretary", "President", "Commissioner", "Director"):
            return ()
        last = self.tree.sentence(token).span.end
        after = next((m for m in overlapping(self.doc.mentions, Span(token.span.end, last)) if m.form == "name" and m.span.start >= token.span.end), None)
        between = self.doc.text[token.span.end : after.span.start] if after else ""
        return after.entities if after and _is_person(after) and _OFFICES.fullmatch(between) else ()

    def are_several(self) -> bool:
        """Whether those who talk are more than one, or a body: 'the ministers' are never the one who chairs them."""
        return len(self.participants) > 1 or any(p.kind == "organization" for p in self.participants)

    def _is_of_some(self, token: Token) -> bool:
        """'CARICOM leaders', 'officials of Peru': a group that its own phrase tells from those who talk."""
        near = [t for c in self.tree.children(token, *_OF_A_PHRASE) for t in self._named_in(c)]
        return any(m.form != "tagged" and m.entities[0].kind in ("state", "organization") for t in near if (m := self.at(t)))

    def _is_of_a_kind(self, token: Token) -> bool:
        """'Opposition leaders', 'business leaders': not simply the leaders."""
        words = self.tree.children(token, "compound", "amod", "nmod:desc")
        behind = self.tree.children(token, "nmod")
        if any(self.tree.case(t) in ("from", "across", "around") or t.lemma.lower() in _OF_A_CONFLICT for t in behind):
            return True  # "leaders from the coast", "the parties to the conflict"
        if len(self.tree.voice(token)) > 1:  # "NCG Principals" in a joint text: those of the body it is about
            words = [t for t in words if not (t.text.isupper() and len(t.text) > 1)]
        return any(t.pos in ("NOUN", "PROPN", "ADJ") and t.text.lower() not in _OF_TALKS for t in words)

    def _titled(self, mention: Mention) -> tuple[Entity, ...]:
        """'UK Foreign Secretary Ada Lee': where the parser stops at the state, the person whose title follows it."""
        end = mention.span.end
        gap = _BRACKET.match(self.doc.text, end)
        if mention.entities[0].kind not in ("state", "organization") or gap is None:
            return ()
        person = self._named_at(gap.end(), after=end)
        return person.entities if person and _is_person(person) and person.entities[0].state == mention.entities[0].state else ()

    def _sides(self, token: Token) -> tuple[Entity, ...]:
        """'Representatives of A and B': an unnamed actor for each state or organization that sends them."""
        near = [t for c in self.tree.children(token, *_OF_A_PHRASE) for t in self._named_in(c)]
        found = dict.fromkeys(m for t in near if (m := self.at(t)) and m.entities[0].kind in ("state", "organization"))
        if len(found) < 2 or token.tag not in ("NNS", "NNPS"):
            return ()
        base = self._unnamed(token)
        return tuple(
            replace(base, id=f"{base.id}.{n}", label=f"{token.text} of {m.entities[0].label}", state=m.entities[0].state)
            for n, m in enumerate(found, start=1)
        )

    def _within(self, token: Token) -> tuple[Entity, ...]:
        """'The Government of Peru', 'Kenyan authorities', 'PERSON, the minister': the name inside the phrase."""
        for child in self.tree.children(token, "appos", "flat", "nmod:desc", "compound"):
            mention = self.at(child)
            if mention and _is_person(mention):
                return self._run(mention) if token.tag in ("NNS", "NNPS") else mention.entities
        if body := self._apposed(token):
            return body
        if token.lemma.lower() in _STANDING_FOR_STATE:
            near = [t for c in self.tree.children(token, *_OF_A_PHRASE) for t in self._named_in(c)]
            if token.lemma.lower() in _SEATED and [t.text for t in self.tree.tokens[token.index + 1 : token.index + 2]] == ["in"]:
                near += self.tree.tokens[token.index + 2 : token.index + 3]  # the parser hangs the place on the verb as often
            sent = [c for c in self.tree.children(token, "acl") if c.lemma == "represent"]
            near += [t for c in sent for thing in self.tree.children(c, "obj") for t in self.tree.conjuncts(thing)]
            found = [m for t in near if (m := self.at(t)) and m.entities[0].kind in ("state", "person", "organization")]
            if token.tag != "NNS" and not _is_compound(found):
                found = found[:1]
            return tuple(dict.fromkeys(party_of(e) for m in found for e in m.entities))
        return ()

    def _run(self, first: Mention) -> tuple[Entity, ...]:
        """'The two ministers, Ana Ruiz and Leo Paz': a name behind an office in the plural with those that follow it, wherever the parser hung them."""
        behind = [m for m in overlapping(self.doc.mentions, Span(first.span.start, self.doc.around(first.span).end)) if m.form == "name" and _is_person(m)]
        run = [first]
        for mention in behind:
            if mention.span.start > run[-1].span.end and _LISTED.fullmatch(self.doc.text, run[-1].span.end, mention.span.start):
                run.append(mention)
        return tuple(dict.fromkeys(e for m in run for e in m.entities))

    def _apposed(self, token: Token) -> tuple[Entity, ...]:
        """'The regional bloc ECOWAS', 'the main rebel group, the LURD, ...': the body that is named right behind a word for it."""
        if token.pos != "NOUN":
            return ()
        names = [*(self.at(a) for a in self.tree.children(token, "appos")), self._named_at(token.span.end + 1, after=token.span.end + 1)]
        behind = (m for m in names if m and m.form == "name" and _NAMED_BEHIND.fullmatch(self.doc.text, token.span.end, m.span.start))
        return next((m.entities for m in behind if m.entities[0].kind == "organization"), ())

    def _named_in(self, token: Token) -> list[Token]:
        """A modifier and what is coordinated with it or stands inside it, relative clauses left out."""
        if token.relation == "nmod" and self.tree.case(token) not in ("of", "from", "between", "for"):
            return []
        if token.relation == "amod":
            return self.tree.conjuncts(token)  # "members responsible for operations in Peru": of what kind, not of whom
        return [t for t in self.tree.subtree(token) if not t.relation.startswith("acl")]

    def describe(self, token: Token) -> Entity:
        """An actor that the text only describes: 'those responsible for the attack'."""
        return self._unnamed(token)

    def _unnamed(self, token: Token) -> Entity:
        apart = {t.index for c in self.tree.children(token, "conj") if self.tree.children(c, "det") for t in self.tree.subtree(c)}
        for c in self.tree.children(token, "acl", "acl:relcl"):  # "the committee, headed by Minister Paz"
            apart |= {t.index for t in self.tree.subtree(c)} if any(t.text == "," for t in self.tree.tokens[token.index : c.index]) else set()
        words = [t for t in self.tree.subtree(token) if t.index <= token.index + 6 and t.relation not in ("cc", "case", "mark", "punct") and t.index not in apart]
        verb = next((t.index for t in words if t.index > token.index and t.tag in ("VBD", "VBZ", "VBP", "MD", "TO", "WP", "WDT", "WP$")), token.index + 7)
        words = [t for t in words if t.index < verb]
        while len(words) > 1 and words[-1].text.lower() in _SMALL:
            words = words[:-1]  # a long phrase is cut, and not after its "of the"
        label = Span(words[0].span.start, words[-1].span.end).of(self.doc.text).strip(" ,.;")
        state = self.doc.release.issuer if _OWN_OFFICE.match(label) else None
        people = self.at(token)
        for child in words if people is None or people.form != "demonym" else ():  # "Peruvians in Chile" act for neither
            mention = self.at(child)
            seat = mention is not None and mention.form == "metonym" and self.tree.case(child) in ("in", "at", "to")  # "the Embassy of Peru in Oslo"
            partisan = mention is not None and mention.form == "demonym" and _PARTY.match(self.doc.text, mention.span.end)  # it is of the country, and not its state
            if mention and mention.entities[0].kind == "state" and not (seat and state) and not partisan:
                state = mention.entities[0].state
        return Entity(id=f"#ac{token.span.start:05}", kind="unnamed", label=" ".join(label.split()), state=state)
