"""P(at least one event above a size) from how many events come and how they climb a ladder of sizes.

Big events are too rare to forecast from their own past. The number of smaller ones is forecast instead, and each step up
the ladder has a beta posterior whose prior is the same step in the pool of all series. Starting from a low rung or a higher
one trades many events against a short ladder; the mean log-odds over the starts are taken.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import expit, logit

from vedette.assessment.arrays import Counts, Floats
from vedette.assessment.forecast import forecaster

POOL_WEIGHT = 10.0
STARTS = 3
CLUSTERING = 3.0


def chance_above(
    rungs: Sequence[Counts],
    pool: Sequence[int],
    *,
    days: int,
    rng: np.random.Generator,
    draws: int = 1000,
    method: str = "default",
) -> float:
    """Give P(at least one event of the top rung in the next `days` days).

    `rungs` are daily counts of events at or above each size, smallest first, top last; `pool` the totals of the same rungs
    over all comparable series, up to the same day.
    """
    seen = [int(rung.sum()) for rung in rungs]
    chances = []
    for first in range(min(STARTS, len(rungs) - 1)):
        number = forecaster(method)(rungs[first], days=days, rng=rng, draws=draws)
        share = climb(seen[first:], pool[first:], rng=rng, draws=draws)
        chances.append(float(at_least_one(share, number, clustering=CLUSTERING).mean()))
    return float(expit(np.mean(logit(np.clip(chances, 1e-4, 1 - 1e-4)))))


def climb(
    seen: Sequence[int], pool: Sequence[int], *, rng: np.random.Generator, draws: int, weight: float = POOL_WEIGHT
) -> Floats:
    """Draw the share of events on the first rung that reach the last, step by step."""
    share = np.ones(draws)
    for tried, reached, pool_tried, pool_reached in zip(seen, seen[1:], pool, pool[1:], strict=False):
        mean = (pool_reached + 0.5) / (pool_tried + 1.0)
        share *= rng.beta(weight * mean + reached, weight * (1 - mean) + tried - reached, size=draws)
    return share


def at_least_one(share: Floats, number: Counts, *, clustering: float | None = None) -> Floats:
    """For each draw of the share, P(at least one of that kind), averaged over the draws of how many events there are.

    With `clustering` the share itself varies from window to window by a gamma factor of that shape (big events come
    together), which makes none at all more likely than independence would.
    """
    totals, times = np.unique(number, return_counts=True)
    if clustering is None:
        none = (1 - share[:, None]) ** totals[None, :]
    else:
        none = (1 + share[:, None] * totals[None, :] / clustering) ** -clustering
    return np.asarray(1 - none @ (times / times.sum()))
