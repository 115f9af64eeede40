"""Publication days: read as they were written, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from vedette.errors import DocumentError

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september",
         "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_ISO: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[t\s,z])")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?=$|[t\s])")
_SECONDS: Final = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?$")
_DAY_MONTH: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})\b")
_MONTH_DAY: Final = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_SLASHED: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?=$|[\s,])")
_WEEKDAY: Final = re.compile(
    r"(?:published|posted|updated|date)?\s*(?:on|:)?\s*(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+|(?:published|posted|date)\s*(?:on|:)?\s+"
)
_LEADING: Final = re.compile(
    r"\s*(?:publication )?date(?:d|line)?\s*:?\s+(\d{4}-\d{1,2}-\d{1,2})\b[ \t]*[.:–—-]?[ \t]*", re.IGNORECASE
)
_DATELINE: Final = re.compile(
    r"\s*(?:\[[A-Z ]{3,20}\]\s*)*[A-Z][^\n(]{1,60}?,\s+(?:(\d{1,2})\s+([A-Z][A-Za-z]{2,8})\.?\s+(\d{2}|\d{4})|([A-Z][A-Za-z]{2,8})\.?\s+(\d{1,2}),\s+(\d{4}))"
    r"\s*(?:\(([^)\n]{2,60})\)\s*)?(?:--|—|–|-)\s"
)
_IN_URL: Final = (
    re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?=[/._-]|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)"),
)
_URL: Final = re.compile(r"https?://[^\s<>\"'\])}]{4,1000}")
_WAY_OUT: Final = "Write the day of publication as YYYY-MM-DD."
_FAR: Final = 7
"""Days that a URL's date may differ from the stated one before it is worth a flag."""


def parse_date(words: str, *, today: date) -> date:
    """The day that these words name: ISO 8601, RFC 2822, "13 November 2023", "November 13, 2023", Unix seconds.

    A two-digit year is the latest one not after `today`. DocumentError "bad_date" where no day or an impossible one is named,
    "ambiguous_date" where day and month could be exchanged ("03/04/2023").
    """
    said = " ".join(words[:200].split()).lower()
    said = _WEEKDAY.sub("", said, count=1) if _WEEKDAY.match(said) else said
    if found := _ISO.match(said):
        return _day(words, int(found[1]), int(found[3]), int(found[4]))
    if found := _SECONDS.match(said):
        return datetime.fromtimestamp(int(found[1]), UTC).date()
    if found := _COMPACT.match(said):
        return _day(words, int(found[1]), int(found[2]), int(found[3]))
    if (found := _DAY_MONTH.match(said)) and found[2] in _MONTHS:
        return _day(words, _year(found[3], today), _MONTHS[found[2]], int(found[1]))
    if (found := _MONTH_DAY.match(said)) and found[1] in _MONTHS:
        return _day(words, int(found[3]), _MONTHS[found[1]], int(found[2]))
    if found := _SLASHED.match(said):
        return _slashed(words, int(found[1]), int(found[2]), int(found[3]))
    raise DocumentError("bad_date", f"{words[:60]!r} names no day", way_out=_WAY_OUT)


def leading_date(text: str) -> tuple[str, int] | None:
    """The words of a leading "date YYYY-MM-DD" and where the text goes on after it."""
    found = _LEADING.match(text)
    return (found[1], found.end()) if found else None


def dateline(text: str) -> tuple[str, str | None] | None:
    """The day and the agency of a full wire dateline ("BOGOTA, 3 FEB 90 (AFP) --"); None where it names no year."""
    found = _DATELINE.match(text, 0, 400)
    if not found:
        return None
    words = f"{found[1]} {found[2]} {found[3]}" if found[1] else f"{found[4]} {found[5]}, {found[6]}"
    return words, found[7]


def url_date(url: str) -> date | None:
    """The day in the path of a URL, if there is a possible one."""
    path = re.sub(r"^https?://[^/]*", "", url)
    for pattern in _IN_URL:
        for found in pattern.finditer(path):
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
    return None


def urls_in(text: str) -> Iterator[str]:
    """The URLs written in a text, in order."""
    for found in _URL.finditer(text):
        yield found.group().rstrip(".,;:!?")


def url_flags(urls: Iterator[str], published: date) -> tuple[str, ...]:
    """A flag for each URL whose own date is more than a week from the stated one; the first ten."""
    flags: dict[str, None] = {}
    for url in urls:
        day = url_date(url)
        if day and abs((day - published).days) > _FAR and len(flags) < 10:
            flags[f"url-date: {url} says {day.isoformat()}, the document says {published.isoformat()}"] = None
    return tuple(flags)


def _day(words: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DocumentError("bad_date", f"{words[:60]!r} is no day of the calendar", way_out=_WAY_OUT) from error


def _slashed(words: str, first: int, second: int, year: int) -> date:
    """A day where at most one of the first two numbers can be the month, or both are the same."""
    if first <= 12 and second <= 12 and first != second:
        raise DocumentError("ambiguous_date", f"{words[:60]!r} can be read as two different days", way_out=_WAY_OUT)
    return _day(words, year, second, first) if first > 12 else _day(words, year, first, second)


def _year(digits: str, today: date) -> int:
    if len(digits) == 4:
        return int(digits)
    year = today.year - today.year % 100 + int(digits)
    return year if year <= today.year else year - 100
