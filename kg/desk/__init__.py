"""What a desk asks of many releases: what happened in order, what changed, what the other side left out, what became of a promise."""

from __future__ import annotations

from kg.desk.accounts import accounts
from kg.desk.changes import change, changes, diff
from kg.desk.dossier import as_html, as_markdown, dossier
from kg.desk.ledger import ledger
from kg.desk.look import Desk, Scope, look, scope_of
from kg.desk.states import diff_states
from kg.desk.timeline import timeline

__all__ = ["Desk", "Scope", "accounts", "as_html", "as_markdown", "change", "changes", "diff", "diff_states", "dossier", "ledger", "look", "scope_of", "timeline"]
