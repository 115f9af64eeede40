"""The ledger's incidents against a hand-coded gold file: how many are right, how many are missing, which fields are right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vedette.app.workspace import View
from vedette.errors import InputError
from vedette.model import Incident, When
from vedette.reference.geo import distance_km

Gold = Mapping[str, Any]

SLACK_KM = 25.0
"""How far two points of one place may lie apart beyond their radii: gazetteers differ by that much on a base or a town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Incidents found, wanted and matched one to one; for each field the share right among the matched that gold fills or leaves open.

    `spurious` and `missed` are ids of the ledger and of gold. `tallies` are (found, wanted, matched).
    """

    found: int
    wanted: int
    matched: int
    fields: tuple[tuple[str, int, int], ...]
    spurious: tuple[str, ...]
    missed: tuple[str, ...]
    tallies: tuple[int, int, int]

    @property
    def precision(self) -> float:
        """The share of the ledger's incidents that are in gold."""
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of gold's incidents that are in the ledger."""
        return self.matched / self.wanted if self.wanted else 0.0


def read_gold(path: Path) -> tuple[Gold, ...]:
    """The gold records, one JSON object a line; raises InputError naming the line that is none."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise InputError(f"{path} line {number} is not JSON: {error.msg}") from None
    return tuple(found)


def score(view: View, gold: Sequence[Gold]) -> Scorecard:
    """Match incidents one to one: same kind, a report in common, and days and places that can be the same; most agreement wins."""
    wanted = [one for one in gold if one["record"] == "incident"]
    homes = _homes(view, gold)
    pairs = match(view.incidents, wanted, homes)
    counts: dict[str, list[int]] = {}
    for mine, theirs in pairs:
        for name, right in agreements(mine, theirs).items():
            tally = counts.setdefault(name, [0, 0])
            tally[0] += right
            tally[1] += 1
    matched = {mine.id for mine, _ in pairs}
    known = {theirs["id"] for _, theirs in pairs}
    return Scorecard(
        found=len(view.incidents),
        wanted=len(wanted),
        matched=len(pairs),
        fields=tuple((name, right, of) for name, (right, of) in counts.items()),
        spurious=tuple(one.id for one in view.incidents if one.id not in matched),
        missed=tuple(one["id"] for one in wanted if one["id"] not in known),
        tallies=_tallies(view, gold),
    )


def match(
    mine: Sequence[Incident], wanted: Sequence[Gold], homes: Mapping[str, frozenset[str]]
) -> list[tuple[Incident, Gold]]:
    """The best one-to-one pairing of incidents with gold incidents that can be the same."""
    from scipy.optimize import linear_sum_assignment

    if not mine or not wanted:
        return []
    worth = [[_worth(one, other, homes) for other in wanted] for one in mine]
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [(mine[i], wanted[j]) for i, j in zip(rows, columns, strict=True) if worth[i][j] > 0]


def agreements(mine: Incident, theirs: Gold) -> dict[str, bool]:
    """Each field right or wrong; where gold leaves a field open, right means left open."""
    place, gold_place = mine.place.value, theirs.get("place")
    near = _near(mine, theirs) is not False and (place is None) == (gold_place is None)
    return {
        "kind and mode": (mine.act.value.mode if mine.act.value else None) == theirs.get("mode"),
        "status": mine.status.value == theirs["status"],
        "day within 1": _days_apart(mine.when.value, theirs["when"]) <= 1,
        "place": near,
        "place precision": (place.precision if place else None) == (gold_place["precision"] if gold_place else None),
        "actor": (mine.actor.value.id if mine.actor.value else None) == _id(theirs.get("actor")),
        "target": (mine.target.value.id if mine.target.value else None) == _id(theirs.get("target")),
        "weapons": {one.weapon for one in mine.instruments.value or ()}
        == {one["class"] for one in theirs["instrument"]},
        "outcome": set(mine.outcomes.value or ()) == {one["value"] for one in theirs["outcome"]},
        "killed": _toll(mine, "killed") == _gold_toll(theirs, "killed"),
        "injured": _toll(mine, "injured") == _gold_toll(theirs, "injured"),
        "severity": mine.severity.label == theirs["severity"],
    }


def _homes(view: View, gold: Sequence[Gold]) -> dict[str, frozenset[str]]:
    """The documents of the ledger in which each gold incident is told."""
    by_origin = {one.origin: one.id for one in view.documents.values()}
    told: dict[str, set[str]] = {}
    for one in gold:
        if one["record"] == "mention" and one.get("incident"):
            documents = (id for origin, id in by_origin.items() if origin.endswith(one["document"]))
            told.setdefault(one["incident"], set()).update(documents)
    return {id: frozenset(documents) for id, documents in told.items()}


def _worth(mine: Incident, theirs: Gold, homes: Mapping[str, frozenset[str]]) -> float:
    documents = {document for document, _, _ in mine.sources}
    shared = documents & homes.get(theirs["id"], frozenset())
    same_kind = mine.act.value is not None and mine.act.value.kind == theirs["kind"]
    if not shared or not same_kind or _days_apart(mine.when.value, theirs["when"]) > 2 or _near(mine, theirs) is False:
        return 0.0
    return 1.0 + len(shared) / len(documents | homes[theirs["id"]]) + sum(agreements(mine, theirs).values()) / 12


def _days_apart(mine: When | None, theirs: Gold) -> int:
    if mine is None:
        return 0
    other = When(earliest=_day(theirs["earliest"]), latest=_day(theirs["latest"]) or date.max)
    return mine.gap(other)


def _near(mine: Incident, theirs: Gold) -> bool | None:
    """Whether the places can be one; None when either is unknown."""
    place, other = mine.place.value, theirs.get("place")
    if place is None or place.lat is None or place.lon is None or other is None or other.get("lat") is None:
        return None
    slack = max(place.radius_km or 0, other.get("radius_km") or 0) + SLACK_KM
    return distance_km(place.lat, place.lon, other["lat"], other["lon"]) <= slack


def _toll(mine: Incident, effect: str) -> int | None:
    """The figure of one effect; "no casualties" and "nobody was hurt" are none of either, however they were filed."""
    values = [one.value for one in mine.casualties if one.value and one.value.count]
    figures = [(one.effect, one.count.figure) for one in values if one.count]
    return _figure(figures, effect)


def _gold_toll(theirs: Gold, effect: str) -> int | None:
    known = [
        (row["effect"], next((n for n in (row["best"], row["low"], row["high"]) if n is not None), None))
        for row in theirs["casualties"]
    ]
    return _figure(known, effect)


def _figure(figures: Iterable[tuple[str, int | None]], effect: str) -> int | None:
    told = [(name, number) for name, number in figures if number is not None]
    exact = [number for name, number in told if name == effect]
    if exact:
        return sum(exact)
    return 0 if any(name == "harmed" and number == 0 for name, number in told) else None


def _tallies(view: View, gold: Sequence[Gold]) -> tuple[int, int, int]:
    """Tallies found, wanted, and found with the right number in the right report."""
    origins = {one.id: one.origin for one in view.documents.values()}
    left = [one for one in gold if one["record"] == "tally"]
    wanted, matched = len(left), 0
    for one in view.tallies:
        value = one.count.value
        hit = next(
            (
                g
                for g in left
                if origins[one.document].endswith(g["document"]) and g["low"] == value.low and g["high"] == value.high
            ),
            None,
        )
        if hit is not None:
            left.remove(hit)
            matched += 1
    return len(view.tallies), wanted, matched


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _id(party: Gold | None) -> str | None:
    return party["id"] if party else None
