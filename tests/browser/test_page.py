"""The briefing in a browser: no request, no error, nothing that a report says is taken for markup, and it fits a phone."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.briefing.ledgers import brief, campaign
from tests.linking.reports import ERBIL, report

from vedette.briefing.render import html, markdown
from vedette.model import Party

SCRIPT = "</style></q></svg><script>document.title='owned'</script><img src=http://evil.example/x.png onerror=alert(1)>"
BIDI = "right \u202e to left \u2066 and \u200f back"
LONG = "Ab" * 5000
HOSTILE = (SCRIPT, BIDI, LONG, "'\"&amp;<>[]()*_`#|\\ {{ 7 * 7 }} {% raw %}", "javascript:alert(1)")


def hostile() -> str:
    """The page of a ledger whose outlets, titles, texts, names and addresses are hostile."""
    pairs = []
    for number, text in enumerate(HOSTILE):
        document, mention = report(
            text,
            outlet=text,
            text=f"A bomb {text} went off.",
            day=9 + number,
            actor=Party(name=text),
            target=Party(name=text),
            place=replace(ERBIL, name=text),
            killed=1,
        )
        pairs.append((replace(document, title=text, url=text, flags=(text,)), mention))
    return html(*brief([one for one, _ in pairs], [one for _, one in pairs]))


class Tags(HTMLParser):
    """Collects the tags and attributes of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        self.text += data


@pytest.mark.parametrize("page", [html(*campaign()), hostile()], ids=["campaign", "hostile"])
def test_nothing_in_the_page_can_ask_for_anything(page: str) -> None:
    seen = Tags()
    seen.feed(page)
    assert {tag for tag, _ in seen.tags} & {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "audio",
        "video",
        "use",
        "image",
    } == set()
    for tag, attributes in seen.tags:
        assert not any(
            name.startswith("on") or name in ("src", "srcset", "style", "xlink:href") for name in attributes
        ), (tag, attributes)
        target = attributes.get("href")
        assert target is None or target.startswith("#") or (tag == "link" and target == "data:,")
    policy = next(
        one["content"] for tag, one in seen.tags if tag == "meta" and one.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None and policy.startswith("default-src 'none'")
    assert "url(" not in page.partition("</style>")[0] and "@import" not in page


def test_hostile_words_stand_in_the_page_as_words() -> None:
    seen = Tags()
    seen.feed(hostile())
    for text in HOSTILE:
        assert seen.text.count(text[:60]) >= 2, text[:60]
    assert "{{ 7 * 7 }}" in seen.text


def test_hostile_words_make_no_markup_in_markdown() -> None:
    document, mention = report("Wire", outlet=SCRIPT, actor=Party(name="a | b [c](http://evil.example) `d`"))
    text = markdown(*brief([document], [mention]))
    assert "<script" not in text.replace("\\<script", "")
    assert not re.search(r"(?<!\\)\]\(http://evil", text)
    assert re.search(r"a \\\| b \\\[c\\\]", text)


def test_every_picture_has_its_table() -> None:
    seen = Tags()
    seen.feed(html(*campaign()))
    pictures = [attributes for tag, attributes in seen.tags if tag == "svg"]
    assert len(pictures) == 2
    assert all(
        one["role"] == "img" and "the table of incidents holds the same" in (one["aria-label"] or "")
        for one in pictures
    )
    assert any(attributes.get("id") == "incident-table" for _, attributes in seen.tags)


def looked(page: Page, inner: str, folder: Path) -> tuple[list[str], list[str]]:
    """Open the page from a file: what it asked for beside itself, and what the browser said."""
    file = folder / "page.html"
    file.write_text(inner, encoding="utf-8")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    page.goto(file.as_uri())
    return [one for one in asked if one != file.as_uri()], said


@pytest.mark.parametrize("width", [380, 1100])
@pytest.mark.parametrize("name", ["campaign", "hostile"])
def test_the_browser_logs_no_error_asks_for_nothing_and_needs_no_more_than_its_window(
    name: str, width: int, plain: Page, tmp_path: Path
) -> None:
    plain.set_viewport_size({"width": width, "height": 900})
    assert looked(plain, html(*campaign()) if name == "campaign" else hostile(), tmp_path) == ([], [])
    assert plain.title() != "owned"
    expect(plain.locator("footer").last).to_be_attached()
    assert plain.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_that_does_ask_is_noticed_by_these_tests(plain: Page, tmp_path: Path) -> None:
    asked, said = looked(
        plain, "<title>x</title><script>console.error('here')</script><img src=http://evil.example/x.png>", tmp_path
    )
    assert asked == ["http://evil.example/x.png"]
    assert "here" in said


def contrast(first: str, second: str) -> float:
    """The contrast of two colours by WCAG 2.2."""

    def light(colour: str) -> float:
        wide = colour[1:] if len(colour) == 7 else "".join(two * 2 for two in colour[1:])
        parts = [int(wide[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(first), light(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(scheme: str) -> None:
    style = html(*campaign()).partition("<style>")[2].partition("</style>")[0]
    blocks = re.findall(r":root \{(.*?)\}", style, flags=re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", blocks[("light", "dark").index(scheme)]))
    for ink, paper in (
        ("ink", "paper"),
        ("soft", "paper"),
        ("soft", "wash"),
        ("accent", "paper"),
        ("ink", "mark"),
        ("ink", "land"),
        ("ink", "sea"),
    ):
        assert contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
    for fill in ("injury", "death"):
        assert contrast(colours["on"], colours[fill]) >= 4.5, fill
    for fill in ("thwarted", "impact"):
        assert contrast("#16181b", colours[fill]) >= 4.5, fill
