"""Who did what to whom, as a drawn network: places computed once, the same each time, so that nothing moves on the page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final, TypeAlias

from vedette.briefing import phrases
from vedette.faces.web import words
from vedette.model.assessment import Relation

WIDTH: Final = 1000
HIGHEST: Final = 560
MOST_NODES: Final = 26
ROUNDS: Final = 260
LETTER: Final = 7.4
"""Units that one letter of a name takes on the average."""
LINE: Final = 15
MOST_LETTERS: Final = 26
"""Letters of a name in one line; a longer one has two."""

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
Arc: TypeAlias = tuple[Point, Point, Point]
"""Start, control point and end of a quadratic curve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One actor: where it is drawn, how large, and on which side its name stands, in one line or two."""

    id: str
    name: str
    lines: tuple[str, ...]
    x: float
    y: float
    r: float
    degree: int
    anchor: str
    dx: float
    dy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Acts and words in one direction as a bent arrow; `tone` is hostile, friendly or mixed."""

    source: str
    target: str
    path: str
    head: str
    width: float
    tone: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What is drawn, and how many actors were left out: those without a name of their own, and the least of too many."""

    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def network(relations: Sequence[Relation]) -> Network:
    """The actors with most relations and the arrows between them, without those ("fighters", "a base") that only describe somebody."""
    every = {id for one in relations for id in (one.source, one.target)}
    named = [one for one in relations if not any(words.actor(id)[:1].islower() for id in (one.source, one.target))]
    degree: Counter[str] = Counter()
    for one in named or relations:
        degree[one.source] += one.total
        degree[one.target] += one.total
    chosen = [id for id, _ in sorted(degree.items(), key=lambda item: (-item[1], item[0]))[:MOST_NODES]]
    kept = [one for one in relations if one.source in chosen and one.target in chosen and one.source != one.target]
    height = min(160 + 24 * len(chosen), HIGHEST)
    at = _places(chosen, kept, height)
    sizes = {id: 6 + 2.2 * math.sqrt(degree[id]) for id in chosen}
    arcs = {one: _arc(one, at, sizes) for one in sorted(kept, key=lambda one: one.total)}
    nodes = _nodes(chosen, at, degree, sizes, [box for arc in arcs.values() for box in _along(arc)], height)
    edges = tuple(_edge(one, arc) for one, arc in arcs.items())
    return Network(height=height, nodes=nodes, edges=edges, left_out=len(every) - len(chosen))


def tone(sign: float) -> str:
    """The sign of a relation in a word."""
    return "hostile" if sign < -0.15 else "friendly" if sign > 0.15 else "mixed"


def told(one: Relation) -> str:
    """The acts and words of a relation: "4 attacks"."""
    return phrases.kinds(one.kinds)


def _places(ids: Sequence[str], relations: Sequence[Relation], height: int) -> dict[str, Point]:
    """Positions by springs and repulsion from a circle, without chance (Fruchterman and Reingold 1991)."""
    count = max(len(ids), 1)
    xs = [math.cos(2 * math.pi * n / count) for n in range(count)]
    ys = [math.sin(2 * math.pi * n / count) for n in range(count)]
    number = {id: n for n, id in enumerate(ids)}
    pairs = {tuple(sorted((number[one.source], number[one.target]))) for one in relations}
    ideal = math.sqrt(3.2 / count)
    for step in range(ROUNDS):
        heat = 0.12 * (1 - step / ROUNDS)
        fx, fy = [-0.9 * x for x in xs], [-1.2 * y for y in ys]
        for a in range(count):
            for b in range(a + 1, count):
                dx, dy = xs[a] - xs[b], ys[a] - ys[b]
                away = max(math.hypot(dx, dy), 0.02)
                push = ideal * ideal / (away * away)
                if (a, b) in pairs:
                    push -= away / ideal
                fx[a], fy[a], fx[b], fy[b] = fx[a] + dx * push, fy[a] + dy * push, fx[b] - dx * push, fy[b] - dy * push
        for n in range(count):
            pull = max(math.hypot(fx[n], fy[n]), 1e-9)
            xs[n] += fx[n] / pull * min(pull, heat)
            ys[n] += fy[n] / pull * min(pull, heat)
    return {id: _fitted(xs[n], ys[n], xs, ys, height) for id, n in number.items()}


def _fitted(x: float, y: float, xs: Sequence[float], ys: Sequence[float], height: int) -> Point:
    wide, high = max(max(xs) - min(xs), 1e-6), max(max(ys) - min(ys), 1e-6)
    return 150 + (x - min(xs)) / wide * (WIDTH - 300), 40 + (y - min(ys)) / high * (height - 80)


def _nodes(
    ids: Sequence[str], at: dict[str, Point], degree: Counter[str], sizes: dict[str, float], arcs: Sequence[Box], height: int
) -> tuple[Node, ...]:  # fmt: skip
    """The nodes with their names on the first side where they cover no other node, no other name and least of the arrows."""
    taken = [*arcs, *((x - sizes[id], y - sizes[id], x + sizes[id], y + sizes[id]) for id, (x, y) in at.items())]
    out = []
    for id in ids:
        (x, y), r = at[id], sizes[id]
        name = words.actor(id)
        lines = _lines(name)
        wide, more = LETTER * max(len(one) for one in lines), LINE * (len(lines) - 1)
        beside = 4.0 - more / 2
        sides = (
            ("start", r + 5, beside),
            ("end", -r - 5, beside),
            ("middle", 0.0, -r - 6 - more),
            ("middle", 0.0, r + 15),
        )
        boxes = [_box(x, y, wide, more, anchor, dx, dy) for anchor, dx, dy in sides]
        best = min(
            range(4), key=lambda n: (sum(_cover(boxes[n], one) for one in taken) + _outside(boxes[n], height), n)
        )
        taken.append(boxes[best])
        anchor, dx, dy = sides[best]
        out.append(Node(id=id, name=name, lines=lines, x=x, y=y, r=r, degree=degree[id], anchor=anchor, dx=dx, dy=dy))
    return tuple(out)


def _lines(name: str) -> tuple[str, ...]:
    """A name in one line, a long one in two as even as its words allow; what two cannot hold is cut off."""
    if len(name) <= MOST_LETTERS:
        return (name,)
    first, *rest = wrap(name, min(max(MOST_LETTERS, len(name) // 2 + 4), MOST_LETTERS + 8))
    second = " ".join(rest)
    return (
        (first, second if len(second) <= MOST_LETTERS + 8 else f"{second[: MOST_LETTERS + 7]}…") if rest else (first,)
    )


def _box(x: float, y: float, wide: float, more: float, anchor: str, dx: float, dy: float) -> Box:
    left = x + dx - {"start": 0.0, "end": wide, "middle": wide / 2}[anchor]
    return left, y + dy - 12, left + wide, y + dy + 4 + more


def _cover(one: Box, other: Box) -> float:
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _outside(box: Box, height: int) -> float:
    return 1000.0 * (box[0] < 0 or box[2] > WIDTH or box[1] < 0 or box[3] > height)


def _arc(one: Relation, at: dict[str, Point], sizes: dict[str, float]) -> Arc:
    (x0, y0), (x1, y1) = at[one.source], at[one.target]
    long = max(math.hypot(x1 - x0, y1 - y0), 1.0)
    ux, uy = (x1 - x0) / long, (y1 - y0) / long
    bend = min(0.14 * long, 46)
    width = _width(one)
    sx, sy = x0 + ux * sizes[one.source], y0 + uy * sizes[one.source]
    ex, ey = x1 - ux * (sizes[one.target] + 7 + width), y1 - uy * (sizes[one.target] + 7 + width)
    return (sx, sy), ((sx + ex) / 2 - uy * bend, (sy + ey) / 2 + ux * bend), (ex, ey)


def _width(one: Relation) -> float:
    return 1.2 + 1.5 * math.log2(one.total)


def _along(arc: Arc) -> list[Box]:
    """Small boxes along a curve, for names to keep off."""
    (sx, sy), (cx, cy), (ex, ey) = arc
    out = []
    for t in (n / 10 for n in range(11)):
        x, y = ((1 - t) ** 2 * s + 2 * t * (1 - t) * c + t * t * e for s, c, e in ((sx, cx, ex), (sy, cy, ey)))
        out.append((x - 6, y - 6, x + 6, y + 6))
    return out


def _edge(one: Relation, arc: Arc) -> Edge:
    (sx, sy), (cx, cy), (ex, ey) = arc
    width = _width(one)
    tx, ty = ex - cx, ey - cy
    reach = max(math.hypot(tx, ty), 1.0)
    tx, ty = tx / reach, ty / reach
    size = 6 + width
    tip = (ex + tx * size, ey + ty * size)
    wings = [(ex - ty * size * 0.55, ey + tx * size * 0.55), (ex + ty * size * 0.55, ey - tx * size * 0.55)]
    head = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (wings[0], tip, wings[1])) + "Z"
    text = f"{words.actor(one.source)} → {words.actor(one.target)}: {told(one)}"
    path = f"M{sx:.1f} {sy:.1f}Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}"
    return Edge(
        source=one.source,
        target=one.target,
        path=path,
        head=head,
        width=round(width, 1),
        tone=tone(one.sign),
        told=text,
    )
