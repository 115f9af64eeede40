"""A daily series from one counter's running totals: what it counted between two statements, spread over the days between.

Counters say "at least 40 to date" every few days, and few ledgers hold every attack. One counter at a time: its totals fix
how many there were between two statements; the dated incidents of the ledger say on which of those days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from vedette.assessment.arrays import Counts, Floats


def daily_from_totals(totals: Iterable[tuple[date, int]], start: date, *, seen: Counts | None = None) -> Counts:
    """Counts a day from `start` to the day of the last total.

    `totals` are (as-of day, running total since `start`); a total below an earlier one adds nothing. `seen` are dated
    incidents a day from `start`; days without any share the rest evenly.
    """
    highest: dict[date, int] = {}
    top = 0
    for day, total in sorted(totals):
        if day >= start:
            top = max(top, total)
            highest[day] = top
    if not highest:
        return np.zeros(0, dtype=np.int64)
    counts = np.zeros((max(highest) - start).days + 1, dtype=np.int64)
    known = np.zeros(len(counts), dtype=np.int64)
    if seen is not None:
        known[: min(len(seen), len(known))] = seen[: len(known)]
    first, before = 0, 0
    for day in sorted(highest):
        last = (day - start).days
        counts[first : last + 1] = spread(highest[day] - before, known[first : last + 1].astype(np.float64))
        first, before = last + 1, highest[day]
    return counts


def spread(total: int, seen: Floats) -> Sequence[int]:
    """Spread a total over days in proportion to what was seen plus a half, by largest remainders."""
    if len(seen) == 0:
        return ()
    ideal = total * (seen + 0.5) / float((seen + 0.5).sum())
    whole = np.floor(ideal).astype(np.int64)
    for index in np.argsort(whole - ideal, kind="stable")[: total - int(whole.sum())]:
        whole[index] += 1
    return [int(value) for value in whole]
