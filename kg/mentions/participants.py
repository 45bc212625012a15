"""Tells who deals with whom in the event a release is about, and who speaks where the text speaks for itself."""

from __future__ import annotations

import re
from functools import cache

from kg.mentions.envoys import summoned
from kg.mentions.gatherings import gathered
from kg.mentions.gazetteer import find_names, find_pairs
from kg.model import Doc, Entity, Mention, Span
from kg.parties import issuer_entity, listing_of, party_of

_FIRST_PERSON = re.compile(r"\b(?:we|i|us)\b(?!\.)", re.IGNORECASE)
_OF_FIRST_PERSON = re.compile(r"\b(?:we|i|us|my|our)\b(?!\.)", re.IGNORECASE)
_WE_THE = re.compile(
    r"We, [^.\n]{10,400}?,? (?=(?:met|meet|gathered|reaffirm|agree|welcome|have|held|hold|convened|assembled|are|issue|express|underscore|declare|affirm|condemn)\w*\b)"
)


def participants(doc: Doc) -> tuple[Entity, ...]:
    """Who deals with whom in the event the release is about: the first person of each side named at its head.

    A joint text gives its signatories: those who say "We, ...", those by whom it is said to be released, those whom its
    title names; persons where the head names one for each.
    """
    head = _head_spans(doc)
    if doc.release.is_briefing and not _persons(doc, head[:1]):
        return ()  # who tells the press of many things takes part in none
    in_title = _named(doc, head[0]) if is_joint(doc) and head else ()
    if len(in_title) > 1 and all(e.kind == "person" for e in in_title):
        return in_title
    if signatories := _signatories(doc):
        return signatories
    if called_in := summoned(doc, head):
        return called_in
    if body := gathered(doc):
        return (body,)
    first = next((s.span for s in doc.sentences if s.span in head and s.block != "headline"), None)
    persons = _persons(doc, [s for s in head if first is None or s <= first])
    if len([p for p in persons if p.state]) < 2:
        persons = _persons(doc, head)
    titled = _bodies(doc, head[:1]) if is_joint(doc) else []
    if len(titled) > 2 and {p.state for p in persons if p.state} < {b.state for b in titled}:
        return tuple(titled)
    certain = [p for p in persons if p.state]
    sides = sides_of_occasion(doc.release.title)
    if sides and not doc.turns and {party_of(p) for p in certain} != set(sides):
        return sides
    if len(certain) >= 2:
        return tuple(certain)
    if len(persons) >= 2 and (certain or any(p.role for p in persons)):
        return tuple(persons)
    if len(persons) == 1:
        if (office := _own_office(doc, head)) and persons[0].state != doc.release.issuer:
            return (office, persons[0])
        others = _partners(doc, head, persons[0])
        sides = next((found for span in head if len(found := _side_by_side(doc, span, leading=True)) > 1), ())
        if not others and persons[0].state in {s.state for s in sides}:  # "Peru and Chile hold talks", where one side alone has a name
            return tuple(persons[0] if s.state == persons[0].state else s for s in sides)
        return (persons[0], *others[:1])
    if is_joint(doc):
        return tuple(_bodies(doc, head[:1]) or _bodies(doc, head))
    if not persons and (convened := _convened(doc, head)):
        return (convened,)
    return next((sides for span in head if len(sides := _side_by_side(doc, span)) > 1), tuple(_bodies(doc, head)[:1]))


def _persons(doc: Doc, head: list[Span]) -> list[Entity]:
    """The first person of each side; whoever gives out a release takes part in nothing it tells."""
    persons: list[Entity] = []
    for mention in doc.mentions:
        person = mention.entities[0]
        if mention.form != "name" or person.kind != "person" or not _inside(mention.span, head):
            continue
        if _IN_THE_CHAIR.search(doc.text, max(0, mention.span.start - _REACH), mention.span.start):
            continue
        label = not person.state and doc.text.startswith(":", mention.span.end)  # "MR. HARPER:", who answers for the issuer
        gives_out = label or _SPOKESPERSON.search(person.role or "") or _WHO_GIVES_OUT.match(doc.text, mention.span.end)
        if person not in persons and not gives_out:
            if all(p.state != person.state or p.state is None for p in persons):
                persons.append(person)
    return persons


