"""The corrections file: a line for each verdict, keyed by the digest of what was read and the digest of its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.keys import evidence_key, meaning_key

CORRECTIONS = "corrections.tsv"
VERDICTS = ("accept", "reject", "edit", "add")
FIELDS = ("who", "force", "status", "content", "condition", "date")
_HEAD = "# verdict, digest of the reading, digest of the evidence, release and offsets, rule, fields, note\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line. ``meaning`` is - for a missed statement; ``where`` is release:start-end; ``fields`` are what is right instead."""

    verdict: str
    meaning: str
    evidence: str
    where: str
    rule: str = "-"
    fields: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def release(self) -> str:
        """The id of the release it speaks of."""
        return self.where.rpartition(":")[0]


def keys(act: dict[str, Any], sha256: str) -> tuple[str, str]:
    """The digests of a reading and of its evidence."""
    parties, addressees = ([str(a) for a in act[k]] if k == "parties" else [a["iri"] for a in act[k] if a.get("iri")] for k in ("parties", "to"))
    return (meaning_key(act["class"], act["force"], act["status"], parties, addressees, act["text"]), evidence_key(sha256, *act["cue"]))


def correction_of(act: dict[str, Any], sha256: str, verdict: str, fields: dict[str, str], note: str = "") -> Correction:
    """The line for a verdict on an act. Raises UsageError on an edit that changes nothing or a field there is not."""
    if unknown := sorted(set(fields) - set(FIELDS)):
        raise UsageError(f"no field {unknown[0]!r}; an edit can give {', '.join(FIELDS)}")
    if (verdict == "edit") != bool(fields):
        raise UsageError("an edit says what is right, as field=value; accept and reject say no more")
    meaning, evidence = keys(act, sha256)
    where = f"{act['document']}:{act['cue'][0]}-{act['cue'][1]}"
    return Correction(verdict=verdict, meaning=meaning, evidence=evidence, where=where, rule=act["rule"], fields=tuple(sorted(fields.items())), note=note)


def missed(release: str, sha256: str, start: int, end: int, fields: dict[str, str], note: str = "") -> Correction:
    """The line for a statement that was not read, anchored in the text."""
    if not (0 <= start < end) or not fields or set(fields) - set(FIELDS):
        raise UsageError(f"a missed statement needs its offsets, start-end, and what it says, as field=value: {', '.join(FIELDS)}")
    told = tuple(sorted(fields.items()))
    return Correction(verdict="add", meaning="-", evidence=evidence_key(sha256, start, end), where=f"{release}:{start}-{end}", fields=told, note=note)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file; of several on one reading the last counts. Raises UsageError on a line that is not one."""
    found: dict[tuple[str, str], Correction] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.is_file() else [], start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")] + [""] * 7
        if cells[0] not in VERDICTS or not all(cells[1:4]):
            raise UsageError(f"{path}, line {number}: write verdict, digest, digest, release:start-end, rule, fields, note, with tabs")
        fields = tuple(tuple(f.split("=", 1)) for f in cells[5].split(" ; ") if "=" in f)
        found.pop((cells[1], cells[2]), None)
        found[cells[1], cells[2]] = Correction(verdict=cells[0], meaning=cells[1], evidence=cells[2], where=cells[3], rule=cells[4] or "-",
                                               fields=tuple((f[0], f[1]) for f in fields), note=cells[6])  # fmt: skip
    return tuple(found.values())


def append(path: Path, told: Correction) -> None:
    """Add a line to the file; what stands there is never changed."""
    fields = " ; ".join(f"{name}={_plain(value)}" for name, value in told.fields)
    line = "\t".join([told.verdict, told.meaning, told.evidence, told.where, told.rule, fields, _plain(told.note)])
    with path.open("a", encoding="utf-8") as out:
        if out.tell() == 0:
            out.write(_HEAD)
        out.write(line + "\n")


def _plain(text: str) -> str:
    return " ".join(text.replace(" ; ", ", ").split())
