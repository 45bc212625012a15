"""What the house is built upon: licences that are known, nothing copied in, nothing that a checker finds dangerous."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
Figure = Callable[[str, object], None]
ALLOWED = re.compile(r"MIT|BSD|Apache|PSF|Python Software Foundation|ISC|MPL|Mozilla|Unlicense|HPND|LGPL|Lesser|Zlib|CC0|0BSD|Public Domain|W3C|Boost|\bZPL\b", re.IGNORECASE)
# These tell their licence in no field; it was read in the package itself.
LOOKED_UP = {"blis": "BSD", "murmurhash": "MIT", "cymem": "MIT", "preshed": "MIT", "srsly": "MIT", "thinc": "MIT", "catalogue": "MIT", "wasabi": "MIT", "confection": "MIT",
             "pyoxigraph": "MIT or Apache-2.0"}  # fmt: skip


def licence(name: str) -> str:
    told = distribution(name).metadata
    classified = " ".join(v for v in told.get_all("Classifier") or () if v.startswith("License"))
    return f"{told.get('License-Expression') or ''} {classified} {(told.get('License') or '')[:80]} {LOOKED_UP.get(name, '')}"


def wanted() -> set[str]:
    """All that is installed with the project, its optional parts included; the tools of its tests are not given away with it."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = text[text.index("dependencies = [") : text.index("\ntest = ")]
    todo, found = [m.lower() for m in re.findall(r'"([A-Za-z0-9_.-]+?)[<>=\[]', listed)], set[str]()
    while todo:
        name = re.sub(r"[-_.]+", "-", todo.pop())
        if name in found:
            continue
        try:
            needs = requires(name) or []
        except PackageNotFoundError:
            continue
        found.add(name)
        todo += [m[0].lower() for need in needs if "extra ==" not in need and (m := re.match(r"[A-Za-z0-9_.-]+", need))]
    return found


def test_every_licence_is_known(record_property: Figure) -> None:
    names = wanted()
    assert {"rdflib", "pyoxigraph", "spacy", "click"} <= names
    assert sorted(n for n in names if not ALLOWED.search(licence(n))) == []
    record_property("figure", f"{len(names)} packages, all licences on the list")


def test_nothing_is_copied_in(record_property: Figure) -> None:
    scripts = sorted(p.name for p in (ROOT / "kg").rglob("*.js"))
    assert scripts == ["app.js"], "a script of others would be pinned here by its digest"
    assert "http" not in (ROOT / "kg" / "server" / "static" / "app.js").read_text(encoding="utf-8").replace("http://www.w3.org", "")


@pytest.mark.slow
def test_a_checker_finds_nothing_of_high_severity(record_property: Figure) -> None:
    if not importlib.util.find_spec("bandit"):
        pytest.skip("bandit is not installed")
    done = subprocess.run([sys.executable, "-m", "bandit", "-q", "-r", "kg", "-f", "json"], cwd=ROOT, capture_output=True, text=True, check=False)
    found = [r for r in json.loads(done.stdout)["results"] if r["issue_severity"] == "HIGH"]
    assert [(r["filename"], r["line_number"], r["issue_text"]) for r in found] == []
    record_property("figure", f"bandit: {len(found)} high")
