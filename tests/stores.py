"""Fabricated releases, so that it is the store that is tested and not the reading; run as a script, it writes until it is killed."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from kg.ingest.making import Made
from kg.readers import Input
from kg.store import Store, digest
from kg.vocab import RELEASE

KEPT = ("releases", "texts", "originals")


def graph(ident: str, words: str) -> bytes:
    """A small graph that differs with the words."""
    lines = {f'<urn:{ident}-{n}> <urn:says> "{words} {n}" <{RELEASE}{ident}#graph> .\n' for n in range(len(words) % 40 + 3)}
    return "".join(sorted(lines)).encode()


def release(number: int, edition: int = 0) -> tuple[str, str, bytes, str, bytes]:
    """What ``Store.put`` takes: id, source, original, text, graph. An edition is another reading of the same text."""
    text = f"Release {number} of the talks. " * (number % 50 + 1)
    ident = f"PER-2021-03-04-{digest(text.encode())[:8]}"
    return ident, f"in/{number}.txt", text.encode(), text, graph(ident, f"{text[:20]} {edition}")


def fake_make(found: Input) -> Made:
    """In place of reading: a graph made of the words; an empty text is refused."""
    text = found.draft.text if found.draft else found.original.decode()
    if not text.strip():
        return Made(code="empty", reason=f"{found.source}: holds no text")
    ident = f"PER-2021-03-04-{digest(text.encode())[:8]}"
    return Made(id=ident, text=text, nquads=graph(ident, text))


def state(path: Path) -> dict[str, bytes]:
    """Every file that is the truth of a store."""
    found = {str(p.relative_to(path)): p.read_bytes() for k in KEPT for p in sorted((path / k).iterdir())}
    return found | {"manifest.jsonl": (path / "manifest.jsonl").read_bytes()}


def write(path: Path, seed: int, count: int = 60) -> None:
    """Put releases in an order by chance, read some again, take some out; tells what lasts as soon as it does."""
    chance, store = random.Random(seed), Store(path, create=True)
    numbers = chance.sample(range(count), count)
    with store.writing():
        done: list[str] = []
        for step, number in enumerate(numbers):
            if number % 3 == 0:
                store.put(*release(number, edition=1))  # a reading that the next one replaces
            if number % 4 == 1 and release(number)[0] not in store.ids():
                store.put(*release(number + 1000))
                store.remove(release(number + 1000)[0])
            store.put(*release(number))
            done.append(release(number)[0])
            if step % 3 == 0:
                store.commit()
                print(*done, flush=True)
                done = []
    print(*done, "end", flush=True)


if __name__ == "__main__":
    for again in range(int(sys.argv[3]) if len(sys.argv) > len(("script", "store", "seed")) else 1):
        write(Path(sys.argv[1]), int(sys.argv[2]) + again)
