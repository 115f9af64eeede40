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

from vedette.briefing import phrases
from vedette.model import Incident
from vedette.model.where import Where
from vedette.reference import basemap
from vedette.reference.gazetteer import gazetteer
from vedette.reference.tables import rows

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude, or x and y."""
Box: TypeAlias = tuple[float, float, float, float]
Disc: TypeAlias = tuple[float, float, float]
"""x, y and radius."""

WIDTH: Final = 860
AREAS: Final = ("province", "region", "country", "sea")
"""Precisions of which a mark is only the middle of an area; it is drawn hollow."""
MOVED: Final = 18.0
"""Pixels that a mark may stand beside its point, so that its neighbour can be read."""
MOST_APART: Final = 120
HATCH: Final = (
    '<defs><pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line class="hatch" x1="0" x2="0" y1="0" y2="5"/></pattern></defs>'
)

ASIDE: Final = (
    (0, 0), (0, -0.5), (0, 0.5), (-0.7, 0), (0.7, 0), (0, -1), (0, 1), (-0.8, -0.8), (0.8, 0.8), (0.8, -0.8), (-0.8, 0.8),
)  # fmt: skip
"""Where the name of a country may stand, in parts of its reach from its middle, the best first."""


def rung(level: int) -> str:
    """The class that colours a severity: thwarted, impact, injuries, deaths."""
    return "thwarted" if level <= 1 else "impact" if level == 2 else "injury" if level <= 4 else "death"


def daily(incidents: Iterable[Incident], as_of: date, *, at: str = "#") -> str:
    """Bars of incidents a day, stacked by severity; those known only to within several days stand in no bar but in the caption.

    Each bar leads to its incident: `at` is what stands before the id in the address.
    """
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
    out = [HATCH, _axis(top, unit, height - bottom, left)]
    for number in range(days):
        day = first + timedelta(days=number)
        x, y = left + number * step, float(height - bottom)
        for one in sorted(by_day.get(day, ()), key=lambda one: -one.severity.level):
            y -= unit
            spot = one.place.value.name if one.place.value else "place unknown"
            title = escape(f"{phrases.short_day(day)} · {one.severity.label} · {spot}")
            kind, wide, high = rung(one.severity.level), max(step * 0.76, 0.8), max(unit - 1.4, 0.8)
            box = f'x="{x + step * 0.12:.1f}" y="{y + 0.7:.1f}" width="{wide:.1f}" height="{high:.1f}"'
            over = f'<rect {box} fill="url(#hatched)"/>' if kind == "injury" else ""
            out.append(f'<a href="{at}{one.id}"><rect class="bar {kind}" {box}><title>{title}</title></rect>{over}</a>')
        if number % max(1, math.ceil(days / 12)) == 0:
            out.append(f'<text class="tick" x="{x + step / 2:.1f}" y="{height - 8}">{day.day} {day:%b}</text>')
    return f'<svg class="drawing" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Incidents a day; the table of incidents holds the same">{"".join(out)}</svg>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A drawn map, and the places that lie beyond its edge with the number of incidents at each."""

    svg: str
    beyond: tuple[tuple[str, int], ...]


