"""The forecast of one series, with its baseline and with what settles it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from vedette.assessment.arrays import Counts
from vedette.assessment.forecast import BASELINE, forecaster
from vedette.assessment.tempo import too_little
from vedette.assessment.thinning import Active, adjusted
from vedette.model.assessment import Forecast, Refusal, Series, Settlement

LEVELS = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
LONGEST = 30
LEDGER = "this ledger"


def outlook(
    series: Series,
    *,
    days: int = 7,
    method: str = "default",
    counter: str = LEDGER,
    seed: int = 0,
    draws: int = 1000,
    keep: int = 0,
    events: Sequence[Active] = (),
) -> Forecast | Refusal:
    """Forecast the total of the `days` days after the series ends; keep the first `keep` draws.

    `events` are truces, strikes and the like under way, with the factors that the ledger gives them. The event that settles it is a total above that of the last `days` days. Refuses below twenty days of history, an
    empty series, and windows outside 1 to 30 days.
    """
    question = f"how many of {series.name} to expect in {days} days"
    if not 1 <= days <= LONGEST:
        return Refusal(question=question, reason=f"forecasts reach 1 to {LONGEST} days", records=series.records)
    if (refusal := too_little(series, question)) is not None:
        return refusal
    history = completed(series)
    drawn = forecaster(method)(history, days=days, rng=generator(seed, series.key, method), draws=draws)
    drawn = adjusted(drawn, days, events, generator(seed, series.key, "events"))
    plain = forecaster(BASELINE)(history, days=days, rng=generator(seed, series.key, BASELINE), draws=draws)
    start = series.end + timedelta(days=1)
    last = start + timedelta(days=days - 1)
    threshold = int(history[-days:].sum()) + 1
    statement = f"{series.name}: {threshold} or more from {start} to {last}, by the count of {counter}"
    return Forecast(
        key=series.key,
        target=f"{series.name}, by the count of {counter}",
        start=start,
        days=days,
        mean=float(drawn.mean()),
        quantiles=quantiles(drawn),
        method=method,
        covariates=tuple((event.kind, event.effect) for event in events),
        baseline=BASELINE,
        baseline_mean=float(plain.mean()),
        baseline_quantiles=quantiles(plain),
        settles=Settlement(counter=counter, on=last, threshold=threshold, statement=statement),
        history_days=len(history),
        above=float(np.mean(drawn >= threshold)),
        samples=tuple(int(value) for value in drawn[:keep]),
        records=series.records,
    )


def completed(series: Series) -> Counts:
    """The daily counts with the last days raised by what is still expected to be reported.

    What is missing of a day is the rate of the last four complete weeks times the share not yet reported. Dividing the
    count by the share instead would multiply its noise by as much.
    """
    counts = np.asarray(series.counts, dtype=np.int64)
    known = counts[: len(counts) - series.incomplete][-28:]
    if series.reported_share and len(known):
        missing = float(known.mean()) * (1 - np.asarray(series.reported_share))
        counts[-series.incomplete :] += np.rint(missing).astype(np.int64)
    return counts


def generator(seed: int, *names: str) -> np.random.Generator:
    """A generator for one purpose: adding a series or a method changes nobody else's draws."""
    return np.random.default_rng([seed, *"|".join(names).encode()])


def quantiles(drawn: Counts) -> tuple[tuple[float, float], ...]:
    """The stated quantiles of the draws."""
    return tuple((level, float(value)) for level, value in zip(LEVELS, np.quantile(drawn, LEVELS), strict=True))
