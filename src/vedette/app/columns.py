"""Columns over all incidents of a view: what each holds of a sort, so that many are compared at once.

Every column is made from the incidents, or from the column of an earlier view and the few incidents that are others now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vedette.model import Incident, Party

Places: TypeAlias = NDArray[np.int32]

NEVER: Final = date.min.toordinal()
"""The day of what has no day."""

_KEPT: Final = 64
_AT_ONCE: Final = 250
"""Incidents that a processor's cache holds."""


def held_by(incidents: Sequence[Incident]) -> dict[str, list[Any]]:
    """What each incident holds of every sort, some incidents at a time: to walk over all of them for each sort takes twice as long."""
    sorts: dict[str, Callable[[Incident], Any]] = {name: of for name, (_, of) in NUMBERS.items()}
    sorts |= WORDS
    held: dict[str, list[Any]] = {name: [] for name in sorts}
    for start in range(0, len(incidents), _AT_ONCE):
        some = incidents[start : start + _AT_ONCE]
        for name, of in sorts.items():
            held[name].extend(map(of, some))
    return held


class Texts:
    """A column of texts, several to a row, few of them different: for each text the rows that hold it, in order."""

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        """`rows` names no text twice in one row."""
        none = np.empty(0, dtype=np.int32)
        self._known: dict[str, int] = {}
        self._fill(none, none, enumerate(rows))

    def moved(self, moves: Moves, rows: Callable[[Incident], Iterable[str]]) -> Texts:
        """The column of a later view."""
        made = Texts(())
        made._known = dict(self._known)
        owners = moves.now[self._owners]
        codes = np.repeat(np.arange(len(self._known), dtype=np.int32), np.diff(self._starts))
        made._fill(owners[owners >= 0], codes[owners >= 0], ((n, rows(one)) for n, one in moves.added))
        return made

    def equal(self, word: str) -> Places:
        """The rows that hold this text."""
        code = self._known.get(word)
        return self._owners[:0] if code is None else self._owners[self._starts[code] : self._starts[code + 1]]

    def where(self, asked: str, fits: Callable[[str], bool]) -> Places:
        """The rows that hold some text that fits what is asked; looked for once."""
        found = self._fitting.get(asked)
        if found is None:
            if len(self._fitting) >= _KEPT:
                self._fitting.clear()
            rows = [self.equal(word) for word in self._known if fits(word)]
            found = self._fitting[asked] = np.unique(np.concatenate(rows)) if rows else self._owners[:0]
        return found

    def _fill(self, owners: Places, codes: Places, rows: Iterable[tuple[int, Iterable[str]]]) -> None:
        """Hold these pairs of row and text, and those of further rows."""
        known = self._known
        further: tuple[list[int], list[int]] = [], []
        for n, row in rows:
            for word in row:
                further[0].append(n)
                further[1].append(known.setdefault(word, len(known)))
        owners, codes = (
            np.concatenate((there, np.array(added, dtype=np.int32)))
            for there, added in zip((owners, codes), further, strict=True)
        )
        order = np.lexsort((owners, codes))
        self._owners = owners[order]
        self._starts = np.searchsorted(codes[order], np.arange(len(known) + 1))
        self._fitting: dict[str, Places] = {}


class Moves:
    """From the incidents of one view to those of a later: where each stands now, -1 where it is gone, and which came."""

    def __init__(self, before: Sequence[Incident], after: Sequence[Incident]) -> None:
        at = dict(zip(map(id, after), range(len(after)), strict=True))
        self.count = len(after)
        self.now = np.fromiter(map(at.get, map(id, before), repeat(-1)), dtype=np.int32, count=len(before))
        there = np.zeros(self.count, dtype=np.bool_)
        there[self.now[self.now >= 0]] = True
        self.added = [(n, after[n]) for n in np.flatnonzero(~there).tolist()]

    def numbers(self, column: NDArray[Any], value: Callable[[Incident], float]) -> NDArray[Any]:
        """A column of numbers of the later view."""
        made = np.empty(self.count, dtype=column.dtype)
        made[self.now[self.now >= 0]] = column[self.now >= 0]
        for n, one in self.added:
            made[n] = value(one)
        return made


def last(one: Incident) -> int:
    """The last day on which it may have been."""
    when = one.when.value
    return NEVER if when is None or when.latest is None else when.latest.toordinal()


def first(one: Incident) -> int:
    """The first; an unknown one counts as the last."""
    day = None if one.when.value is None else one.when.value.earliest or one.when.value.latest
    return NEVER if day is None else day.toordinal()


def longitude(one: Incident) -> float:
    """Degrees east of the point it is held to be at, nan where there is none."""
    where = one.place.value
    return np.nan if where is None or where.lat is None or where.lon is None else where.lon


def latitude(one: Incident) -> float:
    """Degrees north."""
    where = one.place.value
    return np.nan if where is None or where.lat is None or where.lon is None else where.lat


def said(party: Party | None) -> tuple[str, ...]:
    """A party as one text: its id, a line end, its name."""
    return () if party is None else (f"{party.id or ''}\n{party.name.casefold()}",)


def killed(one: Incident) -> int:
    """How many were killed on all sides: best figures, else the lowest."""
    values = (account.value for account in one.casualties)
    counts = (v.count for v in values if v is not None and v.effect == "killed")
    return sum(count.figure or 0 for count in counts if count is not None)


NUMBERS: Final[Mapping[str, tuple[type, Callable[[Incident], float]]]] = {
    "last": (np.int32, last),
    "first": (np.int32, first),
    "lon": (np.float64, longitude),
    "lat": (np.float64, latitude),
    "level": (np.int8, lambda one: one.severity.level),
    "sure": (np.float64, lambda one: one.confidence),
    "killed": (np.int64, killed),
    "sources": (np.int64, lambda one: one.independent_sources),
    "recorded": (np.int64, lambda one: int(one.recorded_at.timestamp() * 1_000_000)),
}
WORDS: Final[Mapping[str, Callable[[Incident], Iterable[str]]]] = {
    "actor": lambda one: said(one.actor.value),
    "target": lambda one: said(one.target.value),
    "kind": lambda one: (one.act.value.kind,) if one.act.value else (),
    "mode": lambda one: (one.act.value.mode or "",) if one.act.value else (),
    "status": lambda one: (one.status.value or "",),
    "weapon": lambda one: {i.weapon for i in one.instruments.value or ()},
    "place": lambda one: {one.place.value.id or "", *one.place.value.within} if one.place.value else (),
    "country": lambda one: {one.place.value.country or "", *one.place.value.claimants} if one.place.value else (),
    "source": lambda one: {(outlet or "").casefold() for _, outlet, _ in one.sources},
    "id": lambda one: (one.id, *one.former_ids),
}
