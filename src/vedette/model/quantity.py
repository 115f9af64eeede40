"""How many, no more exactly than the text says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from vedette.model._check import require

Bound: TypeAlias = Literal["exactly", "at_least", "more_than", "about", "at_most", "less_than", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Low, best and high of a count; None is unknown ("at least 3" is low 3, best and high None)."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        require(bool(known), "a quantity of which nothing is known is no quantity")
        require(min(known) >= 0, "a count is not negative: {}", known)
        require(known == sorted(known), "low <= best <= high does not hold: {}, {}, {}", self.low, self.best, self.high)

    @classmethod
    def exactly(cls, number: int) -> Quantity:
        """Just this many."""
        return cls(low=number, best=number, high=number)

    @classmethod
    def at_least(cls, number: int) -> Quantity:
        """This many or more."""
        return cls(low=number)

    def plus(self, other: Quantity) -> Quantity:
        """This many and that many more; what only one of the two knows of its least is the least of both."""
        low = None if self.low is None and other.low is None else (self.low or 0) + (other.low or 0)
        best = None if self.best is None or other.best is None else self.best + other.best
        high = None if self.high is None or other.high is None else self.high + other.high
        return Quantity(low=low, best=best, high=high)

    @property
    def figure(self) -> int | None:
        """The one number to show: best, else low, else high."""
        return next((n for n in (self.best, self.low, self.high) if n is not None), None)