# Who chairs a meeting of many, or gives out its statement, is one of them and does not deal with them.
_IN_THE_CHAIR = re.compile(
    r"(?<!co-)(?<!co)\b(?:(?:chaired|presided over|issued)(?: today)? by|under the (?:chairmanship|chairpersonship|chair|presidency) of)"
    r"(?: (?:the|its|of|for|and|H\.?E\.?|[A-Z][\w’'-]+[.,]?)){0,14} $"
)
_REACH = 160
_WHO_GIVES_OUT = re.compile(r", (?:[A-Z][\w’'-]*+|of|for|the|and| |-){1,120}?\b[Ss]pokes\w+\b")  # "Leo Paz, Director of Press and Spokesperson"
_SPOKESPERSON = re.compile(r"\b(?:spokes\w+|press secretary)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:’s|'s)?(?:[-–—/]|,? and (?:the )?|, (?:the )?| with (?:the )?| meets? (?:with )?(?:the )?)", re.IGNORECASE)


def _side_by_side(doc: Doc, span: Span, *, leading: bool = False) -> tuple[Entity, ...]:
    """States and organizations that a stretch names as sides of one thing, ``leading`` ones at its head: 'Peru-Chile', 'India and Bhutan', 'A, B and C'."""
    if pairs := find_pairs(span.of(doc.text)):
        return pairs[0].entities
    names = [m for m in doc.mentions if m.entities[0].kind in ("state", "organization") and span.contains(m.span)]
    if leading and names and names[0].span.start > span.start + len("The "):
        return ()
    found: list[Entity] = []
    for one, other in zip(names, names[1:], strict=False):
        if one.entities[0] != other.entities[0] and _BETWEEN.fullmatch(doc.text, one.span.end, other.span.start):
            found += [e for e in (one.entities[0], other.entities[0]) if e not in found]
        elif found:
            break
    return tuple(found)


_WITH = re.compile(
    r"\b(?:with|visit(?:s|ed)?(?: to)?|(?:trip|travel(?:s|led|ed)?|journey|arriv\w+|call|letter|message|invitation|ambassador|envoy) to)\s+(?:the |his |her |its |an? )?(?:(?:[A-Z][\w’'-]+|of|for|and|the|Mr\.|Dr\.) ){0,6}$"
)
# "Ruiz and Chile", not "Ruiz on trade and Chile".
_AND = re.compile(r"^(?!.* (?:on|about|over|regarding) ).*\band (?:the )?$", re.DOTALL)
_CALLED = re.compile(
    r"\b(?:with|of) (?!State\b)(?P<who>(?:the |his |her |an? )?(?:[\w-]+ ){0,3}(?:leaders|ministers|officials|counterparts?|governors|representatives|"
    r"delegation|lawmakers|senators|ambassadors|heads of (?:diplomatic )?missions|members of (?:parliament|congress)|"
    r"parliamentarians|envoys|diplomats|commissioners)(?: of (?:the )?[A-Z][\w-]+(?: (?:countries|states|group))?)?)\b"
)


def _partners(doc: Doc, head: list[Span], person: Entity) -> list[Entity]:
    """Whom a single named person deals with: the issuer in a text in the first person, a state or body after 'with', a group."""
    issuer = doc.release.issuer
    if issuer and person.state and person.state != issuer and any(_OF_FIRST_PERSON.search(s.of(doc.text)) for s in head[1:]):
        return [issuer_entity(issuer)]
    found = []
    for mention in doc.mentions:
        entity = mention.entities[0]
        if entity.kind in ("state", "organization") and mention.form != "metonym" and _inside(mention.span, head):
            start = next(s.start for s in head if s.contains(mention.span))
            before = doc.text[start : mention.span.start]
            beside = _AND.search(before) and not _follows_another(doc, mention, person)
            if entity.state != person.state and (_WITH.search(before) or beside):
                found.append((mention.span.start, entity))
    for span in head:
        for match in _CALLED.finditer(doc.text, span.start, span.end):
            at = match.start("who")
            found.append((at, Entity(id=f"#ac{at:05}", kind="unnamed", label=match["who"])))
    return [entity for _, entity in sorted(found, key=lambda f: f[0])]


