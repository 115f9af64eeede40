"""The ledger beside another data set on the same days: which events both hold, and what each misses.

Two events match when their days touch within a day, when the one lies where the other may lie, and when no other pair fits better;
shared words of the actors and an equal number of killed decide among several. Actors never part a pair: data sets name them differently.
Nothing of the other data set is written into the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from vedette.app.config import Config
from vedette.app.workspace import Workspace
from vedette.model import Incident
from vedette.model.where import Where
from vedette.reference.geo import distance_km
from vedette.reference.names import fold
from vedette.sources import sideledger
from vedette.sources.sideledger import SideEvent, SideLedger
from vedette.store.base import NOW, AsOf

SLACK: Final = timedelta(days=1)
"""Days by which two accounts of one event may differ: night attacks are dated on either side."""
NEAREST_KM: Final = 15.0
"""Km by which two points of one town may differ."""

_COMMON: Final = frozenset(
    "of the and forces force group armed unidentified military government militia civilians state army police people in".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One event that both hold: km between the points (None where one has none), and the share of actor words they share."""

    incident: Incident
    event: SideEvent
    days: int
    km: float | None
    actors: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What both hold and what each misses, within the days that both cover."""

    form: str
    first: date
    last: date
    both: tuple[Pair, ...]
    only_here: tuple[Incident, ...]
    only_there: tuple[SideEvent, ...]
    outside: int
    side: SideLedger


def compare(db: Path, other: Path, *, as_of: AsOf = NOW, config: Config | None = None) -> Comparison:
    """Set a ledger beside an ACLED or UCDP GED export; InputError where one of the two is not there."""
    side = sideledger.read(other)
    with Workspace.open(db, config=config, must_exist=True) as workspace:
        incidents = workspace.view(as_of).incidents
    return match(incidents, side)


def match(incidents: Iterable[Incident], side: SideLedger) -> Comparison:
    """Match incidents with events one to one, the best pairs first."""
    held = [one for one in incidents if one.when.value is not None]
    first = max(min(map(_first, held), default=date.max), min((one.first for one in side.events), default=date.max))
    last = min(max(map(_last, held), default=date.min), max((one.last for one in side.events), default=date.min))
    ours = [one for one in held if _last(one) >= first - SLACK and _first(one) <= last + SLACK]
    theirs = [one for one in side.events if one.last >= first - SLACK and one.first <= last + SLACK]
    both, used, matched = [], set[str](), set[int]()
    scored = sorted(_pairs(ours, theirs), key=lambda one: (-one[0], one[1].incident.id, one[2]))
    for _, pair, number in scored:
        if pair.incident.id not in used and number not in matched:
            used.add(pair.incident.id)
            matched.add(number)
            both.append(pair)
    return Comparison(
        form=side.form,
        first=first,
        last=last,
        both=tuple(sorted(both, key=lambda pair: (_last(pair.incident), pair.incident.id))),
        only_here=tuple(one for one in ours if one.id not in used),
        only_there=tuple(one for number, one in enumerate(theirs) if number not in matched),
        outside=len(held) - len(ours) + len(side.events) - len(theirs),
        side=side,
    )


def _pairs(ours: list[Incident], theirs: list[SideEvent]) -> Iterator[tuple[float, Pair, int]]:
    by_day: dict[date, list[int]] = {}
    for number, event in enumerate(theirs):
        for day in range(min((event.last - event.first).days, 60) + 1):
            by_day.setdefault(event.first + timedelta(days=day), []).append(number)
    for one in ours:
        last = _last(one)
        span = (last - max(_first(one), last - timedelta(days=21))).days
        near = {n for day in range(-1, span + 2) for n in by_day.get(last - timedelta(days=day), ())}
        for number in sorted(near):
            event = theirs[number]
            days = max((event.first - last).days, (_first(one) - event.last).days, 0)
            place = _place(one.place.value, event)
            if place is not None:
                closeness, km = place
                actors = _actors(one, event)
                killed = _killed(one)
                score = (
                    2 * closeness
                    + actors
                    - 0.5 * days
                    + (0.5 if killed is not None and killed == event.killed else 0.0)
                )
                yield score, Pair(incident=one, event=event, days=days, km=km, actors=round(actors, 2)), number


def _place(where: Where | None, event: SideEvent) -> tuple[float, float | None] | None:
    """How well the places fit, 0 to 1, and the km between; None where they cannot be one."""
    if where is None:
        return None
    if where.precision in ("country", "region", "sea") or where.lat is None or where.lon is None:
        same = fold(where.name) in (fold(event.country or ""), fold(event.place or ""))
        return (0.2, None) if same else None
    if event.lat is None or event.lon is None or event.within_km is None:
        return (0.2, None) if fold(where.name) == fold(event.place or "") else None
    km = distance_km(where.lat, where.lon, event.lat, event.lon)
    reach = max(NEAREST_KM, (where.radius_km or 0.0) + event.within_km)
    return (1 - km / (2 * reach), round(km, 1)) if km <= reach else None


def _actors(one: Incident, event: SideEvent) -> float:
    parties = [account.value for account in (one.actor, one.target) if account.value is not None]
    ours = {word for party in parties for word in fold(party.name).split()} - _COMMON
    theirs = {word for name in event.actors for word in fold(name).split()} - _COMMON
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def _killed(one: Incident) -> int | None:
    counts = [c.value.count for c in one.casualties if c.value is not None and c.value.effect == "killed"]
    known = [count.best for count in counts if count is not None and count.best is not None]
    return sum(known) if known else None


def _last(one: Incident) -> date:
    assert one.when.value is not None
    return one.when.value.latest


def _first(one: Incident) -> date:
    assert one.when.value is not None
    return one.when.value.earliest or one.when.value.latest
