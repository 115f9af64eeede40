"""Tallies against the ledger: "the ledger holds 31 of at least 40". A tally never becomes incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from vedette.assessment.scope import attacks, day_of, place_covers, side_covers
from vedette.model.assessment import Reconciliation
from vedette.model.incident import Incident
from vedette.model.tally import Tally

FALLING = "falling total: lower than this counter's earlier one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The incidents that a tally covers, how many of them are dated only in part, and how many more it may cover."""

    incidents: tuple[Incident, ...]
    dated_in_part: int
    perhaps: int
    placeless: int


def reconcile(tallies: Iterable[Tally], incidents: Iterable[Incident]) -> tuple[Reconciliation, ...]:
    """Set each tally beside the incidents that it covers, oldest first; counters are never merged.

    A counter whose running total falls is flagged, not smoothed.
    """
    known = tuple(incidents)
    ordered = sorted(tallies, key=lambda tally: (tally.as_of, tally.recorded_at, tally.id))
    fell = falling(ordered)
    return tuple(_one(tally, known, fell.get(tally.id)) for tally in ordered)


def match(tally: Tally, incidents: Iterable[Incident]) -> Match:
    """The incidents of the tally's kind, sides, places and window; what an incident leaves unknown never excludes it,
    save its place where the tally names places."""
    found, in_part, perhaps, placeless = [], 0, 0, 0
    for incident in incidents:
        if (
            incident.act.value is None
            or incident.act.value.kind != tally.counted.kind
            or not _sides_fit(tally, incident)
        ):
            continue
        place = _in_window(tally, incident)
        if place == "outside":
            continue
        if tally.counted.places:
            if incident.place.value is None:
                placeless += 1
                continue
            if not any(place_covers(reading.value, incident.place.value) for reading in tally.counted.places):
                continue
        if place == "perhaps":
            perhaps += 1
            continue
        found.append(incident)
        in_part += place == "in part"
    return Match(incidents=tuple(found), dated_in_part=in_part, perhaps=perhaps, placeless=placeless)


def falling(tallies: Iterable[Tally]) -> dict[str, str]:
    """A flag for each tally below an earlier total of the same counter, for the same thing, from the same first day."""
    groups: dict[tuple[object, ...], list[Tally]] = defaultdict(list)
    for tally in tallies:
        counter = tally.counter.value if tally.counter is not None else None
        if counter is not None:
            groups[(counter.id or counter.name, *subject_of(tally))].append(tally)
    flags: dict[str, str] = {}
    for group in groups.values():
        highest, reached = 0, date.min
        for tally in sorted(group, key=lambda one: one.as_of):
            figure = tally.count.value.figure or 0
            if figure < highest and tally.as_of > reached:
                flags[tally.id] = f"{FALLING} ({highest} on {reached.isoformat()})"
            if figure > highest:
                highest, reached = figure, tally.as_of
    return flags


def subject_of(tally: Tally) -> tuple[object, ...]:
    """What makes two totals of one counter totals of the same thing: kind, effect, target, places and first day."""
    counted = tally.counted
    places = tuple(sorted(reading.value.id or reading.value.name for reading in counted.places))
    target = counted.target.value.id if counted.target is not None else None
    return counted.kind, counted.effect, target, places, tally.from_day


def scope_words(tally: Tally) -> str:
    """What the tally counts, in words: "attacks by A on B in C and D"."""
    counted = tally.counted
    nouns = {"ASSAULT": "attacks", "PROTEST": "protests", "COERCE": "acts of coercion"}
    words = (
        f"people {counted.effect} in {nouns.get(counted.kind, counted.kind)}"
        if counted.effect
        else nouns.get(counted.kind, counted.kind.lower())
    )
    if counted.actor is not None:
        words += f" by {counted.actor.value.name}"
    if counted.target is not None:
        words += f" on {counted.target.value.name}"
    places = [reading.value.name for reading in counted.places]
    return f"{words} in {' and '.join(places)}" if places else words


def _one(tally: Tally, incidents: Sequence[Incident], fell: str | None) -> Reconciliation:
    matched = match(tally, incidents)
    quantity = tally.count.value
    held = _people(tally, matched.incidents) if tally.counted.effect else sum(attacks(one) for one in matched.incidents)
    flags = [fell] if fell else []
    if matched.dated_in_part:
        flags.append(f"{matched.dated_in_part} of these dated only in part")
    if matched.perhaps:
        flags.append(f"{matched.perhaps} more perhaps inside the window")
    if matched.placeless:
        flags.append(f"{matched.placeless} more without a place")
    if quantity.high is not None and held > quantity.high:
        flags.append("the ledger holds more than this counter")
    claimed = quantity.figure
    return Reconciliation(
        tally=tally.id,
        held=held,
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        bound=tally.bound,
        share=held / claimed if claimed else None,
        counter=tally.counter.value.name if tally.counter is not None else None,
        since=tally.from_day,
        until=tally.to_day or tally.as_of,
        scope=scope_words(tally),
        flags=tuple(flags),
        records=tuple(one.id for one in matched.incidents),
    )


def _sides_fit(tally: Tally, incident: Incident) -> bool:
    """Named sides must agree; a side that either leaves unknown fits."""
    for counted, told in ((tally.counted.actor, incident.actor.value), (tally.counted.target, incident.target.value)):
        if counted is None or counted.value.id is None or told is None or told.id is None:
            continue
        if not side_covers(counted.value.id, told.id):
            return False
    return True


def _in_window(tally: Tally, incident: Incident) -> Literal["inside", "in part", "perhaps", "outside"]:
    """Where an incident lies: one that ended by the window's last day counts, one that may have ended later counts by its
    middle day, and one whose start nobody told may lie inside."""
    when, last, first = incident.when.value, tally.to_day or tally.as_of, tally.from_day
    if when is None:
        return "perhaps"
    if (first is not None and when.latest < first) or (when.earliest is not None and when.earliest > last):
        return "outside"
    if when.latest > last:
        middle = day_of(when)
        if middle is None:
            return "perhaps"
        return "in part" if middle <= last else "outside"
    whole = when.earliest is not None and (first is None or when.earliest >= first)
    return "inside" if whole else "in part"


def _people(tally: Tally, incidents: Iterable[Incident]) -> int:
    """People of the counted effect in these incidents, on any side but the attacker's."""
    accounts = (account.value for incident in incidents for account in incident.casualties)
    return sum(
        casualty.count.figure or 0
        for casualty in accounts
        if casualty is not None
        and casualty.effect == tally.counted.effect
        and casualty.side != "actor"
        and casualty.count is not None
    )
