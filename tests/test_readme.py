"""Every command of the README does what it says, in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from test_remote import running_server

ROOT = Path(__file__).resolve().parents[1]
Figure = Callable[[str, object], None]
TALKS = "Talks in Lima\n\nPeru and Japan agreed to open a joint office in Lima. Peru urged Japan to ratify the treaty. South Korea met with Japan in Lima.\n"


def commands() -> list[str]:
    """The lines of the README's blocks that begin with kg."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line.rpartition("&& ")[2] if "pip install" in line else line for line in lines if re.search(r"(^|&& )kg ", line)]


def materials(home: Path) -> None:
    """What the commands take for granted: releases, and two graphs."""
    (home / "releases").mkdir()
    for name in ("release.txt", "talks.html", "news.txt", "releases/a.txt"):
        (home / name).write_text(TALKS, encoding="utf-8")
    (home / "releases" / "b.txt").write_text((ROOT / "data" / "releases" / "2018-04-11-korea-japan.txt").read_text(encoding="utf-8"), encoding="utf-8")


def try_all(home: Path, kg: list[str], env: dict[str, str], endpoint: str) -> int:
    materials(home)
    said = ""
    for line in commands():
        words = shlex.split(line)
        if words[:2] == ["kg", "serve"]:  # goes on until it is ended: tests/test_hostile_pages.py
            continue
        if words[1] == "compare":
            for name in ("before.nq", "after.nq"):
                subprocess.run([*kg, "export", "nq", name], cwd=home, env=env, check=True)
        if words[1] == "why":
            said = subprocess.run([*kg, "ask", "agreed", "--format", "tsv", "--columns", "statement"], cwd=home, env=env, check=True, capture_output=True, text=True).stdout
            words[2] = said.splitlines()[1]
        words = [endpoint if word == "URL" else word for word in words]
        done = subprocess.run([*kg, *words[1:]], cwd=home, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}: {done.stdout[-500:]}{done.stderr[-500:]}"
    return len(commands())


def test_the_readme_has_commands() -> None:
    assert len(commands()) >= 12


@pytest.mark.slow
def test_every_command_from_an_installed_wheel(tmp_path: Path, record_property: Figure) -> None:
    """The wheel is built and installed beside the libraries that are here already, so that nothing is fetched."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    built = subprocess.run([sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", str(tmp_path / "wheel"), str(ROOT)], check=False, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    wheel = next((tmp_path / "wheel").glob("*.whl"))
    subprocess.run([sys.executable, "-m", "pip", "install", "--no-deps", "-q", "--target", str(tmp_path / "site"), str(wheel)], check=True)
    (tmp_path / "empty").mkdir()
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    with running_server() as server:
        count = try_all(tmp_path / "empty", [sys.executable, "-P", "-m", "kg"], env, server.url)
    record_property("figure", f"{count} commands from an installed wheel in an empty folder")
