"""When an event took place: an interval of days, as wide as the text leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from vedette.model._check import require

Granularity: TypeAlias = Literal["day", "week", "month", "year"]
TimeBasis: TypeAlias = Literal["explicit", "relative", "publication"]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Earliest and latest day (both included), the grain of the words, and what the days rest on.

    `earliest` None means that the text leaves it open. "Overnight" is two days of day granularity.
    """

    latest: date
    earliest: date | None = None
    granularity: Granularity = "day"
    basis: TimeBasis = "explicit"

    def __post_init__(self) -> None:
        for day in (self.earliest, self.latest):
            require(not isinstance(day, datetime), "an event is dated in days, not in moments")
        require(
            self.earliest is None or self.earliest <= self.latest,
            "earliest {} is after latest {}",
            self.earliest,
            self.latest,
        )

    @property
    def span(self) -> int | None:
        """Days from earliest to latest, 0 for one day, None when the earliest is unknown."""
        return None if self.earliest is None else (self.latest - self.earliest).days

    def gap(self, other: When) -> int:
        """Days between the two intervals, 0 where they touch or overlap; an open earliest reaches back without end."""
        if self.earliest is not None and self.earliest > other.latest:
            return (self.earliest - other.latest).days
        if other.earliest is not None and other.earliest > self.latest:
            return (other.earliest - self.latest).days
        return 0

    def edtf(self) -> str:
        """The interval in EDTF level 1 (ISO 8601-2): "2023-10-19", "2023-10-18/2023-10-19", "../2023-11-13"."""
        if self.earliest == self.latest:
            return self.latest.isoformat()
        first = ".." if self.earliest is None else self.earliest.isoformat()
        return f"{first}/{self.latest.isoformat()}"
