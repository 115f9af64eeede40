"""Daily counts of attacks from the ledger, by theatre, place, side, weapon and severity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.assessment.scope import LONGEST_SPAN, attacks, day_of_incident
from vedette.model.assessment import Series
from vedette.model.incident import Incident

RULE = (
    "an attack counts on the middle day of the interval within which it happened (the earlier of two); attacks whose earliest "
    f"day is unknown or whose interval is longer than {LONGEST_SPAN} days are left out and counted as left out; "
    "a part of an operation is not counted beside the whole"
)
LONGEST_HISTORY = 1826
MOST_DELAYED = 14
FEWEST_DELAYS = 20
FEWEST_REPORTING_DAYS = 10
LEAST_SHARE = 0.2
COMPLETE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesOptions:
    """From which day on to count (None: the first dated attack), and the fewest attacks that make a series of its own."""

    since: date | None = None
    fewest: int = 3


def daily(
    incidents: Iterable[Incident],
    *,
    as_of: date,
    options: SeriesOptions | None = None,
    reported: Mapping[str, date] | None = None,
) -> tuple[Series, ...]:
    """Count attacks a day up to and including `as_of`: all first, then one series for each key with enough of them.

    `reported` maps incident ids to the day of the first report (by default the day of recording) and tells how far the
    last days are still incomplete. Incidents dated after `as_of` are not counted.
    """
    options = options or SeriesOptions()
    counted = tuple(countable(incidents))
    horizon = date.fromordinal(
        max(as_of.toordinal() - LONGEST_HISTORY, 1)
    )  # a ledger without reports looks from the first of days
    days = {one.id: day for one in counted if (day := day_of_incident(one)) is not None and horizon < day <= as_of}
    groups: dict[str, list[Incident]] = defaultdict(list)
    names: dict[str, str] = {"all": "all attacks"}
    for incident in counted:
        for key, name in (("all", "all attacks"), *keys(incident)):
            groups[key].append(incident)
            names.setdefault(key, name)
    if not days:
        return ()
    start = options.since or min(days.values())
    shares = reported_shares(days, reported or {one.id: one.recorded_at.date() for one in counted}, as_of)
    kept = sorted((key for key in groups if key != "all"), key=lambda key: (-len(groups[key]), key))
    return tuple(
        _series(key, names[key], groups[key], days, start, as_of, shares)
        for key in ("all", *kept)
        if key == "all" or sum(one.id in days for one in groups[key]) >= options.fewest
    )


def count_in(incidents: Iterable[Incident], key: str, start: date, end: date) -> int:
    """Count the attacks of a series from `start` to `end`, by the rule of the series; `A & B` asks for both keys."""
    return sum(
        attacks(one)
        for one in countable(incidents)
        if (day := day_of_incident(one)) is not None and start <= day <= end and in_series(one, key)
    )


def in_series(incident: Incident, key: str) -> bool:
    """Whether an attack counts under a key; `A & B` asks for both."""
    return set(key.split(" & ")) - {"all"} <= {name for name, _ in keys(incident)}


def keys(incident: Incident) -> Iterator[tuple[str, str]]:
    """The keys (and names) under which an incident counts besides `all`."""
    place, actor, target = incident.place.value, incident.actor.value, incident.target.value
    if place is not None and place.country:
        yield f"theatre:{place.country}", place.country
    if place is not None and place.id and place.precision not in ("country", "region"):
        yield f"place:{place.id}", place.name
    if actor is not None and actor.id:
        yield f"actor:{actor.id}", f"by {actor.name}"
    if target is not None and target.id:
        yield f"target:{target.id}", f"on {target.name}"
    for weapon in sorted({instrument.weapon for instrument in incident.instruments.value or ()}):
        yield f"weapon:{weapon}", weapon.replace("_", " ")
    for level in range(2, incident.severity.level + 1):
        yield f"severity:L{level}+", f"L{level} or worse"


def countable(incidents: Iterable[Incident]) -> Iterator[Incident]:
    """Attacks, less the parts of operations which are themselves in the ledger."""
    found = [one for one in incidents if one.act.value is not None and one.act.value.kind == "ASSAULT"]
    wholes = {name for one in found for name in (one.id, *one.former_ids, *one.mentions)}
    return (one for one in found if one.part_of is None or one.part_of not in wholes)


def reported_shares(days: Mapping[str, date], reported: Mapping[str, date], as_of: date) -> tuple[float, ...]:
    """The share of the final count that is in by `as_of`, for each incomplete last day, oldest first.

    A delay is the first report's day minus the day of the attack; long ones (an archive read late) say nothing and are
    not used. Recent days could only show short delays, which the reverse-time product estimator of Kalbfleisch and
    Lawless (1989, JASA 84:360) allows for. Empty when fewer than twenty delays are known, or when the reports came in
    on fewer than ten days: a batch read at once tells nothing of delay.
    """
    pairs = [(max((reported[key] - day).days, 0), (as_of - day).days) for key, day in days.items() if key in reported]
    pairs = [(delay, room) for delay, room in pairs if delay <= min(room, MOST_DELAYED)]
    if len(pairs) < FEWEST_DELAYS or len({reported[key] for key in days if key in reported}) < FEWEST_REPORTING_DAYS:
        return ()
    shares, share = {MOST_DELAYED: 1.0}, 1.0
    for delay in range(MOST_DELAYED, 0, -1):
        at_risk = sum(1 for d, room in pairs if d <= delay <= room)
        share *= 1 - (sum(1 for d, _ in pairs if d == delay) / at_risk if at_risk else 0.0)
        shares[delay - 1] = share
    incomplete = next((delay for delay in range(MOST_DELAYED) if shares[delay] >= COMPLETE), MOST_DELAYED)
    return tuple(max(shares[delay], LEAST_SHARE) for delay in range(incomplete - 1, -1, -1))


def _series(
    key: str,
    name: str,
    group: Sequence[Incident],
    days: Mapping[str, date],
    start: date,
    end: date,
    shares: tuple[float, ...],
) -> Series:
    counts: Counter[int] = Counter()
    records = []
    for incident in group:
        day = days.get(incident.id)
        if day is not None and day >= start:
            counts[(day - start).days] += attacks(incident)
            records.append(incident.id)
    length = max((end - start).days + 1, 0)
    shares = shares[-length:] if length else ()
    return Series(
        key=key,
        name=name,
        start=start,
        counts=tuple(counts[index] for index in range(length)),
        incomplete=len(shares),
        reported_share=shares,
        left_out=sum(1 for incident in group if incident.id not in days),
        rule=RULE,
        records=tuple(records),
    )
