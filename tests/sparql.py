"""Strategies for queries: built from the grammar of SPARQL over the terms of the graph, damaged, or with something in them that reaches out."""

from __future__ import annotations

from hypothesis import strategies as st

VARIABLES = st.sampled_from(["?s", "?p", "?o", "?who", "?n", "$x"])
IRIS = st.sampled_from(["dip:Act", "dip:agent", "dip:content", "dip:when", "skos:prefLabel", "rdf:type", "a", "dip:inRelease", "<urn:none>", "dip:reportedVia"])
LITERALS = st.sampled_from(['"Peru"', '"Peru"@en', "'it'", "1", "-2.5", "1e9", "true", '"2021-03-03"^^xsd:date', '"""long\nline"""', '"a\\nb"', '"\\u0041"', '""'])
PATHS = st.sampled_from(["dip:agent/skos:prefLabel", "^dip:agent", "(dip:agent|dip:party)+", "dip:reportedVia*", "!rdf:type", "(dip:agent/^dip:agent)?", "!(a|^a)"])
REACHING = ("SERVICE <http://192.0.2.1/> { ?s ?p ?o }", "SERVICE SILENT ?x { ?s ?p ?o }", "service<urn:x>{}", "\\u0053ERVICE <urn:x> { }", "SERVICEe:x{ ?a ?b ?c }")


@st.composite
def terms(draw: st.DrawFn) -> str:
    """Any term."""
    return draw(st.one_of(VARIABLES, IRIS.filter(lambda iri: iri != "a"), LITERALS))


@st.composite
def expressions(draw: st.DrawFn, depth: int = 2) -> str:
    """What FILTER, BIND and ORDER BY take."""
    if not depth:
        return draw(st.one_of(VARIABLES, LITERALS))
    one, other = draw(expressions(depth - 1)), draw(expressions(depth - 1))
    form = draw(st.sampled_from(["({} = {})", "({} < {})", "({} + {})", "({} / {})", "({} && !{})", "CONCAT(STR({}), STR({}))", "REGEX(STR({}), STR({}))", "COALESCE({}, {})",
                                 "IF(BOUND(?s), {}, {})", "REPLACE(STR({}), '(a*)*', STR({}))", "STRDT(STR({}), xsd:date) = {}", "SUBSTR(STR({}), {})", "({} IN ({}, 1))"]))  # fmt: skip
    return str(form).format(one, other)


@st.composite
def groups(draw: st.DrawFn, depth: int = 2) -> str:
    """A group graph pattern."""
    parts = [f"{draw(terms())} {draw(st.one_of(IRIS, PATHS, VARIABLES))} {draw(terms())} ."]
    for _ in range(draw(st.integers(0, 3))):
        form = draw(st.integers(0, 8))
        if form == 0:
            parts.append(f"FILTER({draw(expressions())})")
        elif form == 1:
            parts.append(f"BIND({draw(expressions())} AS ?b{draw(st.integers(0, 9))})")
        elif form == 2:
            parts.append(f"VALUES (?s ?o) {{ ({draw(st.one_of(IRIS.filter(lambda iri: iri != 'a'), LITERALS))} UNDEF) }}")
        elif depth and form <= 5:
            word = draw(st.sampled_from(["OPTIONAL", "MINUS", "FILTER NOT EXISTS", "GRAPH ?g", "", "LATERAL"]))
            parts.append(f"{word} {draw(groups(depth - 1))}")
        elif depth and form == 6:
            parts.append(f"{draw(groups(depth - 1))} UNION {draw(groups(depth - 1))}")
        elif depth and form == 7:
            parts.append(f"{{ {draw(queries(depth - 1))} }}")
        else:
            parts.append(f"{draw(terms())} {draw(st.one_of(IRIS, PATHS))} {draw(terms())} .")
    return "{ " + " ".join(parts) + " }"


@st.composite
def queries(draw: st.DrawFn, depth: int = 2) -> str:
    """A query of any form; most are right, some no parser takes."""
    where = draw(groups(depth))
    head = draw(st.sampled_from(["SELECT *", "SELECT DISTINCT ?s ?o", "SELECT (COUNT(*) AS ?n)", "SELECT ?s (SAMPLE(?o) AS ?m)", "SELECT (GROUP_CONCAT(STR(?o)) AS ?all)"]))
    tail = draw(st.sampled_from(["", "", "LIMIT 5", "OFFSET 3", "ORDER BY ?s", "ORDER BY DESC(STR(?o)) LIMIT 2", "GROUP BY ?s HAVING (COUNT(*) > 1)"]))
    tail = f"GROUP BY ?s {tail}" if "SAMPLE" in head and "GROUP" not in tail else tail
    if depth < 2:
        return f"{head} {where} {tail}"
    return draw(st.sampled_from([f"{head} {where} {tail}", f"{head} WHERE {where} {tail}", f"ASK {where}", f"CONSTRUCT {{ ?s ?p ?o }} WHERE {where} LIMIT 9", "DESCRIBE ?s WHERE " + where]))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A query with something cut out, doubled or put in."""
    text = draw(queries())
    for _ in range(draw(st.integers(1, 3))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 6))
        text = text[:at] + draw(st.sampled_from(["", "{", "}", '"', "'", "\\", "<", "#", "\x00", "(", ")", "*", text[at : at + 9], "\ud7ff", "😀", ";", "?"])) + text[at + length :]
    return text


@st.composite
def reaching(draw: st.DrawFn) -> str:
    """A query with a call to a server elsewhere put in where a pattern may stand."""
    text = draw(queries())
    at = draw(st.sampled_from([n + 1 for n, sign in enumerate(text) if sign == "{"]))
    return f"{text[:at]} {draw(st.sampled_from(REACHING))} {text[at:]}"
