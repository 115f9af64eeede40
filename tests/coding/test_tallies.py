"""Tallies: totals with their window, their counter and their parts; never the acts themselves."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vedette.coding import tallies
from vedette.coding.tallies import TallyReading
from vedette.model import Document

PUBLISHED = date(2023, 11, 13)


def document(text: str) -> Document:
    ends = [m.end() for m in re.finditer(r"(?<![A-Z])[.!?](?=\s|$)", text)] or [len(text)]
    spans = tuple((start, end) for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if text[start:end].strip())
    return Document(id="d1", text=text, published=PUBLISHED, outlet=None, origin="test", recorded_at=datetime(2024, 1, 1, tzinfo=UTC), sentences=spans)


def read(text: str) -> tuple[TallyReading, ...]:
    return tallies.read(document(text))


@pytest.mark.parametrize(
    ("text", "figure", "bound", "from_day", "to_day"),
    [
        ("US forces have been attacked 55 times since 17 October.", 55, "exactly", date(2023, 10, 17), PUBLISHED),
        ("At least 40 attacks were reported in the past three weeks.", 40, "at_least", date(2023, 10, 23), PUBLISHED),
        ("There were three attacks last week.", 3, "exactly", date(2023, 11, 6), date(2023, 11, 12)),
        ("The group claimed 14 attacks between 17 October and 30 October.", 14, "exactly", date(2023, 10, 17), date(2023, 10, 30)),
        ("The number of attacks on US bases rose to 46.", 46, "exactly", None, PUBLISHED),
        ("Bases came under attack again. The total now stands at 46 attacks.", 46, "exactly", None, PUBLISHED),
        ("Troops came under attack more than 60 times since mid-October.", 60, "more_than", None, PUBLISHED),
    ],
)
def test_a_total_is_read_with_its_bound_and_window(text: str, figure: int, bound: str, from_day: date | None, to_day: date | None) -> None:
    (tally,) = read(text)
    assert (tally.quantity.figure, tally.bound, tally.from_day, tally.to_day) == (figure, bound, from_day, to_day)
    assert tally.effect is None


@pytest.mark.parametrize(
    "text",
    [
        "Three attacks hit the base on Thursday.",
        "The base was attacked twice on Thursday.",
        "Two drones hit the base.",
        "At least 12 people were killed in the blast on Friday.",
        "The militia planned 40 attacks since October.",
    ],
)
def test_acts_of_a_day_and_plans_are_no_tally(text: str) -> None:
    assert read(text) == ()


def test_the_parts_of_a_total_are_no_totals() -> None:
    text = "The Pentagon has counted 23 attacks, 14 in Iraq and 9 in Syria."
    (tally,) = read(text)
    assert [(part.quantity.figure, text[part.place_start : part.place_end]) for part in tally.split] == [(14, "Iraq"), (9, "Syria")]
    assert tally.counter_start is not None
    assert text[tally.counter_start : tally.counter_end] == "The Pentagon"


def test_nobody_counts_where_nobody_is_named() -> None:
    (tally,) = read("At least 40 attacks were reported in the past three weeks.")
    assert tally.counter_start is None


def test_a_long_sum_of_casualties_is_a_tally_of_people() -> None:
    (tally,) = read("The Pentagon said 56 US personnel have been injured since 17 October.")
    assert (tally.effect, tally.quantity.figure, tally.from_day) == ("injured", 56, date(2023, 10, 17))


def test_three_totals_for_one_day_are_all_kept() -> None:
    found = read("Reports gave 27 attacks since 17 October. Others gave 28 attacks since 17 October. A third gave 31 attacks since 17 October.")
    assert [tally.quantity.figure for tally in found] == [27, 28, 31]


def test_the_day_of_the_count_is_kept() -> None:
    (tally,) = read("As of 7 November, the Pentagon had recorded 40 attacks since 17 October.")
    assert (tally.as_of, tally.to_day) == (date(2023, 11, 7), date(2023, 11, 7))


def test_the_first_report_holds_one_tally(shared: Path) -> None:
    (tally,) = read((shared / "seed" / "report-2023-11-13.txt").read_text(encoding="utf8"))
    assert (tally.quantity.low, tally.quantity.best, tally.bound) == (40, None, "at_least")
    assert (tally.from_day, tally.to_day, tally.counter_start) == (date(2023, 10, 23), PUBLISHED, None)


@pytest.mark.parametrize("part", ["40 attacks in Iraq and ", "7 ", "three soldiers were killed in the past three weeks, "])
def test_a_sentence_without_end_takes_bounded_time(part: str) -> None:
    text = part * 5_000
    whole = Document(id="d1", text=text, published=PUBLISHED, outlet=None, origin="test", recorded_at=datetime(2024, 1, 1, tzinfo=UTC), sentences=((0, len(text)),))
    began = time.perf_counter()
    tallies.read(whole)
    assert time.perf_counter() - began < 30
