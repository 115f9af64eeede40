"""What reading a question needs from outside: a reader of times and a search, handed in by the caller."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, TypeAlias

from vedette.model import When
from vedette.store.base import Hit


class Time(Protocol):
    """Words of a text that name a time: offsets, what they may date, and the days."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def role(self) -> str: ...
    @property
    def when(self) -> When | None: ...
    @property
    def days(self) -> int | None: ...
    @property
    def from_day(self) -> date | None: ...
    @property
    def to_day(self) -> date | None: ...


Clock: TypeAlias = Callable[[str, date], Sequence[Time]]
"""From a text and the day that relative words count from to the times it names."""
Search: TypeAlias = Callable[[str, int], Sequence[Hit]]
"""From words and a limit to the sentences that hold them all, best first."""


def no_clock(_: str, __: date) -> Sequence[Time]:
    """A reader that finds no times, for questions that name none."""
    return ()


def no_search(_: str, __: int) -> Sequence[Hit]:
    """A search that finds nothing."""
    return ()
