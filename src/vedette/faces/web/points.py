"""The incidents as the map and the timeline need them: columns of small numbers, made once for each selection."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from vedette.app.filters import Wanted
from vedette.app.served import Shown
from vedette.briefing.render.charts import rung
from vedette.faces.web.assets import Asset, made
from vedette.model import Incident, Severity, Where

RUNGS: Final = ("thwarted", "impact", "injury", "death")
PRECISE: Final = 2
"""Days from earliest to latest above which an incident stands in no bar, as in the briefing."""
MOST_KEPT: Final = 8


@dataclass(slots=True)
class Columns:
    """Parallel columns over incidents in order of their latest day, kept short where they are long.

    `undated` incidents stand first, then `per_day[n]` of the day `first` + n. `place` is the number of the place, −1 none; `level`
    one digit each; `span` holds (number of the incident, days back to the earliest, −1 open) where it is not 0.
    """

    first: date | None
    per_day: list[int]
    undated: int = 0
    places: list[list[Any]] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    span: list[tuple[int, int]] = field(default_factory=list)
    level: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place of the table of places; `radius` None where the place has no point."""

    id: str | None
    name: str
    country: str | None
    count: int
    worst: Severity
    radius: int | None


def points(shown: Shown, wanted: Wanted) -> Asset:
    """The columns of all that is wanted, as compact JSON."""
    held: dict[Wanted, Asset] = shown.keep("page.points", dict)
    if wanted not in held:
        if len(held) >= MOST_KEPT:
            held.pop(next(iter(held)))
        every = shown.index.incidents
        held[wanted] = _packed(columns([every[n] for n in shown.index.places(wanted, sort="day").tolist()]))
    return held[wanted]


def columns(incidents: Sequence[Incident]) -> Columns:
    """The columns of these incidents, which stand in order of their latest day."""
    days = [one.when.value.latest for one in incidents if one.when.value is not None]
    first = days[0] if days else None
    out = Columns(
        first=first, per_day=[0] * ((days[-1] - first).days + 1 if first else 0), undated=len(incidents) - len(days)
    )
    numbers: dict[str, int] = {}
    wheres: list[Where] = []
    for n, one in enumerate(incidents):
        when, where = one.when.value, one.place.value
        out.level.append(str(one.severity.level))
        if when is not None and first is not None:
            out.per_day[(when.latest - first).days] += 1
            if when.span != 0:
                out.span.append((n, -1 if when.span is None else when.span))
        if where is None or where.lat is None or where.id is None:
            out.place.append(-1)
            continue
        if where.id not in numbers:
            numbers[where.id] = len(wheres)
            wheres.append(where)
        out.place.append(numbers[where.id])
    out.places = [
        [w.id, w.name, round(w.lat or 0, 4), round(w.lon or 0, 4), w.radius_km, w.precision, [numbers[i] for i in w.within if i in numbers]]
        for w in wheres
    ]  # fmt: skip
    return out


def spots(incidents: Iterable[Incident], most: int = 200) -> tuple[tuple[Spot, ...], int]:
    """The places with most incidents, and how many places there are."""
    held: defaultdict[tuple[str | None, str], list[Incident]] = defaultdict(list)
    for one in incidents:
        where = one.place.value
        held[(where.id, where.name) if where else (None, "")].append(one)
    held.pop((None, ""), None)
    ranked = sorted(held.items(), key=lambda item: (-len(item[1]), item[0][1]))
    return tuple(_spot(group) for _, group in ranked[:most]), len(ranked)


def days(incidents: Iterable[Incident], most: int = 60) -> tuple[tuple[date, tuple[int, ...]], ...]:
    """The newest days that have incidents dated to within three days, with their counts by rung."""
    found: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for one in incidents:
        when = one.when.value
        if when is not None and when.span is not None and when.span <= PRECISE:
            found[when.latest][rung(one.severity.level)] += 1
    newest = sorted(found, reverse=True)[:most]
    return tuple((one, tuple(found[one][name] for name in RUNGS)) for one in newest)


def _spot(group: list[Incident]) -> Spot:
    where = group[0].place.value
    assert where is not None  # spots() has dropped those without a place
    worst = max((one.severity for one in group), key=lambda one: one.level)
    radius = round(where.radius_km) if where.radius_km is not None else None
    return Spot(id=where.id, name=where.name, country=where.country, count=len(group), worst=worst, radius=radius)


def _packed(held: Columns) -> Asset:
    data = {
        "first": held.first.isoformat() if held.first else None, "undated": held.undated, "per_day": held.per_day, "places": held.places,
        "place": held.place, "span": held.span, "level": "".join(held.level),
    }  # fmt: skip
    return made(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), "application/json", level=1)
