"""A forecast as it was published: kept word for word, so that it can be settled when its window is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vedette.model import ids
from vedette.model._check import aware, require

Draws = tuple[tuple[int, int], ...]
"""A distribution of a count as (value, number of draws), values rising."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What was said of one window, by whose count it is settled, and what the baseline said of the same window.

    `key` names the series that is counted (`all`, `theatre:IQ`, `severity:L5+`); `as_of` is the last day that could be seen. The
    stated event is a total of `threshold` or more in the `days` days from `start`, with probability `chance`. `draws` is empty where
    only the event was forecast.
    """

    id: str
    key: str
    target: str
    as_of: date
    start: date
    days: int
    counter: str
    method: str
    threshold: int
    chance: float
    baseline: str
    baseline_chance: float
    recorded_at: datetime
    fingerprint: str = ""
    draws: Draws = ()
    baseline_draws: Draws = ()

    def __post_init__(self) -> None:
        require(self.days >= 1, f"a forecast covers at least one day, got {self.days}")
        require(self.as_of < self.start, f"a forecast starts after what it saw, got {self.as_of} and {self.start}")
        for chance in (self.chance, self.baseline_chance):
            require(0 <= chance <= 1, f"a probability lies between 0 and 1, got {chance}")
        for draws in (self.draws, self.baseline_draws):
            values = [value for value, _ in draws]
            require(values == sorted(set(values)), "draws are told by rising values")
            require(all(value >= 0 and times > 0 for value, times in draws), "draws are counts that were drawn")
        aware(self.recorded_at, "recorded_at")

    @property
    def end(self) -> date:
        """The last day that counts."""
        return self.start + timedelta(days=self.days - 1)

    @property
    def question(self) -> tuple[str, date, int, int, str, str]:
        """What makes two forecasts answers to one question."""
        return self.key, self.start, self.days, self.threshold, self.counter, self.method

    @property
    def foresight(self) -> bool:
        """Whether it was written down before its window was over; else it is a replay of the past."""
        return self.recorded_at.date() <= self.start

    @staticmethod
    def id_for(question: Iterable[object], chance: float, draws: Draws, baseline_draws: Draws) -> str:
        """The same answer to the same question is one record, however often it is published."""
        return ids.make("prediction", *map(str, question), round(chance, 9), draws, baseline_draws)
