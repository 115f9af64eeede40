"""Counts: numbers with their bound words, and numbers that count nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.coding import counts
from vedette.coding.base import Sentence
from vedette.model import Document


def sentence(text: str) -> Sentence:
    recorded = datetime(2024, 1, 1, tzinfo=UTC)
    document = Document(
        id="d1",
        text=text,
        published=date(2023, 11, 13),
        outlet=None,
        origin="test",
        recorded_at=recorded,
        sentences=((0, len(text)),),
    )
    return Sentence(document, 0, 0, len(text))


def ranges(text: str) -> list[tuple[int | None, int | None, int | None, str]]:
    return [
        (c.quantity.low, c.quantity.best, c.quantity.high, c.bound) for c in counts.read(sentence(text)) if c.counts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 3 men", (3, None, None, "at_least")),
        ("more than 1,200 men", (1200, None, None, "more_than")),
        ("up to 50 men", (None, None, 50, "at_most")),
        ("some 40 troops", (None, 40, None, "about")),
        ("fewer than ten men", (None, None, 10, "less_than")),
        ("40 or more men", (40, None, None, "at_least")),
        ("between 3 and 5 men", (3, None, 5, "about")),
        ("3-5 men", (3, None, 5, "about")),
        ("twenty-one men", (21, 21, 21, "exactly")),
        ("two hundred and five men", (205, 205, 205, "exactly")),
        ("two dozen men", (24, 24, 24, "exactly")),
        ("a couple of men", (2, 2, 2, "exactly")),
        ("no casualties", (0, 0, 0, "exactly")),
        ("dozens of men", (24, None, 99, "word")),
        ("scores of men", (40, None, 99, "word")),
        ("several men", (3, None, 9, "word")),
        ("a few men", (2, None, 5, "word")),
        ("a handful of men", (3, None, 6, "word")),
        ("hundreds of men", (200, None, 999, "word")),
    ],
)
def test_a_number_is_read_with_its_bound(text: str, expected: tuple[int | None, int | None, int | None, str]) -> None:
    assert ranges(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["AK-47 rifles", "an F-16 jet", "a 107mm rocket", "at Tower 22", "by Brigade 12", "aged 22", "a 22-year-old man", "in 2020", "on Oct. 18", "at 10:30", "$5 million", "12 percent", "5 km away", "the 22nd man", "no longer", "three days"],
)  # fmt: skip
def test_a_number_that_counts_nothing_is_no_count(text: str) -> None:
    assert ranges(text) == []


def test_how_often_is_read_beside_its_trigger() -> None:
    text = "The base was attacked twice on Thursday."
    found = counts.multiplicity(sentence(text), (13, 21))
    assert found is not None
    assert found.quantity.best == 2
    assert counts.multiplicity(sentence("Two drones hit the base."), (11, 14)) is None
    three = counts.multiplicity(sentence("Three separate attacks hit the base."), (15, 22))
    assert three is not None
    assert three.quantity.best == 3


@given(st.text(alphabet=st.sampled_from("0123456789,.- abcdenotw½٣$%()"), max_size=80))
def test_every_count_stands_in_its_sentence(text: str) -> None:
    whole = sentence("x " + text)
    for count in counts.read(whole):
        assert 0 <= count.start < count.end <= whole.end
        assert count.quantity.figure is not None


def test_a_day_of_a_month_begins_no_range() -> None:
    found = [count for count in counts.read(sentence("The day took the count since October 17 to 46.")) if count.counts]
    assert [count.quantity.figure for count in found] == [46]


def test_a_number_after_those_harmed_is_no_age() -> None:
    assert [count.unit for count in counts.read(sentence("What counts is the injured, 56."))] == [None]
