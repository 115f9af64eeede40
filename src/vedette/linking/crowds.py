"""Crowds: one act told so often that comparing every telling with every other would say nothing new and cost without bound.

Where a day and a place already hold `full` tellings that are compared one by one, a further telling that one of them says nearly as well is not
compared with the rest: it repeats that one, and stands or falls with it. A flood of variants stays what it is, one account told over and
over, and so does an event that a thousand outlets report. Repeating proves nothing: sources are counted elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from vedette.linking.traits import Traits
from vedette.model import Decision

Cell: TypeAlias = tuple[str | int | None, ...]
Look: TypeAlias = tuple[object, ...]

AGAIN: Final = "+again"
"""What a decision's `by` ends with where one mention was found to repeat another."""

_SPAN: Final = 7
"""Days of an interval that are looked at for a crowd, its last ones."""


@dataclass(slots=True, kw_only=True)
class Crowds:
    """Which mentions are compared one by one, and which repeat one of these; filled one mention at a time.

    Filled in ascending order of id, the outcome does not depend on the order of arrival. `least` is the log-odds from which a telling repeats
    another.
    """

    full: int
    least: float
    weigh: Callable[[Traits, Traits], float]
    _kept: defaultdict[Cell, int] = field(default_factory=lambda: defaultdict(int))
    _looks: defaultdict[Look, list[Traits]] = field(default_factory=lambda: defaultdict(list))
    _told: set[tuple[str, str]] = field(default_factory=set)

    def led_by(self, one: Traits) -> tuple[str, float] | None:
        """The kept mention that this one repeats, and their log-odds; None where there is none or no crowd."""
        if max((self._kept.get(cell, 0) for cell in _cells(one)), default=0) < self.full:
            return None
        alike = (other for other in self._looks.get(_look(one), ()) if not self._beside(one, other))
        best = min(((-self.weigh(one, other), other.id) for other in alike), default=None)
        return (best[1], -best[0]) if best is not None and -best[0] >= self.least else None

    def keep(self, one: Traits) -> None:
        """Count a mention that is compared with others, so that later ones may be found to repeat it."""
        for cell in _cells(one):
            self._kept[cell] += 1
        self._looks[_look(one)].append(one)

    def follow(self, one: Traits, leader: str) -> None:
        """Note that a mention repeats another, so that no second one of its document does."""
        self._told.add((leader, one.document))

    def _beside(self, one: Traits, other: Traits) -> bool:
        """Whether the document of one tells the other too: two acts of one document are two."""
        return one.document == other.document or (other.id, one.document) in self._told


def thinned(
    traits: Mapping[str, Traits], crowds: Crowds, held: Mapping[str, str]
) -> tuple[list[Traits], dict[str, tuple[str, float | None]]]:
    """The mentions to compare one by one, and for each other one the mention that it repeats and their log-odds.

    `held` is who was found to repeat whom before; that stands, without log-odds, while the other is still compared.
    """
    kept: dict[str, Traits] = {}
    led: dict[str, tuple[str, float | None]] = {}
    for one in sorted(traits.values(), key=lambda one: (one.id in held, one.id)):
        known = held.get(one.id)
        found = (known, None) if known in kept else crowds.led_by(one)
        if found is None:
            kept[one.id] = one
            crowds.keep(one)
        else:
            led[one.id] = found
            crowds.follow(one, found[0])
    return [traits[id] for id in traits if id in kept], led


def is_repeat(decision: Decision) -> bool:
    """Whether a decision says that one mention repeats another."""
    return not decision.person and decision.by.endswith(AGAIN)


def led_before(standing: Iterable[Decision], traits: Mapping[str, Traits]) -> dict[str, str]:
    """Who was found to repeat whom by decisions that stand; the larger id of a pair where nothing else says which of the two repeats."""
    pairs = [(d.first, d.second) for d in standing if is_repeat(d) and d.first in traits and d.second in traits]
    often: defaultdict[str, int] = defaultdict(int)
    for pair in pairs:
        for id in pair:
            often[id] += 1
    found: dict[str, str] = {}
    for a, b in sorted(pairs):
        leader, follower = (a, b) if often[a] >= often[b] else (b, a)
        found.setdefault(follower, leader)
    return found


def _cells(t: Traits) -> Iterator[Cell]:
    """The days and the place that a mention tells of; without a place, the parties."""
    who = (t.place, None, None) if t.place is not None else (None, t.actor, t.target)
    first = t.last if t.first is None else max(t.first, t.last - _SPAN + 1)
    return ((t.kind, *who, day) for day in range(first, t.last + 1))


def _look(t: Traits) -> Look:
    """All that a veto looks at but the document: what has the same look can be parted by its document alone."""
    return (t.kind, t.place, t.lat, t.lon, t.fine, t.first, t.last, t.precise, t.actor, t.target, t.part_of)
