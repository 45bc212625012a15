"""Three hundred hostile strings in a real browser: none runs, opens a dialog, breaks the policy or has the browser ask elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browsing import find_browser, served, visit
from test_hostile import FIELDS, HOSTILE, hostile_store

Figure = Callable[[str, object], None]
pytestmark = pytest.mark.slow
# What a payload would do is told by a mark on the window, whichever way it came to run.
TRAP = "window.ran = 0; window.alert = () => { window.ran += 1 }"
SURE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    find_browser()
    return hostile_store(tmp_path_factory.mktemp("hostile"))


def trapped(page: Any) -> Any:
    page.add_init_script(TRAP)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    return page


def untouched(page: Any) -> bool:
    """Whether nothing ran, also when the reader touches what can be touched."""
    page.evaluate("for (const e of document.querySelectorAll('main *, h1, input, details')) for (const n of ['mouseover', 'focus', 'toggle', 'load']) e.dispatchEvent(new Event(n))")
    return bool(page.evaluate("window.ran === 0"))


def test_the_trap_springs(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(SURE, encoding="utf-8")
    page = browser.new_page()
    page.add_init_script(TRAP)
    page.goto((tmp_path / "x.html").as_uri())
    page.wait_for_function("window.ran === 2")
    page.close()


def test_no_page_runs_what_a_release_carries(browser: Any, store: Path, record_property: Figure) -> None:
    names = sorted(p.name.partition(".")[0] for p in (store / "releases").iterdir())
    targets = [f"/release/{name}" for name in names] + ["/", "/releases", "/timeline", "/ledger", "/ask/agreed", "/ask/said", "/search?q=alert", "/network/state/PER"]
    with served(store) as home, visit(browser, home) as page:
        trapped(page)
        for target in targets:
            assert page.goto(home + target).status == 200
            assert untouched(page), target
    assert len(names) == 100
    record_property("figure", f"Chromium: {len(HOSTILE)} payloads on {len(targets)} pages, 0 ran")


def test_no_page_runs_what_an_address_carries(browser: Any, store: Path, record_property: Figure) -> None:
    with served(store) as home, visit(browser, home, refused=True) as page:
        trapped(page)
        told = set[int]()
        for number, bad in enumerate(HOSTILE):
            field = FIELDS[number % len(FIELDS)].replace("{{}}", "%7B%7D").replace("{}", quote(bad, safe=""))
            told.add(page.goto(home + field).status)
            assert untouched(page), field
    assert told <= {200, 400, 404}
    record_property("figure", f"Chromium: {len(HOSTILE)} payloads in {len(FIELDS)} addresses, 0 ran")


def test_no_plain_file_runs_them(browser: Any, store: Path, tmp_path: Path, record_property: Figure) -> None:
    from kg.server.site import write_site

    write_site(store, tmp_path / "site")
    pages = sorted((tmp_path / "site" / "release").rglob("*.html"))[:150]
    with visit(browser, tmp_path.as_uri()) as page:
        trapped(page)
        for path in pages:
            page.goto(path.as_uri())
            assert untouched(page), path.name
    assert len(pages) >= 100
    record_property("figure", f"Chromium: {len(pages)} plain files, 0 ran")
