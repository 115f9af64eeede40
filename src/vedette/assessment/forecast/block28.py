"""The plain baseline: the last 28 days, as they were."""

from __future__ import annotations

import numpy as np

from vedette.assessment.arrays import Counts

WINDOW = 28


def forecast(history: Counts, *, days: int, rng: np.random.Generator, draws: int) -> Counts:
    """Draw from the totals of all runs of `days` days inside the last 28.

    Windows longer than 28 days are put together from runs of 28 and what is left, drawn independently.
    """
    recent = np.asarray(history, dtype=np.int64)[-WINDOW:]
    if len(recent) == 0:
        raise ValueError("a block forecast needs at least one day of history")
    total = np.zeros(draws, dtype=np.int64)
    left = days
    while left > 0:
        run = min(left, len(recent))
        total += rng.choice(totals(recent, run), size=draws)
        left -= run
    return total


def totals(history: Counts, days: int) -> Counts:
    """Return the total of every run of `days` consecutive days in `history`."""
    sums = np.concatenate(([0], np.cumsum(history, dtype=np.int64)))
    return np.asarray(sums[days:] - sums[:-days], dtype=np.int64)
