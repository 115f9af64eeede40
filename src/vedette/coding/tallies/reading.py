"""What one aggregate claim says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vedette.model import Quantity
from vedette.model.mention import Effect, Kind
from vedette.model.quantity import Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitReading:
    """A part of a total: its number, and the words that name its place."""

    start: int
    end: int
    quantity: Quantity
    place_start: int
    place_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyReading:
    """One aggregate claim; offsets count in the document, days are days.

    `start`..`end` is the evidence: number, bound word and counted noun; `noun_start`..`noun_end` the counted noun ("attacks"), the
    words of the effect, or the number itself where its noun stands in a sentence before. `scope_start`..`scope_end` is the clause in
    which actor, target and places stand; `sentence` its index, and `context` the indices of the sentences before it, nearest first,
    where what the clause leaves unsaid may be told. `counter_start`..`counter_end` name who counts, None where nobody or the outlet
    itself does. `effect` is set where people are counted. `from_day` None with a `to_day` is a total whose beginning is not told to the day.
    """

    start: int
    end: int
    kind: Kind
    effect: Effect | None
    quantity: Quantity
    bound: Bound
    noun_start: int
    noun_end: int
    scope_start: int
    scope_end: int
    sentence: int
    as_of: date
    from_day: date | None = None
    to_day: date | None = None
    counter_start: int | None = None
    counter_end: int | None = None
    split: tuple[SplitReading, ...] = ()
    context: tuple[int, ...] = ()
