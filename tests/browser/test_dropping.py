"""Reports dropped into the page are read with live progress, and what came of each is told."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, expect

REPORT = b"""---
title: Rockets hit an air base
outlet: Quillon Wire
published: 2023-11-20
---
Four rockets struck Ain al-Asad air base in western Iraq on Monday, wounding two American soldiers, officials said.
"""


def test_a_dropped_report_is_read_and_stands_in_the_ledger(own: str, window: Page) -> None:
    window.goto(f"{own}/ingest")
    states = "window.states = []; new MutationObserver(() => { for (const e of document.querySelectorAll('[data-state]')) if (e.textContent) window.states.push(e.textContent); }).observe(document.body, { subtree: true, childList: true, characterData: true });"
    window.evaluate(states)
    files: list[FilePayload] = [
        {"name": "rockets.md", "mimeType": "text/markdown", "buffer": REPORT},
        {"name": "empty.txt", "mimeType": "text/plain", "buffer": b" "},
    ]
    window.locator("input[type=file]").set_input_files(files)
    table = window.locator("[data-jobs] tbody tr")
    expect(table).to_have_count(2)
    expect(table.first.locator("[data-report]")).to_contain_text("1 new report")
    expect(table.first).to_contain_text("1 event")
    expect(table.nth(1).locator("progress")).to_have_attribute("value", "1")
    assert len(set(window.evaluate("window.states"))) >= 2
    expect(window.get_by_role("status")).not_to_be_empty()
    window.goto(f"{own}/?text=Quillon")
    expect(window.locator("table.incidents tbody tr")).to_have_count(1)
    expect(window.locator("table.incidents tbody tr")).to_contain_text("Ain al-Asad")


def test_what_is_dropped_on_the_page_is_taken_as_well(own: str, window: Page) -> None:
    window.goto(f"{own}/ingest")
    window.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["A bomb went off in Mosul on Sunday, killing three people, police said."], "bomb.txt"));
          document.querySelector("[name=published]").value = "2023-11-21";
          document.querySelector(".zone").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(window.locator("[data-jobs] tbody tr [data-report]")).to_contain_text("1 new report")
