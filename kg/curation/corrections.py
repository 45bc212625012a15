"""The corrections file: a line for each verdict, keyed by the digest of what was read and the digest of its evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.curation.slots import SAYS
from kg.errors import UsageError
from kg.keys import addition_key, evidence_key, meaning_key
from kg.vocab import RELEASE

CORRECTIONS = "corrections.tsv"
VERDICTS = ("accept", "reject", "edit", "add")
ADDED = "review"  # the rule of statements that a person added
_HEAD = "# verdict, digest of the reading, digest of the evidence, release and offsets, rule, fields, note\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One line. ``where`` is release:start-end; ``fields`` are what is right instead, or all that a missed statement says."""

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

    @property
    def offsets(self) -> tuple[int, int]:
        """Where in its text: the cue of a reading, or the stretch that says what was missed."""
        start, _, end = self.where.rpartition(":")[2].partition("-")
        return int(start), int(end)

    @property
    def key(self) -> tuple[str, str]:
        """What it speaks of: of two corrections with one key the later counts."""
        return self.meaning, self.evidence

    @property
    def node(self) -> str:
        """The IRI of a statement that it adds, made of its offsets and of what it says."""
        start, end = self.offsets
        return f"{RELEASE}{self.release}#rv{start:05}-{end:05}-{self.meaning[:6]}"


def keys(act: dict[str, Any], sha256: str) -> tuple[str, str]:
    """The digests of a reading and of its evidence."""
    parties, addressees = ([str(a) for a in act[k]] if k == "parties" else [a["iri"] for a in act[k] if a.get("iri")] for k in ("parties", "to"))
    return (meaning_key(act["class"], act["force"], act["status"], parties, addressees, act["text"]), evidence_key(sha256, *act["cue"]))


def correction_of(act: dict[str, Any], sha256: str, verdict: str, fields: dict[str, str], note: str = "") -> Correction:
    """The line for a verdict on an act. Raises UsageError on an edit that changes nothing or a field there is not."""
    if unknown := sorted(set(fields) - set(SAYS)):
        raise UsageError(f"no field {unknown[0]!r}; an edit can give {', '.join(SAYS)}")
    if (verdict == "edit") != bool(fields):
        raise UsageError("an edit says what is right, as field=value; accept and reject say no more")
    meaning, evidence = keys(act, sha256)
    where = f"{act['document']}:{act['cue'][0]}-{act['cue'][1]}"
    return Correction(verdict=verdict, meaning=meaning, evidence=evidence, where=where, rule=act["rule"], fields=tuple(sorted(fields.items())), note=note)


def missed(release: str, sha256: str, start: int, end: int, fields: dict[str, str], note: str = "") -> Correction:
    """The line for a statement that was not read, anchored in the text. Raises UsageError on a field there is not."""
    if not 0 <= start < end or (unknown := sorted(set(fields) - {*SAYS, "cue"})):
        raise UsageError(f"a missed statement stands somewhere in the text and says {', '.join(SAYS)} or cue, not {', '.join(unknown) or 'nothing'}")
    told = tuple(sorted(fields.items()))
    return Correction(verdict="add", meaning=addition_key(told), evidence=evidence_key(sha256, start, end), where=f"{release}:{start}-{end}",
                      rule=ADDED, fields=told, note=note)  # fmt: skip


def taken_back(added: Correction, verdict: str, note: str = "") -> Correction:
    """The line that takes back a statement which a person added. Raises UsageError for another verdict on it."""
    if verdict != "reject":
        raise UsageError("a person added this statement; to change it, take it back with --reject and add it anew")
    return replace(added, verdict="reject", note=note)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file; of several on one reading the last counts. Raises UsageError on a line that is not one."""
    found: dict[tuple[str, str], Correction] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.is_file() else [], start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")] + [""] * 7
        if cells[0] not in VERDICTS or not all(cells[1:3]) or not re.fullmatch(r"[^:]+:\d+-\d+", cells[3]):
            raise UsageError(f"{path}, line {number}: write verdict, digest, digest, release:start-end, rule, fields, note, with tabs")
        fields = tuple(tuple(f.split("=", 1)) for f in cells[5].split(" ; ") if "=" in f)
        told = Correction(verdict=cells[0], meaning=cells[1], evidence=cells[2], where=cells[3], rule=cells[4] or "-",
                          fields=tuple((f[0], f[1]) for f in fields), note=cells[6])  # fmt: skip
        found.pop(told.key, None)
        found[told.key] = told
    return tuple(found.values())


def append(path: Path, *told: Correction) -> None:
    """Add lines to the file; what stands there is never changed."""
    with path.open("a", encoding="utf-8") as out:
        if out.tell() == 0:
            out.write(_HEAD)
        out.writelines(map(as_line, told))


def as_line(told: Correction) -> str:
    """A correction as it stands in the file."""
    fields = " ; ".join(f"{name}={_plain(value)}" for name, value in told.fields)
    return "\t".join([told.verdict, told.meaning, told.evidence, told.where, told.rule, fields, _plain(told.note)]) + "\n"


def _plain(text: str) -> str:
    return " ".join(text.replace(" ; ", ", ").split())
