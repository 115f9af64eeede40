"""How good a forecast was, once the outcome is known.

CRPS and log score: Gneiting and Raftery 2007 (doi:10.1198/016214506000001437). Randomised PIT for counts: Czado,
Gneiting and Held 2009 (doi:10.1111/j.1541-0420.2009.01191.x). Lower is better for every score here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vedette.assessment.arrays import Counts, Floats
from vedette.model.assessment import Interval

RELIABILITY_EDGES = (0.02, 0.05, 0.1, 0.2, 0.4)


def crps(draws: Sequence[float] | Floats | Counts, outcome: float) -> float:
    """Continuous ranked probability score of the empirical distribution of the draws."""
    x = np.sort(np.asarray(draws, dtype=np.float64))
    n = len(x)
    spread = float(np.sum((2 * np.arange(1, n + 1) - n - 1) * x)) / (n * n)
    return float(np.mean(np.abs(x - outcome))) - spread


def log_score(draws: Sequence[int] | Floats | Counts, outcome: int, level: float, smoothing: float = 20.0) -> float:
    """Minus the log probability of the outcome.

    The draws are joined by `smoothing` draws' worth of a geometric distribution around `level` (the recent mean of such
    totals), so that an outcome which no draw foresaw costs much but not everything.
    """
    x = np.asarray(draws)
    p = 1 / (2 + 2 * max(level, 0.3))
    return float(-np.log((np.sum(x == outcome) + smoothing * p * (1 - p) ** outcome) / (len(x) + smoothing)))


def brier(probabilities: Sequence[float], happened: Sequence[bool]) -> float:
    """Mean squared error of probabilities."""
    return float(np.mean((np.asarray(probabilities, dtype=np.float64) - np.asarray(happened, dtype=np.float64)) ** 2))


def covers(draws: Sequence[float] | Floats | Counts, outcome: float, level: float = 0.8) -> bool:
    """Whether the central interval of this level holds the outcome."""
    low, high = np.quantile(np.asarray(draws, dtype=np.float64), [(1 - level) / 2, (1 + level) / 2])
    return bool(low <= outcome <= high)


def pit(draws: Sequence[float] | Floats | Counts, outcome: float, rng: np.random.Generator) -> float:
    """Randomised probability integral transform: uniform on 0..1 over outcomes when forecasts are calibrated."""
    x = np.asarray(draws, dtype=np.float64)
    below, upto = float(np.mean(x < outcome)), float(np.mean(x <= outcome))
    return below + rng.random() * (upto - below)


def pit_chi_square(values: Sequence[float], bins: int = 10) -> float:
    """Distance of PIT values from uniform, chi-square with `bins` - 1 degrees of freedom."""
    counts = np.histogram(np.asarray(values), bins=bins, range=(0.0, 1.0))[0]
    expected = len(values) / bins
    return float(np.sum((counts - expected) ** 2) / expected)


def reliability(
    probabilities: Sequence[float], happened: Sequence[bool], edges: Sequence[float] = RELIABILITY_EDGES
) -> tuple[tuple[float, float, int], ...]:
    """Mean forecast, share that happened and number of cases in each bin of the forecast that holds any."""
    p, y = np.asarray(probabilities, dtype=np.float64), np.asarray(happened, dtype=np.float64)
    which = np.digitize(p, edges)
    return tuple(
        (float(p[which == index].mean()), float(y[which == index].mean()), int((which == index).sum()))
        for index in np.unique(which)
    )


def calibration_error(probabilities: Sequence[float], happened: Sequence[bool]) -> float:
    """Mean distance of forecast and frequency over the bins of the reliability diagram, weighted by cases."""
    bins = reliability(probabilities, happened)
    return sum(abs(mean - share) * cases for mean, share, cases in bins) / len(probabilities)


def skill_interval(
    scores: Sequence[float] | Floats,
    baseline: Sequence[float] | Floats,
    rng: np.random.Generator,
    *,
    block: int = 10,
    rounds: int = 1000,
    level: float = 0.9,
) -> tuple[float, Interval]:
    """Return 1 - mean score / mean baseline score, with a block-bootstrap interval.

    Neighbouring windows share their weather, so runs of `block` are drawn together (circular blocks).
    """
    ours, theirs = np.asarray(scores, dtype=np.float64), np.asarray(baseline, dtype=np.float64)
    n = len(ours)
    starts = rng.integers(0, n, size=(rounds, -(-n // block)))
    index = ((starts[:, :, None] + np.arange(block)) % n).reshape(rounds, -1)[:, :n]
    ratios = 1 - ours[index].mean(axis=1) / theirs[index].mean(axis=1)
    low, high = np.quantile(ratios, [(1 - level) / 2, (1 + level) / 2])
    return float(1 - ours.mean() / theirs.mean()), Interval(low=float(low), high=float(high), level=level)
