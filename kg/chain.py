"""Tells who says so: the chain of speakers of each statement, outermost first, from the graph alone."""

from __future__ import annotations

from typing import Any

from kg.query import select

_LAYERS = """PREFIX dip: <https://w3id.org/dipkg/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?layer ?outer ?speaker WHERE {
  ?layer a dip:ReportingClause ; dip:reportedVia ?outer ; dip:speaker/skos:prefLabel ?speaker .
}"""
_ACTS = """PREFIX dip: <https://w3id.org/dipkg/ns#>
SELECT DISTINCT ?act ?layer WHERE { ?act a dip:Act ; dip:reportedVia ?layer }"""
_ISSUERS = """PREFIX dip: <https://w3id.org/dipkg/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?release ?speaker WHERE { ?release a dip:Release . OPTIONAL { ?release dip:speaker/skos:prefLabel ?speaker } }"""


def chains(dataset: Any) -> dict[str, tuple[str, ...]]:
    """Statement IRI -> speakers, the issuer of the release first, the innermost reporter last."""
    layers = {str(layer): (str(outer), str(speaker)) for layer, outer, speaker in select(dataset, _LAYERS).rows}
    issuers = {str(release): speaker or "issuer unknown" for release, speaker in select(dataset, _ISSUERS).rows}
    found = {}
    for act, layer in select(dataset, _ACTS).rows:
        speakers, here = [], str(layer)
        while here in layers:
            here, speaker = layers[here]
            speakers.append(speaker)
        found[str(act)] = (issuers.get(here, "issuer unknown"), *reversed(speakers))
    return found
