"""Incidents and tallies made for the tests of the assessment, and a generator with a fixed seed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest

from vedette.model.evidence import Passage, Reading
from vedette.model.incident import Account, Grading, Incident, Told
from vedette.model.mention import Act, Casualty, Instrument, Kind, Mention, Outcome, Party, Severity, Status
from vedette.model.quantity import Bound, Quantity
from vedette.model.tally import Counted, Tally
from vedette.model.when import When
from vedette.model.where import Where

NOW = datetime(2023, 11, 20, tzinfo=UTC)
IRAQ = Where(name="Iraq", id="iso:IQ", country="IQ", precision="country")
ERBIL = Where(
    name="Erbil air base",
    id="oa:ORER",
    country="IQ",
    lat=36.24,
    lon=43.96,
    radius_km=6,
    precision="facility",
    within=("iso:IQ",),
)
FORCES = Party(name="United States forces", id="USA/MIL")
MILITIA = Party(name="Kataib Hezbollah", id="group:kataib-hezbollah")

MakeIncident = Callable[..., Incident]
MakeTally = Callable[..., Tally]
MakeMention = Callable[..., Mention]


def reading(value: Any, words: str = "words", document: str = "d1") -> Reading[Any]:
    """A reading of a value in some words."""
    return Reading(value=value, passages=(Passage(document=document, start=0, end=len(words), text=words),))


def account(value: Any, mention: str = "m1") -> Account[Any]:
    """A field that one source tells."""
    return Account(value=value, told=(Told(mention=mention, document="d1", reading=reading(value)),))


@pytest.fixture
def rng() -> np.random.Generator:
    """Chance with a fixed seed."""
    return np.random.default_rng(20231113)


@pytest.fixture
def incident() -> MakeIncident:
    """Make an incident on a day (or in an interval, or of unknown start)."""
    made = 0

    def make(
        day: date | None = None,
        *,
        when: When | None = None,
        kind: Kind = "ASSAULT",
        level: int = 2,
        actor: Party | None = MILITIA,
        target: Party | None = FORCES,
        place: Where | None = ERBIL,
        weapons: tuple[Instrument, ...] = (),
        outcomes: tuple[Outcome, ...] = (),
        casualties: tuple[Casualty, ...] = (),
        multiplicity: int | None = None,
        sources: tuple[tuple[str, str | None, str], ...] = (("d1", "The Outlet", "d1"),),
        part_of: str | None = None,
        recorded: datetime = NOW,
    ) -> Incident:
        nonlocal made
        made += 1
        name = f"{made:016x}"
        if when is None:
            assert day is not None
            when = When(earliest=day, latest=day)
        return Incident(
            id=f"i{name}",
            mentions=(f"m{name}",),
            act=account(Act(kind=kind)),
            status=account("occurred"),
            when=account(when),
            severity=Severity(level=level),
            confidence=0.9,
            sources=sources,
            independent_sources=len({outlet for _, outlet, _ in sources}),
            grading=Grading(reliability="B", credibility=2, reason="test"),
            recorded_at=recorded,
            revision=1,
            actor=account(actor) if actor else Account(value=None),
            target=account(target) if target else Account(value=None),
            place=account(place) if place else Account(value=None),
            instruments=account(weapons) if weapons else Account(value=None),
            outcomes=account(outcomes) if outcomes else Account(value=None),
            casualties=tuple(account(casualty) for casualty in casualties),
            multiplicity=account(multiplicity) if multiplicity else Account(value=None),
            part_of=part_of,
        )

    return make


@pytest.fixture
def tally() -> MakeTally:
    """Make a tally of attacks on US forces in Iraq."""
    made = 0

    def make(
        count: Quantity,
        *,
        as_of: date,
        since: date | None = None,
        counter: str | None = "Pentagon",
        bound: Bound = "exactly",
        places: tuple[Where, ...] = (IRAQ,),
        counted: Counted | None = None,
    ) -> Tally:
        nonlocal made
        made += 1
        chosen = Counted(kind="ASSAULT", target=reading(FORCES), places=tuple(reading(place) for place in places))
        return Tally(
            id=f"t{made:016x}",
            document="d1",
            coder="test",
            counted=counted or chosen,
            count=reading(count),
            bound=bound,
            as_of=as_of,
            recorded_at=NOW,
            from_day=since,
            counter=reading(Party(name=counter)) if counter else None,
        )

    return make


@pytest.fixture
def mention() -> MakeMention:
    """Make a mention of an act or of words between two sides."""
    made = 0

    def make(
        kind: Kind,
        day: date,
        *,
        status: Status = "announced",
        actor: Party | None = MILITIA,
        target: Party | None = FORCES,
        condition: str | None = None,
        document: str = "d1",
        level: int = 0,
    ) -> Mention:
        nonlocal made
        made += 1

        def read(value: Any) -> Reading[Any]:
            return reading(value, document=document)

        return Mention(
            id=f"m{made:016x}",
            document=document,
            coder="test",
            act=read(Act(kind=kind)),
            status=read(status),
            when=read(When(earliest=day, latest=day)),
            severity=Severity(level=level),
            confidence=0.8,
            recorded_at=NOW,
            actor=read(actor) if actor else None,
            target=read(target) if target else None,
            condition=read(condition) if condition else None,
        )

    return make
