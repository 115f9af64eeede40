"""Which incidents are asked for, and in which order: columns over all incidents of a view, compared at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vedette.errors import InputError
from vedette.model import Document, Incident, Party

Mask: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.int32]
Box: TypeAlias = tuple[float, float, float, float]

SORTS: Final = (
    "day", "-day", "severity", "-severity", "killed", "-killed", "sources", "-sources", "recorded", "-recorded",
)  # fmt: skip
"""The orders there are; a minus is the largest first. Equals stand in the order of their ids, or with a minus against it."""

_KEPT: Final = 64
_NEVER: Final = date.min.toordinal()


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


class _Codes:
    """A column of texts, several to a row, few of them different: for each text the rows that hold it."""

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        known: dict[str, int] = {}
        owners: list[int] = []
        codes: list[int] = []
        count = 0
        for count, row in enumerate(rows, 1):
            for word in row:
                owners.append(count - 1)
                codes.append(known.setdefault(word, len(known)))
        self._count, self._known = count, known
        coded = np.array(codes, dtype=np.int32)
        order = np.argsort(coded, kind="stable")
        self._owners = np.array(owners, dtype=np.int32)[order]
        self._starts = np.searchsorted(coded[order], np.arange(len(known) + 1))

    def equal(self, word: str) -> Mask:
        """The rows that hold this text."""
        code = self._known.get(word)
        return self._of(() if code is None else (code,))

    def where(self, fits: Callable[[str], bool]) -> Mask:
        """The rows that hold some text that fits."""
        return self._of(code for word, code in self._known.items() if fits(word))

    def _of(self, codes: Iterable[int]) -> Mask:
        mask = np.zeros(self._count, dtype=np.bool_)
        for code in codes:
            mask[self._owners[self._starts[code] : self._starts[code + 1]]] = True
        return mask


class Index:
    """The incidents of one view, ready to be filtered; `incidents` are in the order of the view, by day and id."""

    def __init__(self, incidents: Sequence[Incident], documents: Mapping[str, Document]) -> None:
        self.incidents = incidents
        whens = [one.when.value for one in incidents]
        self._last = _days(None if w is None else w.latest for w in whens)
        self._first = _days(None if w is None else w.earliest or w.latest for w in whens)
        wheres = [one.place.value for one in incidents]
        self._point = np.array(
            [(np.nan, np.nan) if w is None or w.lat is None else (w.lon, w.lat) for w in wheres], dtype=np.float64
        ).reshape(-1, 2)
        self._parties = {
            "actor": _Codes(_said(one.actor.value) for one in incidents),
            "target": _Codes(_said(one.target.value) for one in incidents),
        }
        self._words = {
            "kind": _Codes((one.act.value.kind,) if one.act.value else () for one in incidents),
            "mode": _Codes((one.act.value.mode or "",) if one.act.value else () for one in incidents),
            "status": _Codes((one.status.value or "",) for one in incidents),
            "weapon": _Codes([i.weapon for i in one.instruments.value or ()] for one in incidents),
            "place": _Codes(() if w is None else {w.id or "", *w.within} for w in wheres),
            "country": _Codes(() if w is None else {w.country or "", *w.claimants} for w in wheres),
            "source": _Codes([(o or "").casefold() for _, o, _ in one.sources] for one in incidents),
        }
        self._level = np.array([one.severity.level for one in incidents], dtype=np.int8)
        self._sure = np.array([one.confidence for one in incidents], dtype=np.float64)
        self._dated = int(np.count_nonzero(self._last != _NEVER))
        self._ids = _Codes((one.id, *one.former_ids) for one in incidents)
        self._documents = documents
        self._orders: dict[str, tuple[Places, list[tuple[int, str]]]] = {}
        self._found: OrderedDict[tuple[Wanted, str], Places] = OrderedDict()

    @cached_property
    def _texts(self) -> _Codes:
        """The words of each incident: made when words are first asked for, for that takes longer than all the rest."""
        return _Codes(set(_text(one, self._documents).split()) for one in self.incidents)

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
            held = self._ordered(self._mask(wanted), sort)
            self._found[key] = held
            while len(self._found) > _KEPT:
                self._found.popitem(last=False)
        return held

    def _ordered(self, mask: Mask, sort: str) -> Places:
        """The places that a mask lets through, in order; by day they stand in order already."""
        if sort in ("day", "-day"):
            found = np.flatnonzero(mask).astype(np.int32)
            dated = int(np.searchsorted(found, self._dated))
            return found if sort == "day" else np.concatenate([found[:dated][::-1], found[dated:][::-1]])
        order, _ = self._order(sort)
        return order[mask[order]]

    def _mask(self, w: Wanted) -> Mask:
        mask = np.ones(len(self.incidents), dtype=np.bool_)
        if w.since is not None:
            mask &= self._last >= w.since.toordinal()
        if w.until is not None:
            mask &= (self._first <= w.until.toordinal()) & (self._first != _NEVER)
        if w.severity is not None:
            mask &= self._level >= w.severity
        if w.confidence is not None:
            mask &= self._sure >= w.confidence
        if w.box is not None:
            mask &= self._inside(w.box)
        for name, column in self._words.items():
            if asked := getattr(w, name):
                mask &= column.equal(asked.casefold() if name == "source" else asked)
        for name, column in self._parties.items():
            if asked := getattr(w, name):
                mask &= column.where(_names(asked))
        for word in (w.text or "").casefold().split():
            mask &= self._ids.equal(word) | self._texts.where(partial(_holds, word))
        return mask

    def _inside(self, box: Box) -> Mask:
        west, south, east, north = box
        lon, lat = self._point[:, 0], self._point[:, 1]
        across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
        inside: Mask = across & (lat >= south) & (lat <= north)
        return inside

    def _order(self, sort: str) -> tuple[Places, list[tuple[int, str]]]:
        """The places in this order, and their keys from the smallest on."""
        held = self._orders.get(sort)
        if held is None:
            key = _keys(sort)
            keyed = sorted((key(one), one.id, n) for n, one in enumerate(self.incidents))
            places = np.array([n for _, _, n in keyed], dtype=np.int32)
            held = places[::-1] if sort.startswith("-") else places, [(value, id) for value, id, _ in keyed]
            self._orders[sort] = held
        return held

    def _cursor(self, sort: str, place: int) -> str:
        one = self.incidents[place]
        return f"{_keys(sort)(one)}~{one.id}"

    def _start(self, chosen: Places, sort: str, after: str) -> int:
        """How many of the chosen stand up to the cursor; the incident that it names may be gone by now."""
        value, _, id = after.partition("~")
        try:
            key = (int(value), id)
        except ValueError:
            raise InputError(f"{after!r} is no cursor; follow the next link of the page before") from None
        order, keys = self._order(sort)
        passed = len(keys) - bisect_left(keys, key) if sort.startswith("-") else bisect_right(keys, key)
        seen = np.zeros(len(order), dtype=np.bool_)
        seen[order[:passed]] = True
        return int(np.count_nonzero(seen[chosen]))


def killed(one: Incident) -> int:
    """How many were killed on all sides: best figures, else the lowest."""
    values = (account.value for account in one.casualties)
    counts = (v.count for v in values if v is not None and v.effect == "killed")
    return sum(count.figure or 0 for count in counts if count is not None)


def _keys(sort: str) -> Callable[[Incident], int]:
    # Without a day an incident comes last, whichever way the days run.
    undated = _NEVER if sort.startswith("-") else date.max.toordinal()
    keys: dict[str, Callable[[Incident], int]] = {
        "day": lambda one: one.when.value.latest.toordinal() if one.when.value else undated,
        "severity": lambda one: one.severity.level,
        "killed": killed,
        "sources": lambda one: one.independent_sources,
        "recorded": lambda one: int(one.recorded_at.timestamp() * 1_000_000),
    }
    return keys[sort.removeprefix("-")]


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


def _days(days: Iterable[date | None]) -> NDArray[np.int32]:
    return np.array([_NEVER if day is None else day.toordinal() for day in days], dtype=np.int32)


def _said(party: Party | None) -> tuple[str, ...]:
    """A party as one text: its id, a line end, its name."""
    return () if party is None else (f"{party.id or ''}\n{party.name.casefold()}",)


def _names(asked: str) -> Callable[[str], bool]:
    part = asked.casefold()

    def fits(said: str) -> bool:
        id, _, name = said.partition("\n")
        return id == asked or id.startswith(f"{asked}/") or part in name

    return fits
