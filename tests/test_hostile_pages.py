"""Requests of others: whatever is asked, the server answers within its house, tells no more than it should, and goes on."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from serving import Client

ROOT = Path(__file__).resolve().parents[1]
Figure = Callable[[str, object], None]


@pytest.fixture(scope="module")
def client(served: Path) -> Client:
    return Client(served)


UP = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "%252e%252e%252f", "..;/", "....//", "%c0%ae%c0%ae/", "%00/../", "/..", "//", "///etc"]
OUT = [
    *(f"/static/{up * 3}etc/hostname" for up in UP), *(f"/release/{up * 3}etc/hostname" for up in UP), "/static/app.css%00.html", "/static//app.css", "/static/C:%5cwindows",
    "/static/CON", "/static/.", "/static/..", "/static/" + "a" * 300, "/release/" + "a" * 300, "//evil.example", "/%2f%2fevil.example", "/\\evil.example", "/static/file:///etc/hostname",
    "/release/manifest.jsonl", "/manifest.jsonl", "/originals/x", "/../store/manifest.jsonl", "/.git/config", "/id/state/%00", "/id/%ff%fe", "/ask/../agreed", "/ask/%2e%2e",
]  # fmt: skip


def test_no_path_leads_out(client: Client, record_property: Figure) -> None:
    secret = Path("/etc/hostname").read_bytes().strip() if Path("/etc/hostname").is_file() else b"no-such-file"
    for path in OUT:
        answer = client.get(path)
        assert answer.status in (400, 404, 421), (path, answer.status)
        assert secret not in answer.body or len(secret) < 4, path
        assert "location" not in answer.headers, path
        assert b"root:" not in answer.body
        assert b"Traceback" not in answer.body and str(ROOT).encode() not in answer.body, path
    assert len(OUT) >= 40
    record_property("figure", f"{len(OUT)} spellings, 0 outside the root")


NAMES = ["../x", "..", "a/b", "a\\b", "C:\\x", "CON", "nul.txt", "a" * 300, "x\x00y", ".hidden", "%2e%2e", "é", "a:b", "a|b", "<x>", " ", "...", "com1.html", "aux", "x/../../y", "~", "-rf"]


def test_no_name_makes_a_file_elsewhere(record_property: Figure) -> None:
    from kg.server.site import file_of

    made = [file_of(f"/id/person/{name}") for name in NAMES]
    for name in made:
        for part in name.split("/"):
            assert re.fullmatch(r"[A-Za-z0-9._~-]{1,100}", part), name
            assert part not in (".", "..") and not part.startswith("-rf/")
            assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", part.removesuffix(".html")), name
    record_property("figure", f"{len(made)} names, 0 outside")


@pytest.mark.parametrize(("issuer", "day"), [("../../x", "2021-03-04"), ("PER", "../../../x"), ("P\x00R", "2021-03-04"), ("P" * 300, "2021-03-04"), ("PER", "2021-02-30"),
                                             ("-rf", "2021-03-04"), ("PER", "٢٠٢١-٠٣-٠٤"), ("", "2021-3-4")])  # fmt: skip
def test_what_is_said_beside_a_text_makes_no_file_elsewhere(tmp_path: Path, issuer: str, day: str) -> None:
    from kg.ingest import ingest

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Talks\n\nPeru and Chile agreed to open a joint office in Lima.\n", encoding="utf-8")
    ingest(tmp_path / "in" / "deep" / "s", [tmp_path / "in" / "a.txt"], issuer=issuer, published=day)
    made = {p.relative_to(tmp_path).parts[0] for p in tmp_path.rglob("*")}
    assert made == {"in"}
    outside = [p for p in (tmp_path / "in").iterdir() if p.name not in ("a.txt", "deep")]
    assert outside == []


WORDS = st.one_of(st.text(max_size=40), st.sampled_from(["", "JPN", "../", "%", "<script>", "'\"", "\x00", "2021-01-01", "0", "-1", "9" * 30, "٣", "a" * 3_000, "=1"]))
PATHS = st.sampled_from(["/", "/search", "/actors", "/issues", "/releases", "/questions", "/ledger", "/timeline", "/network", "/compare", "/sparql", "/complete", "/ask/agreed",
                         "/ask/said", "/id/state/PER", "/pair/state/JPN/state/PER", "/network/state/PER", "/voc/issue/fisheries", "/static/app.js", "/nowhere"])  # fmt: skip
KEYS = st.sampled_from(["q", "party", "with", "issue", "since", "until", "page", "family", "left", "right", "kind", "form", "format", "try", "query", "side", "sort", "x"])


@pytest.mark.parametrize("count", [150, pytest.param(5_000, marks=pytest.mark.slow)])
def test_any_request_is_answered(client: Client, count: int, record_property: Figure) -> None:
    from urllib.parse import quote

    seen: dict[int, int] = {}

    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
    @given(
        PATHS, st.sampled_from(["", ".json", ".csv", ".ttl", ".html", "/x"]), st.lists(st.tuples(KEYS, WORDS), max_size=3),
        st.dictionaries(st.sampled_from(["accept", "if-none-match", "range", "cookie", "origin", "x-forwarded-host", "content-length", "user-agent"]),
                        st.one_of(st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30), st.just("text/html;q=x, */*;q=-1")), max_size=2),
        st.sampled_from(["GET", "GET", "GET", "HEAD", "POST"]), st.binary(max_size=60),
    )  # fmt: skip
    def check(path: str, form: str, params: list[tuple[str, str]], headers: dict[str, str], method: str, body: bytes) -> None:
        query = "&".join(f"{k}={quote(v, errors='replace')}" for k, v in params if not (path == "/sparql" and k == "query"))
        answer = client.ask(method, f"{path}{form}?{query}", headers, body if method == "POST" else b"")
        seen[answer.status] = seen.get(answer.status, 0) + 1
        assert answer.status in (200, 304, 400, 403, 404, 405, 413, 414, 415), (path, form, params, headers, answer.status)
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert not {"access-control-allow-origin", "set-cookie", "server", "location"} & set(answer.headers)
        assert b"Traceback" not in answer.body

    check()
    record_property("figure", f"{count:,} requests, 0 unhandled: {dict(sorted(seen.items()))}")


LONG = [({"content-length": "3000000"}, b"query=ASK{}", 413, "too long by its own word"), ({"content-length": "11"}, b"query=" + b"a" * 3_000_000, 413, "longer than it says"),
        ({"content-length": "0"}, b"query=" + b"a" * 3_000_000, 413, "says that there is none"), ({"content-length": "-1"}, b"", 413, "says nonsense")]  # fmt: skip


@pytest.mark.parametrize(("headers", "body", "status", "why"), LONG, ids=[row[3] for row in LONG])
def test_a_long_body_is_not_taken(client: Client, headers: dict[str, str], body: bytes, status: int, why: str) -> None:
    assert client.ask("POST", "/sparql", {"content-type": "application/x-www-form-urlencoded", **headers}, body).status == status, why


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_running_server(served: Path, tmp_path: Path, record_property: Figure) -> None:
    """Listens on the loopback interface alone, answers many at once, bears slow and broken callers, logs nobody, ends when told to."""
    pytest.importorskip("kg.server.app", reason="the part [server] is not installed")
    port = free_port()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen([sys.executable, "-m", "kg", "serve", "--store", str(served), "--port", str(port)], stdout=log, stderr=log, env=env)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        bound = Path("/proc/net/tcp")
        if bound.is_file():
            local = [line.split()[1] for line in bound.read_text(encoding="ascii").splitlines()[1:] if line.split()[3] == "0A"]
            assert {a.split(":")[0] for a in local if a.endswith(f":{port:04X}")} == {"0100007F"}
        slow = [socket.create_connection(("127.0.0.1", port), 5) for _ in range(20)]
        for number, line in enumerate(slow):
            line.sendall((b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"\x16\x03\x01\x02\x00", b"GET / HTTP/9\r\n\r\n", b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\na")[number % 4])

        def ask(number: int) -> int:
            with urlopen(f"http://127.0.0.1:{port}/actors?q=secret-{number}", timeout=30) as answer:
                return int(answer.status)

        with ThreadPoolExecutor(50) as pool:
            assert set(pool.map(ask, range(100))) == {200}
        for line in slow:
            line.close()
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) in (0, -signal.SIGTERM)
    finally:
        server.kill()
        server.wait()
    told = (tmp_path / "log").read_text(encoding="utf-8")
    assert "secret-" not in told and "Traceback" not in told, told
    assert "GET /" not in told
    record_property("figure", "bound to 127.0.0.1, 50 at once beside 20 slow callers, nobody logged, ended when told to")
