"""What people say of readings: right, wrong, to be read otherwise, or missed; kept in plain text, in force as long as the reading is the same."""

from __future__ import annotations

from kg.curation.corrections import CORRECTIONS, Correction, append, correction_of, missed, read_corrections
from kg.curation.review import to_review
from kg.curation.standing import Standing, precision, stand

__all__ = [
    "CORRECTIONS", "Correction", "Standing", "append", "correction_of", "missed", "precision", "read_corrections", "stand", "to_review",
]  # fmt: skip
