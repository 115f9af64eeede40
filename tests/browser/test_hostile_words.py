"""Hostile words in every field of the records show as words on every page, and break neither the page nor its width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.briefing.ledgers import view
from tests.browser.serving import served
from tests.faces.web.many import Still
from tests.linking.reports import ERBIL, report

from vedette.app.served import Shown
from vedette.model import Attribution, Counted, Party, Quantity, Reading, Tally
from vedette.model.ids import make

SCRIPT = "</script></style></svg></title><script>document.title='owned'</script><img src=http://evil.example/x.png onerror=alert(1)>"
BIDI = "right \u202e to left \u2066 and \u200f back"
LONG = "Ab" * 5000
TEMPLATE = "'\"&amp;<>[]()*_`#|\\ {{ 7 * 7 }} {% raw %} ${alert(1)}"
ADDRESS = "javascript:alert(1)"
ARABIC = "قاعدة عين الأسد الجوية"
HOSTILE = (SCRIPT, BIDI, LONG, TEMPLATE, ADDRESS, ARABIC)
PATHS = (
    "/",
    "/tempo",
    "/relations",
    "/tallies",
    "/statements",
    "/review",
    "/brief",
    "/ask?q=" + "who+attacked+%3Cscript%3Ealert(1)%3C/script%3E",
    "/sources",
    "/about",
)


@pytest.fixture(scope="module")
def hostile() -> Iterator[tuple[str, Shown]]:
    """A served view whose every text is hostile."""
    documents, mentions, tallies = [], [], []
    for number, text in enumerate(HOSTILE):
        party = Party(name=text)
        for hours, kind, status in ((0, "ASSAULT", "occurred"), (1, "THREATEN", "announced")):
            document, mention = report(
                f"{text}{hours}", outlet=text, text=f"A bomb {hours} {text} went off.", day=3 + 2 * number, actor=party, target=Party(name=f"{text}!"), kind=kind,
                status=status, place=replace(ERBIL, id=f"vd:x{number}", name=text, lat=36 + number / 5, lon=43 + number / 4), killed=1 if hours == 0 else None, hours=hours,
                attributions=(Attribution(actor=party, how="claimed", by=party),), confidence=0.4,
            )  # fmt: skip
            documents.append(replace(document, title=text, url=text, flags=(text,)))
            mentions.append(
                replace(mention, condition=Reading(value=text, passages=(mention.trigger,))) if hours else mention
            )
        passage = documents[-1].passage(0, 6)
        count = Reading(value=Quantity.at_least(40), passages=(passage,))
        counted = Counted(kind="ASSAULT", actor=Reading(value=party, passages=(passage,)))
        tallies.append(
            Tally(
                id=make("tally", number),
                document=documents[-1].id,
                coder="test/1",
                counted=counted,
                count=count,
                bound="at_least",
                as_of=documents[-1].published,
                recorded_at=documents[-1].recorded_at,
                counter=Reading(value=party, passages=(passage,)),
            )
        )
    shown = Shown(view(documents, mentions, tallies), head="head", entries=1)
    with served(Path("none.ledger"), held=Still(shown)) as address:
        yield address, shown


def paths(shown: Shown) -> list[str]:
    """Every page that shows records, with one of each sort of record."""
    own = [f"/incidents/{one.id}" for one in shown.view.incidents] + [f"/sources/{id}" for id in shown.view.documents]
    return [*PATHS, *(f"/review?n={n}" for n in range(min(len(shown.queue), 4))), *own[:14]]


def test_hostile_words_are_words_on_every_page(hostile: tuple[str, Shown], window: Page) -> None:
    address, shown = hostile
    for path in paths(shown):
        answer = window.goto(address + path)
        assert answer is not None and answer.status == 200, path
        assert window.title().endswith("· vedette"), path
        made = window.evaluate(
            "[...document.querySelectorAll('main img, main iframe, main script:not([type=\"application/json\"]):not([src])')].map((e) => e.outerHTML)"
        )
        assert made == [], path
        links = window.evaluate(
            "[...document.querySelectorAll('a[href]')].map((a) => new URL(a.getAttribute('href'), location).protocol)"
        )
        assert set(links) <= {"http:"}, path
        assert window.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert "{{ 7 * 7 }}" in window.content() or "49" not in window.locator("h1").inner_text(), path


def test_hostile_names_are_read_letter_for_letter(hostile: tuple[str, Shown], window: Page) -> None:
    address, _ = hostile
    window.goto(f"{address}/")
    text = window.locator("table.incidents").inner_text()
    for one in (SCRIPT, "right \u202e to left", LONG, "{{ 7 * 7 }}", ADDRESS, ARABIC):
        assert one in text, one[:40]
    assert window.locator("table.incidents bdi", has_text=ARABIC).first.evaluate(
        "(e) => getComputedStyle(e).unicodeBidi"
    ) in ("isolate", "plaintext")


def test_a_hostile_map_is_drawn_and_fits_a_phone(hostile: tuple[str, Shown], window: Page) -> None:
    address, _ = hostile
    window.set_viewport_size({"width": 380, "height": 800})
    window.goto(f"{address}/")
    window.wait_for_selector("[data-explore][data-ready]")
    window.locator("[data-map] canvas").focus()
    for _ in range(6):
        window.keyboard.press("n")
        assert window.evaluate("document.querySelector('[data-map] [data-tip]').getBoundingClientRect().height") < 200
    assert window.evaluate("document.documentElement.scrollWidth") <= 380


def test_a_hostile_question_is_told_back_as_words(hostile: tuple[str, Shown], window: Page) -> None:
    address, _ = hostile
    window.goto(f"{address}/ask?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+%E2%80%AE")
    assert window.locator("#q").input_value().startswith("<img src=x")
    assert window.locator("main img").count() == 0