# "The Prime Minister spoke to President Ruiz": who holds the issuer's own office goes without a name.
_OWN = re.compile(
    r"\b(?P<who>The (?:Deputy |Vice )?(?:Prime Minister|President|Chancellor|Taoiseach|Premier|(?:Foreign )?(?:Minister|Secretary)|King|Queen|Emir)) "
    r"(?:today |has |also |this \w+ )*(?:spoke|met|held|received|welcomed|called|had|hosted|chaired|spoken|talked|travelled|visited|discussed)\b"
)


def _own_office(doc: Doc, head: list[Span]) -> Entity | None:
    """The issuer's office-holder who deals with somebody at the head of the text, an unnamed actor."""
    found = next((m for span in head for m in _OWN.finditer(doc.text, span.start, span.end)), None)
    return Entity(id=f"#ac{found.start('who'):05}", kind="unnamed", label=found["who"], state=doc.release.issuer) if found else None


_JOINT = re.compile(
    r"\bjoint\b(?!(?: [\w-]+){0,3} (?:conference|address|session|committee|commission|meeting|council|exercises?|ventures?|projects?|"
    r"appearance|task|working|briefing|availability|board|programme|program|action|forces?|chiefs|training|research)\b)",
    re.IGNORECASE,
)


def _follows_another(doc: Doc, mention: Mention, person: Entity) -> bool:
    """Whether the 'and' before a name joins it to somebody else: 'Minister Ruiz welcomes that Chad and Togo agreed'."""
    ends = [m for m in doc.mentions if m.span.end < mention.span.start <= m.span.end + len(" and the ")]
    return any(m.entities[0] != person for m in ends)


def is_joint(doc: Doc) -> bool:
    """Whether the title says that several speak: a joint statement, communique, press release, not a joint session."""
    return bool(_JOINT.search(doc.release.title) or sides_of_occasion(doc.release.title))


# "Chair's Statement of the 4th X-Y Summit", "Declaration of the X-Y Ministerial Conference": who sits in the chair speaks for both.
_PAPER = r"(?:statement|declaration|communiqu[ée]|summary|conclusions|document|report)"
_OCCASION = re.compile(
    rf"\b(?:(?:(?:co-?)?chair\w*(?:[’']s?)?|outcomes?|joint) (?:press )?{_PAPER} (?:of|on|at|from|to|following|issued at|adopted at)|{_PAPER} of) "
    r"(?:(?!\b(?:by|on|about|regarding|concerning)\b).)*"
    r"\b(?:summit|dialogue|forum|partnership|conference|meeting|ministerial|council|consultations|commission|retreat|session)\b",
    re.IGNORECASE,
)


@cache
def sides_of_occasion(title: str) -> tuple[Entity, ...]:
    """The sides whose meeting a title names by both where it is the paper of that meeting: its chair's statement, its declaration."""
    said = _OCCASION.search(title)
    if said is None:
        return ()
    if pairs := find_pairs(said.group()):
        return pairs[0].entities
    names = find_names(title[said.start() :])  # "the Council's Session with X"
    with_whom = len(names) == 2 and re.search(r" with (?:the )?$", title[: said.start() + names[1].span.start])
    return tuple(dict.fromkeys(m.entities[0] for m in names)) if with_whom else ()


