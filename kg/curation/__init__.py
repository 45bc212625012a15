"""What people say of readings: right, wrong, to be read otherwise, or missed; kept in plain text, in force as long as the reading is the same."""

from __future__ import annotations

from kg.curation.corrections import CORRECTIONS, Correction, append, correction_of, read_corrections
from kg.curation.readings import Readings
from kg.curation.review import judged, to_review
from kg.curation.standing import Standing, precision
from kg.curation.webanno import Taken, take

__all__ = [
    "CORRECTIONS", "Correction", "Readings", "Standing", "Taken", "append", "correction_of", "judged", "precision", "read_corrections", "take",
    "to_review",
]  # fmt: skip
