"""Pictures as inline SVG: incidents a day, and incidents on a map. Each has its table in the briefing."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import pairwise
from statistics import median
from typing import Final, TypeAlias

from vedette.model import Incident
from vedette.model.where import Where
from vedette.reference import basemap
from vedette.reference.gazetteer import gazetteer
from vedette.reference.tables import rows

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude, or x and y."""
Box: TypeAlias = tuple[float, float, float, float]

WIDTH: Final = 860
AREAS: Final = ("province", "region", "country", "sea")
"""Precisions of which a disc is only the middle of an area; it is drawn hollow."""


ASIDE: Final = (
    (0, 0), (0, -0.5), (0, 0.5), (-0.7, 0), (0.7, 0), (0, -1), (0, 1), (-0.8, -0.8), (0.8, 0.8), (0.8, -0.8), (-0.8, 0.8),
)  # fmt: skip
"""Where the name of a country may stand, in parts of its reach from its middle, the best first."""


def rung(level: int) -> str:
    """The class that colours a severity: thwarted, impact, injuries, deaths."""
    return "thwarted" if level <= 1 else "impact" if level == 2 else "injury" if level <= 4 else "death"


def daily(incidents: Iterable[Incident], as_of: date) -> str:
    """Bars of incidents a day, stacked by severity; those known only to within several days stand in no bar but in the caption."""
    by_day: dict[date, list[Incident]] = defaultdict(list)
    for one in incidents:
        when = one.when.value
        if when and when.earliest is not None and (when.latest - when.earliest).days <= 2:
            by_day[when.latest].append(one)
    if not by_day:
        return ""
    first, last = min(by_day), max(*by_day, min(as_of, max(by_day) + timedelta(days=3)))
    days = (last - first).days + 1
    if days > 370:
        first, days = last - timedelta(days=369), 370
    height, left, bottom = 190, 34, 26
    top = max(len(group) for group in by_day.values())
    step = (WIDTH - left) / days
    unit = (height - bottom - 12) / max(top, 1)
    out = [_axis(top, unit, height - bottom, left)]
    for number in range(days):
        day = first + timedelta(days=number)
        x, y = left + number * step, float(height - bottom)
        stack = sorted(by_day.get(day, ()), key=lambda one: one.severity.level)
        for one in stack:
            y -= unit
            title = escape(
                f"{day.isoformat()} · {one.severity.label} · {one.place.value.name if one.place.value else 'place unknown'}"
            )
            out.append(
                f'<a href="#{one.id}"><rect class="bar {rung(one.severity.level)}" x="{x + step * 0.12:.1f}" y="{y + 0.7:.1f}" '
                f'width="{max(step * 0.76, 0.8):.1f}" height="{max(unit - 1.4, 0.8):.1f}" rx="1.5"><title>{title}</title></rect></a>'
            )
        if number % max(1, math.ceil(days / 12)) == 0:
            out.append(f'<text class="tick" x="{x + step / 2:.1f}" y="{height - 8}">{day.day} {day:%b}</text>')
    return f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Incidents a day; the table of incidents holds the same">{"".join(out)}</svg>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A drawn map, and the places that lie beyond its edge with the number of incidents at each."""

    svg: str
    beyond: tuple[tuple[str, int], ...]


