"""Front matter and header lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vedette.sources.frontmatter import split, text_report


def test_front_matter_becomes_fields_and_leaves_the_text() -> None:
    text = '---\ntitle: "Drone: two hurt"\ndate: 2023-11-13  # day\noutlet: Desert Wire\nsources:\n  - https://example.org/a\n  - https://example.org/b\ntags: [x, y]\n---\n\nWords.\n'
    fields, body = split(text)
    assert fields == {
        "title": "Drone: two hurt", "date": "2023-11-13", "outlet": "Desert Wire",
        "sources": ["https://example.org/a", "https://example.org/b"], "tags": ["x", "y"],
    }  # fmt: skip
    assert body.strip() == "Words."
    raw = text_report(text, "a.md", "text/markdown")
    assert (raw.published, raw.outlet, raw.title, raw.url) == ("2023-11-13", "Desert Wire", "Drone: two hurt", None)


def test_header_lines_with_a_date_are_read() -> None:
    raw = text_report("Title: Two hurt\nDate: 13 November 2023\nSource: Wire\n\nWords.", "a.txt", "text/plain")
    assert (raw.title, raw.published, raw.outlet, raw.text) == ("Two hurt", "13 November 2023", "Wire", "Words.")


def test_a_text_that_begins_with_a_place_and_a_colon_keeps_it() -> None:
    text = "Baghdad: a bomb went off.\n\nMore."
    assert split(text) == ({}, text)


@given(st.text(max_size=300))
def test_any_text_is_split_into_fields_and_its_own_end(text: str) -> None:
    _, body = split(text)
    assert text.endswith(body)
    fenced = f"---\n{text}"
    assert fenced.endswith(split(fenced)[1])
