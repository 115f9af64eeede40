"""Which pairs are compared at all: those that meet on a day and a place, a party, a facility or a rare name.

The index is filled one mention at a time, and each mention asks for the earlier ones that it might repeat. Whether two
mentions meet does not depend on their order, except where a block grew over its bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import cos, floor, radians
from typing import TypeAlias

from vedette.linking.traits import Traits

Key: TypeAlias = tuple[str | int, ...]

REACH_DAYS = 2
"""Events further apart in days are not compared on place or party."""

FACILITY_DAYS = 3
"""The same facility is compared across this many days: night attacks are dated on either side."""

OPEN_DAYS = 21
"""An event of which only "before this day" is known is looked for this many days back."""

RARE = 10
"""A name that more mentions of one day hold is not rare."""

CELL_DEGREES = 2.0
"""Large enough that a circle of 100 km seldom touches more than four cells."""


class Index:
    """Blocks of mentions by what they can meet on; grows by `add`, answers with `partners`."""

    def __init__(self, max_block: int) -> None:
        self._blocks: defaultdict[Key, list[str]] = defaultdict(list)
        self._max = max_block

    def add(self, traits: Traits) -> None:
        """File a mention in its blocks."""
        for key in _filed(traits):
            self._blocks[key].append(traits.id)

    def partners(self, traits: Traits) -> set[str]:
        """The ids of filed mentions that this one meets, itself left out."""
        found: set[str] = set()
        blocks = self._blocks
        for key in _asked(traits):
            block = blocks.get(key)
            if block is not None and len(block) <= (RARE if key[0] == "name" else self._max):
                found.update(block)
        found.discard(traits.id)
        return found


def _days(traits: Traits, reach: int) -> range:
    first = traits.first if traits.first is not None else traits.last - OPEN_DAYS
    first = max(first, traits.last - OPEN_DAYS)
    return range(first - reach, traits.last + reach + 1)


def _filed(t: Traits) -> Iterator[Key]:
    days = _days(t, 0)
    for day in days:
        if t.fine and t.lat is not None and t.lon is not None:
            yield ("cell", floor(t.lat / CELL_DEGREES), floor(t.lon / CELL_DEGREES), day, t.kind)
        if t.place is not None:
            yield ("place", t.place, day)
            for holder in t.within:
                yield ("in", holder, day, t.kind)
        for party in _parties(t):
            yield ("party", party, day, t.kind)
            if not t.fine:
                yield ("vague", party, day, t.kind)
        for name in t.names:
            yield ("name", name, day)
        if _bare(t):
            yield ("bare", day, t.kind)


def _asked(t: Traits) -> Iterator[Key]:
    cells, parties, word = list(_cells(t)), list(_parties(t)), "vague" if t.fine else "party"
    for day in _days(t, REACH_DAYS):
        for row, column in cells:
            yield ("cell", row, column, day, t.kind)
        if t.place is not None:
            yield ("in", t.place, day, t.kind)
            for holder in t.within:
                yield ("place", holder, day)
        for party in parties:
            yield (word, party, day, t.kind)
        for name in t.names:
            yield ("name", name, day)
        if _bare(t):
            yield ("bare", day, t.kind)
    if t.place is not None:
        for day in _days(t, FACILITY_DAYS):
            yield ("place", t.place, day)


def _bare(t: Traits) -> bool:
    """Whether an act is told without place and party: it can meet only its like."""
    return t.place is None and t.actor is None and t.target is None


def _parties(t: Traits) -> Iterator[str]:
    for party in (t.actor, t.target):
        if party is not None:
            yield party


def _cells(t: Traits) -> Iterator[tuple[int, int]]:
    """The cells that a circle of 100 km around the point can touch."""
    if not t.fine or t.lat is None or t.lon is None:
        return
    tall = 100 / 111.0
    wide = tall / max(0.2, cos(radians(t.lat)))
    columns = range(floor((t.lon - wide) / CELL_DEGREES), floor((t.lon + wide) / CELL_DEGREES) + 1)
    for row in range(floor((t.lat - tall) / CELL_DEGREES), floor((t.lat + tall) / CELL_DEGREES) + 1):
        for column in columns:
            yield row, column
