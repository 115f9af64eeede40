"""Land and boundary lines to draw under incidents (Natural Earth 1:50m, public domain; boundaries are its de facto policy)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Points (longitude, latitude) in degrees; `closed` is an outline of land, `disputed` a boundary to draw dashed."""

    points: tuple[tuple[float, float], ...]
    closed: bool = False
    disputed: bool = False

    def touches(self, west: float, south: float, east: float, north: float) -> bool:
        """Whether its bounding box meets this one."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs) <= east and max(xs) >= west and min(ys) <= north and max(ys) >= south


def lines(west: float, south: float, east: float, north: float) -> Iterator[Line]:
    """The outlines, then the boundaries, that meet a box in degrees."""
    return (line for line in _world() if line.touches(west, south, east, north))


@cache
def _world() -> tuple[Line, ...]:
    packed = files("vedette.reference").joinpath("data/basemap.json.gz").read_bytes()
    data = json.loads(gzip.decompress(packed))
    land = [Line(points=_points(flat), closed=True) for flat in data["land"]]
    borders = [Line(points=_points(flat), disputed=bool(mark)) for mark, *flat in data["borders"]]
    return tuple(land + borders)


def _points(flat: list[int]) -> tuple[tuple[float, float], ...]:
    x = y = 0
    points = []
    for step_x, step_y in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / 100, y / 100))
    return tuple(points)
