"""Publication days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.documents.dating import dateline, leading_date, parse_date, url_date, url_flags, urls_in
from vedette.errors import DocumentError

_TODAY = date(2024, 1, 15)
_DAY = date(2023, 11, 13)


@pytest.mark.parametrize("words", [
    "2023-11-13", "2023-11-13T22:15:00Z", "2023-11-13T22:15:00+03:00", "2023-11-13 22:15", "2023/11/13", "20231113", "20231113T101500Z", "Mon, 13 Nov 2023 10:00:00 +0000",
    "13 November 2023", "13 Nov. 2023", "13th November, 2023", "13-Nov-2023", "November 13, 2023", "Nov. 13, 2023 at 5:00 pm EST", "Monday, November 13th, 2023",
    "Monday 13 November 2023", "Published: 13 November 2023", "13 NOV 23", "13/11/2023", "11/13/2023", "13.11.2023", "1699869600", "1699869600000", "1699869600.0",
])  # fmt: skip
def test_every_common_way_to_write_a_day_is_read(words: str) -> None:
    assert parse_date(words, today=_TODAY) == _DAY


@pytest.mark.parametrize(
    "words",
    [
        "2023-02-30",
        "2023-13-01",
        "30 February 2023",
        "February 30, 2023",
        "31/02/2023",
        "20230230",
        "0000-01-01",
        "2023-00-10",
        "99 NOV 90",
    ],
)
def test_a_day_that_the_calendar_lacks_is_an_error_that_quotes_it(words: str) -> None:
    with pytest.raises(DocumentError, match="no day of the calendar") as caught:
        parse_date(words, today=_TODAY)
    assert caught.value.code == "bad_date" and words in str(caught.value)


@pytest.mark.parametrize(
    "words",
    ["", "yesterday", "November 2023", "2023", "2023-11", "13 November", "soon", "13 Smarch 2023", "two days ago"],
)
def test_words_that_name_no_day_are_an_error(words: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_date(words, today=_TODAY)
    assert caught.value.code == "bad_date" and "YYYY-MM-DD" in caught.value.way_out


def test_day_and_month_that_could_be_exchanged_are_not_guessed() -> None:
    with pytest.raises(DocumentError) as caught:
        parse_date("03/04/2023", today=_TODAY)
    assert caught.value.code == "ambiguous_date"
    assert parse_date("04/04/2023", today=_TODAY) == date(2023, 4, 4)


def test_a_year_of_two_digits_is_the_latest_that_has_been() -> None:
    assert parse_date("3 FEB 90", today=_TODAY) == date(1990, 2, 3)
    assert parse_date("3 FEB 24", today=_TODAY) == date(2024, 2, 3)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_written_out_is_read_back(day: date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 +0000", "%Y%m%d"):
        assert parse_date(day.strftime(form), today=_TODAY) == day


@given(st.text(max_size=40))
def test_any_words_give_a_day_or_a_document_error(words: str) -> None:
    try:
        parse_date(words, today=_TODAY)
    except DocumentError as error:
        assert error.code in {"bad_date", "ambiguous_date"}


def test_a_leading_date_is_taken_from_the_text() -> None:
    text = " date 2023-11-13 Amidst the fighting"
    found = leading_date(text)
    assert found == ("2023-11-13", text.index("Amidst"))
    assert leading_date("The date 2023-11-13 is late") is None


def test_a_dateline_gives_a_day_only_with_a_year() -> None:
    assert dateline("   BOGOTA, 3 FEB 90 (AFP) -- [TEXT] A BOMB") == ("3 FEB 90", "AFP")
    assert dateline("ERBIL, Nov. 13, 2023 (AP) — A drone") == ("Nov 13, 2023", "AP")
    assert dateline("SAN SALVADOR, 12 NOV (ACAN - EFE) -- [TEXT] A") is None


@pytest.mark.parametrize(
    "path", ["/world/2022/11/03/a", "/a-2022-11-03/", "/20221103/a.html", "/2022-11-03-a", "/2022/11/3/"]
)
def test_the_day_in_a_url_is_read(path: str) -> None:
    assert url_date(f"https://example.org{path}") == date(2022, 11, 3)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a",
        "https://example.org/2022/13/45/",
        "https://2022-11-03.example.org/a",
        "https://example.org/id/120221103999",
    ],
)
def test_a_url_without_a_day_gives_none(url: str) -> None:
    assert url_date(url) is None


def test_a_url_more_than_a_week_off_is_flagged_with_both_days() -> None:
    urls = [f"https://example.org/{(_DAY - timedelta(days=n)).isoformat()}/a" for n in (0, 7, 8, -8)]
    assert url_flags(iter(urls), _DAY) == (
        f"url-date: {urls[2]} says 2023-11-05, the document says 2023-11-13",
        f"url-date: {urls[3]} says 2023-11-21, the document says 2023-11-13",
    )


def test_urls_are_found_in_links_and_plain_words() -> None:
    assert list(urls_in("See [a](https://example.org/a) and https://example.org/b.")) == [
        "https://example.org/a",
        "https://example.org/b",
    ]
