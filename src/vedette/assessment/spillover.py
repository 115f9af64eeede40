"""Whether attacks in one theatre come with more or fewer in another, taken as no unless the data insist.

Each day of the other theatre is Poisson around its own weighted rate times exp(b x), x being how far the first theatre's last
fortnight lies above its own usual level (in logarithms). b has a prior around zero; it is told only where its 95 % interval
leaves zero out, after counts have been discounted by their dispersion.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.special import ndtri

from vedette.assessment.arrays import Counts, Floats
from vedette.assessment.smoothing import dispersion, weighted_means
from vedette.assessment.tempo import too_little
from vedette.model.assessment import Effect, Interval, Series

PRIOR_SPREAD = 0.1
INSIST = 0.95
QUICK, SLOW, OWN = 5.0, 60.0, 14.0
FEWEST_DAYS = 60


def spillovers(source: Series, others: Iterable[Series]) -> tuple[tuple[str, Effect], ...]:
    """The theatres whose rate follows that of `source`, each with the factor that goes with a doubling of it."""
    found = ((other.key, spillover(source, other)) for other in others)
    return tuple((key, effect) for key, effect in found if effect is not None)


def spillover(source: Series, other: Series) -> Effect | None:
    """The factor on the rate of `other` that goes with a doubling of `source`; None where the data do not insist on one."""
    if source.start != other.start or len(source.counts) != len(other.counts) or len(source.counts) < FEWEST_DAYS:
        return None
    if too_little(source, "") is not None or too_little(other, "") is not None:
        return None
    first, second = (np.asarray(one.counts, dtype=np.int64) for one in (source, other))
    slope, error = coefficient(first, second)
    reach = float(ndtri((1 + INSIST) / 2)) * error
    if slope - reach <= 0 <= slope + reach:
        return None
    low, high = (float(2.0**value) for value in (slope - reach, slope + reach))
    return Effect(
        factor=float(2.0**slope),
        interval=Interval(low=low, high=high, level=INSIST),
        n=len(first),
        basis=f"rate of {other.name} when that of {source.name} doubles, over {len(first)} days",
        records=(*source.records, *other.records),
    )


def coefficient(source: Counts, other: Counts) -> tuple[float, float]:
    """The posterior mode of b and its standard deviation, by Newton's method; each day sees the days before it alone."""
    excess = np.log(weighted_means(source, QUICK)[:-1] / weighted_means(source, SLOW)[:-1])
    rate: Floats = weighted_means(other, OWN)[:-1]
    spread = dispersion(other)
    excess, rate, counts = excess[20:], rate[20:], other[20:].astype(np.float64)
    slope, curvature = 0.0, 1.0
    for _ in range(30):
        expected = rate * np.exp(np.clip(slope * excess, -5, 5))
        gradient = float(excess @ (counts - expected)) / spread - slope / PRIOR_SPREAD**2
        curvature = float(excess**2 @ expected) / spread + 1 / PRIOR_SPREAD**2
        slope += gradient / curvature
    return slope, float(curvature**-0.5)
