"""What people say of readings: right, wrong, to be read otherwise, or missed; kept in plain text, in force as long as the reading is the same."""

from __future__ import annotations

from kg.curation.corrections import CORRECTIONS, Correction, append, correction_of, missed, read_corrections, taken_back
from kg.curation.readings import Readings
from kg.curation.review import judged, to_review
from kg.curation.standing import Standing, digest_of, precision

__all__ = [
    "CORRECTIONS", "Correction", "Readings", "Standing", "append", "correction_of", "digest_of", "judged", "missed", "precision", "read_corrections",
    "taken_back", "to_review",
]  # fmt: skip