# "The following statement was released by the Governments of A, B and C:", "a joint statement by A, B and C".
_RELEASED = re.compile(
    r"\b(?:statement|declaration|communiqu[ée]|text)\b[^.:]{0,80}?\b(?:by|between|of behalf of) (?P<who>[^.:;]{5,600}?)"
    r"(?= on (?:the|behalf)\b| following | regarding | concerning |[.:;]|$)"
)
_GATHERED = re.compile(
    r"(?:[^.]{0,60}, )?(?P<who>(?:(?:Senior |High-level )?(?:[Rr]epresentatives|[Oo]fficials|[Ee]nvoys|[Dd]elegat\w+|[Mm]inisters|[Mm]embers|[Ll]eaders)\b|The )[^.;]{5,500}?) "
    r"(?:met|gathered|convened|came together|held)\b"
)
_OF_A_BODY = re.compile(r"(?:[’']s?)? (?:(?:[A-Z][a-z]+|foreign|defence|economic) ){0,2}(?:[Mm]inisters?[’']?|[Mm]inisterial|[Ll]eaders[’']?|Summit|Heads of (?:State|Government))\b")


def _convened(doc: Doc, head: list[Span]) -> Entity | None:
    """'ASEAN Foreign Ministers meet', 'the ASEAN Foreign Ministers’ Meeting was held': the one body of states that meets."""
    found = set[Entity]()
    for mention in doc.mentions:
        row = listing_of(mention.entities[0]) if mention.form == "name" else None
        if row and row.members and _inside(mention.span, head) and _OF_A_BODY.match(doc.text, mention.span.end):
            found.add(mention.entities[0])
    return found.pop() if len(found) == 1 else None


_PAIR = 2
_OPENING = 5


def _signatories(doc: Doc) -> tuple[Entity, ...]:
    """Those who sign a joint text, by its own first words; empty where these name fewer than two."""
    body = [s.span for s in doc.sentences if s.block != "headline"][:_OPENING]
    for span in body:
        if (opening := _WE_THE.match(doc.text, span.start)) and opening.end() <= span.end:
            found = _named(doc, Span(span.start, opening.end()))
            if len(found) > 1:
                return found
    for span in body if is_joint(doc) else ():
        for match in _RELEASED.finditer(doc.text, span.start, span.end):
            found = _named(doc, Span(match.start("who"), match.end("who")))
            if len(found) > 1:
                return found
    # "Representatives of A, B and C met in Lima": in a joint text that names but one at its head, those who met speak.
    met = _GATHERED.match(doc.text, body[0].start, body[0].end) if is_joint(doc) and body else None
    found = _named(doc, Span(met.start("who"), met.end("who"))) if met else ()
    return found if len(found) > _PAIR else ()


def _named(doc: Doc, span: Span) -> tuple[Entity, ...]:
    """The persons a stretch names, if every one acts for a known party, else its states and organizations."""
    persons = [m.entities[0] for m in doc.mentions if m.form == "name" and span.contains(m.span) and m.entities[0].kind == "person"]
    bodies = _bodies(doc, [span])
    known = all(p.state for p in persons) or len(set(persons)) >= len(bodies)
    if len(persons) > 1 and known and len(persons) >= len(bodies) - 1:
        return tuple(dict.fromkeys(persons))
    return tuple(bodies)


# Where it was, or what it was about: "talks in Peru", "a statement on Chile".
_SETTING = re.compile(r"\b(?:in|at|near|on|against|about|regarding|concerning|over|into|towards?) (?:the |\d+ )?$", re.IGNORECASE)


def _is_body(entity: Entity) -> bool:
    """A state or organization, or whom an organization sends: a mission of observers."""
    return entity.kind in ("state", "organization") or (entity.kind == "unnamed" and "/" in (entity.state or ""))


def _bodies(doc: Doc, spans: list[Span]) -> list[Entity]:
    found: list[Entity] = []
    for mention in doc.mentions:
        entity = mention.entities[0]
        if not _is_body(entity) or not _inside(mention.span, spans) or entity in found:
            continue
        if not _SETTING.search(doc.text, max(0, mention.span.start - 20), mention.span.start):
            found.append(entity)
    return found


# "The following is attributable to Spokesperson Ada Lee:" stands before the release's own first sentence.
_GIVEN_OUT = re.compile(
    r"\battributable to\b|\b(?:following|below) (?:statement|readout|text|message)\b.*:\s*$", re.IGNORECASE | re.DOTALL
)


