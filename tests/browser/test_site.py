"""Every page in a browser: whole, quiet, readable in both themes and on a phone, and usable without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.watching import Watch, contrasts, faults, until

PAGES = {
    "/": "incidents", "/tempo": "a day", "/relations": "relations", "/tallies": "totals", "/statements": "statements", "/review": "One event, or two?",
    "/brief": "Situation report", "/ask": "Ask the ledger", "/ask?q=how+many+attacks+in+Syria": "Ask the ledger", "/sources": "reports", "/ingest": "Drop reports",
    "/about": "What this cannot tell you",
}  # fmt: skip
"""Each page and words of its first heading."""


def settled(page: Page, address: str) -> None:
    """Open a page and wait until what it draws is drawn."""
    answer = page.goto(address, wait_until="load")
    assert answer is not None and answer.status == 200
    until(
        page,
        "[...document.querySelectorAll('[data-explore]')].every((e) => e.dataset.ready) && [...document.querySelectorAll('[data-chart]')].every((e) => e.dataset.drawn)",
    )


def recoloured(page: Page) -> None:
    """Wait until every chart is drawn in the colours of the theme of now."""
    until(
        page,
        "[...document.querySelectorAll('[data-chart]')].every((e) => e.dataset.drawn === getComputedStyle(document.body).backgroundColor)",
    )


def first(page: Page, site: str, path: str) -> str:
    """The address behind the first link in the content that leads below a path."""
    page.goto(site + ("/" if path == "/incidents/" else "/sources"))
    found = page.locator(f'main a[href^="{path}"]').first.get_attribute("href")
    assert found is not None
    return found


@pytest.mark.parametrize("path", [*PAGES, "/incidents/", "/sources/"])
def test_a_page_is_whole_and_anybody_can_use_it(path: str, site: str, window: Page) -> None:
    found = path if path in PAGES else first(window, site, path)
    settled(window, site + found)
    assert PAGES.get(path, "") in window.locator("h1").inner_text()
    assert window.locator("nav.sections a").count() == 11
    assert faults(window) == []
    assert contrasts(window) == []
    window.emulate_media(color_scheme="dark")
    recoloured(window)
    assert contrasts(window) == []
    assert window.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"
    window.set_viewport_size({"width": 380, "height": 800})
    until(window, "innerWidth === 380 && document.documentElement.scrollWidth <= 380")
    assert contrasts(window) == []


def test_the_theme_is_chosen_kept_and_drawn(site: str, window: Page) -> None:
    settled(window, f"{site}/")
    window.get_by_role("button", name="Switch to the dark theme").click()
    sea = "(() => { const c = document.querySelector('[data-map] canvas'); return [...c.getContext('2d').getImageData(2, 2, 1, 1).data].slice(0, 3); })()"
    until(window, f"{sea}[0] < 80")
    window.goto(f"{site}/about")
    assert window.evaluate("document.documentElement.dataset.theme") == "dark"
    window.get_by_role("button", name="Switch to the light theme").click()
    until(window, "getComputedStyle(document.body).backgroundColor === 'rgb(252, 251, 248)'")


def test_a_wrong_address_is_answered_by_a_page_that_leads_back(site: str, plain: Page) -> None:
    for path, status in (
        ("/incidents/i0000000000000000", 404),
        ("/?since=tomorrow", 400),
        ("/tempo?series=nothing", 400),
        ("/?severity=L9", 400),
    ):
        answer = plain.goto(site + path)
        assert answer is not None and answer.status == status, path
        assert plain.get_by_role("link", name="Back to the incidents").get_attribute("href") == "/"
        assert plain.locator("nav.sections a").count() == 11


def test_a_page_in_print_leaves_out_what_cannot_be_pressed(site: str, window: Page) -> None:
    settled(window, f"{site}/")
    window.emulate_media(media="print")
    expect(window.locator(".masthead")).to_be_hidden()
    expect(window.locator("form.filters")).to_be_hidden()
    expect(window.locator("table.incidents")).to_be_visible()
    window.goto(site + first(window, site, "/incidents/"))
    expect(window.locator(".field .pick .value").first).to_be_visible()
    expect(window.locator("form.verbs").first).to_be_hidden()


def test_every_page_weighs_less_than_a_megabyte_and_a_half(site: str, window: Page) -> None:
    size = (
        "performance.getEntries().filter((e) => 'decodedBodySize' in e).reduce((sum, e) => sum + e.decodedBodySize, 0)"
    )
    for path in ("/", "/tempo", "/brief"):
        settled(window, site + path)
        assert window.evaluate(size) <= 1_500_000, path


def test_the_charts_leave_words_for_those_who_do_not_see_them(site: str, window: Page) -> None:
    settled(window, f"{site}/tempo")
    assert window.locator("[data-chart]").count() >= 2
    assert window.locator(".plot svg rect, .plot svg path").count() > 10
    for label in window.locator(".plot").evaluate_all("all => all.map((e) => e.getAttribute('aria-label'))"):
        assert "table below" in label


def test_the_checks_notice_a_page_that_fails_them(plain: Page) -> None:
    watch = Watch(plain)
    plain.set_content(
        "<h1>a</h1><h3>b</h3><input><button></button><canvas></canvas><p id=x>1</p><p id=x>2</p><a href=# tabindex=2>c</a>"
        "<style>a:focus { outline: none } p { color: #999; background: #fff }</style><script>console.error('here')</script>"
        "<img src='http://elsewhere.example/x.png' alt=''>"
    )
    found = " ".join(faults(plain))
    for fault in (
        "no language",
        "not one main",
        "leaps:",
        "id twice",
        "without a label",
        "nothing names it",
        "picture without words",
        "leaps the order",
    ):
        assert fault in found, fault
    assert any(one.startswith("2.85") for one in contrasts(plain))
    while len(watch.found) < 3:  # the browser says last that it got no picture
        plain.wait_for_event("console")
    assert [one.partition(":")[0] for one in watch.found] == ["console", "asked elsewhere", "console"]
