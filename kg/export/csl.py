"""CSL-JSON for Zotero and citation processors: one item a release."""

from __future__ import annotations

import json
from typing import Any

from kg.export.filings import filings


def as_csl(dataset: Any) -> bytes:
    """A release is a report of the genre press release; its issuer is the author, its IRI the note."""
    items = []
    for filing in filings(dataset):
        item: dict[str, Any] = {"id": filing["id"], "type": "report", "genre": "Press release", "title": filing["title"], "language": "en"}
        if filing["issuer"] or filing["publisher"]:
            item["author"] = [{"literal": filing["issuer"] or filing["publisher"]}]
        if filing["issued"]:
            item["issued"] = {"date-parts": [[int(part) for part in filing["issued"].split("-")]]}
        if filing["retrieved"]:
            item["accessed"] = {"date-parts": [[int(part) for part in filing["retrieved"].split("-")]]}
        item |= {key: filing[name] for key, name in (("publisher", "publisher"), ("URL", "url")) if filing[name]}
        item["note"] = filing["iri"] + (f"; licence: {filing['licence']}" if filing["licence"] else "")
        items.append(item)
    return ("[" + ",\n".join(json.dumps(i, ensure_ascii=False) for i in items) + "]\n").encode()
