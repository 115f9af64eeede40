"""Review in the browser: the terminal's verbs by keyboard, the undo, and the same on an incident's page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from vedette.app.workspace import Workspace


def people(tmp_path: Path) -> list[tuple[str, str, str]]:
    """What people decided in the ledger of the test: verdict, by whom, why."""
    with Workspace.open(tmp_path / "own.ledger") as workspace:
        return [(one.verdict, one.by, one.reason) for one in workspace.view().decisions if one.person]


def waiting(page: Page, address: str) -> list[tuple[str, ...]]:
    """The pairs that wait for a person, the first first."""
    found = page.request.get(f"{address}/review.json?sort=pair&limit=1000").json()["items"]
    return [tuple(side["mention"] for side in one["sides"]) for one in found]


def test_a_pair_is_judged_and_taken_back_by_keyboard_alone(own: str, window: Page, tmp_path: Path) -> None:
    window.goto(f"{own}/review")
    pair = waiting(window, own)[0]
    window.keyboard.press("s")
    expect(window.get_by_label("Your name")).to_be_focused()
    window.keyboard.type("Ana")
    window.keyboard.press("Enter")
    expect(window.get_by_label("Why")).to_be_focused()
    assert window.locator("button[value=same]").get_attribute("aria-pressed") == "true"
    window.keyboard.type("the same drone on the same base")
    with window.expect_navigation():
        window.keyboard.press("Enter")
    assert people(tmp_path) == [("same", "Ana", "the same drone on the same base")]
    assert pair not in waiting(window, own)
    expect(window.get_by_role("status")).to_contain_text("same")
    with window.expect_navigation():
        window.keyboard.press("z")
    assert [verdict for verdict, _, _ in people(tmp_path)] == ["same", "unsure"]
    window.keyboard.press("d")
    expect(window.get_by_label("Why")).to_be_focused()  # the name is remembered
    window.keyboard.type("two bases")
    with window.expect_navigation():
        window.keyboard.press("Enter")
    assert people(tmp_path)[-1] == ("different", "Ana", "two bases")


def test_the_queue_is_walked_by_keys_and_nothing_is_written(own: str, window: Page, tmp_path: Path) -> None:
    window.goto(f"{own}/review")
    window.keyboard.press("j")
    window.wait_for_url("**/review?n=1")
    window.keyboard.press("k")
    window.wait_for_url("**/review?n=0")
    window.get_by_label("Your name").fill("Ana")
    window.get_by_label("Why").fill("nothing was chosen")
    window.keyboard.press("Enter")
    expect(window.locator("[data-hint]")).to_contain_text("Choose first")
    assert people(tmp_path) == []


def test_a_doubtful_field_is_set_by_key(own: str, window: Page, tmp_path: Path) -> None:
    window.goto(f"{own}/review")
    expect(window.locator("ol.queue li")).not_to_have_count(0)
    number = window.locator("ol.queue li").evaluate_all(
        "all => all.findIndex((li) => li.textContent.includes('The day:'))"
    )
    window.goto(f"{own}/review?n={number}")
    window.keyboard.press("e")
    window.get_by_label("Your name").fill("Ana")
    window.locator("[data-value]").fill("2023-11-11")
    window.get_by_label("Why").fill("a later report names the day")
    with window.expect_navigation():
        window.keyboard.press("Enter")
    with Workspace.open(tmp_path / "own.ledger") as workspace:
        (laid,) = workspace.view().overrides
    assert (laid.field, laid.by) == ("when", "Ana")
    assert "2023-11-11" in laid.value


def test_an_incident_is_set_split_and_shown_with_its_revisions(own: str, window: Page) -> None:
    window.goto(f"{own}/?text=asad&sort=-sources")
    with window.expect_navigation(url="**/incidents/*"):  # the map may write its view into the address meanwhile
        window.locator("table.incidents tbody th a").first.click()
    assert window.locator("article.report mark").count() > 3
    assert window.locator("table.waterfall").count() >= 1
    fields = window.locator(".field .pick")
    fields.filter(has_text="Where").click()
    expect(window.locator("mark.on")).not_to_have_count(0)
    assert all(
        "place" in one for one in window.locator("mark.on").evaluate_all("all => all.map((m) => m.dataset.fields)")
    )
    form = window.locator("form.verbs").first
    form.get_by_label("Your name").fill("Ben")
    form.get_by_label("Field").select_option("target")
    form.get_by_label("Value").fill("USA/MIL")
    form.get_by_label("Why").fill("named in the second report")
    with window.expect_navigation():
        form.get_by_role("button", name="Set field").click()
    expect(window.get_by_role("status")).to_contain_text("Written")
    expect(window.locator("#judge ~ form.undo")).to_have_count(1)
    expect(window.locator(".field").filter(has_text="Against")).to_contain_text("Set by a person")
    undo = window.locator("form.undo").first
    undo.get_by_label("Why take it back").fill("a slip")
    with window.expect_navigation():  # a page half loaded would count too few reports
        undo.get_by_role("button", name="Undo").click()
    expect(window.locator(".field").filter(has_text="Set by a person")).to_have_count(0)
    split = window.locator("form.verbs", has=window.get_by_role("button", name="Split it off"))
    told = window.locator("article.report").count()
    split.get_by_label("Why").fill("another base")
    split.get_by_label("Report to split off").select_option(index=told - 1)
    with window.expect_navigation():
        split.get_by_role("button", name="Split it off").click()
    expect(window.locator("article.report")).to_have_count(told - 1)


def test_a_judgement_that_cannot_be_is_told_and_not_written(own: str, window: Page, tmp_path: Path) -> None:
    away: dict[str, str | float | bool] = {"verb": "same", "first": "m0", "second": "m1", "by": "", "reason": ""}
    answer = window.request.post(f"{own}/review", form={**away, "by": "Ana", "reason": "why not"})
    assert answer.status == 400
    assert "There is no incident or mention" in answer.text()
    assert window.request.post(f"{own}/review", form=away).status == 400
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"}
    assert window.request.post(f"{own}/review", form=away, headers=foreign).status == 403
    assert people(tmp_path) == []