def places(incidents: Iterable[Incident], *, at: str = "#") -> Map:
    """A map of the incidents that have a point: a mark for each place, as large as its count; a ring shows the place's radius.

    Marks that would cover one another stand side by side. Each leads to its gravest incident: `at` stands before the id.

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
    spots = apart({point: (*frame.at(*point), _size(len(group))) for point, group in drawn})
    halos = [_halo(frame, point, wheres[point], spots[point]) for point, _ in drawn]
    pins = [_pin(spots[point], wheres[point], group, at) for point, group in drawn]
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for x, y, r in spots.values()]
    labels = [_label(frame, spots[point], shortened(wheres[point].name), taken) for point, _ in drawn[:18]]
    out += [*_countries(frame, taken, {where.name for where in wheres.values()}), *halos, *pins, *labels]
    label = "Map of incidents; the table of incidents holds the same"
    svg = f'<svg class="drawing atlas" viewBox="0 0 {WIDTH} {frame.height:.0f}" role="img" aria-label="{label}">{"".join(out)}</svg>'
    return Map(svg=svg, beyond=beyond)


def apart(spots: Mapping[Point, Disc]) -> dict[Point, Disc]:
    """Discs (x, y, radius) pushed off one another, none farther than MOVED from where it belongs; of very many the first alone."""
    out = dict(spots)
    some = list(out)[:MOST_APART]
    for _ in range(40):
        for number, one in enumerate(some):
            for other in some[number + 1 :]:
                (x0, y0, r0), (x1, y1, r1) = out[one], out[other]
                away = math.hypot(x1 - x0, y1 - y0)
                lack = r0 + r1 + 2 - away
                if lack <= 0:
                    continue
                dx, dy = ((x1 - x0) / away, (y1 - y0) / away) if away > 0.1 else (1.0, 0.0)
                out[one] = _held(spots[one], x0 - dx * lack / 2, y0 - dy * lack / 2)
                out[other] = _held(spots[other], x1 + dx * lack / 2, y1 + dy * lack / 2)
    return out


def _held(home: Disc, x: float, y: float) -> Disc:
    """A disc moved towards a point, no farther from its home than MOVED."""
    far = math.hypot(x - home[0], y - home[1])
    part = min(1.0, MOVED / far) if far else 1.0
    return (home[0] + (x - home[0]) * part, home[1] + (y - home[1]) * part, home[2])


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


def _halo(frame: _Frame, point: Point, where: Where, spot: Disc) -> str:
    """The radius within which the events lie, around the point itself, and a line to it from a mark that stands beside it."""
    (x, y), wide = frame.at(*point), " wide" if where.precision in AREAS else ""
    ring = frame.pixels(where.radius_km or 0)
    halo = f'<circle class="halo{wide}" cx="{x:.1f}" cy="{y:.1f}" r="{min(ring, 300):.1f}"/>' if ring > spot[2] else ""
    moved = math.hypot(x - spot[0], y - spot[1]) > 1
    lead = f'<line class="lead" x1="{x:.1f}" y1="{y:.1f}" x2="{spot[0]:.1f}" y2="{spot[1]:.1f}"/>' if moved else ""
    return halo + lead


def _pin(spot: Disc, where: Where, group: list[Incident], at: str) -> str:
    x, y, _ = spot
    worst = max(group, key=lambda one: one.severity.level)
    within = f", within {where.radius_km:g} km" if where.radius_km else ""
    number = f"{len(group)} {'incident' if len(group) == 1 else 'incidents'}"
    title = f"<title>{escape(f'{where.name}: {number}, gravest {worst.severity.label}{within}')}</title>"
    kind = f"pin {rung(worst.severity.level)}{' area' if where.precision in AREAS else ''}"
    count = f'<text class="count" x="{x:.1f}" y="{y + 3.8:.1f}">{len(group)}</text>' if len(group) > 1 else ""
    return f'<a href="{at}{worst.id}">{_shape(kind, worst.severity.level, spot, title)}{count}</a>'


def _shape(kind: str, level: int, spot: Disc, title: str) -> str:
    """The mark of a rung: a circle, a square for injuries, a diamond for deaths."""
    x, y, r = spot
    if rung(level) == "injury":
        h = 0.9 * r
        return f'<rect class="{kind}" x="{x - h:.1f}" y="{y - h:.1f}" width="{2 * h:.1f}" height="{2 * h:.1f}">{title}</rect>'
    if rung(level) == "death":
        d = 1.25 * r
        return f'<path class="{kind}" d="M{x:.1f} {y - d:.1f}l{d:.1f} {d:.1f} {-d:.1f} {d:.1f} {-d:.1f} {-d:.1f}Z">{title}</path>'
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}">{title}</circle>'


def _size(count: int) -> float:
    return 5 + 2.6 * math.sqrt(count)


def _label(frame: _Frame, spot: Disc, name: str, taken: list[Box]) -> str:
    """The name beside its mark, on the first side where it covers no other name; left out where none is free."""
    x, y, size = spot
    gap, width = 5 + size, 6.6 * len(name)
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
