"""Times: which days the words name, and what they may date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.coding import times
from vedette.coding.base import Sentence
from vedette.coding.times import TimeExpression, reader
from vedette.model import Document

MONDAY = date(2023, 11, 13)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def sentence(text: str, published: date = MONDAY) -> Sentence:
    recorded = datetime(2024, 1, 1, tzinfo=UTC)
    document = Document(
        id="d1",
        text=text,
        published=published,
        outlet=None,
        origin="test",
        recorded_at=recorded,
        sentences=((0, len(text)),),
    )
    return Sentence(document, 0, 0, len(text))


def read(text: str, published: date = MONDAY, anchor: date | None = None) -> tuple[TimeExpression, ...]:
    return times.read(sentence(text, published), anchor=anchor)


def days(text: str, anchor: date | None = None) -> tuple[date | None, date] | None:
    dating = [e.when for e in read(text, anchor=anchor) if e.role == "date" and e.when is not None]
    return (dating[0].earliest, dating[0].latest) if dating else None


def day(month: int, number: int, year: int = 2023) -> tuple[date, date]:
    return date(year, month, number), date(year, month, number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rockets hit the base on Thursday.", day(11, 9)),
        ("Rockets hit the base on Monday.", day(11, 13)),
        ("Rockets hit the base last Monday.", day(11, 6)),
        ("Talks resume next Monday.", day(11, 20)),
        ("A drone crashed late Thursday.", (date(2023, 11, 9), date(2023, 11, 10))),
        ("A drone crashed overnight.", (date(2023, 11, 12), date(2023, 11, 13))),
        ("It was hit yesterday morning.", day(11, 12)),
        ("It was hit last night.", (date(2023, 11, 12), date(2023, 11, 13))),
        ("It was hit two days ago.", day(11, 11)),
        ("It was hit on 18 Oct.", day(10, 18)),
        ("It was hit on Oct 18, 2022.", day(10, 18, 2022)),
        ("It was hit on Thursday, 19 October 2023.", day(10, 19)),
        ("It was hit on 18/10/2023.", day(10, 18)),
        ("It was hit on 2023-10-18.", day(10, 18)),
        ("BAGHDAD, 10 NOV 89 (REUTER) -- A bomb went off.", day(11, 10, 1989)),
        ("It was hit on the 18th.", day(10, 18)),
        ("It was hit on Christmas Day.", day(12, 25, 2022)),
        ("It was hit in early October.", (date(2023, 10, 1), date(2023, 10, 10))),
        ("It was hit last week.", (date(2023, 11, 6), date(2023, 11, 12))),
        ("It was hit in 2020.", (date(2020, 1, 1), date(2020, 12, 31))),
        ("It was hit in December.", (date(2022, 12, 1), date(2022, 12, 31))),
    ],
)
def test_words_name_the_days_the_manual_gives_them(text: str, expected: tuple[date, date]) -> None:
    assert days(text) == expected


def test_days_before_and_after_count_from_the_day_told_before() -> None:
    anchor = date(2023, 10, 18)
    assert days("Two days earlier, a drone fell.", anchor) == day(10, 16)
    assert days("The next day, another fell.", anchor) == day(10, 19)
    assert days("Two days earlier, a drone fell.") is None


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Forces were attacked 55 times since 17 October.", (date(2023, 10, 17), MONDAY)),
        ("At least 40 incidents in the past three weeks.", (date(2023, 10, 23), MONDAY)),
        ("Five attacks over the last 24 hours.", (date(2023, 11, 12), MONDAY)),
        ("Ten attacks between 17 October and 30 October.", (date(2023, 10, 17), date(2023, 10, 30))),
    ],
)
def test_a_window_is_never_the_date_of_an_event(text: str, window: tuple[date, date]) -> None:
    assert days(text) is None
    assert times.window(read(text)) == window


def test_an_ambiguous_date_in_figures_names_no_day() -> None:
    (expression,) = read("It was hit on 4/5/2023.")
    assert expression.when is None


@pytest.mark.parametrize(
    "text",
    ["He may march on the city.", "They will march on Baghdad.", "The second man fell.", "A 22-year-old was hurt."],
)
def test_words_that_look_like_dates_date_nothing(text: str) -> None:
    assert days(text) is None


def test_a_weekday_to_come_keeps_its_own_value() -> None:
    (expression,) = read("Troops will withdraw on Friday.")
    assert expression.value == "2023-11-17"


def test_news_without_a_date_is_two_days_old_at_most() -> None:
    lead = sentence("A drone hit the base.")
    body = Sentence(lead.document, 9, 0, 5)
    news, history = times.default(lead.document, lead).value, times.default(lead.document, body).value
    assert (news.earliest, news.latest, news.basis) == (date(2023, 11, 11), MONDAY, "publication")
    assert (history.earliest, history.latest) == (None, MONDAY)


@given(st.sampled_from(WEEKDAYS), st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
def test_a_weekday_is_within_the_week_before_publication(name: str, published: date) -> None:
    (expression,) = read(f"The base was hit on {name}.", published)
    assert expression.when is not None
    assert expression.when.latest.strftime("%A") == name
    assert timedelta(0) <= published - expression.when.latest < timedelta(days=7)


@given(
    st.text(alphabet=st.sampled_from("0123456789/-:., 'sday MONOCTmarlstweek\u0130\n"), max_size=120),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_every_expression_stands_in_its_sentence(text: str, published: date) -> None:
    if not text.strip():
        return
    whole = sentence("x " + text, published)
    reach = 0
    for expression in times.read(whole):
        assert reach <= expression.start < expression.end <= whole.end
        assert whole.document.text[expression.start : expression.end] == expression.text
        reach = expression.end


def test_two_days_of_one_month_are_a_window() -> None:
    (one,) = read("The base was shelled between 3 and 7 November.")
    assert (one.role, one.from_day, one.to_day) == ("since", date(2023, 11, 3), date(2023, 11, 7))


def test_up_to_a_day_is_an_end() -> None:
    (one,) = read("They counted 19 raids up to 7 November.")
    assert (one.role, one.to_day) == ("until", date(2023, 11, 7))


@pytest.mark.parametrize("mark", [", killing two", ": two died", ".", "; two died", " and left"])
def test_a_year_belongs_to_its_day_whatever_mark_follows(mark: str) -> None:
    assert days(f"The bridge fell on 3 March 2021{mark}") == day(3, 3, 2021)


def test_a_number_after_a_day_is_no_year() -> None:
    assert days("On 3 March 2,021 people fled") == day(3, 3)


SPOKEN = (
    "2023-10-18", "20231018", "18/10/2023", "18.10.23", "Oct. 18-20, 2022", "Wed, 18 October", "18-OCT-22", "early March", "in 1994", "the 1980s", "the ’80s", "the sixties",
    "the 19th century", "New Year’s Eve 2020", "on the 18th", "nineteen eighty-four", "late Thursday night", "tomorrow", "mid-afternoon yesterday", "overnight", "this morning",
    "the end of last week", "this past summer", "the autumn of 2019", "two days ago", "a\u2009week\u2009later", "hours from now", "the following day", "the night before", "that same evening",
    "in the past three weeks", "about\u00a0six  months", "a three-day-long", "aged 9", "40 years old", "for years", "in recent days", "each other week", "annually", "on Fridays", "10:30 pm", "9 a.m.",
    "23:15", "1430 gmt", "midnight", "right now", "long ago", "the fourth quarter of 2020", "the latest period", "year-earlier quarter", "that quarter", "year-end", "the first nine months", "over the weekend",
)  # fmt: skip
"""Times told in many ways, each pattern in at least one of them."""


def test_no_pattern_misses_a_time_for_want_of_the_words_it_needs() -> None:
    met = set()
    for text in (*SPOKEN, *map(" and ".join, pairwise(SPOKEN))):
        lower = reader._lower(text)
        found = {(rank, m.span()) for _, _, rank, m in reader._matches(lower)}
        regions = reader._regions(lower)
        for rank, (pattern, *_) in enumerate(reader._patterns()):
            assert {(rank, m.span()) for lo, hi in regions for m in pattern.finditer(lower, lo, hi)} <= found, text
        met |= {rank for rank, _ in found}
    assert met == set(range(len(reader._patterns())))
