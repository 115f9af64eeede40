"""Clean text and the way back to the raw one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.documents.clean import clean

_LINES = st.lists(
    st.sampled_from(
        ["A drone hit the base.", "Read more: Another story", "", "  indented words", "- an item", "Share this on Telegram", "two\u200b words", "long " * 20,
         "[Wire: Headline](https://example.org/2022-11-03/a)", "hyphen-", "lower case goes on", "> quoted", "# Heading", "**bold** words", "tab\there\r"]
    ),
    max_size=12,
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), _LINES.map("\n".join)), st.booleans())
def test_every_character_has_its_own_place_in_the_raw_text(raw: str, markdown: bool) -> None:
    held = clean(raw, markdown=markdown)
    places = [held.raw(offset) for offset in range(len(held.text))]
    assert places == sorted(set(places))
    for char, place in zip(held.text, places, strict=True):
        assert char == raw[place] or (char in " \n" and raw[place].isspace())


@given(st.one_of(st.text(max_size=300), _LINES.map("\n".join)))
def test_clean_text_holds_no_controls_no_double_spaces_and_no_white_edges(raw: str) -> None:
    text = clean(raw).text
    assert text == text.strip(" \n")
    assert "  " not in text and "\n\n\n" not in text and " \n" not in text and "\n " not in text
    assert not any(char in text for char in "\u200b\u200e\u202e\u00ad\ufeff\u00a0\r\t\x00")


@given(st.one_of(st.text(max_size=200), _LINES.map("\n".join)))
def test_words_are_never_made_or_moved(raw: str) -> None:
    kept = [char for char in clean(raw).text if not char.isspace()]
    source = iter(raw)
    assert all(char in source for char in kept), "the clean text is a subsequence of the raw one"


def test_an_offset_outside_the_text_is_refused() -> None:
    held = clean("words")
    assert held.raw_span(1, 4) == (1, 4)
    with pytest.raises(IndexError):
        held.raw(5)
    with pytest.raises(IndexError):
        held.raw(-1)


def test_wire_text_is_unwrapped_and_its_paragraphs_stay_apart() -> None:
    raw = "   LIMA, 3 FEB 90 (AFP) -- [TEXT] FOUR MEN THREW A BOMB AT THE SELF-\nDEFENSE POST IN THE DISTRICT LAST NIGHT AND THEN RAN TO THE HILLS\nBEHIND IT.\n\n   NOBODY WAS HURT.  POLICE SAID SO.\n"
    assert clean(raw).text == (
        "LIMA, 3 FEB 90 (AFP) -- [TEXT] FOUR MEN THREW A BOMB AT THE SELF-DEFENSE POST IN THE DISTRICT LAST NIGHT AND THEN RAN TO THE HILLS "
        "BEHIND IT.\n\nNOBODY WAS HURT. POLICE SAID SO."
    )


def test_lists_and_one_line_paragraphs_keep_their_lines() -> None:
    raw = "Attacks:\n- two at Erbil\n- one at Tanf\n1. first\n2) second"
    assert clean(raw).text == raw
    long = "\n".join(
        [
            f"The militia said that it had fired at the base for the {n}th time, and that it would go on with it until further notice."
            for n in (4, 5)
        ]
    )
    assert clean(long).text == long


def test_offsets_lead_back_past_what_was_left_out() -> None:
    raw = "Share this on Telegram\nA dro\u00adne hit\u00a0the\r\nbase."
    held = clean(raw)
    assert held.text == "A drone hit the base."
    start = held.text.index("drone")
    begin, end = held.raw_span(start, start + 5)
    assert raw[begin:end] == "dro\u00adne"
    assert raw[held.raw(held.text.index("base"))] == "b"


@pytest.mark.parametrize("line", [
    "Share", "Share | Tweet | Email", "Follow us on X", "Subscribe to our newsletter", "Sign up for alerts", "Read more: Drone hits base", "Also read: Five killed",
    "Related stories", "Click here to read on", "Advertisement", "Continue reading", "This site uses cookies to improve your visit.", "© 2023 Desert Wire",
    "Copyright 2023 Desert Wire. All rights reserved.", "All rights reserved.", "Photo: AFP/Getty Images", "Image credit: US Army", "3 min read", "***", "# # #", "———", "Getty Images",
    "(Reporting by A. Writer in Erbil; Editing by B. Writer)", "[Drone hits base](https://example.org/a)", "- https://example.org/a",
])  # fmt: skip
def test_lines_around_a_report_are_left_out(line: str) -> None:
    assert (
        clean(f"A drone hit the base.\n\n{line}\n\nTwo men were hurt.").text
        == "A drone hit the base.\n\nTwo men were hurt."
    )


@pytest.mark.parametrize("line", [
    "Follow-on strikes hit the base.", "Sources said two men died.", "Video shows a drone over the base.", "Shares fell after the attack.", "Photo shows four dead soldiers.",
    "Share of attacks in Syria rose to 40 percent, the ministry said.", "Register offices were burned.", "Read the statement said: we did it.", "Print shops burned in Basra.",
    "Related attacks hit Hasakah on Monday.", "Reporting by state media put the toll at 12.", "Get out, the gunmen told them.", "(c) 1200 people fled.", "Subscribed rebels fled.",
    "Video by the militia showed three dead soldiers.", "Email threats were sent to the embassy.",
])  # fmt: skip
def test_lines_of_a_report_stay(line: str) -> None:
    assert line in clean(f"A drone hit the base.\n\n{line}\n\nTwo men were hurt.").text


def test_a_heading_over_links_goes_with_them_and_stays_without() -> None:
    assert clean("A drone fell.\n\nSources:\n\n- [Wire: a](https://example.org/a)").text == "A drone fell."
    assert (
        clean("A drone fell.\n\nSources:\n\nTwo officials said so.").text
        == "A drone fell.\n\nSources:\n\nTwo officials said so."
    )


def test_markdown_marks_go_and_their_words_stay() -> None:
    raw = "## Attack\n\n**Two** men and *one* child [were hurt](https://example.org/a) at 5 * 3.\n\n---\n\n> A quote.\n\n![A picture](a.png)\n\nsnake_case_name stays"
    assert (
        clean(raw, markdown=True).text
        == "Attack\n\nTwo men and one child were hurt at 5 * 3.\n\nA quote.\n\nsnake_case_name stays"
    )
