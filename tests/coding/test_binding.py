"""Promises of which values of a sentence belong to an act, and of how the people hurt in it are counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.coding.making import incidents

from vedette.model import Quantity

WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
COUNTS = st.integers(2, 9)


def _tolls(text: str) -> set[tuple[str, int | None]]:
    return {
        (one.value.side, one.value.count.figure if one.value.count else None)
        for mention in incidents(text)
        for one in mention.casualties
        if one.value.effect == "killed"
    }


@given(COUNTS)
def test_a_parent_and_the_children_are_counted_together(number: int) -> None:
    children = WORDS[number - 2]
    assert _tolls(f"A shell killed a mother and her {children} children in Goma on Monday.") == {
        ("civilian", number + 1)
    }


@given(COUNTS, COUNTS)
def test_people_of_one_side_are_one_number_and_of_two_sides_two(officers: int, soldiers: int) -> None:
    armed = f"{WORDS[officers - 2]} policemen and {WORDS[soldiers - 2]} soldiers"
    assert _tolls(f"A bomb killed {armed} near Goma on Monday.") == {("target", officers + soldiers)}
    mixed = f"{WORDS[officers - 2]} soldiers and a civilian"
    assert _tolls(f"A bomb killed {mixed} near Goma on Monday.") == {("target", officers), ("civilian", 1)}


@pytest.mark.parametrize(
    ("people", "toll"),
    [
        ("a couple and their three sons", {("unknown", 5)}),
        ("a man, his wife and two daughters", {("civilian", 4)}),
        ("a teacher and a pupil", {("civilian", 2)}),
    ],
)
def test_a_family_stands_on_one_side(people: str, toll: set[tuple[str, int]]) -> None:
    assert _tolls(f"A shell killed {people} in Goma on Monday.") == toll


def test_the_dead_of_two_states_or_of_both_sides_of_a_fight_are_two_numbers() -> None:
    states = "Two Armenian and one Azerbaijani soldiers were killed on Tuesday when mortars hit a post near Berd."
    sides = "Twelve soldiers and thirty rebels were killed on Tuesday in clashes near Goma."
    assert {figure for _, figure in _tolls(states)} == {1, 2}
    assert {figure for _, figure in _tolls(sides)} == {12, 30}


def test_the_dead_and_the_wounded_are_told_apart() -> None:
    (mention,) = incidents("A bomb killed two soldiers and wounded three soldiers near Goma on Monday.")
    assert {(c.value.effect, c.value.count) for c in mention.casualties} == {
        ("killed", Quantity.exactly(2)),
        ("injured", Quantity.exactly(3)),
    }


@given(st.integers(0, 40), st.integers(0, 40), st.booleans())
def test_a_sum_is_no_surer_than_its_parts(one: int, other: int, open_: bool) -> None:
    known = Quantity.exactly(one).plus(Quantity.at_least(other) if open_ else Quantity.exactly(other))
    assert known.low == one + other
    assert (known.high is None) == open_