def places(incidents: Iterable[Incident]) -> Map:
    """A map of the incidents that have a point: a disc for each place, as large as its count; a ring shows the place's radius.

    The map shows where most incidents are; a few far away do not shrink it to a map of the world, but are named as beyond it.
    """
    groups: dict[Point, list[Incident]] = defaultdict(list)
    wheres: dict[Point, Where] = {}
    for one in incidents:
        where = one.place.value
        if where is not None and where.lat is not None and where.lon is not None:
            groups[where.lon, where.lat].append(one)
            wheres[where.lon, where.lat] = where
    if not groups:
        return Map(svg="", beyond=())
    shown = core({point: len(group) for point, group in groups.items()})
    frame = _Frame(shown)
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    drawn = [(point, group) for point, group in ranked if frame.holds(point)]
    beyond = tuple((shortened(wheres[point].name), len(group)) for point, group in ranked if not frame.holds(point))
    out = [f'<rect class="sea" width="{WIDTH}" height="{frame.height:.0f}"/>', *frame.ground()]
    pins = [_pin(frame, point, wheres[point], group) for point, group in drawn]
    taken: list[Box] = [_disc(frame, point, len(group)) for point, group in drawn]
    labels = [_label(frame, point, shortened(wheres[point].name), len(group), taken) for point, group in drawn[:18]]
    out += [*_countries(frame, taken, {where.name for where in wheres.values()}), *pins, *labels]
    label = "Map of incidents; the table of incidents holds the same"
    svg = f'<svg class="map" viewBox="0 0 {WIDTH} {frame.height:.0f}" role="img" aria-label="{label}">{"".join(out)}</svg>'
    return Map(svg=svg, beyond=beyond)


def core(weights: Mapping[Point, int]) -> list[Point]:
    """The points around the weighted middle, without those that lie far beyond where four in five incidents are."""
    spread = [point for point, weight in weights.items() for _ in range(weight)]
    middle = (median(x for x, _ in spread), median(y for _, y in spread))
    away = {point: math.dist(point, middle) for point in weights}
    near = sorted(away[point] for point in spread)[math.ceil(0.8 * len(spread)) - 1]
    return [point for point in weights if away[point] <= max(2.5 * near, 3.0)]


def shortened(name: str, most: int = 32) -> str:
    """A name that fits beside its pin."""
    return name if len(name) <= most else f"{name[:most].rstrip()}…"


class _Frame:
    """A window on the world, equirectangular and true to scale at its middle latitude."""

    def __init__(self, points: list[Point]) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        middle = (min(ys) + max(ys)) / 2
        self.squeeze = max(math.cos(math.radians(middle)), 0.2)
        width = max((max(xs) - min(xs)) * 1.3, (max(ys) - min(ys)) * 1.3 / self.squeeze * 1.9, 5.0)
        height = width * self.squeeze / 1.9
        self.west, self.east = (min(xs) + max(xs) - width) / 2, (min(xs) + max(xs) + width) / 2
        self.south, self.north = middle - height / 2, middle + height / 2
        self.scale = WIDTH / width
        self.height = height / self.squeeze * self.scale

    def holds(self, point: Point) -> bool:
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.scale, (self.north - lat) / self.squeeze * self.scale

    def pixels(self, km: float) -> float:
        return km / 111.2 / self.squeeze * self.scale

    def ground(self) -> list[str]:
        out = []
        for line in basemap.lines(self.west, self.south, self.east, self.north):
            path = "".join(
                f"M{'L'.join(f'{x:.0f} {y:.0f}' for x, y in self._thinned(run))}" for run in _runs(line.points)
            )
            kind = "land" if line.closed else "disputed border" if line.disputed else "border"
            out.append(f'<path class="{kind}" d="{path}"/>')
        return out

    def _thinned(self, points: Sequence[Point]) -> list[Point]:
        """Points in pixels, without those that would fall on the one before; far ones are held near the frame."""
        out: list[Point] = []
        for lon, lat in points:
            x, y = self.at(lon, lat)
            x, y = min(max(x, -400.0), WIDTH + 400.0), min(max(y, -400.0), self.height + 400.0)
            if not out or abs(x - out[-1][0]) + abs(y - out[-1][1]) > 1.5:
                out.append((x, y))
        return out


def _runs(points: Sequence[Point]) -> list[Sequence[Point]]:
    """A line cut where it leaps over the antimeridian: drawn on, the leap would cross the whole map."""
    cuts = [n for n in range(1, len(points)) if abs(points[n][0] - points[n - 1][0]) > 180]
    return [points[start:end] for start, end in pairwise((0, *cuts, len(points)))]


