"""A time expression: its words, the days they name and their TIMEX3 form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from vedette.model import When

Role: TypeAlias = Literal["date", "since", "until", "duration", "set", "time_of_day", "age", "reference"]
TimexType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that name a time, in document offsets.

    `role` "date" may date an event; "since" opens a window `from_day`..`to_day` and dates nothing ("since 17 October",
    "in the past three weeks", "between 17 and 30 October"); "until" is a deadline or an end. `when` holds the named days,
    None where the words name none ("now", "18/10" read both ways). `days` is the length of a duration, where it has one.
    `timex` and `value` are the TIMEX3 type and value (TimeML 1.2.1).
    """

    start: int
    end: int
    text: str
    role: Role
    timex: TimexType
    value: str
    when: When | None = None
    days: int | None = None
    from_day: date | None = None
    to_day: date | None = None
