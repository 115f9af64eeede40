"""Sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.documents.passages import sentences


def _said(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(
            st.sampled_from(
                ["U.S. ", "J. ", "A", "b. ", "\n", '."', " -- ", "[TEXT] ", "No. ", "1. ", "LIMA, 3 FEB 90 ", "? "]
            )
        ).map("".join),
    )
)
def test_sentences_are_in_order_inside_the_text_and_hold_all_its_words(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert end <= start < stop <= len(text)
        assert not text[end:start].strip(), "nothing is left between two sentences"
        assert not text[start].isspace() and not text[stop - 1].isspace()
        end = stop
    assert not text[end:].strip()


@pytest.mark.parametrize("text", [
    "Lt. Col. Ali Hassan of the U.S. Army said at 5 p.m. Friday that 3.5 tons burned.", "Gen. Mark A. Milley and Mr. Al-Sudani met in Washington, D.C. on Monday.",
    "Base No. 4 was hit.", "Police in Kent, Wash. Monday held Det. Smith.", "See example.org or visit news.example today.", "J. F. Smith and B. Jones saw it.", "The strike, e.g. on the depot, hurt Maj. Gen. Ali.", "It hit the U.S. Embassy.", "“Stop it!” he said.",
    "The army (it came late!) left.", "It cost $1.5 million vs. $2 million on Jan. 4, 2024.", "Drones hit St. George Church.", "Who? asked the man, and left.",
])  # fmt: skip
def test_one_sentence_stays_one(text: str) -> None:
    assert _said(text) == [text]


@pytest.mark.parametrize("parts", [
    ("It left the U.S.", "The raid ended."), ("It began at 5 a.m.", "Two men died."), ("He said “no.”", "They left."), ("Did it?", "Yes!", "It did…", "Then it ended."),
    ("He asked for plan B.", "The army refused."), ("The answer was no.", "They left."), ("He works for Smith Inc.", "The firm is big."), ("(It fell.)", "[It burned.]", '"It fell."'),
    ("He said: “No. ”", "They left."), ("He fell ill.", "They left."), ("Units hit it in Nov. 2023.", "He died on Sat.", "No one came."),
])  # fmt: skip
def test_sentences_are_parted_where_one_ends(parts: tuple[str, ...]) -> None:
    assert _said(" ".join(parts)) == list(parts)


@pytest.mark.parametrize(("dateline", "rest"), [
    ("BOGOTA, 3 FEB 90 (AFP) -- [TEXT]", "A BOMB WENT OFF."), ("BAGHDAD (Reuters) -", "Rockets fell."), ("ERBIL, Iraq (AP) —", "A drone fell."),
    ("SAN SALVADOR, 12 NOV (ACAN - EFE) -- [TEXT]", "A REBEL DIED."), ("WASHINGTON, Nov. 13 –", "The army said so."), ("BAGHDAD —", "Rockets fell."), ("BAGHDAD, Oct 18 (Meridian Wire) -", "Drones fell."),
])  # fmt: skip
def test_a_dateline_is_a_sentence_of_its_own(dateline: str, rest: str) -> None:
    assert _said(f"{dateline} {rest}") == [dateline, rest]


def test_a_dash_in_a_sentence_makes_no_dateline() -> None:
    for text in (
        "The militia – backed by Iran – said no.",
        "Iran -- not Iraq -- did it.",
        "A US official (who knows) - and others - said no.",
    ):
        assert _said(text) == [text]


def test_sentences_whose_space_was_lost_are_parted() -> None:
    assert _said("Four men were hurt.Police said so.") == ["Four men were hurt.", "Police said so."]


def test_headings_and_items_end_with_their_lines() -> None:
    assert _said("Two hurt at base\n\nA drone fell. It burned.\n- first item\n- second item\n1. Why? They know.") == [
        "Two hurt at base", "A drone fell.", "It burned.", "- first item", "- second item", "1. Why?", "They know.",
    ]  # fmt: skip


def test_a_text_without_stops_is_cut_into_bounded_pieces() -> None:
    assert max(end - start for start, end in sentences("word " * 10_000)) <= 2000
    assert max(end - start for start, end in sentences("x" * 10_000)) <= 2000
