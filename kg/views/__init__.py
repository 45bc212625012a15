"""What a page shows, as plain values: who did what in which release, found again by actor, pair, issue, day or word."""

from __future__ import annotations

from kg.views.catalogue import Catalogue, Entry, Filing
from kg.views.places import iri_of, path_of

__all__ = ["Catalogue", "Entry", "Filing", "iri_of", "path_of"]
