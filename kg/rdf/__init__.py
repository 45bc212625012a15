"""The landing: turns what was read into quads, the same bytes for the same reading."""

from kg.rdf.reference import reference_nquads
from kg.rdf.release import to_nquads

__all__ = ["reference_nquads", "to_nquads"]
