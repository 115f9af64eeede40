"""An aggregate claim: "at least 40 attacks in three weeks". A tally never becomes incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vedette.model import ids
from vedette.model._check import aware, confidence, require
from vedette.model.evidence import Passage, Reading
from vedette.model.mention import Effect, Kind, Party
from vedette.model.quantity import Bound, Quantity
from vedette.model.where import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a tally counts: acts of a kind (or, with `effect`, the people they harmed), by whom, against whom, where."""

    kind: Kind
    effect: Effect | None = None
    actor: Reading[Party] | None = None
    target: Reading[Party] | None = None
    places: tuple[Reading[Where], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The part of a tally that falls on one place."""

    place: Where
    count: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A counted total with its bound word, its window [from_day, to_day], the day it was true, and who counts.

    `counter` None means that the text does not say who counts.
    """

    id: str
    document: str
    coder: str
    counted: Counted
    count: Reading[Quantity]
    bound: Bound
    as_of: date
    recorded_at: datetime
    from_day: date | None = None
    to_day: date | None = None
    counter: Reading[Party] | None = None
    split: tuple[Reading[Share], ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        require(bool(self.count.passages), "no total without the words that say it")
        ordered = self.from_day is None or self.to_day is None or self.from_day <= self.to_day
        require(ordered, f"a tally's window runs forward, got {self.from_day} to {self.to_day}")
        require(
            all(p.document == self.document for p in self.passages()), "a tally is proved by its own document alone"
        )
        confidence(self.confidence)
        aware(self.recorded_at, "recorded_at")

    def passages(self) -> tuple[Passage, ...]:
        """Every passage that the tally rests on."""
        counted = (self.counted.actor, self.counted.target, *self.counted.places)
        readings = (self.count, self.counter, *counted, *self.split)
        return tuple(passage for reading in readings if reading is not None for passage in reading.passages)

    @staticmethod
    def id_for(document: str, coder: str, count: Reading[Quantity], ordinal: int = 0) -> str:
        """The id of the tally told by these words."""
        first = count.passages[0]
        return ids.make("tally", document, coder, first.start, first.end, ordinal)
