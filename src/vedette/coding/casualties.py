"""Casualties: how many were killed, injured or taken, as far as the words go."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.coding.base import Sentence
from vedette.model import Quantity
from vedette.model.mention import Effect, Side
from vedette.model.quantity import Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyReading:
    """One effect on the people of one noun phrase; offsets count in the document.

    `start`..`end` is the evidence (number and words of the effect), `trigger_start`..`trigger_end` the words of the effect alone,
    `who_start`..`who_end` the noun phrase of those hurt ("three soldiers"), both None where the text names none. `quantity` None
    with a `word` is harm without a number. `side` is "civilian" where the noun says so, else "unknown": who is actor and who target is
    for the assembly to decide. `modal`: it could have happened, or is feared, threatened or denied to have; `aggregate`: a sum over a
    longer time. `serious`: the text calls the injuries grave.
    """

    start: int
    end: int
    effect: Effect
    quantity: Quantity | None
    bound: Bound
    trigger_start: int
    trigger_end: int
    word: str | None = None
    side: Side = "unknown"
    who_start: int | None = None
    who_end: int | None = None
    serious: bool = False
    modal: bool = False
    aggregate: bool = False


def read(sentence: Sentence) -> tuple[CasualtyReading, ...]:
    """All casualties that a sentence tells, in order."""
    return ()
