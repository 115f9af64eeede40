"""Days, weeks, months and holidays: arithmetic on dates that never leaves the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

MONTHS: Final = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
WEEKDAYS: Final = {name: number for number, name in enumerate("mon tue wed thu fri sat sun".split())}
FIXED_HOLIDAYS: Final = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26), "new year's day": (1, 1),
    "new year's eve": (12, 31), "new year's": (1, 1), "valentine's day": (2, 14), "halloween": (10, 31), "may day": (5, 1),
    "bastille day": (7, 14), "fourth of july": (7, 4), "epiphany": (1, 6), "all saints' day": (11, 1), "nowruz": (3, 21),
}  # fmt: skip
MOVING_HOLIDAYS: Final = (
    "thanksgiving day",
    "thanksgiving",
    "labor day",
    "memorial day",
    "easter sunday",
    "easter",
    "good friday",
)


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def plus(start: date, days: int) -> date | None:
    """The date so many days on (or back), None beyond the calendar."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def month_number(text: str) -> int:
    """1-12 for a month's name or abbreviation, lower case."""
    return MONTHS[text[:3]]


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    """(year, month) so many months on."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def weekday_before(number: int, reference: date) -> date:
    """The latest such weekday on or before the reference; the same day counts."""
    return reference - timedelta(days=(reference.weekday() - number) % 7)


def week_value(of: date) -> str:
    """The ISO week as TIMEX3 writes it: "1998-W12"."""
    year, week, _ = of.isocalendar()
    return f"{year}-W{week:02d}"


def monday(of: date) -> date:
    """The Monday of the week."""
    return of - timedelta(days=of.weekday())


def century_year(two_digits: int, reference: date) -> int:
    """The year nearest before (or at most five years after) the reference that ends in these two digits."""
    year = reference.year // 100 * 100 + two_digits
    return year - 100 if year > reference.year + 5 else year


def last_quarter(before: date, *, back: int) -> str:
    """The last full quarter before a day, so many years back, as TIMEX3 writes it: "1989-Q3"."""
    quarter = (before.month - 1) // 3
    year, quarter = (before.year, quarter) if quarter else (before.year - 1, 4)
    return f"{year - back}-Q{quarter}"


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year; None for a name it does not know."""
    if name in FIXED_HOLIDAYS:
        month, number = FIXED_HOLIDAYS[name]
        return date(year, month, number)
    if name.startswith("thanksgiving"):
        return weekday_before(3, date(year, 11, 28))
    if name == "labor day":
        return weekday_before(0, date(year, 9, 7))
    if name == "memorial day":
        return weekday_before(0, date(year, 5, 31))
    if name.startswith("easter"):
        return _easter(year)
    if name == "good friday":
        return _easter(year) - timedelta(days=2)
    return None


def _easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus 1991, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * (c // 4) - (c % 4) - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)
