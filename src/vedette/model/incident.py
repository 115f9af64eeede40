"""The mentions held to be one event, and the account resolved from them: derived, always rebuilt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from vedette.model._check import confidence, require
from vedette.model.evidence import Reading
from vedette.model.mention import Act, Attribution, Casualty, Instrument, Outcome, Party, Severity, Status
from vedette.model.when import When
from vedette.model.where import Where

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Generic[T_co]):
    """One source's value of a field: the mention and the document that say it."""

    mention: str
    document: str
    reading: Reading[T_co]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Generic[T_co]):
    """A resolved field: the value, every source's value behind it, how it was chosen, and whether sources disagree.

    `value` None with something told means that the sources leave it open (sides that accuse each other, say).
    `override` is the id of the person's override that set the value, if one did.
    """

    value: T_co | None
    told: tuple[Told[T_co], ...] = ()
    rule: str = ""
    disagreement: bool = False
    override: str | None = None

    def __post_init__(self) -> None:
        require(
            self.value is None or bool(self.told) or self.override is not None,
            "no value without a source or a person behind it",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """Admiralty code: reliability of the best source A-F, and credibility of the information 1-6, graded apart."""

    reliability: str
    credibility: int
    reason: str

    def __post_init__(self) -> None:
        require(self.reliability in tuple("ABCDEF"), "reliability is A to F, got {!r}", self.reliability)
        require(1 <= self.credibility <= 6, "credibility is 1 to 6, got {!r}", self.credibility)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One event, however many reports tell it; its id is that of its first-written mention.

    `casualties` holds one account for each (effect, side). `sources` are (document, outlet, copy group) of every telling;
    `independent_sources` counts outlets and copy groups once each. `disagreements` names the fields on which sources differ.
    `former_ids` are the younger ids that merged into this one and still lead here.
    """

    id: str
    mentions: tuple[str, ...]
    act: Account[Act]
    status: Account[Status]
    when: Account[When]
    severity: Severity
    confidence: float
    sources: tuple[tuple[str, str | None, str], ...]
    independent_sources: int
    grading: Grading
    recorded_at: datetime
    revision: int
    actor: Account[Party] = Account(value=None)
    target: Account[Party] = Account(value=None)
    place: Account[Where] = Account(value=None)
    launched_from: Account[Where] = Account(value=None)
    instruments: Account[tuple[Instrument, ...]] = Account(value=None)
    casualties: tuple[Account[Casualty], ...] = ()
    outcomes: Account[tuple[Outcome, ...]] = Account(value=None)
    multiplicity: Account[int] = Account(value=None)
    attributions: tuple[Told[Attribution], ...] = ()
    disagreements: tuple[str, ...] = ()
    part_of: str | None = None
    former_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.mentions), "no incident without a mention")
        require(self.independent_sources >= 1, "an incident has at least one source")
        confidence(self.confidence)
