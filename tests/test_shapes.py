"""The shapes: graphs that should conform do, and a fault seeded for every single constraint is caught by its message."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection
from shapes import PREFIX, SH, example, layer, messages, report, union, vocabulary

from kg.ask import Graph

ACT, MEETING, AHEAD, DENIED = "per:st00226-00233", "per:ev00103-00103", "per:ev00308-00308", "per:st00885-00894"
REQUEST, POSITION, CLAIM = "per:st00539-00551", "per:st00794-00810", "per:st00823-00810"
LAYER, SPAN, RELEASE = "per:rep00198-1", "per:c00226-00232", "<https://w3id.org/dipkg/release/PER-2021-03-03-951f4b8c>"
DAY, HOLDING, PLAYING = "<https://w3id.org/dipkg/id/time/2021-03-03>", "per:oh00069", "per:pa00069"
ROCK, TREATY = "<https://w3id.org/dipkg/id/place/gull-rock>", "<https://w3id.org/dipkg/id/instrument/1999-CHL-PER-border-declaration>"
NAMING, UNDERSTANDING = "<https://w3id.org/dipkg/id/naming/gull-rock-gull-rock>", "per:ag00226"

# where constraints on a whole release, scheme or ontology are reported
WHOLE = ["per:graph", "voc:issue", "voc:force", "<https://w3id.org/dipkg/ontology>"]

# layer, where, what is taken away (predicates, or predicate and object), what is added, the message that must come
FAULTS = [
    ("core", ACT, "dip:force", "", "an act has exactly one force"),
    ("core", ACT, "", "dip:force force:urge", "an act has exactly one force"),
    ("core", ACT, "dip:family", 'dip:family "promise"', "an act has exactly one family of the exchange format"),
    ("core", ACT, "dip:actStatus", 'dip:actStatus "perhaps"', "an act has exactly one known status"),
    ("core", ACT, "dip:cue", "", "an act has exactly one cue"),
    ("core", ACT, "dip:rule", "", "an act names the one rule that read it"),
    ("core", ACT, "dip:evidence", "dip:evidence state:PER", "an act has evidence, which is a span"),
    ("core", ACT, "dip:inSentence", "dip:inSentence per:c00226-00232", "an act stands in one sentence"),
    ("core", ACT, "", "dip:inRelease <https://w3id.org/dipkg/release/CHL-2021-03-04-194c933d>", "an act belongs to one release"),
    ("core", ACT, "dip:reportedVia", "", "an act is reported via exactly one source layer"),
    ("core", ACT, "", 'dip:reviewed "perhaps"', "a person accepted, edited or added an act"),
    ("core", ACT, "", 'dip:content "to close it"', "an act has at most one content"),
    ("core", AHEAD, "", 'dip:condition "if it rains"', "an act has at most one condition"),
    ("core", ACT, "dip:agent", "", "a statement has an agent"),
    ("core", ACT, "dip:party", "", "a statement has a party"),
    ("core", ACT, "dip:content", "", "a statement has content"),
    ("core", ACT, "", "a dip:DeniedAct", "a statement is neither denied nor prospective"),
    ("core", MEETING, "dip:eventStatus", "", "an event has one event status"),
    ("core", MEETING, "dip:actStatus", 'dip:actStatus "planned"', "an event took place or is under way"),
    ("core", MEETING, "", "a dip:ProspectiveEvent", "an event is neither denied nor prospective"),
    ("core", POSITION, "dip:stance", "", "a position has one stance"),
    ("core", DENIED, "dip:actKind", "", "a denied act tells its kind"),
    ("core", DENIED, "dip:actStatus", 'dip:actStatus "actual"', "a denied act has the status denied"),
    ("core", AHEAD, "dip:actKind", "", "a prospective event tells its kind"),
    ("core", AHEAD, "dip:actStatus", 'dip:actStatus "past"', "a prospective event lies ahead"),
    ("core", LAYER, "dip:speaker", "", "a reporting clause has one speaker"),
    ("core", LAYER, "dip:reportedVia", "", "a reporting clause is itself reported via one layer"),
    ("core", LAYER, "dip:evidence", "", "a reporting clause has evidence"),
    ("core", SPAN, "oa:start", "oa:start 300", "a span starts before it ends"),
    ("core", SPAN, "oa:end", "", "a span has one end"),
    ("core", SPAN, "oa:exact", "", "a span has its exact words"),
    ("core", SPAN, "dip:inRelease", "", "a span belongs to one release"),
    ("core", RELEASE, "dip:sha256", 'dip:sha256 "951f4b8c"', "a release has the SHA-256 of its text"),
    ("core", RELEASE, "dip:issuedOn", 'dip:issuedOn "3 March"', "a release bears at most one date"),
    ("core", RELEASE, "dip:retrievedOn", 'dip:retrievedOn "3 March"', "a release was fetched on one day at most"),
    ("core", DAY, "dip:edtf", "", "a time span has one EDTF expression"),
    ("core", DAY, "dip:latest", 'dip:latest "2021-03-01"^^xsd:date', "a time span does not end before it begins"),
    ("core", HOLDING, "dip:holder", "", "an office holding has one holder"),
    ("core", HOLDING, "dip:officeHeld", "", "an office holding has one office"),
    ("strict", ACT, "dip:agent", "dip:agent <https://nobody.example/>", "an agent is an actor that the graph describes"),
    ("strict", ACT, "", "dip:party force:agree", "a party is an actor that the graph describes"),
    ("strict", REQUEST, "dip:addressee", "dip:addressee issue:rail", "an addressee is an actor that the graph describes"),
    ("strict", ACT, "", "dip:involves state:PER", "who is involved is an actor and no party"),
    ("strict", ACT, "dip:force", "dip:force force:agre", "a force is a concept of the vocabulary"),
    ("strict", POSITION, "", "dip:stance voc:stance-of-sorts", "a stance is one concept of the vocabulary"),
    ("strict", CLAIM, "dip:basis", "dip:basis force:agree", "a basis is one concept of the vocabulary"),
    ("strict", ACT, "", "dip:issue issue:nothing-listed", "an issue is a concept of the vocabulary"),
    ("strict", MEETING, "", "dip:when <https://w3id.org/dipkg/id/time/2021-04>", "when is one time span"),
    ("strict", MEETING, "dip:place", "dip:place state:PER", "a place is described as one"),
    ("strict", ACT, "dip:confidence", "dip:confidence 1.5", "confidence lies between 0 and 1"),
    ("strict", ACT, "dip:contentSpan", "dip:contentSpan state:PER", "content lies in spans"),
    ("strict", ACT, "dip:cueSpan", "", "a cue lies in one span"),
    ("strict", MEETING, "dip:agent", "", "a joint act has agents"),
    ("strict", ACT, "dip:issue", "", "a statement should deal with an issue"),
    ("strict", REQUEST, "dip:addressee", "", "a request should have an addressee"),
    ("strict", REQUEST, "", "dip:addressee state:PER", "nobody requests something of himself"),
    ("strict", CLAIM, "", "dip:party state:PER", "a territorial claim is that of one state"),
    ("strict", CLAIM, "dip:claimedPlace", "", "a territorial claim names a place"),
    ("strict", ACT, "", f"dip:restates {ACT}", "an act does not restate, answer, reaffirm or concern itself"),
    ("strict", ACT, "", "dip:evidence chl:c00094-00103", "an act, its sentence and its evidence belong to one release"),
    ("strict", ACT, "dip:reportedVia", "dip:reportedVia <https://w3id.org/dipkg/release/CHL-2021-03-04-194c933d>",
     "the chain of speakers ends at the act's own release"),
    ("strict", LAYER, "dip:speaker", "dip:speaker issue:rail", "a speaker is an actor that the graph describes"),
    ("strict", LAYER, "dip:reportedVia", f"dip:reportedVia {LAYER}", "no layer is reported via itself"),
    ("strict", SPAN, "oa:exact", 'oa:exact "agreed to"', "a span has as many characters as its offsets are apart"),
    ("strict", SPAN, "oa:end oa:start", "oa:end 90232 ; oa:start 90226", "a span ends within the text"),
    ("strict", SPAN, "oa:end oa:start", "oa:end 106 ; oa:start 100", "a span lies in its sentence"),
    ("strict", POSITION, "dip:quote", 'dip:quote "are accepted."', "a quote stands in the sentence of its act"),
    ("strict", ACT, "dip:content", 'dip:content "to close the line"', "content is made of the words of its spans"),
    ("strict", AHEAD, "dip:conditionSpan", "", "a condition lies in a span"),
    ("strict", MEETING, "", "dip:participant issue:rail", "a participant is an actor that the graph describes"),
    ("strict", MEETING, "", 'dip:condition "if it rains"', "what was held is not conditional"),
    ("strict", MEETING, "dip:when", "dip:when <https://w3id.org/dipkg/id/time/2021-05>", "what was held is not dated after its release"),
    ("strict", AHEAD, "dip:when", "dip:when <https://w3id.org/dipkg/id/time/1999-05-11>", "what lies ahead is not dated before its release"),
    ("strict", MEETING, "dip:eventStatus", "dip:eventStatus force:agree", "an event status is a concept of the vocabulary"),
    ("strict", AHEAD, "dip:eventStatus", "dip:eventStatus <https://w3id.org/dipkg/voc/event-status/held>", "only what took place is held"),
    ("strict", PLAYING, "dip:inEvent", "", "a participation is in one event"),
    ("strict", PLAYING, "dip:participant", "", "a participation has one participant"),
    ("strict", PLAYING, "dip:represents", "dip:represents issue:rail", "who is represented is an actor"),
    ("strict", PLAYING, "dip:evidence", "", "a participation has evidence"),
    ("strict", HOLDING, "dip:holder", "dip:holder state:PER", "a holder is a person"),
    ("strict", HOLDING, "dip:officeHeld", "dip:officeHeld state:PER", "what is held is an office"),
    ("strict", HOLDING, "dip:attestedOn", "", "an office holding should be attested on a day or bounded in time"),
    ("strict", UNDERSTANDING, "dip:party", "dip:party state:PER", "an understanding has two parties or more"),
    ("strict", UNDERSTANDING, "", "", "an understanding is made of commitments"),
    ("strict", UNDERSTANDING, "dip:evidence", "", "an understanding has evidence"),
    ("strict", ACT, "", "dip:party state:BOL", "a party of a commitment is a party of its agreement"),
    ("strict", TREATY, "dct:title", "", "an instrument has a title"),
    ("strict", TREATY, "dip:instrumentType", "", "an instrument has one type"),
    ("strict", TREATY, "dip:party", "", "an instrument should name two parties or more"),
    ("strict", DAY, "dip:edtf", 'dip:edtf "3 March"', "an EDTF expression has the characters of EDTF"),
    ("strict", DAY, "dip:latest", 'dip:latest "March"', "a latest day is one day"),
    ("strict", "state:PER", "dip:iso3", 'dip:iso3 "Peru"', "a state has one ISO 3166-1 alpha-3 code"),
    ("strict", "state:PER", "", 'skos:prefLabel "Republic of Peru"@en', "a state has one label a language"),
    ("strict", "state:PER", "skos:prefLabel", "", "an actor has one label a language"),
    ("strict", RELEASE, "dct:title", "", "a release has a title"),
    ("strict", RELEASE, "dip:issuedOn", "", "a release should bear a date"),
    ("strict", RELEASE, "dip:speaker", "", "a release should have an issuer"),
    ("strict", ROCK, "", "dip:place state:PER", "a contested place is tied to no state but by claims and namings"),
    ("strict", ROCK, "", 'skos:prefLabel "Gull Rock"@en', "a contested place has no preferred label"),
    ("strict", NAMING, "dip:named", "", "a naming names one thing"),
    ("strict", NAMING, "dip:name", "", "a naming has one name"),
    ("strict", NAMING, "dip:usedBy", "", "a naming is that of an actor"),
    ("strict", "issue:rail", "skos:prefLabel", "", "an issue has one label a language"),
    ("strict", "issue:rail", "", "skos:broader issue:rail", "a concept is not broader than itself"),
    ("ontology", "dip:Visit", "skos:prefLabel", 'skos:prefLabel "state_visit"@en', "a term of our own has one English label, without outer blanks or underscores"),
    ("ontology", "dip:party", "skos:prefLabel", "", "a term of our own has one English label, without outer blanks or underscores"),
    ("ontology", "dip:Visit", "skos:definition", 'skos:definition "Event of going"@en', "a term of our own has one English definition that ends with a full stop"),
    ("ontology", "dip:Visit", "", "rdfs:subClassOf dip:Journey", "a superclass is a declared class"),
    ("ontology", "dip:Event", "", "rdfs:subClassOf dip:Visit", "a class is not a subclass of itself"),
    ("ontology", "dip:rule", "rdfs:domain", "", "a property of our own says what it is on"),
    ("ontology", "dip:rule", "", "rdfs:domain dip:Span", "a property has at most one domain, a declared class"),
    ("ontology", "dip:rule", "", "rdfs:range xsd:integer", "a property has at most one range"),
    ("ontology", "dip:party", "", "schema:domainIncludes dip:Treaty", "what a domain includes is a declared class"),
    ("ontology", "dip:about", "", "schema:rangeIncludes dip:Treaty", "what a range includes is a declared class"),
    ("ontology", "dip:party", "", "owl:inverseOf dip:partyOf", "a property has no inverse: one direction is queried"),
    ("ontology", "dip:agent", "rdfs:range", "rdfs:range dip:Agent", "the range of an object property is a declared class"),
    ("ontology", "dip:issuedOn", "", "rdfs:range xsd:date", "the range of a datatype property is in the OWL 2 datatype map"),
    ("ontology", "force:urge", "dip:cameoCode", 'dip:cameoCode "2"', "a CAMEO code has two to four digits"),
    ("ontology", "force:urge", "dip:ploverCode", 'dip:ploverCode "APPEAL"', "a PLOVER code is a category, with its mode after a colon, or a context"),
    ("ontology", "dip:Visit", "", "owl:deprecated true", "a deprecated term names what replaces it"),
    ("ontology", "dip:Event", "", "owl:deprecated true ; dct:isReplacedBy dip:Act", "no living term rests on a deprecated one"),
    ("ontology", "force:urge", "skos:inScheme", "", "a concept is in one declared scheme"),
    ("ontology", "force:urge", "skos:prefLabel", "", "a concept has one label a language"),
    ("ontology", "force:urge", "", "skos:broader dip:Request", "a concept has at most one broader one, a declared concept"),
    ("ontology", "force:urge", "", "skos:broader force:urge", "a concept is not broader than itself"),
    ("ontology", "voc:force", "skos:prefLabel", "", "a scheme has one label"),
    ("ontology", "force:urge", "dip:ploverCode", "", "a force has a PLOVER code or a note that says why there is none"),
]  # fmt: skip


@pytest.fixture(scope="module")
def modelled() -> rdflib.Graph:
    """The hand-made releases with the ontology and its vocabularies beside them."""
    graph = union(example())
    graph += vocabulary()
    return graph


def test_every_constraint_has_its_fault() -> None:
    for name in ("core", "strict", "ontology"):
        assert {f[4] for f in FAULTS if f[0] == name} == messages(name), name


def test_every_constraint_has_a_message() -> None:
    """A property or SPARQL constraint says in words what is asked for, unless it is a branch of an sh:or that does."""
    for name in ("core", "strict", "ontology"):
        shapes = layer(name)
        branches = {item for head in shapes.objects(None, SH["or"]) for item in Collection(shapes, head)}
        for node in {*shapes.objects(None, SH.property), *shapes.objects(None, SH.sparql), *shapes.subjects(SH["or"], None)} - branches:
            assert (node, SH.message, None) in shapes, (name, list(shapes.predicate_objects(node)))


WHOLE_MESSAGES = {
    str(layer(name).value(rule, SH.message))
    for name in ("strict", "ontology")
    for rule in layer(name).objects(None, SH.sparql)
    if "?value" in str(layer(name).value(rule, SH.select))
}
_BEFORE: dict[str, list[tuple[str, str, str]]] = {}


def found_before(graph: rdflib.Graph, name: str) -> list[tuple[str, str, str]]:
    """What a layer finds in the undamaged graph; worked out once."""
    if name not in _BEFORE:
        _BEFORE[name] = report(vocabulary() if name == "ontology" else graph, name)
    return _BEFORE[name]


def resolve(name: str) -> rdflib.URIRef:
    probe = rdflib.Graph().parse(data=f"{PREFIX} <urn:x> <urn:y> {name} .", format="turtle")
    return next(o for o in probe.objects() if isinstance(o, rdflib.URIRef))


@pytest.mark.parametrize(("name", "where", "minus", "plus", "message"), FAULTS, ids=[f"{f[1]} -{f[2]} +{f[3]}"[:70] for f in FAULTS])
def test_a_seeded_fault_is_caught(modelled: rdflib.Graph, name: str, where: str, minus: str, plus: str, message: str) -> None:
    node = resolve(where)
    focus = [*map(resolve, WHOLE)] if message in WHOLE_MESSAGES else [node]
    before = {(m, n) for _, m, n in found_before(modelled, name)}
    assert not {(message, str(n)) for n in focus} & before, "the fault is there before it is seeded"
    gone = {t for word in minus.split() for t in modelled.triples((node, resolve(word), None))}
    assert not minus or gone
    if message == "an understanding is made of commitments":
        gone |= set(modelled.triples((None, resolve("dip:inAgreement"), node)))
    new = set(rdflib.Graph().parse(data=f"{PREFIX} {where} {plus} .", format="turtle")) - set(modelled) if plus else set()
    try:
        for triple in gone:
            modelled.remove(triple)
        for triple in new:
            modelled.add(triple)
        assert message in {m for _, m, _ in report(modelled, name, focus)}
    finally:
        for triple in new:
            modelled.remove(triple)
        for triple in gone:
            modelled.add(triple)


@pytest.mark.parametrize("name", ["core", "strict"])
def test_the_modelled_releases_conform(modelled: rdflib.Graph, name: str) -> None:
    assert [row for row in found_before(modelled, name) if row[0] != "Warning"] == []


def test_the_ontology_passes_its_lint() -> None:
    assert found_before(vocabulary(), "ontology") == []


def test_no_two_terms_and_no_two_concepts_of_a_scheme_share_a_label() -> None:
    rows = vocabulary().query("""SELECT ?kind ?label (COUNT(DISTINCT ?term) AS ?n) WHERE {
      { ?term a ?kind . FILTER(?kind IN (owl:Class, owl:ObjectProperty, owl:DatatypeProperty)) } UNION { ?term skos:inScheme ?kind }
      ?term skos:prefLabel ?l . BIND(LCASE(STR(?l)) AS ?label) } GROUP BY ?kind ?label HAVING(COUNT(DISTINCT ?term) > 1)""",
      initNs={"owl": rdflib.OWL, "skos": rdflib.SKOS})  # fmt: skip
    assert [tuple(map(str, row)) for row in rows] == []


def test_the_first_release_passes_strict_but_for_warnings(graph: Graph) -> None:
    triples = rdflib.Graph().parse(data=ox.serialize((q.triple for q in graph.dataset), format=ox.RdfFormat.N_TRIPLES), format="nt")
    own = [n for n in set(triples.subjects()) if "/release/KOR-2018-04-11" in str(n)]
    assert [row for row in report(triples, "strict", own) if row[0] != "Warning"] == []
