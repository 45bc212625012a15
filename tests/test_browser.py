"""What a person does on the pages, done in Chromium: search, follow marks and statements, compare, read a ledger, see a network."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import find_browser, served, shoot, visit
from serving import make_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    find_browser()
    return make_store(tmp_path_factory.mktemp("browsed"))


@pytest.fixture(scope="module")
def home(store: Path) -> Iterator[str]:
    with served(store) as address:
        yield address


@pytest.fixture(scope="module")
def site(store: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    from kg.server.site import write_site

    out = tmp_path_factory.mktemp("files") / "site"
    write_site(store, out)
    return out.as_uri()


def release(store: Path, start: str) -> str:
    return "/release/" + next(p.name for p in (store / "releases").iterdir() if p.name.startswith(start)).partition(".")[0]


def inside(page: Any, selector: str) -> bool:
    """Whether the first such element is in view."""
    return bool(page.locator(selector).first.evaluate("e => { const r = e.getBoundingClientRect(); return r.top < innerHeight && r.bottom > 0 }"))


def test_search_completes_a_name_and_leads_to_it(browser: Any, home: str) -> None:
    with visit(browser, home) as page:
        page.goto(home)
        shoot(page, "home", full_page=True)
        page.locator("#q").press_sequentially("per", delay=30)
        page.wait_for_selector("#names option[value=Peru]", state="attached")
        page.locator("#q").fill("Peru")
        page.get_by_role("button", name="Search").click()
        page.wait_for_url("**/id/state/PER")
        assert page.locator("h1").inner_text() == "Peru"
        shoot(page, "actor", full_page=True)


def test_search_finds_words_without_a_script(browser: Any, home: str) -> None:
    with visit(browser, home, java_script_enabled=False) as page:
        page.goto(home)
        page.locator("#q").fill("joint office")
        page.get_by_role("button", name="Search").click()
        assert "found for" in page.get_by_role("status").inner_text()
        page.locator(".hits a").first.click()
        assert "joint office" in page.locator("main").inner_text()


def test_a_mark_leads_to_its_statement_and_back(browser: Any, home: str, store: Path) -> None:
    with visit(browser, home) as page:
        page.goto(home + release(store, "KOR"))
        shoot(page, "document")
        mark = page.locator(".text a[data-refs]").last
        ref = mark.get_attribute("href")
        mark.scroll_into_view_if_needed()
        mark.click()
        assert page.locator(".card.chosen").get_attribute("id") == ref[1:]
        assert inside(page, f'[id="{ref[1:]}"]')
        assert page.url.endswith(ref)
        shoot(page, "document-chosen")
        card = page.locator(".card").first
        card.scroll_into_view_if_needed()
        card.locator(".words a").click()
        name = card.get_attribute("id")
        pieces = page.locator(f'.text a.chosen[data-refs~="{name}"]')
        assert pieces.count() >= 1
        assert page.locator(".text a.chosen").count() == pieces.count()
        assert inside(page, ".text a.chosen")


def test_a_mark_leads_to_its_statement_and_back_without_a_script(browser: Any, home: str, store: Path) -> None:
    with visit(browser, home, java_script_enabled=False) as page:
        page.goto(home + release(store, "KOR"))
        mark = page.locator(".text a[data-refs]").last
        mark.scroll_into_view_if_needed()
        mark.click()
        target = page.url.partition("#")[2]
        assert page.locator(".card:target").get_attribute("id") == target
        assert inside(page, ".card:target")
        page.locator(".card:target .words a").click()
        assert page.url.endswith(f"#mark-{target}")
        assert inside(page, f'[id="mark-{target}"]')


def test_speakers_within_speakers_and_sentences_left_unread_are_seen(browser: Any, home: str, store: Path) -> None:
    with visit(browser, home) as page:
        page.goto(home + release(store, "PER"))
        told = page.locator(".card .speakers").first.inner_text()
        assert "Peru" in told
        assert "Mori" in told
        assert page.locator(".flag.no").first.inner_text() == "denied"


def test_an_answer_says_how_it_is_asked_elsewhere(browser: Any, home: str) -> None:
    with visit(browser, home) as page:
        page.goto(f"{home}/ask/agreed?party=PER")
        shoot(page, "answer", full_page=True)
        for name, words in (("SPARQL", "SELECT"), ("Python", "graph.ask("), ("command", "kg ask agreed")):
            page.locator("summary", has_text=name).click()
            assert words in page.locator("details", has_text=name).locator("pre").inner_text()
        page.locator("details", has_text="SPARQL").get_by_role("link").first.click()
        page.get_by_role("button", name="Ask").click()
        assert page.locator("tbody tr").count() >= 1
        shoot(page, "sparql")


def test_two_accounts_stand_side_by_side(browser: Any, home: str, store: Path) -> None:
    with visit(browser, home, java_script_enabled=False) as page:
        page.goto(home + release(store, "PER"))
        page.locator(".others a").first.click()
        rows = page.locator("table.compare tbody tr")
        assert page.locator("tr.both").count() >= 1
        assert page.get_by_text("Not told here").count() >= 1
        assert "joint office" in rows.filter(has_text="joint office").first.locator("td").nth(1).inner_text()
        shoot(page, "compare", full_page=True)


def test_a_ledger_is_narrowed(browser: Any, home: str) -> None:
    with visit(browser, home) as page:
        page.goto(f"{home}/ledger")
        before = page.locator("tbody tr").count()
        shoot(page, "ledger", full_page=True)
        page.get_by_label("Kind").select_option("pledge")
        with page.expect_navigation():
            page.get_by_role("button", name="Show").click()
        assert 0 < page.locator("tbody tr").count() < before
        page.get_by_label("Party", exact=True).fill("Chile")
        with page.expect_navigation():
            page.get_by_role("button", name="Show").click()
        assert page.locator("tbody tr").count() == 0


def test_a_network_is_a_picture_and_a_table_of_the_same(browser: Any, home: str) -> None:
    with visit(browser, home) as page:
        page.goto(f"{home}/network?party=PER")
        shoot(page, "network", full_page=True)
        ring = page.locator("svg .dot:not(.focus)").count()
        assert 0 < ring <= 150
        assert page.locator("tbody tr").count() == ring
        page.locator("svg a", has_text="Japan").locator(".dot").click()
        assert "Japan" in page.locator("h1").inner_text()


def test_a_timeline_narrows_to_a_month(browser: Any, home: str) -> None:
    with visit(browser, home) as page:
        page.goto(f"{home}/timeline")
        shoot(page, "timeline", full_page=True)
        before = page.locator(".entry").count()
        page.locator(".bars a").last.click()
        assert 0 < page.locator(".entry").count() < before


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_plain_files_open_from_disk(browser: Any, site: str, script: bool) -> None:
    with visit(browser, site, java_script_enabled=script) as page:
        page.goto(f"{site}/index.html")
        page.get_by_role("link", name="Ledger").click()
        page.locator(".told a").first.click()
        assert "#mark-" in page.url
        assert inside(page, f'[id="{page.url.partition("#")[2]}"]')
        page.locator(".text a[data-refs]").first.click()
        assert page.locator(".card.chosen" if script else ".card:target").count() == 1
        page.locator("#q").fill("joint office")
        page.get_by_role("button", name="Search").click()
        if script:
            page.wait_for_selector("#hits li")
            page.locator("#hits a").first.click()
            assert "joint office" in page.locator("main").inner_text()
        else:
            page.locator("main").get_by_role("link", name="actors").click()
            assert page.locator("h1").inner_text() == "Actors"


def test_the_pages_are_used_by_keyboard(browser: Any, home: str, store: Path) -> None:
    with visit(browser, home) as page:
        page.goto(home + release(store, "PER"))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to content"
        page.keyboard.press("Enter")
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.text a[data-refs]')"):
                break
        ref = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("Enter")
        assert page.locator(".card.chosen").get_attribute("id") == ref[1:]


LOOKS = [("dark", {"color_scheme": "dark"}), ("phone", {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2})]


@pytest.mark.parametrize(("name", "given"), LOOKS, ids=[n for n, _ in LOOKS])
def test_no_page_is_wider_than_its_window(browser: Any, home: str, store: Path, name: str, given: dict[str, Any]) -> None:
    with visit(browser, home, **given) as page:
        for path in ("/", release(store, "KOR"), "/ask/agreed", "/ledger", "/network/state/PER", "/timeline"):
            page.goto(home + path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), path
            shoot(page, f"{name}-{path.strip('/').split('/')[0] or 'home'}")


def test_a_release_prints_whole(browser: Any, home: str, store: Path) -> None:
    with visit(browser, home) as page:
        page.goto(home + release(store, "KOR"))
        page.emulate_media(media="print")
        assert page.locator(".find").is_hidden()
        assert page.evaluate("getComputedStyle(document.querySelector('.cards')).overflowY") == "visible"
        shoot(page, "print", full_page=True)


KINDS = ["/", "/search?q=Peru", "RELEASE", "STATEMENT", "/id/state/PER", "/ask/agreed", "/ledger", "/timeline", "/network/state/PER", "/compare", "/sparql",
         "/questions", "COMPARE"]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, home: str, store: Path, scheme: str) -> None:
    found = subprocess.run(["node", "-p", "require.resolve('axe-core/axe.min.js')"], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("node has no axe-core here: npm install axe-core, and NODE_PATH")
    axe = Path(found.stdout.strip()).read_text(encoding="utf-8")
    text = release(store, "PER")
    with visit(browser, home, color_scheme=scheme) as page:
        wrong = []
        for kind in KINDS:
            page.goto(home + {"RELEASE": text, "STATEMENT": text, "COMPARE": text}.get(kind, kind))
            if kind == "STATEMENT":
                page.locator(".card .rule a").first.click()
            if kind == "COMPARE":
                page.locator(".others a").first.click()
            page.evaluate(axe)
            told = page.evaluate("axe.run()")
            wrong += [(kind, v["id"], v["nodes"][0]["html"][:120]) for v in told["violations"] if v["impact"] in ("serious", "critical")]
            assert len(told["passes"]) > 10
        assert wrong == []
