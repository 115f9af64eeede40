"""Bayesian online change-point detection for daily counts: Poisson counts whose gamma rate breaks now and then.

For forecasts the posterior over the days since the last break is updated a day at a time (Adams and MacKay 2007,
arXiv:0710.3742); run lengths of negligible weight are dropped. For telling a break the question is narrower: did the rate, known
from the weeks before, break by a plain factor within the last fortnight? The likelihood ratios of its days are added up, as in the
rule of Shiryaev and Roberts (Pollak 1985, doi:10.1214/aos/1176346587). Counts that are wider than Poisson would look like
breaks: counts and days are divided by the dispersion (a quasi-Poisson likelihood).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from scipy.special import gammaln

from vedette.assessment.arrays import Counts, Floats
from vedette.assessment.smoothing import dispersion
from vedette.model.assessment import ChangePoint, Series

NEGLIGIBLE = 1e-7
FEWEST_DAYS = 20
YEAR = 365
RATIOS = np.array([0.25, 0.5, 2.0, 4.0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Chance of a break a day, the gamma prior (shape, rate in days) of the rate after one, and the dispersion."""

    hazard: float = 1 / 60
    shape: float = 1.0
    rate: float = 1.0
    dispersion: float = 1.0

    @classmethod
    def for_history(cls, counts: Counts, *, hazard: float = 1 / 60, shape: float = 1.0) -> Options:
        """Centre the prior on the mean so far, worth `shape` events."""
        mean = (float(np.sum(counts)) + 0.5) / (len(counts) + 1.0)
        return cls(hazard=hazard, shape=shape, rate=shape / mean, dispersion=dispersion(counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """When to speak of a break: the chance of one within the last `recent` days passes `threshold`.

    `hazard` is the chance of a break a day; the rate before it is learnt from up to `base` days, at least `least`.
    """

    hazard: float = 1 / 30
    recent: int = 14
    threshold: float = 0.76
    base: int = 60
    least: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Posterior after a day: for each run length (days since the break) its weight and the gamma of its rate."""

    lengths: Counts
    weights: Floats
    shape: Floats
    rate: Floats

    @property
    def mean(self) -> float:
        """The expected rate a day."""
        return float(self.weights @ (self.shape / self.rate))


def start(options: Options) -> State:
    """The state before the first day: a break has just been."""
    one = np.ones(1)
    return State(lengths=np.zeros(1, dtype=np.int64), weights=one, shape=one * options.shape, rate=one * options.rate)


def advance(state: State, count: int, options: Options) -> State:
    """Take in one day."""
    seen, exposure = count / options.dispersion, 1 / options.dispersion
    predictive = (
        gammaln(state.shape + seen) - gammaln(state.shape) + state.shape * np.log(state.rate / (state.rate + exposure))
    )
    predictive -= seen * np.log(state.rate + exposure)
    joint = state.weights * np.exp(predictive - predictive.max())
    weights = np.concatenate(([joint.sum() * options.hazard], joint * (1 - options.hazard)))
    weights /= weights.sum()
    keep = weights > NEGLIGIBLE
    keep[0] = True
    return State(
        lengths=np.concatenate((np.zeros(1, dtype=np.int64), state.lengths + 1))[keep],
        weights=weights[keep] / weights[keep].sum(),
        shape=np.concatenate(([options.shape], state.shape + seen))[keep],
        rate=np.concatenate(([options.rate], state.rate + exposure))[keep],
    )


def run_lengths(counts: Counts, options: Options) -> State:
    """The state after the whole series."""
    state = start(options)
    for count in counts.tolist():
        state = advance(state, count, options)
    return state


def change_points(series: Series, *, alarm: Alarm | None = None) -> tuple[ChangePoint, ...]:
    """Find the breaks as they would have been found at the time, oldest first; none within the first twenty days.

    Each day is judged by the days up to it; the dispersion is learnt anew every week from the year before. A break is told once, on the
    first day of alarm; its day, probability and rates are those of the day on which the alarm was surest.
    """
    alarm = alarm or Alarm()
    counts = np.asarray(series.counts, dtype=np.int64)
    found: list[ChangePoint] = []
    floor, ringing, spread = 0, False, 1.0
    for day in range(FEWEST_DAYS, len(counts)):
        if day % 7 == 0 or day == FEWEST_DAYS:
            spread = dispersion(counts[max(day - YEAR, 0) : day])
        evidence = for_break(counts[floor : day + 1], alarm, spread)
        chance = chance_of_break(evidence, alarm)
        if chance < alarm.threshold:
            if ringing:
                floor = (found[-1].day - series.start).days
            ringing = False
            continue
        point = _point(series, counts[: day + 1], floor, int(np.argmax(evidence)) + 1, chance)
        if ringing and point.probability > found[-1].probability:
            found[-1] = replace(point, known_on=found[-1].known_on, day=min(point.day, found[-1].known_on))
        elif not ringing:
            found.append(point)
            ringing = True
    return tuple(found)


def for_break(counts: Counts, alarm: Alarm, spread: float) -> Floats:
    """How many times likelier the last 1, 2, ... days are if the rate broke before them: Poisson counts with a gamma rate.

    The rate before is known from the days before alone, and breaks to a quarter, a half, the double or the fourfold, each as
    likely. Counts and days are divided by `spread`.
    """
    sums = np.concatenate(([0], np.cumsum(counts)))
    lengths = np.arange(1, alarm.recent + 1)
    split = len(counts) - lengths
    first = np.maximum(split - alarm.base, 0)
    told = split - first >= alarm.least
    split, first = np.where(told, split, 0), np.where(told, first, 0)
    shape = (sums[split] - sums[first]) / spread + 0.5
    rate = (split - first) / spread + 0.3
    seen, days = (sums[-1] - sums[split]) / spread, lengths / spread
    scale = (shape + seen) * np.log(rate + days)
    broken = seen * np.log(RATIOS)[:, None] - (shape + seen) * np.log(rate + days * RATIOS[:, None])
    return np.where(told, np.exp(np.minimum(broken + scale, 300.0)).mean(axis=0), 0.0)


def chance_of_break(evidence: Floats, alarm: Alarm) -> float:
    """P(the rate broke within the last days), a break being as likely on each of them."""
    joint = alarm.hazard * float(evidence.sum())
    return joint / (joint + 1 - alarm.hazard * len(evidence))


def _point(series: Series, counts: Counts, floor: int, length: int, chance: float) -> ChangePoint:
    before = counts[floor : len(counts) - length][-28:]
    return ChangePoint(
        key=series.key,
        day=series.start + timedelta(days=len(counts) - length),
        known_on=series.start + timedelta(days=len(counts) - 1),
        probability=min(chance, 1.0),
        before=float(before.mean()) if len(before) else 0.0,
        after=float(counts[-length:].mean()),
        records=series.records,
    )
