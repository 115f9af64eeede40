"""One spelling of a question's words, and the word that a mistyped one meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.briefing.asking.tokens import distance, nearest, plain

KNOWN = ("attacks", "attacked", "claim", "claimed", "first", "iraq", "iran", "hezbollah", "worse", "chance", "change")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("atacks", "attacks"),
        ("frist", "first"),
        ("claimd", "claimed"),
        ("irak", "iraq"),
        ("hezbolla", "hezbollah"),
        ("chanse", "chance"),
    ],
)
def test_a_mistyped_word_is_read_as_the_nearest_known_one(typed: str, meant: str) -> None:
    assert nearest(typed, KNOWN) == meant


@pytest.mark.parametrize("word", ["cost", "xyz", "night", "irat", "acttaks"])
def test_a_word_that_is_far_or_as_near_to_two_is_not_guessed(word: str) -> None:
    assert nearest(word, KNOWN) is None


def test_months_contractions_and_possessives_are_written_out() -> None:
    assert plain("What's Iran's answer since nov 7?") == "What is Iran 's answer since November 7?"
    assert plain("how many us troops may march in May 2023") == "how many US troops may march in May 2023"


def test_us_is_a_state_beside_what_a_state_has_and_a_pronoun_elsewhere() -> None:
    assert plain("did us forces strike") == "did US forces strike"
    assert plain("tell us what happened") == "tell us what happened"


@given(st.text(alphabet="abcdef", max_size=8), st.text(alphabet="abcdef", max_size=8))
def test_a_distance_is_the_same_both_ways_and_nothing_only_between_equals(one: str, other: str) -> None:
    there, back = distance(one, other, 9), distance(other, one, 9)
    assert there == back and (there == 0) == (one == other)
