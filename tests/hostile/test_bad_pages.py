"""Pages that say one thing to people and another to machines, or that are built to break what reads them."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from tests.hostile.reading import LIE, TOLD, dead, page, read, text_of

HIDDEN = (
    "display:none", "visibility:hidden", "opacity:0", "font-size:0", "font-size:1px", "color:#fff", "color: white", "color:#FEFEFE",
    "color:rgb(255, 255, 255)", "color:transparent", "color:rgba(0,0,0,0)", "position:absolute;left:-9999px", "text-indent:-9999px",
    "height:0;overflow:hidden", "overflow:hidden;width:1px", "clip:rect(0,0,0,0);position:absolute", "clip-path:inset(100%)",
    "transform:scale(0)",
)  # fmt: skip
MACHINES = (
    f"<img src='a.png' alt='{LIE}'>",
    f"<p title='{LIE}' data-text='{LIE}' aria-label='{LIE}'>The army sent troops.</p>",
    f"<!-- {LIE} -->",
    f"<script>var story = '{LIE}'</script>",
    f"<noscript><p>{LIE}</p></noscript>",
    f"<template><p>{LIE}</p></template>",
    f"<svg><text>{LIE}</text></svg>",
    f"<iframe srcdoc='<p>{LIE}</p>'></iframe>",
    f"<object data='data:text/html,<p>{LIE}</p>'></object>",
    f"<input type='hidden' value='{LIE}'>",
    f"<div hidden><p>{LIE}</p></div>",
    f"<p aria-hidden='true'>{LIE}</p>",
    f"<p class='sr-only'>{LIE}</p>",
    f"<textarea>{LIE}</textarea>",
    f"<font color='#ffffff'>{LIE}</font>",
    f"<picture><source srcset='{LIE}'></picture>",
)


@pytest.mark.parametrize("style", HIDDEN)
def test_text_that_no_reader_sees_is_not_read(style: str, tmp_path: Path) -> None:
    view = read(
        tmp_path, {"a.html": page(f"<p style='{style}'>{LIE}</p><div style='{style}'><p><b>{LIE}</b></p></div>")}
    )
    assert "Baghdad" not in text_of(view) and TOLD in text_of(view)
    assert dead(view) == [4]


@pytest.mark.parametrize("slipped", MACHINES)
def test_text_for_machines_alone_is_not_read(slipped: str, tmp_path: Path) -> None:
    view = read(tmp_path, {"a.html": page(slipped)})
    assert "Baghdad" not in text_of(view) and TOLD in text_of(view)


def test_text_that_the_style_sheet_hides_is_not_read_and_said(tmp_path: Path) -> None:
    sheet = (
        "<style>/* x */ p.a, .b { color: red } .lie { position: absolute; left: -5000px } #other{display:none}</style>"
    )
    view = read(tmp_path, {"a.html": page(f"<p class='x lie'>{LIE}</p><p id='other'>{LIE}</p>", head=sheet)})
    assert "Baghdad" not in text_of(view)
    (document,) = view.documents.values()
    assert document.flags == (f"hidden-text: {len(LIE)} characters that no reader of the page sees were left out",)


def test_what_only_narrow_screens_hide_is_read(tmp_path: Path) -> None:
    sheet = "<style>@media (max-width: 600px) { .wide { display: none } } @media print{.wide{display:none}}</style>"
    view = read(tmp_path, {"a.html": page("<p class='wide'>The army sent troops to the area.</p>", head=sheet)})
    assert "sent troops" in text_of(view)


def test_white_words_on_a_dark_ground_are_read(tmp_path: Path) -> None:
    view = read(
        tmp_path, {"a.html": page("<div style='background:#000'><p style='color:#fff'>The army sent troops.</p></div>")}
    )
    assert "sent troops" in text_of(view)


def test_a_page_that_its_sheet_hides_whole_is_shown_by_script_and_read(tmp_path: Path) -> None:
    hidden = (
        page(head="<style>.all{display:none}</style>")
        .replace("<body>", "<body><div class='all'>")
        .replace("</body>", "</div></body>")
    )
    assert TOLD in text_of(read(tmp_path, {"a.html": hidden}))


def test_a_headline_for_machines_that_the_page_does_not_show_is_no_headline(tmp_path: Path) -> None:
    linked = json.dumps({"@type": "NewsArticle", "headline": "Bombing kills 90 in Baghdad"})
    lies = f"<meta property='og:title' content='Bombing kills 90 in Baghdad'><script type='application/ld+json'>{linked}</script>"
    view = read(tmp_path, {"a.html": page(head=lies)})
    assert text_of(view).startswith("Attack near Kirkuk\n") and dead(view) == [4]


def test_a_headline_that_is_hidden_vouches_for_nothing(tmp_path: Path) -> None:
    lies = "<meta property='og:title' content='Bombing kills 90 in Baghdad'>"
    hidden = page("<h1 style='display:none'>Bombing kills 90 in Baghdad</h1>", head=lies)
    assert text_of(read(tmp_path, {"a.html": hidden})).startswith("Attack near Kirkuk\n")


def test_a_headline_for_machines_in_other_words_is_taken(tmp_path: Path) -> None:
    view = read(tmp_path, {"a.html": page(head="<meta property='og:title' content='Four killed in Kirkuk attack'>")})
    assert text_of(view).startswith("Four killed in Kirkuk attack\n")


@pytest.mark.parametrize("name", ["a.html", "a.xhtml", "a.txt"])
def test_entities_reach_no_file_and_do_not_multiply(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret words")
    lines = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9))
    xml = (
        f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file://{tmp_path}/secret.txt'><!ENTITY l0 'lol'>{lines}"
        f"<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x'> %p;]>"
    )
    begun = time.process_time()
    view = read(tmp_path, {name: f"date 2024-03-05 {TOLD}\n\n" * (name == "a.txt") + xml + page("<p>&x; &l9; end</p>")})
    assert time.process_time() - begun < 5
    assert all("secret words" not in one.text and "lollol" not in one.text for one in view.documents.values())
    assert view.documents


@pytest.mark.parametrize(
    "slipped",
    [
        "<div>" * 20_000 + "deep" + "</div>" * 20_000,
        "<b><i>" * 5_000 + "crossed" + "</b></i>" * 5_000,
        "<p " + " ".join(f"a{n}='x'" for n in range(20_000)) + ">words</p>",
        f"<p title='{'x' * 2_000_000}'>words</p>",
        "<p>" + "&amp;" * 200_000 + "</p>",
        "<table>" + "<tr><td>cell" * 10_000,
        f"<style>{'.a{color:red}' * 30_000}</style>",
        f"<style>{'@media{' * 20_000}</style>",
        f"<style>{'.a,' * 50_000}{{display:none}}</style>",
        f"<p style='{'overflow:hidden;' * 20_000}'>words</p>",
        f"<p style='color:{' ' * 100_000}white'>words</p>",
        "<![CDATA[" * 10_000,
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
    ],
    ids="deep crossed attributes long entities cells rules nested-rules selectors style blanks cdata json".split(),
)
def test_a_page_built_to_exhaust_is_read_or_refused_in_time(slipped: str, tmp_path: Path) -> None:
    begun = time.process_time()
    view = read(tmp_path, {"a.html": page(slipped)})
    assert time.process_time() - begun < 8
    assert len(view.documents) + len({one.item for one in view.failures if one.document is None}) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.html", b"%PDF-1.7\n1 0 obj", "binary"),
        ("a.txt", b"\x1f\x8b\x08\x00" + bytes(40), "binary"),
        ("a.csv", b"PK\x03\x04" + bytes(40), "binary"),
        ("a.json", page().encode(), "bad_json"),
        ("a.jsonl", page().encode(), "bad_json"),
        ("a.pdf", page().encode(), None),
        ("a.docx", page().encode(), None),
        ("a.zip", page().encode(), "bad_zip"),
        ("a.rss", page().encode(), None),
        ("a.warc", page().encode(), None),
        ("a.eml", bytes(range(256)) * 4, None),
    ],
)
def test_a_name_that_lies_about_what_it_holds_is_a_failure(
    name: str, content: bytes, code: str | None, tmp_path: Path
) -> None:
    view = read(tmp_path, {name: content, "z.md": f"date 2024-03-05 {TOLD}"})
    assert len(view.documents) == 1 and len(view.failures) >= 1
    assert all(name in one.reason for one in view.failures)
    assert code is None or {one.code for one in view.failures} == {code}


def test_a_page_under_a_text_name_is_not_taken_for_words(tmp_path: Path) -> None:
    view = read(tmp_path, {"a.txt": page(f"<p style='display:none'>{LIE}</p>")})
    assert all("Baghdad" not in one.text for one in view.documents.values())
