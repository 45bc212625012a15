"""The ontology: every term labelled and defined, every term in use declared, no contradiction under OWL RL."""

from __future__ import annotations

import owlrl
import pytest
import rdflib
from conftest import read_own

from kg import model, resources
from kg.ingest import graph_of
from kg.vocab import NS

SKOS = rdflib.SKOS


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(resources.ontology("dip.ttl"))


def own_terms(ontology: rdflib.Graph) -> set[rdflib.URIRef]:
    kinds = (rdflib.OWL.Class, rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty, rdflib.OWL.AnnotationProperty)
    return {s for k in kinds for s in ontology.subjects(rdflib.RDF.type, k) if str(s).startswith(NS)}


def test_every_term_has_one_label_and_one_definition(ontology: rdflib.Graph) -> None:
    for term in own_terms(ontology):
        assert len(list(ontology.objects(term, SKOS.prefLabel))) == 1, term
        assert len(list(ontology.objects(term, SKOS.definition))) == 1, term


def test_labels_are_unique_within_a_kind(ontology: rdflib.Graph) -> None:
    classes = [t for t in own_terms(ontology) if (t, rdflib.RDF.type, rdflib.OWL.Class) in ontology]
    labels = [str(ontology.value(t, SKOS.prefLabel)) for t in classes]
    assert len(labels) == len(set(labels))


def test_the_graph_uses_declared_terms_only(ontology: rdflib.Graph, seed) -> None:
    declared = {str(t) for t in own_terms(ontology)}
    used = set()
    for line in graph_of(seed).decode().splitlines():
        used |= {part.strip("<>") for part in line.split() if part.startswith(f"<{NS}")}
    assert used <= declared, used - declared


def test_every_class_of_the_model_is_a_class_of_the_ontology(ontology: rdflib.Graph) -> None:
    for name in model.STATEMENT_CLASSES:
        assert (rdflib.URIRef(NS + name), rdflib.RDF.type, rdflib.OWL.Class) in ontology, name


def test_no_contradiction_under_owl_rl(ontology: rdflib.Graph) -> None:
    doc = read_own("Peru and Chile agreed to open a joint office. Peru and Chile did not agree on a date.")
    both = rdflib.Graph()
    both += ontology
    for quad in rdflib.Dataset().parse(data=graph_of(doc).decode(), format="nquads").quads():
        both.add(quad[:3])
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(both)
    errors = list(both.subject_objects(rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")))
    assert not errors, errors
