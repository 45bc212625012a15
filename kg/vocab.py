"""The namespaces of the graph; the base is this one constant."""

from __future__ import annotations

BASE = "https://w3id.org/dipkg/"
NS = BASE + "ns#"
VOC = BASE + "voc/"
ID = BASE + "id/"
RELEASE = BASE + "release/"
GRAPH = BASE + "graph/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"

PREFIXES = {
    "dip": NS, "voc": VOC, "id": ID, "state": ID + "state/", "issue": VOC + "issue/", "force": VOC + "force/",
    "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "skos": SKOS, "dct": DCT, "oa": OA, "owl": OWL,
}  # fmt: skip
