"""Loads a server on this machine: parallel clients with mixed requests, then runaway queries while others are served.

It serves a store in a process of its own, asks loopback alone, prints figures, and exits 1 where a request failed or a bar is missed.
The requests are drawn with a fixed seed from what the store itself lists, so two runs ask the same.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

_RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a != ?i) }"
_ASKED = ("agreed", "urged", "positions", "met", "planned", "said")
_SPARQL = (
    "SELECT ?s WHERE { ?s a <https://w3id.org/dipkg/ns#Request> } LIMIT 20",
    "ASK { ?s a <https://w3id.org/dipkg/ns#DeniedAct> }",
    "SELECT ?f (COUNT(*) AS ?n) { ?s <https://w3id.org/dipkg/ns#force> ?f } GROUP BY ?f ORDER BY DESC(?n) LIMIT 10",
)


@contextmanager
def serving(store: Path, seconds: float) -> Iterator[tuple[int, Callable[[], float]]]:
    """The port of a server for the store, and what tells how many seconds of processor it has used."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", str(port), "--seconds", str(seconds)])
    try:
        _wait(port)
        yield port, lambda: _used(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _used(pid: int) -> float:
    """Seconds of processor of a process and all that it has begun; 0 where the system does not tell."""
    parents: dict[int, int] = {}
    spent: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)], spent[int(path.parent.name)] = int(fields[1]), sum(map(int, fields[11:15]))
    ours = {pid}
    while more := {p for p, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(spent.get(p, 0) for p in ours) / os.sysconf("SC_CLK_TCK")


def settled(used: Callable[[], float], seconds: float = 120.0) -> None:
    """Wait until the server has done what it does by itself once it is up."""
    until, before = time.monotonic() + seconds, -1.0
    while used() - before > 0.1 and time.monotonic() < until:
        before = used()
        time.sleep(3)


def _wait(port: int) -> None:
    for _ in range(6000):
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def ask(client: http.client.HTTPConnection, target: str, accept: str = "text/html") -> tuple[int, bytes]:
    """One GET over a connection that is kept."""
    client.request("GET", target, headers={"accept": accept})
    answer = client.getresponse()
    return answer.status, answer.read()


def listed(port: int, path: str, sheets: int) -> list[dict[str, str]]:
    """The rows of the first sheets of a list."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    return [row for n in range(1, sheets + 1) for row in json.loads(ask(client, f"{path}.json?page={n}")[1])["rows"]]


def requests(port: int, count: int) -> list[tuple[str, str]]:
    """(kind, address) of so many requests, most for releases and statements as a reader's are."""
    draw = random.Random(7)
    releases = [r["node"].partition("/dipkg")[2] for r in listed(port, "/releases", 11)]
    acts = ["/release/" + r["statement"].partition("/release/")[2].replace("#", "/") for r in listed(port, "/timeline", 4)]
    actors = [r["node"].partition("/dipkg")[2] for r in listed(port, "/actors", 1)]
    issues = [r["node"].partition("/dipkg")[2] for r in listed(port, "/issues", 1)]
    states = [a.removeprefix("/id/state/") for a in actors if a.startswith("/id/state/")][:60]
    words = [w for r in listed(port, "/releases", 1) for w in r["title"].split() if len(w) > 4]

    kinds: dict[str, tuple[int, Callable[[], str]]] = {
        "release": (26, lambda: draw.choice(releases)), "release.json": (4, lambda: draw.choice(releases) + ".json"),
        "statement": (16, lambda: draw.choice(acts)), "actor": (10, lambda: quote(draw.choice(actors))), "issue": (6, lambda: draw.choice(issues)),
        "ask": (8, lambda: f"/ask/{draw.choice(_ASKED)}?party={draw.choice(states)}"), "search": (6, lambda: f"/search?q={quote(draw.choice(words))}"),
        "complete": (8, lambda: f"/complete?q={quote(draw.choice(words)[:3])}"), "ledger": (4, lambda: f"/ledger?party={draw.choice(states)}"),
        "timeline": (4, lambda: f"/timeline?party={draw.choice(states)}&page={draw.randint(1, 3)}"),
        "network": (2, lambda: f"/network/state/{draw.choice(states)}"), "list": (2, lambda: f"/releases?page={draw.randint(1, 40)}"),
        "sparql": (4, lambda: "/sparql?" + urlencode({"query": draw.choice(_SPARQL), "format": "json"})),
    }  # fmt: skip
    names, weights = list(kinds), [kinds[k][0] for k in kinds]
    return [(name, kinds[name][1]()) for name in draw.choices(names, weights, k=count)]


def load(port: int, todo: list[tuple[str, str]], clients: int) -> tuple[dict[str, list[float]], Counter[str]]:
    """Seconds of each request by its kind, and what failed, asked by so many clients at once."""
    taken, failed = defaultdict[str, list[float]](list), Counter[str]()
    left, lock = iter(todo), threading.Lock()

    def work() -> None:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while True:
            with lock:
                kind, target = next(left, ("", ""))
            if not kind:
                return
            begun = time.monotonic()
            try:
                status, _ = ask(client, target)
            except (OSError, http.client.HTTPException):
                client, status = http.client.HTTPConnection("127.0.0.1", port, timeout=120), 0
            with lock:
                taken[kind].append(time.monotonic() - begun)
                if status != 200:
                    failed[f"{status} {kind}"] += 1

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, failed


def quantile(values: list[float], share: float) -> float:
    """The value below which so large a share of them lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def runaways(port: int, count: int) -> list[float]:
    """Seconds until each of so many runaway queries, sent at once, is ended by the server."""
    ended: list[float] = []

    def run() -> None:
        begun = time.monotonic()
        ask(http.client.HTTPConnection("127.0.0.1", port, timeout=120), "/sparql?" + urlencode({"query": _RUNAWAY}), "application/json")
        ended.append(time.monotonic() - begun)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


def main() -> None:
    """Run both loads and judge them by their bars."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--runaways", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=5.0, help="limit of a query")
    parser.add_argument("--p95", type=float, default=0.3, help="bar in seconds")
    given = parser.parse_args()
    with serving(given.store, given.seconds) as (port, used):
        settled(used)
        print(f"opened with {used():.1f} s of processor", flush=True)
        todo = requests(port, given.requests)
        load(port, todo[:1], 1)
        before, begun = used(), time.monotonic()
        taken, failed = load(port, todo, given.clients)
        whole, spent = time.monotonic() - begun, used() - before
        every = [t for times in taken.values() for t in times]
        print(f"{len(every)} requests of {given.clients} clients in {whole:.1f} s: {len(every) / whole:.0f} a second; {sum(failed.values())} failed {dict(failed)}; "
              f"{1000 * spent / len(every):.1f} ms of processor a request in all processes of the server, load {os.getloadavg()[0]:.1f}")  # fmt: skip
        for name, times in [*sorted(taken.items()), ("all", every)]:
            print(f"  {name:14}{len(times):7} p50 {quantile(times, 0.5):.3f} p95 {quantile(times, 0.95):.3f} worst {max(times):.3f} s")
        served: list[tuple[dict[str, list[float]], Counter[str]]] = []
        pages = [r for r in todo if r[0] != "sparql"][: len(todo) // 20]
        beside = threading.Thread(target=lambda: served.append(load(port, pages, 4)))
        beside.start()
        ended = runaways(port, given.runaways)
        beside.join()
        meanwhile = [t for times in served[0][0].values() for t in times]
        print(f"{len(ended)} runaway queries: worst ended after {max(ended):.2f} s (limit {given.seconds:g} s); "
              f"{len(meanwhile)} pages beside them: p95 {quantile(meanwhile, 0.95):.3f} s, {sum(served[0][1].values())} failed")  # fmt: skip
        sound, _ = load(port, [r for r in todo if r[0] == "sparql"][:20], 2)
        print(f"after them {len(sound['sparql'])} queries: p95 {quantile(sound['sparql'], 0.95):.3f} s")
    met = {
        "no request fails": not failed and not served[0][1],
        f"p95 is at most {given.p95:g} s": quantile(every, 0.95) <= given.p95,
        "runaways end within the limit and a second": max(ended) <= given.seconds + 1,
    }
    for words, holds in met.items():
        print(f"{'met   ' if holds else 'MISSED'} {words}")
    if not all(met.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
