"""Tempo: the rate now against before, with how sure that comparison is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import betainc, betaincinv

from vedette.model.assessment import Interval, RateChange, Refusal, Series

FEWEST_DAYS = 20
DAYS_NOW, DAYS_BEFORE = 7, 28
METHOD = "ratio of two Poisson rates, gamma posteriors with Jeffreys prior, counts divided by their dispersion"


def rate_change(
    series: Series, *, days_now: int = DAYS_NOW, days_before: int = DAYS_BEFORE, level: float = 0.8
) -> RateChange | Refusal:
    """Compare the rate of the last `days_now` days with that of up to `days_before` days before them.

    Refuses below twenty days of history, and a series without a single event.
    """
    question = f"whether {series.name} became more or less frequent"
    if (refusal := too_little(series, question)) is not None:
        return refusal
    now, before = series.counts[-days_now:], series.counts[-days_now - days_before : -days_now]
    ratio, interval, rose = compare(now, before, level=level)
    return RateChange(
        key=series.key,
        now=sum(now) / len(now),
        before=sum(before) / len(before),
        count_now=sum(now),
        count_before=sum(before),
        days_now=len(now),
        days_before=len(before),
        ratio=ratio,
        interval=interval,
        rose=rose,
        method=METHOD,
        records=series.records,
    )


def too_little(series: Series, question: str) -> Refusal | None:
    """The refusal for a series too short or too empty to say anything of, with its base rate; None when it will do."""
    days = len(series.counts)
    rate = series.total / days if days else None
    if days < FEWEST_DAYS:
        return Refusal(
            question=question,
            reason=f"the ledger covers {days} days of {series.name}; fewer than {FEWEST_DAYS} cannot tell a trend from chance",
            base_rate=rate,
            records=series.records,
        )
    if series.total == 0:
        return Refusal(question=question, reason=f"no dated incident of {series.name} in {days} days", base_rate=0.0)
    return None


def compare(now: Sequence[int], before: Sequence[int], *, level: float = 0.8) -> tuple[float, Interval, float]:
    """Return the ratio of the two daily rates (median), its interval, and the probability that the rate rose.

    With gamma(x + 1/2, t) posteriors, the share of the first rate is a scaled beta variable, so all three are exact.
    Clustered counts are worth fewer independent ones: both counts and days are divided by the dispersion.
    """
    spread = dispersion(now, before)
    shape_now, shape_before = sum(now) / spread + 0.5, sum(before) / spread + 0.5
    exposure = len(before) / len(now)

    def quantile(p: float) -> float:
        share = float(np.clip(betaincinv(shape_now, shape_before, p), 1e-12, 1 - 1e-12))
        return share / (1 - share) * exposure

    tail = (1 - level) / 2
    rose = 1 - float(betainc(shape_now, shape_before, 1 / (1 + exposure)))
    return quantile(0.5), Interval(low=quantile(tail), high=quantile(1 - tail), level=level), rose


def dispersion(*windows: Sequence[int]) -> float:
    """The variance of daily counts over their mean, pooled within the windows; at least one (Poisson)."""
    square, freedom = 0.0, 0
    for window in windows:
        counts = np.asarray(window, dtype=np.float64)
        if len(counts) > 1 and counts.sum() > 0:
            square += float(np.sum((counts - counts.mean()) ** 2)) / float(counts.mean())
            freedom += len(counts) - 1
    return max(square / freedom, 1.0) if freedom else 1.0
