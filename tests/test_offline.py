"""Nothing is needed from elsewhere and nothing is asked there: everything works where there is no network at all."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import build
import conftest
import pytest
from build import WORDS

ROOT = Path(__file__).resolve().parents[1]
Figure = Callable[[str, object], None]
# Everything a day at a desk does, in one process whose calls to the network are counted.
SCRIPT = """
import sys
calls = []
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"):
        calls.append(event + repr(args[1:]))
sys.addaudithook(watch)
from click.testing import CliRunner
from kg.cli import main
from kg.export import EXPORTS
def kg(*words):
    result = CliRunner().invoke(main, words)
    assert result.exit_code in (0, 3), (words, result.output, result.exception)
kg("demo")
kg("ingest", "in", "--workers", "2")
for words in (("ask", "agreed"), ("ask", "said", "--format", "json"), ("check",), ("read", "in/a.txt"), ("read", "--html", "a.html", "in/a.txt"), ("path", "PER", "CHL")):
    kg(*words)
for form in EXPORTS:
    CliRunner().invoke(main, ["export", form, "out-" + form])
CliRunner().invoke(main, ["site", "pages"])
print(len(calls), calls[:5])
"""


def away() -> list[str]:
    """What runs a command where there is no network, or nothing."""
    unshare = shutil.which("unshare")
    return [unshare, "-rn"] if unshare and not subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode else []


def test_a_day_at_a_desk_without_a_network(tmp_path: Path, record_property: Figure) -> None:
    home = tmp_path / "in"
    home.mkdir()
    for name, raw in {
        "a.txt": f"Talks\n\n{WORDS}\n".encode(), "b.docx": build.docx("Talks", WORDS), "c.eml": build.mail(WORDS), "d.md": f"# Talks\n\n{WORDS}".encode(),
        "e.rss": build.rss(f"<item><title>Talks</title><link>https://m.example/1</link><description>{WORDS}</description></item>"),
        "f.html": build.page(f'<h1>Talks</h1><p>{WORDS}</p><img src="https://m.example/x.png">'), "g.pdf": build.pdf(["Talks", WORDS]),
        "h.jsonl": json.dumps({"text": WORDS, "url": "https://m.example/2"}).encode(),
    }.items():  # fmt: skip
        (home / name).write_bytes(raw)
    command = [*away(), sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, check=False)
    assert done.stdout.split(maxsplit=1)[:1] == ["0"], done.stdout[-2_000:] + done.stderr[-2_000:]
    record_property("figure", f"read, asked, checked, exported, pages written{' in a namespace without a network' if away() else ''}: 0 attempts")


def test_the_test_run_itself_is_watched(record_property: Figure) -> None:
    before = list(conftest.ATTEMPTS)
    with socket.socket() as line, pytest.raises(PermissionError, match="reaches out"):
        line.connect(("192.0.2.1", 80))
    assert [*before, "socket.connect 192.0.2.1"] == conftest.ATTEMPTS
    conftest.ATTEMPTS[:] = before
    record_property("figure", f"{len(before)} attempts in this test run so far")


LOOPBACK = 'ip link set lo up && exec "$@"'


@pytest.mark.slow
def test_the_whole_run_without_a_network(record_property: Figure) -> None:
    """Tests that serve on this machine and ask themselves need the loopback interface, which leads nowhere else."""
    alone = [*away(), "sh", "-c", LOOPBACK, "sh"]
    if not away() or subprocess.run([*alone, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets no process leave the network and keep its loopback interface")
    done = subprocess.run([*alone, sys.executable, "-m", "pytest", "-q", "-x"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3_000:]
    record_property("figure", f"whole run in a namespace without a network: {done.stdout.strip().splitlines()[-1].strip('= ')}, 0 attempts")
