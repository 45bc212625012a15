"""Makes the pictures of the README from what the program shows: python tests/pictures.py docs/pictures"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from browsing import chromium, served, visit
from serving import make_store

_WANTED = (("document", "RELEASE", 1240, 820), ("network", "/network/state/JPN", 1240, 760), ("timeline", "/timeline", 1240, 900))


def main(out: Path) -> None:
    """Read three releases, serve them, and keep three pages as pictures."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        store = make_store(Path(folder))
        first = next(p.name for p in (store / "releases").iterdir() if p.name.startswith("KOR")).partition(".")[0]
        with served(store) as home:
            for name, path, width, height in _WANTED:
                with visit(browser, home, viewport={"width": width, "height": height}) as page:
                    page.goto(home + path.replace("RELEASE", f"/release/{first}"))
                    if path == "RELEASE":
                        page.locator(".text a.cue").nth(4).click()
                    page.screenshot(path=out / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
