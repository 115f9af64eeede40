"""Which incidents are asked for, and in which order: columns over all incidents of a view, compared at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vedette.app.columns import NEVER, NUMBERS, WORDS, Moves, Places, Texts, held_by
from vedette.errors import InputError
from vedette.model import Document, Incident

Mask: TypeAlias = NDArray[np.bool_]
Box: TypeAlias = tuple[float, float, float, float]

SORTS: Final = (
    "day", "-day", "severity", "-severity", "killed", "-killed", "sources", "-sources", "recorded", "-recorded",
)  # fmt: skip
"""The orders there are; a minus is the largest first. Equals stand in the order of their ids, or with a minus against it."""

_KEPT: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an incident must be to be shown; every field narrows, and one that is None or empty does not.

    `since` and `until` are days: an incident counts whose interval touches them (an unknown earliest day counts as the latest).
    `place` is a gazetteer id and takes in what lies within it; `country` an ISO 3166 alpha-2 code. `box` is (west, south, east,
    north) in degrees and crosses the antimeridian where west > east. `actor` and `target` are an id ("USA" takes in "USA/MIL") or
    part of a name. `severity` is the lowest rung. `source` is an outlet. `text` are words that all stand in the incident's names,
    places, kinds, weapons, outlets or id, or in the titles of its reports.
    """

    since: date | None = None
    until: date | None = None
    place: str | None = None
    country: str | None = None
    box: Box | None = None
    actor: str | None = None
    target: str | None = None
    kind: str | None = None
    mode: str | None = None
    weapon: str | None = None
    severity: int | None = None
    status: str | None = None
    source: str | None = None
    confidence: float | None = None
    text: str | None = None


