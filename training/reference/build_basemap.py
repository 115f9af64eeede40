"""Build reference/data/basemap.json.gz, our own derivation of Natural Earth 1:50m (public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/reference/build_basemap.py package/countries-50m.json

The npm package `world-atlas` (ISC) carries the Natural Earth country shapes as TopoJSON. Kept are land outlines and the lines
between countries, in hundredths of a degree; a line that bounds a territory whose status is disputed is marked, so that
maps can draw it dashed. Boundaries follow Natural Earth's de facto policy and express no opinion.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[2] / "src/vedette/reference/data/basemap.json.gz"
DISPUTED = {"Kosovo", "N. Cyprus", "Palestine", "Siachen Glacier", "Somaliland", "Taiwan", "W. Sahara", "Falkland Is."}
"""Territories of the source whose boundary lines are drawn dashed."""


def decode(topology: dict[str, Any]) -> list[list[tuple[int, int]]]:
    """The arcs as points in hundredths of a degree, repeated points dropped."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[tuple[int, int]] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            point = (round((x * kx + dx) * 100), round((y * ky + dy) * 100))
            if not points or points[-1] != point:
                points.append(point)
        arcs.append(points)
    return arcs


def rings(geometry: dict[str, Any]) -> list[list[int]]:
    """The outer rings of a geometry, as lists of arc numbers (holes are lakes or enclaves, drawn by their own countries)."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [polygon[0] for polygon in polygons]


def flatten(points: list[tuple[int, int]]) -> list[int]:
    """Points as one list: the first in full, then steps."""
    flat, last = [], (0, 0)
    for point in points:
        flat += [point[0] - last[0], point[1] - last[1]]
        last = point
    return flat


def build(topology: dict[str, Any]) -> dict[str, Any]:
    """Land outlines, and lines between countries with a mark on those of disputed status."""
    arcs = decode(topology)
    geometries = topology["objects"]["countries"]["geometries"]
    users: Counter[int] = Counter()
    disputed: set[int] = set()
    for geometry in geometries:
        numbers = {n if n >= 0 else ~n for ring in rings(geometry) for n in ring}
        users.update(numbers)
        if geometry["properties"]["name"] in DISPUTED:
            disputed |= numbers
    land = []
    for geometry in geometries:
        for ring in rings(geometry):
            points = [p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])]
            if len(points) >= 4:
                land.append(flatten(points))
    borders = [[int(n in disputed), *flatten(arcs[n])] for n, count in sorted(users.items()) if count > 1]
    return {"source": "Natural Earth 1:50m, public domain", "unit": "degree/100", "land": land, "borders": borders}


if __name__ == "__main__":
    data = build(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    text = json.dumps(data, separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(data['land'])} outlines, {len(data['borders'])} lines, {TARGET.stat().st_size / 1e3:.0f} kB")
