"""What one pattern of time found, before it is placed in the document; and what the patterns know of their surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from vedette.coding.times.almanac import last_of_month, week_value
from vedette.coding.times.expression import Role, TimexType
from vedette.model.when import Granularity, TimeBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Days `lo`..`hi` (None = the words name none), with their TIMEX3 form; offsets count in the sentence."""

    timex: TimexType
    value: str
    lo: date | None = None
    hi: date | None = None
    granularity: Granularity = "day"
    basis: TimeBasis = "relative"
    role: Role = "date"
    days: int | None = None


@dataclass(slots=True)
class Scene:
    """A sentence in lower case (`text`) and as it stands (`raw`), the day of publication, and the last day told before."""

    text: str
    raw: str
    published: date
    anchor: date | None

    def future(self, at: int) -> bool:
        """Whether the words around `at` speak of what is to come: the nearest sign of tense before it, else after it."""
        before = self.text[max(0, at - 120) : at]
        signs = list(_TENSE.finditer(before))
        if signs:
            return bool(signs[-1]["future"])
        after = _TENSE.search(self.text, at, at + 100)
        return bool(after and after["future"])

    def compares_quarters(self, start: int, end: int) -> bool:
        """Whether the words around tell a company's results, which are set beside the same quarter of the year before."""
        return _RESULTS.search(self.text, max(0, start - 200), end + 100) is not None


_RESULTS: Final = re.compile(r"\bquarter(?:ly)?\b|\b(?:earnings|profit|net\s(?:income|loss)|a\sshare|revenue|sales)\b")
_TENSE: Final = re.compile(
    r"\b(?:(?P<future>will|'ll|shall|would(?!\shave)|to be|is to|are to|due|scheduled|expected|expects?|plans?|planned|planning|going to|set to|set for|upcoming"
    r"|agreed to|effective|payable|matures?|may|could(?!\shave)|should|must|can|as early as|as soon as|no later than|ahead of|before)|(?:was|were|had|has|have|did|said|ended|rose|fell|told|[a-z]{3,}ed|since|left|shot|met|went|came|took|made|gave|got|saw|began|held|sent|struck|hit|found|blew|broke|spoke|ran|won|lost|became|brought|led|wrote|put|read|felt|heard))\b"
)


def one_day(
    day: date,
    *,
    timex: TimexType = "DATE",
    value: str | None = None,
    basis: TimeBasis = "relative",
    role: Role = "date",
) -> Found:
    """One day."""
    return Found(timex=timex, value=value or day.isoformat(), lo=day, hi=day, basis=basis, role=role)


def month(year: int, number: int, *, basis: TimeBasis, part: Literal["early", "mid", "late"] | None = None) -> Found:
    """One month, or its first, second or last third."""
    first, last = date(year, number, 1), last_of_month(year, number)
    if part == "early":
        last = date(year, number, 10)
    elif part == "mid":
        first, last = date(year, number, 11), date(year, number, 20)
    elif part == "late":
        first = date(year, number, 21)
    return Found(timex="DATE", value=f"{year:04d}-{number:02d}", lo=first, hi=last, granularity="month", basis=basis)


def year(number: int, *, basis: TimeBasis, part: Literal["early", "mid", "late"] | None = None) -> Found:
    """One year, or its first, second or last third."""
    months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), None: (1, 12)}[part]
    first, last = date(number, months[0], 1), last_of_month(number, months[1])
    return Found(timex="DATE", value=f"{number:04d}", lo=first, hi=last, granularity="year", basis=basis)


def week(monday: date, sunday: date) -> Found:
    """One week."""
    return Found(timex="DATE", value=week_value(monday), lo=monday, hi=sunday, granularity="week")


def reference(value: str, timex: TimexType = "DATE", role: Role = "reference") -> Found:
    """Words that name no day."""
    return Found(timex=timex, value=value, role=role)
