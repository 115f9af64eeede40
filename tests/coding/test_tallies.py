"""Tallies: totals with their window, their counter and their parts; never the acts themselves."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.coding.making import coded

from vedette.coding import counts, tallies
from vedette.coding.base import Sentence
from vedette.coding.counts import Count
from vedette.coding.tallies import Readers, TallyReading
from vedette.model import Document

PUBLISHED = date(2023, 11, 13)


def document(text: str, headline: int = 0) -> Document:
    ends = [m.end() for m in re.finditer(r"(?<![A-Z])[.!?](?=\s|$)", text)] or [len(text)]
    spans = tuple(
        (start, end) for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if text[start:end].strip()
    )
    return Document(
        id="d1",
        text=text,
        published=PUBLISHED,
        outlet=None,
        origin="test",
        recorded_at=datetime(2024, 1, 1, tzinfo=UTC),
        headline=headline,
        sentences=spans,
    )


def read(text: str, headline: int = 0) -> tuple[TallyReading, ...]:
    return tallies.read(document(text, headline))


@pytest.mark.parametrize(
    ("text", "figure", "bound", "from_day", "to_day"),
    [
        ("US forces have been attacked 55 times since 17 October.", 55, "exactly", date(2023, 10, 17), PUBLISHED),
        ("At least 40 attacks were reported in the past three weeks.", 40, "at_least", date(2023, 10, 23), PUBLISHED),
        ("There were three attacks last week.", 3, "exactly", date(2023, 11, 6), date(2023, 11, 12)),
        (
            "The group claimed 14 attacks between 17 October and 30 October.",
            14,
            "exactly",
            date(2023, 10, 17),
            date(2023, 10, 30),
        ),
        ("The number of attacks on US bases rose to 46.", 46, "exactly", None, PUBLISHED),
        ("Bases came under attack again. The total now stands at 46 attacks.", 46, "exactly", None, PUBLISHED),
        ("Troops came under attack more than 60 times since mid-October.", 60, "more_than", None, PUBLISHED),
    ],
)
def test_a_total_is_read_with_its_bound_and_window(
    text: str, figure: int, bound: str, from_day: date | None, to_day: date | None
) -> None:
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


@pytest.mark.parametrize(
    ("text", "figure", "from_day"),
    [
        ("Sunday's shelling took the number of strikes on the grid since 1 October to 31.", 31, date(2023, 10, 1)),
        ("The shelling took the count of raids since October 17 to 46.", 46, date(2023, 10, 17)),
        ("The ministry puts the number of raids since 2 November at no less than 40.", 40, date(2023, 11, 2)),
        ("Attacks on aid convoys have risen to 25 this month.", 25, date(2023, 11, 1)),
        (
            "Militants attacked the town again. The governor put the total since 3 November at 17.",
            17,
            date(2023, 11, 3),
        ),
        ("Mortars fell on the port on Sunday. Officials make it 52 since 17 October.", 52, date(2023, 10, 17)),
        (
            "There were clashes in the north. A monitor said there had been at least 23 since 1 November.",
            23,
            date(2023, 11, 1),
        ),
    ],
)
def test_a_number_counts_the_acts_told_apart_from_it(text: str, figure: int, from_day: date) -> None:
    (tally,) = read(text)
    assert (tally.quantity.figure, tally.from_day, tally.effect) == (figure, from_day, None)


@pytest.mark.parametrize(
    ("text", "figure", "from_day", "to_day"),
    [
        (
            "The convoy was ambushed on Saturday, the fifth ambush on the road since 2 November.",
            5,
            date(2023, 11, 2),
            PUBLISHED,
        ),
        ("It was the third time in ten days that the depot was bombed.", 3, date(2023, 11, 4), PUBLISHED),
        ("The navy carried out its second round of air strikes in two weeks.", 2, date(2023, 10, 30), PUBLISHED),
        ("A mortar hit the gate today, the sixth attack of the day in Bakhmut.", 6, PUBLISHED, PUBLISHED),
        ("The shelling of the depot was the 28th attack on the port since mid-October.", 28, None, PUBLISHED),
        ("It was the third raid in as many days.", 3, date(2023, 11, 11), PUBLISHED),
    ],
)
def test_an_ordinal_with_a_window_is_a_total(text: str, figure: int, from_day: date | None, to_day: date) -> None:
    (tally,) = read(text)
    assert (tally.quantity.figure, tally.from_day, tally.to_day) == (figure, from_day, to_day)


@pytest.mark.parametrize(
    "text",
    [
        "A second attack came at noon on Sunday.",
        "It was the first time since 2019 that the two sides met.",
        "The parliament met for the second time in two weeks.",
        "The third round of talks in two weeks ended without a deal after the attacks.",
        "If the army strikes it would be the third attack in a week.",
        "The death toll of Friday's bombing rose to 46.",
        "Rebels attacked three villages on Tuesday. The number of dead reached 40.",
        "Gunmen attacked a farm. They had 60 cattle with them.",
        "The attacks happened 46 kilometres from the town, and the price rose to 46 dollars.",
        "Shells hit the market. The mayor, 46, was not there.",
        "The attack was one of the deadliest since 2015. Eight people have been killed, the hospital said.",
        "Clashes were under way at 0700 clashes being heard since.",
        "Late on Friday two raids happened within 20 minutes of each other.",
        "There have been two raids today that wounded at least four people each.",
        "Officials would not speak of the two attacks last week.",
    ],
)
def test_what_only_looks_like_a_total_is_none(text: str) -> None:
    assert read(text) == ()


def test_a_part_told_by_a_pronoun_has_its_own_window_and_the_counter_of_the_whole() -> None:
    text = "The air force said there had been 212 attacks on the port since 1 September. Forty of them came after Friday's truce."
    whole, part = read(text)
    assert (whole.quantity.figure, whole.from_day) == (212, date(2023, 9, 1))
    assert (part.quantity.figure, part.from_day, part.counter_start) == (40, date(2023, 11, 10), whole.counter_start)


def test_each_of_two_counters_keeps_its_own_number() -> None:
    text = "There were clashes in three districts. A monitor in Gao counted 14, and the army had 9."
    assert [(t.quantity.figure, text[t.counter_start or 0 : t.counter_end]) for t in read(text)] == [
        (14, "A monitor in Gao"),
        (9, "the army"),
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Since 1 October there have been 40 attacks on the mine and 12 guards have been killed.",
            [(40, None), (12, "killed")],
        ),
        (
            "The army recorded 30 raids since 1 October. Nineteen officers have been diagnosed with brain injuries.",
            [(30, None), (19, "injured")],
        ),
        (
            "The army recorded 30 raids since 1 October. Of the guards, 9 were wounded in them.",
            [(30, None), (9, "injured")],
        ),
        (
            "The day took the number of raids since 1 October to 30 and the number of injured to at least 56.",
            [(30, None), (56, "injured")],
        ),
    ],
)
def test_people_harmed_in_what_a_total_counts_are_a_total(text: str, figures: list[tuple[int, str | None]]) -> None:
    assert [(tally.quantity.figure, tally.effect) for tally in read(text)] == figures


def test_a_total_of_the_headline_is_the_one_of_the_body() -> None:
    headline = "Navy counts 40 raids"
    text = f"{headline}. The navy has counted at least 40 raids on ships since 1 October."
    found = read(text, headline=len(headline) + 1)
    assert [(tally.quantity.low, tally.bound, tally.from_day) for tally in found] == [
        (40, "at_least", date(2023, 10, 1))
    ]


def test_parts_told_in_the_next_sentence_belong_to_the_total() -> None:
    text = "The ministry has recorded 60 raids since 1 September. Twenty took place in Kaduna and 40 in Zamfara."
    (tally,) = read(text)
    assert [(part.quantity.figure, text[part.place_start : part.place_end]) for part in tally.split] == [
        (20, "Kaduna"),
        (40, "Zamfara"),
    ]


def test_what_the_caller_has_read_is_not_read_again() -> None:
    seen: list[str] = []

    def numbers(one: Sentence) -> tuple[Count, ...]:
        seen.append(one.text)
        return counts.read(one)

    whole = document("The navy counted 40 raids since 1 October. Nothing else was said.")
    assert tallies.read(whole, readers=Readers(counts=numbers)) == tallies.read(whole)
    assert len(seen) == len(set(seen)) == 1


@pytest.mark.parametrize(
    ("text", "counter"),
    [
        ("A Nigerian defence official said troops were attacked 19 times since 17 October.", "NGA/MIL"),
        (
            "The Syrian Observatory for Human Rights reported shelling. The Observatory counts 26 attacks on villages since 19 October.",
            "org:sohr",
        ),
        ("According to the Kivu Barometer, there have been 26 attacks on villages since 19 October.", None),
    ],
)
def test_the_counter_is_resolved(text: str, counter: str | None) -> None:
    (tally,) = coded(text).tallies
    assert tally.counter is not None
    assert tally.counter.value.id == counter


@pytest.mark.parametrize("words", ["Thursday", "gas bottles", "the morning"])
def test_neither_a_day_nor_a_thing_counts(words: str) -> None:
    (tally,) = coded(
        f"There have been at least 40 attacks on US troops since 17 October, according to {words}."
    ).tallies
    assert tally.counter is None


def test_the_list_that_somebody_keeps_is_not_whom_a_total_was_done_to() -> None:
    text = (
        "American troops in Iraq have been attacked 40 times since 17 October, the Pentagon said. "
        "A broadcaster that added Monday's three attacks to its own list arrived at 43 attacks since 17 October."
    )
    assert all(t.counted.target is None or "list" not in t.counted.target.passages[0].text for t in coded(text).tallies)


def test_the_parts_of_a_total_are_no_totals() -> None:
    text = "The Pentagon has counted 23 attacks, 14 in Iraq and 9 in Syria."
    (tally,) = read(text)
    assert [(part.quantity.figure, text[part.place_start : part.place_end]) for part in tally.split] == [
        (14, "Iraq"),
        (9, "Syria"),
    ]
    assert tally.counter_start is not None
    assert text[tally.counter_start : tally.counter_end] == "The Pentagon"


def test_nobody_counts_where_nobody_is_named() -> None:
    (tally,) = read("At least 40 attacks were reported in the past three weeks.")
    assert tally.counter_start is None


def test_a_long_sum_of_casualties_is_a_tally_of_people() -> None:
    (tally,) = read("The Pentagon said 56 US personnel have been injured since 17 October.")
    assert (tally.effect, tally.quantity.figure, tally.from_day) == ("injured", 56, date(2023, 10, 17))


def test_three_totals_for_one_day_are_all_kept() -> None:
    found = read(
        "Reports gave 27 attacks since 17 October. Others gave 28 attacks since 17 October. A third gave 31 attacks since 17 October."
    )
    assert [tally.quantity.figure for tally in found] == [27, 28, 31]


def test_the_day_of_the_count_is_kept() -> None:
    (tally,) = read("As of 7 November, the Pentagon had recorded 40 attacks since 17 October.")
    assert (tally.as_of, tally.to_day) == (date(2023, 11, 7), date(2023, 11, 7))


def test_the_first_report_holds_one_tally(shared: Path) -> None:
    (tally,) = read((shared / "seed" / "report-2023-11-13.txt").read_text(encoding="utf8"))
    assert (tally.quantity.low, tally.quantity.best, tally.bound) == (40, None, "at_least")
    assert (tally.from_day, tally.to_day, tally.counter_start) == (date(2023, 10, 23), PUBLISHED, None)


@pytest.mark.parametrize(
    "part",
    [
        "40 attacks in Iraq and ",
        "7 ",
        "the third raid since Friday, ",
        "the number of raids to 40 and of them 7 came after, ",
        "three soldiers were killed in the past three weeks, ",
    ],
)
def test_a_sentence_without_end_takes_bounded_time(part: str) -> None:
    text = part * 5_000
    whole = Document(
        id="d1",
        text=text,
        published=PUBLISHED,
        outlet=None,
        origin="test",
        recorded_at=datetime(2024, 1, 1, tzinfo=UTC),
        sentences=((0, len(text)),),
    )
    began = time.perf_counter()
    tallies.read(whole)
    assert time.perf_counter() - began < 30