def _pin(frame: _Frame, point: Point, where: Where, group: list[Incident]) -> str:
    x, y = frame.at(*point)
    worst = max(group, key=lambda one: one.severity.level)
    size = _size(len(group))
    ring = frame.pixels(where.radius_km or 0)
    wide = " wide" if where.precision in AREAS else ""
    halo = f'<circle class="halo{wide}" cx="{x:.1f}" cy="{y:.1f}" r="{min(ring, 300):.1f}"/>' if ring > size else ""
    within = f", within {where.radius_km:g} km" if where.radius_km else ""
    number = f"{len(group)} {'incident' if len(group) == 1 else 'incidents'}"
    title = escape(f"{where.name}: {number}, gravest {worst.severity.label}{within}")
    kind = f"{rung(worst.severity.level)}{' area' if where.precision in AREAS else ''}"
    count = f'<text class="count" x="{x:.1f}" y="{y + 3.8:.1f}">{len(group)}</text>' if len(group) > 1 else ""
    disc = f'<circle class="pin {kind}" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"><title>{title}</title></circle>'
    return f'{halo}<a href="#{worst.id}">{disc}{count}</a>'


def _size(count: int) -> float:
    return 5 + 2.6 * math.sqrt(count)


def _disc(frame: _Frame, point: Point, count: int) -> Box:
    """The room that a disc takes."""
    (x, y), r = frame.at(*point), _size(count)
    return (x - r, y - r, x + r, y + r)


def _label(frame: _Frame, point: Point, name: str, count: int, taken: list[Box]) -> str:
    """The name beside its pin, on the first side where it covers no other name; left out where none is free."""
    x, y = frame.at(*point)
    gap, width = 5 + _size(count), 6.6 * len(name)
    for dx, dy, anchor in (
        (gap, 4.0, "start"),
        (-gap, 4.0, "end"),
        (0.0, -gap - 2, "middle"),
        (0.0, gap + 11, "middle"),
    ):
        left = x + dx - {"start": 0.0, "end": width, "middle": width / 2}[anchor]
        box = (left, y + dy - 11, left + width, y + dy + 3)
        inside = box[0] > 2 and box[2] < WIDTH - 2 and box[1] > 2 and box[3] < frame.height - 2
        if inside and not any(_meet(box, one) for one in taken):
            taken.append(box)
            return f'<text class="place" text-anchor="{anchor}" x="{x + dx:.1f}" y="{y + dy:.1f}">{escape(name)}</text>'
    return ""


def _countries(frame: _Frame, taken: list[Box], pinned: Collection[str]) -> Iterator[str]:
    """The names of countries that no pin names, each near the middle of what is seen of it, where they cover nothing else."""
    book = gazetteer()
    for row in rows("states.csv"):
        where = book.country(row["iso2"])
        if where is None or where.lat is None or where.lon is None or row["name"] in pinned:
            continue
        x, y = frame.at(where.lon, where.lat)
        reach = min(frame.pixels(where.radius_km) / 3, 120.0)
        half = 4.6 * len(row["name"]) + 3
        for dx, dy in ASIDE:
            cx, cy = x + dx * reach, y + dy * reach
            box = (cx - half, cy - 10, cx + half, cy + 5)
            inside = box[0] > 2 and box[2] < WIDTH - 2 and box[1] > 2 and box[3] < frame.height - 2
            if inside and reach > half / 3 and not any(_meet(box, one) for one in taken):
                taken.append(box)
                yield f'<text class="country" x="{cx:.1f}" y="{cy:.1f}">{escape(row["name"].upper())}</text>'
                break


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _axis(top: int, unit: float, base: float, left: float) -> str:
    step = max(1, math.ceil(top / 4))
    marks = range(0, top + 1, step)
    return "".join(
        f'<line class="grid" x1="{left}" x2="{WIDTH}" y1="{base - unit * n:.1f}" y2="{base - unit * n:.1f}"/>'
        f'<text class="tick left" x="{left - 8}" y="{base - unit * n + 4:.1f}">{n}</text>'
        for n in marks
    )
