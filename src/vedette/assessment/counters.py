"""One counter's running totals as a daily series: its totals fix how many, the ledger's dated attacks say on which days.

Counters are never merged, and a total that falls adds nothing (it is flagged where tallies are set beside the ledger). "At least"
is taken at its word as the lowest number that the counter vouches for, so the series is a lower bound.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from vedette.assessment.reconcile import match, scope_words, subject_of
from vedette.assessment.scope import attacks, day_of_incident
from vedette.assessment.totals import daily_from_totals
from vedette.model.assessment import Series
from vedette.model.incident import Incident
from vedette.model.tally import Tally

BOUNDS: Final = frozenset({"exactly", "at_least", "more_than"})
FEWEST = 3
RULE: Final = (
    "running totals of one counter from one first day, spread over the days between two statements in proportion to the dated "
    "attacks that the ledger holds there plus a half; a lower bound where the counter says at least"
)


def counter_series(tallies: Iterable[Tally], incidents: Sequence[Incident]) -> tuple[tuple[str, Series], ...]:
    """The counter's name and a series for each one with three or more statements of a running total, the longest first."""
    groups: dict[tuple[object, ...], list[Tally]] = defaultdict(list)
    for one in tallies:
        counter = one.counter.value if one.counter is not None else None
        counted = one.counted.kind == "ASSAULT" and one.counted.effect is None
        if counter is not None and counted and one.from_day is not None and one.bound in BOUNDS:
            groups[(counter.id or counter.name, *subject_of(one))].append(one)
    kept = (group for group in groups.values() if len({one.as_of for one in group}) >= FEWEST)
    found = (_series(sorted(group, key=lambda one: (one.as_of, one.id)), incidents) for group in kept)
    return tuple(sorted(found, key=lambda pair: (-len(pair[1].counts), pair[1].key)))


def _series(group: Sequence[Tally], incidents: Sequence[Incident]) -> tuple[str, Series]:
    last = group[-1]
    assert last.counter is not None and last.from_day is not None
    start, days = last.from_day, Counter[int]()
    for one in match(last, incidents).incidents:
        day = day_of_incident(one)
        if day is not None and day >= start:
            days[(day - start).days] += attacks(one)
    seen = np.array([days[index] for index in range((last.as_of - start).days + 1)], dtype=np.int64)
    told = [(one.as_of, int(one.count.value.low or one.count.value.figure or 0)) for one in group]
    counter = last.counter.value
    series = Series(
        key=f"counter:{counter.id or counter.name}:{start.isoformat()}:{scope_words(last)}",
        name=f"{scope_words(last)} since {start.isoformat()}",
        start=start,
        counts=tuple(int(count) for count in daily_from_totals(told, start, seen=seen)),
        rule=RULE,
        records=tuple(one.id for one in group),
    )
    return counter.name, series