ALL: Final = Wanted()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page: how many there are in all, the places of these in `Index.incidents`, and where the next page starts (None at the end)."""

    total: int
    places: tuple[int, ...]
    cursor: str | None


class Index:
    """The incidents of one view, ready to be filtered; `incidents` are in the order of the view, by day and id."""

    def __init__(
        self, incidents: Sequence[Incident], documents: Mapping[str, Document], *, before: Index | None = None
    ) -> None:
        """`before` is the index of an earlier view: what both hold, as the same object, is taken over from it."""
        self.incidents = incidents
        self._documents = documents
        self._texts_held: Texts | None = None
        if before is None:
            held = held_by(incidents)
            self._numbers: dict[str, NDArray[Any]] = {
                name: np.array(held[name], dtype=kind) for name, (kind, _) in NUMBERS.items()
            }
            self._words = {name: Texts(held[name]) for name in WORDS}
        else:
            moves = Moves(before.incidents, incidents)
            self._numbers = {name: moves.numbers(before._numbers[name], of) for name, (_, of) in NUMBERS.items()}
            self._words = {name: before._words[name].moved(moves, of) for name, of in WORDS.items()}
            if before._texts_held is not None:
                self._texts_held = before._texts_held.moved(moves, self._text)
        self._dated = int(np.count_nonzero(self._numbers["last"] != NEVER))
        self._longest = int(np.max(self._numbers["last"] - self._numbers["first"], initial=0))
        self._by_id = ranks_of(np.argsort(np.array([one.id for one in incidents], dtype=np.str_)))
        self._orders: dict[str, Order] = {}
        self._found: OrderedDict[tuple[Wanted, str], Places] = OrderedDict()

    @property
    def _texts(self) -> Texts:
        """The words of each incident: made when words are first asked for, for that takes longer than all the rest."""
        if self._texts_held is None:
            self._texts_held = Texts(self._text(one) for one in self.incidents)
        return self._texts_held

    def _text(self, one: Incident) -> set[str]:
        return set(_text(one, self._documents).split())

    def find(
        self, wanted: Wanted = ALL, *, sort: str = "-day", after: str | None = None, offset: int = 0, limit: int = 50
    ) -> Found:
        """One page of what is wanted; `after` is the cursor of the page before. Raises InputError for a sort or cursor there is not."""
        chosen = self.places(wanted, sort=sort)
        start = offset if after is None else offset + self._start(chosen, sort, after)
        page = tuple(chosen[start : start + limit].tolist())
        more = start + limit < len(chosen) and bool(page)
        return Found(total=len(chosen), places=page, cursor=self._cursor(sort, page[-1]) if more else None)

    def places(self, wanted: Wanted = ALL, *, sort: str = "-day") -> Places:
        """The places of all that is wanted, in order; InputError for a sort there is not."""
        if sort not in SORTS:
            raise InputError(f"there is no order {sort!r}; known: {', '.join(SORTS)}")
        key = (wanted, sort)
        held = self._found.get(key)
        if held is None:
            held = self._ordered(self._chosen(wanted), sort)
            self._found[key] = held
            while len(self._found) > _KEPT:
                self._found.popitem(last=False)
        return held

    def _ordered(self, found: Places, sort: str) -> Places:
        """What was found, in order; by day it stands in order already."""
        if sort in ("day", "-day"):
            dated = _before(found, self._dated)
            return found if sort == "day" else np.concatenate([found[:dated][::-1], found[dated:][::-1]])
        order = self._order(sort)
        return order.places[np.sort(order.ranks[found])]

    def _chosen(self, w: Wanted) -> Places:
        """The places of what is wanted, ascending: first by words, which leave few, then by numbers."""
        numbers = self._numbers
        last = numbers["last"][: self._dated]
        low, high = 0, len(self.incidents)
        if w.since is not None:
            low, high = _before(last, w.since.toordinal()), self._dated
        if w.until is not None:
            high = _before(last, w.until.toordinal() + self._longest + 1)
        rows = sorted(self._rows(w), key=len)
        at: slice | Places = slice(low, high)
        if rows:
            at = rows[0][_before(rows[0], low) : _before(rows[0], high)]
            for one in rows[1:]:
                among = np.zeros(high, dtype=np.bool_)
                among[one[: _before(one, high)]] = True
                at = at[among[at]]
        fits = np.ones(len(numbers["last"][at]), dtype=np.bool_)
        if w.until is not None:
            fits &= numbers["first"][at] <= w.until.toordinal()
        if w.severity is not None:
            fits &= numbers["level"][at] >= w.severity
        if w.confidence is not None:
            fits &= numbers["sure"][at] >= w.confidence
        if w.box is not None:
            fits &= _inside(w.box, numbers["lon"][at], numbers["lat"][at])
        return (np.flatnonzero(fits) + low).astype(np.int32) if isinstance(at, slice) else at[fits]

    def _rows(self, w: Wanted) -> Iterator[Places]:
        """For each word that is asked for, the places that hold it, ascending."""
        for name in _EQUAL:
            if asked := getattr(w, name):
                yield self._words[name].equal(asked.casefold() if name == "source" else asked)
        for name in ("actor", "target"):
            if asked := getattr(w, name):
                yield self._words[name].where(asked, _names(asked))
        for word in (w.text or "").casefold().split():
            yield np.union1d(self._words["id"].equal(word), self._texts.where(word, partial(_holds, word)))

    def _order(self, sort: str) -> Order:
        """All places in this order."""
        held = self._orders.get(sort)
        if held is None:
            held = self._orders[sort] = Order(self._keys(sort), self._by_id, falling=sort.startswith("-"))
        return held

    def _keys(self, sort: str, at: slice = slice(None)) -> NDArray[Any]:
        """What an order goes by, at these places."""
        column = self._numbers[_COLUMNS[sort.removeprefix("-")]][at]
        # Without a day an incident comes last, whichever way the days run.
        return np.where(column == NEVER, _LATER, column) if sort == "day" else column

    def _cursor(self, sort: str, place: int) -> str:
        (key,) = self._keys(sort, slice(place, place + 1))
        return f"{key}~{self.incidents[place].id}"

    def _start(self, chosen: Places, sort: str, after: str) -> int:
        """How many of the chosen stand up to the cursor; the incident that it names may be gone by now."""
        value, _, id = after.partition("~")
        try:
            key = np.int64(value)
        except (ValueError, OverflowError):
            raise InputError(f"{after!r} is no cursor; follow the next link of the page before") from None
        order = self._order(sort)
        passed = order.passed(key, lambda place: self.incidents[place].id, id)
        return _before(order.ranks[chosen], passed)


class Order:
    """The places of all incidents in one order, and the rank of each place in it."""

    def __init__(self, keys: NDArray[Any], by_id: Places, *, falling: bool) -> None:
        """`by_id` are the ranks of the ids, in the order of which equal keys stand."""
        rising = np.lexsort((by_id, keys)).astype(np.int32)
        self._keys, self._falling = keys[rising].astype(np.int64), falling
        self.places: Places = rising[::-1].copy() if falling else rising
        self.ranks = ranks_of(self.places)

    def passed(self, key: np.int64, id_at: Callable[[int], str], id: str) -> int:
        """How many stand up to this key and id; the incident that they are of may be gone by now."""
        low, high = (int(np.searchsorted(self._keys, key, side=side)) for side in ("left", "right"))
        rising = self.places[::-1] if self._falling else self.places
        if self._falling:
            return len(rising) - low - bisect_left(rising[low:high], id, key=lambda place: id_at(int(place)))
        return low + bisect_right(rising[low:high], id, key=lambda place: id_at(int(place)))


def _before(rising: NDArray[Any], value: int) -> int:
    """How many of them come before a value; one of another width would have all of them copied first."""
    return int(np.searchsorted(rising, rising.dtype.type(value)))


def ranks_of(order: NDArray[Any]) -> Places:
    """The place of each in an order."""
    ranks = np.empty(len(order), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks


_EQUAL: Final = ("kind", "mode", "status", "weapon", "place", "country", "source")
_COLUMNS: Final = {"day": "last", "severity": "level", "killed": "killed", "sources": "sources", "recorded": "recorded"}
_LATER: Final = date.max.toordinal()


def _inside(box: Box, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Mask:
    west, south, east, north = box
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    inside: Mask = across & (lat >= south) & (lat <= north)
    return inside


def _holds(word: str, said: str) -> bool:
    return word in said


def _text(one: Incident, documents: Mapping[str, Document]) -> str:
    """All the words that an incident is found by."""
    act, place = one.act.value, one.place.value
    parts: list[str | None] = [one.status.value]
    parts += [act.kind, act.mode] if act else []
    parts += [name for party in (one.actor.value, one.target.value) if party for name in (party.name, party.id)]
    parts += [place.name, place.id] if place else []
    parts += [i.weapon for i in one.instruments.value or ()]
    for document, outlet, _ in one.sources:
        parts += [outlet, documents[document].title if document in documents else None]
    return " ".join(part for part in parts if part).replace("_", " ").casefold()


def _names(asked: str) -> Callable[[str], bool]:
    part = asked.casefold()

    def fits(said: str) -> bool:
        id, _, name = said.partition("\n")
        return id == asked or id.startswith(f"{asked}/") or part in name

    return fits