def _head_spans(doc: Doc) -> list[Span]:
    """The title and the first two sentences of the body."""
    body = [s.span for s in doc.sentences if s.block in ("paragraph", "item") and not _GIVEN_OUT.search(s.span.of(doc.text))][:2]
    title = [s.span for s in doc.sentences if s.block == "headline"][:1]
    return [*title, *body]


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(s.contains(span) for s in spans)


def voice(doc: Doc) -> tuple[Entity, ...]:
    """Who speaks where the text speaks for itself: the signatories of a joint text, else the issuer; empty if unknown.

    A text whose writer says "I" is of one, whatever the occasion was called: 'Remarks at the joint press conference'.
    """
    told = any(p.kind != "person" or p.state for p in doc.participants)
    if (is_joint(doc) or _signatories(doc)) and len(doc.participants) > 1 and told and not _is_of_one(doc):
        return doc.participants
    if doc.participants and not _is_of_one(doc) and (doc.participants == (gathered(doc),) or _is_of_body(doc)):
        return doc.participants
    if author := _author(doc) or _speaking_body(doc):
        return (author,)
    return (issuer_entity(doc.release.issuer),) if doc.release.issuer else ()


def _is_of_body(doc: Doc) -> bool:
    """'Chair's Statement of the League's Summit': the words of the one body of states that takes part."""
    row = listing_of(doc.participants[0]) if len(doc.participants) == 1 else None
    return bool(_OCCASION.search(doc.release.title) and row and row.members)


_SINGULAR = re.compile(r"\b(?:I|my|My|me)\b(?!\.)")


def _is_of_one(doc: Doc) -> bool:
    """Whether somebody says "I" in the text's own words, in the body and outside quotation marks."""
    spoken = [
        m for b in doc.blocks if b.kind in ("paragraph", "item") for m in _SINGULAR.finditer(doc.text, b.span.start, b.span.end)
    ]
    return any(not any(q.span.contains(Span(*m.span())) for q in doc.quotes) for m in spoken)


_BY = re.compile(r"\b(?:Statement|Remarks|Message|Address|Speech|Proclamation|Letter|Greetings?) (?:by|from|of)\b", re.IGNORECASE)
_BYLINE = 0.8


def _speaking_body(doc: Doc) -> Entity | None:
    """'Statement by the Coastal League' in the title: the body whose words these are."""
    title = next((b.span for b in doc.blocks if b.kind == "headline"), None)
    for mention in doc.mentions if title else ():
        before = doc.text[title.start : mention.span.start] if title and title.contains(mention.span) else ""
        body = mention.form in ("name", "nominal") and _is_body(mention.entities[0]) and mention.entities[0].kind != "state"
        if body and re.search(r"\bstatement(?::| by| of| from) (?:the )?$", before, re.IGNORECASE):
            return mention.entities[0]
    return None


def _author(doc: Doc) -> Entity | None:
    """The person who signs: 'Statement by President Ruiz' in the title, or a line at the head that is a name and an office."""
    people = [m for m in doc.mentions if m.form == "name" and m.entities[0].kind == "person"]
    title = next((b.span for b in doc.blocks if b.kind == "headline"), None)
    for mention in people:
        by = _BY.search(doc.text, title.start, mention.span.start) if title and title.contains(mention.span) else None
        if by and not re.search(r"\b(?:on|about|regarding|concerning|following|at|in)\b", doc.text[by.end() : mention.span.start]):
            return mention.entities[0]
    for block in doc.blocks[1:5]:
        names = [m for m in people if block.span.contains(m.span)]
        words = block.span.of(doc.text)
        if len(names) == 1 and len(words) < 100 and words.rstrip()[-1:] not in ".:;" and names[0].entities[0].role:
            role = names[0].entities[0].role or ""
            shown = len(names[0].span.of(doc.text)) + (0 if role in names[0].span.of(doc.text) else len(role) + 2)
            if shown >= _BYLINE * len(words):
                return names[0].entities[0]
    return None
